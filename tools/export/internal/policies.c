/* Policies: texts for people, and what the program obeys in them. */
#include "export/internal/out.h"

#include "model/predicate.h"
#include "rule/rule.h"

OUT_FUNCTIONS(policies);

void
policies_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("policies/index.html"), NULL, 0);
	for (size_t i = 0; i < v->n_policies; i++)
		frame_add(&g,
		    where_record(g.a, "policies", v->policies[i].e.id),
		    &v->policies[i], 0);
}

static void
fill_head(const struct frame *f, struct value *o, const struct policy *p)
{
	show_enum(f, o, "kind", &enum_policy_kind, p->kind.v);
	value_set_text(o, "version", p->version.s);
	show_ref(f, o, "owner", &p->owner);
	show_when(f, o, "approved", p->approved.w);
	show_when(f, o, "review", p->review.w);
	value_set_bool(o, "is_public", p->publish.b);
}

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	struct value *rows = value_set_list(f->data, "rows");

	for (size_t i = 0; i < f->m->n_policies; i++) {
		const struct text_entry *t = &f->m->policies[i];
		struct value *o = value_push_object(rows);

		show_entry(f, o, "link", &t->e);
		fill_head(f, o, show_document(f, t)->record);
	}
	frame_title(f, "nav.policies");
	return frame_write(f, "pages/internal/policies", out, d);
}

/* Numbers that the program obeys: the key of a word and the value. */
static void
add_number(const struct frame *f, struct value *list, const char *key,
    const struct number *n)
{
	struct value *o;

	if (!span_is_set(n->at))
		return;
	o = value_push_object(list);
	value_set_text(o, "name", frame_word(f, key));
	value_set_int(o, "n", n->n);
}

/* The first row that holds counts, so their order tells. */
static void
fill_priorities(const struct frame *f, struct value *o, const struct policy *p)
{
	struct value *list = value_set_list(o, "priorities");

	for (size_t i = 0; i < p->priorities.n; i++) {
		const struct priority_row *r = &p->priorities.v[i];
		struct value *row = value_push_object(list);

		value_set_text(row, "priority", r->priority.s);
		value_set_text(row, "when", predicate_text(f->a, r->when.p));
		show_words_opt(f, row, "reason", &r->reason);
	}
}

static void
fill_approvals(const struct frame *f, struct value *o, const struct policy *p)
{
	struct value *list = value_set_list(o, "approvals");

	for (size_t i = 0; i < p->approvals.n; i++) {
		const struct approval_row *r = &p->approvals.v[i];
		struct value *row = value_push_object(list);

		show_roles(f, row, "roles", &r->roles);
		value_set_text(row, "when", predicate_text(f->a, r->when.p));
	}
}

/* A rule that is not known has no page. */
static void
fill_checks(const struct frame *f, struct value *o, const struct policy *p)
{
	struct value *list = value_set_list(o, "checks");

	for (size_t i = 0; i < p->checks.n; i++) {
		const struct rule_setting *r = &p->checks.v[i];
		struct value *row = value_push_object(list);

		value_set_text(row, "rule", r->rule.s);
		value_set_text(row, "href",
		    rule_find(r->rule.s) == NULL ?
			S("") :
			where_link(f, where_record(f->a, "rules", r->rule.s)));
		show_enum(f, row, "class", &enum_rule_class, r->class.v);
		show_text_opt(f, row, "reason", r->reason.s);
	}
}

static void
fill_values(const struct frame *f, struct value *o, const struct policy *p)
{
	struct value *numbers = value_set_list(o, "numbers");
	struct value *sla = value_set_list(o, "sla");

	add_number(f, numbers, "in.policy.acknowledge", &p->acknowledge_days);
	add_number(f, numbers, "in.policy.update", &p->update_days);
	add_number(f, numbers, "in.policy.disclose", &p->disclose_days);
	add_number(f, numbers, "in.policy.small_count", &p->small_count);
	for (size_t i = 0; i < p->sla.n; i++) {
		int unit = p->sla.v[i].unit.v;
		struct value *row = value_push_object(sla);

		value_set_text(row, "priority", p->sla.v[i].priority.s);
		value_set_int(row, "days", p->sla.v[i].days.n);
		show_enum(f, row, "unit", &enum_unit,
		    unit != 0 ? unit : (int)UNIT_CALENDAR_DAYS);
	}
	fill_priorities(f, o, p);
	fill_approvals(f, o, p);
	fill_checks(f, o, p);
}

static bool
write_page(struct frame *f, struct buf *out, struct diags *d)
{
	const struct text_entry *t = f->item;
	const struct document *doc = show_document(f, t);
	const struct policy *p = doc->record;

	show_up(f, "policies/index.html", "nav.policies", S(""));
	value_set_text(f->data, "title", p->title.s);
	value_set_text(f->data, "title_lang", doc->path.lang);
	value_set_bool(f->data, "is_original",
	    !str_eq(doc->path.lang, f->lang));
	fill_head(f, f->data, p);
	show_ref(f, f->data, "approved_by", &p->approved_by);
	show_ref(f, f->data, "parent", &p->parent);
	show_text_opt(f, f->data, "scope", p->scope.s);
	show_texts(f->data, "clauses", &p->clauses);
	fill_values(f, f->data, p);
	show_body(f, f->data, "text", doc->body, 0, doc->path.lang);
	frame_input(f, doc);
	show_source(f, f->data, doc);
	return frame_write(f, "pages/internal/policy_page", out, d);
}

bool
policies_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "policies");

	return f.item != NULL ? write_page(&f, out, d) :
				write_list(&f, out, d);
}
