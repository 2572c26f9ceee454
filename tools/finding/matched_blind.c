#include "finding/matched_blind.h"

#include "base/arena.h"
#include "base/map.h"
#include "finding/mirror.h"
#include "finding/stock.h"
#include "index/index.h"
#include "match/match_called.h"
#include "match/match_distro.h"
#include "version/cpe.h"
#include "version/name.h"
#include "version/purl.h"

/* Stands between the parts of keys. */
#define PART	"\x1f"

/* Records of a name that are looked at for one that m may know. */
#define LOOKED_AT	64

struct looking {
	struct arena *perm, *tmp;	/* tmp: emptied after each component */
	const struct blind_ask *q;
	struct map *feeds;	/* that m may know */
	struct map *told;	/* lines, by their places in memory */
	struct map *answers;	/* of components asked before: reasons */
	struct blind_spot *v;
	size_t n, cap;
};

/* ---- names that records have --------------------------------------------- */

static bool
is_known(const struct looking *k, uint32_t record)
{
	struct index_origin from;

	if (k->q->is_known != NULL)
		return k->q->is_known(k->q->of, record);
	return index_origin(k->q->x, k->tmp, record, &from) &&
	    map_get(k->feeds, from.feed) != NULL;
}

static bool
has(const struct looking *k, enum index_key kind, struct str key)
{
	const uint32_t *v;
	size_t n;

	if (key.n == 0)
		return false;
	v = index_find(k->q->x, kind, key, &n);
	for (size_t i = 0; i < n && i < LOOKED_AT; i++) {
		if (is_known(k, v[i]))
			return true;
	}
	return false;
}

static bool
has_package(const struct looking *k, const struct component *c)
{
	struct str distro = match_distro(c->distro), name;

	for (size_t i = 0; (name = match_distro_name(distro, i)).n > 0; i++) {
		if (has(k, INDEX_PACKAGE,
			index_key_package(k->tmp, name, S(""), c->name)) ||
		    (c->source.n > 0 &&
			has(k, INDEX_PACKAGE,
			    index_key_package(k->tmp, name, S(""),
				c->source))))
			return true;
	}
	return false;
}

static bool
has_called(const struct looking *k, struct str vendor, struct str name)
{
	const struct match_called of = { name_vendor(k->tmp, vendor),
		name_product(k->tmp, vendor, name) };
	struct match_called other;

	for (size_t i = 0; match_called(&of, i, &other); i++) {
		if (has(k, INDEX_NAME,
			index_key_name(k->tmp, S(""),
			    str_cat(k->tmp, other.maker, other.product))))
			return true;
	}
	return false;
}

static bool
has_words(const struct looking *k, struct str vendor, struct str name)
{
	return name.n > 0 &&
	    (has(k, INDEX_NAME, index_key_name(k->tmp, vendor, name)) ||
		has(k, INDEX_NAME, index_key_name(k->tmp, S(""), name)) ||
		has_called(k, vendor, name));
}

/* As matching asks: a CPE name's words are names, too. */
static bool
has_name(const struct looking *k, const struct component *c)
{
	const char *why;
	struct cpe name;

	return has_words(k, c->vendor, c->name) ||
	    (c->cpe.n > 0 && cpe_parse(c->cpe, &name, &why) &&
		has_words(k, name.part[CPE_VENDOR], name.part[CPE_PRODUCT]));
}

static bool
has_cpe(const struct looking *k, const struct component *c)
{
	const char *why;
	struct cpe name;

	return c->cpe.n > 0 && cpe_parse(c->cpe, &name, &why) &&
	    has(k, INDEX_CPE,
		index_key_cpe(k->tmp, name.part[CPE_VENDOR],
		    name.part[CPE_PRODUCT]));
}

/* ---- reasons ------------------------------------------------------------- */

/* Whether any record is of a distribution. */
static bool
is_mirrored(const struct looking *k, struct str distro)
{
	struct str name;

	for (size_t i = 0;
	     (name = match_distro_name(match_distro(distro), i)).n > 0; i++) {
		if (index_holds(k->q->x, INDEX_PACKAGE,
			str_cat(k->tmp, name, S(PART))))
			return true;
	}
	return false;
}

