/*
 * The kernel resolves paths without symbolic links (openat2); where it lacks
 * that call, or a sandbox forbids it, components are opened one by one.
 */
#define _GNU_SOURCE

#include "base/io.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>

#include <linux/openat2.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io_impl.h"
#include "base/limits.h"

#define MODE_FILE	0644
#define MODE_DIR	0755
#define MODE_PRIVATE	0700

/* Bytes asked for at once where the size is not known. */
#define READ_CHUNK	((size_t)64 << 10)

/* The directory that holds the last component of a path. */
struct at {
	int fd;
	bool is_own;		/* fd is ours to close */
	const char *name;	/* points into path */
	char path[LIMIT_PATH_BYTES + 1];
};

static _Atomic uint64_t calls;
static _Atomic uint64_t fault_at;
static _Atomic int fault_err;
static atomic_bool is_openat2_missing;

/* For names of temporary files, which several threads may make at once. */
static _Atomic uint64_t serial;

void
io_fault(uint64_t n, int err)
{
	calls = 0;
	fault_err = err;
	fault_at = n;
}

uint64_t
io_calls(void)
{
	return calls;
}

/* Before each call that can fail: 0, or the errno value to fail with. */
static int
step(void)
{
	uint64_t n = atomic_fetch_add(&calls, 1) + 1;

	if (n != fault_at)
		return 0;
	if (fault_err != -1)
		return fault_err;
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

int
io_impl_step(void)
{
	return step();
}

/* What a system call returned, as an errno value. */
static int
result(int r)
{
	return r < 0 ? errno : 0;
}

static int
close_checked(int fd)
{
	int injected = step();
	int err = result(close(fd));

	/* The descriptor is gone even so, and nothing was lost. */
	if (err == EINTR)
		err = 0;
	return injected != 0 ? injected : err;
}

static bool
is_component(struct str c)
{
	return c.n > 0 && !str_eq_z(c, ".") && !str_eq_z(c, "..");
}

static bool
is_our_path(struct str path)
{
	struct str head, rest = path;

	if (path.n == 0)
		return true;
	if (memchr(path.p, '\0', path.n) != NULL)
		return false;
	while (str_cut(rest, '/', &head, &rest)) {
		if (!is_component(head))
			return false;
	}
	return is_component(head);
}

/* How many components, 1 and more. */
static size_t
path_depth(struct str path)
{
	size_t n = 1;

	for (size_t i = 0; i < path.n; i++)
		n += path.p[i] == '/';
	return n;
}

int
io_impl_path(struct str path)
{
	ASSERT(is_our_path(path));
	if (path.n > LIMIT_PATH_BYTES || path_depth(path) > LIMIT_PATH_DEPTH)
		return ENAMETOOLONG;
	return 0;
}

static int
path_copy(struct str path, char out[LIMIT_PATH_BYTES + 1])
{
	int err = io_impl_path(path);

	if (err != 0)
		return err;
	if (path.n > 0)
		memcpy(out, path.p, path.n);
	out[path.n] = '\0';
	return 0;
}

/* Open one component; a link gives ELOOP even where a directory is wanted. */
static int
open_component(int at, const char *name, int flags, int *out)
{
	struct stat st;
	int err = step();

	if (err != 0)
		return err;
	*out = openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC);
	err = result(*out);
	if (err == ENOTDIR &&
	    fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISLNK(st.st_mode))
		return ELOOP;
	return err;
}

/* Open path below at, component by component; path is cut up on the way. */
static int
open_walk(int at, char *path, int flags, int *out)
{
	char *slash;
	int dir = at;
	int err = 0;

	while (err == 0 && (slash = strchr(path, '/')) != NULL) {
		int next = -1;

		*slash = '\0';
		err = open_component(dir, path, O_PATH | O_DIRECTORY, &next);
		if (dir != at)
			close(dir);
		dir = next;
		path = slash + 1;
	}
	if (err == 0)
		err = open_component(dir, path, flags, out);
	if (dir != at && dir >= 0)
		close(dir);
	return err;
}

/* Open what exists at path below at, without links; path is cut up. */
static int
open_beneath(int at, char *path, int flags, int *out)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_NOFOLLOW | O_CLOEXEC),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};
	int err;

	if (path[0] == '\0')
		return open_component(at, ".", flags, out);
	if (strchr(path, '/') == NULL || is_openat2_missing)
		return open_walk(at, path, flags, out);
	err = step();
	if (err != 0)
		return err;
	*out = (int)syscall(SYS_openat2, at, path, &how, sizeof(how));
	err = result(*out);
	/* Old sandboxes answer EPERM to calls that they do not know. */
	if (err == ENOSYS || err == EPERM) {
		is_openat2_missing = true;
		return open_walk(at, path, flags, out);
	}
	return err;
}

