/*
 * Reports on mirrored files: what is wrong, in which feed, file, member and
 * line.  Foreign names in them are made printable.
 */
#ifndef FEED_FEED_REPORT_H
#define FEED_FEED_REPORT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct feed_document;
struct feed_sink;

/*
 * Report feed-record: a record, or a part of it, that is left out.  at is the
 * offset in doc->text; help says what would be right.
 */
void feed_report(const struct feed_sink *sink, const struct feed_document *doc,
    size_t at, const char *help, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* Report feed-file: a file or member that cannot be read, or not to its end;
 * help may be NULL. */
void feed_report_file(const struct feed_sink *sink,
    const struct feed_document *doc, const char *help, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* Foreign bytes as text for a message: not too long, nothing hostile. */
struct str feed_report_quote(struct arena *a, struct str s);

#endif
