#include "text/markdown.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/html.h"
#include "text/input.h"
#include "text/markdown_html.h"
#include "text/markdown_id.h"
#include "text/markdown_inline.h"
#include "text/markdown_limit.h"
#include "text/markdown_parse.h"
#include "text/markdown_plain.h"

/* One rendering. */
struct render {
	struct markdown_tree tree;
	struct arena *perm;
	struct diags *d;
	struct markdown *out;
	struct markdown_html html;
	struct markdown_plain plain;
	struct buf html_text;
	struct buf plain_text;
	struct map *ids;
	size_t links_cap;
	size_t headings_cap;
	bool has_references;	/* "&#": characters that were not checked */
	bool ok;
};

static void
report_raw(struct render *r, cmark_node *node)
{
	struct str literal = markdown_parse_literal(&r->tree, node);
	struct span at = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK ?
	    markdown_parse_block(&r->tree) :
	    markdown_parse_find(&r->tree, literal);

	r->ok = false;
	diag_error(r->d, "markdown-html", at, "HTML is not used here");
	if (str_starts(literal, S("<!--")))
		diag_help(r->d, "delete the comment");
	else
		diag_help(r->d,
		    "use Markdown, or write \\< for the character");
}

static bool
has_refused(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if (input_refuses(utf8_next(s, &i)))
			return true;
	}
	return false;
}

/* Take away what "&#x202e;" and its like brought in. */
static void
scrub(struct render *r, cmark_node *node, enum markdown_kind kind)
{
	bool is_bad = false;

	if ((kind == MARKDOWN_TEXT || kind == MARKDOWN_CODE) &&
	    has_refused(markdown_parse_literal(&r->tree, node))) {
		(void)cmark_node_set_literal(node, "");
		is_bad = true;
	}
	if (kind == MARKDOWN_LINK || kind == MARKDOWN_IMAGE) {
		if (has_refused(str_z(cmark_node_get_title(node)))) {
			(void)cmark_node_set_title(node, "");
			is_bad = true;
		}
		if (has_refused(str_z(cmark_node_get_url(node)))) {
			(void)cmark_node_set_url(node, "");
			is_bad = true;
		}
	}
	if (kind == MARKDOWN_CODE_BLOCK &&
	    has_refused(str_z(cmark_node_get_fence_info(node)))) {
		(void)cmark_node_set_fence_info(node, "");
		is_bad = true;
	}
	if (!is_bad)
		return;
	r->ok = false;
	diag_error(r->d, "markdown-encoding",
	    markdown_parse_find(&r->tree, S("&#")),
	    "a reference to a character that no text may hold");
	diag_help(r->d, "delete it");
}

/* As much of a URL as a message shows, whole characters only. */
static struct str
shorten(struct str url)
{
	size_t n = 0;

	for (size_t i = 0; i < url.n && i <= 60; n = i)
		(void)utf8_next(url, &i);
	return str_sub(url, 0, n);
}

static void
add_link(struct render *r, struct str url, struct span at, bool is_image)
{
	struct markdown *out = r->out;

	out->links = arena_grow(r->perm, out->links, out->n_links,
	    &r->links_cap, sizeof(*out->links));
	out->links[out->n_links++] = (struct markdown_link){
		.url = str_dup(r->perm, url),
		.at = at,
		.is_image = is_image,
	};
}

static void
check_link(struct render *r, cmark_node *link)
{
	struct str url = str_z(cmark_node_get_url(link));
	/* An address that became a link has no "mailto:" in the text. */
	struct str written = str_starts(url, S("mailto:")) ? str_from(url, 7) :
							     url;
	struct span at = markdown_parse_find(&r->tree, written);

	if (html_url_is_allowed(url)) {
		add_link(r, url, at, false);
		return;
	}
	(void)cmark_node_set_user_data(link, link);
	r->ok = false;
	diag_error(r->d, "markdown-link", at,
	    "links to '%.*s' are not written", STR_ARG(shorten(url)));
	diag_help(r->d,
	    "a link begins with https:, http: or mailto:, or is a "
	    "relative path; write %%20 for a blank");
}

static bool
is_relative_path(struct str url)
{
	return url.n > 0 && url.p[0] != '/' && html_url_is_allowed(url) &&
	    (str_find_byte(url, ':', 0) == SIZE_MAX ||
		str_find_byte(url, '/', 0) < str_find_byte(url, ':', 0));
}

static void
check_image(struct render *r, cmark_node *image)
{
	struct str url = str_z(cmark_node_get_url(image));
	struct span at = markdown_parse_find(&r->tree, url);

	if (!is_relative_path(url)) {
		(void)cmark_node_set_user_data(image, image);
		r->ok = false;
		diag_error(r->d, "markdown-image", at,
		    "the image '%.*s' is not a file of this repository",
		    STR_ARG(shorten(url)));
		diag_help(r->d,
		    "put it beside the text and write its "
		    "relative path");
		return;
	}
	add_link(r, url, at, true);
	if (r->html.in_image > 0 ||
	    str_trim(markdown_parse_words(&r->tree, image)).n > 0)
		return;
	diag_report(r->d, DIAG_ALERT, "markdown-image", at,
	    "an image without words for those who cannot see it");
	diag_help(r->d, "write ![what it shows](%.*s)", STR_ARG(shorten(url)));
}

