#include "delivery/subscriber.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/matched.h"
#include "model/model.h"
#include "model/policy.h"
#include "model/reader.h"

struct listing {
	struct arena *a;
	const struct model *m;
	struct map *ids;	/* of those that are listed */
	struct subscriber *v;
	size_t n, cap;
};

/* ---- who there is -------------------------------------------------------- */

bool
subscriber_is_kept_out(const struct model *m, const struct person_entry *p)
{
	const struct reader r = { .person = p };
	const struct audience *v[READER_EDITIONS];

	return reader_is_outside(p) && reader_editions(m, &r, v) == 0;
}

static bool
has_prefix(struct str id)
{
	return str_starts(id, S("company-")) ||
	    str_starts(id, S("edition-")) || str_starts(id, S("list-")) ||
	    str_starts(id, S("person-"));
}

static struct str
main_lang(const struct model *m)
{
	const struct organisation *o = m->organisation;

	return o != NULL && o->languages.n > 0 ? o->languages.v[0].s : S("ja");
}

/* Ours are Japanese and English. */
static struct str
lang_of(const struct listing *k, const struct subscriber *s)
{
	const struct text_list *spoken = s->person != NULL ?
	    &s->person->person->languages :
	    NULL;

	if (s->wish != NULL && s->wish->language.s.n > 0)
		return str_eq_z(s->wish->language.s, "ja") ? S("ja") : S("en");
	for (size_t i = 0; spoken != NULL && i < spoken->n; i++) {
		if (str_eq_z(spoken->v[i].s, "ja") ||
		    str_eq_z(spoken->v[i].s, "en"))
			return spoken->v[i].s;
	}
	return str_eq_z(main_lang(k->m), "en") ? S("en") : S("ja");
}

static void
add(struct listing *k, struct subscriber s)
{
	/* Before a name is taken: it would stand in for nobody. */
	if (subscriber_is_kept_out(k->m, s.person))
		return;
	/* The value is not asked for. */
	if (!map_add(k->ids, s.id, k))
		return;
	s.m = k->m;
	s.lang = lang_of(k, &s);
	if (s.to == NULL && s.person != NULL &&
	    s.person->person->email.s.n > 0) {
		s.to = arena_new(k->a, struct str);
		s.to[0] = s.person->person->email.s;
		s.n_to = 1;
	}
	k->v = arena_grow(k->a, k->v, k->n, &k->cap, sizeof(s));
	k->v[k->n++] = s;
}

static void
add_person(struct listing *k, const struct person_entry *p,
    const struct subscribed *wish)
{
	if (p == NULL)
		return;
	add(k,
	    (struct subscriber){
		.id = has_prefix(p->e.id) ?
		    str_cat(k->a, S("person-"), p->e.id) :
		    p->e.id,
		.kind = SUBSCRIBER_PERSON,
		.person = p,
		.wish = wish,
	    });
}

static void
add_company(struct listing *k, const struct company_entry *c,
    const struct subscribed *wish)
{
	const struct company_contact_list *l;

	if (c == NULL)
		return;
	l = &c->company->contacts;
	if (l->n == 0 || l->v[0].person.target == NULL)
		return;
	add(k,
	    (struct subscriber){
		.id = str_cat(k->a, S("company-"), c->e.id),
		.kind = SUBSCRIBER_COMPANY,
		.person = l->v[0].person.target,
		.company = c,
		.wish = wish,
	    });
}

/* Rows first: who has one is what it says. */
static void
add_rows(struct listing *k)
{
	const struct document_list *docs = &k->m->docs[KIND_SUBSCRIPTIONS];
	const struct subscriptions *f = docs->n > 0 ? docs->v[0].record : NULL;

	for (size_t i = 0; f != NULL && i < f->subscriptions.n; i++) {
		const struct subscribed *w = &f->subscriptions.v[i];
		struct subscriber s = { .kind = SUBSCRIBER_LIST, .wish = w };

		if (w->person.id.n > 0) {
			add_person(k, w->person.target, w);
		} else if (w->company.id.n > 0) {
			add_company(k, w->company.target, w);
		} else if (w->address.s.n > 0 && w->id.s.n > 0) {
			s.id = str_cat(k->a, S("list-"), w->id.s);
			s.to = arena_new(k->a, struct str);
			s.to[0] = w->address.s;
			s.n_to = 1;
			add(k, s);
		}
	}
}

