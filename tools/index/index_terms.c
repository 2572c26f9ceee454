#include "index/index_terms.h"

#include "base/arena.h"
#include "base/attr.h"
#include "version/cpe.h"
#include "version/cpe_bind.h"
#include "version/name.h"

struct terms {
	struct arena *a;
	const struct index_terms_sink *sink;
};

static void
add(const struct terms *t, enum index_key kind, struct str key)
{
	if (key.n > 0)
		t->sink->add(t->sink->ctx, kind, key, false);
}

static void
add_words(const struct terms *t, struct str text)
{
	struct str *v;
	size_t n = name_words(t->a, text, &v);

	for (size_t i = 0; i < n; i++)
		add(t, INDEX_WORD, index_key_word(t->a, v[i]));
}

static void
add_name(const struct terms *t, struct str vendor, struct str product)
{
	struct str alone, full;

	add_words(t, product);
	if (product.n == 0)
		return;
	add(t, INDEX_NAME, index_key_name(t->a, vendor, product));
	if (vendor.n == 0)
		return;
	alone = name_product(t->a, vendor, product);
	add(t, INDEX_NAME, index_key_name(t->a, S(""), alone));
	full = str_cat(t->a, name_vendor(t->a, vendor), alone);
	add(t, INDEX_NAME, index_key_name(t->a, S(""), full));
}

static void
add_cpe(const struct terms *t, struct str name)
{
	struct cpe c;
	const char *why;

	if (!cpe_bind_read(t->a, name, &c, &why))
		return;
	add(t, INDEX_CPE,
	    index_key_cpe(t->a, c.part[CPE_VENDOR], c.part[CPE_PRODUCT]));
	add_words(t, c.part[CPE_PRODUCT]);
}

/* Whether the entry before stands under the same keys. */
static bool
is_alike(const struct feed_affects *x, const struct feed_affects *y)
{
	return x->by == y->by && x->is_platform == y->is_platform &&
	    str_eq(x->type, y->type) && str_eq(x->namespace, y->namespace) &&
	    str_eq(x->name, y->name) && str_eq(x->release, y->release) &&
	    str_eq(x->cpe, y->cpe) && str_eq(x->vendor, y->vendor) &&
	    str_eq(x->product, y->product);
}

static void
add_affects(const struct terms *t, const struct feed_affects *f)
{
	if (f->by == FEED_BY_PURL)
		add(t, INDEX_PURL,
		    index_key_purl(t->a, f->type, f->namespace, f->name));
	if (f->by == FEED_BY_PACKAGE) {
		add(t, INDEX_PACKAGE,
		    index_key_package(t->a, f->namespace, S(""), f->name));
		if (f->release.n > 0)
			add(t, INDEX_PACKAGE,
			    index_key_package(t->a, f->namespace, f->release,
				f->name));
	}
	if (f->by == FEED_BY_CPE)
		add_cpe(t, f->cpe);
	else
		add_words(t, f->name);
	add_name(t, f->vendor, f->product);
}

static void
add_ids(const struct terms *t, const struct feed_record *r)
{
	add(t, INDEX_ID, index_key_id(t->a, r->id));
	for (size_t i = 0; i < r->n_aliases; i++) {
		struct str key = index_key_id(t->a, r->aliases[i]);

		if (key.n > 0)
			t->sink->add(t->sink->ctx, INDEX_ID, key,
			    !str_eq_nocase(r->aliases[i], r->id));
	}
	/* Records name many CVE ids that they are not on. */
	for (size_t i = 0; i < r->n_related; i++) {
		if (!str_starts(r->related[i], S("CVE-")))
			add(t, INDEX_RELATED,
			    index_key_id(t->a, r->related[i]));
	}
}

void
index_terms(struct arena *a, const struct feed_record *r,
    const struct index_terms_sink *sink)
{
	struct terms t = { a, sink };

	add_ids(&t, r);
	add_words(&t, r->title_ja);
	add_words(&t, r->title_en);
	for (size_t i = 0; i < r->n_affects; i++) {
		struct scratch tmp = scratch_begin(a);

		/* What a product must run on is no flaw of that. */
		if (!r->affects[i].is_platform &&
		    (i == 0 || !is_alike(&r->affects[i - 1], &r->affects[i])))
			add_affects(&t, &r->affects[i]);
		scratch_end(tmp);
	}
}
