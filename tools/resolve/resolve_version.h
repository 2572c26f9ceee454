/*
 * Versions as people write them behind names: "v2.4.57", "19c", "2.4系", "SP3",
 * "Update 3", "22H2", "8u202".
 */
#ifndef RESOLVE_RESOLVE_VERSION_H
#define RESOLVE_RESOLVE_VERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum resolve_version_kind {
	RESOLVE_VERSION_NONE,
	RESOLVE_VERSION_NUMBER,
	RESOLVE_VERSION_UPDATE,	/* "SP3", "R2", "LTS" */
	RESOLVE_VERSION_LABEL,	/* "Update": a number follows */
	RESOLVE_VERSION_MARK,	/* "Ver.", "系", "以降" by themselves */
};

struct resolve_version {
	enum resolve_version_kind kind;
	struct str text;	/* NUMBER: bare; UPDATE: as in CPE; LABEL */
	struct str update;	/* that stands within a number: "8u202" */
	bool has_point;		/* NUMBER: "2.4" */
	bool has_mark;		/* NUMBER: "V10", "2.4系" */
	bool is_series, is_open;
};

/* What a word between blanks says of a version. */
struct resolve_version resolve_version_read(struct arena *a, struct str word);

/* A label with its number as CPE names have it: "cumulative_update_22". */
struct str resolve_version_update(struct arena *a, struct str label,
    struct str number);

/* Where a version begins within a word ("IIS10": 3); 0: there is none. */
size_t resolve_version_glued(struct str word);

#endif
