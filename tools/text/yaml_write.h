/*
 * Writing YAML that people will edit: stable order, the plainest quoting that
 * reads back equal, block text for several lines.
 */
#ifndef TEXT_YAML_WRITE_H
#define TEXT_YAML_WRITE_H

#include "base/buf.h"
#include "base/str.h"

struct yaml_writer {
	struct buf *out;
	unsigned depth;		/* open containers */
	struct {
		bool is_seq;
		bool is_empty;
	} stack[32];
	bool after_key;		/* a key waits for its value */
};

void yaml_write_init(struct yaml_writer *w, struct buf *out);

void yaml_write_map(struct yaml_writer *w);	/* { key: value ... } */
void yaml_write_seq(struct yaml_writer *w);
void yaml_write_end(struct yaml_writer *w);

void yaml_write_key(struct yaml_writer *w, struct str key);

/*
 * A value that reads back as exactly this text.  A text with characters that
 * no file may hold (input_refuses()) is written with escapes, which
 * yaml_parse() reports.  Keys are at most 1024 characters long.
 */
void yaml_write_text(struct yaml_writer *w, struct str text);

/* key and value at once; nothing at all when the text is empty. */
void yaml_write_pair(struct yaml_writer *w, const char *key, struct str text);

#endif