static void
at_close(struct at *at)
{
	if (at->is_own)
		close(at->fd);
}

/* The directory on the disk that is read, or written to; NULL: none. */
static struct io_dir *
on_disk(struct io_dir *d)
{
	while (d != NULL && d->impl != NULL)
		d = d->impl->written(d);
	return d;
}

/* The directory of path's last component; path is not empty. */
static int
at_open(struct io_dir *d, struct str path, struct at *at)
{
	char *slash;
	int err = path_copy(path, at->path);

	d = on_disk(d);
	if (err == 0 && d == NULL)
		err = EROFS;
	if (err != 0)
		return err;
	slash = strrchr(at->path, '/');
	at->is_own = slash != NULL;
	if (slash == NULL) {
		at->fd = d->fd;
		at->name = at->path;
		return 0;
	}
	*slash = '\0';
	at->name = slash + 1;
	return open_beneath(d->fd, at->path, O_PATH | O_DIRECTORY, &at->fd);
}

/* The same; missing parents are made. */
static int
at_make(struct io_dir *d, struct str path, struct at *at)
{
	size_t n = path.n;
	int err = at_open(d, path, at);

	if (err != ENOENT)
		return err;
	while (n > 0 && path.p[n - 1] != '/')
		n--;
	err = io_mkdirs(d, str_sub(path, 0, n - 1));
	return err != 0 ? err : at_open(d, path, at);
}

/* Open an existing path of d, the empty one too. */
static int
open_path(struct io_dir *d, struct str path, int flags, int *out)
{
	char buf[LIMIT_PATH_BYTES + 1];
	int err = path_copy(path, buf);

	d = on_disk(d);
	if (err == 0 && d == NULL)
		err = EROFS;
	return err != 0 ? err : open_beneath(d->fd, buf, flags, out);
}

int
io_impl_open(struct io_dir *d, struct str path, int flags, int *out)
{
	struct at at;
	int err;

	if ((flags & O_CREAT) == 0)
		return open_path(d, path, flags, out);
	err = at_make(d, path, &at);
	if (err != 0)
		return err;
	err = step();
	if (err == 0) {
		*out = openat(at.fd, at.name, flags | O_NOFOLLOW | O_CLOEXEC,
		    MODE_FILE);
		err = result(*out);
	}
	at_close(&at);
	return err;
}

static struct io_dir *
dir_new(int fd)
{
	struct io_dir *d = malloc(sizeof(*d));

	if (d == NULL)
		die_env(ENOMEM, "cannot open a directory");
	*d = (struct io_dir){ .fd = fd };
	return d;
}

int
io_dir_open(const char *path, struct io_dir **out)
{
	int err = step();
	int fd;

	if (err != 0)
		return err;
	fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	*out = dir_new(fd);
	return 0;
}

int
io_dir_open_at(struct io_dir *d, struct str path, struct io_dir **out)
{
	int err, fd;

	if (d->impl != NULL)
		return d->impl->open_at(d, path, out);
	err = open_path(d, path, O_PATH | O_DIRECTORY, &fd);
	if (err == 0)
		*out = dir_new(fd);
	return err;
}

void
io_dir_close(struct io_dir *d)
{
	if (d == NULL)
		return;
	if (d->impl != NULL) {
		d->impl->close(d);
		return;
	}
	close(d->fd);
	free(d);
}

static enum io_kind
kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return IO_FILE;
	if (S_ISDIR(mode))
		return IO_DIR;
	return S_ISLNK(mode) ? IO_LINK : IO_OTHER;
}

static int
stat_raw(struct io_dir *d, struct str path, struct stat *st)
{
	struct at at;
	int err;

	d = on_disk(d);
	if (d == NULL)
		return EROFS;
	if (path.n == 0) {
		err = step();
		return err != 0 ?
		    err :
		    result(fstatat(d->fd, "", st, AT_EMPTY_PATH));
	}
	err = at_open(d, path, &at);
	if (err != 0)
		return err;
	err = step();
	if (err == 0)
		err = result(fstatat(at.fd, at.name, st, AT_SYMLINK_NOFOLLOW));
	at_close(&at);
	return err;
}

