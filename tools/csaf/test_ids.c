/*
 * 6.1.1 to 6.1.5: ids are defined, once, and not by themselves.
 */
#include "base/arena.h"
#include "csaf/csaf_run.h"

static void
report_missing(struct csaf_run *k, bool is_group)
{
	const struct csaf_doc *d = k->doc;
	const struct csaf_ids *ids = is_group ? &d->group_ids :
						&d->product_ids;

	for (size_t i = 0; i < d->n_uses; i++) {
		const struct csaf_use *u = &d->uses[i];
		struct str text;

		if (u->is_group != is_group ||
		    ids->v[u->id].defined != CSAF_NOWHERE)
			continue;
		text = csaf_run_quote(k, u->node->text);
		csaf_run_report(k, u->node, "no %s has the id '%.*s'",
		    is_group ? "product group" : "product", STR_ARG(text));
	}
}

void
test_ids_product_missing(struct csaf_run *k)
{
	report_missing(k, false);
}

void
test_ids_group_missing(struct csaf_run *k)
{
	report_missing(k, true);
}

void
test_ids_product_twice(struct csaf_run *k)
{
	const struct csaf_doc *d = k->doc;

	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];
		struct str text = csaf_run_quote(k, p->id_node->text);

		if (d->product_ids.v[p->id].defined != i)
			csaf_run_report(k, p->id_node,
			    "the product id '%.*s' is defined before",
			    STR_ARG(text));
	}
}

void
test_ids_group_twice(struct csaf_run *k)
{
	const struct csaf_doc *d = k->doc;

	for (size_t i = 0; i < d->n_groups; i++) {
		const struct csaf_group *g = &d->groups[i];
		struct str text = csaf_run_quote(k, g->id_node->text);

		if (d->group_ids.v[g->id].defined != i)
			csaf_run_report(k, g->id_node,
			    "the group id '%.*s' is defined before",
			    STR_ARG(text));
	}
}

/* ---- circles --------------------------------------------------------- */

/*
 * Relationships and product paths as arrows from the product that one defines
 * to those that it combines.  Products that nothing combines any more are taken
 * away until none is left (Kahn); what stays is in a circle or between two.
 */
struct arrows {
	size_t *first;		/* by id: its relations in list */
	size_t *list;		/* places in doc->products */
	size_t *arriving;	/* by id: arrows that end there */
	size_t *queue;
	size_t n_queue;
	bool *is_gone;
};

static void
count_arrows(const struct csaf_doc *d, struct arrows *g)
{
	size_t n = d->product_ids.n, sum = 0;

	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];

		if (p->relation == NULL)
			continue;
		g->first[p->id + 1]++;
		for (size_t e = 0; e < p->parts.n; e++)
			g->arriving[d->uses[p->parts.first + e].id]++;
	}
	for (size_t i = 0; i <= n; i++) {
		sum += g->first[i];
		g->first[i] = sum;
	}
}

static void
take_away(const struct csaf_doc *d, struct arrows *g, size_t id)
{
	g->is_gone[id] = true;
	for (size_t i = g->first[id]; i < g->first[id + 1]; i++) {
		const struct csaf_product *p = &d->products[g->list[i]];

		for (size_t e = 0; e < p->parts.n; e++) {
			size_t to = d->uses[p->parts.first + e].id;

			if (--g->arriving[to] == 0)
				g->queue[g->n_queue++] = to;
		}
	}
}

static void
open_arrows(struct csaf_run *k, struct arrows *g)
{
	const struct csaf_doc *d = k->doc;
	size_t n = d->product_ids.n;
	size_t *filled = arena_array(k->q->arena, size_t, n + 1);

	g->first = arena_array(k->q->arena, size_t, n + 2);
	g->list = arena_array(k->q->arena, size_t, d->n_products + 1);
	g->arriving = arena_array(k->q->arena, size_t, n + 1);
	g->queue = arena_array(k->q->arena, size_t, n + 1);
	g->is_gone = arena_array(k->q->arena, bool, n + 1);
	count_arrows(d, g);
	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];

		if (p->relation != NULL)
			g->list[g->first[p->id] + filled[p->id]++] = i;
	}
}

/* Relations that a circle only leads to are not to blame. */
static bool
is_in_circle(const struct csaf_doc *d, const struct arrows *g,
    const struct csaf_product *p)
{
	if (p->relation == NULL || g->is_gone[p->id])
		return false;
	for (size_t e = 0; e < p->parts.n; e++) {
		if (!g->is_gone[d->uses[p->parts.first + e].id])
			return true;
	}
	return false;
}

void
test_ids_circle(struct csaf_run *k)
{
	const struct csaf_doc *d = k->doc;
	struct arrows g = { .n_queue = 0 };

	open_arrows(k, &g);
	for (size_t i = 0; i < d->product_ids.n; i++) {
		if (g.arriving[i] == 0)
			g.queue[g.n_queue++] = i;
	}
	for (size_t i = 0; i < g.n_queue; i++)
		take_away(d, &g, g.queue[i]);
	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];
		struct str text = csaf_run_quote(k, p->id_node->text);

		if (is_in_circle(d, &g, p))
			csaf_run_report(k, p->id_node,
			    "the product '%.*s' is part of itself, through "
			    "%s",
			    STR_ARG(text),
			    d->version == CSAF_21 ? "product paths" :
						    "relationships");
	}
}
