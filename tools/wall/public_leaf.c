#include "wall/public_impl.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "version/vers.h"

/* What the index holds: an index that a pointer can point to. */
struct leaf_ref {
	size_t leaf;
};

void
public_leaves_add(struct arena *a, struct public_leaves *l, size_t leaf)
{
	size_t *v, at = l->n;

	/* Leaves mostly come in order. */
	while (at > 0 && l->v[at - 1] > leaf)
		at--;
	if (at > 0 && l->v[at - 1] == leaf)
		return;
	/* Sets grow one by one: room for the next power of two. */
	if ((l->n & (l->n - 1)) == 0) {
		v = arena_array(a, size_t, l->n == 0 ? 1 : l->n * 2);
		for (size_t i = 0; i < l->n; i++)
			v[i] = l->v[i];
		l->v = v;
	}
	for (size_t i = l->n; i > at; i--)
		l->v[i] = l->v[i - 1];
	l->v[at] = leaf;
	l->n++;
}

/*
 * The inventory's entry for a version or range of a product, for neither that
 * of the product as a whole; or NULL.
 */
static const struct version *
inventory(const struct product *p, struct str version, struct str range)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct version *v = &p->versions.v[i];

		if (str_eq(v->version.s, version) &&
		    (version.n > 0 || str_eq(v->range.s, range)))
			return v;
	}
	return NULL;
}

struct str
public_vendor(const struct product_entry *p)
{
	const struct company *c = p->company != NULL ? p->company->company :
						       NULL;

	if (p->product->vendor.s.n > 0)
		return p->product->vendor.s;
	if (c == NULL)
		return S("");
	if (c->vendor.s.n > 0)
		return c->vendor.s;
	return words_in(&c->name, S("en"));
}

static void
set_hashes(struct arena *a, struct public_leaf *leaf, const struct version *v)
{
	leaf->hashes = arena_array(a, struct public_hash, v->hashes.n);
	for (size_t i = 0; i < v->hashes.n; i++)
		leaf->hashes[leaf->n_hashes++] = (struct public_hash){
			v->hashes.v[i].algorithm.s,
			v->hashes.v[i].value.s,
			v->hashes.v[i].filename.s,
		};
}

/* What the inventory says of this very version; of a planned one its name. */
static void
set_version(struct arena *a, struct public_leaf *leaf, const struct version *v)
{
	if (v->life.v != (int)LIFE_PLANNED) {
		leaf->purl = v->purl.s;
		leaf->cpe = v->cpe.s;
		leaf->bom_link = v->bom_link.s;
		set_hashes(a, leaf, v);
		leaf->sbom_urls = public_strings(a, &v->sbom_urls);
		leaf->n_sbom_urls = v->sbom_urls.n;
	}
	leaf->model_numbers = public_strings(a, &v->model_numbers);
	leaf->n_model_numbers = v->model_numbers.n;
	leaf->serial_numbers = public_strings(a, &v->serial_numbers);
	leaf->n_serial_numbers = v->serial_numbers.n;
	leaf->skus = public_strings(a, &v->skus);
	leaf->n_skus = v->skus.n;
	if (v->outside_tree.b) {
		leaf->vendor = S("");
		leaf->family = S("");
	}
	leaf->branches = public_strings(a, &v->branches);
	leaf->n_branches = v->branches.n;
}

/* What identifies the product whatever its version. */
static void
set_product(struct arena *a, struct public_leaf *leaf, const struct product *p)
{
	bool is_whole = leaf->version.n == 0 && leaf->range.n == 0;

	leaf->any_purl = p->purl.s;
	leaf->any_cpe = p->cpe.s;
	leaf->scheme = p->scheme.s;
	if (leaf->n_model_numbers == 0) {
		leaf->model_numbers = public_strings(a, &p->model_numbers);
		leaf->n_model_numbers = p->model_numbers.n;
	}
	if (leaf->n_skus == 0) {
		leaf->skus = public_strings(a, &p->skus);
		leaf->n_skus = p->skus.n;
	}
	/* A name without version says "all versions": not true of a range. */
	if (is_whole && leaf->purl.n == 0)
		leaf->purl = p->purl.s;
	if (is_whole && leaf->cpe.n == 0)
		leaf->cpe = p->cpe.s;
}

static struct str
leaf_name(struct arena *a, const struct public_leaf *leaf)
{
	struct str what = leaf->version.n > 0 ? leaf->version : leaf->range;

	return str_trim(str_fmt(a, "%.*s %.*s %.*s", STR_ARG(leaf->vendor),
	    STR_ARG(leaf->product), STR_ARG(what)));
}

