#include "model/reach.h"
#include "rule/rule.h"

RULE_TEXT(rule_disclosure_label,
    .why_en = "An advisory with a label above CLEAR goes to those editions "
	      "alone whose ceiling is high enough, so one must be there. Once "
	      "more readers have it, a stricter label takes nothing back.",
    .why_ja =
	"CLEAR より上のラベルのアドバイザリは、上限が足りる版だけに出ます"
	"。その版がなければ誰も読めません。より広く読まれたあとで厳しくし"
	"ても取り戻せません。",
    .bad = "disclosure: {tlp: AMBER}, where no edition of view: public has "
	   "the ceiling AMBER",
    .good = "disclosure: {tlp: AMBER}, and in content/audiences.yaml "
	    "{id: customers, view: public, ceiling: AMBER, base_url: "
	    "\"https://customers.example.com/\"}");

static const struct revision *
newest_of(const struct case_entry *c)
{
	return c->published != NULL && c->published->revisions.n > 0 ?
	    &c->published->revisions.v[c->published->revisions.n - 1] :
	    NULL;
}

/* Whose readers learn of the case learn of the advisory. */
static void
see_case(const struct check *k, const struct case_entry *c, enum tlp label)
{
	if (c->c->tlp.v == 0 || c->c->tlp.v >= (int)label)
		return;
	check_report(k, c->c->tlp.at,
	    "the case is for more readers than its advisory, which is TLP:%s",
	    enum_name(&enum_tlp, (int)label));
	check_help(k, "give the case that label or a stricter one");
}

void
rule_disclosure_label(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;
	const struct revision *newest = newest_of(c);
	enum tlp label = reach_next(c);
	enum tlp was = newest != NULL ? reach_label(newest) : TLP_CLEAR;

	see_case(k, c, was > label ? was : label);
	if (d == NULL || label == TLP_CLEAR)
		return;
	if (c->c->imported != NULL) {
		check_report(k, d->tlp.at,
		    "what others wrote goes out as CLEAR or not at all");
		check_help(k, "take `tlp` out of disclosure");
	} else if (newest != NULL && label > was) {
		check_report(k, d->tlp.at,
		    "revision %.*s was for more readers: TLP:%s",
		    STR_ARG(newest->version.s),
		    enum_name(&enum_tlp, (int)was));
		check_note(k, newest->version.at, "that one");
		check_help(k,
		    "a new advisory, with a number of its own, can "
		    "have a stricter label");
	} else if (newest == NULL && reach_home(k->model, label) == NULL) {
		/* Of what went out published-label says so. */
		check_report(k, d->tlp.at,
		    "no edition shows advisories of TLP:%s",
		    enum_name(&enum_tlp, (int)label));
		check_help(k,
		    "add one to content/audiences.yaml: view: "
		    "public, that ceiling, and base_url");
	}
}
