/* A page a case: all that this edition may know of it. */
#include "export/internal/out.h"

#include "export/address.h"
#include "export/internal/case_approvals.h"
#include "export/internal/case_axes.h"
#include "export/internal/case_clocks.h"
#include "export/internal/case_scores.h"
#include "export/internal/case_stage.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_row.h"
#include "export/internal/flaw.h"
#include "export/internal/request_row.h"
#include "export/internal/row.h"

OUT_FUNCTIONS(case_page);

void
case_page_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct row_case *rows = row_cases(g.a, v, c->now);

	for (size_t i = 0; i < v->n_cases; i++)
		frame_add(&g, where_record(g.a, "cases", rows[i].e->e.id),
		    &rows[i], 0);
}

static void
fill_embargo(const struct frame *f, const struct embargo *e)
{
	struct value *list = value_set_list(f->data, "embargo"), *o;

	if (e == NULL)
		return;
	o = value_push_object(list);
	show_when(f, o, "until", e->until.w);
	show_when(f, o, "proposed", e->proposed.w);
	show_refs(f, o, "agreed", &e->agreed);
	show_text_opt(f, o, "reason", e->reason.s);
}

/* Where it came from, without the reporter's personal data. */
static void
fill_origin(const struct frame *f, const struct case_source *s)
{
	struct value *list = value_set_list(f->data, "origin"), *o, *told;

	if (s == NULL)
		return;
	o = value_push_object(list);
	show_enum(f, o, "channel", &enum_channel, s->channel.v);
	show_ref(f, o, "party", &s->party);
	value_set_text(o, "reference", s->reference.s);
	value_set_text(o, "tracking", s->tracking_id.s);
	show_enum(f, o, "consent", &enum_consent,
	    s->credit != NULL ? s->credit->consent.v : 0);
	show_text_opt(f, o, "confidentiality", s->confidentiality.s);
	show_text_opt(f, o, "wishes", s->wishes.s);
	show_ref(f, o, "receiver", &s->receiver);
	told = value_set_list(o, "told");
	for (size_t i = 0; i < s->told.n; i++) {
		struct value *row = value_push_object(told);

		value_set_text(row, "party", s->told.v[i].party.s);
		show_when(f, row, "at", s->told.v[i].at.w);
	}
}

/* What was reported: the fields that are words for people. */
static void
fill_report(const struct frame *f, const struct report *r)
{
	struct value *list = value_set_list(f->data, "report");

	if (r == NULL)
		return;
	const struct {
		const char *word;
		struct str text;
	} rows[] = {
		{ "in.report.kind", r->kind.s },
		{ "in.report.summary", r->summary.s },
		{ "in.report.behaviour", r->behaviour.s },
		{ "in.report.conditions", r->conditions.s },
		{ "in.report.affected", r->affected.s },
		{ "in.report.not_affected", r->not_affected.s },
		{ "in.report.attacker", r->attacker.s },
		{ "in.report.threat", r->threat.s },
		{ "in.report.safety", r->safety.s },
		{ "in.report.exploited", r->exploited.s },
		{ "in.report.workaround", r->workaround.s },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct value *o;

		if (rows[i].text.n == 0)
			continue;
		o = value_push_object(list);
		value_set_text(o, "name", frame_word(f, rows[i].word));
		show_text(f, o, "text", rows[i].text);
	}
}

static void
fill_facts(const struct frame *f, const struct fact_list *l,
    const struct case_state *s)
{
	struct value *list = value_set_list(f->data, "facts");

	/* Newest first: what happened last is what readers look for. */
	for (size_t i = l->n; i > 0; i--) {
		const struct fact *k = &l->v[i - 1];
		struct value *o = value_push_object(list);

		show_when(f, o, "at", k->at.w);
		value_set_text(o, "event", show_event(f, k->event.s));
		show_ref(f, o, "by", &k->by);
		show_ref(f, o, "party", &k->party);
		show_ref(f, o, "product", &k->product);
		value_set_text(o, "via", k->via.s);
		value_set_text(o, "regime", k->regime.s);
		value_set_text(o, "reference", k->reference.s);
		show_enum(f, o, "verdict", &enum_verdict, k->verdict.v);
		show_when(f, o, "until", k->until.w);
		show_text_opt(f, o, "note", k->note.s);
		value_set_bool(o, "is_public", k->publish.b);
		case_approvals_fact(f, o, s, i - 1);
	}
}

