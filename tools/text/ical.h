/*
 * Writing iCalendar (RFC 5545, RFC 7986): content lines with escaping and
 * folding, so that no text of the data can end a line or begin a property.
 *
 * Not a model of calendars: which components and properties there are is the
 * caller's choice.  name is always a literal of the program, with parameters
 * if need be: "DTSTART", "TRIGGER;RELATED=END".
 */
#ifndef TEXT_ICAL_H
#define TEXT_ICAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"

struct buf;

/* Longest line in octets, without its end: RFC 5545 section 3.1. */
#define ICAL_LINE	75

/* BEGIN:name, END:name. */
void ical_begin(struct buf *b, const char *name);
void ical_end(struct buf *b, const char *name);

/*
 * A value of type TEXT (section 3.3.11): backslash, semicolon, comma and line
 * ends are escaped, other control characters become blanks.
 */
void ical_text(struct buf *b, const char *name, struct str text);

/* Several of them with commas between, as CATEGORIES has; none: no line. */
void ical_texts(struct buf *b, const char *name, const struct str *texts,
    size_t n);

/* A value that the program itself spells: "2.0", "PT1H". */
void ical_value(struct buf *b, const char *name, const char *value);

/* Sections 3.3.5, form 2 (UTC), and 3.3.4; name has no VALUE parameter. */
void ical_instant(struct buf *b, const char *name, struct instant t);
void ical_day(struct buf *b, const char *name, struct day d);

/* A duration (section 3.3.6) of -s seconds, 0 <= s: "-P1DT6H", "-PT0S". */
void ical_before(struct buf *b, const char *name, int64_t s);

#endif
