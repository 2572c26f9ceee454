#include "model/model.h"
#include "stage/stage_impl.h"

/* What is computed rests on this part of the case. */
static struct str
written_for(struct str computed)
{
	static const struct place_row {
		const char *computed;
		struct str field;
	} places[] = {
		{ "uncovered", STR_INIT("vulnerabilities.products.x") },
		{ "undated", STR_INIT("vulnerabilities.products.x") },
		{ "severity", STR_INIT("vulnerabilities.x") },
		{ "score", STR_INIT("vulnerabilities.x") },
		{ "priority", STR_INIT("vulnerabilities.x") },
		{ "ssvc", STR_INIT("vulnerabilities.ssvc.x") },
		{ "embargo", STR_INIT("embargo.x") },
		{ "open_clocks", STR_INIT("facts.x") },
		{ "law_clocks", STR_INIT("facts.x") },
		{ "missed_clocks", STR_INIT("facts.x") },
	};

	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		if (str_eq_z(computed, places[i].computed))
			return places[i].field;
	}
	return S("");
}

struct span
stage_place(const struct case_entry *c, const struct company_entry *company,
    struct str field)
{
	const struct record *r = &record_case_file;
	const void *value = c->c;
	struct span best = { c->c->where.file, 0, 1 };
	struct str root, rest, part;
	bool more = str_cut(field, '.', &root, &rest);

	if (str_eq(root, S("company")) && company != NULL)
		return (struct span){ company->company->where.file, 0, 0 };
	if (str_eq(root, S("assessment")))
		rest = written_for(rest);
	/* Into the last record of each, where a new one would follow. */
	while (more) {
		const struct field *f;
		const char *items;
		size_t n;

		more = str_cut(rest, '.', &part, &rest);
		f = field_find(r, part);
		if (f == NULL || f->type != FIELD_RECORD)
			break;
		items = field_items(f, value, &n);
		if (n == 0)
			break;
		value = items + (n - 1) * field_item_size(f);
		best = *(const struct span *)value;
		r = f->record;
	}
	return best;
}
