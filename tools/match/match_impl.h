/*
 * What the rules of matching share.  Private to match/.
 */
#ifndef MATCH_MATCH_IMPL_H
#define MATCH_MATCH_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "match/match.h"
#include "match/match_context.h"
#include "match/match_memo.h"
#include "version/cpe.h"
#include "version/purl.h"

struct arena;
struct scheme;

/* A component as rules hold it against a record. */
struct match_self {
	const struct component *c;
	bool has_purl, has_cpe;
	bool is_packaged;	/* a distribution's package */
	bool is_registered;	/* of an ecosystem with data of its own: names
				 * alone say nothing of it */
	struct purl purl;
	struct cpe cpe;
	struct str purl_key;	/* index_key_purl() */
	struct str cpe_key;	/* index_key_cpe() */
	struct str version;	/* empty: not told */
	struct str full;	/* the CPE name's version with its update */
	struct str vendor, product;	/* in words, from the CPE name or as
					 * told; product empty: none */
	struct str distro;	/* as match_distro() says; release of c */
	struct str maker, goods;	/* name_vendor(), name_product() of
					 * the two */
	struct str one;		/* makers_one() of maker; the look's alone */
	bool is_any_version;	/* nothing is told, or any is meant */
};

struct match_look {
	struct arena *a;
	const struct index *x;
	const struct match_inventory *inv;
	size_t component;
	struct match_memo *memo;
	bool is_quick;		/* steps and texts are not asked for */
	struct match_self self;
	struct match_watch *watched;	/* as of struct match_limit */
	size_t n_watched, cap_watched;
	struct str *words;	/* of the line to watch, without stop words */
	size_t n_words;
	bool has_words;		/* they were looked for */
};

/* What one entry of a record says of the component, by one rule. */
struct match_try {
	const struct match_record *of;
	const struct feed_record *r;
	const struct feed_affects *e;	/* NULL: the record as a whole */
	const struct match_entry *p;	/* of e */
	struct match m;		/* record and affects are the caller's */
	size_t cap_steps;
	bool is_explicit;	/* a miss: told, not only silence */
	bool is_bare;		/* a match: no versions are given */
};

/*
 * A rule: false when the entry is none that it looks at, or of another
 * product.  Else t->m.miss and confidence are set, and the steps.
 */
typedef bool match_rule_test(struct match_look *k, struct match_try *t);

#define MATCH(name, confidence, summary)	match_rule_test match_##name;
#include "match/rules.def"

void match_self_read(struct arena *a, const struct component *c,
    struct match_self *out);

/* Add a step, unless the look is quick; what is a key below match.step. */
void match_step_add(struct match_look *k, struct match_try *t,
    const char *what, struct str ours, struct str theirs, struct str result);

/*
 * The records that hold the rarest word of the line to watch, if it is rare
 * enough; else none.
 */
const uint32_t *match_keyword_find(struct match_look *k, size_t *n);

/* Confidence of a rule's full match. */
uint8_t match_confidence(enum match_rule r);

#endif
