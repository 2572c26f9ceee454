/*
 * What is kept apart from the stage: facts, embargo, waiting, coordination,
 * parties, regimes, promises.
 */
#include "stage/stage.h"

#include <stdio.h>

#include "stage_text.h"

static struct model_fixture f;

static const char *const axis_names[AXIS_FACTS] = {
	[AXIS_VENDOR_AWARE] = "aware",
	[AXIS_FIX_READY] = "fix",
	[AXIS_FIX_DEPLOYED] = "deployed",
	[AXIS_PUBLIC] = "public",
	[AXIS_EXPLOIT_PUBLIC] = "exploit",
	[AXIS_ATTACKED_ELSEWHERE] = "elsewhere",
	[AXIS_ATTACKED_OURS] = "ours",
};

static const char *const standings[] = {
	[REGIME_NOT_APPLICABLE] = "not-applicable",
	[REGIME_UNDECIDED] = "undecided",
	[REGIME_REQUIRED] = "required",
	[REGIME_PREPARED] = "prepared",
	[REGIME_SUBMITTED] = "submitted",
	[REGIME_CLOSED] = "closed",
};

/* The state in words: " word" for each thing that is so. */
static const char *
words_of(const struct case_state *s)
{
	struct str out = str_fmt(f.a, " embargo:%s",
	    enum_name(&enum_embargo_state, (int)s->embargo));

	for (size_t i = 0; i < AXIS_FACTS; i++) {
		if (s->axes[i] != NULL)
			out = str_fmt(f.a, "%.*s %s:%u", STR_ARG(out),
			    axis_names[i], s->axes[i]->proof.line);
	}
	if (s->waiting != NULL)
		out = str_fmt(f.a, "%.*s waiting:%u", STR_ARG(out),
		    s->waiting->proof.line);
	out = str_fmt(f.a, "%.*s led:%s:%.*s", STR_ARG(out),
	    s->coordination == COORDINATION_OURS      ? "ours" :
		s->coordination == COORDINATION_PARTY ? "party" :
							"upstream",
	    STR_ARG(s->coordinator != NULL ? s->coordinator->e.id : S("-")));
	for (size_t i = 0; i < s->n_parties; i++) {
		const struct party_state *p = &s->parties[i];
		const struct entry *e = p->party != NULL ? &p->party->e :
		    p->company != NULL                   ? &p->company->e :
							   &p->product->e;

		out = str_fmt(f.a, "%.*s %.*s[%s%s%s%s%s]", STR_ARG(out),
		    STR_ARG(e->id), p->asked != NULL ? "a" : "",
		    p->seen != NULL ? "s" : "", p->answered != NULL ? "r" : "",
		    p->approved ? "+" : "",
		    enum_name(&enum_row_state, (int)p->status));
		if (p->statement.n > 0)
			out = str_fmt(f.a, "%.*s'%.*s'", STR_ARG(out),
			    STR_ARG(p->statement));
	}
	for (size_t i = 0; i < s->n_regimes; i++)
		out = str_fmt(f.a, "%.*s %.*s:%s", STR_ARG(out),
		    STR_ARG(s->regimes[i].regime),
		    standings[s->regimes[i].standing]);
	for (size_t i = 0; i < s->n_promises; i++)
		out = str_fmt(f.a, "%.*s %s%s%s", STR_ARG(out),
		    event_info(s->promises[i].event)->name,
		    s->promises[i].is_past ? ":past" : "",
		    s->promises[i].is_kept ? ":kept" : "");
	return str_to_z(f.a,
	    str_fmt(f.a, "%.*s unanswered:%d unused:%d ", STR_ARG(out),
		(int)s->assessment.unanswered.n,
		(int)s->assessment.unused_cves.n));
}

static const char *
axes_of(const char *matter, const struct model_file *more)
{
	struct case_state s = { 0 };
	struct stage_run r;

	stage_load(&f, matter, more);
	r = stage_run_of(&f);
	s.c = &f.m->cases[0];
	occurrences_of_case(f.a, f.m, f.ss, NULL, &s);
	stage_axes(&r, policy_of(f.a, r.m, NULL), f.a, &s);
	ck_assert_int_eq(s.assessment.embargo.v, (int)s.embargo);
	return words_of(&s);
}

#define FACTS(list)	"facts:\n" list
#define FACT(at, event)	"- {at: " at ", event: " event "}\n"
#define UNTIL(at)							\
	"embargo: {until: " at "T12:00+09:00, agreed: [jpcert]}\n"

