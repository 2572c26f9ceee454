#include "command/score_line.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/command.h"
#include "pipeline/theme.h"
#include "text/json_write.h"

int command_score(struct invocation *v);

/* Standard input is read in pieces of this size: four pipes full. */
#define INPUT_BYTES	((size_t)256 << 10)

/* Output waits until it is so long, or until there is no input. */
#define OUTPUT_BYTES	((size_t)128 << 10)

/* What a refused line that is too long is known by. */
#define BEGINNING_BYTES	64

_Static_assert(INPUT_BYTES > 2 * LIMIT_SCORE_LINE, "a line always fits");

/* Lines of standard input. */
struct lines {
	char *p;		/* INPUT_BYTES of room */
	size_t n;		/* bytes of it in use */
	bool is_skipping;	/* the rest of a line that was too long */
	bool has_ended;
};

static void
flush(struct buf *out)
{
	ASSERT(buf_ok(out));
	command_put(buf_str(out));
	buf_clear(out);
}

static void
put_vector(struct score_print *p, struct str vector)
{
	score_line_put(p, vector);
	if (p->out->n >= OUTPUT_BYTES)
		flush(p->out);
}

static void
take_line(struct score_print *p, struct lines *in, struct str line)
{
	bool is_rest = in->is_skipping;

	in->is_skipping = false;
	if (is_rest)
		return;
	line = str_trim(line);
	if (line.n > 0 && line.p[0] != '#')
		put_vector(p, line);
}

/* Say so at once, and drop what is there of it. */
static void
refuse_long(struct score_print *p, struct lines *in, struct str line)
{
	struct scratch tmp = scratch_begin(p->a);

	if (!in->is_skipping)
		score_line_refuse(p, str_sub(line, 0, BEGINNING_BYTES),
		    str_fmt(tmp.a, "line is longer than %d bytes",
			LIMIT_SCORE_LINE));
	in->is_skipping = true;
	scratch_end(tmp);
}

/* Take all whole lines of what was read; the rest moves to the front. */
static void
take_lines(struct score_print *p, struct lines *in)
{
	struct str rest = { in->p, in->n }, line, after;

	while (str_cut(rest, '\n', &line, &after)) {
		if (line.n > LIMIT_SCORE_LINE)
			refuse_long(p, in, line);
		take_line(p, in, line);
		rest = after;
	}
	if (rest.n > LIMIT_SCORE_LINE) {
		refuse_long(p, in, rest);
		rest.n = 0;
	}
	if (in->has_ended)
		take_line(p, in, rest);
	else if (rest.n > 0)
		memmove(in->p, rest.p, rest.n);
	in->n = rest.n;
}

static void
put_input(struct score_print *p)
{
	struct lines in = { .p = arena_bytes(p->a, INPUT_BYTES) };

	while (!in.has_ended) {
		size_t got;
		int err;

		/* Whoever writes line by line gets an answer to each. */
		flush(p->out);
		err = io_get(in.p + in.n, INPUT_BYTES - in.n, &got);
		if (err != 0)
			die_env(err, "cannot read standard input");
		in.n += got;
		in.has_ended = got == 0;
		take_lines(p, &in);
	}
}

int
command_score(struct invocation *v)
{
	struct score_print p = { .a = v->perm, .lang = v->lang };
	struct buf out;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	buf_init(&out, LIMIT_PAGE_BYTES);
	p.out = &out;
	if (str_eq(v->format, S("json")))
		p.json = json_write_open(v->perm, &out,
		    JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	else
		p.words = theme_words(v->perm, NULL, sources_open(v->perm),
		    diags_open(v->perm));
	for (size_t i = 0; i < v->n_args; i++) {
		if (str_eq(v->args[i], S("-")))
			put_input(&p);
		else
			put_vector(&p, v->args[i]);
	}
	flush(&out);
	buf_fini(&out);
	return p.n_bad > 0 ? STATUS_FINDINGS : STATUS_FINE;
}
