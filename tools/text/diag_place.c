#include "text/diag_place.h"

#include "base/arena.h"
#include "base/span.h"
#include "base/utf8.h"

struct diag_place
diag_place(const struct diag_print *p, struct span at)
{
	struct diag_place place = { .has_line = false };
	const struct source *src;
	struct pos from, to;

	if (!span_is_set(at))
		return place;
	src = source_get(p->sources, at.file);
	place.path = src->shown;
	/* A file that has no text, or other text than when it was read. */
	if (src->text.n == 0 || at.off > src->text.n ||
	    at.len > src->text.n - at.off)
		return place;
	from = source_pos(p->sources, at);
	to = source_pos(p->sources,
	    (struct span){ at.file, at.off + at.len, 0 });
	place.has_line = true;
	place.line = from.line;
	place.column = from.column;
	place.end_line = to.line;
	place.end_column = to.column;
	return place;
}

bool
diag_place_shows(const struct diag_print *p, const struct diag *d)
{
	return p->show_waived || !d->is_waived;
}

struct diag_rule_info
diag_place_info(const struct diag_print *p, struct str rule)
{
	struct diag_rule_info none = { .summary = { NULL, 0 } };

	return p->info != NULL ? p->info(rule) : none;
}

struct str
diag_place_clause(const struct diag_print *p, const struct diag *d)
{
	return d->clause.n > 0 ? d->clause :
				 diag_place_info(p, d->rule).clause;
}

size_t
diag_place_char(struct str s, size_t i)
{
	unsigned char lead = (unsigned char)s.p[i];
	size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	return utf8_fault(str_sub(s, i, n)) == SIZE_MAX ? n : 0;
}

struct str
diag_place_text(const struct diag_print *p, struct str s)
{
	char *out;
	size_t n = 0;

	if (utf8_fault(s) == SIZE_MAX)
		return s;
	out = arena_array(p->tmp, char, s.n * 3);
	for (size_t i = 0; i < s.n;) {
		size_t len = diag_place_char(s, i);

		if (len == 0) {
			n += utf8_encode(0xfffd, out + n);
			i++;
			continue;
		}
		for (; len > 0; len--)
			out[n++] = s.p[i++];
	}
	return (struct str){ out, n };
}

struct str
diag_place_summary(const struct diag_print *p, const struct diag *d)
{
	struct str message = diag_place_text(p, d->message);

	if (d->help.n == 0)
		return message;
	return str_cat(p->tmp, str_cat(p->tmp, message, S("; help: ")),
	    diag_place_text(p, d->help));
}
