/* The suites linked into a test program; tests/suites.sh writes the table. */
#ifndef SUITES_H
#define SUITES_H

#include "test.h"

struct test_suite {
	const char *name;	/* "text_yaml"; NULL at the end */
	Suite *(*make)(void);
};

extern const struct test_suite test_suites[];

#endif
