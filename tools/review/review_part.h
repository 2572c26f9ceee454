/*
 * What a comparison consists of; types only, see review/review.h.
 */
#ifndef REVIEW_REVIEW_PART_H
#define REVIEW_REVIEW_PART_H

#include "audit/audit_view.h"
#include "base/diag.h"
#include "model/derived.h"
#include "pipeline/revision_next.h"

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

/* A case that an inside edition shows, and did not show before. */
struct review_shown {
	const struct case_entry *c;
	const struct audience *audience;
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
	bool is_due;		/* merged, another revision is: due */
	struct revision_due due;
};

struct review_findings {
	const struct diag **v;	/* of after, new */
	size_t n;
	size_t n_errors;	/* of v */
	size_t n_leaks;		/* of v: rule leak-found; not in n_errors */
	size_t n_gone;
	size_t n_leaks_before;	/* they leaked already */
};

const char *review_what_name(enum review_what what);

#endif