/* Publication is the rule: what stands without a record, too. */
static void
fill_disclosure(const struct frame *f, const struct disclosure *k,
    const struct case_state *s)
{
	static const struct disclosure nothing;
	struct value *list = value_set_list(f->data, "disclosure"), *o, *rows;
	int decision;

	if (k == NULL && (s == NULL || s->exit != NULL))
		return;
	if (k == NULL)
		k = &nothing;
	decision = k->decision.v != 0 ? k->decision.v :
					(int)DISCLOSURE_PUBLISH;
	o = value_push_object(list);
	show_enum(f, o, "decision", &enum_disclosure_decision, decision);
	value_set_bool(o, "is_against", decision != (int)DISCLOSURE_PUBLISH);
	value_set_bool(o, "is_default",
	    s != NULL && k->decision.v == 0 && k->reason.s.n == 0);
	show_text_opt(f, o, "reason", k->reason.s);
	show_ref(f, o, "approver", &k->approver);
	show_when(f, o, "review", k->review.w);
	show_when(f, o, "planned", k->planned.w);
	rows = value_set_list(o, "rows");
	/* Computed promises say the same, and whether they were kept. */
	for (size_t i = 0; s == NULL && i < k->dates.n; i++) {
		const struct negotiated_date *n = &k->dates.v[i];
		struct value *row = value_push_object(rows);

		show_when(f, row, "asked", n->asked.w);
		show_when(f, row, "offered", n->offered.w);
		show_when(f, row, "agreed", n->agreed.w);
		show_when(f, row, "next", n->next_update.w);
		show_ref(f, row, "by", &n->by);
		show_when(f, row, "at", n->at.w);
		show_text_opt(f, row, "why", n->why.s);
		show_text_opt(f, row, "answer", n->answer.s);
	}
}

/* Questions on this case, as their own page lists them. */
static void
fill_requests(struct frame *f, const struct case_entry *e)
{
	struct value *list = value_set_list(f->data, "requests");
	struct request_rows rows;

	if (e->n_requests == 0)
		return;
	rows = request_rows_of(f->a, f->m, e, f->c->now);
	for (size_t i = 0; i < rows.n; i++) {
		frame_input(f, rows.v[i].doc);
		request_row_show(f, value_push_object(list), &rows.v[i]);
	}
}

static void
fill_regimes(const struct frame *f, const struct regime_decision_list *l)
{
	struct value *list = value_set_list(f->data, "regimes");

	for (size_t i = 0; i < l->n; i++) {
		const struct regime_decision *k = &l->v[i];
		struct value *o = value_push_object(list);

		value_set_text(o, "regime", k->regime.s);
		value_set_bool(o, "applies", k->applies.b);
		show_text_opt(f, o, "reason", k->reason.s);
		show_ref(f, o, "by", &k->by);
		show_when(f, o, "at", k->at.w);
	}
}

static void
fill_exit(const struct frame *f, const struct case_exit *k)
{
	struct value *list = value_set_list(f->data, "left"), *o;

	if (k == NULL)
		return;
	o = value_push_object(list);
	show_enum(f, o, "how", &enum_exit, k->how.v);
	show_when(f, o, "at", k->at.w);
	show_text_opt(f, o, "reason", k->reason.s);
	show_ref(f, o, "approver", &k->approver);
	value_set_text(o, "to", k->to.s);
	show_when(f, o, "review", k->review.w);
}

/* The page that everybody sees; empty when there is none. */
static struct str
public_address(const struct frame *f, const struct case_entry *e)
{
	const struct organisation *org = f->m->organisation;
	struct str id = model_advisory_id(e);

	if (org == NULL || org->base_url.s.n == 0 || id.n == 0 ||
	    model_public(e, f->c->now.s) == NULL)
		return S("");
	return str_cat(f->a, org->base_url.s,
	    address_advisory(f->a, f->lang, id));
}

