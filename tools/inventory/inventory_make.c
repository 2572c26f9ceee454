#include "inventory/inventory_make.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "inventory/inventory_circle.h"
#include "inventory/inventory_identity.h"

#define PARTS_EACH	512	/* components of a piece of the list */
#define QUOTE_BYTES	200
#define NOWHERE		UINT32_MAX	/* no component */

/* Components, until their number is known. */
struct inventory_parts {
	struct inventory_parts *next;
	size_t n;
	struct component v[PARTS_EACH];
};

struct inventory_edge {
	struct str from, to;
	struct span at;
	enum inventory_edge_kind kind;
	uint32_t i, j;		/* what they are, once resolved */
};

struct inventory_told {
	struct str ref;
	struct span at;
	struct component_finding f;
	uint32_t i;		/* the component, once resolved */
};

struct inventory_known {
	struct str ref;
	uint64_t hash;
	uint32_t i;		/* the component in the order of reading */
};

/* What finishing works on. */
struct finish {
	struct inventory_make *m;
	const struct component **old;	/* all, as read */
	struct inventory_known *refs;	/* by hash and reference */
	size_t n_refs;
	uint32_t *now;		/* index as read to index in the inventory,
				 * n for the one described */
	uint32_t self;		/* that one as read, or NOWHERE */
	size_t lost_edges, lost_told;
	struct inventory_text lost;	/* the first of them */
};

struct str
inventory_make_quote(struct str s)
{
	size_t n = s.n < QUOTE_BYTES ? s.n : QUOTE_BYTES;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static void
over(struct inventory_make *m, struct span at, const char *what,
    unsigned limit)
{
	diag_error(m->d, "inventory-limit", span_sub(at, 0, 1),
	    "more than %u %s", limit, what);
	diag_help(m->d, "split the document; no honest one is so large");
	m->is_over = true;
}

/* Check a component and what it is called; false when it has no name. */
static bool
settle(struct inventory_make *m, struct inventory_ware *w)
{
	struct component *c = &w->c;

	inventory_identity_settle(m, w);
	if (c->name.n == 0) {
		diag_report(m->d, DIAG_ALERT, "inventory-name",
		    span_sub(c->at, 0, 1),
		    "a component without a name is "
		    "left out");
		diag_help(m->d, "give it its name, or a package URL");
		return false;
	}
	if (w->n_hashes > 0) {
		c->hashes = arena_array(m->perm, struct component_hash,
		    w->n_hashes);
		c->n_hashes = w->n_hashes;
		for (size_t i = 0; i < w->n_hashes; i++)
			c->hashes[i] = w->hashes[i];
	}
	return true;
}

void
inventory_make_self(struct inventory_make *m, struct inventory_ware *w)
{
	if (settle(m, w))
		m->out->self = w->c;
}

void
inventory_make_component(struct inventory_make *m, struct inventory_ware *w)
{
	struct inventory_parts *p = m->last;

	if (m->is_over || !settle(m, w))
		return;
	if (m->n == LIMIT_INVENTORY_COMPONENTS) {
		over(m, w->c.at, "components", LIMIT_INVENTORY_COMPONENTS);
		return;
	}
	if (p == NULL || p->n == PARTS_EACH) {
		p = arena_new(m->tmp, struct inventory_parts);
		if (m->last != NULL)
			m->last->next = p;
		else
			m->parts = p;
		m->last = p;
	}
	p->v[p->n++] = w->c;
	m->n++;
}

void
inventory_make_described(struct inventory_make *m, struct inventory_text ref)
{
	if (ref.s.n == 0 || str_eq(ref.s, m->self.s))
		return;
	m->self = ref;
	m->n_self++;
}

void
inventory_make_other(struct inventory_make *m, struct str ref)
{
	if (ref.n == 0 || m->n_others == LIMIT_INVENTORY_COMPONENTS)
		return;
	m->others = arena_grow(m->tmp, m->others, m->n_others, &m->cap_others,
	    sizeof(*m->others));
	m->others[m->n_others++] = (struct inventory_known){ ref,
		str_hash(ref), NOWHERE };
}

void
inventory_make_edge(struct inventory_make *m, struct str from,
    struct inventory_text to, enum inventory_edge_kind kind)
{
	if (m->is_over || from.n == 0 || to.s.n == 0)
		return;
	if (m->n_edges == LIMIT_INVENTORY_EDGES) {
		over(m, to.at, "dependencies", LIMIT_INVENTORY_EDGES);
		return;
	}
	m->edges = arena_grow(m->tmp, m->edges, m->n_edges, &m->cap_edges,
	    sizeof(*m->edges));
	m->edges[m->n_edges++] = (struct inventory_edge){ .from = from,
		.to = to.s,
		.at = to.at,
		.kind = kind };
}

void
inventory_make_finding(struct inventory_make *m, struct str ref,
    struct span at, const struct component_finding *f)
{
	if (m->is_over || ref.n == 0 || f->id.n == 0)
		return;
	if (m->n_told == LIMIT_INVENTORY_FINDINGS) {
		over(m, at, "findings", LIMIT_INVENTORY_FINDINGS);
		return;
	}
	m->told = arena_grow(m->tmp, m->told, m->n_told, &m->cap_told,
	    sizeof(*m->told));
	m->told[m->n_told++] = (struct inventory_told){ .ref = ref,
		.at = at,
		.f = *f };
}

/* Digests in CSAF's words, which differ from others' by case and hyphens. */
static const struct str algorithms[] = {
	STR_INIT("md5"),
	STR_INIT("sha1"),
	STR_INIT("sha224"),
	STR_INIT("sha256"),
	STR_INIT("sha384"),
	STR_INIT("sha512"),
	STR_INIT("sha3-224"),
	STR_INIT("sha3-256"),
	STR_INIT("sha3-384"),
	STR_INIT("sha3-512"),
	STR_INIT("blake2b-256"),
	STR_INIT("blake2b-384"),
	STR_INIT("blake2b-512"),
	STR_INIT("blake3"),
};

/* The next letter or digit, in lower case; 0 at the end. */
static char
next_letter(struct str s, size_t *i)
{
	while (*i < s.n && (s.p[*i] == '-' || s.p[*i] == '_'))
		++*i;
	if (*i == s.n)
		return 0;
	if (s.p[*i] >= 'A' && s.p[*i] <= 'Z')
		return (char)(s.p[(*i)++] - 'A' + 'a');
	return s.p[(*i)++];
}

static bool
is_same_algorithm(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	char c;

	do {
		c = next_letter(a, &i);
		if (c != next_letter(b, &j))
			return false;
	} while (c != 0);
	return true;
}

static struct str
algorithm_of(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(algorithms); i++) {
		if (is_same_algorithm(algorithms[i], s))
			return algorithms[i];
	}
	return s;
}

