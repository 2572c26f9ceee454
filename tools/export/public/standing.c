#include "export/public/standing.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "version/vers.h"

/* How closely an entry names a version; the closest decides. */
enum nearness {
	NEAR_NOT,
	NEAR_PRODUCT,	/* the product as a whole */
	NEAR_RANGE,
	NEAR_VERSION,	/* this very one */
};

const struct standing_status standing_statuses[STANDING_STATUSES] = {
	{ PUBLIC_FIRST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_KNOWN_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_LAST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_UNDER_INVESTIGATION, STANDING_UNDER_INVESTIGATION },
	{ PUBLIC_FIRST_FIXED, STANDING_FIXED },
	{ PUBLIC_FIXED, STANDING_FIXED },
	{ PUBLIC_KNOWN_NOT_AFFECTED, STANDING_NOT_AFFECTED },
};

/* ---- which entries ------------------------------------------------------- */

struct gathering {
	struct arena *a;
	const struct public_advisory *adv;
	const struct public_product *product;
	bool is_alone;		/* the product is spoken of alone, too */
	struct map *groups;	/* the rest of a combination -> entry */
	struct standing_entry *v;
	size_t n, cap;
};

/* Of what is installed on something, the software is what people look for. */
static bool
is_installed(const struct public_leaf *leaf)
{
	return str_eq_z(leaf->relationship, "installed_on") ||
	    str_eq_z(leaf->relationship, "installed_with");
}

static bool
is_alone(const struct gathering *k, const struct public_vulnerability *flaw)
{
	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &flaw->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++) {
			const struct public_leaf *leaf =
			    &k->adv->leaves[l->v[j]];

			if (!leaf->is_combination &&
			    str_eq(leaf->inventory, k->product->id))
				return true;
		}
	}
	return false;
}

/* Its group is that of the same rest; the product alone has none. */
static void
push(struct gathering *k, struct standing_entry e, struct str rest)
{
	const size_t *group;

	if (!str_eq(e.face->inventory, k->product->id))
		return;
	group = map_get(k->groups, rest);
	if (group == NULL) {
		size_t *made = arena_new(k->a, size_t);

		*made = rest.n == 0 ? 0 : map_len(k->groups) + 1;
		map_put(k->groups, rest, made);
		group = made;
	}
	e.group = *group;
	k->v = arena_grow(k->a, k->v, k->n, &k->cap, sizeof(e));
	k->v[k->n++] = e;
}

/*
 * The products under which people look for an entry.  Ends of a combination
 * stand before it, LIMIT_IMPORT_COMBINED deep at most: this ends.
 */
static void
gather(struct gathering *k, struct standing_entry e, struct str rest)
{
	const struct public_leaf *l = e.face;
	size_t ends[2] = { l->whole, l->part };

	if (!l->is_combination) {
		push(k, e, rest);
		return;
	}
	e.is_built_in = e.is_built_in && !is_installed(l);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		if (i == 1 && !is_installed(l) && !k->is_alone)
			return;
		e.face = &k->adv->leaves[ends[i]];
		gather(k, e,
		    str_fmt(k->a, "%.*s%zu %.*s %zu\n", STR_ARG(rest), i,
			STR_ARG(l->relationship), ends[1 - i]));
	}
}

/* By group; in one they stand as they came. */
static void
sort(struct gathering *k)
{
	size_t n_groups = map_len(k->groups) + 1;
	size_t *at = arena_array(k->a, size_t, n_groups + 1);
	struct standing_entry *v = arena_array(k->a, struct standing_entry,
	    k->n + 1);

	for (size_t i = 0; i < k->n; i++)
		at[k->v[i].group + 1]++;
	for (size_t i = 0; i < n_groups; i++)
		at[i + 1] += at[i];
	for (size_t i = 0; i < k->n; i++)
		v[at[k->v[i].group]++] = k->v[i];
	k->v = v;
}

struct standings
standing_open(struct arena *a, const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product)
{
	struct gathering k = {
		.a = a,
		.adv = adv,
		.product = product,
		.groups = map_open(a),
	};

	k.is_alone = is_alone(&k, flaw);
	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &flaw->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++)
			gather(&k,
			    (struct standing_entry){
				.standing = standing_statuses[i].standing,
				.leaf = l->v[j],
				.face = &adv->leaves[l->v[j]],
				.is_built_in = true,
			    },
			    S(""));
	}
	sort(&k);
	return (struct standings){ product, k.v, k.n };
}

/* ---- which decides ------------------------------------------------------- */

static enum nearness
nearness_of(const struct public_leaf *face, struct str version)
{
	if (face->version.n > 0)
		return str_eq(face->version, version) ? NEAR_VERSION :
							NEAR_NOT;
	if (face->range.n == 0)
		return NEAR_PRODUCT;
	return face->vers != NULL && vers_contains(face->vers, version) ?
	    NEAR_RANGE :
	    NEAR_NOT;
}

size_t
standing_group_end(const struct standings *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->v[end].group == s->v[i].group)
		end++;
	return end;
}

bool
standing_is_graver(enum standing x, enum standing y)
{
	static const int weight[] = {
		[STANDING_UNKNOWN] = 0,
		[STANDING_NOT_AFFECTED] = 1,
		[STANDING_FIXED] = 2,
		[STANDING_UNDER_INVESTIGATION] = 3,
		[STANDING_AFFECTED] = 4,
	};

	return weight[x] > weight[y];
}

/* The nearest entry of a group; the first of equally near ones. */
static const struct standing_entry *
decides(const struct standings *s, size_t begin, size_t end,
    struct str version, enum nearness *nearest)
{
	const struct standing_entry *out = NULL;

	*nearest = NEAR_NOT;
	for (size_t i = begin; i < end; i++) {
		enum nearness near = nearness_of(s->v[i].face, version);

		if (near <= *nearest)
			continue;
		*nearest = near;
		out = &s->v[i];
	}
	return out;
}

const struct standing_entry *
standing_at(const struct standings *s, struct str version)
{
	const struct standing_entry *out = NULL;
	bool is_fix = false;

	for (size_t i = 0, end; i < s->n; i = end) {
		const struct standing_entry *e;
		enum nearness near;

		end = standing_group_end(s, i);
		e = decides(s, i, end, version, &near);
		if (e == NULL ||
		    (is_fix && e->is_built_in && near == NEAR_PRODUCT))
			continue;
		if (e->group == 0)
			is_fix = e->standing == STANDING_FIXED &&
			    near > NEAR_PRODUCT;
		if (out == NULL ||
		    standing_is_graver(e->standing, out->standing))
			out = e;
	}
	return out;
}

enum standing
standing_of(const struct standings *s, struct str version)
{
	const struct standing_entry *e = standing_at(s, version);

	return e != NULL ? e->standing : STANDING_UNKNOWN;
}

/* ---- names --------------------------------------------------------------- */

const char *
standing_name(enum standing s)
{
	switch (s) {
	case STANDING_AFFECTED:
		return "known_affected";
	case STANDING_FIXED:
		return "fixed";
	case STANDING_NOT_AFFECTED:
		return "known_not_affected";
	case STANDING_UNDER_INVESTIGATION:
		return "under_investigation";
	case STANDING_UNKNOWN:
		break;
	}
	return "";
}

const struct public_product *
standing_product(const struct public_view *v, struct str id)
{
	size_t low = 0, high = v->n_products;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(v->products[mid].id, id);

		if (cmp == 0)
			return &v->products[mid];
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
