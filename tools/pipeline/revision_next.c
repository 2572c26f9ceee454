#include "pipeline/revision_next.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "export/plan.h"
#include "export/public/csaf.h"
#include "export/public/released.h"
#include "export/say_text.h"
#include "model/audit.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "text/catalog.h"
#include "wall/public_view.h"
#include "wall/wall.h"

const struct revision *
revision_newest(const struct case_entry *c)
{
	return c->published != NULL && c->published->revisions.n > 0 ?
	    &c->published->revisions.v[c->published->revisions.n - 1] :
	    NULL;
}

/* ---- what it says -------------------------------------------------------- */

static struct str
first_words(const struct revision_next *k, const char *lang)
{
	struct str text = S("");

	return catalog_get(k->w->words, str_z(lang), S("release.first"),
		   &text) ?
	    text :
	    S("");
}

struct revision
revision_next_draft(const struct revision_next *k)
{
	static const struct disclosure none;
	const struct disclosure *d = k->c->c->disclosure != NULL ?
	    k->c->c->disclosure :
	    &none;
	const struct audit_case *x = audit_case(k->w->model, k->c);
	struct revision r = { 0 };

	r.where = k->c->e.at;
	r.at.w = (struct when){ WHEN_INSTANT, instant_day(k->at), k->at };
	r.at.at = k->c->e.at;
	r.summary = d->summary;
	if (!span_is_set(r.summary.at) && revision_newest(k->c) == NULL) {
		r.summary.ja.s = first_words(k, "ja");
		r.summary.en.s = first_words(k, "en");
	}
	r.status = d->status;
	r.tlp = d->tlp;
	r.withdrawn = d->withdraw;
	r.superseded_by = d->superseded_by;
	r.view.s = x != NULL ? x->digest : S("");
	return r;
}

const struct public_view *
revision_next_view(const struct revision_next *k, const struct revision *next,
    struct diags *d, struct export_context *c)
{
	struct wall w = world_wall(k->w, d);

	w.now = k->at;
	*c = (struct export_context){
		.words = k->w->words,
		.now = k->at,
		.version = k->program,
		.edition = S("public"),
		.ceiling = S("CLEAR"),
	};
	return wall_public_view_case(&w, k->c, next);
}

/* ---- what it changes ----------------------------------------------------- */

/*
 * The CSAF 2.0 document; its name within the release goes to *name.  Empty when
 * it cannot be made, which is for others to report.
 */
static struct str
csaf_of(const struct revision_next *k, const struct revision *next,
    struct str *name)
{
	struct arena *a = k->w->perm, *tmp;
	struct diags *d = diags_open(a);
	struct plan plan = { .perm = a };
	struct export_context c;
	const struct public_view *view = revision_next_view(k, next, d, &c);
	struct str out = S("");
	struct buf b;

	if (view == NULL)
		return S("");
	csaf_plan(&plan, view, &c);
	if (plan.n == 0)
		return S("");
	*name = released_name(a, plan.pages[0].page.path);
	tmp = arena_open();
	buf_init(&b, LIMIT_RELEASE_FILE);
	if (csaf_render(&plan.pages[0].page, view, &c, tmp, &b, d) &&
	    buf_ok(&b))
		out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	arena_close(tmp);
	return out;
}

/* The document of a revision as it went out; empty without one. */
static struct str
released(const struct revision_next *k, const struct revision *r,
    struct str name)
{
	struct arena *a = k->w->perm;
	struct str text = S("");

	for (size_t i = 0; i < r->files.n; i++) {
		struct str path = str_fmt(a, "cases/%.*s/%.*s/%.*s",
		    STR_ARG(k->c->e.doc->path.dir), STR_ARG(k->c->e.id),
		    STR_ARG(r->files.v[i].path.s));

		if (str_eq(str_base_name(path), name) &&
		    io_read(k->w->root, path, LIMIT_JSON_BYTES, a, &text) == 0)
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
add(const struct revision_next *k, struct revision_changes *out,
    enum revision_level l, const char *key, struct str of)
{
	revision_add(k->w->perm, out,
	    (struct revision_change){ l, key, of, S(""), S("") });
}

static void
compare(const struct revision_next *k, const struct revision *newest,
    const struct revision *next, struct revision_changes *out)
{
	struct str name = S("");
	struct str after = csaf_of(k, next, &name);
	struct str before = released(k, newest, name);

	if (after.n == 0 || before.n == 0 ||
	    !revision_compare(k->w->perm, before, after, out)) {
		*out = (struct revision_changes){ .level = REVISION_MINOR };
		return;
	}
	/* The other language, or what pages alone show. */
	if (out->level == REVISION_SAME && next->view.s.n > 0 &&
	    !str_eq(next->view.s, newest->view.s))
		add(k, out, REVISION_MINOR, "text", S(""));
}

struct revision_changes
revision_next_changes(const struct revision_next *k,
    const struct revision *next)
{
	const struct revision *newest = revision_newest(k->c);
	struct revision_changes out = { 0 };

	if (newest == NULL)
		return out;
	if (next->withdrawn.b)
		add(k, &out, REVISION_MAJOR, "withdrawn", S(""));
	else if (next->superseded_by.s.n > 0)
		add(k, &out, REVISION_MAJOR, "superseded",
		    next->superseded_by.s);
	else if (was_end(newest))
		add(k, &out, REVISION_MAJOR, "reinstated", S(""));
	else
		compare(k, newest, next, &out);
	return out;
}

bool
revision_next_due(const struct world *w, const struct case_entry *c,
    const struct catalog *words, struct revision_due *out)
{
	const struct revision_next k = {
		.w = w,
		.c = c,
		.at = zone_at(w->model->zone, w->now),
	};
	const struct audit_case *x = audit_case(w->model, c);
	const struct revision *newest = revision_newest(c);
	struct revision next;

	*out = (struct revision_due){ 0 };
	if (x == NULL || !x->is_changed || newest == NULL)
		return false;
	next = revision_next_draft(&k);
	out->changes = revision_next_changes(&k, &next);
	out->number = revision_after(w->perm, newest->version.s,
	    out->changes.level);
	out->ja = revision_say(w->perm, words, S("ja"), &out->changes);
	out->en = revision_say(w->perm, words, S("en"), &out->changes);
	return true;
}

struct str
revision_next_text(const struct say *s, const struct revision_due *due)
{
	struct str level = str_z(revision_word(due->changes.level));
	struct catalog_value v[] = {
		SAY_HOLE("number", due->number),
		SAY_HOLE("step", level),
		SAY_HOLE("words", S("")),
	};

	(void)say_text_find(s, "release.step", level, &v[1].value);
	(void)say_text_find(s, "release.level", level, &v[2].value);
	return say_text_fill(s,
	    due->number.n > 0 ? "release.next" : "release.next_own", v,
	    ARRAY_LEN(v));
}
