#include "model/predicate_impl.h"

#include "base/diag.h"
#include "base/limits.h"
#include "model/model.h"

/* Words of a vocabulary and fields of a record, which our tables bound. */
#define PREDICATE_WORDS	32
#define PREDICATE_FIELDS 64

/* The words that a value of a field may be, when they can be counted. */
static bool
is_word_of(const struct field *f, struct str value, struct str *near)
{
	const struct enum_table *t = f->values;
	struct str names[PREDICATE_WORDS];

	ASSERT(t->n <= ARRAY_LEN(names));
	for (size_t i = 0; i < t->n; i++) {
		names[i] = str_z(t->values[i].name);
		if (str_eq(value, names[i]))
			return true;
	}
	*near = str_nearest(value, names, t->n);
	return false;
}

/* Whether a value of a condition is one that the field could have. */
static bool
check_value(const struct field *f, const struct text *value, struct diags *d)
{
	struct str near = S("");
	int64_t order;
	bool ok = true;

	switch (field_shape(f->type)) {
	case SHAPE_TRUTH:
		ok = str_eq_z(value->s, "yes") || str_eq_z(value->s, "true") ||
		    str_eq_z(value->s, "no") || str_eq_z(value->s, "false");
		break;
	case SHAPE_NUMBER:
	case SHAPE_MOMENT:
		ok = predicate_order(f, value->s, &order);
		break;
	case SHAPE_CHOICE:
		ok = is_word_of(f, value->s, &near);
		break;
	case SHAPE_TEXT:
	case SHAPE_WORDS:
	case SHAPE_REF:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	if (ok)
		return true;
	diag_error(d, "predicate-value", value->at,
	    "'%.*s' is nothing that '%s' can be: %s", STR_ARG(value->s),
	    f->name, field_type_name(f->type));
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	return false;
}

/* What the op does with the field at the end of the path. */
static bool
check_use(const struct predicate *p, const struct field *f, struct diags *d)
{
	enum field_shape shape = field_shape(f->type);
	bool has_order = shape == SHAPE_NUMBER || shape == SHAPE_MOMENT ||
	    shape == SHAPE_CHOICE;
	bool has_value = shape != SHAPE_RECORD && shape != SHAPE_CONDITION &&
	    shape != SHAPE_TREE;
	bool ok = true;

	if (p->op == OP_EXISTS || p->op == OP_MISSING)
		return true;
	if (!has_value || (!has_order && p->op >= OP_LT && p->op <= OP_GE)) {
		diag_error(d, "predicate-op", p->field.at,
		    "op %.*s does not work with '%s', which is %s",
		    STR_ARG(predicate_ops[p->op]), f->name,
		    field_type_name(f->type));
		diag_help(d, "%s",
		    has_value ? "lt, le, gt and ge are for "
				"numbers, dates and words with an order" :
				"go on into it, or use exists or missing");
		return false;
	}
	for (size_t i = 0; i < p->n_values; i++)
		ok = check_value(f, &p->values[i], d) && ok;
	return ok;
}

static void
report_field(const struct predicate *p, const struct record *r,
    struct str part, struct diags *d)
{
	struct str names[PREDICATE_FIELDS];
	struct str near;

	diag_error(d, "predicate-field", p->field.at, "'%.*s' is no field%s%s",
	    STR_ARG(part), r != NULL ? " of " : "", r != NULL ? r->name : "");
	if (r == NULL) {
		diag_help(d, "what stands before it is no record");
		return;
	}
	ASSERT(r->n <= ARRAY_LEN(names));
	for (size_t i = 0; i < r->n; i++)
		names[i] = str_z(r->fields[i].name);
	near = str_nearest(part, names, r->n);
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d, "`hansho schema` has the fields of each record");
}

static void
report_root(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct str part, struct diags *d)
{
	struct str names[PREDICATE_ROOTS];
	struct str near;

	diag_error(d, "predicate-field", p->field.at,
	    "'%.*s' is not known here", STR_ARG(part));
	for (size_t i = 0; i < n; i++)
		diag_note(d, (struct span){ 0 }, "known: %s", roots[i].name);
	ASSERT(n <= ARRAY_LEN(names));
	for (size_t i = 0; i < n; i++)
		names[i] = str_z(roots[i].name);
	near = str_nearest(part, names, n);
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d, "begin with one that is known");
}

static void
report_length(const struct predicate *p, struct diags *d)
{
	diag_error(d, "predicate-field", p->field.at,
	    "a path of more than %d fields", LIMIT_PREDICATE_PATH);
	diag_help(d, "ask for something nearer to the record");
}

static bool
check_leaf(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct diags *d)
{
	struct str rest, part;
	bool more = str_cut(p->field.s, '.', &part, &rest);
	const struct predicate_root *root = predicate_root_find(roots, n,
	    part);
	const struct record *r = root != NULL ? root->record : NULL;
	const struct field *f = NULL;

	if (r == NULL) {
		report_root(p, roots, n, part, d);
		return false;
	}
	for (size_t step = 0; more; step++) {
		if (step == LIMIT_PREDICATE_PATH) {
			report_length(p, d);
			return false;
		}
		more = str_cut(rest, '.', &part, &rest);
		f = r != NULL ? field_find(r, part) : NULL;
		if (f == NULL) {
			report_field(p, r, part, d);
			return false;
		}
		r = predicate_path_inner(f);
	}
	if (f == NULL) {
		diag_error(d, "predicate-field", p->field.at,
		    "'%.*s' is a record, not a field of it", STR_ARG(part));
		diag_help(d, "go on with a dot: %.*s.%s", STR_ARG(part),
		    root->record->n > 0 ? root->record->fields[0].name : "");
		return false;
	}
	return check_use(p, f, d);
}

bool
predicate_check(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct diags *d)
{
	bool ok = true;

	if (p == NULL)
		return true;
	if (p->kind == PREDICATE_LEAF)
		return check_leaf(p, roots, n, d);
	for (size_t i = 0; i < p->n_parts; i++)
		ok = predicate_check(p->parts[i], roots, n, d) && ok;
	return ok;
}

static enum field_audience
leaf_audience(const struct predicate *p, const struct predicate_root *roots,
    size_t n)
{
	enum field_audience strictest = AUDIENCE_PUBLIC;
	struct str rest, part;
	bool more = str_cut(p->field.s, '.', &part, &rest);
	const struct predicate_root *root = predicate_root_find(roots, n,
	    part);
	const struct record *r = root != NULL ? root->record : NULL;

	while (more && r != NULL) {
		const struct field *f;

		more = str_cut(rest, '.', &part, &rest);
		f = field_find(r, part);
		if (f == NULL)
			break;
		if (f->audience > strictest)
			strictest = f->audience;
		r = predicate_path_inner(f);
	}
	return strictest;
}

enum field_audience
predicate_audience(const struct predicate *p,
    const struct predicate_root *roots, size_t n)
{
	enum field_audience strictest = AUDIENCE_PUBLIC;

	if (p == NULL)
		return strictest;
	if (p->kind == PREDICATE_LEAF)
		return leaf_audience(p, roots, n);
	for (size_t i = 0; i < p->n_parts; i++) {
		enum field_audience a = predicate_audience(p->parts[i], roots,
		    n);

		if (a > strictest)
			strictest = a;
	}
	return strictest;
}
