/*
 * The matrix of a campaign: kinds of products by companies, each cell the
 * worst state and how many products are in it.
 */
#ifndef EXPORT_INTERNAL_MATRIX_H
#define EXPORT_INTERNAL_MATRIX_H

struct board;
struct frame;
struct value;

/*
 * Set "mx" {columns {text, lang}, rows {name, cells}, sums {n, of}}; a cell is
 * {n_all, n, state, company, href}, n_all 0 where there is no product.
 */
void matrix_show(const struct frame *f, struct value *o,
    const struct board *b);

#endif
