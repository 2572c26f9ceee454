/*
 * Products of an advisory as tables show them: one row for all vulnerabilities
 * that say the same of a product.
 */
#ifndef EXPORT_PUBLIC_HTML_ROWS_H
#define EXPORT_PUBLIC_HTML_ROWS_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct public_advisory;
struct public_row;

struct html_row {
	const struct public_row *row;	/* the first of the same */
	struct str scope;	/* ids of the vulnerabilities it is about;
				 * empty when it is about all of them */
};

/* In the order of first appearance; *n gets how many. */
struct html_row *html_rows(struct arena *a, const struct public_advisory *adv,
    size_t *n);

#endif
