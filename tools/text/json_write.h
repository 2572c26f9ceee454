/*
 * Writing JSON: streaming, escaped, numbers as integers and scaled decimals
 * only.  Misuse (a value without a name in an object, an end too many) is a
 * bug and aborts.  Containers written with json_opt_* vanish with their name
 * when nothing is put into them, which CSAF asks for; so does an optional one
 * that holds nothing but vanished ones.  The document itself does not vanish.
 *
 * With JSON_WRITE_SORT the members of each object are sorted by (lower case,
 * original) when it ends: the order of CSAF (2.0 test 6.2.13).  A name that
 * stands twice is then a bug too.
 */
#ifndef TEXT_JSON_WRITE_H
#define TEXT_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;
struct json_writer;

enum json_write_flags {
	JSON_WRITE_COMPACT = 0,
	JSON_WRITE_PRETTY = 1,	/* two blanks a level, LF at the end */
	JSON_WRITE_SORT = 2,
	JSON_WRITE_LINES = 4,	/* any number of values, an LF behind each */
};

/*
 * out gets everything at json_write_close(); before that, its content is the
 * writer's own.  With JSON_WRITE_LINES, which goes with compact ones alone, out
 * may be used and cleared between two values.  Nesting is bounded by
 * LIMIT_JSON_DEPTH.
 */
struct json_writer *json_write_open(struct arena *a, struct buf *out,
    unsigned flags);

/* False when out hit its limit. */
bool json_write_close(struct json_writer *w);

/* Name of the member whose value comes next; a literal or long-lived. */
void json_name(struct json_writer *w, const char *name);
void json_name_str(struct json_writer *w, struct str name);

void json_object(struct json_writer *w);
void json_array(struct json_writer *w);
void json_opt_object(struct json_writer *w);	/* vanishes when empty */
void json_opt_array(struct json_writer *w);
void json_end(struct json_writer *w);

void json_str(struct json_writer *w, struct str s);
void json_z(struct json_writer *w, const char *z);
void json_int(struct json_writer *w, int64_t n);
void json_tenths(struct json_writer *w, int64_t x10);	/* 90 -> 9.0 */
void json_bool(struct json_writer *w, bool b);
void json_null(struct json_writer *w);

/* name and value; the opt forms write nothing for empty text. */
void json_pair(struct json_writer *w, const char *name, struct str s);
void json_pair_z(struct json_writer *w, const char *name, const char *z);
void json_pair_opt(struct json_writer *w, const char *name, struct str s);
void json_pair_int(struct json_writer *w, const char *name, int64_t n);

#endif
