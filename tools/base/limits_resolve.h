/*
 * Limits of resolving what people write to products.  Part of base/limits.h,
 * which files include.
 */
#ifndef BASE_LIMITS_RESOLVE_H
#define BASE_LIMITS_RESOLVE_H

/* A line of a list of systems; the longest product name known has 250 bytes. */
#define LIMIT_RESOLVE_LINE	4096

/* Products on one line, words of one. */
#define LIMIT_RESOLVE_PARTS	64
#define LIMIT_RESOLVE_WORDS	40

/* Words of one name in a dictionary; longer ones are cut. */
#define LIMIT_RESOLVE_NAME_WORDS	24

/* The files of dictionaries have up to 80 MB unpacked, NVD's chunks 20 MB. */
#define LIMIT_RESOLVE_FILE	(256u << 20)

/* NVD's dictionary names some 300,000 products, JVN's 80,000. */
#define LIMIT_RESOLVE_NAMES	4000000u

/* Names that share a word and are looked at; those with rarer words first. */
#define LIMIT_RESOLVE_POSTINGS	20000u
#define LIMIT_RESOLVE_SCORED	400u

/* Names of one maker: JVN knows up to three, feeds write more. */
#define LIMIT_RESOLVE_ALIASES	32u

/* And of one that matching asks for: each is a question to the index. */
#define LIMIT_MAKER_NAMES	8u

/* Records of the index that are read for the names they use. */
#define LIMIT_RESOLVE_RECORDS	64u

/* Records of a product that are read for how its versions are counted. */
#define LIMIT_RESOLVE_KNOWN	256u

/* Candidates that are shown. */
#define LIMIT_RESOLVE_SHOWN	10u

#endif
