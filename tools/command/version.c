#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/input.h"
#include "version/native.h"
#include "version/scheme.h"
#include "version/vers.h"

int command_version(struct invocation *v);

/* Of a text in a message so much is shown. */
#define SHOWN_BYTES	60

#define FIELDS_MAX	3

/* A question, and why it has no answer, if so. */
struct question {
	struct arena *a;
	struct str fields[FIELDS_MAX];
	struct str why;		/* empty: it could be read */
};

/* What is asked: an option chooses it. */
struct form {
	size_t n_fields;
	const char *fields;	/* of its fields */
	const char *(*answer)(struct question *q);
};

/* Text from outside in a message: without what a terminal would obey. */
static struct str
shown(struct arena *a, struct str s)
{
	char *p;

	s = str_sub(s, 0, SHOWN_BYTES);
	p = arena_bytes(a, s.n);
	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= ' ' && s.p[i] <= '~' ? s.p[i] : '?';
	return (struct str){ p, s.n };
}

static const struct scheme *
find_scheme(struct question *q, struct str name)
{
	const struct scheme *s = scheme_find(name);
	struct str near;

	if (s != NULL)
		return s;
	near = scheme_nearest(q->a, name);
	q->why = str_fmt(q->a, "unknown scheme '%.*s'; %s%.*s",
	    STR_ARG(shown(q->a, name)),
	    near.n > 0 ? "did you mean " : "`generic` compares any versions",
	    STR_ARG(near));
	return NULL;
}

static const char *
compare(struct question *q)
{
	static const char *const signs[] = { "<", "=", ">" };
	const struct scheme *s = find_scheme(q, q->fields[0]);
	int cmp;

	if (s == NULL || !scheme_compare(s, q->fields[1], q->fields[2], &cmp))
		return "?";
	return signs[cmp + 1];
}

static const char *
word_of(enum vers_answer answer)
{
	switch (answer) {
	case VERS_OUT:
		return "out";
	case VERS_IN:
		return "in";
	case VERS_UNKNOWN:
		return "?";
	}
	BUG("vers_answer");
}

static const char *
hold_vers(struct question *q)
{
	const char *why;
	size_t off, len;
	struct vers v;

	if (vers_parse(q->a, q->fields[0], &v, &why, &off, &len)) {
		enum vers_answer answer = vers_holds(&v, q->fields[1]);

		if (answer == VERS_UNKNOWN)
			(void)find_scheme(q, v.scheme);
		return word_of(answer);
	}
	q->why = str_fmt(q->a,
	    "range '%.*s': %s, at byte %zu; write vers:npm/>=1.0.0|<2.0.0",
	    STR_ARG(shown(q->a, q->fields[0])), why, off + 1);
	return "?";
}

static const char *
hold_range(struct question *q)
{
	const struct scheme *s = find_scheme(q, q->fields[0]);
	const char *why;
	struct native r;

	if (s == NULL)
		return "?";
	if (native_parse(q->a, s, q->fields[1], &r, &why))
		return word_of(native_holds(&r, q->fields[2]));
	q->why = str_fmt(q->a,
	    "range '%.*s' of %.*s: %s; `--vers` takes ranges of any scheme",
	    STR_ARG(shown(q->a, q->fields[1])), STR_ARG(s->name), why);
	return "?";
}

static const struct form forms[] = {
	{ 3, "SCHEME A B", compare },
	{ 2, "RANGE VERSION", hold_vers },
	{ 3, "SCHEME RANGE VERSION", hold_range },
};

/* ---- lines ------------------------------------------------------------- */

/* Fields between tabs; false with q->why unless there are as many. */
static bool
split(struct question *q, const struct form *k, struct str line)
{
	size_t n = 0;
	bool more;

	if (str_ends(line, S("\r")))
		line.n--;
	do {
		struct str field;

		more = str_cut(line, '\t', &field, &line);
		if (n < k->n_fields)
			q->fields[n] = field;
		n++;
	} while (more);
	if (n == k->n_fields)
		return true;
	q->why = str_fmt(q->a,
	    "%zu field%s instead of %zu; write %s with a tab between two", n,
	    n == 1 ? "" : "s", k->n_fields, k->fields);
	return false;
}

static const char *
answer_line(struct question *q, const struct form *k, enum input_line line,
    struct str text)
{
	if (line == INPUT_LONG) {
		q->why = str_fmt(q->a,
		    "line is longer than %u bytes; ask about fewer versions "
		    "at once",
		    LIMIT_VERSION_LINE);
		return "?";
	}
	return split(q, k, text) ? k->answer(q) : "?";
}

static int
answer_input(struct invocation *v, const struct form *k)
{
	int status = STATUS_FINE;
	enum input_line line;
	struct input *in;
	struct str text;
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	in = input_open(v->perm, LIMIT_VERSION_LINE, &out);
	while ((line = input_next(in, &text)) != INPUT_END) {
		struct scratch tmp = scratch_begin(v->perm);
		struct question q = { .a = tmp.a };

		buf_printf(&out, "%s\n", answer_line(&q, k, line, text));
		if (q.why.n > 0) {
			fprintf(stderr, "hansho: line %zu: %.*s\n",
			    input_number(in), STR_ARG(q.why));
			status = STATUS_USAGE;
		}
		scratch_end(tmp);
	}
	input_flush(&out);
	buf_fini(&out);
	return status;
}

int
command_version(struct invocation *v)
{
	const struct form *k = v->vers ? &forms[1] :
	    v->range                   ? &forms[2] :
					 &forms[0];
	struct question q = { .a = v->perm };
	const char *answer;

	if (v->vers && v->range)
		return command_usage(v, "either --vers or --range");
	if (v->n_args == 1 && str_eq(v->args[0], S("-")))
		return answer_input(v, k);
	if (v->n_args != k->n_fields)
		return command_usage(v, "%zu arguments instead of %zu: %s",
		    v->n_args, k->n_fields, k->fields);
	for (size_t i = 0; i < k->n_fields; i++)
		q.fields[i] = v->args[i];
	answer = k->answer(&q);
	if (q.why.n > 0)
		return command_usage(v, "%.*s", STR_ARG(q.why));
	command_printf("%s\n", answer);
	return STATUS_FINE;
}
