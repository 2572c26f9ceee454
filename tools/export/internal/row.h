/*
 * Rows that several pages show: cases, alerts, references.
 */
#ifndef EXPORT_INTERNAL_ROW_H
#define EXPORT_INTERNAL_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "export/internal/grade.h"
#include "export/internal/tally.h"

struct arena;
struct case_entry;
struct case_state;
struct frame;
struct model;
struct plain_entry;
struct product_entry;
struct reference_list;
struct value;

/* A case and what lists tell of it. */
struct row_case {
	const struct case_entry *e;
	const struct case_state *s;	/* NULL when nothing was computed */
	struct grade grade;
	enum tally_case state;
	bool is_exploited;
	struct when received;	/* first such fact; unset when not seen */
	struct when published;	/* newest revision released; unset: none */
	size_t n_asked;		/* open questions to developers */
	size_t n_late;		/* of these, overdue */
};

/* Saved views of cases; lists and their counts ask the same questions. */
bool row_is_open(const struct row_case *r);
bool row_is_exploited(const struct row_case *r);	/* and open */
bool row_is_coming(const struct row_case *r);	/* has an agreed instant */
bool row_is_asking(const struct row_case *r);	/* has open questions */
bool row_is_published(const struct row_case *r);
bool row_is_closed(const struct row_case *r);
bool row_is_any(const struct row_case *r);

/* All cases, newest id first, made once an exporter. */
struct row_case *row_cases(struct arena *a, const struct model *m,
    struct instant now);

/*
 * Those of them that a saved view has, as they are; published ones newest
 * revision first.
 */
const struct row_case **row_cases_of(struct arena *a, const struct model *m,
    const struct row_case *rows, bool (*has)(const struct row_case *r),
    size_t *n);

/* Alerts, newest first: those that are current, or with NULL all. */
const struct plain_entry **row_alerts(struct arena *a, const struct model *m,
    const struct instant *now, size_t *n);

/*
 * Fill o for partials/in_case_rows: link, sev, sort, tlp, state, owner,
 * received, until, published, products, n_more, advisory, is_exploited; stage
 * (none or one {number, name, fell}), priority, clock (none or one, as
 * clock_row_show()).
 */
void row_case_show(const struct frame *f, struct value *o,
    const struct row_case *r);

/*
 * Fill o with an alert: link, level, is_urgent, tlp, at, due, until,
 * vulnerabilities, is_confirmed.
 */
void row_alert(const struct frame *f, struct value *o,
    const struct plain_entry *e);

/*
 * None or one link: whom to ask about a product, by its route, else its owner,
 * else its company's first contact.
 */
void row_contact(const struct frame *f, struct value *o, const char *key,
    const struct product_entry *p);

/* A list of {url, text, lang}. */
void row_references(const struct frame *f, struct value *o, const char *key,
    const struct reference_list *l);

#endif
