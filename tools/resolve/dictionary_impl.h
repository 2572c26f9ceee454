/*
 * Inside of a dictionary: products, their makers, and names by their words.
 */
#ifndef RESOLVE_DICTIONARY_IMPL_H
#define RESOLVE_DICTIONARY_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "resolve/dictionary.h"

struct arena;
struct diags;
struct io_dir;
struct json_node;
struct makers;
struct map;

struct dictionary_maker {
	struct str word;	/* of CPE names, decoded; empty: none */
	struct str *aliases;	/* its names, words joined (version/name.h) */
	size_t n, cap;
};

/* A release cycle of endoflife.date. */
struct dictionary_cycle {
	struct str name;	/* "2.4" */
	struct str end;		/* "2024-06-30"; empty: not told, or none */
	struct str latest;
};

/* A release of content/names.yaml; a '*' stands for digits. */
struct dictionary_release {
	struct str says, version, update;
};

struct dictionary_product {
	char part;		/* 'a', 'o', 'h'; '*': a purl alone */
	struct str word;	/* of CPE names, decoded */
	struct str version;	/* that the name means, as in CPE; or empty */
	struct str update;
	struct dictionary_maker *maker;
	struct str purl, note;
	struct dictionary_cycle *cycles;
	struct dictionary_release *releases;
	size_t n_cycles, n_releases;
};

struct dictionary_name {
	struct str text;	/* as its source writes it */
	struct str *words;	/* folded */
	size_t n;
	enum resolve_source source;
	struct dictionary_product *product;
	uint32_t number;	/* in the dictionary */
};

/* The names with a word, ascending. */
struct dictionary_posting {
	struct dictionary_name **v;
	size_t n, cap;
};

struct dictionary {
	struct arena *perm;
	struct map *makers;	/* by word */
	struct map *by_alias;	/* alias: makers' word */
	struct map *products;	/* by part:maker:product[:version] or purl */
	struct map *words;	/* word, two or all joined: posting */
	struct map *signs;	/* "pl/sql": names in which a sign stands */
	size_t n_names, n_of[RESOLVE_SOURCES];
	const struct index *index;
	bool makers_only;	/* and of those no names in brackets that may
				 * be another's */
};

/* The maker with this word of CPE names, made when it is not there. */
struct dictionary_maker *dictionary_maker(struct dictionary *x,
    struct str word);

/* Another name of a maker; what stands in brackets is one by itself. */
void dictionary_maker_says(struct dictionary *x, struct dictionary_maker *m,
    struct str text);

/*
 * The product of a CPE name ("cpe:a:apache:http_server", a URI or a formatted
 * string), made when it is not there, with its own words as a name from
 * source; with_version: a version in it is meant.  NULL when it names none.
 */
struct dictionary_product *dictionary_product(struct dictionary *x,
    struct str cpe, enum resolve_source source, bool with_version);

/* A product without a CPE name. */
struct dictionary_product *dictionary_package(struct dictionary *x,
    struct str purl);

void dictionary_says(struct dictionary *x, struct dictionary_product *p,
    struct str text, enum resolve_source source);

/* How many names have a word, and those; NULL: none. */
const struct dictionary_posting *dictionary_posting(const struct dictionary *x,
    struct str word);

/* A CPE name in short or any binding; false when it names no product. */
bool dictionary_cpe(struct arena *a, struct str text, char *part,
    struct str v[4]);	/* maker, product, version, update; decoded */

/* The readers; each takes what is its own and says whether it was. */
void dictionary_own(struct dictionary *x, struct io_dir *root,
    struct diags *d);
void dictionary_files(struct dictionary *x, struct io_dir *mirror,
    struct diags *d);
void dictionary_file(struct dictionary *x, struct io_dir *mirror,
    struct str path, struct diags *d);
bool dictionary_endoflife(struct dictionary *x, const struct json_node *doc);
bool dictionary_jvn(struct dictionary *x, const struct json_node *doc);

#endif
