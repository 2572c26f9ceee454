/*
 * 6.2.1, 6.2.8, 6.2.9, 6.2.16, 6.2.18, 6.3.5, 6.3.9 to 6.3.11: products that
 * others can find.
 */
#include "csaf/csaf_run.h"

void
test_product_unused(struct csaf_run *k)
{
	const struct csaf_doc *d = k->doc;

	/* There, each product of the tree counts as affected. */
	if (str_eq(d->category, S("csaf_informational_advisory")))
		return;
	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];
		struct str text = csaf_run_quote(k, p->id_node->text);

		if (d->product_ids.v[p->id].is_used)
			continue;
		csaf_run_report(k, p->id_node,
		    "nothing is said of the product '%.*s'", STR_ARG(text));
		csaf_run_fix(k, "remove the product '%.*s'", STR_ARG(text));
	}
}

void
test_product_helper(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct csaf_product *p = &k->doc->products[i];
		struct str text = csaf_run_quote(k, p->id_node->text);

		if (!csaf_run_has(p->node, "product_identification_helper"))
			csaf_run_report(k, p->node,
			    "the product '%.*s' has nothing that tools find "
			    "it by",
			    STR_ARG(text));
	}
}

/* ---- hashes ---------------------------------------------------------- */

/* Call fn with each hashes[] item of all products. */
static void
each_file(struct csaf_run *k,
    void (*fn)(struct csaf_run *k, const struct json_node *file))
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct json_node *helper =
		    json_get(k->doc->products[i].node,
			"product_identification_helper");

		for (const struct json_node *n =
			 csaf_run_items(helper, "hashes");
		     n != NULL; n = n->next)
			fn(k, n);
	}
}

static void
check_only(struct csaf_run *k, const struct json_node *file,
    const char *algorithm)
{
	const struct json_node *first = csaf_run_items(file, "file_hashes");

	if (first == NULL)
		return;
	for (const struct json_node *n = first; n != NULL; n = n->next) {
		if (!str_eq_nocase(json_get_str(n, "algorithm"),
			str_z(algorithm)))
			return;
	}
	csaf_run_report(k, first, "%s is the only hash of the file",
	    algorithm);
}

static void
check_md5(struct csaf_run *k, const struct json_node *file)
{
	check_only(k, file, "md5");
}

static void
check_sha1(struct csaf_run *k, const struct json_node *file)
{
	check_only(k, file, "sha1");
}

void
test_product_md5(struct csaf_run *k)
{
	each_file(k, check_md5);
}

void
test_product_sha1(struct csaf_run *k)
{
	each_file(k, check_sha1);
}

static void
check_length(struct csaf_run *k, const struct json_node *file)
{
	for (const struct json_node *n = csaf_run_items(file, "file_hashes");
	     n != NULL; n = n->next) {
		const struct json_node *value = csaf_run_string(n, "value");

		if (value != NULL && value->text.n < 64)
			csaf_run_report(k, value,
			    "the hash has %zu characters, 64 would be safer",
			    value->text.n);
	}
}

void
test_product_short_hash(struct csaf_run *k)
{
	each_file(k, check_length);
}

/* ---- branches -------------------------------------------------------- */

/* Whether vendor, product_name and product_version stand on the way down. */
static bool
has_path(const struct csaf_branch *b)
{
	static const char *const wanted[] = { "product_version",
		"product_name", "vendor" };
	size_t met = 0;

	for (; b != NULL && met < ARRAY_LEN(wanted); b = b->parent)
		met += str_eq_z(json_get_str(b->node, "category"),
		    wanted[met]);
	return met == ARRAY_LEN(wanted);
}

void
test_product_path(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct csaf_product *p = &k->doc->products[i];
		struct str text = csaf_run_quote(k, p->id_node->text);

		if (p->branch != NULL && !has_path(p->branch))
			csaf_run_report(k, p->branch->node,
			    "no vendor, product_name and product_version, in "
			    "this order, lead to '%.*s'",
			    STR_ARG(text));
	}
}

/* Call fn with the name of each branch of a category. */
static void
each_branch(struct csaf_run *k, const struct json_node *node,
    struct str category,
    void (*fn)(struct csaf_run *k, const struct json_node *name))
{
	for (const struct json_node *n = csaf_run_items(node, "branches");
	     n != NULL; n = n->next) {
		const struct json_node *name = csaf_run_string(n, "name");

		each_branch(k, n, category, fn);
		if (name != NULL &&
		    str_eq(json_get_str(n, "category"), category))
			fn(k, name);
	}
}

/* ^vers:[a-z.+-][a-z0-9.+-]*"/".+ */
static bool
is_vers(struct str s)
{
	size_t slash = str_find_byte(s, '/', 0);

	if (!str_starts(s, S("vers:")) || slash == SIZE_MAX || slash == 5 ||
	    slash + 1 == s.n || (s.p[5] >= '0' && s.p[5] <= '9'))
		return false;
	for (size_t i = 5; i < slash; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '+' || c == '-'))
			return false;
	}
	return true;
}

static void
check_vers(struct csaf_run *k, const struct json_node *name)
{
	struct str text = csaf_run_quote(k, name->text);

	if (!is_vers(name->text))
		csaf_run_report(k, name,
		    "'%.*s' is no range in the vers form, which tools read",
		    STR_ARG(text));
}

void
test_product_vers(struct csaf_run *k)
{
	each_branch(k, k->doc->tree, S("product_version_range"), check_vers);
}

static void
report_range(struct csaf_run *k, const struct json_node *name)
{
	struct str text = csaf_run_quote(k, name->text);

	csaf_run_report(k, name,
	    "'%.*s' is a range; versions one by one are easier to match",
	    STR_ARG(text));
}

void
test_product_range(struct csaf_run *k)
{
	each_branch(k, k->doc->tree, S("product_version_range"), report_range);
}

static void
check_v(struct csaf_run *k, const struct json_node *name)
{
	struct str text = csaf_run_quote(k, name->text);

	if (name->text.n >= 2 && (name->text.p[0] | 0x20) == 'v' &&
	    name->text.p[1] >= '0' && name->text.p[1] <= '9')
		csaf_run_report(k, name,
		    "the version '%.*s' begins with a 'v' that is hardly part "
		    "of it",
		    STR_ARG(text));
}

void
test_product_v(struct csaf_run *k)
{
	each_branch(k, k->doc->tree, S("product_version"), check_v);
}
