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
struct buf;
struct frame;

/* Number of files; their names below access/, in this order. */
size_t access_file_count(void);
struct str access_file_name(size_t i);

/* Write the file of this name; false when there is none. */
bool access_file_write(const struct frame *f, const struct access *x,
    struct str name, struct buf *out);

#endif
