/* Outside parties, by what they are. */
#include "export/internal/out.h"

#include <stdlib.h>

OUT_FUNCTIONS(parties);

static int
party_cmp(const void *a, const void *b)
{
	const struct party_entry *const *x = a, *const *y = b;
	int i = (*x)->party->kind.v, j = (*y)->party->kind.v;

	if (i != j)
		return i < j ? -1 : 1;
	return str_cmp((*x)->e.id, (*y)->e.id);
}

void
parties_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("parties.html"), NULL, 0);
}

static void
fill_party(const struct frame *f, struct value *rows,
    const struct party_entry *e)
{
	const struct party *p = e->party;
	struct value *o = value_push_object(rows);

	value_set_text(o, "id", e->e.id);
	show_words_opt(f, o, "name", &p->name);
	show_words_opt(f, o, "purpose", &p->purpose);
	show_text_opt(f, o, "channel", p->channel.s);
	show_text_opt(f, o, "agreement", p->agreement.s);
	value_set_text(o, "url", p->url.s);
	show_when(f, o, "last", p->last_contact.w);
	show_ref(f, o, "company", &p->company);
}

bool
parties_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "parties");
	struct value *groups = value_set_list(f.data, "groups"), *rows = NULL;
	const struct party_entry **all = arena_array(tmp,
	    const struct party_entry *, v->n_parties + 1);
	int kind = -1;

	for (size_t i = 0; i < v->n_parties; i++)
		all[i] = &v->parties[i];
	if (v->n_parties > 0)
		qsort(all, v->n_parties, sizeof(const struct party_entry *),
		    party_cmp);
	for (size_t i = 0; i < v->n_parties; i++) {
		if (all[i]->party->kind.v != kind) {
			struct value *o = value_push_object(groups);

			kind = all[i]->party->kind.v;
			show_enum(&f, o, "name", &enum_party_kind, kind);
			rows = value_set_list(o, "rows");
		}
		fill_party(&f, rows, all[i]);
	}
	frame_title(&f, "nav.parties");
	value_set_int(f.data, "n", (int64_t)v->n_parties);
	return frame_write(&f, "pages/internal/parties", out, d);
}
