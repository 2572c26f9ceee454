#include "command/state_json_flaw.h"

#include "export/say.h"
#include "text/json_write.h"

void
state_json_flaw_priority(const struct state_json *j, const char *name,
    const struct priority_state *p)
{
	json_name(j->w, name);
	if (p->priority.n == 0) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	json_pair(j->w, "priority", p->priority);
	json_pair_int(j->w, "rank", (int64_t)p->rank);
	state_json_text(j, "reason",
	    p->reason != NULL ? say_words(j->say, p->reason) : S(""));
	state_json_text(j, "exception", p->exception);
	json_pair_z(j->w, "origin",
	    enum_name(&enum_policy_origin, (int)p->origin));
	state_json_proof(j, "rule", &p->rule);
	state_json_proof(j, "proof", &p->proof);
	json_end(j->w);
}

static void
put_tenths(const struct state_json *j, const char *name, int x10)
{
	json_name(j->w, name);
	if (x10 == CVSS_NO_SCORE)
		json_null(j->w);
	else
		json_tenths(j->w, x10);
}

static void
put_score(const struct state_json *j, const struct score_state *s)
{
	json_object(j->w);
	json_pair(j->w, "vector", s->vector->s);
	json_pair(j->w, "canonical", s->canonical);
	json_pair_z(j->w, "version", cvss_version_name(s->cvss.version));
	state_json_text(j, "source",
	    s->from != NULL ? s->from->source.s : S(""));
	put_tenths(j, "base", s->score.base_x10);
	put_tenths(j, "temporal", s->score.temporal_x10);
	put_tenths(j, "environmental", s->score.environmental_x10);
	put_tenths(j, "overall", s->score.overall_x10);
	json_pair_z(j->w, "severity", cvss_severity_json(s->score.severity));
	state_json_text(j, "macrovector", str_z(s->score.macrovector));
	state_json_text(j, "nomenclature", str_z(s->score.nomenclature));
	state_json_proof(j, "proof", &s->proof);
	json_end(j->w);
}

static void
put_gap(const struct state_json *j, const struct score_gap *g)
{
	json_object(j->w);
	json_pair_int(j->w, "a", (int64_t)g->a);
	json_pair_int(j->w, "b", (int64_t)g->b);
	put_tenths(j, "by", g->by_x10);
	state_json_bool(j, "crosses", g->crosses);
	state_json_bool(j, "explained", g->explained);
	json_end(j->w);
}

static void
put_ssvc(const struct state_json *j, const struct ssvc_state *s)
{
	json_object(j->w);
	json_pair(j->w, "table", s->table);
	state_json_text(j, "version", s->t->version.s);
	state_json_text(j, "outcome",
	    s->outcome != NULL ? s->outcome->id.s : S(""));
	json_name(j->w, "answers");
	json_array(j->w);
	for (size_t i = 0; i < s->t->points.n; i++) {
		const struct ssvc_answer *a = &s->answers[i];

		json_object(j->w);
		json_pair(j->w, "point", a->point->id.s);
		state_json_text(j, "value", a->value);
		state_json_proof(j, "proof", &a->proof);
		json_end(j->w);
	}
	json_end(j->w);
	state_json_text(j, "decided",
	    s->decided != NULL ? s->decided->outcome.s : S(""));
	state_json_bool(j, "drifted", s->drifted);
	json_end(j->w);
}

static void
put_exposure(const struct state_json *j, const struct exposure_state *x)
{
	json_object(j->w);
	json_pair(j->w, "product", x->p->product.id);
	state_json_text(j, "component", x->p->component.id);
	state_json_text(j, "state",
	    str_z(enum_name(&enum_row_state, (int)x->state)));
	json_name(j->w, "ssvc");
	json_array(j->w);
	for (size_t i = 0; i < x->n_ssvc; i++)
		put_ssvc(j, &x->ssvc[i]);
	json_end(j->w);
	state_json_flaw_priority(j, "priority", &x->priority);
	json_end(j->w);
}

/* EPSS in hundred-thousandths: as they are, no number has a point then. */
static void
put_epss(const struct state_json *j, const struct flaw_state *f)
{
	json_name(j->w, "epss");
	if (f->epss < 0) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	json_pair_int(j->w, "probability_per_100000", f->epss);
	json_pair_int(j->w, "percentile_per_100000", f->epss_percentile);
	state_json_day(j, "day", true, f->epss_day);
	json_end(j->w);
}

static void
put_kev(const struct state_json *j, const struct flaw_state *f)
{
	json_name(j->w, "kev");
	if (!f->kev) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	state_json_day(j, "added", true, f->kev_added);
	state_json_day(j, "due", f->kev_due.n != 0, f->kev_due);
	json_end(j->w);
}

void
state_json_flaw(const struct state_json *j, const struct flaw_state *f)
{
	json_object(j->w);
	state_json_text(j, "cve", f->v->cve.s);
	state_json_text(j, "title", say_words(j->say, &f->v->title));
	state_json_text(j, "cwe", f->v->cwe.s);
	json_name(j->w, "scores");
	json_array(j->w);
	for (size_t i = 0; i < f->n_scores; i++)
		put_score(j, &f->scores[i]);
	json_end(j->w);
	json_name(j->w, "gaps");
	json_array(j->w);
	for (size_t i = 0; i < f->n_gaps; i++)
		put_gap(j, &f->gaps[i]);
	json_end(j->w);
	json_name(j->w, "products");
	json_array(j->w);
	for (size_t i = 0; i < f->n_products; i++)
		put_exposure(j, &f->products[i]);
	json_end(j->w);
	state_json_flaw_priority(j, "priority", &f->priority);
	put_epss(j, f);
	put_kev(j, f);
	json_end(j->w);
}
