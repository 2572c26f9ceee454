#include "match/match.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/input.h"
#include "command/match_json.h"
#include "command/match_line.h"
#include "command/match_open.h"
#include "command/match_stock.h"
#include "text/json_write.h"

int command_match(struct invocation *v);

static void
answer(struct arena *a, const struct index *x, const struct match_line *q,
    struct json_writer *w)
{
	struct match *v = NULL;
	size_t n = 0;

	if (q->inv.n > 0)
		n = match_component(a, x, &q->inv, 0, false, &v);
	json_object(w);
	json_name(w, "component");
	match_json_copy(w, q->component);
	match_json_matches(w, a, x, v, n);
	json_end(w);
}

static int
match_lines(struct invocation *v, const struct index *x)
{
	int status = STATUS_FINE;
	enum input_line line;
	struct json_writer *w;
	struct input *in;
	struct str text;
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	in = input_open(v->perm, LIMIT_MATCH_LINE, &out);
	w = json_write_open(v->perm, &out,
	    JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	while ((line = input_next(in, &text)) != INPUT_END) {
		struct arena *a = arena_open();
		struct match_line q = { .component = NULL };
		bool fine = false;

		if (line == INPUT_LONG)
			q.why = str_fmt(a,
			    "line is longer than %u bytes; split the inventory",
			    LIMIT_MATCH_LINE);
		else if (str_trim(text).n > 0)
			fine = match_line_read(a, text, &q);
		else
			q.why = S("line is empty");
		answer(a, x, &q, w);
		if (q.why.n > 0)
			fprintf(stderr, "hansho: line %zu: %.*s\n",
			    input_number(in), STR_ARG(q.why));
		if (!fine)
			status = STATUS_USAGE;
		arena_close(a);
	}
	input_flush(&out);
	buf_fini(&out);
	return status;
}

int
command_match(struct invocation *v)
{
	bool is_input = v->n_args == 1;
	struct match_feeds f;
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (is_input && !str_eq_z(v->args[0], "-"))
		return command_usage(v,
		    "'%.*s': only -, which reads lines of JSON",
		    STR_ARG(v->args[0]));
	if (is_input && !str_eq_z(v->format, "json"))
		return command_usage(v, "- answers with --format json");
	if (match_open(v, !is_input, &f, &status))
		status = is_input ? match_lines(v, f.x) : match_stock(v, &f);
	match_close(&f);
	return status;
}
