/*
 * An import in the making; for pipeline/import*.c alone.
 *
 * Steps: shape (import_check), product tree to leaves (import_tree), leaves to
 * products of the inventory (import_inventory), files in memory (import_case,
 * import_flaw, import_text, import_ledger, import_product), then to disk
 * (import_write).
 */
#ifndef PIPELINE_IMPORT_IMPL_H
#define PIPELINE_IMPORT_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"
#include "base/time.h"
#include "pipeline/import.h"
#include "text/json_read.h"
#include "text/yaml_write.h"

struct arena;
struct buf;
struct diags;
struct import_rows;
struct io_dir;
struct map;

/* A version entry of an inventory file, as far as an import compares it. */
struct import_version {
	struct str name;	/* full product name; empty: the default */
	struct str purl;
	struct str cpe;
};

struct import_company {
	struct str id;
	struct str vendor;	/* as CSAF shows it */
	struct map *products;	/* name and family -> import_product, the first
				 * of a chain */
	bool is_new;		/* made for the document at work */
	bool is_noted;		/* its file is to be written */
};

struct import_product {
	struct import_company *company;
	struct str id;
	struct str path;	/* products/COMPANY/ID/product.yaml */
	struct str name;
	struct str family;
	struct str vendor;	/* the product's own, else the company's */
	struct map *versions;	/* key -> import_version; "*": as a whole */
	struct import_product *next;	/* of the same name and family */
	struct import_leaf **fresh;	/* versions that the file lacks, of the
				 * document at work; in its arena */
	size_t n_fresh;
	size_t cap_fresh;
	bool is_new;		/* made for the document at work */
	bool is_noted;		/* its file is to be written */
	bool is_broken;		/* its file cannot be read */
};

/* Branches share their upper part. */
struct import_branch {
	struct str category;
	struct str name;
	const struct import_branch *up;
	unsigned depth;		/* 1 for the outermost */
};

/* A full product name of the tree: what product ids name. */
struct import_leaf {
	size_t index;		/* in the document's leaves */
	struct str id;
	struct str name;
	const struct json_node *node;
	const struct import_branch *branch;	/* NULL: outside the tree */
	const struct json_node *relation;	/* of a combination; or NULL */
	struct import_leaf *part;	/* both NULL: no combination, or one */
	struct import_leaf *whole;	/* that cannot be taken over */
	struct str relationship;
	struct str product_name;	/* what import_tree() made of it */
	struct str family;
	struct str vendor;
	struct str version;	/* one version; or empty */
	struct str range;	/* range or prose; both empty: the whole */
	bool is_odd;		/* no vendor, family, product, version tree */
	bool is_part;		/* of a combination */
	bool is_used;		/* a status names it */
	bool is_end;		/* of a combination that is used */
	bool keeps_id;		/* the inventory holds its product id */
	struct import_product *product;	/* NULL for combinations */
};

/* A file to be written. */
struct import_target {
	struct str path;
	struct str content;
	struct str old;		/* what stands there; p NULL: no such file */
	bool is_written;
};

/* The repository as an import sees it; remade after a refusal. */
struct import_index {
	struct arena *a;
	struct arena *tmp;	/* of the document at work: keys to look up */
	struct map *companies;	/* id -> import_company */
	struct map *vendors;	/* folded name -> import_company */
	struct map *product_ids;	/* lower case -> import_product */
	struct map *csaf_ids;	/* product ids of CSAF in use */
	struct map *cases;	/* lower case id -> struct str path */
	struct map *suffixes;	/* id -> the next number to try */
};

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

/* ---- import_read.c: members, texts ---------------------------------------- */

