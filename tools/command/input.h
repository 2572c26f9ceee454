/*
 * Lines of standard input, of any length and without end, in bounded memory.
 */
#ifndef COMMAND_INPUT_H
#define COMMAND_INPUT_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct input;

enum input_line {
	INPUT_LINE,
	INPUT_LONG,	/* longer than is read: its beginning */
	INPUT_END,
};

/*
 * line_max: bytes of the longest line that is read.  out: answers so far,
 * which are printed whenever more input is waited for, so that whoever writes
 * line by line gets an answer to each.  Both arena and out must outlive it.
 */
struct input *input_open(struct arena *a, size_t line_max, struct buf *out);

/*
 * The next line without its end; the last one needs none.  *line holds until
 * the next call; any bytes may stand in it.  A fault in reading ends the
 * program.
 */
enum input_line input_next(struct input *in, struct str *line);

/* The number of the line that input_next() gave last, from 1. */
size_t input_number(const struct input *in);

/* Print what is in out, and empty it. */
void input_flush(struct buf *out);

#endif
