#include "text/markdown_limit.h"

#include <inttypes.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"

/* A line and what was counted up to it. */
struct count {
	struct span region;
	struct str text;
	struct diags *d;
	size_t off;		/* of the line */
	struct str line;
	size_t paragraph;	/* where the lines without an empty one began */
	size_t columns;		/* of the table that may be open, or 0 */
	size_t brackets;
	size_t declarations;
	size_t cells;
	size_t table_work;
	size_t definition;	/* longest paragraph with "]:" in it */
	bool has_definition;	/* in this paragraph */
};

static bool
over(const struct count *c, size_t off, size_t len, size_t limit,
    const char *what)
{
	diag_error(c->d, "markdown-limit", span_sub(c->region, off, len),
	    "more than %zu %s", limit, what);
	diag_help(c->d,
	    "split the text, or put such data into a file of its "
	    "own");
	return false;
}

/* '[' and declarations, which cmark looks for the end of, each on its own. */
static bool
count_bytes(struct count *c)
{
	for (size_t i = 0; i < c->line.n; i++) {
		char next;

		if (c->line.p[i] != '[' && c->line.p[i] != '<' &&
		    c->line.p[i] != ']')
			continue;
		next = i + 1 < c->line.n ? c->line.p[i + 1] : ' ';
		if (c->line.p[i] == '[' && ++c->brackets > LIMIT_BRACKETS)
			return over(c, c->off + i, 1, LIMIT_BRACKETS,
			    "opening brackets");
		if (c->line.p[i] == '<' && (next == '!' || next == '?') &&
		    ++c->declarations > LIMIT_DECLARATIONS)
			return over(c, c->off + i, 2, LIMIT_DECLARATIONS,
			    "\"<!\" or \"<?\"");
		if (c->line.p[i] == ']' && next == ':')
			c->has_definition = true;
	}
	return true;
}

/* The end of a list marker at i, or i. */
static size_t
skip_marker(struct str line, size_t i)
{
	size_t from = i;

	if (i < line.n && line.p[i] == '>')
		return i + 1;
	if (i < line.n && strchr("-+*", line.p[i]) != NULL)
		i++;
	else {
		while (i < line.n && line.p[i] >= '0' && line.p[i] <= '9')
			i++;
		if (i == from || i == line.n ||
		    (line.p[i] != '.' && line.p[i] != ')'))
			return from;
		i++;
	}
	return i == line.n || strchr(" \t\r", line.p[i]) != NULL ? i : from;
}

/* Quotes and lists that this line may open. */
static bool
count_nesting(struct count *c)
{
	size_t columns = 0;
	size_t depth = 0;

	for (size_t i = 0; i < c->line.n;) {
		if (c->line.p[i] == ' ' || c->line.p[i] == '\t') {
			columns += c->line.p[i] == '\t' ? 4 : 1;
			i++;
			continue;
		}
		size_t end = skip_marker(c->line, i);
		if (end == i)
			break;
		if (++depth > LIMIT_QUOTE_DEPTH)
			return over(c, c->off + i, end - i, LIMIT_QUOTE_DEPTH,
			    "levels of quotes and lists in one line");
		if (columns > LIMIT_LIST_INDENT)
			return over(c, c->off, i, LIMIT_LIST_INDENT,
			    "columns before a list item");
		i = end;
	}
	return true;
}

/* Whether nothing but |, :, - and blanks stands here. */
static bool
is_dashes(struct str s)
{
	bool has_dash = false;

	for (size_t i = 0; i < s.n; i++) {
		if (strchr("|:- \t\r", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
		has_dash = has_dash || s.p[i] == '-';
	}
	return has_dash;
}

/*
 * Whether a line can be the one below a table's head, |---|:-:|, behind
 * markers of quotes and lists or without any.
 */
static bool
is_delimiter_row(struct str line)
{
	size_t i = 0;

	if (is_dashes(line))
		return true;
	while (i < line.n) {
		size_t end = line.p[i] == ' ' || line.p[i] == '\t' ?
		    i + 1 :
		    skip_marker(line, i);

		if (end == i)
			break;
		i = end;
	}
	return is_dashes(str_from(line, i));
}

static size_t
count_pipes(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == '|' ? 1 : 0;
	return n;
}

static bool
count_table(struct count *c)
{
	size_t pipes = count_pipes(c->line);

	if (pipes > LIMIT_PIPES)
		return over(c, c->off, c->line.n, LIMIT_PIPES,
		    "'|' in one line");
	if (is_delimiter_row(c->line)) {
		size_t columns = pipes + 1;	/* or less */

		if (columns > LIMIT_TABLE_COLUMNS + 2)
			return over(c, c->off, c->line.n, LIMIT_TABLE_COLUMNS,
			    "columns in a table");
		if (columns > c->columns)
			c->columns = columns;
		c->table_work += c->off - c->paragraph;
		if (c->table_work > LIMIT_TABLE_WORK)
			return over(c, c->off, c->line.n, LIMIT_TABLE_WORK,
			    "bytes of text above rows of dashes");
	}
	c->cells += c->columns;
	if (c->cells > LIMIT_TABLE_CELLS)
		return over(c, c->off, c->line.n, LIMIT_TABLE_CELLS,
		    "cells in tables");
	return true;
}

static void
end_paragraph(struct count *c, size_t next)
{
	if (c->has_definition && c->off - c->paragraph > c->definition)
		c->definition = c->off - c->paragraph;
	c->has_definition = false;
	c->columns = 0;
	c->paragraph = next;
}

static bool
count_line(struct count *c, size_t next)
{
	if (str_trim(c->line).n == 0) {
		end_paragraph(c, next);
		return true;
	}
	return count_bytes(c) && count_nesting(c) && count_table(c);
}

bool
markdown_limit_check(struct span region, struct str text, struct diags *d)
{
	if (text.n > LIMIT_MARKDOWN_BYTES) {
		diag_error(d, "markdown-limit", span_sub(region, 0, 0),
		    "%zu bytes of text; the limit is %u", text.n,
		    LIMIT_MARKDOWN_BYTES);
		diag_help(d, "split it into several files");
		return false;
	}
	struct count c = { .region = region, .text = text, .d = d };
	while (c.off < text.n) {
		size_t end = str_find_byte(text, '\n', c.off);
		size_t next = end == SIZE_MAX ? text.n : end + 1;

		c.line = str_sub(text, c.off, next - c.off);
		if (c.line.n > 0 && c.line.p[c.line.n - 1] == '\n')
			c.line.n--;
		if (!count_line(&c, next))
			return false;
		c.off = next;
	}
	end_paragraph(&c, c.off);
	if (c.brackets * c.definition > LIMIT_REFERENCE_WORK) {
		diag_error(d, "markdown-limit", span_sub(region, 0, 0),
		    "%zu brackets in a text that defines links in a paragraph "
		    "of %zu bytes",
		    c.brackets, c.definition);
		diag_help(d, "put empty lines between definitions of links");
		return false;
	}
	return true;
}
