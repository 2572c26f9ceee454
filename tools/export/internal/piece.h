/*
 * Long lists in pieces of PIECE_ROWS rows, so that no page grows with the
 * data (design: "Split lists over 500 rows").
 */
#ifndef EXPORT_INTERNAL_PIECE_H
#define EXPORT_INTERNAL_PIECE_H

#include <stddef.h>

struct frame;

#define PIECE_ROWS	500

struct piece {
	size_t from;
	size_t to;	/* not included */
};

/* How many pages a list has: at least one. */
size_t piece_count(size_t n_rows);

/* The rows of page i. */
struct piece piece_at(size_t n_rows, size_t i);

/*
 * Set "pieces" for partials/in_views: links to all pages of the list whose
 * first is STEM.html; empty when it has one.  f->number is the current one.
 */
void piece_show(const struct frame *f, const char *stem, size_t n_rows);

/* The same for a list of n pages. */
void piece_show_pages(const struct frame *f, const char *stem, size_t n);

#endif
