#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* One step from the root of the tree to a product. */
struct step {
	struct str category;
	struct str name;
};

/*
 * A branch.  It has either branches below it or a product, so a product as a
 * whole and its versions stand below two branches of one name.
 */
struct branch {
	struct step step;
	const struct public_leaf *leaf;	/* NULL: there are branches below */
	struct branch *first;
	struct branch *last;
	struct branch *next;		/* beside it */
	size_t number;			/* of this branch in the document */
};

struct tree {
	struct csaf_doc *k;
	struct branch root;
	struct map *inner;	/* number, category, name -> branch below it */
	size_t n;
};

static bool
is_used(const struct csaf_doc *k, size_t leaf)
{
	return k->used == NULL || k->used[leaf];
}

/* The way to a leaf; 0 when it has none.  Over the limit is reported. */
static size_t
steps_of(struct csaf_doc *k, const struct public_leaf *leaf,
    struct step steps[LIMIT_CSAF_BRANCHES])
{
	size_t n = 0;

	if (leaf->n_branches > LIMIT_CSAF_BRANCHES) {
		diag_error(k->d, "csaf-branches", (struct span){ 0 },
		    "%.*s: product '%.*s' stands below %zu branches, %d are "
		    "allowed",
		    STR_ARG(k->adv->id), STR_ARG(leaf->product_id),
		    leaf->n_branches, LIMIT_CSAF_BRANCHES);
		k->failed = true;
		return 0;
	}
	for (size_t i = 0; i < leaf->n_branches; i++) {
		(void)str_cut(leaf->branches[i], ':', &steps[n].category,
		    &steps[n].name);
		steps[n].name = str_trim(steps[n].name);
		n += steps[n].name.n > 0;
	}
	if (leaf->n_branches > 0 || leaf->vendor.n == 0)
		return n;
	steps[n++] = (struct step){ S("vendor"), leaf->vendor };
	if (leaf->family.n > 0)
		steps[n++] = (struct step){ S("product_family"),
			leaf->family };
	steps[n++] = (struct step){ S("product_name"), leaf->product };
	if (leaf->version.n > 0)
		steps[n++] = (struct step){ S("product_version"),
			leaf->version };
	else if (leaf->range.n > 0)
		steps[n++] = (struct step){ S("product_version_range"),
			leaf->range };
	return n;
}

static struct branch *
append(struct tree *t, struct branch *up, struct step step)
{
	struct branch *b = arena_new(t->k->a, struct branch);

	b->step = step;
	b->number = ++t->n;
	if (up->last != NULL)
		up->last->next = b;
	else
		up->first = b;
	up->last = b;
	return b;
}

/* The branch of a step that has branches below it. */
static struct branch *
descend(struct tree *t, struct branch *up, struct step step)
{
	struct str key = str_fmt(t->k->a, "%zu %.*s:%.*s", up->number,
	    STR_ARG(step.category), STR_ARG(step.name));
	struct branch *b = map_get(t->inner, key);

	if (b == NULL) {
		b = append(t, up, step);
		map_put(t->inner, key, b);
	}
	return b;
}

/* False for a leaf without a way. */
static bool
plant(struct tree *t, const struct public_leaf *leaf)
{
	struct step steps[LIMIT_CSAF_BRANCHES];
	size_t n = steps_of(t->k, leaf, steps);
	struct branch *b = &t->root;

	if (n == 0)
		return false;
	for (size_t i = 0; i + 1 < n; i++)
		b = descend(t, b, steps[i]);
	append(t, b, steps[n - 1])->leaf = leaf;
	return true;
}

/* Branches below one; LIMIT_CSAF_BRANCHES deep at most. */
static void
put_branches(struct csaf_doc *k, const struct branch *up)
{
	json_name(k->w, "branches");
	json_opt_array(k->w);
	for (const struct branch *b = up->first; b != NULL; b = b->next) {
		json_object(k->w);
		put_branches(k, b);
		json_pair(k->w, "category", b->step.category);
		json_pair(k->w, "name", b->step.name);
		if (b->leaf != NULL) {
			json_name(k->w, "product");
			json_object(k->w);
			csaf_product(k, b->leaf);
			json_end(k->w);
		}
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_relationships(struct csaf_doc *k)
{
	const struct public_leaf *all = k->adv->leaves;

	json_name(k->w, "relationships");
	json_opt_array(k->w);
	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		const struct public_leaf *leaf = &all[i];

		if (!leaf->is_combination || !is_used(k, i))
			continue;
		json_object(k->w);
		json_pair(k->w, "category", leaf->relationship);
		json_name(k->w, "full_product_name");
		json_object(k->w);
		csaf_product(k, leaf);
		json_end(k->w);
		json_pair(k->w, "product_reference",
		    all[leaf->part].product_id);
		json_pair(k->w, "relates_to_product_reference",
		    all[leaf->whole].product_id);
		json_end(k->w);
	}
	json_end(k->w);
}

void
csaf_tree(struct csaf_doc *k)
{
	struct tree t = { .k = k, .inner = map_open(k->a) };
	const struct public_leaf **rest = arena_array(k->a,
	    const struct public_leaf *, k->adv->n_leaves + 1);
	size_t n_rest = 0;

	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		const struct public_leaf *leaf = &k->adv->leaves[i];

		if (!is_used(k, i) || leaf->is_combination)
			continue;
		if (!plant(&t, leaf))
			rest[n_rest++] = leaf;
	}
	json_name(k->w, "product_tree");
	json_opt_object(k->w);
	put_branches(k, &t.root);
	json_name(k->w, "full_product_names");
	json_opt_array(k->w);
	for (size_t i = 0; i < n_rest; i++) {
		json_object(k->w);
		csaf_product(k, rest[i]);
		json_end(k->w);
	}
	json_end(k->w);
	put_relationships(k);
	json_end(k->w);
}
