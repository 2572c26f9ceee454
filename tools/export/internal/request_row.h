/*
 * Questions to developers, as lists and pages show them: when the answer is
 * due, by whose word, and how many of the company's business days are left.
 */
#ifndef EXPORT_INTERNAL_REQUEST_ROW_H
#define EXPORT_INTERNAL_REQUEST_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"

struct arena;
struct case_entry;
struct clock;
struct document;
struct frame;
struct model;
struct request;
struct value;

/* Why an answer is due when it is. */
enum request_due {
	REQUEST_DUE_NONE,	/* nobody says so */
	REQUEST_DUE_WRITTEN,	/* the question does */
	REQUEST_DUE_CLOCK,	/* the rule for answers does */
	REQUEST_DUE_POLICY,	/* the company's answer_days */
};

struct request_row {
	const struct document *doc;
	const struct request *r;
	const struct clock *clock;	/* for answers; NULL: none runs */
	enum request_due by;
	struct instant due;	/* the last instant in time, unless NONE */
	int64_t answer_days;	/* POLICY: that many business days */
	int64_t days_left;	/* when has_days: business days, from 0 */
	bool has_days;		/* open, in time, and covered by a calendar */
	bool is_open;
	bool is_late;		/* open, or answered after the end */
};

struct request_rows {
	struct request_row *v;	/* open ones by their end, then answered ones,
				 * newest answer first */
	size_t n;
	size_t n_open;		/* they stand first */
	size_t n_late;		/* of these */
};

/* All that the edition shows, made once an exporter; and those of a case. */
struct request_rows request_rows_make(struct arena *a, const struct model *m,
    struct instant now);
struct request_rows request_rows_of(struct arena *a, const struct model *m,
    const struct case_entry *of, struct instant now);

/* "requests/RQ-2026-0031.html" */
struct str request_row_where(struct arena *a, const struct document *doc);

/*
 * Fill o: id, href, question, to, by, company, product, versions, for (a case;
 * none or one), at, due, due_why, left, answered, answer, status, is_open,
 * is_late.
 */
void request_row_show(const struct frame *f, struct value *o,
    const struct request_row *r);

/*
 * None or one {name, text, days}: how urgent the case's product is in the
 * company's own policy, and what follows; nothing where the edition knows no
 * case.
 */
void request_row_priority(const struct frame *f, struct value *o,
    const char *key, const struct request_row *r);

#endif
