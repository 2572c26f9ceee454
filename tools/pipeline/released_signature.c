#include "pipeline/released_signature.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "model/model.h"

#define SIGNATURE	"released-signature"
#define UNSIGNED	"released-unsigned"
#define KEY		"released-key"

/* A document that went out, or a signature without one. */
struct job {
	const struct case_entry *c;
	const struct revision *r;
	const struct released_file *doc;	/* NULL: there is none */
	const struct released_file *asc;	/* NULL: it is not signed */
	enum sign_result result;
	struct str key;		/* by which it was made */
};

struct work {
	const struct released_check *r;
	struct job *jobs;
	size_t n, cap;
	struct arena **kept;	/* one a worker: holds what gpg says */
	struct sign_openpgp **gpg;
};

/* ---- what there is to check ------------------------------ */

static const struct released_file *
find(const struct revision *r, struct str path)
{
	for (size_t i = 0; i < r->files.n; i++) {
		if (str_eq(r->files.v[i].path.s, path))
			return &r->files.v[i];
	}
	return NULL;
}

static void
list_file(struct work *w, struct job job, const struct released_file *f)
{
	struct arena *perm = w->r->perm;
	struct str path = f->path.s;

	if (str_ends(path, S(".asc"))) {
		job.asc = f;
		job.doc = find(job.r, str_sub(path, 0, path.n - 4));
		/* Else it is with its document. */
		if (job.doc != NULL)
			return;
	} else {
		job.doc = f;
		job.asc = find(job.r, str_cat(perm, path, S(".asc")));
	}
	w->jobs = arena_grow(perm, w->jobs, w->n, &w->cap, sizeof(*w->jobs));
	w->jobs[w->n++] = job;
}

/* Somebody else's documents are signed with somebody else's key. */
static void
list_case(struct work *w, const struct case_entry *c)
{
	const struct published *p = c->published;

	if (p == NULL || model_case_is_import(c))
		return;
	for (size_t i = 0; i < p->revisions.n; i++) {
		const struct revision *r = &p->revisions.v[i];

		if (r->at.w.kind != WHEN_INSTANT || r->at.w.at.s > w->r->now.s)
			continue;
		for (size_t j = 0; j < r->files.n; j++)
			list_file(w, (struct job){ .c = c, .r = r },
			    &r->files.v[j]);
	}
}

/* Of the first revision with a signature; NULL: nothing is signed. */
static const struct job *
first_signed(const struct work *w)
{
	const struct job *first = NULL;

	for (size_t i = 0; i < w->n; i++) {
		const struct job *x = &w->jobs[i];

		if (x->asc != NULL &&
		    (first == NULL || x->r->at.w.at.s < first->r->at.w.at.s))
			first = x;
	}
	return first;
}

/* ---- gpg ------------------------------------ */

/* Why there is no key to check with, or "". */
static struct str
read_key(const struct released_check *r, struct str *text)
{
	const struct contact_point *c = r->model->organisation->contact;
	struct str path;

	if (c == NULL || c->openpgp_key.s.n == 0)
		return S("contact has no openpgp_key");
	path = str_cat(r->perm, S("content/"), c->openpgp_key.s);
	if (io_read(r->root, path, LIMIT_SIGN_KEYS, r->perm, text) != 0)
		return str_fmt(r->perm, "there is no file %.*s",
		    STR_ARG(path));
	return S("");
}

/* A ring for each worker, with the key; why not, or "". */
static struct str
open_rings(struct work *w, unsigned jobs)
{
	struct str text = S(""), why = read_key(w->r, &text), *added;
	enum sign_result got = SIGN_GOOD;
	size_t n;

	for (unsigned i = 0; why.n == 0 && got == SIGN_GOOD && i < jobs; i++) {
		w->kept[i] = arena_open_in(w->r->perm);
		got = sign_openpgp_open(w->kept[i], S(SIGN_PARENT), w->r->now,
		    &w->gpg[i]);
		if (got == SIGN_GOOD)
			got = sign_openpgp_add(w->gpg[i], text, &added, &n);
	}
	return got == SIGN_GOOD ? why : str_z(sign_result_text(got));
}

enum sign_result
released_signature_of(struct sign_openpgp *gpg, struct str document,
    struct str armour, struct instant at, struct sign_made *made)
{
	enum sign_result r = sign_openpgp_check(gpg, S(""), document, armour,
	    at, made);

	if (r != SIGN_FUTURE || made->made_s <= at.s ||
	    made->made_s - at.s > LIMIT_RELEASE_SIGNED_S)
		return r;
	at.s = made->made_s;
	return sign_openpgp_check(gpg, S(""), document, armour, at, made);
}

static struct str
path_of(struct arena *a, const struct job *x, const struct released_file *f)
{
	return str_fmt(a, "cases/%.*s/%.*s/%.*s",
	    STR_ARG(x->c->e.doc->path.dir), STR_ARG(x->c->e.id),
	    STR_ARG(f->path.s));
}

