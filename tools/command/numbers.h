/*
 * Numbers of cases and advisories: the next free one of the organisation's
 * block for a year, and the file that says so to others.
 *
 * cases/YEAR/numbers.yaml has a line for each series with the next number and
 * a random mark.  Who takes a number rewrites the line; of two who took the
 * same one, in branches that do not know of each other, each has written
 * another mark, so that git shows a conflict in place of merging both.  The
 * mark says nothing about who, when or what.
 */
#ifndef COMMAND_NUMBERS_H
#define COMMAND_NUMBERS_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct io_dir;
struct model;

enum numbers_series {
	NUMBERS_CASE,
	NUMBERS_ADVISORY,
};

struct numbers_request {
	struct arena *perm;
	const struct model *m;
	struct io_dir *own; /* the repository that the number is for */
	enum numbers_series series;
	struct str year; /* four digits */
	struct str id; /* this one; empty: the next free one */
};

/* A number, and the file as it is once the number is taken. */
struct numbers_taken {
	struct str id; /* "PS-2026-0118" */
	struct str path; /* "cases/2026/numbers.yaml" */
	struct str text; /* empty: the id is of no block, nothing to
				 * write */
};

/*
 * Take a number: the one after the highest of its block that is reserved or
 * used.  A gap is not filled, so no number stands for two things over time.
 * Nothing is written.  False, with a reason for people, when no block of the
 * year has one, or the file cannot be read.  A folder that cannot be read, or
 * no random bytes, end the program.
 */
MUST_USE bool numbers_take(const struct numbers_request *q,
    struct numbers_taken *out, const char **why);

#endif
