#include "rule/rule.h"

#include "base/arena.h"
#include "rule/section.h"

RULE_TEXT(rule_advisory_section,
    .why_en = "Sections have fixed keys: pages find their headings by them, "
	      "and CSAF its note categories. An unknown key has no heading in "
	      "the other language. Foreign documents may add a title after a "
	      "colon.",
    .why_ja = "節の見出しは決まったキーで書きます。ページの見出しと CSAF の注"
	      "記の種類を、このキーから決めます。知らないキーには見出しがあり"
	      "ません。",
    .bad = "## sumary", .good = "## summary");

void
rule_advisory_section(const struct check *k, const struct document *doc)
{
	struct section_list l = section_list_of(k->tmp, k->model, k->case_,
	    doc);

	for (size_t i = 0; i < l.n; i++) {
		struct str *names, near;

		if (l.v[i].section != 0)
			continue;
		names = arena_array(k->tmp, struct str, enum_section.n);
		for (size_t j = 0; j < enum_section.n; j++)
			names[j] = str_z(enum_section.values[j].name);
		near = str_nearest(l.v[i].key, names, enum_section.n);
		check_report(k, l.v[i].at,
		    "'%.*s' is no section of an "
		    "advisory",
		    STR_ARG(l.v[i].key));
		if (near.n > 0)
			check_help(k, "did you mean '%.*s'?", STR_ARG(near));
		else
			check_help(k,
			    "summary, impact, action, "
			    "check_version, workaround, detection and details "
			    "are the usual ones");
	}
}