static struct io_stat
stat_of(const struct stat *st)
{
	return (struct io_stat){
		.kind = kind_of_mode(st->st_mode),
		.size = (uint64_t)st->st_size,
		.mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 +
		    st->st_mtim.tv_nsec,
		.inode = st->st_ino,
		.device = st->st_dev,
	};
}

int
io_stat(struct io_dir *d, struct str path, struct io_stat *out)
{
	struct stat st;
	int err;

	if (d->impl != NULL)
		return d->impl->stat(d, path, out);
	err = stat_raw(d, path, &st);
	if (err == 0)
		*out = stat_of(&st);
	return err;
}

int
io_readlink(struct io_dir *d, struct str path, struct arena *a,
    struct str *out)
{
	char buf[LIMIT_PATH_BYTES + 1];
	struct at at;
	ssize_t n = -1;
	int err;

	if (d->impl != NULL)
		return d->impl->readlink(d, path, a, out);
	err = at_open(d, path, &at);
	if (err != 0)
		return err;
	err = step();
	if (err == 0) {
		n = readlinkat(at.fd, at.name, buf, sizeof(buf));
		err = n < 0 ? errno : 0;
	}
	at_close(&at);
	if (err != 0)
		return err;
	if ((size_t)n == sizeof(buf))
		return ENAMETOOLONG;
	*out = str_dup(a, (struct str){ buf, (size_t)n });
	return 0;
}

static int
entry_kind(int fd, const struct dirent *e, enum io_kind *out)
{
	struct stat st;
	int err;

	switch (e->d_type) {
	case DT_REG:
		*out = IO_FILE;
		return 0;
	case DT_DIR:
		*out = IO_DIR;
		return 0;
	case DT_LNK:
		*out = IO_LINK;
		return 0;
	case DT_UNKNOWN:
		err = step();
		if (err == 0)
			err = result(
			    fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW));
		*out = err == 0 ? kind_of_mode(st.st_mode) : IO_OTHER;
		return err;
	default:
		*out = IO_OTHER;
		return 0;
	}
}

/* The next entry but "." and ".."; *out NULL at the end. */
static int
next_entry(DIR *dir, struct dirent **out)
{
	do {
		errno = 0;
		*out = readdir(dir);
		if (*out == NULL)
			return errno;
	} while (strcmp((*out)->d_name, ".") == 0 ||
	    strcmp((*out)->d_name, "..") == 0);
	return 0;
}

static int
list_all(DIR *dir, struct arena *a, struct io_entry **out, size_t *n)
{
	struct io_entry *v = NULL;
	size_t cap = 0;
	int err = step();

	for (*n = 0; err == 0;) {
		struct dirent *e;
		enum io_kind kind;

		err = next_entry(dir, &e);
		if (err != 0 || e == NULL)
			break;
		if (*n >= LIMIT_FILES)
			return EFBIG;
		err = entry_kind(dirfd(dir), e, &kind);
		v = arena_grow(a, v, *n, &cap, sizeof(*v));
		v[*n].name = str_dup(a, str_z(e->d_name));
		v[*n].kind = kind;
		(*n)++;
	}
	*out = v;
	return err;
}

/* Turn a descriptor into a stream; it is closed on failure. */
static int
dir_stream(int fd, DIR **out)
{
	int err = step();

	if (err == 0) {
		*out = fdopendir(fd);
		/* The analyzer does not know that errno is set then. */
		if (*out == NULL)
			err = errno != 0 ? errno : EIO;
	}
	if (err != 0)
		close(fd);
	return err;
}

int
io_list(struct io_dir *d, struct str path, struct arena *a,
    struct io_entry **out, size_t *n)
{
	DIR *dir;
	int err, fd;

	if (d->impl != NULL)
		return d->impl->list(d, path, a, out, n);
	err = open_path(d, path, O_RDONLY | O_DIRECTORY, &fd);
	if (err == 0)
		err = dir_stream(fd, &dir);
	if (err != 0)
		return err;
	err = list_all(dir, a, out, n);
	closedir(dir);
	/* The name is the first member, so the order of str is theirs. */
	if (err == 0 && *n > 1)
		qsort(*out, *n, sizeof(**out), str_cmp_qsort);
	return err;
}

/* Up to n bytes, less only at the end of the file. */
static int
read_full(int fd, char *p, size_t n, size_t *got)
{
	int err = step();

	for (*got = 0; err == 0 && *got < n;) {
		ssize_t r = read(fd, p + *got, n - *got);

		if (r == 0)
			break;
		if (r > 0)
			*got += (size_t)r;
		else if (errno != EINTR)
			err = errno;
	}
	return err;
}

