#include "feed/feed_jvn.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "feed/cve.h"
#include "feed/feed_prose.h"
#include "feed/feed_read.h"
#include "feed/feed_report.h"
#include "feed/feed_xml.h"
#include "text/json_read.h"
#include "version/cpe.h"

/* Bytes of a tag with its attributes; longer ones are text. */
#define TAG_BYTES	256

/* ---- texts -------------------------------------------------------------- */

static const struct {
	struct str name;
	struct str out;		/* what stands for it */
} tags[] = {
	{ STR_INIT("li"), STR_INIT("\n- ") },
	{ STR_INIT("/ul"), STR_INIT("\n") },
	{ STR_INIT("/ol"), STR_INIT("\n") },
	{ STR_INIT("br"), STR_INIT("\n") },
	{ STR_INIT("p"), STR_INIT("\n") },
	{ STR_INIT("/p"), STR_INIT("\n") },
	{ STR_INIT("/tr"), STR_INIT("\n") },
	{ STR_INIT("/td"), STR_INIT(" ") },
	{ STR_INIT("ul"), STR_INIT("") },
	{ STR_INIT("ol"), STR_INIT("") },
	{ STR_INIT("/li"), STR_INIT("") },
	{ STR_INIT("b"), STR_INIT("") },
	{ STR_INIT("/b"), STR_INIT("") },
	{ STR_INIT("i"), STR_INIT("") },
	{ STR_INIT("/i"), STR_INIT("") },
	{ STR_INIT("a"), STR_INIT("") },
	{ STR_INIT("/a"), STR_INIT("") },
	{ STR_INIT("div"), STR_INIT("") },
	{ STR_INIT("/div"), STR_INIT("\n") },
	{ STR_INIT("span"), STR_INIT("") },
	{ STR_INIT("/span"), STR_INIT("") },
	{ STR_INIT("strong"), STR_INIT("") },
	{ STR_INIT("/strong"), STR_INIT("") },
	{ STR_INIT("table"), STR_INIT("") },
	{ STR_INIT("/table"), STR_INIT("\n") },
	{ STR_INIT("tr"), STR_INIT("") },
	{ STR_INIT("td"), STR_INIT("") },
};

static const struct {
	struct str name;
	struct str out;
} entities[] = {
	{ STR_INIT("&lt;"), STR_INIT("<") },
	{ STR_INIT("&gt;"), STR_INIT(">") },
	{ STR_INIT("&quot;"), STR_INIT("\"") },
	{ STR_INIT("&#39;"), STR_INIT("'") },
	{ STR_INIT("&apos;"), STR_INIT("'") },
	{ STR_INIT("&nbsp;"), STR_INIT(" ") },
	{ STR_INIT("&amp;"), STR_INIT("&") },
};

/* Bytes of the tag or entity that s begins with, and what it becomes; or 0. */
static size_t
markup_bytes(struct str s, struct str *out)
{
	size_t n = 1, end;
	struct str name;

	for (size_t i = 0; s.p[0] == '&' && i < ARRAY_LEN(entities); i++) {
		*out = entities[i].out;
		if (str_starts(s, entities[i].name))
			return entities[i].name.n;
	}
	end = s.p[0] == '<' ? str_find_byte(str_sub(s, 0, TAG_BYTES), '>', 0) :
			      SIZE_MAX;
	if (end == SIZE_MAX)
		return 0;
	while (n < end && s.p[n] != ' ' && (n == 1 || s.p[n] != '/'))
		n++;
	name = str_sub(s, 1, n - 1);
	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		*out = tags[i].out;
		if (str_eq_nocase(name, tags[i].name))
			return end + 1;
	}
	return 0;
}

struct str
feed_jvn_plain(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n * 2 + 1);
	size_t n = 0, i = 0;

	while (i < s.n) {
		struct str out = str_sub(s, i, 1);
		size_t len = s.p[i] == '<' || s.p[i] == '&' ?
		    markup_bytes(str_from(s, i), &out) :
		    0;

		if (len == 0)
			out = s.p[i] == '\r' ? S("") : str_sub(s, i, 1);
		/* No blank lines, no blanks before a line's end. */
		if (out.n > 0 && out.p[0] == '\n') {
			while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\n'))
				n--;
		}
		if (out.n > 0)
			memcpy(p + n, out.p, out.n);
		n += out.n;
		i += len > 0 ? len : 1;
	}
	return feed_make_text((struct str){ p, n });
}

