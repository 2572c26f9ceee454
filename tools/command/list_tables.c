#include "command/list_tables.h"

#include "base/arena.h"
#include "export/export.h"
#include "model/event.h"
#include "model/records.h"
#include "model/reference.h"
#include "rule/rule.h"
#include "text/diag_format.h"

void
list_tables_kinds(const struct listing *l)
{
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);

		table_put_z(l->t, k->name);
		table_put_z(l->t,
		    k->format == KIND_YAML ? "yaml" : "markdown");
		table_put_z(l->t, k->pattern);
		table_put_z(l->t, k->doc);
	}
}

static void
put_fields(const struct listing *l, enum kind k, const struct record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];

		table_put_z(l->t, kind_info(k)->name);
		table_put_z(l->t, r->name);
		table_put_z(l->t, f->name);
		table_put(l->t, reference_type(l->t->a, f));
		table_put_z(l->t, reference_card(f->card));
		table_put_z(l->t, field_audience_name(f->audience));
		table_put_z(l->t, f->doc);
	}
}

void
list_tables_fields(const struct listing *l)
{
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct record **records;
		size_t n;

		if (l->has_kind && (enum kind)i != l->kind)
			continue;
		n = reference_records((enum kind)i, l->t->a, &records);
		for (size_t j = 0; j < n; j++)
			put_fields(l, (enum kind)i, records[j]);
	}
}

void
list_tables_events(const struct listing *l)
{
	for (size_t i = 0; i < events_len(); i++) {
		const struct event_info *e = event_info((enum event)i);

		table_put_z(l->t, e->name);
		table_put_z(l->t, e->time == EVENT_HOUR ? "instant" : "date");
		table_put_z(l->t, e->ja);
		table_put_z(l->t, e->en);
		table_put_z(l->t, e->doc);
	}
}

void
list_tables_sections(const struct listing *l)
{
	for (size_t i = 0; i < enum_section.n; i++) {
		table_put_z(l->t, enum_section.values[i].name);
		table_put_z(l->t, enum_section.values[i].doc);
	}
}

void
list_tables_rules(const struct listing *l)
{
	for (size_t i = 0; i < rules_len(); i++) {
		const struct rule *r = rule_at(i);

		table_put_z(l->t, r->id);
		table_put_z(l->t, diag_class_name(r->class));
		table_put_z(l->t, r->clause);
		table_put_z(l->t, r->summary);
	}
}

void
list_tables_formats(const struct listing *l)
{
	const struct diag_format *f;

	for (size_t i = 0; (f = diag_format_at(i)) != NULL; i++) {
		table_put_z(l->t, f->name);
		table_put_z(l->t, f->help);
	}
}

static const char *
editions_of(unsigned views)
{
	if ((views & EXPORT_PORTAL) == 0)
		return "desk";
	return (views & EXPORT_DESK) != 0 ? "portal, desk" : "portal";
}

void
list_tables_exporters(const struct listing *l)
{
	const struct export_public *p;
	const struct export_inside *x;

	for (size_t i = 0; (p = export_public_at(i)) != NULL; i++) {
		table_put_z(l->t, p->name);
		table_put_z(l->t, "public");
		table_put_z(l->t, p->help);
	}
	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		table_put_z(l->t, x->name);
		table_put_z(l->t, editions_of(x->views));
		table_put_z(l->t, x->help);
	}
}
