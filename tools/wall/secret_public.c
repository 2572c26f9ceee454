#include "wall/secret_impl.h"

#include "model/reach.h"
#include "wall/public_cna.h"
#include "wall/public_name.h"
#include "wall/wall.h"

static void
show_document(struct secret_making *k, const struct document *doc,
    enum field_audience level)
{
	const struct kind_info *info = kind_info(doc->path.kind);

	secret_walk(k, info->record, doc->record, level, secret_show_item);
	secret_show(k, doc->path.id, (struct span){ doc->file, 0, 0 });
	if (info->body == AUDIENCE_PUBLIC && doc->body.len > 0)
		secret_show(k, source_text(k->w->model->sources, doc->body),
		    doc->body);
}

static void
show_text(struct secret_making *k, const struct text *t)
{
	secret_show(k, t->s, t->at);
}

/* Of a finder what the finder agreed to. */
static void
show_credit(struct secret_making *k, const struct case_file *c)
{
	const struct credit *credit = c->source != NULL ? c->source->credit :
							  NULL;

	if (credit == NULL)
		return;
	if (credit->consent.v == (int)CONSENT_NAMED) {
		show_text(k, &credit->name);
		show_text(k, &credit->url);
	}
	if (credit->consent.v == (int)CONSENT_NAMED ||
	    credit->consent.v == (int)CONSENT_ORGANIZATION)
		show_text(k, &credit->organization);
}

/* A published policy's title and day stand on its page. */
static void
show_policy(struct secret_making *k, const struct policy *p)
{
	const struct field *at = field_find(&record_policy, S("approved"));

	show_text(k, &p->title);
	secret_show_item(k, &record_policy, at, &p->approved);
}

/* Of one for fewer readers no more than that it was. */
static void
show_revision(struct secret_making *k, const struct revision *r,
    const struct revision *newest)
{
	const struct record *of = &record_revision;

	if (reach_label(r) <= reach_label(newest)) {
		secret_walk(k, of, r, AUDIENCE_PUBLIC, secret_show_item);
		return;
	}
	secret_show_item(k, of, field_find(of, S("version")), &r->version);
	secret_show_item(k, of, field_find(of, S("at")), &r->at);
}

/* The case's number is ours alone; the advisory's is everybody's. */
static void
show_case(struct secret_making *k, const struct case_entry *c)
{
	const struct revision *newest = reach_revision(c, k->w->now.s,
	    reach_ceiling(k->audience));

	if (newest == NULL)
		return;
	secret_walk(k, &record_case_file, c->c, AUDIENCE_PUBLIC,
	    secret_show_item);
	show_credit(k, c->c);
	for (size_t i = 0; i < c->c->facts.n; i++) {
		const struct fact *f = &c->c->facts.v[i];
		const struct field *at = field_find(&record_fact, S("at"));

		if (f->publish.b)
			secret_show_item(k, &record_fact, at, &f->at);
	}
	for (size_t i = 0; i < c->published->revisions.n; i++) {
		const struct revision *r = &c->published->revisions.v[i];

		show_revision(k, r, newest);
		if (r == newest)
			break;
	}
	k->is_prose = true;
	if (c->ja != NULL && c->ja->record != NULL)
		show_document(k, c->ja, AUDIENCE_PUBLIC);
	if (c->en != NULL && c->en->record != NULL)
		show_document(k, c->en, AUDIENCE_PUBLIC);
	k->is_prose = false;
}

static bool
is_published(const struct document *doc)
{
	const struct product *p = doc->record;
	const struct policy *policy = doc->record;

	if (doc->path.kind == KIND_PRODUCT)
		return public_may_name(p);
	if (doc->path.kind == KIND_POLICY)
		return policy->publish.b;
	return doc->path.kind == KIND_ORGANISATION ||
	    doc->path.kind == KIND_COMPANY || doc->path.kind == KIND_PAGE;
}

/*
 * An id that was given up is known to all once that was told, and why is not.
 */
static void
show_rejected(struct secret_making *k, const struct cve_ids *ledger)
{
	for (size_t i = 0; i < ledger->ids.n; i++) {
		if (public_cna_is_told(k->w, &ledger->ids.v[i]))
			show_text(k, &ledger->ids.v[i].cve);
	}
}

/*
 * What comes with the program and tells how PSIRTs work: laws and tables, of
 * which advisories say the same in the same words.
 */
static bool
is_knowledge(enum kind kind)
{
	return kind == KIND_DEADLINES || kind == KIND_SSVC ||
	    kind == KIND_STAGES || kind == KIND_CALENDAR;
}

static bool
is_cna(const struct model *m)
{
	return m->organisation != NULL && m->organisation->cna != NULL;
}

/* Documents name the address of the edition that they are of first. */
static void
show_addresses(struct secret_making *k)
{
	const struct model *m = k->w->model;

	if (!reach_is_restricted(k->audience))
		return;
	show_text(k, &k->audience->id);
	for (size_t i = 0; i < m->n_audiences; i++) {
		const struct audience *a = m->audiences[i].audience;

		if (reach_is_restricted(a) &&
		    reach_ceiling(a) <= reach_ceiling(k->audience))
			show_text(k, &a->base_url);
	}
}

void
secret_show_public(struct secret_making *k)
{
	const struct model *m = k->w->model;

	for (size_t i = 0; i < KINDS; i++) {
		const struct document_list *l = &m->docs[i];

		for (size_t j = 0; j < l->n; j++) {
			const struct document *doc = &l->v[j];

			if (doc->record == NULL)
				continue;
			if (is_knowledge((enum kind)i))
				show_document(k, doc, AUDIENCE_TEAM);
			else if (is_published(doc))
				show_document(k, doc, AUDIENCE_PUBLIC);
			if (i == KIND_POLICY && is_published(doc))
				show_policy(k, doc->record);
			if (i == KIND_CVE_IDS && is_cna(m))
				show_rejected(k, doc->record);
		}
	}
	for (size_t i = 0; i < m->n_cases; i++)
		show_case(k, &m->cases[i]);
	show_addresses(k);
}
