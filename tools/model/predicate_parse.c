#include "model/predicate_impl.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "text/yaml.h"

const struct str predicate_ops[] = {
	[OP_EQ] = STR_INIT("eq"),
	[OP_NE] = STR_INIT("ne"),
	[OP_IN] = STR_INIT("in"),
	[OP_NOT_IN] = STR_INIT("not_in"),
	[OP_LT] = STR_INIT("lt"),
	[OP_LE] = STR_INIT("le"),
	[OP_GT] = STR_INIT("gt"),
	[OP_GE] = STR_INIT("ge"),
	[OP_EXISTS] = STR_INIT("exists"),
	[OP_MISSING] = STR_INIT("missing"),
	[OP_CONTAINS] = STR_INIT("contains"),
};

static const struct predicate *parse(struct arena *perm,
    const struct yaml_node *node, struct diags *d, unsigned depth);

static void
report_shape(const struct yaml_node *node, struct diags *d)
{
	diag_error(d, "predicate-syntax", node->at, "this is no condition");
	diag_help(d,
	    "write {all: [...]}, {any: [...]}, {not: ...} or "
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

	for (size_t i = 0; i < ARRAY_LEN(predicate_ops); i++) {
		if (str_eq(node->text, predicate_ops[i])) {
			p->op = (enum predicate_op)i;
			return true;
		}
	}
	near = str_nearest(node->text, predicate_ops,
	    ARRAY_LEN(predicate_ops));
	diag_error(d, "predicate-op", node->at, "unknown op '%.*s'",
	    STR_ARG(node->text));
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d,
		    "eq ne in not_in lt le gt ge exists missing "
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
		diag_error(d, "predicate-value", node->at, "op %.*s takes %s",
		    STR_ARG(predicate_ops[p->op]),
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
		p->values[p->n_values++] = (struct text){ items[i]->text,
			items[i]->at };
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
		    STR_ARG(predicate_ops[p->op]),
		    has_value ? "a value" : "no value");
		return false;
	}
	if (value != NULL && !parse_values(perm, value, p, d))
		return false;
	predicate_path_bind(perm, p, NULL);
	return true;
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
