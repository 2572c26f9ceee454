/*
 * Parts of CSAF that several of our records hold alike; for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_YAML_H
#define IMPORT_IMPORT_YAML_H

#include "base/str.h"

struct import_doc;
struct json_node;
struct yaml_writer;

/* {LANG: text} under key; nothing when the text is empty. */
void import_yaml_words(struct import_doc *k, struct yaml_writer *w,
    const char *key, struct str text);

/* The lines of a member of node, and of its Japanese form. */
void import_yaml_both(struct import_doc *k, struct yaml_writer *w,
    const char *key, const struct json_node *node, const char *member);

/* The one-line texts of an array member as a list under key. */
void import_yaml_lines(struct import_doc *k, struct yaml_writer *w,
    const char *key, const struct json_node *node, const char *member);

void import_yaml_references(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node);
void import_yaml_thanks(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node);

#endif
