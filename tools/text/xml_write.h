/*
 * Writing XML 1.0: elements, attributes and text, escaped, so that no text of
 * the data can be markup.  Misuse (an attribute behind text, an end too many)
 * is a bug and aborts.
 *
 * Names are always literals of the program; namespaces are attributes like
 * others.  What XML 1.0 cannot hold (most control characters) becomes U+FFFD.
 */
#ifndef TEXT_XML_WRITE_H
#define TEXT_XML_WRITE_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* Elements in each other: what Atom needs, and some. */
#define XML_WRITE_DEPTH	16

struct xml_writer {
	struct buf *out;
	const char *open[XML_WRITE_DEPTH];	/* from the root inwards */
	unsigned depth;
	bool in_tag;	/* attributes may come */
	bool has_text;	/* so no line may be added */
};

/* Writes the declaration. */
void xml_write_begin(struct xml_writer *w, struct buf *out);

/* With a line end behind the root. */
void xml_write_end(struct xml_writer *w);

void xml_write_open(struct xml_writer *w, const char *name);
void xml_write_attr(struct xml_writer *w, const char *name, struct str value);
void xml_write_text(struct xml_writer *w, struct str text);
void xml_write_close(struct xml_writer *w);

/* An element with nothing but text. */
void xml_write_leaf(struct xml_writer *w, const char *name, struct str text);

#endif
