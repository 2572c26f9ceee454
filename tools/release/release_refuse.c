#include "release/release_impl.h"

#include "base/arena.h"
#include "base/diag.h"
#include "model/audit.h"
#include "model/decision.h"
#include "model/reach.h"

/* One reason, at a place; its way out follows with diag_help(). */
#define REFUSED	"publish-refused"

static void
see_end(struct release_publish *p, const struct disclosure *d)
{
	bool withdraws = d->withdraw.b;
	const char *key = withdraws ? "withdraw" : "superseded_by";
	struct span at = withdraws ? d->withdraw.at : d->superseded_by.at;

	if (revision_newest(p->c) == NULL) {
		diag_error(p->d, REFUSED, at,
		    "nothing went out that could be %s",
		    withdraws ? "withdrawn" : "superseded");
		diag_help(p->d, "take `%s` out", key);
	}
	if (withdraws && d->superseded_by.s.n > 0) {
		diag_error(p->d, REFUSED, d->superseded_by.at,
		    "an advisory is withdrawn or superseded, not both");
		diag_help(p->d,
		    "`superseded_by` alone where another one holds instead");
	}
}

static void
see_decision(struct release_publish *p)
{
	const struct case_file *c = p->c->c;
	const struct disclosure *d = c->disclosure;
	bool ends = decision_is_end(d);

	if (d != NULL && d->decision.v != 0 &&
	    d->decision.v != (int)DISCLOSURE_PUBLISH && !ends) {
		diag_error(p->d, REFUSED, d->decision.at,
		    "it was decided not to publish: %s",
		    enum_name(&enum_disclosure_decision, d->decision.v));
		diag_help(p->d, "a change of that is `decision: publish`");
	}
	if (c->exit != NULL && !ends) {
		diag_error(p->d, REFUSED, c->exit->how.at,
		    "the case has ended: %s",
		    enum_name(&enum_exit, c->exit->how.v));
		diag_help(p->d,
		    "take `exit` out to go on; `disclosure: {withdraw: "
		    "yes}` withdraws what went out");
	}
	if (ends)
		see_end(p, d);
	if (d != NULL && d->status.v == (int)DOCUMENT_DRAFT) {
		diag_error(p->d, REFUSED, d->status.at,
		    "a draft does not go out");
		diag_help(p->d, "interim, while it may soon change, or final");
	}
	if (c->advisory.s.n == 0) {
		diag_error(p->d, REFUSED, p->c->e.at,
		    "%.*s has no advisory number", STR_ARG(p->c->e.id));
		diag_help(p->d,
		    "add `advisory:` with the next free number of the block "
		    "in content/organisation.yaml");
	}
}

/* The label: somebody must be there to read it, and nobody reads it less. */
static void
see_label(struct release_publish *p)
{
	const struct revision *newest = revision_newest(p->c);
	const struct disclosure *d = p->c->c->disclosure;
	enum tlp label = reach_next(p->c);
	enum tlp was = newest != NULL ? reach_label(newest) : label;

	if (d == NULL || label == TLP_CLEAR)
		return;
	if (label > was) {
		diag_error(p->d, REFUSED, d->tlp.at,
		    "revision %.*s was for more readers: TLP:%s",
		    STR_ARG(newest->version.s),
		    enum_name(&enum_tlp, (int)was));
		diag_help(p->d,
		    "a new advisory, with a number of its own, can have a "
		    "stricter label");
	}
	if (reach_address(p->w->model, label).n == 0) {
		diag_error(p->d, REFUSED, d->tlp.at,
		    "no edition shows advisories of TLP:%s",
		    enum_name(&enum_tlp, (int)label));
		diag_help(p->d,
		    "add one to content/audiences.yaml: view: public, that "
		    "ceiling, and base_url");
	}
}

static void
see_instant(struct release_publish *p)
{
	const struct revision *newest = revision_newest(p->c);
	struct arena *a = p->w->perm;
	struct instant t;
	struct span at;

	if (decision_not_before(p->c->c, p->w->model->zone, &t, &at) &&
	    t.s > p->at.s) {
		diag_error(p->d, "publish-early", at,
		    "it goes out at %.*s at the earliest, and now is %.*s",
		    STR_ARG(release_instant(a, t)),
		    STR_ARG(release_instant(a, p->at)));
		diag_help(p->d,
		    "run it again then; when all agreed on another instant, "
		    "write that");
	}
	if (newest != NULL && newest->at.w.at.s >= p->at.s) {
		diag_error(p->d, REFUSED, newest->at.at,
		    "the last revision is of %.*s, and now is %.*s",
		    STR_ARG(release_instant(a, newest->at.w.at)),
		    STR_ARG(release_instant(a, p->at)));
		diag_help(p->d, "a revision is later than those before it");
	}
}