static void
add_editions(struct listing *k)
{
	for (size_t i = 0; i < k->m->n_audiences; i++) {
		const struct audience *a = k->m->audiences[i].audience;
		struct subscriber s = { .kind = SUBSCRIBER_EDITION,
			.audience = a };

		if (a->view.v == (int)VIEW_PUBLIC || a->recipients.n == 0)
			continue;
		s.id = str_cat(k->a, S("edition-"), a->id.s);
		s.n_to = a->recipients.n;
		s.to = arena_array(k->a, struct str, s.n_to);
		for (size_t j = 0; j < s.n_to; j++)
			s.to[j] = a->recipients.v[j].s;
		add(k, s);
	}
}

static int
subscriber_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct subscriber *)a)->id,
	    ((const struct subscriber *)b)->id);
}

size_t
subscriber_list(struct arena *a, const struct model *m,
    struct subscriber **out)
{
	struct listing k = { .a = a, .m = m, .ids = map_open(a) };

	add_rows(&k);
	for (size_t i = 0; i < m->n_systems; i++)
		add_person(&k, m->systems[i].system->owner.target, NULL);
	for (size_t i = 0; i < m->n_products; i++) {
		const struct product *p = m->products[i].product;

		add_person(&k, p->owner.target, NULL);
		add_person(&k, p->qa_contact.target, NULL);
		add_person(&k, p->design_contact.target, NULL);
	}
	for (size_t i = 0; i < m->n_companies; i++) {
		if (m->companies[i].company->kind.v != (int)COMPANY_VENDOR)
			add_company(&k, &m->companies[i], NULL);
	}
	add_editions(&k);
	if (k.n > 1)
		qsort(k.v, k.n, sizeof(*k.v), subscriber_cmp);
	*out = k.v;
	return k.n;
}

/* ---- what it may read ---------------------------------------------------- */

size_t
subscriber_editions(const struct subscriber *s,
    const struct audience *out[SUBSCRIBER_EDITIONS])
{
	const struct reader r = { s->person,
		s->kind == SUBSCRIBER_LIST ? s->to[0] : S("") };

	if (s->kind != SUBSCRIBER_EDITION)
		return reader_editions(s->m, &r, out);
	out[0] = s->audience;
	return reader_may_be_sent(s->audience);
}

/* ---- what it wants ------------------------------------------------------- */

static bool
is_ref(const struct ref *r, struct str id)
{
	return r->id.n > 0 && str_eq(r->id, id);
}

static bool
has_ref(const struct ref_list *l, struct str id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, id))
			return true;
	}
	return false;
}

/* What the person answers for; of a company, what nobody does. */
static bool
is_own(const struct subscriber *s, const struct finding *f)
{
	const struct company_entry *c = finding_company(f);
	const struct product *p = f->product != NULL ? f->product->product :
						       NULL;

	if (s->wish != NULL && span_is_set(s->wish->own.at) && !s->wish->own.b)
		return false;
	if (s->kind == SUBSCRIBER_PERSON) {
		struct str id = s->person->e.id;

		if (p == NULL)
			return is_ref(&f->system->system->owner, id);
		return is_ref(&p->owner, id) || is_ref(&p->qa_contact, id) ||
		    is_ref(&p->design_contact, id);
	}
	if (s->kind != SUBSCRIBER_COMPANY || c == NULL ||
	    !str_eq(c->e.id, s->company->e.id))
		return false;
	return p != NULL ?
	    p->owner.id.n + p->qa_contact.id.n + p->design_contact.id.n == 0 :
	    f->system->system->owner.target == NULL;
}

static bool
has_word(struct arena *tmp, struct str text, struct str folded)
{
	return text.n > 0 &&
	    str_find(utf8_fold(tmp, text), folded, 0) != SIZE_MAX;
}

static bool
has_keyword(struct arena *tmp, const struct text_list *words,
    const struct finding *f)
{
	for (size_t i = 0; i < words->n; i++) {
		struct str w = utf8_fold(tmp, words->v[i].s);

		if (w.n == 0)
			continue;
		if (has_word(tmp, f->known->title_ja, w) ||
		    has_word(tmp, f->known->title_en, w))
			return true;
		for (size_t j = 0; j < f->n_matches; j++) {
			if (has_word(tmp, f->matches[j].component, w))
				return true;
		}
	}
	return false;
}

