#include "text/markdown_html.h"

#include <cmark-gfm-core-extensions.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "text/html.h"

#define CODE_WIDTH	12	/* columns that a narrow screen can spare */

static void
put(struct markdown_html *h, const char *markup)
{
	buf_put(h->out, str_z(markup));
}

static void
put_attr(struct markdown_html *h, const char *name, struct str value)
{
	buf_putc(h->out, ' ');
	put(h, name);
	put(h, "=\"");
	html_attr(h->out, value);
	buf_putc(h->out, '"');
}

/* Paragraphs of a list without empty lines stand in their item bare. */
static bool
is_tight(cmark_node *paragraph)
{
	cmark_node *item = cmark_node_parent(paragraph);
	cmark_node *list = item != NULL ? cmark_node_parent(item) : NULL;

	return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
	    cmark_node_get_list_tight(list) != 0;
}

static void
put_list(struct markdown_html *h, cmark_node *list, bool is_enter)
{
	bool is_ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(list);

	if (!is_enter)
		put(h, is_ordered ? "</ol>\n" : "</ul>\n");
	else if (is_ordered && start != 1)
		buf_printf(h->out, "<ol start=\"%d\">\n", start);
	else
		put(h, is_ordered ? "<ol>\n" : "<ul>\n");
}

/* The first word after the fence, if it is a plain one. */
static struct str
language_of(cmark_node *block)
{
	struct str info = str_z(cmark_node_get_fence_info(block));
	size_t n = 0;

	while (n < info.n && info.p[n] != ' ' && info.p[n] != '\t')
		n++;
	return str_sub(info, 0, n);
}

static void
put_code_block(struct markdown_html *h, cmark_node *block)
{
	struct str language = language_of(block);

	put(h, "<pre tabindex=\"0\"><code");
	if (language.n > 0)
		put_attr(h, "class",
		    str_cat(h->tree->tmp, S("language-"), language));
	put(h, ">");
	html_text(h->out, markdown_parse_literal(h->tree, block));
	put(h, "</code></pre>\n");
}

static void
put_heading(struct markdown_html *h, cmark_node *heading, bool is_enter)
{
	int level = cmark_node_get_heading_level(heading) + h->level_shift;

	level = level > 6 ? 6 : level < 1 ? 1 : level;
	if (!is_enter) {
		buf_printf(h->out, "</h%d>\n", level);
		return;
	}
	buf_printf(h->out, "<h%d", level);
	const struct str *id = cmark_node_get_user_data(heading);
	put_attr(h, "id", *id);
	put(h, ">");
}

/* A region that scrolls needs a name: the words of the table's head. */
static struct str
table_name(struct markdown_html *h, cmark_node *table)
{
	struct str name = { 0 };
	cmark_node *row = cmark_node_first_child(table);

	for (cmark_node *cell = cmark_node_first_child(row); cell != NULL;
	     cell = cmark_node_next(cell)) {
		struct str words = markdown_parse_words(h->tree, cell);

		if (name.n > 0 && words.n > 0)
			name = str_cat(h->tree->tmp, name, S(", "));
		name = str_cat(h->tree->tmp, name, words);
	}
	return name.n > 0 ? name : S("table");
}

/* The same name a second time is "name (2)": regions are told by name. */
static struct str
region_name(struct markdown_html *h, cmark_node *table)
{
	struct arena *a = h->tree->tmp;
	struct str name = table_name(h, table), unique = name;
	size_t *n;

	if (h->names == NULL)
		h->names = map_open(a);
	n = map_get(h->names, name);
	while (n != NULL && map_get(h->names, unique) != NULL)
		unique = str_fmt(a, "%.*s (%zu)", STR_ARG(name), ++*n);
	n = arena_new(a, size_t);
	*n = 1;
	(void)map_add(h->names, unique, n);
	return unique;
}

static void
put_table(struct markdown_html *h, cmark_node *table, bool is_enter)
{
	if (!is_enter) {
		put(h,
		    h->has_body ? "</tbody>\n</table></div>\n" :
				  "</table></div>\n");
		return;
	}
	h->has_body = false;
	h->align = cmark_gfm_extensions_get_table_alignments(table);
	h->n_align = cmark_gfm_extensions_get_table_columns(table);
	put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
	put_attr(h, "aria-label", region_name(h, table));
	put(h, "><table>\n");
}

static void
put_row(struct markdown_html *h, cmark_node *row, bool is_enter)
{
	bool is_head = cmark_gfm_extensions_get_table_row_is_header(row) != 0;

	if (!is_enter) {
		put(h, is_head ? "</tr>\n</thead>\n" : "</tr>\n");
		return;
	}
	h->in_head = is_head;
	h->column = 0;
	if (is_head) {
		put(h, "<thead>\n<tr>\n");
		return;
	}
	put(h, h->has_body ? "<tr>\n" : "<tbody>\n<tr>\n");
	h->has_body = true;
}

/* "S-001", "out_of_cycle": a word that a narrow screen must not break. */
static bool
is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c > '~')
			return false;
	}
	return s.n > 1 && s.n <= CODE_WIDTH;
}

/* What the column's alignment and, in the first one, a code ask for. */
static const char *
cell_class(struct markdown_html *h, cmark_node *cell, size_t column)
{
	unsigned char align = column < h->n_align ? h->align[column] : 0;

	if (align == 'r')
		return "num";
	if (align == 'c')
		return "center";
	return column == 0 && !h->in_head &&
		is_code(markdown_parse_words(h->tree, cell)) ?
	    "nowrap" :
	    NULL;
}

