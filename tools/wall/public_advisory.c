#include "wall/public_impl.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "csaf/csaf_name.h"
#include "model/event.h"
#include "model/reach.h"

struct public_link *
public_links(struct arena *a, const struct reference_list *l)
{
	struct public_link *out = arena_array(a, struct public_link, l->n);

	for (size_t i = 0; i < l->n; i++) {
		const struct reference *r = &l->v[i];

		out[i] = (struct public_link){
			.url = r->url.s,
			.summary = r->summary.s.n > 0 ? r->summary.s :
							r->url.s,
			.is_self = r->category.v == (int)REFERENCE_SELF,
			.has_category = r->category.v != 0,
		};
	}
	return out;
}

struct public_thanks *
public_thanks(struct arena *a, const struct acknowledgment_list *l)
{
	struct public_thanks *out = arena_array(a, struct public_thanks,
	    l->n + 1);

	for (size_t i = 0; i < l->n; i++) {
		const struct acknowledgment *x = &l->v[i];

		out[i] = (struct public_thanks){
			public_strings(a, &x->names),
			x->names.n,
			x->organization.s,
			x->summary.s,
			public_strings(a, &x->urls),
			x->urls.n,
		};
	}
	return out;
}

/* The finder's credit, as far as the finder consents to it. */
static bool
credit_of(struct arena *a, const struct case_file *c,
    struct public_thanks *out)
{
	const struct credit *credit = c->source != NULL ? c->source->credit :
							  NULL;
	bool named;

	if (credit == NULL ||
	    (credit->consent.v != (int)CONSENT_NAMED &&
		credit->consent.v != (int)CONSENT_ORGANIZATION))
		return false;
	named = credit->consent.v == (int)CONSENT_NAMED &&
	    credit->name.s.n > 0;
	*out = (struct public_thanks){
		.organization = credit->organization.s,
	};
	if (named) {
		out->names = arena_new(a, struct str);
		out->names[0] = credit->name.s;
		out->n_names = 1;
	}
	if (named && credit->url.s.n > 0) {
		out->urls = arena_new(a, struct str);
		out->urls[0] = credit->url.s;
		out->n_urls = 1;
	}
	return out->n_names > 0 || out->organization.n > 0;
}

static void
add_thanks(struct public_making *k)
{
	const struct acknowledgment_list *l = &k->c->c->acknowledgments;
	struct public_thanks credit;

	k->out->thanks = public_thanks(k->a, l);
	k->out->n_thanks = l->n;
	if (!credit_of(k->a, k->c->c, &credit))
		return;
	for (size_t i = 0; i < l->n; i++) {
		const struct public_thanks *t = &k->out->thanks[i];

		if (credit.n_names > 0 && t->n_names > 0 &&
		    str_eq(t->names[0], credit.names[0]))
			return;
	}
	k->out->thanks[k->out->n_thanks++] = credit;
}

/* The case's title, but where an advisory text has one of its own. */
static struct public_words
title_of(const struct case_entry *c)
{
	const struct document *docs[PUBLIC_LANGS] = {
		[PUBLIC_JA] = c->ja,
		[PUBLIC_EN] = c->en,
	};
	struct public_words out = public_words(&c->c->title);

	for (size_t i = 0; i < PUBLIC_LANGS; i++) {
		const struct advisory *text = docs[i] != NULL ?
		    docs[i]->record :
		    NULL;

		if (text != NULL && text->title.s.n > 0)
			out.in[i] = text->title.s;
	}
	return out;
}

/*
 * The case that went out under the number by then, to all readers of this one;
 * NULL when there is none.
 */
static const struct case_entry *
published_as(const struct public_making *k, struct str id, enum tlp readers)
{
	const struct model *m = k->w->model;

	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *c = &m->cases[i];

		if (c != k->c && str_eq(model_advisory_id(c), id) &&
		    reach_revision(c, k->w->now.s, readers) != NULL)
			return c;
	}
	return NULL;
}

/*
 * What holds instead.  Of a number that did not go out nothing is told, not
 * even that there is one.
 */
static void
set_successor(struct public_making *k, const struct revision *newest)
{
	const struct text *by = &newest->superseded_by;
	struct public_successor *out;
	const struct case_entry *c;
	enum tlp label;

	if (by->s.n == 0)
		return;
	out = arena_new(k->a, struct public_successor);
	k->out->successor = out;
	if (str_starts(by->s, S("https://"))) {
		out->url = by->s;
		return;
	}
	c = published_as(k, by->s, reach_label(newest));
	if (c == NULL) {
		diag_error(k->d, "wall-superseded", by->at,
		    "no advisory %.*s of ours went out", STR_ARG(by->s));
		diag_help(k->d,
		    "publish that one first, or name the one that did");
		k->failed = true;
		return;
	}
	out->id = by->s;
	out->file = csaf_name(k->a, by->s);
	out->title = title_of(c);
	label = reach_label(model_released(c, k->w->now.s));
	out->label = public_label(label);
	out->base_url = reach_address(k->w->model, label);
	out->released = c->published->revisions.v[0].at.w.at;
}

