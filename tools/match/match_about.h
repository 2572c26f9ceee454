/*
 * Which vulnerabilities a record is on.
 */
#ifndef MATCH_MATCH_ABOUT_H
#define MATCH_MATCH_ABOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct feed_record;

/*
 * CVE ids that a record is on, each once; its own first, then those of its
 * aliases and of what it is a downstream copy of.  A notice is on what it
 * names.  Lives in a.
 */
size_t match_about(struct arena *a, const struct feed_record *r,
    struct str **out);

/*
 * An alert that names vulnerabilities and says nothing of versions itself:
 * MYJVN-ALT, JPCERT-AT.  It points at them and is none.
 */
bool match_about_is_notice(const struct feed_record *r);

#endif
