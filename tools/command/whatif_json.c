#include "command/whatif_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "command/state_json.h"
#include "model/model.h"
#include "text/json_write.h"

static void
put_facts(const struct state_json *j, const struct whatif *w)
{
	json_name(j->w, "facts");
	json_array(j->w);
	for (size_t i = 0; i < w->n_facts; i++) {
		json_object(j->w);
		for (size_t k = 0; k < record_fact.n; k++)
			state_json_field(j, &record_fact.fields[k],
			    &w->facts[i]);
		json_end(j->w);
	}
	json_end(j->w);
	json_name(j->w, "notes");
	json_array(j->w);
	for (size_t i = 0; i < w->n_notes; i++)
		json_str(j->w, w->notes[i]);
	json_end(j->w);
}

static void
put_state(const struct state_json *j, const char *name,
    const struct case_state *s)
{
	json_name(j->w, name);
	json_object(j->w);
	state_json_text(j, "stage", s->stage != NULL ? s->stage->id.s : S(""));
	state_json_text(j, "priority", s->priority.priority);
	state_json_text(j, "embargo",
	    str_z(enum_name(&enum_embargo_state, (int)s->embargo)));
	json_name(j->w, "axes");
	json_array(j->w);
	for (size_t i = 0; i < AXIS_FACTS; i++) {
		if (s->axes[i] != NULL)
			json_z(j->w, enum_name(&enum_axis_fact, (int)i));
	}
	json_end(j->w);
	json_end(j->w);
}

static void
put_clock(const struct state_json *j, const char *name, const struct clock *c)
{
	json_name(j->w, name);
	if (c != NULL)
		state_json_clock(j, c);
	else
		json_null(j->w);
}

static void
put_clocks(const struct state_json *j, const struct whatif *w)
{
	static const char *const names[] = {
		[WHATIF_START] = "start",
		[WHATIF_WAIT] = "wait",
		[WHATIF_STOP] = "stop",
		[WHATIF_CHANGE] = "change",
	};

	struct str ids;

	json_name(j->w, "clocks");
	json_array(j->w);
	for (size_t i = 0; i < w->n_clocks; i++) {
		json_object(j->w);
		json_pair_z(j->w, "what", names[w->clocks[i].kind]);
		put_clock(j, "before", w->clocks[i].before);
		put_clock(j, "after", w->clocks[i].after);
		json_end(j->w);
	}
	json_end(j->w);
	state_json_text(j, "hint", whatif_hint(w, &ids));
}

static void
put_drafts(const struct state_json *j, const struct whatif *w)
{
	json_name(j->w, "drafts");
	json_array(j->w);
	for (size_t i = 0; i < w->n_drafts; i++) {
		const struct clock *c = w->drafts[i].clock;

		json_object(j->w);
		json_pair_z(j->w, "what", w->drafts[i].what);
		state_json_text(j, "clock", c->rule->id.s);
		state_json_text(j, "to",
		    say_words(j->say, &c->rule->addressee));
		state_json_instant(j, "due", c->has_due, c->due);
		json_end(j->w);
	}
	json_end(j->w);
}

static void
put_people(const struct state_json *j, const struct whatif *w)
{
	json_name(j->w, "people");
	json_array(j->w);
	for (size_t i = 0; i < w->n_people; i++) {
		const struct whatif_person *p = &w->people[i];

		json_object(j->w);
		state_json_entry(j, "id", &p->person->e);
		state_json_entry(j, "instead_of",
		    p->instead_of != NULL ? &p->instead_of->e : NULL);
		state_json_text(j, "why", p->why);
		json_end(j->w);
	}
	json_end(j->w);
}

void
whatif_json(const struct whatif *w)
{
	struct json_writer *out = json_write_open(w->t->say.a, w->t->out,
	    JSON_WRITE_PRETTY);
	const struct state_json j = { out, &w->t->say, w->t->r.model,
		&w->t->r };

	json_object(out);
	state_json_text(&j, "id", w->c->e.id);
	state_json_instant(&j, "now", true, w->t->say.now);
	put_facts(&j, w);
	put_state(&j, "before", w->before);
	put_state(&j, "after", w->after);
	put_clocks(&j, w);
	put_drafts(&j, w);
	put_people(&j, w);
	json_end(out);
	(void)json_write_close(out);
}
