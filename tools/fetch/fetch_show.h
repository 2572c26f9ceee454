/*
 * One line on standard error that says how far the transfers are, on a
 * terminal only.
 */
#ifndef FETCH_FETCH_SHOW_H
#define FETCH_FETCH_SHOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* main does so when standard error is a terminal. */
void fetch_show_enable(void);

/*
 * Draw it, ten times a second at most: files done of all, bytes so far, and a
 * file that is on its way with its own bytes (total 0: not known).
 */
void fetch_show_draw(size_t done, size_t all, uint64_t bytes);
void fetch_show_file(struct str name, uint64_t got, uint64_t total);

/* Take it away, before something else is printed. */
void fetch_show_clear(void);

/* "12.3 MB". */
struct arena;
struct str fetch_show_bytes(struct arena *a, uint64_t n);

#endif
