/*
 * A comparison in the making; for review/ alone.
 */
#ifndef REVIEW_REVIEW_IMPL_H
#define REVIEW_REVIEW_IMPL_H

#include "review/review.h"
#include "text/catalog.h"

struct diag;
struct document;
struct model;

/* ---- review.c ---- */

/* The record of a case or other file; made when it is the first time. */
struct review_record *review_record(struct review *r, const char *kind,
    struct str id, struct str path);

/* The same for one that is not there yet, sooner. */
struct review_record *review_record_new(struct review *r, const char *kind,
    struct str id, struct str path);

/* Add a change of a record; the rest of it is for the caller to fill in. */
struct review_change *review_add(struct review *r, struct review_record *to,
    enum review_what what);

/* The same for values that are words alone; nothing when they are equal. */
void review_differ(struct review *r, struct review_record *to,
    enum review_what what, struct str before, struct str after);

/* The name of a case on the other side: renamed cases have another. */
struct str review_id_after(const struct review *r, struct str id_before);
struct str review_path_after(const struct review *r, struct str path_before);

/* Whether two labels differ to those who may read: is the new one wider? */
bool review_is_wider(enum tlp before, enum tlp after);

/* The report tells of something with this label. */
void review_tells(struct review *r, enum tlp label);

/* What tells a finding from others of its world, wherever its lines are. */
struct str review_finding_key(const struct review *r, const struct world *w,
    const struct diag *d, bool is_before);

/* The label of a file of either side; of what is no record all but RED. */
enum tlp review_label_of(const struct review *r, struct str path);

/* ---- words; keys of templates/i18n/review.yaml ---- */

struct str review_word(const struct review *r, const char *key);
struct str review_fill(const struct review *r, const char *key,
    const struct catalog_value *v, size_t n);
struct str review_join(const struct review *r, struct str all,
    const char *joint, struct str more);

/* ---- the parts, in this order; each owns a file ---- */

void review_case_run(struct review *r);		/* review_case.c */
void review_clock_run(struct review *r);	/* review_clock.c */
void review_person_run(struct review *r);	/* review_person.c */
void review_shown_run(struct review *r);	/* review_shown.c */
void review_approval_run(struct review *r);	/* review_approval.c */
void review_page_run(const struct review_request *q, struct review *r);
void review_finding_run(struct review *r);	/* review_finding.c */
void review_text_run(const struct review_request *q, struct review *r);

#endif
