#include "feed/feed_make.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "feed/feed_distro.h"
#include "feed/feed_read.h"
#include "feed/feed_report.h"
#include "text/json_read.h"
#include "version/cpe.h"
#include "version/cpe_mend.h"
#include "version/percent.h"
#include "version/purl.h"

static const struct instant never = { .s = INT64_MIN };

void
feed_make_begin(struct feed_make *k, size_t at, size_t len)
{
	struct feed_make empty = { .a = k->a, .doc = k->doc, .sink = k->sink };

	*k = empty;
	k->at = at;
	k->r.published = never;
	k->r.modified = never;
	k->r.raw_at = k->doc->member;
	k->r.off = k->doc->off + at;
	k->r.len = len;
}

void
feed_make_report(struct feed_make *k, const char *help, const char *what)
{
	feed_report(k->sink, k->doc, k->at, help, "record %.*s: %s",
	    STR_ARG(k->r.id), what);
}

bool
feed_make_id(struct feed_make *k, struct str id)
{
	bool ok = id.n > 0 && id.n <= LIMIT_FEED_ID_BYTES;

	for (size_t i = 0; ok && i < id.n;) {
		uint32_t c = utf8_next(id, &i);

		ok = c > ' ' && !utf8_is_hostile(c);
	}
	if (ok)
		k->r.id = id;
	else
		feed_report(k->sink, k->doc, k->at,
		    "an id is one word, such as CVE-2026-12345",
		    "a record is left out: its id is %s",
		    id.n == 0 ? "missing" : "no id");
	return ok;
}

bool
feed_make_end(struct feed_make *k)
{
	return k->sink->take(k->sink->ctx, k->doc, &k->r);
}

/* ---- lists ------------------------------------------------------------- */

/* Add an id unless it is there, the record's own, or none. */
static void
add_id(struct feed_make *k, struct str **v, size_t *n, size_t *room,
    struct str id)
{
	if (id.n == 0 || id.n > LIMIT_FEED_ID_BYTES || str_eq(id, k->r.id) ||
	    *n == LIMIT_FEED_IDS)
		return;
	for (size_t i = 0; i < *n; i++) {
		if (str_eq((*v)[i], id))
			return;
	}
	*v = arena_grow(k->a, *v, *n, room, sizeof(**v));
	(*v)[(*n)++] = id;
}

void
feed_make_alias(struct feed_make *k, struct str id)
{
	add_id(k, &k->r.aliases, &k->r.n_aliases, &k->aliases, id);
}

void
feed_make_related(struct feed_make *k, struct str id)
{
	add_id(k, &k->r.related, &k->r.n_related, &k->related, id);
}

void
feed_make_upstream(struct feed_make *k, struct str id)
{
	add_id(k, &k->r.upstream, &k->r.n_upstream, &k->upstream, id);
}

void
feed_make_cwe(struct feed_make *k, struct str cwe)
{
	int64_t n;

	if (!str_starts(cwe, S("CWE-")) ||
	    !num_parse(str_from(cwe, 4), 1, INT32_MAX, &n) ||
	    k->r.n_cwes == LIMIT_FEED_CWES)
		return;
	add_id(k, &k->r.cwes, &k->r.n_cwes, &k->cwes, cwe);
}

void
feed_make_link(struct feed_make *k, struct str url, struct str kind)
{
	struct feed_record *r = &k->r;

	if (url.n == 0 || url.n > LIMIT_FEED_WORD_BYTES ||
	    r->n_links == LIMIT_FEED_LINKS)
		return;
	for (size_t i = 0; i < r->n_links; i++) {
		if (str_eq(r->links[i].url, url))
			return;
	}
	r->links = arena_grow(k->a, r->links, r->n_links, &k->links,
	    sizeof(*r->links));
	r->links[r->n_links++] = (struct feed_link){ url,
		feed_make_word(k, kind) };
}

/* 7.5 as 75; -1 for what is no score. */
static int16_t
tenths(const struct json_node *n)
{
	struct str whole, part;
	int64_t x, y = 0;

	if (n == NULL ||
	    (n->kind != JSON_IS_NUMBER && n->kind != JSON_IS_STRING))
		return -1;
	(void)str_cut(n->text, '.', &whole, &part);
	if (!num_parse(whole, 0, 10, &x) ||
	    (part.n > 0 && !num_parse(str_sub(part, 0, 1), 0, 9, &y)))
		return -1;
	return (int16_t)(x * 10 + y);
}

void
feed_make_score(struct feed_make *k, struct str vector, struct str source,
    const struct json_node *base)
{
	struct feed_score s = { vector, source, tenths(base) };
	struct feed_record *r = &k->r;

	if ((vector.n == 0 && s.base_x10 < 0) ||
	    vector.n > LIMIT_FEED_WORD_BYTES ||
	    r->n_scores == LIMIT_FEED_SCORES)
		return;
	for (size_t i = 0; i < r->n_scores; i++) {
		if (str_eq(r->scores[i].vector, vector) &&
		    str_eq(r->scores[i].source, source))
			return;
	}
	r->scores = arena_grow(k->a, r->scores, r->n_scores, &k->scores,
	    sizeof(*r->scores));
	r->scores[r->n_scores++] = s;
}

void
feed_make_stretch(struct feed_make *k, struct feed_ware *w,
    const struct feed_stretch *s)
{
	struct feed_affects *e = &w->e;

	e->stretches = arena_grow(k->a, e->stretches, e->n_stretches,
	    &w->stretches, sizeof(*s));
	e->stretches[e->n_stretches++] = *s;
}

