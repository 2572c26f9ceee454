#include "audit/audit_row.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "history/history.h"
#include "text/front.h"
#include "text/yaml.h"

/* Members that name an item, as far as it has them. */
static const char *const names[] = { "id", "cve", "role", "at", "event", "by",
	"product", "version", "range", "path", "url", "rule", "person",
	"scope", "source", "date", "key" };

struct comparison {
	struct arena *a;
	struct audit_row *rows;
	size_t n, cap;
};

/* ---- values as text ------------------------------------ */

static void
put_value(struct buf *b, const struct yaml_node *v)
{
	const char *close = v->kind == YAML_MAP ? "}" : "]";

	if (v->kind == YAML_NULL || v->kind == YAML_SCALAR) {
		buf_put(b, v->text);
		return;
	}
	buf_putc(b, v->kind == YAML_MAP ? '{' : '[');
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0)
			buf_put(b, S(", "));
		if (v->kind == YAML_MAP) {
			buf_put(b, v->keys[i]->text);
			buf_put(b, S(": "));
		}
		put_value(b, v->items[i]);
	}
	buf_put(b, str_z(close));
}

static struct str
value_of(struct arena *a, const struct yaml_node *v)
{
	struct buf b;
	struct str text;

	buf_init(&b, 2 * LIMIT_YAML_BYTES);
	put_value(&b, v);
	text = str_dup(a, buf_str(&b));
	buf_fini(&b);
	/* A row that is there has a text, so that none means that it is not. */
	return text.n > 0 ? text : S("~");
}

/* What an item is called in its list. */
static struct str
label_of(struct arena *a, const struct yaml_node *item)
{
	struct str label = S("");

	for (size_t i = 0; item->kind == YAML_MAP && i < ARRAY_LEN(names);
	     i++) {
		const struct yaml_node *v = yaml_get(item, names[i]);

		if (v != NULL && v->kind == YAML_SCALAR && v->text.n > 0)
			label = str_fmt(a, "%.*s%s%.*s", STR_ARG(label),
			    label.n > 0 ? " " : "", STR_ARG(v->text));
	}
	return label.n > 0 ? label : value_of(a, item);
}

/* ---- comparing ------------------------------------ */

static void
add_row(struct comparison *c, struct str path, const struct yaml_node *before,
    const struct yaml_node *after)
{
	c->rows = arena_grow(c->a, c->rows, c->n, &c->cap, sizeof(*c->rows));
	c->rows[c->n++] = (struct audit_row){
		.path = path,
		.before = before != NULL ? value_of(c->a, before) : S(""),
		.after = after != NULL ? value_of(c->a, after) : S(""),
	};
}

/*
 * The members of a map by their names, the items of a list by their labels,
 * where the second of equal ones has "#2".
 */
static struct map *
members_of(struct arena *a, const struct yaml_node *v)
{
	struct map *m = map_open(a);
	struct map *seen = map_open(a);

	for (size_t i = 0; i < v->n; i++) {
		struct str label = v->kind == YAML_MAP ?
		    v->keys[i]->text :
		    label_of(a, v->items[i]);
		size_t *k = map_get(seen, label);

		if (k == NULL) {
			k = arena_new(a, size_t);
			map_put(seen, label, k);
		}
		if (++*k > 1)
			label = str_fmt(a, "%.*s#%zu", STR_ARG(label), *k);
		map_put(m, label, v->items[i]);
	}
	return m;
}

static struct str
path_of(struct arena *a, struct str path, bool is_list, struct str label)
{
	if (is_list)
		return str_fmt(a, "%.*s[%.*s]", STR_ARG(path), STR_ARG(label));
	return str_fmt(a, "%.*s%s%.*s", STR_ARG(path), path.n > 0 ? "." : "",
	    STR_ARG(label));
}

