/*
 * Building an inventory: readers hand over components, dependencies and
 * findings in the order of the document, which name each other by references;
 * inventory_make_finish() resolves them.  Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_MAKE_H
#define INVENTORY_INVENTORY_MAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/limits.h"
#include "inventory/component.h"
#include "inventory/inventory_json.h"

struct arena;
struct diags;
struct map;

/* A component, before it is checked. */
struct inventory_ware {
	struct component c;	/* without hashes, findings and needs */
	struct span purl_at, cpe_at;
	struct str epoch;	/* of the version, where told apart */
	struct component_hash hashes[LIMIT_INVENTORY_HASHES];
	size_t n_hashes;
};

enum inventory_edge_kind {
	INVENTORY_NEEDS,
	INVENTORY_NEEDS_OPTIONAL,	/* for development, tests, options */
	INVENTORY_CONTAINS,
};

struct inventory_parts;
struct inventory_edge;
struct inventory_told;
struct inventory_known;

struct inventory_make {
	struct arena *perm;	/* for what stays */
	struct arena *tmp;	/* for what ends with the reading */
	struct diags *d;
	struct inventory *out;
	struct str text;	/* the document */
	struct span at;		/* nothing at its beginning */
	struct inventory_json json;
	bool is_over;		/* a limit was exceeded and reported */
	bool has_twins;		/* components of one reference are one */
	/* Set by inventory_make.c alone: */
	struct inventory_parts *parts, *last;
	size_t n;		/* components */
	struct inventory_edge *edges;
	size_t n_edges, cap_edges;
	struct inventory_told *told;	/* findings */
	size_t n_told, cap_told;
	struct inventory_known *others;	/* references to no component */
	size_t n_others, cap_others;
	struct inventory_text self;	/* reference of the one described */
	size_t n_self;
};

/*
 * Check a component and add it.  Reports inventory-name and leaves it out when
 * it has no name; reports inventory-identity and takes away a purl or CPE that
 * is none.  What its purl says of version and distribution is added.
 */
void inventory_make_component(struct inventory_make *m,
    struct inventory_ware *w);

/* The same for what the document is about. */
void inventory_make_self(struct inventory_make *m, struct inventory_ware *w);

/* Say that the document is about this component; of several, about none. */
void inventory_make_described(struct inventory_make *m,
    struct inventory_text ref);

/* A reference that is used but no component: a service, a file. */
void inventory_make_other(struct inventory_make *m, struct str ref);

void inventory_make_edge(struct inventory_make *m, struct str from,
    struct inventory_text to, enum inventory_edge_kind kind);

/* A finding on the component of a reference; at is its place. */
void inventory_make_finding(struct inventory_make *m, struct str ref,
    struct span at, const struct component_finding *f);

/*
 * Replace each vendor by what the map (of struct str *) says for it; one that
 * it does not have is taken away.
 */
void inventory_make_vendors(struct inventory_make *m, const struct map *names);

/*
 * Set the distribution of packages of distributions that were added and tell
 * none; of those that tell this one without a release, the release.
 */
void inventory_make_distro(struct inventory_make *m, struct str distro,
    struct str release);

/* Add a digest, its algorithm in any spelling; over the limit not. */
void inventory_make_hash(struct inventory_ware *w, struct str algorithm,
    struct str value);

/* As much of a foreign text as a message quotes, in whole characters. */
struct str inventory_make_quote(struct str s);

/*
 * Put all together in m->out.  strict: references to what the document does
 * not have are reported.  False when a limit was exceeded.
 */
MUST_USE bool inventory_make_finish(struct inventory_make *m, bool strict);

#endif
