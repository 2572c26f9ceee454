#include "base/span.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"

struct sources {
	struct arena *perm;
	struct source **files;	/* files[id - 1]; they do not move */
	size_t n;
	size_t cap;
};

struct sources *
sources_open(struct arena *perm)
{
	struct sources *ss = arena_new(perm, struct sources);

	ss->perm = perm;
	return ss;
}

uint32_t
source_add(struct sources *ss, struct str path)
{
	struct source *f = arena_new(ss->perm, struct source);

	ASSERT(ss->n < UINT32_MAX);
	f->path = str_dup(ss->perm, path);
	f->shown = f->path;
	ss->files = arena_grow(ss->perm, ss->files, ss->n, &ss->cap,
	    sizeof(struct source *));
	ss->files[ss->n++] = f;
	return (uint32_t)ss->n;
}

uint32_t
source_add_like(struct sources *ss, const struct source *of)
{
	uint32_t file = source_add(ss, of->path);

	ss->files[file - 1]->shown = str_dup(ss->perm, of->shown);
	ss->files[file - 1]->layer = of->layer;
	return file;
}

void
source_set_text(struct sources *ss, uint32_t file, struct str text)
{
	ASSERT(file >= 1 && file <= ss->n);
	ASSERT(text.n < UINT32_MAX);
	ss->files[file - 1]->text = text;
}

void
source_set_layer(struct sources *ss, uint32_t file, uint32_t layer,
    struct str name)
{
	struct source *f;

	ASSERT(file >= 1 && file <= ss->n);
	f = ss->files[file - 1];
	f->layer = layer;
	f->shown = str_fmt(ss->perm, "%.*s/%.*s", STR_ARG(name),
	    STR_ARG(f->path));
}

const struct source *
source_get(const struct sources *ss, uint32_t file)
{
	static const struct source nowhere;

	if (file == 0)
		return &nowhere;
	ASSERT(file <= ss->n);
	return ss->files[file - 1];
}

size_t
sources_len(const struct sources *ss)
{
	return ss->n;
}

/* Code points: bytes that do not continue a character. */
static uint32_t
count_chars(const char *p, size_t n)
{
	uint32_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)p[i] & 0xc0) != 0x80;
	return count;
}

struct pos
source_pos(const struct sources *ss, struct span at)
{
	struct str text = source_get(ss, at.file)->text;
	size_t off = at.off < text.n ? at.off : text.n;
	size_t line_off = 0;
	struct pos pos = { .line = 1, .column = 1 };

	for (;;) {
		size_t nl = str_find_byte(str_sub(text, 0, off), '\n',
		    line_off);

		if (nl == SIZE_MAX)
			break;
		line_off = nl + 1;
		pos.line++;
	}

	size_t end = str_find_byte(text, '\n', line_off);

	if (end == SIZE_MAX)
		end = text.n;
	if (off > line_off)
		pos.column += count_chars(text.p + line_off, off - line_off);
	pos.text = str_sub(text, line_off, end - line_off);
	if (str_ends(pos.text, S("\r")))
		pos.text.n--;
	pos.line_off = (uint32_t)line_off;
	return pos;
}

uint32_t
source_line(const struct sources *ss, struct span at)
{
	struct str text = source_get(ss, at.file)->text;
	size_t n = at.off < text.n ? at.off : text.n, from = 0;
	uint32_t line = 1;

	while (from < n) {
		const char *nl = memchr(text.p + from, '\n', n - from);

		if (nl == NULL)
			break;
		from = (size_t)(nl - text.p) + 1;
		line++;
	}
	return line;
}

struct str
source_text(const struct sources *ss, struct span at)
{
	struct str text = source_get(ss, at.file)->text;

	ASSERT(at.off <= text.n && at.len <= text.n - at.off);
	return str_sub(text, at.off, at.len);
}

struct span
span_join(struct span a, struct span b)
{
	uint32_t end = b.off + b.len;

	ASSERT(a.file == b.file && end >= a.off);
	return (struct span){ .file = a.file,
		.off = a.off,
		.len = end - a.off };
}

struct span
span_sub(struct span at, size_t off, size_t len)
{
	if (off > at.len)
		off = at.len;
	if (len > at.len - off)
		len = at.len - off;
	return (struct span){ .file = at.file,
		.off = at.off + (uint32_t)off,
		.len = (uint32_t)len };
}

static int
cmp_u32(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

int
span_cmp(struct span a, struct span b)
{
	int order = cmp_u32(a.file, b.file);

	if (order == 0)
		order = cmp_u32(a.off, b.off);
	if (order == 0)
		order = cmp_u32(a.len, b.len);
	return order;
}
