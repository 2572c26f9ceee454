/*
 * Configurations: "A on B".  The component is A; what else a configuration
 * asks for must be in the same inventory.  Where the inventory says nothing
 * of that kind, nobody knows: a possible match that says what it needs.
 */
#include "base/arena.h"
#include "match/match_cpe.h"
#include "match/match_impl.h"
#include "version/cpe.h"

#define NEEDS	50

/* Platforms that are named where any one of them would do. */
#define TEXT_PLATFORMS	4

/* What a node says, and the entry that decided it. */
struct node_answer {
	enum match_in in;
	const struct feed_affects *by;
	bool is_any;		/* one of its entries is enough */
};

/* MATCH_SOME: the inventory does not tell. */
static enum match_in
entry_holds(struct match_look *k, const struct feed_affects *e,
    const struct match_entry *p)
{
	bool has_own = false, may_be = false, may_be_kin = false;
	const size_t *v = NULL;
	size_t n = 0;

	if (p->cpe != NULL)
		v = match_memo_like(k->memo, k->inv, p->cpe, &n);
	for (size_t i = 0; i < n; i++) {
		struct match_self s;
		enum match_in in;
		bool is_kin;

		match_self_read(k->a, &k->inv->v[v[i]], &s);
		is_kin = e->is_platform && !match_cpe_is_product(p->cpe, &s);
		in = is_kin ? match_cpe_kin_holds(e, p) :
			      match_cpe_holds(k, &s, e, p);
		if (in == MATCH_IN)
			return MATCH_IN;
		has_own = has_own || !is_kin;
		may_be = may_be || (in == MATCH_SOME && !is_kin);
		may_be_kin = may_be_kin || (in == MATCH_SOME && is_kin);
	}
	/* What is told of the product itself settles it. */
	if (may_be || (may_be_kin && !has_own) ||
	    !match_memo_has_other(k->memo, k->inv, k->component, p->cpe))
		return MATCH_SOME;
	return MATCH_OUT;
}

static bool
is_of_node(const struct feed_affects *e, uint16_t config, uint16_t node)
{
	return e->config == config && e->node == node;
}

static enum match_in
negated(enum match_in in)
{
	return in == MATCH_IN ? MATCH_OUT : in == MATCH_OUT ? MATCH_IN : in;
}

/* All must hold, or any; the first that settles it decides. */
static struct node_answer
ask_node(struct match_look *k, struct match_try *t, uint16_t node)
{
	struct node_answer a = { .by = NULL };
	bool is_negated = false;

	for (size_t i = 0; i < t->r->n_affects; i++) {
		const struct feed_affects *e = &t->r->affects[i];
		enum match_in in;

		if (!is_of_node(e, t->e->config, node) || e == t->e)
			continue;
		in = entry_holds(k, e, &t->of->entries[i]);
		is_negated = e->is_negated;
		a.is_any = !e->is_node_and;
		if (a.by == NULL ||
		    (in == MATCH_SOME &&
			a.in == (a.is_any ? MATCH_OUT : MATCH_IN)) ||
		    (a.in != in && in == (a.is_any ? MATCH_IN : MATCH_OUT))) {
			a.in = in;
			a.by = e;
		}
		if (in == MATCH_IN && a.is_any)
			break;
	}
	if (is_negated)
		a.in = negated(a.in);
	return a;
}

/* The entry that decided; where none of several holds, these. */
static struct str
text_of(struct match_look *k, struct match_try *t, const struct node_answer *a)
{
	struct str out = a->by->cpe;
	size_t n = 1;

	if (k->is_quick || !a->is_any || a->in == MATCH_IN)
		return out;
	for (size_t i = 0; i < t->r->n_affects; i++) {
		const struct feed_affects *e = &t->r->affects[i];

		if (e == a->by || e == t->e || str_eq(e->cpe, a->by->cpe) ||
		    !is_of_node(e, t->e->config, a->by->node))
			continue;
		if (n++ == TEXT_PLATFORMS)
			return str_cat(k->a, out, S("; ..."));
		out = str_fmt(k->a, "%.*s; %.*s", STR_ARG(out),
		    STR_ARG(e->cpe));
	}
	return out;
}

static void
judge_node(struct match_look *k, struct match_try *t, uint16_t node)
{
	const struct node_answer a = ask_node(k, t, node);

	/* The component stands alone in its node. */
	if (a.by == NULL)
		return;
	if (a.in == MATCH_OUT) {
		match_step_add(k, t, "platform", S(""), text_of(k, t, &a),
		    S("missing"));
		t->m.miss = MISS_platform;
		t->m.confidence = 0;
	} else if (a.in == MATCH_SOME) {
		match_step_add(k, t, "needs", S(""), text_of(k, t, &a),
		    S("?"));
		if (t->m.confidence > NEEDS)
			t->m.confidence = NEEDS;
	} else {
		match_step_add(k, t, "platform", S(""), text_of(k, t, &a),
		    S("in"));
	}
}

static bool
is_judged(const struct feed_affects *ours, const struct feed_affects *e)
{
	return e->config == ours->config &&
	    (e->node == ours->node ? e->is_node_and : e->is_and);
}

static void
watch(struct match_look *k, const struct cpe *c)
{
	struct match_watch w = { .part = S("a") };

	if (c != NULL)
		w = (struct match_watch){ c->part[CPE_PART],
			c->part[CPE_VENDOR], c->part[CPE_PRODUCT] };
	for (size_t i = k->n_watched; i-- > 0;) {
		if (str_eq(k->watched[i].product, w.product) &&
		    str_eq(k->watched[i].vendor, w.vendor) &&
		    str_eq(k->watched[i].part, w.part))
			return;
	}
	k->watched = arena_grow(k->a, k->watched, k->n_watched,
	    &k->cap_watched, sizeof(w));
	k->watched[k->n_watched++] = w;
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
	/* All that may be asked for, whatever the first answers are. */
	for (size_t i = 0; i < t->r->n_affects; i++) {
		const struct feed_affects *e = &t->r->affects[i];

		if (e != t->e && is_judged(t->e, e))
			watch(k, t->of->entries[i].cpe);
	}
	/* Entries of a node stand together, nodes in order. */
	for (size_t i = 0; i < t->r->n_affects && t->m.miss == MISS_NONE;
	     i++) {
		const struct feed_affects *e = &t->r->affects[i];

		if (e->config != t->e->config || e->node == seen)
			continue;
		seen = e->node;
		if (is_judged(t->e, e))
			judge_node(k, t, e->node);
	}
}
