#include "rule/rule.h"

#include "rule/clocks.h"
#include "rule/walk.h"

RULE_TEXT(rule_clock_unknown,
    .why_en = "Facts, policies and cases name clocks by their ids. A misspelt "
	      "id answers nothing, enables nothing and waives nothing, in "
	      "silence.",
    .why_ja =
	"事実、方針、案件は期限を id で指します。綴りの違う id は、何にも"
	"答えず、何も有効にせず、何も免除しません。",
    .bad = "{event: report_submitted, clocks: [D-10A]}",
    .good = "{event: report_submitted, clocks: [D-01]}");

static void
check_id(const struct check *k, const struct text *t)
{
	struct str near;

	if (t->s.n == 0 || clocks_find(k->model, t->s) != NULL)
		return;
	check_report(k, t->at, "there is no clock '%.*s' in content/deadlines",
	    STR_ARG(t->s));
	near = clocks_nearest(k->tmp, k->model, t->s);
	if (near.n > 0)
		check_help(k, "did you mean '%.*s'?", STR_ARG(near));
}

static void
check_ids(const struct check *k, const struct text_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		check_id(k, &l->v[i]);
}

static void
on_choice(void *ctx, const void *item)
{
	check_id(ctx, &((const struct clock_choice *)item)->clock);
}

static void
on_setting(void *ctx, const void *item)
{
	check_id(ctx, &((const struct clock_setting *)item)->clock);
}

static void
on_fact(void *ctx, const void *item)
{
	check_ids(ctx, &((const struct fact *)item)->clocks);
}

static void
on_deadline(void *ctx, const void *item)
{
	check_ids(ctx, &((const struct deadline *)item)->start_clocks);
}

void
rule_clock_unknown(const struct check *k, const struct document *doc)
{
	static const struct {
		enum kind kind;
		const struct record *record;
		void (*fn)(void *ctx, const void *item);
	} rows[] = {
		{ KIND_CASE, &record_clock_setting, on_setting },
		{ KIND_CASE, &record_fact, on_fact },
		{ KIND_COMPANY, &record_clock_choice, on_choice },
		{ KIND_DEADLINES, &record_deadline, on_deadline },
		{ KIND_POLICY, &record_clock_choice, on_choice },
	};
	struct check copy = *k;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].kind == doc->path.kind)
			walk_records(kind_info(doc->path.kind)->record,
			    doc->record, rows[i].record, rows[i].fn, &copy);
	}
}
