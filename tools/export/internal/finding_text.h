/*
 * Foreign text on inside pages: what feeds and inventories say, made harmless
 * and short.  Templates and writers escape it; this takes away what escaping
 * leaves: control characters, overrides of direction, walls of text.
 */
#ifndef EXPORT_INTERNAL_FINDING_TEXT_H
#define EXPORT_INTERNAL_FINDING_TEXT_H

#include "base/str.h"
#include "base/time.h"

struct arena;
struct buf;
struct frame;
struct known;
struct value;

/* At most max characters, "..." behind when it was cut; hostile ones become
 * U+FFFD.  Lines stay. */
struct str finding_text(struct arena *a, struct str s, size_t max);

/* The same in one line of at most LIMIT_FINDING_WORDS characters. */
struct str finding_text_line(struct arena *a, struct str s);

/* None or one {text, lang}: of two languages the page's, else the other. */
void finding_text_show(const struct frame *f, struct value *o, const char *key,
    struct str ja, struct str en);

/* None or one {text, lang}: what a vulnerability is called (known_title). */
void finding_text_title(const struct frame *f, struct value *o,
    const char *key, const struct known *k);

/* None or one time, as show_instant(): none when it is not told, or no time
 * between 1970 and 9999. */
void finding_text_time(const struct frame *f, struct value *o, const char *key,
    struct instant t);

/* "https://..." as it is; anything else is no link: the empty str. */
struct str finding_text_url(struct str url);

/*
 * A cell of CSV (RFC 4180), always quoted.  What a spreadsheet would take for
 * a formula gets an apostrophe in front.
 */
void finding_text_cell(struct buf *out, struct str s);

#endif
