#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_impl.h"

struct str
import_tree_version(const struct import_leaf *l)
{
	if (l->version.n > 0)
		return l->version;
	return l->range.n > 0 ? l->range : S("*");
}

struct str
import_place_name(struct arena *a, const struct import_leaf *l)
{
	struct str what = l->version.n > 0 ? l->version : l->range;

	return str_trim(
	    str_fmt(a, "%.*s %.*s %.*s", STR_ARG(l->product->vendor),
		STR_ARG(l->product->name), STR_ARG(what)));
}

/*
 * Many publishers count the products of each document anew ("1", CSAFPID-0001):
 * such an id says nothing outside its document.
 */
static bool
is_local_id(struct str id)
{
	size_t i = str_starts(id, S("CSAFPID-")) ? 8 : 0;

	if (id.n - i > 6)
		return false;
	while (i < id.n && id.p[i] >= '0' && id.p[i] <= '9')
		i++;
	return i == id.n;
}

/* The publisher of a document about its own products, else "nobody named". */
static struct import_company *
company_of(struct import_doc *k, const struct import_leaf *l)
{
	const struct json_node *publisher = json_get(k->document, "publisher");
	struct str vendor = l->vendor;
	struct import_company *c;

	if (vendor.n == 0 &&
	    str_eq_z(json_get_str(publisher, "category"), "vendor"))
		vendor = k->publisher;
	if (vendor.n == 0)
		vendor = S("Unnamed vendor");
	c = import_index_company(k->im->index, vendor);
	if (c->is_new && !c->is_noted) {
		c->is_noted = true;
		k->founded = arena_grow(k->a, k->founded, k->n_founded,
		    &k->cap_founded, sizeof(struct import_company *));
		k->founded[k->n_founded++] = c;
	}
	return c;
}

/* Take a product's version for this leaf; false when another leaf has it. */
static bool
claim(struct import_doc *k, const struct import_product *p,
    struct import_leaf *l)
{
	return map_add(k->claims,
	    str_fmt(k->a, "%.*s\n%.*s", STR_ARG(p->id),
		STR_ARG(import_tree_version(l))),
	    l);
}

/* A file that may be this very product, but that nobody can read. */
static void
refuse_broken(struct import_doc *k, const struct import_company *c,
    const struct import_leaf *l)
{
	const struct import_product *p = map_get(k->im->index->product_ids,
	    import_read_slug(k->a, l->product_name));

	if (p == NULL || !p->is_broken || p->company != c)
		return;
	import_read_error(k, "csaf-product-file", span_sub(l->node->at, 0, 1),
	    "%.*s cannot be read, so '%.*s' cannot be added to it",
	    STR_ARG(p->path), STR_ARG(l->name));
	diag_help(k->d, "`hansho check` shows its faults; mend them first");
}

/* Whether the vendor is written the same way. */
static bool
is_vendor(const struct import_product *p, const struct import_leaf *l)
{
	return l->vendor.n == 0 || str_eq(p->vendor, l->vendor);
}

static struct import_product *
product_of(struct import_doc *k, struct import_leaf *l)
{
	struct import_index *x = k->im->index;
	struct str purl = import_index_purl(k->a, l->purl);
	struct import_product *p = purl.n > 0 ? map_get(x->purls, purl) : NULL;
	struct import_product *first;
	struct import_company *c;

	/* A package is the same, whatever it is called. */
	if (p != NULL && claim(k, p, l))
		return p;
	c = company_of(k, l);
	first = p = import_index_find(x, c, l->product_name, l->family);

	while (p != NULL && (!is_vendor(p, l) || !claim(k, p, l)))
		p = p->next;
	if (p != NULL)
		return p;
	for (p = first; p != NULL && !claim(k, p, l);)
		p = p->next;
	if (p != NULL) {
		import_read_alert(k, "csaf-inventory",
		    json_get(l->node, "name")->at,
		    "'%.*s' is written '%.*s' in %.*s; that stays",
		    STR_ARG(l->vendor), STR_ARG(p->vendor), STR_ARG(p->path));
		return p;
	}
	refuse_broken(k, c, l);
	p = import_index_product(x, c, l);
	(void)claim(k, p, l);
	return p;
}

/* One member of what helps to know a product. */
static void
compare_member(struct import_doc *k, const struct import_leaf *l,
    const char *name, struct str ours)
{
	const struct json_node *helper = json_get(l->node,
	    "product_identification_helper");

	if (json_get(helper, name) != NULL &&
	    !str_eq(json_get_str(helper, name), ours))
		import_read_alert(k, "csaf-inventory",
		    json_get(helper, name)->at,
		    "%.*s has %s %s; it stays as it is",
		    STR_ARG(l->product->path), ours.n > 0 ? "another" : "no",
		    name);
}

/* What the inventory says already stays; differences are told. */
static void
compare(struct import_doc *k, const struct import_leaf *l,
    const struct import_version *v)
{
	struct str name = v->name.n > 0 ? v->name : import_place_name(k->a, l);

	if (!str_eq(name, l->name))
		import_read_alert(k, "csaf-inventory",
		    json_get(l->node, "name")->at,
		    "%.*s calls this '%.*s'; that name stays",
		    STR_ARG(l->product->path), STR_ARG(name));
	compare_member(k, l, "purl", v->purl);
	compare_member(k, l, "cpe", v->cpe);
}

