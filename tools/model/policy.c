#include "model/policy.h"

#include "base/arena.h"
#include "base/limits.h"
#include "model/model.h"

/* The set on its way: its lists grow. */
struct policy_build {
	struct arena *perm;
	struct policy_set *set;
	struct str *order;
	size_t cap_sla;
	size_t cap_priorities;
	size_t cap_order;
	size_t cap_clocks;
	size_t cap_stages;
};

/* A number that a record says (enum policy_number); NULL when it is silent. */
static const struct number *
number_said(const struct record *r, const void *record, int which)
{
	const struct field *f = field_find(r,
	    str_z(enum_name(&enum_policy_number, which)));
	const void *item;
	size_t n;

	if (f == NULL || f->type != FIELD_INT)
		return NULL;
	item = field_items(f, record, &n);
	return n > 0 ? item : NULL;
}

static void
take_numbers(struct policy_build *b, const struct record *r,
    const void *record, enum policy_origin origin)
{
	for (int i = 1; i < POLICY_NUMBERS; i++) {
		const struct number *said = number_said(r, record, i);

		if (said != NULL)
			b->set->numbers[i] = (struct policy_value){ said->n,
				true, origin, said->at };
	}
}

static struct policy_sla *
find_sla(const struct policy_set *p, struct str priority)
{
	for (size_t i = 0; i < p->n_sla; i++) {
		if (str_eq(p->sla[i].priority, priority))
			return &p->sla[i];
	}
	return NULL;
}

static void
take_sla(struct policy_build *b, const struct sla_list *rows,
    enum policy_origin origin)
{
	struct policy_set *p = b->set;

	for (size_t i = 0; i < rows->n; i++) {
		const struct sla *row = &rows->v[i];
		struct policy_sla *s = find_sla(p, row->priority.s);

		if (s == NULL) {
			p->sla = arena_grow(b->perm, p->sla, p->n_sla,
			    &b->cap_sla, sizeof(*p->sla));
			s = &p->sla[p->n_sla++];
		}
		*s = (struct policy_sla){
			.priority = row->priority.s,
			.days = { row->days.n, true, origin, row->where },
			.unit = row->unit.v != 0 ? (enum unit)row->unit.v :
						   UNIT_CALENDAR_DAYS,
		};
	}
}

static void
take_priorities(struct policy_build *b, const struct priority_row_list *rows,
    enum policy_origin origin)
{
	struct policy_set *p = b->set;

	for (size_t i = 0; i < rows->n; i++) {
		p->priorities = arena_grow(b->perm, p->priorities,
		    p->n_priorities, &b->cap_priorities,
		    sizeof(*p->priorities));
		p->priorities[p->n_priorities++] = (struct policy_priority){
			&rows->v[i], origin
		};
	}
}

static void
take_clocks(struct policy_build *b, const struct clock_choice_list *rows,
    enum policy_origin origin)
{
	struct policy_set *p = b->set;

	for (size_t i = 0; i < rows->n; i++) {
		p->clocks = arena_grow(b->perm, p->clocks, p->n_clocks,
		    &b->cap_clocks, sizeof(*p->clocks));
		p->clocks[p->n_clocks++] = (struct policy_clock){ &rows->v[i],
			origin };
	}
}

static void
take_stages(struct policy_build *b, const struct company_stage_list *rows)
{
	struct policy_set *p = b->set;

	for (size_t i = 0; i < rows->n; i++) {
		p->stages = arena_grow(b->perm, p->stages, p->n_stages,
		    &b->cap_stages, sizeof(*p->stages));
		p->stages[p->n_stages++] = (struct policy_stage){
			&rows->v[i]
		};
	}
}

/* Name a priority, unless it was named before. */
static void
take_name(struct policy_build *b, struct str name)
{
	for (size_t i = 0; i < b->set->n_order; i++) {
		if (str_eq(b->order[i], name))
			return;
	}
	b->order = arena_grow(b->perm, b->order, b->set->n_order,
	    &b->cap_order, sizeof(*b->order));
	b->order[b->set->n_order++] = name;
	b->set->order = b->order;
}

/*
 * Days first: people write them from the most urgent to the least.  Then what
 * the map names.  The group's names are taken before the company's, so that
 * ranks mean the same in all companies.
 */
