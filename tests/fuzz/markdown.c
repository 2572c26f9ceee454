/*
 * markdown_render, sections and escapes over any bytes: the markup holds only
 * our own tags, well nested, no script and no other scheme; spans lie in the
 * file; ids are unique; what is escaped renders as the very words.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/span.h"
#include "base/utf8.h"
#include "text/html.h"
#include "text/input.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct str TAGS[] = {
	STR_INIT("p"),
	STR_INIT("em"),
	STR_INIT("strong"),
	STR_INIT("del"),
	STR_INIT("a"),
	STR_INIT("code"),
	STR_INIT("pre"),
	STR_INIT("ul"),
	STR_INIT("ol"),
	STR_INIT("li"),
	STR_INIT("blockquote"),
	STR_INIT("h1"),
	STR_INIT("h2"),
	STR_INIT("h3"),
	STR_INIT("h4"),
	STR_INIT("h5"),
	STR_INIT("h6"),
	STR_INIT("table"),
	STR_INIT("thead"),
	STR_INIT("tbody"),
	STR_INIT("tr"),
	STR_INIT("th"),
	STR_INIT("td"),
	STR_INIT("div"),
	STR_INIT("img"),
	STR_INIT("br"),
	STR_INIT("hr"),
};

static const struct str ATTRS[] = {
	STR_INIT("href"),
	STR_INIT("src"),
	STR_INIT("alt"),
	STR_INIT("title"),
	STR_INIT("rel"),
	STR_INIT("id"),
	STR_INIT("class"),
	STR_INIT("tabindex"),
	STR_INIT("role"),
	STR_INIT("aria-label"),
	STR_INIT("scope"),
	STR_INIT("start"),
};

static bool
is_one_of(struct str s, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(s, list[i]))
			return true;
	}
	return false;
}

/* name="value" after name="value" up to the end of the tag. */
static void
check_attrs(struct str s)
{
	while (s.n > 0) {
		struct str name, value;

		ASSERT(s.p[0] == ' ');
		s = str_from(s, 1);
		ASSERT(str_cut(s, '=', &name, &s));
		ASSERT(is_one_of(name, ATTRS, ARRAY_LEN(ATTRS)));
		ASSERT(s.n > 1 && s.p[0] == '"');
		ASSERT(str_cut(str_from(s, 1), '"', &value, &s));
		ASSERT(str_find_byte(value, '<', 0) == SIZE_MAX);
		/* entities hide nothing that a scheme could be made of */
		if (str_eq_z(name, "href") || str_eq_z(name, "src"))
			ASSERT(html_url_is_allowed(value));
	}
}

/* A stack of open tags, in an arena. */
struct tags {
	struct str *open;
	size_t n;
	size_t cap;
};

static void
check_tag(struct arena *a, struct tags *t, struct str tag)
{
	bool is_end = str_starts(tag, S("/"));
	struct str name = str_from(tag, is_end ? 1 : 0);
	size_t blank = str_find_byte(name, ' ', 0);
	struct str attrs = blank == SIZE_MAX ? S("") : str_from(name, blank);

	name = str_sub(name, 0, name.n - attrs.n);
	ASSERT(is_one_of(name, TAGS, ARRAY_LEN(TAGS)));
	if (is_end) {
		ASSERT(attrs.n == 0 && t->n > 0);
		ASSERT(str_eq(t->open[--t->n], name));
		return;
	}
	check_attrs(attrs);
	if (str_eq_z(name, "img") || str_eq_z(name, "br") ||
	    str_eq_z(name, "hr"))
		return;
	t->open = arena_grow(a, t->open, t->n, &t->cap, sizeof(*t->open));
	t->open[t->n++] = name;
}

static void
check_html(struct arena *a, struct str s)
{
	struct tags t = { 0 };

	ASSERT(utf8_fault(s) == SIZE_MAX);
	for (size_t i = 0; i < s.n; i++) {
		ASSERT(s.p[i] != '>');
		if (s.p[i] != '<')
			continue;
		size_t end = str_find_byte(s, '>', i);
		ASSERT(end != SIZE_MAX);
		check_tag(a, &t, str_sub(s, i + 1, end - i - 1));
		i = end;
	}
	ASSERT(t.n == 0);
}

static bool
lies_in(struct span at, struct span in)
{
	return at.file == in.file && at.off >= in.off &&
	    at.off + at.len <= in.off + in.len;
}

static void
check_parts(struct arena *a, const struct markdown *m, struct span all)
{
	struct map *ids = map_open(a);

	for (size_t i = 0; i < m->n_links; i++) {
		ASSERT(lies_in(m->links[i].at, all));
		ASSERT(html_url_is_allowed(m->links[i].url));
	}
	for (size_t i = 0; i < m->n_headings; i++) {
		struct str id = m->headings[i].id;

		ASSERT(lies_in(m->headings[i].at, all));
		ASSERT(id.n > 0 && str_find_byte(id, ' ', 0) == SIZE_MAX);
		ASSERT(map_add(ids, id, ids));
	}
}

static void
check_render(struct arena *a, const struct sources *ss, struct span all)
{
	struct diags *d = diags_open(a);
	struct markdown m;
	bool ok = markdown_render(a, ss, all, 1, d, &m);

	ASSERT(ok == (diags_count(d, DIAG_ERROR) == 0));
	for (size_t i = 0; i < diags_len(d); i++)
		ASSERT(lies_in(diags_at(d, i)->at, all) &&
		    diags_at(d, i)->help.n > 0);
	check_html(a, m.html.s);
	check_parts(a, &m, all);
}

static void
check_sections(struct arena *a, const struct sources *ss, struct span all)
{
	struct markdown_section *s;
	size_t n = markdown_sections(a, ss, all, 2, &s);
	uint32_t from = 0;

	for (size_t i = 0; i < n; i++) {
		ASSERT(lies_in(s[i].body, all) && s[i].body.off >= from);
		from = s[i].body.off + s[i].body.len;
		if (span_is_set(s[i].key_at))
			ASSERT(lies_in(s[i].key_at, all));
	}
}

static bool
is_clean(struct str s)
{
	if (utf8_fault(s) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '\r' || c == 0x7f || c == 0x2028 || c == 0x2029 ||
		    c == 0xfeff || input_refuses(c))
			return false;
	}
	return true;
}

/* Words alone: no blanks, for paragraphs drop those at the ends of lines. */
static struct str
words_of(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (strchr(" \t\n", s.p[i]) == NULL)
			out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}

static void
check_escape(struct arena *a, struct str text)
{
	struct buf out;
	struct markdown m;

	buf_init(&out, SIZE_MAX);
	markdown_escape(&out, text);
	ASSERT(str_eq(markdown_unescape(a, buf_str(&out)), text));
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("e.md"));
	struct diags *d = diags_open(a);
	source_set_text(ss, file, buf_str(&out));
	struct span all = { file, 0, (uint32_t)out.n };
	if (markdown_render(a, ss, all, 0, d, &m)) {
		ASSERT(m.n_links == 0 && m.n_headings == 0);
		ASSERT(str_eq(words_of(a, m.plain), words_of(a, text)));
	}
	for (size_t i = 0; i < diags_len(d); i++)
		ASSERT(str_eq_z(diags_at(d, i)->rule, "markdown-limit"));
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("f.md"));
	struct str text = { (const char *)data, size };
	struct span all = { file, 0, (uint32_t)size };

	source_set_text(ss, file, text);
	check_render(a, ss, all);
	check_sections(a, ss, all);
	if (is_clean(text))
		check_escape(a, text);
	arena_close(a);
	return 0;
}
