#include "base/arena.h"
#include "model/decision.h"
#include "model/model.h"
#include "stage/stage_impl.h"

/* Whether a rule of law counts here. */
static bool
rests_on_law(const struct deadlines *file, const struct policy_set *p)
{
	for (size_t i = 0; i < file->rows.n; i++) {
		if (clock_rests_on_law(&file->rows.v[i]) &&
		    policy_enables(p, &file->rows.v[i]))
			return true;
	}
	return false;
}

static bool
has_rule(const struct deadlines *file, struct str id)
{
	for (size_t i = 0; file != NULL && i < file->rows.n; i++) {
		if (str_eq(file->rows.v[i].id.s, id))
			return true;
	}
	return false;
}

/* Whether a report is one to this authority. */
static bool
is_report_to(const struct fact *f, const struct regime_state *g)
{
	if (f->regime.s.n > 0)
		return str_eq(f->regime.s, g->regime);
	for (size_t i = 0; i < f->clocks.n; i++) {
		if (has_rule(g->file, f->clocks.v[i].s))
			return true;
	}
	return false;
}

static const struct occurrence *
newest_report(const struct stage_run *r, const struct case_state *s,
    const struct regime_state *g)
{
	for (size_t i = s->n_occurrences; i > 0; i--) {
		const struct occurrence *o = &s->occurrences[i - 1];

		if (o->event == EVENT_REPORT_SUBMITTED &&
		    o->start.s <= r->now.s && is_report_to(o->fact, g))
			return o;
	}
	return NULL;
}

static enum regime_standing
standing(const struct stage_run *r, const struct regime_state *g)
{
	const struct regime_decision *d = g->decision;

	if (d != NULL && !d->applies.b)
		return REGIME_NOT_APPLICABLE;
	if (d != NULL && stage_is_past(r, d->closed.w))
		return REGIME_CLOSED;
	if (g->submitted != NULL)
		return REGIME_SUBMITTED;
	if (d == NULL)
		return REGIME_UNDECIDED;
	return stage_is_past(r, d->prepared.w) ? REGIME_PREPARED :
						 REGIME_REQUIRED;
}

static void
add_regime(const struct stage_run *r, struct case_state *s, struct str id,
    const struct deadlines *file)
{
	struct regime_state *g;

	for (size_t i = 0; i < s->n_regimes; i++) {
		if (str_eq(s->regimes[i].regime, id))
			return;
	}
	if (s->n_regimes == LIMIT_STAGE_REGIMES)
		return;
	g = &s->regimes[s->n_regimes++];
	g->regime = id;
	g->file = file;
	g->decision = decision_on_regime(&s->c->c->regimes, id, r->m->zone,
	    r->now);
	g->submitted = newest_report(r, s, g);
	g->standing = standing(r, g);
}

static const struct deadlines *
file_of(const struct document_list *files, struct str id)
{
	for (size_t i = 0; i < files->n; i++) {
		if (str_eq(files->v[i].path.id, id))
			return files->v[i].record;
	}
	return NULL;
}

void
stage_regimes(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	const struct document_list *files = &r->m->docs[KIND_DEADLINES];
	const struct case_file *c = s->c->c;

	size_t n = files->n + c->regimes.n;

	if (n > LIMIT_STAGE_REGIMES)
		n = LIMIT_STAGE_REGIMES;
	s->regimes = arena_array(perm, struct regime_state, n);
	for (size_t i = 0; i < files->n; i++) {
		const struct deadlines *file = files->v[i].record;

		if (file != NULL && rests_on_law(file, p))
			add_regime(r, s, files->v[i].path.id, file);
	}
	for (size_t i = 0; i < c->regimes.n; i++) {
		const struct regime_decision *d = &c->regimes.v[i];

		if (stage_is_past(r, d->at.w))
			add_regime(r, s, d->regime.s,
			    file_of(files, d->regime.s));
	}
}
