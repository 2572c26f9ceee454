#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "import/import_select.h"

/* What rows are put together by, one way after the other. */
enum way {
	BY_PART,	/* the part of a combination, or the product */
	BY_WHOLE,	/* the whole of a combination, or the product */
	BY_BOTH,	/* whole and part together */
};

struct group {
	struct import_product *product;
	struct import_product *component;	/* BY_BOTH; or NULL */
	struct str platform_version;		/* BY_BOTH */
	size_t *rows;
	size_t n;
	size_t cap;
};

struct selection {
	struct import_doc *k;
	struct arena *tmp;	/* ends with the selection */
	struct import_rows *rows;
	enum import_default otherwise;
	enum way way;
	struct import_choices *out;
	struct map *same;	/* what a choice says but its products -> it */
	size_t cap;
};

static bool
is_affected(int status)
{
	return status == (int)STATUS_FIRST_AFFECTED ||
	    status == (int)STATUS_KNOWN_AFFECTED ||
	    status == (int)STATUS_LAST_AFFECTED;
}

/* Statuses that say where a version stands, first; then the others. */
static int
main_status(unsigned statuses)
{
	static const int order[] = {
		STATUS_KNOWN_AFFECTED,
		STATUS_FIXED,
		STATUS_KNOWN_NOT_AFFECTED,
		STATUS_UNDER_INVESTIGATION,
		STATUS_FIRST_FIXED,
		STATUS_FIRST_AFFECTED,
		STATUS_LAST_AFFECTED,
		STATUS_RECOMMENDED,
	};

	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		if (statuses & 1u << order[i])
			return order[i];
	}
	return 0;
}

static struct import_product *
whole_of(const struct import_leaf *l)
{
	return l->part != NULL ? l->whole->product : l->product;
}

static struct import_product *
part_of(const struct import_leaf *l)
{
	return l->part != NULL ? l->part->product : l->product;
}

static struct str
version_of(const struct import_leaf *l)
{
	return import_tree_version(l->part != NULL ? l->part : l);
}

/* ---- what a choice hits ---------------------------------------------- */

/* The statuses of the wanted leaves, the telling one of each; 0: none is. */
static unsigned
wanted_statuses(const struct import_rows *rows, const size_t *v, size_t n)
{
	unsigned all = 0, of_leaf = 0;

	/* Rows of one leaf stand together. */
	for (size_t i = 0; i < n; i++) {
		const struct import_row *r = &rows->v[v[i]];

		if (!rows->is_wanted[r->leaf->index])
			continue;
		of_leaf |= 1u << r->status;
		if (i + 1 < n && rows->v[v[i + 1]].leaf == r->leaf)
			continue;
		/* Bit 0: a leaf without a status. */
		all |= 1u << main_status(of_leaf);
		of_leaf = 0;
	}
	return all;
}

/* Whether of these rows exactly those of wanted leaves are hit. */
static bool
is_exact(const struct selection *s, const struct import_choice *c,
    const struct map *versions, const struct group *g)
{
	const struct import_rows *rows = s->rows;
	bool is_hit = false;

	for (size_t i = 0; i < g->n; i++) {
		const struct import_row *r = &rows->v[g->rows[i]];
		bool is_default = s->otherwise == IMPORT_FOR_NAMED ||
		    is_affected(r->status);

		if (c->statuses != 0)
			is_hit |= r->status != 0 &&
			    (c->statuses & 1u << r->status) != 0;
		else if (versions == NULL)
			is_hit |= r->status != 0 && is_default;
		if (versions != NULL)
			is_hit |= map_get(versions, version_of(r->leaf)) !=
			    NULL;
		if (i + 1 < g->n && rows->v[g->rows[i + 1]].leaf == r->leaf)
			continue;
		if (is_hit != rows->is_wanted[r->leaf->index])
			return false;
		is_hit = false;
	}
	return true;
}

/* ---- choices for a group --------------------------------------------- */

static void
add_product(struct arena *a, struct import_product ***v, size_t *n,
    size_t *cap, struct import_product *p)
{
	for (size_t i = 0; i < *n && i < 4; i++) {
		if ((*v)[*n - 1 - i] == p)
			return;
	}
	*v = arena_grow(a, *v, *n, cap, sizeof(struct import_product *));
	(*v)[(*n)++] = p;
}

