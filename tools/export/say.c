#include "export/say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"
#include "model/model.h"

/* Persons named beside a requirement; more than these nobody reads. */
#define WHO_SHOWN	3

struct str
say_words(const struct say *s, const struct words *w)
{
	return words_in(w, s->lang);
}

/* The area of the catalogue where the words of an enumeration stand. */
static const char *
area_of(const struct say *s, const struct enum_table *t)
{
	if (t == &enum_row_state)
		return "state.inside";
	if (t == &enum_justification)
		return "justification";
	return str_to_z(s->a, str_fmt(s->a, "word.%s", t->name));
}

struct str
say_enum(const struct say *s, const struct enum_table *t, int v)
{
	struct str name = str_z(enum_name(t, v)), text = name;

	if (name.n > 0)
		(void)say_text_find(s, area_of(s, t), name, &text);
	return text;
}

struct str
say_event(const struct say *s, enum event e)
{
	const struct event_info *i = event_info(e);

	return str_z(str_eq_z(s->lang, "ja") ? i->ja : i->en);
}

struct str
say_axis(const struct say *s, enum axis_fact x)
{
	return say_enum(s, &enum_axis_fact, (int)x);
}

struct str
say_standing(const struct say *s, enum regime_standing r)
{
	return say_enum(s, &enum_regime_standing, (int)r);
}

struct str
say_origin(const struct say *s, enum policy_origin origin)
{
	return say_enum(s, &enum_policy_origin, (int)origin);
}

const struct words *
say_names(const struct entry *e)
{
	const struct plain_entry *plain = (const void *)e;

	switch (e->space) {
	case SPACE_COMPANY: {
		const struct company *c =
		    ((const struct company_entry *)plain)->company;

		return c->short_name.ja.s.n + c->short_name.en.s.n > 0 ?
		    &c->short_name :
		    &c->name;
	}
	case SPACE_PERSON:
		return &((const struct person_entry *)plain)->person->name;
	case SPACE_PARTY:
		return &((const struct party_entry *)plain)->party->name;
	case SPACE_PRODUCT:
		return &((const struct product_entry *)plain)->product->name;
	case SPACE_SYSTEM:
		return &((const struct system_entry *)plain)->system->name;
	case SPACE_CASE:
		return &((const struct case_entry *)plain)->c->title;
	case SPACE_AUDIENCE:
		return &((const struct audience_entry *)plain)->audience->name;
	case SPACE_CALENDAR:
		return &((const struct calendar *)plain->record)->name;
	case SPACE_CAMPAIGN:
		return &((const struct campaign *)plain->record)->title;
	case SPACE_ALERT:
		return &((const struct alert *)plain->record)->title;
	case SPACE_ACTOR:
	case SPACE_POLICY:
		return NULL;
	}
	BUG("space of an entry");
}

/* A policy's title stands in its text of the language. */
static struct str
policy_title(const struct say *s, const struct text_entry *t)
{
	const struct document *d = str_eq_z(s->lang, "ja") ? t->ja : t->en;

	if (d == NULL || d->record == NULL)
		d = t->e.doc;
	return d->record == NULL ? t->e.id :
				   ((const struct policy *)d->record)->title.s;
}

struct str
say_entry(const struct say *s, const struct entry *e)
{
	const struct words *w;
	struct str name;

	if (e == NULL)
		return S("");
	if (e->space == SPACE_POLICY)
		return policy_title(s, (const void *)e);
	w = say_names(e);
	name = w == NULL ? S("") : say_words(s, w);
	return name.n > 0 ? name : e->id;
}

struct str
say_ref(const struct say *s, const struct ref *r)
{
	return r->target != NULL ? say_entry(s, r->target) : r->id;
}

struct str
say_place(const struct say *s, const struct proof *p)
{
	if (p->path.n == 0 || p->line == 0)
		return p->path;
	return str_fmt(s->a, "%.*s:%lu", STR_ARG(p->path),
	    (unsigned long)p->line);
}

/* The roles that can supply it, then the persons. */
static struct str
suppliers(const struct say *s, const struct requirement_state *r)
{
	const struct choice_list *roles = &r->r->supplies;
	struct str all = S(""), who = S("");

	for (size_t i = 0; i < roles->n; i++)
		all = say_text_join(s, all, "say.comma",
		    say_enum(s, &enum_role, roles->v[i].v));
	for (size_t i = 0; i < r->n_who && i < WHO_SHOWN; i++)
		who = say_text_join(s, who, "say.comma",
		    say_entry(s, &r->who[i]->e));
	if (r->n_who > WHO_SHOWN)
		who = say_text_join(s, who, "say.comma",
		    say_text(s, "say.others"));
	return say_text_join(s, all, "say.colon", who);
}

struct str
say_requirement(const struct say *s, const struct requirement_state *r)
{
	const struct catalog_value v[] = {
		SAY_HOLE("text", say_words(s, &r->r->text)),
		SAY_HOLE("who", suppliers(s, r)),
	};

	return v[1].value.n == 0 ?
	    v[0].value :
	    say_text_fill(s, "say.aside", v, ARRAY_LEN(v));
}
