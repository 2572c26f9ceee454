#include "command/state_json_case.h"

#include "base/attr.h"
#include "command/state_json_flaw.h"
#include "export/say.h"
#include "model/audit.h"
#include "pipeline/revision_next.h"
#include "text/json_write.h"

static void
put_stage(const struct state_json *j, const char *name, const struct stage *s)
{
	json_name(j->w, name);
	if (s == NULL) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	json_pair(j->w, "id", s->id.s);
	json_pair_int(j->w, "number", s->number.n);
	json_pair(j->w, "name", say_words(j->say, &s->name));
	json_end(j->w);
}

static void
put_requirement(const struct state_json *j, const struct requirement_state *r)
{
	json_object(j->w);
	json_pair(j->w, "id", r->r->id.s);
	json_pair(j->w, "stage", r->stage->id.s);
	json_pair(j->w, "text", say_words(j->say, &r->r->text));
	state_json_entry(j, "company",
	    r->company != NULL ? &r->company->e : NULL);
	json_pair_z(j->w, "verdict",
	    enum_name(&enum_requirement_verdict, (int)r->verdict));
	state_json_proof(j, "proof", &r->proof);
	json_name(j->w, "who");
	json_array(j->w);
	for (size_t i = 0; i < r->n_who; i++)
		json_str(j->w, r->who[i]->e.id);
	json_end(j->w);
	json_end(j->w);
}

static void
put_exit(const struct state_json *j, const struct case_exit *e)
{
	json_name(j->w, "exit");
	if (e == NULL) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	json_pair_z(j->w, "how", enum_name(&enum_exit, e->how.v));
	state_json_instant(j, "at", e->at.w.kind != WHEN_UNSET,
	    when_start(e->at.w, j->say->zone));
	state_json_text(j, "reason", e->reason.s);
	state_json_text(j, "approver", e->approver.id);
	state_json_text(j, "to", e->to.s);
	json_end(j->w);
}

/* The computed fields, whichever the table has (derived.def). */
static void
put_assessment(const struct state_json *j, const struct assessment *a)
{
	json_name(j->w, "assessment");
	json_object(j->w);
	for (size_t i = 0; i < record_assessment.n; i++)
		state_json_field(j, &record_assessment.fields[i], a);
	json_end(j->w);
}

static void
put_axes(const struct state_json *j, const struct case_state *s)
{
	json_name(j->w, "axes");
	json_object(j->w);
	for (size_t i = 0; i < AXIS_FACTS; i++)
		state_json_occurrence(j, enum_name(&enum_axis_fact, (int)i),
		    s->axes[i]);
	json_end(j->w);
	state_json_text(j, "embargo",
	    str_z(enum_name(&enum_embargo_state, (int)s->embargo)));
	state_json_occurrence(j, "waiting", s->waiting);
	json_pair_z(j->w, "coordination",
	    enum_name(&enum_coordination, (int)s->coordination));
	state_json_entry(j, "coordinator",
	    s->coordinator != NULL ? &s->coordinator->e : NULL);
}

static void
put_party(const struct state_json *j, const struct party_state *p)
{
	json_object(j->w);
	state_json_entry(j, "party", p->party != NULL ? &p->party->e : NULL);
	state_json_entry(j, "company",
	    p->company != NULL ? &p->company->e : NULL);
	state_json_entry(j, "product",
	    p->product != NULL ? &p->product->e : NULL);
	state_json_occurrence(j, "asked", p->asked);
	state_json_occurrence(j, "seen", p->seen);
	state_json_occurrence(j, "answered", p->answered);
	state_json_text(j, "status",
	    str_z(enum_name(&enum_row_state, (int)p->status)));
	state_json_text(j, "statement", p->statement);
	state_json_bool(j, "approved", p->approved);
	json_end(j->w);
}

static void
put_regime(const struct state_json *j, const struct regime_state *r)
{
	json_object(j->w);
	json_pair(j->w, "regime", r->regime);
	json_pair_z(j->w, "standing",
	    enum_name(&enum_regime_standing, (int)r->standing));
	state_json_text(j, "reason",
	    r->decision != NULL ? r->decision->reason.s : S(""));
	state_json_occurrence(j, "submitted", r->submitted);
	json_end(j->w);
}

static void
put_promise(const struct state_json *j, const struct promise *p)
{
	json_object(j->w);
	json_pair_z(j->w, "event", event_info(p->event)->name);
	state_json_text(j, "by", p->from->by.id);
	state_json_instant(j, "at", true, p->at);
	state_json_bool(j, "is_past", p->is_past);
	state_json_bool(j, "is_kept", p->is_kept);
	json_end(j->w);
}

