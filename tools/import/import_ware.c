#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "import/import_make.h"
#include "import/import_ware.h"
#include "version/vers.h"

/* A version, a range, words, or with no text the whole. */
struct piece {
	struct str text;
	bool is_version;
	int status;	/* enum product_status; 0: nothing is said */
	struct str id;
	struct span at;
};

struct import_ware {
	struct import_wares *all;
	struct import_ware_names names;
	struct span at;
	struct str scheme;	/* of the first range that has one */
	struct piece **v;
	size_t n;
	size_t cap;
	struct map *by_text;
};

struct import_wares {
	struct import_made *m;
	struct map *by_names;	/* -> import_ware */
	size_t n_pieces;
};

struct import_wares *
import_wares_open(struct import_made *m)
{
	struct import_wares *all = arena_new(m->a, struct import_wares);

	all->m = m;
	all->by_names = map_open(m->a);
	return all;
}

struct import_ware *
import_ware(struct import_wares *all, const struct import_ware_names *names,
    struct span at)
{
	struct arena *a = all->m->a;
	struct str key = str_fmt(a, "%.*s\n%.*s\n%.*s", STR_ARG(names->vendor),
	    STR_ARG(names->family), STR_ARG(names->product));
	struct import_ware *w = map_get(all->by_names, key);

	if (w != NULL) {
		if (w->names.purl.n == 0)
			w->names.purl = names->purl;
		if (w->names.cpe.n == 0)
			w->names.cpe = names->cpe;
		return w;
	}
	w = arena_new(a, struct import_ware);
	w->all = all;
	w->names = *names;
	w->at = at;
	w->by_text = map_open(a);
	map_put(all->by_names, key, w);
	return w;
}

/* ---- what is said ---------------------------------------------------- */

static void
say(struct import_ware *w, struct str text, bool is_version, int status,
    struct span at)
{
	struct import_made *m = w->all->m;
	struct str key = str_fmt(m->a, "%s%.*s",
	    text.n > 0 && !is_version ? "~" : "", STR_ARG(text));
	struct piece *p = map_get(w->by_text, key);

	if (p != NULL) {
		if (p->status != status)
			import_read_alert(m->k, "csaf-not-kept", at,
			    "this says otherwise of %.*s than what stands "
			    "before it, which counts",
			    STR_ARG(text.n > 0 ? text : w->names.product));
		return;
	}
	p = arena_new(m->a, struct piece);
	*p = (struct piece){ text, is_version, status,
		str_fmt(m->a, "%zu", ++w->all->n_pieces), at };
	map_put(w->by_text, key, p);
	w->v = arena_grow(m->a, w->v, w->n, &w->cap, sizeof(struct piece *));
	w->v[w->n++] = p;
}

void
import_ware_whole(struct import_ware *w, int status, struct span at)
{
	say(w, S(""), false, status, at);
}

void
import_ware_version(struct import_ware *w, struct str version, int status,
    struct span at)
{
	say(w, version, true, status, at);
}

void
import_ware_words(struct import_ware *w, struct str words, int status,
    struct span at)
{
	if (words.n > 0)
		say(w, words, false, status, at);
}

void
import_wares_rest(struct import_wares *all, int status)
{
	for (size_t i = 0; i < map_len(all->by_names); i++) {
		struct import_ware *w = map_at(all->by_names, i)->value;

		if (map_get(w->by_text, S("")) == NULL)
			import_ware_whole(w, status, w->at);
	}
}

/* Records say semver of much that is none. */
static bool
is_of(struct str scheme, struct str bound)
{
	int cmp;

	return bound.n == 0 || !str_eq_z(scheme, "semver") ||
	    vers_compare(scheme, bound, bound, &cmp);
}

/* The range in the order of a scheme; the empty str when it is none there. */
static struct str
in_scheme(struct arena *a, const struct import_ware_range *r,
    struct str scheme)
{
	struct vers_constraint c[2];
	struct vers v = { .scheme = scheme, .constraints = c }, check;
	const char *why;
	size_t off, len;
	struct str out;
	int cmp = -1;

	if (!is_of(scheme, r->low) || !is_of(scheme, r->high))
		return S("");
	if (r->low.n > 0 && r->high.n > 0)
		(void)vers_compare(scheme, r->low, r->high, &cmp);
	if (cmp >= 0)
		return S("");
	if (r->low.n > 0)
		c[v.n++] = (struct vers_constraint){
			r->low_excluded ? VERS_GT : VERS_GE,
			r->low,
		};
	if (r->high.n > 0)
		c[v.n++] = (struct vers_constraint){
			r->high_included ? VERS_LE : VERS_LT,
			r->high,
		};
	if (v.n == 0)
		c[v.n++] = (struct vers_constraint){ VERS_ALL, S("") };
	out = vers_canonical(a, &v);
	return vers_parse(a, out, &check, &why, &off, &len) ? out : S("");
}

