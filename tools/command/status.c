#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "command/agenda.h"
#include "command/command.h"
#include "command/focus.h"
#include "command/page.h"
#include "command/state_json_case.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "text/json_write.h"

int command_status_page(struct invocation *v);

/* Columns of a row: set in, the time left, whose it is, what. */
#define INDENT		2
#define LEFT_WIDTH	16
#define ID_WIDTH	16
#define TEXT_COLUMN	(INDENT + LEFT_WIDTH + 2 + ID_WIDTH + 2)

/* What a status page is made of. */
struct status {
	const struct say *say;
	const struct world *world;
	const struct focus *focus;
	const struct agenda *agenda;
	struct page page;
};

/* ---- text ---------------------------------------------------------------- */

static void
put_head(const struct status *s)
{
	const struct model *m = s->focus->m;
	const struct agenda_counts *n = &s->agenda->counts;
	struct str name = m->organisation != NULL ?
	    say_words(s->say, &m->organisation->name) :
	    S("");
	const struct catalog_value v[] = {
		{ S("name"), name },
		{ S("now"), say_instant(s->say, s->say->now) },
	};
	const struct catalog_value counts[] = {
		{ S("cases"), str_fmt(s->say->a, "%zu", n->cases) },
		{ S("published"), str_fmt(s->say->a, "%zu", n->published) },
		{ S("clocks"), str_fmt(s->say->a, "%zu", n->clocks) },
	};
	struct str line = say_text_fill(s->say, "status.title", v,
	    ARRAY_LEN(v));

	if (s->focus->who != NULL)
		line = say_text_join(s->say, line, "say.comma",
		    say_entry(s->say, &s->focus->who->e));
	if (s->focus->company != NULL)
		line = say_text_join(s->say, line, "say.comma",
		    say_entry(s->say, &s->focus->company->e));
	page_text(&s->page, 0, PAGE_HEAD, line);
	page_text(&s->page, 0, PAGE_PLAIN,
	    say_text_fill(s->say, "status.counts", counts, ARRAY_LEN(counts)));
}

/* When, who, and where it stands. */
static struct str
detail_of(const struct status *s, enum agenda_part part,
    const struct agenda_item *i)
{
	struct str all = S("");

	if (i->has_at && part != AGENDA_MISSING)
		all = say_end(s->say, i->at);
	all = words_parts(s->say, all, i->who);
	if (part != AGENDA_MISSING)
		all = words_parts(s->say, all, i->note);
	return words_parts(s->say, all, say_place(s->say, &i->proof));
}

static struct str
text_of(const struct status *s, enum agenda_part part,
    const struct agenda_item *i)
{
	const struct catalog_value v[] = {
		{ S("stage"), i->note },
		{ S("text"), i->text },
	};

	if (part != AGENDA_MISSING)
		return i->text;
	return say_text_fill(s->say, "status.for_stage", v, ARRAY_LEN(v));
}

static enum page_style
style_of(const struct status *s, const struct agenda_item *i)
{
	if (!i->has_at)
		return PAGE_PLAIN;
	return i->at.s <= s->say->now.s ? PAGE_ALARM : PAGE_WARN;
}

/* A row; what is as in the row above is not said again. */
static void
put_item(const struct status *s, enum agenda_part part,
    const struct agenda_item *i, const struct agenda_item *above)
{
	bool is_same = part == AGENDA_MISSING && above != NULL &&
	    str_eq(above->id, i->id);
	struct str left = i->has_at ? say_left(s->say, i->at) : S("-");

	buf_fill(s->page.out, ' ', INDENT);
	page_cell(&s->page, LEFT_WIDTH, style_of(s, i),
	    is_same ? S("") : left);
	page_cell(&s->page, ID_WIDTH, PAGE_PLAIN, is_same ? S("") : i->id);
	page_rest(&s->page, TEXT_COLUMN, text_of(s, part, i));
	page_text(&s->page, TEXT_COLUMN, PAGE_FAINT, detail_of(s, part, i));
}

static void
put_part(const struct status *s, enum agenda_part part)
{
	const struct agenda_list *l = &s->agenda->parts[part];
	const struct catalog_value v = { S("n"),
		str_fmt(s->say->a, "%zu", l->n) };
	struct str key = str_fmt(s->say->a, "status.part.%s",
	    agenda_part_name(part));

	page_heading(&s->page,
	    say_text_fill(s->say, str_to_z(s->say->a, key), &v, 1));
	if (l->n == 0)
		page_text(&s->page, INDENT, PAGE_FAINT,
		    say_text(s->say, "status.nothing"));
	for (size_t i = 0; i < l->n; i++)
		put_item(s, part, &l->v[i], i > 0 ? &l->v[i - 1] : NULL);
}

