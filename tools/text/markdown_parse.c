#include "text/markdown_parse.h"

#include <stdatomic.h>
#include <string.h>
#include <threads.h>

#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "text/input.h"
#include "text/markdown_limit.h"

/*
 * cmark's allocator has no argument, so each thread says where its tree
 * lives.  A size stands before each piece, for realloc.
 */
static _Thread_local struct arena *memory;

struct piece {
	size_t n;
	max_align_t bytes[];
};

static void *
memory_calloc(size_t n, size_t size)
{
	/* cmark asks for less than its text's size times a node's. */
	ASSERT(size == 0 || n <= (SIZE_MAX - sizeof(struct piece)) / size);
	struct piece *p = arena_alloc(memory, 1, sizeof(*p) + n * size);

	p->n = n * size;
	return p->bytes;
}

static void *
memory_realloc(void *old, size_t n)
{
	void *new = memory_calloc(1, n);

	if (old != NULL) {
		struct piece *p = (void *)((char *)old -
		    offsetof(struct piece, bytes));

		memcpy(new, old, p->n < n ? p->n : n);
	}
	return new;
}

static void
memory_free(void *p UNUSED)
{
}

static cmark_mem MEMORY = { memory_calloc, memory_realloc, memory_free };

/*
 * Of the extensions only the table's is used.  Those for autolinks and
 * strikethrough switch a global table of cmark on and off around each parse,
 * so that one thread changes what another reads; text/markdown_inline.c does
 * their work.
 */
static cmark_syntax_extension *table_extension;
static cmark_node_type table_type;
static cmark_node_type row_type;
static cmark_node_type cell_type;

/* The table extension's types are known only by the nodes it makes. */
static void
learn_types(void)
{
	static const char SAMPLE[] = "|a|\n|-|\n";
	cmark_parser *p = cmark_parser_new(CMARK_OPT_DEFAULT);

	(void)cmark_parser_attach_syntax_extension(p, table_extension);
	cmark_parser_feed(p, SAMPLE, sizeof(SAMPLE) - 1);
	cmark_node *root = cmark_parser_finish(p);
	cmark_node *table = cmark_node_first_child(root);
	cmark_node *row = cmark_node_first_child(table);
	ASSERT(row != NULL);
	table_type = cmark_node_get_type(table);
	row_type = cmark_node_get_type(row);
	cell_type = cmark_node_get_type(cmark_node_first_child(row));
	cmark_node_free(root);
	cmark_parser_free(p);
}

static void
register_extensions(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	table_extension = cmark_find_syntax_extension("table");
	ASSERT(table_extension != NULL);
	learn_types();
}

/*
 * Do it once, before any thread goes on.  Not call_once(): the thread
 * sanitizer does not know it.
 */
static void
register_once(void)
{
	enum { NOT_YET, BUSY, DONE };
	static atomic_int state;
	int expected = NOT_YET;

	if (atomic_load(&state) == DONE)
		return;
	if (atomic_compare_exchange_strong(&state, &expected, BUSY)) {
		register_extensions();
		atomic_store(&state, DONE);
		return;
	}
	while (atomic_load(&state) != DONE)
		thrd_yield();
}

/*
 * cmark joins texts, so an escaped '~' could not be told from one that marks
 * words.  Escaped ones go through cmark as noncharacters, which no input has:
 * U+FDD0 and on, whose third byte counts from 0x90.
 */
static const struct str HIDDEN = STR_INIT("\xef\xb7");
static const char HIDEABLE[] = "~:@";

#define HIDDEN_FIRST	0x90

static bool
is_hideable(struct str s, size_t i)
{
	return i + 1 < s.n && s.p[i] == '\\' && s.p[i + 1] != '\0' &&
	    strchr(HIDEABLE, s.p[i + 1]) != NULL;
}

static struct str
hide(struct markdown_tree *t)
{
	struct str s = t->text;
	size_t n = 0;

	if (str_find(s, S("\\~"), 0) == SIZE_MAX &&
	    str_find(s, S("\\:"), 0) == SIZE_MAX &&
	    str_find(s, S("\\@"), 0) == SIZE_MAX)
		return s;
	t->has_hidden = true;
	char *out = arena_bytes(t->tmp, s.n + s.n / 2 + 1);
	for (size_t i = 0; i < s.n; i++) {
		out[n++] = s.p[i];
		if (s.p[i] != '\\' || i + 1 == s.n)
			continue;
		if (is_hideable(s, i)) {
			n--;
			memcpy(out + n, HIDDEN.p, HIDDEN.n);
			n += HIDDEN.n;
			out[n++] = (char)(HIDDEN_FIRST +
			    (strchr(HIDEABLE, s.p[i + 1]) - HIDEABLE));
		} else {
			out[n++] = s.p[i + 1];
		}
		i++;
	}
	return (struct str){ out, n };
}

