/*
 * Where a case stands: each stage, what is missing, who can supply it, what was
 * lost, exits; and that the example group shows all of it.
 */
#include "stage/stage.h"

#include <stdio.h>

#include "audit/audit.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "model/predicate.h"
#include "pipeline/derive.h"
#include "stage_text.h"
#include "text/yaml.h"

/* ---- one case --------------------------------------------------------- */

static struct model_fixture f;

/* What other floors would have found. */
struct given {
	int uncovered, undated, unanswered, unused;
	int law, open, missed;	/* clocks */
	int severity;
	int approvals;		/* missing */
};

static const struct deadline law = {
	.id = { STR_INIT("D-LAW"), { 0 } },
	.weight = { WEIGHT_LAW, { 0 } },
};
static const struct deadline policy = { .weight = { WEIGHT_POLICY, { 0 } } };

static void
add_clocks(struct case_state *s, int n, const struct deadline *rule,
    enum clock_state state)
{
	for (int i = 0; i < n; i++)
		s->clocks.v[s->clocks.n++] = (struct clock){ .rule = rule,
			.state = state };
}

static void
give(struct case_state *s, const struct given *g)
{
	struct span at = s->c->e.at;

	s->assessment.uncovered = (struct number){ g->uncovered, at };
	s->assessment.undated = (struct number){ g->undated, at };
	s->assessment.approvals_missing = (struct number){ g->approvals, at };
	s->assessment.unanswered.n += g->unanswered;
	s->assessment.unused_cves.n = g->unused;
	s->assessment.severity = (struct choice){
		g->severity != 0 ? g->severity : (int)SEVERITY_MEDIUM, at
	};
	s->clocks.v = arena_array(f.a, struct clock, 16);
	add_clocks(s, g->law, &law, CLOCK_STATE_RUNNING);
	add_clocks(s, g->open, &policy, CLOCK_STATE_PAUSED);
	add_clocks(s, g->missed, &policy, CLOCK_STATE_MISSED);
	add_clocks(s, 1, &law, CLOCK_STATE_MET);
	add_clocks(s, 1, &law, CLOCK_STATE_WAITING);
}

/* The group's own table of stages; read once. */
static const char *
stages_text(void)
{
	static struct arena *kept;
	static const char *text;
	struct io_dir *root;
	struct str read;

	if (text != NULL)
		return text;
	kept = arena_open();
	ck_assert_int_eq(io_dir_open(".", &root), 0);
	ck_assert_int_eq(io_read(root, S("content/stages.yaml"),
			     LIMIT_YAML_BYTES, kept, &read),
	    0);
	io_dir_close(root);
	text = str_to_z(kept, read);
	return text;
}

static const struct case_state *
stand(const char *matter, const struct given *g, const struct policy_set *p)
{
	const struct model_file stages = { "content/stages.yaml",
		stages_text() };
	struct case_state *s;
	struct stage_run r;

	stage_load(&f, matter, &stages);
	r = stage_run_of(&f);
	s = arena_new(f.a, struct case_state);
	s->c = &f.m->cases[0];
	occurrences_of_case(f.a, f.m, f.ss, NULL, s);
	stage_axes(&r, policy_of(f.a, r.m, NULL), f.a, s);
	give(s, g);
	stage_case(&r, p, f.a, s);
	return s;
}

static const struct policy_set no_policy;

static const char *
id_z(const struct stage *stage)
{
	return stage != NULL ? str_to_z(f.a, stage->id.s) : "-";
}

/* A case with everything: it is closed. */
#define HEAD								\
	"advisory: EX-2026-0001\n"					\
	"tlp: AMBER\n"							\
	"owner: sato\n"							\
	"deputy: tanaka\n"						\
	"company: unit\n"						\
	"source: {channel: finder, credit: {consent: named}}\n"
