#include "pipeline/publish_stage.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"

#define FOLDER	"new"

/* What one thread wrote. */
struct bench {
	struct io_dir *dir;	/* NULL before the first file */
	uint32_t n;
};

struct publish_stage {
	struct io_dir *work;
	struct bench benches[LIMIT_JOBS];
};

struct publish_stage *
publish_stage_open(struct io_dir *work, struct arena *perm)
{
	struct publish_stage *s = arena_new(perm, struct publish_stage);

	s->work = work;
	return s;
}

/* A number as a name, in room for any. */
static struct str
number_name(uint32_t n, char room[10])
{
	size_t at = 10;

	do {
		room[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return (struct str){ room + at, 10 - at };
}

static int
open_bench(struct publish_stage *s, unsigned worker)
{
	char path[sizeof(FOLDER) + 16];
	int n = snprintf(path, sizeof(path), FOLDER "/%u", worker);
	int err;

	ASSERT(n > 0 && (size_t)n < sizeof(path));
	err = io_mkdirs(s->work, str_z(path));
	return err != 0 ?
	    err :
	    io_dir_open_at(s->work, str_z(path), &s->benches[worker].dir);
}

int
publish_stage_put(struct publish_stage *s, struct str content, unsigned worker,
    struct publish_staged *out)
{
	struct bench *b = &s->benches[worker];
	struct io_stat st;
	char room[10];
	int err;

	ASSERT(worker < LIMIT_JOBS);
	err = b->dir != NULL ? 0 : open_bench(s, worker);
	if (err == 0)
		err = io_write_new_stat(b->dir, number_name(b->n + 1, room),
		    content, &st);
	if (err != 0)
		return err;
	*out = (struct publish_staged){
		.size = st.size,
		.mtime_ns = st.mtime_ns,
		.inode = st.inode,
		.worker = worker,
		.number = ++b->n,
	};
	return 0;
}

int
publish_stage_take(struct publish_stage *s, const struct publish_staged *file,
    struct io_dir *to, struct str name)
{
	char room[10];

	ASSERT(file->number > 0);
	return io_move(s->benches[file->worker].dir,
	    number_name(file->number, room), to, name);
}

void
publish_stage_close(struct publish_stage *s)
{
	bool is_used = false;

	for (unsigned i = 0; i < LIMIT_JOBS; i++) {
		is_used |= s->benches[i].dir != NULL;
		io_dir_close(s->benches[i].dir);
	}
	if (is_used && io_remove_tree(s->work, S(FOLDER)) != 0)
		return;
}
