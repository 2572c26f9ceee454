#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"
#include "version/vers.h"

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

/*
 * Constraints without "vers:": "<4.2", ">=1|<2" (2.1, 3.1.2.3.2).  They name
 * more than one version (6.1.59).
 */
static bool
is_constraints(struct str s)
{
	bool is_range = str_find(s, S("|"), 0) != SIZE_MAX;
	struct str one;

	do {
		struct str op = S("");

		(void)str_cut(s, '|', &one, &s);
		while (one.n > 0 &&
		    (one.p[0] == '<' || one.p[0] == '>' || one.p[0] == '=' ||
			one.p[0] == '!')) {
			one = str_from(one, 1);
			op.n++;
		}
		is_range = is_range || op.n > 0;
		if (one.n == 0 || op.n > 2)
			return false;
		for (size_t i = 0; i < one.n; i++) {
			if (one.p[i] <= ' ' || one.p[i] == '<' ||
			    one.p[i] == '>' || one.p[i] == '*')
				return false;
		}
	} while (s.n > 0);
	return is_range;
}

/*
 * The last step to a leaf, by its version or range.  False when a strict
 * version of the standard has none for it: a range in prose (2.1, 6.1.50).
 */
static bool
last_step(const struct csaf_doc *k, const struct public_leaf *leaf,
    struct step *out)
{
	const struct vers *v = leaf->vers;

	*out = (struct step){ S("product_version_range"), leaf->range };
	if (leaf->version.n > 0)
		*out = (struct step){ S("product_version"), leaf->version };
	if (leaf->version.n > 0 || !csaf_dialect(k)->is_strict)
		return true;
	if (v == NULL)
		return is_constraints(leaf->range);
	if (v->n == 1 && v->constraints[0].op == VERS_EQ)
		*out = (struct step){ S("product_version"),
			v->constraints[0].version };
	else
		out->name = vers_canonical(k->a, v);
	return true;
}

/* Whether a strict version of the standard allows the step at the place. */
static bool
is_fit(const struct csaf_doc *k, const struct step *steps, size_t at)
{
	if (!csaf_dialect(k)->is_strict)
		return true;
	if (str_eq_z(steps[at].category, "legacy") ||
	    str_eq_z(steps[at].category, "product_version_range"))
		return false;
	/* 2.1, 6.1.57. */
	for (size_t i = 0; i < at; i++) {
		if (str_eq(steps[i].category, steps[at].category) &&
		    !str_eq_z(steps[i].category, "product_family"))
			return false;
	}
	return true;
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
		if (!is_fit(k, steps, n))
			return 0;
		n += steps[n].name.n > 0;
	}
	if (leaf->n_branches > 0 || leaf->vendor.n == 0)
		return n;
	steps[n++] = (struct step){ S("vendor"), leaf->vendor };
	if (leaf->family.n > 0)
		steps[n++] = (struct step){ S("product_family"),
			leaf->family };
	steps[n++] = (struct step){ S("product_name"), leaf->product };
	if (leaf->version.n == 0 && leaf->range.n == 0)
		return n;
	return last_step(k, leaf, &steps[n]) ? n + 1 : 0;
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

/* The way from a part through all that it is in (2.1, 3.2.3.3). */
static void
put_way(struct csaf_doc *k, const struct public_leaf *leaf)
{
	const struct public_leaf *all = k->adv->leaves;

	json_pair(k->w, "beginning_product_reference",
	    all[leaf->part].product_id);
	json_name(k->w, "subpaths");
	json_array(k->w);
	json_object(k->w);
	json_pair(k->w, "category", leaf->relationship);
	json_pair(k->w, "next_product_reference", all[leaf->whole].product_id);
	json_end(k->w);
	json_end(k->w);
}

static void
put_relationship(struct csaf_doc *k, const struct public_leaf *leaf)
{
	const struct public_leaf *all = k->adv->leaves;

	json_pair(k->w, "category", leaf->relationship);
	json_pair(k->w, "product_reference", all[leaf->part].product_id);
	json_pair(k->w, "relates_to_product_reference",
	    all[leaf->whole].product_id);
}

static void
put_combinations(struct csaf_doc *k)
{
	bool has_paths = csaf_dialect(k)->has_paths;

	json_name(k->w, has_paths ? "product_paths" : "relationships");
	json_opt_array(k->w);
	for (size_t i = 0; i < k->adv->n_leaves; i++) {
		const struct public_leaf *leaf = &k->adv->leaves[i];

		if (!leaf->is_combination || !is_used(k, i))
			continue;
		json_object(k->w);
		json_name(k->w, "full_product_name");
		json_object(k->w);
		csaf_product(k, leaf);
		json_end(k->w);
		if (has_paths)
			put_way(k, leaf);
		else
			put_relationship(k, leaf);
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
	put_combinations(k);
	json_end(k->w);
}
