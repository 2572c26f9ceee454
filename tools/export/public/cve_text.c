#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/utf8.h"
#include "export/public/cve_impl.h"
#include "export/public/place.h"

/* What stands behind a text that was cut. */
#define CUT	"\xe2\x80\xa6"

struct str
cve_text(struct cve_record *k, struct str s, size_t n)
{
	size_t at = 0;

	s = str_trim(s);
	if (utf8_count(s) <= n)
		return s;
	for (size_t i = 0; i + 1 < n; i++)
		(void)utf8_next(s, &at);
	return str_cat(k->doc.a, str_trim(str_sub(s, 0, at)), S(CUT));
}

struct str
cve_text_fill(struct cve_record *k, enum public_lang lang, const char *key,
    const struct catalog_value values[], size_t n)
{
	return catalog_fill(k->doc.a, csaf_put_word(&k->doc, lang, key),
	    values, n);
}

void
cve_text_put(struct cve_record *k, enum public_lang lang, struct str value)
{
	struct str text = cve_text(k, value, CVE_TEXT);

	if (text.n == 0)
		return;
	json_object(k->doc.w);
	json_pair(k->doc.w, "lang", place_lang(lang));
	json_pair(k->doc.w, "value", text);
	json_end(k->doc.w);
}

struct str
cve_text_products(struct cve_record *k, enum public_lang lang,
    const struct public_leaves *l)
{
	struct map *seen = map_open(k->doc.a);
	struct str out = S("");

	for (size_t i = 0; i < l->n; i++) {
		const struct public_leaf *leaf = &k->doc.adv->leaves[l->v[i]];

		while (leaf->is_combination)
			leaf = &k->doc.adv->leaves[leaf->whole];
		if (!map_add(seen, leaf->product, seen))
			continue;
		if (out.n > 0)
			out = str_cat(k->doc.a, out,
			    csaf_put_word(&k->doc, lang, "machine.cve.join"));
		out = str_cat(k->doc.a, out, leaf->product);
	}
	return out;
}

/* ---- the head ---- */

static struct str
section_in(struct public_section *const *sections, const size_t *n,
    enum public_lang lang, const char *key)
{
	for (size_t i = 0; i < n[lang]; i++) {
		if (str_eq_z(sections[lang][i].key, key))
			return str_trim(sections[lang][i].text.plain);
	}
	return S("");
}

/* Of the flaw; of the whole only when that is the one flaw. */
static struct str
section_of(const struct cve_record *k, enum public_lang lang, const char *key)
{
	struct str own = section_in(k->flaw->sections, k->flaw->n_sections,
	    lang, key);

	if (own.n > 0 || k->doc.adv->n_vulnerabilities > 1)
		return own;
	return section_in(k->doc.adv->sections, k->doc.adv->n_sections, lang,
	    key);
}

/* "ExaGate 500 (4.0.0 and later, before 4.8.2), ...": what is affected. */
static struct str
affected_in(struct cve_record *k, enum public_lang lang, bool has_versions)
{
	struct str out = S("");

	for (size_t i = 0; i < k->flaw->n_rows; i++) {
		const struct public_row *row = &k->flaw->rows[i];
		const struct catalog_value values[] = {
			{ S("product"), row->product.in[lang] },
			{ S("versions"), row->affected.in[lang] },
		};

		if (row->affected.in[lang].n == 0 ||
		    str_eq_z(row->state, "notaffected") ||
		    str_eq_z(row->state, "investigating"))
			continue;
		if (out.n > 0)
			out = str_cat(k->doc.a, out,
			    csaf_put_word(&k->doc, lang, "machine.cve.join"));
		out = str_cat(k->doc.a, out,
		    has_versions ?
			cve_text_fill(k, lang, "machine.cve.product", values,
			    ARRAY_LEN(values)) :
			row->product.in[lang]);
	}
	return out;
}

/* CNA Operational Rules 5.2: type, product and versions in a sentence of their
 * own, for the description must stand by itself; then the writer's words. */
static struct str
description_in(struct cve_record *k, enum public_lang lang)
{
	struct str products = affected_in(k, lang, true);
	bool has_title = k->flaw->title.in[lang].n > 0;
	const struct catalog_value values[] = {
		{ S("flaw"),
		    has_title ? k->flaw->title.in[lang] :
				k->doc.adv->title.in[lang] },
		{ S("products"), products },
	};
	struct str text = section_of(k, lang, "description");
	struct str head;

	if (values[0].value.n == 0)
		return S("");
	head = cve_text_fill(k, lang,
	    has_title && products.n > 0 ? "machine.cve.sentence" :
					  "machine.cve.heading",
	    values, ARRAY_LEN(values));
	if (text.n == 0)
		text = section_of(k, lang, "summary");
	if (text.n == 0)
		return head;
	return str_fmt(k->doc.a, "%.*s\n\n%.*s", STR_ARG(head), STR_ARG(text));
}

