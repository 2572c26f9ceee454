#include "feed/feed_openvex_ware.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "version/cpe.h"

/* What holds of a product and parts of it. */
struct claim {
	struct feed_affects e;
	struct str version;
	enum feed_status status;
	struct instant at;
};

struct task {
	struct feed_make *k;
	struct map *claims;	/* product, its parts -> struct claim */
	struct map *wares;	/* names -> struct feed_ware */
	/* of the statement that is read */
	enum feed_status status;
	struct instant at;
	struct str note;
	struct map *releases;	/* version of a source package -> its release */
	struct str release;	/* of the source package before */
	struct str distro;	/* and its namespace */
};

static enum feed_status
status_of(const struct json_node *statement)
{
	static const struct {
		struct str word;
		enum feed_status status;
	} words[] = {
		{ STR_INIT("affected"), FEED_AFFECTED },
		{ STR_INIT("fixed"), FEED_FIXED },
		{ STR_INIT("not_affected"), FEED_NOT_AFFECTED },
		{ STR_INIT("under_investigation"), FEED_INVESTIGATED },
	};
	struct str word = json_get_str(statement, "status");

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(words[i].word, word))
			return words[i].status;
	}
	return FEED_UNCLEAR;
}

/* ---- products ---------------------------------------------------------- */

/*
 * Ubuntu tells the release of a source package alone; the binary packages that
 * are built of it stand behind it, mostly with its version.
 */
static void
set_release(struct task *t, struct feed_affects *e, struct str version)
{
	const struct str *known;
	struct str *own;

	if (e->by != FEED_BY_PACKAGE)
		return;
	if (e->release.n > 0) {
		own = arena_new(t->k->a, struct str);
		*own = e->release;
		map_put(t->releases, version, own);
		t->release = e->release;
		t->distro = e->namespace;
		return;
	}
	if (!str_eq(t->distro, e->namespace))
		return;
	known = map_get(t->releases, version);
	e->release = known != NULL ? *known : t->release;
}

/* A later statement on the same replaces one before. */
static void
claim(struct task *t, struct str key, const struct feed_affects *e,
    struct str version)
{
	struct claim *c = map_get(t->claims, key);

	if (c == NULL) {
		c = arena_new(t->k->a, struct claim);
		(void)map_add(t->claims, key, c);
	} else if (t->at.s < c->at.s) {
		return;
	}
	*c = (struct claim){ *e, version, t->status, t->at };
}

/* Which parts of a product are meant; empty: all of it. */
static struct str
parts_of(struct task *t, const struct json_node *product)
{
	const struct json_node *list = json_get(product, "subcomponents");
	const struct json_node *first = feed_json_first(list);

	if (first == NULL)
		return S("");
	return str_fmt(t->k->a, "%zu %.*s", list->n,
	    STR_ARG(json_get_str(first, "@id")));
}

static void
take_product(struct task *t, const struct json_node *n)
{
	const struct json_node *names = json_get(n, "identifiers");
	/* Before 0.2 products were texts. */
	struct str iri = n->kind == JSON_IS_STRING ? n->text :
						     json_get_str(n, "@id");
	struct str purl = json_get_str(names, "purl");
	struct str cpe = json_get_str(names, "cpe23");
	struct str parts = parts_of(t, n), version = S("");
	struct feed_affects e = { .note = t->note }, c = e;
	struct cpe read;

	if (purl.n == 0)
		purl = iri;
	if (cpe.n == 0)
		cpe = json_get_str(names, "cpe22");
	if (cpe.n == 0)
		cpe = iri;
	if (feed_make_purl(t->k, purl, &e, &version)) {
		set_release(t, &e, version);
		claim(t,
		    str_fmt(t->k->a, "%.*s\n%.*s", STR_ARG(purl),
			STR_ARG(parts)),
		    &e, version);
	}
	c.cpe = feed_make_cpe(t->k, cpe, &read);
	if (c.cpe.n == 0)
		return;
	c.by = FEED_BY_CPE;
	claim(t,
	    str_fmt(t->k->a, "%.*s\n%.*s", STR_ARG(c.cpe), STR_ARG(parts)), &c,
	    S(""));
}

static void
take_statement(struct task *t, const struct json_node *s)
{
	static const char *const notes[] = { "justification",
		"impact_statement", "status_notes" };
	const struct json_node *n = feed_json_list(s, "products");
	struct str at = json_get_str(s, "last_updated");

	t->status = status_of(s);
	t->at = t->k->r.modified;
	if (at.n == 0)
		at = json_get_str(s, "timestamp");
	if (at.n > 0)
		feed_make_time(t->k, at, &t->at);
	t->note = S("");
	for (size_t i = 0; i < ARRAY_LEN(notes) && t->note.n == 0; i++)
		t->note = feed_make_word(t->k, json_get_str(s, notes[i]));
	t->releases = map_open(t->k->a);
	t->release = S("");
	t->distro = S("");
	for (; n != NULL; n = n->next)
		take_product(t, n);
}

