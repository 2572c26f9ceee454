#include "base/arena.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"
#include "score/cwe.h"

static void
put_ids(struct csaf_doc *k, const struct public_vulnerability *v,
    size_t number)
{
	const struct public_advisory *adv = k->adv;
	bool is_nameless = v->cve.n == 0 && v->n_ids == 0;

	json_name(k->w, "ids");
	json_opt_array(k->w);
	for (size_t i = 0; i < v->n_ids; i++) {
		json_object(k->w);
		json_pair(k->w, "system_name", v->ids[i].system_name);
		json_pair(k->w, "text", v->ids[i].text);
		json_end(k->w);
	}
	/* A flaw needs a name to be talked about (6.1.27.8). */
	if (is_nameless && !adv->is_import) {
		json_object(k->w);
		json_pair(k->w, "system_name", adv->publisher.name);
		json_pair(k->w, "text",
		    adv->n_vulnerabilities == 1 ?
			adv->id :
			str_fmt(k->a, "%.*s-%zu", STR_ARG(adv->id), number));
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_statuses(struct csaf_doc *k, const struct public_vulnerability *v)
{
	json_name(k->w, "product_status");
	json_opt_object(k->w);
	for (size_t i = 0; i < PUBLIC_STATUSES; i++)
		csaf_put_leaves(k, public_status_names[i], &v->status[i]);
	json_end(k->w);
}

static void
put_flags(struct csaf_doc *k, const struct public_vulnerability *v)
{
	json_name(k->w, "flags");
	json_opt_array(k->w);
	for (size_t i = 0; i < v->n_flags; i++) {
		json_object(k->w);
		csaf_put_when(k, "date", v->flags[i].date);
		json_pair(k->w, "label", v->flags[i].label);
		csaf_put_leaves(k, "product_ids", &v->flags[i].leaves);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_threat(struct csaf_doc *k, struct csaf_said *said)
{
	const struct public_threat *t = said->item;

	json_object(k->w);
	json_pair(k->w, "category", t->category);
	csaf_put_when(k, "date", t->date);
	json_pair(k->w, "details", csaf_put_words(k, &t->details));
	csaf_said_put(k, "product_ids", said);
	json_end(k->w);
}

static void
put_threats(struct csaf_doc *k, const struct public_vulnerability *v)
{
	struct map *said = map_open(k->a);

	for (size_t i = 0; i < v->n_threats; i++) {
		const struct public_threat *t = &v->threats[i];

		csaf_said(k, said,
		    str_fmt(k->a, "%.*s\x1f%.*s\x1f%.*s", STR_ARG(t->category),
			STR_ARG(csaf_put_words(k, &t->details)),
			STR_ARG(csaf_put_date(k, t->date))),
		    t, &t->leaves);
	}
	json_name(k->w, "threats");
	json_opt_array(k->w);
	for (size_t i = 0; i < map_len(said); i++)
		put_threat(k, map_at(said, i)->value);
	json_end(k->w);
}

static void
put_involvements(struct csaf_doc *k, const struct public_vulnerability *v)
{
	json_name(k->w, "involvements");
	json_opt_array(k->w);
	for (size_t i = 0; i < v->n_involvements; i++) {
		const struct public_involvement *x = &v->involvements[i];

		json_object(k->w);
		csaf_put_when(k, "date", x->date);
		json_pair(k->w, "party", x->party);
		json_pair(k->w, "status", x->status);
		json_pair_opt(k->w, "summary", x->summary);
		json_end(k->w);
	}
	json_end(k->w);
}

/* The exact name is what makes the pair valid (6.1.11). */
static void
put_cwe(struct csaf_doc *k, const struct public_vulnerability *v)
{
	bool is_list = csaf_dialect(k)->has_lists;

	if (v->cwe_name.n == 0)
		return;
	json_name(k->w, is_list ? "cwes" : "cwe");
	if (is_list)
		json_array(k->w);
	json_object(k->w);
	json_pair(k->w, "id", v->cwe);
	json_pair(k->w, "name", v->cwe_name);
	if (is_list)
		json_pair_z(k->w, "version", CWE_VERSION);
	json_end(k->w);
	if (is_list)
		json_end(k->w);
}

/* What is known to everybody was disclosed before (2.1, 6.1.45). */
static void
put_disclosed(struct csaf_doc *k, const struct public_vulnerability *v)
{
	const struct public_advisory *adv = k->adv;
	const struct public_revision *newest =
	    &adv->revisions[adv->n_revisions - 1];

	if (csaf_dialect(k)->is_strict && v->released.kind != WHEN_UNSET &&
	    when_start(v->released, k->view->zone).s > newest->at.s)
		return;
	csaf_put_when(k, csaf_dialect(k)->disclosed, v->released);
}

static void
put_vulnerability(struct csaf_doc *k, const struct public_vulnerability *v,
    size_t number)
{
	json_object(k->w);
	csaf_put_thanks(k, v->thanks, v->n_thanks);
	json_pair_opt(k->w, "cve", v->cve);
	put_cwe(k, v);
	csaf_put_when(k, "discovery_date", v->discovered);
	put_flags(k, v);
	put_ids(k, v, number);
	put_involvements(k, v);
	csaf_notes_vulnerability(k, v);
	put_statuses(k, v);
	json_name(k->w, "references");
	json_opt_array(k->w);
	csaf_put_links(k, v->references, v->n_references);
	csaf_score_links(k, v);
	json_end(k->w);
	put_disclosed(k, v);
	csaf_remedy(k, v);
	csaf_score(k, v);
	put_threats(k, v);
	json_pair_opt(k->w, "title", csaf_put_words(k, &v->title));
	json_end(k->w);
}

void
csaf_flaw(struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;

	json_name(k->w, "vulnerabilities");
	json_opt_array(k->w);
	for (size_t i = 0; i < adv->n_vulnerabilities; i++)
		put_vulnerability(k, &adv->vulnerabilities[i], i + 1);
	json_end(k->w);
}
