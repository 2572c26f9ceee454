#include "export/public/provider_tree.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "export/public/csaf.h"
#include "export/public/csaf21.h"
#include "export/public/csaf21_vex.h"
#include "export/public/csaf_vex.h"
#include "export/public/place.h"
#include "export/public/released.h"
#include "export/public/vex.h"

static const struct provider_standard standards[] = {
#define STANDARD(id, version, own, schema, metadata)			\
	[id] = { version, own, schema, metadata },
#include "export/public/provider_trees.def"
};

static const struct provider_kind kinds[] = {
#define TREE(standard, folder, label, name, last)			\
	{ standard, &standards[standard], folder, label, name, last },
#include "export/public/provider_trees.def"
};

/* The document's title is in its own language, else in the other one. */
static struct str
title_of(const struct public_advisory *adv, const struct public_words *w)
{
	enum public_lang lang = str_starts(adv->lang, S("ja")) ? PUBLIC_JA :
								 PUBLIC_EN;

	if (w->in[lang].n > 0)
		return w->in[lang];
	return w->in[lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA];
}

static struct provider_document
advisory_of(struct arena *a, const struct public_advisory *adv,
    enum provider_spec spec)
{
	bool is_21 = spec == PROVIDER_21;

	return (struct provider_document){
		.page = { .path = is_21 ? place_csaf21(a, adv) :
					  place_csaf(a, adv),
		    .lang = adv->lang,
		    .item = adv },
		.render = is_21 ? csaf21_render : csaf_render,
		.adv = adv,
		.id = adv->id,
		.title = title_of(adv, &adv->title),
		.category = adv->category,
	};
}

/* As it is planned: about vulnerability i alone. */
static struct provider_document
vex_of(struct arena *a, const struct public_advisory *adv, size_t i,
    enum provider_spec spec)
{
	struct public_words title = csaf_vex_title(a, adv, i);
	struct str name = vex_name(a, adv, i);
	bool is_21 = spec == PROVIDER_21;

	return (struct provider_document){
		.page = { .path = is_21 ? place_csaf21_vex(a, adv, name) :
					  place_csaf_vex(a, adv, name),
		    .lang = adv->lang,
		    .item = adv,
		    .number = i },
		.render = is_21 ? csaf21_vex_render : csaf_vex_render,
		.adv = adv,
		.id = csaf_vex_id(a, adv, i),
		.title = title_of(adv, &title),
		.category = S("csaf_vex"),
	};
}

/* Whether advisories of a label stand in such a tree. */
static bool
has_label(const struct provider_kind *kind, enum public_label label)
{
	return label <= kind->last &&
	    (kind == kinds || kind[-1].spec != kind->spec ||
		label > kind[-1].last);
}

struct provider_document *
provider_tree_documents(struct arena *a, const struct public_view *v,
    const struct provider_kind *kind, size_t *n)
{
	struct provider_document *out = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		/* What came in as CSAF 2.0 stays that (csaf21.c). */
		if (adv->is_foreign || adv->n_revisions == 0 ||
		    !has_label(kind, adv->label) ||
		    (kind->spec != PROVIDER_20 && adv->is_import))
			continue;
		out = arena_grow(a, out, *n, &cap, sizeof(*out));
		out[(*n)++] = advisory_of(a, adv, kind->spec);
		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			if (!vex_has_csaf(adv, j))
				continue;
			out = arena_grow(a, out, *n, &cap, sizeof(*out));
			out[(*n)++] = vex_of(a, adv, j, kind->spec);
		}
	}
	return out;
}

/* What all of them have, whoever made them. */
static void
finish(struct arena *a, const struct provider_kind *kind,
    struct provider_document *x)
{
	const struct public_advisory *adv = x->adv;
	struct str folder = str_z(kind->folder);