/* ---- entries ----------------------------------------------------------- */

/* Of two words on the same the worse one holds. */
static unsigned
weight(enum feed_status s)
{
	switch (s) {
	case FEED_AFFECTED:
	case FEED_WONT_FIX:
		return 4;
	case FEED_INVESTIGATED:
		return 3;
	case FEED_UNCLEAR:
		return 2;
	case FEED_NOT_AFFECTED:
	case FEED_FIXED:
		return 1;
	case FEED_SILENT:
		break;
	}
	return 0;
}

/* Of all versions, or of those that nothing else is said of. */
static void
say_all(struct feed_ware *w, const struct claim *c)
{
	if (weight(c->status) > weight(w->e.otherwise))
		w->e.otherwise = c->status;
	if (c->status == FEED_AFFECTED || c->status == FEED_INVESTIGATED)
		w->e.is_all = true;
	if (w->e.text.n == 0)
		w->e.text = c->version;
}

/* A stretch, unless a build for another machine has just said the same. */
static void
say_stretch(struct feed_make *k, struct feed_ware *w,
    const struct feed_stretch *s)
{
	const struct feed_stretch *last = w->e.n_stretches > 0 ?
	    &w->e.stretches[w->e.n_stretches - 1] :
	    NULL;

	if (last != NULL && last->status == s->status &&
	    str_eq(last->low, s->low) && str_eq(last->high, s->high))
		return;
	if (s->status == FEED_FIXED && s->high.n == 0)
		feed_make_stretch(k, w,
		    &(struct feed_stretch){ .high = s->low,
			.status = FEED_AFFECTED });
	feed_make_stretch(k, w, s);
}

static void
say(struct feed_make *k, struct feed_ware *w, const struct claim *c)
{
	struct feed_stretch s = { .low = c->version,
		.low_included = true,
		.status = c->status };
	bool is_good = c->status == FEED_FIXED ||
	    c->status == FEED_NOT_AFFECTED;

	if (c->version.n == 0) {
		say_all(w, c);
		return;
	}
	if (w->e.by == FEED_BY_PACKAGE && w->e.release.n > 0) {
		/* Builds of a release follow each other: before the fixed one
		 * all are affected, and what has no fix stays open. */
		if (is_good)
			say_stretch(k, w, &s);
		else
			say_all(w, c);
		return;
	}
	if (c->status == FEED_AFFECTED) {
		if (w->e.n_versions == 0 ||
		    !str_eq(w->e.versions[w->e.n_versions - 1], c->version))
			feed_make_version(k, w, c->version);
		return;
	}
	s.high = c->version;
	s.high_included = true;
	say_stretch(k, w, &s);
}

/* The entry of a product; its builds for all machines have one. */
static struct feed_ware *
ware_of(struct task *t, const struct feed_affects *e)
{
	bool is_package = e->by == FEED_BY_PACKAGE;
	struct str key = str_fmt(t->k->a,
	    "%d %d\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", (int)e->by,
	    (int)e->is_source, STR_ARG(e->type), STR_ARG(e->namespace),
	    STR_ARG(e->name), STR_ARG(e->release), STR_ARG(e->module),
	    STR_ARG(e->cpe), STR_ARG(is_package ? S("") : e->qualifiers));
	struct feed_ware *w = map_get(t->wares, key);

	if (w == NULL) {
		w = arena_new(t->k->a, struct feed_ware);
		w->e = *e;
		(void)map_add(t->wares, key, w);
	} else if (!str_eq(w->e.qualifiers, e->qualifiers)) {
		w->e.qualifiers = S("");
	}
	return w;
}

void
feed_openvex_wares(struct feed_make *k,
    const struct json_node *const *statements, size_t n)
{
	struct task t = { .k = k,
		.claims = map_open(k->a),
		.wares = map_open(k->a) };

	for (size_t i = 0; i < n; i++)
		take_statement(&t, statements[i]);
	for (size_t i = 0; i < map_len(t.claims); i++) {
		const struct claim *c = map_at(t.claims, i)->value;

		say(k, ware_of(&t, &c->e), c);
	}
	for (size_t i = 0; i < map_len(t.wares); i++) {
		const struct feed_ware *w = map_at(t.wares, i)->value;

		feed_make_affects(k, &w->e);
	}
}
