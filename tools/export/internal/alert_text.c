#include "export/internal/alert_text.h"

#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/model.h"

/* Fewer words in Latin letters are no text of their own. */
#define WORDS	5

static bool
is_latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What begins like a list, a table, a fence or indented code is no sentence. */
static bool
is_prose(struct str s)
{
	return s.n > 1 &&
	    (is_latin(s.p[0]) || (s.p[0] == '*' && is_latin(s.p[1])));
}

static size_t
count_words(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += is_latin(s.p[i]) && (i == 0 || !is_latin(s.p[i - 1]));
	return n;
}

/* Where the paragraph that ends at to begins. */
static size_t
paragraph_before(struct str s, size_t to)
{
	while (to > 0 && s.p[to - 1] == '\n')
		to--;
	while (to > 1 && !(s.p[to - 1] == '\n' && s.p[to - 2] == '\n'))
		to--;
	return to > 1 ? to : 0;
}

size_t
alert_text_english(struct str s)
{
	size_t from = s.n, at = s.n;

	while (at > 0) {
		size_t begin = paragraph_before(s, at);
		struct str one = str_sub(s, begin, at - begin);

		while (one.n > 0 && one.p[0] == '\n')
			one = str_from(one, 1);

		if (one.n > 0 && (show_is_japanese(one) || !is_prose(one)))
			break;
		if (one.n > 0)
			from = begin;
		at = begin;
	}
	return show_is_japanese(str_sub(s, 0, from)) &&
		count_words(str_from(s, from)) >= WORDS ?
	    from :
	    s.n;
}

void
alert_text_show(const struct frame *f, struct value *o, struct span body)
{
	struct str all = source_text(f->m->sources, body);
	struct span first = body, rest = body;
	size_t from = alert_text_english(all);
	bool is_ja = show_is_japanese(str_sub(all, 0, from));
	bool first_is_ours = is_ja == str_eq_z(f->lang, "ja");

	first.len = (uint32_t)from;
	rest.off += (uint32_t)from;
	rest.len -= (uint32_t)from;
	if (from == all.n)
		rest.len = 0;
	show_body(f, o, first_is_ours ? "text" : "second", first, 0,
	    is_ja ? S("ja") : S("en"));
	show_body(f, o, first_is_ours ? "second" : "text", rest, 0, S("en"));
}