static void
put_text(const struct status *s)
{
	put_head(s);
	for (int i = 0; i < AGENDA_PARTS; i++)
		put_part(s, (enum agenda_part)i);
}

/* ---- JSON ---------------------------------------------------------------- */

static void
put_json_item(const struct state_json *j, const struct agenda_item *i)
{
	json_object(j->w);
	state_json_text(j, "id", i->id);
	state_json_text(j, "rule", i->rule);
	state_json_text(j, "text", i->text);
	state_json_instant(j, "at", i->has_at, i->at);
	state_json_text(j, "who", i->who);
	state_json_text(j, "note", i->note);
	state_json_proof(j, "proof", &i->proof);
	json_end(j->w);
}

static void
put_json_agenda(const struct state_json *j, const struct agenda *a)
{
	json_name(j->w, "agenda");
	json_object(j->w);
	for (int i = 0; i < AGENDA_PARTS; i++) {
		const struct agenda_list *l = &a->parts[i];

		json_name(j->w, agenda_part_name((enum agenda_part)i));
		json_array(j->w);
		for (size_t k = 0; k < l->n; k++)
			put_json_item(j, &l->v[k]);
		json_end(j->w);
	}
	json_end(j->w);
	json_name(j->w, "counts");
	json_object(j->w);
	json_pair_int(j->w, "cases", (int64_t)a->counts.cases);
	json_pair_int(j->w, "published", (int64_t)a->counts.published);
	json_pair_int(j->w, "clocks", (int64_t)a->counts.clocks);
	json_end(j->w);
}

/* Cases with their clocks, then the clocks of everything else. */
static void
put_json_state(const struct state_json *j, const struct focus *f)
{
	const struct derived *d = f->m->derived;

	json_name(j->w, "cases");
	json_array(j->w);
	for (size_t i = 0; d != NULL && i < d->n_cases; i++) {
		if (focus_has_case(f, d->cases[i].c))
			state_json_case(j, &d->cases[i]);
	}
	json_end(j->w);
	json_name(j->w, "clocks");
	json_array(j->w);
	for (size_t i = 0; d != NULL && i < d->clocks.n; i++) {
		const struct clock *k = &d->clocks.v[i];

		if (k->owner.subject != CLOCK_ON_CASE && focus_has_clock(f, k))
			state_json_clock(j, k);
	}
	json_end(j->w);
}

static void
put_json(const struct status *s)
{
	struct state_json j = {
		.w = json_write_open(s->say->a, s->page.out,
		    JSON_WRITE_PRETTY),
		.say = s->say,
		.m = s->focus->m,
		.world = s->world,
	};

	json_object(j.w);
	state_json_instant(&j, "now", true, s->say->now);
	state_json_entry(&j, "who",
	    s->focus->who != NULL ? &s->focus->who->e : NULL);
	state_json_entry(&j, "company",
	    s->focus->company != NULL ? &s->focus->company->e : NULL);
	put_json_agenda(&j, s->agenda);
	put_json_state(&j, s->focus);
	json_end(j.w);
	(void)json_write_close(j.w);
}

static void
print_status(const struct invocation *v, const struct world *r,
    const struct focus *f)
{
	struct say say = words_open(v, r);
	struct agenda agenda;
	struct buf out;
	struct status s = {
		.say = &say,
		.world = r,
		.focus = f,
		.agenda = &agenda,
		.page = { &out, v->colour },
	};

	agenda_make(&say, r, f, &agenda);
	buf_init(&out, LIMIT_STATE_BYTES);
	if (str_eq(v->format, S("json")))
		put_json(&s);
	else
		put_text(&s);
	command_page(&out);
	buf_fini(&out);
}

int
command_status_page(struct invocation *v)
{
	struct world r;
	struct focus f;
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	status = repository_unreadable(&r);
	if (focus_take(v, r.model, &f)) {
		repository_derive(&r);
		print_status(v, &r, &f);
	} else {
		status = STATUS_USAGE;
	}
	repository_close(&r);
	return status;
}
