/*
 * What several rules ask about a subject.
 */
#ifndef RULE_ABOUT_H
#define RULE_ABOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/event.h"
#include "model/model.h"

/*
 * A product that came from a document of somebody else: what it says is the
 * source's business (model_case_is_import() of cases).
 */
bool about_is_import_product(const struct product_entry *p);

/* The newest fact with this event, or NULL. */
const struct fact *about_fact(const struct case_entry *c, enum event e);

/*
 * Whether the public words of a case must be there: it is ours and for
 * publication, and its text is ready, cleared or out.
 */
bool about_needs_text(const struct case_entry *c);

/* What CSAF 2.0 test 6.1.6 takes for affected, fixed and not affected. */

/* Whether a row of a case says this of the product or of a version of it. */
bool about_has_status(const struct case_product *p, bool (*is)(int status));

/* The product whose versions a row of a case names; NULL when unknown. */
const struct product_entry *about_versioned(const struct case_product *p);

/* Whether the public edition has this language. */
bool about_has_language(const struct model *m, struct str lang);

/* Whether a file is of the repository at work, not of one below (--with). */
bool about_is_own(const struct model *m, struct span at);

/* Whether it is a SHA-256 in hexadecimal, or nothing: loading reports that. */
bool about_is_sha256(struct str s);

/* "PS-2026-0117": its year and number; false for another form or prefix. */
bool about_number(struct str id, struct str prefix, int64_t *year,
    int64_t *number);

/* Whether a number lies in a block of its year; true when it has none. */
bool about_in_block(const struct id_block_list *blocks, int64_t year,
    int64_t number);

/* A name of organisation.ids, or the empty str while that is unreadable. */
struct str about_case_prefix(const struct model *m);
struct str about_advisory_prefix(const struct model *m);

/*
 * The offset of the first word in text that says that work is not done
 * ("TBD" and its like), its length in *len; SIZE_MAX when there is none.
 */
size_t about_unfinished(struct str text, size_t *len);

#endif
