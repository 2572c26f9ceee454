#include "command/show_record.h"

#include "base/arena.h"
#include "base/buf.h"
#include "command/focus.h"
#include "command/show_case.h"
#include "command/state_json_flaw.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "text/json_write.h"

#define INDENT		2
#define ID_WIDTH	16

/* A label in the catalogue (show.KEY), which is also the name in JSON. */
struct fact_line {
	const char *key;
	struct str text;
};

/* More than any kind of record has below. */
#define FACT_LINES	12

struct fact_lines {
	struct fact_line v[FACT_LINES];
	size_t n;
};

static void
add(struct fact_lines *l, const char *key, struct str text)
{
	ASSERT(l->n < FACT_LINES);
	if (text.n > 0)
		l->v[l->n++] = (struct fact_line){ key, text };
}

static struct str
moment_text(const struct show_record *r, const struct moment *m)
{
	return m->w.kind != WHEN_UNSET ? day_format(r->say->a, m->w.day) :
					 S("");
}

/* ---- facts --------------------------------------------------------------- */

static void
product_facts(const struct show_record *r, struct fact_lines *l)
{
	const struct product_entry *e = (const void *)r->entry;
	const struct product *p = e->product;
	struct str versions = S("");

	for (size_t i = 0; i < p->versions.n; i++) {
		if (p->versions.v[i].life.v != LIFE_ENDED)
			versions = words_parts(r->say, versions,
			    p->versions.v[i].version.s);
	}
	add(l, "company",
	    e->company != NULL ? say_entry(r->say, &e->company->e) : S(""));
	add(l, "kind", say_enum(r->say, &enum_product_kind, p->kind.v));
	add(l, "owner", say_ref(r->say, &p->owner));
	add(l, "versions", versions);
	add(l, "support_ends", moment_text(r, &p->support_ends));
}

static void
person_facts(const struct show_record *r, struct fact_lines *l)
{
	const struct person_entry *e = (const void *)r->entry;
	const struct person *p = e->person;
	struct str roles = S(""), away = S("");

	for (size_t i = 0; i < p->roles.n; i++)
		roles = words_parts(r->say, roles,
		    say_enum(r->say, &enum_role, p->roles.v[i].v));
	for (size_t i = 0; i < p->absence.n; i++)
		away = words_parts(r->say, away,
		    str_fmt(r->say->a, "%.*s/%.*s",
			STR_ARG(moment_text(r, &p->absence.v[i].from)),
			STR_ARG(moment_text(r, &p->absence.v[i].to))));
	add(l, "company",
	    e->company != NULL ? say_entry(r->say, &e->company->e) : S(""));
	add(l, "roles", roles);
	add(l, "email", p->email.s);
	add(l, "deputy", say_ref(r->say, &p->deputy));
	add(l, "absence", away);
}

static void
company_facts(const struct show_record *r, struct fact_lines *l)
{
	const struct company_entry *e = (const void *)r->entry;
	const struct company *c = e->company;

	add(l, "kind", say_enum(r->say, &enum_company_kind, c->kind.v));
	add(l, "parent", say_ref(r->say, &c->parent));
	add(l, "business", say_words(r->say, &c->business));
	for (size_t i = 0; i < c->contacts.n && i < 2; i++)
		add(l, "contact",
		    words_parts(r->say,
			say_ref(r->say, &c->contacts.v[i].person),
			say_ref(r->say, &c->contacts.v[i].deputy)));
}

static void
policy_facts(const struct show_record *r, struct fact_lines *l)
{
	const struct policy *p = r->entry->doc->record;

	if (p == NULL)
		return;
	add(l, "kind", say_enum(r->say, &enum_policy_kind, p->kind.v));
	add(l, "version", p->version.s);
	add(l, "owner", say_ref(r->say, &p->owner));
	add(l, "approved", moment_text(r, &p->approved));
	add(l, "review", moment_text(r, &p->review));
}

static const struct cve_entry *
ledger_find(const struct model *m, struct str id)
{
	const struct document_list *docs = &m->docs[KIND_CVE_IDS];

	for (size_t i = 0; i < docs->n; i++) {
		const struct cve_ids *l = docs->v[i].record;

		for (size_t k = 0; l != NULL && k < l->ids.n; k++) {
			if (str_eq(l->ids.v[k].cve.s, id))
				return &l->ids.v[k];
		}
	}
	return NULL;
}

static void
cve_facts(const struct show_record *r, struct fact_lines *l)
{
	const struct cve_entry *e = ledger_find(r->m, r->id);

	if (e == NULL)
		return;
	add(l, "ledger", say_enum(r->say, &enum_cve_state, e->state.v));
	add(l, "reserved", moment_text(r, &e->reserved));
	add(l, "for_case", e->case_id.id);
}

