#include "model/ssvc.h"

#include "base/arena.h"
#include "base/limits.h"
#include "model/model.h"
#include "text/yaml.h"

struct ssvc_lookup {
	const struct ssvc_table *t;
	const struct ssvc_outcome **cells;	/* the last point runs
						 * fastest; NULL: no row */
	size_t n;
};

/* A table on its way, and what is wrong with it. */
struct ssvc_build {
	struct arena *perm;
	struct ssvc_lookup *l;
	struct ssvc_fault *faults;
	size_t n;
	size_t cap;
};

static void
report(struct ssvc_build *b, struct span at, struct str why, struct str help)
{
	b->faults = arena_grow(b->perm, b->faults, b->n, &b->cap,
	    sizeof(*b->faults));
	b->faults[b->n++] = (struct ssvc_fault){ at, why, help };
}

/* The place of a value among those of a point; SIZE_MAX when it has none. */
static size_t
find_value(const struct ssvc_point *p, struct str value)
{
	for (size_t i = 0; i < p->values.n; i++) {
		if (str_eq(p->values.v[i].s, value))
			return i;
	}
	return SIZE_MAX;
}

static const struct ssvc_outcome *
find_outcome(const struct ssvc_table *t, struct str id)
{
	for (size_t i = 0; i < t->outcomes.n; i++) {
		if (str_eq(t->outcomes.v[i].id.s, id))
			return &t->outcomes.v[i];
	}
	return NULL;
}

static struct str
joined(struct arena *a, const struct text_list *l)
{
	struct str out = S("");

	for (size_t i = 0; i < l->n; i++)
		out = str_fmt(a, "%.*s%s%.*s", STR_ARG(out), i > 0 ? ", " : "",
		    STR_ARG(l->v[i].s));
	return out;
}

/* "(active, yes, total)": the values of a cell. */
static struct str
cell_name(struct ssvc_build *b, size_t cell)
{
	const struct ssvc_point_list *points = &b->l->t->points;
	struct str out = S(")");

	for (size_t i = points->n; i-- > 0;) {
		const struct text_list *values = &points->v[i].values;

		out = str_fmt(b->perm, "%.*s%s%.*s",
		    STR_ARG(values->v[cell % values->n].s),
		    i + 1 < points->n ? ", " : "", STR_ARG(out));
		cell /= values->n;
	}
	return str_cat(b->perm, S("("), out);
}

/* Every value of a row to its cell; false, having reported, for a wrong one. */
static bool
find_cell(struct ssvc_build *b, const struct yaml_node *row, size_t *cell)
{
	const struct ssvc_point_list *points = &b->l->t->points;

	*cell = 0;
	for (size_t i = 0; i < points->n; i++) {
		const struct ssvc_point *p = &points->v[i];
		const struct yaml_node *item = row->items[i];
		size_t value = item->kind == YAML_SCALAR ?
		    find_value(p, item->text) :
		    SIZE_MAX;

		if (value == SIZE_MAX) {
			report(b, item->at,
			    str_fmt(b->perm, "'%.*s' is no value of %.*s",
				STR_ARG(item->text), STR_ARG(p->id.s)),
			    str_fmt(b->perm, "its values are %.*s",
				STR_ARG(joined(b->perm, &p->values))));
			return false;
		}
		*cell = *cell * p->values.n + value;
	}
	return true;
}

static void
take_row(struct ssvc_build *b, const struct yaml_node *row)
{
	const struct ssvc_table *t = b->l->t;
	const struct ssvc_outcome *outcome;
	const struct yaml_node *last;
	size_t cell;

	if (row->kind != YAML_SEQ || row->n != t->points.n + 1) {
		report(b, row->at,
		    str_fmt(b->perm,
			"a row has a value for each of %zu points, and the "
			"outcome",
			t->points.n),
		    S("write [value, ..., outcome]"));
		return;
	}
	if (!find_cell(b, row, &cell))
		return;
	last = row->items[row->n - 1];
	outcome = last->kind == YAML_SCALAR ? find_outcome(t, last->text) :
					      NULL;
	if (outcome == NULL) {
		report(b, last->at,
		    str_fmt(b->perm, "'%.*s' is no outcome of the table",
			STR_ARG(last->text)),
		    S("take one of outcomes, by its id"));
	} else if (b->l->cells[cell] != NULL) {
		report(b, row->at,
		    str_fmt(b->perm, "%.*s has a row already",
			STR_ARG(cell_name(b, cell))),
		    S("take one of the two out"));
	} else {
		b->l->cells[cell] = outcome;
	}
}