static void
add_heading(struct render *r, cmark_node *node)
{
	struct markdown *out = r->out;
	struct str words = markdown_parse_words(&r->tree, node);
	struct markdown_heading h = {
		.level = cmark_node_get_heading_level(node),
		.text = str_dup(r->perm, str_trim(words)),
		.at = markdown_parse_block(&r->tree),
	};

	if (r->ids == NULL)
		r->ids = map_open(r->tree.tmp);
	h.id = markdown_id_make(r->perm, r->tree.tmp, r->ids, h.text);
	struct str *id = arena_new(r->tree.tmp, struct str);
	*id = h.id;
	(void)cmark_node_set_user_data(node, id);
	out->headings = arena_grow(r->perm, out->headings, out->n_headings,
	    &r->headings_cap, sizeof(*out->headings));
	out->headings[out->n_headings++] = h;
}

/* Scripts that are written without blanks, with their punctuation. */
static bool
is_unspaced(uint32_t c)
{
	return (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0xff00 && c <= 0xff9f) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Whether a line ends and goes on within Japanese words: no blank there. */
static bool
is_joint(struct render *r, cmark_node *soft_break)
{
	struct str before = buf_str(&r->plain_text);
	cmark_node *next = cmark_node_next(soft_break);
	size_t i = before.n;

	while (next != NULL && cmark_node_first_child(next) != NULL)
		next = cmark_node_first_child(next);
	if (i == 0 || next == NULL ||
	    cmark_node_get_type(next) != CMARK_NODE_TEXT)
		return false;
	do {
		i--;
	} while (i > 0 && ((unsigned char)before.p[i] & 0xc0) == 0x80);
	struct str after = markdown_parse_literal(&r->tree, next);
	size_t k = 0;
	return after.n > 0 && is_unspaced(utf8_next(before, &i)) &&
	    is_unspaced(utf8_next(after, &k));
}

/* Judge a node before it is written. */
static void
enter(struct render *r, cmark_node *node, enum markdown_kind kind)
{
	markdown_parse_enter(&r->tree, node);
	if (r->has_references)
		scrub(r, node, kind);
	if (kind == MARKDOWN_RAW)
		report_raw(r, node);
	else if (kind == MARKDOWN_LINK)
		check_link(r, node);
	else if (kind == MARKDOWN_IMAGE)
		check_image(r, node);
	else if (kind == MARKDOWN_HEADING)
		add_heading(r, node);
}

static void
walk(struct render *r)
{
	cmark_iter *iter = cmark_iter_new(r->tree.root);

	for (cmark_event_type ev = cmark_iter_next(iter);
	     ev != CMARK_EVENT_DONE; ev = cmark_iter_next(iter)) {
		cmark_node *node = cmark_iter_get_node(iter);
		enum markdown_kind kind = markdown_parse_kind(node);
		bool is_enter = ev == CMARK_EVENT_ENTER;

		if (is_enter)
			enter(r, node, kind);
		if (kind == MARKDOWN_SOFT_BREAK && is_joint(r, node))
			continue;
		markdown_html_node(&r->html, node, kind, is_enter);
		markdown_plain_node(&r->plain, node, kind, is_enter);
	}
	cmark_iter_free(iter);
}

bool
markdown_render(struct arena *perm, const struct sources *ss,
    struct span region, int level_shift, struct diags *d, struct markdown *out)
{
	struct render r = { .perm = perm, .d = d, .out = out, .ok = true };

	*out = (struct markdown){ 0 };
	if (!markdown_parse_open(&r.tree, ss, region, d))
		return false;
	r.has_references = str_find(r.tree.text, S("&#"), 0) != SIZE_MAX;
	markdown_inline_extend(&r.tree);
	buf_init(&r.html_text, SIZE_MAX);
	buf_init(&r.plain_text, SIZE_MAX);
	r.html = (struct markdown_html){
		.out = &r.html_text,
		.tree = &r.tree,
		.level_shift = level_shift,
	};
	markdown_plain_init(&r.plain, &r.plain_text, &r.tree);
	walk(&r);
	out->html.s = str_dup(perm, buf_str(&r.html_text));
	out->plain = str_dup(perm, buf_str(&r.plain_text));
	markdown_plain_fini(&r.plain);
	buf_fini(&r.plain_text);
	buf_fini(&r.html_text);
	markdown_parse_close(&r.tree);
	return r.ok;
}

/*
 * Whether a text may hold what only rendering finds: HTML and links between
 * '<' and '>', links, images, definitions of links, references to characters,
 * and addresses ("ftp:", "xmpp:") that might become links.
 */
static bool
needs_rendering(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		char c = s.p[i], next = s.p[i + 1];

		if (next == ':' && (c == 'p' || c == 'P') &&
		    (i < 3 || !str_eq(str_sub(s, i - 3, 4), S("http"))))
			return true;
		if (c > ']')
			continue;
		if (c == '<' || (c == ']' && (next == '(' || next == ':')) ||
		    (c == '!' && next == '[') || (c == '&' && next == '#'))
			return true;
	}
	return false;
}

bool
markdown_check(struct arena *tmp, const struct sources *ss, struct span region,
    struct diags *d)
{
	struct str text = source_text(ss, region);
	struct markdown out;

	if (needs_rendering(text))
		return markdown_render(tmp, ss, region, 1, d, &out);
	return markdown_limit_check(region, text, d) &&
	    input_check(ss, region, "markdown-encoding", d);
}
