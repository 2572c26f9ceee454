#include "fetch/fetch.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "fetch/fetch_show.h"

bool
fetch_add(struct fetch *f, const struct fetch_job *job)
{
	if (f->n_jobs >= LIMIT_FETCH_JOBS)
		return false;
	f->jobs = arena_grow(f->perm, f->jobs, f->n_jobs, &f->cap_jobs,
	    sizeof(*f->jobs));
	f->jobs[f->n_jobs] = arena_new(f->perm, struct fetch_job);
	*f->jobs[f->n_jobs++] = *job;
	return true;
}

bool
fetch_wants(const struct fetch *f, struct str id)
{
	for (size_t i = 0; i < f->options.n_only; i++) {
		if (str_eq(f->options.only[i], id))
			return true;
	}
	return f->options.n_only == 0;
}

void
fetch_say(struct fetch *f, const char *word, struct str name, struct str text)
{
	struct scratch tmp = scratch_begin(f->perm);
	struct str line = str_fmt(tmp.a, "%-8s %.*s%s%.*s\n", word,
	    STR_ARG(name), text.n > 0 ? ": " : "", STR_ARG(text));
	struct buf b;
	int err;

	buf_init(&b, line.n + 1);
	/* What a server or a bundle said does not move the cursor. */
	for (size_t i = 0; i + 1 < line.n; i++)
		buf_putc(&b,
		    (uint8_t)line.p[i] < ' ' || line.p[i] == 127 ? '?' :
								   line.p[i]);
	buf_putc(&b, '\n');
	fetch_show_clear();
	err = io_put(1, buf_str(&b));
	if (err != 0)
		die_env(err, "cannot write to standard output");
	buf_fini(&b);
	scratch_end(tmp);
}
