/*
 * Names of products that the repository and its mirrors know.
 */
#ifndef RESOLVE_DICTIONARY_H
#define RESOLVE_DICTIONARY_H

#include <stddef.h>

struct arena;
struct dictionary;
struct diags;
struct index;
struct io_dir;
struct makers;
struct str;

/* Where a name is known from; in this order it is believed. */
enum resolve_source {
	RESOLVE_GIVEN,		/* the line itself is a CPE name or purl */
	RESOLVE_OWN,		/* content/names.yaml of the repository */
	RESOLVE_ENDOFLIFE,	/* endoflife.date products */
	RESOLVE_JVN,		/* JVN's vendors and products, ja and en */
	RESOLVE_CPE,		/* NVD's dictionary of CPE names */
	RESOLVE_FEED,		/* vendor and product of records in the index */
	RESOLVE_FORMED,		/* no source: what a CPE name would look like */
	RESOLVE_SOURCES
};

/* "given", "own", "endoflife", "jvn", "cpe", "feed", "formed". */
const char *dictionary_source_name(enum resolve_source s);

/*
 * Read content/names.yaml of root (NULL, or none there: the table that comes
 * with the program) and the dictionaries among the files of mirror: those of
 * endoflife.date, JVN's products and vendors, NVD's CPE names, told by their
 * content.  mirror and index may be NULL; index must outlive it.  What cannot
 * be read is reported and left out.
 */
struct dictionary *dictionary_open(struct arena *perm, struct io_dir *root,
    struct io_dir *mirror, const struct index *index, struct diags *d);

/*
 * Who is called what, for matching: the makers of the table of names, then
 * those of JVN's dictionaries among n files of mirror (NULL: none).  Reports
 * are dictionary_open()'s to make.
 */
struct makers *dictionary_makers(struct arena *perm, struct io_dir *root,
    struct io_dir *mirror, const struct str *paths, size_t n);

/* Names known from a source; of the index it is not counted. */
size_t dictionary_len(const struct dictionary *x, enum resolve_source s);

#endif
