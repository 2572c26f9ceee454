#include "command/agenda.h"

#include <stdlib.h>

#include "base/arena.h"
#include "command/focus.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/audit.h"
#include "model/clock_span.h"
#include "model/model.h"
#include "pipeline/revision_next.h"

#define DAY_S	INT64_C(86400)

/* How far the parts look ahead that are no clocks. */
#define PROMISE_S	(14 * DAY_S)
#define REVIEW_S	(14 * DAY_S)

/* What goes on while gathering. */
struct gather {
	const struct say *say;
	const struct world *w;
	const struct model *m;
	const struct focus *f;
	struct agenda *out;
};

const char *
agenda_part_name(enum agenda_part part)
{
	static const char *const names[] = {
		[AGENDA_OVERDUE] = "overdue",
		[AGENDA_SOON] = "soon",
		[AGENDA_WEEK] = "week",
		[AGENDA_UNKNOWN] = "unknown",
		[AGENDA_WAITING] = "waiting",
		[AGENDA_MISSING] = "missing",
		[AGENDA_APPROVALS] = "approvals",
		[AGENDA_REVISIONS] = "revisions",
		[AGENDA_PROMISES] = "promises",
		[AGENDA_REQUESTS] = "requests",
		[AGENDA_REVIEWS] = "reviews",
	};

	return names[part];
}

/* Whether a case still asks for work. */
static bool
is_open(const struct case_state *s)
{
	return s->exit == NULL && s->next != NULL;
}

/* ---- items --------------------------------------------------------------- */

static struct agenda_item *
add(struct gather *g, enum agenda_part part)
{
	struct agenda_list *l = &g->out->parts[part];

	l->v = arena_grow(g->say->a, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n] = (struct agenda_item){ 0 };
	return &l->v[l->n++];
}

/* Whether it is the clock of the question with this id. */
static bool
is_clock_of(const struct clock *k, struct str id)
{
	static const char prefix[] = "request ";
	size_t n = sizeof(prefix) - 1;

	return str_starts(k->key, (struct str){ prefix, n }) &&
	    str_eq(str_from(k->key, n), id);
}

/* The question that a clock is about, or NULL. */
static const struct request *
request_of(const struct gather *g, const struct clock *k)
{
	const struct document_list *l = &g->m->docs[KIND_REQUEST];

	for (size_t i = 0; k->key.n > 0 && i < l->n; i++) {
		if (is_clock_of(k, l->v[i].path.id))
			return l->v[i].record;
	}
	return NULL;
}

/* Who can stop a clock: whom the question asked, else who owns the record. */
static struct str
actor(const struct gather *g, const struct clock *k)
{
	const void *e = k->owner.entry;
	const struct person_entry *who = focus_owner(&k->owner);
	const struct request *r = request_of(g, k);

	if (r != NULL)
		return say_ref(g->say, &r->to);
	if (k->product != NULL && k->product->product->owner.id.n > 0)
		return say_ref(g->say, &k->product->product->owner);
	if (e != NULL && k->owner.subject == CLOCK_ON_CASE)
		return say_ref(g->say,
		    &((const struct case_entry *)e)->c->owner);
	if (e != NULL && k->owner.subject == CLOCK_ON_PRODUCT)
		return say_ref(g->say,
		    &((const struct product_entry *)e)->product->owner);
	return who != NULL ? say_entry(g->say, &who->e) : S("");
}

static void
add_clock(struct gather *g, enum agenda_part part, const struct clock *k)
{
	struct agenda_item *i = add(g, part);

	i->at = k->due;
	i->has_at = k->has_due;
	i->id = k->owner.id;
	i->rule = k->rule->id.s;
	i->text = say_clock_name(g->say, k);
	i->who = actor(g, k);
	i->note = part == AGENDA_UNKNOWN ? say_clock(g->say, k) :
					   say_elsewhere(g->say, k);
	i->proof = k->start != NULL ? k->start->proof : k->rule_proof;
}

/* Whether it is the clock of a promise to speak: update_days of the policy. */
static bool
is_silence(const struct clock *k)
{
	return k->rule->value.v == NUMBER_UPDATE;
}

