/*
 * Licence expressions of SPDX 3.0.1 (annex B), as CSAF 2.1 restricts them.
 */
#ifndef CSAF_CSAF_LICENSE_H
#define CSAF_CSAF_LICENSE_H

#include <stdbool.h>

#include "base/str.h"

struct csaf_license {
	const char *why;	/* what is wrong with it, or NULL */
	struct str at;		/* the part that is */
	struct str unlisted;	/* the first identifier that neither the SPDX
				 * list nor ScanCode LicenseDB has; of the
				 * latter, all of its prefix; else empty */
};

void csaf_license_parse(struct str s, struct csaf_license *out);

#endif
