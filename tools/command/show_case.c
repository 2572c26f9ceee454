#include "command/show_case.h"

#include "base/arena.h"
#include "base/buf.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/audit.h"
#include "pipeline/revision_next.h"
#include "pipeline/world.h"

#define INDENT		2
#define DEEPER		6
#define LABEL_WIDTH	24
#define SHORT_DIGEST	12 /* digits of a digest that people compare */

void
show_case_heading(const struct page *p, const struct say *say, const char *key)
{
	page_heading(p, say_text(say, key));
}

void
show_case_line(const struct page *p, const struct say *say, const char *key,
    struct str text)
{
	if (text.n == 0)
		return;
	buf_fill(p->out, ' ', INDENT);
	page_cell(p, LABEL_WIDTH, PAGE_PLAIN, say_text(say, key));
	page_rest(p, INDENT + LABEL_WIDTH + 2, text);
}

static struct str
names_of(const struct say *say, const struct ref_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = words_parts(say, all, say_ref(say, &l->v[i]));
	return all;
}

/* When it happened, who says so, and where that stands. */
static struct str
occurrence_text(const struct say *say, const struct occurrence *o)
{
	struct str all = say_occurrence(say, o);

	if (o->fact != NULL) {
		all = words_parts(say, all, say_ref(say, &o->fact->by));
		all = words_parts(say, all, say_ref(say, &o->fact->party));
		all = words_parts(say, all, o->fact->note.s);
	}
	return words_parts(say, all, say_place(say, &o->proof));
}

/* ---- stage --------------------------------------------------------------- */

static struct str
stage_text(const struct say *say, const struct stage *s)
{
	if (s == NULL)
		return S("");
	return str_fmt(say->a, "%lld %.*s", (long long)s->number.n,
	    STR_ARG(say_words(say, &s->name)));
}

static void
put_exit(const struct page *p, const struct say *say,
    const struct case_exit *e)
{
	if (e == NULL)
		return;
	show_case_line(p, say, "show.exit",
	    words_parts(say,
		words_parts(say, say_enum(say, &enum_exit, e->how.v),
		    e->reason.s),
		words_parts(say, say_ref(say, &e->approver), e->to.s)));
}

static void
put_stage(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	struct str now = stage_text(say, s->stage);

	show_case_heading(p, say, "show.stage_of");
	show_case_line(p, say, "show.stage",
	    now.n > 0 ? now : say_text(say, "show.no_stage"));
	show_case_line(p, say, "show.next", stage_text(say, s->next));
	put_exit(p, say, s->exit);
	show_case_line(p, say, "show.fallen_from",
	    stage_text(say, s->fallen_from));
	if (s->lost != NULL)
		show_case_line(p, say, "show.lost",
		    words_parts(say, say_requirement(say, s->lost),
			say_place(say, &s->lost->proof)));
}

static void
put_requirement(const struct page *p, const struct say *say,
    const struct requirement_state *r)
{
	static const struct {
		struct str mark;
		enum page_style style;
	} marks[] = {
		[REQUIREMENT_MET] = { STR_INIT("[x]"), PAGE_GOOD },
		[REQUIREMENT_MISSING] = { STR_INIT("[ ]"), PAGE_WARN },
		[REQUIREMENT_NOT_NEEDED] = { STR_INIT("[-]"), PAGE_FAINT },
	};
	bool is_missing = r->verdict == REQUIREMENT_MISSING;

	buf_fill(p->out, ' ', INDENT);
	page_cell(p, 3, marks[r->verdict].style, marks[r->verdict].mark);
	page_rest(p, INDENT + 5,
	    is_missing ? say_requirement(say, r) :
			 say_words(say, &r->r->text));
	page_text(p, INDENT + 5, PAGE_FAINT,
	    words_parts(say, say_place(say, &r->proof),
		say_proof(say, &r->proof)));
}

/* By stage; those behind the next one are not asked yet. */
static void
put_requirements(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	const struct stage *stage = NULL;

	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];

		if (s->next != NULL && r->stage->number.n > s->next->number.n)
			continue;
		if (r->stage != stage)
			page_heading(p, stage_text(say, r->stage));
		stage = r->stage;
		put_requirement(p, say, r);
	}
}

/* ---- axes ---------------------------------------------------------------- */

static struct str
coordination_text(const struct say *say, const struct case_state *s)
{
	return words_parts(say,
	    say_enum(say, &enum_coordination, (int)s->coordination),
	    s->coordinator != NULL ? say_entry(say, &s->coordinator->e) :
				     S(""));
}

