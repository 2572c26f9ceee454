/*
 * Dates where versions are meant: "2025年3月", "2024-05-01", "May 2024".  Held
 * against a version number they would say anything.  Private to feed_prose.
 */
#ifndef FEED_FEED_PROSE_DATE_H
#define FEED_FEED_PROSE_DATE_H

#include <stddef.h>

#include "base/str.h"

/*
 * Bytes of the date that stands at i of s, or 0.  run: bytes of the letters,
 * digits and what joins them in versions from i on.  Years are 1980 to 2099;
 * months and days of one digit count where marks stand between the parts.
 */
size_t feed_prose_date(struct str s, size_t i, size_t run);

#endif
