#include "release/release_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/decision.h"
#include "model/reach.h"

/* More names say no more. */
#define NAMES_SHOWN	5

struct str
release_path(struct arena *a, const struct case_entry *c, struct str name)
{
	return str_fmt(a, "cases/%.*s/%.*s/%.*s", STR_ARG(c->e.doc->path.dir),
	    STR_ARG(c->e.id), STR_ARG(name));
}

struct str
release_instant(struct arena *a, struct instant t)
{
	struct str s = instant_format(a, t);
	size_t minutes = sizeof("2026-11-22T09:00") - 1;

	if (!str_eq(str_sub(s, minutes, 3), S(":00")) ||
	    s.n < minutes + sizeof(":00Z") - 1)
		return s;
	return str_cat(a, str_sub(s, 0, minutes), str_from(s, minutes + 3));
}

void
release_add_file(struct release_publish *p, struct str path,
    struct str content, bool is_new)
{
	ASSERT(p->n_files < LIMIT_RELEASE_FILES);
	/* Two exporters with one name: the later would replace the other. */
	for (size_t i = 0; i < p->n_files; i++)
		ASSERT(!str_eq(p->files[i].path, path));
	p->files[p->n_files++] = (struct release_file){ path, content,
		is_new };
}

struct str
release_names(struct arena *a, const struct person_entry *const *v, size_t n)
{
	struct str out = S("");

	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
		out = i == 0 ? v[i]->e.id :
			       str_fmt(a, "%.*s, %.*s", STR_ARG(out),
				   STR_ARG(v[i]->e.id));
	return out;
}

struct revision_next
release_next(const struct release_publish *p)
{
	return (struct revision_next){ p->w, p->c, p->at, p->program };
}

struct str
release_change_say(const struct release_publish *p, const char *lang)
{
	return revision_say(p->w->perm, p->w->words, str_z(lang), &p->change);
}

bool
release_publish_is_due(const struct model *m, const struct case_entry *c,
    struct instant now)
{
	const struct disclosure *d = c->c->disclosure;
	const struct revision *newest = revision_newest(c);
	struct instant t;
	struct span at;

	if (model_case_is_import(c) || model_case_is_copy(c) ||
	    !decision_not_before(c->c, m->zone, &t, &at) || t.s > now.s)
		return false;
	if (d != NULL && d->decision.v != 0 &&
	    d->decision.v != (int)DISCLOSURE_PUBLISH)
		return false;
	if (c->c->exit != NULL && !decision_is_end(d))
		return false;
	return newest == NULL || newest->at.w.at.s < t.s;
}

bool
release_publish_plan(struct release_publish *p)
{
	bool ok;

	p->files = arena_array(p->w->perm, struct release_file,
	    LIMIT_RELEASE_FILES);
	p->n_files = 0;
	p->at = zone_at(p->w->model->zone, p->w->now);
	ok = release_ledger_next(p);
	if (!release_refuse(p) || !ok || !release_documents_add(p) ||
	    !release_ledger_add(p))
		return false;
	release_after_open(p->w, p->files, p->n_files, &p->after);
	p->has_after = true;
	return release_after_check(&p->after, reach_next(p->c), p->files,
	    p->n_files);
}

void
release_publish_write(const struct release_publish *p)
{
	release_files_write(p->w->own, p->w->perm, p->c->e.id, p->files,
	    p->n_files);
}

void
release_publish_close(struct release_publish *p)
{
	if (p->has_after)
		release_after_close(&p->after);
	p->has_after = false;
}
