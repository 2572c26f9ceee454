/*
 * Access lists as files for servers: the git host (gitolite, and neutral JSON
 * and CSV for scripts that speak to GitLab, GitHub or Gitea) and the web server
 * (nginx, Apache).  Names of users are the ids of persons.  And how the public
 * edition is served (access_server.h).
 *
 * Each says in its head how it is used.  What is not named is refused.
 */
#ifndef EXPORT_INTERNAL_ACCESS_FILE_H
#define EXPORT_INTERNAL_ACCESS_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct access;
struct arena;
struct audience;
struct buf;
struct frame;

struct access_file {
	struct str name;	/* below access/ */
	struct str word;	/* names what it is: in.access.file.WORD, up to
				 * the first point */
	const struct audience *audience;	/* a restricted edition, whose
						 * server it is for; or NULL */
};

/* The file with this number; false behind the last. */
bool access_file_at(struct arena *a, const struct access *x, size_t i,
    struct access_file *out);

/* Write the file of this name; false when there is none. */
bool access_file_write(const struct frame *f, const struct access *x,
    struct str name, struct buf *out);

#endif
