/*
 * CVE ids as feeds write them.  Not for fields of the repository: those are
 * model/scalar.h's.
 */
#ifndef FEED_CVE_H
#define FEED_CVE_H

#include <stdbool.h>

#include "base/str.h"

/* CVE-YYYY-N{4,19} and nothing else (CVE Record Format 5.2.0, cveId). */
bool cve_is_id(struct str s);

#endif