static void
gather_clock(struct gather *g, const struct clock *k)
{
	static const enum agenda_part parts[] = {
		[CLOCK_SPAN_LATE] = AGENDA_OVERDUE,
		[CLOCK_SPAN_SOON] = AGENDA_SOON,
		[CLOCK_SPAN_WEEK] = AGENDA_WEEK,
		[CLOCK_SPAN_UNKNOWN] = AGENDA_UNKNOWN,
	};
	int64_t left = k->has_due ? k->due.s - g->say->now.s : INT64_MAX;
	enum clock_span span = clock_span_of(k, g->say->now);
	const struct request *r;

	if (!clock_is_open(k))
		return;
	r = request_of(g, k);
	if (!focus_has_clock(g->f, k) &&
	    (r == NULL || !focus_has_request(g->f, r)))
		return;
	g->out->counts.clocks++;
	if (span != CLOCK_SPAN_LATER)
		add_clock(g, parts[span], k);
	if (is_silence(k) && left <= PROMISE_S)
		add_clock(g, AGENDA_PROMISES, k);
}

static void
gather_waiting(struct gather *g, const struct case_state *s)
{
	const struct occurrence *w = s->waiting;
	const struct fact *f = w != NULL ? w->fact : NULL;
	struct agenda_item *i;
	struct catalog_value v;

	if (f == NULL)
		return;
	i = add(g, AGENDA_WAITING);
	v = (struct catalog_value){ S("since"), say_occurrence(g->say, w) };
	i->has_at = f->until.w.kind != WHEN_UNSET;
	if (i->has_at)
		i->at = when_stop(f->until.w, g->say->zone);
	i->id = s->c->e.id;
	i->who = say_ref(g->say, f->by.id.n > 0 ? &f->by : &f->party);
	i->text = say_text_fill(g->say, "status.waits", &v, 1);
	i->note = f->note.s;
	i->proof = w->proof;
}

/* Names of those who can supply it, the best first. */
static struct str
names_of(const struct gather *g, const struct requirement_state *r)
{
	struct str all = S("");

	for (size_t i = 0; i < r->n_who; i++)
		all = say_text_join(g->say, all, "say.comma",
		    say_entry(g->say, &r->who[i]->e));
	return all;
}

static bool
can_supply(const struct requirement_state *r, const struct person_entry *who)
{
	for (size_t i = 0; i < r->n_who; i++) {
		if (r->who[i] == who)
			return true;
	}
	return false;
}

static void
add_missing(struct gather *g, const struct case_state *s,
    const struct requirement_state *r)
{
	struct agenda_item *i = add(g, AGENDA_MISSING);

	if (s->leading != NULL && s->leading->has_due) {
		i->at = s->leading->due;
		i->has_at = true;
	}
	i->id = s->c->e.id;
	i->rule = r->r->id.s;
	i->text = say_words(g->say, &r->r->text);
	i->who = names_of(g, r);
	i->note = say_words(g->say, &s->next->name);
	i->proof = r->proof;
}

/* What a person can supply counts wherever it is; else by the case. */
static void
gather_missing(struct gather *g, const struct case_state *s, bool is_mine)
{
	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];

		if (r->verdict != REQUIREMENT_MISSING || r->stage != s->next)
			continue;
		if (is_mine ||
		    (g->f->who != NULL && g->f->company == NULL &&
			can_supply(r, g->f->who)))
			add_missing(g, s, r);
	}
}

/* The day on which a case is to go out; false when nobody set one. */
static bool
goes_out(const struct gather *g, const struct case_file *c,
    struct instant *out)
{
	if (c->embargo != NULL && c->embargo->until.w.kind != WHEN_UNSET) {
		*out = when_start(c->embargo->until.w, g->say->zone);
		return true;
	}
	if (c->disclosure != NULL &&
	    c->disclosure->planned.w.kind != WHEN_UNSET) {
		*out = when_start(c->disclosure->planned.w, g->say->zone);
		return true;
	}
	return false;
}

static bool
may_approve(const struct approval_need *n, const struct person_entry *who)
{
	for (size_t i = 0; i < n->n_who; i++) {
		if (n->who[i] == who)
			return true;
	}
	return false;
}

/* Approvals are asked for from the start; they press when the day is near, or
 * when others have approved already. */
static void
gather_approvals(struct gather *g, const struct case_state *s, bool is_mine)
{
	struct instant at = { 0 };
	bool has_at = goes_out(g, s->c->c, &at);
	bool is_near = has_at && at.s <= g->say->now.s + PROMISE_S;

	if (!is_near &&
	    (s->c->approvals == NULL || s->c->approvals->approvals.n == 0))
		return;
	for (size_t i = 0; i < s->n_needs; i++) {
		const struct approval_need *n = &s->needs[i];
		struct agenda_item *item;

		if (n->given != NULL ||
		    (!is_mine &&
			(g->f->who == NULL || g->f->company != NULL ||
			    !may_approve(n, g->f->who))))
			continue;
		item = add(g, AGENDA_APPROVALS);
		item->at = at;
		item->has_at = has_at;
		item->id = s->c->e.id;
		item->rule = str_z(enum_name(&enum_role, (int)n->role));
		item->text = say_need(g->say, n, audit_case(g->m, s->c));
		item->proof = n->proof;
	}
}

