#include "command/score_line.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/input.h"
#include "pipeline/theme.h"
#include "text/json_write.h"

int command_score(struct invocation *v);

/* Lines with a vector each; empty ones and comments are passed over. */
static void
put_input(struct score_print *p)
{
	struct input *in = input_open(p->a, LIMIT_SCORE_LINE, p->out);
	enum input_line kind;
	struct str line;

	while ((kind = input_next(in, &line)) != INPUT_END) {
		struct scratch tmp = scratch_begin(p->a);

		if (kind == INPUT_LONG)
			score_line_refuse(p, line,
			    str_fmt(tmp.a, "line is longer than %d bytes",
				LIMIT_SCORE_LINE));
		line = str_trim(line);
		if (kind == INPUT_LINE && line.n > 0 && line.p[0] != '#')
			score_line_put(p, line);
		scratch_end(tmp);
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
			score_line_put(&p, v->args[i]);
	}
	input_flush(&out);
	buf_fini(&out);
	return p.n_bad > 0 ? STATUS_FINDINGS : STATUS_FINE;
}
