#include "model/predicate_impl.h"

#include "base/arena.h"
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

/* One value met on a path: its text, its number where it has an order. */
struct met {
	struct str text;
	struct span at;
	int64_t order;
	bool has_order;
	bool is_number;		/* order is what was written */
	const struct when *when;	/* a moment; else NULL */
};

/* Called for each value at the end of a path; true stops the walk. */
struct walk {
	const struct predicate *p;
	struct met last;	/* the value that decided, or the last seen */
	size_t n;		/* values seen */
	bool hit;
};

static struct met
met_of(const struct field *f, const void *item)
{
	const struct text *t = item;
	const struct words *w = item;
	const struct truth *b = item;
	const struct number *n = item;
	const struct choice *c = item;
	const struct moment *m = item;
	const struct ref *r = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return (struct met){ .text = t->s, .at = t->at };
	case SHAPE_WORDS:
		return (struct met){ .text = words_in(w, S("en")),
			.at = w->at };
	case SHAPE_TRUTH:
		return (struct met){ .text = b->b ? S("yes") : S("no"),
			.at = b->at };
	case SHAPE_NUMBER:
		return (struct met){ .at = n->at,
			.order = n->n,
			.has_order = true,
			.is_number = true };
	case SHAPE_CHOICE:
		return (struct met){ .text = str_z(enum_name(f->values, c->v)),
			.at = c->at,
			.order = c->v,
			.has_order = true };
	case SHAPE_MOMENT:
		return (struct met){ .at = m->at,
			.order = predicate_moment_order(&m->w),
			.has_order = true,
			.when = &m->w };
	case SHAPE_REF:
		return (struct met){ .text = r->id, .at = r->at };
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	return (struct met){ 0 };
}

static bool
is_equal(const struct field *f, const struct met *m, struct str value)
{
	int64_t order;

	if (f->type == FIELD_BOOL)
		return str_eq(m->text, S("yes")) ==
		    (str_eq_z(value, "yes") || str_eq_z(value, "true"));
	if (m->has_order && predicate_order(f, value, &order))
		return m->order == order;
	return str_eq(m->text, value);
}

/* Whether one value makes an op true (for ne and not_in: false). */
static bool
value_hits(const struct predicate *p, const struct field *f,
    const struct met *m)
{
	int64_t order;

	switch (p->op) {
	case OP_EXISTS:
	case OP_MISSING:
		return true;
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		if (!m->has_order ||
		    !predicate_order(f, p->values[0].s, &order))
			return false;
		if (p->op == OP_LT)
			return m->order < order;
		if (p->op == OP_LE)
			return m->order <= order;
		if (p->op == OP_GT)
			return m->order > order;
		return m->order >= order;
	case OP_EQ:
	case OP_NE:
	case OP_IN:
	case OP_NOT_IN:
	case OP_CONTAINS:
		break;
	}
	for (size_t i = 0; i < p->n_values; i++) {
		if (is_equal(f, m, p->values[i].s))
			return true;
	}
	return false;
}

static void
walk_path(struct walk *w, const struct record *r, const void *value,
    struct str path)
{
	struct str part, rest;
	bool more = str_cut(path, '.', &part, &rest);
	const struct field *f = value != NULL ? field_find(r, part) : NULL;
	size_t n, size;
	const char *items;

	if (f == NULL)
		return;
	size = field_item_size(f);
	items = field_items(f, value, &n);
	for (size_t i = 0; i < n && !w->hit; i++) {
		const void *item = items + i * size;
		const struct record *inner = NULL;

		if (more && f->type == FIELD_RECORD) {
			walk_path(w, f->record, item, rest);
		} else if (more && f->type == FIELD_REF) {
			const void *target =
			    ((const struct ref *)item)->target;
			const void *record = predicate_entry_record(f->space,
			    target, &inner);

			if (record != NULL)
				walk_path(w, inner, record, rest);
		} else if (!more) {
			w->n++;
			w->last = met_of(f, item);
			w->hit = value_hits(w->p, f, &w->last);
		}
	}
}

/* The value in words; "" for records and lists of them. */
static struct str
met_text(const struct met *m, struct arena *tmp)
{
	if (m->is_number)
		return str_fmt(tmp, "%lld", (long long)m->order);
	if (m->when == NULL)
		return m->text;
	return m->when->kind == WHEN_INSTANT ?
	    instant_format(tmp, m->when->at) :
	    day_format(tmp, m->when->day);
}