/*
 * A history must be whole (CSAF 2.0, 6.1.21), but what a revision for fewer
 * readers said was for them.
 */
static void
add_revision(struct public_making *k, const struct revision *r,
    const struct revision *newest)
{
	struct public_revision *out =
	    &k->out->revisions[k->out->n_revisions++];

	out->version = r->version.s;
	out->at = r->at.w.at;
	if (reach_label(r) > reach_label(newest)) {
		out->summary = public_phrase(k, "view.revision.restricted",
		    NULL, 0);
		return;
	}
	out->legacy_version = r->legacy_version.s;
	out->summary = public_words(&r->summary);
}

static void
set_revisions(struct public_making *k, const struct revision *newest)
{
	static const struct revision_list none;
	const struct revision_list *l = k->c->published != NULL ?
	    &k->c->published->revisions :
	    &none;

	k->out->revisions = arena_array(k->a, struct public_revision,
	    l->n + 1);
	for (size_t i = 0; i < l->n; i++) {
		add_revision(k, &l->v[i], newest);
		if (&l->v[i] == newest)
			return;
	}
	add_revision(k, newest, newest);
	/* Without an instant of its own it goes out now. */
	if (newest->at.w.kind == WHEN_UNSET)
		k->out->revisions[l->n].at = k->w->now;
}

/* What an import brought along, or our own values. */
static void
set_document(struct public_making *k)
{
	const struct model *m = k->w->model;
	const struct case_file *c = k->c->c;
	const struct imported *from = c->imported;
	struct public_advisory *out = k->out;

	if (from == NULL) {
		out->id = c->advisory.s;
		out->category = str_z(enum_name(&enum_document_category,
		    c->category.v != 0 ? c->category.v :
					 (int)DOCUMENT_SECURITY_ADVISORY));
		out->lang = m->organisation->languages.n > 0 ?
		    m->organisation->languages.v[0].s :
		    S("ja");
		if (m->organisation->publisher != NULL)
			out->publisher = public_publisher(
			    m->organisation->publisher);
		return;
	}
	out->is_import = true;
	out->id = from->id.s;
	out->aliases = public_strings(k->a, &from->aliases);
	out->n_aliases = from->aliases.n;
	out->category = from->category.s;
	out->lang = from->lang.s;
	out->source_lang = from->source_lang.s;
	out->distribution = from->distribution.s;
	out->severity_text = from->severity.s;
	out->severity_namespace = from->severity_namespace.s;
	out->initial_release = from->initial_release.w.at;
	out->current_release = from->current_release.w.at;
	out->has_initial_release = span_is_set(from->initial_release.at);
	out->has_current_release = span_is_set(from->current_release.at);
	if (from->publisher != NULL)
		out->publisher = public_publisher(from->publisher);
	out->is_foreign = m->organisation->publisher == NULL ||
	    !str_eq(out->publisher.namespace,
		m->organisation->publisher->namespace.s);
}

static const char *
status_of(const struct case_file *c, const struct revision *newest)
{
	int v = newest->status.v;

	if (v == 0 && c->imported != NULL)
		v = c->imported->status.v;
	return enum_name(&enum_document_status,
	    v != 0 ? v : (int)DOCUMENT_FINAL);
}

/* Only facts that somebody marked for it appear on the public time line. */
static void
add_events(struct public_making *k)
{
	const struct fact_list *l = &k->c->c->facts;

	k->out->events = arena_array(k->a, struct public_event, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct fact *f = &l->v[i];
		enum event e;

		if (!f->publish.b || !event_find(f->event.s, &e))
			continue;
		k->out->events[k->out->n_events++] = (struct public_event){
			f->at.w,
			f->event.s,
			{ { str_z(event_info(e)->ja),
			    str_z(event_info(e)->en) } },
		};
	}
}

/* Ours stand first, of them those of the newest CVSS version. */
static void
see_worst(const struct public_vulnerability *v, struct public_advisory *out)
{
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];

		if (s->source.n > 0 ||
		    s->cvss.version != v->scores[0].cvss.version)
			return;
		if (out->worst == NULL ||
		    s->score.overall_x10 > out->worst->score.overall_x10)
			out->worst = s;
	}
}

static void
add_vulnerabilities(struct public_making *k)
{
	const struct vulnerability_list *l = &k->c->c->vulnerabilities;
	struct public_advisory *out = k->out;
	int exploitation = 0;

	out->vulnerabilities = arena_array(k->a, struct public_vulnerability,
	    l->n);
	out->n_vulnerabilities = l->n;
	for (size_t i = 0; i < l->n; i++) {
		struct public_vulnerability *v = &out->vulnerabilities[i];

		public_vulnerability(k, &l->v[i], v);
		if (l->v[i].exploitation.v > exploitation)
			exploitation = l->v[i].exploitation.v;
		see_worst(v, out);
	}
	out->exploitation = str_z(enum_name(&enum_exploitation, exploitation));
}

