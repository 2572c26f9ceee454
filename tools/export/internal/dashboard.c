/* What has to be done now: the desk's first page. */
#include "export/internal/out.h"

#include "export/internal/board.h"
#include "export/internal/clock_row.h"
#include "export/internal/days.h"
#include "export/internal/desk.h"
#include "export/internal/desk_chart.h"
#include "export/internal/desk_list.h"
#include "export/internal/finding_news.h"
#include "export/internal/tally.h"
#include "text/catalog.h"

OUT_FUNCTIONS(dashboard);

/* Clocks of each group; the page of deadlines has the rest. */
#define CLOCKS_SHOWN	6

/* What the page sums up; gathered once for both languages. */
struct summary {
	const struct desk *desk;
	const struct finding_list *todo;	/* findings to be judged */
};

void
dashboard_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	struct summary *s = arena_new(g.a, struct summary);

	s->desk = desk_make(g.a, v, c->now);
	s->todo = finding_news_make(g.a, v);
	frame_add(&g, S("index.html"), s, 0);
}

/* A number that links to the list it counts, and a line below it. */
static void
push_number(const struct frame *f, struct value *list, const char *word,
    size_t n, const char *address, struct str below)
{
	struct value *o = value_push_object(list);

	value_set_text(o, "name", frame_word(f, word));
	value_set_int(o, "n", (int64_t)n);
	value_set_text(o, "href", where_link(f, str_z(address)));
	value_set_text(o, "below", below);
}

/* "3 days late", of the one that is late the longest. */
static struct str
longest(const struct frame *f, const struct desk *d)
{
	const struct say say = clock_row_say(f);

	return d->n_spans[CLOCK_SPAN_LATE] > 0 ?
	    say_left(&say, d->spans[CLOCK_SPAN_LATE][0]->due) :
	    frame_word(f, "in.dashboard.no_late");
}

/* "Critical 3, High 11" of the open cases. */
static struct str
severity_words(const struct frame *f, const struct desk *d)
{
	return str_fmt(f->a, "%.*s %zu%.*s%.*s %zu",
	    STR_ARG(frame_word(f, "severity.critical")),
	    d->severities[CVSS_CRITICAL], STR_ARG(frame_word(f, "ui.comma")),
	    STR_ARG(frame_word(f, "severity.high")), d->severities[CVSS_HIGH]);
}

static struct str
next_publication(const struct frame *f, const struct desk *d)
{
	const struct say say = clock_row_say(f);

	return d->coming.kind == WHEN_INSTANT ?
	    say_instant(&say, d->coming.at) :
	    frame_word(f, "in.dashboard.no_coming");
}

static void
show_numbers(const struct frame *f, const struct desk *d)
{
	struct value *list = value_set_list(f->data, "kpis");

	push_number(f, list, "in.dashboard.late", d->n_spans[CLOCK_SPAN_LATE],
	    "clocks.html", longest(f, d));
	value_set_bool(f->data, "is_late", d->n_spans[CLOCK_SPAN_LATE] > 0);
	push_number(f, list, "in.dashboard.soon", d->n_spans[CLOCK_SPAN_SOON],
	    "clocks.html", frame_count(f, "in.dashboard.soon_law", d->n_law));
	push_number(f, list, "in.home.open", d->n_open, "cases/index.html",
	    severity_words(f, d));
	push_number(f, list, "in.home.exploited", d->n_exploited,
	    "cases/exploited.html",
	    d->exploited != NULL ? d->exploited->e->e.id :
				   frame_word(f, "in.home.exploited_note"));
	push_number(f, list, "in.dashboard.questions", d->questions.n_open,
	    "requests/index.html",
	    frame_count(f, "in.dashboard.questions_late",
		d->questions.n_late));
	push_number(f, list, "in.dashboard.coming", d->n_coming,
	    "cases/coming.html", next_publication(f, d));
}