static bool
is_packaged(const struct component *c)
{
	return c->distro.n > 0 &&
	    (str_eq_z(c->type, "deb") || str_eq_z(c->type, "rpm") ||
		str_eq_z(c->type, "apk") || str_eq_z(c->type, "alpm"));
}

static const char *
reason_of(const struct looking *k, const struct component *c)
{
	bool has_purl = false;
	const char *why;
	struct purl p;

	if (c->keyword.n > 0)
		return "unresolved";
	if (c->purl.n > 0)
		has_purl = purl_parse(k->tmp, c->purl, &p, &why);
	if (c->version.n == 0 && c->scope != COMPONENT_ANY &&
	    (!has_purl || p.version.n == 0))
		return "no_version";
	if (k->q->x == NULL || has_cpe(k, c))
		return NULL;
	if (is_packaged(c)) {
		if (has_package(k, c))
			return NULL;
		return is_mirrored(k, c->distro) ? "unknown_name" : "no_feed";
	}
	if (has_purl) {
		if (has(k, INDEX_PURL,
			index_key_purl(k->tmp, p.type, p.namespace, p.name)))
			return NULL;
		if (!index_holds(k->q->x, INDEX_PURL,
			str_cat(k->tmp, p.type, S(PART))))
			return "no_feed";
	}
	return has_name(k, c) ? NULL : "unknown_name";
}

/* The same component is in many versions: asked once. */
static const char *
ask(struct looking *k, const struct component *c)
{
	static const char none[] = "";
	struct scratch tmp;
	const char *reason;
	struct str key;

	key = str_fmt(k->perm,
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%d%d",
	    STR_ARG(c->purl), STR_ARG(c->cpe), STR_ARG(c->vendor),
	    STR_ARG(c->name), STR_ARG(c->distro), STR_ARG(c->source),
	    STR_ARG(c->keyword), c->version.n > 0, (int)c->scope);
	reason = map_get(k->answers, key);
	if (reason == NULL) {
		tmp = scratch_begin(k->tmp);
		reason = reason_of(k, c);
		scratch_end(tmp);
		map_put(k->answers, key,
		    (void *)(uintptr_t)(reason != NULL ? reason : none));
	}
	return reason == none || (reason != NULL && reason[0] == '\0') ?
	    NULL :
	    reason;
}

/* Whether the i-th component is written here, and not told of before. */
static bool
is_own(struct looking *k, const struct stock *s, size_t i)
{
	const struct stock_from *from = &s->from[i];
	const struct entry *holder = s->system != NULL ? &s->system->e :
							 &s->product->e;

	if (from->of != holder ||
	    (from->line == NULL && from->file == SIZE_MAX))
		return false;
	return from->line == NULL ||
	    map_add(k->told, str_fmt(k->perm, "%p", (const void *)from->line),
		k);
}

static void
look(struct looking *k, const struct stock *s, size_t i)
{
	const struct component *c = &s->inv.v[i];
	const char *reason;

	if (!is_own(k, s, i))
		return;
	reason = ask(k, c);
	if (reason == NULL)
		return;
	k->v = arena_grow(k->perm, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n++] = (struct blind_spot){
		.product = s->product,
		.version = s->version,
		.system = s->system,
		.component = s->from[i].line != NULL ?
		    s->from[i].line->says.s :
		    c->name,
		.reason = reason,
		.at = c->at,
	};
}

size_t
matched_blind(struct arena *perm, const struct blind_ask *q,
    struct blind_spot **out)
{
	struct looking k = { .perm = perm, .q = q };

	k.tmp = arena_open();
	k.feeds = map_open(k.tmp);
	k.told = map_open(k.tmp);
	k.answers = map_open(k.tmp);
	for (size_t i = 0; q->mirror != NULL && i < q->mirror->n; i++)
		map_put(k.feeds, q->mirror->v[i].feed, k.feeds);
	for (size_t i = 0; i < q->stocks->n; i++) {
		for (size_t j = 0; j < q->stocks->v[i].inv.n; j++)
			look(&k, &q->stocks->v[i], j);
	}
	arena_close(k.tmp);
	*out = k.v;
	return k.n;
}
