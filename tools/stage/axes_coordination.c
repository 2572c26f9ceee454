#include "model/model.h"
#include "stage/stage_impl.h"

/* A party by what people wrote: its id, or its name in either language. */
static const struct party_entry *
party_named(const struct model *m, struct str name)
{
	for (size_t i = 0; i < m->n_parties; i++) {
		const struct party_entry *p = &m->parties[i];

		if (str_eq_nocase(p->e.id, name) ||
		    (p->party != NULL &&
			(str_eq_nocase(p->party->name.ja.s, name) ||
			    str_eq_nocase(p->party->name.en.s, name))))
			return p;
	}
	return NULL;
}

static void
set(struct case_state *s, enum coordination by, const struct party_entry *p)
{
	s->coordination = by;
	s->coordinator = p;
}

static bool
is_maker(const struct party_entry *p)
{
	return p != NULL && p->party != NULL &&
	    (p->party->kind.v == (int)PARTY_SUPPLIER ||
		p->party->kind.v == (int)PARTY_CNA);
}

/* What was handed over is led by who took it, unless that is one of us. */
static bool
set_by_exit(const struct stage_run *r, struct case_state *s)
{
	const struct case_exit *e = s->c->c->exit;
	const struct party_entry *to;

	if (e == NULL || e->how.v != (int)EXIT_TRANSFERRED ||
	    (e->at.w.kind != WHEN_UNSET && !stage_is_past(r, e->at.w)))
		return false;
	to = party_named(r->m, e->to.s);
	if (to == NULL)
		return false;
	set(s, is_maker(to) ? COORDINATION_UPSTREAM : COORDINATION_PARTY, to);
	return true;
}

/* Somebody who was told, and leads. */
static bool
set_by_told(const struct stage_run *r, struct case_state *s)
{
	const struct case_source *from = s->c->c->source;

	for (size_t i = 0; from != NULL && i < from->told.n; i++) {
		const struct told *t = &from->told.v[i];
		const struct party_entry *p;

		if (!t->coordinates.b ||
		    (t->at.w.kind != WHEN_UNSET && !stage_is_past(r, t->at.w)))
			continue;
		p = party_named(r->m, t->party.s);
		set(s,
		    is_maker(p) ? COORDINATION_UPSTREAM : COORDINATION_PARTY,
		    p);
		return true;
	}
	return false;
}

static void
set_by_channel(const struct stage_run *r, struct case_state *s)
{
	const struct case_source *from = s->c->c->source;
	const struct party_entry *p = NULL;
	int channel = from != NULL ? from->channel.v : 0;

	if (from != NULL)
		p = from->party.target;
	if (channel == (int)CHANNEL_JPCERT || channel == (int)CHANNEL_IPA) {
		const struct party_entry *jpcert = party_named(r->m,
		    S("jpcert"));

		set(s, COORDINATION_PARTY, jpcert != NULL ? jpcert : p);
	} else if (channel == (int)CHANNEL_COORDINATOR) {
		set(s, COORDINATION_PARTY, p);
	} else if (channel == (int)CHANNEL_SUPPLIER && is_maker(p)) {
		set(s, COORDINATION_UPSTREAM, p);
	}
}

void
stage_coordination(const struct stage_run *r, struct case_state *s)
{
	set(s, COORDINATION_OURS, NULL);
	if (!set_by_exit(r, s) && !set_by_told(r, s))
		set_by_channel(r, s);
}
