#include "audit/audit_view.h"

#include "audit/audit_view_source.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model/event.h"
#include "model/model.h"
#include "text/json_write.h"
#include "wall/public_document.h"
#include "wall/wall.h"

/*
 * What of struct public_advisory is not written, and what it follows from:
 *
 *   file			id
 *   revisions, initial_release, current_release, released
 *				the moment of publication; what is said of the
 *				revision to come is written as `revision`
 *   events own_publication	the same
 *   worst, score, cwe_name	vectors and weakness ids
 *   rows_fixed, rows_affected, and of rows: affected, fixed, state, date, url,
 *   remedy, date_is_future	statuses, remediations and the day
 *   support_ended		support_ends and the day
 *   categories of sections	their keys
 *   text of sections, events	the Markdown, the event's word
 *   range phrases, remedies without details: the catalogue's words, which
 *   wall_public_source() leaves out
 */

static void
put_when(struct json_writer *j, struct arena *a, const char *name,
    struct when w)
{
	if (w.kind != WHEN_UNSET)
		json_pair(j, name,
		    w.kind == WHEN_DATE ? day_format(a, w.day) :
					  instant_format(a, w.at));
}

static void
put_words(struct json_writer *j, const char *name,
    const struct public_words *w)
{
	json_name(j, name);
	json_opt_object(j);
	json_pair_opt(j, "en", w->in[PUBLIC_EN]);
	json_pair_opt(j, "ja", w->in[PUBLIC_JA]);
	json_end(j);
}

static void
put_strings(struct json_writer *j, const char *name, const struct str *v,
    size_t n)
{
	json_name(j, name);
	json_opt_array(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, v[i]);
	json_end(j);
}

/* Leaves by their ids: their places in the list mean nothing to a reader. */
static void
put_leaves(struct json_writer *j, const char *name,
    const struct public_advisory *p, const struct public_leaves *l)
{
	json_name(j, name);
	json_opt_array(j);
	for (size_t i = 0; i < l->n; i++)
		json_str(j, p->leaves[l->v[i]].product_id);
	json_end(j);
}

static void
put_sections(struct json_writer *j, struct arena *a,
    struct public_section *const *v, const size_t *n)
{
	static const char *const langs[PUBLIC_LANGS] = {
		[PUBLIC_JA] = "ja",
		[PUBLIC_EN] = "en",
	};

	json_name(j, "sections");
	json_opt_object(j);
	for (size_t l = 0; l < PUBLIC_LANGS; l++) {
		json_name(j, langs[l]);
		json_opt_array(j);
		for (size_t i = 0; i < n[l]; i++) {
			const struct public_section *s = &v[l][i];

			json_object(j);
			json_pair_opt(j, "audience", s->audience);
			json_pair(j, "key", s->key);
			json_pair_opt(j, "text",
			    str_trim(str_unix(a, s->source)));
			json_pair_opt(j, "title", s->title);
			json_end(j);
		}
		json_end(j);
	}
	json_end(j);
}

static void
put_links(struct json_writer *j, const struct public_link *v, size_t n)
{
	json_name(j, "references");
	json_opt_array(j);
	for (size_t i = 0; i < n; i++) {
		json_object(j);
		if (v[i].has_category)
			json_pair_z(j, "category",
			    v[i].is_self ? "self" : "external");
		json_pair(j, "summary", v[i].summary);
		json_pair(j, "url", v[i].url);
		json_end(j);
	}
	json_end(j);
}

static void
put_thanks(struct json_writer *j, const struct public_thanks *v, size_t n)
{
	json_name(j, "thanks");
	json_opt_array(j);
	for (size_t i = 0; i < n; i++) {
		json_object(j);
		put_strings(j, "names", v[i].names, v[i].n_names);
		json_pair_opt(j, "organization", v[i].organization);
		json_pair_opt(j, "summary", v[i].summary);
		put_strings(j, "urls", v[i].urls, v[i].n_urls);
		json_end(j);
	}
	json_end(j);
}

