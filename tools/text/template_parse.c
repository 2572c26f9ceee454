#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "text/template_html.h"
#include "text/template_impl.h"
#include "text/template_lex.h"
#include "text/value_impl.h"

/* An open block. */
struct block {
	enum token_kind kind;	/* TOKEN_IF, TOKEN_EACH, TOKEN_WITH */
	struct span at;
	size_t op;		/* the op that jumps past the first branch */
	size_t jump;		/* {{else}}: the op that jumps past the rest */
	bool has_else;
	struct markup start;	/* where it began */
	struct markup end;	/* where the first branch ended */
};

struct parser {
	struct arena *perm;
	struct template *t;
	struct diags *d;
	const struct token *token;	/* the tag being read */
	size_t i;			/* offset in its text */
	struct block blocks[LIMIT_TEMPLATE_DEPTH];
	size_t n_blocks;
	size_t n_variables;	/* {{#each}} and {{#with}} around */
	struct markup markup;
	bool is_lost;		/* a fault of context was reported */
	bool ok;
};

static struct span
tag_span(const struct parser *p, size_t from, size_t to)
{
	struct str text = p->token->text;

	return (struct span){
		.file = p->t->file,
		.off = (uint32_t)((size_t)(text.p - p->t->source) + from),
		.len = (uint32_t)(to - from),
	};
}

static bool
fault(struct parser *p, struct span at, const char *what, const char *help)
{
	diag_error(p->d, "template-syntax", at, "%s", what);
	diag_help(p->d, "%s", help);
	p->ok = false;
	return false;
}

static struct op *
op_push(struct parser *p, enum op_kind kind)
{
	struct template *t = p->t;
	struct op *op;

	t->ops = arena_grow(p->perm, t->ops, t->n_ops, &t->cap_ops,
	    sizeof(*t->ops));
	op = &t->ops[t->n_ops++];
	*op = (struct op){ .kind = kind };
	return op;
}

static void
op_land(struct parser *p, size_t op)
{
	p->t->ops[op].to = (uint32_t)p->t->n_ops;
}

/* ------------------------------------------------------- inside of a tag */

static char
peek(const struct parser *p)
{
	struct str s = p->token->text;

	return p->i < s.n ? s.p[p->i] : '\0';
}