/* Of several flaws of an advisory each has a title of its own. */
static struct str
title_of(struct cve_record *k)
{
	const struct public_advisory *adv = k->doc.adv;
	struct str flaw = k->flaw->title.in[PUBLIC_EN];
	const struct catalog_value values[] = {
		{ S("flaw"), flaw },
		{ S("products"), affected_in(k, PUBLIC_EN, false) },
	};

	if (flaw.n == 0 || adv->n_vulnerabilities == 1)
		return adv->title.in[PUBLIC_EN];
	if (values[1].value.n == 0)
		return flaw;
	return cve_text_fill(k, PUBLIC_EN, "machine.cve.title", values,
	    ARRAY_LEN(values));
}

void
cve_text_head(struct cve_record *k)
{
	struct json_writer *w = k->doc.w;
	struct str impact = section_of(k, PUBLIC_EN, "impact");

	json_pair_opt(w, "title", cve_text(k, title_of(k), CVE_TITLE));
	json_name(w, "descriptions");
	json_array(w);
	cve_text_put(k, PUBLIC_EN, description_in(k, PUBLIC_EN));
	cve_text_put(k, PUBLIC_JA, description_in(k, PUBLIC_JA));
	json_end(w);
	/* Without English the schema takes none. */
	if (impact.n == 0)
		return;
	json_name(w, "impacts");
	json_array(w);
	json_object(w);
	json_name(w, "descriptions");
	json_array(w);
	cve_text_put(k, PUBLIC_EN, impact);
	cve_text_put(k, PUBLIC_JA, section_of(k, PUBLIC_JA, "impact"));
	json_end(w);
	json_end(w);
	json_end(w);
}

/* ---- what helps ---- */

/* The same words for several sets of products are said once, with all. */
struct said {
	struct public_words words;
	struct public_leaves leaves;
	size_t cap;
};

static void
hear(struct cve_record *k, struct map *all, const struct public_words *words,
    const struct public_leaves *l)
{
	struct str key = str_fmt(k->doc.a, "%.*s\x1f%.*s",
	    STR_ARG(words->in[PUBLIC_JA]), STR_ARG(words->in[PUBLIC_EN]));
	struct said *s = map_get(all, key);

	if (s == NULL) {
		s = arena_new(k->doc.a, struct said);
		s->words = *words;
		map_put(all, key, s);
	}
	for (size_t i = 0; i < l->n; i++) {
		s->leaves.v = arena_grow(k->doc.a, s->leaves.v, s->leaves.n,
		    &s->cap, sizeof(*s->leaves.v));
		s->leaves.v[s->leaves.n++] = l->v[i];
	}
}

static void
put_said(struct cve_record *k, const char *name, const struct map *all)
{
	json_name(k->doc.w, name);
	json_opt_array(k->doc.w);
	for (size_t i = 0; i < map_len(all); i++) {
		const struct said *s = map_at(all, i)->value;

		for (int l = PUBLIC_EN; l >= (int)PUBLIC_JA; l--) {
			enum public_lang lang = (enum public_lang)l;
			const struct catalog_value values[] = {
				{ S("products"),
				    cve_text_products(k, lang, &s->leaves) },
				{ S("text"), str_trim(s->words.in[lang]) },
			};

			if (values[1].value.n == 0)
				continue;
			cve_text_put(k, lang,
			    s->leaves.n == 0 ?
				values[1].value :
				cve_text_fill(k, lang, "machine.cve.for",
				    values, ARRAY_LEN(values)));
		}
	}
	json_end(k->doc.w);
}

void
cve_text_help(struct cve_record *k)
{
	const struct public_vulnerability *v = k->flaw;
	struct map *solutions = map_open(k->doc.a);
	struct map *workarounds = map_open(k->doc.a);
	struct map *exploits = map_open(k->doc.a);

	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_remediation *r = &v->remediations[i];
		bool is_around = str_eq_z(r->category, "workaround") ||
		    str_eq_z(r->category, "mitigation");

		hear(k, is_around ? workarounds : solutions, &r->details,
		    &r->leaves);
	}
	for (size_t i = 0; i < v->n_threats; i++) {
		if (str_eq_z(v->threats[i].category, "exploit_status"))
			hear(k, exploits, &v->threats[i].details,
			    &v->threats[i].leaves);
	}
	put_said(k, "solutions", solutions);
	put_said(k, "workarounds", workarounds);
	put_said(k, "exploits", exploits);
}