/* Whether there is kana or an ideograph in it. */
static bool
is_japanese(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if ((c >= 0x3041 && c <= 0x30ff) ||
		    (c >= 0x4e00 && c <= 0x9fff))
			return true;
	}
	return false;
}

void
feed_jvn_words(struct feed_make *k, struct str lang, struct str title,
    struct str text)
{
	bool is_ja = str_starts(lang, S("ja"));

	if (!is_ja && !str_starts(lang, S("en")))
		is_ja = is_japanese(title);
	title = feed_make_text(title);
	text = feed_jvn_plain(k->a, text);
	if (is_ja) {
		k->r.title_ja = title;
		k->r.text_ja = text;
	} else {
		k->r.title_en = title;
		k->r.text_en = text;
	}
}

void
feed_jvn_score(struct feed_make *k, struct str version, struct str vector,
    struct str base)
{
	struct json_node number = { .kind = JSON_IS_STRING };

	vector = str_trim(vector);
	number.text = str_trim(base);
	if (vector.n > 0 && !str_starts(vector, S("CVSS:")) &&
	    (str_starts(version, S("3")) || str_starts(version, S("4"))))
		vector = str_fmt(k->a, "CVSS:%.*s/%.*s", STR_ARG(version),
		    STR_ARG(vector));
	feed_make_score(k, vector, S(""), &number);
}

/* ---- ids ---------------------------------------------------------------- */

bool
feed_jvn_is_id(struct str id)
{
	static const struct str beginnings[] = {
		STR_INIT("JVNDB-"),
		STR_INIT("JVN#"),
		STR_INIT("JVNVU#"),
		STR_INIT("JVNTA#"),
		STR_INIT("JPCERT-AT-"),
		STR_INIT("JPCERT-WR-"),
		STR_INIT("MYJVN-ALT-"),
		STR_INIT("TRTA"),
		STR_INIT("VU#"),
		STR_INIT("ICSA-"),
		STR_INIT("ICSMA-"),
	};

	for (size_t i = 0; i < ARRAY_LEN(beginnings); i++) {
		if (str_starts(id, beginnings[i]) &&
		    str_find_byte(id, ' ', 0) == SIZE_MAX)
			return true;
	}
	return false;
}

void
feed_jvn_related(struct feed_make *k, struct str text)
{
	size_t at = 0, end;

	while ((at = str_find(text, S("CVE-"), at)) != SIZE_MAX) {
		end = at + 4;
		while (end < text.n &&
		    ((text.p[end] >= '0' && text.p[end] <= '9') ||
			(text.p[end] == '-' && end == at + 8)))
			end++;
		if (cve_is_id(str_sub(text, at, end - at)))
			feed_make_related(k, str_sub(text, at, end - at));
		at = end;
	}
}

static bool
has(const struct str *v, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(v[i], s))
			return true;
	}
	return false;
}

void
feed_jvn_cve(struct feed_jvn *j, struct str id)
{
	if (!cve_is_id(id) || j->n_cves == LIMIT_FEED_FLAWS ||
	    has(j->cves, j->n_cves, id))
		return;
	j->cves = arena_grow(j->a, j->cves, j->n_cves, &j->cap_cves,
	    sizeof(*j->cves));
	j->cves[j->n_cves++] = id;
}

void
feed_jvn_item(struct feed_jvn *j, const struct feed_jvn_item *item)
{
	if (j->n_items == LIMIT_FEED_XML_ITEMS)
		return;
	j->items = arena_grow(j->a, j->items, j->n_items, &j->cap_items,
	    sizeof(*j->items));
	j->items[j->n_items++] = *item;
}

/* ---- products ----------------------------------------------------------- */

/* What one part of a phrase says, and how the record says it. */
struct piece {
	const struct feed_prose *prose;	/* NULL: nothing is told */
	struct str text;
	size_t item;
};

struct pieces {
	struct piece *v;
	size_t n, cap;
};

