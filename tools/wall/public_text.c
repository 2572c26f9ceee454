#include "wall/public_impl.h"

#include "base/arena.h"
#include "base/diag.h"
#include "model/range.h"

struct public_words
public_words(const struct words *w)
{
	return (struct public_words){ { w->ja.s, w->en.s } };
}

struct public_publisher
public_publisher(const struct publisher *p)
{
	return (struct public_publisher){
		str_z(enum_name(&enum_publisher_category, p->category.v)),
		p->name.s,
		p->namespace.s,
		p->contact_details.s,
		p->issuing_authority.s,
	};
}

struct str *
public_strings(struct arena *a, const struct text_list *l)
{
	struct str *out = arena_array(a, struct str, l->n);

	for (size_t i = 0; i < l->n; i++)
		out[i] = l->v[i].s;
	return out;
}

static const struct str langs[PUBLIC_LANGS] = {
	[PUBLIC_JA] = STR_INIT("ja"),
	[PUBLIC_EN] = STR_INIT("en"),
};

struct public_words
public_phrase(const struct public_making *k, const char *key,
    const struct catalog_value values[], size_t n)
{
	struct public_words out = { 0 };

	for (size_t i = 0; i < PUBLIC_LANGS && !k->is_source; i++) {
		struct str text;

		if (catalog_get(k->w->words, langs[i], str_z(key), &text))
			out.in[i] = catalog_fill(k->a, text, values, n);
	}
	return out;
}

struct public_words
public_range(const struct public_making *k, const struct product_version *v)
{
	struct public_words out = { 0 };

	/* What the range was read into is larger than its words. */
	for (size_t i = 0; i < PUBLIC_LANGS && !k->is_source; i++)
		out.in[i] = str_dup(k->a,
		    range_words(k->tmp, k->w->words, langs[i], v));
	return out;
}

struct public_words
public_joined(const struct public_making *k, struct public_words one,
    struct public_words more)
{
	struct public_words out = { 0 };

	for (size_t i = 0; i < PUBLIC_LANGS && !k->is_source; i++)
		out.in[i] = range_join(k->a, k->w->words, langs[i], one.in[i],
		    more.in[i]);
	return out;
}

bool
public_render(struct arena *a, struct diags *d, const struct sources *ss,
    struct span body, struct public_text *out)
{
	struct markdown m = { 0 };
	bool ok = markdown_render(a, ss, body, 1, d, &m);

	out->html = m.html;
	out->plain = m.plain;
	return ok;
}

/* CSAF 2.0 section 3.1.8.2: the note category of each fixed key. */
static const char *const categories[] = {
	[SECTION_SUMMARY] = "summary",
	[SECTION_IMPACT] = "details",
	[SECTION_ACTION] = "general",
	[SECTION_CHECK_VERSION] = "general",
	[SECTION_WORKAROUND] = "general",
	[SECTION_DETECTION] = "details",
	[SECTION_DESCRIPTION] = "description",
	[SECTION_DETAILS] = "details",
	[SECTION_FAQ] = "faq",
	[SECTION_GENERAL] = "general",
	[SECTION_LEGAL_DISCLAIMER] = "legal_disclaimer",
	[SECTION_OTHER] = "other",
};

static int
section_of(struct str key)
{
	for (size_t i = 0; i < enum_section.n; i++) {
		if (str_eq_z(key, enum_section.values[i].name))
			return enum_section.values[i].v;
	}
	return 0;
}

static bool
is_under(const struct section_meta *m, struct str heading)
{
	for (size_t i = 0; i < m->under.n; i++) {
		if (str_eq_nocase(m->under.v[i].s, heading))
			return true;
	}
	return m->under.n == 0;
}

/* heading is that of the flaw, or "document". */
static struct str
audience_of(const struct advisory *text, struct str title, struct str heading)
{
	for (size_t i = 0; i < text->sections.n; i++) {
		const struct section_meta *m = &text->sections.v[i];

		if (str_eq(m->title.s, title) && is_under(m, heading))
			return m->audience.s;
	}
	return S("");
}

/* Words of a text from outside, as they were before they became Markdown. */
static struct str
original(const struct public_making *k, struct span body)
{
	return str_trim(
	    markdown_unescape(k->a, source_text(k->w->model->sources, body)));
}

