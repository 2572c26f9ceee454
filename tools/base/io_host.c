/* getentropy() is in POSIX only since 2024. */
#define _GNU_SOURCE

#include "base/io_host.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io_impl.h"

#define MODE_PROGRAM 0755

/* What getentropy() gives at once. */
#define RANDOM_MAX 256

int
io_host_random(uint8_t *p, size_t n)
{
	int err = io_impl_step();

	ASSERT(n <= RANDOM_MAX);
	if (err != 0)
		return err;
	return getentropy(p, n) != 0 ? errno : 0;
}

int
io_host_write_program(struct io_dir *d, struct str name, struct str content)
{
	struct arena *a;
	int err = io_write_new(d, name, content);

	ASSERT(d->impl == NULL && str_find(name, S("/"), 0) == SIZE_MAX);
	if (err != 0)
		return err;
	a = arena_open();
	err = io_impl_step();
	if (err == 0 &&
	    fchmodat(d->fd, str_to_z(a, name), MODE_PROGRAM, 0) != 0)
		err = errno;
	arena_close(a);
	/* What cannot be removed stays, and is not run. */
	if (err != 0 && io_remove(d, name) != 0)
		return err;
	return err;
}
