#include "text/yaml_fault.h"

#include <stdbool.h>
#include <string.h>

#include "base/attr.h"
#include "base/diag.h"
#include "base/utf8.h"

enum place {
	AT_PROBLEM,	/* where libyaml stopped */
	AT_CONTEXT,	/* where the thing began that never ended */
	AT_ESCAPE,	/* at the backslash before the place */
};

/* One of libyaml's sentences and ours.  NULL matches anything. */
struct saying {
	const char *problem;
	const char *context;
	enum place place;
	const char *rule;
	const char *message;
	const char *help;
};

static const char INDENT_HELP[] =
    "keys of one map begin in one column, "
    "with blanks; a value with \": \", \" #\" or quotes in it needs quotes";

static const struct saying SAYINGS[] = {
	{ "mapping values are not allowed in this context", NULL, AT_PROBLEM,
	    "yaml-syntax",
	    "a second ':' in one line, or a key in a wrong column",
	    "put a value that has \": \" in it into quotes" },
	{ "mapping keys are not allowed in this context", NULL, AT_PROBLEM,
	    "yaml-syntax", "'?' cannot stand here",
	    "put the text into quotes" },
	{ "block sequence entries are not allowed in this context", NULL,
	    AT_PROBLEM, "yaml-syntax", "a list item cannot begin here",
	    "write the items below the key, each on a line of its own, or put "
	    "the text into quotes" },
	{ "could not find expected ':'", NULL, AT_CONTEXT, "yaml-syntax",
	    "no \": \" follows this key",
	    "write \"key: value\" with a blank after the colon" },
	{ "found unexpected end of stream", "while scanning a quoted scalar",
	    AT_CONTEXT, "yaml-syntax", "this quote is never closed",
	    "close it with the same quote; '' inside '...' and \\\" inside "
	    "\"...\" stand for a quote" },
	{ "found unexpected document indicator",
	    "while scanning a quoted scalar", AT_CONTEXT, "yaml-syntax",
	    "this quote is not closed before the end of the document",
	    "close it with the same quote" },
	{ "found unknown escape character", NULL, AT_ESCAPE, "yaml-syntax",
	    "no such escape in a text in double quotes",
	    "write \\\\ for a backslash, or use single quotes" },
	{ "did not find expected hexdecimal number", NULL, AT_ESCAPE,
	    "yaml-syntax", "hexadecimal digits were expected in this escape",
	    "write \\x2F, \\u3042 or \\U0001F514" },
	{ "found invalid Unicode character escape code", NULL, AT_ESCAPE,
	    "yaml-syntax", "this escape is no character",
	    "write the character itself, or \\U and eight digits" },
	{ "did not find expected ',' or ']'", NULL, AT_PROBLEM, "yaml-syntax",
	    "',' or ']' was expected",
	    "close the list with ']', put commas between its items, and quotes "
	    "around texts with commas or brackets" },
	{ "did not find expected ',' or '}'", NULL, AT_PROBLEM, "yaml-syntax",
	    "',' or '}' was expected",
	    "close the map with '}', put commas between its pairs, and quotes "
	    "around texts with commas or brackets" },
	{ "did not find expected '-' indicator", NULL, AT_PROBLEM,
	    "yaml-syntax", "another list item was expected in this column",
	    "begin each item of a list in the same column with \"- \"" },
	{ "did not find expected key", NULL, AT_PROBLEM, "yaml-syntax",
	    "this does not continue what stands before it", INDENT_HELP },
	{ "did not find expected node content", NULL, AT_PROBLEM,
	    "yaml-syntax", "a value was expected here",
	    "put text that begins with one of , [ ] { } into quotes" },
	{ "did not find expected <document start>", NULL, AT_PROBLEM,
	    "yaml-syntax", "this does not continue what stands before it",
	    INDENT_HELP },
	{ "found unexpected ':'", NULL, AT_PROBLEM, "yaml-syntax",
	    "':' cannot stand here", "put the text into quotes" },
	{ "found an indentation indicator equal to 0", NULL, AT_PROBLEM,
	    "yaml-syntax", "0 is no indentation", "write \"|\" alone" },
	{ "did not find expected comment or line break",
	    "while scanning a block scalar", AT_PROBLEM, "yaml-syntax",
	    "text after '|' or '>'",
	    "begin the text on the next line, or put it into quotes" },
	{ "did not find expected alphabetic or numeric character",
	    "while scanning an alias", AT_CONTEXT, "yaml-alias",
	    "'*' cannot begin a value", "put the text into quotes" },
	{ "did not find expected alphabetic or numeric character",
	    "while scanning an anchor", AT_CONTEXT, "yaml-anchor",
	    "'&' cannot begin a value", "put the text into quotes" },
	{ "found undefined tag handle", NULL, AT_CONTEXT, "yaml-tag",
	    "tags are not used here", "put the text into quotes" },
	{ NULL, "while scanning a tag", AT_CONTEXT, "yaml-tag",
	    "'!' cannot begin a value", "put the text into quotes" },
	{ NULL, "while parsing a tag", AT_CONTEXT, "yaml-tag",
	    "'!' cannot begin a value", "put the text into quotes" },
	{ NULL, "while scanning a directive", AT_CONTEXT, "yaml-documents",
	    "directives are not used here",
	    "delete the line that begins "
	    "with '%'" },
	{ NULL, "while scanning a %YAML directive", AT_CONTEXT,
	    "yaml-documents", "directives are not used here",
	    "delete the line that begins with '%'" },
	{ NULL, "while scanning a %TAG directive", AT_CONTEXT,
	    "yaml-documents", "directives are not used here",
	    "delete the line that begins with '%'" },
	{ "found duplicate %YAML directive", NULL, AT_PROBLEM,
	    "yaml-documents", "directives are not used here",
	    "delete the line that begins with '%'" },
	{ "found incompatible YAML document", NULL, AT_PROBLEM,
	    "yaml-documents", "directives are not used here",
	    "delete the line that begins with '%'" },
	{ "found duplicate %TAG directive", NULL, AT_PROBLEM, "yaml-documents",
	    "directives are not used here",
	    "delete the line that begins with '%'" },
};