static struct str
in_words(struct arena *a, const struct import_ware_range *r)
{
	return str_fmt(a, "%s%.*s%s%s%.*s",
	    r->low.n == 0       ? "" :
		r->low_excluded ? "> " :
				  ">= ",
	    STR_ARG(r->low), r->low.n > 0 && r->high.n > 0 ? ", " : "",
	    r->high.n == 0       ? "" :
		r->high_included ? "<= " :
				   "< ",
	    STR_ARG(r->high));
}

void
import_ware_range(struct import_ware *w, const struct import_ware_range *range,
    int status, struct span at)
{
	struct arena *a = w->all->m->a;
	struct str text = S("");

	if (range->low.n > 0 && str_eq(range->low, range->high) &&
	    range->high_included && !range->low_excluded) {
		import_ware_version(w, range->low, status, at);
		return;
	}
	if (range->scheme.n > 0)
		text = in_scheme(a, range, range->scheme);
	if (text.n > 0 && w->scheme.n == 0)
		w->scheme = range->scheme;
	if (text.n == 0)
		text = in_scheme(a, range, S("generic"));
	if (text.n > 0) {
		say(w, text, false, status, at);
		return;
	}
	import_read_alert(w->all->m->k, "csaf-not-kept", at,
	    "this is no range of versions; it is kept in words");
	import_ware_words(w, in_words(a, range), status, at);
}

/* ---- the tree -------------------------------------------------------- */

static struct json_node *
branch(struct import_made *m, struct json_node *up, const char *category,
    struct str name, struct span at)
{
	struct json_node *b = import_make_item(m, up, "branches", at);

	import_make_text(m, b, "category", at, str_z(category));
	import_make_text(m, b, "name", at, name);
	return b;
}

static void
put_piece(const struct import_ware *w, struct json_node *up,
    const struct piece *p)
{
	struct import_made *m = w->all->m;
	struct json_node *b = up, *product;

	if (p->text.n > 0)
		b = branch(m, up,
		    p->is_version ? "product_version" :
				    "product_version_range",
		    p->text, p->at);
	product = import_make_object(m, b, "product", p->at);
	import_make_text(m, product, "name", p->at,
	    str_fmt(m->a, "%.*s %.*s", STR_ARG(w->names.product),
		STR_ARG(p->text)));
	import_make_text(m, product, "product_id", p->at, p->id);
	import_make_text(m, product, "~purl", p->at, w->names.purl);
	import_make_text(m, product, "~cpe", p->at, w->names.cpe);
	import_make_text(m, product, "~scheme", p->at, w->scheme);
}

static void
put_ware(struct import_ware *w, struct json_node *tree)
{
	struct import_made *m = w->all->m;
	struct str vendor = w->names.vendor.n > 0 ? w->names.vendor :
						    S("Unnamed vendor");
	struct json_node *b = branch(m, tree, "vendor", vendor, w->at);

	if (w->names.family.n > 0)
		b = branch(m, b, "product_family", w->names.family, w->at);
	b = branch(m, b, "product_name", w->names.product, w->at);
	if (w->n == 0)
		import_ware_whole(w, 0, w->at);
	for (size_t i = 0; i < w->n; i++)
		put_piece(w, b, w->v[i]);
}

static void
put_statuses(const struct import_wares *all, struct json_node *statuses)
{
	for (size_t i = 0; i < map_len(all->by_names); i++) {
		const struct import_ware *w = map_at(all->by_names, i)->value;

		for (size_t j = 0; j < w->n; j++) {
			const struct piece *p = w->v[j];

			if (p->status != 0)
				import_make_word(all->m, statuses,
				    enum_name(&enum_product_status, p->status),
				    p->at, p->id);
		}
	}
}

void
import_wares_put(struct import_wares *all)
{
	struct import_made *m = all->m;
	struct json_node *tree;

	if (map_len(all->by_names) == 0)
		return;
	tree = import_make_object(m, m->root, "product_tree", m->from->at);
	for (size_t i = 0; i < map_len(all->by_names); i++)
		put_ware(map_at(all->by_names, i)->value, tree);
	put_statuses(all,
	    import_make_object(m, m->flaw, "product_status", m->from->at));
}

void
import_ware_affected(const struct import_ware *w, struct import_made *m,
    struct json_node *statement, const char *ids)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->v[i]->status == (int)STATUS_KNOWN_AFFECTED)
			import_make_word(m, statement, ids, w->v[i]->at,
			    w->v[i]->id);
	}
}

struct str
import_wares_names(const struct import_wares *all)
{
	struct str out = S("");

	/* A title needs no more than a few. */
	for (size_t i = 0; i < map_len(all->by_names) && i < 3; i++) {
		const struct import_ware *w = map_at(all->by_names, i)->value;

		out = str_fmt(all->m->a, "%.*s%s%.*s", STR_ARG(out),
		    i > 0 ? ", " : "", STR_ARG(w->names.product));
	}
	return out;
}
