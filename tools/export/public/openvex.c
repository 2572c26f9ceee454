#include "export/public/openvex.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "export/export.h"
#include "export/public/openvex_impl.h"
#include "export/public/place.h"

#define CONTEXT	"https://openvex.dev/ns/v0.2.0"
#define CVE_URL	"https://www.cve.org/CVERecord?id="

void
openvex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	vex_plan(p, v, vex_has, place_openvex);
}

static const char *
status_name(enum standing s)
{
	switch (s) {
	case STANDING_AFFECTED:
		return "affected";
	case STANDING_FIXED:
		return "fixed";
	case STANDING_NOT_AFFECTED:
		return "not_affected";
	case STANDING_UNDER_INVESTIGATION:
	case STANDING_UNKNOWN:
		break;
	}
	return "under_investigation";
}

static void
put_vulnerability(struct csaf_doc *k, const struct public_vulnerability *v,
    size_t number)
{
	struct str *aliases = arena_array(k->a, struct str, v->n_ids + 1);
	struct str description = vex_section(k, v, "description");

	for (size_t i = 0; i < v->n_ids; i++)
		aliases[i] = v->ids[i].text;
	if (description.n == 0)
		description = csaf_put_words(k, &v->title);
	json_name(k->w, "vulnerability");
	json_object(k->w);
	if (v->cve.n > 0)
		json_pair(k->w, "@id", str_cat(k->a, S(CVE_URL), v->cve));
	json_pair(k->w, "name", vex_id(k->a, k->adv, number));
	json_pair_opt(k->w, "description", description);
	csaf_put_strings(k, "aliases", aliases, v->n_ids);
	json_end(k->w);
}

/* OpenVEX has no member for a label. */
static struct str
notes(struct csaf_doc *k)
{
	struct str over = vex_over(k);

	if (k->adv->label == PUBLIC_CLEAR)
		return over;
	return str_fmt(k->a, "TLP:%s%s%.*s", public_label_word(k->adv->label),
	    over.n > 0 ? ". " : "", STR_ARG(over));
}

static void
put_statement(struct csaf_doc *k, struct openvex_products *products,
    const struct vex_group *g, size_t number)
{
	const struct public_vulnerability *v =
	    &k->adv->vulnerabilities[number];
	struct str updated = vex_updated(k);
	bool holds = !k->adv->is_withdrawn;

	/* All of them in statements before, by other names. */
	openvex_collect(k, products, v, g);
	if (products->n == 0)
		return;
	json_object(k->w);
	put_vulnerability(k, v, number);
	/* What holds now was known when the newest revision went out. */
	json_pair(k->w, "timestamp", updated);
	openvex_put_products(k, products);
	/*
	 * Nothing takes a statement back but a newer one on the same (OpenVEX
	 * 0.2.0, "Updating Statements"), and no status says withdrawn: what
	 * was said is then open again.
	 */
	json_pair_z(k->w, "status",
	    status_name(holds ? g->standing : STANDING_UNDER_INVESTIGATION));
	json_pair_opt(k->w, "status_notes", notes(k));
	if (holds) {
		json_pair_opt(k->w, "justification", g->justification);
		json_pair_opt(k->w, "impact_statement", g->impact);
	}
	if (holds && g->action.n > 0) {
		json_pair(k->w, "action_statement", g->action);
		json_pair(k->w, "action_statement_timestamp", updated);
	}
	json_end(k->w);
}

static void
put_document(struct csaf_doc *k, size_t number)
{
	struct str base = k->adv->base_url;
	struct openvex_products products = { .seen = map_open(k->a),
		.said = map_open(k->a) };
	struct vex_group *groups;
	size_t n = vex_groups(k, &k->adv->vulnerabilities[number], &groups);

	json_object(k->w);
	json_pair_z(k->w, "@context", CONTEXT);
	json_pair(k->w, "@id",
	    base.n > 0 ?
		str_cat(k->a, base, k->path) :
		str_cat(k->a, S("urn:uuid:"), vex_uuid(k->a, k->path)));
	json_pair(k->w, "author", k->adv->publisher.name);
	json_pair_opt(k->w, "role", k->adv->publisher.category);
	json_pair(k->w, "timestamp", vex_issued(k));
	json_pair(k->w, "last_updated", vex_updated(k));
	json_pair_int(k->w, "version", (int64_t)k->adv->n_revisions);
	json_pair(k->w, "tooling",
	    str_trim(str_cat(k->a, S("Hansho "), k->context->version)));
	json_name(k->w, "statements");
	json_array(k->w);
	for (size_t i = 0; i < n; i++)
		put_statement(k, &products, &groups[i], number);
	json_end(k->w);
	json_end(k->w);
}

bool
openvex_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k = csaf_open(page, v, c, tmp, d);

	return vex_write(&k, page->number, out, put_document);
}