/* The characters again; in code the backslash was one, too. */
static struct str
show(struct markdown_tree *t, struct str s, bool with_backslash)
{
	char *out = arena_bytes(t->tmp, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!str_starts(str_from(s, i), HIDDEN) || i + 2 >= s.n) {
			out[n++] = s.p[i];
			continue;
		}
		size_t which = (size_t)(unsigned char)s.p[i + 2] -
		    HIDDEN_FIRST;
		if (which >= sizeof(HIDEABLE) - 1) {
			out[n++] = s.p[i];	/* some other character */
			continue;
		}
		if (with_backslash)
			out[n++] = '\\';
		out[n++] = HIDEABLE[which];
		i += 2;
	}
	return (struct str){ out, n };
}

static const char *
show_z(struct markdown_tree *t, const char *z, bool with_backslash)
{
	return str_to_z(t->tmp, show(t, str_z(z), with_backslash));
}

/* Only in texts can the characters be markup; show them in the others. */
static void
show_rest(struct markdown_tree *t)
{
	cmark_iter *iter = cmark_iter_new(t->root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		enum markdown_kind kind = markdown_parse_kind(n);

		if (ev != CMARK_EVENT_ENTER)
			continue;
		if (kind == MARKDOWN_CODE || kind == MARKDOWN_CODE_BLOCK ||
		    kind == MARKDOWN_RAW)
			(void)cmark_node_set_literal(n,
			    show_z(t, cmark_node_get_literal(n), true));
		if (kind == MARKDOWN_CODE_BLOCK)
			(void)cmark_node_set_fence_info(n,
			    show_z(t, cmark_node_get_fence_info(n), false));
		if (kind != MARKDOWN_LINK && kind != MARKDOWN_IMAGE)
			continue;
		(void)cmark_node_set_url(n,
		    show_z(t, cmark_node_get_url(n), false));
		(void)cmark_node_set_title(n,
		    show_z(t, cmark_node_get_title(n), false));
	}
	cmark_iter_free(iter);
}

bool
markdown_parse_open(struct markdown_tree *t, const struct sources *ss,
    struct span region, struct diags *d)
{
	*t = (struct markdown_tree){ .region = region, .line = 1 };
	t->text = source_text(ss, region);
	if (!markdown_limit_check(region, t->text, d) ||
	    !input_check(ss, region, "markdown-encoding", d))
		return false;
	register_once();
	ASSERT(memory == NULL);
	t->tmp = arena_open();
	memory = t->tmp;
	cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT,
	    &MEMORY);
	(void)cmark_parser_attach_syntax_extension(p, table_extension);
	struct str text = hide(t);
	cmark_parser_feed(p, text.n > 0 ? text.p : "", text.n);
	t->root = cmark_parser_finish(p);
	if (t->has_hidden)
		show_rest(t);
	return true;
}

void
markdown_parse_close(struct markdown_tree *t)
{
	memory = NULL;
	arena_close(t->tmp);
	t->tmp = NULL;
	t->root = NULL;
}

enum markdown_kind
markdown_parse_kind(cmark_node *node)
{
	static const struct {
		cmark_node_type type;
		enum markdown_kind kind;
	} KINDS[] = {
		{ CMARK_NODE_TEXT, MARKDOWN_TEXT },
		{ CMARK_NODE_PARAGRAPH, MARKDOWN_PARAGRAPH },
		{ CMARK_NODE_SOFTBREAK, MARKDOWN_SOFT_BREAK },
		{ CMARK_NODE_LINEBREAK, MARKDOWN_LINE_BREAK },
		{ CMARK_NODE_CODE, MARKDOWN_CODE },
		{ CMARK_NODE_EMPH, MARKDOWN_EMPH },
		{ CMARK_NODE_STRONG, MARKDOWN_STRONG },
		{ CMARK_NODE_LINK, MARKDOWN_LINK },
		{ CMARK_NODE_ITEM, MARKDOWN_ITEM },
		{ CMARK_NODE_LIST, MARKDOWN_LIST },
		{ CMARK_NODE_HEADING, MARKDOWN_HEADING },
		{ CMARK_NODE_CODE_BLOCK, MARKDOWN_CODE_BLOCK },
		{ CMARK_NODE_BLOCK_QUOTE, MARKDOWN_QUOTE },
		{ CMARK_NODE_CUSTOM_INLINE, MARKDOWN_STRIKE },
		{ CMARK_NODE_IMAGE, MARKDOWN_IMAGE },
		{ CMARK_NODE_HTML_INLINE, MARKDOWN_RAW },
		{ CMARK_NODE_HTML_BLOCK, MARKDOWN_RAW },
		{ CMARK_NODE_THEMATIC_BREAK, MARKDOWN_BREAK },
		{ CMARK_NODE_DOCUMENT, MARKDOWN_DOCUMENT },
	};
	cmark_node_type type = cmark_node_get_type(node);

	for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
		if (KINDS[i].type == type)
			return KINDS[i].kind;
	}
	if (type == cell_type)
		return MARKDOWN_CELL;
	if (type == row_type)
		return MARKDOWN_ROW;
	if (type == table_type)
		return MARKDOWN_TABLE;
	BUG("cmark made a node of a type that is not known");
}

