#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/load.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "text/yaml.h"
#include "version/purl.h"

/* What nobody else's folder is called: a system's owner (DESIGN.md 2). */
#define RESERVED_COMPANY	"systems"

/* Text that no other text is equal to when people compare: for map keys. */
static struct str
fold(struct arena *a, struct str s)
{
	return utf8_fold(a, str_trim(s));
}

/* ---- reading --------------------------------------------------------- */

struct reading {
	struct import_index *x;
	struct io_dir *root;
	struct sources *ss;
	struct diags *d;	/* dropped: `check` reports them */
};

/* A YAML file as a record; NULL when it cannot be read as one. */
static void *
read_record(struct reading *r, struct str path, const struct record *record)
{
	uint32_t file = source_add(r->ss, path);
	size_t errors = diags_count(r->d, DIAG_ERROR);
	struct span all = { file, 0, 0 };
	struct yaml_node *node;
	struct str text;
	void *out;
	int err = io_read(r->root, path, LIMIT_YAML_BYTES, r->x->a, &text);

	if (err != 0 && err != EFBIG)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	if (err != 0 || utf8_fault(text) != SIZE_MAX)
		return NULL;
	source_set_text(r->ss, file, text);
	all.len = (uint32_t)text.n;
	node = yaml_parse(r->x->a, r->ss, all, r->d);
	out = node != NULL ? load_record(r->x->a, record, node, all, r->d) :
			     NULL;
	return diags_count(r->d, DIAG_ERROR) == errors ? out : NULL;
}

/* The entries of a folder; none when there is no such folder. */
static size_t
list(struct reading *r, struct str path, struct io_entry **out)
{
	size_t n = 0;
	int err = io_list(r->root, path, r->x->a, out, &n);

	if (err != 0 && err != ENOENT)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	return err == 0 ? n : 0;
}

static struct import_company *
add_company(struct import_index *x, struct str id, struct str vendor)
{
	struct import_company *c = arena_new(x->a, struct import_company);

	c->id = id;
	c->vendor = vendor;
	c->products = map_open(x->a);
	map_put(x->companies, id, c);
	return c;
}

static void
add_vendor(struct import_index *x, struct str name, struct import_company *c)
{
	if (name.n > 0)
		(void)map_add(x->vendors, fold(x->a, name), c);
}

static void
read_companies(struct reading *r)
{
	struct io_entry *v = NULL;
	size_t n = list(r, S("content/companies"), &v);

	for (size_t i = 0; i < n; i++) {
		struct str name = v[i].name;
		const struct company *file;
		struct import_company *c;

		if (v[i].kind != IO_FILE || !str_ends(name, S(".yaml")))
			continue;
		file = read_record(r,
		    str_fmt(r->x->a, "content/companies/%.*s", STR_ARG(name)),
		    &record_company);
		c = add_company(r->x, str_sub(name, 0, name.n - 5), S(""));
		if (file == NULL)
			continue;
		c->vendor = file->vendor.s.n > 0 ?
		    file->vendor.s :
		    words_in(&file->name, S("en"));
		add_vendor(r->x, c->vendor, c);
		add_vendor(r->x, file->name.ja.s, c);
		add_vendor(r->x, file->name.en.s, c);
		add_vendor(r->x, file->short_name.ja.s, c);
		add_vendor(r->x, file->short_name.en.s, c);
	}
}

static struct str
product_key(struct arena *a, struct str name, struct str family)
{
	return str_fmt(a, "%.*s\n%.*s", STR_ARG(name), STR_ARG(family));
}

struct str
import_index_purl(struct arena *a, struct str purl)
{
	struct purl p;
	const char *why;

	if (purl.n == 0 || !purl_parse(a, purl, &p, &why))
		return S("");
	p.version = S("");
	return purl_canonical(a, &p);
}

/* At the end of the chain of its name: the oldest is tried first. */
static void
add_product(struct import_index *x, struct import_product *p)
{
	struct str key = product_key(x->a, p->name, p->family);
	struct import_product *first = map_get(p->company->products, key);

	map_put(x->product_ids, str_lower(x->a, p->id), p);
	if (p->is_broken)
		return;
	if (p->purl.n > 0)
		(void)map_add(x->purls, p->purl, p);
	if (first == NULL) {
		map_put(p->company->products, key, p);
		return;
	}
	while (first->next != NULL)
		first = first->next;
	first->next = p;
}

static void
add_version(struct import_index *x, struct import_product *p,
    const struct version *v)
{
	struct import_version *out = arena_new(x->a, struct import_version);
	struct str key = v->version.s.n > 0 ? v->version.s : v->range.s;

	*out = (struct import_version){ v->name.s, v->purl.s, v->cpe.s };
	(void)map_add(p->versions, key.n > 0 ? key : S("*"), out);
	if (v->product_id.s.n > 0)
		map_put(x->csaf_ids, v->product_id.s, p);
}

static void
read_product(struct reading *r, struct import_company *c, struct str id,
    struct str path)
{
	const struct product *file = read_record(r, path, &record_product);
	struct import_product *p = arena_new(r->x->a, struct import_product);

	*p = (struct import_product){
		.company = c,
		.id = id,
		.path = path,
		.versions = map_open(r->x->a),
		.is_broken = file == NULL,
	};
	if (file != NULL) {
		p->name = words_in(&file->name, S("en"));
		p->family = file->family.s;
		p->purl = import_index_purl(r->x->a, file->purl.s);
		p->cpe = file->cpe.s;
		p->vendor = file->vendor.s.n > 0 ? file->vendor.s : c->vendor;
		for (size_t i = 0; i < file->versions.n; i++)
			add_version(r->x, p, &file->versions.v[i]);
	}
	add_product(r->x, p);
}

