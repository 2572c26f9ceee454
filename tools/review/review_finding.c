#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/span.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"

/* Number of a finding that was there before. */
struct count {
	size_t n;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether digits at i are a place: "case.md:12:3", "line 12", "byte 17". */
static bool
is_place(struct str s, size_t i)
{
	struct str head = str_sub(s, 0, i);

	return str_ends(head, S("line ")) || str_ends(head, S("byte ")) ||
	    (str_ends(head, S(":")) && i > 1 && s.p[i - 2] != ' ' &&
		!is_digit(s.p[i - 2])) ||
	    str_ends(head, S(":#:"));
}

/* A message without the places in it, which move with every line above. */
static struct str
without_places(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]) ||
		    !(is_place(s, i) ||
			str_ends((struct str){ out, n }, S(":#:")))) {
			out[n++] = s.p[i];
			continue;
		}
		out[n++] = '#';
		while (i + 1 < s.n && is_digit(s.p[i + 1]))
			i++;
	}
	return (struct str){ out, n };
}

struct str
review_finding_key(const struct review *r, const struct world *w,
    const struct diag *d, bool is_before)
{
	struct str path = source_get(w->sources, d->at.file)->path;

	if (is_before)
		path = review_path_after(r, path);
	return str_fmt(r->perm, "%.*s\n%.*s\n%.*s", STR_ARG(d->rule),
	    STR_ARG(path), STR_ARG(without_places(r->perm, d->message)));
}

static bool
is_leak(const struct diag *d)
{
	return str_starts(d->rule, S("leak-"));
}

/* The label of what a finding quotes: of the file it stands in; of pages, that
 * of the secret. */
static void
tell_label(struct review *r, struct span at)
{
	const struct model *m = r->after->model;

	for (int k = 0; k < KINDS; k++) {
		const struct document_list *l = &m->docs[k];

		for (size_t i = 0; i < l->n; i++) {
			if (l->v[i].file == at.file) {
				review_tells(r, model_label(m, &l->v[i]));
				return;
			}
		}
	}
}

static void
add_new(struct review *r, const struct diag *d)
{
	struct review_findings *f = &r->findings;

	f->v[f->n++] = d;
	if (is_leak(d))
		f->n_leaks++;
	else
		f->n_errors += d->class == DIAG_ERROR;
	tell_label(r, d->at);
	for (const struct diag_note *n = d->notes; n != NULL; n = n->next)
		tell_label(r, n->at);
}

void
review_finding_run(struct review *r)
{
	const struct diags *a = r->before->diags, *b = r->after->diags;
	struct map *was = map_open(r->perm);
	size_t kept = 0;

	for (size_t i = 0; i < diags_len(a); i++) {
		const struct diag *d = diags_at(a, i);
		struct str key = review_finding_key(r, r->before, d, true);
		struct count *c = map_get(was, key);

		if (d->is_waived)
			continue;
		if (c == NULL) {
			c = arena_new(r->perm, struct count);
			map_put(was, key, c);
		}
		c->n++;
		kept++;
		r->findings.n_leaks_before += is_leak(d);
	}
	r->findings.v = arena_array(r->perm, const struct diag *,
	    diags_len(b) + 1);
	for (size_t i = 0; i < diags_len(b); i++) {
		const struct diag *d = diags_at(b, i);
		struct count *c = map_get(was,
		    review_finding_key(r, r->after, d, false));

		if (d->is_waived)
			continue;
		if (c == NULL || c->n == 0) {
			add_new(r, d);
			continue;
		}
		c->n--;
		kept--;
	}
	r->findings.n_gone = kept;
}
