#include "base/arena.h"
#include "model/approval.h"
#include "model/audit.h"
#include "model/derived.h"
#include "rule/rule.h"

RULE_TEXT(rule_published_approved,
    .why_en = "What went out was approved by those whom the policy names, as "
	      "it went out. Without their signatures in the repository "
	      "nobody can tell later. Only revisions on and after "
	      "`approvals_since` of the policy are looked at.",
    .why_ja =
	"公開したものは、方針が定める人が、公開したとおりの内容を承認した"
	"ものです。署名がリポジトリになければ後から確かめられません。方針"
	"の `approvals_since` 以降の改訂だけを調べます。",
    .bad = "revision 1.0.0 in published.yaml, no approval by legal",
    .good = "an approval by each role, with the digest of its `view`");

/*
 * Whether an approval was good for what went out: one that is void was good
 * for its own digest.  A key that ended since does not reach back behind the
 * newest revision, which can still be signed anew.
 */
static bool
was_good(enum approval_verdict v, bool is_newest)
{
	return v == APPROVAL_GOOD || v == APPROVAL_VOID ||
	    (v == APPROVAL_KEY_ENDED && !is_newest);
}

static size_t
find_good(const struct check *k, const struct audit_case *x,
    const struct revision *r, bool is_newest, const struct approval ***out)
{
	size_t n = 0;

	*out = arena_array(k->tmp, const struct approval *,
	    x->n_approvals + 1);
	for (size_t i = 0; i < x->n_approvals && r->view.s.n > 0; i++) {
		const struct audit_approval *a = &x->approvals[i];

		if (was_good(a->verdict, is_newest) &&
		    str_eq(a->approval->digest.s, r->view.s))
			(*out)[n++] = a->approval;
	}
	return n;
}

/*
 * The roles that were asked for.  Facts tell what the case was then; what else
 * it says is of the newest revision, so of older ones only rows without a
 * condition are looked at: they were judged when they were the newest.
 */
static size_t
asked(const struct check *k, const struct case_entry *c,
    const struct revision *r, bool is_newest,
    struct approval_ask asks[LIMIT_APPROVAL_ROLES])
{
	const struct case_file then = approval_case_before(k->model, c->c,
	    r->at.w.at, k->tmp);
	const struct company_entry *company = c->c->company.target;
	const struct case_state *s = derived_case(k->model, c);
	const struct predicate_root roots[] = {
		{ "case", &record_case_file, &then },
		{ "assessment", &record_assessment,
		    s != NULL ? &s->assessment : NULL },
		{ "company", &record_company,
		    company != NULL ? company->company : NULL },
	};
	const struct approval_question q = {
		.m = k->model,
		.day = instant_day(zone_at(k->model->zone, r->at.w.at)),
		.roots = is_newest ? roots : NULL,
		.n_roots = ARRAY_LEN(roots),
		.tmp = k->tmp,
	};

	return approval_asked(&q, asks);
}

static void
see(const struct check *k, const struct case_entry *c,
    const struct audit_case *x, const struct revision *r, bool is_newest)
{
	struct approval_ask asks[LIMIT_APPROVAL_ROLES];
	size_t n = asked(k, c, r, is_newest, asks), n_good;
	const struct approval **good;

	n_good = find_good(k, x, r, is_newest, &good);
	approval_match(good, n_good, asks, n);
	for (size_t i = 0; i < n; i++) {
		const char *role = enum_name(&enum_role, (int)asks[i].role);

		if (asks[i].given != NULL)
			continue;
		check_report(k, r->version.at,
		    "revision %.*s has no approval as %s that counts",
		    STR_ARG(r->version.s), role);
		check_note(k, asks[i].row->where, "the policy asks for it");
		check_help(k,
		    "take the revision out, and let `hansho publish` make "
		    "it; of what is out already, `hansho approve %.*s "
		    "--role %s`",
		    STR_ARG(c->e.id), role);
	}
}

void
rule_published_approved(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);
	const struct revision_list *l = &c->published->revisions;

	/* A copy's approvals stay with its master. */
	if (x == NULL || model_case_is_import(c) || model_case_is_copy(c))
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].at.w.kind == WHEN_INSTANT)
			see(k, c, x, &l->v[i], i + 1 == l->n);
	}
}
