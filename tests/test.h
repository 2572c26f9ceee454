/*
 * What every test file shares: Check, the sample data's place, named skips.
 */
#ifndef TEST_H
#define TEST_H

#include <check.h>

/* The folder that HANSHO_DATA names, or NULL. */
const char *test_data_dir(void);

/* Say which test is skipped and why, and count it. */
void test_skip(const char *test, const char *why);

#endif
