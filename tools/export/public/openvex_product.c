#include "base/arena.h"
#include "base/map.h"
#include "export/public/openvex_impl.h"
#include "version/vers.h"

static struct openvex_component
component(const struct csaf_doc *k, struct str product_id, struct str purl,
    struct str cpe)
{
	return (struct openvex_component){
		.iri = purl.n > 0 ?
		    purl :
		    csaf_product_iri(k->a, k->adv->publisher.namespace,
			product_id),
		.purl = purl,
		.cpe = cpe,
	};
}

static struct openvex_component
leaf_component(const struct csaf_doc *k, const struct public_leaf *leaf)
{
	struct openvex_component c = component(k, leaf->product_id, leaf->purl,
	    leaf->cpe);

	c.hashes = leaf->hashes;
	c.n_hashes = leaf->n_hashes;
	return c;
}

/* Of all versions while none is known: the product itself. */
static struct openvex_component
unlisted_component(const struct csaf_doc *k, const struct public_leaf *leaf)
{
	if (leaf->vers != NULL && leaf->vers->n == 1 &&
	    leaf->vers->constraints[0].op == VERS_ALL)
		return component(k, leaf->inventory, leaf->any_purl,
		    leaf->any_cpe);
	return leaf_component(k, leaf);
}

/* A version of the inventory has the id that a leaf of it would have. */
static struct openvex_component
version_component(const struct csaf_doc *k, const struct public_product *p,
    const struct public_version *v)
{
	return component(k,
	    str_fmt(k->a, "%.*s@%.*s", STR_ARG(p->id), STR_ARG(v->version)),
	    v->purl, v->cpe);
}

/* Name a product, unless a statement did. */
static void
add(struct csaf_doc *k, struct openvex_products *p,
    struct openvex_component self, struct openvex_component *parts,
    size_t n_parts)
{
	struct str key = self.iri;

	for (size_t i = 0; i < n_parts; i++)
		key = str_fmt(k->a, "%.*s\n%.*s", STR_ARG(key),
		    STR_ARG(parts[i].iri));
	if (!map_add(p->seen, key, p))
		return;
	p->v = arena_grow(k->a, p->v, p->n, &p->room, sizeof(*p->v));
	p->v[p->n++] = (struct openvex_product){ self, parts, n_parts };
}

/* The versions of a product about which this leaf decides. */
static size_t
add_versions(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, const struct public_product *product,
    size_t leaf)
{
	size_t n = 0;

	for (size_t i = 0; i < product->n_versions; i++) {
		const struct public_version *x = &product->versions[i];

		if (standing_leaf(k->adv, v, product, x->version) != leaf)
			continue;
		add(k, p, version_component(k, product, x), NULL, 0);
		n++;
	}
	return n;
}

static void
add_simple(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, size_t index)
{
	const struct public_leaf *leaf = &k->adv->leaves[index];
	const struct public_product *product = standing_product(k->view,
	    leaf->inventory);
	bool is_whole = leaf->version.n == 0 && leaf->range.n == 0;
	size_t n = 0;

	if (leaf->version.n > 0 || product == NULL) {
		add(k, p, leaf_component(k, leaf), NULL, 0);
		return;
	}
	n = add_versions(k, p, v, product, index);
	/* As a whole only where it is true of every version. */
	if (n == 0 || (is_whole && n == product->n_versions))
		add(k, p, unlisted_component(k, leaf), NULL, 0);
}

/* The parts of a combination: versions that a range has, or the one. */
static size_t
parts_of(struct csaf_doc *k, const struct public_leaf *part,
    struct openvex_component **out)
{
	const struct public_product *product = standing_product(k->view,
	    part->inventory);
	size_t n_versions = product != NULL ? product->n_versions : 0;
	struct openvex_component *v = arena_array(k->a,
	    struct openvex_component, n_versions + 1);
	size_t n = 0;

	*out = v;
	for (size_t i = 0; i < n_versions && part->vers != NULL; i++) {
		if (vers_contains(part->vers, product->versions[i].version))
			v[n++] = version_component(k, product,
			    &product->versions[i]);
	}
	if (n == 0)
		v[n++] = leaf_component(k, part);
	return n;
}

static void
add_combination(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, size_t index)
{
	const struct public_leaf *leaf = &k->adv->leaves[index];
	const struct public_leaf *part = &k->adv->leaves[leaf->part];
	const struct public_product *product = standing_product(k->view,
	    part->inventory);
	struct openvex_component *parts;
	size_t n = parts_of(k, part, &parts);

	/* One part at a time, so that each is named once. */
	for (size_t i = 0; i < n; i++)
		add(k, p, leaf_component(k, &k->adv->leaves[leaf->whole]),
		    &parts[i], 1);
	/* What is installed is also looked for on its own. */
	if (product != NULL)
		(void)add_versions(k, p, v, product, index);
}

void
openvex_collect(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, const struct vex_group *g)
{
	p->v = NULL;
	p->n = p->room = 0;
	for (size_t i = 0; i < g->leaves.n; i++) {
		size_t leaf = g->leaves.v[i];

		if (k->adv->leaves[leaf].is_combination)
			add_combination(k, p, v, leaf);
		else
			add_simple(k, p, v, leaf);
	}
}

static void
put_hashes(struct csaf_doc *k, const struct openvex_component *c)
{
	struct vex_digest *digests;
	size_t n = vex_digests(k->a, c->hashes, c->n_hashes, &digests);

	json_name(k->w, "hashes");
	json_opt_object(k->w);
	for (size_t i = 0; i < n; i++)
		json_pair(k->w, digests[i].openvex, digests[i].value);
	json_end(k->w);
}

/* Members of a component. */
static void
put_component(struct csaf_doc *k, const struct openvex_component *c)
{
	bool is_uri = str_starts(c->cpe, S("cpe:/"));

	json_pair(k->w, "@id", c->iri);
	json_name(k->w, "identifiers");
	json_opt_object(k->w);
	json_pair_opt(k->w, "purl", c->purl);
	json_pair_opt(k->w, is_uri ? "cpe22" : "cpe23", c->cpe);
	json_end(k->w);
	put_hashes(k, c);
}

void
openvex_put_products(struct csaf_doc *k, const struct openvex_products *p)
{
	json_name(k->w, "products");
	json_array(k->w);
	for (size_t i = 0; i < p->n; i++) {
		const struct openvex_product *x = &p->v[i];

		json_object(k->w);
		put_component(k, &x->self);
		json_name(k->w, "subcomponents");
		json_opt_array(k->w);
		for (size_t j = 0; j < x->n_parts; j++) {
			json_object(k->w);
			put_component(k, &x->parts[j]);
			json_end(k->w);
		}
		json_end(k->w);
		json_end(k->w);
	}
	json_end(k->w);
}