/* A member of a type; NULL when it is not there; wrong types are errors. */
const struct json_node *import_member(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* The same; its absence is an error too. */
const struct json_node *import_need(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* The items of an array member that have a kind; other items are errors. */
const struct json_node *import_items(struct import_doc *k,
    const struct json_node *node, const char *name, enum json_kind kind);

/* Alert for members that are not among the names (blanks between). */
void import_known(struct import_doc *k, const struct json_node *node,
    const char *names);

/* A text of one line, and of several; "" when node is NULL. */
struct str import_line(struct import_doc *k, const struct json_node *node);
struct str import_lines(struct import_doc *k, const struct json_node *node);

/* An alert that something was not taken over. */
void import_alert(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...) PRINTF_LIKE(4, 5);
void import_error(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...) PRINTF_LIKE(4, 5);

/* An instant as our files have it; "" with an alert when it is none. */
struct str import_instant(struct import_doc *k, const struct json_node *node);

/* A word of a vocabulary; "" with an alert when it is none of it. */
struct enum_table;
struct str import_word(struct import_doc *k, const struct json_node *node,
    const struct enum_table *words);

/* An address; "" with an alert when ours cannot be it. */
struct str import_url(struct import_doc *k, const struct json_node *node);

/* Lower case letters, digits, '-' and '.'; may be empty. */
struct str import_slug(struct arena *a, struct str text);

/* ---- writing YAML ---------------------------------------------------------- */

/* {LANG: text} under key; nothing when the text is empty. */
void import_put_words(struct import_doc *k, struct yaml_writer *w,
    const char *key, struct str text);

/* The one-line texts of an array member as a list under key. */
void import_put_lines(struct import_doc *k, struct yaml_writer *w,
    const char *key, const struct json_node *node, const char *member);

void import_put_references(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node);
void import_put_thanks(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node);

/* ---- steps ----------------------------------------------------------------- */

/* The product tree. */
void import_tree(struct import_doc *k);

/* The leaf of a product id in a string node; alerts and NULL when undefined. */
struct import_leaf *import_leaf(struct import_doc *k,
    const struct json_node *id);

/* Key of a leaf among the versions of its product: "*" for the whole. */
struct str import_version_key(const struct import_leaf *leaf);

/* ---- import_index.c: what the repository has ------------------------------- */

struct import_index *import_index_open(struct import *im);
void import_index_close(struct import_index *x);

/* Text that no other text is equal to when people compare: for map keys. */
struct str import_index_fold(struct arena *a, struct str s);

/* A company and a product that are new; ids are made unique. */
struct import_company *import_index_company(struct import_index *x,
    struct str vendor);
struct import_product *import_index_product(struct import_index *x,
    struct import_company *c, struct str name, struct str family);

/* The first product of that name and family of a company, or NULL. */
struct import_product *import_index_find(struct import_index *x,
    const struct import_company *c, struct str name, struct str family);

/* ---- import_place.c: leaves and products ------------------------------------ */

/* Give each leaf a product of the inventory. */
void import_place(struct import_doc *k);

/* After the files are written: what was new is the repository's now. */
void import_settle(struct import_doc *k);

/* Company and product files. */
void import_products(struct import_doc *k);

/* The inventory's default for a full product name of a placed leaf. */
struct str import_default_name(struct arena *a, const struct import_leaf *l);

/* Read revision_history; none that can be used is an error. */
void import_revisions(struct import_doc *k);

/* case.md, advisory.LANG.md, published.yaml. */
void import_case(struct import_doc *k);
void import_advisory(struct import_doc *k);
void import_ledger(struct import_doc *k);

/* What decides where the document goes; false, with reports, without it. */
bool import_begin(struct import_doc *k);

/* Everything in memory; false, with reports, when nothing may be written. */
bool import_convert(struct import_doc *k);

/*
 * Find the case's folder.  Returns false when there is nothing more to do:
 * out says why.
 */
bool import_home(struct import_doc *k, struct import_result *out);

/* CVE-YYYY-N{4,19}: what our files take for a CVE id. */
bool import_is_cve(struct str s);

/* One item of vulnerabilities[] as a map. */
void import_flaw(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw);

/* Products of a flaw and their statuses, as `products`. */
void import_put_products(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);

/* A product without a status, as a map. */
void import_put_named(struct yaml_writer *w, const struct import_leaf *l);

/*
 * Set rows->is_wanted to the products that a statement names, directly or by
 * group.  False when it names none.
 */
bool import_want(struct import_doc *k, const struct json_node *node,
    const char *ids, struct import_rows *rows);

/* Statements about products: scores, remediations, threats. */
void import_put_scores(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);
void import_put_remediations(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);
void import_put_threats(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);

/* ---- import_select.c: whom a statement is for ---------------------------------- */

/* A leaf with a status, as an entry of the case file holds it. */
struct import_row {
	struct import_leaf *leaf;
	int status;		/* enum product_status; 0: none was said */
};

struct import_rows {
	struct import_row *v;
	size_t n;
	bool *has_row;		/* by leaf */
	bool *is_wanted;	/* by leaf: the set at work */
	size_t n_wanted;
};

/* Which rows a statement is for, in the words of the case file. */
struct import_choice {
	struct import_product **products;	/* none: any */
	size_t n_products;
	size_t cap_products;
	struct import_product **components;
	size_t n_components;
	size_t cap_components;
	struct str *versions;
	size_t n_versions;
	unsigned statuses;	/* bits 1 << enum product_status; 0: by default */
};

struct import_choices {
	struct import_choice **v;
	size_t n;
};

/* What a statement that names no versions and no statuses is for. */
enum import_default {
	IMPORT_FOR_AFFECTED,	/* the affected ones, of the products named */
	IMPORT_FOR_NAMED,	/* every one of the products named */
};

/*
 * Choices that together are for the wanted leaves and, unless false is
 * returned, for no other.  None when nothing is wanted.
 */
bool import_select(struct import_doc *k, const struct import_rows *rows,
    enum import_default otherwise, struct import_choices *out);

/* Write its members into an open map. */
void import_put_choice(struct yaml_writer *w, const struct import_choice *c);

/* ---- import_write.c ---------------------------------------------------------- */

/*
 * Plan a file.  One over the limit of its kind is an error, and so is one that
 * stands there with another content, unless k->may_replace.
 */
void import_target(struct import_doc *k, struct str path, struct str content);

/* Plan the change of a file that is there. */
void import_change(struct import_doc *k, struct str path, struct str old,
    struct str content);

/* Write what was planned; returns the number of files. */
size_t import_write(struct import_doc *k);

#endif
