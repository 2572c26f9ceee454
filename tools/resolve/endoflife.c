#include "resolve/endoflife.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "feed/feed_pull.h"
#include "inventory/component.h"
#include "resolve/dictionary_impl.h"
#include "text/json_read.h"
#include "version/purl.h"

/* What tells such a dictionary stands in its first bytes. */
#define HEAD	4096

struct cycle {
	struct str name, latest;
	struct day end;
	bool has_end;
};

struct product {
	struct str name, feed;
	struct cycle *v;
	size_t n;
};

struct endoflife {
	struct arena *perm;
	struct map *products;	/* by "maker:product" of CPE names, and by
				 * "type/namespace/name" of purls */
};

struct endoflife *
endoflife_open(struct arena *perm)
{
	struct endoflife *x = arena_new(perm, struct endoflife);

	x->perm = perm;
	x->products = map_open(perm);
	return x;
}

/* ---- keys ---------------------------------------------------------------- */

static struct str
cpe_key(struct arena *a, struct str maker, struct str product)
{
	return str_fmt(a, "%.*s:%.*s", STR_ARG(maker), STR_ARG(product));
}

static struct str
purl_key(struct arena *a, struct str text, struct str *version)
{
	const char *why;
	struct purl p;

	*version = S("");
	if (text.n == 0 || !purl_parse(a, text, &p, &why))
		return S("");
	*version = p.version;
	return str_fmt(a, "%.*s/%.*s/%.*s", STR_ARG(p.type),
	    STR_ARG(p.namespace), STR_ARG(p.name));
}

/* ---- reading ------------------------------------------------------------- */

static struct str
either(const struct json_node *n, const char *one, const char *other)
{
	struct str s = json_get_str(n, one);

	return s.n > 0 ? s : json_get_str(n, other);
}

static void
take_cycles(struct endoflife *x, struct product *p,
    const struct json_node *list)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	p->v = arena_array(x->perm, struct cycle, list->n + 1);
	for (const struct json_node *r = list->first; r != NULL; r = r->next) {
		const struct json_node *latest = json_get(r, "latest");
		struct cycle *c = &p->v[p->n];

		c->name = str_dup(x->perm, either(r, "name", "releaseCycle"));
		c->has_end = day_parse(either(r, "eolFrom", "eol"), &c->end);
		c->latest = str_dup(x->perm,
		    latest != NULL && latest->kind == JSON_IS_OBJECT ?
			json_get_str(latest, "name") :
			json_get_str(r, "latest"));
		if (c->name.n > 0)
			p->n++;
	}
}

/* An identifier: {"cpe": "cpe:..."} or {"type": "cpe", "id": "cpe:..."}. */
static struct str
identifier(const struct json_node *i, const char *kind)
{
	struct str s = json_get_str(i, kind);

	if (s.n == 0 && str_eq_z(json_get_str(i, "type"), kind))
		s = json_get_str(i, "id");
	return s;
}

static void
take_product(struct endoflife *x, struct str feed,
    const struct json_node *product)
{
	const struct json_node *ids = json_get(product, "identifiers");
	struct product *p = arena_new(x->perm, struct product);

	p->name = str_dup(x->perm, either(product, "label", "title"));
	p->feed = feed;
	take_cycles(x, p, json_get(product, "releases"));
	for (const struct json_node *i = ids != NULL ? ids->first : NULL;
	     i != NULL && p->n > 0; i = i->next) {
		struct str v[4], version, key;
		char part;

		if (dictionary_cpe(x->perm, identifier(i, "cpe"), &part, v) &&
		    v[1].n > 0)
			(void)map_add(x->products,
			    cpe_key(x->perm, v[0], v[1]), p);
		key = purl_key(x->perm, identifier(i, "purl"), &version);
		if (key.n > 0)
			(void)map_add(x->products, key, p);
	}
}

static void
take_document(struct endoflife *x, struct str feed,
    const struct json_node *doc)
{
	const struct json_node *list = json_get(doc, "result");

	if (json_get(doc, "releases") != NULL) {
		take_product(x, feed, doc);
		return;
	}
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *p = list->first; p != NULL; p = p->next)
		take_product(x, feed, p);
}

static bool
take_json(struct endoflife *x, struct str feed, struct str text)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, feed);
	const struct json_node *doc;

	source_set_text(ss, file, text);
	doc = json_tree(a, ss, file, diags_open(a));
	if (doc != NULL)
		take_document(x, feed, doc);
	arena_close(a);
	return doc != NULL;
}

/* A document, or one a line; false when some of it is no JSON. */
static bool
take_text(struct endoflife *x, struct str feed, struct str text)
{
	struct str line;
	bool fine = true;

	if (take_json(x, feed, text))
		return true;
	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		if (str_trim(line).n > 0 && !take_json(x, feed, line))
			fine = false;
	}
	return fine;
}

