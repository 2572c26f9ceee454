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

static bool
is_by(const struct standings *s, struct str version, size_t leaf)
{
	const struct standing_entry *e = standing_at(s, version);

	return e != NULL && e->leaf == leaf;
}

/* The versions of a product about which this leaf decides. */
static size_t
add_versions(struct csaf_doc *k, struct openvex_products *p,
    const struct standings *s, size_t leaf)
{
	const struct public_product *product = s->product;
	size_t n = 0;

	for (size_t i = 0; i < product->n_versions; i++) {
		const struct public_version *x = &product->versions[i];

		if (!is_by(s, x->version, leaf))
			continue;
		add(k, p, version_component(k, product, x), NULL, 0);
		n++;
	}
	return n;
}

/*
 * Whether a combination of it says something graver: then no statement on more
 * than one version is true of the product alone, for who asks for the product
 * means all that is in it.  What the combination says names the product.
 */
static bool
is_outweighed(const struct standings *s, enum standing standing)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].group > 0 &&
		    standing_is_graver(s->v[i].standing, standing))
			return true;
	}
	return false;
}

static void
add_simple(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, const struct vex_group *g,
    size_t index)
{
	const struct public_leaf *leaf = &k->adv->leaves[index];
	const struct public_product *product = standing_product(k->view,
	    leaf->inventory);
	bool is_whole = leaf->version.n == 0 && leaf->range.n == 0;
	const struct standings *s;
	size_t n = 0;

	if (product == NULL) {
		add(k, p, leaf_component(k, leaf), NULL, 0);
		return;
	}
	s = vex_standings(k, p->said, v, product);
	if (leaf->version.n > 0) {
		if (!standing_is_graver(standing_of(s, leaf->version),
			g->standing))
			add(k, p, leaf_component(k, leaf), NULL, 0);
		return;
	}
	n = add_versions(k, p, s, index);
	/* As a whole only where it is true of every version. */
	if ((n == 0 || (is_whole && n == product->n_versions)) &&
	    !is_outweighed(s, g->standing))
		add(k, p, unlisted_component(k, leaf), NULL, 0);
}

/* Whether another entry is of the same combination at this very version. */
static bool
is_named(const struct csaf_doc *k, const struct public_vulnerability *v,
    const struct public_leaf *leaf, struct str version)
{
	const struct public_leaf *all = k->adv->leaves;
	struct str part = all[leaf->part].inventory;

	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &v->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++) {
			const struct public_leaf *x = &all[l->v[j]];

			if (x->is_combination && x->whole == leaf->whole &&
			    str_eq(x->relationship, leaf->relationship) &&
			    str_eq(all[x->part].inventory, part) &&
			    str_eq(all[x->part].version, version))
				return true;
		}
	}
	return false;
}

/*
 * The parts of a combination: versions that a range has but for those that are
 * named themselves, or the one.
 */
static size_t
parts_of(struct csaf_doc *k, const struct public_vulnerability *v,
    const struct public_leaf *leaf, struct openvex_component **out)
{
	const struct public_leaf *part = &k->adv->leaves[leaf->part];
	const struct public_product *product = standing_product(k->view,
	    part->inventory);
	size_t n_versions = product != NULL ? product->n_versions : 0;
	struct openvex_component *parts = arena_array(k->a,
	    struct openvex_component, n_versions + 1);
	size_t n = 0;

	*out = parts;
	for (size_t i = 0; i < n_versions && part->vers != NULL; i++) {
		const struct public_version *x = &product->versions[i];

		if (vers_contains(part->vers, x->version) &&
		    !is_named(k, v, leaf, x->version))
			parts[n++] = version_component(k, product, x);
	}
	if (n == 0)
		parts[n++] = leaf_component(k, part);
	return n;
}

/*
 * What people look for alone of a combination that decides about it: what is in
 * it.  The whole is named by the combination itself.
 */
static void
add_alone(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, size_t index)
{
	const struct public_leaf *leaf = &k->adv->leaves[index];
	const struct public_product *product;
	const struct standings *s;

	while (leaf->is_combination)
		leaf = &k->adv->leaves[leaf->part];
	product = standing_product(k->view, leaf->inventory);
	if (product == NULL)
		return;
	s = vex_standings(k, p->said, v, product);
	(void)add_versions(k, p, s, index);
	if (product->n_versions == 0 && is_by(s, S(""), index))
		add(k, p, leaf_component(k, leaf), NULL, 0);
}

static void
add_combination(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, size_t index)
{
	const struct public_leaf *leaf = &k->adv->leaves[index];
	struct openvex_component *parts;
	size_t n = parts_of(k, v, leaf, &parts);

	/* One part at a time, so that each is named once. */
	for (size_t i = 0; i < n; i++)
		add(k, p, leaf_component(k, &k->adv->leaves[leaf->whole]),
		    &parts[i], 1);
	add_alone(k, p, v, index);
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
			add_simple(k, p, v, g, leaf);
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
