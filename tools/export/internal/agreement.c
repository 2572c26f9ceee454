/*
 * What every published format says of every version, by advisory: whether the
 * public documents agree (export/agreement.h).
 */
#include "export/agreement.h"

#include "export/internal/out.h"
#include "export/internal/piece.h"
#include "reading/reading.h"

OUT_FUNCTIONS(agreement);

#define STEM	"agreement/index"

void
agreement_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	size_t n = c->agreement != NULL ? c->agreement->n : 0;

	for (size_t i = 0; i < piece_count(n); i++)
		frame_add(&g, where_piece(g.a, STEM, i), NULL, i);
	for (size_t i = 0; i < n; i++) {
		const struct agreement_advisory *adv =
		    &c->agreement->advisories[i];

		frame_add(&g, where_record(g.a, "agreement", adv->id), adv, i);
	}
}

static void
set_counts(struct value *o, size_t cells, size_t open, size_t differ,
    size_t faults)
{
	value_set_int(o, "n_cells", (int64_t)cells);
	value_set_int(o, "n_open", (int64_t)open);
	value_set_int(o, "n_exact", (int64_t)(cells - open - differ));
	value_set_int(o, "n_differ", (int64_t)differ);
	value_set_int(o, "n_faults", (int64_t)faults);
}

/* {text, lang} in the page's language, else in the other. */
static void
set_title(const struct frame *f, struct value *o, const struct public_words *w)
{
	bool is_ja = str_eq_z(f->lang, "ja");

	if (w->in[is_ja ? PUBLIC_JA : PUBLIC_EN].n == 0)
		is_ja = !is_ja;
	value_set_text(o, "title", w->in[is_ja ? PUBLIC_JA : PUBLIC_EN]);
	value_set_z(o, "title_lang", is_ja ? "ja" : "en");
}

/* ---- the list ------------------------------------------------------------ */

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	static const struct agreement none = { .n = 0 };
	const struct agreement *g = f->c->agreement;
	struct value *rows = value_set_list(f->data, "rows");
	struct piece piece;

	value_set_bool(f->data, "is_made", g != NULL);
	if (g == NULL)
		g = &none;
	piece = piece_at(g->n, f->number);
	set_counts(f->data, g->n_cells, g->n_open, g->n_differ, g->n_faults);
	for (size_t i = piece.from; i < piece.to; i++) {
		const struct agreement_advisory *adv = &g->advisories[i];
		struct value *o = value_push_object(rows);

		value_set_text(o, "id", adv->id);
		value_set_text(o, "href",
		    where_link(f, where_record(f->a, "agreement", adv->id)));
		set_title(f, o, &adv->title);
		set_counts(o, adv->n_cells, adv->n_open, adv->n_differ,
		    adv->n_faults);
	}
	piece_show(f, STEM, g->n);
	value_set_list(f->data, "views");
	frame_title(f, "nav.agreement");
	return frame_write(f, "pages/internal/agreement", out, d);
}

/* ---- an advisory --------------------------------------------------------- */

/* The word of a set of answers. */
static const char *
key_of(unsigned says)
{
	switch (says) {
	case 0:
		return "none";
	case READING_UNKNOWN:
		return "unknown";
	case READING_AFFECTED:
		return "affected";
	case READING_FIXED:
		return "fixed";
	case READING_NOT_AFFECTED:
		return "not_affected";
	case READING_INVESTIGATED:
		return "investigated";
	case READING_FIXED | READING_NOT_AFFECTED:
	case READING_FIXED | READING_NOT_AFFECTED | READING_UNKNOWN:
	case READING_ANY & ~READING_AFFECTED:
		return "unaffected";
	default:
		break;
	}
	return (says & AGREEMENT_SPLIT) != 0 ? "split" : "open";
}

static void
set_cells(const struct frame *f, struct value *o,
    const struct agreement_row *row)
{
	struct value *cells = value_set_list(o, "cells");

	for (size_t i = 0; i < READING_FORMATS; i++) {
		unsigned says = row->says[i];
		struct value *cell;

		if (!f->c->agreement->has[i])
			continue;
		cell = value_push_object(cells);
		value_set_z(cell, "key", key_of(says));
		value_set_bool(cell, "differs",
		    says != 0 && (says & row->is) == 0);
		value_set_bool(cell, "is_open", says != row->is);
	}
}

static void
set_flaw(const struct frame *f, struct value *o,
    const struct agreement_flaw *flaw, size_t number)
{
	struct value *rows = value_set_list(o, "rows");

	value_set_text(o, "id", flaw->id);
	value_set_int(o, "number", (int64_t)number);
	value_set_int(o, "n_left_out", (int64_t)flaw->n_left_out);
	for (size_t i = 0; i < flaw->n_rows; i++) {
		const struct agreement_row *row = &flaw->rows[i];
		struct value *r = value_push_object(rows);

		value_set_text(r, "product", row->product);
		value_set_text(r, "version", row->version);
		value_set_z(r, "key", key_of(row->is));
		set_cells(f, r, row);
	}
}

static bool
write_advisory(struct frame *f, const struct agreement_advisory *adv,
    struct buf *out, struct diags *d)
{
	struct value *formats = value_set_list(f->data, "formats");
	struct value *flaws = value_set_list(f->data, "flaws");
	struct value *faults = value_set_list(f->data, "faults");

	for (size_t i = 0; i < READING_FORMATS; i++) {
		if (f->c->agreement->has[i])
			value_push(formats,
			    value_text(f->a,
				str_z(reading_title((enum reading_format)i))));
	}
	for (size_t i = 0; i < adv->n_flaws; i++)
		set_flaw(f, value_push_object(flaws), &adv->flaws[i], i + 1);
	for (size_t i = 0; i < adv->n_faults; i++)
		value_push(faults, value_text(f->a, adv->faults[i]));
	set_counts(f->data, adv->n_cells, adv->n_open, adv->n_differ,
	    adv->n_faults);
	set_title(f, value_set_object(f->data, "advisory"), &adv->title);
	show_up(f, STEM ".html", "nav.agreement", adv->id);
	value_set_text(f->data, "title", adv->id);
	return frame_write(f, "pages/internal/agreement_page", out, d);
}

bool
agreement_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "agreement");

	return f.item == NULL ? write_list(&f, out, d) :
				write_advisory(&f, f.item, out, d);
}
