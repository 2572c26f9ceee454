/* Systems in use, with their software as it was written. */
#include "export/internal/out.h"

#include "export/internal/finding_mirror.h"
#include "export/internal/finding_part.h"
#include "export/internal/piece.h"

OUT_FUNCTIONS(systems);

void
systems_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	for (size_t i = 0; i < piece_count(v->n_systems); i++)
		frame_add(&g, where_piece(g.a, "systems/index", i), NULL, i);
	for (size_t i = 0; i < v->n_systems; i++)
		frame_add(&g, where_record(g.a, "systems", v->systems[i].e.id),
		    &v->systems[i], 0);
}

static void
fill_head(const struct frame *f, struct value *o, const struct system *s)
{
	show_ref(f, o, "company", &s->company);
	show_ref(f, o, "owner", &s->owner);
	show_enum(f, o, "exposure", &enum_exposure, s->exposure.v);
	show_when(f, o, "checked", s->checked.w);
	show_when(f, o, "until", s->until.w);
}

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	struct value *rows = value_set_list(f->data, "rows");
	struct piece piece = piece_at(f->m->n_systems, f->number);

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct system_entry *e = &f->m->systems[i];
		struct value *o = value_push_object(rows), *uses;

		show_entry(f, o, "link", &e->e);
		fill_head(f, o, e->system);
		uses = value_set_list(o, "uses");
		for (size_t j = 0; j < e->system->uses.n && j < 4; j++)
			value_push(uses,
			    value_text(f->a, e->system->uses.v[j].says.s));
		value_set_int(o, "n_more",
		    e->system->uses.n > 4 ? (int64_t)e->system->uses.n - 4 :
					    0);
	}
	value_set_int(f->data, "n", (int64_t)f->m->n_systems);
	value_set_list(f->data, "views");
	piece_show(f, "systems/index", f->m->n_systems);
	frame_title(f, "nav.systems");
	return frame_write(f, "pages/internal/systems", out, d);
}

/* Who said what a line means: a person, or a word of resolve. */
static void
show_by(const struct frame *f, struct value *o, struct str by)
{
	show_entry(f, o, "said_by", model_find(f->m, SPACE_PERSON, by));
	value_set_text(o, "by", show_term(f, "in.system.by_", by));
}

static void
fill_lines(const struct frame *f, struct value *rows,
    const struct system_entry *e)
{
	const struct software_line_list *l = &e->system->uses;

	for (size_t i = 0; i < l->n; i++) {
		const struct software_line *s = &l->v[i];
		struct value *o = value_push_object(rows);

		show_text(f, o, "says", s->says.s);
		value_set_text(o, "is", s->is.s);
		value_set_text(o, "version", s->version.s);
		show_enum(f, o, "scope", &enum_scope, s->scope.v);
		show_by(f, o, s->by.s);
		show_texts(o, "why", &s->why);
		finding_part_line(f, o, e, i);
	}
}

static bool
write_page(struct frame *f, struct buf *out, struct diags *d)
{
	const struct system_entry *e = f->item;
	const struct system *s = e->system;

	show_up(f, "systems/index.html", "nav.systems", e->e.id);
	value_set_text(f->data, "title", words_in(&s->name, f->lang));
	show_words(f, f->data, "name", &s->name);
	fill_head(f, f->data, s);
	value_set_text(f->data, "customer", s->customer.s);
	show_refs(f, f->data, "products", &s->products);
	show_ref(f, f->data, "base", &s->base);
	show_text_opt(f, f->data, "notes", s->notes.s);
	fill_lines(f, value_set_list(f->data, "rows"), e);
	finding_part_found(f, NULL, e);
	finding_part_show(f, NULL, e);
	finding_mirror_show(f);
	frame_input(f, e->e.doc);
	show_source(f, f->data, e->e.doc);
	return frame_write(f, "pages/internal/system_page", out, d);
}

bool
systems_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "systems");

	return f.item != NULL ? write_page(&f, out, d) :
				write_list(&f, out, d);
}
