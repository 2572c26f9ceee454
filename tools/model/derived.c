#include "model/derived.h"

#include "model/model.h"

const struct case_state *
derived_case(const struct model *m, const struct case_entry *c)
{
	if (m->derived == NULL || m->derived->n_cases == 0)
		return NULL;
	return &m->derived->cases[c - m->cases];
}
