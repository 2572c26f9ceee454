#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/show_case.h"
#include "command/show_record.h"
#include "command/state_json_case.h"
#include "command/words.h"
#include "model/model.h"
#include "text/json_write.h"

int command_show(struct invocation *v);

/* What is looked for, in this order: ids of different kinds may be alike. */
static const enum space spaces[] = { SPACE_CASE, SPACE_PRODUCT, SPACE_PERSON,
	SPACE_COMPANY, SPACE_POLICY };

/* A case is known by its advisory's number too. */
static const struct entry *
find(const struct model *m, struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(spaces); i++) {
		const struct entry *e = model_find(m, spaces[i], id);

		if (e != NULL)
			return e;
	}
	/* Without an advisory the number is empty. */
	for (size_t i = 0; i < m->n_cases && id.n > 0; i++) {
		if (str_eq(model_advisory_id(&m->cases[i]), id))
			return &m->cases[i].e;
	}
	return NULL;
}

/* The ids of a list of records of size bytes that begin with their entry. */
static size_t
put_ids(struct str *ids, const void *entries, size_t n, size_t size)
{
	for (size_t i = 0; i < n; i++) {
		const void *e = (const char *)entries + i * size;

		ids[i] = ((const struct entry *)e)->id;
	}
	return n;
}

static int
unknown_id(const struct invocation *v, const struct model *m, struct str id)
{
	size_t all = m->n_cases + m->n_products + m->n_people +
	    m->n_companies + m->n_policies;
	struct str *ids = arena_array(v->perm, struct str, all + 1);
	struct str near;
	size_t n = 0;

	n += put_ids(ids + n, m->cases, m->n_cases, sizeof(*m->cases));
	n += put_ids(ids + n, m->products, m->n_products,
	    sizeof(*m->products));
	n += put_ids(ids + n, m->people, m->n_people, sizeof(*m->people));
	n += put_ids(ids + n, m->companies, m->n_companies,
	    sizeof(*m->companies));
	n += put_ids(ids + n, m->policies, m->n_policies,
	    sizeof(*m->policies));
	near = str_nearest(id, ids, n);
	fprintf(stderr, "hansho: nothing here has the id '%.*s'", STR_ARG(id));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs("\n`hansho list cases`, `products`, `people`, `companies` and "
	      "`policies` list them.\n",
	    stderr);
	return STATUS_USAGE;
}

static void
put_json(const struct show_record *r, const struct world *w,
    const struct case_state *s, struct buf *out)
{
	struct state_json j = {
		.w = json_write_open(r->say->a, out, JSON_WRITE_PRETTY),
		.say = r->say,
		.m = r->m,
		.world = w,
	};

	json_object(j.w);
	state_json_instant(&j, "now", true, r->say->now);
	if (s != NULL) {
		json_pair_z(j.w, "kind", "case");
		json_name(j.w, "case");
		state_json_case(&j, s);
	} else {
		show_record_json(&j, r);
	}
	json_end(j.w);
	(void)json_write_close(j.w);
}

static int
show(struct invocation *v, const struct world *r)
{
	struct say say = words_open(v, r);
	struct show_record what = {
		.m = r->model,
		.say = &say,
		.entry = find(r->model, v->args[0]),
		.id = v->args[0],
	};
	const struct case_state *s = NULL;
	struct buf out;
	struct page page = { &out, v->colour };

	if (what.entry == NULL &&
	    (what.id.n == 0 || !show_record_is_cve(r->model, what.id)))
		return unknown_id(v, r->model, what.id);
	if (what.entry != NULL && what.entry->space == SPACE_CASE)
		s = derived_case(r->model, (const void *)what.entry);
	ASSERT(s != NULL || what.entry == NULL ||
	    what.entry->space != SPACE_CASE);
	buf_init(&out, LIMIT_STATE_BYTES);
	if (str_eq(v->format, S("json")))
		put_json(&what, r, s, &out);
	else if (s != NULL)
		show_case(&page, &say, r, s);
	else
		show_record(&page, &what);
	command_page(&out);
	buf_fini(&out);
	return STATUS_FINE;
}

int
command_show(struct invocation *v)
{
	struct world r;
	int status, unreadable;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	unreadable = repository_unreadable(&r);
	repository_derive(&r);
	status = show(v, &r);
	repository_close(&r);
	return status != STATUS_FINE ? status : unreadable;
}
