#include "export/public/product_status.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/place.h"
#include "export/public/standing.h"
#include "export/public/subscription.h"
#include "text/json_write.h"

/* One file being written. */
struct writing {
	struct arena *a;
	const struct public_view *view;
	const struct public_product *product;
	struct json_writer *w;
};

/* What an advisory says of the product to a vulnerability. */
struct place {
	const struct public_advisory *adv;
	const struct public_vulnerability *flaw;
	struct standings said;
};

void
product_status_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct arena *a = plan_arena(p);
	struct subscription *all;
	size_t n = subscription_list(a, v, &all);

	(void)c;
	plan_add(p, (struct page){ .path = S(PLACE_PRODUCTS) });
	for (size_t i = 0; i < n; i++) {
		if (all[i].kind == SUBSCRIPTION_PRODUCT)
			plan_add(p,
			    (struct page){
				.path = place_product(a, all[i].product),
				.item = &all[i] });
	}
}

static struct str
full(const struct writing *k, struct str path)
{
	return str_cat(k->a, k->view->base_url, path);
}

static void
put_words(struct json_writer *w, const char *name,
    const struct public_words *words)
{
	json_name(w, name);
	json_opt_object(w);
	json_pair_opt(w, "en", words->in[PUBLIC_EN]);
	json_pair_opt(w, "ja", words->in[PUBLIC_JA]);
	json_end(w);
}

static void
put_product(struct json_writer *w, const struct public_product *p)
{
	json_pair(w, "product_id", p->id);
	json_pair(w, "name", p->name);
	json_pair_opt(w, "vendor", p->vendor);
	json_pair_opt(w, "product_family", p->family);
	json_pair_opt(w, "purl", p->purl);
	json_pair_opt(w, "cpe", p->cpe);
}

/* ---- the list ------------------------------------------------------------ */

static void
put_list(struct writing *k)
{
	json_object(k->w);
	json_name(k->w, "products");
	json_array(k->w);
	for (size_t i = 0; i < k->view->n_products; i++) {
		const struct public_product *p = &k->view->products[i];

		json_object(k->w);
		put_product(k->w, p);
		json_pair(k->w, "url", full(k, place_product(k->a, p)));
		json_end(k->w);
	}
	json_end(k->w);
	json_end(k->w);
}

/* ---- a product ----------------------------------------------------------- */

/* The id that others know it by; empty when it has none. */
static struct str
flaw_id(const struct public_vulnerability *flaw)
{
	if (flaw->cve.n > 0 || flaw->n_ids == 0)
		return flaw->cve;
	return flaw->ids[0].text;
}

static bool
leaf_is_of(const struct public_advisory *adv, size_t i,
    const struct public_product *p)
{
	const struct public_leaf *leaf = &adv->leaves[i];

	return str_eq(leaf->inventory, p->id) ||
	    (leaf->is_combination &&
		str_eq(adv->leaves[leaf->whole].inventory, p->id));
}

static bool
leaves_have(const struct public_leaves *l, size_t leaf)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i] == leaf)
			return true;
	}
	return false;
}

static void
put_scores(struct writing *k, const struct public_vulnerability *flaw)
{
	json_name(k->w, "scores");
	json_opt_array(k->w);
	for (size_t i = 0; i < flaw->n_scores; i++) {
		const struct public_score *s = &flaw->scores[i];

		json_object(k->w);
		json_pair_z(k->w, "version",
		    cvss_version_name(s->cvss.version));
		json_pair(k->w, "vectorString", s->vector);
		json_name(k->w, "score");
		json_tenths(k->w, s->score.overall_x10);
		json_pair_z(k->w, "severity",
		    cvss_severity_json(s->score.severity));
		json_pair_opt(k->w, "source", s->source);
		json_end(k->w);
	}
	json_end(k->w);
}

/* What the advisory says of the product: versions, ranges, or all of it. */
static void
put_statements(struct writing *k, const struct public_advisory *adv,
    const struct public_vulnerability *flaw)
{
	json_name(k->w, "product_status");
	json_opt_array(k->w);
	for (int s = 0; s < PUBLIC_STATUSES; s++) {
		for (size_t i = 0; i < flaw->status[s].n; i++) {
			size_t at = flaw->status[s].v[i];
			const struct public_leaf *leaf = &adv->leaves[at];

			if (!leaf_is_of(adv, at, k->product))
				continue;
			json_object(k->w);
			json_pair(k->w, "product_id", leaf->product_id);
			json_pair(k->w, "name", leaf->name);
			json_pair_opt(k->w, "version", leaf->version);
			json_pair_opt(k->w, "range", leaf->range);
			json_pair_z(k->w, "status", public_status_names[s]);
			json_end(k->w);
		}
	}
	json_end(k->w);
}

static bool
is_for(const struct writing *k, const struct public_advisory *adv,
    const struct public_leaves *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (leaf_is_of(adv, l->v[i], k->product))
			return true;
	}
	return false;
}

static void
put_remediations(struct writing *k, const struct public_advisory *adv,
    const struct public_vulnerability *flaw)
{
	json_name(k->w, "remediations");
	json_opt_array(k->w);
	for (size_t i = 0; i < flaw->n_remediations; i++) {
		const struct public_remediation *r = &flaw->remediations[i];

		if (!is_for(k, adv, &r->leaves))
			continue;
		json_object(k->w);
		json_pair(k->w, "category", r->category);
		put_words(k->w, "details", &r->details);
		json_pair_opt(k->w, "version", r->version);
		json_pair_opt(k->w, "url", r->url);
		json_end(k->w);
	}
	json_end(k->w);
}

