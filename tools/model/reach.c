#include "model/reach.h"

#include "model/model.h"

const struct revision *
reach_revision(const struct case_entry *c, int64_t now_s, enum tlp ceiling)
{
	const struct revision *r = model_released(c, now_s);

	if (r == NULL || reach_label(r) > ceiling ||
	    (c->c->imported != NULL && c->label != TLP_CLEAR))
		return NULL;
	return r;
}

enum tlp
reach_label(const struct revision *r)
{
	return r->tlp.v != 0 ? (enum tlp)r->tlp.v : TLP_CLEAR;
}

enum tlp
reach_next(const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;

	return d != NULL && d->tlp.v != 0 ? (enum tlp)d->tlp.v : TLP_CLEAR;
}

enum tlp
reach_ceiling(const struct audience *a)
{
	return a->ceiling.v != 0 ? (enum tlp)a->ceiling.v : TLP_CLEAR;
}

bool
reach_is_restricted(const struct audience *a)
{
	return a->view.v == (int)VIEW_PUBLIC && reach_ceiling(a) > TLP_CLEAR;
}

const struct audience *
reach_home(const struct model *m, enum tlp label)
{
	const struct audience *out = NULL;

	for (size_t i = 0; i < m->n_audiences; i++) {
		const struct audience *a = m->audiences[i].audience;

		if (a->view.v != (int)VIEW_PUBLIC ||
		    reach_ceiling(a) < label ||
		    reach_is_restricted(a) != (label > TLP_CLEAR))
			continue;
		if (out == NULL || reach_ceiling(a) < reach_ceiling(out))
			out = a;
	}
	return out;
}

struct str
reach_base_url(const struct model *m, const struct audience *a)
{
	if (reach_is_restricted(a))
		return a->base_url.s;
	return m->organisation != NULL ? m->organisation->base_url.s : S("");
}

struct str
reach_address(const struct model *m, enum tlp label)
{
	const struct audience *a;

	/* The organisation's, whether the edition is made here or not. */
	if (label <= TLP_CLEAR)
		return m->organisation != NULL ? m->organisation->base_url.s :
						 S("");
	a = reach_home(m, label);
	return a != NULL ? a->base_url.s : S("");
}
