/*
 * The lexical part of JSON: blanks, strings and numbers, checked byte by byte
 * but passed over 16 or 8 bytes at a time.  Private to text/json_read.c.
 */
#ifndef TEXT_JSON_SCAN_H
#define TEXT_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* What is wrong; the words stand in text/json_faults.def. */
enum json_wrong {
	JSON_WRONG_NOTHING,
#define FAULT(name, words, help)	JSON_WRONG_##name,
#include "text/json_faults.def"
};

/* A place in the text that moves forward. */
struct json_cursor {
	const char *p;		/* the next byte */
	const char *end;	/* behind the last byte */
	const char *bad;	/* first byte of a fault */
	size_t bad_len;		/* its bytes */
	bool is_escaped;	/* the string scanned last has escapes */
};

/* Pass over blanks, tabs and line ends. */
void json_scan_blank(struct json_cursor *c);

/*
 * From behind a string's opening quote to behind its closing one, checking
 * UTF-8 and escapes.  On a fault, c->bad is set.  RFC 8259 section 7.
 */
enum json_wrong json_scan_string(struct json_cursor *c);

/* From a number's first byte to behind its last.  RFC 8259 section 6. */
enum json_wrong json_scan_number(struct json_cursor *c);

/*
 * Decode what stands between the quotes of a string that json_scan_string()
 * has passed.  out has room for raw.n bytes; returns the bytes written.
 */
size_t json_scan_decode(struct str raw, char *out);

/* The words and the help of a fault. */
const char *json_scan_words(enum json_wrong wrong);
const char *json_scan_help(enum json_wrong wrong);

#endif
