#include "base/arena.h"
#include "model/approval.h"
#include "model/audit.h"
#include "model/derived.h"
#include "rule/rule.h"

RULE_TEXT(rule_published_approved,
    .why_en = "What went out was approved by those whom the policy names, as "
	      "it went out. Without their signatures in the repository "
	      "nobody can tell later. Only revisions on and after "
	      "`approvals_since` of the policy are looked at, by their "
	      "own date or the day on which they came to the repository, "
	      "whichever is later.",
    .why_ja =
	"公開したものは、方針が定める人が、公開したとおりの内容を承認した"
	"ものです。署名がリポジトリになければ後から確かめられません。方針"
	"の `approvals_since` 以降の改訂だけを調べます。改訂の日時とリポジト"
	"リに入った日時の遅いほうで判断します。",
    .bad = "revision 1.0.0 in published.yaml, no approval by legal",
    .good = "an approval by each role, with the digest of its `view`");

/*
 * Whether an approval was good for what went out: one that is void was good
 * for its own digest.  A key that ended since, and an author who was taken off
 * the roster since, do not reach back behind the newest revision, which can
 * still be signed anew.
 */
static bool
was_good(enum approval_verdict v, bool is_newest)
{
	switch (v) {
	case APPROVAL_GOOD:
	case APPROVAL_VOID:
		return true;
	case APPROVAL_KEY_ENDED:
	case APPROVAL_AUTHOR_UNKNOWN:
		return !is_newest;
	case APPROVAL_EARLIER:
	case APPROVAL_NO_ROLE:
	case APPROVAL_ABSENT:
	case APPROVAL_AUTHOR:
	case APPROVAL_FUTURE:
	case APPROVAL_UNSIGNED:
	case APPROVAL_NOT_COMMITTED:
	case APPROVAL_NO_KEY:
	case APPROVAL_OTHER_KEY:
	case APPROVAL_FORGED:
		break;
	}
	return false;
}

/* Whether it went out before the instant that was approved. */
static bool
is_early(const struct approval *a, const struct revision *r)
{
	return a->not_before.w.kind == WHEN_INSTANT &&
	    r->at.w.at.s < a->not_before.w.at.s;
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
		    str_eq(a->approval->digest.s, r->view.s) &&
		    !is_early(a->approval, r))
			(*out)[n++] = a->approval;
	}
	return n;
}

static void
report(const struct check *k, const struct case_entry *c,
    const struct revision *r, const struct approval_ask *ask)
{
	const char *role = enum_name(&enum_role, (int)ask->role);

	check_report(k, r->version.at,
	    "revision %.*s has no approval as %s that counts",
	    STR_ARG(r->version.s), role);
	check_note(k, ask->row->where, "the policy asks for it");
	if (model_case_is_copy(c))
		check_help(k, "lift the case again: `hansho lift %.*s`",
		    STR_ARG(c->e.id));
	else
		check_help(k,
		    "take the revision out, and let `hansho publish` make "
		    "it; of what is out already, `hansho approve %.*s "
		    "--role %s`",
		    STR_ARG(c->e.id), role);
}

/*
 * The roles that were asked for.  Facts tell what the case was then; what else
 * it says is of the newest revision, so of older ones only rows without a
 * condition are looked at: they were judged when they were the newest.  Of a
 * copy, conditions were judged where its master is.
 */
static size_t
asked(const struct check *k, const struct case_entry *c,
    const struct revision *r, struct day day, bool is_newest,
    struct approval_ask asks[LIMIT_APPROVAL_ROLES])
{
	const struct case_file then = approval_case_before(k->model, c,
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
		.day = day,
		.roots = is_newest && !model_case_is_copy(c) ? roots : NULL,
		.n_roots = ARRAY_LEN(roots),
		.tmp = k->tmp,
	};

	return approval_asked(&q, asks);
}

static void
see(const struct check *k, const struct case_entry *c,
    const struct audit_case *x, size_t i)
{
	const struct revision_list *l = &c->published->revisions;
	const struct revision *r = &l->v[i];
	bool is_newest = i + 1 == l->n;
	struct day day = instant_day(zone_at(k->model->zone,
	    i < x->n_revisions ? x->revisions[i] : r->at.w.at));
	struct approval_ask asks[LIMIT_APPROVAL_ROLES];
	size_t n = asked(k, c, r, day, is_newest, asks), n_good;
	const struct approval **good;

	if (n == 0 && is_newest && r->view.s.n == 0 &&
	    approval_is_in_force(k->model, day)) {
		check_report(k, r->version.at,
		    "revision %.*s has no `view`: nobody can tell whether it "
		    "is what was approved",
		    STR_ARG(r->version.s));
		check_help(k,
		    "take the revision out, and let `hansho publish` make it");
	}
	n_good = find_good(k, x, r, is_newest, &good);
	approval_match(good, n_good, asks, n);
	for (size_t j = 0; j < n; j++) {
		if (asks[j].given == NULL)
			report(k, c, r, &asks[j]);
	}
}

void
rule_published_approved(const struct check *k, const struct case_entry *c)
{
	const struct audit_case *x = audit_case(k->model, c);
	const struct revision_list *l = &c->published->revisions;

	if (x == NULL || model_case_is_import(c))
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].at.w.kind == WHEN_INSTANT)
			see(k, c, x, i);
	}
}
