#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"

#define CLASSES	(DIAG_ALERT + 1)

/* How many of one file were reported, by class. */
struct tally {
	uint32_t file;	/* also the key's bytes */
	size_t n[CLASSES];
};

struct kept {
	struct diag diag;
	struct diag_note **tail;	/* where the next note goes */
	size_t order;			/* of report, for a stable sort */
};

struct diags {
	struct arena *perm;
	struct kept **list;
	size_t n;
	size_t cap;
	struct map *tallies;	/* by file id */
	struct kept *last;	/* NULL when the last one was not kept */
	size_t dropped[CLASSES];
};

struct diags *
diags_open(struct arena *perm)
{
	struct diags *d = arena_new(perm, struct diags);

	d->perm = perm;
	d->tallies = map_open(perm);
	return d;
}

static struct tally *
tally_of(struct diags *d, uint32_t file)
{
	struct str key = { (const char *)&file, sizeof(file) };
	struct tally *t = map_get(d->tallies, key);

	if (t == NULL) {
		t = arena_new(d->perm, struct tally);
		t->file = file;
		key.p = (const char *)&t->file;
		map_put(d->tallies, key, t);
	}
	return t;
}

/* Room for one more of this class and file, or NULL. */
static struct kept *
keep(struct diags *d, enum diag_class class, struct span at)
{
	struct tally *t = tally_of(d, at.file);

	d->last = NULL;
	if (t->n[class]++ >= LIMIT_DIAGS_PER_FILE) {
		d->dropped[class]++;
		return NULL;
	}

	struct kept *k = arena_new(d->perm, struct kept);

	k->diag.class = class;
	k->diag.at = at;
	k->tail = &k->diag.notes;
	d->list = arena_grow(d->perm, d->list, d->n, &d->cap,
	    sizeof(struct kept *));
	d->list[d->n++] = k;
	d->last = k;
	return k;
}

PRINTF_LIKE(5, 0)
static void
report(struct diags *d, enum diag_class class, const char *rule,
    struct span at, const char *fmt, va_list ap)
{
	struct kept *k = keep(d, class, at);

	if (k == NULL)
		return;
	k->diag.rule = str_dup(d->perm, str_z(rule));
	k->diag.message = str_vfmt(d->perm, fmt, ap);
}

void
diag_report(struct diags *d, enum diag_class class, const char *rule,
    struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, class, rule, at, fmt, ap);
	va_end(ap);
}

void
diag_error(struct diags *d, const char *rule, struct span at, const char *fmt,
    ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, DIAG_ERROR, rule, at, fmt, ap);
	va_end(ap);
}

static void
add_note(struct diags *d, struct kept *k, struct span at, struct str text)
{
	struct diag_note *note = arena_new(d->perm, struct diag_note);

	note->at = at;
	note->text = text;
	*k->tail = note;
	k->tail = &note->next;
}

void
diag_note(struct diags *d, struct span at, const char *fmt, ...)
{
	va_list ap;

	if (d->last == NULL)
		return;
	va_start(ap, fmt);
	add_note(d, d->last, at, str_vfmt(d->perm, fmt, ap));
	va_end(ap);
}

void
diag_help(struct diags *d, const char *fmt, ...)
{
	va_list ap;

	if (d->last == NULL)
		return;
	va_start(ap, fmt);
	d->last->diag.help = str_vfmt(d->perm, fmt, ap);
	va_end(ap);
}

void
diag_clause(struct diags *d, struct str clause)
{
	if (d->last != NULL)
		d->last->diag.clause = str_dup(d->perm, clause);
}

size_t
diags_len(const struct diags *d)
{
	return d->n;
}

struct diag *
diags_at(const struct diags *d, size_t i)
{
	ASSERT(i < d->n);
	return &d->list[i]->diag;
}

