#include "export/internal/finding_text.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/known_title.h"
#include "text/value.h"

#define REPLACEMENT	0xfffdu
#define ELLIPSIS	0x2026u

/* 10000-01-01 in seconds since 1970. */
#define YEAR_10000_S	INT64_C(253402300800)

struct str
finding_text(struct arena *a, struct str s, size_t max)
{
	size_t at = 0, n = 0, seen = 0;
	char *out;

	/* The replacement is as long as any hostile character, or longer. */
	out = arena_array(a, char, 3 * (s.n < 4 * max ? s.n : 4 * max) + 4);
	while (at < s.n && seen++ < max) {
		uint32_t c = utf8_next(s, &at);

		n += utf8_encode(utf8_is_hostile(c) ? REPLACEMENT : c,
		    out + n);
	}
	if (at < s.n)
		n += utf8_encode(ELLIPSIS, out + n);
	return (struct str){ out, n };
}

struct str
finding_text_line(struct arena *a, struct str s)
{
	struct str line = finding_text(a, str_trim(s), LIMIT_FINDING_WORDS);
	char *out = arena_array(a, char, line.n + 1);

	for (size_t i = 0; i < line.n; i++)
		out[i] = line.p[i] == '\n' || line.p[i] == '\t' ? ' ' :
								  line.p[i];
	return (struct str){ out, line.n };
}

void
finding_text_show(const struct frame *f, struct value *o, const char *key,
    struct str ja, struct str en)
{
	bool is_ja = str_eq_z(f->lang, "ja") ? ja.n > 0 : en.n == 0;
	struct value *list = value_set_list(o, key), *text;

	if (ja.n == 0 && en.n == 0)
		return;
	text = value_push_object(list);
	value_set_text(text, "text",
	    finding_text(f->a, str_trim(is_ja ? ja : en), LIMIT_FINDING_TEXT));
	value_set_text(text, "lang", is_ja ? S("ja") : S("en"));
}

void
finding_text_title(const struct frame *f, struct value *o, const char *key,
    const struct known *k)
{
	struct known_title t = known_title(f->a, k, str_eq_z(f->lang, "ja"));
	struct str none = S(""), text = finding_text_line(f->a, t.text);

	finding_text_show(f, o, key, t.is_ja ? text : none,
	    t.is_ja ? none : text);
}

void
finding_text_time(const struct frame *f, struct value *o, const char *key,
    struct instant t)
{
	/* A day more at each end, for zones. */
	if (t.s < 86400 || t.s > YEAR_10000_S - 86400)
		value_set_list(o, key);
	else
		show_instant(f, o, key, t);
}

struct str
finding_text_url(struct str url)
{
	return str_starts(url, S("https://")) ? url : S("");
}

/* Full width signs too: spreadsheets of some languages take them as well. */
static bool
is_formula(struct str s)
{
	static const struct str wide[] = { STR_INIT("\xef\xbc\x9d"),
		STR_INIT("\xef\xbc\x8b"), STR_INIT("\xef\xbc\x8d"),
		STR_INIT("\xef\xbc\xa0") };

	if (s.n == 0)
		return false;
	if (str_find_byte(S("=+-@\t\r\n"), s.p[0], 0) != SIZE_MAX)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
		if (str_starts(s, wide[i]))
			return true;
	}
	return false;
}

void
finding_text_cell(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	if (is_formula(s))
		buf_putc(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}
