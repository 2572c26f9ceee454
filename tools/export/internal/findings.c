/* Findings: saved views, and lists by owner, company and product. */
#include "export/internal/out.h"

#include "base/limits.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_file.h"
#include "export/internal/finding_mirror.h"
#include "export/internal/finding_row.h"
#include "export/internal/finding_set.h"
#include "export/internal/piece.h"
#include "model/matched.h"

OUT_FUNCTIONS(findings);

/* What a page is about. */
struct finding_item {
	const struct finding_set *set;
	const struct finding_list *list;
};

void
findings_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct finding_set *s = finding_set_make(g.a, v);

	for (size_t i = 0; i < s->n; i++) {
		struct finding_item *item = arena_new(g.a,
		    struct finding_item);
		const struct finding_list *l = &s->v[i];

		*item = (struct finding_item){ s, l };
		for (size_t j = 0; j < finding_set_pieces(l->n); j++)
			frame_add(&g,
			    where_piece(g.a, str_to_z(g.a, l->stem), j), item,
			    j);
	}
}

static void
push_view(struct value *list, struct str text, struct str href, size_t n,
    bool is_current)
{
	struct value *o = value_push_object(list);

	value_set_text(o, "href", href);
	value_set_text(o, "text", text);
	value_set_int(o, "n", (int64_t)n);
	value_set_bool(o, "current", is_current);
}

static struct str
address(const struct frame *f, const struct finding_list *l, size_t piece)
{
	return where_link(f,
	    where_piece(f->a, str_to_z(f->a, l->stem), piece));
}

/* The views of everything; empty ones stay, so that addresses do. */
static void
show_views(const struct frame *f, const struct finding_item *item)
{
	struct value *list = value_set_list(f->data, "views");

	for (size_t i = 0; i < item->set->first[FINDING_BY_OWNER]; i++) {
		const struct finding_list *l = &item->set->v[i];

		push_view(list, frame_word(f, l->word), address(f, l, 0), l->n,
		    l == item->list);
	}
}

/* The parts of one list: to the page and row where each begins. */
static void
show_parts(const struct frame *f, const struct finding_list *l)
{
	struct value *list = value_set_list(f->data, "views");
	size_t at = 0;

	for (size_t i = 0; i < FINDING_BUCKETS; i++) {
		const char *key = finding_set_key((enum finding_bucket)i);
		size_t piece = at / PIECE_ROWS;

		if (l->buckets[i] == 0)
			continue;
		at += l->buckets[i];
		push_view(list,
		    frame_word(f,
			str_to_z(f->a,
			    str_fmt(f->a, "finding.bucket.%s", key))),
		    piece >= LIMIT_FINDING_PIECES ?
			address(f, l, 0) :
			str_fmt(f->a, "%.*s#%s", STR_ARG(address(f, l, piece)),
			    key),
		    l->buckets[i], false);
	}
}

static void
show_pieces(const struct frame *f, const struct finding_list *l)
{
	size_t n = finding_set_pieces(l->n);

	piece_show_pages(f, str_to_z(f->a, l->stem), n);
	value_set_int(f->data, "n_left_out",
	    l->n > n * PIECE_ROWS ? (int64_t)(l->n - n * PIECE_ROWS) : 0);
}

/* Whether two rows that follow each other stand in one group. */
static bool
is_same(const struct finding_list *l, const struct finding *a,
    const struct finding *b)
{
	return l->by == FINDING_BY_PRODUCT ?
	    a->version == b->version :
	    finding_set_bucket(a) == finding_set_bucket(b);
}

/* A group begins: by version of a product, else by what is to be done. */
static struct value *
push_group(struct value *groups, const struct finding_list *l,
    const struct finding *x)
{
	struct value *o = value_push_object(groups);
	const char *key = finding_set_key(finding_set_bucket(x));
	bool by_version = l->by == FINDING_BY_PRODUCT;

	value_set_bool(o, "by_version", by_version);
	value_set_z(o, "key", key);
	value_set_text(o, "version",
	    by_version && x->version != NULL ? x->version->version.s : S(""));
	value_set_int(o, "n",
	    by_version ? 0 : (int64_t)l->buckets[finding_set_bucket(x)]);
	return value_set_list(o, "rows");
}

static void
show_groups(const struct frame *f, const struct finding_list *l)
{
	struct value *groups = value_set_list(f->data, "groups"), *rows = NULL;
	struct piece piece = piece_at(l->n, f->number);

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct finding *x = l->v[i];

		if (rows == NULL || !is_same(l, l->v[i - 1], x))
			rows = push_group(groups, l, x);
		finding_row_show(f, value_push_object(rows), x);
	}
}

static void
show_head(struct frame *f, const struct finding_list *l)
{
	const struct say say = clock_row_say(f);
	static const char *const ups[FINDING_BYS][2] = {
		[FINDING_BY_VIEW] = { "findings/index.html", "nav.findings" },
		[FINDING_BY_OWNER] = { "findings/owners.html",
		    "finding.by.owner" },
		[FINDING_BY_COMPANY] = { "findings/companies.html",
		    "finding.by.company" },
		[FINDING_BY_PRODUCT] = { "findings/products.html",
		    "finding.by.product" },
	};

	value_set_bool(f->data, "is_all", l->by == FINDING_BY_VIEW);
	show_entry(f, f->data, "of", l->of);
	show_up(f, ups[l->by][0], ups[l->by][1],
	    l->of != NULL ? l->of->id : S(""));
	if (l->of == NULL)
		frame_title(f, "nav.findings");
	else
		value_set_text(f->data, "title",
		    str_fmt(f->a, "%.*s%.*s%.*s",
			STR_ARG(frame_word(f, "nav.findings")),
			STR_ARG(frame_word(f, "finding.title_joint")),
			STR_ARG(say_entry(&say, l->of))));
}

bool
findings_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "findings");
	const struct finding_item *item = f.item;
	const struct finding_list *l = item->list;

	show_head(&f, l);
	if (l->by == FINDING_BY_VIEW)
		show_views(&f, item);
	else if (l->by == FINDING_BY_PRODUCT)
		value_set_list(f.data, "views");
	else
		show_parts(&f, l);
	finding_set_show_counts(f.data, l);
	show_pieces(&f, l);
	show_groups(&f, l);
	finding_file_show(&f, l);
	finding_mirror_show(&f);
	f.is_wide = true;
	return frame_write(&f, "pages/internal/findings", out, d);
}
