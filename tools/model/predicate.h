/*
 * Conditions written as YAML: {all: [...]}, {any: [...]}, {not: ...} and
 * {field: a.b, op: in, value: [x, y]}.  One evaluator for deadline rows,
 * policy maps, audience filters and stage tables; no expression strings.
 *
 * ops: eq ne in not_in (text, numbers, words of enums), lt le gt ge (numbers,
 * dates, TLP labels by strictness), exists missing (no value needed),
 * contains (a list has the value).
 *
 * A field is a dotted path through records by YAML key, no longer than
 * LIMIT_PREDICATE_PATH; through a list it means "of any item"; a ref ends with
 * its id, or goes on into the record it names.  What is not written is
 * "missing": every op but ne, not_in and missing is false for it.
 */
#ifndef MODEL_PREDICATE_H
#define MODEL_PREDICATE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"
#include "model/field.h"
#include "model/proof.h"

struct arena;
struct diags;
struct predicate;
struct record;
struct text;
struct yaml_node;

/*
 * Where a condition looks names up: the first part of a path picks a root.  No
 * two of them have the same record.
 */
struct predicate_root {
	const char *name;		/* "case", "product", ... */
	const struct record *record;	/* its fields */
	const void *value;		/* the record; NULL: all is missing */
};

/* What conditions of the repository may ask about, without values; which of it
 * is there, the place of a condition says (predicate_place.h). */
#define PREDICATE_ROOTS	12
extern const struct predicate_root predicate_roots[PREDICATE_ROOTS];

/* How the answer came about, for explanations. */
struct predicate_trace {
	struct str text;	/* "case.tlp is RED, not in [CLEAR, GREEN]" */
	struct proof_parts parts;	/* of text */
	struct span at;		/* of the condition */
	struct span value_at;	/* of the value that decided */
	struct str field;	/* its path: "case.tlp" */
};

/* Reports predicate-* diagnostics and returns NULL. */
const struct predicate *predicate_parse(struct arena *perm,
    const struct yaml_node *node, struct diags *d);

/*
 * Check a condition against roots (values may be NULL): unknown names are
 * reported as predicate-field with a suggestion, ops that the field has no use
 * for as predicate-op, values that it can never have as predicate-value.
 */
bool predicate_check(const struct predicate *p,
    const struct predicate_root *roots, size_t n, struct diags *d);

/*
 * The strictest audience of the fields that a condition looks at; of unknown
 * ones nothing is said.
 */
enum field_audience predicate_audience(const struct predicate *p,
    const struct predicate_root *roots, size_t n);

/*
 * Evaluate.  trace, when not NULL, receives the part that decided, its text
 * built in tmp.  NULL p is true.
 */
bool predicate_holds(const struct predicate *p,
    const struct predicate_root *roots, size_t n, struct arena *tmp,
    struct predicate_trace *trace);

/*
 * The word at a field as conditions see it, and where it stands: of a list the
 * first.  Numbers and dates have none: the empty str.  False when it is not
 * written, or no such field.
 */
bool predicate_value(struct str field, const struct predicate_root *roots,
    size_t n, struct text *out);

/*
 * A condition for readers, near to how it was written, a part a line:
 * "all:\n  - case.tlp in [CLEAR, GREEN]\n  - case.owner exists".  NULL p gives
 * the empty str.
 */
struct str predicate_text(struct arena *a, const struct predicate *p);

#endif
