/*
 * Limits on mirrored feeds; part of base/limits.h.  What a file may be long is
 * LIMIT_FETCH_BYTES_MOST, and LIMIT_FETCH_UNPACKED when it is packed.
 */
#ifndef BASE_LIMITS_FEED_H
#define BASE_LIMITS_FEED_H

/* By so much of a document's beginning its format is told. */
#define LIMIT_FEED_HEAD		(64u << 10)

/* A record: the largest, of the Linux kernel's releases, have some 10 MB. */
#define LIMIT_FEED_RECORD_BYTES	(32u << 20)

/* A document that is read as a whole: JVN's largest year has 72 MB. */
#define LIMIT_FEED_DOCUMENT_BYTES	(128u << 20)

/* What stands around a list of records: some 200 bytes. */
#define LIMIT_FEED_FRAME_BYTES	(1u << 20)

/* Values of one record: a vendor's largest document has some 300,000, and a
 * million take 100 MB. */
#define LIMIT_FEED_NODES	1000000u

/*
 * An archive: the CVE List has 350,000 members.  JSON packs 10 to 60 times
 * smaller; more than 500 times, beyond what a small file may, is a bomb.
 */
#define LIMIT_FEED_MEMBERS	4000000u
#define LIMIT_FEED_RATIO	500u
#define LIMIT_FEED_RATIO_FREE	(UINT64_C(64) << 20)

/* Ids have some 20 bytes, names and versions 2,048 in CVE's schema. */
#define LIMIT_FEED_ID_BYTES	256u
#define LIMIT_FEED_WORD_BYTES	2048u

/* Descriptions: CVE allows 4,096 characters; advisories have some 20 KB. */
#define LIMIT_FEED_TEXT_BYTES	(64u << 10)

/* Nobody needs more to find a record: the most real ones have some 500 links,
 * 60 weaknesses, 100 scores, 60 other ids. */
#define LIMIT_FEED_LINKS	1000u
#define LIMIT_FEED_CWES		200u
#define LIMIT_FEED_SCORES	200u
#define LIMIT_FEED_IDS		2000u

/* What is said of products: a vendor's document names some 20,000; products
 * times names of them could grow with the square of a record. */
#define LIMIT_FEED_AFFECTS	200000u

/* Versions in words, and events of one range that are out of order. */
#define LIMIT_FEED_PHRASES	256u
#define LIMIT_FEED_EVENTS	2000u

/* Products within products of a CSAF document; groups of one statement. */
#define LIMIT_FEED_FACES	32u

#endif
