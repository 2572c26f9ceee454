#include "model/audit.h"

#include "model/model.h"

const struct audit_case *
audit_case(const struct model *m, const struct case_entry *c)
{
	size_t i = (size_t)(c - m->cases);

	if (m->audit == NULL || i >= m->audit->n_cases)
		return NULL;
	return &m->audit->cases[i];
}

const struct audit_alert *
audit_alert(const struct model *m, const struct plain_entry *e)
{
	size_t i = (size_t)(e - m->alerts);

	if (m->audit == NULL || i >= m->audit->n_alerts)
		return NULL;
	return &m->audit->alerts[i];
}

const struct audit_commit *
audit_document(const struct model *m, const struct document *doc)
{
	if (m->audit == NULL || doc->file >= m->audit->n_files)
		return NULL;
	return m->audit->files[doc->file];
}