/* That an advisory holds no more; of one that is withdrawn nothing holds. */
static void
put_over(struct json_writer *w, const struct public_advisory *adv)
{
	const struct public_successor *by = adv->successor;

	if (adv->is_withdrawn) {
		json_name(w, "withdrawn");
		json_bool(w, true);
	}
	if (by != NULL)
		json_pair(w, "superseded_by", by->id.n > 0 ? by->id : by->url);
}

static void
put_flaw(struct writing *k, const struct public_advisory *adv,
    const struct public_vulnerability *flaw)
{
	bool is_said = false;

	for (int s = 0; s < PUBLIC_STATUSES; s++)
		is_said = is_said || is_for(k, adv, &flaw->status[s]);
	if (!is_said)
		return;
	json_object(k->w);
	json_pair_opt(k->w, "id", flaw_id(flaw));
	json_pair(k->w, "advisory", adv->id);
	json_pair(k->w, "document_status", adv->status);
	if (adv->label != PUBLIC_CLEAR)
		json_pair_z(k->w, "tlp", public_label_word(adv->label));
	put_over(k->w, adv);
	put_words(k->w, "title",
	    flaw->title.in[PUBLIC_EN].n + flaw->title.in[PUBLIC_JA].n > 0 ?
		&flaw->title :
		&adv->title);
	json_pair_opt(k->w, "cwe", flaw->cwe);
	put_scores(k, flaw);
	if (!adv->is_withdrawn) {
		put_statements(k, adv, flaw);
		put_remediations(k, adv, flaw);
	}
	json_name(k->w, "urls");
	json_object(k->w);
	json_pair(k->w, "csaf", full(k, place_csaf(k->a, adv)));
	json_pair(k->w, "en", full(k, place_advisory(k->a, PUBLIC_EN, adv)));
	json_pair(k->w, "ja", full(k, place_advisory(k->a, PUBLIC_JA, adv)));
	json_end(k->w);
	json_end(k->w);
}

/* Where one version stands to one vulnerability. */
static void
put_standing(struct writing *k, const struct place *at, struct str version)
{
	const struct standing_entry *is = standing_at(&at->said, version);
	const struct public_vulnerability *flaw = at->flaw;

	if (is == NULL || at->adv->is_withdrawn)
		return;
	json_object(k->w);
	json_pair_opt(k->w, "id", flaw_id(flaw));
	json_pair(k->w, "advisory", at->adv->id);
	json_pair_z(k->w, "status", standing_name(is->standing));
	for (size_t i = 0;
	     is->standing == STANDING_NOT_AFFECTED && i < flaw->n_flags; i++) {
		if (!leaves_have(&flaw->flags[i].leaves, is->leaf))
			continue;
		json_pair(k->w, "justification", flaw->flags[i].label);
		break;
	}
	json_end(k->w);
}

static void
put_version(struct writing *k, const struct place *places, size_t n,
    const struct public_version *v)
{
	json_object(k->w);
	json_pair(k->w, "version", v->version);
	json_pair_opt(k->w, "purl", v->purl);
	json_pair_opt(k->w, "cpe", v->cpe);
	json_pair_opt(k->w, "released", v->released);
	json_pair_opt(k->w, "support_ends", v->support_ends);
	json_name(k->w, "vulnerabilities");
	json_array(k->w);
	for (size_t i = 0; i < n; i++)
		put_standing(k, &places[i], v->version);
	json_end(k->w);
	json_end(k->w);
}

static size_t
places_of(struct writing *k, const struct subscription *s, struct place **out)
{
	struct place *v = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct public_advisory *adv = s->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			const struct public_vulnerability *flaw =
			    &adv->vulnerabilities[j];

			v = arena_grow(k->a, v, n, &cap, sizeof(*v));
			v[n++] = (struct place){ adv, flaw,
				standing_open(k->a, adv, flaw, k->product) };
		}
	}
	*out = v;
	return n;
}

static void
put_file(struct writing *k, const struct subscription *s)
{
	struct place *places;
	size_t n = places_of(k, s, &places);

	json_object(k->w);
	put_product(k->w, k->product);
	if (s->n > 0)
		json_pair(k->w, "updated",
		    instant_format_utc(k->a,
			subscription_updated(s->advisories[0])));
	json_name(k->w, "versions");
	json_array(k->w);
	for (size_t i = 0; i < k->product->n_versions; i++)
		put_version(k, places, n, &k->product->versions[i]);
	json_end(k->w);
	json_name(k->w, "vulnerabilities");
	json_array(k->w);
	for (size_t i = 0; i < n; i++)
		put_flaw(k, places[i].adv, places[i].flaw);
	json_end(k->w);
	json_end(k->w);
}

bool
product_status_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct subscription *s = page->item;
	struct writing k = {
		.a = tmp,
		.view = v,
		.product = s != NULL ? s->product : NULL,
		.w = json_write_open(tmp, out, JSON_WRITE_PRETTY),
	};

	(void)c;
	(void)d;
	if (s == NULL)
		put_list(&k);
	else
		put_file(&k, s);
	return json_write_close(k.w);
}