static const struct saying OTHER = { NULL, NULL, AT_PROBLEM, "yaml-syntax",
	"this is no YAML", "put texts with special characters into quotes" };

static bool
matches(const char *pattern, const char *words)
{
	return pattern == NULL ||
	    (words != NULL && strcmp(pattern, words) == 0);
}

static const struct saying *
find_saying(const struct yaml_fault *f)
{
	for (size_t i = 0; i < ARRAY_LEN(SAYINGS); i++) {
		const struct saying *s = &SAYINGS[i];

		if (matches(s->problem, f->problem) &&
		    matches(s->context, f->context))
			return s;
	}
	return &OTHER;
}

/* The character at off, nothing at the end of a line. */
static struct span
char_at(struct span region, struct str text, size_t off)
{
	size_t end = off;

	if (off >= text.n)
		return span_sub(region, text.n, 0);
	if (text.p[off] != '\n' && text.p[off] != '\r')
		(void)utf8_next(text, &end);
	return span_sub(region, off, end - off);
}

/* The tab that the line of off begins with or that stands at off. */
static size_t
find_tab(struct str text, size_t off)
{
	size_t i = off;

	if (off < text.n && text.p[off] == '\t')
		return off;
	while (i > 0 && text.p[i - 1] != '\n')
		i--;
	while (i < off && text.p[i] == ' ')
		i++;
	return i < off && text.p[i] == '\t' ? i : SIZE_MAX;
}

/* The backslash and letter of the escape that holds off. */
static struct span
escape_at(struct span region, struct str text, size_t off)
{
	while (off > 0 && off < text.n && text.p[off] != '\\')
		off--;
	return span_sub(region, off, 2);
}

/* At the end of the text, the end of the last line that has something. */
static size_t
back_from_end(struct str text, size_t off)
{
	if (off < text.n)
		return off;
	return str_trim(text).n == 0 ?
	    0 :
	    (size_t)(str_trim(text).p - text.p) + str_trim(text).n;
}

static void
report_start_char(struct span at, struct str text, size_t off, struct diags *d)
{
	char c = off < text.n ? text.p[off] : ' ';

	if (c == '%') {
		diag_error(d, "yaml-syntax", at, "'%%' cannot begin a value");
		diag_help(d, "put the text into quotes");
		return;
	}
	struct str shown = str_sub(text, off, at.len);
	diag_error(d, "yaml-syntax", at, "'%.*s' cannot begin a value",
	    STR_ARG(shown));
	diag_help(d, "put the text into quotes");
}

void
yaml_fault_report(struct span region, struct str text,
    const struct yaml_fault *f, struct diags *d)
{
	size_t off = back_from_end(text, f->problem_off);
	size_t tab = find_tab(text, off);

	if (tab != SIZE_MAX) {
		diag_error(d, "yaml-syntax", char_at(region, text, tab),
		    "a tab where blanks are needed");
		diag_help(d, "indent with blanks");
		return;
	}
	struct span at = char_at(region, text, off);
	if (matches("found character that cannot start any token",
		f->problem)) {
		report_start_char(at, text, off, d);
		return;
	}
	const struct saying *s = find_saying(f);
	if (s->place == AT_ESCAPE)
		at = escape_at(region, text, off);
	bool has_context = f->context_off != SIZE_MAX;
	struct span from = has_context ?
	    char_at(region, text, f->context_off) :
	    at;
	diag_error(d, s->rule, s->place == AT_CONTEXT ? from : at, "%s",
	    s->message);
	bool is_enclosed = has_context &&
	    (strstr(f->context, "flow") != NULL ||
		strstr(f->context, "quoted") != NULL);
	if (s->place == AT_PROBLEM && is_enclosed && from.off != at.off)
		diag_note(d, from, "it began here");
	diag_help(d, "%s", s->help);
}
