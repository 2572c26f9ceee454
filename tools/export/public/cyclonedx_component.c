#include "base/arena.h"
#include "base/attr.h"
#include "export/public/cyclonedx_impl.h"

/* Leaves as a forest: combinations below the product that is the whole. */
struct forest {
	struct csaf_doc *k;
	bool *used;
	size_t *first;	/* by leaf: the first part of it, plus one */
	size_t *next;	/* by leaf: the part after it, plus one */
};

/* Kinds of products in the words of CycloneDX. */
static const char *
type_of(struct str kind)
{
	static const struct {
		struct str kind;
		const char *type;
	} types[] = {
		{ STR_INIT("hardware"), "device" },
		{ STR_INIT("plant"), "device" },
		{ STR_INIT("firmware"), "firmware" },
		{ STR_INIT("component"), "library" },
	};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		if (str_eq(kind, types[i].kind))
			return types[i].type;
	}
	return "application";
}

/* The leaf that says what a combination is: its part, at last a simple one. */
static const struct public_leaf *
simple_of(const struct csaf_doc *k, size_t leaf)
{
	const struct public_leaf *all = k->adv->leaves;

	/* The ends of a combination stand before it. */
	while (all[leaf].is_combination && all[leaf].part < leaf)
		leaf = all[leaf].part;
	return &all[leaf];
}

static void
put_hashes(struct csaf_doc *k, const struct public_leaf *leaf)
{
	struct vex_digest *digests;
	size_t n = vex_digests(k->a, leaf->hashes, leaf->n_hashes, &digests);

	json_name(k->w, "hashes");
	json_opt_array(k->w);
	for (size_t i = 0; i < n; i++) {
		if (digests[i].cyclonedx == NULL)
			continue;
		json_object(k->w);
		json_pair_z(k->w, "alg", digests[i].cyclonedx);
		json_pair(k->w, "content", digests[i].value);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_sboms(struct csaf_doc *k, const struct public_leaf *leaf)
{
	json_name(k->w, "externalReferences");
	json_opt_array(k->w);
	for (size_t i = 0; i < leaf->n_sbom_urls; i++) {
		json_object(k->w);
		json_pair(k->w, "url", leaf->sbom_urls[i]);
		json_pair_z(k->w, "type", "bom");
		json_end(k->w);
	}
	json_end(k->w);
}

/* A range is of the product whatever its version, which affects[] narrows. */
static struct str
purl_of(const struct public_leaf *leaf, const struct public_product *product)
{
	if (leaf->purl.n == 0 && leaf->vers != NULL && product != NULL)
		return product->purl;
	return leaf->purl;
}

static void put_parts(struct forest *f, size_t leaf);

static void
put_component(struct forest *f, size_t index)
{
	struct csaf_doc *k = f->k;
	const struct public_leaf *leaf = simple_of(k, index);
	const struct public_product *product = standing_product(k->view,
	    leaf->inventory);

	json_object(k->w);
	json_pair_z(k->w, "type",
	    type_of(product != NULL ? product->kind : S("")));
	json_pair(k->w, "bom-ref", k->adv->leaves[index].product_id);
	if (leaf->vendor.n > 0)
		cyclonedx_source(k, "supplier", leaf->vendor, S(""));
	json_pair(k->w, "name",
	    leaf->product.n > 0 ? leaf->product : leaf->name);
	json_pair_opt(k->w, "version", leaf->version);
	json_pair(k->w, "description", k->adv->leaves[index].name);
	put_hashes(k, leaf);
	json_pair_opt(k->w, "cpe", leaf->cpe);
	json_pair_opt(k->w, "purl", purl_of(leaf, product));
	put_sboms(k, leaf);
	put_parts(f, index);
	json_end(k->w);
}

/* LIMIT_IMPORT_COMBINED deep at most, as the wall makes combinations. */
static void
put_parts(struct forest *f, size_t leaf)
{
	json_name(f->k->w, "components");
	json_opt_array(f->k->w);
	for (size_t i = f->first[leaf]; i > 0; i = f->next[i - 1])
		put_component(f, i - 1);
	json_end(f->k->w);
}

static void
mark(struct forest *f, const struct vex_group *groups, size_t n)
{
	const struct public_leaf *all = f->k->adv->leaves;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < groups[i].leaves.n; j++)
			f->used[groups[i].leaves.v[j]] = true;
	}
	/* The whole of a combination stands before it, as do its parts. */
	for (size_t i = f->k->adv->n_leaves; i-- > 0;) {
		if (!f->used[i] || !all[i].is_combination)
			continue;
		f->used[all[i].whole] = true;
		f->next[i] = f->first[all[i].whole];
		f->first[all[i].whole] = i + 1;
	}
}

void
cyclonedx_components(struct csaf_doc *k, const struct vex_group *groups,
    size_t n)
{
	size_t room = k->adv->n_leaves + 1;
	struct forest f = {
		k,
		arena_array(k->a, bool, room),
		arena_array(k->a, size_t, room),
		arena_array(k->a, size_t, room),
	};

	mark(&f, groups, n);
	json_name(k->w, "components");
	json_array(k->w);
	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		if (f.used[i] && !k->adv->leaves[i].is_combination)
			put_component(&f, i);
	}
	json_end(k->w);
}
