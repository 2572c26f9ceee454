/*
 * Diagnostics: what is wrong with the data, where, and what to do.
 *
 * Report where you detect; do not report again on the way up.  One struct
 * diags belongs to one thread; collections are merged in a fixed order and
 * sorted by place.  Printing lives in text/ (diag_text.h and its siblings).
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct diags;

/* The three classes of DESIGN.md section 3, strongest first. */
enum diag_class {
	DIAG_ERROR,		/* not mergeable */
	DIAG_REQUIREMENT,	/* blocks the next stage of a case only */
	DIAG_ALERT,		/* mergeable; a waiver silences it */
};

/* A second place involved, or a remark without one. */
struct diag_note {
	struct span at;		/* may be nowhere */
	struct str text;
	struct diag_note *next;
};

struct diag {
	enum diag_class class;
	struct str rule;	/* kebab-case id of a row in rules.def */
	struct span at;
	struct str message;	/* lower case, no full stop */
	struct str clause;	/* specification or policy; may be empty */
	struct str help;	/* the way out; may be empty */
	struct diag_note *notes;	/* in order of report */
	bool is_waived;		/* silenced by a waiver in its file */
};

struct diags *diags_open(struct arena *perm);

/*
 * Add a diagnostic.  Beyond LIMIT_DIAGS_PER_FILE of one file and class the
 * rest is counted, not kept.  Clause is looked up from the rule's row when
 * printed.
 */
void diag_report(struct diags *d, enum diag_class class, const char *rule,
    struct span at, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* diag_report() of class DIAG_ERROR. */
void diag_error(struct diags *d, const char *rule, struct span at,
    const char *fmt, ...) PRINTF_LIKE(4, 5);

/* These three belong to the diagnostic reported last. */
void diag_note(struct diags *d, struct span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void diag_help(struct diags *d, const char *fmt, ...) PRINTF_LIKE(2, 3);
void diag_clause(struct diags *d, struct str clause);

size_t diags_len(const struct diags *d);
struct diag *diags_at(const struct diags *d, size_t i);

/* Those of a class, waived ones left out, those not kept included. */
size_t diags_count(const struct diags *d, enum diag_class class);

/* Diagnostics counted but not kept. */
size_t diags_dropped(const struct diags *d);

/* Append those of from, which may then be closed with its arena. */
void diags_merge(struct diags *into, const struct diags *from);

/*
 * By file, offset, rule, message; of equal ones the first stays.  Keeps at most
 * LIMIT_DIAGS, the strongest classes first.
 */
void diags_sort(struct diags *d);

/* "error", "requirement", "alert". */
const char *diag_class_name(enum diag_class class);

#endif
