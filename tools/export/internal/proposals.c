/*
 * Cases that the feeds propose: vulnerabilities that match a product of ours,
 * that nobody has judged and no case is about, with the command that drafts it.
 */
#include "export/internal/out.h"

#include "base/map.h"
#include "export/internal/finding_row.h"
#include "export/internal/piece.h"
#include "model/matched.h"

OUT_FUNCTIONS(proposals);

/* A vulnerability without a case. */
struct proposal {
	const struct known *known;
	const struct finding **v;	/* open ones of own products */
	size_t n, cap;
};

struct proposals {
	struct proposal *v;	/* as the findings come */
	size_t n, cap;
};

/* Products of makers outside are theirs to write advisories on. */
static bool
is_proposed(const struct finding *x)
{
	const struct company_entry *c = finding_company(x);

	return x->product != NULL && x->c == NULL && finding_is_open(x) &&
	    (c == NULL || c->company->kind.v != (int)COMPANY_VENDOR);
}

static const struct proposals *
gather(struct arena *a, const struct model *m)
{
	struct proposals *s = arena_new(a, struct proposals);
	const struct matched *all = m->matched;
	size_t *place;

	if (all == NULL)
		return s;
	place = arena_array(a, size_t, all->n_known + 1);
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *x = &all->v[i];
		size_t k = (size_t)(x->known - all->known);
		struct proposal *p;

		if (!is_proposed(x))
			continue;
		if (place[k] == 0) {
			s->v = arena_grow(a, s->v, s->n, &s->cap,
			    sizeof(*s->v));
			s->v[s->n++] = (struct proposal){ .known = x->known };
			place[k] = s->n;
		}
		p = &s->v[place[k] - 1];
		p->v = arena_grow(a, p->v, p->n, &p->cap, sizeof(*p->v));
		p->v[p->n++] = x;
	}
	return s;
}

void
proposals_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct proposals *s = gather(g.a, v);

	for (size_t i = 0; i < piece_count(s->n); i++)
		frame_add(&g, where_piece(g.a, "findings/proposals", i), s, i);
}

/* Products of a proposal, each once, with its first version. */
static void
fill_products(const struct frame *f, struct value *o, const struct proposal *p)
{
	struct value *list = value_set_list(o, "products");
	const struct product_entry *last = NULL;

	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i]->product == last)
			continue;
		last = p->v[i]->product;
		show_push_entry(f, list, &last->e);
	}
}

/* What the shell takes as it is; else nothing can be typed. */
static bool
is_plain(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c != '-' && c != '.' &&
		    c != ':' && c != '_')
			return false;
	}
	return id.n > 0 && id.p[0] != '-';
}

bool
proposals_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "proposals");
	const struct proposals *s = f.item;
	struct piece piece = piece_at(s->n, f.number);
	struct value *rows = value_set_list(f.data, "rows");

	for (size_t i = piece.from; i < piece.to; i++) {
		const struct proposal *p = &s->v[i];
		struct value *o = value_push_object(rows);

		finding_row_known(&f, o, p->known);
		fill_products(&f, o, p);
		value_set_int(o, "n", (int64_t)p->n);
		value_set_text(o, "command",
		    is_plain(p->known->id) ?
			str_fmt(tmp, "hansho new case --from %.*s",
			    STR_ARG(p->known->id)) :
			S(""));
	}
	value_set_int(f.data, "n_rows", (int64_t)s->n);
	value_set_list(f.data, "views");
	piece_show(&f, "findings/proposals", s->n);
	frame_title(&f, "nav.proposals");
	return frame_write(&f, "pages/internal/proposals", out, d);
}