static struct pieces
read_items(struct feed_jvn *j)
{
	struct pieces all = { 0 };

	for (size_t i = 0; i < j->n_items; i++) {
		const struct feed_jvn_item *it = &j->items[i];
		size_t had = all.n;

		for (size_t f = 0; f < it->n_phrases; f++) {
			struct str text = feed_make_text(it->phrases[f]);
			struct feed_prose *v;
			size_t n = text.n == 0 ? 0 :
						 feed_prose(j->a, text, &v);

			for (size_t p = 0; p < n; p++) {
				all.v = arena_grow(j->a, all.v, all.n,
				    &all.cap, sizeof(*all.v));
				all.v[all.n++] = (struct piece){ &v[p], text,
					i };
			}
		}
		if (all.n > had)
			continue;
		all.v = arena_grow(j->a, all.v, all.n, &all.cap,
		    sizeof(*all.v));
		all.v[all.n++] = (struct piece){ NULL, S(""), i };
	}
	return all;
}

/*
 * Whether a piece speaks of a CVE: it names none, or this one, or only ids that
 * the record does not have.
 */
static bool
speaks_of(const struct feed_jvn *j, const struct piece *p, struct str cve)
{
	bool is_other = false;

	if (p->prose == NULL || cve.n == 0)
		return true;
	for (size_t i = 0; i < p->prose->n_only_for; i++) {
		if (str_eq(p->prose->only_for[i], cve))
			return true;
		if (has(j->cves, j->n_cves, p->prose->only_for[i]))
			is_other = true;
	}
	return !is_other;
}

/* Whether two pieces can be one entry. */
static bool
are_one(const struct piece *x, const struct piece *y)
{
	return x->item == y->item && x->prose != NULL && y->prose != NULL &&
	    x->prose->is_unread == y->prose->is_unread &&
	    str_eq(x->prose->platform, y->prose->platform);
}

static void
add_prose(struct feed_jvn *j, struct feed_ware *w, const struct piece *p)
{
	const struct feed_prose *v = p->prose;

	if (v == NULL) {
		w->e.is_all = true;
		return;
	}
	w->e.platform = feed_make_word(&j->k, v->platform);
	w->e.is_all = w->e.is_all || v->is_all;
	w->e.is_unread = w->e.is_unread || v->is_unread;
	for (size_t i = 0; i < v->n_versions; i++)
		feed_make_version(&j->k, w, v->versions[i]);
	for (size_t i = 0; i < v->n_stretches; i++)
		feed_make_stretch(&j->k, w, &v->stretches[i]);
	if (w->e.text.n == 0)
		w->e.text = p->text;
	else if (!str_ends(w->e.text, p->text) &&
	    w->e.text.n < LIMIT_FEED_WORD_BYTES)
		w->e.text = str_fmt(j->a, "%.*s, %.*s", STR_ARG(w->e.text),
		    STR_ARG(p->text));
}

struct str
feed_jvn_name(struct feed_make *k, struct str written, struct cpe *c)
{
	struct str cpe, uri = S("cpe:/"), head, rest;

	written = str_trim(written);
	if (!str_starts(written, S("cpe:2.3:")) ||
	    str_find_byte(written, '%', 0) == SIZE_MAX ||
	    written.n > LIMIT_CPE_BYTES)
		return feed_make_cpe(k, written, c);
	rest = str_from(written, 8);
	for (size_t i = 0; i < CPE_EDITION; i++) {
		str_cut(rest, ':', &head, &rest);
		if (str_eq(head, S("*")))
			head = S("");
		uri = str_fmt(k->a, "%.*s%s%.*s", STR_ARG(uri),
		    i > 0 ? ":" : "", STR_ARG(head));
	}
	cpe = feed_make_cpe(k, uri, c);
	return cpe.n > 0 && cpe_parse(cpe, c, &(const char *){ NULL }) ? cpe :
									 S("");
}

/*
 * The name in 2.3, its version "*" when the phrases say it; empty when it names
 * no product.
 */
static struct str
cpe_of(struct feed_jvn *j, struct str written, bool has_phrases,
    bool *has_version)
{
	struct cpe c;
	struct str cpe = feed_jvn_name(&j->k, written, &c), out;
	const char *why;

	*has_version = false;
	if (cpe.n == 0 || !cpe_parse(cpe, &c, &why) ||
	    str_eq(c.part[CPE_PRODUCT], S("*")))
		return S("");
	if (str_eq(c.part[CPE_VERSION], S("*")))
		return cpe;
	*has_version = true;
	if (!has_phrases)
		return cpe;
	c.part[CPE_VERSION] = S("*");
	c.part[CPE_UPDATE] = S("*");
	out = S("cpe:2.3");
	for (size_t i = 0; i < CPE_PARTS; i++)
		out = str_fmt(j->a, "%.*s:%.*s", STR_ARG(out),
		    STR_ARG(c.part[i]));
	return out;
}

