/*
 * The words of the program's pages, by key and language (templates/i18n/
 * AREA.yaml: nested keys, leaves {ja: ..., en: ...}).  Keys are joined with
 * dots.  {name} in a text is a hole that the template fills.
 */
#ifndef TEXT_CATALOG_H
#define TEXT_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct catalog;
struct diags;
struct yaml_node;

/* behind: where keys are looked for that it has not; may be NULL. */
struct catalog *catalog_open(struct arena *perm, const struct catalog *behind);

/*
 * Add the words of one file.  A key that is there already is reported as
 * catalog-duplicate, a language missing in a leaf as catalog-language.
 */
bool catalog_add(struct catalog *c, const struct yaml_node *root,
    struct diags *d);

/* The text of key in lang ("ja", "en"); false when there is none. */
bool catalog_get(const struct catalog *c, struct str lang, struct str key,
    struct str *out);

/* What stands for a hole {name} of a text. */
struct catalog_value {
	struct str name;
	struct str value;
};

/*
 * A text with each hole replaced by its value; a hole without one vanishes.
 * The only filler of holes outside of templates.
 */
struct str catalog_fill(struct arena *a, struct str text,
    const struct catalog_value values[], size_t n);

/* All keys in byte order, without those behind, for the completeness rule. */
size_t catalog_keys(const struct catalog *c, struct arena *a,
    struct str **out);

#endif
