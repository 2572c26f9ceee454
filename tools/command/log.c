#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/page.h"
#include "command/repository.h"
#include "history/history.h"
#include "model/model.h"
#include "text/json_write.h"

int command_log(struct invocation *v);

/* Digits of an id that people read. */
#define SHORT_ID	12

#define KIND_WIDTH	9
#define AT_WIDTH	25

/* No status: no case has that id. */
#define NO_CASE		(-1)

struct log {
	struct invocation *v;
	const struct history *h;
	const struct model *m; /* with c alone */
	const struct case_entry *c; /* asked for by its id; or NULL */
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

static struct str
moment_text(struct arena *a, struct when w)
{
	return w.kind == WHEN_INSTANT ? instant_format(a, w.at) :
					day_format(a, w.day);
}

/* ---- text ------------------------------------ */

static void
put_person(const struct log *l, struct buf *b, const struct history_person *p)
{
	const struct person_entry *who = l->m != NULL ?
	    audit_people_of(l->m, p->mail) :
	    NULL;

	buf_put(b, p->name);
	buf_put(b, S(" <"));
	buf_put(b, p->mail);
	buf_putc(b, '>');
	if (who != NULL)
		buf_printf(b, " (%.*s)", STR_ARG(who->e.id));
}

static void
put_commit(const struct log *l, const struct page *page,
    const struct history_commit *c)
{
	struct str id = digest_hex_of(l->v->perm, c->id, SHORT_ID / 2);

	page_cell(page, id.n, PAGE_WARN, id);
	buf_put(page->out, instant_format(l->v->perm, c->author_at));
	buf_put(page->out, S("  "));
	put_person(l, page->out, c->author);
	if (c->committer != c->author) {
		buf_put(page->out, S(", committed by "));
		put_person(l, page->out, c->committer);
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

/* Who recorded the facts of the case, oldest first as they stand. */
static void
put_facts(const struct log *l, struct buf *out)
{
	const struct audit_case *a = audit_case(l->m, l->c);
	struct page page = { out, l->v->colour };

	if (a == NULL || a->n_facts == 0)
		return;
	buf_put(out, S("facts\n"));
	for (size_t i = 0; i < a->n_facts; i++) {
		const struct fact *f = &l->c->c->facts.v[i];
		const struct audit_commit *c = a->facts[i];
		struct str id = c != NULL ? str_sub(c->id, 0, SHORT_ID) :
					    S("not committed");

		buf_put(out, S("  "));
		page_cell(&page, SHORT_ID + 1, PAGE_WARN, id);
		page_cell(&page, AT_WIDTH, PAGE_PLAIN,
		    moment_text(l->v->perm, f->at.w));
		buf_put(out, f->event.s);
		if (c != NULL)
			buf_printf(out, ", recorded by %.*s <%.*s>%s%.*s%s",
			    STR_ARG(c->name), STR_ARG(c->mail),
			    c->who != NULL ? " (" : "",
			    STR_ARG(c->who != NULL ? c->who->e.id : S("")),
			    c->who != NULL ? ")" : "");
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
	if (l->m != NULL && audit_people_of(l->m, p->mail) != NULL)
		json_pair(w, "person", audit_people_of(l->m, p->mail)->e.id);
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

/* The facts of the case; without "commit" where it is not known. */
static void
json_facts(const struct log *l, struct json_writer *w)
{
	const struct audit_case *a = audit_case(l->m, l->c);

	json_name(w, "facts");
	json_array(w);
	for (size_t i = 0; a != NULL && i < a->n_facts; i++) {
		const struct fact *f = &l->c->c->facts.v[i];
		const struct audit_commit *c = a->facts[i];

		json_object(w);
		json_pair(w, "at", moment_text(l->v->perm, f->at.w));
		json_pair(w, "event", f->event.s);
		if (f->by.id.n > 0)
			json_pair(w, "by", f->by.id);
		if (c != NULL) {
			json_pair(w, "commit", c->id);
			json_pair(w, "recorded",
			    instant_format(l->v->perm, c->at));
			json_pair(w, "name", c->name);
			json_pair(w, "mail", c->mail);
		}
		if (c != NULL && c->who != NULL)
			json_pair(w, "person", c->who->e.id);
		json_end(w);
	}
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
	if (l->c != NULL)
		json_facts(l, w);
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
print_log(struct log *l, struct str top)
{
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
	if (l->c != NULL && !str_eq(l->v->format, S("json")))
		put_facts(l, &out);
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

/* Whether an argument may be an id rather than a path. */
static bool
is_case_like(struct str s)
{
	return s.n > 0 && s.p[0] != '.' &&
	    str_find_byte(s, '/', 0) == SIZE_MAX &&
	    str_find_byte(s, '-', 0) != SIZE_MAX;
}

static int
no_git(const struct history *h, struct str path)
{
	fprintf(stderr, "hansho: %.*s: %.*s\n", STR_ARG(path),
	    STR_ARG(h->why));
	return STATUS_ENVIRONMENT;
}

/* By the id of a case: with its facts, and who people are; or NO_CASE. */
static int
log_case(struct log *l, struct str id)
{
	struct world world;
	const struct entry *e;
	int status = NO_CASE;

	if (!repository_open(l->v, &world))
		return STATUS_USAGE;
	e = model_find(world.model, SPACE_CASE, id);
	if (e != NULL) {
		struct str path = model_path(world.model, e->doc);

		repository_derive(&world);
		l->h = world.history;
		l->m = world.model;
		l->c = (const struct case_entry *)e;
		print_notes(l->h);
		if (l->h->state == HISTORY_FINE)
			status = print_log(l,
			    str_sub(path, 0,
				path.n - (sizeof("/case.md") - 1)));
		else
			status = no_git(l->h, world.path);
	}
	repository_close(&world);
	return status;
}

static int
log_path(struct log *l, struct str repository, struct str top)
{
	struct history *h;
	struct io_dir *root;
	int status, err;

	err = io_dir_open(str_to_z(l->v->perm, repository), &root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(repository));
	h = history_open(l->v->perm, str_to_z(l->v->perm, repository));
	l->h = h;
	if (history_walk(h, audit_folders, n_audit_folders, root)) {
		print_notes(h);
		status = print_log(l, top);
	} else {
		status = no_git(h, repository);
	}
	history_close(h);
	io_dir_close(root);
	return status;
}

int
command_log(struct invocation *v)
{
	struct log l = { .v = v };
	struct str top = v->n_args > 0 ? v->args[0] : S(""), path;
	int status = NO_CASE;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	path = repository_find(v);
	if (path.n == 0)
		return command_usage(v,
		    "there is no repository here; -C DIR names one");
	if (is_case_like(top))
		status = log_case(&l, top);
	return status != NO_CASE ? status : log_path(&l, path, top);
}
