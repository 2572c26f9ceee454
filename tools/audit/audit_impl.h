/*
 * The audit in the making; for audit/ alone.
 */
#ifndef AUDIT_AUDIT_IMPL_H
#define AUDIT_AUDIT_IMPL_H

#include "audit/audit.h"
#include "history/history.h"
#include "model/model.h"

struct audit_ring;
struct audit_time;
struct map;

struct audit_work {
	const struct audit_request *r;
	struct arena *perm;
	struct arena *tmp;	/* for scratch; not for results */
	const struct model *m;
	const struct history *h;	/* NULL: no history to ask */
	struct audit *out;
	struct map *people;	/* mail, lower case -> person_entry */
	struct audit_commit **commits;	/* by place; NULL: not asked for yet */
	struct audit_time *times; /* by place: audit_time.c */
	const struct history_commit ***revisions; /* by case, or NULL:
						  * audit_revision.c */
	struct audit_ring *ring;	/* OpenPGP keys; main thread */
	size_t newest_merge;	/* its place; n_commits when there is none */
	size_t findings_cap;
};

/* Report; note and help may be "". */
void audit_report(struct audit_work *w, const char *rule, struct span at,
    struct str text, struct str note, struct str help);

/* Who an author of commits is on the roster, or NULL. */
const struct person_entry *audit_people_find(const struct audit_work *w,
    const struct history_person *p);

/* A commit as model/audit.h shows it; one object a commit. */
const struct audit_commit *audit_files_commit(struct audit_work *w,
    const struct history_commit *c);

/* Whether a file stands as HEAD has it: not changed, not new. */
bool audit_files_is_committed(const struct audit_work *w, uint32_t file);

/* ---- the parts, in this order; each owns a file ---- */

/* audit_people.c: the map of mails; unknown identities, odd dates, a history
 * that was rewritten: findings history-*. */
void audit_people_run(struct audit_work *w);

/* audit_signature.c: unsigned commits: history-signature. */
void audit_signature_run(struct audit_work *w);

/* audit_files.c: w->out->files. */
void audit_files_run(struct audit_work *w);

/* audit_alert.c: changes of alerts: alert-revision. */
void audit_alert_run(struct audit_work *w);

/* audit_fact.c: who recorded the facts of cases. */
void audit_fact_run(struct audit_work *w);

/* audit_view.c, audit_approval.c: digest and approvals of each case. */
void audit_approval_run(struct audit_work *w);

/* audit_ledger.c: revisions that went out: ledger-history, published-gone. */
void audit_ledger_run(struct audit_work *w);

/* audit_released.c: their files: released-history. */
void audit_released_run(struct audit_work *w);

/* audit_signing.c: published keys of documents: key-expires,
 * organisation-key. */
void audit_signing_run(struct audit_work *w);

#endif
