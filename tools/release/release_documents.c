#include "release/release_impl.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "export/plan.h"
#include "export/public/released.h"
#include "pipeline/agree.h"
#include "pipeline/build.h"
#include "pipeline/released_signature.h"
#include "wall/public_view.h"

#define SIGNING	"publish-signing"

static bool
render(struct release_publish *p, const struct plan_page *page,
    const struct public_view *view, const struct export_context *c,
    struct str *out)
{
	struct arena *tmp = arena_open();
	struct buf b;
	bool ok;

	buf_init(&b, LIMIT_RELEASE_FILE);
	ok = export_public_at(page->exporter)
		 ->render(&page->page, view, c, tmp, &b, p->d);
	if (ok && !buf_ok(&b)) {
		diag_error(p->d, "page-limit", (struct span){ 0 },
		    "%.*s is over %u bytes", STR_ARG(page->page.path),
		    LIMIT_RELEASE_FILE);
		ok = false;
	}
	*out = str_dup(p->w->perm, buf_str(&b));
	buf_fini(&b);
	arena_close(tmp);
	return ok;
}

/* What agree.h wants to know of a build. */
static struct build
build_of(const struct release_publish *p)
{
	return (struct build){
		.sources = p->w->sources,
		.model = p->w->model,
		.words = p->w->words,
		.pool = p->w->pool,
		.perm = p->w->perm,
		.d = p->d,
		.now = p->at,
	};
}

/* ---- signatures --------------------------------------------------------- */

static struct str
key_file(const struct release_publish *p)
{
	const struct contact_point *c = p->w->model->organisation->contact;
	struct str text = S("");

	if (c == NULL || c->openpgp_key.s.n == 0 ||
	    io_read(p->w->root,
		str_cat(p->w->perm, S("content/"), c->openpgp_key.s),
		LIMIT_SIGN_KEYS, p->w->perm, &text) != 0)
		return S("");
	return text;
}

/* Whether readers, with the key that we publish, find a signature good. */
static enum sign_result
check(const struct release_publish *p, struct str document, struct str armour)
{
	struct str keys = key_file(p), *added;
	struct sign_openpgp *ring;
	struct sign_made made;
	enum sign_result r;
	size_t n;

	if (keys.n == 0)
		return SIGN_GOOD;
	r = sign_openpgp_open(p->w->perm, S(SIGN_PARENT), p->at, &ring);
	if (r == SIGN_GOOD)
		r = sign_openpgp_add(ring, keys, &added, &n);
	if (r == SIGN_GOOD)
		r = released_signature_of(ring, document, armour, p->at,
		    &made);
	sign_openpgp_close(ring);
	return r;
}

static bool
sign(struct release_publish *p, struct str document, struct str *armour)
{
	const struct text *key = &p->w->model->organisation->signing_key;
	enum sign_result r = sign_openpgp_make(p->w->perm, p->home, key->s,
	    document, armour);

	if (r == SIGN_GOOD)
		r = check(p, document, *armour);
	if (r == SIGN_GOOD)
		return true;
	diag_error(p->d, SIGNING, key->at,
	    "the documents cannot be signed with %.*s: %s", STR_ARG(key->s),
	    sign_result_text(r));
	diag_help(p->d,
	    "publish where that key is, --key HOME names gpg's folder; a new "
	    "key goes into signing_key and contact.openpgp_key first");
	return false;
}

/* ---- documents ---------------------------------------------------------- */

static bool
add(struct release_publish *p, const struct plan_page *page,
    const struct public_view *view, const struct export_context *c,
    struct agree *g)
{
	struct arena *a = p->w->perm;
	struct str content, armour;
	struct str path = release_path(a, p->c,
	    str_fmt(a, "released/%.*s/%.*s", STR_ARG(p->next.version.s),
		STR_ARG(released_name(a, page->page.path))));

	if (!render(p, page, view, c, &content))
		return false;
	agree_file(g, page->page.path, content, 0);
	release_add_file(p, path, content, true);
	if (!p->is_signed)
		return true;
	if (!sign(p, content, &armour))
		return false;
	release_add_file(p, str_cat(a, path, S(".asc")), armour, true);
	return true;
}

bool
release_documents_add(struct release_publish *p)
{
	const struct revision_next k = release_next(p);
	struct export_context c;
	const struct public_view *view = revision_next_view(&k, &p->next, p->d,
	    &c);
	struct plan plan = { .perm = p->w->perm };
	const struct agreement *agreement;
	const struct export_public *x;
	struct build b = build_of(p);
	struct agree *g;
	bool ok = true;

	if (view == NULL)
		return false;
	g = agree_open(&b, view);
	p->is_signed = p->w->model->organisation->signing_key.s.n > 0;
	for (size_t i = 0; (x = export_public_at(i)) != NULL; i++) {
		plan.exporter = i;
		if (x->is_released)
			x->plan(&plan, view, &c);
	}
	plan_sort(&plan);
	for (size_t i = 0; ok && i < plan.n; i++)
		ok = add(p, &plan.pages[i], view, &c, g);
	/* Documents on which the next build fails are never written. */
	return agree_close(g, &b, &agreement) && ok;
}
