#include "export/internal/case_approvals.h"

#include "base/arena.h"
#include "export/internal/clock_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/audit.h"
#include "model/model.h"
#include "text/value.h"

/* Digits of a digest that people compare. */
#define SHORT_DIGEST	12

static const struct person_entry *
person_of(const struct approval *a)
{
	return (const void *)a->by.target;
}

static void
show_need(const struct frame *f, struct value *o,
    const struct approval_need *n)
{
	const struct say say = clock_row_say(f);
	struct value *given = value_set_list(o, "given"), *who;

	value_set_text(o, "role", say_enum(&say, &enum_role, (int)n->role));
	if (n->given != NULL) {
		given = value_push_object(given);
		show_ref(f, given, "by", &n->given->by);
		show_when(f, given, "at", n->given->at.w);
	}
	who = value_set_list(o, "who");
	for (size_t i = 0; n->given == NULL && i < n->n_who; i++) {
		struct value *k = value_push_object(who);

		show_entry(f, k, "link", &n->who[i]->e);
		value_set_text(k, "email", n->who[i]->person->email.s);
	}
	value_set_text(o, "why", say_proof(&say, &n->proof));
	value_set_text(o, "place", say_place(&say, &n->proof));
}

static void
show_given(const struct frame *f, struct value *o,
    const struct audit_approval *x)
{
	const struct say say = clock_row_say(f);
	const struct approval *a = x->approval;

	show_when(f, o, "at", a->at.w);
	show_ref(f, o, "by", &a->by);
	value_set_text(o, "name", person_of(a) == NULL ? a->by.id : S(""));
	value_set_text(o, "role", say_enum(&say, &enum_role, a->role.v));
	value_set_text(o, "digest", str_sub(a->digest.s, 0, SHORT_DIGEST));
	value_set_bool(o, "is_good", x->verdict == APPROVAL_GOOD);
	value_set_text(o, "text", say_approval(&say, x));
}

void
case_approvals_show(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	const struct audit_case *k = audit_case(f->m, s->c);
	size_t n = k != NULL ? k->n_approvals : 0, n_given = 0;
	struct value *list = value_set_list(o, "approvals"), *needs, *file;

	if (s->n_needs == 0 && n == 0)
		return;
	o = value_push_object(list);
	needs = value_set_list(o, "needs");
	for (size_t i = 0; i < s->n_needs; i++) {
		show_need(f, value_push_object(needs), &s->needs[i]);
		n_given += s->needs[i].given != NULL;
	}
	file = value_set_list(o, "on_file");
	for (size_t i = 0; i < n; i++)
		show_given(f, value_push_object(file), &k->approvals[i]);
	value_set_int(o, "n_on_file", (int64_t)n);
	value_set_int(o, "n_given", (int64_t)n_given);
	value_set_int(o, "n_needs", (int64_t)s->n_needs);
	value_set_text(o, "digest",
	    k != NULL ? str_sub(k->digest, 0, SHORT_DIGEST) : S(""));
	value_set_bool(o, "is_changed", k != NULL && k->is_changed);
	value_set_text(o, "id", s->c->e.id);
}

void
case_approvals_fact(const struct frame *f, struct value *o,
    const struct case_state *s, size_t i)
{
	const struct audit_case *k = s != NULL ? audit_case(f->m, s->c) : NULL;
	struct value *list = value_set_list(o, "recorded");
	const struct audit_commit *c;

	if (k == NULL || i >= k->n_facts || k->facts[i] == NULL)
		return;
	c = k->facts[i];
	o = value_push_object(list);
	show_entry(f, o, "by", c->who != NULL ? &c->who->e : NULL);
	value_set_text(o, "name", c->who != NULL ? S("") : c->name);
	show_instant(f, o, "at", c->at);
	value_set_text(o, "commit", str_sub(c->id, 0, INPUTS_SHORT_DIGITS));
}
