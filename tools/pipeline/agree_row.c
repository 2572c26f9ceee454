#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "export/public/csaf_impl.h"
#include "export/public/standing.h"
#include "pipeline/agree_impl.h"

/* An advisory being laid out. */
struct task {
	struct agree *g;
	struct arena *a;
	const struct public_advisory *adv;
	const struct public_vulnerability *flaw;
	struct map *seen;		/* inventory ids of products */
	struct agreement_flaw *out;
	size_t room;
	size_t left;			/* rows that the advisory may have */
};

static unsigned char
set_of(enum standing s)
{
	switch (s) {
	case STANDING_AFFECTED:
		return READING_AFFECTED;
	case STANDING_FIXED:
		return READING_FIXED;
	case STANDING_NOT_AFFECTED:
		return READING_NOT_AFFECTED;
	case STANDING_UNDER_INVESTIGATION:
		return READING_INVESTIGATED;
	case STANDING_UNKNOWN:
		break;
	}
	return READING_UNKNOWN;
}

struct str
agree_row_words(struct arena *a, unsigned says)
{
	static const char *const words[] = { "unknown", "affected", "fixed",
		"not affected", "under investigation" };
	struct str out = S("");

	if (says == 0 || (says & AGREEMENT_SPLIT) != 0)
		return S("two things at once");
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if ((says & (1u << i)) == 0)
			continue;
		out = str_fmt(a, "%.*s%s%s", STR_ARG(out),
		    out.n > 0 ? " or " : "", words[i]);
	}
	return out;
}

/* ---- rows ---------------------------------------------------------------- */

/*
 * What documents call the version where its writer chose another name than that
 * of the inventory.
 */
static void
set_name(const struct task *t, const struct public_leaf *face,
    struct agreement_row *row)
{
	if (face->n_branches == 0 || row->version.n == 0 ||
	    !str_eq(face->version, row->version))
		return;
	row->id = face->product_id;
	row->iri = csaf_product_iri(t->a, t->g->v->publisher.namespace,
	    row->id);
}

static bool
is_platform(const struct task *t, const struct standings *said)
{
	for (size_t i = 0; i < said->n; i++) {
		const struct standing_entry *e = &said->v[i];
		struct str part = t->adv->leaves[e->leaf].inventory;

		if (e->group == 0 || e->is_built_in ||
		    str_eq(part, said->product->id))
			return false;
	}
	return said->n > 0;
}

static void
add_row(struct task *t, const struct standings *said, size_t version)
{
	const struct public_product *p = said->product;
	const struct standing_entry *e;
	struct agreement_flaw *f = t->out;
	struct agreement_row *row;

	if (t->left == 0) {
		f->n_left_out++;
		return;
	}
	t->left--;
	f->rows = arena_grow(t->a, f->rows, f->n_rows, &t->room,
	    sizeof(*f->rows));
	row = &f->rows[f->n_rows++];
	*row = (struct agreement_row){
		.product = p->name,
		.inventory = p->id,
		.version = version == SIZE_MAX ? S("") :
						 p->versions[version].version,
		.product_index = (size_t)(p - t->g->v->products),
		.version_index = version,
	};
	e = standing_at(said, row->version);
	row->is = set_of(e != NULL ? e->standing : STANDING_UNKNOWN);
	row->leaf = e != NULL ? e->leaf : SIZE_MAX;
	row->is_platform = is_platform(t, said);
	if (e != NULL)
		set_name(t, e->face, row);
}

static void
add_product(struct task *t, const struct public_leaf *leaf)
{
	const struct public_product *p;
	struct standings said;

	if (leaf->inventory.n == 0 ||
	    !map_add(t->seen, leaf->inventory, t->seen))
		return;
	p = standing_product(t->g->v, leaf->inventory);
	if (p == NULL)
		return;
	said = standing_open(t->a, t->adv, t->flaw, p);
	if (p->n_versions == 0)
		add_row(t, &said, SIZE_MAX);
	for (size_t i = 0; i < p->n_versions; i++)
		add_row(t, &said, i);
}

/* The simple products of an entry; its ends stand before it. */
static void
add_leaf(struct task *t, size_t i)
{
	const struct public_leaf *leaf = &t->adv->leaves[i];

	while (leaf->is_combination) {
		const struct public_leaf *part = &t->adv->leaves[leaf->part];

		if (!part->is_combination)
			add_product(t, part);
		leaf = &t->adv->leaves[leaf->whole];
	}
	add_product(t, leaf);
}

static void
make_rows(void *ctx, size_t i, unsigned worker)
{
	struct agree *g = ctx;
	struct agreement_advisory *out = &g->out->advisories[i];
	struct task t = { .g = g,
		.a = g->workers[worker].kept,
		.adv = &g->v->advisories[i],
		.left = LIMIT_AGREE_ROWS };

	out->id = t.adv->id;
	out->title = t.adv->title;
	out->n_flaws = t.adv->n_vulnerabilities;
	out->flaws = arena_array(t.a, struct agreement_flaw, out->n_flaws + 1);
	for (size_t f = 0; f < out->n_flaws; f++) {
		t.flaw = &t.adv->vulnerabilities[f];
		t.out = &out->flaws[f];
		t.room = 0;
		t.seen = map_open(t.a);
		t.out->id = t.flaw->cve.n > 0 || t.flaw->n_ids == 0 ?
		    t.flaw->cve :
		    t.flaw->ids[0].text;
		for (size_t s = 0; s < STANDING_STATUSES; s++) {
			const struct public_leaves *l =
			    &t.flaw->status[standing_statuses[s].status];

			for (size_t j = 0; j < l->n; j++)
				add_leaf(&t, l->v[j]);
		}
	}
}