/* Append up to max bytes in all of a member; false after a fault. */
static bool
pull(struct feed_pull *p, struct buf *text, size_t max)
{
	size_t got = 1;

	while (got > 0 && text->n < max) {
		size_t room = max - text->n < HEAD ? max - text->n : HEAD;
		char *to = buf_extend(text, room);

		if (to == NULL || !feed_pull_read(p, to, room, &got))
			return false;
		text->n -= room - got;
	}
	return true;
}

static bool
is_dictionary(struct str head)
{
	return head.n > 0 && head.p[0] == '{' &&
	    str_find(head, S("\"releases\""), 0) != SIZE_MAX;
}

bool
endoflife_add(struct endoflife *x, struct io_dir *mirror, struct str feed,
    struct str path, struct diags *d)
{
	struct arena *a = arena_open();
	bool is = false, fine = false;
	struct feed_pull *p;
	struct str member;
	struct buf text;

	buf_init(&text, (size_t)LIMIT_RESOLVE_FILE + HEAD);
	if (feed_pull_open(a, mirror, path, &p) == 0) {
		is = feed_pull_next(p, &member) && pull(p, &text, HEAD) &&
		    is_dictionary(buf_str(&text));
		fine = is && pull(p, &text, LIMIT_RESOLVE_FILE) &&
		    text.n < LIMIT_RESOLVE_FILE &&
		    take_text(x, feed, buf_str(&text));
		feed_pull_close(p);
	}
	if (is && !fine)
		diag_report(d, DIAG_ALERT, "feed-file", (struct span){ 0 },
		    "%.*s: as a dictionary of release cycles it cannot be read "
		    "to its end",
		    STR_ARG(path));
	buf_fini(&text);
	arena_close(a);
	return fine;
}

/* ---- looking up ---------------------------------------------------------- */

/* Whether x is y, or y and more behind a sign: "2.4.57" of "2.4"; or a letter:
 * "19c" of "19". */
static bool
is_of(struct str x, struct str y)
{
	if (y.n == 0 || !str_starts(x, y))
		return false;
	return x.n == y.n || x.p[y.n] == '.' || x.p[y.n] == '-' ||
	    x.p[y.n] == '_' || x.p[y.n] == '+' ||
	    (x.n == y.n + 1 && x.p[y.n] >= 'a' && x.p[y.n] <= 'z');
}

static void
set(const struct product *p, const struct cycle *c, struct endoflife_end *out)
{
	*out = (struct endoflife_end){ .product = p->name,
		.cycle = c->name,
		.day = c->end,
		.latest = c->latest,
		.feed = p->feed };
}

/* The cycle that has the version, else those that the version has: "3". */
static bool
find_cycle(const struct product *p, struct str version,
    struct endoflife_end *out)
{
	const struct cycle *best = NULL, *last = NULL;
	bool is_open = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct cycle *c = &p->v[i];

		if (is_of(version, c->name) &&
		    (best == NULL || c->name.n > best->name.n))
			best = c;
		if (!is_of(c->name, version))
			continue;
		is_open = is_open || !c->has_end;
		if (last == NULL || c->end.n > last->end.n)
			last = c;
	}
	if (best == NULL && !is_open)
		best = last;
	if (best == NULL || !best->has_end)
		return false;
	set(p, best, out);
	return true;
}

/* Distributions maintain their packages longer than the makers do. */
static bool
is_packaged(const struct component *c)
{
	return c->distro.n > 0 || str_starts(c->purl, S("pkg:deb/")) ||
	    str_starts(c->purl, S("pkg:rpm/")) ||
	    str_starts(c->purl, S("pkg:apk/")) ||
	    str_starts(c->purl, S("pkg:alpm/"));
}

/* "windows_server_2019": some products have the cycle in their name. */
static bool
find_in_name(const struct endoflife *x, struct arena *a, struct str maker,
    struct str name, struct endoflife_end *out)
{
	for (size_t i = name.n; i > 1; i--) {
		const struct product *p;

		if (name.p[i - 1] != '_')
			continue;
		p = map_get(x->products,
		    cpe_key(a, maker, str_sub(name, 0, i - 1)));
		if (p != NULL)
			return find_cycle(p, str_from(name, i), out);
	}
	return false;
}

bool
endoflife_find(const struct endoflife *x, struct arena *a,
    const struct component *c, struct endoflife_end *out)
{
	struct str v[4], version, key = purl_key(a, c->purl, &version);
	const struct product *p = key.n > 0 ? map_get(x->products, key) : NULL;
	bool has_cpe;
	char part;

	if (is_packaged(c))
		return false;
	has_cpe = c->cpe.n > 0 && dictionary_cpe(a, c->cpe, &part, v) &&
	    v[1].n > 0;
	if (p == NULL && has_cpe) {
		p = map_get(x->products, cpe_key(a, v[0], v[1]));
		version = v[2];
	}
	if (c->version.n > 0)
		version = c->version;
	if (p == NULL)
		return has_cpe && find_in_name(x, a, v[0], v[1], out);
	return version.n > 0 && find_cycle(p, version, out);
}
