#include "rule/rule.h"

#include "base/num.h"
#include "rule/about.h"

RULE_TEXT(rule_case_reservation,
    .why_en = "`hansho new case` takes a number by rewriting a line of "
	      "numbers.yaml. When two people take one number, git shows a "
	      "conflict there. A number taken by hand is not protected: "
	      "somebody else is given the same one.",
    .why_ja = "`hansho new case` は numbers.yaml の行を書き換えて番号を取りま"
	      "す。二人が同じ番号を取ると git が衝突を知らせます。手で付けた番"
	      "号は守られず、別の人にも同じ番号が渡ります。",
    .bad = "cases/2026/PS-2026-0119, numbers.yaml: cases: {next: 119, ...}",
    .good = "cases/2026/PS-2026-0119, numbers.yaml: cases: {next: 120, ...}");

/* The numbers of a year, or NULL. */
static const struct numbers *
numbers_of(const struct model *m, int64_t year)
{
	const struct document_list *l = &m->docs[KIND_NUMBERS];
	int64_t of;

	for (size_t i = 0; i < l->n; i++) {
		if (num_parse(l->v[i].path.dir, 0, INT32_MAX, &of) &&
		    of == year)
			return l->v[i].record;
	}
	return NULL;
}

/* Whether a number lies in the block that the next one is of, or ends. */
static bool
shares_block(const struct id_block_list *blocks, int64_t year, int64_t next,
    int64_t number)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct id_block *b = &blocks->v[i];

		if (b->year.n == year && number >= b->first.n &&
		    number <= b->last.n)
			return next >= b->first.n && next - 1 <= b->last.n;
	}
	return false;
}

static void
check_one(const struct check *k, const struct text *id, int64_t year,
    int64_t number, const struct number_next *row)
{
	if (number < row->next.n)
		return;
	check_report(k, id->at, "%.*s was taken without reserving it",
	    STR_ARG(id->s));
	check_note(k, row->next.at, "the next number is %lld here",
	    (long long)row->next.n);
	check_help(k,
	    "write `next: %lld` in cases/%d/numbers.yaml, and another mark",
	    (long long)number + 1, (int)year);
}

void
rule_case_reservation(const struct check *k, const struct case_entry *c)
{
	const struct organisation *o = k->model->organisation;
	const struct text *advisory = &c->c->advisory;
	const struct numbers *file;
	int64_t year, number;

	if (o == NULL || o->ids == NULL || model_case_is_import(c))
		return;
	if (about_number(c->e.id, o->ids->case_prefix.s, &year, &number)) {
		file = numbers_of(k->model, year);
		if (file != NULL && file->cases != NULL &&
		    shares_block(&o->ids->case_blocks, year,
			file->cases->next.n, number))
			check_one(k, &c->c->id, year, number, file->cases);
	}
	if (about_number(advisory->s, o->ids->advisory_prefix.s, &year,
		&number)) {
		file = numbers_of(k->model, year);
		if (file != NULL && file->advisories != NULL &&
		    shares_block(&o->ids->advisory_blocks, year,
			file->advisories->next.n, number))
			check_one(k, advisory, year, number, file->advisories);
	}
}
