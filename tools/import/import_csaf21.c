#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "import/import_format.h"
#include "import/import_impl.h"

bool
import_csaf21_is(const struct json_node *root)
{
	return str_eq_z(json_get_str(json_get(root, "document"),
			    "csaf_version"),
	    "2.1");
}

/* ---- a copy that can be changed ---------------------------------------- */

/*
 * Without members that would be taken for ours.  The reader bounds the depth.
 */
static struct json_node *
copy(struct import_doc *k, const struct json_node *node)
{
	struct json_node *out = arena_new(k->a, struct json_node);
	struct json_node **end = &out->first;

	*out = *node;
	out->first = out->next = NULL;
	for (const struct json_node *i = node->first; i != NULL; i = i->next) {
		if (str_starts(i->name, S("~"))) {
			import_read_alert(k, "csaf-not-kept", i->name_at,
			    "'%.*s' is not taken over", STR_ARG(i->name));
			out->n--;
			continue;
		}
		*end = copy(k, i);
		end = &(*end)->next;
	}
	return out;
}

static struct json_node *
member(struct json_node *node, const char *name)
{
	struct json_node *n = node != NULL && node->kind == JSON_IS_OBJECT ?
	    node->first :
	    NULL;

	while (n != NULL && !str_eq_z(n->name, name))
		n = n->next;
	return n;
}

/* The first item of a list, or NULL. */
static struct json_node *
items(struct json_node *node, const char *name)
{
	struct json_node *n = member(node, name);

	return n != NULL && n->kind == JSON_IS_ARRAY ? n->first : NULL;
}

static void
rename_to(struct json_node *node, const char *from, const char *to)
{
	struct json_node *n = member(node, from);

	if (n != NULL)
		n->name = str_z(to);
}

/* Take a member, or an item, away. */
static void
drop(struct json_node *node, const struct json_node *what)
{
	for (struct json_node **i = &node->first; *i != NULL;
	     i = &(*i)->next) {
		if (*i != what)
			continue;
		*i = what->next;
		node->n--;
		return;
	}
}

/* The members of an object in the place of the member that it is. */
static void
lift(struct json_node *node, struct json_node *object)
{
	struct json_node *last = object->first;

	if (object->kind != JSON_IS_OBJECT)
		return;
	if (last == NULL) {
		drop(node, object);
		return;
	}
	while (last->next != NULL)
		last = last->next;
	last->next = object->next;
	node->n += object->n - 1;
	for (struct json_node **i = &node->first; *i != NULL;
	     i = &(*i)->next) {
		if (*i == object) {
			*i = object->first;
			return;
		}
	}
}

/* The first of a list in the place of the list; the others are told. */
static void
first_of(struct import_doc *k, struct json_node *node, const char *list,
    const char *name)
{
	struct json_node *l = member(node, list);
	struct json_node *one;

	if (l == NULL || l->kind != JSON_IS_ARRAY || l->first == NULL)
		return;
	one = l->first;
	for (const struct json_node *i = one->next; i != NULL; i = i->next)
		import_read_alert(k, "csaf-not-kept", i->at,
		    "one of '%s' is taken over, and this is another", list);
	l->kind = one->kind;
	l->at = one->at;
	l->text = one->text;
	l->first = one->first;
	l->n = one->n;
	l->name = str_z(name);
}

/* A word that 2.0 does not have; what it comes to is told. */
static void
replace(struct import_doc *k, struct json_node *node, const char *from,
    const char *to)
{
	if (node == NULL || node->kind != JSON_IS_STRING ||
	    !str_eq_z(node->text, from))
		return;
	import_read_alert(k, "csaf-category", node->at,
	    "'%s' is no category of CSAF 2.0; taken over as %s", from, to);
	node->text = str_z(to);
}

/* ---- the document -------------------------------------------------------- */

/* The revision that is the newest takes the advisory back. */
static void
withdraw(struct import_doc *k, struct json_node *tracking)
{
	struct str version = json_get_str(tracking, "version");
	struct json_node *i = items(tracking, "revision_history");

	for (; i != NULL; i = i->next) {
		struct json_node *mark;

		if (i->kind != JSON_IS_OBJECT ||
		    !str_eq(json_get_str(i, "number"), version))
			continue;
		mark = arena_new(k->a, struct json_node);
		*mark = (struct json_node){ .kind = JSON_IS_STRING,
			.at = i->at,
			.text = S("true"),
			.name = S("~withdrawn"),
			.name_at = i->at,
			.next = i->first };
		i->first = mark;
		i->n++;
	}
}

