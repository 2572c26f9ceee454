/*
 * Phrases of the catalogue, for say_*.c, the letter of `diff` and what commands
 * print.
 */
#ifndef EXPORT_SAY_TEXT_H
#define EXPORT_SAY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "export/say.h"
#include "text/catalog.h"

/* A hole and what fills it. */
#define SAY_HOLE(name, value)	{ STR_INIT(name), (value) }

/* The phrase of a key; the key itself when the catalogue has none. */
struct str say_text(const struct say *s, const char *key);

/* Whether it has one, and it, by parts: "word.unit", "hours". */
bool say_text_find(const struct say *s, const char *area, struct str name,
    struct str *out);

/* A phrase with its holes filled. */
struct str say_text_fill(const struct say *s, const char *key,
    const struct catalog_value *v, size_t n);

/* The phrase KEY.one where n is 1, else KEY.many, with {n} filled. */
struct str say_text_count(const struct say *s, const char *key, int64_t n);

/* Both with the phrase of joint between them, unless one is empty. */
struct str say_text_join(const struct say *s, struct str all,
    const char *joint, struct str more);

#endif
