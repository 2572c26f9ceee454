/*
 * What people can subscribe to: all advisories, those of a severity and above,
 * those that name a product; each in both languages, as Atom and JSON Feed.
 */
#ifndef EXPORT_PUBLIC_SUBSCRIPTION_H
#define EXPORT_PUBLIC_SUBSCRIPTION_H

#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "score/cvss.h"
#include "wall/public_view.h"

struct arena;
struct export_context;

/* Entries of a feed: the newest; older ones stand in the list of pages. */
#define SUBSCRIPTION_ENTRIES	100

enum subscription_kind {
	SUBSCRIPTION_ALL,
	SUBSCRIPTION_SEVERITY,
	SUBSCRIPTION_PRODUCT,
};

struct subscription {
	enum subscription_kind kind;
	enum cvss_severity least;		/* SUBSCRIPTION_SEVERITY */
	const struct public_product *product;	/* SUBSCRIPTION_PRODUCT */
	const struct public_advisory **advisories;	/* latest first */
	size_t n;
};

/* All with their advisories, in the order in which a page lists them. */
size_t subscription_list(struct arena *a, const struct public_view *v,
    struct subscription **out);

/* "ja/feeds/all.atom"; ending is ".atom" or ".json". */
struct str subscription_place(struct arena *a, enum public_lang lang,
    const struct subscription *s, const char *ending);

/* "Example Electric security advisories: High and above". */
struct str subscription_title(struct arena *a, const struct public_view *v,
    const struct export_context *c, enum public_lang lang,
    const struct subscription *s);

/*
 * When an advisory changed in a way that subscribers should see: its newest
 * revision that is no patch (1.2.0, not 1.2.1), which mends words alone
 * (CSAF 2.0 section 3.1.11.2, RFC 4287 section 4.2.15).
 */
struct instant subscription_updated(const struct public_advisory *adv);

#endif