/* Depth is bounded by LIMIT_YAML_DEPTH. */
static void
compare(struct comparison *c, struct str path, const struct yaml_node *before,
    const struct yaml_node *after)
{
	bool is_list = after->kind == YAML_SEQ;
	struct map *old, *new;

	if (before->kind != after->kind ||
	    (after->kind != YAML_MAP && after->kind != YAML_SEQ)) {
		if (before->kind != after->kind ||
		    !str_eq(before->text, after->text))
			add_row(c, path, before, after);
		return;
	}
	old = members_of(c->a, before);
	new = members_of(c->a, after);
	for (size_t i = 0; i < map_len(new); i++) {
		const struct map_entry *e = map_at(new, i);
		const struct yaml_node *was = map_get(old, e->key);
		struct str below = path_of(c->a, path, is_list, e->key);

		if (was == NULL)
			add_row(c, below, NULL, e->value);
		else
			compare(c, below, was, e->value);
	}
	for (size_t i = 0; i < map_len(old); i++) {
		const struct map_entry *e = map_at(old, i);

		if (map_get(new, e->key) == NULL)
			add_row(c, path_of(c->a, path, is_list, e->key),
			    e->value, NULL);
	}
}

/* A file's YAML; an empty map when there is none. */
static const struct yaml_node *
tree_of(struct arena *a, struct str path, struct str text)
{
	static const struct yaml_node nothing = { .kind = YAML_MAP };
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct span region = { source_add(ss, path), 0, (uint32_t)text.n };
	const struct yaml_node *node;
	struct front front;

	if (text.n == 0 || text.n > LIMIT_YAML_BYTES)
		return &nothing;
	source_set_text(ss, region.file, text);
	if (str_ends(path, S(".md"))) {
		if (!front_split(ss, region.file, d, &front) ||
		    !front.has_yaml)
			return &nothing;
		region = front.yaml;
	}
	node = yaml_parse(a, ss, region, d);
	return node != NULL && node->kind == YAML_MAP ? node : &nothing;
}

void
audit_row_compare(struct arena *a, struct str path, struct str older,
    struct str newer, struct audit_row **out, size_t *n)
{
	struct comparison c = { .a = a };

	compare(&c, S(""), tree_of(a, path, older), tree_of(a, path, newer));
	*out = c.rows;
	*n = c.n;
}

/* ---- who ------------------------------------ */

/* The value of a row in a tree; NULL when it has none. */
static const struct yaml_node *
find_row(struct arena *a, const struct yaml_node *v, struct str path,
    struct str row)
{
	struct map *members;

	if (str_eq(path, row))
		return v;
	if (v->kind != YAML_MAP && v->kind != YAML_SEQ)
		return NULL;
	members = members_of(a, v);
	for (size_t i = 0; i < map_len(members); i++) {
		const struct map_entry *e = map_at(members, i);
		struct str below = path_of(a, path, v->kind == YAML_SEQ,
		    e->key);
		const struct yaml_node *found = str_starts(row, below) ?
		    find_row(a, e->value, below, row) :
		    NULL;

		if (found != NULL)
			return found;
	}
	return NULL;
}

static bool
has_row(const struct history *h, const struct history_change *c, bool after,
    const struct audit_row *row)
{
	struct arena *a = arena_open();
	const struct yaml_node *v = NULL;
	struct str text;
	bool has;

	if ((after ? c->mode_after : c->mode_before) != 0 &&
	    history_blob(h, after ? c->after : c->before, LIMIT_YAML_BYTES, a,
		&text))
		v = find_row(a, tree_of(a, c->file->path, text), S(""),
		    row->path);
	has = v != NULL && str_eq(value_of(a, v), row->after);
	arena_close(a);
	return has;
}

const struct history_commit *
audit_row_commit(const struct history *h, struct str file, struct str row,
    struct str value)
{
	const struct history_file *f = history_file(h, file);
	const struct audit_row wanted = { .path = row, .after = value };
	const struct history_commit *commit = NULL;
	const struct history_change **v;
	struct arena *a;
	size_t n;

	if (f == NULL)
		return NULL;
	a = arena_open();
	v = history_follow(f, a, &n);
	for (size_t i = 0; i < n && i < LIMIT_HISTORY_VERSIONS; i++) {
		if (v[i]->kind != HISTORY_DELETED &&
		    v[i]->kind != HISTORY_EARLIER &&
		    has_row(h, v[i], true, &wanted) &&
		    !has_row(h, v[i], false, &wanted)) {
			commit = v[i]->commit;
			break;
		}
	}
	arena_close(a);
	return commit;
}