/* ---- names --------------------------------------------------------------- */

/* All names of a version that our documents have of it. */
static struct reading_keys
keys_of(struct agree *g, struct arena *a, const struct public_product *p,
    const struct public_version *x)
{
	struct str namespace = g->v->publisher.namespace;
	struct str purls[2] = { p->purl }, cpes[2] = { p->cpe }, iri;
	struct reading_query q = {
		.purls = purls,
		.n_purls = x != NULL ? 2 : 1,
		.cpes = cpes,
		.n_cpes = x != NULL ? 2 : 1,
		.iris = &iri,
		.n_iris = x != NULL,
		.iri = csaf_product_iri(a, namespace, p->id),
		.vendor = p->vendor,
		.family = p->family,
		.name = p->name,
	};

	if (x != NULL) {
		purls[1] = x->purl;
		cpes[1] = x->cpe;
		iri = csaf_product_iri(a, namespace,
		    str_fmt(a, "%.*s@%.*s", STR_ARG(p->id),
			STR_ARG(x->version)));
	}
	return reading_keys(a, &q);
}

static void
make_keys(void *ctx, size_t i, unsigned worker)
{
	struct agree *g = ctx;
	struct arena *a = g->workers[worker].kept;
	const struct public_product *p = &g->v->products[i];
	struct agree_product *out = &g->products[i];

	out->keys = arena_array(a, struct reading_keys, p->n_versions + 1);
	for (size_t j = 0; j < p->n_versions; j++)
		out->keys[j] = keys_of(g, a, p, &p->versions[j]);
	if (p->n_versions == 0)
		out->keys[0] = keys_of(g, a, p, NULL);
}

/* Where each product has rows; those of one stand together. */
static void
note_places(struct agree *g, size_t i)
{
	const struct agreement_advisory *adv = &g->out->advisories[i];

	for (size_t f = 0; f < adv->n_flaws; f++) {
		const struct agreement_flaw *flaw = &adv->flaws[f];

		for (size_t j = 0; j < flaw->n_rows; j++) {
			size_t at = flaw->rows[j].product_index;
			struct agree_product *p = &g->products[at];

			if (j > 0 && flaw->rows[j - 1].product_index == at)
				continue;
			p->places = arena_grow(g->perm, p->places, p->n,
			    &p->room, sizeof(*p->places));
			p->places[p->n++] = (struct agree_place){ i, f };
		}
	}
}

static size_t *
count_of(struct agree *g, struct map *counts, const struct public_product *p,
    struct str family)
{
	struct str key = str_fmt(g->perm, "%.*s\n%.*s\n%.*s",
	    STR_ARG(p->vendor), STR_ARG(p->name), STR_ARG(family));
	size_t *n = map_get(counts, key);

	if (n == NULL) {
		n = arena_new(g->perm, size_t);
		map_put(counts, key, n);
	}
	return n;
}

/* By names as reading_keys() has them: with the family, and without. */
static void
note_shared(struct agree *g)
{
	static const struct str any = STR_INIT("\n");
	struct map *counts = map_open(g->perm);

	for (size_t i = 0; i < g->v->n_products; i++) {
		const struct public_product *p = &g->v->products[i];

		++*count_of(g, counts, p, any);
		++*count_of(g, counts, p, p->family);
	}
	for (size_t i = 0; i < g->v->n_products; i++) {
		const struct public_product *p = &g->v->products[i];
		struct agree_product *out = &g->products[i];

		out->is_shared = *count_of(g, counts, p, any) > 1;
		out->is_twin = *count_of(g, counts, p, p->family) > 1 ||
		    (p->family.n > 0 && *count_of(g, counts, p, S("")) > 0);
	}
}

bool
agree_row_is_shared(const struct agree_file *k,
    const struct agreement_row *row)
{
	const struct agree_product *p = &k->g->products[row->product_index];

	switch (k->s->format) {
	case READING_csaf20:
	case READING_csaf21:
	case READING_csaf_vex:
	case READING_csaf21_vex:
		return p->is_twin;
	case READING_openvex:
	case READING_cyclonedx:
	case READING_cve:
	case READING_osv:
		return p->is_shared;
	case READING_status:
		/* It is about one product. */
		return false;
	}
	BUG("format of a document");
}

void
agree_row_make(struct agree *g)
{
	note_shared(g);
	pool_run(g->pool, g->v->n_advisories, make_rows, g);
	pool_run(g->pool, g->v->n_products, make_keys, g);
	for (size_t i = 0; i < g->v->n_advisories; i++)
		note_places(g, i);
}
