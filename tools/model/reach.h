/*
 * Whom advisories reach: the labels of what went out, and the editions for
 * readers of each.
 *
 * What is CLEAR stands in the public edition.  What is not stands in
 * restricted editions alone: those of advisories whose ceiling is higher, each
 * with an address of its own, behind a password.  They hold what is CLEAR too,
 * so that their readers need one address: CSAF 2.0, 7.1.4 allows that as long
 * as the same is free elsewhere.
 */
#ifndef MODEL_REACH_H
#define MODEL_REACH_H

#include <stdbool.h>
#include <stdint.h>

#include "model/entry.h"

struct model;

/*
 * The revision that readers up to a label see: the newest one released at or
 * before now (seconds since 1970), or NULL when its label is above theirs.  It
 * alone decides, for pages are made of the case as it is now.  An import is
 * shown only when its case is CLEAR: what others wrote goes on to readers of
 * ours only when they say so.
 */
const struct revision *reach_revision(const struct case_entry *c,
    int64_t now_s, enum tlp ceiling);

/* The label that a revision went out with. */
enum tlp reach_label(const struct revision *r);

/* The label that a case's next revision will go out with. */
enum tlp reach_next(const struct case_entry *c);

/* The highest label that an edition of advisories shows. */
enum tlp reach_ceiling(const struct audience *a);

/* Whether an edition of advisories is a restricted one. */
bool reach_is_restricted(const struct audience *a);

/*
 * The edition in which documents of a label have their address: the public one
 * for CLEAR, else the restricted one with the lowest ceiling that may have
 * them, of equal ones the first.  NULL when there is none.
 */
const struct audience *reach_home(const struct model *m, enum tlp label);

/* Where an edition of advisories stands, as written; may be empty. */
struct str reach_base_url(const struct model *m, const struct audience *a);

/* Where documents of a label stand; empty when nowhere. */
struct str reach_address(const struct model *m, enum tlp label);

#endif