/* How many affected products have a fix, for the facts strip. */
static void
count_rows(struct public_advisory *out)
{
	for (size_t i = 0; i < out->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &out->vulnerabilities[i];
		size_t fixed = 0, affected = 0;

		for (size_t j = 0; j < v->n_rows; j++) {
			bool is_fixed = str_eq_z(v->rows[j].state, "fixed");

			fixed += is_fixed;
			affected += is_fixed ||
			    (!str_eq_z(v->rows[j].state, "notaffected") &&
				!str_eq_z(v->rows[j].state, "investigating"));
		}
		if (affected > out->rows_affected) {
			out->rows_affected = affected;
			out->rows_fixed = fixed;
		}
	}
}

static bool
hex_equals(struct arena *a, struct str content, struct str sha256)
{
	return str_eq(digest_hex(a, DIGEST_SHA256, content), sha256);
}

/* The documents of the newest release, as they went out. */
static void
add_released(struct public_making *k, const struct revision *newest)
{
	struct str dir = k->c->e.doc->path.dir;

	k->out->released = arena_array(k->a, struct public_released_file,
	    newest->files.n);
	for (size_t i = 0; i < newest->files.n && k->w->root != NULL; i++) {
		const struct released_file *f = &newest->files.v[i];
		struct str path = str_fmt(k->a, "cases/%.*s/%.*s/%.*s",
		    STR_ARG(dir), STR_ARG(k->c->e.id), STR_ARG(f->path.s));
		struct str content;
		int err = io_read(k->w->root, path, LIMIT_JSON_BYTES, k->a,
		    &content);

		if (err != 0 || !hex_equals(k->a, content, f->sha256.s)) {
			diag_error(k->d, "released-changed", f->path.at,
			    "%.*s %s", STR_ARG(path),
			    err != 0 ? strerror(err) :
				       "is not what was released");
			diag_help(k->d,
			    "bring it back from the history: "
			    "what was released stays as it was");
			k->failed = true;
			continue;
		}
		k->out->released[k->out->n_released++] =
		    (struct public_released_file){ str_base_name(f->path.s),
			    content };
	}
}

/* What must never stand in public, whatever the checks said before. */
static bool
is_cleared(struct public_making *k, const struct revision *newest)
{
	const struct case_file *c = k->c->c;
	const struct embargo *e = c->embargo;

	if (e != NULL && e->until.w.kind == WHEN_INSTANT &&
	    (e->until.w.at.s > k->w->now.s ||
		e->until.w.at.s > newest->at.w.at.s)) {
		diag_error(k->d, "wall-embargo", e->until.at,
		    "a revision was released before the embargo ended");
		diag_note(k->d, newest->at.at, "the revision");
		diag_help(k->d, "correct the date that is wrong");
		return false;
	}
	if (k->out->id.n == 0) {
		diag_error(k->d, "wall-advisory-id", newest->at.at,
		    "a released case has no advisory id");
		diag_help(k->d, "add `advisory` to case.md");
		return false;
	}
	return true;
}

/* The leaves were grown with room to spare. */
static void
keep_leaves(struct public_making *k)
{
	struct public_advisory *out = k->out;
	struct public_leaf *leaves = arena_array(k->a, struct public_leaf,
	    out->n_leaves + out->n_extra);

	for (size_t i = 0; i < out->n_leaves + out->n_extra; i++)
		leaves[i] = out->leaves[i];
	out->leaves = leaves;
}

static void
list_leaves(struct public_making *k)
{
	size_t n = k->out->n_leaves;

	if (!k->is_source)
		public_leaf_list(k);
	k->out->n_extra = k->out->n_leaves - n;
	k->out->n_leaves = n;
}

bool
public_advisory(struct public_making *k, const struct revision *newest)
{
	struct public_advisory *out = k->out;
	const struct case_file *c = k->c->c;

	k->leaf_index = map_open(k->tmp);
	k->leaf_ids = map_open(k->tmp);
	set_document(k);
	if (k->next == NULL && !is_cleared(k, newest))
		return false;
	out->file = csaf_name(k->a, out->id);
	out->title = title_of(k->c);
	out->status = str_z(status_of(c, newest));
	out->is_withdrawn = newest->withdrawn.b;
	out->label = public_label(reach_label(newest));
	out->base_url = reach_address(k->w->model, reach_label(newest));
	set_successor(k, newest);
	set_revisions(k, newest);
	add_vulnerabilities(k);
	/* Leaves stay where they are: others point to them by index. */
	for (size_t i = 0; i < c->products.n; i++)
		(void)public_leaf_named(k, &c->products.v[i]);
	list_leaves(k);
	keep_leaves(k);
	public_sections(k);
	out->references = public_links(k->a, &c->references);
	out->n_references = c->references.n;
	add_thanks(k);
	add_events(k);
	count_rows(out);
	add_released(k, newest);
	return !k->failed;
}
