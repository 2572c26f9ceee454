/*
 * Which documents a CSAF provider distributes, and how far they can be
 * trusted: rows of provider_trees.def, filled from a view.
 *
 * A tree holds documents of one version of the standard and one label; the
 * public edition has CLEAR alone.  Those of a version have metadata together.
 * All dates come from the documents' revisions, never from a clock.  Documents
 * of other publishers are in no tree: a provider distributes its own (CSAF
 * 2.0, 7.2.1).
 */
#ifndef EXPORT_PUBLIC_PROVIDER_TREE_H
#define EXPORT_PUBLIC_PROVIDER_TREE_H

#include <stdbool.h>

#include "export/export.h"
#include "wall/public_view.h"

/* Its metadata stand in this folder, and so does the first tree's service. */
#define PROVIDER_HOME		".well-known/csaf/"
#define PROVIDER_METADATA	"provider-metadata.json"
#define PROVIDER_SERVICE	"service.json"
#define PROVIDER_KEYS		PROVIDER_HOME "openpgp/"

enum provider_spec {
#define STANDARD(id, version, own, schema, metadata)	id,
#include "export/public/provider_trees.def"
};

/* Rows of provider_trees.def. */
struct provider_standard {
	const char *version;	/* "2.0" */
	const char *own;	/* folder of its metadata beside others */
	const char *schema;	/* of a document: its address */
	const char *metadata;	/* schema of metadata; empty: none is named */
};

struct provider_kind {
	enum provider_spec spec;
	const struct provider_standard *standard;
	const char *folder;	/* of its documents, '/' at the end */
	const char *label;	/* in metadata: "WHITE" */
	const char *name;	/* in names of files: "white" */
	enum public_label last;	/* the strictest of its advisories */
};

/* A document that feeds, indices and digests name. */
struct provider_document {
	struct page page;	/* as its exporter planned it */
	bool (*render)(const struct page *page, const struct public_view *v,
	    const struct export_context *c, struct arena *tmp, struct buf *out,
	    struct diags *d);
	const struct public_advisory *adv;
	struct str name;	/* below the tree's folder: "2026/x-1.json" */
	struct str id;		/* of its tracking */
	struct str title;
	struct str category;	/* "csaf_security_advisory" */
	struct instant published;	/* initial_release_date */
	struct instant updated;		/* current_release_date */
	/* As it went out, with its signature; each may be NULL. */
	const struct public_released_file *released, *signature;
};

struct provider_tree {
	const struct provider_kind *kind;
	struct str home;	/* folder of its metadata */
	struct provider_document *v;	/* newest update first, then by id */
	size_t n;
	size_t n_unsigned;
	size_t n_same;		/* trees of its version from this one on */
	bool is_trusted;	/* all are signed, and a key is published; one
				 * that is not speaks for its version */
};

/*
 * The trees of a view, those of the authoritative version first, and the least
 * strict first; none without documents, or without the address at which they
 * will stand.
 */
struct provider_tree *provider_tree_list(struct arena *a,
    const struct public_view *v, size_t *n);

/*
 * The documents of a tree, in no order: the one list that feeds, indices and
 * digests are made from.  An exporter of documents adds its own here, all but
 * name, dates and what was released, which provider_tree_list() fills from adv.
 */
struct provider_document *provider_tree_documents(struct arena *a,
    const struct public_view *v, const struct provider_kind *kind, size_t *n);

/* The address of the first tree's metadata; empty when there is none. */
struct str provider_tree_address(struct arena *a, const struct public_view *v);

/* The newest update of a tree's documents, and of all of its version. */
struct instant provider_tree_updated(const struct provider_tree *t);
struct instant provider_tree_updated_all(const struct provider_tree *first);

/* "csaf-feed-tlp-white.json" and "category-white.json", below its folder. */
struct str provider_tree_feed(struct arena *a, const struct provider_tree *t);
struct str provider_tree_category(struct arena *a,
    const struct provider_tree *t);

#endif
