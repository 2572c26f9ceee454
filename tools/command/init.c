#include "command/command.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/io.h"
#include "command/ci.h"
#include "command/hooks.h"
#include "command/place.h"
#include "command/schema_files.h"

int command_init(struct invocation *v);

/* The files of a new repository. */
struct seed {
	struct arena *a;
	struct str year;
	struct str next_year;
	struct str renewal;	/* a day within the next year */
	struct seed_file {
		struct str path;
		struct str content;
		bool is_written;
	} * files;
	size_t n, cap;
};

static void
add_file(struct seed *s, struct str path, struct str content)
{
	s->files = arena_grow(s->a, s->files, s->n, &s->cap,
	    sizeof(*s->files));
	s->files[s->n++] = (struct seed_file){ .path = path,
		.content = content };
}

/* All of text, with each token's place taken by what it stands for. */
static struct str
fill_in(struct arena *a, struct str text, struct str token, struct str by)
{
	struct str out = S("");
	size_t at;

	while ((at = str_find(text, token, 0)) != SIZE_MAX) {
		out = str_fmt(a, "%.*s%.*s%.*s", STR_ARG(out),
		    STR_ARG(str_sub(text, 0, at)), STR_ARG(by));
		text = str_from(text, at + token.n);
	}
	return str_cat(a, out, text);
}

/*
 * The built-in files below init/.  A leading "dot." stands for a dot, so that
 * git does not take them for its own here.
 */
static void
add_embedded(struct seed *s)
{
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct str path = e->path, content = e->content;

		if (!str_starts(path, S("init/")))
			continue;
		path = str_from(path, 5);
		if (str_starts(path, S("dot.")))
			path = str_from(path, 3);
		content = fill_in(s->a, content, S("@YEAR@"), s->year);
		content = fill_in(s->a, content, S("@NEXT_YEAR@"),
		    s->next_year);
		content = fill_in(s->a, content, S("@RENEWAL@"), s->renewal);
		add_file(s, path, content);
	}
}

static void
add_editor(struct seed *s)
{
	add_file(s, S(SCHEMA_SETTINGS), schema_files_settings(s->a));
	add_file(s, S(".vscode/extensions.json"),
	    S("{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n"));
	for (size_t i = 0; i < kinds_len(); i++) {
		enum kind k = (enum kind)i;

		add_file(s,
		    str_fmt(s->a, "%s/%.*s", SCHEMA_FOLDER,
			STR_ARG(schema_files_name(s->a, k))),
		    schema_files_text(s->a, k));
	}
}

/*
 * Write what is not there yet; what is there stays.  A failure takes away what
 * was written; *failed is then the path.
 */
static int
write_files(struct seed *s, struct io_dir *dir, struct str *failed)
{
	int err = 0;

	for (size_t i = 0; i < s->n && err == 0; i++) {
		struct seed_file *f = &s->files[i];

		err = io_write_new(dir, f->path, f->content);
		f->is_written = err == 0;
		*failed = f->path;
		if (err == EEXIST)
			err = 0;
	}
	for (size_t i = 0; i < s->n && err != 0; i++) {
		/* What cannot be removed stays: there is no more to do. */
		if (s->files[i].is_written &&
		    io_remove(dir, s->files[i].path) == 0)
			s->files[i].is_written = false;
	}
	return err;
}

static void
write_existing(struct seed *s, struct io_dir *dir)
{
	struct str failed;
	int err = write_files(s, dir, &failed);

	if (err != 0)
		die_env(err, "cannot write %.*s", STR_ARG(failed));
}

/* A whole new folder appears at once, under its name, or not at all. */
static void
write_folder(struct seed *s, struct place *p)
{
	struct str tmp = str_fmt(s->a, ".%.*s.hansho-init", STR_ARG(p->name));
	struct str failed = p->name;
	struct io_dir *dir;
	int err = io_remove_tree(p->parent, tmp), left = 0;

	if (err == 0)
		err = io_mkdirs(p->parent, tmp);
	if (err == 0)
		err = io_dir_open_at(p->parent, tmp, &dir);
	if (err != 0)
		die_env(err, "cannot make the folder %.*s", STR_ARG(p->name));
	err = write_files(s, dir, &failed);
	io_dir_close(dir);
	if (err == 0)
		err = io_rename(p->parent, tmp, p->name);
	if (err == 0)
		return;
	left = io_remove_tree(p->parent, tmp);
	die_env(err, "cannot write %.*s%s", STR_ARG(failed),
	    left != 0 ? "; its parts stay behind" : "");
}

