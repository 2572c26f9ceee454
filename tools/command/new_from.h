/*
 * What mirrored feeds and the register say of a vulnerability, for the draft of
 * an alert or a case (`hansho new KIND --from ID`).
 *
 * Texts of feeds are hostile.  In front matter they stand as values that
 * new_from_text_line() cut and cleaned; in Markdown with all punctuation
 * escaped.
 */
#ifndef COMMAND_NEW_FROM_H
#define COMMAND_NEW_FROM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "model/records.h"

struct arena;
struct finding;
struct index;
struct known;
struct model;
struct world;

struct new_from {
	struct arena *a;
	const struct model *m;
	struct instant now;	/* in the organisation's zone */
	const struct known *known;	/* what the record is on; one or more */
	size_t n_known;
	struct str *cwes;	/* of each of known; or empty */
	struct str *affected;	/* "Example Gate: >= 1.0, < 1.4"; foreign */
	size_t n_affected;
	struct str *fixed;	/* "Example Gate 1.4"; foreign */
	size_t n_fixed;
	struct str *links;	/* addresses that the records name */
	size_t n_links;
	const struct finding **findings;	/* of the register on them */
	size_t n_findings;
	enum tlp label;		/* the highest of the records */
	struct index *x;	/* texts are views of it */
};

/*
 * Look an id up: a CVE, GHSA or JVNDB id, or any other name of a record.  The
 * world is opened; its mirror is brought up to date, its model gets what feeds
 * say of it.  Records above the repository's ceiling are not there.  False,
 * with the way out printed, and *status set.  new_from_close() in any case.
 */
bool new_from_open(struct world *w, struct str id, struct new_from *out,
    int *status);
void new_from_close(struct new_from *f);

#endif
