#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_case_closed,
    .why_en = "A case is closed when nothing is owed to anybody: no embargo "
	      "runs, no question is open, no product is still under "
	      "investigation.",
    .why_ja = "誰に対しても残りがなくなってから完了にします。公開停止、未回答"
	      "の照会、調査中の製品が残っていてはいけません。",
    .bad = "{event: closed} with a product under_investigation",
    .good = "the product judged, then {event: closed}");

static bool
is_open(int status)
{
	return status == STATUS_UNDER_INVESTIGATION;
}

static struct span
open_product(const struct case_entry *c)
{
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		const struct case_product_list *l =
		    &c->c->vulnerabilities.v[i].products;

		for (size_t j = 0; j < l->n; j++) {
			if (about_has_status(&l->v[j], is_open))
				return l->v[j].where;
		}
	}
	return (struct span){ 0 };
}

static struct span
open_request(const struct case_entry *c)
{
	for (size_t i = 0; i < c->n_requests; i++) {
		if (!span_is_set(c->requests[i]->answered.at))
			return c->requests[i]->where;
	}
	return (struct span){ 0 };
}

static struct span
open_embargo(const struct case_entry *c, const struct fact *closed,
    const struct zone *z)
{
	const struct embargo *e = c->c->embargo;

	if (e == NULL || e->until.w.kind != WHEN_INSTANT ||
	    closed->at.w.kind == WHEN_UNSET ||
	    about_fact(c, EVENT_EMBARGO_LIFTED) != NULL ||
	    about_fact(c, EVENT_EMBARGO_BROKEN) != NULL ||
	    when_stop(closed->at.w, z).s >= e->until.w.at.s)
		return (struct span){ 0 };
	return e->until.at;
}

void
rule_case_closed(const struct check *k, const struct case_entry *c)
{
	const struct fact *closed = about_fact(c, EVENT_CLOSED);
	const struct fact *again = about_fact(c, EVENT_REOPENED);
	struct span left;

	if (closed == NULL || (again != NULL && again > closed))
		return;
	left = open_product(c);
	if (!span_is_set(left))
		left = open_request(c);
	if (!span_is_set(left))
		left = open_embargo(c, closed, k->model->zone);
	if (!span_is_set(left))
		return;
	check_report(k, closed->where,
	    "the case is closed with work left "
	    "in it");
	check_note(k, left, "this is open");
	check_help(k, "finish it, or record the event reopened");
}