static bool
has_agreed(const struct case_state *s)
{
	for (size_t i = 0; i < s->n_promises; i++) {
		if (s->promises[i].event == EVENT_DATE_AGREED)
			return true;
	}
	return false;
}

static void
gather_promises(struct gather *g, const struct case_state *s)
{
	bool agreed = has_agreed(s);
	bool is_out = model_released(s->c, g->say->now.s) != NULL;

	for (size_t i = 0; i < s->n_promises; i++) {
		const struct promise *p = &s->promises[i];
		/* What was asked or offered ends with what was agreed, and
		 * all dates of publication with it. */
		bool is_old = p->event != EVENT_UPDATE_PROMISED &&
		    (is_out || (agreed && p->event != EVENT_DATE_AGREED));
		struct agenda_item *item;

		if (p->is_kept || is_old ||
		    p->at.s > g->say->now.s + PROMISE_S)
			continue;
		item = add(g, AGENDA_PROMISES);
		item->at = p->at;
		item->has_at = true;
		item->id = s->c->e.id;
		item->text = say_event(g->say, p->event);
		item->who = say_ref(g->say, &p->from->by);
		item->note = p->from->why.s;
		item->proof = proof_at(g->m->sources, p->from->where, S(""));
	}
}

/* The end of a question: as written, else that of its clock. */
static bool
due_of(const struct gather *g, const struct request *r, struct str id,
    struct instant *out)
{
	const struct derived *d = g->m->derived;

	if (r->due.w.kind != WHEN_UNSET) {
		*out = when_stop(r->due.w, g->say->zone);
		return true;
	}
	for (size_t i = 0; d != NULL && i < d->clocks.n; i++) {
		const struct clock *k = &d->clocks.v[i];

		if (k->has_due && is_clock_of(k, id)) {
			*out = k->due;
			return true;
		}
	}
	return false;
}

static void
gather_requests(struct gather *g)
{
	const struct document_list *l = &g->m->docs[KIND_REQUEST];

	for (size_t i = 0; i < l->n; i++) {
		const struct request *r = l->v[i].record;
		struct agenda_item *item;

		if (r == NULL || r->answered.w.kind != WHEN_UNSET ||
		    !focus_has_request(g->f, r))
			continue;
		item = add(g, AGENDA_REQUESTS);
		item->has_at = due_of(g, r, l->v[i].path.id, &item->at);
		item->id = r->case_id.id.n > 0 ? r->case_id.id : r->product.id;
		item->rule = l->v[i].path.id;
		item->text = say_words(g->say, &r->question);
		item->who = say_ref(g->say, &r->to);
		item->proof = proof_at(g->m->sources, r->where, S(""));
	}
}

/* A judgement that ends on a day, when that is near. */
static void
add_review(struct gather *g, const struct moment *day, struct str id,
    const char *key, const struct ref *who)
{
	struct instant at;
	struct agenda_item *i;

	if (day->w.kind == WHEN_UNSET)
		return;
	at = when_stop(day->w, g->say->zone);
	if (at.s > g->say->now.s + REVIEW_S)
		return;
	i = add(g, AGENDA_REVIEWS);
	i->at = at;
	i->has_at = true;
	i->id = id;
	i->text = say_text(g->say, key);
	i->who = say_ref(g->say, who);
	i->proof = proof_at(g->m->sources, day->at, S(""));
}

/* Outcomes that were decided and would come out otherwise today. */
static void
gather_drift(struct gather *g, const struct case_state *s,
    const struct exposure_state *x)
{
	for (size_t i = 0; i < x->n_ssvc; i++) {
		const struct ssvc_state *t = &x->ssvc[i];
		struct agenda_item *item;

		if (!t->drifted || t->decided == NULL)
			continue;
		item = add(g, AGENDA_REVIEWS);
		item->id = s->c->e.id;
		item->rule = t->table;
		item->text = say_text(g->say, "status.drifted");
		item->who = say_ref(g->say, &t->decided->by);
		item->note = x->p->product.id;
		item->proof = proof_at(g->m->sources, t->decided->where,
		    S(""));
	}
}