/*
 * Approvers sign the summary, so it is written before they do; what is made of
 * the differences is a proposal, and stands nowhere until somebody takes it.
 */
static void
help_summary(struct release_publish *p)
{
	struct str ja = release_change_say(p, "ja");
	struct str en = release_change_say(p, "en");

	if (ja.n == 0 || en.n == 0)
		diag_help(p->d,
		    "add `disclosure: {summary: {ja: ..., en: ...}}`");
	else
		diag_help(p->d,
		    "add `disclosure: {summary: {ja: \"%.*s\", en: \"%.*s\"}}` "
		    "or better words",
		    STR_ARG(ja), STR_ARG(en));
}

/* What the next revision says of itself. */
static void
see_summary(struct release_publish *p)
{
	static const struct words none;
	const struct disclosure *d = p->c->c->disclosure;
	const struct words *s = d != NULL ? &d->summary : &none;
	const struct revision *newest = revision_newest(p->c);

	if (newest == NULL)
		return;
	if (!span_is_set(s->at)) {
		diag_error(p->d, REFUSED, p->c->e.at,
		    "nothing says what the next revision changes");
		help_summary(p);
	} else if (str_eq(s->ja.s, newest->summary.ja.s) &&
	    str_eq(s->en.s, newest->summary.en.s)) {
		diag_error(p->d, REFUSED, s->at,
		    "the summary is still that of revision %.*s",
		    STR_ARG(newest->version.s));
		diag_note(p->d, newest->summary.at, "that revision");
		diag_help(p->d, "write what the next revision changes");
	}
}

static void
see_change(struct release_publish *p, const struct audit_case *x)
{
	const struct revision *newest = revision_newest(p->c);

	if (x == NULL || x->digest.n == 0) {
		diag_error(p->d, REFUSED, p->c->e.at,
		    "what would go out of %.*s cannot be made",
		    STR_ARG(p->c->e.id));
		diag_help(p->d, "`hansho check` says why");
	} else if (newest != NULL && str_eq(newest->view.s, x->digest)) {
		diag_error(p->d, REFUSED, newest->view.at,
		    "nothing has changed since revision %.*s",
		    STR_ARG(newest->version.s));
		diag_help(p->d, "there is nothing to publish");
	}
}

/* Why the newest approval of a role does not count. */
static void
note_lost(struct release_publish *p, const struct audit_case *x,
    const struct approval *lost)
{
	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		const struct audit_approval *y = &x->approvals[i];

		if (y->approval == lost)
			diag_note(p->d, lost->where,
			    "that of %.*s does not count: %s%s%.*s",
			    STR_ARG(lost->by.id),
			    computed_doc(&enum_approval_verdict,
				(int)y->verdict),
			    y->why.n > 0 ? ": " : "", STR_ARG(y->why));
	}
}

static void
see_approvals(struct release_publish *p, const struct audit_case *x)
{
	const struct case_state *s = derived_case(p->w->model, p->c);

	for (size_t i = 0; s != NULL && i < s->n_needs; i++) {
		const struct approval_need *need = &s->needs[i];
		const char *role = enum_name(&enum_role, (int)need->role);

		if (need->given != NULL)
			continue;
		diag_error(p->d, REFUSED,
		    need->row != NULL ? need->row->where : p->c->e.at,
		    "%.*s lacks the approval as %s", STR_ARG(p->c->e.id),
		    role);
		if (need->lost != NULL)
			note_lost(p, x, need->lost);
		diag_help(p->d,
		    "`hansho approve %.*s --role %s --who PERSON`; who may: "
		    "%.*s",
		    STR_ARG(p->c->e.id), role,
		    STR_ARG(need->n_who > 0 ?
			    release_names(p->w->perm,
				(const struct person_entry *const *)need->who,
				need->n_who) :
			    S("nobody, so somebody must get the role")));
	}
}

bool
release_refuse(struct release_publish *p)
{
	const struct audit_case *x = audit_case(p->w->model, p->c);
	size_t before = diags_count(p->d, DIAG_ERROR);

	(void)release_origin_see(p->w, p->c, REFUSED, p->d);
	see_decision(p);
	see_label(p);
	see_instant(p);
	see_summary(p);
	see_change(p, x);
	see_approvals(p, x);
	return diags_count(p->d, DIAG_ERROR) == before;
}
