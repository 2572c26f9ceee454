/*
 * Limits of proof: signatures, leak scan, history.  Included by base/limits.h.
 */
#ifndef BASE_LIMITS_PROOF_H
#define BASE_LIMITS_PROOF_H

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

/* A lifted case is its files and its documents; a mail of more is not read. */
#define LIMIT_LIFT_BYTES	(64u << 20)

/*
 * Leak scan.  A window of folded text fits the second cache; a term is longer
 * than any name, and of sentences only pieces are searched.
 */
#define LIMIT_SCAN_WINDOW	(32u << 10)	/* bytes of folded text */
#define LIMIT_SCAN_TERM		240u		/* bytes of a folded term */
#define LIMIT_SCAN_DEPTH	3u	/* escapes within escapes */
#define LIMIT_SCAN_DIGITS	8u	/* of a numeric character reference */
#define LIMIT_SCAN_NAME		16u	/* letters of a named one */
#define LIMIT_SCAN_HITS		50u	/* of one file; one stops it */
#define LIMIT_SCAN_PACKED	4u	/* packages within packages: text of a
					 * picture in a document in a .tar.gz */
#define LIMIT_SCAN_UNPACKED	(64u << 20)	/* bytes out of one file; no
						 * attachment has that */
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

/* A revision's files in memory: text, and the SBOMs of a hundred products. */
#define LIMIT_HISTORY_SNAPSHOT	(1u << 30)

/* What names a revision; common beginnings of two that are merged first. */
#define LIMIT_HISTORY_REVISION	256
#define LIMIT_HISTORY_BASES	16

/* Repositories that are read as one: circles that a person belongs to. */
#define LIMIT_WORLD_LAYERS	32

/* Versions of one file that are read to see who wrote what. */
#define LIMIT_HISTORY_VERSIONS	1000

/* An approval's instant may be written this much before gpg signs it. */
#define LIMIT_APPROVAL_SKEW_S	86400

/* Bytes of a value that differs, as people are shown it. */
#define LIMIT_AUDIT_VALUE	240u

/*
 * Seconds that clocks may disagree: a commit before its parents, whose makers
 * may be in any zone that was set wrongly; one ahead of a run, on machines that
 * ask the net for the time.
 */
#define LIMIT_HISTORY_SKEW_S	86400
#define LIMIT_HISTORY_AHEAD_S	300

/* Raw commits that are held at a time to check their signatures. */
#define LIMIT_HISTORY_RAW	1024

/* Files of one commit that are read to see whether they were renamed. */
#define LIMIT_HISTORY_SIMILAR	64

/* Releasing: a document that goes out, and how many files one release has. */
#define LIMIT_RELEASE_FILE	(64u << 20)
#define LIMIT_RELEASE_FILES	64u

/* How long after the instant of a release its documents are signed, in seconds:
 * somebody may have to type a passphrase. */
#define LIMIT_RELEASE_SIGNED_S	3600

/*
 * The report on a merge (review/): what a person still reads, what is worth
 * comparing with everything else, and how far back a row's origin is looked
 * for.
 */
#define LIMIT_REVIEW_NAME	80u	/* bytes that name a row */
#define LIMIT_REVIEW_PAIRS	200u	/* of a list, compared by likeness */
#define LIMIT_REVIEW_VERSIONS	500u	/* of one file */
#define LIMIT_REVIEW_SHOWN	12u	/* of a list; the rest is counted */
#define LIMIT_REVIEW_TEXT	160u	/* bytes of a text, old or new */
#define LIMIT_REVIEW_TEXTS	2000u	/* kept of texts that differ */

#endif
