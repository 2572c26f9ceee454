/*
 * 6.1.6, 6.1.29, 6.1.32, 6.1.33, 6.2.2, 6.2.3: what is said of a product with
 * a flaw.
 */
#include "base/arena.h"
#include "csaf/csaf_run.h"

/* Statuses that exclude each other; "recommended" goes with all. */
static const struct {
	const char *name;
	unsigned group;		/* 0: free */
} groups[] = {
	[CSAF_FIRST_AFFECTED] = { "affected", 1 },
	[CSAF_FIRST_FIXED] = { "fixed", 2 },
	[CSAF_FIXED] = { "fixed", 2 },
	[CSAF_KNOWN_AFFECTED] = { "affected", 1 },
	[CSAF_KNOWN_NOT_AFFECTED] = { "not affected", 3 },
	[CSAF_LAST_AFFECTED] = { "affected", 1 },
	[CSAF_RECOMMENDED] = { "recommended", 0 },
	[CSAF_UNDER_INVESTIGATION] = { "under investigation", 4 },
	[CSAF_UNKNOWN] = { "unknown", 5 },
};

/* marks: by product, round * CSAF_STATUSES + status. */
static void
check_status(struct csaf_run *k, const struct csaf_flaw *f, size_t *marks,
    size_t round)
{
	for (size_t s = 0; s < CSAF_STATUSES; s++) {
		for (size_t i = 0; i < f->status[s].n; i++) {
			const struct csaf_use *u =
			    &k->doc->uses[f->status[s].first + i];
			size_t *mark = &marks[u->id];
			size_t other = *mark % CSAF_STATUSES;
			struct str id;

			if (groups[s].group == 0)
				continue;
			if (*mark / CSAF_STATUSES != round) {
				*mark = round * CSAF_STATUSES + s;
				continue;
			}
			if (groups[other].group == groups[s].group)
				continue;
			id = csaf_run_quote(k, u->node->text);
			csaf_run_report(k, u->node,
			    "the product '%.*s' is %s here and %s in "
			    "'%s'",
			    STR_ARG(id), groups[s].name, groups[other].name,
			    csaf_doc_status_name((enum csaf_status)other));
		}
	}
}

void
test_status_contradiction(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++)
		check_status(k, &k->doc->flaws[i], marks, i + 1);
}

/* Products that a quick fix names. */
#define FIX_PRODUCTS	20

/* All affected products, which a remediation is for. */
static void
put_target_fix(struct csaf_run *k, const struct csaf_flaw *f)
{
	struct str list = S("");
	size_t n = 0;

	for (size_t s = 0; s < CSAF_STATUSES; s++) {
		for (size_t i = 0; groups[s].group == 1 && i < f->status[s].n;
		     i++) {
			const struct csaf_use *u =
			    &k->doc->uses[f->status[s].first + i];

			if (n++ < FIX_PRODUCTS)
				list = str_fmt(k->q->arena, "%.*s%s\"%.*s\"",
				    STR_ARG(list), n > 1 ? ", " : "",
				    STR_ARG(csaf_run_quote(k, u->node->text)));
		}
	}
	if (n > 0)
		csaf_run_fix(k, "write \"product_ids\": [%.*s%s]",
		    STR_ARG(list), n > FIX_PRODUCTS ? ", ..." : "");
}

static void
check_targets(struct csaf_run *k, const char *list, const char *what)
{
	bool is_remedy = str_eq_z(S("remediations"), list);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, list);
		     n != NULL; n = n->next) {
			if (n->kind != JSON_IS_OBJECT ||
			    json_get(n, "product_ids") != NULL ||
			    json_get(n, "group_ids") != NULL)
				continue;
			csaf_run_report(k, n,
			    "this %s names neither products nor groups", what);
			if (is_remedy)
				put_target_fix(k, &k->doc->flaws[i]);
		}
	}
}

void
test_status_remediation_target(struct csaf_run *k)
{
	check_targets(k, "remediations", "remediation");
}

void
test_status_flag_target(struct csaf_run *k)
{
	check_targets(k, "flags", "flag");
}

/* VEX justifications: all labels of flags are. */
static void
check_flags(struct csaf_run *k, const struct csaf_flaw *f, size_t *marks,
    size_t *round)
{
	size_t first = *round + 1;

	for (const struct json_node *n = csaf_run_items(f->node, "flags");
	     n != NULL; n = n->next) {
		const size_t *ids;
		size_t len = csaf_run_products(k, n, &ids);
		struct str id = S("");

		++*round;
		for (size_t i = 0; i < len; i++) {
			if (marks[ids[i]] >= first)
				id = k->doc->product_ids.v[ids[i]].text;
			marks[ids[i]] = *round;
		}
		if (id.n == 0)
			continue;
		id = csaf_run_quote(k, id);
		csaf_run_report(k, n,
		    "the product '%.*s' has a justification already, by "
		    "another flag",
		    STR_ARG(id));
	}
}

void
test_status_two_flags(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);
	size_t round = 0;

	for (size_t i = 0; i < k->doc->n_flaws; i++)
		check_flags(k, &k->doc->flaws[i], marks, &round);
}

/* ---- 6.2.2, 6.2.3 ---------------------------------------------------- */

static void
check_named(struct csaf_run *k, const char *list, bool is_pending_too,
    const char *what)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		csaf_run_mark_list(k, marks, i + 1, f, list);
		for (size_t s = 0; s < CSAF_STATUSES; s++) {
			if (groups[s].group == 1 ||
			    (is_pending_too && groups[s].group == 4))
				csaf_run_unmarked(k, &f->status[s], marks,
				    i + 1, what);
		}
	}
}

void
test_status_remediation(struct csaf_run *k)
{
	check_named(k, "remediations", true, "no remediation");
}

void
test_status_score(struct csaf_run *k)
{
	check_named(k, k->doc->version == CSAF_21 ? "metrics" : "scores",
	    false, "no score");
}
