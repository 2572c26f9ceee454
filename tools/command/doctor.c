#include "command/command.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/draft.h"
#include "command/schema_files.h"
#include "command/version.h"
#include "history/history.h"
#include "history/history_hooks.h"
#include "model/model.h"

int command_doctor(struct invocation *v);

/* Marks that are shown one by one; the rest is counted. */
#define SHOWN_MARKS 20

struct doctor {
	struct invocation *v;
	struct world r;
	size_t n_missing;
};

static void
say_ok(const char *what, struct str detail)
{
	command_printf("ok       %s%s%.*s\n", what, detail.n > 0 ? ": " : "",
	    STR_ARG(detail));
}

/* Something is missing; mend is the command or step that mends it. */
static void
say_missing(struct doctor *k, const char *what, struct str detail,
    const char *mend)
{
	k->n_missing++;
	command_printf("missing  %s%s%.*s\n         %s\n", what,
	    detail.n > 0 ? ": " : "", STR_ARG(detail), mend);
}

/* Whether a folder that PATH names holds a program of this name. */
static bool
has_program(struct arena *a, struct str name)
{
	struct str rest = str_z(getenv("PATH")), folder;
	bool more = rest.n > 0, found = false;

	while (more && !found) {
		struct io_dir *d;
		struct io_stat st;

		more = str_cut(rest, ':', &folder, &rest);
		if (folder.n == 0 || io_dir_open(str_to_z(a, folder), &d) != 0)
			continue;
		found = io_stat(d, name, &st) == 0 && st.kind != IO_DIR;
		io_dir_close(d);
	}
	return found;
}

/* Whether the repository, or a folder above it, is git's. */
static bool
is_work_tree(struct doctor *k)
{
	struct str up = k->r.path;

	for (unsigned i = 0; i < LIMIT_PATH_DEPTH; i++) {
		struct io_dir *d;
		struct io_stat st;
		bool found;

		if (io_dir_open(str_to_z(k->v->perm, up), &d) != 0)
			return false;
		found = io_stat(d, S(".git"), &st) == 0;
		io_dir_close(d);
		if (found)
			return true;
		up = str_cat(k->v->perm, up, S("/.."));
	}
	return false;
}

static void
check_git(struct doctor *k)
{
	if (has_program(k->v->perm, S("git")))
		say_ok("git is installed", S(""));
	else
		say_missing(k, "git is not installed", S(""),
		    "apt install git (or your system's way)");
	if (is_work_tree(k))
		say_ok("the repository is in git", S(""));
	else
		say_missing(k, "the repository is not in git", S(""),
		    "git init && git add . && git commit");
}

static void
check_hooks(struct doctor *k, const struct history *h)
{
	struct history_hooks hooks;
	struct io_dir *d;
	struct io_stat st;
	bool found;

	if (!history_hooks(h, &hooks))
		return;
	found = io_dir_open(str_to_z(k->v->perm, hooks.dir), &d) == 0;
	if (found) {
		found = io_stat(d, S("pre-commit"), &st) == 0 &&
		    io_stat(d, S("commit-msg"), &st) == 0;
		io_dir_close(d);
	}
	if (found)
		say_ok("git hooks check commits", S(""));
	else
		say_missing(k, "no git hooks check commits in this clone",
		    S(""), "hansho init --hooks");
}

/* What history and approvals need of this clone. */
static void
check_clone(struct doctor *k)
{
	struct history *h = history_open(k->v->perm,
	    str_to_z(k->v->perm, k->r.path));

	if (h->state == HISTORY_FINE)
		say_ok("git's history can be read",
		    h->is_detached ? S("HEAD is on no branch") : S(""));
	else if (h->state == HISTORY_EMPTY)
		say_missing(k, "git has no commit yet", S(""),
		    "git add . && git commit");
	else if (h->state != HISTORY_NONE)
		say_missing(k, "git's history cannot be read", h->why,
		    "checks by history and approvals by commit are left out");
	if (h->is_shallow)
		say_missing(k, "git's history is not all here (shallow clone)",
		    S(""), "git fetch --unshallow");
	check_hooks(k, h);
	history_close(h);
}

/* What makes and checks signatures of approvals, commits and releases. */
static void
check_signing(struct doctor *k)
{
	if (has_program(k->v->perm, S("gpg")))
		say_ok("gpg is installed", S(""));
	else
		say_missing(k, "gpg is not installed, which OpenPGP needs",
		    S(""), "apt install gnupg (or your system's way)");
	if (has_program(k->v->perm, S("ssh-keygen")))
		say_ok("ssh-keygen is installed", S(""));
	else
		say_missing(k, "ssh-keygen is not installed, which signs",
		    S(""),
		    "apt install openssh-client (or your system's way)");
}

/* A file of the repository; empty when it is not there. */
static struct str
read_file(struct doctor *k, struct str path)
{
	struct str text;
	int err = io_read(k->r.root, path, LIMIT_YAML_BYTES, k->v->perm,
	    &text);

	return err == 0 ? text : S("");
}

static void
check_ignored(struct doctor *k)
{
	static const struct str lines[] = {
		STR_INIT("/site/*"),
		STR_INIT("/site/"),
		STR_INIT("/site"),
		STR_INIT("site/*"),
		STR_INIT("site/"),
		STR_INIT("site"),
		STR_INIT("/site/**"),
	};
	struct str rest = read_file(k, S(".gitignore")), line;
	bool more = rest.n > 0;

	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
			if (!str_eq(str_trim(line), lines[i]))
				continue;
			say_ok("git ignores site/", S(""));
			return;
		}
	}
	say_missing(k, "git does not ignore site/, which is generated", S(""),
	    "echo '/site/*' >>.gitignore");
}