/* Join the choice that says the same of other products. */
static void
join(struct selection *s, const struct group *g, const struct import_choice *c,
    struct str key)
{
	struct arena *a = s->k->a;
	struct import_choice *to;

	if (g->component != NULL)
		key = str_fmt(s->tmp, "%.*s\n%.*s\n%.*s", STR_ARG(key),
		    STR_ARG(g->product->id), STR_ARG(g->platform_version));
	to = map_get(s->same, key);
	if (to == NULL) {
		to = arena_new(a, struct import_choice);
		*to = *c;
		to->platform_version = g->platform_version;
		map_put(s->same, key, to);
		s->out->v = arena_grow(a, s->out->v, s->out->n, &s->cap,
		    sizeof(struct import_choice *));
		s->out->v[s->out->n++] = to;
	}
	add_product(a, &to->products, &to->n_products, &to->cap_products,
	    g->product);
	if (g->component != NULL)
		add_product(a, &to->components, &to->n_components,
		    &to->cap_components, g->component);
}

/* The wanted versions of a group, each once; all of them together are key. */
static struct map *
versions_in(struct selection *s, const struct group *g,
    struct import_choice *c, struct str *key)
{
	struct map *versions = map_open(s->tmp);
	struct buf b;

	c->versions = arena_array(s->k->a, struct str,
	    g->n < s->rows->n_wanted ? g->n : s->rows->n_wanted);
	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, S("versions"));
	for (size_t i = 0; i < g->n; i++) {
		const struct import_leaf *l = s->rows->v[g->rows[i]].leaf;
		struct str v = version_of(l);

		if (s->rows->is_wanted[l->index] && map_add(versions, v, c)) {
			c->versions[c->n_versions++] = v;
			buf_putc(&b, '\n');
			buf_put(&b, v);
		}
	}
	*key = str_dup(s->tmp, buf_str(&b));
	buf_fini(&b);
	return versions;
}

/* The shortest way to say it for one group; false when there is none. */
static bool
choose(struct selection *s, const struct group *g)
{
	struct import_choice by_default = { 0 }, by_status = { 0 };
	struct import_choice by_version = { 0 };
	struct map *versions;
	struct str key;
	bool ok;

	by_status.statuses = wanted_statuses(s->rows, g->rows, g->n);
	if (by_status.statuses == 0)
		return true;
	if (is_exact(s, &by_default, NULL, g)) {
		join(s, g, &by_default, S("default"));
		return true;
	}
	if (is_exact(s, &by_status, NULL, g)) {
		join(s, g, &by_status,
		    str_fmt(s->tmp, "statuses %u", by_status.statuses));
		return true;
	}
	versions = versions_in(s, g, &by_version, &key);
	ok = is_exact(s, &by_version, versions, g);
	join(s, g, &by_version, key);
	return ok;
}

/* ---- groups ---------------------------------------------------------- */

static struct group *
group_of(struct selection *s, struct map *groups, const struct import_leaf *l)
{
	struct import_product *whole = whole_of(l), *part = part_of(l);
	struct import_product *first = s->way == BY_PART ? part : whole;
	bool is_pair = s->way == BY_BOTH && l->part != NULL;
	struct str version = is_pair ? import_tree_version(l->whole) : S("");
	struct str key = is_pair ?
	    str_fmt(s->k->a, "%.*s\n%.*s\n%.*s", STR_ARG(whole->id),
		STR_ARG(part->id), STR_ARG(version)) :
	    first->id;
	struct group *g = map_get(groups, key);

	if (g == NULL) {
		g = arena_new(s->k->a, struct group);
		g->product = first;
		g->component = is_pair ? part : NULL;
		g->platform_version = version;
		map_put(groups, key, g);
	}
	return g;
}

static struct map *
make_groups(struct selection *s)
{
	struct map *groups = map_open(s->k->a);

	for (size_t i = 0; i < s->rows->n; i++) {
		struct group *g = group_of(s, groups, s->rows->v[i].leaf);

		g->rows = arena_grow(s->k->a, g->rows, g->n, &g->cap,
		    sizeof(size_t));
		g->rows[g->n++] = i;
	}
	return groups;
}