#define FACTS								\
	"facts:\n"							\
	"- {at: 2026-10-01T09:00+09:00, event: received}\n"		\
	"- {at: 2026-10-02, event: acknowledged}\n"			\
	"- {at: 2026-10-03, event: assigned}\n"				\
	"- {at: 2026-10-04, event: qualified, verdict: accepted}\n"	\
	"- {at: 2026-10-05, event: verified}\n"				\
	"- {at: 2026-10-06, event: affected_listed}\n"			\
	"- {at: 2026-10-07, event: assessed}\n"				\
	"- {at: 2026-10-08, event: planned}\n"				\
	"- {at: 2026-10-09, event: fix_ready}\n"			\
	"- {at: 2026-10-10, event: text_ready}\n"			\
	"- {at: 2026-10-11, event: credit_agreed}\n"			\
	"- {at: 2026-10-12, event: cleared}\n"				\
	"- {at: 2026-10-13T09:00+09:00, event: own_publication}\n"	\
	"- {at: 2026-10-13T10:00+09:00, event: cve_published}\n"	\
	"- {at: 2026-10-14, event: adoption_recorded}\n"		\
	"- {at: 2026-10-15, event: post_mortem}\n"			\
	"- {at: 2026-10-16, event: closed}\n"
#define FLAW								\
	"vulnerabilities:\n"						\
	"- cve: CVE-1900-0002\n"					\
	"  cvss: [CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L]\n"	\
	"  ssvc: {exploitation: none}\n"				\
	"  root_cause: design\n"					\
	"  products:\n"							\
	"  - product: box\n"						\
	"    versions: [{version: 1.0.0, status: known_affected}]\n"	\
	"    remediations: [{category: vendor_fix, "			\
	"url: \"https://example.com/fix\"}]\n"
#define TAIL	"disclosure: {planned: 2026-10-13T09:00+09:00}\n"
#define FULL	HEAD FACTS FLAW TAIL

/* The full case with one piece of text for another. */
static const char *
changed(struct arena *a, const char *from, const char *to)
{
	struct str full = S(FULL);
	size_t at;

	if (from == NULL)
		return FULL;
	at = str_find(full, str_z(from), 0);
	ck_assert_msg(at != SIZE_MAX, "no '%s'", from);
	return str_to_z(a,
	    str_fmt(a, "%.*s%s%.*s", STR_ARG(str_sub(full, 0, at)), to,
		STR_ARG(str_from(full, at + strlen(from)))));
}

#define NO(event, at)	"- {at: " at ", event: " event "}\n", ""

