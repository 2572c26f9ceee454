#include "finding/matched_seen.h"

#include "base/arena.h"
#include "finding/stock.h"
#include "model/model.h"
#include "version/cpe.h"
#include "version/purl.h"

struct seeing {
	struct arena *perm;
	const struct model *full, *m;
	bool with_inherited;
};

static const struct entry *
shown(const struct seeing *k, const struct entry *e)
{
	return e != NULL ? model_find(k->m, e->space, e->id) : NULL;
}

static const struct version *
version_of(const struct product_entry *p, const struct version *v)
{
	for (size_t i = 0; i < p->product->versions.n; i++) {
		const struct version *own = &p->product->versions.v[i];

		if (str_eq(own->version.s, v->version.s))
			return own;
	}
	return NULL;
}

/* A line of a list, where it stands in the copy of that list. */
static const struct software_line *
line_in(const struct software_line_list *from,
    const struct software_line_list *to, const struct software_line *line)
{
	for (size_t i = 0; i < from->n && from->n == to->n; i++) {
		if (&from->v[i] == line)
			return &to->v[i];
	}
	return NULL;
}

static const struct software_line *
line_of_product(const struct product *from, const struct product *to,
    const struct software_line *line)
{
	const struct software_line *out = line_in(&from->components,
	    &to->components, line);

	for (size_t i = 0; out == NULL && i < from->versions.n &&
	     from->versions.n == to->versions.n;
	     i++)
		out = line_in(&from->versions.v[i].components,
		    &to->versions.v[i].components, line);
	return out;
}

/* The line as the view has it; of is the view's entry. */
static const struct software_line *
line_of(const struct entry *from, const struct entry *of,
    const struct software_line *line)
{
	if (line == NULL)
		return NULL;
	if (of->space == SPACE_SYSTEM)
		return line_in(&((const struct system_entry *)(const void *)
				       from)
				    ->system->uses,
		    &((const struct system_entry *)(const void *)of)
			 ->system->uses,
		    line);
	if (of->space == SPACE_PRODUCT)
		return line_of_product(((const struct product_entry
						*)(const void *)from)
					   ->product,
		    ((const struct product_entry *)(const void *)of)->product,
		    line);
	return NULL;
}

/* Files of which nothing is shown are not named. */
static void
take_files(const struct seeing *k, const struct stock *s, struct stock *out)
{
	size_t *places = arena_array(k->perm, size_t, s->n_files + 1);
	struct stock_from *from = out->from;

	out->files = arena_array(k->perm, struct stock_file, s->n_files + 1);
	out->n_files = 0;
	for (size_t i = 0; i < s->n_files; i++) {
		size_t n = 0;

		for (size_t j = 0; j < out->inv.n; j++)
			n += from[j].file == i;
		places[i] = out->n_files;
		if (n > 0)
			out->files[out->n_files++] = s->files[i];
	}
	for (size_t j = 0; j < out->inv.n; j++) {
		if (from[j].file != SIZE_MAX)
			from[j].file = places[from[j].file];
	}
}

/* What anybody calls it: no words of those who wrote it down. */
static struct str
common_name(struct arena *a, const struct component *c)
{
	struct purl p;
	struct cpe cpe;
	const char *why;

	if (c->purl.n > 0)
		return purl_parse(a, c->purl, &p, &why) ? p.name : S("");
	return cpe_parse(c->cpe, &cpe, &why) ? cpe.part[CPE_PRODUCT] : S("");
}

/* A part of what is not shown; false: nothing of it can be told. */
static bool
inherit(const struct seeing *k, const struct component *c,
    const struct stock_from *from, struct component *out)
{
	/* What is of ours itself would name what it is based on. */
	if (!k->with_inherited ||
	    (from->line == NULL && from->file == SIZE_MAX))
		return false;
	*out = (struct component){ .purl = c->purl,
		.cpe = c->cpe,
		.name = common_name(k->perm, c),
		.version = c->version,
		.scope = c->scope,
		.type = c->type,
		.source = c->source,
		.source_version = c->source_version,
		.distro = c->distro,
		.release = c->release,
		.module = c->module,
		.arch = c->arch,
		.kind = c->kind };
	return out->name.n > 0;
}

/* Components and where they are from, without what is of others' entries. */
static void
take_parts(const struct seeing *k, const struct stock *s, struct stock *out)
{
	struct component *v = arena_array(k->perm, struct component,
	    s->inv.n + 1);
	bool is_whole = true;
	size_t n = 0;

	out->from = arena_array(k->perm, struct stock_from, s->inv.n + 1);
	for (size_t i = 0; i < s->inv.n; i++) {
		const struct stock_from *from = &s->from[i];
		const struct entry *of = shown(k, from->of);

		if (of == NULL) {
			if (!inherit(k, &s->inv.v[i], from, &v[n]))
				continue;
			out->from[n++] = (struct stock_from){
				.file = SIZE_MAX
			};
			is_whole = false;
			continue;
		}
		v[n] = s->inv.v[i];
		out->from[n++] = (struct stock_from){
			.line = line_of(from->of, of, from->line),
			.file = from->file,
			.of = of,
		};
	}
	out->inv.n = n;
	/* The same array is the same inventory: it need not be asked again. */
	if (is_whole && n == s->inv.n)
		return;
	/* Places in the whole are none in what is left. */
	for (size_t i = 0; i < n; i++)
		v[i].n_needs = 0;
	out->inv.v = v;
	take_files(k, s, out);
}

static bool
take(const struct seeing *k, const struct stock *s, struct stock *out)
{
	const struct entry *e = shown(k,
	    s->system != NULL ? &s->system->e : &s->product->e);

	if (e == NULL)
		return false;
	*out = *s;
	if (s->system != NULL) {
		out->system = (const void *)e;
	} else {
		out->product = (const void *)e;
		if (s->version != NULL)
			out->version = version_of(out->product, s->version);
		if (s->version != NULL && out->version == NULL)
			return false;
	}
	take_parts(k, s, out);
	return true;
}

static void
see(struct seeing *k, const struct stock_list *all, struct stock_list *out)
{
	*out = *all;
	if (k->m == k->full)
		return;
	out->v = arena_array(k->perm, struct stock, all->n + 1);
	out->n = 0;
	for (size_t i = 0; i < all->n; i++)
		out->n += take(k, &all->v[i], &out->v[out->n]);
}

void
matched_seen(struct arena *perm, const struct stock_list *all,
    const struct model *full, const struct model *m, struct stock_list *out)
{
	see(&(struct seeing){ perm, full, m, false }, all, out);
}

void
matched_seen_asked(struct arena *perm, const struct stock_list *all,
    const struct model *full, const struct model *m, struct stock_list *out)
{
	see(&(struct seeing){ perm, full, m, true }, all, out);
}