/* What a value is compared with: "in [CLEAR, GREEN]", "more than 0". */
static struct str
wanted_text(const struct predicate *p, struct arena *tmp)
{
	static const char *const how[] = {
		[OP_IN] = "in ",
		[OP_NOT_IN] = "in ",
		[OP_LT] = "less than ",
		[OP_LE] = "at most ",
		[OP_GT] = "more than ",
		[OP_GE] = "at least ",
		[OP_CONTAINS] = "",
	};
	bool is_list = p->op == OP_IN || p->op == OP_NOT_IN || p->n_values > 1;
	struct str out = str_fmt(tmp, "%s%s",
	    how[p->op] != NULL ? how[p->op] : "", is_list ? "[" : "");

	for (size_t i = 0; i < p->n_values; i++)
		out = str_fmt(tmp, "%.*s%s%.*s", STR_ARG(out),
		    i > 0 ? ", " : "", STR_ARG(p->values[i].s));
	return is_list ? str_cat(tmp, out, S("]")) : out;
}

/* "case.tlp is RED, not in [CLEAR]": what is, and what was asked of it. */
static struct str
leaf_text(const struct predicate *p, const struct walk *w, struct arena *tmp)
{
	struct str has = met_text(&w->last, tmp);
	struct str wanted = wanted_text(p, tmp);
	bool asks_value = p->op != OP_EXISTS && p->op != OP_MISSING;

	if (w->n == 0)
		return str_fmt(tmp, "%.*s is not written",
		    STR_ARG(p->field.s));
	if (asks_value && !w->hit && w->n > 1)
		return str_fmt(tmp, "none of %zu %.*s is %.*s", w->n,
		    STR_ARG(p->field.s), STR_ARG(wanted));
	if (has.n == 0)
		has = S("written");
	if (!asks_value ||
	    (w->hit &&
		(p->op == OP_EQ || p->op == OP_NE || p->op == OP_CONTAINS)))
		return str_fmt(tmp, "%.*s is %.*s", STR_ARG(p->field.s),
		    STR_ARG(has));
	return str_fmt(tmp, "%.*s is %.*s, %s%.*s", STR_ARG(p->field.s),
	    STR_ARG(has), w->hit ? "" : "not ", STR_ARG(wanted));
}

static void
trace_leaf(const struct predicate *p, const struct walk *w, struct arena *tmp,
    struct predicate_trace *trace)
{
	trace->at = p->at;
	trace->field = p->field.s;
	trace->value_at = w->last.at;
	trace->text = leaf_text(p, w, tmp);
}

static bool
holds_leaf(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct arena *tmp, struct predicate_trace *trace)
{
	struct walk w = { .p = p };
	struct str name, rest;
	const struct predicate_root *root;
	bool holds;

	(void)str_cut(p->field.s, '.', &name, &rest);
	root = predicate_root_find(roots, n, name);
	if (root != NULL && root->value != NULL)
		walk_path(&w, root->record, root->value, rest);
	holds = w.hit;
	if (p->op == OP_NE || p->op == OP_NOT_IN || p->op == OP_MISSING)
		holds = !holds;
	if (trace != NULL)
		trace_leaf(p, &w, tmp, trace);
	return holds;
}

bool
predicate_holds(const struct predicate *p, const struct predicate_root *roots,
    size_t n, struct arena *tmp, struct predicate_trace *trace)
{
	bool stop_at;

	if (p == NULL)
		return true;
	if (p->kind == PREDICATE_LEAF)
		return holds_leaf(p, roots, n, tmp, trace);
	if (p->kind == PREDICATE_NOT)
		return !predicate_holds(p->parts[0], roots, n, tmp, trace);
	stop_at = p->kind == PREDICATE_ANY;
	for (size_t i = 0; i < p->n_parts; i++) {
		if (predicate_holds(p->parts[i], roots, n, tmp, trace) ==
		    stop_at)
			return stop_at;
	}
	return !stop_at;
}

bool
predicate_value(struct str field, const struct predicate_root *roots, size_t n,
    struct text *out)
{
	static const struct predicate any = { .kind = PREDICATE_LEAF,
		.op = OP_EXISTS };
	struct walk w = { .p = &any };
	struct str name, rest;
	const struct predicate_root *root;

	(void)str_cut(field, '.', &name, &rest);
	root = predicate_root_find(roots, n, name);
	if (root != NULL && root->value != NULL)
		walk_path(&w, root->record, root->value, rest);
	*out = (struct text){ w.last.text, w.last.at };
	return w.n > 0;
}
