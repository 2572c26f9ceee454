#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
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

void
explain_case(const struct tell *t, const struct case_state *s)
{
	const struct case_entry *c = s->c;

	tell_title(t, &c->e);
	tell_put(t, 0, model_path(t->r.model, c->e.doc));
	put_stage(t, s);
	explain_score(t, s);
	explain_priority(t, s);
	explain_clocks(t, s);
}
