/*
 * What the index knows of each mirrored file.
 */
#ifndef INDEX_INDEX_FILES_H
#define INDEX_INDEX_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct index;

struct index_file {
	struct str feed, path;
	struct str sha256;	/* hexadecimal */
	uint64_t bytes;
	size_t records;
	size_t faulty;		/* reports of what was left out */
	bool is_unread;		/* could not be read, or not to its end */
};

size_t index_files_len(const struct index *x);

/* In the order of numbers; i below the length.  Texts live in a. */
struct index_file index_files_at(const struct index *x, struct arena *a,
    size_t i);

#endif
