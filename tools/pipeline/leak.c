#include "pipeline/leak.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "model/model.h"
#include "pipeline/leak_feeds.h"
#include "rule/rule.h"
#include "scan/deep.h"
#include "scan/scan.h"
#include "wall/secret.h"
#include "wall/wall.h"

/* A secret in a file. */
struct leaked {
	uint32_t secret;
	size_t off, len;
	bool in_path;
	struct leaked *next;
};

/* A term that the reader of one file knows. */
struct allowed {
	size_t term;
	const struct allowed *next;
};

/* What was found in one file, in the order of its bytes. */
struct found {
	const struct allowed *allowed;
	struct str path;
	struct str content;
	struct leaked *first;
	bool is_partial;	/* a package in it could not be opened */
};

struct leak {
	const struct wall *w;
	const struct audience *audience;
	struct secrets *secrets;
	struct found *files;
	size_t n;
	struct arena **arenas;	/* one a worker, as the next */
	struct deep **deeps;
};

/* One file being searched. */
struct search {
	const struct leak *l;
	struct arena *a;
	const struct allowed *allowed;
	struct leaked **tail;
	struct leaked *first;
	size_t n;
	bool in_path;
};

/* Texts of a rule: summary, clause, and those of struct rule_text. */
#define RULE_TEXTS	6

static void
list_rules(struct str *v, size_t *n)
{
	for (size_t i = 0; i < rules_len(); i++) {
		const struct rule *r = rule_at(i);

		v[(*n)++] = str_z(r->summary);
		v[(*n)++] = str_z(r->clause);
		v[(*n)++] = str_z(r->text->why_en);
		v[(*n)++] = str_z(r->text->why_ja);
		v[(*n)++] = str_z(r->text->bad);
		v[(*n)++] = str_z(r->text->good);
	}
}

/*
 * Built-in templates, words and rules are the same for all readers.  The
 * repository's own templates are its people's words, and searched like those.
 */
static const struct str *
list_cleared(struct arena *perm, const struct str *known, size_t n_known,
    size_t *n)
{
	const struct embedded *e;
	size_t n_embedded = 0;
	struct str *v;

	while (embedded_at(n_embedded) != NULL)
		n_embedded++;
	v = arena_array(perm, struct str,
	    n_embedded + rules_len() * RULE_TEXTS + n_known);
	*n = 0;
	for (size_t i = 0; i < n_known; i++)
		v[(*n)++] = known[i];
	list_rules(v, n);
	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++)
		v[(*n)++] = e->content;
	return v;
}

static struct leak *
open_with(const struct wall *w, const struct audience *a,
    struct secrets *secrets, size_t n)
{
	struct leak *l = arena_new(w->perm, struct leak);
	unsigned jobs = pool_jobs(w->pool);

	l->w = w;
	l->audience = a;
	l->secrets = secrets;
	l->files = arena_array(w->perm, struct found, n + 1);
	l->n = n;
	l->arenas = arena_array(w->perm, struct arena *, jobs);
	l->deeps = arena_array(w->perm, struct deep *, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		l->arenas[i] = arena_open_in(w->perm);
		l->deeps[i] = deep_open(l->arenas[i], l->secrets->table);
	}
	return l;
}

struct leak *
leak_open(const struct wall *w, const struct audience *a,
    const struct model *view, size_t n)
{
	size_t n_known, n_cleared;
	const struct str *cleared;
	struct str *known;

	n_known = leak_feeds(w->perm, view, w->words, &known);
	cleared = list_cleared(w->perm, known, n_known, &n_cleared);
	return open_with(w, a, secret_find(w, a, view, cleared, n_cleared), n);
}

struct leak *
leak_open_any(const struct wall *w, const struct audience *a,
    const struct model *const *views, size_t n_views, size_t n)
{
	struct str *all = NULL;
	const struct str *cleared;
	size_t n_all = 0, cap = 0, n_cleared;

	for (size_t i = 0; i < n_views; i++) {
		struct str *known;
		size_t n_known = leak_feeds(w->perm, views[i], w->words,
		    &known);

		for (size_t j = 0; j < n_known; j++) {
			all = arena_grow(w->perm, all, n_all, &cap,
			    sizeof(*all));
			all[n_all++] = known[j];
		}
	}
	cleared = list_cleared(w->perm, all, n_all, &n_cleared);
	return open_with(w, a,
	    secret_find_any(w, a, views, n_views, cleared, n_cleared), n);
}

