/*
 * What all parts of a CSAF document share (csaf_impl.h).  Functions write
 * members into the object that is open, but for those that return.
 */
#ifndef EXPORT_PUBLIC_CSAF_PUT_H
#define EXPORT_PUBLIC_CSAF_PUT_H

#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "wall/public_view.h"

struct csaf_doc;

/* The words in the document's language, else in the other; may be empty. */
struct str csaf_put_words(const struct csaf_doc *k,
    const struct public_words *w);

/* A text of the catalogue; missing ones are reported. */
struct str csaf_put_word(struct csaf_doc *k, enum public_lang lang,
    const char *key);

/* An array of texts, each once, the empty ones left out. */
void csaf_put_strings(struct csaf_doc *k, const char *name,
    const struct str *v, size_t n);

/* A date-time, "" for none; a date alone means its start in the zone. */
struct str csaf_put_date(const struct csaf_doc *k, struct when t);
void csaf_put_when(struct csaf_doc *k, const char *name, struct when t);

/* An array of product ids. */
void csaf_put_leaves(struct csaf_doc *k, const char *name,
    const struct public_leaves *l);

/* An object {category, summary, url} in the array that is open. */
void csaf_put_link(struct csaf_doc *k, const char *category,
    struct str summary, struct str url);

/* Links as they were given, in the array that is open. */
void csaf_put_links(struct csaf_doc *k, const struct public_link *v, size_t n);

/* The member "acknowledgments". */
void csaf_put_thanks(struct csaf_doc *k, const struct public_thanks *v,
    size_t n);

#endif