static const struct step {
	const char *from, *to;	/* NULL: nothing changed */
	const char *stage;
	const char *missing;	/* the first; NULL: nothing */
	const char *fallen;	/* from where; NULL: not */
	struct given given;
} steps[] = {
	{ NULL, NULL, "closed", NULL, NULL, { 0 } },
	/* each requirement lost, in the order of stages */
	{ NO("received", "2026-10-01T09:00+09:00"), "-", "received-fact",
	    "closed", { 0 } },
	{ "source: {channel: finder, credit: {consent: named}}\n", "", "-",
	    "channel", "closed", { 0 } },
	{ "tlp: AMBER\n", "", "-", "label", "closed", { 0 } },
	{ NO("acknowledged", "2026-10-02"), "received", "acknowledged",
	    "closed", { 0 } },
	{ "event: acknowledged", "event: acknowledgement_not_needed", "closed",
	    NULL, NULL, { 0 } },
	{ NO("assigned", "2026-10-03"), "acknowledged", "assigned", "closed",
	    { 0 } },
	{ "owner: sato\n", "", "acknowledged", "owner", "closed", { 0 } },
	{ "deputy: tanaka\n", "", "acknowledged", "deputy", "closed", { 0 } },
	{ "company: unit\n", "", "acknowledged", "company", "closed", { 0 } },
	{ "AMBER", "RED", "acknowledged", "nda", "closed", { 0 } },
	{ "{at: 2026-10-04, event: qualified, verdict: accepted}",
	    "{at: 2026-10-04, event: new_facts, verdict: accepted}",
	    "assigned", "qualified", "closed", { 0 } },
	{ "verdict: accepted", "verdict: out_of_scope", "assigned", "accepted",
	    "closed", { 0 } },
	{ NO("verified", "2026-10-05"), "qualified", "verified", "closed",
	    { 0 } },
	{ NO("affected_listed", "2026-10-06"), "qualified", "affected-listed",
	    "closed", { 0 } },
	{ NO("own_publication", "2026-10-13T09:00+09:00"), "qualified",
	    "coverage", "closed", { .uncovered = 1 } },
	{ NULL, NULL, "closed", NULL, NULL, { .uncovered = 1 } },
	{ NULL, NULL, "qualified", "dated", "closed", { .undated = 1 } },
	{ "  root_cause: design\n", "", "qualified", "root-cause", "closed",
	    { 0 } },
	{ NO("assessed", "2026-10-07"), "verified", "assessed", "closed",
	    { 0 } },
	{ "  cvss: [CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L]\n", "",
	    "verified", "cvss", "closed", { 0 } },
	{ "  ssvc: {exploitation: none}\n", "", "verified", "ssvc", "closed",
	    { 0 } },
	{ "facts:\n", "facts:\n- {at: 2026-10-01, event: exploited_ours}\n",
	    "verified", "regimes", "closed", { 0 } },
	{ NO("planned", "2026-10-08"), "assessed", "planned", "closed",
	    { 0 } },
	{ "    remediations: [{category: vendor_fix, "
	  "url: \"https://example.com/fix\"}]\n",
	    "", "assessed", "remedies", "closed", { 0 } },
	{ TAIL, "", "assessed", "publication", "closed", { 0 } },
	{ NO("fix_ready", "2026-10-09"), "planned", "fix-ready", "closed",
	    { 0 } },
	{ "fix_ready", "fix_available", "closed", NULL, NULL, { 0 } },
	{ ", url: \"https://example.com/fix\"", "", "planned", "procedure",
	    "closed", { 0 } },
	{ NO("text_ready", "2026-10-10"), "fix_ready", "text-ready", "closed",
	    { 0 } },
	{ NO("credit_agreed", "2026-10-11"), "fix_ready", "credit", "closed",
	    { 0 } },
	{ NO("own_publication", "2026-10-13T09:00+09:00"), "fix_ready",
	    "parties", "closed", { .unanswered = 1 } },
	{ "cve: CVE-1900-0002", "title: {en: x}", "fix_ready", "cve", "closed",
	    { 0 } },
	{ "advisory: EX-2026-0001\n", "", "fix_ready", "advisory-id", "closed",
	    { 0 } },
	{ NO("cleared", "2026-10-12"), "fix_ready", "cleared", "closed",
	    { 0 } },
	{ NULL, NULL, "fix_ready", "cleared", "closed", { .approvals = 1 } },
	{ NO("own_publication", "2026-10-13T09:00+09:00"), "cleared",
	    "own-publication", "closed", { 0 } },
	{ NO("cve_published", "2026-10-13T10:00+09:00"), "cleared",
	    "cve-published", "closed", { 0 } },
	{ "planned: 2026-10-13T09:00+09:00", "decision: customers_only",
	    "cleared", "notified", "closed", { 0 } },
	{ "planned: 2026-10-13T09:00+09:00", "decision: not_published",
	    "cleared", "withheld", "closed", { 0 } },
	{ NO("adoption_recorded", "2026-10-14"), "published", "adoption",
	    "closed", { 0 } },
	{ TAIL,
	    TAIL "regimes: [{regime: cra, applies: yes, reason: x, "
		 "by: abe, at: 2026-10-01}]\n",
	    "published", "regime-reports", "closed", { 0 } },
	{ NULL, NULL, "published", "regime-clocks", "closed", { .law = 1 } },
	{ NO("post_mortem", "2026-10-15"), "closed", NULL, NULL, { 0 } },
	{ NO("post_mortem", "2026-10-15"), "followed_up", "post-mortem",
	    "closed", { .severity = SEVERITY_HIGH } },
	{ NO("post_mortem", "2026-10-15"), "followed_up", "post-mortem",
	    "closed", { .missed = 1 } },
	{ NULL, NULL, "followed_up", "answers", "closed",
	    { .unanswered = 1 } },
	{ NULL, NULL, "followed_up", "clocks", "closed", { .open = 2 } },
	{ NULL, NULL, "followed_up", "cve-ids", "closed", { .unused = 1 } },
	{ FACTS, FACTS "- {at: 2026-11-20, event: embargo_agreed}\n", "closed",
	    NULL, NULL, { 0 } },
	{ NO("closed", "2026-10-16"), "followed_up", "closed", NULL, { 0 } },
	/* what takes something back */
	{ FACTS, FACTS "- {at: 2026-11-20, event: reopened}\n", "followed_up",
	    "closed", "closed", { 0 } },
	{ FACTS,
	    FACTS "- {at: 2026-11-20, event: reopened}\n"
		  "- {at: 2026-11-21, event: closed}\n",
	    "closed", NULL, NULL, { 0 } },
	{ FACTS, FACTS "- {at: 2026-11-20, event: incomplete_fix}\n",
	    "planned", "fix-ready", "closed", { 0 } },
	{ FACTS,
	    FACTS "- {at: 2026-11-20, event: incomplete_fix}\n"
		  "- {at: 2026-11-21, event: fix_ready}\n",
	    "closed", NULL, NULL, { 0 } },
	{ "event: fix_ready}",
	    "event: fix_ready, product: box}\n"
	    "- {at: 2026-11-20, event: incomplete_fix, product: box}",
	    "planned", "fix-ready", "closed", { 0 } },
	/* what is to come */
	{ "at: 2026-10-16, event: closed", "at: 2026-11-23, event: closed",
	    "followed_up", "closed", NULL, { 0 } },
	{ "at: 2026-10-16, event: closed", "at: 2026-11-22, event: closed",
	    "closed", NULL, NULL, { 0 } },
	{ FACTS, FACTS "- {at: 2026-11-23, event: reopened}\n", "closed", NULL,
	    NULL, { 0 } },
	{ "at: 2026-10-02, event", "at: 2026-11-23, event", "received",
	    "acknowledged", "closed", { 0 } },
	/* what somebody else wrote */
	{ HEAD FACTS, "origin: import\n", "closed", NULL, NULL,
	    { .uncovered = 3, .open = 1 } },
	{ HEAD FACTS,
	    "origin: import\n"
	    "facts:\n- {at: 2026-11-01, event: received}\n",
	    "-", "channel", "received", { 0 } },
};