void
inventory_make_hash(struct inventory_ware *w, struct str name,
    struct str value)
{
	if (name.n == 0 || value.n == 0 ||
	    w->n_hashes == LIMIT_INVENTORY_HASHES)
		return;
	w->hashes[w->n_hashes++] = (struct component_hash){ algorithm_of(name),
		value };
}

void
inventory_make_vendors(struct inventory_make *m, const struct map *names)
{
	for (struct inventory_parts *p = m->parts; p != NULL; p = p->next) {
		for (size_t i = 0; i < p->n; i++) {
			const struct str *name = map_get(names,
			    p->v[i].vendor);

			p->v[i].vendor = name != NULL ? *name : S("");
		}
	}
}

void
inventory_make_distro(struct inventory_make *m, struct str distro,
    struct str release)
{
	for (struct inventory_parts *p = m->parts; p != NULL; p = p->next) {
		for (size_t i = 0; i < p->n; i++) {
			struct component *c = &p->v[i];

			if (!inventory_identity_is_packaged(c->type) ||
			    (c->distro.n > 0 && !str_eq(c->distro, distro)) ||
			    c->release.n > 0)
				continue;
			c->distro = distro;
			c->release = release;
		}
	}
}

static int
known_cmp(const void *a, const void *b)
{
	const struct inventory_known *x = a, *y = b;
	int cmp;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	cmp = str_cmp(x->ref, y->ref);
	if (cmp != 0)
		return cmp;
	/* Components first, in the order of the document. */
	return x->i < y->i ? -1 : x->i > y->i;
}

static bool
is_same_ref(const struct inventory_known *a, const struct inventory_known *b)
{
	return a->hash == b->hash && str_eq(a->ref, b->ref);
}

