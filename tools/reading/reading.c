#include "reading/reading.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "reading/reading_impl.h"

static const struct {
	bool (*is)(const struct json_node *root);
	reading_function *read;
	const char *title;
	bool lists;
} formats[READING_FORMATS] = {
#define FORMAT(name, tells, reads, title, lists)			\
	{ tells, reads, title, lists },
#include "reading/formats.def"
};

/* How closely a statement names a version. */
enum nearness {
	NEAR_NOT,
	NEAR_REST,
	NEAR_PRODUCT,
	NEAR_RANGE,
	NEAR_VERSION,
	NEAR_VERY,	/* the version by a name of its own */
};

/* The products of one name. */
struct named {
	size_t *v;
	size_t n;
	size_t room;
};

const char *
reading_title(enum reading_format f)
{
	return formats[f].title;
}

bool
reading_lists(enum reading_format f)
{
	return formats[f].lists;
}

/* ---- names --------------------------------------------------------------- */

static void
add_name(struct reading *r, struct arena *a, struct str key, size_t product)
{
	struct named *l;

	if (key.n == 0)
		return;
	l = map_get(r->by_key, key);
	if (l == NULL) {
		l = arena_new(a, struct named);
		map_put(r->by_key, key, l);
	}
	l->v = arena_grow(a, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n++] = product;
}

static struct str
name_key(struct arena *a, struct str vendor, struct str family,
    struct str name)
{
	return name.n == 0 ? S("") :
			     str_fmt(a, "n:%.*s\n%.*s\n%.*s", STR_ARG(vendor),
				 STR_ARG(family), STR_ARG(name));
}

/*
 * Kind: 'i' of a product, 'v' of a version, which documents do not tell; 'd' a
 * document's own id.
 */
static struct str
iri_key(struct arena *a, char kind, struct str iri)
{
	return iri.n == 0 ? S("") : str_fmt(a, "%c:%.*s", kind, STR_ARG(iri));
}

static void
add_names(struct reading *r, struct arena *a)
{
	r->by_key = map_open(a);
	for (size_t i = 0; i < r->n_products; i++) {
		struct reading_product *p = &r->products[i];
		struct str of_purl, of_cpe;
		struct str purl = reading_key_purl(a, p->purl, &of_purl);
		struct str cpe = reading_key_cpe(a, p->cpe, &of_cpe);

		add_name(r, a, purl, i);
		add_name(r, a, cpe, i);
		add_name(r, a, iri_key(a, 'i', p->iri), i);
		add_name(r, a, iri_key(a, 'd', p->id), i);
		add_name(r, a, name_key(a, p->vendor, p->family, p->name), i);
		/* Known to be names, and then without blanks and versions. */
		p->purl = purl;
		p->cpe = cpe;
		if (p->version.n == 0 && p->range == NULL && !p->is_prose)
			p->version = of_purl.n > 0 ? of_purl : of_cpe;
	}
}

struct reading_keys
reading_keys(struct arena *a, const struct reading_query *q)
{
	struct reading_keys k = {
		.v = arena_array(a, struct str,
		    q->n_purls + q->n_cpes + q->n_iris + 4),
	};
	struct str version;

	for (size_t i = 0; i < q->n_purls; i++) {
		k.v[k.n] = reading_key_purl(a, q->purls[i], &version);
		k.has_purl = k.has_purl || k.v[k.n].n > 0;
		k.n += k.v[k.n].n > 0;
	}
	for (size_t i = 0; i < q->n_cpes; i++) {
		k.v[k.n] = reading_key_cpe(a, q->cpes[i], &version);
		k.has_cpe = k.has_cpe || k.v[k.n].n > 0;
		k.n += k.v[k.n].n > 0;
	}
	for (size_t i = 0; i < q->n_iris; i++) {
		k.v[k.n] = iri_key(a, 'v', q->iris[i]);
		k.n += k.v[k.n].n > 0;
	}
	k.v[k.n] = iri_key(a, 'd', q->id);
	k.n += k.v[k.n].n > 0;
	k.v[k.n] = iri_key(a, 'i', q->iri);
	k.n += k.v[k.n].n > 0;
	/* Not every format has families. */
	k.v[k.n] = name_key(a, q->vendor, S(""), q->name);
	k.n += k.v[k.n].n > 0;
	if (q->family.n > 0) {
		k.v[k.n] = name_key(a, q->vendor, q->family, q->name);
		k.n += k.v[k.n].n > 0;
	}
	return k;
}

