#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/audit.h"
#include "model/model.h"

static struct str
stage_text(const struct tell *t, const struct stage *s)
{
	return str_fmt(t->say.a, "%lld %.*s", (long long)s->number.n,
	    STR_ARG(say_words(&t->say, &s->name)));
}

static struct str
verdict_text(const struct tell *t, const struct requirement_state *r)
{
	switch (r->verdict) {
	case REQUIREMENT_MET:
		return tell_word(t, "explain.met");
	case REQUIREMENT_MISSING:
		return tell_word(t, "explain.missing");
	case REQUIREMENT_NOT_NEEDED:
		return tell_word(t, "explain.not_needed");
	}
	BUG("verdict of a requirement");
}

/* What decided: the condition's words and where they stand. */
static struct str
proof_text(const struct tell *t, const struct proof *p)
{
	return tell_join(t, say_proof(&t->say, p), say_place(&t->say, p));
}

static void
put_requirement(const struct tell *t, const struct requirement_state *r)
{
	struct str text = r->verdict == REQUIREMENT_MISSING ?
	    say_requirement(&t->say, r) :
	    say_words(&t->say, &r->r->text);

	if (r->company != NULL)
		text = tell_aside(t, text,
		    tell_fill(t, "explain.added_by",
			say_entry(&t->say, &r->company->e), S("")));
	tell_put(t, 2 * EXPLAIN_IN, tell_colon(t, verdict_text(t, r), text));
	if (r->verdict != REQUIREMENT_NOT_NEEDED || r->proof.text.n > 0)
		tell_put(t, 4 * EXPLAIN_IN, proof_text(t, &r->proof));
}

/* The last stage of which every requirement is told: the next one. */
static int64_t
last_stage(const struct case_state *s)
{
	if (s->next != NULL)
		return s->next->number.n;
	return s->stage != NULL ? s->stage->number.n : 0;
}

static void
put_stages(const struct tell *t, const struct case_state *s)
{
	const struct stage *before = NULL;

	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];

		if (r->stage->number.n > last_stage(s))
			break;
		if (r->stage != before) {
			struct str text = stage_text(t, r->stage);

			before = r->stage;
			tell_put(t, EXPLAIN_IN,
			    r->stage == s->next ?
				tell_aside(t, text,
				    tell_word(t, "explain.next")) :
				text);
		}
		put_requirement(t, r);
	}
}

static void
put_exit(const struct tell *t, const struct case_exit *e)
{
	struct str how = say_enum(&t->say, &enum_exit, e->how.v);

	tell_pair(t, EXPLAIN_IN, "explain.left",
	    tell_aside(t, tell_colon(t, how, e->reason.s),
		tell_place(t, e->where)));
}

static void
put_stage(const struct tell *t, const struct case_state *s)
{
	struct str now = s->stage == NULL ? tell_word(t, "explain.no_stage") :
					    stage_text(t, s->stage);

	tell_head(t, tell_colon(t, tell_word(t, "explain.why_stage"), now));
	if (s->exit != NULL)
		put_exit(t, s->exit);
	if (s->fallen_from != NULL)
		tell_put(t, EXPLAIN_IN,
		    tell_colon(t,
			tell_fill(t, "explain.fallen",
			    stage_text(t, s->fallen_from), S("")),
			s->lost == NULL ? S("") :
					  say_requirement(&t->say, s->lost)));
	put_stages(t, s);
}

/* Which row of the policy asks for it, and what made the row hold. */
static void
put_need(const struct tell *t, const struct approval_need *n,
    const struct audit_case *k)
{
	tell_put(t, EXPLAIN_IN, say_need(&t->say, n, k));
	tell_pair(t, 2 * EXPLAIN_IN, "explain.asked",
	    proof_text(t, &n->proof));
}

/* Those on file that do not count, with the reason. */
static void
put_refused(const struct tell *t, const struct audit_case *k)
{
	bool has_head = false;

	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct audit_approval *a = &k->approvals[i];
		const struct approval *x = a->approval;

		if (a->verdict == APPROVAL_GOOD)
			continue;
		if (!has_head)
			tell_put(t, EXPLAIN_IN,
			    tell_word(t, "explain.does_not"));
		has_head = true;
		tell_put(t, 2 * EXPLAIN_IN,
		    tell_aside(t,
			tell_colon(t,
			    tell_join(t,
				say_enum(&t->say, &enum_role, x->role.v),
				tell_join(t, say_ref(&t->say, &x->by),
				    say_when(&t->say, x->at.w))),
			    say_approval(&t->say, a)),
			tell_place(t, x->where)));
	}
}

static void
put_approvals(const struct tell *t, const struct case_state *s)
{
	const struct audit_case *k = audit_case(t->r.model, s->c);

	tell_head(t, tell_word(t, "explain.why_approval"));
	if (s->n_needs == 0)
		tell_put(t, EXPLAIN_IN, tell_word(t, "explain.no_approval"));
	for (size_t i = 0; i < s->n_needs; i++)
		put_need(t, &s->needs[i], k);
	put_refused(t, k);
}

void
explain_case(const struct tell *t, const struct case_state *s)
{
	const struct case_entry *c = s->c;

	tell_title(t, &c->e);
	tell_put(t, 0, model_shown(t->r.model, c->e.doc));
	put_stage(t, s);
	put_approvals(t, s);
	explain_score(t, s);
	explain_priority(t, s);
	explain_clocks(t, s);
}
