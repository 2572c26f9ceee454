/*
 * Readers of formats, a file each, and how they are told apart.  Private to
 * inventory/.
 */
#ifndef INVENTORY_INVENTORY_IMPL_H
#define INVENTORY_INVENTORY_IMPL_H

#include <stdbool.h>

#include "inventory/inventory_json.h"
#include "inventory/inventory_make.h"

/* What a document shows at first sight. */
struct inventory_sight {
	struct str head;	/* lines of a text, empty when it is JSON */
	/* Members of the outermost object that have been seen so far: */
	struct inventory_text bom_format;	/* "bomFormat" */
	struct inventory_text spdx_version;	/* "spdxVersion" */
	struct inventory_text context;	/* "@context", the first of several */
	struct inventory_text trivy;	/* "SchemaVersion" */
	struct inventory_text artifact;	/* "ArtifactName" */
	bool has_graph;		/* an array "@graph" */
	bool has_results;	/* "Results" */
	bool has_matches;	/* an array "matches" */
	bool has_descriptor;	/* an object "descriptor" */
	bool has_runs;		/* an array "runs" */
};

/* Whether it looks like the format's. */
#define INVENTORY(name, is, title)					\
	bool is(const struct inventory_sight *s);
#include "inventory/formats.def"

/*
 * Hand over what m->text says.  Readers of JSON get m->json with its first
 * event read and leave the outermost value read to its end.  They set
 * m->out->format.
 */
typedef void inventory_reader(struct inventory_make *m);

#define INVENTORY(name, is, title)	inventory_reader inventory_##name;
#include "inventory/formats.def"

#endif