static bool
has_key(const struct reading_keys *keys, struct str key)
{
	for (size_t i = 0; i < keys->n; i++) {
		if (str_eq(keys->v[i], key))
			return true;
	}
	return false;
}

/* By name alone, though other names tell that it is something else. */
static bool
is_other(const struct reading_product *p, const struct reading_keys *keys)
{
	bool is_same = has_key(keys, p->purl) || has_key(keys, p->cpe);

	return !is_same &&
	    ((p->purl.n > 0 && keys->has_purl) ||
		(p->cpe.n > 0 && keys->has_cpe));
}

static int
same_cmp(const void *a, const void *b)
{
	const struct reading_same *x = a, *y = b;

	if (x->product != y->product)
		return x->product < y->product ? -1 : 1;
	return (x->is_very < y->is_very) - (x->is_very > y->is_very);
}

/* The products of a key; documents have one kind of addresses. */
static const struct named *
products_of(const struct reading *r, struct str key, struct arena *a)
{
	if (str_starts(key, S("v:")))
		key = iri_key(a, 'i', str_from(key, 2));
	return map_get(r->by_key, key);
}

struct reading_match
reading_match(struct arena *a, const struct reading *r,
    const struct reading_keys *keys)
{
	struct reading_match m = { 0 };
	size_t room = 0, n = 0;

	for (size_t i = 0; i < keys->n; i++) {
		const struct named *l = products_of(r, keys->v[i], a);
		bool by_name = str_starts(keys->v[i], S("n:"));
		bool is_very = str_starts(keys->v[i], S("v:")) ||
		    str_starts(keys->v[i], S("d:"));

		for (size_t j = 0; l != NULL && j < l->n; j++) {
			if (by_name && is_other(&r->products[l->v[j]], keys))
				continue;
			m.v = arena_grow(a, m.v, m.n, &room, sizeof(*m.v));
			m.v[m.n++] = (struct reading_same){ l->v[j], is_very };
		}
	}
	if (m.n > 0)
		qsort(m.v, m.n, sizeof(*m.v), same_cmp);
	for (size_t i = 0; i < m.n; i++) {
		if (i == 0 || m.v[i].product != m.v[i - 1].product)
			m.v[n++] = m.v[i];
	}
	m.n = n;
	return m;
}

/* ---- statements ---------------------------------------------------------- */

/* How closely versions named so name this one. */
static enum nearness
nearness_of(struct str version, const struct vers *range, bool is_prose,
    struct str asked)
{
	if (version.n > 0)
		return str_eq(version, asked) ? NEAR_VERSION : NEAR_NOT;
	if (range != NULL)
		return vers_contains(range, asked) ? NEAR_RANGE : NEAR_NOT;
	return is_prose ? NEAR_NOT : NEAR_PRODUCT;
}

static enum nearness
fit(const struct reading *r, const struct reading_statement *s, bool is_very,
    struct str version)
{
	const struct reading_product *p = &r->products[s->product];
	enum nearness of = is_very ?
	    NEAR_VERY :
	    nearness_of(p->version, p->range, p->is_prose, version);
	enum nearness said = nearness_of(s->version, s->range, s->is_prose,
	    version);

	if (of == NEAR_NOT || said == NEAR_NOT)
		return NEAR_NOT;
	if (s->is_rest)
		return NEAR_REST;
	return of > said ? of : said;
}

/* What asks for more than the other: affected before all. */
static int
weight(unsigned says)
{
	if ((says & READING_AFFECTED) != 0)
		return 3;
	if ((says & READING_INVESTIGATED) != 0)
		return 2;
	return (says & READING_FIXED) != 0;
}

/* The first of a product's statements in the index. */
static size_t
find(const struct reading_flaw *f, size_t product)
{
	size_t low = 0, high = f->n_statements;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (f->statements[f->by_product[mid]].product < product)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Whether statement i decides rather than the best one so far. */
static bool
is_better(const struct reading *r, const struct reading_flaw *f, size_t i,
    size_t best, const enum nearness near[2])
{
	unsigned says = f->statements[i].says;

	if (r->first_counts && (near[0] > NEAR_REST || near[1] > NEAR_REST))
		return near[0] > NEAR_REST &&
		    (near[1] == NEAR_REST || i < best);
	if (near[0] != near[1])
		return near[0] > near[1];
	return weight(says) > weight(f->statements[best].says);
}

/* A statement that fits. */
struct fitting {
	size_t group;
	size_t statement;
	enum nearness near;
};

struct fittings {
	struct fitting *v;
	size_t n;
	size_t room;
	bool has_alone;		/* something is said of the product alone */
};

static int
fitting_cmp(const void *a, const void *b)
{
	const struct fitting *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->statement > y->statement) - (x->statement < y->statement);
}

