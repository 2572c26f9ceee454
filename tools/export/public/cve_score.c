#include "base/arena.h"
#include "base/attr.h"
#include "export/public/cve_impl.h"

static size_t
count_affected(const struct cve_record *k)
{
	static const enum public_status affected[] = { PUBLIC_FIRST_AFFECTED,
		PUBLIC_KNOWN_AFFECTED, PUBLIC_LAST_AFFECTED };
	struct public_leaves all = { 0 };
	bool *seen = arena_array(k->doc.a, bool, k->doc.adv->n_leaves + 1);

	for (size_t i = 0; i < ARRAY_LEN(affected); i++) {
		const struct public_leaves *l = &k->flaw->status[affected[i]];

		for (size_t j = 0; j < l->n; j++) {
			all.n += !seen[l->v[j]];
			seen[l->v[j]] = true;
		}
	}
	return all.n;
}

/* A score for all that is affected is the general one (the schema's word). */
static void
put_scenario(struct cve_record *k, const struct public_score *s)
{
	struct json_writer *w = k->doc.w;
	struct str value = S("GENERAL");

	if (s->leaves.n < count_affected(k)) {
		const struct catalog_value values[] = { { S("products"),
		    cve_text_products(k, PUBLIC_EN, &s->leaves) } };

		value = cve_text_fill(k, PUBLIC_EN, "machine.cve.scenario",
		    values, ARRAY_LEN(values));
	}
	json_name(w, "scenarios");
	json_array(w);
	json_object(w);
	json_pair_z(w, "lang", "en");
	json_pair(w, "value", cve_text(k, value, CVE_TEXT));
	json_end(w);
	json_end(w);
}

/* Ours alone: what others assessed they say in containers of their own. */
static void
put_metrics(struct cve_record *k)
{
	static const char *const names[] = {
		[CVSS_2_0] = "cvssV2_0",
		[CVSS_3_0] = "cvssV3_0",
		[CVSS_3_1] = "cvssV3_1",
		[CVSS_4_0] = "cvssV4_0",
	};
	struct json_writer *w = k->doc.w;

	json_name(w, "metrics");
	json_opt_array(w);
	for (size_t i = 0; i < k->flaw->n_scores; i++) {
		const struct public_score *s = &k->flaw->scores[i];

		if (s->source.n > 0)
			continue;
		json_object(w);
		csaf_score_put(&k->doc, names[s->cvss.version], s);
		json_pair_z(w, "format", "CVSS");
		put_scenario(k, s);
		json_end(w);
	}
	json_end(w);
}

/* CNA Operational Rules 5.1.7: a type there must be, and best a CWE. */
static void
put_type(struct cve_record *k)
{
	const struct public_vulnerability *v = k->flaw;
	struct json_writer *w = k->doc.w;
	struct str title = v->title.in[PUBLIC_EN].n > 0 ?
	    v->title.in[PUBLIC_EN] :
	    k->doc.adv->title.in[PUBLIC_EN];

	json_object(w);
	if (v->cwe_name.n > 0) {
		json_pair(w, "cweId", v->cwe);
		json_pair(w, "description",
		    str_fmt(k->doc.a, "%.*s %.*s", STR_ARG(v->cwe),
			STR_ARG(v->cwe_name)));
	} else {
		json_pair(w, "description", cve_text(k, title, CVE_TEXT));
	}
	json_pair_z(w, "lang", "en");
	json_pair_z(w, "type", v->cwe_name.n > 0 ? "CWE" : "text");
	json_end(w);
}

void
cve_score(struct cve_record *k)
{
	struct json_writer *w = k->doc.w;

	put_metrics(k);
	json_name(w, "problemTypes");
	json_array(w);
	json_object(w);
	json_name(w, "descriptions");
	json_array(w);
	put_type(k);
	json_end(w);
	json_end(w);
	json_end(w);
}