static bool
skip_blanks(struct parser *p)
{
	size_t from = p->i;

	while (peek(p) == ' ' || peek(p) == '\t')
		p->i++;
	return p->i > from;
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* A name of letters, digits, '_' and '-'; empty when there is none. */
static struct str
read_name(struct parser *p)
{
	size_t from = p->i;

	while (is_name_byte(peek(p)))
		p->i++;
	return str_sub(p->token->text, from, p->i - from);
}

static bool
name_fault(struct parser *p)
{
	struct str rest = str_from(p->token->text, p->i);

	if (rest.n == 0)
		return fault(p, p->token->at, "a name is missing",
		    "names are letters, digits, '_' and '-', joined by '.'");
	return fault(p, tag_span(p, p->i, p->token->text.n),
	    "a name cannot begin like this",
	    "names are letters, digits, '_' and '-', joined by '.'");
}

/* A bare word, if it is the next one. */
static bool
read_word(struct parser *p, struct str word)
{
	size_t from = p->i;

	if (str_eq(read_name(p), word) && (peek(p) == ' ' || peek(p) == '\t'))
		return skip_blanks(p);
	p->i = from;
	return false;
}

static bool
read_round(struct parser *p, struct path *path)
{
	static const struct {
		struct str word;
		enum round round;
	} rounds[] = {
		{ STR_INIT("index"), ROUND_INDEX },
		{ STR_INIT("first"), ROUND_FIRST },
		{ STR_INIT("last"), ROUND_LAST },
	};
	size_t from = p->i++;
	struct str word = read_name(p);

	for (size_t i = 0; i < ARRAY_LEN(rounds); i++) {
		if (str_eq(word, rounds[i].word) && path->n == 1) {
			path->round = rounds[i].round;
			return true;
		}
	}
	return fault(p, tag_span(p, from, p->i),
	    "'@' asks for the round of a loop",
	    "write item@index, item@first or item@last");
}

static const struct path *
read_path(struct parser *p)
{
	struct name parts[LIMIT_TEMPLATE_PARTS];
	struct path *path = arena_new(p->perm, struct path);
	size_t from = p->i;

	for (;;) {
		struct str s = read_name(p);

		if (s.n == 0) {
			name_fault(p);
			return NULL;
		}
		if (path->n == LIMIT_TEMPLATE_PARTS) {
			fault(p, tag_span(p, from, p->i),
			    "the name has too many parts",
			    "use {{#with}} or a flatter value");
			return NULL;
		}
		parts[path->n++] = (struct name){ s, value_tag(s) };
		if (peek(p) != '.')
			break;
		p->i++;
	}
	if (peek(p) == '@' && !read_round(p, path))
		return NULL;
	path->at = tag_span(p, from, p->i);
	path->parts = arena_array(p->perm, struct name, path->n);
	for (size_t i = 0; i < path->n; i++)
		path->parts[i] = parts[i];
	return path;
}

/* "text" without the quotes. */
static bool
read_quoted(struct parser *p, struct str *out)
{
	size_t from = p->i++;
	size_t end = str_find_byte(p->token->text, '"', p->i);

	if (end == SIZE_MAX)
		return fault(p, tag_span(p, from, p->token->text.n),
		    "the quote is not closed", "end it with \"");
	*out = str_sub(p->token->text, p->i, end - p->i);
	p->i = end + 1;
	return true;
}

static bool
read_operand(struct parser *p, struct operand *out)
{
	if (peek(p) == '"')
		return read_quoted(p, &out->text);
	out->path = read_path(p);
	return out->path != NULL;
}

static bool
read_end(struct parser *p)
{
	skip_blanks(p);
	if (p->i == p->token->text.n)
		return true;
	return fault(p, tag_span(p, p->i, p->token->text.n),
	    "the tag goes on where it should end",
	    "one tag does one thing; see text/template.h for its form");
}

/* A tag that takes nothing. */
static bool
read_nothing(struct parser *p)
{
	if (p->token->text.n == 0)
		return true;
	return fault(p, tag_span(p, 0, p->token->text.n),
	    "this tag takes nothing", "write only its word");
}

/* ------------------------------------------------------------ catalogue */

static bool
key_part(struct parser *p, struct phrase *w, struct operand part)
{
	if (w->n_key == LIMIT_TEMPLATE_PARTS)
		return fault(p, p->token->at, "the key has too many parts",
		    "give the whole key as one name");
	w->key[w->n_key++] = part;
	return true;
}

/* What stands between the quotes of a key: text and {names}. */
static bool
read_key_parts(struct parser *p, struct phrase *w, size_t end)
{
	while (p->i < end) {
		struct operand part = { NULL, { NULL, 0 } };
		size_t from = p->i;

		if (peek(p) == '{') {
			p->i++;
			part.path = read_path(p);
			if (part.path == NULL)
				return false;
			if (peek(p) != '}')
				return fault(p, tag_span(p, from, p->i),
				    "the hole in the key is not closed",
				    "write \"text.{name}\"");
			p->i++;
		} else {
			while (p->i < end && peek(p) != '{')
				p->i++;
			part.text = str_sub(p->token->text, from, p->i - from);
		}
		if (!key_part(p, w, part))
			return false;
	}
	return true;
}

static bool
read_key(struct parser *p, struct phrase *w)
{
	struct str text = p->token->text, quoted;
	size_t from = p->i;

	if (peek(p) == '"') {
		if (!read_quoted(p, &quoted))
			return false;
		if (quoted.n == 0)
			return fault(p, tag_span(p, from, p->i),
			    "the key is empty", "name words of the catalogue");
		p->i = from + 1;
		if (!read_key_parts(p, w, from + 1 + quoted.n))
			return false;
		p->i = from + quoted.n + 2;
		return true;
	}
	while (is_name_byte(peek(p)) || peek(p) == '.')
		p->i++;
	if (p->i == from)
		return name_fault(p);
	return key_part(p, w,
	    (struct operand){ NULL, str_sub(text, from, p->i - from) });
}

static bool
read_arguments(struct parser *p, struct phrase *w)
{
	struct argument list[LIMIT_TEMPLATE_HOLES];

	while (skip_blanks(p) && p->i < p->token->text.n) {
		struct argument *a = &list[w->n_arguments];
		size_t from = p->i;

		if (w->n_arguments == LIMIT_TEMPLATE_HOLES)
			return fault(p, p->token->at, "too many holes",
			    "cut the sentence into two");
		*a = (struct argument){ .name = read_name(p) };
		if (a->name.n == 0 || peek(p) != '=')
			return fault(p, tag_span(p, from, p->token->text.n),
			    "a hole is filled by name=value",
			    "write {{t key hole=name}}");
		p->i++;
		if (!read_operand(p, &a->is))
			return false;
		w->n_arguments++;
	}
	w->arguments = arena_array(p->perm, struct argument, w->n_arguments);
	for (size_t i = 0; i < w->n_arguments; i++)
		w->arguments[i] = list[i];
	return true;
}

/* --------------------------------------------------------------- markup */

static void
context_fault(struct parser *p, struct span at, const char *what,
    const char *help)
{
	p->ok = false;
	if (p->is_lost)
		return;
	diag_error(p->d, "template-context", at, "%s", what);
	diag_help(p->d, "%s", help);
	p->is_lost = true;	/* one mistake, one message */
}

static void
context_literal(struct parser *p, const struct token *t)
{
	struct markup_fault why;

	if (!p->t->is_html || p->is_lost)
		return;
	if (!template_html_literal(&p->markup, t->text, &why))
		context_fault(p, span_sub(t->at, why.off, 1), why.what,
		    why.help);
}

static void
context_hole(struct parser *p, struct op *op)
{
	struct markup_fault why;

	op->place = PLACE_PLAIN;
	if (!p->t->is_html || p->is_lost)
		return;
	if (!template_html_hole(&p->markup, &op->place, &op->quote, &why))
		context_fault(p, p->token->at, why.what, why.help);
}

static void
context_block(struct parser *p)
{
	struct markup_fault why;

	if (!p->t->is_html || p->is_lost)
		return;
	if (!template_html_block(&p->markup, &why))
		context_fault(p, p->token->at, why.what, why.help);
}

/* The current place and another way to here must agree. */
static void
context_merge(struct parser *p, const struct block *b,
    const struct markup *other)
{
	if (!p->t->is_html || p->is_lost ||
	    template_html_merge(&p->markup, other))
		return;
	diag_error(p->d, "template-context", p->token->at,
	    "the block leads to %s one way and to %s the other",
	    template_html_where(&p->markup), template_html_where(other));
	diag_note(p->d, b->at, "it begins here");
	diag_help(p->d, "open and close tags and quotes in one branch");
	p->ok = false;
	p->is_lost = true;
}

/* --------------------------------------------------------------- blocks */

static struct block *
block_push(struct parser *p, size_t op)
{
	struct block *b = &p->blocks[p->n_blocks];

	if (p->n_blocks == LIMIT_TEMPLATE_DEPTH) {
		diag_error(p->d, "template-syntax", p->token->at,
		    "blocks are nested deeper than %d", LIMIT_TEMPLATE_DEPTH);
		diag_help(p->d, "move the inner ones to a partial");
		p->ok = false;
		return NULL;
	}
	*b = (struct block){ .kind = p->token->kind,
		.at = p->token->at,
		.op = op };
	context_block(p);
	p->n_blocks++;
	return b;
}

static void
parse_if(struct parser *p)
{
	struct condition *c = arena_new(p->perm, struct condition);
	struct block *b;
	bool ok;

	c->is_negated = read_word(p, S("not"));
	c->left = read_path(p);
	ok = c->left != NULL;
	if (ok) {
		skip_blanks(p);
		if (peek(p) == '=' || peek(p) == '!') {
			c->compare = peek(p) == '=' ? COMPARE_EQUAL :
						      COMPARE_UNEQUAL;
			p->i++;
			ok = peek(p) == '=' ||
			    fault(p, p->token->at, "one sign is missing",
				"write == or !=");
			p->i++;
			skip_blanks(p);
			ok = ok && read_operand(p, &c->right);
		}
		ok = ok && read_end(p);
	}
	op_push(p, OP_UNLESS)->with.condition = c;
	b = block_push(p, p->t->n_ops - 1);
	if (b != NULL)
		b->start = p->markup;
}

/* {{#each a as b}} and {{#with a as b}}. */
static void
parse_scope(struct parser *p)
{
	struct loop *loop = arena_new(p->perm, struct loop);
	bool is_each = p->token->kind == TOKEN_EACH;
	struct block *b;

	loop->list = read_path(p);
	if (loop->list != NULL) {
		struct str name = { NULL, 0 };

		skip_blanks(p);
		if (read_word(p, S("as")))
			name = read_name(p);
		if (loop->list->round != ROUND_NONE)
			fault(p, loop->list->at, "this is no list or object",
			    "'@' is for holes and {{#if}}");
		else if (name.n == 0)
			fault(p, p->token->at, "the block names no variable",
			    "write {{#each list as item}}");
		else
			read_end(p);
		loop->variable = (struct name){ name, value_tag(name) };
	}
	op_push(p, is_each ? OP_EACH : OP_WITH)->with.loop = loop;
	b = block_push(p, p->t->n_ops - 1);
	if (b == NULL)
		return;
	p->n_variables++;
	if (p->n_variables > p->t->depth)
		p->t->depth = p->n_variables;
	b->start = p->markup;
	if (is_each)
		template_html_repeat(&p->markup);
}

/* The end of the body of an {{#each}}: another round, or on. */
static void
close_rounds(struct parser *p, struct block *b)
{
	op_push(p, OP_NEXT)->to = (uint32_t)b->op + 1;
	p->n_variables--;
}

static void
parse_else(struct parser *p)
{
	struct block *b;

	read_nothing(p);
	if (p->n_blocks == 0 ||
	    p->blocks[p->n_blocks - 1].kind == TOKEN_WITH ||
	    p->blocks[p->n_blocks - 1].has_else) {
		fault(p, p->token->at, "an {{else}} that belongs to no block",
		    "{{#if}} and {{#each}} have one {{else}}");
		return;
	}
	b = &p->blocks[p->n_blocks - 1];
	context_block(p);
	if (b->kind == TOKEN_EACH) {
		close_rounds(p, b);
		context_merge(p, b, &b->start);
	}
	b->has_else = true;
	b->jump = p->t->n_ops;
	op_push(p, OP_JUMP);
	op_land(p, b->op);
	b->end = p->markup;
	p->markup = b->start;
}

static void
parse_close(struct parser *p, enum token_kind opener)
{
	struct block *b;

	read_nothing(p);
	if (p->n_blocks == 0 || p->blocks[p->n_blocks - 1].kind != opener) {
		fault(p, p->token->at, "this closes a block that is not open",
		    "close blocks in the order they were opened");
		if (p->n_blocks > 0)
			diag_note(p->d, p->blocks[p->n_blocks - 1].at,
			    "the open block");
		return;
	}
	b = &p->blocks[--p->n_blocks];
	context_block(p);
	if (b->kind == TOKEN_WITH) {
		op_push(p, OP_END_WITH);
		p->n_variables--;
		return;
	}
	if (b->has_else) {
		op_land(p, b->jump);
	} else {
		if (b->kind == TOKEN_EACH)
			close_rounds(p, b);
		op_land(p, b->op);
	}
	context_merge(p, b, b->has_else ? &b->end : &b->start);
}

/* --------------------------------------------------------------- others */

static void
parse_hole(struct parser *p)
{
	const struct path *path = read_path(p);
	struct op *op;

	if (path == NULL || !read_end(p))
		return;
	op = op_push(p, OP_HOLE);
	op->with.path = path;
	context_hole(p, op);
}

static void
parse_phrase(struct parser *p)
{
	struct phrase *w = arena_new(p->perm, struct phrase);
	struct op *op;

	w->at = p->token->at;
	if (!read_key(p, w) || !read_arguments(p, w) || !read_end(p))
		return;
	op = op_push(p, OP_PHRASE);
	op->with.phrase = w;
	context_hole(p, op);
}

static void
parse_partial(struct parser *p)
{
	struct template *t = p->t;
	struct partial_use *use;

	if (p->token->text.n == 0) {
		fault(p, p->token->at, "the partial has no name",
		    "write {{> partials/name}}");
		return;
	}
	if (t->is_html && !p->is_lost && p->markup.state != MARKUP_CONTENT)
		context_fault(p, p->token->at,
		    "a partial outside of element content",
		    "partials hold whole elements");
	t->uses = arena_grow(p->perm, t->uses, t->n_uses, &t->cap_uses,
	    sizeof(*t->uses));
	use = &t->uses[t->n_uses++];
	use->name = p->token->text;
	use->at = p->token->at;
	use->op = t->n_ops;
	use->depth = p->n_variables;
	op_push(p, OP_PARTIAL);
}

static void
parse_token(struct parser *p)
{
	switch (p->token->kind) {
	case TOKEN_LITERAL:
		op_push(p, OP_LITERAL)->with.literal = p->token->text;
		context_literal(p, p->token);
		break;
	case TOKEN_HOLE:
		parse_hole(p);
		break;
	case TOKEN_WORD:
		parse_phrase(p);
		break;
	case TOKEN_IF:
		parse_if(p);
		break;
	case TOKEN_ELSE:
		parse_else(p);
		break;
	case TOKEN_END_IF:
		parse_close(p, TOKEN_IF);
		break;
	case TOKEN_EACH:
	case TOKEN_WITH:
		parse_scope(p);
		break;
	case TOKEN_END_EACH:
		parse_close(p, TOKEN_EACH);
		break;
	case TOKEN_END_WITH:
		parse_close(p, TOKEN_WITH);
		break;
	case TOKEN_PARTIAL:
		parse_partial(p);
		break;
	case TOKEN_COMMENT:
		break;
	}
}

bool
template_parse(struct arena *perm, struct template *t,
    const struct token *tokens, size_t n, struct diags *d)
{
	struct parser p = { .perm = perm, .t = t, .d = d, .ok = true };

	template_html_init(&p.markup);
	for (size_t i = 0; i < n; i++) {
		p.token = &tokens[i];
		p.i = 0;
		parse_token(&p);
	}
	op_push(&p, OP_END);
	for (size_t i = 0; i < p.n_blocks; i++)
		fault(&p, p.blocks[i].at, "the block is not closed",
		    "end it with {{/if}}, {{/each}} or {{/with}}");
	if (t->is_html && p.ok && p.markup.state != MARKUP_CONTENT) {
		diag_error(d, "template-context", tokens[n - 1].at,
		    "the template ends within %s",
		    template_html_where(&p.markup));
		diag_help(d, "close what was opened in this file");
		p.ok = false;
	}
	return p.ok;
}