static void
put_cell(struct markdown_html *h, cmark_node *cell, bool is_enter)
{
	const char *class;

	if (!is_enter) {
		put(h, h->in_head ? "</th>\n" : "</td>\n");
		return;
	}
	class = cell_class(h, cell, h->column++);
	put(h, h->in_head ? "<th scope=\"col\"" : "<td");
	if (class != NULL)
		put_attr(h, "class", str_z(class));
	put(h, ">");
}

static void
put_link(struct markdown_html *h, cmark_node *link, bool is_enter)
{
	struct str url = str_z(cmark_node_get_url(link));
	struct str title = str_z(cmark_node_get_title(link));

	if (cmark_node_get_user_data(link) == link)
		return;		/* refused: the words stay */
	if (!is_enter) {
		put(h, "</a>");
		return;
	}
	put(h, "<a href=\"");
	(void)html_url(h->out, url);
	put(h, "\"");
	if (title.n > 0)
		put_attr(h, "title", title);
	if (str_eq_nocase(str_sub(url, 0, 4), S("http")) &&
	    str_find_byte(url, ':', 0) < 6)
		put(h, " rel=\"noreferrer\"");
	put(h, ">");
}

static void
put_image(struct markdown_html *h, cmark_node *image)
{
	struct str title = str_z(cmark_node_get_title(image));
	struct str alt = markdown_parse_words(h->tree, image);

	if (cmark_node_get_user_data(image) == image) {
		html_text(h->out, alt);
		return;
	}
	put(h, "<img src=\"");
	(void)html_url(h->out, str_z(cmark_node_get_url(image)));
	put(h, "\"");
	put_attr(h, "alt", alt);
	if (title.n > 0)
		put_attr(h, "title", title);
	put(h, ">");
}

static void
put_code(struct markdown_html *h, cmark_node *node)
{
	put(h, "<code>");
	html_text(h->out, markdown_parse_literal(h->tree, node));
	put(h, "</code>");
}

/* What has no content of its own, or only a pair of tags. */
static void
put_simple(struct markdown_html *h, enum markdown_kind kind, bool is_enter)
{
	static const struct {
		const char *enter;
		const char *leave;
	} TAGS[] = {
		[MARKDOWN_QUOTE] = { "<blockquote>\n", "</blockquote>\n" },
		[MARKDOWN_ITEM] = { "<li>", "</li>\n" },
		[MARKDOWN_PARAGRAPH] = { "<p>", "</p>\n" },
		[MARKDOWN_BREAK] = { "<hr>\n", "" },
		[MARKDOWN_SOFT_BREAK] = { "\n", "" },
		[MARKDOWN_LINE_BREAK] = { "<br>\n", "" },
		[MARKDOWN_EMPH] = { "<em>", "</em>" },
		[MARKDOWN_STRONG] = { "<strong>", "</strong>" },
		[MARKDOWN_STRIKE] = { "<del>", "</del>" },
	};

	put(h, is_enter ? TAGS[kind].enter : TAGS[kind].leave);
}

static void
put_inline(struct markdown_html *h, cmark_node *node, enum markdown_kind kind,
    bool is_enter)
{
	if (kind == MARKDOWN_IMAGE) {
		if (!is_enter)
			h->in_image--;
		else if (h->in_image++ == 0)
			put_image(h, node);
		return;
	}
	if (h->in_image > 0)
		return;
	if (kind == MARKDOWN_TEXT)
		html_text(h->out, markdown_parse_literal(h->tree, node));
	else if (kind == MARKDOWN_CODE)
		put_code(h, node);
	else if (kind == MARKDOWN_LINK)
		put_link(h, node, is_enter);
	else
		put_simple(h, kind, is_enter);
}

void
markdown_html_node(struct markdown_html *h, cmark_node *node,
    enum markdown_kind kind, bool is_enter)
{
	switch (kind) {
	case MARKDOWN_DOCUMENT:
	case MARKDOWN_RAW:
		return;
	case MARKDOWN_LIST:
		put_list(h, node, is_enter);
		return;
	case MARKDOWN_CODE_BLOCK:
		put_code_block(h, node);
		return;
	case MARKDOWN_HEADING:
		put_heading(h, node, is_enter);
		return;
	case MARKDOWN_TABLE:
		put_table(h, node, is_enter);
		return;
	case MARKDOWN_ROW:
		put_row(h, node, is_enter);
		return;
	case MARKDOWN_CELL:
		put_cell(h, node, is_enter);
		return;
	case MARKDOWN_PARAGRAPH:
		if (!is_tight(node))
			put_simple(h, kind, is_enter);
		else if (!is_enter && cmark_node_next(node) != NULL)
			put(h, "\n");
		return;
	case MARKDOWN_QUOTE:
	case MARKDOWN_ITEM:
	case MARKDOWN_BREAK:
		put_simple(h, kind, is_enter);
		return;
	case MARKDOWN_TEXT:
	case MARKDOWN_SOFT_BREAK:
	case MARKDOWN_LINE_BREAK:
	case MARKDOWN_CODE:
	case MARKDOWN_EMPH:
	case MARKDOWN_STRONG:
	case MARKDOWN_STRIKE:
	case MARKDOWN_LINK:
	case MARKDOWN_IMAGE:
		put_inline(h, node, kind, is_enter);
		return;
	}
}
