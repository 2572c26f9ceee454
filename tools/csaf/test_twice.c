/*
 * 6.1.22 to 6.1.25: what must not stand twice in a list.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "csaf/csaf_run.h"

/* Something in a list, by which it is known. */
struct entry {
	struct str key, more;	/* both alike: the same thing */
	struct csaf_time at;
	const struct json_node *node;
	size_t place;
};

struct entries {
	struct entry *v;
	size_t n, cap;
};

static int
same_cmp(const struct entry *x, const struct entry *y)
{
	int cmp = str_cmp(x->key, y->key);

	if (cmp == 0)
		cmp = str_cmp(x->more, y->more);
	return cmp != 0 ? cmp : csaf_format_time_cmp(&x->at, &y->at);
}

static int
entry_cmp(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int cmp = same_cmp(x, y);

	if (cmp != 0)
		return cmp;
	return x->place < y->place ? -1 : x->place > y->place;
}

static void
add(struct csaf_run *k, struct entries *l, struct entry e)
{
	e.place = l->n;
	l->v = arena_grow(k->q->arena, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = e;
}

static void
report_twice(struct csaf_run *k, struct entries *l, const char *what)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), entry_cmp);
	for (size_t i = 1; i < l->n; i++) {
		struct str text;

		if (same_cmp(&l->v[i], &l->v[i - 1]) != 0)
			continue;
		text = csaf_run_quote(k, l->v[i].key);
		csaf_run_report(k, l->v[i].node, "%s '%.*s' stands before",
		    what, STR_ARG(text));
	}
	l->n = 0;
}

void
test_twice_number(struct csaf_run *k)
{
	struct entries l = { .n = 0 };

	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		const struct csaf_revision *r = &k->doc->revisions[i];

		if (r->has_number)
			add(k, &l,
			    (struct entry){ .key = r->number_node->text,
				.node = r->number_node });
	}
	report_twice(k, &l, "the number");
}

void
test_twice_cve(struct csaf_run *k)
{
	struct entries l = { .n = 0 };

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct json_node *n =
		    csaf_run_string(k->doc->flaws[i].node, "cve");

		if (n != NULL)
			add(k, &l,
			    (struct entry){ .key = n->text, .node = n });
	}
	report_twice(k, &l, "the CVE id");
}

/* Parties without a date are compared too: one of them says nothing. */
void
test_twice_involvement(struct csaf_run *k)
{
	struct entries l = { .n = 0 };

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "involvements");
		     n != NULL; n = n->next) {
			const struct json_node *party = csaf_run_string(n,
			    "party");
			struct entry e = { .node = party };
			struct str date = json_get_str(n, "date");

			if (party == NULL)
				continue;
			e.key = party->text;
			e.more = date.n > 0 ? S("dated") : S("");
			if (date.n > 0 && !csaf_format_time(date, &e.at))
				continue;
			add(k, &l, e);
		}
		report_twice(k, &l, "the same date with the party");
	}
}

static void
check_hashes(struct csaf_run *k, const struct json_node *helper)
{
	struct entries l = { .n = 0 };

	for (const struct json_node *f = csaf_run_items(helper, "hashes");
	     f != NULL; f = f->next) {
		for (const struct json_node *h =
			 csaf_run_items(f, "file_hashes");
		     h != NULL; h = h->next) {
			const struct json_node *n = csaf_run_string(h,
			    "algorithm");

			if (n != NULL)
				add(k, &l,
				    (struct entry){
					.key = str_lower(k->q->arena, n->text),
					.node = n });
		}
		report_twice(k, &l, "the algorithm");
	}
}

void
test_twice_hash(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++)
		check_hashes(k,
		    json_get(k->doc->products[i].node,
			"product_identification_helper"));
}
