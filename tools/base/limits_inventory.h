/*
 * Limits of reading inventories: bills of materials, scanners' reports,
 * package lists.  Part of base/limits.h, which files include.
 */
#ifndef BASE_LIMITS_INVENTORY_H
#define BASE_LIMITS_INVENTORY_H

/* A scanner's report of a large image with all descriptions has some 60 MB. */
#define LIMIT_INVENTORY_BYTES	(256u << 20)

/* The largest bills of materials seen list 100,000 components. */
#define LIMIT_INVENTORY_COMPONENTS	500000u

/* Each of them needs four others on average. */
#define LIMIT_INVENTORY_EDGES	2000000u

/* The same flaw is told of each binary package of a source package. */
#define LIMIT_INVENTORY_FINDINGS	1000000u

/*
 * Bytes of one text.  Package URLs and version strings stay below 2,000;
 * explanations of findings are the longest that is kept.
 */
#define LIMIT_INVENTORY_TEXT	8192u

/* Of one component: documents give up to eight algorithms. */
#define LIMIT_INVENTORY_HASHES	16u

/* Lines of a package list that are looked at to tell what wrote it. */
#define LIMIT_INVENTORY_HEAD_LINES	40u

/* Columns of a package list's line; queries ask for some six. */
#define LIMIT_INVENTORY_COLUMNS	10u

/* A line of `match -`: an inventory of some 10,000 components. */
#define LIMIT_MATCH_LINE	(4u << 20)

/* What a thread keeps of records and inventories from one component to the
 * next: some 20,000 records, more than any product has. */
#define LIMIT_MATCH_MEMO	(64u << 20)

/* Products or systems that one is based on, each on the next: people make two
 * or three such layers, a circle makes as many as it is let. */
#define LIMIT_INVENTORY_BASES	8u

#endif
