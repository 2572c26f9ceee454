#include "text/markdown_plain.h"

#include "base/arena.h"

#define NO_MARKER	SIZE_MAX

void
markdown_plain_init(struct markdown_plain *p, struct buf *out,
    struct markdown_tree *tree)
{
	*p = (struct markdown_plain){
		.out = out,
		.tree = tree,
		.fresh = NO_MARKER,
	};
	buf_init(&p->prefix, SIZE_MAX);
}

void
markdown_plain_fini(struct markdown_plain *p)
{
	buf_fini(&p->prefix);
}

/* The next word begins a line; lines - 1 empty ones stand before it. */
static void
break_line(struct markdown_plain *p, unsigned lines)
{
	p->is_open = false;
	if (p->pending < lines)
		p->pending = lines;
}

/* A block begins; right behind a marker it goes on in that line. */
static void
begin_block(struct markdown_plain *p, unsigned lines)
{
	if (p->fresh == NO_MARKER)
		break_line(p, lines);
}

static void
begin_line(struct markdown_plain *p)
{
	struct str prefix = buf_str(&p->prefix);
	struct str old = str_sub(prefix, 0, p->fresh);

	if (p->out->n > 0) {
		for (; p->pending > 1; p->pending--) {
			buf_putc(p->out, '\n');
			buf_put(p->out, str_trim(old));
		}
		buf_putc(p->out, '\n');
	}
	p->pending = 0;
	buf_put(p->out, prefix);
	for (size_t i = old.n; i < p->prefix.n; i++) {
		if (p->prefix.p[i] != '>')
			p->prefix.p[i] = ' ';
	}
	p->fresh = NO_MARKER;
	p->is_open = true;
}

static void
put(struct markdown_plain *p, struct str s)
{
	if (!p->is_open)
		begin_line(p);
	buf_put(p->out, s);
}

/* Whether a block stands in an item of a list without empty lines. */
static bool
is_tight(cmark_node *block)
{
	cmark_node *item = cmark_node_parent(block);
	cmark_node *list = item != NULL ? cmark_node_parent(item) : NULL;

	return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
	    cmark_node_get_list_tight(list) != 0;
}

static unsigned
lines_before(cmark_node *block)
{
	return is_tight(block) ? 1 : 2;
}

static void
put_code_block(struct markdown_plain *p, cmark_node *block)
{
	struct str rest = markdown_parse_literal(p->tree, block);
	unsigned lines = lines_before(block);

	while (rest.n > 0) {
		struct str line;

		(void)str_cut(rest, '\n', &line, &rest);
		begin_block(p, lines);
		lines = 1;
		put(p, line.n > 0 ? S("    ") : S(""));
		buf_put(p->out, line);
	}
}

/* The number of the item that comes next, kept with its list. */
static int *
list_number(struct markdown_plain *p, cmark_node *list)
{
	int *n = cmark_node_get_user_data(list);

	if (n == NULL) {
		n = arena_new(p->tree->tmp, int);
		*n = cmark_node_get_list_start(list);
		(void)cmark_node_set_user_data(list, n);
	}
	return n;
}

/* Remember the prefix as it was, with the node. */
static void
begin_container(struct markdown_plain *p, cmark_node *node)
{
	size_t *old = arena_new(p->tree->tmp, size_t);

	*old = p->prefix.n;
	(void)cmark_node_set_user_data(node, old);
	if (p->fresh == NO_MARKER)
		p->fresh = p->prefix.n;
}

static void
end_container(struct markdown_plain *p, cmark_node *node)
{
	const size_t *old = cmark_node_get_user_data(node);

	if (p->fresh != NO_MARKER)
		put(p, S(""));		/* an empty item still shows */
	p->prefix.n = *old;
}

static void
begin_item(struct markdown_plain *p, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item);

	begin_block(p, cmark_node_get_list_tight(list) != 0 ? 1 : 2);
	begin_container(p, item);
	if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
		buf_put(&p->prefix, S("- "));
	else
		buf_printf(&p->prefix, "%d. ", (*list_number(p, list))++);
}

static void
begin_quote(struct markdown_plain *p, cmark_node *quote)
{
	begin_block(p, lines_before(quote));
	begin_container(p, quote);
	buf_put(&p->prefix, S("> "));
}

static void
end_link(struct markdown_plain *p, cmark_node *link)
{
	struct str url = str_z(cmark_node_get_url(link));
	struct str words = str_from(buf_str(p->out), p->link_off);

	if (cmark_node_get_user_data(link) == link || str_eq(words, url))
		return;
	if (!str_starts(url, S("http:")) && !str_starts(url, S("https:")))
		return;
	put(p, S(" ("));
	buf_put(p->out, url);
	buf_putc(p->out, ')');
}

/* Blocks other than tables. */
static void
put_block(struct markdown_plain *p, cmark_node *node, enum markdown_kind kind,
    bool is_enter)
{
	if (kind == MARKDOWN_ITEM && is_enter)
		begin_item(p, node);
	else if (kind == MARKDOWN_QUOTE && is_enter)
		begin_quote(p, node);
	else if (kind == MARKDOWN_ITEM || kind == MARKDOWN_QUOTE)
		end_container(p, node);
	else if (is_enter && kind == MARKDOWN_CODE_BLOCK)
		put_code_block(p, node);
	else if (is_enter)
		begin_block(p, lines_before(node));
	if (is_enter && kind == MARKDOWN_BREAK)
		put(p, S("----"));
}

static void
begin_cell(struct markdown_plain *p, cmark_node *cell)
{
	put(p, cmark_node_previous(cell) != NULL ? S(" | ") : S(""));
}

void
markdown_plain_node(struct markdown_plain *p, cmark_node *node,
    enum markdown_kind kind, bool is_enter)
{
	switch (kind) {
	case MARKDOWN_DOCUMENT:
	case MARKDOWN_RAW:
	case MARKDOWN_EMPH:
	case MARKDOWN_STRONG:
	case MARKDOWN_STRIKE:
	case MARKDOWN_IMAGE:
		return;
	case MARKDOWN_LIST:
	case MARKDOWN_QUOTE:
	case MARKDOWN_ITEM:
	case MARKDOWN_CODE_BLOCK:
	case MARKDOWN_PARAGRAPH:
	case MARKDOWN_HEADING:
	case MARKDOWN_BREAK:
	case MARKDOWN_TABLE:
		put_block(p, node, kind, is_enter);
		return;
	case MARKDOWN_ROW:
		if (is_enter)
			begin_block(p, 1);
		return;
	case MARKDOWN_CELL:
		if (is_enter)
			begin_cell(p, node);
		return;
	case MARKDOWN_TEXT:
	case MARKDOWN_CODE:
		put(p, markdown_parse_literal(p->tree, node));
		return;
	case MARKDOWN_SOFT_BREAK:
	case MARKDOWN_LINE_BREAK:
		break_line(p, 1);
		return;
	case MARKDOWN_LINK:
		if (!is_enter)
			end_link(p, node);
		else if (!p->is_open)
			begin_line(p);
		if (is_enter)
			p->link_off = p->out->n;
		return;
	}
}
