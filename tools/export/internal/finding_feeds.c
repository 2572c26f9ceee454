/* What findings rest on: the feeds and their age, and what none speaks of. */
#include "export/internal/out.h"

#include "export/internal/finding_mirror.h"
#include "export/internal/finding_part.h"
#include "export/internal/finding_set.h"
#include "export/internal/piece.h"
#include "model/matched.h"

OUT_FUNCTIONS(finding_feeds);

#define FEEDS	"findings/feeds"
#define BLIND	"findings/blind"

/* The two lists: their pages have another item. */
static const char feeds_item[] = FEEDS, blind_item[] = BLIND;

void
finding_feeds_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct matched *k = v->matched;

	for (size_t i = 0; i < piece_count(k != NULL ? k->n_feeds : 0); i++)
		frame_add(&g, where_piece(g.a, FEEDS, i), feeds_item, i);
	for (size_t i = 0; i < finding_set_pieces(k != NULL ? k->n_blind : 0);
	     i++)
		frame_add(&g, where_piece(g.a, BLIND, i), blind_item, i);
}

static void
push_view(const struct frame *f, struct value *list, const char *stem,
    const char *word, size_t n)
{
	struct value *o = value_push_object(list);

	value_set_text(o, "href", where_link(f, where_piece(f->a, stem, 0)));
	value_set_text(o, "text", frame_word(f, word));
	value_set_int(o, "n", (int64_t)n);
	value_set_bool(o, "current",
	    str_eq_z(str_z(stem), (const char *)f->item));
}

static void
fill_feeds(const struct frame *f, const struct matched *k)
{
	struct value *rows = value_set_list(f->data, "feeds_rows");
	size_t n = k != NULL ? k->n_feeds : 0;
	struct piece piece = piece_at(n, f->number);

	for (size_t i = piece.from; i < piece.to; i++)
		finding_mirror_row(f, value_push_object(rows), &k->feeds[i]);
	piece_show(f, FEEDS, n);
}

static void
fill_blind(const struct frame *f, const struct matched *k)
{
	struct value *rows = value_set_list(f->data, "blind_rows");
	size_t n = k != NULL ? k->n_blind : 0;
	struct piece piece = piece_at(n, f->number);

	for (size_t i = piece.from; i < piece.to; i++)
		finding_part_blind(f, value_push_object(rows), &k->blind[i]);
	piece_show_pages(f, BLIND, finding_set_pieces(n));
}

bool
finding_feeds_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "feeds");
	const struct matched *k = v->matched;
	struct value *views = value_set_list(f.data, "views");
	bool is_blind = f.item == blind_item;

	push_view(&f, views, FEEDS, "finding.feeds",
	    k != NULL ? k->n_feeds : 0);
	push_view(&f, views, BLIND, "finding.blind_spots",
	    k != NULL ? k->n_blind : 0);
	value_set_bool(f.data, "is_blind", is_blind);
	if (is_blind) {
		value_set_list(f.data, "feeds_rows");
		fill_blind(&f, k);
	} else {
		value_set_list(f.data, "blind_rows");
		fill_feeds(&f, k);
	}
	finding_mirror_show(&f);
	frame_title(&f, "nav.feeds");
	f.is_wide = true;
	return frame_write(&f, "pages/internal/finding_feeds", out, d);
}