START_TEST(step)
{
	const struct step *t = &steps[_i];
	struct arena *a = arena_open();
	const char *matter = changed(a, t->from, t->to);
	const struct case_state *s = stand(matter, &t->given, &no_policy);
	const struct requirement_state *first = NULL;
	const char *name = t->from != NULL ? t->from : "as it is";

	for (size_t i = s->n_requirements; i > 0; i--) {
		const struct requirement_state *q = &s->requirements[i - 1];

		if (q->verdict == REQUIREMENT_MISSING)
			first = q;
		ck_assert_msg(q->verdict != REQUIREMENT_MISSING ||
			(q->proof.line > 0 && q->proof.path.n > 0),
		    "%s: no place", name);
	}
	ck_assert_msg(strcmp(id_z(s->stage), t->stage) == 0,
	    "%d %s: at %s, not %s; %s is missing", _i, name, id_z(s->stage),
	    t->stage,
	    first != NULL ? str_to_z(f.a, first->r->id.s) : "nothing");
	if (t->missing == NULL)
		ck_assert_msg(first == NULL, "%s", name);
	else
		ck_assert_msg(first != NULL &&
			str_eq_z(first->r->id.s, t->missing),
		    "%s", name);
	ck_assert_msg(first == NULL || s->next == first->stage, "%s", name);
	ck_assert_msg((s->next == NULL) == (first == NULL), "%s", name);
	ck_assert_msg(strcmp(id_z(s->fallen_from),
			  t->fallen != NULL ? t->fallen : "-") == 0,
	    "%s: fell from %s", name, id_z(s->fallen_from));
	ck_assert_msg(s->lost == (t->fallen != NULL ? first : NULL), "%s",
	    name);
	model_fixture_close(&f);
	arena_close(a);
}
END_TEST

