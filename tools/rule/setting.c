#include "rule/setting.h"

#include "base/arena.h"
#include "model/model.h"
#include "rule/rule.h"

/* Off is the mildest class of all. */
#define OFF	(DIAG_ALERT + 1)

static int
strictness(const struct setting *s)
{
	return s->is_off ? OFF : (int)s->class;
}

static void
report_unknown(struct arena *a, const struct rule_setting *row,
    struct diags *d)
{
	struct str *names = arena_array(a, struct str, rules_len());
	struct str near;

	for (size_t i = 0; i < rules_len(); i++)
		names[i] = str_z(rule_at(i)->id);
	near = str_nearest(row->rule.s, names, rules_len());
	diag_error(d, "checks-rule", row->rule.at, "there is no rule '%.*s'",
	    STR_ARG(row->rule.s));
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d, "`hansho list rules` names them all");
}

/* Why a rule cannot have this class, or NULL. */
static const char *
refusal(const struct rule *r, int wanted)
{
	switch (r->kind) {
	case RULE_OF_POLICY:
		return NULL;
	case RULE_OF_OURS:
		if (wanted <= (int)r->class)
			return NULL;
		return "it guards secrets or what has gone out";
	case RULE_OF_NOW:
		if (wanted != DIAG_ERROR)
			return NULL;
		return "what depends on the day never blocks a merge";
	case RULE_OF_LOADING:
		return "what cannot be read cannot be used";
	}
	BUG("kind");
}

static int
wanted_class(int v)
{
	switch ((enum rule_class)v) {
	case CLASS_ERROR:
		return DIAG_ERROR;
	case CLASS_REQUIREMENT:
		return DIAG_REQUIREMENT;
	case CLASS_ALERT:
		return DIAG_ALERT;
	case CLASS_OFF:
	case rule_class_unset:
		return OFF;
	}
	BUG("class");
}

static void
apply(struct arena *a, const struct rule_setting *row, struct setting *all,
    struct diags *d)
{
	const struct rule *r = rule_find(row->rule.s);
	struct setting *s;
	const char *why;
	int wanted;

	if (row->rule.s.n == 0 || row->class.v == 0)
		return;
	if (r == NULL) {
		report_unknown(a, row, d);
		return;
	}
	wanted = wanted_class(row->class.v);
	why = refusal(r, wanted);
	if (why != NULL) {
		diag_error(d, "checks-class", row->class.at,
		    "'%s' cannot be made '%s': %s", r->id,
		    enum_name(&enum_rule_class, row->class.v), why);
		diag_help(d, "take this line out");
		return;
	}
	s = &all[rule_index(r)];
	if (s->is_set && wanted >= strictness(s))
		return;
	s->is_set = true;
	s->is_off = wanted == OFF;
	if (!s->is_off)
		s->class = (enum diag_class)wanted;
}

struct setting *
setting_read(struct arena *perm, const struct model *m, struct diags *d)
{
	struct setting *all = arena_array(perm, struct setting, rules_len());
	const struct document_list *docs = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < rules_len(); i++)
		all[i].class = rule_at(i)->class;
	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		for (size_t j = 0; p != NULL && j < p->checks.n; j++)
			apply(perm, &p->checks.v[j], all, d);
	}
	return all;
}
