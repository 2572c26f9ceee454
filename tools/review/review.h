/*
 * What merging a branch would change: two repositories that are fully worked
 * out, before and after, put side by side.  Facts with the words they have on
 * pages; review_letter.h makes sentences of them, commands print.
 *
 * Not for what changed in the files: git shows that.  Here stands the effect.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "audit/audit_view.h"
#include "base/diag.h"
#include "base/io_view.h"
#include "export/say.h"
#include "history/history.h"
#include "review/review_row.h"

struct world;

/* Kinds of changes: names of JSON (review_what_name) and keys of words. */
enum review_what {
#define WHAT(constant, word)	constant,
#include "review/review_whats.def"
};

/* One thing that is otherwise afterwards. */
struct review_change {
	enum review_what what;
	struct str key;		/* which clock, flaw, party, regime; "" */
	struct str name;	/* its name in words; "" */
	struct str before;	/* value, stable; "" where there is none */
	struct str after;
	struct str before_words;	/* as people read them */
	struct str after_words;
	struct proof why;	/* what decided it now; path "" if none */
	struct str why_words;
	const struct clock *clock_before;	/* clocks alone */
	const struct clock *clock_after;
};

struct review_changes {
	struct review_change *v;
	size_t n, cap;
};

/* A record that changes: a case, or what else has clocks, dates or a label. */
struct review_record {
	const char *kind;	/* of kinds.def: "case" */
	struct str id;
	struct str old_id;	/* renamed: its name before; "" */
	struct str title;
	struct str path;	/* of its file */
	enum tlp label;		/* the stricter of both sides */
	bool is_new, is_gone;
	const struct case_entry *before, *after;	/* cases; else NULL */
	struct review_changes changes;
};

enum review_person_how {
	REVIEW_NAMED,		/* stands in the record, and did not before */
	REVIEW_ASKED,		/* has something to do, and had not before */
};

struct review_person {
	const struct entry *e;	/* person or company, of after */
	enum review_person_how how;
	struct str record;	/* id of the record */
	struct str why;		/* in words: what is to be done; the path */
	enum tlp label;
};

enum review_approval_how {
	REVIEW_LOST,		/* it counted, and no longer does */
	REVIEW_WANTED,		/* it was not asked for, or the case is new */
	REVIEW_GAINED,		/* it counts now */
	REVIEW_DROPPED,		/* it is no longer asked for */
};

struct review_approval {
	const struct case_entry *c;
	enum review_approval_how how;
	enum role role;
	struct str who;		/* who gave it, or may give it, in words */
	struct str who_ids;	/* ids, ", " between */
	struct str why;		/* what voided it, in words; "" */
	bool is_released;	/* the advisory is public already */
	struct proof proof;
};

/* Pages of an edition, made from both sides. */
struct review_edition {
	const struct audience *audience;
	bool is_public;
	bool was_made, is_made;	/* false: it has errors */
	size_t before, after;	/* files */
	size_t n_changed, n_added, n_gone;
	struct str *changed, *added, *gone;	/* paths; of the public one */
};

/* What readers of an advisory will, or would, read otherwise. */
struct review_document {
	const struct case_entry *c;
	struct str id;		/* of the advisory */
	bool was_public, is_public;
	struct audit_change *changes;
	size_t n;
};

struct review_findings {
	const struct diag **v;	/* of after, new */
	size_t n;
	size_t n_errors;	/* of v */
	size_t n_leaks;		/* of v: rule leak-found; not in n_errors */
	size_t n_gone;
	size_t n_leaks_before;	/* they leaked already */
};

struct review {
	struct arena *perm;
	struct say say;		/* of after */
	struct world *before, *after;
	struct str base, head;	/* as asked for */
	enum tlp label;		/* the highest that it tells of */
	struct str *conflicts;
	size_t n_conflicts;
	struct str *authors;	/* names of the branch's, each once */
	size_t n_authors, n_commits;	/* of the branch */
	struct review_record *records;	/* cases first, by id */
	size_t n_records, records_cap;
	struct review_person *people;
	size_t n_people, people_cap;
	struct review_approval *approvals;
	size_t n_approvals, approvals_cap;
	struct review_edition *editions;
	size_t n_editions;
	struct review_document *documents;
	size_t n_documents, documents_cap;
	struct review_row *rows;	/* what vanishes */
	size_t n_rows, rows_cap;
	struct review_findings findings;
};

struct review_request {
	struct arena *perm;
	struct world *before, *after;	/* derived; both have their findings
					 * and editions added */
	struct str base, head, lang, version;
	struct str *conflicts;	/* paths */
	size_t n_conflicts;
	const struct io_view_file *base_files;	/* of BASE, by path */
	const struct io_view_file *merged_files;	/* after, by path */
	size_t n_base_files, n_merged_files;
	const struct history *base_history;	/* walked from BASE; NULL: not
						 * known */
	const struct history *head_history;	/* walked from HEAD */
};

/* Compare.  Lives in r->perm, as long as both worlds. */
const struct review *review_make(const struct review_request *r);

/* Whether it should not be merged as it is: conflicts, new errors or leaks,
 * lost approvals of what is public. */
bool review_blocks(const struct review *v);

const char *review_what_name(enum review_what what);

#endif
