#include "feed/cve.h"

/* CVE-YYYY- */
#define HEAD_BYTES	9

static bool
are_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return true;
}

bool
cve_is_id(struct str s)
{
	return s.n >= HEAD_BYTES + 4 && s.n <= HEAD_BYTES + 19 &&
	    str_starts(s, S("CVE-")) && are_digits(str_sub(s, 4, 4)) &&
	    s.p[HEAD_BYTES - 1] == '-' && are_digits(str_from(s, HEAD_BYTES));
}
