#include "pipeline/released_same.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "text/json_read.h"

static struct json_node *
read_tree(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("document"));

	source_set_text(ss, file, text);
	return json_tree(a, ss, file, diags_open(a));
}

static const struct json_node *
member(const struct json_node *node, struct str name)
{
	for (const struct json_node *x = node->first; x != NULL; x = x->next) {
		if (str_eq(x->name, name))
			return x;
	}
	return NULL;
}

/* Below a place, which is empty at the top. */
static struct str
below(struct arena *a, struct str place, struct str name)
{
	return place.n == 0 ?
	    name :
	    str_fmt(a, "%.*s.%.*s", STR_ARG(place), STR_ARG(name));
}

static bool same(struct arena *a, const struct json_node *x,
    const struct json_node *y, struct str *where);

/* What names the program that wrote the document: CSAF, CycloneDX, OpenVEX. */
static bool
is_of_program(struct str where)
{
	static const struct str names[] = {
		STR_INIT("document.tracking.generator"),
		STR_INIT("metadata.tools"),
		STR_INIT("tooling"),
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq(where, names[i]))
			return true;
	}
	return false;
}

/* *where names the object, and the member that differs afterwards. */
static bool
same_members(struct arena *a, const struct json_node *x,
    const struct json_node *y, struct str *where)
{
	struct str place = *where;

	for (const struct json_node *i = x->first; i != NULL; i = i->next) {
		const struct json_node *other = member(y, i->name);

		*where = below(a, place, i->name);
		if (is_of_program(*where))
			continue;
		if (other == NULL || !same(a, i, other, where))
			return false;
	}
	for (const struct json_node *i = y->first; i != NULL; i = i->next) {
		*where = below(a, place, i->name);
		if (member(x, i->name) == NULL && !is_of_program(*where))
			return false;
	}
	return true;
}

static bool
same_items(struct arena *a, const struct json_node *x,
    const struct json_node *y, struct str *where)
{
	const struct json_node *i = x->first, *j = y->first;
	struct str place = *where;

	for (size_t at = 0; i != NULL || j != NULL; at++) {
		*where = str_fmt(a, "%.*s[%zu]", STR_ARG(place), at);
		if (i == NULL || j == NULL || !same(a, i, j, where))
			return false;
		i = i->next;
		j = j->next;
	}
	return true;
}

/* The reader bounds the depth. */
static bool
same(struct arena *a, const struct json_node *x, const struct json_node *y,
    struct str *where)
{
	if (x->kind != y->kind)
		return false;
	switch (x->kind) {
	case JSON_IS_OBJECT:
		return same_members(a, x, y, where);
	case JSON_IS_ARRAY:
		return same_items(a, x, y, where);
	case JSON_IS_NULL:
	case JSON_IS_FALSE:
	case JSON_IS_TRUE:
		return true;
	case JSON_IS_NUMBER:
	case JSON_IS_STRING:
		break;
	}
	return str_eq(x->text, y->text);
}

bool
released_same(struct arena *a, struct str one, struct str other,
    struct str *where)
{
	const struct json_node *x, *y;

	*where = S("");
	if (str_eq(one, other))
		return true;
	x = read_tree(a, one);
	y = read_tree(a, other);
	return x != NULL && y != NULL && same(a, x, y, where);
}
