#include "model/load.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/predicate.h"
#include "model/scalar.h"
#include "model/types.h"
#include "text/yaml.h"

struct loader {
	struct arena *perm;
	struct diags *d;
	unsigned depth;
};

static bool load_item(struct loader *l, const struct field *f,
    const struct yaml_node *node, void *out);

static void
report_unknown(struct loader *l, const struct record *r,
    const struct yaml_node *key)
{
	struct str *names = arena_array(l->perm, struct str, r->n);
	struct str near;

	for (size_t i = 0; i < r->n; i++)
		names[i] = str_z(r->fields[i].name);
	diag_error(l->d, "field-unknown", key->at, "unknown key '%.*s' in %s",
	    STR_ARG(key->text), r->name);
	near = str_nearest(key->text, names, r->n);
	if (near.n > 0)
		diag_help(l->d, "did you mean '%.*s'?", STR_ARG(near));
	else if (r->n <= 12)
		for (size_t i = 0; i < r->n; i++)
			diag_note(l->d, (struct span){ 0 }, "known key: %s",
			    r->fields[i].name);
	else
		diag_help(l->d, "`hansho schema` lists the keys of each kind");
}

static void
report_type(struct loader *l, const struct field *f,
    const struct yaml_node *node)
{
	diag_error(l->d, "field-type", node->at,
	    "'%s' is %s where %s is expected", f->name,
	    yaml_kind_name(node->kind), field_type_name(f->type));
}

static void
load_words(struct loader *l, const struct field *f,
    const struct yaml_node *node, struct words *out)
{
	out->at = node->at;
	for (size_t i = 0; i < node->n; i++) {
		const struct yaml_node *key = node->keys[i];
		const struct yaml_node *item = node->items[i];
		struct text *to = NULL;

		if (str_eq_z(key->text, "ja"))
			to = &out->ja;
		else if (str_eq_z(key->text, "en"))
			to = &out->en;
		if (to == NULL) {
			diag_error(l->d, "field-unknown", key->at,
			    "unknown language '%.*s' in '%s'",
			    STR_ARG(key->text), f->name);
			diag_help(l->d, "the languages are ja and en");
		} else if (item->kind == YAML_SCALAR) {
			const struct field text = { .name = f->name,
				.type = FIELD_TEXT };

			(void)scalar_load(l->perm, &text, item, l->d, to);
		} else if (item->kind != YAML_NULL) {
			diag_error(l->d, "field-type", item->at,
			    "'%s.%.*s' is %s where text is expected", f->name,
			    STR_ARG(key->text), yaml_kind_name(item->kind));
		}
	}
}

static bool
load_condition(struct loader *l, const struct yaml_node *node,
    struct condition *out)
{
	out->p = predicate_parse(l->perm, node, l->d);
	if (out->p == NULL)
		return false;
	out->at = node->at;
	return true;
}

/* A scalar of any textual, numeric or temporal type. */
static bool
load_scalar(struct loader *l, const struct field *f,
    const struct yaml_node *node, void *out)
{
	if (node->kind != YAML_SCALAR) {
		report_type(l, f, node);
		return false;
	}
	return scalar_load(l->perm, f, node, l->d, out);
}

static void load_fields(struct loader *l, const struct record *r,
    const struct yaml_node *node, void *out);

static bool
load_item(struct loader *l, const struct field *f,
    const struct yaml_node *node, void *out)
{
	if (f->type == FIELD_WORDS) {
		if (node->kind != YAML_MAP) {
			report_type(l, f, node);
			diag_help(l->d, "write {ja: ..., en: ...}");
			return false;
		}
		load_words(l, f, node, out);
		return true;
	}
	if (f->type == FIELD_RECORD) {
		if (node->kind != YAML_MAP) {
			report_type(l, f, node);
			return false;
		}
		*(struct span *)out = node->at;
		load_fields(l, f->record, node, out);
		return true;
	}
	if (f->type == FIELD_PREDICATE)
		return load_condition(l, node, out);
	if (f->type == FIELD_TREE) {
		*(struct tree *)out = (struct tree){ node, node->at };
		return true;
	}
	return load_scalar(l, f, node, out);
}

