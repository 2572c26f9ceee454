/*
 * 6.1.27.13: for each fixed product, another version of it is affected.
 *
 * A product is another version of one when it stands on the same way down the
 * branches but for versions.  Of combined products (product paths), one part
 * differs so and the others are the same.  What is installed with a product
 * corresponds to the product without it.  Both are written as texts: those of
 * affected products are sorted, those of fixed ones are sought there.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "csaf/csaf_run.h"

/* Steps that a part of a path takes in each of the texts made of it. */
#define PART_STEPS	16

/* No part of a path varies. */
#define EXACT	SIZE_MAX

/* Where a product is what another one is installed with. */
struct companion {
	size_t id;		/* of the product */
	const struct csaf_product *path;
	size_t n;		/* parts of the path before it */
};

struct search {
	struct csaf_run *k;
	struct arena *a;		/* for a flaw */
	struct str *affected;		/* sorted */
	size_t n, cap;
	struct companion *companions;	/* by id */
	size_t n_companions;
};

static bool
is_version(const struct json_node *branch)
{
	static const char *const names[] = { "product_version",
		"product_version_range", "patch_level", "service_pack" };
	struct str category = json_get_str(branch, "category");

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_z(category, names[i]))
			return true;
	}
	return false;
}

static void
put_text(struct buf *b, struct str s)
{
	buf_printf(b, "%zu:", s.n);
	buf_put(b, s);
}

/* The product without its version. */
static void
put_kind(struct search *s, struct buf *b, size_t id)
{
	const struct csaf_doc *d = s->k->doc;
	const struct csaf_product *p;

	if (d->product_ids.v[id].defined == CSAF_NOWHERE)
		return;
	p = &d->products[d->product_ids.v[id].defined];
	if (p->relation != NULL)
		put_text(b, d->product_ids.v[id].text);
	for (const struct csaf_branch *n = p->branch; n != NULL;
	     n = n->parent) {
		if (is_version(n->node))
			continue;
		put_text(b, json_get_str(n->node, "category"));
		put_text(b, json_get_str(n->node, "name"));
	}
}

static const struct csaf_product *
product_of(const struct search *s, size_t id)
{
	size_t defined = s->k->doc->product_ids.v[id].defined;

	return defined == CSAF_NOWHERE ? NULL : &s->k->doc->products[defined];
}

/* The first parts of a path as a text, one without its version. */
static struct str
path_key(struct search *s, const struct csaf_product *p, size_t n,
    size_t varying)
{
	const struct csaf_doc *d = s->k->doc;
	const struct json_node *sub = csaf_run_items(p->relation, "subpaths");
	struct str key;
	struct buf b;

	buf_init(&b, LIMIT_PAGE_BYTES);
	for (size_t i = 0; i < n; i++) {
		size_t id = d->uses[p->parts.first + i].id;

		buf_putc(&b, i == varying ? '~' : '=');
		if (i == varying)
			put_kind(s, &b, id);
		else
			buf_printf(&b, "%zu", id);
		if (i > 0 && sub != NULL) {
			put_text(&b, json_get_str(sub, "category"));
			sub = sub->next;
		}
	}
	key = str_dup(s->a, buf_str(&b));
	buf_fini(&b);
	return key;
}

/* A product as a text: a path of one part. */
static struct str
plain_key(struct search *s, size_t id, size_t varying)
{
	struct str key;
	struct buf b;

	if (varying == EXACT)
		return str_fmt(s->a, "=%zu", id);
	buf_init(&b, LIMIT_PAGE_BYTES);
	buf_putc(&b, '~');
	put_kind(s, &b, id);
	key = str_dup(s->a, buf_str(&b));
	buf_fini(&b);
	return key;
}

static void
add(struct search *s, struct str key)
{
	s->affected = arena_grow(s->a, s->affected, s->n, &s->cap,
	    sizeof(*s->affected));
	s->affected[s->n++] = key;
}

static void
add_affected(struct search *s, const struct csaf_use *u)
{
	const struct csaf_product *p = product_of(s, u->id);
	size_t n = p == NULL ? 0 : p->parts.n;

	if (p == NULL || !csaf_run_work(s->k, u->node, n * n * PART_STEPS + 1))
		return;
	add(s, plain_key(s, u->id, EXACT));
	if (p->relation == NULL) {
		add(s, plain_key(s, u->id, 0));
		return;
	}
	add(s, path_key(s, p, n, EXACT));
	for (size_t i = 0; i < n; i++)
		add(s, path_key(s, p, n, i));
}

static bool
is_affected(const struct search *s, struct str key)
{
	return s->n > 0 &&
	    bsearch(&key, s->affected, s->n, sizeof(key), str_cmp_qsort) !=
	    NULL;
}

