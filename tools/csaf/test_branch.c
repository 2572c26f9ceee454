/*
 * 6.1.34, 6.1.50, 6.1.57 to 6.1.59: branches of 2.1 and the ranges they hold.
 */
#include "base/limits.h"
#include "csaf/csaf_run.h"
#include "version/vers.h"

void
test_branch_depth(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct csaf_product *p = &k->doc->products[i];
		size_t depth = 0;

		for (const struct csaf_branch *b = p->branch; b != NULL;
		     b = b->parent)
			depth++;
		if (depth > LIMIT_CSAF_BRANCHES)
			csaf_run_report(k, p->node,
			    "the product lies below %zu branches, %d at most "
			    "are allowed",
			    depth, LIMIT_CSAF_BRANCHES);
	}
}

/* ---- categories on the way down -------------------------------------- */

/* Whether a branch above has a category. */
static const struct csaf_branch *
find_above(const struct csaf_branch *b, struct str category)
{
	for (b = b->parent; b != NULL; b = b->parent) {
		if (str_eq(json_get_str(b->node, "category"), category))
			return b;
	}
	return NULL;
}

void
test_branch_stacked(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		for (const struct csaf_branch *b = k->doc->products[i].branch;
		     b != NULL; b = b->parent) {
			struct str c = json_get_str(b->node, "category");

			if (c.n > 0 && !str_eq(c, S("product_family")) &&
			    find_above(b, c) != NULL)
				csaf_run_report(k,
				    json_get(b->node, "category"),
				    "a branch above is a %.*s too",
				    STR_ARG(csaf_run_quote(k, c)));
		}
	}
}

void
test_branch_version_and_range(struct csaf_run *k)
{
	static const char *const names[] = { "product_version",
		"product_version_range" };

	for (size_t i = 0; i < k->doc->n_products; i++) {
		for (const struct csaf_branch *b = k->doc->products[i].branch;
		     b != NULL; b = b->parent) {
			struct str c = json_get_str(b->node, "category");

			for (size_t s = 0; s < 2; s++) {
				if (str_eq_z(c, names[s]) &&
				    find_above(b, str_z(names[1 - s])) != NULL)
					csaf_run_report(k,
					    json_get(b->node, "category"),
					    "a branch above is a %s",
					    names[1 - s]);
			}
		}
	}
}

/* ---- ranges ---------------------------------------------------------- */

/* Call fn with the name of each range; a branch above products once. */
static void
each_range(struct csaf_run *k, const struct json_node *node,
    void (*fn)(struct csaf_run *k, const struct json_node *name))
{
	for (const struct json_node *n = csaf_run_items(node, "branches");
	     n != NULL; n = n->next) {
		const struct json_node *name = csaf_run_string(n, "name");

		each_range(k, n, fn);
		if (name != NULL &&
		    str_eq(json_get_str(n, "category"),
			S("product_version_range")))
			fn(k, name);
	}
}

/* "vers:TYPE/" taken off: false when it is none; type is empty for vls. */
static bool
split_range(struct str s, struct str *type, struct str *constraints)
{
	struct str head;

	*type = S("");
	*constraints = s;
	if (!str_starts(s, S("vers:")))
		return true;
	if (!str_cut(str_from(s, 5), '/', &head, constraints) || head.n == 0)
		return false;
	for (size_t i = 0; i < head.n; i++) {
		char c = head.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '-'))
			return false;
	}
	*type = head;
	return true;
}

/* One constraint without its comparator; empty when there is none. */
static struct str
version_of(struct str constraint)
{
	/* vers leaves '=' out, what is like it may have it. */
	static const char *const operators[] = { ">=", "<=", "!=", "<", ">",
		"=" };

	for (size_t i = 0; i < ARRAY_LEN(operators); i++) {
		if (str_starts(constraint, str_z(operators[i])))
			return str_from(constraint, str_z(operators[i]).n);
	}
	return constraint;
}

/* What is wrong with the constraints in themselves, or NULL. */
static const char *
constraints_fault(struct str rest)
{
	struct str constraint, version;
	bool more = true;

	while (more) {
		more = str_cut(rest, '|', &constraint, &rest);
		version = version_of(constraint);
		if (constraint.n == 0)
			return "a constraint between '|' is empty";
		if (version.n == 0)
			return "a constraint has no version";
		for (size_t i = 0; i < version.n; i++) {
			unsigned char c = (unsigned char)version.p[i];

			if (c <= ' ' || c == 0x7f)
				return "it holds blanks";
			if (c == '<' || c == '>' || c == '=' || c == '!' ||
			    c == '*')
				return "a version holds a comparator or '*'";
		}
	}
	return NULL;
}

/* Whether the order of the versions of a type is known, for all of them. */
static bool
knows_order(const struct vers *v)
{
	int cmp;

	for (size_t i = 0; i < v->n; i++) {
		if (!vers_compare(v->scheme, v->constraints[i].version,
			v->constraints[i].version, &cmp))
			return false;
	}
	return true;
}

/* NULL, or why a range of a known type is not in its canonical form. */
static const char *
canonical_fault(struct csaf_run *k, struct str s)
{
	const char *why;
	struct vers v;
	size_t off, len;

	if (!vers_parse(k->q->arena, s, &v, &why, &off, &len))
		return why;
	if (knows_order(&v) && !str_eq(vers_canonical(k->q->arena, &v), s))
		return "it is not in its canonical form";
	return NULL;
}

static const char *
range_fault(struct csaf_run *k, struct str s)
{
	struct str type, constraints;
	const char *why;

	if (!split_range(s, &type, &constraints))
		return "behind 'vers:' stands no type and '/'";
	/* All versions, and none. */
	if (str_eq(type, S("all")) || str_eq(type, S("none")))
		return str_eq(constraints, S("*")) ?
		    NULL :
		    "'*' alone goes with this type";
	why = constraints_fault(constraints);
	if (why != NULL || type.n == 0)
		return why;
	return str_starts(constraints, S("=")) ||
		str_find(constraints, S("|="), 0) != SIZE_MAX ?
	    "'=' stands before a version" :
	    canonical_fault(k, s);
}

static void
check_range(struct csaf_run *k, const struct json_node *name)
{
	const char *why = range_fault(k, name->text);

	if (why != NULL)
		csaf_run_report(k, name,
		    "'%.*s' is no range in the vers form nor like it: %s",
		    STR_ARG(csaf_run_quote(k, name->text)), why);
}

void
test_branch_range(struct csaf_run *k)
{
	each_range(k, k->doc->tree, check_range);
}

static void
check_single(struct csaf_run *k, const struct json_node *name)
{
	struct str type, constraints;

	if (!split_range(name->text, &type, &constraints) ||
	    constraints_fault(constraints) != NULL ||
	    str_find_byte(constraints, '|', 0) != SIZE_MAX ||
	    str_find_byte(S("<>!"), constraints.p[0], 0) != SIZE_MAX)
		return;
	csaf_run_report(k, name, "'%.*s' is one version, not a range",
	    STR_ARG(csaf_run_quote(k, name->text)));
	csaf_run_fix(k,
	    "write \"category\": \"product_version\", \"name\": \"%.*s\"",
	    STR_ARG(csaf_run_quote(k, version_of(constraints))));
}

void
test_branch_single(struct csaf_run *k)
{
	each_range(k, k->doc->tree, check_single);
}
