/*
 * hansho-fetch: mirrors feeds.  The only program of the house that opens a
 * network connection.
 */
#define _XOPEN_SOURCE 700	/* realpath() */

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "command/version.h"
#include "fetch/fetch.h"
#include "fetch/fetch_arguments.h"
#include "fetch/fetch_bundle.h"
#include "fetch/fetch_list.h"
#include "fetch/fetch_plan.h"
#include "fetch/fetch_run.h"
#include "fetch/fetch_show.h"
#include "text/diag_format.h"

#define MIRROR	".hansho/feeds"

enum status {
	STATUS_FRESH = 0,
	STATUS_STALE = 1,
	STATUS_USAGE = 2,
	STATUS_ENVIRONMENT = 3,
};

static int
usage(struct str why)
{
	fprintf(stderr,
	    "hansho-fetch: %.*s\n`hansho-fetch --help` lists the options.\n",
	    STR_ARG(why));
	return STATUS_USAGE;
}

static const char *
environment(const char *name)
{
	return getenv(name);
}

/* The repository of -C, or the current directory's or one above it. */
static bool
open_root(struct arena *a, const char *dir, struct io_dir **out,
    const char **path)
{
	struct str up = dir != NULL ? str_z(dir) : S(".");
	struct io_stat st;

	for (int i = 0; i < LIMIT_PARENTS; i++) {
		*path = str_to_z(a, up);
		if (io_dir_open(*path, out) != 0)
			return false;
		if (io_stat(*out, S("content/organisation.yaml"), &st) == 0)
			return true;
		io_dir_close(*out);
		*out = NULL;
		if (dir != NULL)
			return false;
		up = i == 0 ? S("..") : str_cat(a, up, S("/.."));
	}
	return false;
}

static void
print_diags(struct arena *a, const struct sources *ss, struct diags *d)
{
	const struct diag_print p = { .sources = ss, .diags = d, .tmp = a };
	struct buf b;

	diags_sort(d);
	buf_init(&b, LIMIT_PAGE_BYTES);
	diag_format_find(S("text"))->print(&b, &p);
	if (io_put(2, buf_str(&b)) != 0)
		errno = 0;
	buf_fini(&b);
}

static struct str
absolute(struct arena *a, const char *path)
{
	char out[PATH_MAX];

	if (realpath(path, out) == NULL)
		die_env(errno, "%s", path);
	return str_dup(a, str_z(out));
}

/* The mirror, ours alone until the program ends. */
static void
open_mirror(struct fetch *f)
{
	int err = io_mkdirs(f->root, S(MIRROR "/.quarantine"));
	int token;

	if (err == 0 && f->mirror == NULL)
		err = io_dir_open_at(f->root, S(MIRROR), &f->mirror);
	if (err != 0)
		die_env(err, MIRROR);
	err = io_lock(f->mirror, S(".lock"), &token);
	if (err == EWOULDBLOCK)
		die_env(0, "another hansho-fetch is at work here");
	if (err != 0)
		die_env(err, MIRROR "/.lock");
}

static int
sum_up(struct fetch *f)
{
	fetch_show_clear();
	fprintf(stderr, "%zu new, %zu as before, %zu stale\n", f->n_new,
	    f->n_same, f->n_stale);
	return f->n_stale > 0 ? STATUS_STALE : STATUS_FRESH;
}

static int
work(struct fetch *f, const struct fetch_arguments *args)
{
	int err = io_dir_open_at(f->root, S(MIRROR), &f->mirror);

	if (err != 0 && err != ENOENT)
		die_env(err, MIRROR);
	if (args->is_list)
		return fetch_list(f) ? STATUS_FRESH : STATUS_STALE;
	if (f->options.is_dry) {
		fetch_run_dry(f);
		return STATUS_FRESH;
	}
	open_mirror(f);
	if (args->export_to != NULL)
		return fetch_bundle_export(f, str_z(args->export_to)) ?
		    STATUS_FRESH :
		    STATUS_STALE;
	if (args->import_from == NULL) {
		fetch_run(f);
		return sum_up(f);
	}
	if (!fetch_bundle_import(f, str_z(args->import_from)))
		f->n_stale++;
	return sum_up(f);
}

static int
run(struct arena *perm, struct fetch_arguments *args)
{
	struct fetch f = { .perm = perm,
		.now = args->now,
		.env = environment,
		.options = args->options };
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);
	const char *path;
	int status = STATUS_USAGE;

	if (!open_root(perm, args->dir, &f.root, &path))
		return usage(S("there is no repository here: "
			       "content/organisation.yaml is missing"));
	if (fetch_plan_load(&f, ss, absolute(perm, path), d))
		status = work(&f, args);
	else
		print_diags(perm, ss, d);
	io_dir_close(f.mirror);
	io_dir_close(f.root);
	return status;
}

static int
print(struct str text)
{
	int err = io_put(1, text);

	if (err != 0)
		die_env(err, "cannot write to standard output");
	return STATUS_FRESH;
}

int
main(int argc, char **argv)
{
	struct arena *perm = arena_open();
	struct fetch_arguments args = {
		.now = { .s = (int64_t)time(NULL) },
	};
	struct str why;
	int status;

	if (!fetch_arguments_parse(perm, argc, argv, &args, &why))
		status = usage(why);
	else if (args.is_help)
		status = print(fetch_arguments_help(perm));
	else if (args.is_version)
		status = print(S("hansho-fetch " HANSHO_VERSION "\n"));
	else {
		if (isatty(2) == 1)
			fetch_show_enable();
		status = run(perm, &args);
	}
	arena_close(perm);
	return status;
}
