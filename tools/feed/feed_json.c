#include "feed/feed_json.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "feed/feed_read.h"
#include "feed/feed_report.h"

/* Of the table of names, which is never more than half full. */
#define SLOTS	256

struct grow {
	struct arena *a;
	struct json_reader *r;
	struct json_node *open[LIMIT_JSON_DEPTH];	/* outermost first */
	struct json_node *last[LIMIT_JSON_DEPTH];	/* their last child */
	unsigned depth;
	uint32_t nodes;
	const struct str *keep;	/* NULL: all names */
	uint8_t slots[SLOTS];	/* index + 1 into keep by hash, 0 is free */
	struct str name;	/* of the member whose value comes */
};

/* Cheap, and different for most names of a format. */
static uint8_t
hash(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	return (uint8_t)(s.n * 31 + p[0] * 7u + p[s.n / 2] * 3u + p[s.n - 1]);
}

static void
set_keep(struct grow *t, const struct str *keep)
{
	t->keep = keep;
	for (uint8_t i = 0; keep != NULL && keep[i].n > 0; i++) {
		uint8_t at = hash(keep[i]);

		ASSERT(i < SLOTS / 2);
		while (t->slots[at] != 0)
			at++;
		t->slots[at] = (uint8_t)(i + 1);
	}
}

static bool
is_kept(const struct grow *t, struct str name)
{
	uint8_t at;

	if (t->keep == NULL)
		return true;
	if (name.n == 0)
		return false;
	for (at = hash(name); t->slots[at] != 0; at++) {
		struct str s = t->keep[t->slots[at] - 1];

		if (s.n == name.n && memcmp(s.p, name.p, s.n) == 0)
			return true;
	}
	return false;
}

static struct json_node *
append(struct grow *t, enum json_kind kind, struct str text, struct span at)
{
	struct json_node *n = arena_new(t->a, struct json_node);
	struct json_node *above;

	n->kind = kind;
	n->at = at;
	n->text = text;
	t->nodes++;
	if (t->depth == 0)
		return n;
	above = t->open[t->depth - 1];
	n->name = t->name;
	t->name = (struct str){ NULL, 0 };
	if (above->first == NULL)
		above->first = n;
	else
		t->last[t->depth - 1]->next = n;
	t->last[t->depth - 1] = n;
	above->n++;
	return n;
}

/* Add what one event brings; false at the end and after a fault. */
static bool
step(struct grow *t, enum json_event ev, struct str text, struct span at)
{
	static const enum json_kind kinds[] = {
		[JSON_OBJECT_BEGIN] = JSON_IS_OBJECT,
		[JSON_ARRAY_BEGIN] = JSON_IS_ARRAY,
		[JSON_STRING] = JSON_IS_STRING,
		[JSON_NUMBER] = JSON_IS_NUMBER,
		[JSON_TRUE] = JSON_IS_TRUE,
		[JSON_FALSE] = JSON_IS_FALSE,
		[JSON_NULL] = JSON_IS_NULL,
	};
	struct json_node *n;

	switch (ev) {
	case JSON_NAME:
		if (is_kept(t, text))
			t->name = text;
		else
			(void)json_skip(t->r);
		return true;
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		n = t->open[--t->depth];
		n->at.len = at.off + at.len - n->at.off;
		return true;
	case JSON_STRING:
	case JSON_NUMBER:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		append(t, kinds[ev], text, at);
		return true;
	case JSON_OBJECT_BEGIN:
	case JSON_ARRAY_BEGIN:
		n = append(t, kinds[ev], (struct str){ NULL, 0 }, at);
		t->open[t->depth++] = n;
		return true;
	case JSON_END:
	case JSON_FAULT:
		break;
	}
	return false;
}

const struct json_node *
feed_json(struct arena *a, const struct feed_document *doc,
    const struct feed_sink *sink, const struct str *keep)
{
	struct grow t = { .a = a };
	struct span at = { 0 };
	enum json_event ev;
	struct str text;

	set_keep(&t, keep);
	t.r = json_open(a, doc->text, at);
	ev = json_next(t.r, &text, &at);
	if (ev != JSON_OBJECT_BEGIN && ev != JSON_FAULT) {
		feed_report(sink, doc, 0, "records are objects",
		    "a record is left out: it is no object");
		return NULL;
	}
	while (step(&t, ev, text, at)) {
		ev = json_next(t.r, &text, &at);
		if (t.nodes <= LIMIT_FEED_NODES)
			continue;
		feed_report(sink, doc, 0, "real ones have some 300,000",
		    "a record of more than %u values is left out",
		    LIMIT_FEED_NODES);
		return NULL;
	}
	if (ev == JSON_END)
		return t.open[0];
	feed_report(sink, doc, at.off, json_fault_help(t.r),
	    "a record is left out: %s", json_fault(t.r));
	return NULL;
}

bool
feed_json_has(struct str head, struct str name)
{
	for (size_t i = 0; (i = str_find(head, name, i)) != SIZE_MAX; i++) {
		struct str rest = str_from(head, i + name.n);

		if (i == 0 || head.p[i - 1] != '"' || rest.n == 0 ||
		    rest.p[0] != '"')
			continue;
		rest = str_trim(str_sub(rest, 1, LIMIT_FEED_ID_BYTES));
		if (rest.n > 0 && rest.p[0] == ':')
			return true;
	}
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct str
feed_json_lead(struct str head)
{
	struct str s = str_trim(head), name;
	size_t end;

	if (!str_starts(s, S("{")))
		return S("");
	do {
		s = str_trim(str_from(s, 1));
		end = str_starts(s, S("\"")) ? str_find_byte(s, '"', 1) :
					       SIZE_MAX;
		if (end == SIZE_MAX)
			break;
		name = str_sub(s, 1, end - 1);
		s = str_trim(str_from(s, end + 1));
		if (!str_starts(s, S(":")))
			break;
		s = str_trim(str_from(s, 1));
		if (str_starts(s, S("[")) || str_starts(s, S("{")))
			return name;
		s = str_trim(str_from(s, str_run(s, is_digit)));
	} while (str_starts(s, S(",")));
	return S("");
}

const struct json_node *
feed_json_first(const struct json_node *list)
{
	return list != NULL &&
		(list->kind == JSON_IS_ARRAY || list->kind == JSON_IS_OBJECT) ?
	    list->first :
	    NULL;
}

const struct json_node *
feed_json_list(const struct json_node *object, const char *name)
{
	return feed_json_first(json_get(object, name));
}

bool
feed_json_is(const struct json_node *object, const char *name)
{
	const struct json_node *n = json_get(object, name);

	return n != NULL &&
	    (n->kind == JSON_IS_TRUE ||
		(n->kind == JSON_IS_STRING && str_eq_z(n->text, "true")));
}
