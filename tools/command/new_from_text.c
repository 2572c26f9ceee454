#include "command/new_from_text.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/limits_draft.h"
#include "base/utf8.h"

/* What stands where a text was cut. */
#define CUT	"\xe2\x80\xa6"

static struct str
clean(struct arena *a, struct str s, size_t max, bool is_line)
{
	/* Nothing gets longer, and what is cut off need not be held. */
	size_t room = s.n < max * 4 ? s.n : max * 4, n = 0, chars = 0;
	char *p = arena_bytes(a, room + sizeof(CUT));

	s = str_trim(s);
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		bool is_blank = c == ' ' || c == '\t' || c == '\n' ||
		    c == '\r';

		if (chars == max) {
			for (size_t j = 0; j < sizeof(CUT) - 1; j++)
				p[n++] = CUT[j];
			break;
		}
		if (is_blank && (is_line || c != '\n')) {
			if (n == 0 || p[n - 1] == ' ' || p[n - 1] == '\n')
				continue;
			p[n++] = ' ';
		} else if (c == '\n') {
			while (n > 0 && p[n - 1] == ' ')
				n--;
			p[n++] = '\n';
		} else if (c < 0x20) {
			continue;
		} else if (utf8_is_hostile(c) || c == 0x7f) {
			continue;
		} else {
			for (size_t j = from; j < i; j++)
				p[n++] = s.p[j];
		}
		chars++;
	}
	return str_trim((struct str){ p, n });
}

struct str
new_from_text_line(struct arena *a, struct str s, size_t max)
{
	return clean(a, s, max, true);
}

struct str
new_from_text(struct arena *a, struct str s, size_t max)
{
	return clean(a, s, max, false);
}

/* What an address may hold: RFC 3986, and no bracket of Markdown. */
static bool
is_url_byte(char c)
{
	static const struct str others = STR_INIT("-._~:/?#@!$&'*+,;=%");

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || str_find_byte(others, c, 0) != SIZE_MAX;
}

struct str
new_from_text_url(struct arena *a, struct str s)
{
	if (!str_starts(s, S("https://")) || s.n < sizeof("https://") ||
	    s.n > LIMIT_DRAFT_WORDS || !str_is_all(s, is_url_byte))
		return S("");
	return str_dup(a, s);
}