/* The case's facts begin in line 5: after ---, id, title, facts. */
static const struct row {
	const char *name;
	const char *matter;
	const char *has;	/* parts, " | " between */
	const char * not ;	/* NULL: any */
} rows[] = {
	{ "nothing at all", "",
	    "embargo:none led:ours:- cra:undecided "
	    "unanswered:0 unused:1 ",
	    "aware" },
	/* facts, of which the oldest is named */
	{ "aware",
	    FACTS(FACT("2026-11-01", "received") FACT("2026-11-02", "aware")),
	    " aware:5 ", "fix" },
	{ "aware by contact",
	    FACTS(FACT("2026-11-01", "vendor_contact_first")), " aware:5 ",
	    NULL },
	{ "aware by details", FACTS(FACT("2026-11-01", "detail_delivered")),
	    " aware:5 ", NULL },
	{ "fix", FACTS(FACT("2026-11-01", "fix_available")), " fix:5 ",
	    "dep" },
	{ "deployed", FACTS(FACT("2026-11-01", "fix_deployed")),
	    " deployed:5 ", " fix:" },
	{ "public by others", FACTS(FACT("2026-11-01", "other_publication")),
	    " public:5 ", NULL },
	{ "public by us", FACTS(FACT("2026-11-01", "own_publication")),
	    " public:5 ", "lifted" },
	{ "exploit", FACTS(FACT("2026-11-01", "exploit_public")),
	    " exploit:5 ", "public:" },
	{ "in KEV", FACTS(FACT("2026-11-01", "kev_listed")), " elsewhere:5 ",
	    " ours:5" },
	{ "attacked elsewhere",
	    FACTS(FACT("2026-11-01", "exploited_elsewhere")), " elsewhere:5 ",
	    " ours:5" },
	{ "attacked here", FACTS(FACT("2026-11-01", "exploited_ours")),
	    " ours:5 ", "elsewhere" },
	{ "not yet",
	    FACTS(FACT("2026-11-22T09:00:01+09:00", "received")
		    FACT("2026-11-23", "own_publication")),
	    "embargo:none", "aware" },
	{ "today", FACTS(FACT("2026-11-22", "received")), " aware:5 ", NULL },
	{ "fix taken back",
	    FACTS(FACT("2026-11-01", "fix_ready")
		    FACT("2026-11-03", "incomplete_fix")),
	    "embargo", " fix:" },
	{ "fixed again",
	    FACTS(FACT("2026-11-01", "fix_ready") FACT("2026-11-03",
		"incomplete_fix") FACT("2026-11-05", "fix_ready")),
	    " fix:7 ", NULL },
	/* embargo */
	{ "proposed", "embargo: {proposed: 2026-12-01}\n", "embargo:proposed",
	    NULL },
	{ "proposed by a fact", FACTS(FACT("2026-11-01", "embargo_proposed")),
	    "embargo:proposed", NULL },
	{ "asked for",
	    "disclosure: {dates: [{asked: 2026-12-01, "
	    "by: finder-1, at: 2026-11-01}]}\n",
	    "embargo:proposed | date_asked ", NULL },
	{ "asked for later",
	    "disclosure: {dates: [{asked: 2026-12-01, "
	    "by: finder-1, at: 2026-11-23}]}\n",
	    "embargo:none", "date_asked" },
	{ "the shortest proposal",
	    "embargo: {proposed: 2027-01-01}\n"
	    "disclosure: {dates: [{asked: 2026-11-20, by: finder-1}]}\n",
	    "embargo:due", NULL },
	{ "agreed", UNTIL("2026-12-01"), "embargo:agreed | jpcert[+]", NULL },
	{ "agreed by a fact", FACTS(FACT("2026-11-01", "embargo_agreed")),
	    "embargo:agreed", NULL },
	{ "the date agreed last",
	    "disclosure: {dates: ["
	    "{agreed: 2026-11-01, by: jpcert, at: 2026-09-01}, "
	    "{agreed: 2026-12-01, by: jpcert, at: 2026-10-01}]}\n",
	    "embargo:agreed", NULL },
	{ "agreed beats asked",
	    "disclosure: {dates: ["
	    "{asked: 2026-11-01, by: jpcert}, "
	    "{agreed: 2026-12-01, by: jpcert}]}\n",
	    "embargo:agreed", NULL },
	{ "due", UNTIL("2026-11-20"), "embargo:due", NULL },
	{ "due to the second", "embargo: {until: 2026-11-22T09:00+09:00}\n",
	    "embargo:due", NULL },
	{ "published in time",
	    UNTIL("2026-11-20")
		FACTS(FACT("2026-11-20T12:00+09:00", "own_publication")),
	    "embargo:lifted", NULL },
	{ "lifted",
	    UNTIL("2026-12-01") FACTS(FACT("2026-11-20", "embargo_lifted")),
	    "embargo:lifted", NULL },
	{ "lifted, agreed again",
	    UNTIL("2026-12-01") FACTS(FACT("2026-11-18T09:00+09:00",
		"embargo_lifted") FACT("2026-11-20", "embargo_agreed")),
	    "embargo:agreed", NULL },
	{ "broken",
	    UNTIL("2026-12-01")
		FACTS(FACT("2026-11-20T09:00+09:00", "embargo_broken")),
	    "embargo:broken", NULL },
	{ "an exploit before",
	    UNTIL("2026-12-01")
		FACTS(FACT("2026-11-20T09:00+09:00", "exploit_public")),
	    "embargo:broken", NULL },
	{ "public before, then by us",
	    UNTIL("2026-11-20") FACTS(FACT("2026-11-18T09:00+09:00", "public")
		    FACT("2026-11-20T12:00+09:00", "own_publication")),
	    "embargo:broken", NULL },
	{ "the coordinator with us",
	    UNTIL("2026-11-20")
		FACTS(FACT("2026-11-20T12:00+09:00", "other_publication")
			FACT("2026-11-20T12:00+09:00", "own_publication")),
	    "embargo:lifted", "broken" },
	{ "the coordinator on that day",
	    UNTIL("2026-11-20") FACTS(FACT("2026-11-20", "other_publication")),
	    "embargo:due", NULL },
	{ "public, never secret", FACTS(FACT("2026-11-20", "public")),
	    "embargo:none", NULL },
	/* waiting */
	{ "waits", FACTS("- {at: 2026-11-01, event: waiting, by: jpcert}\n"),
	    " waiting:5 ", NULL },
	{ "resumed",
	    FACTS("- {at: 2026-11-01, event: waiting, by: jpcert}\n"
		  "- {at: 2026-11-03, event: resumed, by: jpcert}\n"),
	    "embargo", "waiting" },
	{ "another resumed",
	    FACTS("- {at: 2026-11-01, event: waiting, party: jpcert}\n"
		  "- {at: 2026-11-03, event: resumed, by: finder-1}\n"),
	    " waiting:5 ", NULL },
	{ "resumed, says one of us",
	    FACTS("- {at: 2026-11-01, event: waiting, party: jpcert}\n"
		  "- {at: 2026-11-03, event: resumed, by: sato}\n"),
	    "embargo", "waiting" },
	{ "waits again",
	    FACTS(FACT("2026-11-01", "waiting") FACT("2026-11-02", "resumed")
		    FACT("2026-11-03", "waiting")),
	    " waiting:7 ", NULL },
	{ "two are waited for, and one goes on",
	    FACTS("- {at: 2026-11-01, event: waiting, party: maker}\n"
		  "- {at: 2026-11-02, event: waiting, party: jpcert}\n"
		  "- {at: 2026-11-03, event: resumed, party: jpcert}\n"),
	    " waiting:5 ", NULL },
	{ "the newest of two that wait",
	    FACTS("- {at: 2026-11-01, event: waiting, party: maker}\n"
		  "- {at: 2026-11-02, event: waiting, party: jpcert}\n"),
	    " waiting:6 ", NULL },
	{ "waits until a day that has passed",
	    FACTS("- {at: 2026-11-01, event: waiting, party: maker, "
		  "until: 2026-11-21}\n"),
	    "embargo", "waiting" },
	{ "waits until today",
	    FACTS("- {at: 2026-11-01, event: waiting, party: maker, "
		  "until: 2026-11-22}\n"),
	    " waiting:5 ", NULL },
	{ "goes on later than now",
	    FACTS("- {at: 2026-11-01, event: waiting, party: maker}\n"
		  "- {at: 2026-11-23, event: resumed, party: maker}\n"),
	    " waiting:5 ", NULL },
	/* who leads */
	{ "JPCERT/CC by channel", "source: {channel: ipa}\n",
	    "led:party:jpcert ", NULL },
	{ "a coordinator", "source: {channel: coordinator, party: maker}\n",
	    "led:party:maker ", NULL },
	{ "told by name",
	    "source: {channel: finder, told: "
	    "[{party: jpcert/cc, coordinates: yes}]}\n",
	    "led:party:jpcert ", NULL },
	{ "told, not leading",
	    "source: {channel: finder, told: "
	    "[{party: JPCERT/CC}]}\n",
	    "led:ours:- ", NULL },
	{ "told somebody unknown",
	    "source: {channel: finder, told: "
	    "[{party: Nobody, coordinates: yes}]}\n",
	    "led:party:- ", NULL },
	{ "the maker's report", "source: {channel: supplier, party: maker}\n",
	    "led:upstream:maker ", NULL },
	{ "handed to the maker",
	    "source: {channel: jpcert}\nexit: "
	    "{how: transferred, at: 2026-11-01, reason: x, approver: abe, "
	    "to: maker}\n",
	    "led:upstream:maker ", NULL },
	{ "handed over tomorrow",
	    "source: {channel: jpcert}\nexit: "
	    "{how: transferred, at: 2026-11-23, reason: x, approver: abe, "
	    "to: maker}\n",
	    "led:party:jpcert ", NULL },
	/* parties */
	{ "asked", FACTS("- {at: 2026-11-01, event: asked, party: maker}\n"),
	    " maker[a] | unanswered:1 ", NULL },
	{ "answered",
	    FACTS("- {at: 2026-11-01, event: asked, party: maker}\n"
		  "- {at: 2026-11-02, event: answered, party: maker, "
		  "note: no}\n"),
	    " maker[asr]'no' | unanswered:0 ", NULL },
	{ "asked anew",
	    FACTS("- {at: 2026-11-01, event: asked, party: maker}\n"
		  "- {at: 2026-11-02, event: answered, party: maker}\n"
		  "- {at: 2026-11-03, event: asked, party: maker}\n"),
	    " maker[a] | unanswered:1 ", NULL },
	{ "seen only",
	    FACTS("- {at: 2026-11-01, event: asked, party: jpcert}\n"
		  "- {at: 2026-11-02, event: coordinator_contact, "
		  "party: jpcert}\n"),
	    " jpcert[as] | unanswered:1 ", NULL },
	{ "agreed to the date",
	    FACTS(
		"- {at: 2026-11-01, event: embargo_agreed, party: jpcert}\n"),
	    " jpcert[s+] | unanswered:0 ", NULL },
	{ "a product asked",
	    FACTS("- {at: 2026-11-01, event: asked, product: box}\n"),
	    " box[a] | unanswered:1 ", NULL },
	{ "the worst of two flaws",
	    "vulnerabilities:\n"
	    "- products: [{product: box, status: known_not_affected}]\n"
	    "- products: [{product: box, status: under_investigation}]\n",
	    " box[investigating] ", "box[notaffected]" },
	/* regimes */
	{ "not applicable",
	    "regimes: [{regime: cra, applies: no, reason: x, "
	    "by: abe, at: 2026-11-01}]\n",
	    " cra:not-applicable ", NULL },
	{ "required",
	    "regimes: [{regime: cra, applies: yes, reason: x, "
	    "by: abe, at: 2026-11-01}]\n",
	    " cra:required ", NULL },
	{ "decided tomorrow",
	    "regimes: [{regime: cra, applies: yes, "
	    "reason: x, by: abe, at: 2026-11-23}]\n",
	    " cra:undecided ", NULL },
	{ "decided anew",
	    "regimes: [{regime: cra, applies: yes, reason: x, "
	    "by: abe, at: 2026-11-01}, {regime: cra, applies: no, reason: x, "
	    "by: abe, at: 2026-11-02}]\n",
	    " cra:not-applicable ", NULL },
	{ "prepared",
	    "regimes: [{regime: cra, applies: yes, reason: x, "
	    "by: abe, at: 2026-11-01, prepared: 2026-11-02}]\n",
	    " cra:prepared ", NULL },
	{ "submitted",
	    "regimes: [{regime: cra, applies: yes, reason: x, "
	    "by: abe, at: 2026-11-01, prepared: 2026-11-02}]\n" FACTS(
		"- {at: 2026-11-03, event: report_submitted, regime: cra}\n"),
	    " cra:submitted ", NULL },
	{ "submitted by its clock",
	    FACTS("- {at: 2026-11-03, event: report_submitted, "
		  "clocks: [D-01]}\n"),
	    " cra:submitted ", NULL },
	{ "submitted elsewhere",
	    FACTS("- {at: 2026-11-03, event: report_submitted, "
		  "regime: policy, clocks: [D-01]}\n"),
	    " cra:undecided ", NULL },
	{ "closed",
	    "regimes: [{regime: cra, applies: yes, reason: x, "
	    "by: abe, at: 2026-11-01, closed: 2026-11-02}]\n",
	    " cra:closed ", NULL },
	{ "a regime without law",
	    "regimes: [{regime: policy, applies: yes, "
	    "reason: x, by: abe, at: 2026-11-01}]\n",
	    " cra:undecided policy:required ", NULL },
	/* promises */
	{ "kept",
	    "disclosure: {dates: [{agreed: 2026-11-20, by: jpcert, "
	    "at: 2026-11-01}]}\n" FACTS(
		FACT("2026-11-20T12:00+09:00", "own_publication")),
	    " date_agreed:past:kept ", NULL },
	{ "broken by a day",
	    "disclosure: {dates: [{agreed: 2026-11-20, "
	    "by: jpcert, at: 2026-11-01}]}\n" FACTS(
		FACT("2026-11-21T12:00+09:00", "own_publication")),
	    " date_agreed:past ", "kept" },
	{ "told in time",
	    "disclosure: {dates: [{next_update: 2026-11-20, "
	    "by: sato, at: 2026-11-10}]}\n" FACTS(
		FACT("2026-11-12", "status_sent")),
	    " update_promised:past:kept ", NULL },
	{ "told before the promise",
	    "disclosure: {dates: ["
	    "{next_update: 2026-11-25, by: sato, at: 2026-11-10}]}\n" FACTS(
		FACT("2026-11-08", "status_sent")),
	    " update_promised ", "kept" },
	{ "by date",
	    "disclosure: {dates: [{asked: 2026-12-01, "
	    "offered: 2026-11-30, by: jpcert}]}\n",
	    " date_offered date_asked ", NULL },
};

