/*
 * What is kept from one question to the next: records as they were read and
 * taken apart, and which components of an inventory are of a product.  For one
 * thread; the same questions get the same answers with it and without.
 */
#ifndef MATCH_MATCH_MEMO_H
#define MATCH_MATCH_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feed/record.h"
#include "match/match_rank.h"
#include "version/cpe.h"

struct arena;
struct index;
struct match_inventory;
struct match_memo;

/* What matching needs of an entry, worked out once. */
struct match_entry {
	enum match_rank rank;
	bool is_plain;		/* BY_CPE: of any update and edition */
	const struct cpe *cpe;	/* BY_CPE; NULL: it cannot be read */
	struct str purl_key;	/* BY_PURL: index_key_purl() */
	struct str vendor, product;	/* BY_NAME: name_vendor(),
					 * name_product() */
	struct str maker;	/* BY_NAME: makers_one() of vendor */
};

/* A record; bounds of entries by CPE name are without backslashes. */
struct match_record {
	uint32_t number;
	bool is_damaged;	/* nothing else is set */
	struct feed_record r;
	struct match_entry *entries;	/* as r.affects */
	bool is_jvn;
	struct str *ids;	/* CVE ids that it is about, or its own */
	size_t n_ids;
};

/*
 * All inventories that it is asked with must stay as they are until
 * match_memo_forget().  It is closed with parent.
 */
struct match_memo *match_memo_open(struct arena *parent,
    const struct index *x);

/* For one question: everything lives in a. */
struct match_memo *match_memo_once(struct arena *a, const struct index *x);

/* Nothing of inventories is known any more. */
void match_memo_forget(struct match_memo *m);

/*
 * Before a question: what was kept is given up when it is too much
 * (LIMIT_MATCH_MEMO).  Until then everything stays where it is.
 */
void match_memo_begin(struct match_memo *m);

const struct match_record *match_memo_record(struct match_memo *m,
    uint32_t number);

/* Components of an inventory that may be the product of a CPE name, or of the
 * family that it names, ascending: part, vendor and product count. */
const size_t *match_memo_like(struct match_memo *m,
    const struct match_inventory *inv, const struct cpe *rule, size_t *n);

/*
 * Whether components beside this one are of the rule's part ('a', 'o' or 'h'),
 * by CPE name or kind; of a rule that names a family, whether one tells its
 * family.  NULL: 'a'.
 */
bool match_memo_has_other(struct match_memo *m,
    const struct match_inventory *inv, size_t component,
    const struct cpe *rule);

#endif
