#include "finding/matched_ruling.h"

#include <stdint.h>

#include "base/arena.h"
#include "finding/part_name.h"
#include "finding/stock.h"
#include "index/index.h"
#include "model/model.h"
#include "version/vers.h"

/* Versions of one part that a lapse tells of; nobody reads more. */
#define VERSIONS_TOLD	8

/* A component of an inventory, and how decisions may name it. */
struct held {
	const struct component *c;
	struct part_name name;
};

struct ruling_run {
	const struct ruling_ask *q;
	struct arena *perm, *tmp;
	struct day today;
	struct ruling *v;
	size_t n, cap;
	/* Of the version that is looked at. */
	const struct product_entry *product;
	const struct version *version;
	struct held *held;	/* what its bills of materials list */
	size_t n_held;
	struct ruling *ruling;
	size_t cap_lapses;
};

/* Whether it is that version, as far as the inventory tells. */
static bool
is_version(const struct held *h, struct str version)
{
	struct str v = h->name.version;

	if (v.n == 0 || h->c->scope == COMPONENT_ANY)
		return true;
	return part_name_same(&h->name, v, version) ||
	    (h->c->scope == COMPONENT_SERIES && str_starts(version, v));
}

static struct str
version_text(const struct version *v)
{
	return v != NULL ? v->version.s : S("");
}

/* ---- how far a decision reaches ------------------------------------------ */

enum reach {
	REACH_NOT,
	REACH_INHERITED,
	REACH_ITSELF,
};

static size_t
place_of(const struct product *p, struct str version)
{
	size_t i = 0;

	while (
	    i < p->versions.n && !str_eq(p->versions.v[i].version.s, version))
		i++;
	return i;
}

/* By the order of the product's scheme, else as product.yaml lists them. */
static bool
is_later(const struct product *p, struct str version, struct str than)
{
	size_t i, j;
	int cmp;

	if (p->scheme.s.n > 0 &&
	    vers_compare(p->scheme.s, version, than, &cmp))
		return cmp > 0;
	i = place_of(p, version);
	j = place_of(p, than);
	return i > j && i < p->versions.n;
}

static enum reach
reach_of(const struct ruling_run *r, const struct decision *d)
{
	struct str version = version_text(r->version);
	enum reach reach = REACH_NOT;

	if (d->versions.n == 0 || version.n == 0)
		return REACH_ITSELF;
	for (size_t i = 0; i < d->versions.n; i++) {
		struct str named = d->versions.v[i].s;

		if (str_eq(named, version))
			return REACH_ITSELF;
		if (is_later(r->product->product, version, named))
			reach = REACH_INHERITED;
	}
	return reach;
}

/* ---- which of several counts --------------------------------------------- */

static int64_t
made_at(const struct ruling_run *r, const struct decision *d)
{
	return d->at.w.kind == WHEN_UNSET ?
	    INT64_MAX :
	    when_start(d->at.w, r->q->m->zone).s;
}

/* Whether x speaks of everything that y does. */
static bool
covers(const struct ruling_run *r, const struct decision *x,
    const struct decision *y)
{
	struct part_name a, b;

	if (!str_eq_nocase(x->vulnerability.s, y->vulnerability.s))
		return false;
	if (x->component.s.n == 0 || str_eq(x->component.s, y->component.s))
		return true;
	if (y->component.s.n == 0)
		return false;
	a = part_name_read(r->tmp, x->component.s);
	b = part_name_read(r->tmp, y->component.s);
	return part_name_is(&a, &b) && part_name_has(&a, &b);
}

/* Whether another decision, that the version has too, counts before d. */
static bool
is_replaced(const struct ruling_run *r, const struct decision_list *l,
    const struct decision *d, enum reach reach)
{
	int64_t at = made_at(r, d);

	for (size_t i = 0; i < l->n; i++) {
		const struct decision *other = &l->v[i];
		int64_t other_at = made_at(r, other);
		enum reach its;

		if (other == d || other_at > r->q->now.s ||
		    !covers(r, other, d))
			continue;
		its = reach_of(r, other);
		if (its != reach       ? its > reach :
			other_at != at ? other_at > at :
					 other > d)
			return true;
	}
	return false;
}

