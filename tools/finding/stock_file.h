/*
 * The files of inventories, each read once, however many products are based on
 * what has it.  Private to stock.c.
 */
#ifndef FINDING_STOCK_FILE_H
#define FINDING_STOCK_FILE_H

#include <stddef.h>

#include "inventory/component.h"
#include "model/shelf.h"

struct arena;
struct diags;
struct io_dir;
struct model;
struct sources;

struct stock_files {
	struct arena *perm;
	struct io_dir *root;
	struct sources *ss;
	struct diags *d;
	struct shelf shelf;
	struct inventory **read;	/* of each on it; NULL: not yet */
};

/* r's perm, root, ss and d are set; the rest is made. */
void stock_file_open(struct stock_files *r, const struct model *m);

/* The i-th on the shelf; without a format when it cannot be read, which is
 * reported the first time. */
const struct inventory *stock_file_read(struct stock_files *r, size_t i);

#endif
