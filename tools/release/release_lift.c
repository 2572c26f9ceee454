#include "release/release_lift_impl.h"

#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/audit.h"
#include "model/reach.h"
#include "pipeline/leak.h"
#include "pipeline/world_layers.h"
#include "release/release_impl.h"
#include "rule/rule.h"
#include "wall/wall.h"

#define REFUSED	"lift-refused"

bool
release_lift_is_ours(const struct release_lift *p, uint32_t file)
{
	return source_get(p->w->sources, file)->layer == 0;
}

static bool
refuse(struct release_lift *p, struct span at, const char *what,
    const char *help)
{
	diag_error(p->d, REFUSED, at, "%.*s %s", STR_ARG(p->c->e.id), what);
	diag_help(p->d, "%s", help);
	return false;
}

static bool
see_place(struct release_lift *p)
{
	const struct organisation *o = p->w->model->organisation;

	if (o == NULL || o->repository.v != (int)REPOSITORY_RESTRICTED)
		return refuse(p, p->c->e.at,
		    "is in a repository that is not restricted",
		    "there is nothing to lift");
	if (p->w->layers == NULL)
		return refuse(p, p->c->e.at,
		    "cannot be lifted: nobody says where to",
		    "name the internal repository: --with ../internal");
	if (!release_lift_is_ours(p, p->c->e.at.file))
		return refuse(p, p->c->e.at,
		    "is a case of a repository below this one",
		    "it is there already");
	return true;
}

/*
 * What the check finds wrong with the case's own files: what is copied of them
 * would be wrong below too, and perhaps never went out.
 */
static bool
see_check(struct release_lift *p)
{
	struct str folder = release_path(p->w->perm, p->c, S(""));
	struct diags *all = p->w->diags;
	bool ok = true;

	rules_run(p->w->model, p->w->now, p->w->pool, p->w->perm, all);
	for (size_t i = 0; i < diags_len(all); i++) {
		const struct diag *d = diags_at(all, i);

		if (d->class != DIAG_ERROR || d->is_waived ||
		    !span_is_set(d->at) ||
		    !str_starts(source_get(p->w->sources, d->at.file)->path,
			folder))
			continue;
		diag_error(p->d, str_to_z(p->w->perm, d->rule), d->at, "%.*s",
		    STR_ARG(d->message));
		diag_help(p->d, "%.*s", STR_ARG(d->help));
		ok = false;
	}
	return ok;
}

/* Documents of all revisions go along, and what the ledger says of each. */
static bool
see_labels(struct release_lift *p)
{
	const struct revision_list *all = &p->c->published->revisions;

	for (size_t i = 0; i < all->n; i++) {
		if (reach_label(&all->v[i]) != TLP_CLEAR)
			return refuse(p, all->v[i].tlp.at,
			    "has a revision that went out for fewer than "
			    "everybody, and lifting copies all of them",
			    "leave this case here; for everybody, write a new "
			    "one with an advisory number of its own, publish "
			    "it as CLEAR and lift that");
	}
	return true;
}

static bool
see_release(struct release_lift *p)
{
	const struct revision *r = model_released(p->c, p->w->now.s);
	const struct revision_list *all;
	const struct audit_case *x;

	if (r == NULL)
		return refuse(p, p->c->e.at, "has not been published",
		    "publish it first: hansho publish");
	if (!see_labels(p))
		return false;
	all = &p->c->published->revisions;
	if (r != &all->v[all->n - 1])
		return refuse(p, all->v[all->n - 1].at.at,
		    "has a revision that is still to come",
		    "wait until that instant");
	if (p->c->c->embargo != NULL &&
	    p->c->c->embargo->until.w.kind == WHEN_INSTANT &&
	    p->c->c->embargo->until.w.at.s > p->w->now.s)
		return refuse(p, p->c->c->embargo->until.at,
		    "is under an embargo",
		    "wait until that instant, or record that it ended");
	x = audit_case(p->w->model, p->c);
	if (x != NULL && x->is_changed)
		return refuse(p, all->v[all->n - 1].version.at,
		    "is no longer what went out",
		    "publish the next revision first, or undo the change");
	return see_check(p);
}

