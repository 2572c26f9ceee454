/*
 * How old the mirror of each feed is.
 */
#ifndef FETCH_FETCH_LIST_H
#define FETCH_FETCH_LIST_H

#include <stdbool.h>

struct fetch;

/* A line for each feed that is on; true when all are fresh. */
bool fetch_list(struct fetch *f);

#endif
