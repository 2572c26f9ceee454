/*
 * Configurations: "A on B".  The component is A; what else a configuration
 * asks for must be in the same inventory.  Where the inventory says nothing
 * of that kind, nobody knows: a possible match that says what it needs.
 */
#include "base/arena.h"
#include "match/match_cpe.h"
#include "match/match_impl.h"
#include "version/cpe_bind.h"

#define NEEDS	50

/* What the inventory knows of one part: application, system or hardware. */
static bool
is_recorded(struct match_look *k, char part)
{
	for (size_t i = 0; i < k->inv->n; i++) {
		const struct match_self *s;
		struct str kind = k->inv->v[i].kind;

		if (i == k->component)
			continue;
		if ((part == 'o' && str_eq_z(kind, "operating-system")) ||
		    (part == 'h' && str_eq_z(kind, "device")))
			return true;
		s = match_self_at(k, i);
		if (s->has_cpe && s->cpe.part[CPE_PART].n > 0 &&
		    s->cpe.part[CPE_PART].p[0] == part)
			return true;
	}
	return false;
}

static char
part_of(struct match_look *k, const struct feed_affects *e)
{
	struct cpe c;
	const char *why;

	return cpe_bind_read(k->a, e->cpe, &c, &why) &&
		c.part[CPE_PART].n > 0 ?
	    c.part[CPE_PART].p[0] :
	    'a';
}

/* MATCH_SOME: the inventory does not tell. */
static enum match_in
entry_holds(struct match_look *k, const struct feed_affects *e)
{
	enum match_in best = MATCH_OUT;

	for (size_t i = 0; i < k->inv->n; i++) {
		enum match_in in = match_cpe_holds(k, match_self_at(k, i), e);

		if (in == MATCH_IN)
			return MATCH_IN;
		if (in == MATCH_SOME)
			best = MATCH_SOME;
	}
	if (best == MATCH_OUT && !is_recorded(k, part_of(k, e)))
		best = MATCH_SOME;
	return best;
}

static bool
is_of_node(const struct feed_affects *e, uint16_t config, uint16_t node)
{
	return e->config == config && e->node == node;
}

static enum match_in
node_holds(struct match_look *k, struct match_try *t, uint16_t node)
{
	enum match_in any = MATCH_OUT, all = MATCH_IN, of;
	bool is_and = false, is_negated = false;

	for (size_t i = 0; i < t->r->n_affects; i++) {
		const struct feed_affects *e = &t->r->affects[i];
		enum match_in in;

		if (!is_of_node(e, t->e->config, node))
			continue;
		in = e == t->e ? MATCH_IN : entry_holds(k, e);
		is_and = e->is_node_and;
		is_negated = e->is_negated;
		if (in == MATCH_IN || any == MATCH_OUT)
			any = in;
		if (in == MATCH_OUT || all == MATCH_IN)
			all = in;
		if (in == MATCH_IN && !is_and)
			break;
	}
	of = is_and ? all : any;
	if (is_negated && of != MATCH_SOME)
		of = of == MATCH_IN ? MATCH_OUT : MATCH_IN;
	return of;
}

static void
judge_node(struct match_look *k, struct match_try *t,
    const struct feed_affects *first)
{
	enum match_in in = node_holds(k, t, first->node);

	if (in == MATCH_OUT) {
		match_step_add(k, t, "platform", S(""), first->cpe,
		    S("missing"));
		t->m.miss = MISS_platform;
		t->m.confidence = 0;
	} else if (in == MATCH_SOME) {
		match_step_add(k, t, "needs", S(""), first->cpe, S("?"));
		if (t->m.confidence > NEEDS)
			t->m.confidence = NEEDS;
	} else {
		match_step_add(k, t, "platform", S(""), first->cpe, S("in"));
	}
}

void
match_config(struct match_look *k, struct match_try *t)
{
	uint16_t seen = 0;

	if (t->e->is_negated) {
		match_step_add(k, t, "platform", S(""), t->e->cpe,
		    S("excluded"));
		t->m.miss = MISS_platform;
		t->m.confidence = 0;
		return;
	}
	/* Entries of a node stand together, nodes in order. */
	for (size_t i = 0; i < t->r->n_affects && t->m.miss == MISS_NONE;
	     i++) {
		const struct feed_affects *e = &t->r->affects[i];

		if (e->config != t->e->config || e->node == seen)
			continue;
		seen = e->node;
		if (seen == t->e->node ? t->e->is_node_and : t->e->is_and)
			judge_node(k, t, e);
	}
}
