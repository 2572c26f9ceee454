#include "command/explain_impl.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "command/page.h"
#include "csaf/csaf.h"
#include "model/model.h"
#include "provided/provided.h"
#include "rule/rule.h"

int command_explain(struct invocation *v);

#define LINE_WIDTH	72	/* columns of a paragraph */

/* What stands before the parts of an explanation. */
struct labels {
	const char *clause;
	const char *why;
	const char *bad;
	const char *good;
	const char *help;
	const char *not_run;		/* of tests of CSAF */
	const char *links, *words;	/* and why: enum csaf_need */
	const char *classes[3];		/* by enum diag_class */
};

static const struct labels labels_en = {
	.clause = "clause",
	.why = "why",
	.bad = "reported",
	.good = "mended",
	.help = "what to do",
	.not_run = "when it is run",
	.links = "only with --links FILE, a list of the addresses that are "
		 "known to resolve: nothing here asks the network",
	.words = "never: it needs a dictionary of each language, and takes "
		 "the names of products for slips",
	.classes = {
		[DIAG_ERROR] = "error: not mergeable",
		[DIAG_REQUIREMENT] = "requirement: blocks the next stage",
		[DIAG_ALERT] = "alert: mergeable; a waiver silences it",
	},
};

static const struct labels labels_ja = {
	.clause = "根拠",
	.why = "理由",
	.bad = "指摘される例",
	.good = "直した例",
	.help = "すること",
	.not_run = "実行されるとき",
	.links = "--links FILE を指定したときだけ。解決すると分かっているアドレスの一覧を用いる。ネットワークには問い合わせない",
	.words = "実行しない。言語ごとの辞書が必要で、固有名詞まで誤りとしてしまうため",
	.classes = {
		[DIAG_ERROR] = "エラー：マージできない",
		[DIAG_REQUIREMENT] = "要件：次の段階に進めない",
		[DIAG_ALERT] = "注意：マージできる。理由を書けば表示しない",
	},
};

static void
print_paragraph(const char *label, const char *text)
{
	struct str rest = str_z(text);

	if (rest.n > 0)
		command_printf("\n%s:\n", label);
	while (rest.n > 0) {
		size_t n = page_fit(rest, LINE_WIDTH);

		command_printf("    %.*s\n", STR_ARG(str_sub(rest, 0, n)));
		rest = str_from(rest, n);
		if (str_starts(rest, S(" ")))
			rest = str_from(rest, 1);
	}
}

/* Text set in by four columns, line by line. */
static void
print_lines(const char *label, const char *text)
{
	struct str rest = str_z(text), line;
	bool more = rest.n > 0;

	if (more)
		command_printf("\n%s:\n", label);
	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		if (line.n > 0)
			command_printf("    %.*s\n", STR_ARG(line));
		else if (more)
			command_put(S("\n"));
	}
}

/* Ids among which one is looked for. */
struct ids {
	struct arena *a;
	struct str *v;
	size_t n, cap;
};