/* All components in one list, and their references in order. */
static void
list(struct finish *f)
{
	struct inventory_make *m = f->m;
	size_t n = 0;

	f->old = arena_array(m->tmp, const struct component *, m->n + 1);
	f->now = arena_array(m->tmp, uint32_t, m->n + 1);
	f->refs = arena_array(m->tmp, struct inventory_known,
	    m->n + m->n_others + 1);
	for (const struct inventory_parts *p = m->parts; p != NULL;
	     p = p->next) {
		for (size_t i = 0; i < p->n; i++, n++) {
			const struct component *c = &p->v[i];

			f->old[n] = c;
			if (c->ref.n > 0)
				f->refs[f->n_refs++] =
				    (struct inventory_known){ c->ref,
					    str_hash(c->ref), (uint32_t)n };
		}
	}
	for (size_t i = 0; i < m->n_others; i++)
		f->refs[f->n_refs++] = m->others[i];
	qsort(f->refs, f->n_refs, sizeof(*f->refs), known_cmp);
}

/* The first of a reference, or NULL. */
static const struct inventory_known *
find(const struct finish *f, struct str ref)
{
	const struct inventory_known key = { ref, str_hash(ref), 0 };
	size_t low = 0, high = f->n_refs;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (known_cmp(&f->refs[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == f->n_refs || !is_same_ref(&f->refs[low], &key))
		return NULL;
	return &f->refs[low];
}

/* Mark twins in now[] as NOWHERE, or report them. */
static void
see_twins(struct finish *f)
{
	struct inventory_make *m = f->m;

	for (size_t i = 1; i < f->n_refs; i++) {
		const struct inventory_known *a = &f->refs[i - 1];
		const struct inventory_known *b = &f->refs[i];

		if (b->i == NOWHERE || !is_same_ref(a, b))
			continue;
		if (m->has_twins) {
			f->now[b->i] = NOWHERE;
			continue;
		}
		diag_report(m->d, DIAG_ALERT, "inventory-reference",
		    f->old[b->i]->at,
		    "another component has the reference "
		    "'%.*s', too",
		    STR_ARG(inventory_make_quote(b->ref)));
		diag_note(m->d, f->old[a->i]->at, "what names it means this");
		diag_help(m->d, "give each component a reference of its own");
	}
}

/* Copy to the inventory what stays, and remember where each went. */
static void
place(struct finish *f)
{
	struct inventory_make *m = f->m;
	const struct inventory_known *self = NULL;
	struct inventory *out = m->out;

	f->self = NOWHERE;
	if (m->n_self == 1)
		self = find(f, m->self.s);
	if (self != NULL && self->i != NOWHERE) {
		f->self = self->i;
		out->self = *f->old[f->self];
	}
	out->v = arena_array(m->perm, struct component, m->n + 1);
	for (size_t i = 0; i < m->n; i++) {
		if (f->now[i] == NOWHERE || i == f->self)
			continue;
		f->now[i] = (uint32_t)out->n;
		out->v[out->n++] = *f->old[i];
	}
	if (f->self != NOWHERE)
		f->now[f->self] = (uint32_t)out->n;
}

/* Where in the inventory a reference leads; n is the one described. */
static uint32_t
resolve(struct finish *f, struct str ref, struct span at, size_t *lost)
{
	const struct inventory *out = f->m->out;
	const struct inventory_known *k = find(f, ref);

	if (k != NULL)
		return k->i != NOWHERE ? f->now[k->i] : NOWHERE;
	if (out->self.ref.n > 0 && str_eq(ref, out->self.ref))
		return (uint32_t)out->n;
	if (f->lost_edges + f->lost_told == 0)
		f->lost = (struct inventory_text){ ref, at };
	++*lost;
	return NOWHERE;
}

static struct component *
component_at(const struct finish *f, uint32_t i)
{
	struct inventory *out = f->m->out;

	return i < out->n ? &out->v[i] : &out->self;
}

static int
index_cmp(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Ascending, each once. */
static void
tidy(struct component *c)
{
	size_t n = 0;

	qsort(c->needs, c->n_needs, sizeof(*c->needs), index_cmp);
	for (size_t i = 0; i < c->n_needs; i++) {
		if (n == 0 || c->needs[n - 1] != c->needs[i])
			c->needs[n++] = c->needs[i];
	}
	c->n_needs = n;
}

/* What is needed for development, tests or options alone. */
static void
mark_optional(struct finish *f)
{
	const struct inventory_make *m = f->m;
	bool *needed = arena_array(m->tmp, bool, m->out->n + 1);

	for (size_t i = 0; i < m->n_edges; i++) {
		if (m->edges[i].kind == INVENTORY_NEEDS &&
		    m->edges[i].j != NOWHERE)
			needed[m->edges[i].j] = true;
	}
	for (size_t i = 0; i < m->n_edges; i++) {
		const struct inventory_edge *e = &m->edges[i];

		if (e->kind == INVENTORY_NEEDS_OPTIONAL && e->j != NOWHERE &&
		    !needed[e->j])
			component_at(f, e->j)->is_optional = true;
	}
}

static void
connect(struct finish *f)
{
	struct inventory_make *m = f->m;
	struct inventory *out = m->out;
	size_t *room = arena_array(m->perm, size_t, m->n_edges + 1);

	for (size_t i = 0; i < m->n_edges; i++) {
		struct inventory_edge *e = &m->edges[i];

		e->i = resolve(f, e->from, e->at, &f->lost_edges);
		e->j = resolve(f, e->to, e->at, &f->lost_edges);
		if (e->i == NOWHERE || e->j >= out->n || e->i == e->j)
			continue;
		component_at(f, e->i)->n_needs++;
	}
	mark_optional(f);
	for (size_t i = 0; i <= out->n; i++) {
		struct component *c = component_at(f, (uint32_t)i);

		c->needs = room;
		room += c->n_needs;
		c->n_needs = 0;
	}
	for (size_t i = 0; i < m->n_edges; i++) {
		const struct inventory_edge *e = &m->edges[i];
		struct component *c;

		if (e->i == NOWHERE || e->j >= out->n || e->i == e->j)
			continue;
		c = component_at(f, e->i);
		c->needs[c->n_needs++] = e->j;
	}
	for (size_t i = 0; i <= out->n; i++)
		tidy(component_at(f, (uint32_t)i));
}

static void
tell(struct finish *f)
{
	struct inventory_make *m = f->m;
	struct component_finding *room = arena_array(m->perm,
	    struct component_finding, m->n_told + 1);

	for (size_t i = 0; i < m->n_told; i++) {
		struct inventory_told *t = &m->told[i];

		t->i = resolve(f, t->ref, t->at, &f->lost_told);
		if (t->i != NOWHERE)
			component_at(f, t->i)->n_findings++;
	}
	for (size_t i = 0; i <= m->out->n; i++) {
		struct component *c = component_at(f, (uint32_t)i);

		c->findings = room;
		room += c->n_findings;
		c->n_findings = 0;
	}
	for (size_t i = 0; i < m->n_told; i++) {
		struct component *c;

		if (m->told[i].i == NOWHERE)
			continue;
		c = component_at(f, m->told[i].i);
		c->findings[c->n_findings++] = m->told[i].f;
	}
}

static void
report_lost(const struct finish *f)
{
	struct inventory_make *m = f->m;

	if (f->lost_edges + f->lost_told == 0)
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-reference", f->lost.at,
	    "'%.*s' is no reference of this document; %zu dependencies and %zu "
	    "findings are left out",
	    STR_ARG(inventory_make_quote(f->lost.s)), f->lost_edges,
	    f->lost_told);
	diag_help(m->d, "add the components, or ask who made the document");
}

static void
report_versions(const struct finish *f)
{
	struct inventory_make *m = f->m;
	const struct component *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < m->out->n; i++) {
		const struct component *c = &m->out->v[i];

		if (c->version.n > 0 || str_eq(c->kind, S("file")))
			continue;
		n++;
		if (first == NULL)
			first = c;
	}
	if (n == 0)
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-version", first->at,
	    "%zu of %zu components have no version; this is the first, '%.*s'",
	    n, m->out->n, STR_ARG(inventory_make_quote(first->name)));
	diag_help(m->d,
	    "write their versions; without one, each vulnerability "
	    "of that name is a question");
}

bool
inventory_make_finish(struct inventory_make *m, bool strict)
{
	struct finish f = { .m = m };

	if (m->is_over)
		return false;
	list(&f);
	see_twins(&f);
	place(&f);
	connect(&f);
	tell(&f);
	if (strict)
		report_lost(&f);
	report_versions(&f);
	inventory_circle_report(m);
	return true;
}
