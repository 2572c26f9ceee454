#include "base/arena.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* What is said of products in the same words is said once. */
struct remedy {
	const struct public_remediation *said;
	struct public_leaves leaves;	/* of all that say it */
};

/* Everything of a remedy but its products; 0x1f stands in no text. */
static struct str
key_of(const struct csaf_doc *k, const struct public_remediation *r)
{
	struct str key = str_fmt(k->a,
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%d %d %lld",
	    STR_ARG(r->category), STR_ARG(csaf_put_words(k, &r->details)),
	    STR_ARG(r->url), STR_ARG(r->restart), STR_ARG(r->restart_details),
	    (int)r->date.kind, (int)r->date.day.n, (long long)r->date.at.s);

	for (size_t i = 0; i < r->n_entitlements; i++)
		key = str_fmt(k->a, "%.*s\x1f%.*s", STR_ARG(key),
		    STR_ARG(r->entitlements[i]));
	return key;
}

/* Both ascending, as is the result. */
static struct public_leaves
unite(struct arena *a, const struct public_leaves *x,
    const struct public_leaves *y)
{
	struct public_leaves out = { arena_array(a, size_t, x->n + y->n + 1),
		0 };
	size_t i = 0, j = 0;

	while (i < x->n || j < y->n) {
		bool is_x = j == y->n || (i < x->n && x->v[i] <= y->v[j]);
		size_t leaf = is_x ? x->v[i] : y->v[j];

		i += i < x->n && x->v[i] == leaf;
		j += j < y->n && y->v[j] == leaf;
		out.v[out.n++] = leaf;
	}
	return out;
}

static void
put_remedy(struct csaf_doc *k, const struct remedy *remedy)
{
	const struct public_remediation *r = remedy->said;

	json_object(k->w);
	json_pair(k->w, "category", r->category);
	csaf_put_when(k, "date", r->date);
	json_pair(k->w, "details", csaf_put_words(k, &r->details));
	csaf_put_strings(k, "entitlements", r->entitlements,
	    r->n_entitlements);
	csaf_put_leaves(k, "product_ids", &remedy->leaves);
	if (r->restart.n > 0) {
		json_name(k->w, "restart_required");
		json_object(k->w);
		json_pair(k->w, "category", r->restart);
		json_pair_opt(k->w, "details", r->restart_details);
		json_end(k->w);
	}
	json_pair_opt(k->w, "url", r->url);
	json_end(k->w);
}

static void
mark(bool *marks, const struct public_leaves *l, bool value)
{
	for (size_t i = 0; i < l->n; i++)
		marks[l->v[i]] = value;
}

/* Products that somebody may worry about and nobody said what helps. */
static struct public_leaves
helpless(const struct csaf_doc *k, const struct public_vulnerability *v)
{
	bool *marks = arena_array(k->a, bool, k->adv->n_leaves + 1);
	struct public_leaves out = {
		arena_array(k->a, size_t, k->adv->n_leaves + 1), 0
	};

	mark(marks, &v->status[PUBLIC_FIRST_AFFECTED], true);
	mark(marks, &v->status[PUBLIC_KNOWN_AFFECTED], true);
	mark(marks, &v->status[PUBLIC_LAST_AFFECTED], true);
	mark(marks, &v->status[PUBLIC_UNDER_INVESTIGATION], true);
	for (size_t i = 0; i < v->n_remediations; i++)
		mark(marks, &v->remediations[i].leaves, false);
	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		if (marks[i])
			out.v[out.n++] = i;
	}
	return out;
}

/* An action statement for each affected product: 6.1.27.10 and 6.2.2. */
static void
put_none_available(struct csaf_doc *k, const struct public_vulnerability *v)
{
	struct public_leaves leaves = helpless(k, v);

	if (leaves.n == 0)
		return;
	json_object(k->w);
	json_pair_z(k->w, "category", "none_available");
	json_pair(k->w, "details",
	    csaf_put_word(k, k->lang, "view.remedy.none_available"));
	csaf_put_leaves(k, "product_ids", &leaves);
	json_end(k->w);
}

void
csaf_remedy(struct csaf_doc *k, const struct public_vulnerability *v)
{
	struct map *said = map_open(k->a);

	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_remediation *r = &v->remediations[i];
		struct str key = key_of(k, r);
		struct remedy *known = map_get(said, key);

		if (known == NULL) {
			known = arena_new(k->a, struct remedy);
			*known = (struct remedy){ r, r->leaves };
			map_put(said, key, known);
		} else
			known->leaves = unite(k->a, &known->leaves,
			    &r->leaves);
	}
	json_name(k->w, "remediations");
	json_opt_array(k->w);
	for (size_t i = 0; i < map_len(said); i++)
		put_remedy(k, map_at(said, i)->value);
	if (!k->adv->is_import)
		put_none_available(k, v);
	json_end(k->w);
}
