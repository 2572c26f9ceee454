/*
 * The board of a campaign: which products are asked, where each stands on each
 * vulnerability, and the sums of that.
 */
#ifndef EXPORT_INTERNAL_BOARD_H
#define EXPORT_INTERNAL_BOARD_H

#include <stddef.h>

#include "export/internal/grade.h"
#include "model/records.h"

struct answer;
struct arena;
struct campaign;
struct frame;
struct model;
struct plain_entry;
struct product_entry;
struct value;

struct board_row {
	const struct product_entry *product;
	const struct answer **answers;	/* a vulnerability each; NULL: none */
	enum row_state worst;		/* of its answers */
	size_t n_missing;		/* vulnerabilities without an answer */
};

/* Room for a number per enum row_state. */
#define BOARD_STATES	((int)ROW_NOT_AFFECTED + 1)

struct board {
	const struct plain_entry *e;
	const struct campaign *k;
	struct board_row *rows;		/* by company, then product */
	size_t n;
	size_t counts[BOARD_STATES];	/* products by their worst state */
	size_t n_answered;		/* products with all answers */
	size_t n_done;			/* fixed or not affected */
	struct grade grade;		/* the worst that cases say */
	bool is_exploited;		/* so cases say */
};

/* The boards of all campaigns, as model.campaigns. */
struct board *board_all(struct arena *a, const struct model *m);

/*
 * Fill o with what lists tell: link, tlp, sev,
 * is_exploited, opened, due, closed, is_open,
 * commander, n, n_answered, n_done, percent, states {st, n, percent}, bars
 * {key, x, width} in thousandths.
 */
void board_show(const struct frame *f, struct value *o, const struct board *b);

#endif
