#include "command/list_model.h"

#include "base/arena.h"
#include "model/model.h"

static void
put_word(const struct listing *l, const struct enum_table *t, struct choice c)
{
	table_put_z(l->t, enum_name(t, c.v));
}

/* A date or an instant as it was written; an instant in its own zone. */
static void
put_moment(const struct listing *l, struct moment m)
{
	if (m.w.kind == WHEN_INSTANT)
		table_put(l->t, instant_format(l->t->a, m.w.at));
	else if (m.w.kind == WHEN_DATE)
		table_put(l->t, day_format(l->t->a, m.w.day));
	else
		table_put_z(l->t, "");
}

static void
put_words(const struct listing *l, const struct words *w)
{
	table_put(l->t, words_in(w, l->lang));
}

void
list_model_cases(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_cases; i++) {
		const struct case_entry *c = &l->model->cases[i];
		const struct revision *r = model_released(c, l->now.s);

		table_put(l->t, c->e.id);
		table_put_z(l->t, enum_name(&enum_tlp, (int)c->label));
		table_put(l->t, c->c->advisory.s);
		table_put(l->t, c->c->owner.id);
		table_put(l->t, r != NULL ? r->version.s : S(""));
		put_words(l, &c->c->title);
	}
}

void
list_model_products(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_products; i++) {
		const struct product_entry *p = &l->model->products[i];

		table_put(l->t, p->e.id);
		table_put(l->t, p->e.doc->path.dir);
		put_word(l, &enum_product_kind, p->product->kind);
		table_put_int(l->t, (int64_t)p->product->versions.n);
		put_moment(l, p->product->support_ends);
		put_words(l, &p->product->name);
	}
}

void
list_model_versions(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_products; i++) {
		const struct product_entry *p = &l->model->products[i];

		for (size_t j = 0; j < p->product->versions.n; j++) {
			const struct version *v = &p->product->versions.v[j];

			table_put(l->t, p->e.id);
			table_put(l->t,
			    v->version.s.n > 0 ? v->version.s : v->range.s);
			put_word(l, &enum_life, v->life);
			put_moment(l, v->released);
			put_moment(l, v->support_ends);
		}
	}
}

void
list_model_systems(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_systems; i++) {
		const struct system_entry *s = &l->model->systems[i];

		table_put(l->t, s->e.id);
		table_put(l->t, s->system->company.id);
		table_put(l->t, s->system->owner.id);
		table_put_int(l->t, (int64_t)s->system->uses.n);
		put_moment(l, s->system->checked);
		put_words(l, &s->system->name);
	}
}

void
list_model_companies(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_companies; i++) {
		const struct company_entry *c = &l->model->companies[i];

		table_put(l->t, c->e.id);
		put_word(l, &enum_company_kind, c->company->kind);
		table_put(l->t, c->company->parent.id);
		put_words(l, &c->company->name);
	}
}

void
list_model_people(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_people; i++) {
		const struct person_entry *p = &l->model->people[i];
		struct str roles = S("");

		for (size_t j = 0; j < p->person->roles.n; j++)
			roles = str_fmt(l->t->a, "%.*s%s%s", STR_ARG(roles),
			    j > 0 ? " " : "",
			    enum_name(&enum_role, p->person->roles.v[j].v));
		table_put(l->t, p->e.id);
		table_put(l->t, p->e.doc->path.id);
		table_put(l->t, roles);
		put_words(l, &p->person->name);
	}
}

void
list_model_parties(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_parties; i++) {
		const struct party_entry *p = &l->model->parties[i];

		table_put(l->t, p->e.id);
		put_word(l, &enum_party_kind, p->party->kind);
		put_moment(l, p->party->last_contact);
		put_words(l, &p->party->name);
	}
}

/* The text in the reader's language, else in the other. */
static const struct document *
document_in(const struct text_entry *t, struct str lang)
{
	bool is_ja = str_eq(lang, S("ja"));

	if (is_ja)
		return t->ja != NULL ? t->ja : t->en;
	return t->en != NULL ? t->en : t->ja;
}

void
list_model_policies(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_policies; i++) {
		const struct text_entry *t = &l->model->policies[i];
		const struct policy *p = document_in(t, l->lang)->record;

		table_put(l->t, t->e.id);
		put_word(l, &enum_policy_kind, p->kind);
		table_put(l->t, p->version.s);
		table_put(l->t, p->owner.id);
		put_moment(l, p->review);
		table_put_z(l->t,
		    t->ja == NULL     ? "en" :
			t->en == NULL ? "ja" :
					"ja en");
		table_put(l->t, p->title.s);
	}
}

/* The label with its default. */
static void
put_label(const struct listing *l, const struct entry *e)
{
	enum tlp label = model_label(l->model, e->doc);

	table_put_z(l->t, enum_name(&enum_tlp, (int)label));
}

void
list_model_audiences(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_audiences; i++) {
		const struct audience *a = l->model->audiences[i].audience;

		table_put(l->t, a->id.s);
		put_word(l, &enum_audience_view, a->view);
		put_word(l, &enum_tlp, a->ceiling);
		if (span_is_set(a->readers.at))
			table_put_int(l->t, a->readers.n);
		else
			table_put_z(l->t, "");
		put_words(l, &a->name);
	}
}

void
list_model_alerts(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_alerts; i++) {
		const struct alert *a = l->model->alerts[i].record;

		table_put(l->t, l->model->alerts[i].e.id);
		put_word(l, &enum_alert_level, a->level);
		put_label(l, &l->model->alerts[i].e);
		put_moment(l, a->at);
		put_words(l, &a->title);
	}
}

void
list_model_campaigns(const struct listing *l)
{
	for (size_t i = 0; i < l->model->n_campaigns; i++) {
		const struct campaign *c = l->model->campaigns[i].record;

		table_put(l->t, l->model->campaigns[i].e.id);
		put_label(l, &l->model->campaigns[i].e);
		put_moment(l, c->opened);
		put_moment(l, c->due);
		put_moment(l, c->closed);
		put_words(l, &c->title);
	}
}

void
list_model_requests(const struct listing *l)
{
	const struct document_list *docs = &l->model->docs[KIND_REQUEST];

	for (size_t i = 0; i < docs->n; i++) {
		const struct request *r = docs->v[i].record;
		struct entry e = { .doc = &docs->v[i] };

		if (r == NULL)
			continue;
		table_put(l->t, docs->v[i].path.id);
		put_label(l, &e);
		table_put(l->t, r->company.id);
		table_put(l->t, r->product.id);
		table_put(l->t, r->to.id);
		put_moment(l, r->at);
		put_moment(l, r->due);
		put_moment(l, r->answered);
	}
}
