/*
 * Records of several sources put together to one vulnerability each, as far as
 * readers may know the records: struct known of model/known.h.
 */
#ifndef FINDING_MATCHED_KNOWN_H
#define FINDING_MATCHED_KNOWN_H

#include <stddef.h>
#include <stdint.h>

#include "model/known.h"

struct arena;
struct epss;
struct kev;
struct known_list;
struct matched_label;
struct pool;

struct known_request {
	struct arena *perm;	/* for what is known */
	struct arena *tmp;	/* for the list; must outlive it */
	struct pool *pool;
	const struct matched_label *label;	/* with an index */
	enum tlp reader;	/* up to which label */
	const struct kev *kev;	/* NULL: no mirror */
	const struct epss *epss;	/* NULL: no mirror */
};

/* A vulnerability, and what is not told of it but asked. */
struct known_row {
	struct known *known;
	uint32_t *records;	/* in the index, of known->sources */
	struct str ssvc;	/* "none/yes/total", or empty */
	bool is_exploited;	/* in KEV, or some source says so */
	size_t stamp, place;	/* for who goes through the list; 0 at first */
};

struct known_rows {
	struct known_row **v;
	size_t n;
};

struct known_list *matched_known_open(const struct known_request *q);

/* A record that the reader may know and that concerns somebody. */
void matched_known_add(struct known_list *l, uint32_t record);

/* When all are added: the vulnerabilities by id.  They live in perm. */
size_t matched_known_build(struct known_list *l, struct known **out);

/* What an added record is on: an advisory may be on several. */
struct known_rows matched_known_of(const struct known_list *l,
    uint32_t record);

/* The record as a source of one of these. */
const struct known_source *matched_known_source(const struct known_row *row,
    uint32_t record);

#endif
