/*
 * Which records are of one vulnerability.  Ids are joined when each is an alias
 * of the other, or when the source whose own id it is says so (a CVE id is
 * everybody's: what calls itself by one joins by it, and no further).  No
 * alias ever makes one of two CVE ids: an advisory on several is in the group
 * of each, and its own group is itself.
 */
#ifndef INDEX_INDEX_GROUP_H
#define INDEX_INDEX_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"
#include "index/index_store.h"

struct index_group {
	uint32_t records;
	uint32_t nodes;		/* ids */
	struct buf own;		/* uint32_t: a record's id */
	struct buf aliases;	/* uint64_t: a record, another id of it */
	struct buf is_cve;	/* char: of an id */
};

void index_group_init(struct index_group *g, uint32_t records);
void index_group_fini(struct index_group *g);

/* An id, as a key, and after it each record that has it. */
void index_group_id(struct index_group *g, struct str id);
void index_group_add(struct index_group *g, uint32_t record, bool is_alias);

/*
 * Work the groups out and put them into the store: "indx", for each record the
 * place of its group in "memb", where a count stands before the members.
 */
MUST_USE int index_group_write(struct index_group *g,
    struct index_store *store);

/* The keys of the two. */
MDB_val index_group_key(bool is_members);

#endif
