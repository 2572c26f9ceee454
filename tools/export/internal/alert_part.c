#include "export/internal/alert_part.h"

#include "base/arena.h"
#include "export/internal/alert_set.h"
#include "export/internal/finding_row.h"
#include "export/internal/frame.h"
#include "export/internal/inputs.h"
#include "export/internal/piece.h"
#include "export/internal/row.h"
#include "export/internal/show.h"
#include "model/audit.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/value.h"

static void
show_unaffected(const struct frame *f, struct value *o, const struct alert *a)
{
	struct value *list = value_set_list(o, "unaffected");

	for (size_t i = 0; i < a->unaffected.n; i++) {
		const struct alert_exempt *x = &a->unaffected.v[i];
		struct value *row;

		/* Those whom it was about are not seen here. */
		if (x->products.n + x->systems.n + x->condition.ja.s.n +
			x->condition.en.s.n ==
		    0)
			continue;
		row = value_push_object(list);
		show_refs(f, row, "products", &x->products);
		show_refs(f, row, "systems", &x->systems);
		show_words_opt(f, row, "condition", &x->condition);
		show_words(f, row, "why", &x->why);
	}
}

static void
show_notes(const struct frame *f, struct value *o, const struct alert *a)
{
	struct value *list = value_set_list(o, "notes");

	for (size_t i = 0; i < a->notes.n; i++) {
		struct value *row = value_push_object(list);

		show_ref(f, row, "audience", &a->notes.v[i].audience);
		show_words(f, row, "text", &a->notes.v[i].text);
	}
}

/* A commit: names only where the edition has them. */
static void
push_commit(const struct frame *f, struct value *list,
    const struct audit_commit *c)
{
	struct value *o = value_push_object(list), *who;

	show_instant(f, o, "at", c->at);
	value_set_text(o, "id", str_sub(c->id, 0, INPUTS_SHORT_DIGITS));
	who = value_set_list(o, "who");
	if (c->who != NULL)
		show_push_entry(f, who, &c->who->e);
	show_text_opt(f, o, "name", c->who == NULL ? c->name : S(""));
}

/*
 * How many of git's changes the revisions tell of: up to the one that brought
 * the newest.
 */
static size_t
count_told(const struct audit_alert *a)
{
	size_t i = a != NULL ? a->n : 0;

	while (i > 1 &&
	    a->changes[i - 2].n_revisions >= a->changes[i - 1].n_revisions)
		i--;
	return i;
}

/* The commit that brought revision i (from 0); none or one. */
static void
show_brought(const struct frame *f, struct value *o,
    const struct audit_alert *a, size_t i)
{
	struct value *list = value_set_list(o, "commits");

	for (size_t j = 0; a != NULL && j < a->n; j++) {
		if (a->changes[j].n_revisions <= i)
			continue;
		push_commit(f, list, a->changes[j].commit);
		return;
	}
}

static void
show_revisions(const struct frame *f, struct value *o,
    const struct plain_entry *e)
{
	const struct alert *a = e->record;
	const struct audit_alert *git = audit_alert(f->m, e);
	struct value *list = value_set_list(o, "revisions");
	struct value *untold = value_set_list(o, "untold");

	for (size_t i = a->revisions.n; i > 0; i--) {
		const struct alert_revision *r = &a->revisions.v[i - 1];
		struct value *row = value_push_object(list);

		value_set_int(row, "n", r->number.n);
		show_when(f, row, "at", r->at.w);
		show_words(f, row, "text", &r->summary);
		show_brought(f, row, git, i - 1);
	}
	for (size_t i = git != NULL ? git->n : 0; i > count_told(git); i--)
		push_commit(f, untold, git->changes[i - 1].commit);
	value_set_bool(o, "is_pending", git != NULL && git->is_pending);
}

void
alert_part_show(const struct frame *f, struct value *o,
    const struct plain_entry *e)
{
	const struct alert *a = e->record;

	show_words_opt(f, o, "action", &a->action);
	show_unaffected(f, o, a);
	show_notes(f, o, a);
	row_references(f, o, "references", &a->references);
	show_revisions(f, o, e);
}

/* Silence means something only where something was read. */
static bool
has_records(const struct matched *m)
{
	for (size_t i = 0; m != NULL && i < m->n_feeds; i++) {
		if (m->feeds[i].records > 0)
			return true;
	}
	return false;
}

void
alert_part_flaws(const struct frame *f, struct value *o,
    const struct alert_set *s, const struct plain_entry *e)
{
	const struct alert *a = e->record;
	const struct alert_flaw *v = s->flaws[e - f->m->alerts];
	struct value *flaws = value_set_list(o, "flaws");
	struct value *rows = value_set_list(o, "findings");
	size_t n = 0;

	for (size_t i = 0; i < a->vulnerabilities.n; i++) {
		struct value *row = value_push_object(flaws);
		struct value *known = value_set_list(row, "known");

		value_set_text(row, "id", a->vulnerabilities.v[i].s);
		if (v[i].known != NULL)
			finding_row_known(f, value_push_object(known),
			    v[i].known);
		for (size_t j = 0; j < v[i].n; j++, n++) {
			if (n < PIECE_ROWS)
				finding_row_show(f, value_push_object(rows),
				    v[i].v[j]);
		}
	}
	value_set_int(o, "n_findings", (int64_t)n);
	value_set_int(o, "n_left_out",
	    n > PIECE_ROWS ? (int64_t)(n - PIECE_ROWS) : 0);
	value_set_bool(o, "has_feeds", has_records(f->m->matched));
}