static void
read_document(struct import_doc *k, struct json_node *doc)
{
	struct json_node *version = member(doc, "csaf_version");
	struct json_node *category = member(doc, "category");
	struct json_node *label = member(member(member(doc, "distribution"),
					     "tlp"),
	    "label");

	if (version != NULL)
		version->text = S("2.0");
	if (label != NULL && str_eq(label->text, S("CLEAR")))
		label->text = S("WHITE");
	if (category != NULL && str_eq(category->text, S("csaf_withdrawn")))
		withdraw(k, member(doc, "tracking"));
	replace(k, category, "csaf_withdrawn", "csaf_base");
	replace(k, category, "csaf_superseded", "csaf_base");
	/* The same, but for what 2.1 asks of one. */
	if (category != NULL &&
	    str_eq(category->text, S("csaf_deprecated_security_advisory")))
		category->text = S("csaf_security_advisory");
}

/* ---- products ------------------------------------------------------------ */

/* What identifies products, wherever in the tree those are. */
static void
read_helpers(struct import_doc *k, struct json_node *node)
{
	for (struct json_node *i = node->first; i != NULL; i = i->next) {
		if (i->kind == JSON_IS_OBJECT &&
		    str_eq(i->name, S("product_identification_helper")))
			first_of(k, i, "purls", "purl");
		else
			read_helpers(k, i);
	}
}

/* A way of one step is what 2.0 calls a relationship. */
static bool
read_path(struct import_doc *k, struct json_node *path)
{
	struct json_node *steps = member(path, "subpaths");

	if (steps == NULL || steps->kind != JSON_IS_ARRAY || steps->n != 1 ||
	    steps->first->kind != JSON_IS_OBJECT) {
		import_read_alert(k, "csaf-relationship",
		    span_sub(path->at, 0, 1),
		    "a product path of one step is taken over; this has "
		    "another number of them");
		return false;
	}
	rename_to(path, "beginning_product_reference", "product_reference");
	rename_to(steps->first, "next_product_reference",
	    "relates_to_product_reference");
	first_of(k, path, "subpaths", "subpaths");
	lift(path, steps);
	return true;
}

static void
read_tree(struct import_doc *k, struct json_node *tree)
{
	struct json_node *paths = member(tree, "product_paths");

	if (tree == NULL)
		return;
	read_helpers(k, tree);
	rename_to(tree, "product_paths", "relationships");
	if (paths == NULL || paths->kind != JSON_IS_ARRAY)
		return;
	for (struct json_node *i = paths->first; i != NULL; i = i->next) {
		if (i->kind == JSON_IS_OBJECT && !read_path(k, i))
			drop(paths, i);
	}
}

/* ---- vulnerabilities ----------------------------------------------------- */

/* Scores stand beside products, as in 2.0; what 2.0 has not, the writers
 * tell. */
static void
read_metrics(struct json_node *flaw)
{
	for (struct json_node *i = items(flaw, "metrics"); i != NULL;
	     i = i->next) {
		struct json_node *content = member(i, "content");

		rename_to(content, "cvss_v4", "~cvss");
		rename_to(i, "source", "~source");
		if (content != NULL)
			lift(i, content);
	}
	rename_to(flaw, "metrics", "scores");
}

static void
read_flaw(struct import_doc *k, struct json_node *flaw)
{
	struct json_node *cwe;

	rename_to(flaw, "disclosure_date", "release_date");
	first_of(k, flaw, "cwes", "cwe");
	cwe = member(flaw, "cwe");
	/* Names are those of our catalogue, whichever the document had. */
	if (member(cwe, "version") != NULL)
		drop(cwe, member(cwe, "version"));
	read_metrics(flaw);
	for (struct json_node *i = items(flaw, "remediations"); i != NULL;
	     i = i->next) {
		replace(k, member(i, "category"), "fix_planned",
		    "none_available");
		replace(k, member(i, "category"), "optional_patch",
		    "vendor_fix");
	}
}

void
import_csaf21_read(struct import_doc *k)
{
	struct json_node *root = copy(k, k->root);

	read_document(k, member(root, "document"));
	read_tree(k, member(root, "product_tree"));
	for (struct json_node *i = items(root, "vulnerabilities"); i != NULL;
	     i = i->next)
		read_flaw(k, i);
	k->root = root;
	k->has_extra = true;
}
