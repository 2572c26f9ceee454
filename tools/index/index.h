/*
 * The index of all mirrored records: an LMDB environment below
 * .hansho/cache/index/, rebuilt when the program changes, brought up to date
 * when a mirrored file's digest does.  What it says is checked when read, never
 * trusted: it may be of a killed process.
 *
 * Records are numbered from 0 in the order of sources, then as they stand: the
 * same files give the same numbers, whatever was there before.
 * Keys (index_terms.h), each with a sorted list of record numbers:
 *	purl	type, namespace and name by the type's own rules
 *	package	distribution, release and name; with any release, too
 *	cpe	vendor and product, decoded
 *	name	vendor and product in words, normalised; product alone
 *	word	a word of titles and product names (version/name.h)
 *	id	id or alias
 *	related	an id that the record names, no CVE id: of what it is a part of
 */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "feed/record.h"

struct arena;
struct diags;
struct index;
struct io_dir;
struct pool;

enum index_key {
	INDEX_PURL,
	INDEX_PACKAGE,
	INDEX_CPE,
	INDEX_NAME,
	INDEX_WORD,
	INDEX_ID,
	INDEX_RELATED,	/* index_key_id() */
};

/* A file of the mirror that is to be in the index. */
struct index_source {
	struct str feed;	/* id in content/feeds.yaml */
	struct str path;	/* below .hansho/feeds/ */
};

/* What bringing the index up to date did. */
struct index_report {
	size_t files_read, files_same, records, faulty;
	uint64_t bytes;
};

struct index_request {
	struct io_dir *hansho;	/* .hansho of a repository, on the disk */
	struct io_dir *mirror;	/* of the sources; NULL: feeds/ of hansho */
	const struct index_source *sources;	/* in the order of numbers */
	size_t n;
	struct pool *pool;
};

/*
 * Open the index for reading, bringing it up to date with the sources first:
 * changed files are read again, records of files that are gone are taken out.
 * Another process may do the same: one waits.  NULL with reports when there is
 * no writable cache.  A process has one open at a time; any thread may read it.
 */
struct index *index_open(struct arena *perm, const struct index_request *q,
    struct diags *d, struct index_report *out);
void index_close(struct index *x);

size_t index_len(const struct index *x);	/* records */

/*
 * The records with a key, ascending; the array is a view of the index, valid
 * until index_close().  The key is made by index_key_*().
 */
const uint32_t *index_find(const struct index *x, enum index_key kind,
    struct str key, size_t *n);

/* Whether any record has a key that begins so: of an ecosystem, "npm\x1f". */
bool index_holds(const struct index *x, enum index_key kind, struct str start);

/* Keys.  Empty when nothing could be found by it.  They live in a. */
struct str index_key_purl(struct arena *a, struct str type,
    struct str namespace, struct str name);
struct str index_key_package(struct arena *a, struct str distro,
    struct str release, struct str name);	/* release may be empty: any */
struct str index_key_cpe(struct arena *a, struct str vendor,
    struct str product);
struct str index_key_name(struct arena *a, struct str vendor,
    struct str product);	/* either may be empty */
struct str index_key_word(struct arena *a, struct str word);
struct str index_key_id(struct arena *a, struct str id);

/* A record by its number.  False when the index is damaged (it is then made
 * anew by the next index_open()).  Texts are views of the index. */
MUST_USE bool index_record(const struct index *x, struct arena *a,
    uint32_t number, struct feed_record *out);

/* Where a record is from: its feed, file, and the SHA-256 (hex) of its bytes,
 * which decisions and deliveries cite. */
struct index_origin {
	struct str feed, path, member, sha256;
};
bool index_origin(const struct index *x, struct arena *a, uint32_t number,
    struct index_origin *out);

/*
 * The records of one vulnerability: those that an alias joins (index_group.h),
 * and advisories on several that name it.  Ascending.
 */
const uint32_t *index_group(const struct index *x, uint32_t number, size_t *n);

/* How many records hold a word of INDEX_WORD: for rarity. */
size_t index_frequency(const struct index *x, struct str word);

#endif
