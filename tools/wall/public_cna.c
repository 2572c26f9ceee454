#include "wall/public_impl.h"

#include "base/arena.h"

static const struct cve_entry *
entry_of(const struct model *m, struct str cve)
{
	const struct document_list *l = &m->docs[KIND_CVE_IDS];

	for (size_t i = 0; i < l->n; i++) {
		const struct cve_ids *ledger = l->v[i].record;

		for (size_t j = 0; ledger != NULL && j < ledger->ids.n; j++) {
			if (str_eq(ledger->ids.v[j].cve.s, cve))
				return &ledger->ids.v[j];
		}
	}
	return NULL;
}

/* A file "released/1.0.0/CVE-2026-0001.json" of a revision. */
static bool
went_out(const struct case_entry *c, struct str cve)
{
	const struct published *p = c->published;

	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		const struct released_file_list *l = &p->revisions.v[i].files;

		for (size_t j = 0; j < l->n; j++) {
			struct str name = str_base_name(l->v[j].path.s);

			if (str_starts(name, cve) &&
			    str_eq_z(str_from(name, cve.n), ".json"))
				return true;
		}
	}
	return false;
}

bool
public_cna_has(const struct model *m, const struct case_entry *c,
    struct str cve)
{
	const struct cve_entry *e;

	if (cve.n == 0)
		return false;
	e = entry_of(m, cve);
	return e != NULL ? e->state.v != (int)CVE_REJECTED : went_out(c, cve);
}

static bool
is_named(const struct public_view *view, struct str cve)
{
	for (size_t i = 0; i < view->n_advisories; i++) {
		const struct public_advisory *adv = &view->advisories[i];

		/* Records are for everybody. */
		for (size_t j = 0;
		     adv->label == PUBLIC_CLEAR && j < adv->n_vulnerabilities;
		     j++) {
			if (str_eq(adv->vulnerabilities[j].cve, cve))
				return true;
		}
	}
	return false;
}

/* A case of which everybody may know that an id of it was given up. */
static bool
is_open(const struct wall *w, const struct case_entry *c)
{
	const struct embargo *e = c->c->embargo;

	if (e != NULL && e->until.w.kind != WHEN_UNSET &&
	    when_start(e->until.w, w->model->zone).s > w->now.s)
		return false;
	return c->c->exit != NULL || model_public(c, w->now.s) != NULL;
}

static bool
has_id(const struct case_entry *c, struct str cve)
{
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		if (str_eq(c->c->vulnerabilities.v[i].cve.s, cve))
			return true;
	}
	return false;
}

bool
public_cna_is_told(const struct wall *w, const struct cve_entry *e)
{
	const struct model *m = w->model;
	const struct case_entry *of = e->case_id.target;

	if (e->state.v != (int)CVE_REJECTED ||
	    e->published.w.kind == WHEN_UNSET ||
	    e->published.w.at.s > w->now.s ||
	    (of == NULL && e->case_id.id.n > 0))
		return false;
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *c = &m->cases[i];

		if ((c == of || has_id(c, e->cve.s)) && !is_open(w, c))
			return false;
	}
	return true;
}

void
public_cna(const struct wall *w, bool of_all, struct public_view *view)
{
	const struct cna *cna = w->model->organisation->cna;
	const struct document_list *l = &w->model->docs[KIND_CVE_IDS];
	struct public_cna *out = &view->cna;
	size_t n = 0;

	if (cna == NULL)
		return;
	out->org_id = cna->org_id.s;
	out->short_name = cna->short_name.s;
	for (size_t i = 0; i < l->n; i++) {
		const struct cve_ids *ledger = l->v[i].record;

		n += ledger != NULL ? ledger->ids.n : 0;
	}
	out->rejected = arena_array(w->perm, struct str, n + 1);
	for (size_t i = 0; i < l->n; i++) {
		const struct cve_ids *ledger = l->v[i].record;

		for (size_t j = 0; ledger != NULL && j < ledger->ids.n; j++) {
			const struct cve_entry *e = &ledger->ids.v[j];

			if (e->state.v == (int)CVE_REJECTED &&
			    ((of_all && public_cna_is_told(w, e)) ||
				is_named(view, e->cve.s)))
				out->rejected[out->n_rejected++] = e->cve.s;
		}
	}
}