/* Every way out: no next stage, nothing that fell. */
START_TEST(leaves)
{
	const char *how = enum_exit.values[_i].name;
	struct arena *a = arena_open();
	const struct case_state *s;

	s = stand(str_to_z(a,
		      str_fmt(a,
			  "exit: {how: %s, at: 2026-11-20, reason: x, "
			  "approver: abe, to: x, review: 2027-01-01}\n"
			  "facts:\n- {at: 2026-11-01, event: assigned}\n",
			  how)),
	    &(struct given){ 0 }, &no_policy);
	ck_assert_ptr_nonnull(s->exit);
	ck_assert_str_eq(enum_name(&enum_exit, s->exit->how.v), how);
	ck_assert_ptr_null(s->next);
	ck_assert_ptr_null(s->fallen_from);
	model_fixture_close(&f);
	arena_close(a);
}
END_TEST

START_TEST(leaves_tomorrow)
{
	const struct case_state *s = stand("exit: {how: withdrawn, "
					   "at: 2026-11-23, reason: x, "
					   "approver: abe}\n",
	    &(struct given){ 0 }, &no_policy);

	ck_assert_ptr_null(s->exit);
	ck_assert_ptr_nonnull(s->next);
	model_fixture_close(&f);
}
END_TEST

static const struct predicate *
condition(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("p.yaml"));

	source_set_text(ss, file, text);
	return predicate_parse(a,
	    yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)text.n }, d),
	    d);
}

/* What a company adds stands after the group's, and counts. */
START_TEST(company_adds)
{
	struct stage_requirement more = {
		.id = { S("safety"), { 0 } },
	};
	struct company_stage stage = {
		.stage = { S("planned"), { 0 } },
		.requires = { &more, 1 },
	};
	struct policy_stage one = { &stage };
	struct policy_set p = { .stages = &one, .n_stages = 1 };
	struct arena *a = arena_open();
	struct company_entry company = { .e = { .id = S("unit") } };
	const struct case_state *s;

	p.company = &company;
	more.when.p = condition(a, S("{field: case.code_name, op: exists}"));
	s = stand(FULL, &(struct given){ 0 }, &p);
	ck_assert_str_eq(id_z(s->stage), "assessed");
	ck_assert_str_eq(id_z(s->next), "planned");
	ck_assert_ptr_nonnull(s->lost);
	ck_assert_ptr_eq(s->lost->r, &more);
	ck_assert_ptr_eq(s->lost->company, &company);
	ck_assert_str_eq(id_z(s->lost->stage), "planned");
	model_fixture_close(&f);
	s = stand("code_name: x\n" FULL, &(struct given){ 0 }, &p);
	ck_assert_str_eq(id_z(s->stage), "closed");
	model_fixture_close(&f);
	arena_close(a);
}
END_TEST

static const struct requirement_state *
requirement(const struct case_state *s, const char *id)
{
	for (size_t i = 0; i < s->n_requirements; i++) {
		if (str_eq_z(s->requirements[i].r->id.s, id))
			return &s->requirements[i];
	}
	ck_abort_msg("no requirement %s", id);
	return NULL;
}

/* Who can supply what: roles, products, contacts, absences, deputies. */
static const struct who_row {
	const char *matter;
	const char *requirement;
	const char *who;
} who_rows[] = {
	{ "", "owner", "sato ueno " },	/* tanaka is away until today */
	{ "owner: sato\n", "deputy", "sato ueno " },
	{ "deputy: tanaka\nowner: sato\n", "company", "sato ueno " },
	{ "", "cleared", "abe " },
	{ "", "verified", "wada " },	/* away, and nobody stands in */
	{ "company: unit\n", "verified", "mori ota wada " },
	{ "team: [ota]\ncompany: unit\n", "verified", "ota mori wada " },
	{ "vulnerabilities: [{products: [{product: box, "
	  "status: under_investigation, owner: wada}]}]\n",
	    "affected-listed", "wada ota mori " },
	{ "company: unit\n", "adoption", "mori " },
};