/* The text rendered; where the source is enough, whether it can be. */
static bool
section_text(struct public_making *k, struct span body,
    struct public_text *out)
{
	const struct sources *ss = k->w->model->sources;

	if (k->is_source)
		return markdown_check(k->tmp, ss, body, k->d);
	return public_render(k->a, k->d, ss, body, out);
}

/* "details: A title" -> its key and title; false for an unknown key. */
static bool
add_section(struct public_making *k, const struct document *doc,
    const struct markdown_section *s, struct str under,
    struct public_section *out)
{
	struct str heading = str_trim(
	    source_text(k->w->model->sources, s->key_at));
	struct str key, title;
	int section;

	(void)str_cut(heading, ':', &key, &title);
	key = str_lower(k->tmp, str_trim(key));
	title = markdown_unescape(k->a, str_trim(title));
	section = section_of(key);
	if (section == 0) {
		struct str names[32];
		struct str near;

		for (size_t i = 0; i < enum_section.n; i++)
			names[i] = str_z(enum_section.values[i].name);
		near = str_nearest(key, names, enum_section.n);
		diag_error(k->d, "advisory-section", s->key_at,
		    "'%.*s' is no section of an advisory", STR_ARG(key));
		if (near.n > 0)
			diag_help(k->d, "did you mean '%.*s'?", STR_ARG(near));
		k->failed = true;
		return false;
	}
	out->key = str_z(enum_name(&enum_section, section));
	out->category = str_z(categories[section]);
	out->title = title;
	out->audience = audience_of(doc->record, title, under);
	out->source = source_text(k->w->model->sources, s->body);
	if (!section_text(k, s->body, &out->text))
		k->failed = true;
	if (k->out->is_import)
		out->text.plain = original(k, s->body);
	return true;
}

/* The flaw that a heading names: its CVE id, or "vulnerability 2". */
static struct public_vulnerability *
flaw_of(struct public_making *k, struct str heading)
{
	for (size_t i = 0; i < k->out->n_vulnerabilities; i++) {
		struct public_vulnerability *v = &k->out->vulnerabilities[i];
		struct str number = str_fmt(k->tmp, "vulnerability %zu",
		    i + 1);

		if ((v->cve.n > 0 && str_eq_nocase(heading, v->cve)) ||
		    str_eq_nocase(heading, number))
			return v;
	}
	return NULL;
}

static struct public_section *
add_sections(struct public_making *k, const struct document *doc,
    const struct markdown_section *v, size_t n, struct str heading,
    size_t *n_out)
{
	struct public_section *out = arena_array(k->a, struct public_section,
	    n);

	*n_out = 0;
	for (size_t i = 0; i < n; i++) {
		if (v[i].key.n > 0 &&
		    add_section(k, doc, &v[i], heading, &out[*n_out]))
			(*n_out)++;
	}
	return out;
}

static void
sections_in(struct public_making *k, const struct document *doc,
    enum public_lang lang)
{
	const struct sources *ss = k->w->model->sources;
	struct markdown_section *v, *inner;
	size_t n = markdown_sections(k->tmp, ss, doc->body, 2, &v), n_own = 0;
	struct markdown_section *own = arena_array(k->tmp,
	    struct markdown_section, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct public_vulnerability *flaw = flaw_of(k, v[i].key);
		size_t n_inner;

		if (flaw == NULL) {
			own[n_own++] = v[i];
			continue;
		}
		n_inner = markdown_sections(k->tmp, ss, v[i].body, 3, &inner);
		flaw->sections[lang] = add_sections(k, doc, inner, n_inner,
		    v[i].key, &flaw->n_sections[lang]);
	}
	k->out->sections[lang] = add_sections(k, doc, own, n_own,
	    S("document"), &k->out->n_sections[lang]);
}

void
public_sections(struct public_making *k)
{
	if (k->c->ja != NULL && k->c->ja->record != NULL)
		sections_in(k, k->c->ja, PUBLIC_JA);
	if (k->c->en != NULL && k->c->en->record != NULL)
		sections_in(k, k->c->en, PUBLIC_EN);
}