/* Released revisions, newest first, and the address of the public page. */
static void
fill_published(const struct frame *f, const struct case_entry *e)
{
	struct value *list = value_set_list(f->data, "revisions");
	size_t n = e->published != NULL ? e->published->revisions.n : 0;

	value_set_text(f->data, "advisory", model_advisory_id(e));
	value_set_text(f->data, "advisory_url", public_address(f, e));
	for (size_t i = n; i > 0; i--) {
		const struct revision *r = &e->published->revisions.v[i - 1];
		struct value *o = value_push_object(list);

		value_set_text(o, "version", r->version.s);
		show_when(f, o, "at", r->at.w);
		show_words(f, o, "text", &r->summary);
		value_set_bool(o, "is_withdrawn", r->withdrawn.b);
	}
}

static void
fill_head(const struct frame *f, const struct row_case *r)
{
	const struct case_file *c = r->e->c;
	bool ja = str_eq_z(f->lang, "ja");
	struct str other = ja ? c->title.en.s : c->title.ja.s;

	value_set_text(f->data, "title", words_in(&c->title, f->lang));
	show_words(f, f->data, "name", &c->title);
	value_set_text(f->data, "other_title",
	    str_eq(other, words_in(&c->title, f->lang)) ? S("") : other);
	value_set_z(f->data, "other_lang", ja ? "en" : "ja");
	row_case_show(f, value_set_object(f->data, "row"), r);
	value_set_text(f->data, "code_name", c->code_name.s);
	show_ref(f, f->data, "owner", &c->owner);
	show_ref(f, f->data, "deputy", &c->deputy);
	show_refs(f, f->data, "team", &c->team);
	show_ref(f, f->data, "company", &c->company);
	show_refs(f, f->data, "related", &c->related);
}

/* What was computed of the case; nothing where the edition may not know. */
static void
fill_state(const struct frame *f, const struct case_state *s)
{
	struct value *list = value_set_list(f->data, "state"), *o, *p;

	if (s == NULL)
		return;
	o = value_push_object(list);
	case_stage_show(f, value_set_object(o, "stage"), s);
	case_clocks_show(f, value_set_object(o, "clocks"), s);
	case_axes_show(f, value_set_object(o, "axes"), s);
	case_approvals_show(f, o, s);
	p = value_set_list(o, "priority");
	if (s->priority.priority.n > 0) {
		const struct say say = clock_row_say(f);

		p = value_push_object(p);
		value_set_text(p, "name",
		    finding_row_priority(f, s->priority.priority));
		value_set_text(p, "text", say_priority(&say, &s->priority));
	}
}

/* The files of a case. */
static void
add_inputs(struct frame *f, const struct case_entry *e)
{
	const struct document *const docs[] = { e->e.doc, e->ja, e->en,
		e->approvals_doc, e->published_doc };

	for (size_t i = 0; i < ARRAY_LEN(docs); i++)
		frame_input(f, docs[i]);
}

bool
case_page_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "cases");
	const struct row_case *r = f.item;
	const struct case_file *k = r->e->c;
	const struct case_state *s = derived_case(v, r->e);
	struct value *flaws = value_set_list(f.data, "flaws");

	show_up(&f, "cases/index.html", "nav.cases", r->e->e.id);
	fill_head(&f, r);
	fill_embargo(&f, k->embargo);
	fill_origin(&f, k->source);
	fill_report(&f, k->report);
	fill_facts(&f, &k->facts, s);
	for (size_t i = 0; i < k->vulnerabilities.n; i++) {
		const struct vulnerability *x = &k->vulnerabilities.v[i];
		struct value *o = value_push_object(flaws);

		flaw_show(&f, o, x);
		case_scores_show(&f, o, case_scores_find(s, x));
	}
	value_set_int(f.data, "n_flaws", (int64_t)k->vulnerabilities.n);
	fill_disclosure(&f, k->disclosure, s);
	fill_requests(&f, r->e);
	fill_regimes(&f, &k->regimes);
	fill_state(&f, s);
	fill_exit(&f, k->exit);
	fill_published(&f, r->e);
	row_references(&f, f.data, "references", &k->references);
	show_body(&f, f.data, "notes", r->e->e.doc->body, 1, S(""));
	add_inputs(&f, r->e);
	show_source(&f, f.data, r->e->e.doc);
	f.has_left = s != NULL && s->leading != NULL;
	return frame_write(&f, "pages/internal/case_page", out, d);
}