START_TEST(who)
{
	const struct who_row *r = &who_rows[_i];
	const struct case_state *s = stand(r->matter, &(struct given){ 0 },
	    &no_policy);
	const struct requirement_state *q = requirement(s, r->requirement);
	struct str got = S("");

	for (size_t i = 0; i < q->n_who; i++)
		got = str_fmt(f.a, "%.*s%.*s ", STR_ARG(got),
		    STR_ARG(q->who[i]->e.id));
	ck_assert_msg(str_eq_z(got, r->who), "%s: %s by %.*s, not %s",
	    r->matter, r->requirement, STR_ARG(got), r->who);
	model_fixture_close(&f);
}
END_TEST

/* Where what is there stands, and where what is missing would. */
static const struct place_row {
	const char *matter;
	const char *requirement;
	enum requirement_verdict verdict;
	unsigned line;
	const char *text;
} place_rows[] = {
	{ "tlp: GREEN\n", "label", REQUIREMENT_MET, 4, "case.tlp is GREEN" },
	{ "facts:\n- {at: 2026-11-01, event: received}\n"
	  "- {at: 2026-11-02, event: acknowledged}\n",
	    "assigned", REQUIREMENT_MISSING, 6,
	    "none of 2 case.facts.event is assigned" },
	{ "source:\n  channel: mail\n", "credit", REQUIREMENT_MISSING, 5,
	    "case.source.credit.consent is not written" },
	{ "", "owner", REQUIREMENT_MISSING, 1, "case.owner is not written" },
	{ "vulnerabilities:\n- title: {en: x}\n  products:\n"
	  "  - {product: box, status: under_investigation}\n",
	    "dated", REQUIREMENT_MISSING, 7,
	    "assessment.undated is 2, not 0" },
	{ "tlp: GREEN\n", "nda", REQUIREMENT_NOT_NEEDED, 4,
	    "case.tlp is GREEN, not RED" },
};

START_TEST(place)
{
	const struct place_row *r = &place_rows[_i];
	const struct case_state *s = stand(r->matter,
	    &(struct given){ .undated = 2 }, &no_policy);
	const struct requirement_state *q = requirement(s, r->requirement);

	ck_assert_int_eq(q->verdict, r->verdict);
	ck_assert_str_eq(str_to_z(f.a, q->proof.text), r->text);
	ck_assert_str_eq(str_to_z(f.a, q->proof.path),
	    "cases/2026/PS-2026-0001/case.md");
	ck_assert_msg(q->proof.line == r->line, "%s: line %u, not %u",
	    r->requirement, q->proof.line, r->line);
	ck_assert_uint_eq(q->n_who > 0, r->verdict == REQUIREMENT_MISSING);
	model_fixture_close(&f);
}
END_TEST

/* A count of clocks names the first of them. */
START_TEST(clock_named)
{
	const struct case_state *s = stand(FULL,
	    &(struct given){ .law = 1, .open = 1 }, &no_policy);
	const struct requirement_state *q = requirement(s, "regime-clocks");

	ck_assert_str_eq(str_to_z(f.a, q->proof.text),
	    "assessment.law_clocks is 1, not 0 (D-LAW)");
	ck_assert_uint_gt(q->proof.line, 0);
	q = requirement(s, "clocks");
	ck_assert_str_eq(str_to_z(f.a, q->proof.text),
	    "assessment.open_clocks is 2, not 0 (D-LAW)");
	model_fixture_close(&f);
}
END_TEST

