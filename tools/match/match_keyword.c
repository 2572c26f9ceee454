#include "base/arena.h"
#include "base/attr.h"
#include "match/match_impl.h"
#include "version/name.h"

/* A rare word stands in fewer than one of so many records, or in so few. */
#define RARE_SHARE	2000u
#define RARE_FEW	5u

static const struct str stops[] = {
#define STOP(word)	STR_INIT(word),
#include "match/stopwords.def"
};

static bool
is_stop(struct str w)
{
	bool is_number = true;

	for (size_t i = 0; i < w.n; i++)
		is_number = is_number && w.p[i] >= '0' && w.p[i] <= '9';
	for (size_t i = 0; !is_number && i < ARRAY_LEN(stops); i++) {
		if (str_eq(stops[i], w))
			return true;
	}
	return is_number;
}

static void
read_words(struct match_look *k)
{
	struct str *v;
	size_t n = name_words(k->a, k->self.c->keyword, &v);

	k->has_words = true;
	k->words = arena_array(k->a, struct str, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (!is_stop(v[i]))
			k->words[k->n_words++] = v[i];
	}
}

const uint32_t *
match_keyword_find(struct match_look *k, size_t *n)
{
	const uint32_t *best = NULL, *v;
	size_t few = SIZE_MAX, len = index_len(k->x), one;

	if (!k->has_words)
		read_words(k);
	for (size_t i = 0; i < k->n_words; i++) {
		v = index_find(k->x, INDEX_WORD,
		    index_key_word(k->a, k->words[i]), &one);
		if (one < few) {
			few = one;
			best = v;
		}
	}
	*n = few;
	if (few == SIZE_MAX || (few > RARE_FEW && few >= len / RARE_SHARE))
		*n = 0;
	return best;
}

static bool
has_word(const struct str *v, size_t n, struct str w)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(v[i], w))
			return true;
	}
	return false;
}

/* A text with all names of the record's products. */
static size_t
record_words(struct arena *a, const struct feed_record *r, struct str **out)
{
	struct str all = str_fmt(a, "%.*s %.*s", STR_ARG(r->title_en),
	    STR_ARG(r->title_ja));

	for (size_t i = 0; i < r->n_affects; i++) {
		const struct feed_affects *e = &r->affects[i];

		if (i > 0 && str_eq(e->product, e[-1].product) &&
		    str_eq(e->vendor, e[-1].vendor) &&
		    str_eq(e->name, e[-1].name))
			continue;
		all = str_fmt(a, "%.*s %.*s %.*s %.*s", STR_ARG(all),
		    STR_ARG(e->vendor), STR_ARG(e->product), STR_ARG(e->name));
	}
	return name_words(a, all, out);
}

bool
match_keyword(struct match_look *k, struct match_try *t)
{
	struct str *v;
	size_t n, few;

	if (t->e != NULL || k->self.c->keyword.n == 0)
		return false;
	(void)match_keyword_find(k, &few);
	if (few == 0)
		return false;
	n = record_words(k->a, t->r, &v);
	for (size_t i = 0; i < k->n_words; i++) {
		if (!has_word(v, n, k->words[i]))
			return false;
	}
	t->m.rule = MATCH_keyword;
	t->m.confidence = match_confidence(MATCH_keyword);
	t->m.status = FEED_UNCLEAR;
	match_step_add(k, t, "words", k->self.c->keyword,
	    t->r->title_en.n > 0 ? t->r->title_en : t->r->title_ja, S("in"));
	return true;
}