static void
gather_case_reviews(struct gather *g, const struct case_state *s)
{
	const struct case_file *c = s->c->c;

	if (c->disclosure != NULL)
		add_review(g, &c->disclosure->review, s->c->e.id,
		    "status.review_disclosure", &c->owner);
	if (c->exit != NULL)
		add_review(g, &c->exit->review, s->c->e.id,
		    "status.review_exit", &c->owner);
	if (!is_open(s))
		return;
	for (size_t i = 0; i < s->n_flaws; i++) {
		for (size_t k = 0; k < s->flaws[i].n_products; k++)
			gather_drift(g, s, &s->flaws[i].products[k]);
	}
}

static void
gather_product_reviews(struct gather *g)
{
	for (size_t i = 0; i < g->m->n_products; i++) {
		const struct product_entry *p = &g->m->products[i];
		const struct product_exception_list *x =
		    &p->product->exceptions;
		const struct decisions *d = p->decisions;

		if (!focus_has_product(g->f, p))
			continue;
		for (size_t k = 0; d != NULL && k < d->decisions.n; k++) {
			const struct decision *on = &d->decisions.v[k];

			add_review(g, &on->review, p->e.id,
			    "status.review_decision", &on->by);
			add_review(g, &on->until, p->e.id,
			    "status.review_decision", &on->by);
		}
		for (size_t k = 0; k < x->n; k++)
			add_review(g, &x->v[k].until, p->e.id,
			    "status.review_exception", &x->v[k].approver);
	}
}

/* What is out is not what the case says; publishing it again mends that. */
static void
gather_revision(struct gather *g, const struct case_state *s)
{
	struct revision_due due;
	struct agenda_item *i;

	if (!revision_next_due(g->w, s->c, g->say->words, &due))
		return;
	i = add(g, AGENDA_REVISIONS);
	i->id = s->c->e.id;
	i->rule = due.number;
	i->text = revision_next_text(g->say, &due);
	i->who = say_ref(g->say, &s->c->c->owner);
	i->note = str_eq_z(g->say->lang, "ja") ? due.ja : due.en;
	i->proof = proof_at(g->m->sources, revision_newest(s->c)->version.at,
	    S(""));
}

static void
gather_case(struct gather *g, const struct case_state *s)
{
	bool is_mine = focus_has_case(g->f, s->c);

	if (is_open(s)) {
		gather_missing(g, s, is_mine);
		gather_approvals(g, s, is_mine);
		if (is_mine) {
			g->out->counts.cases++;
			gather_waiting(g, s);
			gather_promises(g, s);
		}
	}
	if (!is_mine)
		return;
	if (model_released(s->c, g->say->now.s) != NULL)
		g->out->counts.published++;
	gather_revision(g, s);
	gather_case_reviews(g, s);
}

/* By the end, what has none last; then by the record and the words. */
static int
item_cmp(const void *a, const void *b)
{
	const struct agenda_item *x = a, *y = b;
	int order;

	if (x->has_at != y->has_at)
		return x->has_at ? -1 : 1;
	if (x->has_at && x->at.s != y->at.s)
		return x->at.s < y->at.s ? -1 : 1;
	order = str_cmp(x->id, y->id);
	if (order == 0)
		order = str_cmp(x->proof.path, y->proof.path);
	if (order == 0 && x->proof.line != y->proof.line)
		order = x->proof.line < y->proof.line ? -1 : 1;
	if (order == 0)
		order = str_cmp(x->rule, y->rule);
	return order != 0 ? order : str_cmp(x->text, y->text);
}

void
agenda_make(const struct say *say, const struct world *w,
    const struct focus *f, struct agenda *out)
{
	struct gather g = { say, w, f->m, f, out };
	const struct derived *d = f->m->derived;

	*out = (struct agenda){ 0 };
	for (size_t i = 0; d != NULL && i < d->clocks.n; i++)
		gather_clock(&g, &d->clocks.v[i]);
	for (size_t i = 0; d != NULL && i < d->n_cases; i++)
		gather_case(&g, &d->cases[i]);
	gather_requests(&g);
	gather_product_reviews(&g);
	for (size_t i = 0; i < AGENDA_PARTS; i++) {
		struct agenda_list *l = &out->parts[i];

		if (l->n > 0)
			qsort(l->v, l->n, sizeof(*l->v), item_cmp);
	}
}
