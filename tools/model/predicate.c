#include "model/predicate_impl.h"

#include "base/limits.h"
#include "base/num.h"
#include "model/model.h"

/* The record that a ref's entry describes. */
const void *
predicate_entry_record(enum space space, const void *target,
    const struct record **r)
{
	const struct entry *e = target;

	if (space == SPACE_ACTOR && e != NULL)
		space = e->space;
	switch (space) {
	case SPACE_COMPANY:
		*r = &record_company;
		return e ? ((const struct company_entry *)target)->company :
			   NULL;
	case SPACE_PERSON:
		*r = &record_person;
		return e ? ((const struct person_entry *)target)->person :
			   NULL;
	case SPACE_ACTOR:
	case SPACE_PARTY:
		*r = &record_party;
		return e ? ((const struct party_entry *)target)->party : NULL;
	case SPACE_PRODUCT:
		*r = &record_product;
		return e ? ((const struct product_entry *)target)->product :
			   NULL;
	case SPACE_SYSTEM:
		*r = &record_system;
		return e ? ((const struct system_entry *)target)->system :
			   NULL;
	case SPACE_CASE:
		*r = &record_case_file;
		return e ? ((const struct case_entry *)target)->c : NULL;
	case SPACE_AUDIENCE:
		*r = &record_audience;
		return e ? ((const struct audience_entry *)target)->audience :
			   NULL;
	case SPACE_CALENDAR:
		*r = &record_calendar;
		break;
	case SPACE_CAMPAIGN:
		*r = &record_campaign;
		break;
	case SPACE_ALERT:
		*r = &record_alert;
		break;
	case SPACE_POLICY:
		*r = &record_policy;
		return e && e->doc ? e->doc->record : NULL;
	}
	return e ? ((const struct plain_entry *)target)->record : NULL;
}

const struct predicate_root *
predicate_root_find(const struct predicate_root *roots, size_t n,
    struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_z(name, roots[i].name))
			return &roots[i];
	}
	return NULL;
}

int64_t
predicate_moment_order(const struct when *w)
{
	return w->kind == WHEN_INSTANT ? w->at.s : (int64_t)w->day.n * 86400;
}

bool
predicate_order(const struct field *f, struct str text, int64_t *out)
{
	enum field_shape shape = field_shape(f->type);
	struct when w;

	if (shape == SHAPE_NUMBER)
		return num_parse(text, 0, INT64_C(999999999999), out);
	if (shape == SHAPE_MOMENT) {
		if (!when_parse(text, &w, NULL))
			return false;
		*out = predicate_moment_order(&w);
		return true;
	}
	for (size_t i = 0; shape == SHAPE_CHOICE && i < f->values->n; i++) {
		if (str_eq_z(text, f->values->values[i].name)) {
			*out = f->values->values[i].v;
			return true;
		}
	}
	return false;
}

/* Where a value stands among others; false when its field has no order. */
static bool
item_order(const struct field *f, const void *item, int64_t *out)
{
	enum field_shape shape = field_shape(f->type);

	if (shape == SHAPE_NUMBER)
		*out = ((const struct number *)item)->n;
	else if (shape == SHAPE_CHOICE)
		*out = ((const struct choice *)item)->v;
	else if (shape == SHAPE_MOMENT)
		*out = predicate_moment_order(
		    &((const struct moment *)item)->w);
	else
		return false;
	return true;
}

static bool
is_equal(const struct field *f, const void *item,
    const struct predicate_want *want)
{
	int64_t order;

	if (f->type == FIELD_BOOL)
		return ((const struct truth *)item)->b == want->is_true;
	if (want->has_order && item_order(f, item, &order))
		return order == want->order;
	return str_eq(predicate_met_word(f, item).s, want->text);
}

/* Whether the order of a value is as a condition wants it. */
static bool
is_in_order(const struct predicate *p, const struct field *f, const void *item)
{
	const struct predicate_want *want = &p->wants[0];
	int64_t order;

	if (!want->has_order || !item_order(f, item, &order))
		return false;
	if (p->op == OP_LT)
		return order < want->order;
	if (p->op == OP_LE)
		return order <= want->order;
	if (p->op == OP_GT)
		return order > want->order;
	return order >= want->order;
}

