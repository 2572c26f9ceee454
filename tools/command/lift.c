#include "command/command.h"

#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "release/release_lift.h"

int command_lift(struct invocation *v);

/* Open DIR, which is new or empty; false, said, when it is neither. */
static bool
open_folder(const struct invocation *v, struct io_dir **out)
{
	struct str path = str_z(v->out);
	struct io_entry *entries;
	struct io_dir *here;
	size_t n = 0;
	int err = io_dir_open(path.p, out);

	if (err == ENOENT) {
		struct str root = str_starts(path, S("/")) ? S("/") : S(".");

		err = io_dir_open(root.p, &here);
		if (err == 0) {
			err = io_mkdirs(here,
			    str_from(path, root.p[0] == '/' ? 1 : 0));
			io_dir_close(here);
		}
		if (err == 0)
			err = io_dir_open(path.p, out);
	}
	if (err == 0)
		err = io_list(*out, S(""), v->perm, &entries, &n);
	if (err != 0)
		die_env(err, "cannot write to %s", v->out);
	if (n == 0)
		return true;
	io_dir_close(*out);
	(void)command_usage(v, "%s is not empty", v->out);
	return false;
}

static void
write_file(const struct invocation *v, const struct say *say,
    struct io_dir *dir, struct str name, struct str content)
{
	int err = io_write_new(dir, name, content);
	const struct catalog_value value = { STR_INIT("path"),
		str_fmt(v->perm, "%s/%.*s", v->out, STR_ARG(name)) };

	if (err != 0)
		die_env(err, "cannot write %.*s", STR_ARG(value.value));
	command_printf("%.*s\n",
	    STR_ARG(say_text_fill(say, "lift.done", &value, 1)));
}

/* The patch last: where it is, its proof is. */
static int
write_all(const struct invocation *v, const struct say *say,
    const struct release_lift *p)
{
	struct str id = p->c->e.id;
	struct io_dir *dir;

	if (!open_folder(v, &dir))
		return STATUS_USAGE;
	write_file(v, say, dir, str_fmt(v->perm, "%.*s.proof.md", STR_ARG(id)),
	    p->proof);
	write_file(v, say, dir, str_fmt(v->perm, "%.*s.patch", STR_ARG(id)),
	    p->patch);
	io_dir_close(dir);
	return STATUS_FINE;
}

static int
lift(struct invocation *v, struct world *r)
{
	struct say say = words_open(v, r);
	const struct entry *e = model_find(r->model, SPACE_CASE, v->args[0]);
	struct release_lift p = {
		.w = r,
		.c = (const struct case_entry *)(const void *)e,
		.lang = v->lang,
		.d = diags_open(v->perm),
	};
	bool is_planned;

	if (e == NULL)
		return command_usage(v, "there is no case '%.*s'",
		    STR_ARG(v->args[0]));
	is_planned = release_lift_plan(&p);
	diags_sort(p.d);
	if (diags_len(p.d) > 0)
		command_diags(v, r->sources, p.d);
	if (!is_planned)
		return STATUS_FINDINGS;
	if (p.n_files == 0) {
		command_printf("%.*s\n",
		    STR_ARG(say_text(&say, "lift.nothing")));
		return STATUS_FINE;
	}
	if (!v->print)
		return write_all(v, &say, &p);
	command_put(p.proof);
	return STATUS_FINE;
}

int
command_lift(struct invocation *v)
{
	struct world r;
	int status;

	if (v->out == NULL && !v->print)
		return command_usage(v, "say with -o where to write");
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	status = lift(v, &r);
	repository_close(&r);
	return status;
}
