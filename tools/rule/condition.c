#include "rule/condition.h"

#include "base/diag.h"
#include "model/model.h"
#include "model/predicate_place.h"

/*
 * What is computed shows on pages that the case team sees; a condition on what
 * only named persons may see would show through.
 */
static void
check_condition(const struct predicate_place *place, const struct condition *c,
    struct diags *d)
{
	if (!predicate_place_check(place, c->p, d) ||
	    predicate_audience(c->p, predicate_roots, PREDICATE_ROOTS) <=
		AUDIENCE_TEAM)
		return;
	diag_error(d, "predicate-secret", c->at,
	    "a condition on what only named persons may see");
	diag_help(d, "ask for something that the case team may see");
}

static const struct predicate_place *
place_of(const struct record *r, const struct field *f, const void *record)
{
	const struct predicate_place *place = predicate_place_find(r, f->name,
	    record);

	ASSERT(place != NULL);
	return place;
}

/* Depth is bounded: records hold only records declared before them. */
static void
check_record(const struct record *r, const void *record, struct diags *d)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		const char *items;
		size_t n;

		if (f->type != FIELD_RECORD && f->type != FIELD_PREDICATE)
			continue;
		items = field_items(f, record, &n);
		for (size_t j = 0; j < n; j++) {
			const void *item = items + j * field_item_size(f);

			if (f->type == FIELD_RECORD)
				check_record(f->record, item, d);
			else
				check_condition(place_of(r, f, record), item,
				    d);
		}
	}
}

void
condition_check(const struct model *m, struct diags *d)
{
	static const enum kind kinds[] = {
		KIND_AUDIENCES,
		KIND_POLICY,
		KIND_STAGES,
		KIND_DEADLINES,
		KIND_CAMPAIGN,
		KIND_COMPANY,
		KIND_SSVC,
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct document_list *l = &m->docs[kinds[i]];

		for (size_t j = 0; j < l->n; j++) {
			if (l->v[j].record != NULL)
				check_record(kind_info(kinds[i])->record,
				    l->v[j].record, d);
		}
	}
}