static void
put_hashes(struct json_writer *j, const struct public_leaf *l)
{
	json_name(j, "hashes");
	json_opt_array(j);
	for (size_t i = 0; i < l->n_hashes; i++) {
		json_object(j);
		json_pair_opt(j, "algorithm", l->hashes[i].algorithm);
		json_pair_opt(j, "filename", l->hashes[i].filename);
		json_pair_opt(j, "value", l->hashes[i].value);
		json_end(j);
	}
	json_end(j);
}

static void
put_leaf(struct json_writer *j, const struct public_advisory *p,
    const struct public_leaf *l)
{
	json_object(j);
	json_pair(j, "product_id", l->product_id);
	json_pair_opt(j, "name", l->name);
	if (l->is_combination) {
		json_pair(j, "part", p->leaves[l->part].product_id);
		json_pair(j, "relationship", l->relationship);
		json_pair(j, "whole", p->leaves[l->whole].product_id);
	}
	json_pair_opt(j, "vendor", l->vendor);
	json_pair_opt(j, "family", l->family);
	json_pair_opt(j, "product", l->product);
	json_pair_opt(j, "version", l->version);
	json_pair_opt(j, "range", l->range);
	put_strings(j, "branches", l->branches, l->n_branches);
	json_pair_opt(j, "purl", l->purl);
	json_pair_opt(j, "cpe", l->cpe);
	json_pair_opt(j, "bom_link", l->bom_link);
	json_pair_opt(j, "any_purl", l->any_purl);
	json_pair_opt(j, "any_cpe", l->any_cpe);
	json_pair_opt(j, "scheme", l->scheme);
	put_hashes(j, l);
	put_strings(j, "sbom_urls", l->sbom_urls, l->n_sbom_urls);
	put_strings(j, "model_numbers", l->model_numbers, l->n_model_numbers);
	put_strings(j, "serial_numbers", l->serial_numbers,
	    l->n_serial_numbers);
	put_strings(j, "skus", l->skus, l->n_skus);
	json_end(j);
}

static void
put_scores(struct json_writer *j, const struct public_advisory *p,
    const struct public_vulnerability *v)
{
	json_name(j, "scores");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_scores; i++) {
		json_object(j);
		put_leaves(j, "products", p, &v->scores[i].leaves);
		json_pair_opt(j, "source", v->scores[i].source);
		json_pair(j, "vector", v->scores[i].vector);
		json_end(j);
	}
	json_end(j);
}

static void
put_remediations(struct json_writer *j, struct arena *a,
    const struct public_advisory *p, const struct public_vulnerability *v)
{
	json_name(j, "remediations");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_remediation *r = &v->remediations[i];

		json_object(j);
		json_pair(j, "category", r->category);
		put_words(j, "details", &r->details);
		json_pair_opt(j, "version", r->version);
		json_pair_opt(j, "url", r->url);
		put_when(j, a, "date", r->date);
		put_strings(j, "entitlements", r->entitlements,
		    r->n_entitlements);
		json_pair_opt(j, "restart", r->restart);
		json_pair_opt(j, "restart_details", r->restart_details);
		put_leaves(j, "products", p, &r->leaves);
		json_end(j);
	}
	json_end(j);
}

static void
put_threats(struct json_writer *j, struct arena *a,
    const struct public_advisory *p, const struct public_vulnerability *v)
{
	json_name(j, "threats");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_threats; i++) {
		json_object(j);
		json_pair(j, "category", v->threats[i].category);
		put_words(j, "details", &v->threats[i].details);
		put_when(j, a, "date", v->threats[i].date);
		put_leaves(j, "products", p, &v->threats[i].leaves);
		json_end(j);
	}
	json_end(j);
	json_name(j, "flags");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_flags; i++) {
		json_object(j);
		json_pair(j, "label", v->flags[i].label);
		put_when(j, a, "date", v->flags[i].date);
		put_leaves(j, "products", p, &v->flags[i].leaves);
		json_end(j);
	}
	json_end(j);
}

static void
put_involvements(struct json_writer *j, struct arena *a,
    const struct public_vulnerability *v)
{
	json_name(j, "involvements");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_involvements; i++) {
		const struct public_involvement *x = &v->involvements[i];

		json_object(j);
		json_pair(j, "party", x->party);
		json_pair(j, "status", x->status);
		put_when(j, a, "date", x->date);
		json_pair_opt(j, "summary", x->summary);
		json_end(j);
	}
	json_end(j);
}