static void
read_products(struct reading *r)
{
	struct io_entry *v = NULL, *inner = NULL;
	size_t n = list(r, S("products"), &v), n_inner;

	for (size_t i = 0; i < n; i++) {
		struct str dir = v[i].name;
		struct import_company *c = map_get(r->x->companies, dir);

		if (v[i].kind != IO_DIR || str_eq(dir, S(RESERVED_COMPANY)))
			continue;
		if (c == NULL)
			c = add_company(r->x, dir, S(""));
		n_inner = list(r,
		    str_fmt(r->x->a, "products/%.*s", STR_ARG(dir)), &inner);
		for (size_t j = 0; j < n_inner; j++) {
			struct str path = str_fmt(r->x->a,
			    "products/%.*s/%.*s/product.yaml", STR_ARG(dir),
			    STR_ARG(inner[j].name));
			struct io_stat st;
			int err;

			if (inner[j].kind != IO_DIR)
				continue;
			err = io_stat(r->root, path, &st);
			if (err != 0 && err != ENOENT)
				die_env(err, "cannot read %.*s",
				    STR_ARG(path));
			if (err == 0)
				read_product(r, c, inner[j].name, path);
		}
	}
}

static void
read_cases(struct reading *r)
{
	struct io_entry *years = NULL, *v = NULL;
	size_t n_years = list(r, S("cases"), &years);

	for (size_t i = 0; i < n_years; i++) {
		struct str year = str_cat(r->x->a, S("cases/"), years[i].name);
		size_t n;

		if (years[i].kind != IO_DIR)
			continue;
		n = list(r, year, &v);
		for (size_t j = 0; j < n; j++) {
			struct str *path = arena_new(r->x->a, struct str);

			*path = str_fmt(r->x->a, "%.*s/%.*s", STR_ARG(year),
			    STR_ARG(v[j].name));
			if (v[j].kind == IO_DIR)
				(void)map_add(r->x->cases,
				    str_lower(r->x->a, v[j].name), path);
		}
	}
}

struct import_index *
import_index_open(struct import *im)
{
	struct arena *a = arena_open();
	struct import_index *x = arena_new(a, struct import_index);
	struct reading r = { x, im->root, sources_open(a), diags_open(a) };

	*x = (struct import_index){
		.a = a,
		.tmp = a,
		.companies = map_open(a),
		.vendors = map_open(a),
		.product_ids = map_open(a),
		.csaf_ids = map_open(a),
		.purls = map_open(a),
		.cases = map_open(a),
		.suffixes = map_open(a),
	};
	read_companies(&r);
	read_products(&r);
	read_cases(&r);
	return x;
}

void
import_index_close(struct import_index *x)
{
	if (x != NULL)
		arena_close(x->a);
}

/* ---- what is new ----------------------------------------------------- */

/* An id for a name; one of letters alone where the name has none. */
static struct str
id_for(struct import_index *x, struct str name, const char *what)
{
	struct str id = import_read_slug(x->a, name);

	if (id.n >= 2)
		return id;
	return str_fmt(x->a, "%s-%.8s", what,
	    digest_hex(x->a, DIGEST_SHA256, name).p);
}

/* id-2, id-3, ...: the first that is free. */
static struct str
numbered(struct import_index *x, const struct map *taken, struct str id)
{
	size_t *next = map_get(x->suffixes, id);
	struct str out;

	if (next == NULL) {
		next = arena_new(x->a, size_t);
		*next = 2;
		map_put(x->suffixes, id, next);
	}
	/* Each round is another id: as many as there are ids taken. */
	do {
		out = str_fmt(x->a, "%.*s-%zu", STR_ARG(id), (*next)++);
	} while (map_get(taken, out) != NULL);
	return out;
}

struct import_company *
import_index_company(struct import_index *x, struct str vendor)
{
	struct import_company *c = map_get(x->vendors, fold(x->tmp, vendor));
	struct str id;

	if (c != NULL)
		return c;
	id = id_for(x, vendor, "vendor");
	if (map_get(x->companies, id) != NULL ||
	    str_eq(id, S(RESERVED_COMPANY)))
		id = numbered(x, x->companies, id);
	c = add_company(x, id, str_dup(x->a, vendor));
	c->is_new = true;
	add_vendor(x, c->vendor, c);
	return c;
}

struct import_product *
import_index_find(struct import_index *x, const struct import_company *c,
    struct str name, struct str family)
{
	return map_get(c->products, product_key(x->tmp, name, family));
}

struct import_product *
import_index_product(struct import_index *x, struct import_company *c,
    const struct import_leaf *l)
{
	struct import_product *p = arena_new(x->a, struct import_product);
	struct str id = id_for(x, l->product_name, "product");

	if (map_get(x->product_ids, id) != NULL)
		id = str_fmt(x->a, "%.*s-%.*s", STR_ARG(c->id), STR_ARG(id));
	if (map_get(x->product_ids, id) != NULL)
		id = numbered(x, x->product_ids, id);
	*p = (struct import_product){
		.company = c,
		.id = id,
		.path = str_fmt(x->a, "products/%.*s/%.*s/product.yaml",
		    STR_ARG(c->id), STR_ARG(id)),
		.name = str_dup(x->a, l->product_name),
		.family = str_dup(x->a, l->family),
		.vendor = l->vendor.n > 0 ? str_dup(x->a, l->vendor) :
					    c->vendor,
		.purl = import_index_purl(x->a, l->purl),
		.cpe = str_dup(x->a, l->cpe),
		.face = l,
		.versions = map_open(x->a),
		.is_new = true,
	};
	add_product(x, p);
	return p;
}
