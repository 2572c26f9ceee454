#include "export/public/csaf_vex.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/public/place.h"
#include "export/public/released.h"
#include "export/public/vex_impl.h"

void
csaf_vex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	vex_plan(p, v, vex_has_csaf, place_csaf_vex);
}

/* The advisory's own document, before its other references. */
static void
set_references(struct csaf_doc *k, const struct public_advisory *whole,
    struct public_advisory *one)
{
	struct public_link *links = arena_array(k->a, struct public_link,
	    whole->n_references + 1);
	size_t n = 0;

	if (whole->base_url.n > 0)
		links[n++] = (struct public_link){
			.url = str_cat(k->a, whole->base_url,
			    k->target == CSAF_TO_21 ?
				place_csaf21(k->a, whole) :
				place_csaf(k->a, whole)),
			.summary = csaf_put_word(k, k->lang, "vex.advisory"),
			.has_category = true,
		};
	for (size_t i = 0; i < whole->n_references; i++)
		links[n++] = whole->references[i];
	one->references = links;
	one->n_references = n;
}

/* Ours stand first, of them those of the newest CVSS version. */
static const struct public_score *
worst_of(const struct public_vulnerability *v)
{
	const struct public_score *worst = NULL;

	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];

		if (s->source.n > 0 ||
		    s->cvss.version != v->scores[0].cvss.version)
			break;
		if (worst == NULL ||
		    s->score.overall_x10 > worst->score.overall_x10)
			worst = s;
	}
	return worst;
}

struct str
csaf_vex_id(struct arena *a, const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *v = &adv->vulnerabilities[i];

	return str_fmt(a, "%.*s-VEX-%.*s", STR_ARG(adv->id),
	    STR_ARG(v->cve.n > 0 ? v->cve : vex_name(a, adv, i)));
}

struct public_words
csaf_vex_title(struct arena *a, const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *v = &adv->vulnerabilities[i];
	struct public_words out = adv->title;

	for (size_t j = 0; j < PUBLIC_LANGS; j++) {
		struct str title = v->title.in[j].n > 0 ? v->title.in[j] :
							  adv->title.in[j];

		if (title.n > 0)
			out.in[j] = str_fmt(a, "VEX%s%.*s: %.*s",
			    v->cve.n > 0 ? " " : "", STR_ARG(v->cve),
			    STR_ARG(title));
	}
	return out;
}

/* The advisory as if it were about this vulnerability alone. */
static struct public_advisory
advisory_of(struct csaf_doc *k, const struct public_advisory *whole, size_t i,
    struct public_vulnerability *v)
{
	struct public_advisory one = *whole;

	one.id = csaf_vex_id(k->a, whole, i);
	one.title = csaf_vex_title(k->a, whole, i);
	one.n_aliases = 0;
	one.is_import = false;
	one.category = S("csaf_vex");
	one.worst = worst_of(v);
	one.severity_text = S("");
	one.vulnerabilities = v;
	one.n_vulnerabilities = 1;
	set_references(k, whole, &one);
	return one;
}

/* A flaw needs the name that it has in the advisory's document. */
static void
set_name(struct csaf_doc *k, const struct public_advisory *whole, size_t i,
    struct public_vulnerability *v)
{
	if (v->cve.n > 0 || v->n_ids > 0)
		return;
	v->ids = arena_new(k->a, struct public_id);
	v->ids[0] = (struct public_id){ whole->publisher.name,
		vex_id(k->a, whole, i) };
	v->n_ids = 1;
}

/* An impact statement where nobody wrote one (2.0, 6.1.27.9). */
static void
add_impacts(struct csaf_doc *k, struct public_vulnerability *v)
{
	struct vex_group *groups;
	size_t n = vex_groups(k, v, &groups);
	struct public_threat *threats = arena_array(k->a, struct public_threat,
	    v->n_threats + n);

	for (size_t i = 0; i < v->n_threats; i++)
		threats[i] = v->threats[i];
	v->threats = threats;
	for (size_t i = 0; i < n; i++) {
		struct public_threat t = { .category = S("impact"),
			.leaves = groups[i].leaves };

		if (!groups[i].is_unexplained)
			continue;
		t.details.in[k->lang] = groups[i].impact;
		v->threats[v->n_threats++] = t;
	}
}

static void
mark(bool *used, const struct public_leaves *l)
{
	for (size_t i = 0; i < l->n; i++)
		used[l->v[i]] = true;
}

/* The leaves that the vulnerability speaks of, and their ends (6.2.1). */
static const bool *
used_leaves(struct csaf_doc *k, const struct public_vulnerability *v)
{
	size_t n = k->adv->n_leaves;
	bool *used = arena_array(k->a, bool, n + 1);

	for (size_t i = 0; i < PUBLIC_STATUSES; i++)
		mark(used, &v->status[i]);
	for (size_t i = 0; i < v->n_remediations; i++)
		mark(used, &v->remediations[i].leaves);
	for (size_t i = 0; i < v->n_threats; i++)
		mark(used, &v->threats[i].leaves);
	for (size_t i = 0; i < v->n_scores; i++)
		mark(used, &v->scores[i].leaves);
	/* The ends of a combination stand before it. */
	for (size_t i = n; i-- > 0;) {
		const struct public_leaf *leaf = &k->adv->leaves[i];

		if (used[i] && leaf->is_combination)
			used[leaf->part] = used[leaf->whole] = true;
	}
	return used;
}

bool
csaf_vex_write(struct csaf_doc *k, size_t i, struct buf *out)
{
	const struct public_advisory *whole = k->adv;
	struct public_vulnerability flaw = whole->vulnerabilities[i];
	struct public_advisory one;

	if (released_copy(whole, k->path, out))
		return true;
	set_name(k, whole, i, &flaw);
	add_impacts(k, &flaw);
	one = advisory_of(k, whole, i, &flaw);
	k->used = used_leaves(k, &flaw);
	k->adv = &one;
	return csaf_write(k, out);
}

bool
csaf_vex_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k = csaf_open(page, v, c, tmp, d);

	return csaf_vex_write(&k, page->number, out);
}
