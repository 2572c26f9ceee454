/* Limits of findings; included by base/limits.h. */
#ifndef BASE_LIMITS_MATCHED_H
#define BASE_LIMITS_MATCHED_H

/*
 * Findings of one edition: 1,500 systems of 50 lines have some 300,000 when
 * nobody has judged anything.
 */
#define LIMIT_MATCHED_FINDINGS	4000000u

/* Records that aliases join: real vulnerabilities have up to some 60. */
#define LIMIT_MATCHED_GROUP	512u

#endif