/* ---- what lapses --------------------------------------------------------- */

/* The texts may be of r->tmp. */
static void
add_lapse(struct ruling_run *r, const char *reason,
    const struct decision_basis *basis, struct str was, struct str is)
{
	struct ruling *of = r->ruling;

	of->lapses = arena_grow(r->perm, of->lapses, of->n_lapses,
	    &r->cap_lapses, sizeof(*of->lapses));
	of->lapses[of->n_lapses++] = (struct lapse){ .reason = reason,
		.was = str_dup(r->perm, was),
		.is = str_dup(r->perm, is),
		.basis = basis };
}

/* The version of the part that a basis was written for; or empty. */
static struct str
basis_version(const struct decision_basis *b, const struct part_name *part)
{
	return b->component_version.s.n > 0 ? b->component_version.s :
					      part->version;
}

/* Whether any basis of the decision is this version of the component. */
static bool
is_judged(const struct ruling_run *r, const struct held *h)
{
	const struct decision_basis_list *l = &r->ruling->decision->rests_on;

	for (size_t i = 0; i < l->n; i++) {
		struct part_name part;
		struct str version;

		if (l->v[i].component.s.n == 0)
			continue;
		part = part_name_read(r->tmp, l->v[i].component.s);
		version = basis_version(&l->v[i], &part);
		if (part_name_is(&part, &h->name) && is_version(h, version))
			return true;
	}
	return false;
}

/* Versions, each once, and their text. */
struct versions {
	struct str seen[VERSIONS_TOLD];
	size_t n;
	struct str text;
};

static void
add_version(struct arena *a, struct versions *l, struct str v)
{
	if (v.n == 0 || l->n == VERSIONS_TOLD)
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->seen[i], v))
			return;
	}
	l->seen[l->n++] = v;
	l->text = l->text.n == 0 ?
	    str_dup(a, v) :
	    str_fmt(a, "%.*s, %.*s", STR_ARG(l->text), STR_ARG(v));
}

/* What the inventory has of a part; *found says whether it has any, *is_new
 * whether a version of it was not judged. */
static struct str
versions_of(const struct ruling_run *r, const struct part_name *part,
    struct str judged, bool *found, bool *is_new)
{
	struct versions l = { .n = 0 };

	*found = *is_new = false;
	for (size_t i = 0; i < r->n_held; i++) {
		const struct held *h = &r->held[i];
		struct str v = h->name.version;

		if (!part_name_is(part, &h->name))
			continue;
		*found = true;
		if (!is_version(h, judged) && !is_judged(r, h))
			*is_new = true;
		add_version(r->perm, &l, v);
	}
	return l.text;
}

static void
look_at_component(struct ruling_run *r, const struct decision_basis *b)
{
	struct part_name part;
	struct str was, is;
	bool found, is_new;

	/* Nothing is known of a version without an inventory. */
	if (b->component.s.n == 0 || r->n_held == 0)
		return;
	part = part_name_read(r->tmp, b->component.s);
	was = basis_version(b, &part);
	is = versions_of(r, &part, was, &found, &is_new);
	if (!found)
		add_lapse(r, "gone", b, was, S(""));
	else if (was.n > 0 && is_new)
		add_lapse(r, "component", b, was, is);
}

static void
look_at_absent(struct ruling_run *r, const struct decision_basis *b)
{
	struct part_name part;

	if (b->absent.s.n == 0)
		return;
	part = part_name_read(r->tmp, b->absent.s);
	for (size_t i = 0; i < r->n_held; i++) {
		const struct part_name *it = &r->held[i].name;

		if (!part_name_is(&part, it) || !part_name_has(&part, it))
			continue;
		add_lapse(r, "appeared", b, S(""),
		    it->version.n > 0 ? str_dup(r->perm, it->version) :
					b->absent.s);
		return;
	}
}

