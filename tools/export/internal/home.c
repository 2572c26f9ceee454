/* What is current: the portal's first page in each language. */
#include "export/internal/out.h"

#include "export/internal/board.h"
#include "export/internal/finding_news.h"
#include "export/internal/row.h"

OUT_FUNCTIONS(home);

/* Rows of each list on this page; the lists' own pages have the rest. */
#define ROWS	8

/* What the page sums up; gathered once for both languages. */
struct summary {
	const struct row_case *cases;	/* newest id first */
	const struct board *boards;
	const struct plain_entry **alerts;	/* current, newest first */
	size_t n_alerts;
	const struct row_case **published;	/* newest revision first */
	size_t n_published;
	size_t n_missing;		/* products yet to answer */
	const struct finding_list *todo;	/* findings to be judged */
};

static void
gather_cases(struct summary *s, struct arena *a, const struct model *m,
    struct instant now)
{
	s->cases = row_cases(a, m, now);
	s->published = row_cases_of(a, m, s->cases, row_is_published,
	    &s->n_published);
}

static void
gather_others(struct summary *s, struct arena *a, const struct model *m,
    struct instant now)
{
	s->boards = board_all(a, m);
	for (size_t i = 0; i < m->n_campaigns; i++) {
		if (tally_campaign_is_open(s->boards[i].k, now))
			s->n_missing += s->boards[i].n -
			    s->boards[i].n_answered;
	}
	s->alerts = row_alerts(a, m, &now, &s->n_alerts);
}

void
home_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	struct summary *s = arena_new(g.a, struct summary);

	gather_cases(s, g.a, v, c->now);
	gather_others(s, g.a, v, c->now);
	s->todo = finding_news_make(g.a, v);
	frame_add(&g, S("index.html"), s, 0);
}

/* A number that links to the list it counts. */
static struct value *
add_number(const struct frame *f, struct value *list, const char *word,
    size_t n, const char *address)
{
	struct value *o = value_push_object(list);

	value_set_text(o, "name", frame_word(f, word));
	value_set_int(o, "n", (int64_t)n);
	value_set_text(o, "href", where_link(f, str_z(address)));
	return o;
}

/* The line below a number; is_hot marks what is late or attacked. */
static void
add_below(struct value *number, struct str text, bool is_hot)
{
	value_set_text(number, "below", text);
	value_set_bool(number, "hot", is_hot);
}

static void
fill_numbers(const struct frame *f, struct value *list,
    const struct summary *s)
{
	const size_t *n = f->tally->n;

	add_below(add_number(f, list, "in.home.missing", s->n_missing,
		      "campaigns/index.html"),
	    frame_count(f, "in.home.campaigns", n[TALLY_CAMPAIGNS]), false);
	add_below(add_number(f, list, "in.home.alerts", s->n_alerts,
		      "alerts/index.html"),
	    frame_word(f, "in.home.alerts_note"), false);
	add_below(add_number(f, list, "in.home.published",
		      n[TALLY_CASES_PUBLISHED], "cases/published.html"),
	    frame_word(f, "in.home.published_note"), false);
	add_below(add_number(f, list, "nav.products", n[TALLY_PRODUCTS],
		      "products/index.html"),
	    frame_count(f, "in.home.companies", f->m->n_companies), false);
	add_below(add_number(f, list, "nav.systems", n[TALLY_SYSTEMS],
		      "systems/index.html"),
	    frame_word(f, "in.home.systems_note"), false);
	add_below(add_number(f, list, "nav.policies", f->m->n_policies,
		      "policies/index.html"),
	    frame_word(f, "in.home.policies_note"), false);
}

static void
fill_rows(const struct frame *f, const char *key,
    const struct row_case *const *v, size_t n)
{
	struct value *list = value_set_list(f->data, key);

	for (size_t i = 0; i < n && i < ROWS; i++)
		row_case_show(f, value_push_object(list), v[i]);
}

static void
fill_others(const struct frame *f, const struct summary *s)
{
	struct value *alerts = value_set_list(f->data, "alerts");
	struct value *campaigns = value_set_list(f->data, "campaigns");

	for (size_t i = 0; i < s->n_alerts && i < ROWS; i++)
		row_alert(f, value_push_object(alerts), s->alerts[i]);
	for (size_t i = f->m->n_campaigns; i > 0; i--) {
		if (tally_campaign_is_open(s->boards[i - 1].k, f->c->now))
			board_show(f, value_push_object(campaigns),
			    &s->boards[i - 1]);
	}
}

bool
home_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "home");
	const struct summary *s = f.item;

	frame_title(&f, "nav.home");
	fill_numbers(&f, value_set_list(f.data, "kpis"), s);
	fill_rows(&f, "published", s->published, s->n_published);
	fill_others(&f, s);
	finding_news_show(&f, s->todo);
	f.is_wide = true;
	return frame_write(&f, "pages/internal/home", out, d);
}
