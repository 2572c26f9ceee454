#include "text/markdown_inline.h"

#include <string.h>

#include "text/markdown_parse.h"

struct found {
	size_t from;
	size_t to;
	bool is_mail;
};

/* As long as RFC 5321 section 4.5.3.1 lets the parts of an address be. */
#define MAIL_LOCAL_BYTES	64
#define MAIL_DOMAIN_BYTES	255

static bool
is_text(cmark_node *node)
{
	return node != NULL && cmark_node_get_type(node) == CMARK_NODE_TEXT;
}

/* ---- strikethrough ------------------------------------------------------ */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Marks on the nodes that hold "~~", as their user data. */
static char can_open;
static char can_close;
static char can_both;

static void
mark(cmark_node *node, struct str text, size_t at)
{
	bool opens = at + 2 >= text.n || !is_blank(text.p[at + 2]);
	bool closes = at == 0 || !is_blank(text.p[at - 1]);

	if (opens || closes)
		(void)cmark_node_set_user_data(node,
		    opens && closes ? &can_both :
			opens       ? &can_open :
				      &can_close);
}

/* Where a run of exactly two '~' is at or after from, or SIZE_MAX. */
static size_t
find_tildes(struct str s, size_t from)
{
	while (from < s.n) {
		size_t at = str_find_byte(s, '~', from);

		if (at == SIZE_MAX)
			return SIZE_MAX;
		from = at;
		while (from < s.n && s.p[from] == '~')
			from++;
		if (from - at == 2)
			return at;
	}
	return SIZE_MAX;
}

/* Cut a node of text so that each "~~" is a node of its own. */
static void
cut_tildes(struct markdown_tree *t, cmark_node *node)
{
	struct str text = markdown_parse_raw(node);
	size_t from = 0;
	size_t at = find_tildes(text, 0);

	if (at == SIZE_MAX)
		return;
	for (; at != SIZE_MAX; at = find_tildes(text, from)) {
		(void)cmark_node_insert_before(node,
		    markdown_parse_text(t, str_sub(text, from, at - from)));
		cmark_node *tildes = markdown_parse_text(t, S("~~"));
		mark(tildes, text, at);
		(void)cmark_node_insert_before(node, tildes);
		from = at + 2;
	}
	(void)cmark_node_insert_before(node,
	    markdown_parse_text(t, str_from(text, from)));
	cmark_node_unlink(node);
}

/* Put what stands between two siblings into a node in their place. */
static void
wrap(cmark_node *from, cmark_node *to)
{
	cmark_node *strike = markdown_parse_node(CMARK_NODE_CUSTOM_INLINE);
	cmark_node *node = cmark_node_next(from);

	(void)cmark_node_insert_before(from, strike);
	while (node != to) {
		cmark_node *next = cmark_node_next(node);

		(void)cmark_node_append_child(strike, node);
		node = next;
	}
	cmark_node_unlink(from);
	cmark_node_unlink(to);
}

static void
strike_children(struct markdown_tree *t, cmark_node *parent)
{
	cmark_node *next;
	cmark_node *open = NULL;

	for (cmark_node *n = cmark_node_first_child(parent); n != NULL;
	     n = next) {
		next = cmark_node_next(n);
		if (is_text(n))
			cut_tildes(t, n);
	}
	for (cmark_node *n = cmark_node_first_child(parent); n != NULL;
	     n = next) {
		next = cmark_node_next(n);
		void *data = is_text(n) ? cmark_node_get_user_data(n) : NULL;
		if (data == NULL)
			continue;
		if (open != NULL && data != &can_open) {
			wrap(open, n);
			open = NULL;
		} else if (open == NULL && data != &can_close) {
			open = n;
		}
	}
}

/* ---- autolinks ---------------------------------------------------------- */

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
is_url_byte(char c)
{
	unsigned char u = (unsigned char)c;

	return u > ' ' && u < 0x7f && strchr("<>\"`{}|\\^", c) == NULL;
}

/* Without the punctuation that belongs to the sentence. */
static size_t
trim_url(struct str s, size_t from, size_t to)
{
	size_t opened = 0;
	size_t closed = 0;

	for (size_t i = from; i < to; i++) {
		opened += s.p[i] == '(' || s.p[i] == '[' ? 1 : 0;
		closed += s.p[i] == ')' || s.p[i] == ']' ? 1 : 0;
	}
	while (to > from) {
		char last = s.p[to - 1];

		if (last == ')' || last == ']') {
			if (closed <= opened)
				break;
			closed--;
		} else if (last == '(' || last == '[') {
			opened--;
		} else if (strchr("?!.,:;*_~'", last) == NULL) {
			break;
		}
		to--;
	}
	return to;
}