static void
look_at_configuration(struct ruling_run *r, const struct decision_basis *b)
{
	struct str is = r->version != NULL ? r->version->configuration.s :
					     S("");

	if (is.n == 0)
		is = r->product->product->configuration.s;
	if (b->configuration.s.n > 0 && is.n > 0 &&
	    !str_eq(b->configuration.s, is))
		add_lapse(r, "configuration", b, b->configuration.s, is);
}

/* Whether a record of the index is the one that a basis names. */
static bool
is_cited(const struct ruling_run *r, const struct decision_basis *b,
    uint32_t number, struct index_origin *from, struct feed_record *out)
{
	if (!index_origin(r->q->x, r->tmp, number, from) ||
	    (b->feed.s.n > 0 && !str_eq(from->feed, b->feed.s)) ||
	    (r->q->is_known != NULL && !r->q->is_known(r->q->of, number)))
		return false;
	return index_record(r->q->x, r->tmp, number, out) &&
	    str_eq_nocase(out->id, b->record.s);
}

/* A source may have the record in several files: the newest says how it is. */
static void
look_at_record(struct ruling_run *r, const struct decision_basis *b)
{
	struct str newest = S("");
	int64_t modified = INT64_MIN;
	const uint32_t *v;
	size_t n;

	if (b->record.s.n == 0 || b->sha256.s.n == 0 || r->q->x == NULL)
		return;
	v = index_find(r->q->x, INDEX_ID, index_key_id(r->tmp, b->record.s),
	    &n);
	for (size_t i = 0; i < n; i++) {
		struct index_origin from;
		struct feed_record rec;

		if (!is_cited(r, b, v[i], &from, &rec) ||
		    rec.modified.s < modified)
			continue;
		/* Of two of one time either may be the one that was read. */
		if (newest.n > 0 && rec.modified.s == modified &&
		    str_eq_nocase(newest, b->sha256.s))
			continue;
		modified = rec.modified.s;
		newest = from.sha256;
	}
	if (newest.n > 0 && !str_eq_nocase(newest, b->sha256.s))
		add_lapse(r, "record", b, b->sha256.s,
		    str_dup(r->perm, newest));
}

static void
look_at_day(struct ruling_run *r, const char *reason, const struct moment *t)
{
	if (t->w.kind == WHEN_DATE && t->w.day.n < r->today.n)
		add_lapse(r, reason, NULL, day_format(r->perm, t->w.day),
		    S(""));
}

static void
look_at_all(struct ruling_run *r, const struct decision *d)
{
	for (size_t i = 0; i < d->rests_on.n; i++) {
		const struct decision_basis *b = &d->rests_on.v[i];

		look_at_component(r, b);
		look_at_absent(r, b);
		look_at_configuration(r, b);
		look_at_record(r, b);
	}
	look_at_day(r, "until", &d->until);
	look_at_day(r, "review", &d->review);
}

/* ---- all of them --------------------------------------------------------- */

static void
take_version(struct ruling_run *r)
{
	const struct decision_list *l = &r->product->decisions->decisions;

	for (size_t i = 0; i < l->n; i++) {
		const struct decision *d = &l->v[i];
		enum reach reach = reach_of(r, d);
		struct arena_mark mark = arena_mark(r->tmp);

		if (reach == REACH_NOT || made_at(r, d) > r->q->now.s ||
		    is_replaced(r, l, d, reach)) {
			arena_reset(r->tmp, mark);
			continue;
		}
		r->v = arena_grow(r->perm, r->v, r->n, &r->cap, sizeof(*r->v));
		r->ruling = &r->v[r->n++];
		r->cap_lapses = 0;
		*r->ruling = (struct ruling){ .product = r->product,
			.version = r->version,
			.decision = d,
			.is_inherited = reach == REACH_INHERITED };
		look_at_all(r, d);
		arena_reset(r->tmp, mark);
	}
}