static void
check_schemas(struct doctor *k)
{
	size_t missing = 0, old = 0;

	for (size_t i = 0; i < kinds_len(); i++) {
		struct str name = schema_files_name(k->v->perm, (enum kind)i);
		struct str text = read_file(k,
		    str_fmt(k->v->perm, "%s/%.*s", SCHEMA_FOLDER,
			STR_ARG(name)));

		if (text.n == 0)
			missing++;
		else if (!str_eq(text,
			     schema_files_text(k->v->perm, (enum kind)i)))
			old++;
	}
	if (missing + old > 0) {
		say_missing(k, "editor schemas",
		    str_fmt(k->v->perm,
			"%zu not there, %zu of another version", missing, old),
		    "mkdir -p .vscode && "
		    "hansho schema --all -o " SCHEMA_FOLDER);
		return;
	}
	if (read_file(k, S(SCHEMA_SETTINGS)).n == 0)
		say_missing(k, "editor settings", S(SCHEMA_SETTINGS),
		    "hansho init --force . (overwrites nothing)");
	else
		say_ok("editor schemas", S(SCHEMA_FOLDER));
}

/* Built-in templates that the repository replaces: no fault, but to know. */
static void
check_templates(struct doctor *k)
{
	const struct embedded *e;
	size_t n = 0;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct str own = read_file(k,
		    str_cat(k->v->perm, S("templates/"), e->path));

		if (own.n == 0 || str_eq(own, e->content))
			continue;
		n++;
		say_ok("template of your own", e->path);
	}
	if (n == 0)
		say_ok("templates are the built-in ones", S(""));
}

/* The next mark at a line's start or behind a number sign, or SIZE_MAX. */
static size_t
next_mark(struct str text, size_t from)
{
	size_t at;

	while ((at = str_find(text, S(DRAFT_MARK), from)) != SIZE_MAX) {
		if (at == 0 || text.p[at - 1] == '\n' ||
		    (at > 1 && text.p[at - 1] == ' ' && text.p[at - 2] == '#'))
			return at;
		from = at + 1;
	}
	return SIZE_MAX;
}

static void
show_mark(struct doctor *k, uint32_t file, size_t at)
{
	struct pos pos = source_pos(k->r.sources,
	    (struct span){ file, (uint32_t)at, 0 });

	command_printf("         %.*s:%u: %.*s\n",
	    STR_ARG(source_get(k->r.sources, file)->shown), pos.line,
	    STR_ARG(str_trim(pos.text)));
}

static void
check_marks(struct doctor *k)
{
	size_t n = 0;

	for (uint32_t f = 1; f <= sources_len(k->r.sources); f++) {
		struct str text = source_get(k->r.sources, f)->text;
		size_t at = 0;

		while ((at = next_mark(text, at)) != SIZE_MAX) {
			if (n == 0)
				say_missing(k, "values to fill in", S(""),
				    "edit these lines and take the mark away");
			if (n++ < SHOWN_MARKS)
				show_mark(k, f, at);
			at++;
		}
	}
	if (n == 0)
		say_ok("no values are left to fill in", S(""));
	if (n > SHOWN_MARKS)
		command_printf("         and %zu more\n", n - SHOWN_MARKS);
}

static void
check_files(struct doctor *k)
{
	size_t n = 0;

	for (size_t i = 0; i < KINDS; i++)
		n += k->r.model->docs[i].n;
	if (k->r.model->n_unreadable > 0)
		say_missing(k, "files that cannot be read",
		    str_fmt(k->v->perm, "%zu of %zu", k->r.model->n_unreadable,
			n),
		    "hansho check");
	else
		say_ok("files read", str_fmt(k->v->perm, "%zu", n));
}

static void
check_keys(struct doctor *k)
{
	const struct organisation *o = k->r.model->organisation;
	struct str key;
	size_t n = 0;

	if (o == NULL)
		return;
	if (o->signing_key.s.n > 0)
		say_ok("a key signs releases", o->signing_key.s);
	else
		say_missing(k, "no key signs releases", S(""),
		    "gpg --list-keys --with-colons, then `signing_key` in "
		    "content/organisation.yaml");
	key = o->contact != NULL ? o->contact->openpgp_key.s : S("");
	if (key.n > 0 &&
	    read_file(k, str_cat(k->v->perm, S("content/"), key)).n == 0)
		say_missing(k, "the contact's public key is not there", key,
		    "gpg --armor --export KEY >content/FILE");
	for (size_t i = 0; i < k->r.model->n_people; i++)
		n += k->r.model->people[i].person->keys.n > 0;
	if (n > 0)
		say_ok("persons with a key for approvals",
		    str_fmt(k->v->perm, "%zu of %zu", n,
			k->r.model->n_people));
	else
		say_missing(k, "nobody has a key for approvals", S(""),
		    "add `keys` to those who approve, in content/people/");
}

int
command_doctor(struct invocation *v)
{
	struct doctor k = { .v = v };

	if (!repository_open(v, &k.r))
		return STATUS_USAGE;
	say_ok("hansho", S(HANSHO_VERSION));
	say_ok("repository", k.r.path);
	check_git(&k);
	check_clone(&k);
	check_signing(&k);
	check_ignored(&k);
	check_files(&k);
	check_marks(&k);
	check_keys(&k);
	check_schemas(&k);
	check_templates(&k);
	repository_close(&k.r);
	if (k.n_missing == 0)
		return STATUS_FINE;
	command_printf("\n%zu missing\n", k.n_missing);
	return STATUS_FINDINGS;
}