static void
put_axes(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	show_case_heading(p, say, "show.axes");
	show_case_line(p, say, "show.embargo",
	    say_enum(say, &enum_embargo_state, (int)s->embargo));
	show_case_line(p, say, "show.coordination", coordination_text(say, s));
	if (s->waiting != NULL)
		show_case_line(p, say, "show.waiting",
		    occurrence_text(say, s->waiting));
	for (int i = 0; i < AXIS_FACTS; i++) {
		buf_fill(p->out, ' ', INDENT);
		page_cell(p, LABEL_WIDTH, PAGE_PLAIN,
		    say_axis(say, (enum axis_fact)i));
		page_rest(p, INDENT + LABEL_WIDTH + 2,
		    s->axes[i] != NULL ? occurrence_text(say, s->axes[i]) :
					 say_text(say, "show.no"));
	}
}

static void
put_party(const struct page *p, const struct say *say,
    const struct party_state *x)
{
	const struct entry *e = x->party != NULL ? &x->party->e :
	    x->company != NULL                   ? &x->company->e :
	    x->product != NULL                   ? &x->product->e :
						   NULL;
	const struct occurrence *last = x->answered;
	const char *key = "show.answered";

	if (e == NULL)
		return;
	if (last == NULL) {
		last = x->seen != NULL ? x->seen : x->asked;
		key = x->seen != NULL ? "show.seen" : "show.asked";
	}
	page_text(p, INDENT, PAGE_PLAIN,
	    words_parts(say, say_entry(say, e),
		words_parts(say,
		    say_enum(say, &enum_row_state, (int)x->status),
		    x->statement)));
	if (last != NULL)
		page_text(p, DEEPER, PAGE_FAINT,
		    words_parts(say, say_text(say, key),
			occurrence_text(say, last)));
}

static void
put_parties(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	if (s->n_parties > 0)
		show_case_heading(p, say, "show.parties");
	for (size_t i = 0; i < s->n_parties; i++)
		put_party(p, say, &s->parties[i]);
}

static void
put_regimes(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	if (s->n_regimes > 0)
		show_case_heading(p, say, "show.regimes");
	for (size_t i = 0; i < s->n_regimes; i++) {
		const struct regime_state *r = &s->regimes[i];
		struct str name = r->file != NULL ?
		    say_words(say, &r->file->name) :
		    r->regime;

		page_text(p, INDENT, PAGE_PLAIN,
		    words_parts(say, name, say_standing(say, r->standing)));
		if (r->decision != NULL)
			page_text(p, DEEPER, PAGE_FAINT,
			    words_parts(say, r->decision->reason.s,
				say_ref(say, &r->decision->by)));
	}
}

static void
put_promises(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	if (s->n_promises > 0)
		show_case_heading(p, say, "show.promises");
	for (size_t i = 0; i < s->n_promises; i++) {
		const struct promise *x = &s->promises[i];
		const char *key = x->is_kept ? "show.kept" :
		    x->is_past               ? "show.broken" :
					       "show.open";

		page_text(p, INDENT,
		    x->is_past && !x->is_kept ? PAGE_ALARM : PAGE_PLAIN,
		    words_parts(say,
			words_parts(say, say_event(say, x->event),
			    say_end(say, x->at)),
			words_parts(say, say_ref(say, &x->from->by),
			    say_text(say, key))));
	}
}

/* ---- flaws --------------------------------------------------------------- */

static void
put_scores(const struct page *p, const struct say *say,
    const struct flaw_state *f)
{
	for (size_t i = 0; i < f->n_scores; i++) {
		const struct score_state *s = &f->scores[i];

		page_text(p, INDENT + 2, PAGE_PLAIN,
		    words_parts(say, say_score(say, s),
			words_parts(say, s->canonical,
			    s->from != NULL ? s->from->source.s : S(""))));
		page_text(p, DEEPER, PAGE_FAINT,
		    words_parts(say, say_metrics(say, &s->cvss),
			say_place(say, &s->proof)));
	}
	for (size_t i = 0; i < f->n_gaps; i++) {
		const struct score_gap *g = &f->gaps[i];
		struct str by = str_fmt(say->a, "%d.%d", g->by_x10 / 10,
		    g->by_x10 % 10);
		const struct catalog_value v = { S("by"), by };

		page_text(p, INDENT + 2, g->explained ? PAGE_FAINT : PAGE_WARN,
		    say_text_fill(say,
			g->explained ? "show.gap_explained" : "show.gap", &v,
			1));
	}
}

