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

static void
add(struct csaf_run *k, const struct json_node *node, enum csaf_class class,
    const char *fmt, va_list ap)
{
	struct csaf_finding *f;

	ASSERT(k->test != NULL && node != NULL);
	k->is_last = false;
	if (!csaf_run_wants(k, k->test))
		return;
	k->is_bad |= class <= CSAF_MANDATORY;
	if (k->n >= LIMIT_CSAF_FINDINGS) {
		k->n_dropped++;
		return;
	}
	k->findings = arena_grow(k->q->arena, k->findings, k->n, &k->cap,
	    sizeof(*k->findings));
	f = &k->findings[k->n++];
	k->is_last = true;
	*f = (struct csaf_finding){ .test = k->test,
		.class = class,
		.node = node,
		.at = head_of(node),
		.message = str_vfmt(k->q->arena, fmt, ap),
		.kind = fmt };
}

void
csaf_run_report(struct csaf_run *k, const struct json_node *node,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(k, node, k->test->class, fmt, ap);
	va_end(ap);
}

void
csaf_run_note(struct csaf_run *k, const struct json_node *node,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(k, node, CSAF_INFORMATIVE, fmt, ap);
	va_end(ap);
}

void
csaf_run_fix(struct csaf_run *k, const char *fmt, ...)
{
	va_list ap;

	if (!k->is_last)
		return;
	va_start(ap, fmt);
	k->findings[k->n - 1].fix = str_vfmt(k->q->arena, fmt, ap);
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
		    "this cannot be checked: the document names things too "
		    "often (more than %u steps)",
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

const char *const *
csaf_run_scores(const struct csaf_run *k, size_t *n)
{
	static const char *const names[] = { "cvss_v2", "cvss_v3", "cvss_v4" };

	*n = k->doc->version == CSAF_21 ? 3 : 2;
	return names;
}

bool
csaf_run_is_english(const struct csaf_run *k)
{
	const struct json_node *lang = csaf_run_string(k->doc->document,
	    "lang");
	struct str first, rest;

	if (lang == NULL)
		return true;
	(void)str_cut(lang->text, '-', &first, &rest);
	return str_eq_nocase(first, S("en")) ||
	    str_eq_nocase(lang->text, S("i-default"));
}

void
csaf_run_one_note(struct csaf_run *k, struct str title, struct str category)
{
	size_t n_notes = 0;

	for (const struct json_node *n =
		 csaf_run_items(k->doc->document, "notes");
	     n != NULL; n = n->next) {
		if (!str_eq(json_get_str(n, "title"), title))
			continue;
		n_notes++;
		if (!str_eq(json_get_str(n, "category"), category))
			csaf_run_report(k, n,
			    "the note '%.*s' is not of the category %.*s",
			    STR_ARG(title), STR_ARG(category));
		if (n_notes > 1)
			csaf_run_report(k, n,
			    "another note is called '%.*s' too",
			    STR_ARG(title));
	}
	if (n_notes == 0 && k->doc->document != NULL)
		csaf_run_report(k, k->doc->document,
		    "no note is called '%.*s'", STR_ARG(title));
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

void
csaf_run_mark_list(struct csaf_run *k, size_t *marks, size_t value,
    const struct csaf_flaw *f, const char *list)
{
	for (const struct json_node *n = csaf_run_items(f->node, list);
	     n != NULL; n = n->next)
		csaf_run_mark(k, marks, value, n);
}

void
csaf_run_unmarked(struct csaf_run *k, const struct csaf_range *status,
    const size_t *marks, size_t value, const char *what)
{
	for (size_t i = 0; i < status->n; i++) {
		const struct csaf_use *u = &k->doc->uses[status->first + i];
		struct str id;

		if (marks[u->id] == value)
			continue;
		id = csaf_run_quote(k, u->node->text);
		csaf_run_report(k, u->node, "the product '%.*s' has %s",
		    STR_ARG(id), what);
	}
}