static void
add_id(struct ids *l, struct str id)
{
	l->v = arena_grow(l->a, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = id;
}

static void
add_rules(struct ids *l)
{
	for (size_t i = 0; i < rules_len(); i++)
		add_id(l, str_z(rule_at(i)->id));
}

static void
add_levels(struct ids *l, const struct policy_set *p)
{
	for (size_t i = 0; i < p->n_order; i++)
		add_id(l, p->order[i]);
}

static void
add_deadlines(struct ids *l, const struct deadlines *r)
{
	for (size_t i = 0; r != NULL && i < r->rows.n; i++)
		add_id(l, r->rows.v[i].id.s);
}

static void
add_requirements(struct ids *l)
{
	for (size_t i = 0; i < provided_rules_len(); i++)
		add_id(l, str_z(provided_rule_at(i)->id));
}

/* Everything of a repository that can be explained. */
static void
add_things(struct ids *l, const struct tell *t)
{
	const struct model *m = t->r.model;
	const struct document_list *docs = &m->docs[KIND_DEADLINES];

	for (size_t i = 0; i < m->n_cases; i++)
		add_id(l, m->cases[i].e.id);
	for (size_t i = 0; i < m->n_policies; i++)
		add_id(l, m->policies[i].e.id);
	add_levels(l, t->group);
	for (size_t i = 0; i < m->n_companies; i++) {
		add_id(l, m->companies[i].e.id);
		add_levels(l, t->companies[i]);
	}
	for (size_t i = 0; i < docs->n; i++)
		add_deadlines(l, docs->v[i].record);
}

/* t is NULL where there is no repository. */
static int
unknown(struct invocation *v, const struct tell *t)
{
	struct str id = v->args[0], near;
	struct ids l = { .a = v->perm };

	add_rules(&l);
	add_requirements(&l);
	if (t != NULL)
		add_things(&l, t);
	near = str_nearest(id, l.v, l.n);
	fprintf(stderr, "hansho: there is no rule%s '%.*s'",
	    t == NULL ? "" : ", case, clock rule, priority, policy or company",
	    STR_ARG(id));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs(t == NULL ? "\nHere is no repository, whose cases and policies "
			  "could be explained too (-C DIR).\n"
			  "`hansho list rules` lists the rules.\n" :
			  "\n`hansho list` names what there is.\n",
	    stderr);
	return STATUS_USAGE;
}

static int
explain_rule(const struct invocation *v, const struct rule *r)
{
	bool is_ja = str_eq(v->lang, S("ja"));
	const struct labels *l = is_ja ? &labels_ja : &labels_en;

	command_printf("%s\n%s\n%s\n", r->id, r->summary,
	    l->classes[r->class]);
	if (r->clause[0] != '\0')
		command_printf("%s: %s\n", l->clause, r->clause);
	if (r->text == NULL)
		return STATUS_FINE;
	print_paragraph(l->why, is_ja ? r->text->why_ja : r->text->why_en);
	print_lines(l->bad, r->text->bad);
	print_lines(l->good, r->text->good);
	return STATUS_FINE;
}

static int
explain_csaf(const struct invocation *v, const struct csaf_test *t)
{
	bool is_ja = str_eq(v->lang, S("ja"));
	const struct labels *l = is_ja ? &labels_ja : &labels_en;

	command_printf("%s %s\n%s\n%s: CSAF %s, %s\n", t->id, t->title,
	    csaf_class_name(t->class), l->clause, csaf_test_versions(t),
	    t->id);
	print_paragraph(l->why, is_ja ? t->why_ja : t->why_en);
	print_lines(l->bad, t->bad);
	print_lines(l->good, t->good);
	print_paragraph(l->help, t->fix);
	if (csaf_test_need(t) == CSAF_NEEDS_LINKS)
		print_paragraph(l->not_run, l->links);
	else if (csaf_test_need(t) == CSAF_NEEDS_WORDS)
		print_paragraph(l->not_run, l->words);
	return STATUS_FINE;
}

/* What `hansho verify` names. */
static int
explain_requirement(const struct invocation *v, const struct provided_rule *r)
{
	bool is_ja = str_eq(v->lang, S("ja"));
	const struct labels *l = is_ja ? &labels_ja : &labels_en;

	command_printf("%s\n%s\n%s: %s\n", r->id, r->title, l->clause,
	    r->clause);
	print_paragraph(l->why, is_ja ? r->why_ja : r->why_en);
	return STATUS_FINE;
}

/* The kinds of things, one after the other, until one has the id. */
static bool
explain_thing(const struct tell *t, struct str id)
{
	const struct model *m = t->r.model;
	const struct case_entry *c = (const void *)model_find(m, SPACE_CASE,
	    id);
	const struct case_state *s = c == NULL ? NULL : derived_case(m, c);

	if (s != NULL) {
		explain_case(t, s);
		return true;
	}
	return explain_deadline(t, id) || explain_level(t, id) ||
	    explain_policy(t, id) || explain_company(t, id);
}

int
command_explain(struct invocation *v)
{
	const struct rule *r = rule_find(v->args[0]);
	const struct csaf_test *test = csaf_test_find(v->args[0]);
	const struct provided_rule *asked = provided_rule_find(v->args[0]);
	int status = STATUS_FINE;
	struct tell t;

	if (r != NULL)
		return explain_rule(v, r);
	/* "schema" could be the name of a thing. */
	if (test != NULL && test->class != CSAF_SCHEMA)
		return explain_csaf(v, test);
	if (asked != NULL)
		return explain_requirement(v, asked);
	if (v->dir == NULL && repository_find(v).n == 0)
		return unknown(v, NULL);
	if (!tell_open(v, &t))
		return STATUS_USAGE;
	if (!explain_thing(&t, v->args[0]))
		status = unknown(v, &t);
	tell_close(&t);
	return status;
}