/* The same of what names the product in all versions. */
static void
compare_names(struct import_doc *k, const struct import_leaf *l)
{
	const struct import_product *p = l->product;
	struct str purl = import_index_purl(k->a, l->purl);

	if (p->is_new)
		return;
	if (purl.n > 0 && !str_eq(purl, p->purl))
		import_read_alert(k, "csaf-inventory",
		    import_read_extra(k, l->node, "~purl")->at,
		    "%.*s has %s purl; it stays as it is", STR_ARG(p->path),
		    p->purl.n > 0 ? "another" : "no");
	if (l->cpe.n > 0 && !str_eq(l->cpe, p->cpe))
		import_read_alert(k, "csaf-inventory",
		    import_read_extra(k, l->node, "~cpe")->at,
		    "%.*s has %s cpe; it stays as it is", STR_ARG(p->path),
		    p->cpe.n > 0 ? "another" : "no");
}

/* Whether the product as a whole needs an entry among its versions. */
static bool
needs_entry(struct import_doc *k, const struct import_leaf *l)
{
	return l->version.n > 0 || l->range.n > 0 || l->is_odd ||
	    l->branch == NULL || l->keeps_id ||
	    json_get(l->node, "product_identification_helper") != NULL ||
	    !str_eq(import_place_name(k->a, l), l->name);
}

/* The product's file is to be written. */
static void
touch(struct import_doc *k, struct import_product *p)
{
	if (p->is_noted)
		return;
	p->is_noted = true;
	k->touched = arena_grow(k->a, k->touched, k->n_touched,
	    &k->cap_touched, sizeof(struct import_product *));
	k->touched[k->n_touched++] = p;
}

/* The version goes into the product's file. */
static void
append(struct import_doc *k, struct import_leaf *l)
{
	struct import_product *p = l->product;

	touch(k, p);
	p->fresh = arena_grow(k->a, p->fresh, p->n_fresh, &p->cap_fresh,
	    sizeof(struct import_leaf *));
	p->fresh[p->n_fresh++] = l;
}

static void
remember(struct import_doc *k, const struct import_leaf *l)
{
	struct import_index *x = k->im->index;
	struct import_version *v = arena_new(x->a, struct import_version);
	const struct json_node *helper = json_get(l->node,
	    "product_identification_helper");

	v->name = str_dup(x->a, l->name);
	v->purl = str_dup(x->a, json_get_str(helper, "purl"));
	v->cpe = str_dup(x->a, json_get_str(helper, "cpe"));
	map_put(l->product->versions, str_dup(x->a, import_tree_version(l)),
	    v);
}

static void
place(struct import_doc *k, struct import_leaf *l)
{
	struct import_index *x = k->im->index;
	const struct import_version *v;

	l->product = product_of(k, l);
	/* Other formats name products, not versions of them. */
	if (k->is_made)
		l->name = import_place_name(k->a, l);
	compare_names(k, l);
	v = map_get(l->product->versions, import_tree_version(l));
	if (v != NULL) {
		compare(k, l, v);
		return;
	}
	if (!is_local_id(l->id) &&
	    str_eq(import_read_line(k, json_get(l->node, "product_id")),
		l->id))
		l->keeps_id = map_add(x->csaf_ids, str_dup(x->a, l->id),
		    l->product);
	if (l->product->is_new)
		touch(k, l->product);
	if (needs_entry(k, l)) {
		append(k, l);
		remember(k, l);
	}
}

/* A combination that others are made of is a version of its product. */
static void
place_inner(struct import_doc *k, struct import_leaf *l)
{
	l->product = l->whole->product;
	l->version = l->name;
	if (!claim(k, l->product, l)) {
		l->version = str_fmt(k->a, "%.*s (%.*s)", STR_ARG(l->name),
		    STR_ARG(l->id));
		(void)claim(k, l->product, l);
	}
	if (map_get(l->product->versions, l->version) != NULL)
		return;
	append(k, l);
	remember(k, l);
}

void
import_place(struct import_doc *k)
{
	k->claims = map_open(k->a);
	for (unsigned level = 0; level <= LIMIT_IMPORT_COMBINED; level++) {
		for (size_t i = 0; i < k->n_leaves; i++) {
			struct import_leaf *l = &k->leaves[i];

			if (l->level != level || map_get(k->by_id, l->id) != l)
				continue;
			if (l->relation == NULL)
				place(k, l);
			else if (l->is_inner && l->level > 0)
				place_inner(k, l);
		}
	}
}

void
import_place_settle(struct import_doc *k)
{
	for (size_t i = 0; i < k->n_touched; i++) {
		struct import_product *p = k->touched[i];

		p->is_new = false;
		p->is_noted = false;
		p->fresh = NULL;
		p->face = NULL;
		p->n_fresh = 0;
		p->cap_fresh = 0;
	}
	for (size_t i = 0; i < k->n_founded; i++) {
		k->founded[i]->is_new = false;
		k->founded[i]->is_noted = false;
	}
}
