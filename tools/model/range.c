#include "model/range.h"

#include "base/arena.h"
#include "model/records.h"
#include "text/catalog.h"
#include "version/vers.h"

static struct str
word(const struct catalog *words, struct str lang, struct str key)
{
	struct str text = S("");

	(void)catalog_get(words, lang, key, &text);
	return text;
}

struct str
range_join(struct arena *a, const struct catalog *words, struct str lang,
    struct str one, struct str more)
{
	struct str join;

	if (one.n == 0 || more.n == 0)
		return one.n == 0 ? more : one;
	join = word(words, lang, S("view.range.join"));
	return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(one), STR_ARG(join),
	    STR_ARG(more));
}

struct str
range_words(struct arena *a, const struct catalog *words, struct str lang,
    const struct product_version *v)
{
	struct vers vers;
	struct vers_interval *intervals;
	const char *why;
	size_t off, len, n;
	struct str out = S("");

	if (v->range.s.n == 0)
		return v->version.s.n > 0 ? v->version.s : v->text.s;
	/* Reported when loading. */
	if (!vers_parse(a, v->range.s, &vers, &why, &off, &len))
		return v->range.s;
	n = vers_intervals(a, &vers, &intervals);
	for (size_t i = 0; i < n; i++) {
		struct str key = str_cat(a, S("view.range."),
		    str_z(vers_interval_key(&intervals[i])));
		const struct catalog_value bounds[] = {
			{ S("low"), intervals[i].low },
			{ S("high"), intervals[i].high },
		};

		out = range_join(a, words, lang, out,
		    catalog_fill(a, word(words, lang, key), bounds,
			ARRAY_LEN(bounds)));
	}
	return out;
}