static void
load_list(struct loader *l, const struct field *f,
    const struct yaml_node *node, struct field_list *out)
{
	size_t size = field_item_size(f);
	char *items;

	if (node->kind != YAML_SEQ) {
		diag_error(l->d, "field-type", node->at,
		    "'%s' is %s where a list is expected", f->name,
		    yaml_kind_name(node->kind));
		diag_help(l->d, "put [ ] around it, or begin with \"- \"");
		return;
	}
	items = arena_alloc(l->perm, node->n, size);
	for (size_t i = 0; i < node->n; i++) {
		if (load_item(l, f, node->items[i], items + out->n * size))
			out->n++;
	}
	out->v = items;
}

static void
load_field(struct loader *l, const struct field *f,
    const struct yaml_node *node, void *record)
{
	void *member = (char *)record + f->offset;
	void *one;

	if (node->kind == YAML_NULL)
		return;
	if (f->card == CARD_LIST || f->card == CARD_LIST1) {
		load_list(l, f, node, member);
		return;
	}
	if (f->type != FIELD_RECORD) {
		(void)load_item(l, f, node, member);
		return;
	}
	one = arena_alloc(l->perm, 1, f->record->size);
	if (load_item(l, f, node, one))
		*(void **)member = one;
}

static bool
is_empty_text(const struct yaml_node *v)
{
	return v->kind == YAML_NULL ||
	    (v->kind == YAML_SCALAR && v->text.n == 0);
}

/* Whether a key stands in the map with something behind it. */
static bool
is_written(const struct yaml_node *map, const struct field *f)
{
	const struct yaml_node *v = yaml_get(map, f->name);

	if (v == NULL || v->kind == YAML_NULL)
		return false;
	if (f->card == CARD_LIST1)
		return v->kind != YAML_SEQ || v->n > 0;
	if (f->type == FIELD_STR || f->type == FIELD_TEXT)
		return !is_empty_text(v);
	if (f->type != FIELD_WORDS || v->kind != YAML_MAP)
		return true;
	for (size_t i = 0; i < v->n; i++) {
		if (!is_empty_text(v->items[i]))
			return true;
	}
	return false;
}

static void
check_required(struct loader *l, const struct record *r,
    const struct yaml_node *node, struct span where)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];

		if (f->card != CARD_REQ && f->card != CARD_LIST1)
			continue;
		if (node != NULL && is_written(node, f))
			continue;
		diag_error(l->d, "field-missing", span_sub(where, 0, 1),
		    "'%s' is missing in %s", f->name, r->name);
		diag_help(l->d, "%s: %s, %s", f->name,
		    field_type_name(f->type), f->doc);
	}
}

static void
load_fields(struct loader *l, const struct record *r,
    const struct yaml_node *node, void *out)
{
	ASSERT(l->depth < LIMIT_YAML_DEPTH);
	l->depth++;
	for (size_t i = 0; i < node->n; i++) {
		const struct field *f = field_find(r, node->keys[i]->text);

		if (f == NULL)
			report_unknown(l, r, node->keys[i]);
		else
			load_field(l, f, node->items[i], out);
	}
	check_required(l, r, node, node->at);
	l->depth--;
}

void *
load_record(struct arena *perm, const struct record *r,
    const struct yaml_node *node, struct span where, struct diags *d)
{
	struct loader l = { perm, d, 0 };
	void *out;

	if (node == NULL || node->kind == YAML_NULL) {
		diag_error(d, "file-empty", span_sub(where, 0, 1),
		    "nothing is written here where %s is expected", r->name);
		diag_help(d, "%s", r->doc);
		return NULL;
	}
	if (node->kind != YAML_MAP) {
		diag_error(d, "field-type", node->at,
		    "%s where a map of keys is expected (%s)",
		    yaml_kind_name(node->kind), r->doc);
		return NULL;
	}
	out = arena_alloc(perm, 1, r->size);
	*(struct span *)out = node->at;
	load_fields(&l, r, node, out);
	return out;
}
