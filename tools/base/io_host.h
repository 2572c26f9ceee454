/*
 * What the machine gives beside files: random bytes, and a file that
 * can be run.  Fails where io_fault() says, as base/io.h does;
 * functions return 0 or an errno value.
 */
#ifndef BASE_IO_HOST_H
#define BASE_IO_HOST_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct io_dir;

/* n random bytes of the kernel's, 256 at most. */
MUST_USE int io_host_random(uint8_t *p, size_t n);

/*
 * Write a new file (EEXIST) of this name in a directory, mode 0755 whatever
 * the umask.  On failure nothing is left.
 */
MUST_USE int io_host_write_program(struct io_dir *d, struct str name,
    struct str content);

#endif