void
feed_make_version(struct feed_make *k, struct feed_ware *w, struct str version)
{
	struct feed_affects *e = &w->e;

	version = feed_make_word(k, version);
	if (version.n == 0)
		return;
	e->versions = arena_grow(k->a, e->versions, e->n_versions,
	    &w->versions, sizeof(version));
	e->versions[e->n_versions++] = version;
}

void
feed_make_affects(struct feed_make *k, const struct feed_affects *e)
{
	struct feed_record *r = &k->r;

	if (r->n_affects == LIMIT_FEED_AFFECTS) {
		if (!k->is_full)
			feed_make_report(k, "real ones name some 20,000",
			    "it names too many products; the rest is left out");
		k->is_full = true;
		return;
	}
	r->affects = arena_grow(k->a, r->affects, r->n_affects, &k->affects,
	    sizeof(*e));
	r->affects[r->n_affects++] = *e;
}

/* ---- values ------------------------------------------------------------ */

void
feed_make_time(struct feed_make *k, struct str s, struct instant *out)
{
	*out = never;
	/* The zero of Go's times says that there is none. */
	if (s.n == 0 || str_starts(s, S("0001-01-01")))
		return;
	/* As Python writes it. */
	if (s.n > 10 && s.n <= LIMIT_FEED_ID_BYTES && s.p[10] == ' ')
		s = str_fmt(k->a, "%.*sT%.*s", 10, s.p,
		    STR_ARG(str_from(s, 11)));
	if (s.n <= LIMIT_FEED_ID_BYTES &&
	    (instant_parse(s, out, NULL) ||
		instant_parse(str_cat(k->a, s, S("Z")), out, NULL) ||
		instant_parse(str_cat(k->a, s, S("T00:00Z")), out, NULL)))
		return;
	*out = never;
	feed_make_report(k, "a time is written 2026-09-01T09:30:00Z",
	    "one of its times is none, and left out");
}

struct str
feed_make_text(struct str s)
{
	size_t n = LIMIT_FEED_TEXT_BYTES;

	s = str_trim(s);
	if (s.n <= n)
		return s;
	while (((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

struct str
feed_make_word(struct feed_make *k, struct str s)
{
	s = str_trim(s);
	if (s.n <= LIMIT_FEED_WORD_BYTES)
		return s;
	if (!k->is_long)
		feed_make_report(k, "real ones have 2,048 bytes at most",
		    "a name or version is too long, and left out");
	k->is_long = true;
	return S("");
}

struct str
feed_make_join(struct feed_make *k, const struct json_node *list)
{
	struct str all = S("");
	struct buf b;

	if (list == NULL || list->kind != JSON_IS_ARRAY || list->n == 0)
		return all;
	if (list->n == 1)
		return feed_make_word(k, list->first->text);
	buf_init(&b, LIMIT_FEED_WORD_BYTES);
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		if (b.n > 0)
			buf_put(&b, S(", "));
		buf_put(&b, n->text);
	}
	if (buf_ok(&b))
		all = str_dup(k->a, buf_str(&b));
	buf_fini(&b);
	return all;
}

/* The value of a qualifier. */
static struct str
qualifier(struct arena *a, struct str all, struct str key)
{
	struct str one, name, value;
	size_t bad;

	do {
		(void)str_cut(all, '&', &one, &all);
		if (str_cut(one, '=', &name, &value) && str_eq(name, key))
			return percent_decode(a, value, &value, &bad) ? value :
									S("");
	} while (all.n > 0);
	return S("");
}

bool
feed_make_purl(struct feed_make *k, struct str purl, struct feed_affects *e,
    struct str *version)
{
	struct str epoch;
	struct purl p;
	const char *why;

	if (purl.n > LIMIT_FEED_WORD_BYTES ||
	    !purl_parse(k->a, purl, &p, &why))
		return false;
	e->type = p.type;
	e->namespace = p.namespace;
	e->name = p.name;
	e->qualifiers = p.qualifiers;
	e->by = FEED_BY_PURL;
	if (feed_distro_is_type(p.type)) {
		struct str arch = qualifier(k->a, p.qualifiers, S("arch"));

		e->by = FEED_BY_PACKAGE;
		e->is_source = str_eq(arch, S("source")) ||
		    str_eq(arch, S("src"));
		e->module = qualifier(k->a, p.qualifiers, S("rpmmod"));
		if (e->release.n == 0)
			e->release = feed_distro_release(p.namespace,
			    qualifier(k->a, p.qualifiers, S("distro")));
	}
	if (e->scheme.n == 0)
		e->scheme = feed_distro_scheme(p.type);
	epoch = qualifier(k->a, p.qualifiers, S("epoch"));
	if (version != NULL)
		*version = p.version.n > 0 && epoch.n > 0 &&
			str_find_byte(p.version, ':', 0) == SIZE_MAX ?
		    str_fmt(k->a, "%.*s:%.*s", STR_ARG(epoch),
			STR_ARG(p.version)) :
		    p.version;
	return true;
}

struct str
feed_make_cpe(struct feed_make *k, struct str cpe, struct cpe *c)
{
	const char *why;

	cpe = str_trim(cpe);
	if (cpe.n == 0 || cpe.n > LIMIT_CPE_BYTES)
		return S("");
	if (!cpe_parse(cpe, c, &why) &&
	    (!cpe_mend(k->a, cpe, &cpe) || !cpe_parse(cpe, c, &why)))
		return S("");
	return c->is_uri ? cpe_formatted(k->a, c) : cpe;
}