struct leak *
leak_open_known(const struct wall *w, const struct audience *a, size_t n,
    const struct str *known, size_t n_known)
{
	size_t n_cleared;
	const struct str *cleared = list_cleared(w->perm, known, n_known,
	    &n_cleared);

	return open_with(w, a, secret_find(w, a, NULL, cleared, n_cleared), n);
}

size_t
leak_terms(const struct leak *l)
{
	return scan_len(l->secrets->scan);
}

static void
add_hit(void *ctx, const struct scan_hit *hit)
{
	struct search *s = ctx;
	const struct scan *scan = s->l->secrets->scan;
	uint32_t secret = scan_term(scan, hit->term)->owner;
	struct leaked *x;

	for (const struct allowed *k = s->allowed; k != NULL; k = k->next) {
		if (k->term == hit->term)
			return;
	}
	if (s->n >= LIMIT_SCAN_HITS)
		return;
	for (x = s->first; x != NULL; x = x->next) {
		if (x->secret == secret)
			return;
	}
	x = arena_new(s->a, struct leaked);
	*x = (struct leaked){ secret, hit->off, hit->len, s->in_path, NULL };
	*s->tail = x;
	s->tail = &x->next;
	s->n++;
}

struct allowing {
	struct arena *a;
	struct found *f;
};

static void
add_allowed(void *ctx, const struct scan_hit *hit)
{
	const struct allowing *k = ctx;
	struct allowed *x = arena_new(k->a, struct allowed);

	*x = (struct allowed){ hit->term, k->f->allowed };
	k->f->allowed = x;
}

void
leak_allow(struct leak *l, size_t i, struct str text, unsigned worker)
{
	struct allowing k = { l->arenas[worker], &l->files[i] };

	(void)!deep_run(l->secrets->scan, l->deeps[worker], text, add_allowed,
	    &k);
}

void
leak_file(struct leak *l, size_t i, struct str path, struct str content,
    unsigned worker)
{
	struct found *f = &l->files[i];
	struct search s = {
		.l = l,
		.a = l->arenas[worker],
		.allowed = f->allowed,
		.tail = &s.first,
		.in_path = true,
	};

	/* A name holds no package. */
	(void)!deep_run(l->secrets->scan, l->deeps[worker], path, add_hit, &s);
	s.in_path = false;
	f->is_partial = !deep_run(l->secrets->scan, l->deeps[worker], content,
	    add_hit, &s);
	if (s.first == NULL && !f->is_partial)
		return;
	f->first = s.first;
	f->path = str_dup(s.a, path);
	/* What is no text cannot be shown. */
	if (utf8_fault(content) == SIZE_MAX)
		f->content = str_dup(s.a, content);
}

static void
report(const struct leak *l, const struct found *f, const struct leaked *x,
    uint32_t file)
{
	const struct secret *s = &l->secrets->v[x->secret];
	struct diags *d = l->w->d;
	struct str id = l->audience->id.s;
	struct span at = { file, 0, 0 };

	if (!x->in_path && f->content.n > 0)
		at = (struct span){ file, (uint32_t)x->off, (uint32_t)x->len };
	if (x->in_path)
		diag_error(d, "leak-found", at,
		    "the file's name tells the audience '%.*s' of %.*s",
		    STR_ARG(id), STR_ARG(s->field));
	else
		diag_error(d, "leak-found", at,
		    "byte %zu tells the audience '%.*s' of %.*s", x->off,
		    STR_ARG(id), STR_ARG(s->field));
	diag_note(d, s->at, "this %s is kept from it",
	    secret_kind_name(s->kind));
	diag_help(d,
	    "find how it came there; when it may be known, say so "
	    "in a text that this audience sees");
}

static void
report_partial(const struct leak *l, uint32_t file)
{
	struct diags *d = l->w->d;

	diag_error(d, "leak-unsearched", (struct span){ file, 0, 0 },
	    "what is compressed in it cannot be read: it was not searched");
	diag_help(d, "store it in another way, or take it out");
}

bool
leak_close(struct leak *l, struct str folder, struct sources *ss)
{
	bool ok = true;

	for (size_t i = 0; i < l->n; i++) {
		const struct found *f = &l->files[i];
		uint32_t file;

		if (f->first == NULL && !f->is_partial)
			continue;
		ok = false;
		file = source_add(ss,
		    str_fmt(l->w->perm, "%.*s/%.*s", STR_ARG(folder),
			STR_ARG(f->path)));
		source_set_text(ss, file, f->content);
		if (f->is_partial)
			report_partial(l, file);
		for (const struct leaked *x = f->first; x != NULL; x = x->next)
			report(l, f, x, file);
	}
	return ok;
}
