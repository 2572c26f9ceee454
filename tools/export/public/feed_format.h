/*
 * A feed about to be written, the same for every format.
 */
#ifndef EXPORT_PUBLIC_FEED_FORMAT_H
#define EXPORT_PUBLIC_FEED_FORMAT_H

#include <stdbool.h>

#include "base/attr.h"
#include "export/public/subscription.h"

struct buf;

struct feed {
	struct arena *a;
	const struct public_view *view;
	const struct export_context *context;
	enum public_lang lang;
	const struct subscription *of;
	struct str title;
	struct str url;		/* its own address; also its id */
	struct str home;	/* of the page with all advisories */
	struct instant updated;	/* of its newest entry */
	bool has_updated;	/* it has one */
};

/* An entry, in the feed's language where there are words. */
struct feed_entry {
	struct str url;		/* of the page; also its id */
	struct str title;	/* with the advisory's id */
	struct str summary;	/* plain text; may be empty */
	struct str csaf;	/* address of the document */
	struct instant published;
	struct instant updated;
	struct str *tags;	/* severity, then CVE ids */
	size_t n_tags;
};

struct feed_entry feed_format_entry(const struct feed *f,
    const struct public_advisory *adv);

/* How many entries it has: SUBSCRIPTION_ENTRIES at most. */
size_t feed_format_len(const struct feed *f);

MUST_USE bool feed_format_atom(const struct feed *f, struct buf *out);
MUST_USE bool feed_format_json(const struct feed *f, struct buf *out);

#endif
