/* What the first and last bytes of a file tell. */
#include <string.h>

#include "base/attr.h"
#include "fetch/fetch_look_impl.h"

#define ZIP_END		22u	/* bytes of an end record without comment */
#define TAR_BLOCK	512u

void
fetch_look_ends_add(struct fetch_look_ends *e, struct str s)
{
	size_t n = FETCH_LOOK_HEAD - e->n_head;

	e->size += s.n;
	if (n > s.n)
		n = s.n;
	if (n > 0)
		memcpy(e->head + e->n_head, s.p, n);
	e->n_head += n;
	if (s.n > FETCH_LOOK_TAIL)
		s = str_from(s, s.n - FETCH_LOOK_TAIL);
	n = FETCH_LOOK_TAIL - s.n;
	if (n > e->n_tail)
		n = e->n_tail;
	memmove(e->tail, e->tail + (e->n_tail - n), n);
	if (s.n > 0)
		memcpy(e->tail + n, s.p, s.n);
	e->n_tail = n + s.n;
}

static uint32_t
little(const char *p, size_t n)
{
	uint32_t v = 0;

	for (size_t i = n; i > 0; i--)
		v = v << 8 | (uint8_t)p[i - 1];
	return v;
}

/* An end record whose comment reaches the end, and whose directory fits. */
static const char *
zip_fault(const struct fetch_look_ends *e)
{
	for (size_t i = e->n_tail; i >= ZIP_END; i--) {
		const char *p = e->tail + i - ZIP_END;
		uint64_t at = e->size - (e->n_tail - i) - ZIP_END;
		uint64_t size, off;

		if (memcmp(p, "PK\5\6", 4) != 0 ||
		    little(p + 20, 2) != e->n_tail - i)
			continue;
		size = little(p + 12, 4);
		off = little(p + 16, 4);
		/* Of zip64 these say nothing; of others they must fit. */
		if (off == UINT32_MAX || size == UINT32_MAX ||
		    off + size <= at)
			return little(p + 10, 2) == 0 ?
			    "an empty zip archive" :
			    NULL;
	}
	return "a zip archive without its end";
}

static const char *
tar_fault(const struct fetch_look_ends *e)
{
	static const char zeros[2 * TAR_BLOCK];

	if (e->n_head < TAR_BLOCK || memcmp(e->head + 257, "ustar", 5) != 0)
		return "no tar archive";
	if (e->size % TAR_BLOCK != 0 || e->n_tail < sizeof(zeros) ||
	    memcmp(e->tail + e->n_tail - sizeof(zeros), zeros,
		sizeof(zeros)) != 0)
		return "a tar archive that breaks off";
	return NULL;
}

static struct str
head_text(const struct fetch_look_ends *e)
{
	struct str s = { e->head, e->n_head };

	if (str_starts(s, S("\xef\xbb\xbf")))
		s = str_from(s, 3);
	return str_trim(s);
}

static bool
starts_nocase(struct str s, struct str prefix)
{
	return str_eq_nocase(str_sub(s, 0, prefix.n), prefix);
}

static bool
is_html(const struct fetch_look_ends *e)
{
	struct str s = head_text(e);

	return starts_nocase(s, S("<!doctype html")) ||
	    starts_nocase(s, S("<html")) || starts_nocase(s, S("<head")) ||
	    starts_nocase(s, S("<body"));
}

/* What stands from one text to the end of the other is passed over. */
static bool
skip_over(struct str *s, struct str from, struct str to)
{
	size_t end;

	if (!str_starts(*s, from))
		return false;
	end = str_find(*s, to, from.n);
	*s = end == SIZE_MAX ? S("") : str_trim(str_from(*s, end + to.n));
	return true;
}

/* The last thing of the file is the end of what its first element began. */
static const char *
xml_fault(const struct fetch_look_ends *e)
{
	struct str s = head_text(e);
	struct str tail = str_trim((struct str){ e->tail, e->n_tail });
	size_t n = 1;

	while (skip_over(&s, S("<?"), S("?>")) ||
	    skip_over(&s, S("<!--"), S("-->")) ||
	    skip_over(&s, S("<!"), S(">")))
		continue;
	if (s.n < 2 || s.p[0] != '<')
		return "no XML document";
	while (n < s.n && memchr(" \t\r\n/>", s.p[n], 6) == NULL)
		n++;
	s = str_sub(s, 1, n - 1);
	if (s.n == 0 || tail.n < s.n + 3 || tail.p[tail.n - 1] != '>')
		return "XML that breaks off";
	tail = str_trim(str_sub(tail, 0, tail.n - 1));
	if (!str_ends(tail, s) ||
	    !str_ends(str_sub(tail, 0, tail.n - s.n), S("</")))
		return "XML that breaks off";
	return NULL;
}

static const char *
csv_fault(const struct fetch_look_ends *e)
{
	struct str line, rest;

	if (!str_cut(head_text(e), '\n', &line, &rest) ||
	    str_find_byte(line, ',', 0) == SIZE_MAX)
		return "no table with commas";
	return e->tail[e->n_tail - 1] == '\n' ?
	    NULL :
	    "a table that breaks off in a line";
}

static const char *
magic_fault(const struct fetch_look_ends *e, struct str magic, const char *why)
{
	return str_starts((struct str){ e->head, e->n_head }, magic) ? NULL :
								       why;
}

static const char *
xz_fault(const struct fetch_look_ends *e)
{
	if (magic_fault(e,
		S("\xfd"
		  "7zXZ\0"),
		"") != NULL)
		return "no xz data";
	return str_ends((struct str){ e->tail, e->n_tail }, S("YZ")) ?
	    NULL :
	    "xz data that break off";
}

const char *
fetch_look_ends_fault(const struct fetch_look_ends *e, enum fetch_shape shape)
{
	if (e->size == 0)
		return "an empty file";
	if (is_html(e))
		return "an HTML page";
	switch (shape) {
	case FETCH_XML:
	case FETCH_RDF:
		return xml_fault(e);
	case FETCH_CSV:
		return csv_fault(e);
	case FETCH_TEXT:
		return memchr(e->head, '\0', e->n_head) != NULL ?
		    "no plain text" :
		    NULL;
	case FETCH_ZIP:
		return magic_fault(e, S("PK\3\4"), "no zip archive") != NULL ?
		    "no zip archive" :
		    zip_fault(e);
	case FETCH_TAR:
		return tar_fault(e);
	case FETCH_BZIP2:
		return magic_fault(e, S("BZh"), "no bzip2 data");
	case FETCH_XZ:
		return xz_fault(e);
	case FETCH_ZSTD:
		return magic_fault(e, S("\x28\xb5\x2f\xfd"), "no zstd data");
	case FETCH_JSON:
	case FETCH_GZIP:
	case FETCH_TGZ:
	case FETCH_SHAPES:
		return NULL;
	}
	BUG("shape");
}
