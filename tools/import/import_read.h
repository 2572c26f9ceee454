/*
 * Members and texts of a CSAF document, as our files can hold them; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_READ_H
#define IMPORT_IMPORT_READ_H

#include "base/attr.h"
#include "base/span.h"
#include "base/str.h"
#include "text/json_read.h"

struct arena;
struct enum_table;
struct import_doc;

/* A member of a type; NULL when it is not there; wrong types are errors. */
const struct json_node *import_read_member(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* The same; its absence is an error too. */
const struct json_node *import_read_need(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* The items of an array member that have a kind; other items are errors. */
const struct json_node *import_read_items(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* Alert for members that are not among the names (blanks between). */
void import_read_known(struct import_doc *k, const struct json_node *node,
    const char *names);

/* A member that only documents of other formats have (import_make.h). */
const struct json_node *import_read_extra(const struct import_doc *k,
    const struct json_node *node, const char *name);

/* A text of one line, and of several; "" when node is NULL. */
struct str import_read_line(struct import_doc *k,
    const struct json_node *node);
struct str import_read_lines(struct import_doc *k,
    const struct json_node *node);

/* An alert that something was not taken over. */
void import_read_alert(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...) PRINTF_LIKE(4, 5);
void import_read_error(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...) PRINTF_LIKE(4, 5);

/* An instant as our files have it; "" with an alert when it is none. */
struct str import_read_instant(struct import_doc *k,
    const struct json_node *node);

/* A word of a vocabulary; "" with an alert when it is none of it. */
struct str import_read_word(struct import_doc *k, const struct json_node *node,
    const struct enum_table *words);

/* An address; "" with an alert when ours cannot be it. */
struct str import_read_url(struct import_doc *k, const struct json_node *node);

/* Lower case letters, digits, '-' and '.'; may be empty. */
struct str import_read_slug(struct arena *a, struct str text);

#endif
