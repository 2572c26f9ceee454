#include "pipeline/stock.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "inventory/inventory.h"
#include "model/model.h"
#include "version/cpe.h"
#include "version/purl.h"

struct reading {
	struct arena *perm;
	struct io_dir *root;
	const struct model *m;
	struct sources *ss;
	struct diags *d;
	struct stock_list *out;
	size_t cap;
};

/* Components in the making. */
struct list {
	struct component *v;
	size_t n, cap;
};

static void
add(struct reading *r, struct list *l, const struct component *c)
{
	l->v = arena_grow(r->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = *c;
}

static struct stock *
add_stock(struct reading *r)
{
	struct stock_list *out = r->out;

	out->v = arena_grow(r->perm, out->v, out->n, &r->cap, sizeof(*out->v));
	return &out->v[out->n++];
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

static void
read_bom(struct reading *r, struct list *l, struct str path)
{
	struct inventory inv;
	struct str text;
	uint32_t file;
	int err = io_read(r->root, path, LIMIT_INVENTORY_BYTES, r->perm,
	    &text);

	if (err != 0) {
		diag_error(r->d, "inventory-unread", (struct span){ 0 },
		    "%.*s: %s", STR_ARG(path), strerror(err));
		diag_help(r->d, "it is left out of matching");
		return;
	}
	file = source_add(r->ss, path);
	source_set_text(r->ss, file, text);
	if (!inventory_read(r->perm, r->ss, file, r->d, &inv))
		return;
	for (size_t i = 0; i < inv.n; i++)
		add(r, l, &inv.v[i]);
}

/* The folder of a version may stand there, or not. */
static void
read_boms(struct reading *r, struct list *l, const struct product_entry *p,
    struct str version)
{
	struct str path = model_path(r->m, p->e.doc), dir;
	struct io_entry *v;
	size_t n;

	if (version.n == 0 || str_find_byte(version, '/', 0) != SIZE_MAX ||
	    str_starts(version, S(".")))
		return;
	path.n -= str_base_name(path).n;
	dir = str_cat(r->perm, path, version);
	if (io_list(r->root, dir, r->perm, &v, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		if (v[i].kind == IO_FILE && !str_starts(v[i].name, S(".")))
			read_bom(r, l,
			    str_fmt(r->perm, "%.*s/%.*s", STR_ARG(dir),
				STR_ARG(v[i].name)));
	}
}

static void
add_platforms(struct reading *r, struct list *l, const struct product *p)
{
	for (size_t i = 0; i < p->runs_on.n; i++) {
		const struct product_entry *on = p->runs_on.v[i].target;

		if (on != NULL) {
			struct component c = self_of(on, NULL);

			add(r, l, &c);
		}
	}
}

static void
take_version(struct reading *r, const struct product_entry *p,
    const struct version *v)
{
	struct component self = self_of(p, v);
	struct list l = { 0 };
	struct stock *s;

	add(r, &l, &self);
	add_platforms(r, &l, p->product);
	if (v != NULL)
		read_boms(r, &l, p, v->version.s);
	s = add_stock(r);
	*s = (struct stock){ .of = p->e.id,
		.product = p,
		.version = v,
		.inv = { l.v, l.n } };
	if (v != NULL)
		s->of = str_fmt(r->perm, "%.*s@%.*s", STR_ARG(p->e.id),
		    STR_ARG(v->version.s));
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
		.version = line->version.s };
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
		return true;
	}
	if (!str_starts(is, S("cpe:")))
		return false;
	out->cpe = cpe_of(perm, is);
	return out->cpe.n > 0;
}

static void
take_lines(struct reading *r, struct list *l, const struct system *s)
{
	struct component c;

	for (size_t i = 0; i < s->uses.n; i++) {
		const struct entry *e = NULL;

		if (stock_line(r->perm, &s->uses.v[i], &c)) {
			add(r, l, &c);
			continue;
		}
		if (s->uses.v[i].is.s.n > 0)
			e = model_find(r->m, SPACE_PRODUCT, s->uses.v[i].is.s);
		if (e == NULL)
			continue;
		c = self_of((const void *)e, NULL);
		c.version = s->uses.v[i].version.s;
		if (c.version.n > 0)
			c.scope = COMPONENT_EXACT;
		add(r, l, &c);
	}
	for (size_t i = 0; i < s->products.n; i++) {
		if (s->products.v[i].target == NULL)
			continue;
		c = self_of(s->products.v[i].target, NULL);
		add(r, l, &c);
	}
}

static void
take_system(struct reading *r, const struct system_entry *of)
{
	const struct system_entry *s = of;
	struct list l = { 0 };

	for (unsigned depth = 0; s != NULL && depth < LIMIT_PATH_DEPTH;
	     depth++) {
		take_lines(r, &l, s->system);
		s = s->system->base.target;
	}
	*add_stock(r) = (struct stock){ .of = of->e.id,
		.system = of,
		.inv = { l.v, l.n } };
}

void
stock_read(struct arena *perm, struct io_dir *root, const struct model *m,
    struct sources *ss, struct diags *d, struct stock_list *out)
{
	struct reading r = { .perm = perm,
		.root = root,
		.m = m,
		.ss = ss,
		.d = d,
		.out = out };

	*out = (struct stock_list){ .n = 0 };
	for (size_t i = 0; i < m->n_products; i++)
		take_product(&r, &m->products[i]);
	for (size_t i = 0; i < m->n_systems; i++)
		take_system(&r, &m->systems[i]);
}
