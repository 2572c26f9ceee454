#include "model/predicate.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/num.h"
#include "model/model.h"
#include "text/yaml.h"

enum predicate_op {
	OP_EQ,
	OP_NE,
	OP_IN,
	OP_NOT_IN,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_EXISTS,
	OP_MISSING,
	OP_CONTAINS,
};

static const struct str op_names[] = {
	[OP_EQ] = STR_INIT("eq"), [OP_NE] = STR_INIT("ne"),
	[OP_IN] = STR_INIT("in"), [OP_NOT_IN] = STR_INIT("not_in"),
	[OP_LT] = STR_INIT("lt"), [OP_LE] = STR_INIT("le"),
	[OP_GT] = STR_INIT("gt"), [OP_GE] = STR_INIT("ge"),
	[OP_EXISTS] = STR_INIT("exists"), [OP_MISSING] = STR_INIT("missing"),
	[OP_CONTAINS] = STR_INIT("contains"),
};

enum predicate_kind {
	PREDICATE_ALL,
	PREDICATE_ANY,
	PREDICATE_NOT,
	PREDICATE_LEAF,
};

struct predicate {
	enum predicate_kind kind;
	struct span at;
	const struct predicate **parts;	/* all, any, not */
	size_t n_parts;
	struct text field;		/* leaf: a.b.c */
	enum predicate_op op;
	struct text *values;
	size_t n_values;
};

static const struct predicate *parse(struct arena *perm,
    const struct yaml_node *node, struct diags *d, unsigned depth);

static void
report_shape(const struct yaml_node *node, struct diags *d)
{
	diag_error(d, "predicate-syntax", node->at,
	    "this is no condition");
	diag_help(d, "write {all: [...]}, {any: [...]}, {not: ...} or "
	    "{field: a.b, op: eq, value: x}");
}

static bool
parse_parts(struct arena *perm, const struct yaml_node *node,
    struct predicate *p, struct diags *d, unsigned depth)
{
	const struct yaml_node *const *items =
	    (const struct yaml_node *const *)node->items;
	size_t n = node->n;

	if (p->kind == PREDICATE_NOT) {
		items = &node;
		n = 1;
	} else if (node->kind != YAML_SEQ) {
		report_shape(node, d);
		return false;
	}
	p->parts = arena_array(perm, const struct predicate *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct predicate *part = parse(perm, items[i], d,
		    depth + 1);

		if (part == NULL)
			return false;
		p->parts[p->n_parts++] = part;
	}
	return true;
}

static bool
parse_op(const struct yaml_node *node, struct predicate *p, struct diags *d)
{
	struct str near;

	for (size_t i = 0; i < ARRAY_LEN(op_names); i++) {
		if (str_eq(node->text, op_names[i])) {
			p->op = (enum predicate_op)i;
			return true;
		}
	}
	near = str_nearest(node->text, op_names, ARRAY_LEN(op_names));
	diag_error(d, "predicate-op", node->at, "unknown op '%.*s'",
	    STR_ARG(node->text));
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d, "eq ne in not_in lt le gt ge exists missing "
		    "contains");
	return false;
}

static bool
parse_values(struct arena *perm, const struct yaml_node *node,
    struct predicate *p, struct diags *d)
{
	bool is_set = p->op == OP_IN || p->op == OP_NOT_IN;
	const struct yaml_node *const *items =
	    (const struct yaml_node *const *)node->items;
	size_t n = node->n;

	if (is_set != (node->kind == YAML_SEQ)) {
		diag_error(d, "predicate-value", node->at,
		    "op %.*s takes %s", STR_ARG(op_names[p->op]),
		    is_set ? "a list of values" : "one value");
		return false;
	}
	if (!is_set) {
		items = &node;
		n = 1;
	}
	p->values = arena_array(perm, struct text, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (items[i]->kind != YAML_SCALAR) {
			diag_error(d, "predicate-value", items[i]->at,
			    "%s where a value is expected",
			    yaml_kind_name(items[i]->kind));
			return false;
		}
		p->values[p->n_values++] = (struct text){
			items[i]->text, items[i]->at
		};
	}
	return true;
}