/* The reader's table, as far as nothing else says it. */
static void
put_rows(struct json_writer *j, struct arena *a,
    const struct public_vulnerability *v)
{
	json_name(j, "rows");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_rows; i++) {
		const struct public_row *r = &v->rows[i];

		json_object(j);
		put_words(j, "product", &r->product);
		put_words(j, "description", &r->description);
		put_words(j, "impact", &r->impact);
		json_pair_opt(j, "justification", r->justification);
		put_when(j, a, "support_ends", r->support_ends);
		json_end(j);
	}
	json_end(j);
}

static void
put_ids(struct json_writer *j, const struct public_vulnerability *v)
{
	json_name(j, "ids");
	json_opt_array(j);
	for (size_t i = 0; i < v->n_ids; i++) {
		json_object(j);
		json_pair(j, "system_name", v->ids[i].system_name);
		json_pair(j, "text", v->ids[i].text);
		json_end(j);
	}
	json_end(j);
}

static void
put_vulnerability(struct json_writer *j, struct arena *a,
    const struct public_advisory *p, const struct public_vulnerability *v)
{
	json_object(j);
	json_pair_opt(j, "cve", v->cve);
	if (v->is_ours) {
		json_name(j, "cve_is_ours");
		json_bool(j, true);
	}
	put_ids(j, v);
	put_words(j, "title", &v->title);
	json_pair_opt(j, "cwe", v->cwe);
	put_when(j, a, "discovered", v->discovered);
	put_when(j, a, "released", v->released);
	put_scores(j, p, v);
	put_words(j, "score_note", &v->score_note);
	json_name(j, "status");
	json_opt_object(j);
	for (size_t i = 0; i < PUBLIC_STATUSES; i++)
		put_leaves(j, public_status_names[i], p, &v->status[i]);
	json_end(j);
	put_threats(j, a, p, v);
	put_remediations(j, a, p, v);
	put_involvements(j, a, v);
	put_sections(j, a, v->sections, v->n_sections);
	put_links(j, v->references, v->n_references);
	put_thanks(j, v->thanks, v->n_thanks);
	put_rows(j, a, v);
	json_end(j);
}

/* Who speaks, and in what language: of ours the organisation's. */
static void
put_publisher(struct json_writer *j, const struct public_advisory *p)
{
	const struct public_publisher *of = &p->publisher;

	json_name(j, "publisher");
	json_opt_object(j);
	json_pair_opt(j, "category", of->category);
	json_pair_opt(j, "contact_details", of->contact_details);
	json_pair_opt(j, "issuing_authority", of->issuing_authority);
	json_pair_opt(j, "name", of->name);
	json_pair_opt(j, "namespace", of->namespace);
	json_end(j);
	json_pair_opt(j, "lang", p->lang);
}

/* Publishing records itself on the time line: that is no change. */
static void
put_events(struct json_writer *j, struct arena *a,
    const struct public_advisory *p)
{
	json_name(j, "events");
	json_opt_array(j);
	for (size_t i = 0; i < p->n_events; i++) {
		const struct public_event *e = &p->events[i];

		if (str_eq_z(e->event,
			event_info(EVENT_OWN_PUBLICATION)->name))
			continue;
		json_object(j);
		put_when(j, a, "at", e->at);
		json_pair(j, "event", e->event);
		json_end(j);
	}
	json_end(j);
}

static void
put_document(struct json_writer *j, struct arena *a,
    const struct public_advisory *p)
{
	json_pair_opt(j, "id", p->id);
	put_strings(j, "aliases", p->aliases, p->n_aliases);
	put_words(j, "title", &p->title);
	json_pair_opt(j, "category", p->category);
	json_pair_opt(j, "distribution", p->distribution);
	json_pair_opt(j, "severity", p->severity_text);
	json_pair_opt(j, "severity_namespace", p->severity_namespace);
	json_pair_opt(j, "source_lang", p->source_lang);
	put_publisher(j, p);
	json_pair_opt(j, "exploitation", p->exploitation);
	put_sections(j, a, p->sections, p->n_sections);
	put_links(j, p->references, p->n_references);
	put_thanks(j, p->thanks, p->n_thanks);
	put_events(j, a, p);
}