static struct fittings
all_fitting(struct arena *a, const struct reading *r,
    const struct reading_flaw *f, const struct reading_match *match,
    struct str version)
{
	struct fittings l = { 0 };

	for (size_t i = 0; i < match->n; i++) {
		const struct reading_same *same = &match->v[i];

		for (size_t at = find(f, same->product); at < f->n_statements;
		     at++) {
			size_t n = f->by_product[at];
			const struct reading_statement *s = &f->statements[n];
			enum nearness near;

			if (s->product != same->product)
				break;
			l.has_alone = l.has_alone || s->group == 0;
			near = fit(r, s, same->is_very, version);
			if (near == NEAR_NOT)
				continue;
			l.v = arena_grow(a, l.v, l.n, &l.room, sizeof(*l.v));
			l.v[l.n++] = (struct fitting){ s->group, n, near };
		}
	}
	if (l.n > 0)
		qsort(l.v, l.n, sizeof(*l.v), fitting_cmp);
	return l;
}

/* The one of a group that decides; *end gets where the next group begins. */
static const struct fitting *
decides(const struct reading *r, const struct reading_flaw *f,
    const struct fittings *l, size_t begin, size_t *end)
{
	const struct fitting *best = &l->v[begin];
	size_t i = begin + 1;

	for (; i < l->n && l->v[i].group == best->group; i++) {
		const enum nearness near[2] = { l->v[i].near, best->near };

		if (is_better(r, f, l->v[i].statement, best->statement, near))
			best = &l->v[i];
	}
	*end = i;
	return best;
}

unsigned
reading_stand(struct arena *a, const struct reading *r,
    const struct reading_flaw *f, const struct reading_match *match,
    struct str version, size_t *statement)
{
	const struct fittings l = all_fitting(a, r, f, match, version);
	const struct reading_statement *best = NULL;
	bool is_fix = false;

	for (size_t i = 0, end; i < l.n; i = end) {
		const struct fitting *x = decides(r, f, &l, i, &end);
		const struct reading_statement *s =
		    &f->statements[x->statement];

		if ((s->is_inner && !l.has_alone) ||
		    (is_fix && s->is_built_in && x->near == NEAR_PRODUCT))
			continue;
		if (s->group == 0)
			is_fix = s->says == READING_FIXED &&
			    x->near > NEAR_PRODUCT;
		if (best == NULL || weight(s->says) > weight(best->says))
			best = s;
	}
	*statement = best != NULL ? (size_t)(best - f->statements) : SIZE_MAX;
	if (best != NULL)
		return best->says;
	return f->is_applicability ? READING_ANY : READING_UNKNOWN;
}

/* ---- a document ---------------------------------------------------------- */

struct sorted {
	size_t product;
	size_t at;
};

static int
sorted_cmp(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	if (x->product != y->product)
		return x->product < y->product ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
sort_statements(struct reading_flaw *f, struct arena *a)
{
	struct sorted *v = arena_array(a, struct sorted, f->n_statements + 1);

	f->by_product = arena_array(a, size_t, f->n_statements + 1);
	for (size_t i = 0; i < f->n_statements; i++)
		v[i] = (struct sorted){ f->statements[i].product, i };
	qsort(v, f->n_statements, sizeof(*v), sorted_cmp);
	for (size_t i = 0; i < f->n_statements; i++)
		f->by_product[i] = v[i].at;
}

static struct json_node *
parse(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("document.json"));

	source_set_text(ss, file, text);
	return json_tree(a, ss, file, diags_open(a));
}

struct reading *
reading_open(struct arena *a, struct str text, const char **why)
{
	struct reading *r = arena_new(a, struct reading);
	const struct json_node *root;

	*why = "it is larger than any honest document";
	if (text.n > LIMIT_JSON_BYTES)
		return NULL;
	root = parse(a, text);
	*why = "it is no JSON";
	if (root == NULL)
		return NULL;
	*why = "it is of no known format";
	for (size_t i = 0; i < READING_FORMATS; i++) {
		if (!formats[i].is(root))
			continue;
		r->format = (enum reading_format)i;
		if (!formats[i].read(r, a, root, why))
			return NULL;
		add_names(r, a);
		for (size_t j = 0; j < r->n_flaws; j++)
			sort_statements(&r->flaws[j], a);
		return r;
	}
	return NULL;
}
