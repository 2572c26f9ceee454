/*
 * The ledger of what was told to whom: content/deliveries/YEAR.tsv, a line a
 * subscriber and item.  `hansho digest` appends to it; two clones that did may
 * be merged by keeping the lines of both, in any order (merge=union).
 *
 * A cell is text of up to LIMIT_DELIVERY_CELL bytes.  Tabs, line ends and
 * backslashes stand as \t \n \r \\; one that a spreadsheet would take for a
 * formula has an apostrophe in front, as one that begins with an apostrophe.
 */
#ifndef MODEL_DELIVERY_H
#define MODEL_DELIVERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"
#include "model/records.h"

struct arena;
struct buf;
struct diags;
struct io_dir;
struct map;

/* The columns: first line of each file. */
#define DELIVERY_HEAD							\
	"at\tsubscriber\tedition\tlabel\titem\tof\ttold\trecords\tmessage\n"

#define DELIVERY_FOLDER	"content/deliveries/"

/* A line: what a subscriber was told of an item. */
struct delivery {
	struct span where;	/* the line; nowhere: it is to be written */
	struct instant at;
	struct str subscriber;	/* "sato", "list-gateway" */
	struct str edition;	/* whose view the item was told of */
	enum tlp label;		/* of that */
	struct str item;	/* a vulnerability's or an alert's id */
	struct str of;		/* "PRODUCT@VERSION", "PRODUCT@", "SYSTEM"; of
				 * alerts empty */
	struct str told;	/* the state that was told: delivery/told.h */
	struct str records;	/* digests of records that were cited, 16
				 * digits each, with blanks between */
	struct str message;	/* its Message-ID, without brackets */
};

struct deliveries {
	const struct delivery *v;	/* as the files stand */
	size_t n;
	struct map *newest;	/* subscriber, item, of: the last that counts */
	struct map *by_subscriber;	/* struct delivery_list of those */
};

struct delivery_list {
	const struct delivery **v;	/* in the order of their keys' first
					 * lines */
	size_t n, cap;
};

/*
 * The lines that are there already (NULL: none) and those of the ledger's files
 * among the sources from an id on.  Lines that cannot be read are reported
 * (delivery-line) and left out.  Lives in perm.
 *
 *   root	to read the texts of; NULL: they are there
 */
const struct deliveries *delivery_load(struct arena *perm,
    const struct deliveries *l, struct io_dir *root, struct sources *ss,
    uint32_t from, struct diags *d);

/* Whether a path is one of its files. */
bool delivery_is_file(struct str path);

/* The same of some lines, for the wall. */
const struct deliveries *delivery_of(struct arena *perm,
    const struct delivery *v, size_t n);

/*
 * What was told last: the newest line in whatever order merging left them, of
 * equal instants the last.  NULL: nothing; l may be NULL.
 */
const struct delivery *delivery_last(const struct deliveries *l,
    struct str subscriber, struct str item, struct str of);

/* All that a subscriber was told last, one a thing; never NULL. */
const struct delivery_list *delivery_of_subscriber(const struct deliveries *l,
    struct str subscriber);

/* Lines sorted for the file; then each as its line. */
void delivery_sort(struct delivery *v, size_t n);
void delivery_put(struct buf *out, const struct delivery *x);

#endif