static void
facts_of(const struct show_record *r, struct fact_lines *l)
{
	if (r->entry == NULL)
		cve_facts(r, l);
	else if (r->entry->space == SPACE_PRODUCT)
		product_facts(r, l);
	else if (r->entry->space == SPACE_PERSON)
		person_facts(r, l);
	else if (r->entry->space == SPACE_COMPANY)
		company_facts(r, l);
	else
		policy_facts(r, l);
}

/* ---- what it is in ------------------------------------------------------- */

static struct focus
focus_of(const struct show_record *r)
{
	struct focus f = { .m = r->m };

	if (r->entry->space == SPACE_PERSON)
		f.who = (const void *)r->entry;
	if (r->entry->space == SPACE_COMPANY)
		f.company = (const void *)r->entry;
	return f;
}

static bool
has_flaw(const struct show_record *r, const struct vulnerability *v)
{
	if (r->entry == NULL)
		return str_eq(v->cve.s, r->id);
	for (size_t i = 0; i < v->products.n; i++) {
		if (v->products.v[i].product.target == r->entry ||
		    v->products.v[i].component.target == r->entry)
			return true;
	}
	return false;
}

static bool
is_in_case(const struct show_record *r, const struct case_entry *c)
{
	struct focus f;

	if (r->entry != NULL && r->entry->space == SPACE_POLICY)
		return false;
	if (r->entry != NULL && r->entry->space != SPACE_PRODUCT) {
		f = focus_of(r);
		return focus_has_case(&f, c);
	}
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		if (has_flaw(r, &c->c->vulnerabilities.v[i]))
			return true;
	}
	return false;
}

static bool
is_asked(const struct show_record *r, const struct request *q)
{
	struct focus f;

	if (r->entry == NULL || r->entry->space == SPACE_POLICY)
		return false;
	if (r->entry->space == SPACE_PRODUCT)
		return q->product.target == r->entry;
	f = focus_of(r);
	return focus_has_request(&f, q);
}

/* The clocks of the record itself; of a person, all that concern him. */
static bool
has_clock(const struct show_record *r, const struct clock *k)
{
	struct focus f;

	if (r->entry == NULL)
		return k->owner.subject == CLOCK_ON_CVE &&
		    str_eq(k->owner.id, r->id);
	if (k->owner.entry == r->entry ||
	    (k->product != NULL && &k->product->e == r->entry))
		return true;
	if (r->entry->space != SPACE_PERSON)
		return false;
	f = focus_of(r);
	return clock_is_open(k) && focus_has_clock(&f, k);
}

bool
show_record_is_cve(const struct model *m, struct str id)
{
	const struct show_record r = { .m = m, .id = id };

	if (ledger_find(m, id) != NULL)
		return true;
	for (size_t i = 0; i < m->n_cases; i++) {
		if (is_in_case(&r, &m->cases[i]))
			return true;
	}
	return false;
}

/* ---- text ---------------------------------------------------------------- */

static void
put_case(const struct page *p, const struct show_record *r,
    const struct case_entry *c)
{
	const struct case_state *s = derived_case(r->m, c);
	struct str stage = s != NULL && s->stage != NULL ?
	    say_words(r->say, &s->stage->name) :
	    S("-");

	buf_fill(p->out, ' ', INDENT);
	page_cell(p, ID_WIDTH, PAGE_PLAIN, c->e.id);
	page_rest(p, INDENT + ID_WIDTH + 2,
	    words_parts(r->say, stage, say_words(r->say, &c->c->title)));
}

static void
put_cases(const struct page *p, const struct show_record *r)
{
	bool has_any = false;

	for (size_t i = 0; i < r->m->n_cases; i++) {
		if (!is_in_case(r, &r->m->cases[i]))
			continue;
		if (!has_any)
			show_case_heading(p, r->say, "show.cases");
		has_any = true;
		put_case(p, r, &r->m->cases[i]);
	}
}

static void
put_requests(const struct page *p, const struct show_record *r)
{
	const struct document_list *l = &r->m->docs[KIND_REQUEST];
	bool has_any = false;

	for (size_t i = 0; i < l->n; i++) {
		const struct request *q = l->v[i].record;

		if (q == NULL || !is_asked(r, q))
			continue;
		if (!has_any)
			show_case_heading(p, r->say, "show.requests");
		has_any = true;
		buf_fill(p->out, ' ', INDENT);
		page_cell(p, ID_WIDTH, PAGE_PLAIN, l->v[i].path.id);
		page_rest(p, INDENT + ID_WIDTH + 2,
		    words_parts(r->say,
			say_text(r->say,
			    q->answered.w.kind != WHEN_UNSET ?
				"show.answered" :
				"show.unanswered"),
			say_words(r->say, &q->question)));
	}
}

