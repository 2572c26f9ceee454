/*
 * Dated statements of a case in one list: facts, fields and feeds.
 */
#include "deadline_run.h"

static const char more[] =
    "embargo: {until: 2026-12-01T10:00+09:00}\n"
    "disclosure:\n"
    "  planned: 2026-12-01\n"
    "  review: 2027-06-01\n"
    "  dates:\n"
    "    - {asked: 2026-10-30, by: finder-1}\n"
    "    - {offered: 2026-12-01, agreed: 2026-12-01, by: sato, "
    "at: 2026-09-05T10:00+09:00, next_update: 2026-09-19}\n"
    "exit: {how: rejected, at: 2026-10-01, reason: x, approver: sato, "
    "review: 2027-01-01}\n"
    "vulnerabilities:\n"
    "  - cve: CVE-1900-0001\n"
    "    products: [{product: box, status: known_affected, "
    "target: 2026-11-30}]\n";

static const char request[] =
    "company: acme\ncase_id: PS-2026-0001\nproduct: box\nto: abe\nby: sato\n"
    "question: {en: Which versions?}\nat: 2026-09-02\ndue: 2026-09-09\n"
    "answered: 2026-09-08\nanswered_by: abe\n";

static struct kev_entry kev_entry = { .cve = STR_INIT("CVE-1900-0001") };
static struct kev kev = { .v = &kev_entry, .n = 1 };

static struct str
said(struct arena *a, const struct occurrence *o)
{
	const struct fact *f = o->fact;

	return str_fmt(a, "%s|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s:%u",
	    event_info(o->event)->name, STR_ARG(o->key),
	    STR_ARG(instant_format(a, o->start)),
	    STR_ARG(instant_format(a, o->stop)),
	    STR_ARG(f->until.w.kind != WHEN_UNSET ?
		    day_format(a, f->until.w.day) :
		    S("")),
	    STR_ARG(f->by.id), STR_ARG(o->proof.path), o->proof.line);
}

#define CASE	"cases/2026/PS-2026-0001/case.md:"
#define FIRST	"2026-09-01T09:30:00+09:00|2026-09-01T09:30:00+09:00|"

static const char *const wanted[] = {
	"received||" FIRST "||" CASE "5",
	"date_asked|date 1|" FIRST "2026-10-30|finder-1|" CASE "11",
	"review_set|disclosure|" FIRST "2027-06-01||" CASE "9",
	"embargo_set|embargo|" FIRST "2026-12-01||" CASE "6",
	"publication_planned|planned|" FIRST "2026-12-01||" CASE "8",
	"target_set|target box|" FIRST "2026-11-30||" CASE "16",
	"request_sent|request RQ-1|2026-09-02T00:00:00+09:00|"
	"2026-09-03T00:00:00+09:00|2026-09-09|sato|"
	"content/requests/RQ-1.yaml:7",
	"date_offered|date 2|2026-09-05T10:00:00+09:00|"
	"2026-09-05T10:00:00+09:00|2026-12-01|sato|" CASE "12",
	"date_agreed|date 2|2026-09-05T10:00:00+09:00|"
	"2026-09-05T10:00:00+09:00|2026-12-01|sato|" CASE "12",
	"update_promised|date 2|2026-09-05T10:00:00+09:00|"
	"2026-09-05T10:00:00+09:00|2026-09-19|sato|" CASE "12",
	"request_answered|request RQ-1|2026-09-08T00:00:00+09:00|"
	"2026-09-09T00:00:00+09:00||abe|content/requests/RQ-1.yaml:9",
	"kev_added|CVE-1900-0001|2026-09-20T00:00:00+09:00|"
	"2026-09-21T00:00:00+09:00|2026-10-11||" CASE "15",
	"verified||2026-09-21T00:00:00+09:00|2026-09-22T00:00:00+09:00|"
	"||" CASE "5",
	"left|exit|2026-10-01T00:00:00+09:00|"
	"2026-10-02T00:00:00+09:00|||" CASE "13",
	"review_set|exit|2026-10-01T00:00:00+09:00|"
	"2026-10-02T00:00:00+09:00|2027-01-01||" CASE "13",
};

/* Facts of unknown, of field's, and of no event are left out. */
static const struct deadline_text text = {
	.facts = "{at: 2026-09-01T09:30+09:00, event: received}, "
		 "{at: 2026-09-21, event: verified}, "
		 "{at: 2026-09-22, event: kev_added}, "
		 "{at: 2026-09-22, event: nothing_of_the_kind}",
	.more = more,
	.path = "content/requests/RQ-1.yaml",
	.text = request,
	.kev = &kev,
};

static void
open_fixture(struct deadline_fixture *f, const struct deadline_text *t)
{
	ck_assert(day_parse(S("2026-09-20"), &kev_entry.added));
	ck_assert(day_parse(S("2026-10-11"), &kev_entry.due));
	deadline_open(f, "occurrences", t);
}

