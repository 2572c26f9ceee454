/* Limits of the pages and files of findings; included by base/limits.h. */
#ifndef BASE_LIMITS_FINDING_H
#define BASE_LIMITS_FINDING_H

/* Pages of 500 rows: nobody reads further; files and lists have the rest. */
#define LIMIT_FINDING_PIECES	10u

/* Rows of a file of findings: most have 1 KB, none has the 12 KB that would
 * reach LIMIT_PAGE_BYTES; and what it names of one. */
#define LIMIT_FINDING_ROWS	5000u
#define LIMIT_FINDING_PARTS	4u	/* matches, aliases: the surest first */

/* Characters of a foreign text on a page: real ones have up to 4,000. */
#define LIMIT_FINDING_TEXT	8000u
#define LIMIT_FINDING_WORDS	240u	/* within a table: some 100 */

/* Rows of each other list on a page of a record; a sum stands below it. */
#define LIMIT_FINDING_LIST	500u

/* Characters of a sentence that stands in for a title: titles have some 100. */
#define LIMIT_KNOWN_TITLE	160u

#endif
