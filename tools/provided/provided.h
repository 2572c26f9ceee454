/*
 * Is a folder what a CSAF provider should publish?  Everything of CSAF 2.0
 * section 7.1 that can be seen without a network: metadata, documents, names,
 * indices, feeds, digests, signatures, keys, security.txt; and manifest.json.
 *
 * A folder whose manifest names a label is for readers behind a password: what
 * is labelled so, or less strict, may stand there, and security.txt does not.
 *
 * Knows nothing of the repository: the folder may be anybody's, so it is
 * hostile input.  Nothing is written, but for gpg's keyring of a moment.
 */
#ifndef PROVIDED_PROVIDED_H
#define PROVIDED_PROVIDED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct diags;
struct io_dir;
struct pool;
struct sources;

/* A row of requirements.def; what a finding names, for people who ask. */
struct provided_rule {
	const char *id;		/* "requirement-7" */
	const char *clause;	/* "CSAF 2.0, 7.1.7" */
	const char *title;
	const char *why_en;
	const char *why_ja;
};

size_t provided_rules_len(void);
const struct provided_rule *provided_rule_at(size_t i);
const struct provided_rule *provided_rule_find(struct str id);	/* or NULL */

struct provided_request {
	struct io_dir *dir;	/* what a web server would show as "/" */
	struct str name;	/* its name, for messages; may be empty */
	struct arena *perm;	/* results live here */
	struct sources *sources;	/* grows */
	struct pool *pool;
	struct instant now;	/* keys and security.txt must hold then */
	struct diags *d;	/* findings, a row of requirements.def each */
};

/* What there was to check. */
struct provided_count {
	size_t files;
	size_t documents;
	size_t good_signatures;
	struct str role;	/* of the metadata; empty: none */
	struct str ceiling;	/* for readers up to this label; empty: for
				 * everybody */
};

/*
 * Check a folder.  Findings are errors where a requirement is not met, alerts
 * where readers may have trouble.
 */
void provided_check(const struct provided_request *q,
    struct provided_count *out);

#endif
