#include "rule/rule.h"

#include <string.h>

#include "base/arena.h"
#include "model/matched.h"

RULE_TEXT(rule_decision_lapsed,
    .why_en = "A judgement is made once and holds until what it rests on "
	      "changes. It has changed: somebody looks again, and writes a "
	      "judgement for the versions named here.",
    .why_ja = "判断は一度だけ行い、根拠が変わるまで有効です。その根拠が変わり"
	      "ました。確かめ直し、ここに挙げた版についての判断を書きます。",
    .bad = "rests_on: [{component: pkg:generic/zlib, component_version: "
	   "1.2.13}] while version 4.9.0 has zlib 1.3.1",
    .good = "a second judgement with versions: [4.9.0] and "
	    "component_version: 1.3.1");

/* Days that pass are told by another rule. */
static const struct lapse *
changed(const struct ruling *r)
{
	for (size_t i = 0; i < r->n_lapses; i++) {
		if (r->lapses[i].basis != NULL)
			return &r->lapses[i];
	}
	return NULL;
}

/* What the basis says that is no longer so. */
static struct text
told(const struct lapse *l)
{
	const struct decision_basis *b = l->basis;

	if (strcmp(l->reason, "record") == 0)
		return b->record;
	if (strcmp(l->reason, "configuration") == 0)
		return b->configuration;
	return strcmp(l->reason, "appeared") == 0 ? b->absent : b->component;
}

static struct str
sentence(const struct check *k, const struct lapse *l)
{
	struct str t = told(l).s;

	if (strcmp(l->reason, "gone") == 0)
		return str_fmt(k->tmp, "'%.*s' is in it no longer",
		    STR_ARG(t));
	if (strcmp(l->reason, "appeared") == 0)
		return str_fmt(k->tmp, "'%.*s' is in it (%.*s)", STR_ARG(t),
		    STR_ARG(l->is));
	if (strcmp(l->reason, "record") == 0)
		return str_fmt(k->tmp, "the record '%.*s' is another",
		    STR_ARG(t));
	if (strcmp(l->reason, "configuration") == 0)
		return str_fmt(k->tmp, "the configuration is '%.*s'",
		    STR_ARG(l->is));
	return str_fmt(k->tmp, "'%.*s' was %.*s, is %.*s", STR_ARG(t),
	    STR_ARG(l->was), STR_ARG(l->is));
}

static struct str
version_of(const struct ruling *r)
{
	return r->version != NULL ? r->version->version.s : r->product->e.id;
}

/* Rulings of one product stand together. */
static bool
is_told(const struct matched *x, size_t i)
{
	for (size_t j = i;
	     j > 0 && x->rulings[j - 1].product == x->rulings[i].product;
	     j--) {
		if (x->rulings[j - 1].decision == x->rulings[i].decision &&
		    changed(&x->rulings[j - 1]) != NULL)
			return true;
	}
	return false;
}

/* Once for a decision: the versions for which it lapsed, and why for the
 * first of them. */
static void
report(const struct check *k, const struct matched *x, size_t i)
{
	const struct ruling *first = &x->rulings[i];
	const struct decision *d = first->decision;
	const struct lapse *l = changed(first);
	struct str versions = version_of(first);

	for (size_t j = i + 1;
	     j < x->n_rulings && x->rulings[j].product == first->product;
	     j++) {
		if (x->rulings[j].decision == d &&
		    changed(&x->rulings[j]) != NULL)
			versions = str_fmt(k->tmp, "%.*s, %.*s",
			    STR_ARG(versions),
			    STR_ARG(version_of(&x->rulings[j])));
	}
	check_report(k, d->vulnerability.at,
	    "the judgement of '%.*s' lapsed for %.*s: %.*s", STR_ARG(d->by.id),
	    STR_ARG(versions), STR_ARG(sentence(k, l)));
	check_note(k, told(l).at, "it rests on this");
	check_help(k,
	    "look again and write a judgement for these versions; "
	    "`hansho why %.*s %.*s` says what it may rest on",
	    STR_ARG(first->product->e.id), STR_ARG(d->vulnerability.s));
}

void
rule_decision_lapsed(const struct check *k, const struct model *m)
{
	const struct matched *x = m->matched;

	for (size_t i = 0; x != NULL && i < x->n_rulings; i++) {
		if (changed(&x->rulings[i]) != NULL && !is_told(x, i))
			report(k, x, i);
	}
}
