#include "rule/rule.h"

#include "model/state.h"
#include "rule/about.h"
#include "rule/section.h"

RULE_TEXT(rule_advisory_required,
    .why_en = "Readers ask three things: what is it, what can happen to me, "
	      "what do I do now. An advisory answers them under summary, "
	      "impact and action (or workaround). A statement that products "
	      "are not affected (category csaf_vex) needs a summary alone.",
    .why_ja = "読み手が知りたいのは、何が起きたか、自分にどう影響するか、今何"
	      "をするかの三つです。summary、impact、action(または workaround)"
	      "で答えます。影響がないことを述べる文書(category: csaf_vex)は "
	      "summary だけで足ります。",
    .bad = "## summary and ## details alone",
    .good = "## summary, ## impact, ## action");

static const enum section needed[] = {
	SECTION_SUMMARY,
	SECTION_IMPACT,
	SECTION_ACTION,
};

static bool
has(const struct section_list *l, enum section s)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].flaw == 0 && l->v[i].section == (int)s)
			return true;
	}
	return false;
}

/* Of what affects nothing there is no impact, and nothing to do. */
static bool
is_reassurance(const struct case_file *c)
{
	if (c->category.v != (int)DOCUMENT_VEX)
		return false;
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct case_product_list *l =
		    &c->vulnerabilities.v[i].products;

		for (size_t j = 0; j < l->n; j++) {
			if (about_has_status(&l->v[j], status_is_affected))
				return false;
		}
	}
	return true;
}

void
rule_advisory_required(const struct check *k, const struct document *doc)
{
	struct section_list l = section_list_of(k->tmp, k->model, k->case_,
	    doc);

	if (!about_needs_text(k->case_))
		return;
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		if (has(&l, needed[i]) ||
		    (needed[i] != SECTION_SUMMARY &&
			is_reassurance(k->case_->c)) ||
		    (needed[i] == SECTION_ACTION &&
			has(&l, SECTION_WORKAROUND)))
			continue;
		check_report(k, check_file(doc),
		    "the section '%s' is "
		    "missing",
		    enum_name(&enum_section, (int)needed[i]));
		check_help(k, "add ## %s with one or two sentences",
		    enum_name(&enum_section, (int)needed[i]));
	}
}
