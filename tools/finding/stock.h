/*
 * What the repository's products and systems consist of, as matching reads it:
 * a product's version with its lines and files and those of the product it is
 * based on, a system with its lines, those of the system it is based on and the
 * products in it.  What is closer takes the place of a line of the same name.
 */
#ifndef FINDING_STOCK_H
#define FINDING_STOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "match/match.h"
#include "model/entry.h"

struct arena;
struct diags;
struct io_dir;
struct model;
struct sources;

/* A file that components stand in. */
struct stock_file {
	struct str path;
	uint32_t file;		/* its source */
	struct str format;	/* "CycloneDX 1.6"; empty: it cannot be read */
	struct str made_at;	/* as it says, RFC 3339; or empty */
	size_t n;		/* components */
};

/* Where a component is from. */
struct stock_from {
	const struct software_line *line;	/* that says so; or NULL */
	size_t file;		/* of files; SIZE_MAX: none.  Without either it
				 * is a product of ours itself */
	const struct entry *of;	/* whose line or file it is, or what product:
				 * the holder, or what it is based on */
};

struct stock {
	struct str of;		/* "exagate-100@3.8.4", a system's id */
	const struct product_entry *product;	/* one of the two */
	const struct version *version;
	const struct system_entry *system;
	struct match_inventory inv;
	struct stock_from *from;	/* of each component */
	struct stock_file *files;
	size_t n_files;
};

struct stock_list {
	struct stock *v;	/* products by id and as versions are written,
				 * then systems by id */
	size_t n;
};

/*
 * Everything in the model, which is a repository's: no view of the wall has
 * the files (model/shelf.h).  They are read through root, once each, and kept
 * in ss; what cannot be read is reported.  Lives in perm.
 */
void stock_read(struct arena *perm, struct io_dir *root, const struct model *m,
    struct sources *ss, struct diags *d, struct stock_list *out);

/*
 * A line as a component.  What nobody resolved is a keyword to watch; false
 * when it is taken for something that is neither purl nor CPE name: a product
 * of ours, or a mistake.
 */
bool stock_line(struct arena *perm, const struct software_line *line,
    struct component *out);

#endif