static bool
is_there(const struct deadline_fixture *f, const char *want)
{
	for (size_t i = 0; i < f->s->n_occurrences; i++) {
		if (str_eq_z(said(f->a, &f->s->occurrences[i]), want))
			return true;
	}
	return false;
}

START_TEST(all)
{
	struct deadline_fixture f;

	open_fixture(&f, &text);
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		struct str have = S("");

		for (size_t j = 0; j < f.s->n_occurrences; j++)
			have = str_fmt(f.a, "%.*s%.*s\n", STR_ARG(have),
			    STR_ARG(said(f.a, &f.s->occurrences[j])));
		ck_assert_msg(is_there(&f, wanted[i]), "no %s in\n%.*s",
		    wanted[i], STR_ARG(have));
	}
	ck_assert_uint_eq(f.s->n_occurrences, ARRAY_LEN(wanted));
	deadline_close(&f);
}
END_TEST

START_TEST(order)
{
	struct deadline_fixture f;

	open_fixture(&f, &text);
	for (size_t i = 1; i < f.s->n_occurrences; i++)
		ck_assert_int_le(f.s->occurrences[i - 1].start.s,
		    f.s->occurrences[i].start.s);
	deadline_close(&f);
}
END_TEST

/* Of one instant, the order in which they were written. */
START_TEST(stable)
{
	struct deadline_text t = {
		.facts = "{at: 2026-09-21, event: verified, by: sato}, "
			 "{at: 2026-09-20, event: received}, "
			 "{at: 2026-09-21, event: verified, by: abe}, "
			 "{at: 2026-09-21, event: assigned}",
	};
	struct deadline_fixture f;
	const struct occurrence *o;

	open_fixture(&f, &t);
	o = f.s->occurrences;
	ck_assert_uint_eq(f.s->n_occurrences, 4);
	ck_assert_int_eq(o[0].event, EVENT_RECEIVED);
	ck_assert(str_eq_z(o[1].fact->by.id, "sato"));
	ck_assert(str_eq_z(o[2].fact->by.id, "abe"));
	ck_assert_int_eq(o[3].event, EVENT_ASSIGNED);
	ck_assert_ptr_eq(o[1].fact, &f.s->c->c->facts.v[0]);
	deadline_close(&f);
}
END_TEST

/* Without any date of its own, what carries one holds from that day. */
START_TEST(carried_only)
{
	struct deadline_text t = {
		.more = "embargo: {until: 2026-12-01T10:00+09:00}\n",
		.rules = "{id: R, name: {en: R}, confidence: V, "
			 "confirmed: yes, start: [embargo_set], until: yes}",
	};
	struct deadline_fixture f;

	open_fixture(&f, &t);
	ck_assert_uint_eq(f.s->n_occurrences, 1);
	ck_assert(str_eq_z(instant_format(f.a, f.s->occurrences[0].start),
	    "2026-12-01T10:00:00+09:00"));
	ck_assert_uint_eq(f.s->clocks.n, 1);
	ck_assert_int_eq(f.s->clocks.v[0].state, CLOCK_STATE_RUNNING);
	ck_assert(str_eq_z(instant_format(f.a, f.s->clocks.v[0].due),
	    "2026-12-01T10:00:00+09:00"));
	deadline_close(&f);
}
END_TEST

/* A date that had passed before the first fact. */
START_TEST(carried_before)
{
	struct deadline_text t = {
		.facts = "{at: 2026-09-20, event: received}",
		.more = "embargo: {until: 2026-08-01T10:00+09:00}\n",
	};
	struct deadline_fixture f;

	open_fixture(&f, &t);
	ck_assert_uint_eq(f.s->n_occurrences, 2);
	ck_assert_int_eq(f.s->occurrences[0].event, EVENT_EMBARGO_SET);
	ck_assert(str_eq_z(instant_format(f.a, f.s->occurrences[0].start),
	    "2026-08-01T10:00:00+09:00"));
	deadline_close(&f);
}
END_TEST

START_TEST(no_feed)
{
	struct deadline_text t = text;
	struct deadline_fixture f;

	t.kev = NULL;
	open_fixture(&f, &t);
	ck_assert_uint_eq(f.s->n_occurrences, ARRAY_LEN(wanted) - 1);
	deadline_close(&f);
}
END_TEST

Suite *suite_deadline_occurrence(void);

Suite *
suite_deadline_occurrence(void)
{
	Suite *s = suite_create("deadline_occurrence");
	TCase *tc = tcase_create("occurrences");

	tcase_add_test(tc, all);
	tcase_add_test(tc, order);
	tcase_add_test(tc, stable);
	tcase_add_test(tc, carried_only);
	tcase_add_test(tc, carried_before);
	tcase_add_test(tc, no_feed);
	suite_add_tcase(s, tc);
	return s;
}