/* The first n parts of a path, alone. */
static bool
is_prefix_affected(struct search *s, const struct csaf_product *p, size_t n)
{
	if (n == 1)
		return is_affected(s,
		    plain_key(s, s->k->doc->uses[p->parts.first].id, EXACT));
	return is_affected(s, path_key(s, p, n, EXACT));
}

static bool
is_path_met(struct search *s, const struct csaf_product *p)
{
	const struct json_node *sub = csaf_run_items(p->relation, "subpaths");
	size_t n = p->parts.n;

	for (size_t i = 0; i < n; i++) {
		if (is_affected(s, path_key(s, p, n, i)))
			return true;
		if (i == 0 || sub == NULL)
			continue;
		if (str_eq(json_get_str(sub, "category"),
			S("installed_with")) &&
		    is_prefix_affected(s, p, i))
			return true;
		sub = sub->next;
	}
	return false;
}

/* The first companion of an id, or where it would be. */
static size_t
find_companion(const struct search *s, size_t id)
{
	size_t low = 0, high = s->n_companions;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->companions[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_met(struct search *s, const struct csaf_use *u)
{
	const struct csaf_product *p = product_of(s, u->id);
	size_t n = p == NULL ? 0 : p->parts.n;

	/* What is not defined is the matter of another test. */
	if (p == NULL || !csaf_run_work(s->k, u->node, n * n * PART_STEPS + 1))
		return true;
	if (p->relation == NULL ? is_affected(s, plain_key(s, u->id, 0)) :
				  is_path_met(s, p))
		return true;
	for (size_t i = find_companion(s, u->id);
	     i < s->n_companions && s->companions[i].id == u->id; i++) {
		const struct companion *c = &s->companions[i];

		if (!csaf_run_work(s->k, u->node, c->n * PART_STEPS) ||
		    is_prefix_affected(s, c->path, c->n))
			return true;
	}
	return false;
}

/* ---- companions ------------------------------------------------------ */

static int
companion_cmp(const void *a, const void *b)
{
	const struct companion *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static void
read_companions(struct search *s)
{
	const struct csaf_doc *d = s->k->doc;
	size_t cap = 0;

	for (size_t i = 0; i < d->n_products; i++) {
		const struct csaf_product *p = &d->products[i];
		const struct json_node *sub = csaf_run_items(p->relation,
		    "subpaths");

		for (size_t e = 1; e < p->parts.n && sub != NULL;
		     e++, sub = sub->next) {
			if (!str_eq(json_get_str(sub, "category"),
				S("installed_with")))
				continue;
			s->companions = arena_grow(s->k->q->arena,
			    s->companions, s->n_companions, &cap,
			    sizeof(*s->companions));
			s->companions[s->n_companions++] = (struct companion){
				d->uses[p->parts.first + e].id, p, e
			};
		}
	}
	if (s->n_companions > 1)
		qsort(s->companions, s->n_companions, sizeof(*s->companions),
		    companion_cmp);
}

/* ---- the test -------------------------------------------------------- */

static void
check_fixed(struct search *s, const struct csaf_range *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct csaf_use *u = &s->k->doc->uses[r->first + i];

		if (!is_met(s, u))
			csaf_run_report(s->k, u->node,
			    "no other version of the fixed product '%.*s' is "
			    "affected",
			    STR_ARG(csaf_run_quote(s->k, u->node->text)));
	}
}

static void
check_flaw(struct search *s, const struct csaf_flaw *f)
{
	static const enum csaf_status affected[] = { CSAF_FIRST_AFFECTED,
		CSAF_KNOWN_AFFECTED, CSAF_LAST_AFFECTED };

	s->affected = NULL;
	s->n = s->cap = 0;
	for (size_t i = 0; i < ARRAY_LEN(affected); i++) {
		const struct csaf_range *r = &f->status[affected[i]];

		for (size_t u = 0; u < r->n; u++)
			add_affected(s, &s->k->doc->uses[r->first + u]);
	}
	if (s->n > 1)
		qsort(s->affected, s->n, sizeof(*s->affected), str_cmp_qsort);
	check_fixed(s, &f->status[CSAF_FIRST_FIXED]);
	check_fixed(s, &f->status[CSAF_FIXED]);
}

void
test_counterpart(struct csaf_run *k)
{
	struct search s = { .k = k };

	if (!str_eq(k->doc->category, S("csaf_security_advisory")))
		return;
	read_companions(&s);
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		s.a = arena_open();
		check_flaw(&s, &k->doc->flaws[i]);
		arena_close(s.a);
	}
}
