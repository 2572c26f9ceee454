/*
 * What the repository had and would no longer have: items of lists, members of
 * maps, sections of texts, whole files; with who put it there.
 */
#ifndef REVIEW_REVIEW_ROW_H
#define REVIEW_REVIEW_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/records.h"

struct history_commit;
struct review;
struct review_request;

enum review_row_what {
	REVIEW_ROW_FILE,
	REVIEW_ROW_ITEM,	/* of a list, or a member of a map */
	REVIEW_ROW_SECTION,	/* under a heading */
	REVIEW_ROW_OLD_COPY,	/* the file is again as it was once */
};

struct review_row {
	enum review_row_what what;
	struct str path;	/* of the file, as BASE has it */
	uint32_t line;		/* there; 0: the file as a whole */
	struct str name;	/* "facts: 2026-09-08 verified"; never more of a
				 * row than what tells it from others */
	size_t more;		/* files of this folder that go with it */
	const struct history_commit *by;	/* who put it there, or made
						 * the newest change that is
						 * undone; NULL: not known */
	size_t n_undone;	/* old copy: changes that are undone */
	struct str others;	/* old copy: whose, names with ", " between */
	bool is_others;		/* not by an author of the branch */
	bool is_late;		/* BASE got it after the branch began */
	enum tlp label;
};

/* Whether it should be looked at first: others' work that the branch never
 * saw, or an old copy over it. */
bool review_row_is_loud(const struct review_row *row);

/* Find them; r->rows. */
void review_row_run(const struct review_request *q, struct review *r);

#endif