/* A repository without stages: nothing is said, and nothing breaks. */
START_TEST(no_stages)
{
	struct case_state s = { 0 };
	struct stage_run r;

	stage_load(&f, FULL, NULL);
	r = stage_run_of(&f);
	s.c = &f.m->cases[0];
	stage_case(&r, &no_policy, f.a, &s);
	ck_assert_ptr_null(s.stage);
	ck_assert_ptr_null(s.next);
	ck_assert_uint_eq(s.n_requirements, 0);
	ck_assert_uint_eq(s.assessment.open_clocks.at.file, s.c->e.at.file);
	model_fixture_close(&f);
}
END_TEST

/* More facts that take others back than we look at: no loop over squares. */
START_TEST(many)
{
	struct arena *a = arena_open();
	struct buf b;
	const struct case_state *s;

	buf_init(&b, LIMIT_YAML_BYTES);
	buf_put(&b, S("facts:\n"));
	for (int i = 0; i < 3000; i++)
		buf_printf(&b, "- {at: 2026-10-01, event: %s}\n",
		    i % 2 == 0 ? "closed" : "reopened");
	buf_put(&b, S("- {at: 2026-10-02, event: received}\n"));
	s = stand(str_to_z(a, buf_str(&b)), &(struct given){ 0 }, &no_policy);
	buf_fini(&b);
	ck_assert_str_eq(id_z(s->stage), "-");
	ck_assert_int_eq(requirement(s, "closed")->verdict,
	    REQUIREMENT_MISSING);
	model_fixture_close(&f);
	arena_close(a);
}
END_TEST

/* ---- the repository itself ---------------------------------------------- */

struct world {
	struct arena *perm;
	struct io_dir *root;
	struct sources *ss;
	struct pool *pool;
	struct diags *d;
	struct model *m;
};

static void
open_repository(struct world *r)
{
	struct derive derive;

	*r = (struct world){ .perm = arena_open() };
	ck_assert_int_eq(io_dir_open(".", &r->root), 0);
	r->ss = sources_open(r->perm);
	r->pool = pool_open(2);
	r->d = diags_open(r->perm);
	r->m = model_load(r->perm, r->root, r->ss, r->pool, r->d);
	derive = (struct derive){
		.places = r->ss,
		.now = { STAGE_NOW, 32400 },
		.pool = r->pool,
		.perm = r->perm,
		.with_cases = true,
	};
	/* Clearing asks for approvals that count. */
	audit_run(
	    &(struct audit_request){
		.m = r->m,
		.root = r->root,
		.pool = r->pool,
		.now = derive.now,
		.perm = r->perm,
	    },
	    r->m);
	derive_run(&derive, r->m);
}

static void
close_repository(struct world *r)
{
	pool_close(r->pool);
	io_dir_close(r->root);
	arena_close(r->perm);
}

static struct str
id_of(const struct stage *stage)
{
	return stage != NULL ? stage->id.s : S("-");
}

/* A line a case: stage, exit, embargo, what was lost, what is missing next. */
static const char *
table_of(const struct world *r)
{
	struct arena *a = r->perm;
	struct str out = S("");

	for (size_t i = 0; i < r->m->derived->n_cases; i++) {
		const struct case_state *s = &r->m->derived->cases[i];

		out = str_fmt(a, "%.*s\n%.*s %.*s %s %s", STR_ARG(out),
		    STR_ARG(s->c->e.id), STR_ARG(id_of(s->stage)),
		    s->exit != NULL ? enum_name(&enum_exit, s->exit->how.v) :
				      "",
		    enum_name(&enum_embargo_state, (int)s->embargo));
		if (s->fallen_from != NULL)
			out = str_fmt(a, "%.*s (fell from %.*s: %.*s)",
			    STR_ARG(out), STR_ARG(id_of(s->fallen_from)),
			    STR_ARG(s->lost->r->id.s));
		for (size_t j = 0; j < s->n_requirements; j++) {
			const struct requirement_state *q =
			    &s->requirements[j];

			if (q->stage == s->next &&
			    q->verdict == REQUIREMENT_MISSING)
				out = str_fmt(a, "%.*s -%.*s", STR_ARG(out),
				    STR_ARG(q->r->id.s));
		}
	}
	return str_to_z(a, out);
}