static int
read_regular(int fd, size_t max, struct arena *a, struct str *out)
{
	struct stat st;
	char *p;
	size_t got;
	int err = step();

	if (err == 0)
		err = result(fstat(fd, &st));
	if (err != 0)
		return err;
	if (!S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	if ((uint64_t)st.st_size > max)
		return EFBIG;
	p = arena_bytes(a, (size_t)st.st_size + 1);
	err = read_full(fd, p, (size_t)st.st_size, &got);
	*out = (struct str){ p, got };
	return err;
}

int
io_read(struct io_dir *d, struct str path, size_t max, struct arena *a,
    struct str *out)
{
	int err, fd;

	if (d->impl != NULL)
		return d->impl->read(d, path, max, a, out);
	/* Without O_NONBLOCK a pipe in the place of a file would hang us. */
	err = open_path(d, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, &fd);
	if (err != 0)
		return err;
	err = read_regular(fd, max, a, out);
	close(fd);
	return err;
}

static int
read_stream(int fd, size_t max, struct arena *a, struct str *out)
{
	struct buf b;
	size_t got = 1;
	int err = 0;

	buf_init(&b, max + READ_CHUNK);
	while (err == 0 && got > 0 && b.n <= max) {
		char *p = buf_extend(&b, READ_CHUNK);

		ASSERT(p != NULL);
		err = read_full(fd, p, READ_CHUNK, &got);
		b.n -= READ_CHUNK - got;
	}
	if (err == 0 && b.n > max)
		err = EFBIG;
	if (err == 0)
		*out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return err;
}

int
io_read_path(const char *path, size_t max, struct arena *a, struct str *out)
{
	int fd;
	int err;

	if (strcmp(path, "-") == 0)
		return read_stream(STDIN_FILENO, max, a, out);
	err = step();
	if (err != 0)
		return err;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return errno;
	err = read_stream(fd, max, a, out);
	close(fd);
	return err;
}

/* Set the rights that the umask may have taken; special bits stay. */
static int
dir_set_mode(const struct at *at, mode_t mode)
{
	struct stat st;
	int err = step();

	if (err == 0)
		err = result(
		    fstatat(at->fd, at->name, &st, AT_SYMLINK_NOFOLLOW));
	if (err != 0)
		return err;
	if (!S_ISDIR(st.st_mode))
		return S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
	if ((st.st_mode & 0777) == mode)
		return 0;
	err = step();
	return err != 0 ?
	    err :
	    result(fchmodat(at->fd, at->name, (st.st_mode & 07000) | mode, 0));
}

/* EEXIST when a directory was there already. */
static int
mkdir_one(struct io_dir *d, struct str path, mode_t mode)
{
	struct stat st;
	struct at at;
	int err = at_open(d, path, &at);

	if (err != 0)
		return err;
	err = step();
	if (err == 0)
		err = result(mkdirat(at.fd, at.name, mode));
	if (err == 0)
		err = dir_set_mode(&at, mode);
	else if (err == EEXIST &&
	    fstatat(at.fd, at.name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !S_ISDIR(st.st_mode))
		err = S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
	at_close(&at);
	return err;
}

int
io_mkdirs(struct io_dir *d, struct str path)
{
	int err;

	if (path.n == 0)
		return 0;
	err = mkdir_one(d, path, MODE_DIR);
	if (err == EEXIST)
		return 0;
	if (err != ENOENT)
		return err;
	for (size_t i = 0; i <= path.n; i++) {
		if (i < path.n && path.p[i] != '/')
			continue;
		err = mkdir_one(d, str_sub(path, 0, i), MODE_DIR);
		if (err != 0 && err != EEXIST)
			return err;
	}
	return 0;
}

int
io_mkdir_private(struct io_dir *d, struct str path)
{
	struct at at;
	int err = mkdir_one(d, path, MODE_PRIVATE);

	if (err != EEXIST)
		return err;
	err = at_open(d, path, &at);
	if (err != 0)
		return err;
	err = dir_set_mode(&at, MODE_PRIVATE);
	at_close(&at);
	return err;
}

int
io_mkdir_temp(struct str parent, struct arena *a, const char **out)
{
	struct str name = str_cat(a, parent, S("/hansho-XXXXXX"));
	char *path = arena_bytes(a, name.n + 1);
	int err = step();

	if (err != 0)
		return err;
	memcpy(path, name.p, name.n);
	path[name.n] = '\0';
	if (mkdtemp(path) == NULL)
		return errno;
	*out = path;
	return 0;
}

static int
set_group_and_mode(int fd, const struct stat *like)
{
	struct stat st;
	mode_t mode = (like->st_mode & 07777) | MODE_PRIVATE;
	int err = step();

	if (err == 0)
		err = result(fstat(fd, &st));
	if (err == 0 && st.st_gid != like->st_gid) {
		err = step();
		if (err == 0)
			err = result(fchown(fd, (uid_t)-1, like->st_gid));
		st.st_mode = 0;
	}
	if (err != 0 || (st.st_mode & 07777) == mode)
		return err;
	err = step();
	return err != 0 ? err : result(fchmod(fd, mode));
}

int
io_copy_mode(struct io_dir *from_dir, struct str from, struct io_dir *to_dir,
    struct str to)
{
	struct stat st;
	int fd;
	int err = stat_raw(from_dir, from, &st);

	if (err == 0 && !S_ISDIR(st.st_mode))
		err = ENOTDIR;
	if (err == 0)
		err = open_path(to_dir, to, O_RDONLY | O_DIRECTORY, &fd);
	if (err != 0)
		return err;
	err = set_group_and_mode(fd, &st);
	close(fd);
	return err;
}

static int
write_full(int fd, struct str s)
{
	int err = step();

	while (err == 0 && s.n > 0) {
		ssize_t r = write(fd, s.p, s.n);

		if (r >= 0)
			s = str_from(s, (size_t)r);
		else if (errno != EINTR)
			err = errno;
	}
	return err;
}

/* Give a file of ours its rights, and tell what it is. */
static int
settle(int fd, struct io_stat *out)
{
	struct stat st;
	int err = step();

	if (err == 0)
		err = result(fstat(fd, &st));
	if (err != 0)
		return err;
	*out = stat_of(&st);
	/* The umask may have taken some. */
	if ((st.st_mode & 07777) == MODE_FILE)
		return 0;
	err = step();
	return err != 0 ? err : result(fchmod(fd, MODE_FILE));
}

/* Make and fill name in the directory; on failure nothing is left. */
static int
write_in(int dir, const char *name, struct str content, struct io_stat *out)
{
	int closed, fd;
	int err = step();

	if (err != 0)
		return err;
	fd = openat(dir, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, MODE_FILE);
	if (fd < 0)
		return errno;
	err = write_full(fd, content);
	if (err == 0)
		err = settle(fd, out);
	closed = close_checked(fd);
	if (err == 0)
		err = closed;
	if (err != 0)
		unlinkat(dir, name, 0);
	return err;
}

int
io_write_new_stat(struct io_dir *d, struct str path, struct str content,
    struct io_stat *out)
{
	struct at at;
	int err = at_make(d, path, &at);

	if (err != 0)
		return err;
	err = write_in(at.fd, at.name, content, out);
	at_close(&at);
	return err;
}

int
io_write_new(struct io_dir *d, struct str path, struct str content)
{
	struct io_stat st;

	return io_write_new_stat(d, path, content, &st);
}

int
io_write_replace(struct io_dir *d, struct str path, struct str content)
{
	struct io_stat st;
	char tmp[64];
	struct at at;
	int n;
	int err = at_make(d, path, &at);

	if (err != 0)
		return err;
	n = snprintf(tmp, sizeof(tmp), ".hansho-%ld-%llu.tmp", (long)getpid(),
	    (unsigned long long)atomic_fetch_add(&serial, 1));
	ASSERT(n > 0 && (size_t)n < sizeof(tmp));
	err = write_in(at.fd, tmp, content, &st);
	if (err == 0) {
		err = step();
		if (err == 0)
			err = result(renameat(at.fd, tmp, at.fd, at.name));
		if (err != 0)
			unlinkat(at.fd, tmp, 0);
	}
	at_close(&at);
	return err;
}

int
io_link(struct io_dir *from_dir, struct str from, struct io_dir *to_dir,
    struct str to)
{
	struct at a, b;
	int err = at_open(from_dir, from, &a);

	if (err != 0)
		return err;
	err = at_make(to_dir, to, &b);
	if (err == 0) {
		err = step();
		if (err == 0)
			err = result(linkat(a.fd, a.name, b.fd, b.name, 0));
		at_close(&b);
	}
	at_close(&a);
	return err;
}

static int
rename_with(struct io_dir *from_dir, struct str from, struct io_dir *to_dir,
    struct str to, unsigned flags)
{
	struct at a, b;
	int err = at_open(from_dir, from, &a);

	if (err != 0)
		return err;
	err = at_open(to_dir, to, &b);
	if (err == 0) {
		err = step();
		if (err == 0)
			err = result(
			    renameat2(a.fd, a.name, b.fd, b.name, flags));
		at_close(&b);
	}
	at_close(&a);
	return err;
}

int
io_rename(struct io_dir *d, struct str from, struct str to)
{
	return rename_with(d, from, d, to, 0);
}

int
io_move(struct io_dir *from_dir, struct str from, struct io_dir *to_dir,
    struct str to)
{
	return rename_with(from_dir, from, to_dir, to, 0);
}

int
io_exchange(struct io_dir *d, struct str a, struct str b)
{
	return rename_with(d, a, d, b, RENAME_EXCHANGE);
}

static int
remove_in(int dir, const char *name)
{
	int err = step();

	if (err == 0)
		err = result(unlinkat(dir, name, 0));
	/* Linux says EISDIR, POSIX EPERM, when it is a directory. */
	if (err == EISDIR || err == EPERM) {
		int as_file = err;

		err = step();
		if (err == 0)
			err = result(unlinkat(dir, name, AT_REMOVEDIR));
		if (err == ENOTDIR)
			err = as_file;
	}
	return err == ENOENT ? 0 : err;
}

int
io_remove(struct io_dir *d, struct str path)
{
	struct at at;
	int err = at_open(d, path, &at);

	if (err != 0)
		return err == ENOENT ? 0 : err;
	err = remove_in(at.fd, at.name);
	at_close(&at);
	return err;
}

static int remove_below(int dir, const char *name, unsigned depth);

/* Empty an open directory.  What is removed while reading may hide others. */
static int
empty_dir(DIR *dir, unsigned depth)
{
	struct dirent *e;
	size_t removed;
	int err;

	do {
		rewinddir(dir);
		removed = 0;
		while ((err = next_entry(dir, &e)) == 0 && e != NULL) {
			err = remove_below(dirfd(dir), e->d_name, depth);
			if (err != 0)
				return err;
			removed++;
		}
	} while (err == 0 && removed > 0);
	return err;
}

/* Remove name and all below it; recursion ends at LIMIT_PATH_DEPTH. */
static int
remove_below(int dir, const char *name, unsigned depth)
{
	DIR *sub;
	int fd;
	int err = remove_in(dir, name);

	if (err != ENOTEMPTY && err != EEXIST)
		return err;
	if (depth == 0)
		return ENAMETOOLONG;
	err = open_component(dir, name, O_RDONLY | O_DIRECTORY, &fd);
	if (err == 0)
		err = dir_stream(fd, &sub);
	if (err != 0)
		return err;
	err = empty_dir(sub, depth - 1);
	closedir(sub);
	return err != 0 ? err : remove_in(dir, name);
}

int
io_remove_tree(struct io_dir *d, struct str path)
{
	struct at at;
	int err = at_open(d, path, &at);

	if (err != 0)
		return err == ENOENT ? 0 : err;
	err = remove_below(at.fd, at.name, LIMIT_PATH_DEPTH);
	at_close(&at);
	return err;
}

int
io_sync(struct io_dir *d, struct str path)
{
	int fd;
	int err = open_path(d, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, &fd);

	if (err != 0)
		return err;
	err = step();
	if (err == 0)
		err = result(fsync(fd));
	close(fd);
	return err;
}

int
io_lock(struct io_dir *d, struct str path, int *token)
{
	struct at at;
	int fd = -1;
	int err = at_open(d, path, &at);

	if (err != 0)
		return err;
	err = step();
	if (err == 0) {
		fd = openat(at.fd, at.name,
		    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
		    MODE_FILE);
		err = result(fd);
	}
	at_close(&at);
	if (err == 0)
		err = step();
	if (err == 0)
		err = result(flock(fd, LOCK_EX | LOCK_NB));
	if (err != 0 && fd >= 0)
		close(fd);
	if (err == 0)
		*token = fd;
	return err;
}

void
io_unlock(int token)
{
	close(token);
}

int
io_put(int fd, struct str s)
{
	return write_full(fd, s);
}

int
io_get(char *p, size_t max, size_t *got)
{
	ssize_t r;
	int err = step();

	*got = 0;
	if (err != 0)
		return err;
	do {
		r = read(STDIN_FILENO, p, max);
	} while (r < 0 && errno == EINTR);
	if (r < 0)
		return errno;
	*got = (size_t)r;
	return 0;
}