	ASSERT(str_starts(x->page.path, folder));
	x->name = str_from(x->page.path, folder.n);
	x->published = adv->has_initial_release ? adv->initial_release :
						  adv->revisions[0].at;
	x->updated = adv->has_current_release ?
	    adv->current_release :
	    adv->revisions[adv->n_revisions - 1].at;
	x->released = released_find(adv, x->page.path);
	x->signature = x->released == NULL ?
	    NULL :
	    released_find(adv, str_cat(a, x->page.path, S(".asc")));
}

static int
document_cmp(const void *a, const void *b)
{
	const struct provider_document *x = a, *y = b;
	int cmp;

	if (x->updated.s != y->updated.s)
		return x->updated.s > y->updated.s ? -1 : 1;
	cmp = str_cmp(x->id, y->id);
	return cmp != 0 ? cmp : str_cmp(x->name, y->name);
}

static bool
fill(struct arena *a, const struct public_view *v,
    const struct provider_kind *kind, struct provider_tree *out)
{
	*out = (struct provider_tree){ .kind = kind };
	out->v = provider_tree_documents(a, v, kind, &out->n);
	for (size_t i = 0; i < out->n; i++) {
		finish(a, kind, &out->v[i]);
		out->n_unsigned += out->v[i].signature == NULL;
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), document_cmp);
	out->is_trusted = out->n_unsigned == 0 && v->n_keys > 0;
	return out->n > 0;
}

/* The trees of a version, behind those in out. */
static void
fill_all(struct arena *a, const struct public_view *v, enum provider_spec spec,
    struct provider_tree *out, size_t *n)
{
	size_t from = *n;
	bool is_trusted = true;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].spec == spec)
			*n += fill(a, v, &kinds[i], &out[*n]);
	}
	for (size_t i = from; i < *n; i++)
		is_trusted = is_trusted && out[i].is_trusted;
	for (size_t i = from; i < *n; i++) {
		out[i].is_trusted = is_trusted;
		out[i].n_same = *n - i;
	}
}

struct provider_tree *
provider_tree_list(struct arena *a, const struct public_view *v, size_t *n)
{
	struct provider_tree *out = arena_array(a, struct provider_tree,
	    ARRAY_LEN(kinds));

	*n = 0;
	if (v->base_url.n == 0)
		return out;
	for (size_t i = 0; i < (v->has_csaf21 ? ARRAY_LEN(standards) : 1);
	     i++) {
		size_t at = v->is_csaf21_first ? ARRAY_LEN(standards) - 1 - i :
						 i;

		fill_all(a, v, (enum provider_spec)at, out, n);
	}
	/* Those of 2.0 alone need no version in their address. */
	for (size_t i = 0; i < *n; i++)
		out[i].home = out[0].n_same == *n &&
			out[i].kind->spec == PROVIDER_20 ?
		    S(PROVIDER_HOME) :
		    str_z(out[i].kind->standard->own);
	return out;
}

struct str
provider_tree_address(struct arena *a, const struct public_view *v)
{
	size_t n;

	(void)provider_tree_list(a, v, &n);
	return n == 0 ?
	    S("") :
	    str_cat(a, v->base_url, S(PROVIDER_HOME PROVIDER_METADATA));
}

struct instant
provider_tree_updated(const struct provider_tree *t)
{
	return t->v[0].updated;
}

struct instant
provider_tree_updated_all(const struct provider_tree *first)
{
	struct instant newest = first->v[0].updated;

	for (size_t i = 1; i < first->n_same; i++) {
		if (first[i].v[0].updated.s > newest.s)
			newest = first[i].v[0].updated;
	}
	return newest;
}

struct str
provider_tree_feed(struct arena *a, const struct provider_tree *t)
{
	return str_fmt(a, "csaf-feed-tlp-%s.json", t->kind->name);
}

struct str
provider_tree_category(struct arena *a, const struct provider_tree *t)
{
	return str_fmt(a, "category-%s.json", t->kind->name);
}
