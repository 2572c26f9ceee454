/* Whose findings there are: tables by owner, company and product. */
#include "export/internal/out.h"

#include "base/attr.h"
#include "export/internal/finding_mirror.h"
#include "export/internal/finding_set.h"
#include "export/internal/piece.h"

OUT_FUNCTIONS(owner_page);

/* What a page is about: the lists of a kind, those with work first. */
struct owner_item {
	const struct finding_list **v;
	size_t n;
	size_t which;		/* of pages */
};

static const struct {
	enum finding_by by;
	const char *stem;
	const char *word;
} pages[] = {
	{ FINDING_BY_OWNER, "findings/owners", "finding.by.owner" },
	{ FINDING_BY_COMPANY, "findings/companies", "finding.by.company" },
	{ FINDING_BY_PRODUCT, "findings/products", "finding.by.product" },
};

static bool
has_work(const struct finding_list *l, int step)
{
	return step == 0 ? l->n_kev > 0 :
	    step == 1    ? l->n_kev == 0 && l->n_todo > 0 :
			   l->n_kev == 0 && l->n_todo == 0;
}

/* Attacked ones first, then those with work, each as the model has them. */
static struct owner_item *
item_make(struct arena *a, const struct finding_set *s, size_t which)
{
	enum finding_by by = pages[which].by;
	struct owner_item *item = arena_new(a, struct owner_item);
	size_t n = s->first[by + 1] - s->first[by];

	item->which = which;
	item->v = arena_array(a, const struct finding_list *, n + 1);
	for (size_t i = 0; i < 3 * n; i++) {
		const struct finding_list *l = &s->v[s->first[by] + i % n];

		if (has_work(l, (int)(i / n)))
			item->v[item->n++] = l;
	}
	return item;
}

void
owner_page_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct finding_set *s = finding_set_make(g.a, v);

	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		const struct owner_item *item = item_make(g.a, s, i);

		for (size_t j = 0; j < piece_count(item->n); j++)
			frame_add(&g, where_piece(g.a, pages[i].stem, j), item,
			    j);
	}
}

static void
show_views(const struct frame *f, const struct owner_item *item)
{
	struct value *list = value_set_list(f->data, "by");

	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		struct value *o = value_push_object(list);

		value_set_text(o, "href",
		    where_link(f, where_piece(f->a, pages[i].stem, 0)));
		value_set_text(o, "text", frame_word(f, pages[i].word));
		value_set_bool(o, "current", i == item->which);
	}
}

bool
owner_page_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "findings");
	const struct owner_item *item = f.item;
	struct piece piece = piece_at(item->n, f.number);
	struct value *rows = value_set_list(f.data, "rows");

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct finding_list *l = item->v[i];
		struct value *o = value_push_object(rows);

		show_entry(&f, o, "link", l->of);
		value_set_text(o, "href",
		    where_link(&f,
			where_piece(f.a, str_to_z(f.a, l->stem), 0)));
		value_set_int(o, "n", (int64_t)l->n);
		finding_set_show_counts(o, l);
	}
	show_views(&f, item);
	show_up(&f, "findings/index.html", "nav.findings", S(""));
	value_set_list(f.data, "views");
	piece_show(&f, pages[item->which].stem, item->n);
	finding_mirror_show(&f);
	frame_title(&f, pages[item->which].word);
	f.is_wide = true;
	return frame_write(&f, "pages/internal/owner_page", out, d);
}
