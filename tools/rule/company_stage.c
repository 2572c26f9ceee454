#include "rule/rule.h"

RULE_TEXT(rule_company_stage,
    .why_en = "A company may ask for more before a stage is reached, never "
	      "for less. What it adds needs a stage that is there and a name "
	      "of its own.",
    .why_ja =
	"会社は段階の要件を増やせますが、減らせません。増やす要件には、実"
	"在する段階と、ほかと重ならない名前が要ります。",
    .bad = "stages: [{stage: verifed, requires: [...]}]",
    .good = "stages: [{stage: verified, requires: [...]}]");

static const struct stage *
stage_of(const struct stages *all, struct str id)
{
	for (size_t i = 0; i < all->stages.n; i++) {
		if (str_eq(all->stages.v[i].id.s, id))
			return &all->stages.v[i];
	}
	return NULL;
}

static const struct stage_requirement *
requirement_of(const struct stages *all, struct str id)
{
	for (size_t i = 0; i < all->stages.n; i++) {
		const struct stage_requirement_list *l =
		    &all->stages.v[i].requires;

		for (size_t j = 0; j < l->n; j++) {
			if (str_eq(l->v[j].id.s, id))
				return &l->v[j];
		}
	}
	return NULL;
}

static void
check_stage(const struct check *k, const struct stages *all,
    const struct company_stage *s)
{
	if (stage_of(all, s->stage.s) == NULL) {
		check_report(k, s->stage.at, "there is no stage '%.*s'",
		    STR_ARG(s->stage.s));
		check_help(k, "content/stages.yaml names them");
	}
	for (size_t i = 0; i < s->requires.n; i++) {
		const struct stage_requirement *r = &s->requires.v[i];
		const struct stage_requirement *group = requirement_of(all,
		    r->id.s);

		if (group == NULL)
			continue;
		check_report(k, r->id.at,
		    "'%.*s' is a requirement of the group", STR_ARG(r->id.s));
		check_note(k, group->id.at, "there");
		check_help(k,
		    "give the company's own another id; the group's "
		    "stays");
	}
}

void
rule_company_stage(const struct check *k, const struct company_entry *c)
{
	const struct document_list *docs = &k->model->docs[KIND_STAGES];
	const struct company_policy *p = c->company->policy;

	if (p == NULL || docs->n == 0 || docs->v[0].record == NULL)
		return;
	for (size_t i = 0; i < p->stages.n; i++)
		check_stage(k, docs->v[0].record, &p->stages.v[i]);
}