static bool
parse_leaf(struct arena *perm, const struct yaml_node *node,
    struct predicate *p, struct diags *d)
{
	const struct yaml_node *field = yaml_get(node, "field");
	const struct yaml_node *op = yaml_get(node, "op");
	const struct yaml_node *value = yaml_get(node, "value");
	bool has_value;

	if (field == NULL || field->kind != YAML_SCALAR ||
	    (op != NULL && op->kind != YAML_SCALAR) ||
	    node->n != 1u + (op != NULL) + (value != NULL)) {
		report_shape(node, d);
		return false;
	}
	p->field = (struct text){ field->text, field->at };
	if (op != NULL && !parse_op(op, p, d))
		return false;
	has_value = p->op != OP_EXISTS && p->op != OP_MISSING;
	if (has_value != (value != NULL)) {
		diag_error(d, "predicate-value", node->at, "op %.*s takes %s",
		    STR_ARG(op_names[p->op]), has_value ? "a value" :
		    "no value");
		return false;
	}
	return value == NULL || parse_values(perm, value, p, d);
}

static const struct predicate *
parse(struct arena *perm, const struct yaml_node *node, struct diags *d,
    unsigned depth)
{
	static const char *const groups[] = { "all", "any", "not" };
	struct predicate *p;

	if (depth > LIMIT_PREDICATE_DEPTH) {
		diag_error(d, "predicate-syntax", node->at,
		    "the condition is nested too deep");
		return NULL;
	}
	if (node->kind != YAML_MAP) {
		report_shape(node, d);
		return NULL;
	}
	p = arena_new(perm, struct predicate);
	p->at = node->at;
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		const struct yaml_node *part = yaml_get(node, groups[i]);

		if (part == NULL)
			continue;
		if (node->n != 1) {
			report_shape(node, d);
			return NULL;
		}
		p->kind = (enum predicate_kind)i;
		return parse_parts(perm, part, p, d, depth) ? p : NULL;
	}
	p->kind = PREDICATE_LEAF;
	return parse_leaf(perm, node, p, d) ? p : NULL;
}

const struct predicate *
predicate_parse(struct arena *perm, const struct yaml_node *node,
    struct diags *d)
{
	return parse(perm, node, d, 0);
}

/* The record that a ref's entry describes. */
static const void *
entry_record(enum space space, const void *target, const struct record **r)
{
	const struct entry *e = target;

	if (space == SPACE_ACTOR && e != NULL)
		space = e->space;
	switch (space) {
	case SPACE_COMPANY:
		*r = &record_company;
		return e ? ((const struct company_entry *)target)->company : NULL;
	case SPACE_PERSON:
		*r = &record_person;
		return e ? ((const struct person_entry *)target)->person : NULL;
	case SPACE_ACTOR:
	case SPACE_PARTY:
		*r = &record_party;
		return e ? ((const struct party_entry *)target)->party : NULL;
	case SPACE_PRODUCT:
		*r = &record_product;
		return e ? ((const struct product_entry *)target)->product : NULL;
	case SPACE_SYSTEM:
		*r = &record_system;
		return e ? ((const struct system_entry *)target)->system : NULL;
	case SPACE_CASE:
		*r = &record_case_file;
		return e ? ((const struct case_entry *)target)->c : NULL;
	case SPACE_AUDIENCE:
		*r = &record_audience;
		return e ? ((const struct audience_entry *)target)->audience :
		    NULL;
	case SPACE_CALENDAR:
		*r = &record_calendar;
		break;
	case SPACE_CAMPAIGN:
		*r = &record_campaign;
		break;
	case SPACE_ALERT:
		*r = &record_alert;
		break;
	case SPACE_POLICY:
		*r = &record_policy;
		return e && e->doc ? e->doc->record : NULL;
	}
	return e ? ((const struct plain_entry *)target)->record : NULL;
}

static const struct predicate_root *
root_find(const struct predicate_root *roots, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_z(name, roots[i].name))
			return &roots[i];
	}
	return NULL;
}

