#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/page.h"
#include "history/history.h"
#include "text/json_write.h"

int command_log(struct invocation *v);

/* Digits of an id that people read. */
#define SHORT_ID	12

#define KIND_WIDTH	9

static const struct str folders[] = { STR_INIT("cases/"), STR_INIT("content/"),
	STR_INIT("products/") };

struct log {
	struct invocation *v;
	const struct history *h;
	const struct history_change **changes;	/* newest first */
	size_t n;
};

static const char *
kind_word(enum history_kind kind)
{
	switch (kind) {
	case HISTORY_ADDED:
		return "added";
	case HISTORY_MODIFIED:
		return "modified";
	case HISTORY_DELETED:
		return "deleted";
	case HISTORY_RENAMED:
		return "renamed";
	case HISTORY_EARLIER:
		return "earlier";
	}
	BUG("a kind without a word");
}

/* ---- which changes ------------------------------------ */

static int
order(const void *a, const void *b)
{
	const struct history_change *const *x = a, *const *y = b;
	size_t px = (*x)->commit->place, py = (*y)->commit->place;

	if (px != py)
		return px < py ? -1 : 1;
	return str_cmp((*x)->file->path, (*y)->file->path);
}

/* The path itself, or what is in the folder of that name. */
static bool
is_within(struct str path, struct str top)
{
	return str_eq(path, top) ||
	    (str_starts(path, top) && path.p[top.n] == '/');
}

static void
collect_all(struct log *l)
{
	size_t cap = 0;

	for (size_t i = 0; i < l->h->n_commits; i++) {
		const struct history_commit *c = l->h->commits[i];

		for (size_t k = 0; k < c->n_changes; k++) {
			l->changes = arena_grow(l->v->perm, l->changes, l->n,
			    &cap, sizeof(const struct history_change *));
			l->changes[l->n++] = &c->changes[k];
		}
	}
}

/* The changes of all files within top, under their older names too. */
static void
collect(struct log *l, struct str top)
{
	struct arena *a = l->v->perm;
	size_t cap = 0, n = 0;

	for (size_t i = 0; i < l->h->n_files; i++) {
		const struct history_change **one;
		size_t n_one;

		if (!is_within(l->h->files[i]->path, top))
			continue;
		one = history_follow(l->h->files[i], a, &n_one);
		for (size_t k = 0; k < n_one; k++) {
			l->changes = arena_grow(a, l->changes, n, &cap,
			    sizeof(const struct history_change *));
			l->changes[n++] = one[k];
		}
	}
	if (n > 0)
		qsort(l->changes, n, sizeof(*l->changes), order);
	/* A file and what it was renamed to lead to the same changes. */
	for (size_t i = 0; i < n; i++) {
		if (l->n == 0 || l->changes[l->n - 1] != l->changes[i])
			l->changes[l->n++] = l->changes[i];
	}
}

/* ---- text ------------------------------------ */

static void
put_person(struct buf *b, const struct history_person *p)
{
	buf_put(b, p->name);
	buf_put(b, S(" <"));
	buf_put(b, p->mail);
	buf_putc(b, '>');
}

static void
put_commit(const struct log *l, const struct page *page,
    const struct history_commit *c)
{
	struct str id = digest_hex_of(l->v->perm, c->id, SHORT_ID / 2);

	page_cell(page, id.n, PAGE_WARN, id);
	buf_put(page->out, instant_format(l->v->perm, c->author_at));
	buf_put(page->out, S("  "));
	put_person(page->out, c->author);
	if (c->committer != c->author) {
		buf_put(page->out, S(", committed by "));
		put_person(page->out, c->committer);
	}
	buf_putc(page->out, '\n');
}

static void
put_text(const struct log *l, struct buf *out)
{
	struct page page = { out, l->v->colour };

	for (size_t i = 0; i < l->n; i++) {
		const struct history_change *c = l->changes[i];
		struct str word = str_z(kind_word(c->kind));

		if (i == 0 || c->commit != l->changes[i - 1]->commit)
			put_commit(l, &page, c->commit);
		buf_put(out, S("  "));
		buf_put(out, word);
		buf_fill(out, ' ', KIND_WIDTH + 2 - word.n);
		buf_put(out, c->file->path);
		if (c->from != NULL) {
			buf_put(out, S(" from "));
			buf_put(out, c->from->path);
		}
		buf_putc(out, '\n');
	}
}

/* ---- JSON ------------------------------------ */

static void
json_id(const struct log *l, struct json_writer *w, const char *name,
    const uint8_t *id)
{
	json_pair(w, name, digest_hex_of(l->v->perm, id, HISTORY_ID_BYTES));
}