/* The product itself and what it runs on are no parts of its inventory. */
static void
take_stock(struct ruling_run *r, const struct stock *s)
{
	size_t n = s != NULL ? s->inv.n : 0;

	r->held = arena_array(r->tmp, struct held, n + 1);
	r->n_held = 0;
	for (size_t i = 0; i < n; i++) {
		const struct component *c = &s->inv.v[i];

		if (span_is_set(c->at))
			r->held[r->n_held++] = (struct held){ c,
				part_name_of(r->tmp, c) };
	}
	take_version(r);
}

static const struct stock *
stock_of(const struct ruling_run *r)
{
	const struct stock_list *l = r->q->stocks;

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		const struct stock *s = &l->v[i];

		if (s->product != NULL &&
		    str_eq(s->product->e.id, r->product->e.id) &&
		    str_eq(version_text(s->version), version_text(r->version)))
			return s;
	}
	return NULL;
}

static void
take(struct ruling_run *r, const struct version *v)
{
	struct arena_mark mark = arena_mark(r->tmp);

	r->version = v;
	take_stock(r, stock_of(r));
	arena_reset(r->tmp, mark);
}

static void
take_product(struct ruling_run *r, const struct product_entry *p)
{
	const struct version_list *l = &p->product->versions;
	size_t n = 0;

	r->product = p;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].version.s.n == 0)
			continue;
		take(r, &l->v[i]);
		n++;
	}
	if (n == 0)
		take(r, NULL);
}

size_t
matched_rulings(struct arena *perm, const struct ruling_ask *q,
    struct ruling **out)
{
	struct ruling_run r = { .q = q,
		.perm = perm,
		.tmp = arena_open(),
		.today = instant_day(zone_at(q->m->zone, q->now)) };

	for (size_t i = 0; i < q->m->n_products; i++) {
		if (q->m->products[i].decisions != NULL)
			take_product(&r, &q->m->products[i]);
	}
	arena_close(r.tmp);
	*out = r.v;
	return r.n;
}

/* ---- which one speaks of a match ----------------------------------------- */

/* The first of a product: they stand by its id. */
static size_t
first_of(const struct ruling *v, size_t n, struct str product)
{
	size_t low = 0;

	while (n > low) {
		size_t mid = low + (n - low) / 2;

		if (str_cmp(v[mid].product->e.id, product) < 0)
			low = mid + 1;
		else
			n = mid;
	}
	return low;
}

static bool
is_about(const struct ruling *r, const struct ruling_subject *s)
{
	if (!str_eq(version_text(r->version), s->version))
		return false;
	for (size_t i = 0; i < s->n_ids; i++) {
		if (str_eq_nocase(r->decision->vulnerability.s, s->ids[i]))
			return true;
	}
	return false;
}

static bool
is_of_part(struct arena *a, const struct ruling *r, const struct component *c)
{
	struct part_name x, y;

	if (c == NULL || r->decision->component.s.n == 0)
		return true;
	x = part_name_read(a, r->decision->component.s);
	y = part_name_of(a, c);
	return part_name_is(&x, &y) && part_name_has(&x, &y);
}

const struct ruling *
matched_ruling_find(const struct ruling *v, size_t n,
    const struct ruling_subject *s)
{
	struct arena *tmp = arena_open();
	const struct ruling *best = NULL;

	for (size_t i = first_of(v, n, s->product);
	     i < n && str_eq(v[i].product->e.id, s->product); i++) {
		if (!is_about(&v[i], s) || !is_of_part(tmp, &v[i], s->c))
			continue;
		if (best == NULL ||
		    (best->decision->component.s.n == 0 &&
			v[i].decision->component.s.n > 0))
			best = &v[i];
	}
	arena_close(tmp);
	return best;
}
