#include "text/value.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "text/value_impl.h"

static const struct value nothing = { .kind = VALUE_NOTHING };
static const struct value truth[2] = {
	{ .kind = VALUE_BOOL, .as.truth = false },
	{ .kind = VALUE_BOOL, .as.truth = true },
};

static struct value *
value_new(struct arena *a, enum value_kind kind)
{
	struct value *v = arena_new(a, struct value);

	v->kind = kind;
	return v;
}

struct value *
value_object(struct arena *a)
{
	struct value *v = value_new(a, VALUE_OBJECT);

	v->as.many.a = a;
	return v;
}

struct value *
value_list(struct arena *a)
{
	struct value *v = value_new(a, VALUE_LIST);

	v->as.many.a = a;
	return v;
}

const struct value *
value_text(struct arena *a, struct str s)
{
	struct value *v = value_new(a, VALUE_TEXT);

	v->as.text = s;
	return v;
}

const struct value *
value_html(struct arena *a, struct html h)
{
	struct value *v = value_new(a, VALUE_HTML);

	v->as.text = h.s;
	return v;
}

const struct value *
value_int(struct arena *a, int64_t n)
{
	struct value *v = value_new(a, VALUE_INT);

	v->as.number = n;
	return v;
}

const struct value *
value_bool(bool b)
{
	return &truth[b ? 1 : 0];
}

const struct value *
value_find(const struct value *object, struct str key, uint32_t tag)
{
	const struct value_items *many = &object->as.many;

	for (size_t i = 0; i < many->n; i++) {
		const struct value_member *m = &many->of.members[i];

		if (m->tag == tag && m->key.n == key.n &&
		    memcmp(m->key.p, key.p, key.n) == 0)
			return m->value;
	}
	return NULL;
}

void
value_set(struct value *object, const char *key, const struct value *v)
{
	struct value_items *many = &object->as.many;
	struct value_member *m;
	struct str name = str_z(key);
	uint32_t tag = value_tag(name);

	ASSERT(object->kind == VALUE_OBJECT);
	ASSERT(name.n > 0);
	ASSERT(value_find(object, name, tag) == NULL);
	many->of.members = arena_grow(many->a, many->of.members, many->n,
	    &many->cap, sizeof(*many->of.members));
	m = &many->of.members[many->n++];
	m->key = name;
	m->tag = tag;
	m->value = v != NULL ? v : &nothing;
}

void
value_push(struct value *list, const struct value *v)
{
	struct value_items *many = &list->as.many;

	ASSERT(list->kind == VALUE_LIST);
	many->of.items = arena_grow(many->a, many->of.items, many->n,
	    &many->cap, sizeof(*many->of.items));
	many->of.items[many->n++] = v != NULL ? v : &nothing;
}

void
value_set_text(struct value *object, const char *key, struct str s)
{
	value_set(object, key, value_text(object->as.many.a, s));
}

void
value_set_z(struct value *object, const char *key, const char *z)
{
	value_set_text(object, key, str_z(z));
}

void
value_set_html(struct value *object, const char *key, struct html h)
{
	value_set(object, key, value_html(object->as.many.a, h));
}

void
value_set_int(struct value *object, const char *key, int64_t n)
{
	value_set(object, key, value_int(object->as.many.a, n));
}

void
value_set_bool(struct value *object, const char *key, bool b)
{
	value_set(object, key, value_bool(b));
}

struct value *
value_set_object(struct value *object, const char *key)
{
	struct value *v = value_object(object->as.many.a);

	value_set(object, key, v);
	return v;
}

struct value *
value_set_list(struct value *object, const char *key)
{
	struct value *v = value_list(object->as.many.a);

	value_set(object, key, v);
	return v;
}

struct value *
value_push_object(struct value *list)
{
	struct value *v = value_object(list->as.many.a);

	value_push(list, v);
	return v;
}

const struct value *
value_get(const struct value *object, struct str key)
{
	if (object == NULL || object->kind != VALUE_OBJECT)
		return NULL;
	return value_find(object, key, value_tag(key));
}

size_t
value_len(const struct value *list)
{
	if (list == NULL || list->kind != VALUE_LIST)
		return 0;
	return list->as.many.n;
}

const struct value *
value_at(const struct value *list, size_t i)
{
	ASSERT(i < value_len(list));
	return list->as.many.of.items[i];
}

bool
value_is_true(const struct value *v)
{
	if (v == NULL)
		return false;
	switch (v->kind) {
	case VALUE_NOTHING:
		return false;
	case VALUE_TEXT:
	case VALUE_HTML:
		return v->as.text.n > 0;
	case VALUE_INT:
		return v->as.number != 0;
	case VALUE_BOOL:
		return v->as.truth;
	case VALUE_LIST:
		return v->as.many.n > 0;
	case VALUE_OBJECT:
		return true;
	}
	BUG("value kind");
}

const char *
value_kind_name(const struct value *v)
{
	switch (v->kind) {
	case VALUE_NOTHING:
		return "nothing";
	case VALUE_TEXT:
		return "text";
	case VALUE_HTML:
		return "markup";
	case VALUE_INT:
		return "a number";
	case VALUE_BOOL:
		return "true or false";
	case VALUE_LIST:
		return "a list";
	case VALUE_OBJECT:
		return "an object";
	}
	BUG("value kind");
}
