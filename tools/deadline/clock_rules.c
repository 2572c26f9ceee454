#include "deadline/clock_rules.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "model/model.h"

/* Rules on their way. */
struct making {
	struct arena *perm;
	struct arena *tmp;	/* ends with the making */
	const struct model *m;
	const struct sources *places;
	struct deadline_rules *rules;
	struct map *conditions;	/* text -> size_t *: its index */
	size_t cap_groups;
	size_t cap_conditions;
};

bool
clock_rules_has(const struct event_set *s, enum event e)
{
	return (s->bits[(size_t)e / 64] >> ((size_t)e % 64) & 1) != 0;
}

void
clock_rules_add(struct event_set *s, enum event e)
{
	ASSERT((size_t)e / 64 < ARRAY_LEN(s->bits));
	s->bits[(size_t)e / 64] |= UINT64_C(1) << ((size_t)e % 64);
}

const struct business_days *
clock_rules_calendar(const struct deadline_rules *rules, struct str id)
{
	for (size_t i = 0; i < rules->n_calendars; i++) {
		if (str_eq(rules->calendars[i].entry->e.id, id))
			return rules->calendars[i].days;
	}
	return NULL;
}

static struct event_set
events_of(const struct text_list *l)
{
	struct event_set s = { 0 };
	enum event e;

	for (size_t i = 0; i < l->n; i++) {
		if (event_find(l->v[i].s, &e))
			clock_rules_add(&s, e);
	}
	return s;
}

/* What is no point before an end warns of nothing. */
static void
read_warnings(struct making *k, struct clock_rule *r)
{
	const struct text_list *l = &r->d->warn_at;
	int64_t *v = arena_array(k->perm, int64_t, l->n + 1);

	for (size_t i = 0; i < l->n; i++) {
		if (clock_warning(l->v[i].s, &v[r->n_warn]))
			r->n_warn++;
	}
	r->warn_s = v;
}

/* Many rows ask the same: equal conditions have one index. */
static size_t
condition_index(struct making *k, const struct predicate *p)
{
	struct deadline_rules *rules = k->rules;
	struct str text;
	size_t *index;

	if (p == NULL)
		return 0;
	text = predicate_text(k->tmp, p);
	index = map_get(k->conditions, text);
	if (index != NULL)
		return *index;
	index = arena_new(k->tmp, size_t);
	*index = rules->n_conditions;
	(void)map_add(k->conditions, text, index);
	rules->conditions = arena_grow(k->perm, rules->conditions,
	    rules->n_conditions, &k->cap_conditions,
	    sizeof(*rules->conditions));
	rules->conditions[rules->n_conditions++] = p;
	return *index;
}

static size_t
id_index(struct making *k, struct str id)
{
	size_t *index = map_get(k->rules->ids, id);

	if (index == NULL) {
		index = arena_new(k->perm, size_t);
		*index = k->rules->n_ids++;
		(void)map_add(k->rules->ids, id, index);
	}
	return *index;
}

/* Names of zones that are not built in: rule deadline-row reports them. */
static const struct zone *
zone_of(struct making *k, const struct deadline *d)
{
	if (d->zone.s.n > 0 && zone_is_builtin(d->zone.s))
		return zone_open(k->perm, d->zone.s, S(""));
	return k->m->zone;
}

static struct clock_rule
rule_make(struct making *k, const struct document *doc,
    const struct deadline *d)
{
	struct clock_rule r = {
		.d = d,
		.file = doc->record,
		.regime = doc->path.id,
		.start = events_of(&d->start),
		.stop = events_of(&d->stop),
		.zone = zone_of(k, d),
		.condition = condition_index(k, d->applies.p),
		.proof = proof_at(k->places, d->where, S("")),
	};

	r.proof_length = span_is_set(d->length.at) ?
	    proof_at(k->places, d->length.at, S("")) :
	    r.proof;
	read_warnings(k, &r);
	return r;
}

static int
subject_of(const struct deadline *d)
{
	return d->on.v != 0 ? d->on.v : (int)CLOCK_ON_CASE;
}

static struct clock_group *
group_of(struct making *k, const struct deadline *d)
{
	struct deadline_rules *rules = k->rules;
	struct clock_group *g;

	for (size_t i = 0; i < rules->n_groups; i++) {
		g = &rules->groups[i];
		if (str_eq(g->id, d->id.s) && g->on == subject_of(d))
			return g;
	}
	rules->groups = arena_grow(k->perm, rules->groups, rules->n_groups,
	    &k->cap_groups, sizeof(*rules->groups));
	g = &rules->groups[rules->n_groups++];
	*g = (struct clock_group){
		.id = d->id.s,
		.index = id_index(k, d->id.s),
		.on = subject_of(d),
	};
	return g;
}

/* Versions are few: a copy for each is cheap. */
static void
group_add(struct making *k, struct clock_group *g, struct clock_rule r)
{
	struct clock_rule *v = arena_array(k->perm, struct clock_rule,
	    g->n + 1);

	for (size_t i = 0; i < g->n; i++)
		v[i] = g->v[i];
	v[g->n++] = r;
	g->v = v;
	for (size_t i = 0; i < ARRAY_LEN(g->start.bits); i++)
		g->start.bits[i] |= r.start.bits[i];
}

static void
open_calendars(struct making *k)
{
	struct deadline_rules *rules = k->rules;

	rules->calendars = arena_array(k->perm, struct clock_calendar,
	    k->m->n_calendars + 1);
	for (size_t i = 0; i < k->m->n_calendars; i++) {
		const struct plain_entry *e = &k->m->calendars[i];

		if (e->record == NULL)
			continue;
		rules->calendars[rules->n_calendars++] =
		    (struct clock_calendar){ e, calendar_open(k->perm, e) };
	}
}

struct deadline_rules *
clock_rules_make(struct arena *perm, const struct model *m,
    const struct sources *places)
{
	const struct document_list *docs = &m->docs[KIND_DEADLINES];
	struct making k = {
		.perm = perm,
		.tmp = arena_open(),
		.m = m,
		.places = places,
		.rules = arena_new(perm, struct deadline_rules),
	};

	k.conditions = map_open(k.tmp);
	k.rules->ids = map_open(perm);
	k.rules->conditions = arena_grow(perm, NULL, 0, &k.cap_conditions,
	    sizeof(*k.rules->conditions));
	k.rules->conditions[k.rules->n_conditions++] = NULL;
	open_calendars(&k);
	for (size_t i = 0; i < docs->n; i++) {
		const struct deadlines *f = docs->v[i].record;

		for (size_t j = 0; f != NULL && j < f->rows.n; j++) {
			const struct deadline *d = &f->rows.v[j];

			group_add(&k, group_of(&k, d),
			    rule_make(&k, &docs->v[i], d));
		}
	}
	arena_close(k.tmp);
	return k.rules;
}
