#include "wall/public_impl.h"

#include "base/arena.h"
#include "model/state.h"

/* Whether a date lies after the view's instant. */
static bool
is_future(const struct public_making *k, struct when w)
{
	if (w.kind == WHEN_UNSET)
		return false;
	return when_start(w, k->w->model->zone).s > k->w->now.s;
}

/* Take over what a reader needs of a remedy: the first fix, else the first. */
static void
show_remediation(struct public_making *k, const struct remediation *r,
    struct public_row *row)
{
	bool is_fix = r->category.v == (int)REMEDIATION_VENDOR_FIX;

	if (row->remedy.in[PUBLIC_JA].n == 0 &&
	    row->remedy.in[PUBLIC_EN].n == 0)
		row->remedy = public_remedy(k, r);
	if (!is_fix)
		return;
	if (row->date.kind == WHEN_UNSET) {
		row->date = r->date.w;
		row->date_is_future = is_future(k, r->date.w);
	}
	if (row->url.n == 0)
		row->url = r->url.s;
	if (row->fixed.n == 0)
		row->fixed = r->version.s;
}

/* The ranges that a reader must look at, and the first fixed versions. */
static void
show_versions(struct public_making *k, const struct case_product *p,
    struct public_row *row)
{
	bool affected = status_is_affected(p->status.v);

	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *v = &p->versions.v[i];

		affected = affected || status_is_affected(v->status.v);
		if (status_is_affected(v->status.v) ||
		    v->status.v == (int)STATUS_UNDER_INVESTIGATION)
			row->affected = public_joined(k, row->affected,
			    public_range(k, v));
		if (v->status.v == (int)STATUS_FIRST_FIXED)
			row->fixed = row->fixed.n == 0 ?
			    v->version.s :
			    str_fmt(k->a, "%.*s, %.*s", STR_ARG(row->fixed),
				STR_ARG(v->version.s));
	}
	if (affected && row->affected.in[PUBLIC_JA].n == 0)
		row->affected = public_phrase(k, "view.range.all", NULL, 0);
}

static void
name_row(struct public_making *k, const struct case_product *p,
    struct public_row *row)
{
	const struct product_entry *whole = p->product.target;
	const struct product_entry *part = p->component.target;

	if (whole == NULL)
		return;
	row->product = public_words(&whole->product->name);
	row->description = public_words(&whole->product->description);
	row->support_ends = whole->product->support_ends.w;
	if (row->support_ends.kind != WHEN_UNSET &&
	    !is_future(k, row->support_ends))
		row->support_ended = row->support_ends;
	if (part == NULL)
		return;
	for (size_t l = 0; l < PUBLIC_LANGS; l++)
		row->product.in[l] = str_fmt(k->a, "%.*s: %.*s",
		    STR_ARG(row->product.in[l]),
		    STR_ARG(words_in(&part->product->name,
			l == PUBLIC_JA ? S("ja") : S("en"))));
}

static void
make_row(struct public_making *k, const struct vulnerability *v,
    const struct case_product *p, struct public_row *row)
{
	enum row_state state;

	name_row(k, p, row);
	show_versions(k, p, row);
	for (size_t i = 0; i < p->remediations.n; i++) {
		const struct remediation *r = &p->remediations.v[i];
		const struct aim those = aim_own_remedy(r);

		if (aim_any(&those, p))
			show_remediation(k, r, row);
	}
	for (size_t i = 0; i < v->remediations.n; i++) {
		const struct remediation *r = &v->remediations.v[i];
		const struct aim those = aim_remedy(r);

		if (aim_any(&those, p))
			show_remediation(k, r, row);
	}
	state = state_product(v, p, k->w->model->zone, k->w->now);
	row->state = str_z(enum_name(&enum_row_state, (int)state));
	row->justification = str_z(
	    enum_name(&enum_justification, p->justification.v));
	row->impact = public_words(&p->impact);
}

void
public_rows(struct public_making *k, const struct vulnerability *v,
    struct public_vulnerability *out)
{
	out->rows = arena_array(k->a, struct public_row, v->products.n);
	for (size_t i = 0; i < v->products.n; i++)
		make_row(k, v, &v->products.v[i], &out->rows[out->n_rows++]);
}
