#include "model/shelf.h"

#include "base/arena.h"
#include "base/span.h"
#include "model/model.h"

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '+' ||
	    c == '-';
}

struct str
shelf_folder(struct arena *a, struct str version)
{
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_bytes(a, version.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < version.n; i++) {
		unsigned char c = (unsigned char)version.p[i];

		if (is_plain(version.p[i])) {
			p[n++] = version.p[i];
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[c >> 4];
		p[n++] = hex[c & 15];
	}
	return (struct str){ p, n };
}

/* "products/COMPANY/PRODUCT/VERSION/NAME" in its parts. */
struct place {
	struct str company, product, folder, name;
};

static bool
place_of(struct str path, struct place *out)
{
	struct str top, rest;

	return str_cut(path, '/', &top, &rest) && str_eq_z(top, "products") &&
	    str_cut(rest, '/', &out->company, &rest) &&
	    str_cut(rest, '/', &out->product, &rest) &&
	    str_cut(rest, '/', &out->folder, &out->name) &&
	    str_find_byte(out->name, '/', 0) == SIZE_MAX;
}

static bool
is_inventory(struct str name)
{
	return (str_starts(name, S("scan.")) ||
		   str_starts(name, S("sbom."))) &&
	    !str_ends(name, S(".asc")) && !str_ends(name, S(".sig")) &&
	    !str_ends(name, S(".sha256"));
}

static const struct product_entry *
product_of(const struct model *m, const struct place *at)
{
	const struct entry *e = model_find(m, SPACE_PRODUCT, at->product);

	if (e == NULL || !str_eq(e->doc->path.dir, at->company))
		return NULL;
	return (const struct product_entry *)(const void *)e;
}

static const struct version *
version_of(struct arena *a, const struct product_entry *p, struct str folder)
{
	for (size_t i = 0; i < p->product->versions.n; i++) {
		const struct version *v = &p->product->versions.v[i];
		struct scratch tmp = scratch_begin(a);
		bool is = v->version.s.n > 0 &&
		    str_eq(shelf_folder(tmp.a, v->version.s), folder);

		scratch_end(tmp);
		if (is)
			return v;
	}
	return NULL;
}

void
shelf_read(struct arena *a, const struct model *m, struct shelf *out)
{
	size_t cap = 0;

	*out = (struct shelf){ .n = 0 };
	for (uint32_t f = 1; f <= sources_len(m->sources); f++) {
		struct shelf_file file = { .file = f };
		struct place at;

		if (!place_of(source_get(m->sources, f)->path, &at) ||
		    !is_inventory(at.name))
			continue;
		file.folder = at.folder;
		file.product = product_of(m, &at);
		if (file.product != NULL)
			file.version = version_of(a, file.product, at.folder);
		out->v = arena_grow(a, out->v, out->n, &cap, sizeof(*out->v));
		out->v[out->n++] = file;
	}
}

const struct inventory_exemption *
shelf_exemption(const struct product_entry *p, const struct version *v)
{
	if (v != NULL && v->inventory_exemption != NULL)
		return v->inventory_exemption;
	return p->product->inventory_exemption;
}

bool
shelf_is_exempt(const struct inventory_exemption *x, struct day today)
{
	return x != NULL && x->until.w.kind == WHEN_DATE &&
	    x->until.w.day.n >= today.n;
}

static bool
has_ended(const struct moment *last, struct day today)
{
	return last->w.kind == WHEN_DATE && last->w.day.n < today.n;
}

bool
shelf_is_wanted(const struct product_entry *p, const struct version *v,
    struct day today)
{
	const struct company_entry *c = p->company;

	if (p->product->origin.s.n > 0 || c == NULL ||
	    c->company->kind.v == COMPANY_VENDOR ||
	    p->product->kind.v == PRODUCT_HARDWARE ||
	    has_ended(&p->product->support_ends, today))
		return false;
	return v == NULL ||
	    (v->version.s.n > 0 && v->life.v != LIFE_PLANNED &&
		v->life.v != LIFE_ENDED &&
		!has_ended(&v->support_ends, today));
}