bool
subscriber_watches(const struct subscriber *s)
{
	const struct subscribed *w = s->wish;

	return w != NULL &&
	    (w->all.b ||
		w->keywords.n + w->systems.n + w->products.n + w->companies.n >
		    0);
}

static bool
is_watched(struct arena *tmp, const struct subscribed *w,
    const struct finding *f)
{
	const struct company_entry *c = finding_company(f);

	if (w->all.b || has_keyword(tmp, &w->keywords, f))
		return true;
	if (f->system != NULL && has_ref(&w->systems, f->system->e.id))
		return true;
	if (f->product != NULL && has_ref(&w->products, f->product->e.id))
		return true;
	for (size_t i = 0; i < w->companies.n; i++) {
		if (reader_is_part(c, w->companies.v[i].id))
			return true;
	}
	return false;
}

/* The place of a priority among those that count for a finding. */
static bool
is_urgent(struct arena *tmp, const struct subscriber *s,
    const struct finding *f)
{
	const struct policy_set *p;
	struct str least = s->wish->priority.s;

	if (least.n == 0 || f->priority.rank == PRIORITY_NONE)
		return true;
	p = policy_of(tmp, s->m, finding_company(f));
	for (size_t i = 0; i < p->n_order; i++) {
		if (str_eq(p->order[i], least))
			return f->priority.rank <= i;
	}
	return true;
}

#define CERTAIN	80
#define LIKELY	50

static bool
is_sure(const struct subscribed *w, const struct finding *f)
{
	int least = w != NULL && w->least.v != 0 ? w->least.v :
						   (int)FINDING_LIKELY;

	if (least == (int)FINDING_TO_LOOK)
		return true;
	if (f->state == FINDING_LOOK)
		return false;
	/* What was decided, or is asked, is told whatever is thought of it. */
	return f->n_matches == 0 ||
	    f->confidence >=
	    (least == (int)FINDING_CERTAIN ? CERTAIN : LIKELY);
}

bool
subscriber_wants(struct arena *tmp, const struct subscriber *s,
    const struct finding *f)
{
	struct scratch x = scratch_begin(tmp);
	const struct subscribed *w = s->wish;
	bool wants = is_own(s, f) || (w != NULL && is_watched(x.a, w, f));

	if (wants && f->state != FINDING_CLEARED)
		wants = is_sure(w, f);
	if (wants && w != NULL && w->severity.v != 0 &&
	    f->known->severity != severity_unset)
		wants = (int)f->known->severity >= w->severity.v;
	if (wants && w != NULL)
		wants = is_urgent(x.a, s, f);
	scratch_end(x);
	return wants;
}

/* Whether a person answers for a product, or watches it. */
static bool
has_product(const struct subscriber *s, const struct product_entry *p)
{
	const struct finding f = { .product = p };

	if (p == NULL)
		return false;
	return is_own(s, &f) ||
	    (s->wish != NULL && has_ref(&s->wish->products, p->e.id));
}

bool
subscriber_wants_alert(const struct subscriber *s, const struct alert *a)
{
	if (s->kind == SUBSCRIBER_EDITION ||
	    (s->wish != NULL && (s->wish->alerts.b || s->wish->all.b)))
		return true;
	for (size_t i = 0; i < a->products.n; i++) {
		if (has_product(s, a->products.v[i].target))
			return true;
	}
	return false;
}

/* ---- how ----------------------------------------------------------------- */

bool
subscriber_has_format(const struct subscriber *s, enum delivery_format f)
{
	const struct choice_list *l = s->wish != NULL ? &s->wish->formats :
							NULL;

	if (l == NULL || l->n == 0)
		return f != DELIVERY_ATOM;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].v == (int)f)
			return true;
	}
	return false;
}

struct str
subscriber_name(const struct subscriber *s, struct str lang)
{
	switch (s->kind) {
	case SUBSCRIBER_PERSON:
		return words_in(&s->person->person->name, lang);
	case SUBSCRIBER_COMPANY:
		return words_in(&s->company->company->name, lang);
	case SUBSCRIBER_EDITION:
		return words_in(&s->audience->name, lang);
	case SUBSCRIBER_LIST:
		return s->wish->id.s;
	}
	return s->id;
}
