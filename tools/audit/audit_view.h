/*
 * What would be published of a case, as canonical JSON: compact, members
 * sorted, nothing empty.  Its SHA-256 is what approvers sign.
 *
 * It holds the public view (wall/public_document.h), its publisher included,
 * and what documents tell of inventory and organisation (audit_view_source.h),
 * without what follows from the moment of publication (revisions, instants,
 * released files, approvals), and without words that the program makes itself
 * of the rest (rows of tables, ranges in words, HTML of texts: the Markdown
 * counts), so that neither the day nor a new version of the program voids an
 * approval.  What is said of the revision to come is in it, since everybody
 * will read that: its summary, a status other than final, a label above CLEAR,
 * a withdrawal or supersession (disclosure.summary, .status, .tlp, .withdraw,
 * .superseded_by); and a decision not to publish, since that is then what is
 * signed.
 */
#ifndef AUDIT_AUDIT_VIEW_H
#define AUDIT_AUDIT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct case_entry;
struct revision;
struct wall;

/*
 * The canonical JSON of a case, published or not; false when something of it
 * cannot be shown (reported to w->d).  Lives in a.  Of w it asks the model and
 * diagnostics: neither instant nor words matter.
 */
MUST_USE bool audit_view_json(const struct wall *w, const struct case_entry *c,
    struct arena *a, struct str *out);

/* The same with what a revision says of itself, in place of the case. */
MUST_USE bool audit_view_revision(const struct wall *w,
    const struct case_entry *c, const struct revision *r, struct arena *a,
    struct str *out);

/* What an approver signs: one line a part, as --print shows it. */
struct audit_statement {
	struct str case_id;
	struct str role; /* word of enum role */
	struct str by; /* person */
	struct str at; /* the instant as written in the file */
	struct str digest; /* of audit_view_json() */
	struct str not_before; /* agreed instant as written; empty: none */
};

/* What is signed says so when no instant was agreed: a line that is left out
 * of the file later does not fit. */
struct str audit_view_statement(struct arena *a,
    const struct audit_statement *s);

/* A member that differs; before or after is empty where it is not there. */
struct audit_change {
	struct str path; /* "vulnerabilities[CVE-1900-0117].title.en",
				 * "references[0].url": items by product_id,
				 * cve, url, key, else by place */
	struct str before; /* values as JSON, cut around what differs */
	struct str after;
};

/*
 * Compare two such texts, in the order of the newer one; an empty one has
 * nothing.  Other texts give no changes.
 */
void audit_view_changes(struct arena *a, struct str before, struct str after,
    struct audit_change **out, size_t *n);

#endif
