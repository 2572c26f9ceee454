#include "rule/waiver.h"

#include "base/diag.h"
#include "model/model.h"
#include "rule/rule.h"
#include "rule/setting.h"

/* The diagnostics of one file, within the sorted ones. */
struct range {
	size_t from, to;
};

static struct range
range_of(const struct diags *d, size_t n, uint32_t file)
{
	struct range r = { 0, n };

	while (r.from < r.to) {
		size_t mid = r.from + (r.to - r.from) / 2;

		if (diags_at(d, mid)->at.file < file)
			r.from = mid + 1;
		else
			r.to = mid;
	}
	while (r.to < n && diags_at(d, r.to)->at.file == file)
		r.to++;
	return r;
}

/* Silence a rule's alerts; returns how many there were. */
static size_t
silence(struct diags *d, struct range r, struct str rule)
{
	size_t n = 0;

	for (size_t i = r.from; i < r.to; i++) {
		struct diag *g = diags_at(d, i);

		if (g->class != DIAG_ALERT || !str_eq(g->rule, rule))
			continue;
		g->is_waived = true;
		n++;
	}
	return n;
}

static void
report_unknown(const struct waiver *w, struct diags *d)
{
	diag_error(d, "waiver-rule", w->rule.at, "there is no rule '%.*s'",
	    STR_ARG(w->rule.s));
	diag_help(d, "`hansho list rules` names them all");
}

/*
 * What building alone reports is not there yet, so that a waiver of it cannot
 * be told from an unused one.
 */
static bool
is_complete(const struct rule *r)
{
	return r->kind != RULE_OF_LOADING;
}

static void
apply(const struct waiver *w, const struct setting *settings, struct day today,
    struct range range, struct diags *d)
{
	const struct rule *r = rule_find(w->rule.s);
	const struct setting *s;

	/* A waiver that could not be read in full silences nothing. */
	if (w->rule.s.n == 0 || w->until.w.kind != WHEN_DATE ||
	    w->reason.s.n == 0)
		return;
	if (r == NULL) {
		report_unknown(w, d);
		return;
	}
	s = &settings[rule_index(r)];
	if (!s->is_off && s->class != DIAG_ALERT) {
		diag_error(d, "waiver-class", w->rule.at,
		    "'%s' is of class %s, and only alerts can be waived",
		    r->id, diag_class_name(s->class));
		diag_help(d, "mend what it reports and take the waiver out");
		return;
	}
	if (w->until.w.day.n < today.n) {
		diag_report(d, DIAG_ALERT, "waiver-expired", w->until.at,
		    "the waiver of '%s' has expired", r->id);
		diag_help(d,
		    "mend the alert, or decide anew until when it "
		    "may stay");
		return;
	}
	if (silence(d, range, w->rule.s) == 0 && is_complete(r)) {
		diag_report(d, DIAG_ALERT, "waiver-unused", w->rule.at,
		    "nothing in this file is reported by '%s'", r->id);
		diag_help(d, "take the waiver out");
	}
}

void
waiver_apply(const struct model *m, const struct setting *settings,
    struct day today, struct diags *d)
{
	size_t n_diags = diags_len(d);

	for (size_t kind = 0; kind < KINDS; kind++) {
		const struct field *f =
		    field_find(kind_info((enum kind)kind)->record,
			S("waivers"));
		const struct document_list *docs = &m->docs[kind];

		for (size_t i = 0; f != NULL && i < docs->n; i++) {
			const struct waiver *v;
			size_t n = 0;

			if (docs->v[i].record == NULL)
				continue;
			v = field_items(f, docs->v[i].record, &n);
			for (size_t j = 0; j < n; j++)
				apply(&v[j], settings, today,
				    range_of(d, n_diags, docs->v[i].file), d);
		}
	}
}
