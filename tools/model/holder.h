/*
 * What products and systems consist of, as pages list it, and what of it no
 * source can speak of.  finding/matched_parts.c fills it from the stock that
 * was matched.  Texts of inventories are foreign.
 */
#ifndef MODEL_HOLDER_H
#define MODEL_HOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct product_entry;
struct system_entry;
struct version;

/* A component. */
struct holder_part {
	struct str name;	/* as its inventory or line calls it */
	struct str version;	/* or empty */
	struct str identity;	/* purl, CPE name or keyword; or empty */
	struct str path;	/* of its inventory; empty: product.yaml says
				 * it, or a line of a system */
	struct str also;	/* other inventories of the same version that
				 * list it, ", " between them; or empty */
	size_t line;		/* of a system: place in its uses; else
				 * SIZE_MAX */
	bool is_watched;	/* nobody resolved it: by its words only */
};

/* A bill of materials. */
struct holder_file {
	struct str path;
	struct str format;	/* "CycloneDX", "SPDX 2", "dpkg -l" */
	size_t n;		/* parts of it */
};

/* A version of a product, or a system. */
struct holder {
	const struct product_entry *product;	/* one of the two */
	const struct version *version;	/* of product; NULL: as a whole */
	const struct system_entry *system;
	struct holder_part *parts;	/* as inventories list them */
	size_t n_parts;
	struct holder_file *files;	/* by path */
	size_t n_files;
};

struct holders {
	struct holder *v;	/* products by id and as versions are written,
				 * then systems by id */
	size_t n;
};

/* A line of an inventory that no source can say anything about, or only
 * by its words. */
struct blind_spot {
	const struct product_entry *product;
	const struct version *version;
	const struct system_entry *system;
	struct str component;
	const char *reason;	/* key below matched.blind: "unresolved",
				 * "no_version", "unknown_name", "no_feed" */
	struct span at;
};

/*
 * What people call a component: "openssl 3.0.13"; a line's words, which have
 * the version in them, and watched words as they are.  Lives in a.
 */
struct str holder_called(struct arena *a, struct str name, struct str version,
    bool is_watched);

#endif
