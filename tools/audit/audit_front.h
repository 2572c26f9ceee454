/*
 * One member of an older version's front matter, found by its line: the rest
 * need not be parsed.  For audit/ alone.
 */
#ifndef AUDIT_AUDIT_FRONT_H
#define AUDIT_AUDIT_FRONT_H

#include "base/str.h"

struct arena;
struct yaml_node;

/* What stands between the lines "---", or nothing. */
struct str audit_front(struct str text);

/*
 * The lines of a top-level member, its key's line included; where keys are
 * quoted or all stands in braces, the whole front matter.  Empty when there
 * is no such member, or no front matter.
 */
struct str audit_front_lines(struct str text, struct str key);

/*
 * Its value, of lines as above; NULL when there is none or it is no YAML.
 * Lives in a; spans in it mean nothing.
 */
const struct yaml_node *audit_front_value(struct arena *a, struct str lines,
    const char *key);

/* Front matter without a member's lines, in a. */
struct str audit_front_without(struct arena *a, struct str text,
    struct str key);

/* YAML as a tree; NULL when it is no map.  Lives in a, as above. */
const struct yaml_node *audit_front_map(struct arena *a, struct str lines);

#endif