/* A URL whose "://" is at i, not beginning before done. */
static bool
find_url(struct str s, size_t i, size_t done, struct found *out)
{
	size_t from = i;

	if (!str_starts(str_from(s, i), S("://")))
		return false;
	while (from > done && i - from < 5 && is_alnum(s.p[from - 1]))
		from--;
	struct str scheme = str_sub(s, from, i - from);
	if (!str_eq_nocase(scheme, S("https")) &&
	    !str_eq_nocase(scheme, S("http")))
		return false;
	if (from > done && is_alnum(s.p[from - 1]))
		return false;
	size_t to = i + 3;
	if (to >= s.n || !(is_alnum(s.p[to]) || s.p[to] == '['))
		return false;
	while (to < s.n && is_url_byte(s.p[to]))
		to++;
	*out = (struct found){ from, trim_url(s, from, to), false };
	return out->to > i + 3;
}

/* An address whose '@' is at i. */
static bool
find_mail(struct str s, size_t i, size_t done, struct found *out)
{
	size_t from = i;
	size_t to = i + 1;
	size_t dot = 0;

	while (from > done && i - from < MAIL_LOCAL_BYTES &&
	    (is_alnum(s.p[from - 1]) || strchr(".+-_", s.p[from - 1]) != NULL))
		from--;
	if (from == i || s.p[from] == '.' ||
	    (from > 0 && strchr("/:@", s.p[from - 1]) != NULL))
		return false;
	while (to < s.n && to - i < MAIL_DOMAIN_BYTES &&
	    (is_alnum(s.p[to]) || s.p[to] == '-' || s.p[to] == '.'))
		to++;
	while (to > i + 1 && !is_alnum(s.p[to - 1]))
		to--;
	for (size_t k = i + 1; k < to; k++) {
		if (s.p[k] == '.')
			dot = k;
	}
	*out = (struct found){ from, to, true };
	return dot > i + 1 && to - dot > 2 && (to == s.n || s.p[to] != '@');
}

static bool
find_link(struct str s, size_t done, struct found *out)
{
	for (size_t i = done; i < s.n; i++) {
		if (s.p[i] == ':' && find_url(s, i, done, out))
			return true;
		if (s.p[i] == '@' && find_mail(s, i, done, out))
			return true;
	}
	return false;
}

static void
put_text(struct markdown_tree *t, cmark_node *before, struct str words)
{
	if (words.n > 0)
		(void)cmark_node_insert_before(before,
		    markdown_parse_text(t, words));
}

static void
put_link(struct markdown_tree *t, cmark_node *before, struct str words,
    bool is_mail)
{
	struct str url = is_mail ? str_cat(t->tmp, S("mailto:"), words) :
				   words;
	cmark_node *link = markdown_parse_node(CMARK_NODE_LINK);

	(void)cmark_node_set_url(link, str_to_z(t->tmp, url));
	(void)cmark_node_append_child(link, markdown_parse_text(t, words));
	(void)cmark_node_insert_before(before, link);
}

static void
link_text(struct markdown_tree *t, cmark_node *node)
{
	struct str text = markdown_parse_raw(node);
	struct found f;
	size_t done = 0;

	while (find_link(text, done, &f)) {
		put_text(t, node, str_sub(text, done, f.from - done));
		put_link(t, node, str_sub(text, f.from, f.to - f.from),
		    f.is_mail);
		done = f.to;
	}
	if (done == 0)
		return;
	put_text(t, node, str_from(text, done));
	cmark_node_unlink(node);
}

static void
link_children(struct markdown_tree *t, cmark_node *parent)
{
	cmark_node *next;

	for (cmark_node *n = cmark_node_first_child(parent); n != NULL;
	     n = next) {
		next = cmark_node_next(n);
		if (is_text(n))
			link_text(t, n);
	}
}

static bool
holds_inlines(cmark_node *node)
{
	enum markdown_kind kind = markdown_parse_kind(node);

	return kind == MARKDOWN_PARAGRAPH || kind == MARKDOWN_HEADING ||
	    kind == MARKDOWN_CELL || kind == MARKDOWN_EMPH ||
	    kind == MARKDOWN_STRONG || kind == MARKDOWN_STRIKE;
}

void
markdown_inline_extend(struct markdown_tree *t)
{
	if (str_find(t->text, S("~~"), 0) == SIZE_MAX &&
	    str_find(t->text, S("://"), 0) == SIZE_MAX &&
	    str_find_byte(t->text, '@', 0) == SIZE_MAX)
		return;
	cmark_iter *iter = cmark_iter_new(t->root);
	size_t in_link = 0;
	for (cmark_event_type ev = cmark_iter_next(iter);
	     ev != CMARK_EVENT_DONE; ev = cmark_iter_next(iter)) {
		cmark_node *node = cmark_iter_get_node(iter);
		enum markdown_kind kind = markdown_parse_kind(node);

		if (kind == MARKDOWN_LINK || kind == MARKDOWN_IMAGE) {
			if (ev == CMARK_EVENT_ENTER)
				in_link++;
			else
				in_link--;
		}
		if (ev != CMARK_EVENT_ENTER || !holds_inlines(node))
			continue;
		strike_children(t, node);
		if (in_link == 0)
			link_children(t, node);
		/* The iterator had looked ahead to what may be gone. */
		cmark_iter_reset(iter, node, CMARK_EVENT_ENTER);
	}
	cmark_iter_free(iter);
}