static bool
is_inline(cmark_node *node)
{
	return markdown_parse_kind(node) >= MARKDOWN_TEXT ||
	    cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE;
}

cmark_node *
markdown_parse_node(cmark_node_type type)
{
	return cmark_node_new_with_mem(type, &MEMORY);
}

cmark_node *
markdown_parse_text(struct markdown_tree *t, struct str text)
{
	cmark_node *node = markdown_parse_node(CMARK_NODE_TEXT);

	(void)cmark_node_set_literal(node, str_to_z(t->tmp, text));
	return node;
}

struct str
markdown_parse_raw(cmark_node *node)
{
	return str_z(cmark_node_get_literal(node));
}

struct str
markdown_parse_literal(struct markdown_tree *t, cmark_node *node)
{
	struct str raw = markdown_parse_raw(node);

	if (!t->has_hidden || str_find(raw, HIDDEN, 0) == SIZE_MAX)
		return raw;
	return show(t, raw, false);
}

struct str
markdown_parse_words(struct markdown_tree *t, cmark_node *node)
{
	struct buf words;
	cmark_iter *iter = cmark_iter_new(node);

	buf_init(&words, SIZE_MAX);
	while (cmark_iter_next(iter) == CMARK_EVENT_ENTER ||
	    cmark_iter_get_event_type(iter) == CMARK_EVENT_EXIT) {
		cmark_node *n = cmark_iter_get_node(iter);
		enum markdown_kind kind = markdown_parse_kind(n);

		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_EXIT)
			continue;
		if (kind == MARKDOWN_TEXT || kind == MARKDOWN_CODE)
			buf_put(&words, markdown_parse_literal(t, n));
		else if (kind == MARKDOWN_SOFT_BREAK ||
		    kind == MARKDOWN_LINE_BREAK)
			buf_putc(&words, ' ');
	}
	cmark_iter_free(iter);
	struct str out = str_dup(t->tmp, buf_str(&words));
	buf_fini(&words);
	return out;
}

void
markdown_parse_enter(struct markdown_tree *t, cmark_node *node)
{
	if (is_inline(node) || markdown_parse_kind(node) == MARKDOWN_CELL)
		return;
	t->block = node;
	t->block_at = (struct span){ 0 };
}

/* The offset of a line, from 1; blocks come in order, so go on from here. */
static size_t
line_off(struct markdown_tree *t, size_t line)
{
	if (line < t->line) {
		t->line = 1;
		t->off = 0;
	}
	while (t->line < line) {
		size_t end = str_find_byte(t->text, '\n', t->off);

		if (end == SIZE_MAX)
			return t->text.n;
		t->off = end + 1;
		t->line++;
	}
	return t->off;
}

static struct span
block_span(struct markdown_tree *t, cmark_node *block)
{
	int first = cmark_node_get_start_line(block);
	int last = cmark_node_get_end_line(block);
	int column = cmark_node_get_start_column(block);

	if (first < 1)
		return span_sub(t->region, 0, 0);
	size_t start = line_off(t, (size_t)first);
	size_t from = start + (column > 0 ? (size_t)column - 1 : 0);
	size_t end = start;
	for (int i = first; i <= last || end == start; i++) {
		end = str_find_byte(t->text, '\n', end);
		if (end == SIZE_MAX) {
			end = t->text.n;
			break;
		}
		end++;
	}
	while (end > start && strchr(" \t\r\n", t->text.p[end - 1]) != NULL)
		end--;
	if (from > end)
		from = end;
	return span_sub(t->region, from, end - from);
}

struct span
markdown_parse_block(struct markdown_tree *t)
{
	/* A block can hold many faults, each of which asks for it. */
	if (!span_is_set(t->block_at)) {
		t->block_at = block_span(t, t->block);
		t->find_off = t->block_at.off - t->region.off;
	}
	return t->block_at;
}

struct span
markdown_parse_find(struct markdown_tree *t, struct str words)
{
	struct span at = markdown_parse_block(t);

	if (t->find_off == SIZE_MAX)
		return at;
	struct str inside = str_sub(t->text, 0,
	    at.off - t->region.off + at.len);
	size_t found = words.n > 0 ? str_find(inside, words, t->find_off) :
				     SIZE_MAX;
	/* Once lost, do not search the same block again for each link. */
	t->find_off = found == SIZE_MAX ? SIZE_MAX : found + words.n;
	if (found == SIZE_MAX)
		return at;
	return span_sub(t->region, found, words.n);
}