/* Each wanted leaf is in a group; a product named hits no other group. */
static bool
is_apart(const struct selection *s, const struct map *groups)
{
	for (size_t i = 0; s->way != BY_BOTH && i < s->rows->n; i++) {
		const struct import_leaf *l = s->rows->v[i].leaf;
		const struct group *other;

		if (l->part == NULL)
			continue;
		other = map_get(groups,
		    s->way == BY_PART ? whole_of(l)->id : part_of(l)->id);
		if (other != NULL &&
		    wanted_statuses(s->rows, other->rows, other->n) != 0 &&
		    !s->rows->is_wanted[l->index])
			return false;
	}
	return true;
}

static bool
try_way(struct selection *s)
{
	struct map *groups = s->rows->groups[s->way];
	bool ok;

	/* Once for all statements of a flaw. */
	if (groups == NULL)
		groups = make_groups(s);
	s->rows->groups[s->way] = groups;
	ok = is_apart(s, groups);
	s->same = map_open(s->tmp);
	*s->out = (struct import_choices){ NULL, 0 };
	s->cap = 0;
	for (size_t i = 0; i < map_len(groups); i++)
		ok = choose(s, map_at(groups, i)->value) && ok;
	return ok;
}

static void
only(struct selection *s, struct import_choice c)
{
	struct import_choice *one = arena_new(s->k->a, struct import_choice);

	*one = c;
	s->out->v = arena_new(s->k->a, struct import_choice *);
	s->out->v[0] = one;
	s->out->n = 1;
}

/* Without naming products at all. */
static bool
try_all(struct selection *s)
{
	struct group all = { .n = s->rows->n };
	struct import_choice c = { 0 };

	if (s->rows->every == NULL) {
		s->rows->every = arena_array(s->k->a, size_t, all.n + 1);
		for (size_t i = 0; i < all.n; i++)
			s->rows->every[i] = i;
	}
	all.rows = s->rows->every;
	if (s->otherwise == IMPORT_FOR_AFFECTED &&
	    is_exact(s, &c, NULL, &all)) {
		only(s, c);
		return true;
	}
	c.statuses = wanted_statuses(s->rows, all.rows, all.n);
	if (c.statuses == 0 || !is_exact(s, &c, NULL, &all))
		return false;
	only(s, c);
	return true;
}

bool
import_select(struct import_doc *k, struct import_rows *rows,
    enum import_default otherwise, struct import_choices *out)
{
	struct selection s = {
		.k = k,
		.tmp = arena_open(),
		.rows = rows,
		.otherwise = otherwise,
		.out = out,
	};
	bool ok;

	*out = (struct import_choices){ NULL, 0 };
	ok = rows->n_wanted == 0 || try_all(&s);
	for (unsigned way = 0; !ok && way < IMPORT_SELECT_WAYS; way++) {
		s.way = (enum way)way;
		ok = try_way(&s);
	}
	arena_close(s.tmp);
	return ok;
}

static void
put_products(struct yaml_writer *w, const char *key,
    struct import_product *const *v, size_t n)
{
	if (n == 0)
		return;
	yaml_write_key(w, str_z(key));
	yaml_write_seq(w);
	for (size_t i = 0; i < n; i++)
		yaml_write_text(w, v[i]->id);
	yaml_write_end(w);
}

void
import_select_put(struct yaml_writer *w, const struct import_choice *c)
{
	put_products(w, "products", c->products, c->n_products);
	put_products(w, "components", c->components, c->n_components);
	if (c->platform_version.n > 0) {
		yaml_write_key(w, S("platform_versions"));
		yaml_write_seq(w);
		yaml_write_text(w, c->platform_version);
		yaml_write_end(w);
	}
	if (c->n_versions > 0) {
		yaml_write_key(w, S("versions"));
		yaml_write_seq(w);
		for (size_t i = 0; i < c->n_versions; i++)
			yaml_write_text(w, c->versions[i]);
		yaml_write_end(w);
	}
	if (c->statuses == 0)
		return;
	yaml_write_key(w, S("statuses"));
	yaml_write_seq(w);
	for (size_t i = 0; i < enum_product_status.n; i++) {
		const struct enum_value *v = &enum_product_status.values[i];

		if (c->statuses & 1u << v->v)
			yaml_write_text(w, str_z(v->name));
	}
	yaml_write_end(w);
}
