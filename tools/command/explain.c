#include "command/command.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "rule/rule.h"

int command_explain(struct invocation *v);

#define LINE_WIDTH	72	/* columns of a paragraph */

/* What stands before the parts of an explanation. */
struct labels {
	const char *clause;
	const char *why;
	const char *bad;
	const char *good;
	const char *classes[3];		/* by enum diag_class */
};

static const struct labels labels_en = {
	.clause = "clause",
	.why = "why",
	.bad = "reported",
	.good = "mended",
	.classes = {
		[DIAG_ERROR] = "error: not mergeable",
		[DIAG_REQUIREMENT] = "requirement: blocks the next stage",
		[DIAG_ALERT] = "alert: mergeable; a waiver silences it",
	},
};

static const struct labels labels_ja = {
	.clause = "根拠",
	.why = "理由",
	.bad = "指摘される例",
	.good = "直した例",
	.classes = {
		[DIAG_ERROR] = "エラー：マージできない",
		[DIAG_REQUIREMENT] = "要件：次の段階に進めない",
		[DIAG_ALERT] = "注意：マージできる。理由を書けば表示しない",
	},
};

/* Whether a line may begin with c: not with what closes or ends something. */
static bool
may_begin(uint32_t c)
{
	static const uint32_t closing[] = { 0x3001, 0x3002, 0xff09, 0x300d,
		0x300f, 0xff0c, 0xff1a, 0x30fc };

	for (size_t i = 0; i < ARRAY_LEN(closing); i++) {
		if (c == closing[i])
			return false;
	}
	return true;
}

/*
 * How much of a paragraph fits on a line: up to a blank, or up to any wide
 * character, as Japanese has no blanks.  At least one character.
 */
static size_t
line_length(struct str s)
{
	size_t width = 0, best = 0;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		size_t w = utf8_width(str_sub(s, from, i - from));

		if (from > 0 && (c == ' ' || (w == 2 && may_begin(c))))
			best = from;
		width += w;
		if (width > LINE_WIDTH)
			return best > 0 ? best : i;
	}
	return s.n;
}

static void
print_paragraph(const char *label, const char *text)
{
	struct str rest = str_z(text);

	if (rest.n > 0)
		command_printf("\n%s:\n", label);
	while (rest.n > 0) {
		size_t n = line_length(rest);

		command_printf("    %.*s\n", STR_ARG(str_sub(rest, 0, n)));
		rest = str_from(rest, n);
		if (str_starts(rest, S(" ")))
			rest = str_from(rest, 1);
	}
}

/* Text set in by four columns, line by line. */
static void
print_lines(const char *label, const char *text)
{
	struct str rest = str_z(text), line;
	bool more = rest.n > 0;

	if (more)
		command_printf("\n%s:\n", label);
	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		if (line.n > 0)
			command_printf("    %.*s\n", STR_ARG(line));
		else if (more)
			command_put(S("\n"));
	}
}

static int
unknown_rule(struct invocation *v, struct str id)
{
	size_t n = rules_len();
	struct str *ids = arena_array(v->perm, struct str, n + 1);
	struct str near;

	for (size_t i = 0; i < n; i++)
		ids[i] = str_z(rule_at(i)->id);
	near = str_nearest(id, ids, n);
	fprintf(stderr, "hansho: there is no rule '%.*s'", STR_ARG(id));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs("\n`hansho list rules` lists them.\n", stderr);
	return STATUS_USAGE;
}

int
command_explain(struct invocation *v)
{
	const struct rule *r = rule_find(v->args[0]);
	bool is_ja = str_eq(v->lang, S("ja"));
	const struct labels *l = is_ja ? &labels_ja : &labels_en;

	if (r == NULL)
		return unknown_rule(v, v->args[0]);
	command_printf("%s\n%s\n%s\n", r->id, r->summary,
	    l->classes[r->class]);
	if (r->clause[0] != '\0')
		command_printf("%s: %s\n", l->clause, r->clause);
	if (r->text == NULL)
		return STATUS_FINE;
	print_paragraph(l->why, is_ja ? r->text->why_ja : r->text->why_en);
	print_lines(l->bad, r->text->bad);
	print_lines(l->good, r->text->good);
	return STATUS_FINE;
}