/* The record that a field's values lead into, or NULL at a value. */
static const struct record *
field_inner(const struct field *f)
{
	const struct record *r = NULL;

	if (f->type == FIELD_RECORD)
		return f->record;
	if (f->type == FIELD_REF)
		(void)entry_record(f->space, NULL, &r);
	return r;
}

static bool
check_leaf(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct diags *d)
{
	struct str rest, part;
	bool more = str_cut(p->field.s, '.', &part, &rest);
	const struct predicate_root *root = root_find(roots, n, part);
	const struct record *r = root != NULL ? root->record : NULL;

	if (r == NULL) {
		diag_error(d, "predicate-field", p->field.at,
		    "'%.*s' is not known here", STR_ARG(part));
		for (size_t i = 0; i < n; i++)
			diag_note(d, (struct span){ 0 }, "known: %s",
			    roots[i].name);
		return false;
	}
	while (more) {
		const struct field *f;

		more = str_cut(rest, '.', &part, &rest);
		f = r != NULL ? field_find(r, part) : NULL;
		if (f == NULL) {
			diag_error(d, "predicate-field", p->field.at,
			    "'%.*s' is no field%s%s", STR_ARG(part),
			    r != NULL ? " of " : "",
			    r != NULL ? r->name : "");
			return false;
		}
		r = field_inner(f);
	}
	return true;
}

bool
predicate_check(const struct predicate *p,
    const struct predicate_root *roots, size_t n, struct diags *d)
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

/* One value met on a path: its text, its number where it has an order. */
struct met {
	struct str text;
	struct span at;
	int64_t order;
	bool has_order;
};

/* Called for each value at the end of a path; true stops the walk. */
struct walk {
	const struct predicate *p;
	struct met last;	/* the value that decided, or the last seen */
	size_t n;		/* values seen */
	bool hit;
};

static int64_t
moment_order(const struct when *w)
{
	return w->kind == WHEN_INSTANT ? w->at.s : (int64_t)w->day.n * 86400;
}

/* The order of a value written in a condition, if the field has one. */
static bool
order_of(const struct field *f, struct str text, int64_t *out)
{
	enum field_shape shape = field_shape(f->type);
	struct when w;

	if (shape == SHAPE_NUMBER)
		return num_parse(text, 0, INT64_C(999999999999), out);
	if (shape == SHAPE_MOMENT) {
		if (!when_parse(text, &w, NULL))
			return false;
		*out = moment_order(&w);
		return true;
	}
	for (size_t i = 0; shape == SHAPE_CHOICE && i < f->values->n; i++) {
		if (str_eq_z(text, f->values->values[i].name)) {
			*out = f->values->values[i].v;
			return true;
		}
	}
	return false;
}

static struct met
met_of(const struct field *f, const void *item)
{
	const struct text *t = item;
	const struct words *w = item;
	const struct truth *b = item;
	const struct number *n = item;
	const struct choice *c = item;
	const struct moment *m = item;
	const struct ref *r = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return (struct met){ .text = t->s, .at = t->at };
	case SHAPE_WORDS:
		return (struct met){ .text = words_in(w, S("en")),
		    .at = w->at };
	case SHAPE_TRUTH:
		return (struct met){ .text = b->b ? S("yes") : S("no"),
		    .at = b->at };
	case SHAPE_NUMBER:
		return (struct met){ .at = n->at, .order = n->n,
		    .has_order = true };
	case SHAPE_CHOICE:
		return (struct met){ str_z(enum_name(f->values, c->v)),
		    c->at, c->v, true };
	case SHAPE_MOMENT:
		return (struct met){ .at = m->at,
		    .order = moment_order(&m->w), .has_order = true };
	case SHAPE_REF:
		return (struct met){ .text = r->id, .at = r->at };
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	return (struct met){ 0 };
}

static bool
is_equal(const struct field *f, const struct met *m, struct str value)
{
	int64_t order;

	if (f->type == FIELD_BOOL)
		return str_eq(m->text, S("yes")) ==
		    (str_eq_z(value, "yes") || str_eq_z(value, "true"));
	if (m->has_order && order_of(f, value, &order))
		return m->order == order;
	return str_eq(m->text, value);
}