/* Whether one value makes an op true (for ne and not_in: false). */
static bool
value_hits(const struct predicate *p, const struct field *f, const void *item)
{
	switch (p->op) {
	case OP_EXISTS:
	case OP_MISSING:
		return true;
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		return is_in_order(p, f, item);
	case OP_EQ:
	case OP_NE:
	case OP_IN:
	case OP_NOT_IN:
	case OP_CONTAINS:
		break;
	}
	for (size_t i = 0; i < p->n_values; i++) {
		if (is_equal(f, item, &p->wants[i]))
			return true;
	}
	return false;
}

/* The record that an item leads into, or NULL. */
static const void *
item_inner(const struct field *f, const void *item)
{
	const struct record *r;

	if (f->type == FIELD_RECORD)
		return item;
	return predicate_entry_record(f->space,
	    ((const struct ref *)item)->target, &r);
}

/* A walk along a path, and what it met at its end. */
struct walk {
	const struct predicate *p; /* bound */
	struct predicate_met met;
};

/* Binding has limited the depth. */
static void
walk_path(struct walk *w, const void *record, size_t step)
{
	const struct field *f = w->p->steps[step];
	bool more = step + 1 < w->p->n_steps;
	size_t n, size = field_item_size(f);
	const char *items = field_items(f, record, &n);

	for (size_t i = 0; i < n && !w->met.hit; i++) {
		const void *item = items + i * size;

		if (!more) {
			w->met.n++;
			w->met.f = f;
			w->met.last = item;
			w->met.hit = value_hits(w->p, f, item);
			continue;
		}
		item = item_inner(f, item);
		if (item != NULL)
			walk_path(w, item, step + 1);
	}
}

/* The root that a condition asks about; NULL: it is not known here. */
static const struct predicate_root *
root_of(const struct predicate *p, const struct predicate_root *roots,
    size_t n)
{
	for (size_t i = 0; i < n && p->record != NULL; i++) {
		if (roots[i].record == p->record)
			return &roots[i];
	}
	return predicate_root_find(roots, n, p->root);
}

static bool
holds_leaf(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct arena *tmp, struct predicate_met *met)
{
	const struct predicate_root *root = root_of(p, roots, n);
	struct walk w = { .p = p, .met.leaf = p };
	struct predicate own;

	if (root != NULL && root->record != p->record) {
		/* A root that only this place has. */
		own = *p;
		predicate_path_bind(tmp, &own, root->record);
		w.p = &own;
	}
	if (root != NULL && root->value != NULL && w.p->n_steps > 0)
		walk_path(&w, root->value, 0);
	if (met != NULL)
		*met = w.met;
	if (p->op == OP_NE || p->op == OP_NOT_IN || p->op == OP_MISSING)
		return !w.met.hit;
	return w.met.hit;
}

/* met, when not NULL, receives what the last leaf met: the one that decides. */
static bool
holds(const struct predicate *p, const struct predicate_root *roots, size_t n,
    struct arena *tmp, struct predicate_met *met)
{
	bool stop_at;

	if (p->kind == PREDICATE_LEAF)
		return holds_leaf(p, roots, n, tmp, met);
	if (p->kind == PREDICATE_NOT)
		return !holds(p->parts[0], roots, n, tmp, met);
	stop_at = p->kind == PREDICATE_ANY;
	for (size_t i = 0; i < p->n_parts; i++) {
		if (holds(p->parts[i], roots, n, tmp, met) == stop_at)
			return stop_at;
	}
	return !stop_at;
}

bool
predicate_holds(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct arena *tmp, struct predicate_trace *trace)
{
	struct predicate_met met = { 0 };
	bool is_so;

	if (p == NULL)
		return true;
	is_so = holds(p, roots, n, tmp, trace != NULL ? &met : NULL);
	if (met.leaf != NULL)
		predicate_met_say(&met, tmp, trace);
	return is_so;
}

bool
predicate_value(struct str field, const struct predicate_root *roots, size_t n,
    struct text *out)
{
	const struct field *steps[LIMIT_PREDICATE_PATH];
	struct predicate any = { .op = OP_EXISTS, .steps = steps };
	struct walk w = { .p = &any };
	struct str rest;
	const struct predicate_root *root;

	*out = (struct text){ 0 };
	(void)str_cut(field, '.', &any.root, &rest);
	root = predicate_root_find(roots, n, any.root);
	if (root == NULL || root->value == NULL)
		return false;
	any.n_steps = predicate_path_resolve(root->record, rest, steps);
	if (any.n_steps == 0)
		return false;
	walk_path(&w, root->value, 0);
	if (w.met.n > 0)
		*out = predicate_met_text(&w.met);
	return w.met.n > 0;
}