/* What stands in a folder beside git's own, or the empty str. */
static struct str
first_entry(struct arena *a, struct io_dir *dir)
{
	struct io_entry *entries;
	size_t n;
	int err = io_list(dir, S(""), a, &entries, &n);

	if (err != 0)
		die_env(err, "cannot read the folder");
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(entries[i].name, S(".git")))
			return entries[i].name;
	}
	return S("");
}

static void
print_next(const struct invocation *v, const struct seed *s)
{
	struct str dir = v->args[0];
	bool is_ja = str_eq(v->lang, S("ja"));
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->files[i].is_written)
			n++;
		else
			command_printf("%s %.*s\n",
			    is_ja ? "そのまま" : "kept",
			    STR_ARG(s->files[i].path));
	}
	command_printf(is_ja ? "%.*s に %zu 個のファイルを作りました。\n\n"
			       "次にすること：\n" :
			       "%.*s: %zu files written.\n\n"
			       "What comes next:\n",
	    STR_ARG(dir), n);
	command_printf(is_ja ?
		"  1. cd %.*s && git init（まだなら）\n"
		"  2. hansho doctor    記入が必要な行（FILL IN）と足りないもの\n"
		"  3. content/policies/ の方針を自社の規程に合わせる\n"
		"  4. hansho new company ID, people ID, product 会社/ID\n"
		"  5. hansho check && hansho build、site/desk/index.html を開く\n"
		"  6. git add . && git commit\n" :
		"  1. cd %.*s && git init (unless done)\n"
		"  2. hansho doctor    the lines to fill in, what is missing\n"
		"  3. fit content/policies/ to your own rules\n"
		"  4. hansho new company ID, people ID, product COMPANY/ID\n"
		"  5. hansho check && hansho build, open site/desk/index.html\n"
		"  6. git add . && git commit\n",
	    STR_ARG(dir));
}

/* security.txt should end in less than a year (RFC 9116 section 2.5.5). */
#define RENEWAL_DAYS	350

static void
set_dates(struct seed *s, struct instant now)
{
	struct day today = instant_day(now);
	int year = day_to_civil(today).year;

	s->year = str_fmt(s->a, "%04d", year);
	s->next_year = str_fmt(s->a, "%04d", year + 1);
	s->renewal = day_format(s->a, (struct day){ today.n + RENEWAL_DAYS });
}

int
command_init(struct invocation *v)
{
	struct seed s = { .a = v->perm };
	struct str there = S("");
	struct place p;

	if (v->hooks && v->ci.n > 0)
		return command_usage(v, "--hooks or --ci, one at a time");
	if (v->n_with > 0 && !v->hooks)
		return command_usage(v, "--with is for --hooks");
	if (v->hooks)
		return hooks_install(v);
	if (v->ci.n > 0)
		return ci_install(v);
	if (v->n_args == 0)
		return command_usage(v, "something is missing");
	place_open(v->perm, str_to_z(v->perm, v->args[0]), &p);
	if (p.dir != NULL)
		there = first_entry(v->perm, p.dir);
	if (there.n > 0 && !v->force) {
		place_close(&p);
		return command_usage(v,
		    "%.*s is not empty, there is %.*s; "
		    "--force adds what is missing and overwrites nothing",
		    STR_ARG(v->args[0]), STR_ARG(there));
	}
	set_dates(&s, v->now);
	add_embedded(&s);
	add_editor(&s);
	if (p.dir != NULL)
		write_existing(&s, p.dir);
	else
		write_folder(&s, &p);
	place_close(&p);
	print_next(v, &s);
	return STATUS_FINE;
}
