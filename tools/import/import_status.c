#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_flaw.h"
#include "import/import_impl.h"
#include "import/import_select.h"
#include "version/vers.h"

/* Why a product is not affected, by leaf. */
struct flag {
	struct str label;
	struct str date;
};

/* An entry of `products`: rows that share all but their version. */
struct entry {
	const struct import_leaf *leaf;	/* the first one */
	struct flag flag;
	int status;		/* of the whole product; 0: versions */
	size_t *rows;
	size_t n;
	size_t cap;
};

struct entries {
	struct entry **v;
	size_t n;
	size_t cap;
	struct map *by_key;
};

static void
set_flags(struct import_doc *k, const struct json_node *item,
    struct import_rows *rows, struct flag *flags)
{
	struct flag f = {
		import_read_word(k,
		    import_read_need(k, item, "label", JSON_IS_STRING),
		    &enum_justification),
		import_read_instant(k,
		    import_read_member(k, item, "date", JSON_IS_STRING)),
	};

	bool *may = arena_array(k->a, bool, k->n_leaves + 1);

	import_read_known(k, item, "date group_ids label product_ids");
	if (!import_flaw_want(k, item, "product_ids", rows))
		import_read_alert(k, "csaf-reference",
		    span_sub(item->at, 0, 1),
		    "this flag names no product; it is not taken over");
	if (f.label.n == 0)
		return;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].status == (int)STATUS_KNOWN_NOT_AFFECTED &&
		    rows->is_wanted[rows->v[i].leaf->index])
			may[rows->v[i].leaf->index] = true;
	for (size_t i = 0; i < k->n_leaves; i++) {
		if (!rows->is_wanted[i])
			continue;
		if (!may[i])
			import_read_alert(k, "csaf-flag",
			    span_sub(item->at, 0, 1),
			    "'%.*s' is not known_not_affected; its flag is "
			    "not taken over",
			    STR_ARG(k->leaves[i].id));
		else if (flags[i].label.n > 0)
			import_read_alert(k, "csaf-flag",
			    span_sub(item->at, 0, 1),
			    "'%.*s' has a flag already; that one stays",
			    STR_ARG(k->leaves[i].id));
		else
			flags[i] = f;
	}
}

/* ---- entries --------------------------------------------------------- */

static bool
is_whole(const struct import_leaf *l)
{
	const struct import_leaf *x = l->part != NULL ? l->part : l;

	return x->version.n == 0 && x->range.n == 0;
}

/* A product as a whole and its versions are entries of their own. */
static struct str
key_of(struct import_doc *k, const struct import_leaf *l, const struct flag *f,
    unsigned again)
{
	const struct import_leaf *whole = l->part != NULL ? l->whole : l;

	return str_fmt(k->a, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s %.*s %u%s",
	    STR_ARG(whole->product->id),
	    STR_ARG(l->part != NULL ? import_tree_version(whole) : S("")),
	    STR_ARG(l->part != NULL ? l->part->product->id : S("")),
	    STR_ARG(l->relationship), STR_ARG(f->label), STR_ARG(f->date),
	    again, is_whole(l) ? " whole" : "");
}

/* The entry that takes a row; one entry holds one status of a whole product. */
static struct entry *
entry_for(struct import_doc *k, struct entries *all,
    const struct import_row *row, const struct flag *f)
{
	struct entry *e = NULL;
	struct str key;

	for (unsigned i = 0; i <= enum_product_status.n; i++) {
		key = key_of(k, row->leaf, f, i);
		e = map_get(all->by_key, key);
		if (e == NULL || !is_whole(row->leaf) || e->status == 0)
			break;
	}
	if (e == NULL) {
		e = arena_new(k->a, struct entry);
		e->leaf = row->leaf;
		e->flag = *f;
		map_put(all->by_key, key, e);
		all->v = arena_grow(k->a, all->v, all->n, &all->cap,
		    sizeof(struct entry *));
		all->v[all->n++] = e;
	}
	return e;
}

static void
add_row(struct import_doc *k, struct entries *all,
    const struct import_rows *rows, size_t i, const struct flag *flags)
{
	const struct import_row *row = &rows->v[i];
	struct entry *e = entry_for(k, all, row, &flags[row->leaf->index]);

	if (is_whole(row->leaf)) {
		e->status = row->status;
		e->leaf = row->leaf;
		return;
	}
	e->rows = arena_grow(k->a, e->rows, e->n, &e->cap, sizeof(size_t));
	e->rows[e->n++] = i;
}

