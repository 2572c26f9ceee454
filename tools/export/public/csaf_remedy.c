#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* What excludes what lies below it, for one product (2.1, 6.1.35). */
enum rank {
	RANK_NONE_AVAILABLE,
	RANK_NO_FIX_PLANNED,
	RANK_FIX_PLANNED,
	RANK_VENDOR_FIX,
	RANK_HELP,	/* goes with each of them but the first */
};

/* A fix to come has a word of its own in newer versions. */
static bool
is_planned(const struct csaf_doc *k, const struct public_remediation *r)
{
	const struct public_advisory *adv = k->adv;

	return csaf_dialect(k)->is_strict &&
	    str_eq_z(r->category, "vendor_fix") &&
	    r->date.kind != WHEN_UNSET &&
	    when_start(r->date, k->view->zone).s >
	    adv->revisions[adv->n_revisions - 1].at.s;
}

static struct str
category_of(const struct csaf_doc *k, const struct public_remediation *r)
{
	return is_planned(k, r) ? S("fix_planned") : r->category;
}

static enum rank
rank_of(const struct csaf_doc *k, const struct public_remediation *r)
{
	static const char *const words[] = {
		[RANK_NONE_AVAILABLE] = "none_available",
		[RANK_NO_FIX_PLANNED] = "no_fix_planned",
		[RANK_FIX_PLANNED] = "fix_planned",
		[RANK_VENDOR_FIX] = "vendor_fix",
	};
	struct str category = category_of(k, r);
	size_t i = 0;

	while (i < ARRAY_LEN(words) && !str_eq_z(category, words[i]))
		i++;
	return (enum rank)i;
}

/* Everything of a remedy but its products. */
static struct str
words_of(const struct csaf_doc *k, const struct public_remediation *r)
{
	const struct str parts[] = {
		category_of(k, r),
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
	json_pair(k->w, "category", category_of(k, r));
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

/*
 * Per leaf, the remedies that a strict version of the standard allows: bits
 * 1 << rank.  Who is not affected needs none (2.1, 6.1.36).
 */
static unsigned char *
allowed(const struct csaf_doc *k, const struct public_vulnerability *v)
{
	static const enum public_status free_of[] = { PUBLIC_FIRST_FIXED,
		PUBLIC_FIXED, PUBLIC_KNOWN_NOT_AFFECTED };
	unsigned char *out = arena_array(k->a, unsigned char,
	    k->adv->n_leaves + 1);

	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_leaves *l = &v->remediations[i].leaves;
		unsigned char bit = (unsigned char)(1u
		    << rank_of(k, &v->remediations[i]));

		for (size_t j = 0; j < l->n; j++)
			out[l->v[j]] |= bit;
	}
	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		unsigned has = out[i];
		unsigned rank = RANK_VENDOR_FIX;

		while (rank > 0 && (has & 1u << rank) == 0)
			rank--;
		if (rank == 0 && (has & 1u << RANK_HELP) != 0)
			rank = RANK_HELP;
		out[i] = (unsigned char)(1u << rank | 1u << RANK_HELP);
	}
	for (size_t i = 0; i < ARRAY_LEN(free_of); i++) {
		const struct public_leaves *l = &v->status[free_of[i]];

		for (size_t j = 0; j < l->n; j++)
			out[l->v[j]] = 0;
	}
	return out;
}

/* The products of a remedy that it may be said of; all without marks. */
static struct public_leaves
leaves_of(const struct csaf_doc *k, const struct public_remediation *r,
    const unsigned char *marks)
{
	unsigned bit = 1u << rank_of(k, r);
	struct public_leaves out = {
		arena_array(k->a, size_t, r->leaves.n + 1), 0
	};

	if (marks == NULL)
		return r->leaves;
	for (size_t i = 0; i < r->leaves.n; i++) {
		if ((marks[r->leaves.v[i]] & bit) != 0)
			out.v[out.n++] = r->leaves.v[i];
	}
	return out;
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
	const unsigned char *marks = csaf_dialect(k)->is_strict ?
	    allowed(k, v) :
	    NULL;
	struct map *said = map_open(k->a);

	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_remediation *r = &v->remediations[i];
		struct public_leaves leaves = leaves_of(k, r, marks);

		if (leaves.n > 0 || marks == NULL)
			csaf_said(k, said, words_of(k, r), r, &leaves);
	}
	json_name(k->w, "remediations");
	json_opt_array(k->w);
	for (size_t i = 0; i < map_len(said); i++)
		put_remedy(k, map_at(said, i)->value);
	if (!k->adv->is_import)
		put_none_available(k, v);
	json_end(k->w);
}
