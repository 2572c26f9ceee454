#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/io_file.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/sidecar.h"
#include "fetch/fetch.h"
#include "fetch/fetch_admit.h"
#include "fetch/fetch_bundle.h"
#include "fetch/fetch_bundle_impl.h"
#include "fetch/fetch_name.h"
#include "fetch/fetch_tar.h"
#include "text/json_read.h"

struct importing {
	struct fetch *f;
	struct str path;	/* of the bundle, for people */
	struct fetch_tar tar;
	const struct json_node *files;
	uint64_t bytes;
};

static bool
broken(struct importing *k, const char *why)
{
	fetch_say(k->f, "refused", k->path, str_z(why));
	return false;
}

/* The list, which is the first member. */
static bool
read_list(struct importing *k)
{
	struct arena *a = k->f->perm;
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S(FETCH_BUNDLE_LIST));
	const struct json_node *tree;
	uint64_t size;
	size_t at = 0, got = 1;
	char *p;

	if (fetch_tar_next(&k->tar, &size) != FETCH_TAR_MEMBER ||
	    strcmp(k->tar.name, FETCH_BUNDLE_LIST) != 0)
		return broken(k, "it is no bundle of hansho-fetch");
	if (size > LIMIT_BUNDLE_LIST)
		return broken(k, "its list is too large");
	p = arena_bytes(a, (size_t)size + 1);
	while (at < size && got > 0) {
		if (!fetch_tar_read(&k->tar, p + at, (size_t)size - at, &got))
			return broken(k, "it breaks off");
		at += got;
	}
	source_set_text(ss, file, (struct str){ p, at });
	tree = json_tree(a, ss, file, diags_open(a));
	k->files = json_get(tree, "files");
	if (k->files == NULL || k->files->kind != JSON_IS_ARRAY ||
	    !str_eq_z(json_get_str(tree, "bundle"), "hansho-feeds") ||
	    json_get(tree, "version") == NULL ||
	    !str_eq_z(json_get(tree, "version")->text, "1"))
		return broken(k, "it is no bundle of hansho-fetch");
	return true;
}

/* Where a sidecar says that a file came from, as a job has it. */
static void
set_source(struct fetch_job *job, struct str source)
{
	if (str_starts(source, S("file:")))
		job->path = str_from(source, sizeof("file:") - 1);
	else
		job->url = source;
}

static struct fetch_feed *
feed_of(struct fetch *f, struct str name)
{
	struct str id, rest;

	(void)str_cut(name, '/', &id, &rest);
	for (size_t i = 0; i < f->n_feeds; i++) {
		if (str_eq(f->feeds[i].id, id))
			return &f->feeds[i];
	}
	return NULL;
}

/* The member's bytes into quarantine; false when they break off. */
static bool
unpack(struct importing *k, const struct fetch_job *job)
{
	struct arena *a = arena_open();
	char *p = arena_bytes(a, FETCH_BUNDLE_PIECE);
	struct str part = fetch_admit_part(a, job);
	struct io_file *to;
	size_t got = 1;
	bool ok = true;
	int err = io_file_open(k->f->mirror, part, IO_FILE_NEW, &to);

	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(part));
	while (ok && err == 0 && got > 0) {
		ok = fetch_tar_read(&k->tar, p, FETCH_BUNDLE_PIECE, &got);
		if (ok)
			err = io_file_write(to, (struct str){ p, got });
	}
	if (err == 0)
		err = io_file_close(to);
	if (err == 0 && !ok)
		err = io_remove(k->f->mirror, part);
	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(part));
	arena_close(a);
	return ok;
}

/* A member that the list tells of, and which is safe to name. */
static bool
take(struct importing *k, struct fetch_job *job, const struct sidecar *s)
{
	struct fetch_got got = { .published = s->sha256, .carried = s };
	struct sidecar last;

	if (fetch_admit_last(k->f, job, &last) &&
	    last.checked.s >= s->checked.s) {
		k->f->n_same++;
		fetch_say(k->f, "kept", job->name,
		    S("ours was checked at least as late"));
		return true;
	}
	if (!unpack(k, job))
		return broken(k, "it breaks off");
	fetch_admit(k->f, job, &got);
	return true;
}

static bool
import_one(struct importing *k, const struct json_node *entry)
{
	struct fetch_job job = { .page = -1 };
	struct sidecar *s = arena_new(k->f->perm, struct sidecar);
	uint64_t size;

	job.name = json_get_str(entry, "name");
	if (!fetch_name_is_safe(job.name) ||
	    str_find_byte(job.name, '/', 0) == SIZE_MAX)
		return broken(k, "its list has a name that is not safe");
	if (!sidecar_from(entry, s) || s->sha256.n != 64 ||
	    s->checked.s == INT64_MIN || s->checked.s > k->f->now.s)
		return broken(k,
		    "its list does not say what a file is, or is of the "
		    "future");
	if (fetch_tar_next(&k->tar, &size) != FETCH_TAR_MEMBER ||
	    !str_eq_z(job.name, k->tar.name) || size != s->size)
		return broken(k, "it breaks off, or its list is of another");
	k->bytes += size;
	if (k->bytes > LIMIT_BUNDLE_BYTES)
		return broken(k, "it is too large");
	set_source(&job, s->source);
	job.feed = feed_of(k->f, job.name);
	if (job.feed == NULL) {
		fetch_say(k->f, "passed", job.name,
		    S("content/feeds.yaml has no such feed, or it was not "
		      "asked for"));
		return true;
	}
	if (size > (uint64_t)job.feed->bytes_max)
		return broken(k, "it has a file that is too large");
	return take(k, &job, s);
}

bool
fetch_bundle_import(struct fetch *f, struct str path)
{
	struct importing k = { .f = f, .path = path };
	struct str name;
	struct io_dir *d = fetch_bundle_folder(f, path, &name);
	int err = io_file_open(d, name, IO_FILE_READ, &k.tar.file);
	bool ok;

	io_dir_close(d);
	if (err != 0)
		die_env(err, "%.*s", STR_ARG(path));
	ok = read_list(&k);
	for (const struct json_node *n = ok ? k.files->first : NULL;
	     ok && n != NULL; n = n->next)
		ok = import_one(&k, n);
	err = io_file_close(k.tar.file);
	if (err != 0)
		die_env(err, "%.*s", STR_ARG(path));
	return ok;
}
