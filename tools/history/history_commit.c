#include "history/history_commit.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"

/* 1900-01-02 and 2199-12-31: with any offset still within base/time. */
#define FIRST_S		(-2208902400)
#define LAST_S		7258032000
#define OFFSET_MAX_S	86340

struct instant
history_commit_instant(int64_t s, int32_t offset_s)
{
	if (offset_s > OFFSET_MAX_S || offset_s < -OFFSET_MAX_S)
		offset_s = 0;
	if (s < FIRST_S)
		s = FIRST_S;
	if (s > LAST_S)
		s = LAST_S;
	return (struct instant){ .s = s, .offset_s = offset_s };
}

bool
history_commit_id(struct str hex, uint8_t id[HISTORY_ID_BYTES])
{
	if (hex.n != (size_t)2 * HISTORY_ID_BYTES)
		return false;
	for (size_t i = 0; i < HISTORY_ID_BYTES; i++) {
		int high = num_hex_low(hex.p[2 * i]);
		int low = num_hex_low(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

/* Valid UTF-8 that a terminal can show; what is not becomes U+FFFD. */
static struct str
clean(struct arena *a, struct str s)
{
	static const char mark[] = "\xef\xbf\xbd";
	/* The worst byte becomes three. */
	char *out = arena_bytes(a, s.n * 3 + 1);
	size_t n = 0, i = 0;

	while (i < s.n) {
		size_t fault = utf8_fault(str_from(s, i));
		size_t end = fault == SIZE_MAX ? s.n : i + fault;

		while (i < end) {
			size_t from = i;
			uint32_t c = utf8_next(s, &i);
			bool bad = c == '\t' || c == '\n' ||
			    utf8_is_hostile(c);

			memcpy(out + n, bad ? mark : s.p + from,
			    bad ? sizeof(mark) - 1 : i - from);
			n += bad ? sizeof(mark) - 1 : i - from;
		}
		if (fault != SIZE_MAX) {
			memcpy(out + n, mark, sizeof(mark) - 1);
			n += sizeof(mark) - 1;
			i++;
		}
	}
	return (struct str){ out, n };
}

/* "+0900" in seconds; 0 for what is none. */
static int32_t
offset_of(struct str s)
{
	int64_t n;
	int32_t offset;

	if (s.n != 5 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !num_parse_padded(str_from(s, 1), 9999, &n))
		return 0;
	offset = (int32_t)(n / 100 * 3600 + n % 100 * 60);
	return s.p[0] == '-' ? -offset : offset;
}

/* "Name <mail> 1700000000 +0900" */
static void
read_person(struct str s, struct arena *a, struct history_commit_person *out)
{
	struct str name, rest, mail, date, zone;
	int64_t at = 0;
	size_t last = s.n;

	*out = (struct history_commit_person){ 0 };
	(void)str_cut(s, '<', &name, &rest);
	(void)str_cut(rest, '>', &mail, &date);
	/* A mail may hold '>' too: the date is behind the last one. */
	while (last > 0 && s.p[last - 1] != '>')
		last--;
	date = str_trim(str_from(s, last));
	(void)str_cut(date, ' ', &date, &zone);
	if (!num_parse_padded(date, INT64_MAX, &at))
		at = 0;
	out->person.name = clean(a,
	    str_sub(str_trim(name), 0, LIMIT_HISTORY_PERSON));
	out->person.mail = clean(a, str_sub(mail, 0, LIMIT_HISTORY_PERSON));
	out->at = history_commit_instant(at, offset_of(str_trim(zone)));
}

/* Take the line "WORD text" off the front of rest. */
static bool
take(struct str *rest, struct str word, struct str *text)
{
	struct str line, after;

	(void)str_cut(*rest, '\n', &line, &after);
	if (!str_starts(line, word))
		return false;
	*text = str_from(line, word.n);
	*rest = after;
	return true;
}

/* Parents at the front of rest, which is moved behind them. */
static bool
read_parents(struct str *rest, struct arena *a,
    struct history_commit_parts *out)
{
	struct str again = *rest, text;
	size_t n = 0;

	while (take(&again, S("parent "), &text)) {
		if (++n > LIMIT_HISTORY_PARENTS)
			return false;
	}
	out->parents = arena_alloc(a, n + 1, sizeof(*out->parents));
	out->n_parents = n;
	for (size_t i = 0; i < n; i++) {
		if (!take(rest, S("parent "), &text) ||
		    !history_commit_id(text, out->parents[i]))
			return false;
	}
	return true;
}

bool
history_commit_read(struct str object, struct arena *a,
    struct history_commit_parts *out)
{
	struct str rest = object, text;

	*out = (struct history_commit_parts){ 0 };
	if (!take(&rest, S("tree "), &text) ||
	    !history_commit_id(text, out->tree) ||
	    !read_parents(&rest, a, out))
		return false;
	if (!take(&rest, S("author "), &text))
		text = S("");
	read_person(text, a, &out->author);
	if (!take(&rest, S("committer "), &text))
		text = S("");
	read_person(text, a, &out->committer);
	return true;
}