static size_t
push(struct public_making *k, struct str key, struct public_leaf leaf)
{
	struct public_advisory *out = k->out;
	struct leaf_ref *ref = arena_new(k->tmp, struct leaf_ref);

	out->leaves = arena_grow(k->tmp, out->leaves, out->n_leaves,
	    &k->leaves_cap, sizeof(leaf));
	ref->leaf = out->n_leaves;
	out->leaves[out->n_leaves++] = leaf;
	map_put(k->leaf_index, key, ref);
	return ref->leaf;
}

/* What a range says, or NULL: an imported one may be prose. */
static const struct vers *
range_of(struct arena *a, struct str range)
{
	struct vers *v = arena_new(a, struct vers);
	const char *why;
	size_t off, len;

	return range.n > 0 && vers_parse(a, range, v, &why, &off, &len) ? v :
									  NULL;
}

/* ---- what must not be named --------------------------------------------- */

bool
public_may_name(const struct product *p)
{
	return p->public.b || !span_is_set(p->public.at);
}

bool
public_is_to_come(const struct wall *w, const struct version *v)
{
	return v->life.v == (int)LIFE_PLANNED ||
	    (v->released.w.kind != WHEN_UNSET &&
		when_start(v->released.w, w->model->zone).s > w->now.s);
}

/* Each product is told once, whatever versions of it are named. */
static void
see_name(struct public_making *k, const struct ref *ref)
{
	const struct product_entry *p = ref->target;

	if (k->is_source || public_may_name(p->product))
		return;
	k->failed = true;
	for (size_t i = 0; i < k->out->n_leaves; i++) {
		if (str_eq(k->out->leaves[i].inventory, ref->id))
			return;
	}
	diag_error(k->d, "wall-product",
	    span_is_set(ref->at) ? ref->at : k->c->e.at,
	    "%.*s names %.*s, whose name may not be published",
	    STR_ARG(k->out->id), STR_ARG(ref->id));
	diag_note(k->d, p->product->public.at, "its `public: no`");
	diag_help(k->d,
	    "take the product out of the case, or `public: no` out of the "
	    "product");
}

/*
 * A version that is called planned is promised by its name alone.  Of others
 * nobody hears before their day; and a list of all that were ever released has
 * no version without one.
 */
static void
see_version(struct public_making *k, const struct version *v, bool is_listed)
{
	bool has_day = v->released.w.kind != WHEN_UNSET;

	if (k->is_source || v->life.v == (int)LIFE_PLANNED ||
	    (has_day ? !public_is_to_come(k->w, v) : !is_listed))
		return;
	k->failed = true;
	diag_error(k->d, "wall-version",
	    has_day ? v->released.at : v->version.at,
	    "%.*s would name %.*s, %s", STR_ARG(k->out->id),
	    STR_ARG(v->version.s),
	    has_day ? "which is still to come" :
		      "of which nothing says whether it was released");
	diag_help(k->d,
	    "write the day of release, and `life: planned` until that day");
}

/* ---- leaves -------------------------------------------------------------- */

static size_t nested_leaf(struct public_making *k, const struct ref *ref,
    const struct version *v);

/* The leaf of one product at a version or range; both empty: as a whole. */
static size_t
simple_leaf(struct public_making *k, const struct ref *ref, struct str version,
    struct str range)
{
	const struct product_entry *p = ref->target;
	struct str what = version.n > 0 ? version : range;
	struct str key = str_fmt(k->a, "%.*s%s%.*s", STR_ARG(ref->id),
	    what.n > 0 ? "@" : "", STR_ARG(what));
	const struct leaf_ref *known = map_get(k->leaf_index, key);
	struct public_leaf leaf = { .version = version,
		.range = range,
		.inventory = ref->id,
		.product_id = key };
	const struct version *v;

	if (known != NULL)
		return known->leaf;
	if (p == NULL) {
		/* Reported when linking; nothing is published then. */
		k->failed = true;
		return push(k, key, leaf);
	}
	see_name(k, ref);
	leaf.vers = range_of(k->a, range);
	leaf.vendor = public_vendor(p);
	leaf.family = p->product->family.s;
	leaf.product = words_in(&p->product->name, S("en"));
	v = inventory(p->product, version, range);
	if (v != NULL && v->combines != NULL)
		return nested_leaf(k, ref, v);
	if (v != NULL) {
		see_version(k, v, false);
		set_version(k->a, &leaf, v);
	}
	set_product(k->a, &leaf, p->product);
	/* Ids of other publishers were unique in their documents only. */
	if (v != NULL && v->product_id.s.n > 0 &&
	    map_add(k->leaf_ids, v->product_id.s, k))
		leaf.product_id = v->product_id.s;
	leaf.name = v != NULL && v->name.s.n > 0 ? v->name.s :
						   leaf_name(k->a, &leaf);
	return push(k, key, leaf);
}

