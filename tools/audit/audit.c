#include "audit/audit_impl.h"

#include "audit/audit_revision.h"
#include "audit/audit_ring.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"

const struct str audit_folders[] = {
	STR_INIT("cases/"),
	STR_INIT("content/"),
	STR_INIT("products/"),
};

const size_t n_audit_folders = ARRAY_LEN(audit_folders);

void
audit_report(struct audit_work *w, const char *rule, struct span at,
    struct str text, struct str note, struct str help)
{
	w->out->findings = arena_grow(w->perm, w->out->findings,
	    w->out->n_findings, &w->findings_cap, sizeof(*w->out->findings));
	w->out->findings[w->out->n_findings++] = (struct audit_finding){ rule,
		at, text, note, help };
}

void
audit_run(const struct audit_request *r, struct model *m)
{
	struct audit_work w = {
		.r = r,
		.perm = r->perm,
		.tmp = arena_open_in(r->perm),
		.m = r->m,
		.out = arena_new(r->perm, struct audit),
		.people = map_open(r->perm),
	};

	if (r->history != NULL && r->history->state == HISTORY_FINE &&
	    r->history->n_commits > 0)
		w.h = r->history;
	w.out->has_git = w.h != NULL;
	w.out->git_why = r->history != NULL ? r->history->why : S("");
	w.out->is_shallow = w.h != NULL && w.h->is_shallow;
	w.out->cases = arena_array(r->perm, struct audit_case,
	    r->m->n_cases + 1);
	w.out->n_cases = r->m->n_cases;
	w.ring = audit_ring_open(&w);
	audit_time_run(&w);
	audit_people_run(&w);
	audit_signature_run(&w);
	audit_files_run(&w);
	audit_alert_run(&w);
	audit_fact_run(&w);
	audit_revision_run(&w);
	audit_approval_run(&w);
	audit_ledger_run(&w);
	audit_released_run(&w);
	audit_signing_run(&w);
	audit_ring_close(w.ring);
	m->audit = w.out;
}
