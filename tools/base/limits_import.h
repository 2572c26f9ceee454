/*
 * Limits on documents of others that become files, each with its reason; part
 * of base/limits.h, which is what to include.
 */
#ifndef BASE_LIMITS_IMPORT_H
#define BASE_LIMITS_IMPORT_H

/* Ids made of foreign names: folders that people still can read. */
#define LIMIT_IMPORT_SLUG	48
#define LIMIT_IMPORT_ID		100	/* of a tracking id, in a case id */

/* Packages in modules in products: real documents combine 2 deep. */
#define LIMIT_IMPORT_COMBINED	8

/* Of a container of a CVE record: what its schema allows. */
#define LIMIT_IMPORT_LINKS	512

/* Bytes of a range of commits as prose: some dozens of hashes. */
#define LIMIT_IMPORT_WORDS	8192

#endif