static bool
is_at(const struct case_state *s, const void *stage)
{
	return s->exit == NULL && s->stage == stage;
}

static bool
left_by(const struct case_state *s, const void *how)
{
	return s->exit != NULL && s->exit->how.v == *(const int *)how;
}

static bool
has_embargo(const struct case_state *s, const void *state)
{
	return (int)s->embargo == *(const int *)state;
}

static bool
is_led_by(const struct case_state *s, const void *by)
{
	return (int)s->coordination == *(const int *)by;
}

static bool
has_standing(const struct case_state *s, const void *standing)
{
	for (size_t i = 0; i < s->n_regimes; i++) {
		if ((int)s->regimes[i].standing == *(const int *)standing)
			return true;
	}
	return false;
}

static bool
has_axis(const struct case_state *s, const void *axis)
{
	return s->axes[*(const int *)axis] != NULL;
}

static bool
waits(const struct case_state *s, const void *unused)
{
	(void)unused;
	return s->waiting != NULL;
}

static bool
fell(const struct case_state *s, const void *unused)
{
	(void)unused;
	return s->fallen_from != NULL && s->lost != NULL;
}

/* Whether some case of the example shows it. */
static void
expect(const struct world *r,
    bool (*is)(const struct case_state *, const void *), const void *what,
    const char *name)
{
	const struct derived *d = r->m->derived;

	for (size_t i = 0; i < d->n_cases; i++) {
		if (is(&d->cases[i], what))
			return;
	}
	ck_abort_msg("no case of the example: %s%s", name, table_of(r));
}

/* The example group has a case at every stage, at every exit, and shows each
 * value of the axes. */
START_TEST(example)
{
	struct world r;
	const struct stages *stages;

	open_repository(&r);
	stages = r.m->docs[KIND_STAGES].v[0].record;
	ck_assert_uint_eq(stages->stages.n, 12);
	for (size_t i = 0; i < stages->stages.n; i++)
		expect(&r, is_at, &stages->stages.v[i],
		    str_to_z(r.perm, stages->stages.v[i].id.s));
	for (size_t i = 0; i < enum_exit.n; i++)
		expect(&r, left_by, &enum_exit.values[i].v,
		    enum_exit.values[i].name);
	for (size_t i = 0; i < enum_embargo_state.n; i++)
		expect(&r, has_embargo, &enum_embargo_state.values[i].v,
		    enum_embargo_state.values[i].name);
	for (int i = COORDINATION_OURS; i <= (int)COORDINATION_UPSTREAM; i++)
		expect(&r, is_led_by, &i, "coordination");
	for (int i = REGIME_NOT_APPLICABLE; i <= (int)REGIME_CLOSED; i++)
		expect(&r, has_standing, &i, "standing of a regime");
	for (int i = 0; i < AXIS_FACTS; i++)
		expect(&r, has_axis, &i, "axis");
	expect(&r, waits, NULL, "waiting");
	expect(&r, fell, NULL, "fallen back");
	close_repository(&r);
}
END_TEST

Suite *suite_stage_stage(void);

Suite *
suite_stage_stage(void)
{
	Suite *s = suite_create("stage_stage");
	TCase *t = tcase_create("stage");

	tcase_add_loop_test(t, step, 0, ARRAY_LEN(steps));
	tcase_add_loop_test(t, leaves, 0, (int)enum_exit.n);
	tcase_add_test(t, leaves_tomorrow);
	tcase_add_test(t, company_adds);
	tcase_add_loop_test(t, who, 0, ARRAY_LEN(who_rows));
	tcase_add_loop_test(t, place, 0, ARRAY_LEN(place_rows));
	tcase_add_test(t, clock_named);
	tcase_add_test(t, no_stages);
	tcase_add_test(t, many);
	tcase_add_test(t, example);
	suite_add_tcase(s, t);
	return s;
}
