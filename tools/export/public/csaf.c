#include "export/public/csaf.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/csaf_impl.h"
#include "export/public/place.h"
#include "export/public/released.h"

void
csaf_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		plan_add(p,
		    (struct page){ .path = place_csaf(plan_arena(p), adv),
			.lang = adv->lang,
			.item = adv });
	}
}

static void
put_severity(struct csaf_doc *k)
{
	static const char *const scales[] = {
		[CVSS_2_0] = "https://www.first.org/cvss/v2/guide",
		[CVSS_3_0] =
		    "https://www.first.org/cvss/v3.0/specification-document",
		[CVSS_3_1] =
		    "https://www.first.org/cvss/v3.1/specification-document",
		[CVSS_4_0] =
		    "https://www.first.org/cvss/v4.0/specification-document",
	};
	static const char *const words[] = {
		[CVSS_NONE] = "None",
		[CVSS_LOW] = "Low",
		[CVSS_MEDIUM] = "Medium",
		[CVSS_HIGH] = "High",
		[CVSS_CRITICAL] = "Critical",
	};
	const struct public_score *worst = k->adv->worst;
	struct str text = k->adv->severity_text;
	struct str namespace = k->adv->severity_namespace;

	if (text.n == 0 && worst != NULL && !k->adv->is_import) {
		text = str_z(words[worst->score.severity]);
		namespace = str_z(scales[worst->cvss.version]);
	}
	if (text.n == 0)
		return;
	json_name(k->w, "aggregate_severity");
	json_object(k->w);
	json_pair_opt(k->w, "namespace", namespace);
	json_pair(k->w, "text", text);
	json_end(k->w);
}

static void
put_distribution(struct csaf_doc *k)
{
	enum public_label label = k->adv->label;
	struct str text = k->adv->distribution;

	/* 2.0 has no such label: as converters to 2.1 expect it (cls-18). */
	if (label == PUBLIC_AMBER_STRICT && k->target == CSAF_TO_20)
		text = S("TLP v2.0: TLP:AMBER+STRICT");
	json_name(k->w, "distribution");
	json_object(k->w);
	json_pair_opt(k->w, "text", text);
	json_name(k->w, "tlp");
	json_object(k->w);
	json_pair_z(k->w, "label", csaf_dialect(k)->labels[label]);
	json_pair_z(k->w, "url", csaf_dialect(k)->label_url);
	json_end(k->w);
	json_end(k->w);
}

static void
put_publisher(struct csaf_doc *k)
{
	const struct public_publisher *p = &k->adv->publisher;

	json_name(k->w, "publisher");
	json_object(k->w);
	json_pair(k->w, "category", p->category);
	json_pair_opt(k->w, "contact_details", p->contact_details);
	json_pair_opt(k->w, "issuing_authority", p->issuing_authority);
	json_pair(k->w, "name", p->name);
	json_pair(k->w, "namespace", p->namespace);
	json_end(k->w);
}

/* Where the document itself stands (6.2.11), and the pages on it. */
static void
put_own_links(struct csaf_doc *k)
{
	const enum public_lang langs[] = { k->lang,
		k->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA };
	struct str base = k->adv->base_url;

	if (base.n == 0)
		return;
	csaf_put_link(k, "self",
	    csaf_put_word(k, k->lang, csaf_dialect(k)->self),
	    str_cat(k->a, base, k->path));
	for (size_t i = 0; i < ARRAY_LEN(langs); i++)
		csaf_put_link(k, "external",
		    csaf_put_word(k, langs[i], "text.page"),
		    str_cat(k->a, base,
			place_advisory(k->a, langs[i], k->whole)));
}

/* What holds instead; CSAF 2.1 knows how the summary begins. */
static void
put_successor(struct csaf_doc *k, const struct public_successor *s)
{
	struct str url = place_successor(k->a, s, k->target == CSAF_TO_21);
	struct str word = csaf_put_word(k, k->lang, "csaf.superseding");

	csaf_put_link(k, "external",
	    s->id.n > 0 ?
		str_fmt(k->a, "%.*s: %.*s", STR_ARG(word), STR_ARG(s->id)) :
		word,
	    url);
}

