/*
 * The CWE catalogue: exact English names and mapping usage (CWE 4.20,
 * 2026-04-30, 969 weaknesses; cwe.def, origin MITRE).
 */
#ifndef SCORE_CWE_H
#define SCORE_CWE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Of which catalogue the names are. */
#define CWE_VERSION	"4.20"

enum cwe_usage {
	CWE_ALLOWED,
	CWE_ALLOWED_WITH_REVIEW,
	CWE_DISCOURAGED,
	CWE_PROHIBITED,
};

struct cwe {
	int number;		/* 79 */
	enum cwe_usage usage;
	const char *name;	/* exact, for CSAF test 6.1.11 */
};

/* "CWE-79" -> its row; NULL when it is no weakness of the catalogue. */
const struct cwe *cwe_find(struct str id);

#endif