/* An entry for each name of the product. */
static void
put_ware(struct feed_jvn *j, const struct feed_jvn_item *it,
    const struct feed_ware *w, bool has_phrases)
{
	size_t put = 0;
	bool has_version;

	for (size_t i = 0; i < it->n_cpes; i++) {
		struct feed_affects e = w->e;

		e.by = FEED_BY_CPE;
		e.cpe = cpe_of(j, it->cpes[i], has_phrases, &has_version);
		e.is_all = w->e.is_all && (has_phrases || !has_version);
		if (e.cpe.n == 0)
			continue;
		feed_make_affects(&j->k, &e);
		put++;
	}
	if (put > 0 || it->product.n == 0)
		return;
	feed_make_affects(&j->k, &w->e);
}

static void
put_pieces(struct feed_jvn *j, const struct pieces *all, struct str cve)
{
	size_t i = 0;

	while (i < all->n) {
		const struct piece *p = &all->v[i];
		const struct feed_jvn_item *it = &j->items[p->item];
		struct feed_ware w = { .e = { .by = FEED_BY_NAME } };

		if (!speaks_of(j, p, cve)) {
			i++;
			continue;
		}
		w.e.vendor = feed_make_word(&j->k, it->vendor);
		w.e.product = feed_make_word(&j->k, it->product);
		add_prose(j, &w, p);
		for (i++; i < all->n && are_one(p, &all->v[i]); i++) {
			if (speaks_of(j, &all->v[i], cve))
				add_prose(j, &w, &all->v[i]);
		}
		put_ware(j, it, &w, p->prose != NULL);
	}
}

/* ---- records ------------------------------------------------------------ */

/* The record of one CVE, or of the id; true unless the sink ends it. */
static bool
put_record(struct feed_jvn *j, const struct pieces *all, struct str id,
    struct str cve)
{
	feed_make_begin(&j->k, 0, j->k.doc->text.n);
	if (!feed_make_id(&j->k, id))
		return true;
	if (str_eq(id, j->id))
		feed_make_alias(&j->k, cve);
	else
		feed_make_related(&j->k, j->id);
	for (size_t i = 0; i < j->n_cves; i++) {
		if (!str_eq(j->cves[i], cve))
			feed_make_related(&j->k, j->cves[i]);
	}
	j->fill(j, cve);
	put_pieces(j, all, cve);
	return feed_make_end(&j->k);
}

bool
feed_jvn_end(struct feed_jvn *j)
{
	struct pieces all = read_items(j);
	bool ok = true;

	j->k.a = j->a;
	if (j->n_cves <= 1)
		return put_record(j, &all, j->id,
		    j->n_cves == 1 ? j->cves[0] : S(""));
	if (j->n_cves * all.n > LIMIT_FEED_FLAW_WORK)
		return put_record(j, &all, j->id, S(""));
	for (size_t i = 0; i < j->n_cves && ok; i++)
		ok = put_record(j, &all, j->cves[i], j->cves[i]);
	return ok;
}

/* ---- answers ------------------------------------------------------------ */

void
feed_jvn_status(struct feed_xml *x, const struct feed_xml_node *node,
    struct feed_jvn_count *count)
{
	struct str code = feed_xml_attribute(node, "retCd");

	if (!num_parse(feed_xml_attribute(node, "totalResRet"), 0, INT32_MAX,
		&count->told))
		count->told = 0;
	if (code.n == 0 || str_eq(code, S("0")))
		return;
	feed_report_file(x->sink, &x->piece,
	    "the answer is an error though its HTTP status is 200: look at "
	    "the parameters of the address",
	    "MyJVN answers with code %.*s %.*s: %.*s",
	    STR_ARG(feed_report_quote(x->scratch, code)),
	    STR_ARG(feed_report_quote(x->scratch,
		feed_xml_attribute(node, "errCd"))),
	    STR_ARG(feed_report_quote(x->scratch,
		feed_xml_attribute(node, "errMsg"))));
}

void
feed_jvn_counted(const struct feed_xml *x, const struct feed_jvn_count *count)
{
	if (count->told <= 0 || (size_t)count->told <= count->records)
		return;
	feed_report_file(x->sink, x->doc, NULL,
	    "it says that it has %lld records, it has %zu",
	    (long long)count->told, count->records);
}
