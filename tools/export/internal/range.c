#include "export/internal/range.h"

#include "base/arena.h"
#include "export/internal/frame.h"
#include "model/model.h"
#include "version/vers.h"

/* A catalogue text with {low} and {high} filled. */
static struct str
fill(const struct frame *f, struct str text, const struct vers_interval *i)
{
	const struct str names[] = { S("{low}"), S("{high}") };
	const struct str values[] = { i->low, i->high };

	for (size_t k = 0; k < ARRAY_LEN(names); k++) {
		size_t at = str_find(text, names[k], 0);

		if (at != SIZE_MAX)
			text = str_fmt(f->a, "%.*s%.*s%.*s",
			    STR_ARG(str_sub(text, 0, at)), STR_ARG(values[k]),
			    STR_ARG(str_from(text, at + names[k].n)));
	}
	return text;
}

static const char *
key_of(const struct vers_interval *i)
{
	if (i->low.n == 0 && i->high.n == 0)
		return "view.range.all";
	if (i->low.n == 0)
		return i->high_included ? "view.range.le" : "view.range.lt";
	if (i->high.n == 0)
		return i->low_included ? "view.range.ge" : "view.range.gt";
	if (str_eq(i->low, i->high))
		return "view.range.exact";
	if (i->low_included)
		return i->high_included ? "view.range.ge_le" :
					  "view.range.ge_lt";
	return i->high_included ? "view.range.gt_le" : "view.range.gt_lt";
}

struct str
range_words(const struct frame *f, const struct product_version *v)
{
	struct vers vers;
	struct vers_interval *intervals;
	const char *why;
	size_t off, len, n;
	struct str out = S("");

	if (v->range.s.n == 0)
		return v->version.s.n > 0 ? v->version.s : v->text.s;
	if (!vers_parse(f->a, v->range.s, &vers, &why, &off, &len))
		return v->range.s;
	n = vers_intervals(f->a, &vers, &intervals);
	for (size_t i = 0; i < n; i++) {
		struct str one = fill(f, frame_word(f, key_of(&intervals[i])),
		    &intervals[i]);

		out = i == 0 ? one :
			       str_fmt(f->a, "%.*s%.*s%.*s", STR_ARG(out),
				   STR_ARG(frame_word(f, "view.range.join")),
				   STR_ARG(one));
	}
	return out;
}