/* The severity and stage of the case that a clock belongs to, if any. */
static void
show_case(const struct frame *f, struct value *o, const struct clock *c,
    const struct desk *d)
{
	const struct case_entry *e = c->owner.subject == CLOCK_ON_CASE ?
	    (const void *)c->owner.entry :
	    NULL;
	const struct case_state *s = e != NULL ? derived_case(f->m, e) : NULL;
	struct grade unset = { 0 };
	struct value *stage = value_set_list(o, "stage");

	/* Rows stand newest id first, cases the other way round. */
	show_grade(f, o, "sev",
	    e != NULL ?
		&d->cases[f->m->n_cases - 1 - (size_t)(e - f->m->cases)]
		     .grade :
		&unset);
	if (s == NULL || s->stage == NULL)
		return;
	stage = value_push_object(stage);
	show_words(f, stage, "name", &s->stage->name);
	value_set_int(stage, "number", s->stage->number.n);
	value_set_int(stage, "of", (int64_t)d->n_stages - 1);
}

static void
show_clocks(const struct frame *f, const struct desk *d)
{
	static const char *const keys[CLOCK_SPAN_LATER] = {
		[CLOCK_SPAN_LATE] = "late",
		[CLOCK_SPAN_SOON] = "soon",
		[CLOCK_SPAN_WEEK] = "week",
		[CLOCK_SPAN_UNKNOWN] = "unknown",
	};
	struct value *groups = value_set_list(f->data, "groups");

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		struct value *o, *rows;
		size_t n = d->n_spans[i];

		if (n == 0)
			continue;
		o = value_push_object(groups);
		value_set_z(o, "key", keys[i]);
		value_set_z(o, "class", clock_row_class((enum clock_span)i));
		value_set_int(o, "n", (int64_t)n);
		value_set_int(o, "n_more",
		    n > CLOCKS_SHOWN ? (int64_t)(n - CLOCKS_SHOWN) : 0);
		rows = value_set_list(o, "rows");
		for (size_t j = 0; j < n && j < CLOCKS_SHOWN; j++) {
			struct value *row = value_push_object(rows);

			clock_row_show(f, row, d->spans[i][j]);
			show_case(f, row, d->spans[i][j], d);
		}
	}
}

/* One sentence for the whole page. */
static void
show_lead(const struct frame *f, const struct desk *d)
{
	const struct catalog_value v[] = {
		{ S("late"),
		    str_fmt(f->a, "%zu", d->n_spans[CLOCK_SPAN_LATE]) },
		{ S("soon"),
		    str_fmt(f->a, "%zu", d->n_spans[CLOCK_SPAN_SOON]) },
		{ S("week"),
		    str_fmt(f->a, "%zu", d->n_spans[CLOCK_SPAN_WEEK]) },
		{ S("waiting"), str_fmt(f->a, "%zu", d->waiting.n) },
	};
	bool is_quiet = d->n_spans[CLOCK_SPAN_LATE] +
		d->n_spans[CLOCK_SPAN_SOON] ==
	    0;

	value_set_text(f->data, "lead",
	    catalog_fill(f->a,
		frame_word(f,
		    is_quiet ? "in.dashboard.quiet" : "in.dashboard.lead"),
		v, ARRAY_LEN(v)));
}

static void
show_campaigns(const struct frame *f, const struct desk *d)
{
	struct value *list = value_set_list(f->data, "campaigns");

	for (size_t i = f->m->n_campaigns; i > 0; i--) {
		if (tally_campaign_is_open(d->boards[i - 1].k, f->c->now))
			board_show(f, value_push_object(list),
			    &d->boards[i - 1]);
	}
}

bool
dashboard_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "home");
	const struct summary *s = f.item;
	const struct desk *desk = s->desk;

	frame_title(&f, "nav.home");
	show_lead(&f, desk);
	show_numbers(&f, desk);
	show_clocks(&f, desk);
	desk_list_show(&f, desk);
	show_campaigns(&f, desk);
	finding_news_show(&f, s->todo);
	days_show(&f, f.data, desk->days);
	desk_chart_stages(&f, f.data, desk);
	desk_chart_heats(&f, f.data, desk);
	value_set_int(f.data, "n_open", (int64_t)desk->n_open);
	value_set_bool(f.data, "has_states", desk->has_states);
	f.is_wide = true;
	f.has_left = true;
	return frame_write(&f, "pages/internal/dashboard", out, d);
}
