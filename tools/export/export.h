/*
 * What exporters share: a page, and how to declare and render one.
 *
 * An exporter is a row of exports.def and a file.  plan adds pages and does no
 * I/O; render fills a buffer with one page and does no I/O; both see only the
 * view that the wall made.  Pages render in parallel and in any order.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

struct agreement;
struct arena;
struct buf;
struct catalog;
struct diags;
struct model;
struct public_view;
struct templates;
struct value;

/* A page to come. */
struct page {
	struct str path;	/* below the edition: "ja/advisories/X.html" */
	struct str lang;	/* "ja", "en"; empty for neutral documents */
	const void *item;	/* what it is about; the exporter's own */
	size_t number;		/* which of several; the exporter's own */
};

/* Where plan puts pages. */
struct plan;

/*
 * Declare a page.  The path is copied.  Two pages of one path are reported by
 * the pipeline as plan-duplicate, with both exporters' names.
 */
void plan_add(struct plan *p, struct page page);

/* An arena that lives as long as the plan, for items. */
struct arena *plan_arena(struct plan *p);

/* What every exporter may use. */
struct export_context {
	const struct templates *templates;
	const struct catalog *words;
	struct instant now;		/* --now, in the organisation's zone */
	struct str version;		/* of the program */
	struct str edition;		/* the audience's id */
	struct str ceiling;		/* its TLP label: "AMBER+STRICT" */
	unsigned views;			/* which set of pages: EXPORT_PORTAL,
					 * EXPORT_DESK, 0 for public */
	const struct agreement *agreement;	/* of public documents; NULL:
					 * they cannot be made */
};

/* An exporter for everybody. */
struct export_public {
	const char *name;
	void (*plan)(struct plan *p, const struct public_view *v,
	    const struct export_context *c);
	bool (*render)(const struct page *page, const struct public_view *v,
	    const struct export_context *c, struct arena *tmp, struct buf *out,
	    struct diags *d);
	const char *help;
	bool is_released;	/* its documents are kept as they went out */
};

/* An exporter for inside editions; views says which sets of pages have it. */
struct export_inside {
	const char *name;
	void (*plan)(struct plan *p, const struct model *v,
	    const struct export_context *c);
	bool (*render)(const struct page *page, const struct model *v,
	    const struct export_context *c, struct arena *tmp, struct buf *out,
	    struct diags *d);
	unsigned views;		/* EXPORT_PORTAL | EXPORT_DESK */
	const char *help;
};

enum export_views {
	EXPORT_PORTAL = 1,
	EXPORT_DESK = 2,
};

/* The rows of export/public/exports.def; NULL at the end. */
const struct export_public *export_public_at(size_t i);

/* The rows of export/internal/exports.def; NULL at the end. */
const struct export_inside *export_inside_at(size_t i);

/* From a page to its edition's root: "./", "../", "../../", ... */
struct str export_up(struct arena *a, struct str path);

/* The relative link from one page's path to another path: "../index.html". */
struct str export_link(struct arena *a, struct str from, struct str to);

#endif
