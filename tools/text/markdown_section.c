#include "base/arena.h"
#include "text/markdown.h"

/* A fenced code block that may be open. */
struct fence {
	char c;		/* '`' or '~'; 0 when none is open */
	size_t n;
};

/* Bytes of up to three blanks, or SIZE_MAX when there are more. */
static size_t
indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n <= 3 ? n : SIZE_MAX;
}

static size_t
count_same(struct str s, size_t from, char c)
{
	size_t n = 0;

	while (from + n < s.n && s.p[from + n] == c)
		n++;
	return n;
}

/* CommonMark 0.29 section 4.5: whether the line belongs to a fenced block. */
static bool
follow_fence(struct fence *f, struct str line)
{
	size_t i = indent_of(line);
	char c = i < line.n ? line.p[i] : ' ';
	size_t n = count_same(line, i, c);
	bool was_open = f->c != 0;

	if ((c != '`' && c != '~') || n < 3)
		return was_open;
	struct str info = str_from(line, i + n);
	if (!was_open && (c == '~' || str_find_byte(info, '`', 0) == SIZE_MAX))
		*f = (struct fence){ c, n };
	else if (was_open && c == f->c && n >= f->n && str_trim(info).n == 0)
		*f = (struct fence){ 0, 0 };
	return was_open || f->c != 0;
}

/* CommonMark 0.29 section 4.2: the words of "## words ##", by their place. */
static bool
is_heading(struct str line, size_t level, size_t *off, size_t *len)
{
	size_t i = indent_of(line);

	if (i == SIZE_MAX || count_same(line, i, '#') != level)
		return false;
	struct str words = str_from(line, i + level);
	if (words.n > 0 && words.p[0] != ' ' && words.p[0] != '\t' &&
	    words.p[0] != '\r')
		return false;
	words = str_trim(words);
	size_t n = words.n;
	while (n > 0 && words.p[n - 1] == '#')
		n--;
	if (n < words.n &&
	    (n == 0 || words.p[n - 1] == ' ' || words.p[n - 1] == '\t'))
		words = str_trim(str_sub(words, 0, n));
	*off = words.n > 0 ? (size_t)(words.p - line.p) : i + level;
	*len = words.n;
	return true;
}

/* The sections found so far and the one that is open. */
struct cut {
	struct arena *perm;
	struct markdown_section *all;
	size_t n;
	size_t cap;
	struct markdown_section now;
	bool is_headed;		/* the open one began with a heading */
};

/* The open section ends at this offset of the file. */
static void
close_section(struct cut *c, const struct sources *ss, uint32_t off)
{
	c->now.body.len = off - c->now.body.off;
	if (!c->is_headed && str_trim(source_text(ss, c->now.body)).n == 0)
		return;
	c->all = arena_grow(c->perm, c->all, c->n, &c->cap, sizeof(*c->all));
	c->all[c->n++] = c->now;
}

size_t
markdown_sections(struct arena *perm, const struct sources *ss,
    struct span region, int level, struct markdown_section **out)
{
	struct str text = source_text(ss, region);
	struct fence fence = { 0, 0 };
	struct cut c = { .perm = perm, .now.body = span_sub(region, 0, 0) };
	size_t next;

	for (size_t off = 0; off < text.n; off = next) {
		size_t end = str_find_byte(text, '\n', off);
		size_t at;
		size_t len;

		next = end == SIZE_MAX ? text.n : end + 1;
		struct str line = str_sub(text, off, next - off);
		if (follow_fence(&fence, line) ||
		    !is_heading(line, (size_t)level, &at, &len))
			continue;
		close_section(&c, ss, region.off + (uint32_t)off);
		c.is_headed = true;
		c.now.key_at = span_sub(region, off + at, len);
		c.now.key = str_lower(perm, str_sub(line, at, len));
		c.now.body = span_sub(region, next, 0);
	}
	close_section(&c, ss, region.off + (uint32_t)text.n);
	*out = c.all;
	return c.n;
}
