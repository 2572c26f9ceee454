#include "command/whatif_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

int command_whatif(struct invocation *v);

static const struct case_entry *
find_case(const struct tell *t, struct str id)
{
	const struct model *m = t->r.model;
	const struct case_entry *c = (const void *)model_find(m, SPACE_CASE,
	    id);
	struct str *ids, near;

	if (c != NULL)
		return c;
	ids = arena_array(t->say.a, struct str, m->n_cases + 1);
	for (size_t i = 0; i < m->n_cases; i++)
		ids[i] = m->cases[i].e.id;
	near = str_nearest(id, ids, m->n_cases);
	if (near.n > 0)
		(void)command_usage(t->v,
		    "there is no case '%.*s' (did you mean '%.*s'?)",
		    STR_ARG(id), STR_ARG(near));
	else
		(void)command_usage(t->v,
		    "there is no case '%.*s'; `hansho list cases` lists them",
		    STR_ARG(id));
	return NULL;
}

const struct case_entry *
whatif_suppose(const struct whatif *w, bool with_facts, bool without_regimes)
{
	struct arena *a = w->t->say.a;
	struct case_entry *c = arena_new(a, struct case_entry);
	struct case_file *file = arena_new(a, struct case_file);
	const struct fact_list *own = &w->c->c->facts;
	size_t more = with_facts ? w->n_facts : 0;
	struct fact *all = arena_array(a, struct fact, own->n + more + 1);

	for (size_t i = 0; i < own->n; i++)
		all[i] = own->v[i];
	for (size_t i = 0; i < more; i++)
		all[own->n + i] = w->facts[i];
	*c = *w->c;
	*file = *w->c->c;
	file->facts.v = all;
	file->facts.n = own->n + more;
	if (without_regimes)
		file->regimes.n = 0;
	c->c = file;
	return c;
}

/* The newest of the facts when it lies ahead, else now. */
static struct instant
time_of(const struct whatif *w)
{
	struct instant now = w->t->v->now;

	for (size_t i = 0; i < w->n_facts; i++) {
		struct instant at = when_start(w->facts[i].at.w,
		    w->t->say.zone);

		if (at.s > now.s)
			now = at;
	}
	return now;
}

static void
answer(struct tell *t, struct whatif *w)
{
	struct derive d = world_run(&t->r);

	whatif_notes(w);
	d.now = time_of(w);
	w->is_future = d.now.s > t->v->now.s;
	t->say.now = d.now;
	w->before = derive_one(&d, t->r.model, w->c);
	w->after = derive_one(&d, t->r.model, whatif_suppose(w, true, false));
	whatif_regimes(w, &d);
	whatif_clocks(w);
	whatif_drafts(w);
	whatif_people(w);
	if (str_eq(t->v->format, S("json")))
		whatif_json(w);
	else
		whatif_text(w);
}

int
command_whatif(struct invocation *v)
{
	int status = STATUS_USAGE;
	struct whatif w = { 0 };
	struct tell t;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (!tell_open(v, &t))
		return STATUS_USAGE;
	w.t = &t;
	w.c = find_case(&t, v->args[0]);
	if (w.c != NULL && whatif_facts(&t, &w)) {
		answer(&t, &w);
		status = STATUS_FINE;
	}
	tell_close(&t);
	return status;
}
