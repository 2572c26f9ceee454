/*
 * What git, keys and digests say of the records: which approvals count, who
 * wrote what when, what went out and must not change.  audit/ finds it out,
 * once; then it never changes.  An edition has what of it its readers may see.
 */
#ifndef MODEL_AUDIT_H
#define MODEL_AUDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/computed.h"
#include "model/entry.h"

struct model;

/* Of a commit, as pages and messages show it. */
struct audit_commit {
	struct str id;			/* 40 hexadecimal digits */
	struct instant at;		/* when its author made it */
	struct str name;		/* the author as git has it */
	struct str mail;
	const struct person_entry *who;	/* on the roster; NULL: unknown */
};

/* An approval, by its place in approvals.yaml. */
struct audit_approval {
	const struct approval *approval;
	enum approval_verdict verdict;
	struct str why;		/* "the key ended on 2026-03-31"; void:
				 * what changed, when git tells; may be empty */
	const struct person_entry *instead_of;	/* deputy: of whom; or NULL */
};

struct audit_case {
	struct str digest;	/* SHA-256 of what would be published now, in
				 * hexadecimal; empty: it cannot be made */
	struct audit_approval *approvals;	/* as c->approvals->approvals */
	size_t n_approvals;
	bool is_changed;	/* it went out, and differs from that now */
	struct instant *revisions;	/* as the ledger's: the later of its
					 * own instant and that at which it
					 * came to the repository */
	size_t n_revisions;	/* 0: not known */
	const struct person_entry **authors;	/* who wrote the texts since
						 * the last revision */
	size_t n_authors;
	struct str stranger;	/* what of them nobody on the roster wrote:
				 * "FILE, commit ID by NAME <MAIL>"; empty:
				 * nothing; not behind the wall */
	const struct audit_commit **facts;	/* as c->c->facts: who recorded
					 * each; NULL entries: not known */
	size_t n_facts;		/* 0: not known */
};

/* A commit that changed an alert's file. */
struct audit_alert_change {
	const struct audit_commit *commit;
	size_t n_revisions;	/* how many the file told of then */
};

struct audit_alert {
	struct audit_alert_change *changes;	/* oldest first; none before the
					 * repository was in use */
	size_t n;
	bool is_pending;	/* git has it otherwise than it stands */
};

/* What a rule reports: rules are below audit/, so they pass it on. */
struct audit_finding {
	const char *rule;	/* id of a row of rules.def */
	struct span at;		/* may be nowhere */
	struct str text;	/* message */
	struct str note;	/* a remark; may be empty */
	struct str help;	/* the way out */
};

struct audit {
	bool has_git;
	struct str git_why;	/* why there is none, for people */
	bool is_shallow;	/* older commits are not in this copy */
	struct audit_case *cases;	/* as m->cases */
	size_t n_cases;
	struct audit_alert *alerts;	/* as m->alerts */
	size_t n_alerts;
	const struct audit_commit **files;	/* by source id: the newest
					 * commit of each file, NULL: unknown or
					 * changed since */
	size_t n_files;		/* entries; 0 without git */
	const bool *is_cut;	/* behind the wall, by source id: shown in part,
				 * so nothing is told of it; else NULL */
	struct audit_finding *findings;
	size_t n_findings;
};

/* What is known of a case; NULL before the audit, or where it is not shown. */
const struct audit_case *audit_case(const struct model *m,
    const struct case_entry *c);

/* The same of an alert. */
const struct audit_alert *audit_alert(const struct model *m,
    const struct plain_entry *e);

/* The newest commit of a document's file, or NULL. */
const struct audit_commit *audit_document(const struct model *m,
    const struct document *doc);

#endif
