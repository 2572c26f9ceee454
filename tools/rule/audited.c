#include "rule/audited.h"

#include <string.h>

#include "model/audit.h"
#include "rule/rule.h"

void
audited_report(const struct check *k)
{
	static const struct span nowhere = { .file = 0 };
	const struct audit *a = k->model->audit;

	for (size_t i = 0; a != NULL && i < a->n_findings; i++) {
		const struct audit_finding *f = &a->findings[i];

		if (strcmp(f->rule, k->rule->id) != 0)
			continue;
		check_report(k, f->at, "%.*s", STR_ARG(f->text));
		if (f->note.n > 0)
			check_note(k, nowhere, "%.*s", STR_ARG(f->note));
		if (f->help.n > 0)
			check_help(k, "%.*s", STR_ARG(f->help));
	}
}