/* Whether one value makes an op true (for ne and not_in: false). */
static bool
value_hits(const struct predicate *p, const struct field *f,
    const struct met *m)
{
	int64_t order;

	switch (p->op) {
	case OP_EXISTS:
	case OP_MISSING:
		return true;
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		if (!m->has_order || !order_of(f, p->values[0].s, &order))
			return false;
		if (p->op == OP_LT)
			return m->order < order;
		if (p->op == OP_LE)
			return m->order <= order;
		if (p->op == OP_GT)
			return m->order > order;
		return m->order >= order;
	case OP_EQ:
	case OP_NE:
	case OP_IN:
	case OP_NOT_IN:
	case OP_CONTAINS:
		break;
	}
	for (size_t i = 0; i < p->n_values; i++) {
		if (is_equal(f, m, p->values[i].s))
			return true;
	}
	return false;
}

static void
walk_path(struct walk *w, const struct record *r, const void *value,
    struct str path)
{
	struct str part, rest;
	bool more = str_cut(path, '.', &part, &rest);
	const struct field *f = value != NULL ? field_find(r, part) : NULL;
	size_t n, size;
	const char *items;

	if (f == NULL)
		return;
	size = field_item_size(f);
	items = field_items(f, value, &n);
	for (size_t i = 0; i < n && !w->hit; i++) {
		const void *item = items + i * size;
		const struct record *inner = NULL;

		if (more && f->type == FIELD_RECORD) {
			walk_path(w, f->record, item, rest);
		} else if (more && f->type == FIELD_REF) {
			const void *target =
			    ((const struct ref *)item)->target;
			const void *record = entry_record(f->space, target,
			    &inner);

			if (record != NULL)
				walk_path(w, inner, record, rest);
		} else if (!more) {
			w->n++;
			w->last = met_of(f, item);
			w->hit = value_hits(w->p, f, &w->last);
		}
	}
}

static void
trace_leaf(const struct predicate *p, const struct walk *w, bool holds,
    struct arena *tmp, struct predicate_trace *trace)
{
	struct str has = w->n == 0 ? S("is not written") :
	    w->last.text.n == 0 ? S("has its value") :
	    str_fmt(tmp, "is %.*s", STR_ARG(w->last.text));

	trace->at = p->at;
	trace->value_at = w->last.at;
	trace->text = str_fmt(tmp, "%.*s %.*s, so %.*s %s",
	    STR_ARG(p->field.s), STR_ARG(has), STR_ARG(op_names[p->op]),
	    holds ? "holds" : "does not hold");
}

static bool
holds_leaf(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct arena *tmp, struct predicate_trace *trace)
{
	struct walk w = { .p = p };
	struct str name, rest;
	const struct predicate_root *root;
	bool holds;

	(void)str_cut(p->field.s, '.', &name, &rest);
	root = root_find(roots, n, name);
	if (root != NULL && root->value != NULL)
		walk_path(&w, root->record, root->value, rest);
	holds = w.hit;
	if (p->op == OP_NE || p->op == OP_NOT_IN || p->op == OP_MISSING)
		holds = !holds;
	if (trace != NULL)
		trace_leaf(p, &w, holds, tmp, trace);
	return holds;
}

bool
predicate_holds(const struct predicate *p,
    const struct predicate_root *roots, size_t n, struct arena *tmp,
    struct predicate_trace *trace)
{
	bool stop_at;

	if (p == NULL)
		return true;
	if (p->kind == PREDICATE_LEAF)
		return holds_leaf(p, roots, n, tmp, trace);
	if (p->kind == PREDICATE_NOT)
		return !predicate_holds(p->parts[0], roots, n, tmp, trace);
	stop_at = p->kind == PREDICATE_ANY;
	for (size_t i = 0; i < p->n_parts; i++) {
		if (predicate_holds(p->parts[i], roots, n, tmp, trace) ==
		    stop_at)
			return stop_at;
	}
	return !stop_at;
}