static void
json_person(const struct log *l, struct json_writer *w, const char *name,
    const struct history_person *p, struct instant at)
{
	json_name(w, name);
	json_object(w);
	json_pair(w, "name", p->name);
	json_pair(w, "mail", p->mail);
	json_pair(w, "at", instant_format(l->v->perm, at));
	json_end(w);
}

static void
json_commit(const struct log *l, struct json_writer *w,
    const struct history_commit *c)
{
	json_id(l, w, "id", c->id);
	json_person(l, w, "author", c->author, c->author_at);
	json_person(l, w, "committer", c->committer, c->committer_at);
	json_name(w, "parents");
	json_array(w);
	for (size_t i = 0; i < c->n_parents; i++)
		json_str(w,
		    digest_hex_of(l->v->perm, c->parents[i]->id,
			HISTORY_ID_BYTES));
	json_end(w);
}

static void
json_change(const struct log *l, struct json_writer *w,
    const struct history_change *c)
{
	json_object(w);
	json_pair(w, "path", c->file->path);
	json_pair_z(w, "kind", kind_word(c->kind));
	if (c->from != NULL)
		json_pair(w, "from", c->from->path);
	if (c->mode_before != 0)
		json_id(l, w, "before", c->before);
	if (c->mode_after != 0)
		json_id(l, w, "after", c->after);
	json_end(w);
}

static void
put_json(const struct log *l, struct buf *out)
{
	struct json_writer *w = json_write_open(l->v->perm, out,
	    JSON_WRITE_PRETTY);
	size_t i = 0;

	json_object(w);
	json_name(w, "shallow");
	json_bool(w, l->h->is_shallow);
	json_name(w, "commits");
	json_array(w);
	while (i < l->n) {
		const struct history_commit *c = l->changes[i]->commit;

		json_object(w);
		json_commit(l, w, c);
		json_name(w, "changes");
		json_array(w);
		for (; i < l->n && l->changes[i]->commit == c; i++)
			json_change(l, w, l->changes[i]);
		json_end(w);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}

/* ---- the command ------------------------------------ */

static int
unknown_path(const struct log *l, struct str path)
{
	struct str *all = arena_array(l->v->perm, struct str, l->h->n_files);
	struct str near;

	for (size_t i = 0; i < l->h->n_files; i++)
		all[i] = l->h->files[i]->path;
	near = str_nearest(path, all, l->h->n_files);
	fprintf(stderr,
	    "hansho: git knows of no '%.*s' below cases/, content/ and "
	    "products/",
	    STR_ARG(path));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs("\npaths begin at the top of the repository\n", stderr);
	return STATUS_USAGE;
}

static int
print_log(struct log *l)
{
	struct str top = l->v->n_args > 0 ? l->v->args[0] : S("");
	struct buf out;

	if (str_starts(top, S("./")))
		top = str_from(top, 2);
	while (str_ends(top, S("/")))
		top.n--;
	if (str_eq(top, S(".")))
		top.n = 0;
	if (top.n == 0)
		collect_all(l);
	else
		collect(l, top);
	if (l->n == 0 && top.n > 0)
		return unknown_path(l, top);
	buf_init(&out, LIMIT_STATE_BYTES);
	if (str_eq(l->v->format, S("json")))
		put_json(l, &out);
	else
		put_text(l, &out);
	command_page(&out);
	buf_fini(&out);
	return STATUS_FINE;
}

/* What the reader should know of what is shown. */
static void
print_notes(const struct history *h)
{
	if (h->is_shallow)
		fputs("hansho: this copy of the repository is shallow: who "
		      "made what is shown as earlier is not known\n"
		      "`git fetch --unshallow` brings the rest.\n",
		    stderr);
	if (h->cache_err != 0)
		fprintf(stderr, "hansho: .hansho/cache/history: %s\n",
		    strerror(h->cache_err));
}

int
command_log(struct invocation *v)
{
	struct log l = { .v = v };
	struct history *h;
	struct io_dir *root;
	struct str path;
	int status, err;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	path = repository_find(v);
	if (path.n == 0)
		return command_usage(v,
		    "there is no repository here; -C DIR names one");
	err = io_dir_open(str_to_z(v->perm, path), &root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(path));
	h = history_open(v->perm, str_to_z(v->perm, path));
	l.h = h;
	if (history_walk(h, folders, ARRAY_LEN(folders), root)) {
		print_notes(h);
		status = print_log(&l);
	} else {
		fprintf(stderr, "hansho: %.*s: %.*s\n", STR_ARG(path),
		    STR_ARG(h->why));
		status = STATUS_ENVIRONMENT;
	}
	history_close(h);
	io_dir_close(root);
	return status;
}
