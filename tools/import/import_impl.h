/*
 * An import in the making; for import/import*.c alone.
 *
 * Steps: other formats into CSAF's shape (import_format), what decides where it
 * goes (import.c), the product tree as leaves (import_tree), the case's folder
 * (import_home), leaves to products of the inventory
 * (import_place), files in memory (import_product, import_case, import_flaw,
 * import_text, import_ledger), then to disk (import_write).
 */
#ifndef IMPORT_IMPORT_IMPL_H
#define IMPORT_IMPORT_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "import/import.h"
#include "import/import_index.h"
#include "import/import_read.h"
#include "import/import_tree.h"
#include "import/import_write.h"
#include "text/yaml_write.h"

struct arena;
struct diags;
struct io_dir;
struct map;

struct import {
	struct arena *perm;
	struct io_dir *root;
	bool force;
	struct import_index *index;	/* NULL until it is needed */
};

/* An entry of revision_history, in order of time. */
struct import_revision {
	struct instant at;
	struct str at_text;
	struct str number;
	struct str legacy;
	struct str summary;
	struct str ja;		/* the same in Japanese, beside English */
	bool is_withdrawn;
	size_t order;		/* in the document */
};

/* One document on its way. */
struct import_doc {
	struct import *im;
	struct arena *a;	/* ends with the document */
	struct sources *ss;
	struct diags *d;
	const struct json_node *root;
	const struct json_node *document;
	const struct json_node *tracking;
	bool is_made;		/* of another format: import_make.h */
	bool has_extra;		/* we made what begins with "~" */
	struct str bytes;	/* as given */
	struct str id;		/* tracking id */
	struct str namespace;
	struct str publisher;
	const char *lang;	/* "ja" or "en": where texts go */
	struct str dir;		/* cases/YEAR/ID */
	struct str case_id;
	struct import_revision *revisions;
	size_t n_revisions;
	struct import_leaf *leaves;
	size_t n_leaves;
	struct map *by_id;	/* product id -> import_leaf */
	struct map *groups;	/* group id -> json_node */
	struct map *claims;	/* product and version -> import_leaf */
	struct import_product **touched;	/* products with new versions */
	size_t n_touched;
	size_t cap_touched;
	struct import_company **founded;	/* companies to write */
	size_t n_founded;
	size_t cap_founded;
	struct import_target *targets;
	size_t n_targets;
	size_t cap_targets;
	bool may_replace;	/* its own files of an earlier import */
};

/* What decides where the document goes; false, with reports, without it. */
bool import_begin(struct import_doc *k);

/*
 * Find the case's folder.  Returns false when there is nothing more to do:
 * out says why.
 */
bool import_home(struct import_doc *k, struct import_result *out);

/* Everything in memory; false, with reports, when nothing may be written. */
bool import_convert(struct import_doc *k);

/* Give each leaf a product of the inventory. */
void import_place(struct import_doc *k);

/* Company and product files. */
void import_product(struct import_doc *k);
/* Read revision_history; none that can be used is an error. */
void import_ledger_read(struct import_doc *k);

/* case.md, advisory.LANG.md, published.yaml. */
void import_case(struct import_doc *k);
void import_text(struct import_doc *k);
void import_ledger(struct import_doc *k);

/* After the files are written: what was new is the repository's now. */
void import_place_settle(struct import_doc *k);

/* The inventory's default for a full product name of a placed leaf. */
struct str import_place_name(struct arena *a, const struct import_leaf *l);

/* A product without a status, as a map. */
void import_case_named(struct yaml_writer *w, const struct import_leaf *l);

#endif
