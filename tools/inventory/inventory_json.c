#include "inventory/inventory_json.h"

#include "base/diag.h"
#include "base/limits.h"
#include "inventory/inventory_make.h"

enum json_event
inventory_json_next(struct inventory_make *m)
{
	struct inventory_json *j = &m->json;

	j->ev = m->is_over ? JSON_FAULT :
			     json_next(j->reader, &j->text, &j->at);
	return j->ev;
}

/* The rest of the value whose first event was read last. */
static void
pass(struct inventory_make *m)
{
	struct inventory_json *j = &m->json;

	if (j->ev != JSON_OBJECT_BEGIN && j->ev != JSON_ARRAY_BEGIN)
		return;
	while (json_skip(j->reader))
		continue;
	(void)inventory_json_next(m);
}

struct inventory_text
inventory_json_text(struct inventory_make *m)
{
	const struct inventory_json *j = &m->json;
	struct inventory_text none = { .at = j->at };

	if (j->ev != JSON_STRING && j->ev != JSON_NUMBER &&
	    j->ev != JSON_TRUE) {
		pass(m);
		return none;
	}
	if (j->text.n <= LIMIT_INVENTORY_TEXT)
		return (struct inventory_text){ str_trim(j->text), j->at };
	diag_report(m->d, DIAG_ALERT, "inventory-text", span_sub(j->at, 0, 1),
	    "a text of %zu bytes is left out", j->text.n);
	diag_help(m->d,
	    "names, versions and remarks of up to %u bytes are "
	    "read; correct the document",
	    LIMIT_INVENTORY_TEXT);
	return none;
}

/* The value of a member. */
static void
member(struct inventory_make *m, const struct inventory_member *v, void *into)
{
	(void)inventory_json_next(m);
	if (v->see != NULL)
		v->see(m, into);
	else
		*(struct inventory_text *)(void *)((char *)into +
		    v->text) = inventory_json_text(m);
}

void
inventory_json_members(struct inventory_make *m,
    const struct inventory_member *v, size_t n, void *into)
{
	if (m->json.ev != JSON_OBJECT_BEGIN) {
		pass(m);
		return;
	}
	while (inventory_json_next(m) == JSON_NAME) {
		size_t i = 0;

		while (i < n && !str_eq(m->json.text, v[i].name))
			i++;
		if (i < n)
			member(m, &v[i], into);
		else
			(void)json_skip(m->json.reader);
	}
}

void
inventory_json_items(struct inventory_make *m, inventory_see *see, void *into)
{
	if (m->json.ev != JSON_ARRAY_BEGIN) {
		pass(m);
		return;
	}
	while (inventory_json_next(m) != JSON_ARRAY_END &&
	    m->json.ev != JSON_FAULT)
		see(m, into);
}