/*
 * How a combination is called: names of products are English in CSAF.  Of
 * imported ones the import wrote down which are called otherwise.
 */
static const char *
relation_words(const struct public_making *k, int relationship)
{
	if (k->out->is_import)
		return "as a component of";
	switch ((enum relationship)relationship) {
	case RELATION_EXTERNAL_COMPONENT_OF:
		return "as an external component of";
	case RELATION_INSTALLED_ON:
		return "installed on";
	case RELATION_INSTALLED_WITH:
		return "installed with";
	case RELATION_OPTIONAL_COMPONENT_OF:
		return "as an optional component of";
	case RELATION_DEFAULT_COMPONENT_OF:
	case relationship_unset:
		break;
	}
	return "as a component of";
}

/* The leaf of what may be a version or a range of the inventory. */
static size_t
either_leaf(struct public_making *k, const struct ref *ref, struct str what)
{
	const struct product_entry *p = ref->target;
	bool is_range = what.n > 0 && p != NULL &&
	    inventory(p->product, what, S("")) == NULL &&
	    inventory(p->product, S(""), what) != NULL;

	return is_range ? simple_leaf(k, ref, S(""), what) :
			  simple_leaf(k, ref, what, S(""));
}

/* A leaf that names two others; its name, when empty, is made of theirs. */
static size_t
combination(struct public_making *k, size_t part, size_t whole,
    int relationship, struct str name)
{
	const char *word = enum_name(&enum_relationship,
	    relationship != 0 ? relationship :
				(int)RELATION_DEFAULT_COMPONENT_OF);
	struct str id = str_fmt(k->a, "%.*s:%.*s",
	    STR_ARG(k->out->leaves[whole].product_id),
	    STR_ARG(k->out->leaves[part].product_id));
	struct str key = str_fmt(k->a, "%.*s\n%s", STR_ARG(id), word);
	const struct leaf_ref *known = map_get(k->leaf_index, key);

	if (known != NULL)
		return known->leaf;
	/* Two relations of one pair are two products. */
	if (!map_add(k->leaf_ids, id, k))
		id = str_fmt(k->a, "%.*s:%s", STR_ARG(id), word);
	if (name.n == 0)
		name = str_fmt(k->a, "%.*s %s %.*s",
		    STR_ARG(k->out->leaves[part].name),
		    relation_words(k, relationship),
		    STR_ARG(k->out->leaves[whole].name));
	return push(k, key,
	    (struct public_leaf){
		.product_id = id,
		.name = name,
		.inventory = k->out->leaves[part].inventory,
		.is_combination = true,
		.relationship = str_z(word),
		.part = part,
		.whole = whole,
	    });
}

/* A part in a product, at the product's version that the case names. */
static size_t
combined_leaf(struct public_making *k, const struct case_product *p,
    size_t part, struct str name)
{
	return combination(k, part,
	    either_leaf(k, &p->product, p->platform_version.s),
	    p->relationship.v, name);
}

/* A combination of the inventory, which may be made of others. */
static size_t
nested_leaf(struct public_making *k, const struct ref *ref,
    const struct version *v)
{
	const struct combination *c = v->combines;
	const struct case_product p = {
		.product = *ref,
		.component = c->component,
		.relationship = c->relationship,
		.platform_version = c->platform_version,
	};
	size_t leaf;

	if (k->depth == LIMIT_IMPORT_COMBINED) {
		diag_error(k->d, "combination-depth", c->where,
		    "combinations in a circle, or over %d deep",
		    LIMIT_IMPORT_COMBINED);
		diag_help(k->d, "an end of a combination cannot be itself");
		k->failed = true;
		return push(k, S("combination-depth"),
		    (struct public_leaf){ .product_id = S("-") });
	}
	k->depth++;
	leaf = combined_leaf(k, &p,
	    either_leaf(k, &c->component, c->component_version.s), v->name.s);
	k->depth--;
	return leaf;
}

