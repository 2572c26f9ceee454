#include "base/arena.h"
#include "base/attr.h"
#include "export/public/csaf_impl.h"

/* Titles of the fixed sections, in the words of the pages. */
static const struct {
	struct str key;
	const char *title;	/* in the catalogue */
} titles[] = {
	{ STR_INIT("summary"), "note.summary" },
	{ STR_INIT("impact"), "advisory.impact" },
	{ STR_INIT("action"), "advisory.action" },
	{ STR_INIT("check_version"), "advisory.check" },
	{ STR_INIT("workaround"), "advisory.workaround" },
	{ STR_INIT("detection"), "advisory.detection" },
	{ STR_INIT("description"), "note.description" },
	{ STR_INIT("details"), "note.details" },
	{ STR_INIT("faq"), "note.faq" },
	{ STR_INIT("general"), "note.general" },
	{ STR_INIT("legal_disclaimer"), "note.legal_disclaimer" },
	{ STR_INIT("other"), "note.other" },
};

struct note {
	struct str audience;
	struct str category;
	struct str text;
	struct str title;
};

/* A note without text says nothing, and the schema refuses it. */
static bool
put_note(struct csaf_doc *k, struct note note)
{
	if (note.text.n == 0)
		return false;
	json_object(k->w);
	json_pair_opt(k->w, "audience", note.audience);
	json_pair(k->w, "category", note.category);
	json_pair(k->w, "text", note.text);
	json_pair_opt(k->w, "title", note.title);
	json_end(k->w);
	return true;
}

static struct str
title_of(struct csaf_doc *k, const struct public_section *s,
    enum public_lang lang)
{
	if (s->title.n > 0 || k->adv->is_import)
		return s->title;
	for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
		if (str_eq(s->key, titles[i].key))
			return csaf_put_word(k, lang, titles[i].title);
	}
	return S("");
}

/* Those of the document's language, else of the other; returns how many. */
static size_t
put_sections(struct csaf_doc *k, struct public_section *const *sections,
    const size_t *n)
{
	enum public_lang lang = k->lang;
	size_t written = 0;

	if (n[lang] == 0)
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	for (size_t i = 0; i < n[lang]; i++) {
		const struct public_section *s = &sections[lang][i];

		/* The only description is then why it ended (2.1, 4.7). */
		if (csaf_dialect_is_end(k) &&
		    str_eq_z(s->category, "description"))
			continue;
		written += put_note(k,
		    (struct note){ s->audience, s->category, s->text.plain,
			title_of(k, s, lang) });
	}
	return written;
}

/* Why there is nothing to rely on any more: CSAF 2.1 knows these titles. */
static const struct end {
	const char *text;	/* in the catalogue */
	const char *title;
} ends[] = {
	{ "advisory.withdrawn_text", "csaf.withdrawal" },
	{ "advisory.superseded_text", "csaf.supersession" },
};

static void
put_end(struct csaf_doc *k, const struct end *end)
{
	const struct public_revision *newest =
	    &k->adv->revisions[k->adv->n_revisions - 1];
	struct str text = csaf_put_word(k, k->lang, end->text);
	struct str reason = csaf_put_words(k, &newest->summary);

	put_note(k,
	    (struct note){ .category = S("description"),
		.text = str_trim(str_fmt(k->a, "%.*s\n\n%.*s", STR_ARG(text),
		    STR_ARG(reason))),
		.title = csaf_put_word(k, k->lang, end->title) });
}

static void
put_own(struct csaf_doc *k, size_t written)
{
	/* Profiles want a note (6.1.27.1); the title says what it is about. */
	if (written == 0)
		put_note(k,
		    (struct note){ .category = S("summary"),
			.text = csaf_put_words(k, &k->adv->title),
			.title = csaf_put_word(k, k->lang, "note.summary") });
	if (k->adv->is_withdrawn)
		put_end(k, &ends[0]);
	else if (k->adv->successor != NULL)
		put_end(k, &ends[1]);
	put_note(k,
	    (struct note){ .category = S("legal_disclaimer"),
		.text = csaf_put_words(k, &k->view->disclaimer),
		.title = csaf_put_word(k, k->lang, "note.legal_disclaimer") });
}

void
csaf_notes_document(struct csaf_doc *k)
{
	size_t written;

	json_name(k->w, "notes");
	json_opt_array(k->w);
	written = put_sections(k, k->adv->sections, k->adv->n_sections);
	if (!k->adv->is_import)
		put_own(k, written);
	json_end(k->w);
}

/* What a flaw without text of its own is. */
static struct str
describe(const struct csaf_doc *k, const struct public_vulnerability *v)
{
	const struct public_advisory *adv = k->adv;
	struct str title = csaf_put_words(k, &v->title);

	if (title.n > 0)
		return title;
	for (size_t i = 0; i < adv->n_sections[k->lang]; i++) {
		if (str_eq_z(adv->sections[k->lang][i].key, "summary"))
			return adv->sections[k->lang][i].text.plain;
	}
	return csaf_put_words(k, &adv->title);
}

void
csaf_notes_vulnerability(struct csaf_doc *k,
    const struct public_vulnerability *v)
{
	json_name(k->w, "notes");
	json_opt_array(k->w);
	if (put_sections(k, v->sections, v->n_sections) == 0 &&
	    !k->adv->is_import)
		put_note(k,
		    (struct note){ .category = S("description"),
			.text = describe(k, v),
			.title = csaf_put_word(k, k->lang,
			    "note.description") });
	json_end(k->w);
}