static void
check_one(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	struct job *x = &w->jobs[i];
	struct arena *tmp;
	struct str doc, asc;
	struct sign_made made = { 0 };

	if (x->doc == NULL || x->asc == NULL)
		return;
	tmp = arena_open();
	if (io_read(w->r->root, path_of(tmp, x, x->doc), LIMIT_JSON_BYTES, tmp,
		&doc) != 0 ||
	    io_read(w->r->root, path_of(tmp, x, x->asc), LIMIT_JSON_BYTES, tmp,
		&asc) != 0)
		x->result = SIGN_MALFORMED;
	else
		x->result = released_signature_of(w->gpg[worker], doc, asc,
		    x->r->at.w.at, &made);
	x->key = made.key;
	arena_close(tmp);
}

/* ---- findings ------------------------------------ */

static void
report_key(const struct work *w, const struct job *first, struct str why)
{
	const struct contact_point *c = w->r->model->organisation->contact;
	struct span at = w->r->model->organisation->signing_key.at;

	if (c != NULL && c->openpgp_key.s.n > 0)
		at = c->openpgp_key.at;
	if (!span_is_set(at))
		at = first->asc->path.at;
	diag_report(w->r->d, DIAG_ALERT, KEY, at,
	    "the signatures of released documents cannot be checked: %.*s",
	    STR_ARG(why));
	diag_help(w->r->d,
	    "name the file with the public keys that signed them in "
	    "contact.openpgp_key, former ones too: gpg --armor --export "
	    "OLD NEW; `hansho doctor` says whether gpg is there");
}

/* Once for all: nobody can mend what went out. */
static void
report_revoked(const struct work *w)
{
	const struct job *x = NULL;
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (w->jobs[i].result == SIGN_REVOKED) {
			x = &w->jobs[i];
			n++;
		}
	}
	if (n == 0)
		return;
	diag_report(w->r->d, DIAG_ALERT, KEY,
	    w->r->model->organisation->contact->openpgp_key.at,
	    "the key %.*s has been revoked: readers find the signatures of "
	    "%zu released documents bad",
	    STR_ARG(x->key), n);
	diag_help(w->r->d,
	    "tell readers; what is published next has another key "
	    "(signing_key, contact.openpgp_key)");
}

static void
report_bad(const struct work *w, const struct job *x)
{
	struct diags *d = w->r->d;
	struct str path = path_of(w->r->perm, x, x->asc);

	if (x->doc == NULL) {
		diag_error(d, SIGNATURE, x->asc->path.at,
		    "%.*s: its revision has no document of that name",
		    STR_ARG(path));
		diag_help(d, "bring back what `hansho publish` wrote");
		return;
	}
	if (x->result == SIGN_UNKNOWN_KEY)
		diag_error(d, SIGNATURE, x->asc->path.at,
		    "%.*s is of the key %.*s, which is not in "
		    "contact.openpgp_key",
		    STR_ARG(path), STR_ARG(x->key));
	else if (x->result == SIGN_BAD)
		diag_error(d, SIGNATURE, x->asc->path.at,
		    "%.*s is the signature of another text: the document "
		    "or it was altered",
		    STR_ARG(path));
	else
		diag_error(d, SIGNATURE, x->asc->path.at, "%.*s: %s",
		    STR_ARG(path), sign_result_text(x->result));
	diag_help(d,
	    x->result == SIGN_UNKNOWN_KEY ?
		"when it is a former key of ours, add it to that file; else "
		"bring back what went out, from the history" :
		"bring back what went out, from the history");
}

/* Since signatures began none is left out. */
static void
report_unsigned(const struct work *w, const struct job *first,
    const struct job *x)
{
	if (x->r->at.w.at.s < first->r->at.w.at.s)
		return;
	diag_report(w->r->d, DIAG_ALERT, UNSIGNED, x->doc->path.at,
	    "%.*s has no signature", STR_ARG(path_of(w->r->perm, x, x->doc)));
	diag_note(w->r->d, first->asc->path.at,
	    "documents are signed since %.*s",
	    STR_ARG(instant_format(w->r->perm, first->r->at.w.at)));
	diag_help(w->r->d,
	    "bring it back, from the history; `hansho publish` signs where "
	    "organisation.yaml has signing_key");
}

static void
report(const struct work *w, const struct job *first)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct job *x = &w->jobs[i];

		if (x->asc == NULL)
			report_unsigned(w, first, x);
		else if (x->doc == NULL ||
		    (x->result != SIGN_GOOD && x->result != SIGN_REVOKED))
			report_bad(w, x);
	}
	report_revoked(w);
}

void
released_signature_check(const struct released_check *r, const bool *is_whole)
{
	unsigned jobs = pool_jobs(r->pool);
	struct work w = {
		.r = r,
		.kept = arena_array(r->perm, struct arena *, jobs),
		.gpg = arena_array(r->perm, struct sign_openpgp *, jobs),
	};
	const struct job *first;
	struct str why;

	for (size_t i = 0; i < r->model->n_cases; i++) {
		if (is_whole[i])
			list_case(&w, &r->model->cases[i]);
	}
	first = first_signed(&w);
	if (first == NULL || r->model->organisation == NULL)
		return;
	why = open_rings(&w, jobs);
	if (why.n == 0)
		pool_run(r->pool, w.n, check_one, &w);
	else
		report_key(&w, first, why);
	report(&w, first);
	for (unsigned i = 0; i < jobs; i++)
		sign_openpgp_close(w.gpg[i]);
}
