#include "text/json_read.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"

#define RULE	"json-syntax"

/* Longer texts are not quoted in a message. */
#define QUOTE_BYTES	60

struct tree {
	struct arena *perm;
	struct json_reader *r;
	struct json_node *root;
	struct json_node *open[LIMIT_JSON_DEPTH];	/* outermost first */
	struct json_node *last[LIMIT_JSON_DEPTH];	/* their last child */
	unsigned depth;
	size_t nodes;
	struct str name;	/* of the member whose value comes */
	struct span name_at;
};

/* A new node at the end of the innermost container. */
static struct json_node *
append(struct tree *t, enum json_kind kind, struct str text, struct span at)
{
	struct json_node *n = arena_new(t->perm, struct json_node);

	n->kind = kind;
	n->at = at;
	n->text = text;
	t->nodes++;
	if (t->depth == 0) {
		t->root = n;
		return n;
	}
	if (t->open[t->depth - 1]->kind == JSON_IS_OBJECT) {
		n->name = t->name;
		n->name_at = t->name_at;
	}
	if (t->last[t->depth - 1] != NULL)
		t->last[t->depth - 1]->next = n;
	else
		t->open[t->depth - 1]->first = n;
	t->last[t->depth - 1] = n;
	t->open[t->depth - 1]->n++;
	return n;
}

static void
enter(struct tree *t, enum json_kind kind, struct span at)
{
	struct json_node *n = append(t, kind, (struct str){ NULL, 0 }, at);

	t->open[t->depth] = n;
	t->last[t->depth] = NULL;
	t->depth++;
}

static void
leave(struct tree *t, struct span at)
{
	struct json_node *n;

	ASSERT(t->depth > 0);
	n = t->open[--t->depth];
	n->at = span_join(n->at, at);
}

/* Whether a message can show these bytes as they are. */
static bool
is_quotable(struct str s)
{
	if (s.n == 0 || s.n > QUOTE_BYTES || utf8_fault(s) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c < ' ' || utf8_is_hostile(c))
			return false;
	}
	return utf8_width(s) > 0;
}

static void
report(const struct tree *t, const struct sources *ss, struct str twice,
    struct span at, struct diags *d)
{
	struct str found = source_text(ss, at);
	const struct json_node *n;

	if (is_quotable(found))
		diag_error(d, RULE, at, "%s: %.*s", json_fault(t->r),
		    STR_ARG(found));
	else
		diag_error(d, RULE, at, "%s", json_fault(t->r));
	diag_clause(d, S("RFC 8259"));
	diag_help(d, "%s", json_fault_help(t->r));
	if (twice.n == 0 || t->depth == 0)
		return;
	for (n = t->open[t->depth - 1]->first; n != NULL; n = n->next)
		if (str_eq(n->name, twice))
			diag_note(d, n->name_at, "the first of the two");
}

/* Add what one event brings; false at the end and after a fault. */
static bool
step(struct tree *t, enum json_event ev, struct str text, struct span at)
{
	switch (ev) {
	case JSON_OBJECT_BEGIN:
		enter(t, JSON_IS_OBJECT, at);
		return true;
	case JSON_ARRAY_BEGIN:
		enter(t, JSON_IS_ARRAY, at);
		return true;
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		leave(t, at);
		return true;
	case JSON_NAME:
		t->name = text;
		t->name_at = at;
		return true;
	case JSON_STRING:
		append(t, JSON_IS_STRING, text, at);
		return true;
	case JSON_NUMBER:
		append(t, JSON_IS_NUMBER, text, at);
		return true;
	case JSON_TRUE:
		append(t, JSON_IS_TRUE, text, at);
		return true;
	case JSON_FALSE:
		append(t, JSON_IS_FALSE, text, at);
		return true;
	case JSON_NULL:
		append(t, JSON_IS_NULL, text, at);
		return true;
	case JSON_END:
	case JSON_FAULT:
		break;
	}
	return false;
}

/* Read all events; false, having reported, when the text is no JSON. */
static bool
build(struct tree *t, const struct sources *ss, struct span all,
    struct diags *d)
{
	enum json_event ev;
	struct str text;
	struct span at = all;

	do {
		if (t->nodes > LIMIT_JSON_NODES) {
			diag_error(d, RULE, at,
			    "more than %u values in one document",
			    LIMIT_JSON_NODES);
			diag_help(d, "split the document");
			return false;
		}
		ev = json_next(t->r, &text, &at);
	} while (step(t, ev, text, at));
	if (ev == JSON_FAULT)
		report(t, ss, text, at, d);
	return ev == JSON_END;
}

struct json_node *
json_tree(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d)
{
	struct str text = source_get(ss, file)->text;
	struct span all = { file, 0, 0 };
	struct tree t = { .perm = perm };
	struct arena *own;
	bool ok;

	if (text.n > LIMIT_JSON_BYTES) {
		diag_error(d, RULE, all, "the file has %zu bytes; %u are read",
		    text.n, LIMIT_JSON_BYTES);
		diag_help(d, "split the document");
		return NULL;
	}
	/* What only the reader needs ends with this function. */
	own = arena_open();
	t.r = json_open(own, text, all);
	json_decode_into(t.r, perm);
	ok = build(&t, ss, all, d);
	arena_close(own);
	return ok ? t.root : NULL;
}

const struct json_node *
json_get(const struct json_node *node, const char *name)
{
	const struct str want = str_z(name);
	const struct json_node *n;

	if (node == NULL || node->kind != JSON_IS_OBJECT)
		return NULL;
	for (n = node->first; n != NULL; n = n->next)
		if (n->name.n == want.n && str_eq(n->name, want))
			return n;
	return NULL;
}

struct str
json_get_str(const struct json_node *node, const char *name)
{
	const struct json_node *n = json_get(node, name);

	if (n == NULL || n->kind != JSON_IS_STRING)
		return (struct str){ NULL, 0 };
	return n->text;
}

const char *
json_kind_name(enum json_kind kind)
{
	switch (kind) {
	case JSON_IS_NULL:
		return "null";
	case JSON_IS_FALSE:
	case JSON_IS_TRUE:
		return "true or false";
	case JSON_IS_NUMBER:
		return "a number";
	case JSON_IS_STRING:
		return "a string";
	case JSON_IS_ARRAY:
		return "an array";
	case JSON_IS_OBJECT:
		return "an object";
	}
	return "";
}
