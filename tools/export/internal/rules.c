/* What the checks find: the list of all rules and faults, and a page a rule. */
#include "export/internal/out.h"

#include "rule/rule.h"

OUT_FUNCTIONS(rules);

static struct str
where_rule(struct arena *a, const struct rule *r)
{
	return where_record(a, "rules", str_z(r->id));
}

void
rules_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("rules/index.html"), NULL, 0);
	for (size_t i = 0; i < rules_len(); i++)
		frame_add(&g, where_rule(g.a, rule_at(i)), rule_at(i), 0);
}

/* The words in.rule.subjects.NAME. */
static const char *
subject_name(const struct rule *r)
{
	static const char *const names[] = {
		[SUBJECT_MODEL] = "model",
		[SUBJECT_DOCUMENT] = "document",
		[SUBJECT_CASE] = "case",
		[SUBJECT_VULNERABILITY] = "vulnerability",
		[SUBJECT_CASE_PRODUCT] = "case_product",
		[SUBJECT_ADVISORY] = "advisory",
		[SUBJECT_PUBLISHED] = "published",
		[SUBJECT_PRODUCT] = "product",
		[SUBJECT_SYSTEM] = "system",
		[SUBJECT_COMPANY] = "company",
		[SUBJECT_PERSON] = "person",
		[SUBJECT_PARTY] = "party",
		[SUBJECT_POLICY] = "policy",
		[SUBJECT_ORGANISATION] = "organisation",
	};

	return r->kind == RULE_OF_LOADING ? "loading" : names[r->subject];
}

static void
fill_rule(const struct frame *f, struct value *o, const struct rule *r)
{
	static const char *const classes[] = {
		[DIAG_ERROR] = "error",
		[DIAG_REQUIREMENT] = "requirement",
		[DIAG_ALERT] = "alert",
	};
	static const char *const kinds[] = {
		[RULE_OF_POLICY] = "policy",
		[RULE_OF_OURS] = "ours",
		[RULE_OF_NOW] = "now",
		[RULE_OF_LOADING] = "loading",
	};

	value_set_z(o, "rule", r->id);
	value_set_text(o, "href", where_link(f, where_rule(f->a, r)));
	value_set_z(o, "class", classes[r->class]);
	value_set_z(o, "kind", kinds[r->kind]);
	value_set_z(o, "subject", subject_name(r));
	value_set_z(o, "clause", r->clause);
	value_set_z(o, "summary", r->summary);
}

static bool
write_list(struct frame *f, struct buf *out, struct diags *d)
{
	struct value *rows = value_set_list(f->data, "rows");

	for (size_t i = 0; i < rules_len(); i++)
		fill_rule(f, value_push_object(rows), rule_at(i));
	frame_title(f, "nav.rules");
	return frame_write(f, "pages/internal/rules", out, d);
}

/* The rules that must have passed first. */
static void
fill_after(const struct frame *f, struct value *list, const struct rule *r)
{
	struct str rest = str_z(r->after), id;

	while (rest.n > 0) {
		const struct rule *first;

		(void)str_cut(rest, ' ', &id, &rest);
		first = rule_find(id);
		if (first != NULL)
			fill_rule(f, value_push_object(list), first);
	}
}

/* What the policies say of the rule. */
static void
fill_settings(const struct frame *f, struct value *list, const struct rule *r)
{
	for (size_t i = 0; i < f->m->n_policies; i++) {
		const struct text_entry *t = &f->m->policies[i];
		const struct policy *p = show_document(f, t)->record;

		for (size_t j = 0; j < p->checks.n; j++) {
			const struct rule_setting *s = &p->checks.v[j];
			struct value *o;

			if (!str_eq_z(s->rule.s, r->id))
				continue;
			o = value_push_object(list);
			show_entry(f, o, "link", &t->e);
			show_enum(f, o, "class", &enum_rule_class, s->class.v);
			show_text_opt(f, o, "reason", s->reason.s);
		}
	}
}

static bool
write_rule(struct frame *f, struct buf *out, struct diags *d)
{
	const struct rule *r = f->item;
	bool is_ja = str_eq_z(f->lang, "ja");

	show_up(f, "rules/index.html", "nav.rules", S(""));
	value_set_z(f->data, "title", r->id);
	fill_rule(f, f->data, r);
	fill_after(f, value_set_list(f->data, "after"), r);
	fill_settings(f, value_set_list(f->data, "settings"), r);
	value_set_z(f->data, "why", is_ja ? r->text->why_ja : r->text->why_en);
	value_set_z(f->data, "bad", r->text->bad);
	value_set_z(f->data, "good", r->text->good);
	return frame_write(f, "pages/internal/rule_page", out, d);
}

bool
rules_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "rules");

	return f.item != NULL ? write_rule(&f, out, d) :
				write_list(&f, out, d);
}
