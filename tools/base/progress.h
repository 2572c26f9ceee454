/*
 * One progress line on standard error for work that takes over a second, only
 * on a terminal.  Nothing of it reaches an output.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stddef.h>

/* Turn it on; main does so when standard error is a terminal. */
void progress_enable(void);

/* A step begins: what is done (a constant) and how many there are, or 0. */
void progress_begin(const char *what, size_t total);

/* n more are done.  Any thread may call it; it is cheap. */
void progress_add(size_t n);

/* The step ended: the line is cleared. */
void progress_end(void);

#endif