/* "0.97312": hundred-thousandths with their point. */
static struct str
probability(const struct say *say, int64_t n)
{
	return str_fmt(say->a, "%lld.%05lld", (long long)(n / 100000),
	    (long long)(n % 100000));
}

static void
put_feeds(const struct page *p, const struct say *say,
    const struct flaw_state *f)
{
	if (f->kev) {
		const struct catalog_value v[] = {
			{ S("added"), day_format(say->a, f->kev_added) },
			{ S("due"), day_format(say->a, f->kev_due) },
		};

		page_text(p, INDENT + 2, PAGE_ALARM,
		    say_text_fill(say,
			f->kev_added.n == 0   ? "show.kev_fact" :
			    f->kev_due.n == 0 ? "show.kev_endless" :
						"show.kev",
			v, ARRAY_LEN(v)));
	}
	if (f->epss >= 0) {
		const struct catalog_value v[] = {
			{ S("epss"), probability(say, f->epss) },
			{ S("percentile"),
			    probability(say, f->epss_percentile) },
			{ S("day"), day_format(say->a, f->epss_day) },
		};

		page_text(p, INDENT + 2, PAGE_PLAIN,
		    say_text_fill(say, "show.epss", v, ARRAY_LEN(v)));
	}
}

/* An outcome a line; the tables that have none together on the last. */
static void
put_ssvc(const struct page *p, const struct say *say,
    const struct exposure_state *x)
{
	struct str open = S("");

	for (size_t i = 0; i < x->n_ssvc; i++) {
		const struct ssvc_state *s = &x->ssvc[i];
		struct str name = say_words(say, &s->t->name), all;

		if (s->outcome == NULL) {
			open = words_parts(say, open, name);
			continue;
		}
		all = say_text_join(say, name, "say.colon",
		    say_words(say, &s->outcome->name));
		if (s->drifted)
			all = words_parts(say, all,
			    say_text(say, "status.drifted"));
		page_text(p, DEEPER, PAGE_FAINT, all);
	}
	if (open.n > 0) {
		const struct catalog_value v = { S("tables"), open };

		page_text(p, DEEPER, PAGE_FAINT,
		    say_text_fill(say, "show.undecided", &v, 1));
	}
}

static void
put_exposure(const struct page *p, const struct say *say,
    const struct exposure_state *x)
{
	struct str name = x->product != NULL ? say_entry(say, &x->product->e) :
					       x->p->product.id;

	page_text(p, INDENT + 2, PAGE_PLAIN,
	    words_parts(say, name,
		say_enum(say, &enum_row_state, (int)x->state)));
	put_ssvc(p, say, x);
	if (x->priority.priority.n > 0)
		page_text(p, DEEPER, PAGE_FAINT,
		    say_priority(say, &x->priority));
}

static struct str
flaw_name(const struct say *say, const struct flaw_state *f)
{
	struct str title = say_words(say, &f->v->title);

	return words_parts(say, words_parts(say, f->v->cve.s, f->v->cwe.s),
	    title);
}

void
show_case_flaws(const struct page *p, const struct say *say,
    const struct case_state *s, struct str cve)
{
	for (size_t i = 0; i < s->n_flaws; i++) {
		const struct flaw_state *f = &s->flaws[i];

		if (cve.n > 0 && !str_eq(cve, f->v->cve.s))
			continue;
		page_heading(p, flaw_name(say, f));
		put_scores(p, say, f);
		put_feeds(p, say, f);
		for (size_t k = 0; k < f->n_products; k++)
			put_exposure(p, say, &f->products[k]);
	}
}

/* ---- clocks -------------------------------------------------------------- */

static enum page_style
clock_style(const struct clock *k)
{
	switch (k->state) {
	case CLOCK_STATE_OVERDUE:
	case CLOCK_STATE_MISSED:
		return PAGE_ALARM;
	case CLOCK_STATE_WARNED:
	case CLOCK_STATE_UNKNOWN:
		return PAGE_WARN;
	case CLOCK_STATE_MET:
		return PAGE_GOOD;
	case CLOCK_STATE_NONE:
	case CLOCK_STATE_WAITING:
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_PAUSED:
	case CLOCK_STATE_WAIVED:
		return PAGE_PLAIN;
	}
	BUG("state of a clock");
}