/* What mail and patches carry as it is. */
static bool
is_portable(struct str s)
{
	return utf8_fault(s) == SIZE_MAX && str_find_byte(s, '\r', 0) >= s.n;
}

bool
release_lift_add(struct release_lift *p, struct str path, struct str content)
{
	struct release_lift_file f = { .path = path, .content = content };
	struct io_dir *below = p->w->layers->dirs[1];
	int err = io_read(below, path, LIMIT_LIFT_BYTES, p->w->perm, &f.old);
	size_t i;

	if (err == ENOENT || err == ENOTDIR)
		f.old = (struct str){ 0 };
	else if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	if (f.old.p != NULL && str_eq(f.old, content))
		return true;
	if (!is_portable(content))
		return refuse(p, p->c->e.at,
		    "has a file that no patch can carry",
		    "it must be UTF-8 with lines that end in LF");
	/* By path; there are few. */
	p->files = arena_grow(p->w->perm, p->files, p->n_files, &p->cap_files,
	    sizeof(*p->files));
	for (i = p->n_files++;
	     i > 0 && str_cmp(p->files[i - 1].path, path) > 0; i--)
		p->files[i] = p->files[i - 1];
	p->files[i] = f;
	return true;
}

static bool
add_released(struct release_lift *p)
{
	const struct revision_list *all = &p->c->published->revisions;

	for (size_t i = 0; i < all->n; i++) {
		const struct released_file_list *l = &all->v[i].files;

		for (size_t j = 0; j < l->n; j++) {
			struct str path = release_path(p->w->perm, p->c,
			    l->v[j].path.s);
			struct str content;
			int err = io_read(p->w->own, path, LIMIT_LIFT_BYTES,
			    p->w->perm, &content);

			if (err != 0)
				return refuse(p, l->v[j].path.at,
				    "lacks a document that went out",
				    "take it back from git");
			if (!release_lift_add(p, path, content))
				return false;
		}
	}
	return true;
}

/* Search the patch as a mail, and each file by itself with its name. */
static bool
search(struct release_lift *p)
{
	static const struct audience everybody = {
		.id = { .s = STR_INIT("public") },
		.view = { .v = VIEW_PUBLIC },
	};
	const struct wall w = world_wall(p->w, p->d);
	const struct revision_list *all = &p->c->published->revisions;
	size_t n = release_lift_known(p, NULL) + all->n + 2;
	struct str *known = arena_array(p->w->perm, struct str, n);
	struct leak *l;

	/* Its folder has its number; the digests of what went out say no more
	 * than that.  Of other cases neither is known. */
	known[0] = p->c->e.id;
	known[1] = S("master: restricted");
	for (size_t i = 0; i < all->n; i++)
		known[i + 2] = all->v[i].view.s;
	/* Whoever approved says so to the internal repository. */
	(void)release_lift_known(p, known + all->n + 2);
	l = leak_open_known(&w, &everybody, p->n_files + 1, known, n);
	p->n_terms = leak_terms(l);
	leak_file(l, 0, str_fmt(p->w->perm, "%.*s.patch", STR_ARG(p->c->e.id)),
	    p->patch, 0);
	for (size_t i = 0; i < p->n_files; i++)
		leak_file(l, i + 1, p->files[i].path, p->files[i].content, 0);
	return leak_close(l, S("lift"), p->w->sources);
}

bool
release_lift_plan(struct release_lift *p)
{
	if (!see_place(p) || !see_release(p) || !release_lift_same(p) ||
	    !release_lift_records(p) || !add_released(p))
		return false;
	p->patch = release_lift_patch(p);
	if (p->patch.n == 0)
		return refuse(p, p->c->e.at, "is more than a patch can carry",
		    "copy its released documents by hand");
	if (!search(p)) {
		p->patch = S("");
		return false;
	}
	p->proof = release_lift_proof(p);
	return true;
}
