/*
 * A CSAF document in the making; for export/public/csaf*.c, and what all
 * documents of an advisory share, for those of other formats (vex_impl.h).
 * Functions named csaf_put_* write members into the object that is open.
 */
#ifndef EXPORT_PUBLIC_CSAF_IMPL_H
#define EXPORT_PUBLIC_CSAF_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "export/public/csaf_dialect.h"
#include "export/public/csaf_put.h"
#include "text/json_write.h"
#include "wall/public_view.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct page;

struct csaf_doc {
	const struct public_view *view;
	const struct public_advisory *adv;
	const struct public_advisory *whole;	/* that pages are about */
	const struct export_context *context;
	enum csaf_target target;
	struct str path;	/* of the document, below the edition */
	enum public_lang lang;	/* of texts: that of adv->lang, or the nearer */
	struct arena *a;	/* ends with the document */
	const bool *used;	/* by leaf: whether it stands in the tree;
				 * NULL: all do */
	struct json_writer *w;
	struct diags *d;
	bool failed;		/* it was reported why */
};

/* ---- csaf.c ---- */

/* A document, by CSAF 2.0, of a page whose item is an advisory; without w. */
struct csaf_doc csaf_open(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *a, struct diags *d);

/* The document of k->adv; k->w is made here.  False when it failed. */
bool csaf_write(struct csaf_doc *k, struct buf *out);

/* ---- csaf_said.c: what is said in the same words is said once ---- */

struct map;

struct csaf_said {
	const void *item;		/* the first that says so */
	struct public_leaves leaves;	/* of all that do, as they came */
	size_t cap;
};

/*
 * Note in said, from words to struct csaf_said, what item says of leaves.
 * Words are all that is said; 0x1f, which stands in no text, parts them.
 */
void csaf_said(struct csaf_doc *k, struct map *said, struct str words,
    const void *item, const struct public_leaves *leaves);

/* An array of the product ids; puts the leaves in order. */
void csaf_said_put(struct csaf_doc *k, const char *name,
    struct csaf_said *said);

/* ---- csaf_listed.c ---- */

/* Put listed versions in the place of ranges: a new k->adv and k->used. */
void csaf_listed(struct csaf_doc *k);

/* ---- csaf_notes.c ---- */

/* The member "notes" of the document (CSAF 2.0, 3.2.1.6). */
void csaf_notes_document(struct csaf_doc *k);

/* The member "notes" of a vulnerability (CSAF 2.0, 3.2.3.8). */
void csaf_notes_vulnerability(struct csaf_doc *k,
    const struct public_vulnerability *v);

/* ---- csaf_tree.c, csaf_product.c ---- */

/* The member "product_tree" (CSAF 2.0, 3.2.2). */
void csaf_tree(struct csaf_doc *k);

/*
 * The name of a product by its id, the same in all of our documents: an IRI
 * below the publisher's namespace.
 */
struct str csaf_product_iri(struct arena *a, struct str namespace,
    struct str product_id);

/* Members of a full product name (CSAF 2.0, 3.1.3). */
void csaf_product(struct csaf_doc *k, const struct public_leaf *leaf);

/* ---- csaf_flaw.c, csaf_score.c, csaf_remedy.c ---- */

/* The member "vulnerabilities" (CSAF 2.0, 3.2.3). */
void csaf_flaw(struct csaf_doc *k);

/* The member "scores" (CSAF 2.0, 3.2.3.13) or "metrics" (2.1, 3.2.4.12). */
void csaf_score(struct csaf_doc *k, const struct public_vulnerability *v);

/* The member name: a score as FIRST's schemas have it; none of NULL. */
void csaf_score_put(struct csaf_doc *k, const char *name,
    const struct public_score *s);

/* Links to FIRST's calculator, in the array that is open: CSAF 2.0 has no
 * place for CVSS 4.0, and converters to 2.1 look for them there.  None in
 * versions that have one. */
void csaf_score_links(struct csaf_doc *k,
    const struct public_vulnerability *v);

/* The member "remediations" (CSAF 2.0, 3.2.3.12). */
void csaf_remedy(struct csaf_doc *k, const struct public_vulnerability *v);

#endif
