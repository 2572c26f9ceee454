/*
 * The little of tar that a bundle needs: regular files of short names (POSIX
 * pax, "ustar Interchange Format"), one after the other.
 */
#ifndef FETCH_FETCH_TAR_H
#define FETCH_FETCH_TAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/limits.h"
#include "base/str.h"

struct io_file;

/* Bytes that follow a member of this size, up to a whole block. */
uint64_t fetch_tar_padding(uint64_t size);

/*
 * Write a member's header; its bytes and fetch_tar_pad() follow.  The end is
 * written by fetch_tar_end().  0 or an errno value.
 */
MUST_USE int fetch_tar_put(struct io_file *f, struct str name, uint64_t size);
MUST_USE int fetch_tar_pad(struct io_file *f, uint64_t size);
MUST_USE int fetch_tar_end(struct io_file *f);

enum fetch_tar_next {
	FETCH_TAR_MEMBER,
	FETCH_TAR_END,
	FETCH_TAR_FAULT,	/* breaks off, or is no such archive */
};

struct fetch_tar {
	struct io_file *file;
	uint64_t left;		/* of the member, not yet read */
	uint64_t padding;	/* behind it */
	char name[LIMIT_FETCH_NAME + 1];
};

/*
 * The next member: its name (in t->name) and size.  What was left of the one
 * before is passed over.
 */
enum fetch_tar_next fetch_tar_next(struct fetch_tar *t, uint64_t *size);

/* Up to max bytes of the member; *got 0: its end.  False: it breaks off. */
MUST_USE bool fetch_tar_read(struct fetch_tar *t, char *p, size_t max,
    size_t *got);

#endif