/* Who agrees that nothing goes out signs that. */
static void
put_decision(struct json_writer *j, const struct disclosure *said)
{
	if (said != NULL && said->decision.v != 0 &&
	    said->decision.v != (int)DISCLOSURE_PUBLISH)
		json_pair_z(j, "decision",
		    enum_name(&enum_disclosure_decision, said->decision.v));
}

/* By its name alone: what it says of itself is its own case's business. */
static void
put_successor(struct json_writer *j, const struct public_successor *s)
{
	if (s != NULL)
		json_pair(j, "superseded_by", s->id.n > 0 ? s->id : s->url);
}

static void
put_advisory(struct json_writer *j, struct arena *a, const struct model *m,
    const struct public_advisory *p, const struct disclosure *said)
{
	const struct public_revision *next = &p->revisions[p->n_revisions - 1];

	json_object(j);
	put_document(j, a, p);
	audit_view_source(j, m, p);
	audit_view_inventory(j, a, m, p);
	json_name(j, "products");
	json_opt_array(j);
	for (size_t i = 0; i < p->n_leaves; i++)
		put_leaf(j, p, &p->leaves[i]);
	json_end(j);
	json_name(j, "vulnerabilities");
	json_opt_array(j);
	for (size_t i = 0; i < p->n_vulnerabilities; i++)
		put_vulnerability(j, a, p, &p->vulnerabilities[i]);
	json_end(j);
	json_name(j, "revision");
	json_opt_object(j);
	put_words(j, "summary", &next->summary);
	if (!str_eq_z(p->status, "final") && !p->is_import)
		json_pair(j, "status", p->status);
	if (p->label != PUBLIC_CLEAR)
		json_pair_z(j, "tlp", public_label_word(p->label));
	if (p->is_withdrawn) {
		json_name(j, "withdrawn");
		json_bool(j, true);
	}
	put_successor(j, p->successor);
	put_decision(j, said);
	json_end(j);
	json_end(j);
}

bool
audit_view_json(const struct wall *w, const struct case_entry *c,
    struct arena *a, struct str *out)
{
	const struct disclosure *said = c->c->disclosure;
	struct revision next = { 0 };

	if (said != NULL) {
		next.summary = said->summary;
		next.tlp = said->tlp;
		next.withdrawn = said->withdraw;
		next.superseded_by = said->superseded_by;
		next.status = said->status;
	}
	return audit_view_revision(w, c, &next, a, out);
}

bool
audit_view_revision(const struct wall *w, const struct case_entry *c,
    const struct revision *r, struct arena *a, struct str *out)
{
	struct wall own = *w;
	const struct public_advisory *p;
	const struct revision next = {
		.summary = r->summary,
		.tlp = r->tlp,
		.withdrawn = r->withdrawn,
		.superseded_by = r->superseded_by,
		.status = r->status,
	};
	struct json_writer *j;
	struct buf b;
	bool ok;

	*out = S("");
	own.perm = a;
	p = wall_public_source(&own, c, &next);
	if (p == NULL)
		return false;
	buf_init(&b, LIMIT_JSON_BYTES);
	j = json_write_open(a, &b, JSON_WRITE_COMPACT | JSON_WRITE_SORT);
	put_advisory(j, a, w->model, p, c->c->disclosure);
	ok = json_write_close(j);
	if (ok)
		*out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return ok;
}

struct str
audit_view_statement(struct arena *a, const struct audit_statement *s)
{
	return str_fmt(a,
	    "hansho approval 2\ncase: %.*s\nrole: %.*s\nby: %.*s\n"
	    "at: %.*s\ndigest: %.*s\nnot_before: %.*s\n",
	    STR_ARG(s->case_id), STR_ARG(s->role), STR_ARG(s->by),
	    STR_ARG(s->at), STR_ARG(s->digest),
	    STR_ARG(s->not_before.n > 0 ? s->not_before : S("none")));
}
