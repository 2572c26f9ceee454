#include "wall/public_impl.h"

#include "base/arena.h"

/* What the entries of one product say together. */
struct row_state {
	bool affected;
	bool not_affected;
	bool investigating;
	bool fixed;		/* a fixed version is named */
	bool fix_out;		/* a fix can be had */
	bool fix_planned;	/* a fix has a date to come */
	bool no_fix;
	bool workaround;
};

static void
see_status(struct row_state *s, int status)
{
	switch ((enum product_status)status) {
	case STATUS_FIRST_AFFECTED:
	case STATUS_KNOWN_AFFECTED:
	case STATUS_LAST_AFFECTED:
		s->affected = true;
		break;
	case STATUS_FIRST_FIXED:
	case STATUS_FIXED:
		s->fixed = true;
		break;
	case STATUS_KNOWN_NOT_AFFECTED:
		s->not_affected = true;
		break;
	case STATUS_UNDER_INVESTIGATION:
		s->investigating = true;
		break;
	case STATUS_RECOMMENDED:
	case product_status_unset:
		break;
	}
}

/* Whether a date lies after the view's instant. */
static bool
is_future(const struct public_making *k, struct when w)
{
	if (w.kind == WHEN_UNSET)
		return false;
	return when_start(w, k->w->model->zone).s > k->w->now.s;
}

static void
see_remediation(const struct public_making *k, struct row_state *s,
    const struct remediation *r)
{
	switch ((enum remediation_category)r->category.v) {
	case REMEDIATION_VENDOR_FIX:
		if (is_future(k, r->date.w))
			s->fix_planned = true;
		else
			s->fix_out = true;
		break;
	case REMEDIATION_WORKAROUND:
	case REMEDIATION_MITIGATION:
		s->workaround = true;
		break;
	case REMEDIATION_NO_FIX_PLANNED:
		s->no_fix = true;
		break;
	case REMEDIATION_NONE_AVAILABLE:
	case remediation_category_unset:
		break;
	}
}

/* The state word of a row: design, "Words". */
static const char *
state_of(const struct row_state *s)
{
	if (s->affected) {
		if (s->fix_out || (s->fixed && !s->fix_planned))
			return "fixed";
		if (s->fix_planned)
			return "fixing";
		if (s->no_fix)
			return "wontfix";
		return s->workaround ? "workaround" : "affected";
	}
	if (s->investigating)
		return "investigating";
	if (s->fixed)
		return "fixed";
	return s->not_affected ? "not_affected" : "investigating";
}

static bool
names_product(const struct ref_list *l, struct str id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].id, id))
			return true;
	}
	return l->n == 0;
}

/* Take over what a reader needs of a remedy: the first fix, else the first. */
static void
show_remediation(struct public_making *k, const struct remediation *r,
    struct public_row *row)
{
	bool is_fix = r->category.v == (int)REMEDIATION_VENDOR_FIX;

	if (row->remedy.in[PUBLIC_JA].n == 0 && row->remedy.in[PUBLIC_EN].n == 0)
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

static void
append(struct public_making *k, struct public_words *to,
    struct public_words one)
{
	struct public_words join = public_phrase(k, "view.range.join", NULL,
	    NULL, 0);

	for (size_t l = 0; l < PUBLIC_LANGS; l++)
		to->in[l] = to->in[l].n == 0 ? one.in[l] : str_fmt(k->a,
		    "%.*s%.*s%.*s", STR_ARG(to->in[l]), STR_ARG(join.in[l]),
		    STR_ARG(one.in[l]));
}

static void
see_versions(struct public_making *k, const struct case_product *p,
    struct row_state *s, struct public_row *row)
{
	see_status(s, p->status.v);
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *v = &p->versions.v[i];
		struct row_state one = { 0 };

		see_status(s, v->status.v);
		see_status(&one, v->status.v);
		if (one.affected || one.investigating)
			append(k, &row->affected, public_range(k, v));
		if (v->status.v == (int)STATUS_FIRST_FIXED)
			row->fixed = row->fixed.n == 0 ? v->version.s :
			    str_fmt(k->a, "%.*s, %.*s", STR_ARG(row->fixed),
			    STR_ARG(v->version.s));
	}
	if (s->affected && row->affected.in[PUBLIC_JA].n == 0)
		row->affected = public_phrase(k, "view.range.all", NULL, NULL,
		    0);
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
	if (whole->product->support_ends.w.kind != WHEN_UNSET &&
	    !is_future(k, whole->product->support_ends.w))
		row->support_ended = whole->product->support_ends.w;
	if (part == NULL)
		return;
	for (size_t l = 0; l < PUBLIC_LANGS; l++)
		row->product.in[l] = str_fmt(k->a, "%.*s: %.*s",
		    STR_ARG(row->product.in[l]), STR_ARG(words_in(
		    &part->product->name, l == PUBLIC_JA ? S("ja") :
		    S("en"))));
}

static void
make_row(struct public_making *k, const struct vulnerability *v,
    const struct case_product *p, struct public_row *row)
{
	struct row_state s = { 0 };

	name_row(k, p, row);
	see_versions(k, p, &s, row);
	for (size_t i = 0; i < p->remediations.n; i++) {
		see_remediation(k, &s, &p->remediations.v[i]);
		show_remediation(k, &p->remediations.v[i], row);
	}
	for (size_t i = 0; s.affected && i < v->remediations.n; i++) {
		const struct remediation *r = &v->remediations.v[i];

		if (!names_product(&r->products, p->product.id))
			continue;
		see_remediation(k, &s, r);
		show_remediation(k, r, row);
	}
	row->state = str_z(state_of(&s));
	row->justification = str_z(enum_name(&enum_justification,
	    p->justification.v));
	row->impact = public_words(&p->impact);
}

void
public_rows(struct public_making *k, const struct vulnerability *v,
    struct public_vulnerability *out)
{
	out->rows = arena_array(k->a, struct public_row, v->products.n + 1);
	for (size_t i = 0; i < v->products.n; i++)
		make_row(k, v, &v->products.v[i], &out->rows[out->n_rows++]);
}
