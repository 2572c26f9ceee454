/*
 * A small repository for the fuzz targets that need files, one a process, in
 * memory where that can be had.  It is removed at the end.
 */
#ifndef FUZZ_REPOSITORY_H
#define FUZZ_REPOSITORY_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/io.h"
#include "base/str.h"

static char repository_path[64];
static struct io_dir *repository_dir;

static const char repository_organisation[] =
    "name: {ja: 例, en: Example}\n"
    "repository: restricted\n"
    "ceiling: RED\n"
    "publisher: {category: vendor, name: Example, "
    "namespace: \"https://example.com\"}\n"
    "base_url: https://example.com/\n"
    "zone: Asia/Tokyo\n"
    "languages: [ja, en]\n"
    "ids: {case_prefix: PS, advisory_prefix: EXSA}\n"
    "contact: {email: psirt@example.com}\n";

static inline void
repository_put(const char *path, struct str text)
{
	ASSERT(io_write_replace(repository_dir, str_z(path), text) == 0);
}

static inline void
repository_take(const char *path)
{
	ASSERT(io_remove_tree(repository_dir, str_z(path)) == 0);
}

/* Take everything away but the organisation. */
static inline void
repository_clear(void)
{
	repository_take("cases");
	repository_take("products");
	repository_take("content");
	repository_put("content/organisation.yaml",
	    str_z(repository_organisation));
}

static inline void
repository_remove(void)
{
	repository_take("cases");
	repository_take("products");
	repository_take("content");
	(void)rmdir(repository_path);
}

/* Make it at the first call; clear it at each. */
static inline void
repository_begin(void)
{
	if (repository_dir == NULL) {
		(void)snprintf(repository_path, sizeof(repository_path),
		    "%s/hansho-fuzz-XXXXXX",
		    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		ASSERT(mkdtemp(repository_path) != NULL);
		ASSERT(io_dir_open(repository_path, &repository_dir) == 0);
		ASSERT(atexit(repository_remove) == 0);
	}
	repository_clear();
}

#endif
