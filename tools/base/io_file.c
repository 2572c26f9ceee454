#include "base/io_file.h"

#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/io_impl.h"

#define MODE_FILE	0644

struct io_file {
	int fd;
	bool is_written;
};

/* A pipe, device or socket in the place of a file is none. */
static int
check_regular(int fd, bool is_written)
{
	struct stat st;
	int err = io_impl_step();

	if (err == 0 && fstat(fd, &st) != 0)
		err = errno;
	if (err != 0)
		return err;
	if (!S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	if (is_written && fchmod(fd, MODE_FILE) != 0)
		return errno;
	return 0;
}

int
io_file_open(struct io_dir *d, struct str path, enum io_file_mode mode,
    struct io_file **out)
{
	static const int flags[] = {
		[IO_FILE_READ] = O_RDONLY | O_NONBLOCK | O_NOCTTY,
		[IO_FILE_NEW] = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY,
		[IO_FILE_APPEND] = O_WRONLY | O_CREAT | O_APPEND | O_NOCTTY,
	};
	bool is_written = mode != IO_FILE_READ;
	struct io_file *f;
	int fd = -1;
	int err = io_impl_open(d, path, flags[mode], &fd);

	if (err != 0)
		return err;
	err = check_regular(fd, is_written);
	if (err != 0) {
		close(fd);
		return err;
	}
	f = malloc(sizeof(*f));
	if (f == NULL)
		die_env(ENOMEM, "cannot open a file");
	*f = (struct io_file){ fd, is_written };
	*out = f;
	return 0;
}

int
io_file_read(struct io_file *f, char *p, size_t max, size_t *got)
{
	int err = io_impl_step();

	for (*got = 0; err == 0;) {
		ssize_t n = read(f->fd, p, max);

		if (n >= 0) {
			*got = (size_t)n;
			break;
		}
		if (errno != EINTR)
			err = errno;
	}
	return err;
}

int
io_file_seek(struct io_file *f, uint64_t off)
{
	int err = io_impl_step();

	if (err != 0)
		return err;
	return lseek(f->fd, (off_t)off, SEEK_SET) < 0 ? errno : 0;
}

int
io_file_write(struct io_file *f, struct str s)
{
	int err = io_impl_step();

	while (err == 0 && s.n > 0) {
		ssize_t n = write(f->fd, s.p, s.n);

		if (n >= 0)
			s = str_from(s, (size_t)n);
		else if (errno != EINTR)
			err = errno;
	}
	return err;
}

int
io_file_empty(struct io_file *f)
{
	int err = io_impl_step();

	if (err == 0 && ftruncate(f->fd, 0) != 0)
		err = errno;
	return err != 0 ? err : io_file_seek(f, 0);
}

int
io_file_close(struct io_file *f)
{
	int err = 0;

	if (f == NULL)
		return 0;
	if (f->is_written) {
		err = io_impl_step();
		if (err == 0 && fsync(f->fd) != 0)
			err = errno;
	}
	if (close(f->fd) != 0 && err == 0 && errno != EINTR)
		err = errno;
	free(f);
	return err;
}

int
io_file_foreign(struct io_dir *d, struct arena *a, struct str *out)
{
	int err = io_impl_step();

	if (err != 0)
		return err;
	if (d->impl != NULL)
		return EROFS;
	*out = str_fmt(a, "/proc/self/fd/%d", d->fd);
	return 0;
}

int
io_file_program(struct io_stat *out)
{
	struct stat st;
	int err = io_impl_step();

	if (err != 0)
		return err;
	if (stat("/proc/self/exe", &st) != 0)
		return errno;
	*out = (struct io_stat){
		.kind = IO_FILE,
		.size = (uint64_t)st.st_size,
		.mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
		    st.st_mtim.tv_nsec,
		.inode = st.st_ino,
		.device = st.st_dev,
	};
	return 0;
}
