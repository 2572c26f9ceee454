/*
 * Inventories that stand in files beside product.yaml, in a folder named as
 * the version: VERSION/sbom.* and VERSION/scan.*, but for signatures.  The
 * model knows that they are there; finding/stock.h reads them.
 */
#ifndef MODEL_SHELF_H
#define MODEL_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct inventory_exemption;
struct model;
struct product_entry;
struct version;

struct shelf_file {
	uint32_t file;		/* its source */
	const struct product_entry *product;	/* NULL: there is none such */
	const struct version *version;	/* NULL: the folder names none */
	struct str folder;	/* as it is named */
};

struct shelf {
	struct shelf_file *v;	/* as the sources stand */
	size_t n;
};

/*
 * The inventories among the files of a repository; a view of the wall has none.
 * Lives in a.
 */
void shelf_read(struct arena *a, const struct model *m, struct shelf *out);

/*
 * What is said of its not being there: the version's exemption, else the
 * product's, whether it has ended or not; NULL: none.  v may be NULL.
 */
const struct inventory_exemption *
shelf_exemption(const struct product_entry *p, const struct version *v);

/* Whether an exemption holds on a day. */
bool shelf_is_exempt(const struct inventory_exemption *x, struct day today);

/*
 * Whether a version, or with NULL a product without any, should have an
 * inventory on a day: it is supported, no hardware (its firmware is another
 * product), of a company of the group, and was not imported.
 */
bool shelf_is_wanted(const struct product_entry *p, const struct version *v,
    struct day today);

/* The folder of a version: all but letters, digits and . _ + - is encoded. */
struct str shelf_folder(struct arena *a, struct str version);

#endif
