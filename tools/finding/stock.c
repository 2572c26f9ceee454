#include "finding/stock.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "finding/stock_file.h"
#include "model/model.h"
#include "version/cpe.h"
#include "version/purl.h"

struct reading {
	struct arena *perm;
	const struct model *m;
	struct diags *d;
	struct stock_files files;
	struct stock_list *out;
	size_t cap;
};

/* A stock in the making. */
struct list {
	struct component *v;
	struct stock_from *from;
	size_t n, cap, from_cap;
	struct stock_file *files;
	size_t n_files, files_cap;
	struct map *names;	/* of lines, by what they were taken for */
};

static void
add(struct reading *r, struct list *l, const struct component *c,
    const struct stock_from *from)
{
	l->v = arena_grow(r->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->from = arena_grow(r->perm, l->from, l->n, &l->from_cap,
	    sizeof(*l->from));
	l->from[l->n] = *from;
	l->v[l->n++] = *c;
}

static void
add_stock(struct reading *r, const struct list *l, const struct stock *s)
{
	struct stock_list *out = r->out;

	out->v = arena_grow(r->perm, out->v, out->n, &r->cap, sizeof(*out->v));
	out->v[out->n] = *s;
	out->v[out->n].inv = (struct match_inventory){ l->v, l->n };
	out->v[out->n].from = l->from;
	out->v[out->n].files = l->files;
	out->v[out->n++].n_files = l->n_files;
}

/* ---- products ------------------------------------------------------------ */

static const char *
kind_of(const struct product *p)
{
	if (p->kind.v == PRODUCT_HARDWARE)
		return "device";
	return p->kind.v == PRODUCT_FIRMWARE ? "firmware" : "application";
}

/* A product of ours itself, as others may speak of it. */
static struct component
self_of(const struct product_entry *p, const struct version *v)
{
	const struct product *of = p->product;
	struct component c = { .name = of->name.en.s,
		.vendor = of->vendor.s,
		.purl = of->purl.s,
		.cpe = of->cpe.s,
		.kind = str_z(kind_of(of)) };

	if (c.name.n == 0)
		c.name = of->name.ja.s;
	if (c.vendor.n == 0 && p->company != NULL)
		c.vendor = p->company->company->name.en.s;
	if (v == NULL) {
		c.scope = COMPONENT_ANY;
		return c;
	}
	c.version = v->version.s;
	if (v->purl.s.n > 0)
		c.purl = v->purl.s;
	if (v->cpe.s.n > 0)
		c.cpe = v->cpe.s;
	return c;
}

/* ---- lines ------------------------------------------------------------- */

/* "cpe:a:apache:http_server" as people write it, or a whole name. */
static struct str
cpe_of(struct arena *a, struct str is)
{
	struct str name = str_starts(is, S("cpe:2.3:")) ||
		str_starts(is, S("cpe:/")) ?
	    is :
	    str_fmt(a, "cpe:/%.*s", STR_ARG(str_from(is, 4)));
	const char *why;
	struct cpe c;

	if (!cpe_parse(name, &c, &why))
		return S("");
	return cpe_formatted(a, &c);
}

bool
stock_line(struct arena *perm, const struct software_line *line,
    struct component *out)
{
	struct str is = line->is.s;
	struct purl p;
	const char *why;

	*out = (struct component){ .name = line->says.s,
		.version = line->version.s,
		.at = line->says.at };
	if (line->scope.v != SCOPE_EXACT)
		out->scope = line->scope.v == SCOPE_SERIES ? COMPONENT_SERIES :
		    line->scope.v == SCOPE_ANY             ? COMPONENT_ANY :
							     COMPONENT_EXACT;
	if (is.n == 0) {
		out->keyword = line->says.s;
		out->name = S("");
		return true;
	}
	if (str_starts(is, S("pkg:")) && purl_parse(perm, is, &p, &why)) {
		out->purl = is;
		out->type = p.type;
		out->name = p.name;
		if (out->version.n == 0)
			out->version = p.version;
		return true;
	}
	if (!str_starts(is, S("cpe:")))
		return false;
	out->cpe = cpe_of(perm, is);
	return out->cpe.n > 0;
}

/* A product of ours that a line was taken for, or nothing we know. */
static bool
is_ours(const struct reading *r, const struct software_line *line,
    struct component *out)
{
	const struct entry *e = model_find(r->m, SPACE_PRODUCT, line->is.s);
	struct span at = out->at;

	if (e == NULL)
		return false;
	*out = self_of((const struct product_entry *)(const void *)e, NULL);
	out->at = at;
	out->version = line->version.s;
	if (out->version.n > 0)
		out->scope = COMPONENT_EXACT;
	return true;
}

/* Lines, but for those of a name that something closer has as well. */
static void
add_lines(struct reading *r, struct list *l,
    const struct software_line_list *v, const struct entry *of)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct software_line *line = &v->v[i];
		struct str name = line->is.s.n > 0 ? line->is.s : line->says.s;
		const struct entry *first = map_get(l->names, name);
		struct component c;

		if (first != NULL && first != of)
			continue;
		(void)map_add(l->names, name, (void *)(uintptr_t)of);
		/* A mistake (rule line-identity): the words are watched. */
		if (!stock_line(r->perm, line, &c) && !is_ours(r, line, &c))
			c = (struct component){ .keyword = line->says.s,
				.version = line->version.s,
				.at = line->says.at };
		add(r, l, &c, &(struct stock_from){ line, SIZE_MAX, of });
	}
}