static void
put_coordination(const struct state_json *j, const struct case_state *s)
{
	json_name(j->w, "parties");
	json_array(j->w);
	for (size_t i = 0; i < s->n_parties; i++)
		put_party(j, &s->parties[i]);
	json_end(j->w);
	json_name(j->w, "regimes");
	json_array(j->w);
	for (size_t i = 0; i < s->n_regimes; i++)
		put_regime(j, &s->regimes[i]);
	json_end(j->w);
	json_name(j->w, "promises");
	json_array(j->w);
	for (size_t i = 0; i < s->n_promises; i++)
		put_promise(j, &s->promises[i]);
	json_end(j->w);
}

static void
put_stages(const struct state_json *j, const struct case_state *s)
{
	put_stage(j, "stage", s->stage);
	put_stage(j, "next", s->next);
	put_stage(j, "fallen_from", s->fallen_from);
	json_name(j->w, "lost");
	if (s->lost != NULL)
		put_requirement(j, s->lost);
	else
		json_null(j->w);
	put_exit(j, s->exit);
	json_name(j->w, "requirements");
	json_array(j->w);
	for (size_t i = 0; i < s->n_requirements; i++)
		put_requirement(j, &s->requirements[i]);
	json_end(j->w);
}

static void
put_need(const struct state_json *j, const struct approval_need *n)
{
	json_object(j->w);
	json_pair_z(j->w, "role", enum_name(&enum_role, (int)n->role));
	state_json_proof(j, "proof", &n->proof);
	state_json_text(j, "given",
	    n->given != NULL ? n->given->by.id : S(""));
	state_json_text(j, "lost", n->lost != NULL ? n->lost->by.id : S(""));
	json_name(j->w, "who");
	json_array(j->w);
	for (size_t i = 0; i < n->n_who; i++)
		json_str(j->w, n->who[i]->e.id);
	json_end(j->w);
	json_end(j->w);
}

static void
put_approval(const struct state_json *j, const struct audit_approval *a)
{
	json_object(j->w);
	json_pair_z(j->w, "role", enum_name(&enum_role, a->approval->role.v));
	json_pair(j->w, "by", a->approval->by.id);
	state_json_instant(j, "at", a->approval->at.w.kind == WHEN_INSTANT,
	    a->approval->at.w.at);
	json_pair(j->w, "digest", a->approval->digest.s);
	state_json_instant(j, "not_before",
	    a->approval->not_before.w.kind == WHEN_INSTANT,
	    a->approval->not_before.w.at);
	json_pair_z(j->w, "verdict",
	    enum_name(&enum_approval_verdict, (int)a->verdict));
	state_json_text(j, "why", a->why);
	state_json_entry(j, "instead_of",
	    a->instead_of != NULL ? &a->instead_of->e : NULL);
	json_end(j->w);
}

/* What the policy asks for, and what approvals.yaml holds. */
static void
put_approvals(const struct state_json *j, const struct case_state *s)
{
	const struct audit_case *k = audit_case(j->m, s->c);
	struct revision_due due;

	state_json_text(j, "digest", k != NULL ? k->digest : S(""));
	state_json_bool(j, "is_changed", k != NULL && k->is_changed);
	state_json_revision(j,
	    j->world != NULL &&
		    revision_next_due(j->world, s->c, j->say->words, &due) ?
		&due :
		NULL);
	json_name(j->w, "needs");
	json_array(j->w);
	for (size_t i = 0; i < s->n_needs; i++)
		put_need(j, &s->needs[i]);
	json_end(j->w);
	json_name(j->w, "approvals");
	json_array(j->w);
	for (size_t i = 0; k != NULL && i < k->n_approvals; i++)
		put_approval(j, &k->approvals[i]);
	json_end(j->w);
}

void
state_json_case(const struct state_json *j, const struct case_state *s)
{
	json_object(j->w);
	json_pair(j->w, "id", s->c->e.id);
	json_pair(j->w, "title", say_words(j->say, &s->c->c->title));
	json_pair_z(j->w, "tlp", enum_name(&enum_tlp, (int)s->c->label));
	state_json_text(j, "company", s->c->c->company.id);
	state_json_text(j, "owner", s->c->c->owner.id);
	state_json_text(j, "deputy", s->c->c->deputy.id);
	put_stages(j, s);
	put_approvals(j, s);
	put_axes(j, s);
	put_coordination(j, s);
	put_assessment(j, &s->assessment);
	state_json_flaw_priority(j, "priority", &s->priority);
	json_name(j->w, "flaws");
	json_array(j->w);
	for (size_t i = 0; i < s->n_flaws; i++)
		state_json_flaw(j, &s->flaws[i]);
	json_end(j->w);
	state_json_text(j, "leading",
	    s->leading != NULL ? s->leading->rule->id.s : S(""));
	json_name(j->w, "clocks");
	json_array(j->w);
	for (size_t i = 0; i < s->clocks.n; i++)
		state_json_clock(j, &s->clocks.v[i]);
	json_end(j->w);
	json_name(j->w, "occurrences");
	json_array(j->w);
	for (size_t i = 0; i < s->n_occurrences; i++)
		state_json_occurrence(j, NULL, &s->occurrences[i]);
	json_end(j->w);
	json_end(j->w);
}
