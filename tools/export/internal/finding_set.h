/*
 * Findings in lists: saved views, and a list an owner, company and product.
 * Made once an exporter; lists and their counts ask the same questions.
 */
#ifndef EXPORT_INTERNAL_FINDING_SET_H
#define EXPORT_INTERNAL_FINDING_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct entry;
struct finding;
struct model;
struct value;

/* What is to be done with a finding; the parts of a list, in this order. */
enum finding_bucket {
	FINDING_BUCKET_OPEN,
	FINDING_BUCKET_QUESTION,
	FINDING_BUCKET_LAPSED,
	FINDING_BUCKET_LOOK,
	FINDING_BUCKET_DECIDED,
	FINDING_BUCKET_CLEARED,
};

#define FINDING_BUCKETS	6

enum finding_by {
	FINDING_BY_VIEW,
	FINDING_BY_OWNER,
	FINDING_BY_COMPANY,
	FINDING_BY_PRODUCT,	/* of all its versions */
};

#define FINDING_BYS	4

struct finding_list {
	enum finding_by by;
	struct str stem;	/* "findings/open", "findings/owner-sato" */
	const char *word;	/* of a view; else NULL */
	const struct entry *of;	/* of the others */
	const struct finding **v;	/* by bucket, KEV first, priority,
					 * score; of a product by version */
	size_t n, cap;
	size_t buckets[FINDING_BUCKETS];	/* how many of each */
	size_t n_todo;		/* somebody has to judge */
	size_t n_kev;		/* of these: attacked, says KEV */
};

struct finding_set {
	struct finding_list *v;
	size_t n;
	size_t first[FINDING_BYS + 1];	/* where those of a kind begin */
};

/* Of m->matched; views are there without it, and are empty. */
const struct finding_set *finding_set_make(struct arena *a,
    const struct model *m);

enum finding_bucket finding_set_bucket(const struct finding *f);

/* "open", "question", "lapsed", "look", "decided", "cleared". */
const char *finding_set_key(enum finding_bucket b);

/* The list of an owner, company or product; NULL: it has no page. */
const struct finding_list *finding_set_of(const struct finding_set *s,
    enum finding_by by, const struct entry *of);

/* "findings/owner-sato": a list's address without number and ending. */
struct str finding_set_stem(struct arena *a, enum finding_by by,
    struct str id);

/* How many pages of a list there are; LIMIT_FINDING_PIECES at most. */
size_t finding_set_pieces(size_t n_rows);

/* Set o.counts, {key, n} for each bucket, n_todo and n_kev. */
void finding_set_show_counts(struct value *o, const struct finding_list *l);

#endif