/* ---- products: what is in them ------------------------------------------- */

static void
add_self(struct reading *r, struct list *l, const struct product_entry *p,
    const struct version *v)
{
	struct component c = self_of(p, v);

	add(r, l, &c, &(struct stock_from){ NULL, SIZE_MAX, &p->e });
}

static void
add_platforms(struct reading *r, struct list *l, const struct product *p)
{
	for (size_t i = 0; i < p->runs_on.n; i++) {
		if (p->runs_on.v[i].target != NULL)
			add_self(r, l, p->runs_on.v[i].target, NULL);
	}
}

/* The i-th file of the shelf. */
static void
add_file(struct reading *r, struct list *l, size_t i)
{
	const struct inventory *inv = stock_file_read(&r->files, i);
	const struct shelf_file *f = &r->files.shelf.v[i];
	struct stock_from from = { NULL, l->n_files, &f->product->e };

	l->files = arena_grow(r->perm, l->files, l->n_files, &l->files_cap,
	    sizeof(*l->files));
	l->files[l->n_files++] = (struct stock_file){
		.path = source_get(r->files.ss, f->file)->path,
		.file = f->file,
		.format = inv->format,
		.made_at = inv->made_at,
		.n = inv->n,
	};
	for (size_t c = 0; c < inv->n; c++)
		add(r, l, &inv->v[c], &from);
}

static void
add_files(struct reading *r, struct list *l, const struct version *v)
{
	for (size_t i = 0; v != NULL && i < r->files.shelf.n; i++) {
		if (r->files.shelf.v[i].version == v)
			add_file(r, l, i);
	}
}

static const struct version *
version_of(const struct product *p, struct str name)
{
	for (size_t i = 0; name.n > 0 && i < p->versions.n; i++) {
		if (str_eq(p->versions.v[i].version.s, name))
			return &p->versions.v[i];
	}
	return NULL;
}

/* Whether a base is met for the first time: there are circles. */
static bool
is_first(struct reading *r, struct list *l, const struct entry *e)
{
	return map_add(l->names, str_fmt(r->perm, "\x1f%.*s", STR_ARG(e->id)),
	    l);
}

/* Lines and files of a version, and of what it is based on. */
static void
add_contents(struct reading *r, struct list *l, const struct product_entry *p,
    const struct version *v)
{
	for (unsigned depth = 0; p != NULL && depth < LIMIT_INVENTORY_BASES &&
	     is_first(r, l, &p->e);
	     depth++) {
		const struct product_entry *base = p->product->base.target;

		if (depth > 0)
			add_self(r, l, p, v);
		if (v != NULL)
			add_lines(r, l, &v->components, &p->e);
		add_lines(r, l, &p->product->components, &p->e);
		add_files(r, l, v);
		if (base != NULL)
			v = v == NULL ?
			    NULL :
			    version_of(base->product, v->base_version.s);
		p = base;
	}
}

static struct list
list_open(struct reading *r)
{
	return (struct list){ .names = map_open(r->perm) };
}

static void
take_version(struct reading *r, const struct product_entry *p,
    const struct version *v)
{
	struct stock s = { .of = p->e.id, .product = p, .version = v };
	struct list l = list_open(r);

	add_self(r, &l, p, v);
	add_platforms(r, &l, p->product);
	add_contents(r, &l, p, v);
	if (v != NULL)
		s.of = str_fmt(r->perm, "%.*s@%.*s", STR_ARG(p->e.id),
		    STR_ARG(v->version.s));
	add_stock(r, &l, &s);
}

static void
take_product(struct reading *r, const struct product_entry *p)
{
	size_t before = r->out->n;

	for (size_t i = 0; i < p->product->versions.n; i++) {
		const struct version *v = &p->product->versions.v[i];

		if (v->version.s.n > 0)
			take_version(r, p, v);
	}
	if (r->out->n == before)
		take_version(r, p, NULL);
}

/* ---- systems ------------------------------------------------------------- */

static void
take_system(struct reading *r, const struct system_entry *of)
{
	const struct system_entry *s = of;
	struct list l = list_open(r);

	for (unsigned depth = 0; s != NULL && depth < LIMIT_INVENTORY_BASES &&
	     is_first(r, &l, &s->e);
	     depth++) {
		add_lines(r, &l, &s->system->uses, &s->e);
		for (size_t i = 0; i < s->system->products.n; i++) {
			if (s->system->products.v[i].target != NULL)
				add_self(r, &l,
				    s->system->products.v[i].target, NULL);
		}
		s = s->system->base.target;
	}
	add_stock(r, &l, &(struct stock){ .of = of->e.id, .system = of });
}

void
stock_read(struct arena *perm, struct io_dir *root, const struct model *m,
    struct sources *ss, struct diags *d, struct stock_list *out)
{
	struct reading r = { .perm = perm,
		.m = m,
		.d = d,
		.files = { .perm = perm, .root = root, .ss = ss, .d = d },
		.out = out };

	*out = (struct stock_list){ .n = 0 };
	stock_file_open(&r.files, m);
	for (size_t i = 0; i < m->n_products; i++)
		take_product(&r, &m->products[i]);
	for (size_t i = 0; i < m->n_systems; i++)
		take_system(&r, &m->systems[i]);
}