static void
check_complete(struct ssvc_build *b)
{
	size_t first = SIZE_MAX, missing = 0;

	for (size_t i = b->l->n; i-- > 0;) {
		if (b->l->cells[i] != NULL)
			continue;
		first = i;
		missing++;
	}
	if (missing == 0)
		return;
	report(b, b->l->t->rows.at,
	    str_fmt(b->perm, "no row for %.*s", STR_ARG(cell_name(b, first))),
	    missing == 1 ?
		S("add a row for it") :
		str_fmt(b->perm, "%zu combinations have none", missing));
}

/* Room for all combinations; false, having reported, for too many. */
static bool
open_cells(struct ssvc_build *b)
{
	const struct ssvc_table *t = b->l->t;
	size_t n = 1;

	for (size_t i = 0; i < t->points.n; i++) {
		size_t values = t->points.v[i].values.n;

		if (values == 0 || values > LIMIT_SSVC_VALUES ||
		    n > LIMIT_SSVC_CELLS / values) {
			report(b, t->points.v[i].where,
			    str_fmt(b->perm,
				"a point has %u values at most, a table %u "
				"combinations",
				LIMIT_SSVC_VALUES, LIMIT_SSVC_CELLS),
			    S("split the table"));
			return false;
		}
		n *= values;
	}
	b->l->n = n;
	b->l->cells = arena_array(b->perm, const struct ssvc_outcome *, n);
	return true;
}

const struct ssvc_lookup *
ssvc_lookup_make(struct arena *perm, const struct ssvc_table *t,
    struct ssvc_fault **faults, size_t *n_faults)
{
	struct ssvc_build b = { .perm = perm,
		.l = arena_new(perm, struct ssvc_lookup) };
	const struct yaml_node *rows = t->rows.node;
	bool is_usable = false;

	b.l->t = t;
	if (rows == NULL || rows->kind != YAML_SEQ || t->points.n == 0) {
		report(&b, t->rows.at, S("the table has no rows"),
		    S("write a list of rows: [value, ..., outcome]"));
	} else if (open_cells(&b)) {
		for (size_t i = 0; i < rows->n && b.n < LIMIT_SSVC_FAULTS; i++)
			take_row(&b, rows->items[i]);
		/* A faulty row leaves a gap: one mistake, one fault. */
		if (b.n == 0)
			check_complete(&b);
		is_usable = true;
	}
	*faults = b.faults;
	*n_faults = b.n;
	return is_usable ? b.l : NULL;
}

const struct ssvc_outcome *
ssvc_look_up(const struct ssvc_lookup *l, const struct str *values)
{
	size_t cell = 0;

	for (size_t i = 0; i < l->t->points.n; i++) {
		const struct ssvc_point *p = &l->t->points.v[i];
		size_t value = find_value(p, values[i]);

		if (value == SIZE_MAX)
			return NULL;
		cell = cell * p->values.n + value;
	}
	return l->cells[cell];
}

bool
ssvc_has_value(const struct ssvc_point *p, struct str value)
{
	for (size_t i = 0; i < p->values.n; i++) {
		if (str_eq(p->values.v[i].s, value))
			return true;
	}
	return false;
}

const struct ssvc_outcome *
ssvc_outcome_of(const struct model *m, struct str id)
{
	const struct document_list *docs = &m->docs[KIND_SSVC];

	for (size_t i = 0; i < docs->n; i++) {
		const struct ssvc_table *t = docs->v[i].record;

		for (size_t j = 0; t != NULL && j < t->outcomes.n; j++) {
			if (str_eq(t->outcomes.v[j].id.s, id))
				return &t->outcomes.v[j];
		}
	}
	return NULL;
}
