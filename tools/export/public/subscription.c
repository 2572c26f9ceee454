#include "export/public/subscription.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "export/address.h"
#include "export/export.h"
#include "export/public/place.h"
#include "text/catalog.h"

/* Low and above would be all but those without a score. */
static const enum cvss_severity severities[] = { CVSS_CRITICAL, CVSS_HIGH,
	CVSS_MEDIUM };

struct str
subscription_place(struct arena *a, enum public_lang lang,
    const struct subscription *s, const char *ending)
{
	struct str name = S("all");

	switch (s->kind) {
	case SUBSCRIPTION_SEVERITY:
		name = str_cat(a, S("severity-"),
		    str_z(cvss_severity_key(s->least)));
		break;
	case SUBSCRIPTION_PRODUCT:
		name = str_cat(a, S("product-"), s->product->id);
		break;
	case SUBSCRIPTION_ALL:
		break;
	}
	return address(a, place_lang(lang), "feeds", name, ending);
}

struct str
subscription_title(struct arena *a, const struct public_view *v,
    const struct export_context *c, enum public_lang lang,
    const struct subscription *s)
{
	static const char *const keys[] = {
		[SUBSCRIPTION_ALL] = "feeds.of.all",
		[SUBSCRIPTION_SEVERITY] = "feeds.of.severity",
		[SUBSCRIPTION_PRODUCT] = "feeds.of.product",
	};
	struct str text = S(""), severity = S("");

	(void)catalog_get(c->words, place_lang(lang), str_z(keys[s->kind]),
	    &text);
	if (s->kind == SUBSCRIPTION_SEVERITY)
		(void)catalog_get(c->words, place_lang(lang),
		    str_cat(a, S("severity."),
			str_z(cvss_severity_key(s->least))),
		    &severity);
	const struct catalog_value values[] = {
		{ S("publisher"), v->publisher.name },
		{ S("severity"), severity },
		{ S("product"),
		    s->product != NULL ? s->product->name : S("") },
	};

	return catalog_fill(a, text, values, ARRAY_LEN(values));
}

/* All but the last of a version's numbers. */
static struct str
without_patch(struct str version)
{
	size_t dots = 0, last = 0;

	for (size_t i = 0; i < version.n; i++) {
		if (version.p[i] == '.') {
			dots++;
			last = i;
		}
	}
	return dots == 2 ? str_sub(version, 0, last) : version;
}

struct instant
subscription_updated(const struct public_advisory *adv)
{
	size_t i = adv->n_revisions - 1;

	while (i > 0 &&
	    str_eq(without_patch(adv->revisions[i].version),
		without_patch(adv->revisions[i - 1].version)))
		i--;
	return adv->revisions[i].at;
}

/* Newest update first; ids settle ties. */
static int
updated_cmp(const void *a, const void *b)
{
	const struct public_advisory *const *x = a, *const *y = b;
	int64_t at_x = subscription_updated(*x).s;
	int64_t at_y = subscription_updated(*y).s;

	if (at_x != at_y)
		return at_x > at_y ? -1 : 1;
	return str_cmp((*x)->id, (*y)->id);
}

static void
push(struct arena *a, struct subscription *s,
    const struct public_advisory *adv)
{
	const struct public_advisory **v;

	/* Once an advisory, however many of its leaves are of the product. */
	if (s->n > 0 && s->advisories[s->n - 1] == adv)
		return;
	/* Lists grow one by one: room for the next power of two. */
	if ((s->n & (s->n - 1)) == 0) {
		v = arena_array(a, const struct public_advisory *,
		    s->n == 0 ? 1 : s->n * 2);
		for (size_t i = 0; i < s->n; i++)
			v[i] = s->advisories[i];
		s->advisories = v;
	}
	s->advisories[s->n++] = adv;
}

/* Put an advisory into those that it belongs to; products: id -> one. */
static void
sort_in(struct arena *a, struct subscription *all, struct map *products,
    const struct public_advisory *adv)
{
	for (size_t i = 0; all[i].kind != SUBSCRIPTION_PRODUCT; i++) {
		if (all[i].kind == SUBSCRIPTION_ALL ||
		    (adv->worst != NULL &&
			adv->worst->score.severity >= all[i].least))
			push(a, &all[i], adv);
	}
	for (size_t i = 0; i < adv->n_leaves; i++) {
		struct subscription *s = map_get(products,
		    adv->leaves[i].inventory);

		if (s != NULL)
			push(a, s, adv);
	}
}

size_t
subscription_list(struct arena *a, const struct public_view *v,
    struct subscription **out)
{
	struct subscription *all = arena_array(a, struct subscription,
	    2 + ARRAY_LEN(severities) + v->n_products);
	const struct public_advisory **order = arena_array(a,
	    const struct public_advisory *, v->n_advisories + 1);
	struct map *products = map_open(a);
	size_t n = 0, n_order = 0;

	all[n++] = (struct subscription){ .kind = SUBSCRIPTION_ALL };
	for (size_t i = 0; i < ARRAY_LEN(severities); i++)
		all[n++] = (struct subscription){
			.kind = SUBSCRIPTION_SEVERITY,
			.least = severities[i]
		};
	for (size_t i = 0; i < v->n_products; i++) {
		all[n] = (struct subscription){ .kind = SUBSCRIPTION_PRODUCT,
			.product = &v->products[i] };
		map_put(products, v->products[i].id, &all[n++]);
	}
	/* The end of those that are of no product. */
	all[n] = (struct subscription){ .kind = SUBSCRIPTION_PRODUCT };
	for (size_t i = 0; i < v->n_advisories; i++) {
		if (v->advisories[i].n_revisions > 0)
			order[n_order++] = &v->advisories[i];
	}
	if (n_order > 1)
		qsort(order, n_order, sizeof(*order), updated_cmp);
	for (size_t i = 0; i < n_order; i++)
		sort_in(a, all, products, order[i]);
	*out = all;
	return n;
}