size_t
public_leaf(struct public_making *k, const struct case_product *p,
    const struct product_version *v)
{
	struct str version = v != NULL ? v->version.s : S("");
	struct str range = S("");

	if (v != NULL)
		range = v->range.s.n > 0 ? v->range.s : v->text.s;
	if (p->component.id.n == 0)
		return simple_leaf(k, &p->product, version, range);
	return combined_leaf(k, p,
	    simple_leaf(k, &p->component, version, range),
	    v != NULL ? v->name.s : p->name.s);
}

size_t
public_leaf_named(struct public_making *k, const struct named_product *n)
{
	const struct case_product p = {
		.product = n->product,
		.component = n->component,
		.relationship = n->relationship,
		.platform_version = n->version,
	};

	if (n->component.id.n == 0)
		return either_leaf(k, &n->product, n->version.s);
	return combined_leaf(k, &p,
	    either_leaf(k, &n->component, n->component_version.s), n->name.s);
}

/* ---- versions of what is listed completely ------------------------------ */

/*
 * Whether a range of a leaf names a version: one that was released when the
 * document goes out.  It never names what is still to come, and documents that
 * went out do not change by later releases.
 */
static bool
is_meant(const struct public_making *k, const struct public_leaf *leaf,
    const struct version *v)
{
	return v->version.s.n > 0 && v->combines == NULL &&
	    !public_is_to_come(k->w, v) &&
	    vers_contains(leaf->vers, v->version.s);
}

/*
 * A version that a range names: nobody approved words on it.  What remains of
 * the inventory's is by what programs know it and its files.
 */
static void
be_plain(struct arena *a, const struct public_leaf *range,
    struct public_leaf *leaf)
{
	leaf->vendor = range->vendor;
	leaf->family = range->family;
	leaf->model_numbers = range->model_numbers;
	leaf->n_model_numbers = range->n_model_numbers;
	leaf->skus = range->skus;
	leaf->n_skus = range->n_skus;
	leaf->n_branches = leaf->n_serial_numbers = 0;
	leaf->name = leaf_name(a, leaf);
}

/* The leaves before n_named are the case's own. */
static void
list_versions(struct public_making *k, size_t i, size_t n_named)
{
	const struct public_leaf leaf = k->out->leaves[i];
	const struct product_entry *p = (const void *)model_find(k->w->model,
	    SPACE_PRODUCT, leaf.inventory);
	const struct version_list *l;
	size_t *listed, n = 0;

	/* A statement on all versions means those to come, too. */
	if (leaf.vers == NULL || leaf.n_branches > 0 || p == NULL ||
	    !p->product->versions_complete.b)
		return;
	l = &p->product->versions;
	listed = arena_array(k->a, size_t, l->n + 1);
	for (size_t j = 0; j < l->n; j++) {
		const struct ref ref = { .id = leaf.inventory, .target = p };

		if (!is_meant(k, &leaf, &l->v[j]))
			continue;
		if (l->v[j].released.w.kind == WHEN_UNSET)
			see_version(k, &l->v[j], true);
		listed[n] = simple_leaf(k, &ref, l->v[j].version.s, S(""));
		if (listed[n] >= n_named)
			be_plain(k->a, &leaf, &k->out->leaves[listed[n]]);
		n++;
	}
	k->out->leaves[i].listed = listed;
	k->out->leaves[i].n_listed = n;
}

static int
relation_of(struct str word)
{
	for (size_t i = 0; i < enum_relationship.n; i++) {
		if (str_eq_z(word, enum_relationship.values[i].name))
			return enum_relationship.values[i].v;
	}
	return 0;
}

/* A combination of a part that is listed: one of each of its versions. */
static void
list_combinations(struct public_making *k, size_t i)
{
	const struct public_leaf leaf = k->out->leaves[i];
	const struct public_leaf part = k->out->leaves[leaf.part];
	size_t *listed = arena_array(k->a, size_t, part.n_listed + 1);

	for (size_t j = 0; j < part.n_listed; j++)
		listed[j] = combination(k, part.listed[j], leaf.whole,
		    relation_of(leaf.relationship), S(""));
	k->out->leaves[i].listed = listed;
	k->out->leaves[i].n_listed = part.n_listed;
}

void
public_leaf_list(struct public_making *k)
{
	size_t n = k->out->n_leaves;

	/* The ends of a combination stand before it. */
	for (size_t i = 0; i < n; i++) {
		if (!k->out->leaves[i].is_combination)
			list_versions(k, i, n);
		else if (k->out->leaves[i].n_listed == 0)
			list_combinations(k, i);
	}
}
