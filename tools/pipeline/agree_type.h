/*
 * A comparison under way.  Private to pipeline/agree*.c.
 */
#ifndef PIPELINE_AGREE_TYPE_H
#define PIPELINE_AGREE_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "export/agreement.h"
#include "reading/reading.h"
#include "wall/public_view.h"

struct arena;
struct map;
struct pool;

enum agree_kind {
	AGREE_DOCUMENT,
	AGREE_HTML,
	AGREE_TEXT,
};

/* What a file is about. */
struct agree_subject {
	enum agree_kind kind;
	enum reading_format format;	/* of documents */
	enum public_lang lang;		/* of pages */
	size_t advisory;		/* SIZE_MAX: product, instead */
	size_t flaw;			/* SIZE_MAX: all of them */
	size_t product;
};

/* A difference. */
struct agree_fault {
	size_t advisory;
	struct str what;	/* "CSAF 2.0"; "the page in English" */
	struct str text;
};

struct agree_faults {
	struct agree_fault *v;
	size_t n;
	size_t room;
};

/* Rows about a product: of a flaw of an advisory. */
struct agree_place {
	size_t advisory;
	size_t flaw;
};

struct agree_product {
	struct reading_keys *keys;	/* by version; without any, one */
	bool is_shared;			/* another has its name: documents may
					 * not tell them apart; */
	bool is_twin;			/* and its family, or none: nor may
					 * those that have families */
	struct agree_place *places;
	size_t n;
	size_t room;
};

/* What a thread has of its own. */
struct agree_worker {
	struct arena *kept;		/* faults */
	struct arena *scratch;
	struct agree_faults faults;
	bool has[READING_FORMATS];
};

struct agree {
	struct arena *perm;
	const struct public_view *v;
	struct pool *pool;
	struct agreement *out;
	struct agree_product *products;	/* as in the view */
	struct map *subjects;		/* path -> struct agree_subject */
	struct agree_worker *workers;
};

/* A file at work. */
struct agree_file {
	struct agree *g;
	struct agree_worker *w;
	struct arena *a;		/* for this file */
	const struct agree_subject *s;
	struct str path;
	const struct public_advisory *adv;	/* NULL: many */
	struct str what;
};

#endif
