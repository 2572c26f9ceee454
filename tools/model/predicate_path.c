#include "base/arena.h"
#include "base/limits.h"
#include "model/model.h"
#include "model/predicate_impl.h"

const struct predicate_root predicate_roots[] = {
	{ "case", &record_case_file, NULL },
	{ "vulnerability", &record_vulnerability, NULL },
	{ "product", &record_product, NULL },
	{ "system", &record_system, NULL },
	{ "company", &record_company, NULL },
	{ "fact", &record_fact, NULL },
	{ "assessment", &record_assessment, NULL },
	{ "campaign", &record_campaign, NULL },
	{ "alert", &record_alert, NULL },
	{ "policy", &record_policy, NULL },
	{ "organisation", &record_organisation, NULL },
	{ "cve", &record_cve_entry, NULL },
};

const struct record *
predicate_path_inner(const struct field *f)
{
	const struct record *r = NULL;

	if (f->type == FIELD_RECORD)
		return f->record;
	if (f->type == FIELD_REF)
		(void)predicate_entry_record(f->space, NULL, &r);
	return r;
}

size_t
predicate_path_resolve(const struct record *r, struct str path,
    const struct field **steps)
{
	struct str part, rest = path;
	bool more = true;
	size_t n = 0;

	while (more) {
		const struct field *f;

		more = str_cut(rest, '.', &part, &rest);
		f = r != NULL ? field_find(r, part) : NULL;
		if (f == NULL || n == LIMIT_PREDICATE_PATH)
			return 0;
		steps[n++] = f;
		r = predicate_path_inner(f);
	}
	return n;
}

static void
bind_values(struct arena *perm, struct predicate *p)
{
	const struct field *f = p->steps[p->n_steps - 1];

	p->wants = arena_array(perm, struct predicate_want, p->n_values + 1);
	for (size_t i = 0; i < p->n_values; i++) {
		struct predicate_want *w = &p->wants[i];

		w->text = p->values[i].s;
		w->has_order = predicate_order(f, w->text, &w->order);
		w->is_true = str_eq_z(w->text, "yes") ||
		    str_eq_z(w->text, "true");
	}
}

void
predicate_path_bind(struct arena *perm, struct predicate *p,
    const struct record *r)
{
	const struct field *steps[LIMIT_PREDICATE_PATH];
	const struct predicate_root *root;
	struct str rest;

	(void)str_cut(p->field.s, '.', &p->root, &rest);
	root = predicate_root_find(predicate_roots, PREDICATE_ROOTS, p->root);
	if (r == NULL && root != NULL)
		r = root->record;
	p->record = r;
	p->n_steps = predicate_path_resolve(r, rest, steps);
	if (p->n_steps == 0)
		return;
	p->steps = arena_array(perm, const struct field *, p->n_steps);
	for (size_t i = 0; i < p->n_steps; i++)
		p->steps[i] = steps[i];
	bind_values(perm, p);
}
