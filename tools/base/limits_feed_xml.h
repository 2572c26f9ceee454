/*
 * Limits on feeds in XML and on what they say in words; part of base/limits.h.
 */
#ifndef BASE_LIMITS_FEED_XML_H
#define BASE_LIMITS_FEED_XML_H

/*
 * JVN's documents are 8 elements deep, the longest text has some 20 KB, the
 * longest vector 200 bytes.
 */
#define LIMIT_FEED_XML_DEPTH	64
#define LIMIT_FEED_XML_ATTRIBUTES	64
#define LIMIT_FEED_XML_SPACES	64	/* name spaces bound at a time */
#define LIMIT_FEED_XML_TEXT	(1u << 20)

/*
 * What expat must see whole (a tag, a comment) and looks at anew from its
 * beginning with each piece.
 */
#define LIMIT_FEED_XML_TOKEN	(1u << 20)
#define LIMIT_FEED_XML_PIECE	(64u << 10)

/* Of one record: the largest of JVN names some 2,000 products. */
#define LIMIT_FEED_XML_ITEMS	20000u

/* Vulnerabilities of one record; patch days have 200.  And that times the
 * products of the record, each of which is said of each. */
#define LIMIT_FEED_FLAWS	1000u
#define LIMIT_FEED_FLAW_WORK	1000000u

/* A phrase on versions: the longest in JVN has some 300 bytes. */
#define LIMIT_FEED_PROSE_BYTES	4096u
#define LIMIT_FEED_PROSE_TOKENS	512u

#endif
