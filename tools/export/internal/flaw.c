#include "export/internal/flaw.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "export/internal/grade.h"
#include "export/internal/row.h"
#include "export/internal/show.h"
#include "export/internal/tally.h"
#include "model/model.h"
#include "model/range.h"
#include "model/state.h"
#include "text/value.h"

static void
add_score(const struct frame *f, struct value *list, struct str vector,
    struct str source)
{
	struct value *o = value_push_object(list);
	struct grade g = grade_vector(vector);

	show_grade(f, o, "sev", &g);
	value_set_text(o, "vector", vector);
	value_set_text(o, "source", source);
}

static void
fill_scores(const struct frame *f, struct value *o,
    const struct vulnerability *v)
{
	struct value *list = value_set_list(o, "scores");

	for (size_t i = 0; i < v->cvss.n; i++)
		add_score(f, list, v->cvss.v[i].s, S(""));
	for (size_t i = 0; i < v->scores.n; i++)
		add_score(f, list, v->scores.v[i].vector.s,
		    v->scores.v[i].source.s);
	show_words_opt(f, o, "score_note", &v->score_note);
}

static void
fill_ssvc(const struct frame *f, struct value *o,
    const struct vulnerability *v)
{
	const struct ssvc *s = v->ssvc;

	show_enum(f, o, "exploitation", &enum_exploitation,
	    v->exploitation.v != 0 || s == NULL ? v->exploitation.v :
						  s->exploitation.v);
	value_set_bool(o, "is_exploited", grade_is_exploited(v));
	show_enum(f, o, "automatable", &enum_yes_no,
	    s != NULL ? s->automatable.v : 0);
	show_enum(f, o, "technical_impact", &enum_technical_impact,
	    s != NULL ? s->technical_impact.v : 0);
	show_enum(f, o, "safety_impact", &enum_safety_impact,
	    s != NULL ? s->safety_impact.v : 0);
	show_enum(f, o, "root_cause", &enum_root_cause, v->root_cause.v);
}

/* Whether a product's file still has the version as one to come. */
static bool
is_awaited(const struct ref *product, struct str version)
{
	const struct entry *e = product->target;
	const struct version_list *l;

	if (e == NULL || e->space != SPACE_PRODUCT || version.n == 0)
		return false;
	l = &((const struct product_entry *)(const void *)e)
		 ->product->versions;
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].version.s, version))
			return l->v[i].life.v == LIFE_PLANNED;
	}
	return false;
}

/* Its day has passed, and the fix is not there; of may be NULL. */
static bool
is_late(const struct frame *f, const struct remediation *r,
    const struct ref *of)
{
	bool is = of != NULL && is_awaited(of, r->version.s);

	for (size_t i = 0; i < r->products.n; i++)
		is = is || is_awaited(&r->products.v[i], r->version.s);
	return is && r->category.v == REMEDIATION_VENDOR_FIX &&
	    tally_is_past(f->m, r->date.w, f->c->now);
}

/* One remedy: what kind, what to do, since or from when. */
static void
fill_remedy(const struct frame *f, struct value *list,
    const struct remediation *r, const struct ref *of)
{
	struct value *o = value_push_object(list);

	show_enum(f, o, "category", &enum_remediation_category, r->category.v);
	value_set_text(o, "version", r->version.s);
	show_words_opt(f, o, "details", &r->details);
	show_when(f, o, "date", r->date.w);
	value_set_bool(o, "is_late", is_late(f, r, of));
	value_set_text(o, "url", r->url.s);
	show_refs(f, o, "products", &r->products);
}

static void
fill_versions(const struct frame *f, struct value *list,
    const struct case_product *p)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		struct value *o = value_push_object(list);

		show_text(f, o, "range",
		    range_words(f->a, f->c->words, f->lang,
			&p->versions.v[i]));
		show_enum(f, o, "status", &enum_product_status,
		    p->versions.v[i].status.v);
	}
}

static void
fill_product(const struct frame *f, struct value *rows,
    const struct vulnerability *v, const struct case_product *p)
{
	struct value *o = value_push_object(rows), *remedies;

	show_ref(f, o, "link", &p->product);
	show_ref(f, o, "component", &p->component);
	value_set_text(o, "platform", p->platform_version.s);
	show_state(o, "st", state_product(v, p, f->m->zone, f->c->now));
	fill_versions(f, value_set_list(o, "versions"), p);
	show_enum(f, o, "status", &enum_product_status, p->status.v);
	value_set_z(o, "justification",
	    enum_name(&enum_justification, p->justification.v));
	show_words_opt(f, o, "impact", &p->impact);
	remedies = value_set_list(o, "remedies");
	for (size_t i = 0; i < p->remediations.n; i++)
		fill_remedy(f, remedies, &p->remediations.v[i], &p->product);
	show_ref(f, o, "owner", &p->owner);
	show_when(f, o, "target", p->target.w);
}

void
flaw_show(const struct frame *f, struct value *o,
    const struct vulnerability *v)
{
	struct grade g = grade_vulnerability(v);
	struct value *ids = value_set_list(o, "ids");
	struct value *rows = value_set_list(o, "rows");
	struct value *remedies = value_set_list(o, "remedies");

	value_set_text(o, "cve", v->cve.s);
	for (size_t i = 0; i < v->ids.n; i++)
		value_push(ids, value_text(f->a, v->ids.v[i].text.s));
	show_words_opt(f, o, "title", &v->title);
	show_grade(f, o, "sev", &g);
	value_set_text(o, "cwe", v->cwe.s);
	fill_scores(f, o, v);
	fill_ssvc(f, o, v);
	for (size_t i = 0; i < v->products.n; i++)
		fill_product(f, rows, v, &v->products.v[i]);
	value_set_int(o, "n_rows", (int64_t)v->products.n);
	for (size_t i = 0; i < v->remediations.n; i++)
		fill_remedy(f, remedies, &v->remediations.v[i], NULL);
	row_references(f, o, "references", &v->references);
}
