#include "text/xml_write.h"

#include "base/attr.h"
#include "base/buf.h"

static void
put_line(struct xml_writer *w)
{
	buf_putc(w->out, '\n');
	buf_fill(w->out, ' ', (size_t)w->depth * 2);
}

static void
end_tag(struct xml_writer *w)
{
	if (w->in_tag)
		buf_putc(w->out, '>');
	w->in_tag = false;
}

/*
 * Section 2.2 has no control characters but tab, LF and CR; a CR that is not
 * escaped would be read as LF, and so would a line end in an attribute as a
 * blank.  U+FFFE and U+FFFF are no characters either.
 */
static void
put_escaped(struct xml_writer *w, struct str s, bool is_attribute)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		const char *as = NULL;
		size_t n = 1;

		if (c == '&')
			as = "&amp;";
		else if (c == '<')
			as = "&lt;";
		else if (c == '>')
			as = "&gt;";
		else if (c == '"' && is_attribute)
			as = "&quot;";
		else if (c == '\r')
			as = "&#13;";
		else if (c == '\n' && is_attribute)
			as = "&#10;";
		else if (c == '\t' && is_attribute)
			as = "&#9;";
		else if (c < 0x20 && c != '\n' && c != '\t')
			as = "\xef\xbf\xbd";
		else if (c == 0xef && i + 2 < s.n &&
		    (unsigned char)s.p[i + 1] == 0xbf &&
		    (unsigned char)s.p[i + 2] >= 0xbe) {
			as = "\xef\xbf\xbd";
			n = 3;
		}
		if (as == NULL)
			continue;
		buf_put(w->out, str_sub(s, from, i - from));
		buf_put(w->out, str_z(as));
		i += n - 1;
		from = i + 1;
	}
	buf_put(w->out, str_from(s, from));
}

void
xml_write_begin(struct xml_writer *w, struct buf *out)
{
	*w = (struct xml_writer){ .out = out };
	buf_put(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

void
xml_write_end(struct xml_writer *w)
{
	ASSERT(w->depth == 0);
	buf_putc(w->out, '\n');
}

void
xml_write_open(struct xml_writer *w, const char *name)
{
	ASSERT(w->depth < XML_WRITE_DEPTH);
	end_tag(w);
	put_line(w);
	buf_putc(w->out, '<');
	buf_put(w->out, str_z(name));
	w->open[w->depth++] = name;
	w->in_tag = true;
	w->has_text = false;
}

void
xml_write_attr(struct xml_writer *w, const char *name, struct str value)
{
	ASSERT(w->in_tag);
	buf_putc(w->out, ' ');
	buf_put(w->out, str_z(name));
	buf_put(w->out, S("=\""));
	put_escaped(w, value, true);
	buf_putc(w->out, '"');
}

void
xml_write_text(struct xml_writer *w, struct str text)
{
	ASSERT(w->depth > 0);
	end_tag(w);
	put_escaped(w, text, false);
	w->has_text = true;
}

void
xml_write_close(struct xml_writer *w)
{
	const char *name;

	ASSERT(w->depth > 0);
	name = w->open[--w->depth];
	if (w->in_tag) {
		buf_put(w->out, S("/>"));
		w->in_tag = false;
		w->has_text = false;
		return;
	}
	if (!w->has_text)
		put_line(w);
	w->has_text = false;
	buf_put(w->out, S("</"));
	buf_put(w->out, str_z(name));
	buf_putc(w->out, '>');
}

void
xml_write_leaf(struct xml_writer *w, const char *name, struct str text)
{
	xml_write_open(w, name);
	xml_write_text(w, text);
	xml_write_close(w);
}
