#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "text/template_lex.h"

struct lexer {
	struct arena *a;
	struct str source;
	uint32_t file;
	struct diags *d;
	struct token *tokens;
	size_t n;
	size_t cap;
	bool is_unclosed;	/* no "}}" is left in the source */
	bool ok;
};

static const struct {
	struct str word;
	enum token_kind kind;
} keywords[] = {
	{ STR_INIT("t"), TOKEN_WORD },
	{ STR_INIT("#if"), TOKEN_IF },
	{ STR_INIT("else"), TOKEN_ELSE },
	{ STR_INIT("/if"), TOKEN_END_IF },
	{ STR_INIT("#each"), TOKEN_EACH },
	{ STR_INIT("/each"), TOKEN_END_EACH },
	{ STR_INIT("#with"), TOKEN_WITH },
	{ STR_INIT("/with"), TOKEN_END_WITH },
};

static struct span
lex_span(const struct lexer *x, size_t from, size_t to)
{
	return (struct span){
		.file = x->file,
		.off = (uint32_t)from,
		.len = (uint32_t)(to - from),
	};
}

static void
lex_fault(struct lexer *x, struct span at, const char *message,
    const char *help)
{
	diag_error(x->d, "template-syntax", at, "%s", message);
	diag_help(x->d, "%s", help);
	x->ok = false;
}

static void
lex_push(struct lexer *x, enum token_kind kind, struct str text,
    struct span at)
{
	struct token *t;

