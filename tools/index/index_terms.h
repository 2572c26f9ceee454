/*
 * By which keys a record is found.  Each stands in the index under
 *	its id and aliases; other ids that it names, CVE ids excepted;
 *	each purl; each package, under its release and under none;
 *	each CPE name's vendor and product;
 *	each name: vendor and product, product alone, and both as if the product
 *	were so called ("Cisco IOS XE"), also those of other names' vendors;
 *	the words of its titles and products.
 * What is told of platforms alone (is_platform) gives no keys.
 */
#ifndef INDEX_INDEX_TERMS_H
#define INDEX_INDEX_TERMS_H

#include <stdbool.h>

#include "feed/record.h"
#include "index/index.h"

struct arena;

struct index_terms_sink {
	/* is_alias: INDEX_ID, and the record's own id is another. */
	void (*add)(void *ctx, enum index_key kind, struct str key,
	    bool is_alias);
	void *ctx;
};

/* All keys of a record, some of them twice.  Texts live in a. */
void index_terms(struct arena *a, const struct feed_record *r,
    const struct index_terms_sink *sink);

#endif
