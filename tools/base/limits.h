/*
 * Every limit on input, with its reason.  A file over a limit gets a
 * diagnostic that names the limit; no loop over input runs without one.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Machines with more processors exist; more threads do not render faster. */
#define LIMIT_JOBS		64

/* The largest hand-written file is a campaign's answers, some 100 KiB. */
#define LIMIT_YAML_BYTES	(4u << 20)
#define LIMIT_MARKDOWN_BYTES	(256u << 10)
#define LIMIT_TEMPLATE_BYTES	(1u << 20)

/* CSAF 2.0 section C: a document should not exceed 15 MB; twice that. */
#define LIMIT_JSON_BYTES	(32u << 20)

/* Real documents need 12 levels. */
#define LIMIT_YAML_DEPTH	32

/*
 * CSAF 2.1 allows 30 branches in each other (test 6.1.34), two levels each;
 * documents that overdo it must still be read to be told so.
 */
#define LIMIT_JSON_DEPTH	128

/* One record of 10,000 products has some 200,000 nodes. */
#define LIMIT_YAML_NODES	1000000u
#define LIMIT_JSON_NODES	4000000u

/*
 * Names of one JSON object that may share a place in its hash table.  At half
 * load, four million honest names need 80; hostile ones cost a second at most.
 */
#define LIMIT_JSON_PROBES	256

/*
 * cmark-gfm takes time that grows with the square of these in hostile text;
 * measured so that no text takes over a second.
 */
#define LIMIT_TABLE_COLUMNS	32
#define LIMIT_PIPES		256	/* '|' in one line */
#define LIMIT_TABLE_CELLS	50000	/* columns times lines below it */
#define LIMIT_TABLE_WORK	(2u << 20)	/* bytes above "|---|" rows */
#define LIMIT_BRACKETS		2000	/* '[' and '!' '[' in one text */
#define LIMIT_REFERENCE_WORK	(16u << 20)	/* brackets times definition */
#define LIMIT_DECLARATIONS	64	/* "<!" and "<?" in one text */
#define LIMIT_QUOTE_DEPTH	32	/* '>' or list nesting on one line */
#define LIMIT_LIST_INDENT	96	/* columns before a list's item */

/* A page longer than this is a mistake. */
#define LIMIT_PAGE_BYTES	(64u << 20)

/* Nobody reads more; the rest is counted. */
#define LIMIT_DIAGS_PER_FILE	100
#define LIMIT_DIAGS		10000

/* Files and depth of a repository: ten times the largest expected. */
#define LIMIT_FILES		4000000u
#define LIMIT_PATH_DEPTH	32
#define LIMIT_PATH_BYTES	1024

/* What the publisher notes of a tree: LIMIT_FILES lines of some 250 bytes. */
#define LIMIT_INDEX_BYTES	(1u << 30)

/* Predicates are written by hand. */
#define LIMIT_PREDICATE_DEPTH	16
/* case.vulnerabilities.products.product.owner.deputy.name has six fields. */
#define LIMIT_PREDICATE_PATH	16

/* Templates: partials within partials, nested blocks. */
#define LIMIT_TEMPLATE_DEPTH	32

/* Names have 2 parts, sentences 4 holes; keys are some 30 bytes. */
#define LIMIT_TEMPLATE_PARTS	8	/* of a name, or of a key with holes */
#define LIMIT_TEMPLATE_HOLES	16	/* given to a text of the catalogue */
#define LIMIT_CATALOG_KEY	256	/* bytes */

/* Rounds of all loops of a page: rows of 16 bytes would fill the page. */
#define LIMIT_TEMPLATE_ROUNDS	(4u << 20)

/* Compiled zone files have some 3 KiB. */
#define LIMIT_ZONE_BYTES	(64u << 10)

/* The longest enumeration of versions in public records has some 3,000. */
#define LIMIT_VERS_CONSTRAINTS	20000u

/* The CVE record format allows no more. */
#define LIMIT_CPE_BYTES		2048u

/* No type defines more than seven; tools add a few of their own. */
#define LIMIT_PURL_QUALIFIERS	64u

/* CSAF 2.1 allows no more branches in each other (test 6.1.34). */
#define LIMIT_CSAF_BRANCHES	30

/* Checks: no rule needs more others to have passed. */
#define LIMIT_RULE_AFTER	8

/* Ids made of foreign names: folders that people still can read. */
#define LIMIT_IMPORT_SLUG	48
#define LIMIT_IMPORT_ID		100	/* of a tracking id, in a case id */

/* Packages in modules in products: real documents combine 2 deep. */
#define LIMIT_IMPORT_COMBINED	8

/* The whole EPSS file of a day has some 15 MB in 2026, KEV 2 MB. */
#define LIMIT_FEED_FILE_BYTES	(256u << 20)

/* KEV has some 1,500 entries, EPSS a row for each of 350,000 CVE ids. */
#define LIMIT_KEV_ENTRIES	100000u
#define LIMIT_EPSS_ROWS		4000000u
#define LIMIT_EPSS_DIGITS	24	/* of a value, before and behind "." */
#define LIMIT_FEED_VERSION	64	/* bytes of a feed's or model's version */

