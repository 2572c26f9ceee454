/*
 * The command line of hansho-fetch.
 */
#ifndef FETCH_FETCH_ARGUMENTS_H
#define FETCH_FETCH_ARGUMENTS_H

#include <stdbool.h>

#include "base/attr.h"
#include "fetch/fetch.h"

struct fetch_arguments {
	struct fetch_options options;
	const char *dir;	/* of -C, or NULL */
	const char *export_to, *import_from;	/* or NULL */
	bool is_list, is_help, is_version;
	struct instant now;	/* stays as it was without --now */
};

/*
 * Read the arguments over the defaults.  False, and *why for people, when they
 * cannot be understood.
 */
MUST_USE bool fetch_arguments_parse(struct arena *perm, int argc, char **argv,
    struct fetch_arguments *out, struct str *why);

/* What --help prints. */
struct str fetch_arguments_help(struct arena *perm);

#endif