static void
take_order(struct policy_build *b, const struct priority_row_list *map)
{
	for (size_t i = 0; i < b->set->n_sla; i++)
		take_name(b, b->set->sla[i].priority);
	for (size_t i = 0; map != NULL && i < map->n; i++)
		take_name(b, map->v[i].priority.s);
}

bool
policy_is_main(const struct model *m, const struct document *doc)
{
	struct str lang = S("ja");

	if (m->organisation != NULL && m->organisation->languages.n > 0)
		lang = m->organisation->languages.v[0].s;
	return doc->record != NULL && str_eq(doc->path.lang, lang);
}

/* The priority map of the last policy that has one. */
static const struct priority_row_list *
group_map(const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];
	const struct priority_row_list *last = NULL;

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *one = docs->v[i].record;

		if (policy_is_main(m, &docs->v[i]) && one->priorities.n > 0)
			last = &one->priorities;
	}
	return last;
}

/* A company, and after it those whose policy it inherits: a unit's company. */
static size_t
line_of(const struct company_entry *company, const struct company_entry **line)
{
	size_t n = 0;

	while (company != NULL && company->company != NULL &&
	    n < LIMIT_COMPANY_DEPTH) {
		line[n++] = company;
		if (company->company->kind.v != (int)COMPANY_UNIT)
			break;
		company = company->company->parent.target;
	}
	return n;
}

/* What a company says, the strongest voice last; its map first. */
static void
take_companies(struct policy_build *b, const struct company_entry *company)
{
	const struct company_entry *line[LIMIT_COMPANY_DEPTH];
	size_t n = line_of(company, line);

	for (size_t i = n; i > 0; i--) {
		const struct company_policy *own =
		    line[i - 1]->company->policy;

		if (own == NULL)
			continue;
		b->set->own = own;
		take_numbers(b, &record_company_policy, own,
		    POLICY_OF_COMPANY);
		take_sla(b, &own->sla, POLICY_OF_COMPANY);
		take_clocks(b, &own->clocks, POLICY_OF_COMPANY);
		take_stages(b, &own->stages);
		take_order(b, &own->priorities);
	}
	for (size_t i = 0; i < n; i++) {
		if (line[i]->company->policy != NULL)
			take_priorities(b,
			    &line[i]->company->policy->priorities,
			    POLICY_OF_COMPANY);
	}
}

const struct policy_set *
policy_of(struct arena *perm, const struct model *m,
    const struct company_entry *company)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];
	struct policy_build b = { .perm = perm,
		.set = arena_new(perm, struct policy_set) };
	const struct priority_row_list *map = group_map(m);

	b.set->company = company;
	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *one = docs->v[i].record;

		if (!policy_is_main(m, &docs->v[i]))
			continue;
		take_numbers(&b, &record_policy, one, POLICY_OF_GROUP);
		take_sla(&b, &one->sla, POLICY_OF_GROUP);
		take_clocks(&b, &one->clocks, POLICY_OF_GROUP);
	}
	take_order(&b, map);
	take_companies(&b, company);
	if (map != NULL)
		take_priorities(&b, map, POLICY_OF_GROUP);
	return b.set;
}

struct policy_value
policy_days(const struct policy_set *p, struct str priority, enum unit *unit)
{
	const struct policy_sla *s = find_sla(p, priority);

	*unit = s != NULL ? s->unit : UNIT_CALENDAR_DAYS;
	return s != NULL ? s->days : (struct policy_value){ 0 };
}

const struct policy_clock *
policy_clock_find(const struct policy_set *p, struct str clock)
{
	for (size_t i = p->n_clocks; i-- > 0;) {
		if (str_eq(p->clocks[i].choice->clock.s, clock))
			return &p->clocks[i];
	}
	return NULL;
}

bool
policy_choice_enables(const struct clock_choice *choice,
    const struct deadline *rule)
{
	if (choice != NULL && span_is_set(choice->enabled.at))
		return choice->enabled.b;
	return rule->confirmed.b;
}

bool
policy_enables(const struct policy_set *p, const struct deadline *rule)
{
	const struct policy_clock *c = policy_clock_find(p, rule->id.s);

	return policy_choice_enables(c != NULL ? c->choice : NULL, rule);
}