/* The longest vector has 190 bytes; a line this long holds something else. */
#define LIMIT_SCORE_LINE	4096

/* The largest table of CERT/CC has 192 rows. */
#define LIMIT_SSVC_CELLS	65536u
#define LIMIT_SSVC_VALUES	64u	/* of a point; five in the largest */
#define LIMIT_SSVC_FAULTS	100	/* as LIMIT_DIAGS_PER_FILE */

/* A dozen sources score a flaw; pairs of them grow with the square. */
#define LIMIT_SCORE_SOURCES	64

/* The whole state of 10,000 cases with 30 clocks each. */
#define LIMIT_STATE_BYTES	(1u << 30)

/* Calendars rest on calendars: company, group, country. */
#define LIMIT_CALENDAR_DEPTH	8

/* 300 years have 2.6 million hours; what is longer has no end. */
#define LIMIT_CLOCK_LENGTH	4000000

/* Days that an end moves off days on which it may not fall. */
#define LIMIT_CLOCK_MOVES	1000

/* Starts of one clock rule on one record, and those shown beside one. */
#define LIMIT_CLOCK_STARTS	256
#define LIMIT_CLOCK_CANDIDATES	32

/* Pauses of one clock; each is looked for in all facts. */
#define LIMIT_CLOCK_PAUSES	128

/* Companies belong to companies: unit, company, holding, head. */
#define LIMIT_COMPANY_DEPTH	8

/* Stages: who is asked for a requirement; more names help nobody. */
#define LIMIT_STAGE_WHO		5
#define LIMIT_STAGE_DEPUTIES	4	/* deputies of deputies who are away */

/* Facts of a case that take others back: nobody reopens more often. */
#define LIMIT_STAGE_VOIDS	64

/* The table has 12 stages with some 50 requirements; companies add a few. */
#define LIMIT_STAGES		100
#define LIMIT_STAGE_REQUIREMENTS	1000

/* Of a case: the world has fewer regimes, and no dispute has more dates. */
#define LIMIT_STAGE_REGIMES	256
#define LIMIT_STAGE_DATES	1000

/* Calendar programs refuse files of over a megabyte; an event has some 900
 * bytes.  Those that press most are told. */
#define LIMIT_ICAL_EVENTS	1000u

/*
 * Signatures: RSA of 16384 bits, the most that OpenSSH takes, has a key line of
 * 2,800 bytes and an armoured signature of 5,700; OpenPGP ones have 1,000.
 */
#define LIMIT_SIGN_LINE		8192u	/* bytes of a public key's line */
#define LIMIT_SIGN_ARMOUR	16384u	/* bytes of a signature */
#define LIMIT_SIGN_LINE_BASE64	76u	/* RFC 2045; OpenSSH writes 70 */
#define LIMIT_SIGN_RSA_BITS	16384u
#define LIMIT_SIGN_NAME		256u	/* bytes of a namespace, a key's type */

/* A key with the certifications of a hundred people has some 100 KiB. */
#define LIMIT_SIGN_KEYS		(1u << 20)	/* bytes of armoured keys */
#define LIMIT_SIGN_SUBKEYS	64u		/* looked at in one key */

/* Git itself has no limit; a commit is its message. */
#define LIMIT_SIGN_COMMIT	(4u << 20)

/*
 * Leak scan.  A window of folded text fits the second cache; a term is longer
 * than any name, and of sentences only pieces are searched.
 */
#define LIMIT_SCAN_WINDOW	(32u << 10)	/* bytes of folded text */
#define LIMIT_SCAN_TERM		240u		/* bytes of a folded term */
#define LIMIT_SCAN_DEPTH	3u	/* escapes within escapes */
#define LIMIT_SCAN_DIGITS	8u	/* of a numeric character reference */
#define LIMIT_SCAN_NAME		8u	/* letters of a named one */
#define LIMIT_SCAN_HITS		50u	/* of one file; one stops it */
#define LIMIT_SCAN_FOLDERS	32u	/* editions have five */
#define LIMIT_SCAN_FILE		(1u << 30)	/* offsets have 31 bits */

/* History: the largest merge known has 66 parents. */
#define LIMIT_HISTORY_PARENTS	128

/* The folder of 100,000 cases of one year has some 4 MB. */
#define LIMIT_HISTORY_TREE_BYTES	(8u << 20)

/* Git's objects that stay while history is read: more is slower, not faster. */
#define LIMIT_HISTORY_MEMORY	(16u << 20)

/* 2,000,000 commits with a change each; an id and a line end each. */
#define LIMIT_HISTORY_CACHE	(512u << 20)
#define LIMIT_HISTORY_CUT_BYTES	(1u << 20)

/* Names and addresses of people are cut there. */
#define LIMIT_HISTORY_PERSON	1024

/* Files of one commit that are read to see whether they were renamed. */
#define LIMIT_HISTORY_SIMILAR	64

#endif
