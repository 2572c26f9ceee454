#include "command/hooks.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/io_host.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/place.h"
#include "history/history.h"
#include "history/history_hooks.h"

/* In what we wrote, of this version or another. */
#define OWN_MARK "# Installed by `hansho init --hooks`"

/* What becomes of a hook. */
enum fate {
	FATE_THERE, /* it is there, as it should be */
	FATE_NEW, /* written under its name */
	FATE_BESIDE, /* somebody else's is there: written beside it */
	FATE_CHAINED, /* ours is there beside it, perhaps not run */
	FATE_OLD, /* another version of ours is there */
};

struct hook {
	const char *name;
	enum fate fate;
	struct str file; /* to write or, FATE_OLD, to remove */
	struct str text;
	bool is_run; /* the other hook names ours */
};

struct installing {
	struct invocation *v;
	struct io_dir *dir;
	struct history_hooks where;
	struct hook hooks[2];
};

/* In quotes of the shell. */
static struct str
quoted(struct arena *a, struct str s)
{
	struct str out = S("'");
	size_t at;

	while ((at = str_find(s, S("'"), 0)) != SIZE_MAX) {
		out = str_fmt(a, "%.*s%.*s'\\''", STR_ARG(out),
		    STR_ARG(str_sub(s, 0, at)));
		s = str_from(s, at + 1);
	}
	return str_fmt(a, "%.*s%.*s'", STR_ARG(out), STR_ARG(s));
}

static struct str
text_of(const struct installing *k, const char *name)
{
	struct arena *a = k->v->perm;
	const struct embedded *e = embedded_find(
	    str_fmt(a, "ci/hooks/%s", name));
	struct str token = S("@FOLDER@");
	size_t at;

	ASSERT(e != NULL);
	at = str_find(e->content, token, 0);
	ASSERT(at != SIZE_MAX);
	return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(str_sub(e->content, 0, at)),
	    STR_ARG(quoted(a, k->where.folder)),
	    STR_ARG(str_from(e->content, at + token.n)));
}

/* A hook that is there; false when there is none. */
static bool
read_hook(const struct installing *k, struct str file, struct str *out)
{
	int err = io_read(k->dir, file, LIMIT_TEMPLATE_BYTES, k->v->perm, out);

	/* Links and what is too large are somebody else's. */
	if (err == ELOOP || err == EFBIG || err == EISDIR || err == EINVAL) {
		*out = S("");
		return true;
	}
	if (err != 0 && err != ENOENT)
		die_env(err, "cannot read the hook %.*s", STR_ARG(file));
	return err == 0;
}

static void
decide(const struct installing *k, struct hook *h)
{
	struct str name = str_z(h->name), there, beside;

	h->text = text_of(k, h->name);
	h->file = name;
	h->fate = FATE_NEW;
	if (!read_hook(k, name, &there))
		return;
	h->fate = FATE_THERE;
	if (str_eq(there, h->text))
		return;
	h->fate = FATE_OLD;
	if (str_find(there, S(OWN_MARK), 0) != SIZE_MAX)
		return;
	h->file = str_cat(k->v->perm, name, S(".hansho"));
	h->is_run = str_find(there, h->file, 0) != SIZE_MAX;
	h->fate = FATE_BESIDE;
	if (!read_hook(k, h->file, &beside))
		return;
	h->fate = str_eq(beside, h->text) ? FATE_CHAINED : FATE_OLD;
}

static bool
is_written(const struct hook *h)
{
	return h->fate == FATE_NEW || h->fate == FATE_BESIDE;
}

/* Both, or none. */
static void
write_hooks(struct installing *k)
{
	for (size_t i = 0; i < ARRAY_LEN(k->hooks); i++) {
		struct hook *h = &k->hooks[i];
		int err = is_written(h) ?
		    io_host_write_program(k->dir, h->file, h->text) :
		    0;

		if (err == 0)
			continue;
		if (i > 0 && is_written(&k->hooks[0]) &&
		    io_remove(k->dir, k->hooks[0].file) != 0)
			fprintf(stderr, "hansho: the hook %s stays behind\n",
			    k->hooks[0].name);
		die_env(err, "cannot write the hook %.*s", STR_ARG(h->file));
	}
}

/* Whether it is going to be run; else says what to do. */
static bool
tell(const struct installing *k, const struct hook *h)
{
	struct str dir = k->where.dir;

	switch (h->fate) {
	case FATE_OLD:
		fprintf(stderr,
		    "hansho: %.*s/%.*s is of another version: remove it and "
		    "run this again\n",
		    STR_ARG(dir), STR_ARG(h->file));
		return false;
	case FATE_NEW:
	case FATE_THERE:
		command_printf("%.*s/%.*s%s\n", STR_ARG(dir), STR_ARG(h->file),
		    h->fate == FATE_THERE ? " (was there)" : "");
		return true;
	case FATE_BESIDE:
	case FATE_CHAINED:
		break;
	}
	command_printf("%.*s/%.*s%s\n", STR_ARG(dir), STR_ARG(h->file),
	    h->fate == FATE_CHAINED ? " (was there)" : "");
	if (h->is_run)
		return true;
	fprintf(stderr,
	    "hansho: %.*s/%s is there already and stays as it is; it is not "
	    "run yet: add to it\n"
	    "    \"$(dirname \"$0\")/%.*s\" \"$@\" || exit 1\n",
	    STR_ARG(dir), h->name, STR_ARG(h->file));
	return false;
}

static int
install(struct installing *k)
{
	bool is_old = false, ok = true;

	for (size_t i = 0; i < ARRAY_LEN(k->hooks); i++) {
		decide(k, &k->hooks[i]);
		is_old = is_old || k->hooks[i].fate == FATE_OLD;
	}
	if (!is_old)
		write_hooks(k);
	for (size_t i = 0; i < ARRAY_LEN(k->hooks); i++) {
		if (!is_old || k->hooks[i].fate == FATE_OLD)
			ok = tell(k, &k->hooks[i]) && ok;
	}
	if (!ok)
		return STATUS_FINDINGS;
	fputs("next: `git hook run pre-commit` tries them; a clone has none "
	      "until this is run in it\n",
	    stderr);
	return STATUS_FINE;
}

/* Repositories below are opened, so that the hooks can do it too. */
static int
install_with(struct installing *k, const struct history *h)
{
	struct invocation *v = k->v;
	struct world r;
	struct str why;

	if (v->n_with == 0)
		return install(k);
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_close(&r);
	if (history_hooks_with(h, v->with, v->n_with, &why))
		return install(k);
	fprintf(stderr, "hansho: %.*s\n", STR_ARG(why));
	return STATUS_ENVIRONMENT;
}

int
hooks_install(struct invocation *v)
{
	struct installing k = {
		.v = v,
		.hooks = { { .name = "pre-commit" },
		    { .name = "commit-msg" } },
	};
	struct history *h;
	struct place p;
	struct str path;
	int status = STATUS_ENVIRONMENT;

	if (v->n_args > 0)
		v->dir = str_to_z(v->perm, v->args[0]);
	path = repository_find(v);
	if (path.n == 0)
		return repository_missing(v);
	h = history_open(v->perm, str_to_z(v->perm, path));
	if (history_hooks(h, &k.where)) {
		place_open(v->perm, str_to_z(v->perm, k.where.dir), &p);
		place_make(&p);
		k.dir = p.dir;
		status = install_with(&k, h);
		place_close(&p);
	} else {
		fprintf(stderr, "hansho: no hooks for %.*s: %.*s\n",
		    STR_ARG(path), STR_ARG(h->why));
	}
	history_close(h);
	return status;
}
