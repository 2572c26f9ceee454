#include "finding/matched_case.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/coverage.h"
#include "model/model.h"
#include "model/state.h"
#include "version/vers.h"

/* A row of a case. */
struct said {
	const struct case_entry *c;
	const struct vulnerability *v;
	const struct case_product *p;
	struct said *next;	/* of the same product and id */
};

struct case_states {
	struct arena *a;
	const struct model *m;
	struct instant now;
	struct map *rows;	/* product, then id -> struct said */
};

static struct str
key_of(struct arena *a, struct str product, struct str id)
{
	return str_fmt(a, "%.*s\x1f%.*s", STR_ARG(product), STR_ARG(id));
}

static void
note(struct case_states *k, struct str id, const struct said *row)
{
	const struct product_entry *of = coverage_product(row->p);
	struct said *s;
	struct str key;

	/* In one version of its platform a part stands for nothing else. */
	if (of == NULL || id.n == 0 || row->p->platform_version.s.n > 0)
		return;
	key = key_of(k->a, of->e.id, id);
	s = arena_new(k->a, struct said);
	*s = *row;
	s->next = map_get(k->rows, key);
	map_put(k->rows, key, s);
}

static void
note_flaw(struct case_states *k, const struct case_entry *c,
    const struct vulnerability *v)
{
	for (size_t i = 0; i < v->products.n; i++) {
		const struct said row = { .c = c,
			.v = v,
			.p = &v->products.v[i] };

		note(k, v->cve.s, &row);
		for (size_t j = 0; j < v->ids.n; j++) {
			if (!str_eq(v->ids.v[j].text.s, v->cve.s))
				note(k, v->ids.v[j].text.s, &row);
		}
	}
}

struct case_states *
matched_case_open(struct arena *a, const struct model *m, struct instant now)
{
	struct case_states *k = arena_new(a, struct case_states);

	*k = (struct case_states){ a, m, now, map_open(a) };
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct vulnerability_list *l =
		    &m->cases[i].c->vulnerabilities;

		for (size_t j = 0; j < l->n; j++)
			note_flaw(k, &m->cases[i], &l->v[j]);
	}
	return k;
}

/* ---- how a version stands ------------------------------------------------ */

/* What a row says of a version; 0: nothing. */
static int
status_of(struct arena *tmp, const struct case_product *p, struct str version)
{
	struct str scheme = coverage_product(p)->product->scheme.s;
	int in_range = 0, fixed = 0;

	if (p->status.v != 0)
		return p->status.v;
	if (scheme.n == 0)
		scheme = S("generic");
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *r = &p->versions.v[i];
		const char *why;
		size_t off, len;
		struct vers v;
		int cmp = -1;

		if (r->version.s.n > 0 && str_eq(r->version.s, version))
			return r->status.v;
		if (r->range.s.n > 0 &&
		    vers_parse(tmp, r->range.s, &v, &why, &off, &len) &&
		    vers_contains(&v, version))
			in_range = r->status.v;
		if (r->version.s.n > 0 && status_is_fixed(r->status.v) &&
		    vers_compare(scheme, version, r->version.s, &cmp) &&
		    cmp >= 0)
			fixed = r->status.v;
	}
	return in_range != 0 ? in_range : fixed;
}

static bool
state_of_status(int status, enum finding_state *out)
{
	if (status_is_affected(status))
		*out = FINDING_AFFECTED;
	else if (status_is_fixed(status))
		*out = FINDING_FIXED;
	else if (status == (int)STATUS_KNOWN_NOT_AFFECTED)
		*out = FINDING_NOT_AFFECTED;
	else if (status == (int)STATUS_UNDER_INVESTIGATION)
		*out = FINDING_INVESTIGATED;
	else
		return false;
	return true;
}

/* A product without versions stands as a whole. */
static bool
state_of(const struct case_states *k, const struct said *s,
    const struct version *version, enum finding_state *out)
{
	enum row_state row;
	struct arena *tmp;
	bool said;

	if (version == NULL) {
		if (s->p->status.v == 0 && s->p->versions.n == 0)
			return false;
		row = state_product(s->v, s->p, k->m->zone, k->now);
		*out = row == ROW_NOT_AFFECTED ? FINDING_NOT_AFFECTED :
		    row == ROW_FIXED           ? FINDING_FIXED :
		    row == ROW_INVESTIGATING || row == ROW_WAITING ?
				       FINDING_INVESTIGATED :
				       FINDING_AFFECTED;
		return true;
	}
	tmp = arena_open();
	said = state_of_status(status_of(tmp, s->p, version->version.s), out);
	arena_close(tmp);
	return said;
}

/* ---- which case ---------------------------------------------------------- */

struct best {
	const struct case_entry *c;
	enum finding_state state;
	bool decided;
};

static bool
is_before(const struct best *x, const struct best *y)
{
	bool is_import = model_case_is_import(x->c);

	if (y->c == NULL || x->decided != y->decided)
		return y->c == NULL || x->decided;
	if (is_import != model_case_is_import(y->c))
		return !is_import;
	return str_cmp(x->c->e.id, y->c->e.id) > 0;
}

const struct case_entry *
matched_case_find(const struct case_states *k, const struct finding *f,
    const struct str *ids, size_t n, enum finding_state *state, bool *decided)
{
	struct best best = { .state = FINDING_OPEN };
	struct arena *tmp;

	*decided = false;
	if (f->product == NULL || map_len(k->rows) == 0)
		return NULL;
	tmp = arena_open();
	for (size_t i = 0; i < n; i++) {
		const struct said *s = map_get(k->rows,
		    key_of(tmp, f->product->e.id, ids[i]));

		for (; s != NULL; s = s->next) {
			struct best one = { .c = s->c, .state = FINDING_OPEN };

			one.decided = state_of(k, s, f->version, &one.state);
			if (is_before(&one, &best))
				best = one;
		}
	}
	arena_close(tmp);
	*state = best.state;
	*decided = best.decided;
	return best.c;
}