/* ---- writing --------------------------------------------------------- */

/* A name that is not the one that is made of a part and its product. */
static void
put_combined_name(struct import_doc *k, struct yaml_writer *w,
    const struct import_leaf *l)
{
	struct str made;

	if (l->part == NULL)
		return;
	made = str_fmt(k->a, "%.*s as a component of %.*s",
	    STR_ARG(l->part->name), STR_ARG(l->whole->name));
	if (!str_eq(made, l->name) ||
	    !str_eq_z(l->relationship, "default_component_of"))
		yaml_write_pair(w, "name", l->name);
}

static void
put_row(struct import_doc *k, struct yaml_writer *w,
    const struct import_row *row)
{
	const struct import_leaf *l = row->leaf->part != NULL ?
	    row->leaf->part :
	    row->leaf;
	struct vers v;
	const char *why;
	size_t off, len;

	yaml_write_map(w);
	if (l->version.n > 0)
		yaml_write_pair(w, "version", l->version);
	else if (vers_parse(k->a, l->range, &v, &why, &off, &len))
		yaml_write_pair(w, "range", l->range);
	else
		yaml_write_pair(w, "text", l->range);
	yaml_write_pair(w, "status",
	    str_z(enum_name(&enum_product_status, row->status)));
	put_combined_name(k, w, row->leaf);
	yaml_write_end(w);
}

static void
put_entry(struct import_doc *k, struct yaml_writer *w,
    const struct import_rows *rows, const struct entry *e)
{
	const struct import_leaf *l = e->leaf;
	const struct import_leaf *whole = l->part != NULL ? l->whole : l;

	yaml_write_map(w);
	yaml_write_pair(w, "product", whole->product->id);
	if (l->part != NULL && !is_whole(whole))
		yaml_write_pair(w, "platform_version",
		    import_tree_version(whole));
	if (l->part != NULL) {
		yaml_write_pair(w, "component", l->part->product->id);
		if (!str_eq_z(l->relationship, "default_component_of"))
			yaml_write_pair(w, "relationship", l->relationship);
	}
	if (e->status != 0) {
		yaml_write_pair(w, "status",
		    str_z(enum_name(&enum_product_status, e->status)));
		put_combined_name(k, w, l);
	}
	yaml_write_pair(w, "justification", e->flag.label);
	yaml_write_pair(w, "justified", e->flag.date);
	if (e->n > 0) {
		yaml_write_key(w, S("versions"));
		yaml_write_seq(w);
		for (size_t i = 0; i < e->n; i++)
			put_row(k, w, &rows->v[e->rows[i]]);
		yaml_write_end(w);
	}
	yaml_write_end(w);
}

static void
put_entries(struct import_doc *k, struct yaml_writer *w,
    const struct import_rows *rows, const struct entries *all)
{
	if (all->n == 0)
		return;
	yaml_write_key(w, S("products"));
	yaml_write_seq(w);
	for (size_t i = 0; i < all->n; i++)
		put_entry(k, w, rows, all->v[i]);
	yaml_write_end(w);
}

static void
put_without_status(struct yaml_writer *w, const struct import_rows *rows)
{
	bool is_open = false;

	for (size_t i = 0; i < rows->n; i++) {
		if (rows->v[i].status != 0)
			continue;
		if (!is_open) {
			yaml_write_key(w, S("without_status"));
			yaml_write_seq(w);
			is_open = true;
		}
		import_case_named(w, rows->v[i].leaf);
	}
	if (is_open)
		yaml_write_end(w);
}

void
import_status(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows)
{
	struct flag *flags = arena_array(k->a, struct flag, k->n_leaves + 1);
	struct entries all = { .by_key = map_open(k->a) };
	const struct json_node *item = import_read_items(k, flaw, "flags",
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next)
		set_flags(k, item, rows, flags);
	for (size_t i = 0; i < rows->n; i++) {
		if (rows->v[i].status != 0)
			add_row(k, &all, rows, i, flags);
	}
	put_entries(k, w, rows, &all);
	put_without_status(w, rows);
}
