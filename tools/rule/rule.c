#include "rule/rule.h"

#include "base/pool.h"
#include "rule/body.h"
#include "rule/condition.h"
#include "rule/setting.h"
#include "rule/subject.h"
#include "rule/waiver.h"

static const struct rule table[] = {
#define ROW(id, kind, fn, class, subject, after, clause, summary)	\
	{ id, kind, { .subject = fn }, DIAG_##class, SUBJECT_##subject,	\
	    after, clause, summary, &fn##_text },
#define RULE(id, fn, class, subject, after, clause, summary)		\
	ROW(id, RULE_OF_POLICY, fn, class, subject, after, clause, summary)
#define RULE_FIXED(id, fn, class, subject, after, clause, summary)	\
	ROW(id, RULE_OF_OURS, fn, class, subject, after, clause, summary)
#define RULE_NOW(id, fn, class, subject, after, clause, summary)	\
	ROW(id, RULE_OF_NOW, fn, class, subject, after, clause, summary)
#include "rule/rules.def"
#define FAULT(id, class, clause, summary, why_en, why_ja, bad, good)	\
	{ id, RULE_OF_LOADING, { NULL }, DIAG_##class, SUBJECT_MODEL,	\
	    "", clause, summary,					\
	    &(const struct rule_text){ why_en, why_ja, bad, good } },
#include "rule/faults.def"
};

size_t
rules_len(void)
{
	return ARRAY_LEN(table);
}

const struct rule *
rule_at(size_t i)
{
	ASSERT(i < ARRAY_LEN(table));
	return &table[i];
}

const struct rule *
rule_find(struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (str_eq_z(id, table[i].id))
			return &table[i];
	}
	return NULL;
}

size_t
rule_index(const struct rule *r)
{
	return (size_t)(r - table);
}

void
rules_run(const struct model *m, struct instant now, struct pool *pool,
    struct arena *perm, struct diags *d)
{
	struct setting *settings = setting_read(perm, m, d);

	condition_check(m, d);
	body_check(m, pool, perm, d);
	diags_sort(d);
	subject_run_all(
	    &(struct subject_run){ m, now, settings, pool, perm, d });
	diags_sort(d);
	waiver_apply(m, settings, instant_day(zone_at(m->zone, now)), d);
	diags_sort(d);
}
