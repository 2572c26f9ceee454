#include "command/input.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "command/command.h"

/* Standard input is read in pieces of this size: four pipes full. */
#define INPUT_BYTES	((size_t)256 << 10)

/* Output waits until it is so long, or until there is no input. */
#define OUTPUT_BYTES	((size_t)128 << 10)

/* What a line that is too long is known by. */
#define BEGINNING_BYTES	64

struct input {
	char *p;
	size_t size;		/* of p: two lines, and INPUT_BYTES at least */
	size_t at, n;		/* what was read and not given out */
	size_t line_max;
	size_t number;
	struct buf *out;
	bool is_skipping;	/* the rest of a line that was too long */
	bool has_ended;
};

struct input *
input_open(struct arena *a, size_t line_max, struct buf *out)
{
	struct input *in = arena_new(a, struct input);
	size_t size = 2 * line_max < INPUT_BYTES ? INPUT_BYTES :
						   2 * line_max + 1;

	*in = (struct input){
		.p = arena_bytes(a, size),
		.size = size,
		.line_max = line_max,
		.out = out,
	};
	return in;
}

void
input_flush(struct buf *out)
{
	ASSERT(buf_ok(out));
	command_put(buf_str(out));
	buf_clear(out);
}

static void
read_more(struct input *in)
{
	size_t got;
	int err;

	input_flush(in->out);
	memmove(in->p, in->p + in->at, in->n - in->at);
	in->n -= in->at;
	in->at = 0;
	err = io_get(in->p + in->n, in->size - in->n, &got);
	if (err != 0)
		die_env(err, "cannot read standard input");
	in->n += got;
	in->has_ended = got == 0;
}

static enum input_line
give(struct input *in, struct str line, struct str *out)
{
	in->number++;
	*out = line;
	if (line.n <= in->line_max)
		return INPUT_LINE;
	*out = str_sub(line, 0, BEGINNING_BYTES);
	return INPUT_LONG;
}

/* Whether what is left answers the call; else there must be more of it. */
static bool
take(struct input *in, struct str *out, enum input_line *kind)
{
	struct str rest = { in->p + in->at, in->n - in->at }, line, after;

	while (str_cut(rest, '\n', &line, &after)) {
		bool is_rest = in->is_skipping;

		in->at += line.n + 1;
		in->is_skipping = false;
		if (!is_rest) {
			*kind = give(in, line, out);
			return true;
		}
		rest = after;
	}
	if (rest.n <= in->line_max && !(in->has_ended && rest.n > 0))
		return false;
	in->at = in->n;
	if (in->is_skipping)
		return false;
	in->is_skipping = true;
	*kind = give(in, rest, out);
	return true;
}

enum input_line
input_next(struct input *in, struct str *line)
{
	enum input_line kind;

	if (in->out->n >= OUTPUT_BYTES)
		input_flush(in->out);
	while (!take(in, line, &kind)) {
		if (in->has_ended)
			return INPUT_END;
		read_more(in);
	}
	return kind;
}

size_t
input_number(const struct input *in)
{
	return in->number;
}
