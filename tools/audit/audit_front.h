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

/* Whether YAML sees ends of lines in text where there is no "\n". */
bool audit_front_has_odd_ends(struct str text);

/* Whether text is YAML of any kind; nothing but comments is.  Uses a. */
bool audit_front_is_yaml(struct arena *a, struct str lines);

/* YAML as a tree; NULL when it is no map.  Lives in a, as above. */
const struct yaml_node *audit_front_map(struct arena *a, struct str lines);

#endif
