#include "release/release_impl.h"

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "model/audit.h"

static void
add(struct release_publish *p, enum release_level l, const char *key,
    struct str of)
{
	release_version_add(p->w->perm, &p->change,
	    (struct release_change){ l, key, of, S(""), S("") });
}

/* The document of a revision as it went out; empty without one. */
static struct str
released(const struct release_publish *p, const struct revision *r,
    struct str name)
{
	struct arena *a = p->w->perm;
	struct str text = S("");

	for (size_t i = 0; i < r->files.n; i++) {
		struct str path = release_path(a, p->c, r->files.v[i].path.s);

		if (str_eq(str_base_name(path), name) &&
		    io_read(p->w->root, path, LIMIT_JSON_BYTES, a, &text) == 0)
			return text;
	}
	return S("");
}

/* Whether the newest revision said that the advisory holds no longer. */
static bool
was_end(const struct revision *r)
{
	return r->withdrawn.b || r->superseded_by.s.n > 0;
}

static void
compare(struct release_publish *p, const struct revision *newest)
{
	const struct audit_case *x = audit_case(p->w->model, p->c);
	struct str name = S("");
	struct str after = release_documents_csaf(p, &name);
	struct str before = released(p, newest, name);

	if (after.n == 0 || before.n == 0 ||
	    !release_version_compare(p->w->perm, before, after, &p->change)) {
		p->change = (struct release_version){ .level = RELEASE_MINOR };
		return;
	}
	/* The other language, or what pages alone show. */
	if (p->change.level == RELEASE_SAME && x != NULL &&
	    !str_eq(x->digest, newest->view.s))
		add(p, RELEASE_MINOR, "text", S(""));
}

void
release_change_see(struct release_publish *p)
{
	const struct revision *newest = release_ledger_newest(p->c);
	const struct revision *next = &p->next;

	p->change = (struct release_version){ 0 };
	if (newest == NULL)
		return;
	if (next->withdrawn.b)
		add(p, RELEASE_MAJOR, "withdrawn", S(""));
	else if (next->superseded_by.s.n > 0)
		add(p, RELEASE_MAJOR, "superseded", next->superseded_by.s);
	else if (was_end(newest))
		add(p, RELEASE_MAJOR, "reinstated", S(""));
	else
		compare(p, newest);
}

struct str
release_change_say(const struct release_publish *p, const char *lang)
{
	return release_version_say(p->w->perm, p->w->words, str_z(lang),
	    &p->change);
}