static void
put_clocks(const struct page *p, const struct show_record *r)
{
	const struct derived *d = r->m->derived;
	bool has_any = false;

	for (size_t i = 0; d != NULL && i < d->clocks.n; i++) {
		const struct clock *k = &d->clocks.v[i];

		if (!has_clock(r, k))
			continue;
		if (!has_any)
			show_case_heading(p, r->say, "show.clocks");
		has_any = true;
		show_case_clock(p, r->say, k, false);
	}
}

static struct str
heading_of(const struct show_record *r)
{
	struct str name;

	if (r->entry == NULL)
		return r->id;
	name = say_entry(r->say, r->entry);
	return str_eq(name, r->id) ?
	    name :
	    str_fmt(r->say->a, "%.*s  %.*s", STR_ARG(r->id), STR_ARG(name));
}

void
show_record(const struct page *p, const struct show_record *r)
{
	struct fact_lines l = { .n = 0 };

	page_heading(p, heading_of(r));
	facts_of(r, &l);
	for (size_t i = 0; i < l.n; i++)
		show_case_line(p, r->say,
		    str_to_z(r->say->a,
			str_fmt(r->say->a, "show.%s", l.v[i].key)),
		    l.v[i].text);
	put_cases(p, r);
	for (size_t i = 0; r->entry == NULL && i < r->m->n_cases; i++) {
		const struct case_state *s = derived_case(r->m,
		    &r->m->cases[i]);

		if (s != NULL && is_in_case(r, &r->m->cases[i]))
			show_case_flaws(p, r->say, s, r->id);
	}
	put_requests(p, r);
	put_clocks(p, r);
}

/* ---- JSON ---------------------------------------------------------------- */

static void
put_json_cases(const struct state_json *j, const struct show_record *r)
{
	json_name(j->w, "cases");
	json_array(j->w);
	for (size_t i = 0; i < r->m->n_cases; i++) {
		const struct case_entry *c = &r->m->cases[i];
		const struct case_state *s;

		if (!is_in_case(r, c))
			continue;
		s = derived_case(r->m, c);
		json_object(j->w);
		json_pair(j->w, "id", c->e.id);
		state_json_text(j, "stage",
		    s != NULL && s->stage != NULL ? s->stage->id.s : S(""));
		json_name(j->w, "flaws");
		json_array(j->w);
		for (size_t k = 0; s != NULL && k < s->n_flaws; k++) {
			if (r->entry == NULL && has_flaw(r, s->flaws[k].v))
				state_json_flaw(j, &s->flaws[k]);
		}
		json_end(j->w);
		json_end(j->w);
	}
	json_end(j->w);
}

static void
put_json_requests(const struct state_json *j, const struct show_record *r)
{
	const struct document_list *l = &r->m->docs[KIND_REQUEST];

	json_name(j->w, "requests");
	json_array(j->w);
	for (size_t i = 0; i < l->n; i++) {
		const struct request *q = l->v[i].record;

		if (q == NULL || !is_asked(r, q))
			continue;
		json_object(j->w);
		json_pair(j->w, "id", l->v[i].path.id);
		state_json_text(j, "to", q->to.id);
		state_json_bool(j, "answered",
		    q->answered.w.kind != WHEN_UNSET);
		json_end(j->w);
	}
	json_end(j->w);
}

void
show_record_json(const struct state_json *j, const struct show_record *r)
{
	const struct derived *d = r->m->derived;
	struct fact_lines l = { .n = 0 };

	json_pair_z(j->w, "kind",
	    r->entry != NULL ? space_name(r->entry->space) : "cve");
	json_pair(j->w, "id", r->id);
	json_pair(j->w, "name",
	    r->entry != NULL ? say_entry(r->say, r->entry) : r->id);
	facts_of(r, &l);
	json_name(j->w, "facts");
	json_array(j->w);
	for (size_t i = 0; i < l.n; i++) {
		json_object(j->w);
		json_pair_z(j->w, "name", l.v[i].key);
		json_pair(j->w, "text", l.v[i].text);
		json_end(j->w);
	}
	json_end(j->w);
	put_json_cases(j, r);
	put_json_requests(j, r);
	json_name(j->w, "clocks");
	json_array(j->w);
	for (size_t i = 0; d != NULL && i < d->clocks.n; i++) {
		if (has_clock(r, &d->clocks.v[i]))
			state_json_clock(j, &d->clocks.v[i]);
	}
	json_end(j->w);
}
