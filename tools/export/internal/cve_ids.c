/* The ledger of CVE ids, by year, newest year first. */
#include "export/internal/out.h"

OUT_FUNCTIONS(cve_ids);

void
cve_ids_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("cve-ids.html"), NULL, 0);
}

static void
fill_id(const struct frame *f, struct value *rows, const struct cve_entry *e)
{
	struct value *o = value_push_object(rows);

	value_set_text(o, "cve", e->cve.s);
	show_enum(f, o, "state", &enum_cve_state, e->state.v);
	value_set_bool(o, "is_free", e->state.v == CVE_FREE);
	show_ref(f, o, "case", &e->case_id);
	show_when(f, o, "reserved", e->reserved.w);
	show_when(f, o, "published", e->published.w);
	show_text_opt(f, o, "reason", e->reason.s);
}

/* How many ids stand where. */
static void
fill_counts(const struct frame *f, struct value *list,
    const struct cve_entry_list *ids)
{
	for (size_t i = 0; i < enum_cve_state.n; i++) {
		int state = enum_cve_state.values[i].v;
		struct value *o;
		int64_t n = 0;

		for (size_t j = 0; j < ids->n; j++)
			n += ids->v[j].state.v == state;
		o = value_push_object(list);
		show_enum(f, o, "name", &enum_cve_state, state);
		value_set_int(o, "n", n);
	}
}

bool
cve_ids_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "cna");
	const struct document_list *docs = &v->docs[KIND_CVE_IDS];
	struct value *years = value_set_list(f.data, "years");

	for (size_t i = docs->n; i > 0; i--) {
		const struct document *doc = &docs->v[i - 1];
		const struct cve_ids *ledger = doc->record;
		struct value *o = value_push_object(years), *rows;

		value_set_text(o, "year", doc->path.id);
		fill_counts(&f, value_set_list(o, "counts"), &ledger->ids);
		show_source(&f, o, doc);
		rows = value_set_list(o, "rows");
		for (size_t j = 0; j < ledger->ids.n; j++)
			fill_id(&f, rows, &ledger->ids.v[j]);
	}
	frame_title(&f, "nav.cna");
	return frame_write(&f, "pages/internal/cve_ids", out, d);
}
