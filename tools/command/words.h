/*
 * Words for what commands print: the catalogue's, the repository's own before
 * the built-in ones.
 */
#ifndef COMMAND_WORDS_H
#define COMMAND_WORDS_H

#include <stddef.h>

#include "export/say.h"
#include "text/catalog.h"

struct invocation;
struct world;

/* What export/say.h needs, in --lang; faults of word files are for `check`. */
struct say words_open(const struct invocation *v, const struct world *r);

/* The text of a key; the key itself when the catalogue has none. */
struct str words_get(const struct say *s, const char *key);

/* The same with its holes filled. */
struct str words_fill(const struct say *s, const char *key,
    const struct catalog_value *values, size_t n);

/* Both with a phrase between them ("say.comma"), unless one is empty. */
struct str words_join(const struct say *s, struct str all, const char *joint,
    struct str more);

/* Parts of a line, with the phrase that stands between those. */
struct str words_parts(const struct say *s, struct str all, struct str more);

#endif