static void
put_references(struct csaf_doc *k)
{
	json_name(k->w, "references");
	json_opt_array(k->w);
	if (!k->adv->is_import)
		put_own_links(k);
	if (k->adv->successor != NULL)
		put_successor(k, k->adv->successor);
	csaf_put_links(k, k->adv->references, k->adv->n_references);
	json_end(k->w);
}

static void
put_revision(struct csaf_doc *k, const struct public_revision *r)
{
	json_object(k->w);
	json_pair(k->w, "date", instant_format(k->a, r->at));
	json_pair_opt(k->w, "legacy_version", r->legacy_version);
	json_pair(k->w, "number", r->version);
	json_pair(k->w, "summary", csaf_put_words(k, &r->summary));
	json_end(k->w);
}

/* No date of generation: the same input gives the same bytes. */
static void
put_generator(struct csaf_doc *k)
{
	json_name(k->w, "generator");
	json_object(k->w);
	json_name(k->w, "engine");
	json_object(k->w);
	json_pair_z(k->w, "name", "Hansho");
	json_pair_opt(k->w, "version", k->context->version);
	json_end(k->w);
	json_end(k->w);
}

/* All dates and numbers come from the ledger of revisions. */
static void
put_tracking(struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;
	const struct public_revision *first = &adv->revisions[0];
	const struct public_revision *newest =
	    &adv->revisions[adv->n_revisions - 1];

	json_name(k->w, "tracking");
	json_object(k->w);
	csaf_put_strings(k, "aliases", adv->aliases, adv->n_aliases);
	json_pair(k->w, "current_release_date",
	    instant_format(k->a,
		adv->has_current_release ? adv->current_release : newest->at));
	put_generator(k);
	json_pair(k->w, "id", adv->id);
	json_pair(k->w, "initial_release_date",
	    instant_format(k->a,
		adv->has_initial_release ? adv->initial_release : first->at));
	json_name(k->w, "revision_history");
	json_array(k->w);
	for (size_t i = 0; i < adv->n_revisions; i++)
		put_revision(k, &adv->revisions[i]);
	json_end(k->w);
	json_pair(k->w, "status", adv->status);
	json_pair(k->w, "version", newest->version);
	json_end(k->w);
}

static void
put_document(struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;

	json_name(k->w, "document");
	json_object(k->w);
	csaf_put_thanks(k, adv->thanks, adv->n_thanks);
	/* Nothing holds any more. */
	if (!csaf_dialect_is_end(k))
		put_severity(k);
	json_pair(k->w, "category", csaf_dialect_profile(k));
	json_pair_z(k->w, "csaf_version", csaf_dialect(k)->version);
	put_distribution(k);
	json_pair_opt(k->w, "lang", adv->lang);
	if (csaf_dialect(k)->has_license)
		json_pair_opt(k->w, "license_expression", k->view->license);
	csaf_notes_document(k);
	put_publisher(k);
	put_references(k);
	json_pair_opt(k->w, "source_lang", adv->source_lang);
	json_pair(k->w, "title", csaf_put_words(k, &adv->title));
	put_tracking(k);
	json_end(k->w);
}

bool
csaf_write(struct csaf_doc *k, struct buf *out)
{
	csaf_listed(k);
	k->w = json_write_open(k->a, out, JSON_WRITE_PRETTY | JSON_WRITE_SORT);
	json_object(k->w);
	json_pair_opt(k->w, "$schema", str_z(csaf_dialect(k)->schema));
	put_document(k);
	if (!csaf_dialect_is_end(k))
		csaf_tree(k);
	/* These profiles speak of none (6.1.27.3). */
	if (k->adv->is_import ||
	    (!csaf_dialect_is_end(k) &&
		!str_eq_z(k->adv->category, "csaf_informational_advisory")))
		csaf_flaw(k);
	json_end(k->w);
	(void)json_write_close(k->w);
	return !k->failed;
}

struct csaf_doc
csaf_open(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct diags *d)
{
	const struct public_advisory *adv = page->item;

	return (struct csaf_doc){
		.view = v,
		.adv = adv,
		.whole = adv,
		.context = c,
		.path = page->path,
		.lang = str_starts(adv->lang, S("ja")) ? PUBLIC_JA : PUBLIC_EN,
		.a = tmp,
		.d = d,
	};
}

bool
csaf_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k;

	if (released_copy(page->item, page->path, out))
		return true;
	k = csaf_open(page, v, c, tmp, d);
	return csaf_write(&k, out);
}
