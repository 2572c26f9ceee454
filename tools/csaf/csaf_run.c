#include "csaf/csaf_run.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"

/* Characters of a text that a message quotes. */
#define QUOTE_CHARACTERS	60

/* What to point at: nobody wants a whole object underlined. */
static struct span
head_of(const struct json_node *node)
{
	if (node->kind != JSON_IS_OBJECT && node->kind != JSON_IS_ARRAY)
		return node->at;
	if (span_is_set(node->name_at))
		return node->name_at;
	return span_sub(node->at, 0, 1);
}

void
csaf_run_report(struct csaf_run *k, const struct json_node *node,
    const char *fmt, ...)
{
	struct csaf_finding *f;
	va_list ap;

	ASSERT(k->test != NULL && node != NULL);
	if (!csaf_run_wants(k, k->test))
		return;
	k->is_bad |= k->test->class == CSAF_SCHEMA ||
	    k->test->class == CSAF_MANDATORY;
	if (k->n >= LIMIT_CSAF_FINDINGS) {
		k->n_dropped++;
		return;
	}
	k->findings = arena_grow(k->q->arena, k->findings, k->n, &k->cap,
	    sizeof(*k->findings));
	f = &k->findings[k->n++];
	*f = (struct csaf_finding){ .test = k->test,
		.node = node,
		.at = head_of(node),
		.kind = fmt };
	va_start(ap, fmt);
	f->message = str_vfmt(k->q->arena, fmt, ap);
	va_end(ap);
}

bool
csaf_run_work(struct csaf_run *k, const struct json_node *node, size_t steps)
{
	if (k->work >= steps) {
		k->work -= steps;
		return true;
	}
	k->work = 0;
	if (!k->is_tired)
		csaf_run_report(k, node,
		    "this cannot be checked: groups name products too often "
		    "(more than %u steps)",
		    LIMIT_CSAF_WORK);
	k->is_tired = true;
	return false;
}

struct str
csaf_run_quote(struct csaf_run *k, struct str s)
{
	size_t i = 0, n = 0;
	bool is_plain = true;

	while (i < s.n && n < QUOTE_CHARACTERS) {
		uint32_t c = utf8_next(s, &i);

		if (c == '\n' || c == '\t' || utf8_is_hostile(c))
			is_plain = false;
		n++;
	}
	if (!is_plain)
		return S("(a text with control characters)");
	if (i == s.n)
		return s;
	return str_cat(k->q->arena, str_sub(s, 0, i), S("..."));
}

const struct json_node *
csaf_run_items(const struct json_node *node, const char *name)
{
	const struct json_node *list = json_get(node, name);

	return list != NULL && list->kind == JSON_IS_ARRAY ? list->first :
							     NULL;
}

bool
csaf_run_has(const struct json_node *node, const char *name)
{
	const struct json_node *v = json_get(node, name);

	return v != NULL &&
	    (v->kind == JSON_IS_ARRAY || v->kind == JSON_IS_OBJECT) &&
	    v->n > 0;
}

const struct json_node *
csaf_run_string(const struct json_node *node, const char *name)
{
	const struct json_node *v = json_get(node, name);

	return v != NULL && v->kind == JSON_IS_STRING ? v : NULL;
}

/* ---- products -------------------------------------------------------- */

static void
take(struct csaf_run *k, size_t id, size_t *n)
{
	if (id == CSAF_NOWHERE || k->seen[id] == k->calls)
		return;
	k->seen[id] = k->calls;
	k->list[(*n)++] = id;
}

static void
take_group(struct csaf_run *k, const struct json_node *node, size_t *n)
{
	const struct csaf_doc *d = k->doc;
	size_t id = csaf_doc_id(&d->group_ids, node->text);
	const struct csaf_range *r;

	if (id == CSAF_NOWHERE || d->group_ids.v[id].defined == CSAF_NOWHERE)
		return;
	r = &d->groups[d->group_ids.v[id].defined].products;
	if (!csaf_run_work(k, node, r->n))
		return;
	for (size_t i = 0; i < r->n; i++)
		take(k, d->uses[r->first + i].id, n);
}

size_t
csaf_run_products(struct csaf_run *k, const struct json_node *item,
    const size_t **ids)
{
	static const char *const names[] = { "product_ids", "products" };
	const struct csaf_doc *d = k->doc;
	size_t n = 0;

	if (k->list == NULL) {
		k->list = arena_array(k->q->arena, size_t,
		    d->product_ids.n + 1);
		k->seen = arena_array(k->q->arena, size_t,
		    d->product_ids.n + 1);
	}
	k->calls++;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		for (const struct json_node *p =
			 csaf_run_items(item, names[i]);
		     p != NULL; p = p->next) {
			if (p->kind == JSON_IS_STRING)
				take(k, csaf_doc_id(&d->product_ids, p->text),
				    &n);
		}
	}
	for (const struct json_node *g = csaf_run_items(item, "group_ids");
	     g != NULL; g = g->next) {
		if (g->kind == JSON_IS_STRING)
			take_group(k, g, &n);
	}
	*ids = k->list;
	return n;
}

size_t *
csaf_run_marks(struct csaf_run *k)
{
	return arena_array(k->q->arena, size_t, k->doc->product_ids.n + 1);
}

void
csaf_run_mark(struct csaf_run *k, size_t *marks, size_t value,
    const struct json_node *item)
{
	const size_t *ids;
	size_t n = csaf_run_products(k, item, &ids);

	for (size_t i = 0; i < n; i++)
		marks[ids[i]] = value;
}