size_t
diags_count(const struct diags *d, enum diag_class class)
{
	/* What was not kept counts: an error more must not pass as none. */
	size_t count = d->dropped[class];

	for (size_t i = 0; i < d->n; i++) {
		const struct diag *g = &d->list[i]->diag;

		count += g->class == class && !g->is_waived;
	}
	return count;
}

size_t
diags_dropped(const struct diags *d)
{
	size_t n = 0;

	for (size_t i = 0; i < CLASSES; i++)
		n += d->dropped[i];
	return n;
}

static void
copy(struct diags *into, const struct diag *from)
{
	struct kept *k = keep(into, from->class, from->at);

	if (k == NULL)
		return;
	k->diag.rule = str_dup(into->perm, from->rule);
	k->diag.message = str_dup(into->perm, from->message);
	k->diag.clause = str_dup(into->perm, from->clause);
	k->diag.help = str_dup(into->perm, from->help);
	k->diag.is_waived = from->is_waived;
	for (const struct diag_note *n = from->notes; n != NULL; n = n->next)
		add_note(into, k, n->at, str_dup(into->perm, n->text));
}

void
diags_merge(struct diags *into, const struct diags *from)
{
	for (size_t i = 0; i < from->n; i++)
		copy(into, &from->list[i]->diag);
	for (size_t i = 0; i < CLASSES; i++)
		into->dropped[i] += from->dropped[i];
	into->last = NULL;
}

/* The order of output; 0 for what says the same about the same place. */
static int
cmp_place(const struct diag *a, const struct diag *b)
{
	struct span x = { .file = a->at.file, .off = a->at.off };
	struct span y = { .file = b->at.file, .off = b->at.off };
	int order = span_cmp(x, y);

	if (order == 0)
		order = str_cmp(a->rule, b->rule);
	if (order == 0)
		order = str_cmp(a->message, b->message);
	return order;
}

static int
cmp_kept(const void *a, const void *b)
{
	const struct kept *x = *(struct kept *const *)a;
	const struct kept *y = *(struct kept *const *)b;
	int order = cmp_place(&x->diag, &y->diag);

	if (order == 0)
		order = (x->order > y->order) - (x->order < y->order);
	return order;
}

static int
cmp_class_first(const void *a, const void *b)
{
	const struct kept *x = *(struct kept *const *)a;
	const struct kept *y = *(struct kept *const *)b;

	if (x->diag.class != y->diag.class)
		return x->diag.class < y->diag.class ? -1 : 1;
	return cmp_kept(a, b);
}

/* Keep LIMIT_DIAGS, the strongest classes first. */
static void
cut(struct diags *d)
{
	if (d->n <= LIMIT_DIAGS)
		return;
	qsort(d->list, d->n, sizeof(struct kept *), cmp_class_first);
	for (size_t i = LIMIT_DIAGS; i < d->n; i++) {
		if (!d->list[i]->diag.is_waived)
			d->dropped[d->list[i]->diag.class]++;
	}
	d->n = LIMIT_DIAGS;
	qsort(d->list, d->n, sizeof(struct kept *), cmp_kept);
}

void
diags_sort(struct diags *d)
{
	size_t n = 0;

	d->last = NULL;
	if (d->n == 0)
		return;
	for (size_t i = 0; i < d->n; i++)
		d->list[i]->order = i;
	qsort(d->list, d->n, sizeof(struct kept *), cmp_kept);
	for (size_t i = 0; i < d->n; i++) {
		struct kept *k = d->list[i];

		if (n > 0 && cmp_place(&d->list[n - 1]->diag, &k->diag) == 0)
			continue;
		d->list[n++] = k;
	}
	d->n = n;
	cut(d);
}

const char *
diag_class_name(enum diag_class class)
{
	switch (class) {
	case DIAG_ERROR:
		return "error";
	case DIAG_REQUIREMENT:
		return "requirement";
	case DIAG_ALERT:
		return "alert";
	}
	BUG("no such class");
}
