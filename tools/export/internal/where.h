/*
 * Addresses of pages: paths below a language's folder.  Every record has one
 * page and one address, made of its id, or an anchor on a page of several.
 */
#ifndef EXPORT_INTERNAL_WHERE_H
#define EXPORT_INTERNAL_WHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct entry;
struct frame;

/* "cases/PS-2026-0117.html" */
struct str where_record(struct arena *a, const char *folder, struct str id);

/* Page n (from 0) of a list in pieces: "cases/all.html", "cases/all-2.html" */
struct str where_piece(struct arena *a, const char *stem, size_t n);

/*
 * "vulnerabilities/CVE-2026-0001": the address of a vulnerability's page
 * without its ending.  Ids of feeds are foreign: what is no letter, digit, "."
 * or "-" becomes its code ("_2f"), as a leading "." does; of long ones a digest
 * stays.
 */
struct str where_vulnerability(struct arena *a, struct str id);

/*
 * The address of a record with the page's #fragment, or the empty str when
 * this edition has no page for it.
 */
struct str where_entry(const struct frame *f, const struct entry *e);

/* The relative link from f's page to an address, "" for "". */
struct str where_link(const struct frame *f, struct str address);

#endif