	x->tokens = arena_grow(x->a, x->tokens, x->n, &x->cap,
	    sizeof(*x->tokens));
	t = &x->tokens[x->n++];
	t->kind = kind;
	t->text = text;
	t->at = at;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/*
 * The offset of the "}}" that ends the tag whose inside starts at from, or
 * SIZE_MAX.  Only a comment may run over several lines; quotes hide braces.
 */
static size_t
lex_tag_end(struct lexer *x, size_t from)
{
	bool in_quotes = false;

	if (from < x->source.n && x->source.p[from] == '!') {
		size_t end = SIZE_MAX;

		/* Searching once more would be quadratic. */
		if (!x->is_unclosed)
			end = str_find(x->source, S("}}"), from);
		x->is_unclosed = end == SIZE_MAX;
		return end;
	}
	for (size_t i = from; i + 1 < x->source.n; i++) {
		char c = x->source.p[i];

		if (c == '\n')
			return SIZE_MAX;
		if (c == '"')
			in_quotes = !in_quotes;
		if (!in_quotes && c == '}' && x->source.p[i + 1] == '}')
			return i;
	}
	return SIZE_MAX;
}

/* What the inside of a tag is, and what follows its word. */
static enum token_kind
lex_kind(struct str text, struct str *rest)
{
	size_t n = 0;

	if (text.n > 0 && (text.p[0] == '!' || text.p[0] == '>')) {
		*rest = str_trim(str_from(text, 1));
		return text.p[0] == '!' ? TOKEN_COMMENT : TOKEN_PARTIAL;
	}
	while (n < text.n && !is_blank(text.p[n]))
		n++;
	*rest = str_trim(str_from(text, n));
	for (size_t i = 0; i < ARRAY_LEN(keywords); i++) {
		if (!str_eq(str_sub(text, 0, n), keywords[i].word))
			continue;
		if (keywords[i].kind == TOKEN_WORD && rest->n == 0)
			break;	/* a hole whose name is "t" */
		return keywords[i].kind;
	}
	*rest = text;
	return TOKEN_HOLE;
}

/* Report what is no tag; the inside of those starts with a sign. */
static bool
lex_is_known(struct lexer *x, enum token_kind kind, struct str text,
    struct span at)
{
	if (text.n == 0) {
		lex_fault(x, at, "a tag without anything in it",
		    "write a name between the braces");
		return false;
	}
	if (kind == TOKEN_HOLE && (text.p[0] == '#' || text.p[0] == '/')) {
		lex_fault(x, at, "there is no such block",
		    "blocks are #if, #each and #with, ended by /if, /each "
		    "and /with");
		return false;
	}
	return true;
}

/* One tag whose "{{" stands at open; returns where the text goes on. */
static size_t
lex_tag(struct lexer *x, size_t open)
{
	struct str source = x->source, text, rest;
	enum token_kind kind;
	struct span at;
	size_t end;

	if (open + 2 < source.n && source.p[open + 2] == '{') {
		lex_fault(x, lex_span(x, open, open + 3),
		    "three braces: there is no raw output",
		    "write {{name}}; markup is given as a markup value");
		return open + 3;
	}
	end = lex_tag_end(x, open + 2);
	if (end == SIZE_MAX) {
		lex_fault(x, lex_span(x, open, open + 2),
		    "the tag has no end on its line",
		    "end it with }} and close every quote");
		end = str_find_byte(source, '\n', open);
		return end == SIZE_MAX ? source.n : end;
	}
	text = str_trim(str_sub(source, open + 2, end - open - 2));
	at = lex_span(x, open, end + 2);
	kind = lex_kind(text, &rest);
	if (lex_is_known(x, kind, text, at))
		lex_push(x, kind, rest, at);
	return end + 2;
}

static void
lex_literal(struct lexer *x, size_t from, size_t to)
{
	if (from < to)
		lex_push(x, TOKEN_LITERAL, str_sub(x->source, from, to - from),
		    lex_span(x, from, to));
}

static bool
lex_is_open(const struct lexer *x, size_t i)
{
	return i + 1 < x->source.n && x->source.p[i] == '{' &&
	    x->source.p[i + 1] == '{';
}

/*
 * If the line at from holds only block tags, comments, partials and blanks,
 * and at least one of them: the offset of the next line.  Otherwise SIZE_MAX.
 */
static size_t
lex_block_line(struct lexer *x, size_t from)
{
	size_t i = from;
	bool any = false;

	for (;;) {
		struct str rest;
		enum token_kind kind;
		size_t end;

		while (i < x->source.n && is_blank(x->source.p[i]))
			i++;
		if (i == x->source.n || x->source.p[i] == '\n')
			break;
		if (!lex_is_open(x, i))
			return SIZE_MAX;
		end = lex_tag_end(x, i + 2);
		if (end == SIZE_MAX)
			return SIZE_MAX;
		kind = lex_kind(str_trim(
				    str_sub(x->source, i + 2, end - i - 2)),
		    &rest);
		if (kind == TOKEN_HOLE || kind == TOKEN_WORD)
			return SIZE_MAX;
		any = true;
		i = end + 2;
	}
	if (!any)
		return SIZE_MAX;
	return i < x->source.n ? i + 1 : i;
}

/* The tags of a line that lex_block_line() found. */
static void
lex_tags(struct lexer *x, size_t from, size_t to)
{
	for (size_t i = from; i < to;) {
		if (lex_is_open(x, i))
			i = lex_tag(x, i);
		else
			i++;
	}
}

bool
template_lex(struct arena *a, struct str source, uint32_t file,
    struct diags *d, struct token **out, size_t *n)
{
	struct lexer x = { .a = a,
		.source = source,
		.file = file,
		.d = d,
		.ok = true };
	size_t literal = 0;
	bool is_line_start = true;

	for (size_t i = 0; i < source.n;) {
		size_t next = SIZE_MAX;

		if (is_line_start)
			next = lex_block_line(&x, i);
		is_line_start = false;
		if (next != SIZE_MAX) {
			lex_literal(&x, literal, i);
			lex_tags(&x, i, next);
			i = literal = next;
			is_line_start = true;
		} else if (lex_is_open(&x, i)) {
			lex_literal(&x, literal, i);
			i = literal = lex_tag(&x, i);
		} else {
			is_line_start = source.p[i] == '\n';
			i++;
		}
	}
	lex_literal(&x, literal, source.n);
	*out = x.tokens;
	*n = x.n;
	return x.ok;
}
