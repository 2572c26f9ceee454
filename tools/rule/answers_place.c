#include "rule/rule.h"

RULE_TEXT(rule_answers_place,
    .why_en = "The file's name is the product's, and each answer is to a "
	      "vulnerability that the campaign asks about. Others fall off "
	      "the board.",
    .why_ja = "ファイル名は製品の id で、回答はキャンペーンが尋ねた脆弱性に対"
	      "するものです。それ以外は一覧に出ません。",
    .bad = "answers/exagate-500.yaml: product: exagate-300",
    .good = "answers/exagate-500.yaml: product: exagate-500");

static bool
asks(const struct campaign *c, struct str id)
{
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		if (str_eq(c->vulnerabilities.v[i].s, id))
			return true;
	}
	return false;
}

void
rule_answers_place(const struct check *k, const struct document *doc)
{
	const struct answers *f = doc->record;
	const struct plain_entry *c;

	if (doc->path.kind != KIND_ANSWERS)
		return;
	if (f->product.id.n > 0 && !str_eq(f->product.id, doc->path.id)) {
		check_report(k, f->product.at,
		    "the file is named after "
		    "'%.*s'",
		    STR_ARG(doc->path.id));
		check_help(k, "rename the file or correct the product");
	}
	c = (const void *)model_find(k->model, SPACE_CAMPAIGN, doc->path.dir);
	if (c == NULL) {
		check_report(k, check_file(doc),
		    "there is no campaign "
		    "'%.*s'",
		    STR_ARG(doc->path.dir));
		check_help(k, "write content/campaigns/%.*s/campaign.md",
		    STR_ARG(doc->path.dir));
		return;
	}
	for (size_t i = 0; i < f->answers.n; i++) {
		const struct text *t = &f->answers.v[i].vulnerability;

		if (t->s.n == 0 || asks(c->record, t->s))
			continue;
		check_report(k, t->at,
		    "the campaign does not ask about "
		    "'%.*s'",
		    STR_ARG(t->s));
		check_help(k, "correct the id, or add it to the campaign");
	}
}
