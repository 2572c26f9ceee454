/* Limits of drafts that are made from records of feeds. */
#ifndef BASE_LIMITS_DRAFT_H
#define BASE_LIMITS_DRAFT_H

/* Vulnerabilities that one record is on: advisories of vendors name dozens;
 * a draft on more is several. */
#define LIMIT_DRAFT_KNOWN	20u

/* Rows of a list in a draft (products, references, sources): what a person
 * reads through before signing it. */
#define LIMIT_DRAFT_ROWS	40u

/* Characters of a title: one line of a list. */
#define LIMIT_DRAFT_TITLE	160u

/* Characters of a name, version, address or reason: longer ones are none. */
#define LIMIT_DRAFT_WORDS	300u

/* Characters of a description: two pages, the source has the rest. */
#define LIMIT_DRAFT_TEXT	4000u

/* Entries of a feed of alerts: readers of feeds keep what they had. */
#define LIMIT_ALERT_ENTRIES	100u

#endif
