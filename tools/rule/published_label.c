#include "model/reach.h"
#include "rule/rule.h"

RULE_TEXT(rule_published_label,
    .why_en = "What many have read cannot be taken back by a stricter label: "
	      "a revision has that of the one before it, or a wider one. An "
	      "edition must be there for its readers.",
    .why_ja =
	"広く読まれたものは、あとから厳しいラベルにしても取り戻せません。"
	"改訂のラベルは前の改訂と同じか、より広くします。そのラベルの読者"
	"のための版も必要です。",
    .bad = "1.0.0 without tlp, then 1.1.0 with tlp: AMBER",
    .good = "1.0.0 with tlp: AMBER, then 1.1.0 with tlp: CLEAR");

void
rule_published_label(const struct check *k, const struct case_entry *c)
{
	const struct revision_list *l = &c->published->revisions;
	enum tlp label = reach_label(&l->v[0]);

	for (size_t i = 1; i < l->n; i++) {
		const struct revision *a = &l->v[i - 1], *b = &l->v[i];
		enum tlp was = label;

		label = reach_label(b);
		if (label <= was)
			continue;
		check_report(k, b->tlp.at,
		    "the revision before it was for more readers: TLP:%s",
		    enum_name(&enum_tlp, (int)was));
		check_note(k, a->version.at, "that one");
		check_help(k,
		    "a new advisory, with a number of its own, can "
		    "have a stricter label");
	}
	if (label == TLP_CLEAR || reach_home(k->model, label) != NULL)
		return;
	check_report(k, l->v[l->n - 1].tlp.at,
	    "no edition shows advisories of TLP:%s",
	    enum_name(&enum_tlp, (int)label));
	check_help(k,
	    "add one to content/audiences.yaml: view: public, that "
	    "ceiling, and base_url");
}