START_TEST(row)
{
	const struct row *r = &rows[_i];
	const char *got = axes_of(r->matter, NULL);
	struct str rest = str_z(r->has);

	while (rest.n > 0) {
		size_t end = str_find(rest, S(" | "), 0);
		struct str part = str_sub(rest, 0,
		    end == SIZE_MAX ? rest.n : end + 1);

		ck_assert_msg(str_find(str_z(got), part, 0) != SIZE_MAX,
		    "%s: no '%.*s' in '%s'", r->name, STR_ARG(part), got);
		rest = end == SIZE_MAX ? S("") : str_from(rest, end + 2);
	}
	ck_assert_msg(r->not == NULL || strstr(got, r->not ) == NULL,
	    "%s: '%s' in '%s'", r->name, r->not, got);
	model_fixture_close(&f);
}
END_TEST

/* Questions to developers: of a product, of a company, answered or not. */
static const struct request_row {
	const char *text;
	const char *row;
	int unanswered;
} asked[] = {
	{ "product: box\n", " box[a] ", 1 },
	{ "", " unit[a] ", 1 },
	{ "answered: 2026-11-10\nanswered_by: mori\nanswer: {en: Ok}\n",
	    " unit[asr]'Ok' ", 0 },
	{ "product: box\nanswered: 2026-11-25\nanswered_by: mori\n",
	    " box[a] ", 1 },
};

START_TEST(request)
{
	const struct request_row *r = &asked[_i];
	char text[400], count[40];
	const struct model_file file = { "content/requests/RQ-1.yaml", text };
	const char *got;

	snprintf(count, sizeof(count), " unanswered:%d ", r->unanswered);
	snprintf(text, sizeof(text),
	    "company: unit\ncase_id: PS-2026-0001\nto: mori\nby: sato\n"
	    "question: {en: Why}\nat: 2026-11-01\n%s",
	    r->text);
	got = axes_of("", &file);
	ck_assert_msg(strstr(got, r->row) != NULL, "%s: %s", r->text, got);
	ck_assert_msg(strstr(got, count) != NULL, "%s: %s", r->text, got);
	model_fixture_close(&f);
}
END_TEST

Suite *suite_stage_axes(void);

Suite *
suite_stage_axes(void)
{
	Suite *s = suite_create("stage_axes");
	TCase *t = tcase_create("axes");

	tcase_add_loop_test(t, row, 0, ARRAY_LEN(rows));
	tcase_add_loop_test(t, request, 0, ARRAY_LEN(asked));
	suite_add_tcase(s, t);
	return s;
}