void
show_case_clock(const struct page *p, const struct say *say,
    const struct clock *k, bool is_long)
{
	page_text(p, INDENT, PAGE_PLAIN, say_clock_name(say, k));
	page_text(p, DEEPER, clock_style(k), say_clock(say, k));
	page_text(p, DEEPER, PAGE_PLAIN, say_elsewhere(say, k));
	for (size_t i = 0; is_long && i < k->n_steps; i++)
		page_text(p, DEEPER, PAGE_FAINT,
		    say_step(say, k, &k->steps[i]));
	page_text(p, DEEPER, PAGE_FAINT, say_place(say, &k->rule_proof));
}

static void
put_clocks(const struct page *p, const struct say *say,
    const struct case_state *s)
{
	if (s->clocks.n > 0)
		show_case_heading(p, say, "show.clocks");
	if (s->leading != NULL)
		show_case_line(p, say, "show.leading",
		    say_clock_name(say, s->leading));
	for (size_t i = 0; i < s->clocks.n; i++)
		show_case_clock(p, say, &s->clocks.v[i], true);
}

/* ---- approvals ----------------------------------------------------------- */

/* What publishing it again would make of it. */
static void
put_revision(const struct page *p, const struct say *say,
    const struct world *w, const struct case_entry *c)
{
	struct revision_due due;

	if (!revision_next_due(w, c, say->words, &due))
		return;
	page_text(p, INDENT, PAGE_WARN, say_text(say, "show.changed"));
	show_case_line(p, say, "show.next_revision",
	    revision_next_text(say, &due));
	show_case_line(p, say, "show.proposal", due.ja);
	show_case_line(p, say, "show.proposal", due.en);
}

static void
put_approvals(const struct page *p, const struct say *say,
    const struct world *w, const struct case_state *s)
{
	const struct audit_case *k = audit_case(w->model, s->c);
	size_t n = k != NULL ? k->n_approvals : 0;

	if (s->n_needs == 0 && n == 0)
		return;
	show_case_heading(p, say, "show.approvals");
	for (size_t i = 0; i < s->n_needs; i++) {
		const struct approval_need *x = &s->needs[i];

		buf_fill(p->out, ' ', INDENT);
		page_cell(p, 3, x->given != NULL ? PAGE_GOOD : PAGE_WARN,
		    x->given != NULL ? S("[x]") : S("[ ]"));
		page_rest(p, INDENT + 5, say_need(say, x, k));
		page_text(p, INDENT + 5, PAGE_FAINT,
		    words_parts(say, say_place(say, &x->proof),
			say_proof(say, &x->proof)));
	}
	if (k == NULL)
		return;
	show_case_line(p, say, "show.digest", k->digest);
	put_revision(p, say, w, s->c);
	for (size_t i = 0; i < n; i++) {
		const struct approval *a = k->approvals[i].approval;
		struct str who = words_parts(say, say_when(say, a->at.w),
		    say_ref(say, &a->by));

		show_case_line(p, say, "show.on_file",
		    words_parts(say,
			words_parts(say, who,
			    say_enum(say, &enum_role, a->role.v)),
			words_parts(say, str_sub(a->digest.s, 0, SHORT_DIGEST),
			    say_approval(say, &k->approvals[i]))));
	}
}

void
show_case(const struct page *p, const struct say *say, const struct world *w,
    const struct case_state *s)
{
	const struct case_file *c = s->c->c;

	page_heading(p,
	    str_fmt(say->a, "%.*s  %.*s", STR_ARG(s->c->e.id),
		STR_ARG(say_words(say, &c->title))));
	show_case_line(p, say, "show.tlp",
	    say_enum(say, &enum_tlp, (int)s->c->label));
	show_case_line(p, say, "show.advisory", c->advisory.s);
	show_case_line(p, say, "show.company", say_ref(say, &c->company));
	show_case_line(p, say, "show.owner", say_ref(say, &c->owner));
	show_case_line(p, say, "show.deputy", say_ref(say, &c->deputy));
	show_case_line(p, say, "show.team", names_of(say, &c->team));
	if (s->priority.priority.n > 0)
		show_case_line(p, say, "show.priority",
		    say_priority(say, &s->priority));
	put_stage(p, say, s);
	put_requirements(p, say, s);
	put_approvals(p, say, w, s);
	put_axes(p, say, s);
	put_parties(p, say, s);
	put_regimes(p, say, s);
	put_promises(p, say, s);
	show_case_flaws(p, say, s, S(""));
	put_clocks(p, say, s);
}
