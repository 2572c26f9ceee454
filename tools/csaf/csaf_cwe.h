/*
 * Names that weaknesses had in the versions of the CWE catalogue
 * (csaf_cwe.def); those of the newest one are in score/cwe.h.
 */
#ifndef CSAF_CSAF_CWE_H
#define CSAF_CSAF_CWE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

/* "4.13" -> its place among the versions, oldest first; false: unknown. */
MUST_USE bool csaf_cwe_version(struct str version, size_t *place);

/* The name of "CWE-79" in that version; empty when it was no weakness of it. */
struct str csaf_cwe_name(struct str id, size_t place);

#endif
