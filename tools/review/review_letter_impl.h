/*
 * A letter in the making; for review/review_letter*.c alone.
 */
#ifndef REVIEW_REVIEW_LETTER_IMPL_H
#define REVIEW_REVIEW_LETTER_IMPL_H

#include "review/review_impl.h"
#include "review/review_letter.h"

struct writing {
	const struct review *r;
	struct letter *out;
};

/* Up to three values for {a}, {b}, {c} of a text. */
struct fill {
	struct str a, b, c;
};

struct str letter_fill(const struct writing *w, const char *key,
    struct fill with);
struct str letter_number(const struct writing *w, size_t n);

/* The text of key.one or key.many, with {a} the number, {b}, {c}. */
struct str letter_count(const struct writing *w, const char *key, size_t n,
    struct fill with);

/* A new section; line(s) at its end. */
struct letter_section *letter_section(const struct writing *w,
    const char *key);
struct letter_line *letter_line(const struct writing *w,
    struct letter_section *s, unsigned depth, struct str text);

/* The section goes again when it stayed empty. */
void letter_end(const struct writing *w, struct letter_section *s);

/* "and 12 more", when more than are shown. */
void letter_more(const struct writing *w, struct letter_section *s,
    unsigned depth, size_t n);

/* "ID (Title)" of a record. */
struct str letter_title(const struct writing *w,
    const struct review_record *x);

/* Whether a date that moves is the end of the clock; of any clock of the record
 * that changes: then that says it. */
bool letter_is_of_clock(const struct writing *w, const struct review_change *c,
    const struct review_change *clock);
bool letter_is_told(const struct writing *w, const struct review_record *x,
    const struct review_change *c);

struct str letter_name_of(const struct writing *w, const struct entry *e);

/* A name of struct review_text; persons by their names. */
struct str letter_text_name(const struct writing *w,
    const struct review_text *x);

/* ---- the parts, in this order ---- */
void letter_lead(const struct writing *w);	/* review_letter_lead.c */
void letter_own(const struct writing *w);	/* review_letter_text.c */
void letter_texts(const struct writing *w, const struct review_texts *l,
    const char *head);	/* who decides; and before pages, what is public */
void letter_rows(const struct writing *w);	/* review_letter_row.c */
void letter_approvals(const struct writing *w);	/* review_letter_case.c */
void letter_records(const struct writing *w);
void letter_people(const struct writing *w);
void letter_pages(const struct writing *w);	/* review_letter_page.c */
void letter_findings(const struct writing *w);

#endif
