#include "text/front.h"

#include "base/diag.h"

static const struct str BOM = STR_INIT("\xef\xbb\xbf");

/* The line at off without its end; *next is where the next one begins. */
static struct str
line_at(struct str text, size_t off, size_t *next)
{
	size_t end = str_find_byte(text, '\n', off);

	if (end == SIZE_MAX)
		end = text.n;
	*next = end < text.n ? end + 1 : end;
	return str_sub(text, off, end - off);
}

/* "---" at the start of the line, with nothing but blanks after it. */
static bool
is_fence(struct str line)
{
	return str_starts(line, S("---")) &&
	    str_trim(str_from(line, 3)).n == 0;
}

bool
front_split(const struct sources *ss, uint32_t file, struct diags *d,
    struct front *out)
{
	struct str text = source_get(ss, file)->text;
	struct span all = { file, 0, (uint32_t)text.n };
	size_t start = 0;

	if (str_starts(text, BOM)) {
		diag_error(d, "front-bom", span_sub(all, 0, BOM.n),
		    "a byte-order mark");
		diag_help(d, "save the file as UTF-8 without one");
		start = BOM.n;
	}
	size_t next;
	struct str first = line_at(text, start, &next);
	*out = (struct front){
		.yaml = span_sub(all, start, 0),
		.body = span_sub(all, start, text.n - start),
	};
	if (!is_fence(first))
		return true;
	size_t from = next;
	for (size_t off = next; off < text.n; off = next) {
		if (!is_fence(line_at(text, off, &next)))
			continue;
		out->has_yaml = true;
		out->yaml = span_sub(all, from, off - from);
		out->body = span_sub(all, next, text.n - next);
		return true;
	}
	diag_error(d, "front-unclosed", span_sub(all, start, 3),
	    "the front matter that begins here has no end");
	diag_help(d, "write a line \"---\" after its last line");
	out->has_yaml = true;
	out->yaml = span_sub(all, from, text.n - from);
	out->body = span_sub(all, text.n, 0);
	return false;
}
