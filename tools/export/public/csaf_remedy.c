#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* Everything of a remedy but its products. */
static struct str
words_of(const struct csaf_doc *k, const struct public_remediation *r)
{
	const struct str parts[] = {
		r->category,
		csaf_put_words(k, &r->details),
		r->url,
		r->restart,
		r->restart_details,
		csaf_put_date(k, r->date),
	};
	struct str words;
	struct buf all;

	buf_init(&all, LIMIT_PAGE_BYTES);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		buf_put(&all, parts[i]);
		buf_putc(&all, '\x1f');
	}
	for (size_t i = 0; i < r->n_entitlements; i++) {
		buf_put(&all, r->entitlements[i]);
		buf_putc(&all, '\x1f');
	}
	words = str_dup(k->a, buf_str(&all));
	buf_fini(&all);
	return words;
}

static void
put_remedy(struct csaf_doc *k, struct csaf_said *said)
{
	const struct public_remediation *r = said->item;

	json_object(k->w);
	json_pair(k->w, "category", r->category);
	csaf_put_when(k, "date", r->date);
	json_pair(k->w, "details", csaf_put_words(k, &r->details));
	csaf_put_strings(k, "entitlements", r->entitlements,
	    r->n_entitlements);
	csaf_said_put(k, "product_ids", said);
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

		csaf_said(k, said, words_of(k, r), r, &r->leaves);
	}
	json_name(k->w, "remediations");
	json_opt_array(k->w);
	for (size_t i = 0; i < map_len(said); i++)
		put_remedy(k, map_at(said, i)->value);
	if (!k->adv->is_import)
		put_none_available(k, v);
	json_end(k->w);
}
