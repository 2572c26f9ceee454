/*
 * export/say: what was computed, in both languages, from clocks, steps,
 * scores and requirements made by hand.
 */
#include "export/say.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/span.h"
#include "model/model.h"
#include "test.h"
#include "text/catalog.h"
#include "text/yaml.h"

Suite *suite_export_say(void);

#define NOW	"2026-11-22T09:00+09:00"

static struct arena *a;
static struct sources *ss;
static struct diags *d;
static struct catalog *words;

static void
setup(void)
{
	const struct embedded *e;

	a = arena_open();
	ss = sources_open(a);
	d = diags_open(a);
	words = catalog_open(a, NULL);
	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct span all = { .len = (uint32_t)e->content.n };

		if (!str_starts(e->path, S("i18n/")))
			continue;
		all.file = source_add(ss, e->path);
		source_set_text(ss, all.file, e->content);
		ck_assert(catalog_add(words, yaml_parse(a, ss, all, d), d));
	}
}

static void
teardown(void)
{
	arena_close(a);
}

static struct instant
at(const char *z)
{
	struct instant t = { 0 };

	ck_assert_msg(instant_parse(str_z(z), &t, NULL), "%s", z);
	return t;
}

static struct say
say_in(const char *lang, const char *zone)
{
	return (struct say){ a, words, str_z(lang),
		zone == NULL ? NULL : zone_open(a, str_z(zone), S("")),
		at(NOW) };
}

/* What is said in a language is what is wanted. */
static void
is(int row, const char *lang, struct str got, const char *want)
{
	ck_assert_msg(str_eq_z(got, want), "row %d, %s: '%.*s' is not '%s'",
	    row, lang, STR_ARG(got), want);
}

/* ---- times ----------------------------------------------------------- */

static const struct {
	const char *zone;
	const char *at;
	const char *start[2];	/* ja, en */
	const char *end[2];
} TIMES[] = {
	{ "Asia/Tokyo", "2026-11-24T17:00+09:00",
	    { "2026-11-24（火）17:00 JST", "2026-11-24 (Tue) 17:00 JST" },
	    { "2026-11-24（火）17:00 JST", "2026-11-24 (Tue) 17:00 JST" } },
	{ "Asia/Tokyo", "2026-11-24T00:00+09:00",
	    { "2026-11-24（火）00:00 JST", "2026-11-24 (Tue) 00:00 JST" },
	    { "2026-11-23（月）24:00 JST", "2026-11-23 (Mon) 24:00 JST" } },
	{ "Asia/Tokyo", "2026-12-31T15:30Z",
	    { "2027-01-01（金）00:30 JST", "2027-01-01 (Fri) 00:30 JST" },
	    { "2027-01-01（金）00:30 JST", "2027-01-01 (Fri) 00:30 JST" } },
	{ "Europe/Brussels", "2026-07-01T10:00Z",
	    { "2026-07-01（水）12:00 UTC+02:00",
		"2026-07-01 (Wed) 12:00 UTC+02:00" },
	    { "2026-07-01（水）12:00 UTC+02:00",
		"2026-07-01 (Wed) 12:00 UTC+02:00" } },
	{ "Europe/Brussels", "2026-12-01T10:00Z",
	    { "2026-12-01（火）11:00 UTC+01:00",
		"2026-12-01 (Tue) 11:00 UTC+01:00" },
	    { "2026-12-01（火）11:00 UTC+01:00",
		"2026-12-01 (Tue) 11:00 UTC+01:00" } },
	{ "UTC", "2026-12-05T10:00Z",
	    { "2026-12-05（土）10:00 UTC", "2026-12-05 (Sat) 10:00 UTC" },
	    { "2026-12-05（土）10:00 UTC", "2026-12-05 (Sat) 10:00 UTC" } },
	/* Without a zone the instant's own offset counts. */
	{ NULL, "2026-12-06T10:00-03:30",
	    { "2026-12-06（日）10:00 UTC-03:30",
		"2026-12-06 (Sun) 10:00 UTC-03:30" },
	    { "2026-12-06（日）10:00 UTC-03:30",
		"2026-12-06 (Sun) 10:00 UTC-03:30" } },
};

static const char *const LANGS[] = { "ja", "en" };

START_TEST(times)
{
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], TIMES[_i].zone);

		is(_i, LANGS[l], say_instant(&s, at(TIMES[_i].at)),
		    TIMES[_i].start[l]);
		is(_i, LANGS[l], say_end(&s, at(TIMES[_i].at)),
		    TIMES[_i].end[l]);
	}
}
END_TEST

static const struct {
	int64_t left_s;
	const char *want[2];
} LEFTS[] = {
	{ 0, { "今", "now" } },
	{ 1, { "あと 1分未満", "in less than a minute" } },
	{ -59, { "1分未満超過", "less than a minute late" } },
	{ 60, { "あと 1分", "in 1 min" } },
	{ 3600, { "あと 1時間", "in 1 h" } },
	{ 5 * 3600 + 12 * 60, { "あと 5時間 12分", "in 5 h 12 min" } },
	{ 27 * 3600, { "あと 1日 3時間", "in 1 day 3 h" } },
	{ 86400 + 59 * 60, { "あと 1日", "in 1 day" } },
	{ -2 * 86400, { "2日超過", "2 days late" } },
	{ -(2 * 86400 + 3600), { "2日 1時間超過", "2 days 1 h late" } },
	{ 10 * 86400 + 7200, { "あと 10日", "in 10 days" } },
	{ INT64_C(400) * 86400, { "あと 400日", "in 400 days" } },
};

START_TEST(lefts)
{
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], "Asia/Tokyo");
		struct instant t = s.now;

		t.s += LEFTS[_i].left_s;
		is(_i, LANGS[l], say_left(&s, t), LEFTS[_i].want[l]);
	}
}
END_TEST

/* ---- clocks ---------------------------------------------------------- */

#define TEXT(s)		{ STR_INIT(s), { 0 } }
#define WORDS(j, e)	{ TEXT(j), TEXT(e), { 0 } }

static struct text START[] = { TEXT("fix_available"), TEXT("kev_added") };
static struct fact WAITS = { .by = { .id = STR_INIT("jpcert") } };
static const struct occurrence WAITING = { .fact = &WAITS };
static const struct clock_setting SETTING = {
	.explanation = TEXT("the form was down"),
	.reason = TEXT("agreed with the authority"),
};

static const struct {
	enum clock_state state;
	const char *due;	/* NULL: none */
	const char *stop;	/* NULL: not stopped */
	bool has_setting;
	int year_missing;
	const char *want[2];
} CLOCKS[] = {
	{ CLOCK_STATE_NONE, NULL, NULL, false, 0,
	    { "期限なし：法に定めがない", "no deadline: the law has none" } },
	{ CLOCK_STATE_WAITING, NULL, NULL, false, 0,
	    { "未開始：修正の提供または「KEV に追加」の記録を待っています",
		"not started: waiting for the fix to be available or "
		"added to KEV" } },
	{ CLOCK_STATE_RUNNING, "2026-11-23T12:00+09:00", NULL, false, 0,
	    { "期限まであと 1日 3時間、2026-11-23（月）12:00 JST",
		"due in 1 day 3 h, 2026-11-23 (Mon) 12:00 JST" } },
	{ CLOCK_STATE_RUNNING, NULL, NULL, false, 0,
	    { "進行中：終わりはまだ決まりません",
		"running: no end is known yet" } },
	{ CLOCK_STATE_WARNED, "2026-11-23T00:00+09:00", NULL, false, 0,
	    { "期限まであと 15時間、2026-11-22（日）24:00 JST",
		"due in 15 h, 2026-11-22 (Sun) 24:00 JST" } },
	{ CLOCK_STATE_WARNED, NOW, NULL, false, 0,
	    { "今が期限、2026-11-22（日）09:00 JST",
		"due now, 2026-11-22 (Sun) 09:00 JST" } },
	{ CLOCK_STATE_PAUSED, "2026-11-24T09:00+09:00", NULL, false, 0,
	    { "停止中：jpcertを待っています。期限まであと 2日、"
	      "2026-11-24（火）09:00 JST",
		"paused: waiting for jpcert; due in 2 days, "
		"2026-11-24 (Tue) 09:00 JST" } },
	{ CLOCK_STATE_OVERDUE, "2026-11-20T09:00+09:00", NULL, false, 0,
	    { "2日超過、期限は2026-11-20（金）09:00 JST",
		"2 days late, was due 2026-11-20 (Fri) 09:00 JST" } },
	{ CLOCK_STATE_MET, "2026-11-20T09:00+09:00", "2026-11-20T05:00+09:00",
	    false, 0, { "期限の4時間前に完了", "met 4 h before the end" } },
	/* A date alone stops at its 24:00. */
	{ CLOCK_STATE_MET, "2026-11-20T09:00+09:00", "2026-11-21T00:00+09:00",
	    false, 0, { "期限の日に完了", "met on the last day" } },
	{ CLOCK_STATE_MET, NULL, "2026-11-20T05:00+09:00", false, 0,
	    { "完了", "done" } },
	{ CLOCK_STATE_MISSED, "2026-11-18T09:00+09:00",
	    "2026-11-20T09:00+09:00", true, 0,
	    { "2日遅れて完了：the form was down",
		"missed by 2 days: the form was down" } },
	{ CLOCK_STATE_MISSED, "2026-11-18T09:00+09:00",
	    "2026-11-20T09:00+09:00", false, 0,
	    { "2日遅れて完了", "missed by 2 days" } },
	{ CLOCK_STATE_WAIVED, NULL, NULL, true, 0,
	    { "適用しない：agreed with the authority",
		"waived: agreed with the authority" } },
	{ CLOCK_STATE_UNKNOWN, NULL, NULL, false, 2028,
	    { "期限不明：営業日の暦に2028年がありません",
		"end unknown: the calendar does not cover 2028" } },
	{ CLOCK_STATE_UNKNOWN, NULL, NULL, false, 2200,
	    { "期限不明：2200年は数えられる年の外です",
		"end unknown: 2200 lies beyond the years that can be "
		"counted" } },
	{ CLOCK_STATE_UNKNOWN, NULL, NULL, false, 0,
	    { "期限不明：計算できません",
		"end unknown: it cannot be computed" } },
};

static const struct deadline RULE = {
	.id = TEXT("D-35"),
	.name = WORDS("調整機関への状況連絡", "Status to the coordinator"),
	.start = { START, ARRAY_LEN(START) },
	.none_because = WORDS("法に定めがない", "the law has none"),
};

START_TEST(clocks)
{
	struct occurrence stop = { 0 };
	struct clock c = {
		.rule = &RULE,
		.state = CLOCKS[_i].state,
		.year_missing = CLOCKS[_i].year_missing,
		.has_due = CLOCKS[_i].due != NULL,
		.setting = CLOCKS[_i].has_setting ? &SETTING : NULL,
		.waiting = &WAITING,
	};

	if (c.has_due)
		c.due = at(CLOCKS[_i].due);
	if (CLOCKS[_i].stop != NULL) {
		stop.stop = at(CLOCKS[_i].stop);
		c.stop = &stop;
	}
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], "Asia/Tokyo");
		struct str state;

		is(_i, LANGS[l], say_clock(&s, &c), CLOCKS[_i].want[l]);
		state = say_enum(&s, &enum_clock_state, (int)c.state);
		ck_assert_uint_gt(state.n, 0);
		ck_assert(!str_starts(state, S("say.")));
	}
}
END_TEST

static const struct {
	struct clock_step step;
	bool is_back;
	const char *want[2];
} STEPS[] = {
	{ { .kind = CLOCK_STEP_START,
	      .proof = { .text = STR_INIT("x"),
		  .path = STR_INIT("cases/2026/PS-2026-0001/case.md"),
		  .line = 12 } },
	    false,
	    { "開始 2026-12-01（火）00:00 JST：修正を提供"
	      "（cases/2026/PS-2026-0001/case.md:12）",
		"starts 2026-12-01 (Tue) 00:00 JST: fix available "
		"(cases/2026/PS-2026-0001/case.md:12)" } },
	{ { .kind = CLOCK_STEP_COUNT, .n = 1, .unit = UNIT_BUSINESS_DAYS },
	    false,
	    { "1営業日を数えて 2026-11-30（月）24:00 JST",
		"plus 1 business day: 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_COUNT, .n = 72, .unit = UNIT_HOURS }, false,
	    { "72時間を数えて 2026-11-30（月）24:00 JST",
		"plus 72 hours: 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_COUNT, .n = 2, .unit = UNIT_MONTHS }, true,
	    { "2か月さかのぼって 2026-11-30（月）24:00 JST",
		"back 2 months: 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_COUNT, .n = 0 }, false,
	    { "0日を数えて 2026-11-30（月）24:00 JST",
		"plus 0 days: 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_CARRIED }, false,
	    { "記録にある期日 2026-11-30（月）24:00 JST",
		"the day that the start carries: "
		"2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_PAUSE, .n = 3 * 86400 }, false,
	    { "3日の停止を足して 2026-11-30（月）24:00 JST",
		"paused for 3 days: 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_EXTEND, .proof = { .path = STR_INIT("c.md") } },
	    false,
	    { "延長して 2026-11-30（月）24:00 JST（c.md）",
		"extended to 2026-11-30 (Mon) 24:00 JST (c.md)" } },
	{ { .kind = CLOCK_STEP_REFUSE,
	      .refusal = CLOCK_REFUSAL_LENGTH,
	      .proof = { .text = STR_INIT("words for messages") } },
	    false,
	    { "延長は数えず 2026-11-30（月）24:00 JSTのまま："
	      "一回の延長の上限を超えています",
		"an extension does not count: still 2026-11-30 (Mon) 24:00 "
		"JST: it is longer than the rule allows at once" } },
	{ { .kind = CLOCK_STEP_MOVE, .end = CLOCK_END_BUSINESS_DAY }, false,
	    { "休みの日を避けて 2026-11-30（月）24:00 JST",
		"moved off a day off to 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_MOVE, .end = CLOCK_END_MIDWEEK }, false,
	    { "金土日を避けて 2026-11-30（月）24:00 JST",
		"moved off Friday to Sunday to 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_MOVE, .end = CLOCK_END_SHUTDOWN }, false,
	    { "一斉休業を避けて 2026-11-30（月）24:00 JST",
		"moved out of the shutdown to 2026-11-30 (Mon) 24:00 JST" } },
	{ { .kind = CLOCK_STEP_FREEZE }, false,
	    { "案件で定めた期限 2026-11-30（月）24:00 JST",
		"set in the case: 2026-11-30 (Mon) 24:00 JST" } },
};

START_TEST(steps)
{
	struct clock_step step = STEPS[_i].step;
	struct deadline rule = { .backwards = { .b = STEPS[_i].is_back } };
	struct occurrence start = { .event = EVENT_FIX_AVAILABLE };
	struct clock c = { .rule = &rule, .start = &start };

	step.at = at("2026-12-01T00:00+09:00");
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], "Asia/Tokyo");

		is(_i, LANGS[l], say_step(&s, &c, &step), STEPS[_i].want[l]);
	}
}
END_TEST

/* A start on a date alone has no time. */
START_TEST(start_of_day)
{
	struct deadline rule = { 0 };
	struct fact fact = { 0 };
	struct occurrence start = { .event = EVENT_FIX_AVAILABLE,
		.fact = &fact,
		.start = at("2026-12-01T00:00+09:00") };
	struct clock c = { .rule = &rule, .start = &start };
	struct clock_step step = { .kind = CLOCK_STEP_START,
		.at = start.start };
	struct say ja = say_in("ja", "Asia/Tokyo");
	struct say en = say_in("en", "Asia/Tokyo");

	ck_assert(when_parse(S("2026-12-01"), &fact.at.w, NULL));
	is(0, "ja", say_step(&ja, &c, &step),
	    "開始 2026-12-01（火）：修正を提供");
	is(1, "en", say_occurrence(&en, &start), "2026-12-01 (Tue)");
	ck_assert(when_parse(S("2026-12-01T00:00+09:00"), &fact.at.w, NULL));
	is(2, "en", say_occurrence(&en, &start), "2026-12-01 (Tue) 00:00 JST");
	is(3, "en", say_when(&en, (struct when){ 0 }), "");
	fact.at.w = (struct when){ 0 };
	is(3, "en", say_occurrence(&en, &start), "2026-12-01 (Tue)");
	/* Another start than that of the clock. */
	step.at.s -= 3600;
	is(4, "en", say_step(&en, &c, &step),
	    "starts 2026-11-30 (Mon) 23:00 JST: fix available");
}
END_TEST

static const struct {
	enum clock_state state;
	const char *stop;	/* NULL: not stopped */
	const char *want[2];
} MINIMUMS[] = {
	{ CLOCK_STATE_RUNNING, NULL,
	    { "少なくとも2031-11-21（金）24:00 JSTまで続けます",
		"to go on at least until 2031-11-21 (Fri) 24:00 JST" } },
	{ CLOCK_STATE_MET, NULL,
	    { "2031-11-21（金）24:00 JSTまで続けました",
		"went on until 2031-11-21 (Fri) 24:00 JST, as it had to" } },
	{ CLOCK_STATE_MISSED, "2031-11-20T00:00+09:00",
	    { "2日早く終わりました：the form was down",
		"ended 2 days too early: the form was down" } },
	{ CLOCK_STATE_WAIVED, NULL,
	    { "適用しない：agreed with the authority",
		"waived: agreed with the authority" } },
};

/* An end that is a minimum is nothing that is due. */
START_TEST(minimums)
{
	struct deadline rule = { .minimum = { .b = true } };
	struct occurrence stop = { 0 };
	struct clock c = { .rule = &rule,
		.state = MINIMUMS[_i].state,
		.has_due = true,
		.setting = &SETTING,
		.due = at("2031-11-22T00:00+09:00") };

	if (MINIMUMS[_i].stop != NULL) {
		stop.stop = at(MINIMUMS[_i].stop);
		c.stop = &stop;
	}
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], "Asia/Tokyo");

		is(_i, LANGS[l], say_clock(&s, &c), MINIMUMS[_i].want[l]);
	}
}
END_TEST

static const struct {
	const char *home;
	const char *rule;	/* zone; NULL: none */
	const char *party;
	const char *due;
	const char *want[2];
} PLACES[] = {
	{ "Asia/Tokyo", NULL, NULL, "2026-11-24T17:00+09:00", { "", "" } },
	{ "Asia/Tokyo", "Asia/Tokyo", "Asia/Tokyo", "2026-11-24T17:00+09:00",
	    { "", "" } },
	{ "Asia/Tokyo", "Europe/Brussels", NULL, "2026-11-24T17:00+09:00",
	    { "09:00 UTC+01:00 (ブリュッセル)",
		"09:00 UTC+01:00 (Brussels)" } },
	/* An end at 00:00 is 24:00 of the day before, there too. */
	{ "Asia/Tokyo", "Europe/Brussels", NULL, "2026-11-24T00:00+01:00",
	    { "2026-11-23 24:00 UTC+01:00 (ブリュッセル)",
		"2026-11-23 24:00 UTC+01:00 (Brussels)" } },
	{ "Asia/Tokyo", "UTC", NULL, "2026-11-24T00:00+09:00",
	    { "15:00 UTC", "15:00 UTC" } },
	/* Summer time, and another day there. */
	{ "Asia/Tokyo", "Europe/Brussels", "America/New_York",
	    "2026-07-01T08:00+09:00",
	    { "01:00 UTC+02:00 (ブリュッセル)"
	      "、2026-06-30 19:00 UTC-04:00 (ニューヨーク)",
		"01:00 UTC+02:00 (Brussels), "
		"2026-06-30 19:00 UTC-04:00 (New York)" } },
	{ "Asia/Tokyo", NULL, "+05:45", "2026-11-24T17:00+09:00",
	    { "13:45 UTC+05:45", "13:45 UTC+05:45" } },
	/* A zone that nobody knows, and one with the same offset. */
	{ "Asia/Tokyo", "Mars/Olympus", "+09:00", "2026-11-24T17:00+09:00",
	    { "", "" } },
	{ "Europe/Berlin", "Europe/Brussels", NULL, "2026-11-24T17:00+01:00",
	    { "", "" } },
	{ "Asia/Tokyo", "Australia/Sydney", NULL, "2026-11-24T17:00+09:00",
	    { "19:00 UTC+11:00 (Sydney)", "19:00 UTC+11:00 (Sydney)" } },
};

START_TEST(places)
{
	struct deadline rule = { 0 };
	struct party_contact contacts[2] = { 0 };
	struct party party = { .contacts = { contacts, 2 } };
	struct party_entry entry = { .party = &party };
	struct clock c = {
		.rule = &rule,
		.party = &entry,
		.has_due = true,
		.due = at(PLACES[_i].due),
	};

	rule.zone.s = str_z(PLACES[_i].rule);
	/* The first contact has no zone. */
	contacts[1].zone.s = str_z(PLACES[_i].party);
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], PLACES[_i].home);
		struct str got = say_elsewhere(&s, &c);
		is(_i, LANGS[l], got, PLACES[_i].want[l]);
	}
	c.has_due = false;

	struct say s = say_in("en", PLACES[_i].home);

	is(_i, "en", say_elsewhere(&s, &c), "");
}
END_TEST

/* ---- the rest -------------------------------------------------------- */

START_TEST(clock_names)
{
	struct party party = { .name = WORDS("調整センター", "Coordinator") };
	struct party_entry p = { .e = { .space = SPACE_PARTY }, &party };
	struct clock c = { .rule = &RULE };
	struct say ja = say_in("ja", "Asia/Tokyo");
	struct say en = say_in("en", "Asia/Tokyo");

	is(0, "en", say_clock_name(&en, &c), "D-35 Status to the coordinator");
	c.key = S("embargo.until");
	is(1, "ja", say_clock_name(&ja, &c),
	    "D-35 調整機関への状況連絡（embargo.until）");
	c.key = S("request RQ-2026-0007");
	is(1, "ja", say_clock_name(&ja, &c),
	    "D-35 調整機関への状況連絡（照会 RQ-2026-0007）");
	c.key = S("exit");
	is(1, "en", say_clock_name(&en, &c),
	    "D-35 Status to the coordinator (the exit)");
	c.key = S("4.2 LTS");
	is(1, "ja", say_clock_name(&ja, &c),
	    "D-35 調整機関への状況連絡（4.2 LTS）");
	c.party = &p;
	is(2, "ja", say_clock_name(&ja, &c),
	    "D-35 調整機関への状況連絡（調整センター）");
	is(3, "en", say_clock_name(&en, &c),
	    "D-35 Status to the coordinator (Coordinator)");
	/* A party without a name is known by its id. */
	party.name = (struct words){ 0 };
	p.e.id = S("finder-0031");
	is(4, "en", say_clock_name(&en, &c),
	    "D-35 Status to the coordinator (finder-0031)");
}
END_TEST

START_TEST(requirements)
{
	struct choice roles[] = { { ROLE_COORDINATOR, { 0 } },
		{ ROLE_LEGAL, { 0 } } };
	struct stage_requirement r = {
		.text = WORDS("副担当者", "A deputy"),
		.supplies = { roles, 0 },
	};
	struct person persons[4] = { 0 };
	struct person_entry entries[4] = { 0 };
	const struct person_entry *who[4];
	struct requirement_state state = { .r = &r, .who = who };
	struct say ja = say_in("ja", NULL), en = say_in("en", NULL);

	for (int i = 0; i < 4; i++) {
		entries[i].e = (struct entry){ .space = SPACE_PERSON,
			.id = str_fmt(a, "p%d", i) };
		entries[i].person = &persons[i];
		who[i] = &entries[i];
	}
	persons[0].name = (struct words)WORDS("佐藤", "Sato");
	is(0, "en", say_requirement(&en, &state), "A deputy");
	r.supplies.n = 1;
	is(1, "ja", say_requirement(&ja, &state), "副担当者（調整）");
	r.supplies.n = 2;
	state.n_who = 2;
	is(2, "ja", say_requirement(&ja, &state),
	    "副担当者（調整、法務：佐藤、p1）");
	state.n_who = 4;
	is(3, "en", say_requirement(&en, &state),
	    "A deputy (Coordinator, Legal: Sato, p1, p2, others)");
}
END_TEST

START_TEST(scores)
{
	struct score_state k = { 0 };
	struct cvss_fault fault;
	struct say ja = say_in("ja", NULL), en = say_in("en", NULL);

	ck_assert(cvss_parse(S("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/"
			       "A:N/E:X"),
	    &k.cvss, &fault));
	k.score = cvss_score(&k.cvss);
	is(0, "ja", say_score(&ja, &k), "9.1 緊急");
	is(1, "en", say_score(&en, &k), "9.1 Critical");
	/* What is not defined says nothing. */
	ck_assert_uint_eq(str_find(say_metrics(&en, &k.cvss),
			      S("Attack vector"
				": Network, "),
			      0),
	    0);
	ck_assert_uint_eq(str_find(say_metrics(&ja, &k.cvss), S("cvss."), 0),
	    SIZE_MAX);
	ck_assert(
	    str_ends(say_metrics(&en, &k.cvss), S("Availability: None")) ||
	    str_ends(say_metrics(&en, &k.cvss), S("availability: None")));
}
END_TEST

/* As conditions make them: text, and where its parts stand in it. */
static const struct {
	const char *text;
	struct proof_parts parts;
	const char *want[2];
} PROOFS[] = {
	{ "agreed by mail", { .verb = PROOF_TEXT },
	    { "agreed by mail", "agreed by mail" } },
	{ "case.nda is not written",
	    { .verb = PROOF_UNWRITTEN, .field = { 0, 8 } },
	    { "case.nda は書かれていません", "case.nda is not written" } },
	{ "case.exit is written", { .verb = PROOF_WRITTEN, .field = { 0, 9 } },
	    { "case.exit は書かれています", "case.exit is written" } },
	{ "case.tlp is RED, not in [CLEAR, GREEN]",
	    { PROOF_NOT, PROOF_WANT_IN, 1, { 0, 8 }, { 12, 3 }, { 24, 14 },
		{ 0 } },
	    { "case.tlp は RED で、条件の [CLEAR, GREEN] のいずれか"
	      "に当たりません",
		"case.tlp is RED, not in [CLEAR, GREEN]" } },
	{ "none of 22 case.facts.event is closed",
	    { .verb = PROOF_NONE,
		.want = PROOF_WANT_EQUAL,
		.n = 22,
		.field = { 11, 16 },
		.wanted = { 31, 6 } },
	    { "case.facts.event は 22個あり、どれも条件の closed "
	      "に当たりません",
		"none of 22 case.facts.event is closed" } },
	{ "a.b is 3, more than 0",
	    { PROOF_AMONG, PROOF_WANT_MORE, 1, { 0, 3 }, { 7, 1 }, { 20, 1 },
		{ 0 } },
	    { "a.b は 3 で、条件の 0 超に当たります",
		"a.b is 3, more than 0" } },
	{ "a.b is 2, not 0 (D-01)",
	    { .verb = PROOF_NOT,
		.field = { 0, 3 },
		.value = { 7, 1 },
		.wanted = { 14, 1 },
		.aside = { 17, 4 } },
	    { "a.b は 2 で、条件の 0 に当たりません（D-01）",
		"a.b is 2, not 0 (D-01)" } },
	{ "case.facts.event is closed, dated later",
	    { .verb = PROOF_LATER, .field = { 0, 16 }, .value = { 20, 6 } },
	    { "case.facts.event の closed は、今より後の日時です",
		"case.facts.event is closed, but dated later" } },
};

START_TEST(proofs)
{
	struct proof p = { .text = str_z(PROOFS[_i].text),
		.parts = PROOFS[_i].parts };

	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], NULL);

		is(_i, LANGS[l], say_proof(&s, &p), PROOFS[_i].want[l]);
	}
}
END_TEST

START_TEST(priorities)
{
	struct words reason = WORDS("攻撃が始まっている", "attacks are known");
	struct priority_state p = {
		.priority = S("now"),
		.reason = &reason,
		.origin = POLICY_OF_COMPANY,
		.rule = { .path = S("c.yaml"), .line = 7 },
		.proof = { .text = S("assessment.kev is yes"),
		    .path = S("case.md"),
		    .line = 3 },
	};
	struct say ja = say_in("ja", NULL), en = say_in("en", NULL);

	is(0, "en", say_priority(&en, &p),
	    "now: attacks are known (the company's policy, c.yaml:7), since "
	    "assessment.kev is yes, case.md:3");
	is(1, "ja", say_priority(&ja, &p),
	    "now：攻撃が始まっている（会社の方針、c.yaml:7）、根拠："
	    "assessment.kev is yes、case.md:3");
	p.exception = S("a closed network");
	p.origin = POLICY_OF_PRODUCT;
	p.proof = (struct proof){ 0 };
	is(2, "en", say_priority(&en, &p),
	    "now: a closed network (an exception of the product, c.yaml:7)");
	p.priority = S("");
	is(3, "en", say_priority(&en, &p),
	    "no priority: no row of the policy holds");
}
END_TEST

/* Each value that is computed with has words of its own. */
START_TEST(enumerations)
{
	static const struct enum_table *const tables[] = { &enum_unit,
		&enum_weight, &enum_clock_subject, &enum_clock_per,
		&enum_clock_start, &enum_clock_end, &enum_policy_number,
		&enum_confidence, &enum_embargo_state, &enum_severity,
		&enum_row_state, &enum_justification, &enum_role, &enum_exit,
		&enum_exploitation, &enum_yes_no, &enum_technical_impact,
		&enum_safety_impact, &enum_value_density, &enum_utility,
		&enum_public_safety_impact, &enum_system_exposure,
		&enum_mission_impact, &enum_human_impact,
		&enum_mission_well_being, &enum_report_credibility,
		&enum_supplier_cardinality, &enum_supplier_engagement,
		&enum_supplier_involvement, &enum_public_value_added,
		&enum_answer_status };

	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		for (size_t j = 0; j < tables[i]->n; j++) {
			int v = tables[i]->values[j].v;
			struct str name = str_z(enum_name(tables[i], v));
			struct say s = say_in("ja", NULL);

			ck_assert_msg(!str_eq(say_enum(&s, tables[i], v),
					  name),
			    "%s.%.*s has no words", tables[i]->name,
			    STR_ARG(name));
		}
	}
}
END_TEST

START_TEST(small_words)
{
	for (int l = 0; l < 2; l++) {
		struct say s = say_in(LANGS[l], NULL);

		for (int i = 0; i < AXIS_FACTS; i++)
			ck_assert(!str_starts(say_axis(&s, (enum axis_fact)i),
			    S("say.")));
		for (int i = 0; i <= (int)REGIME_CLOSED; i++)
			ck_assert(!str_starts(say_standing(&s,
						  (enum regime_standing)i),
			    S("say.")));
		for (int i = 0; i <= (int)POLICY_OF_PRODUCT; i++)
			ck_assert(
			    !str_starts(say_origin(&s, (enum policy_origin)i),
				S("say.")));
		for (int u = (int)UNIT_HOURS; u <= (int)UNIT_YEAR_ENDS; u++) {
			ck_assert(!str_starts(say_units(&s, 1, (enum unit)u),
			    S("say.")));
			ck_assert(!str_starts(say_units(&s, 2, (enum unit)u),
			    S("say.")));
		}
		is(l, LANGS[l], say_entry(&s, NULL), "");
		is(l, LANGS[l], say_place(&s, &(struct proof){ 0 }), "");
	}
}
END_TEST

/* ---- reasons of the audit ----------------------------------------------- */

static const struct {
	const char *why, *ja;
} REASONS[] = {
	{ "the key ended on 2026-03-31",
	    "鍵の有効期間は 2026-03-31 で終わりました" },
	{ "the key counts from 2026-03-31 on",
	    "鍵が有効になるのは 2026-03-31 です" },
	{ "the key ended on 2026-03-31, and the line came on 2026-04-02",
	    "鍵の有効期間は 2026-03-31 で終わりました。行が入ったのは "
	    "2026-04-02 です" },
	{ "content/ has no SSH key of sato",
	    "content/ に sato の SSH の鍵がありません" },
	{ "the role came later", "役割を持ったのはその後です" },
	{ "the role had ended when the approval came",
	    "承認が届いたときには、役割が終わっていました" },
	{ "sato did, commit 0123456789ab",
	    "コミットしたのは sato です（0123456789ab）" },
	{ "cases/2026/PS-1/advisory.ja.md, commit 0123456789ab",
	    "cases/2026/PS-1/advisory.ja.md、コミット 0123456789ab" },
	{ "case.md (sato, 2026-11-30), advisory.en.md (mori, 2026-11-28)",
	    "case.md (sato, 2026-11-30), advisory.en.md (mori, 2026-11-28)" },
	{ "2026-11-25T10:00:00+09:00 was approved, and now it is "
	  "2026-11-24T10:00:00+09:00",
	    "承認した日時は 2026-11-25T10:00:00+09:00、今の日時は "
	    "2026-11-24T10:00:00+09:00 です" },
	{ "2026-11-25T10:00:00+09:00 was approved, and now none is agreed",
	    "承認した日時は 2026-11-25T10:00:00+09:00、"
	    "今は日時の合意がありません" },
	{ "the role came", "the role came" },
	{ "the key ended on ", "the key ended on " },
	{ "", "" },
};

START_TEST(reasons)
{
	struct say s = { .a = a, .words = words, .lang = S("ja") };
	struct str why = str_z(REASONS[_i].why), got = say_reason(&s, why);

	ck_assert_msg(str_eq_z(got, REASONS[_i].ja), "%s: %.*s",
	    REASONS[_i].why, STR_ARG(got));
	s.lang = S("en");
	ck_assert(str_eq(say_reason(&s, why), why));
}
END_TEST

/* A source without the seams between pieces of one text. */
static struct str
without_seams(struct str s)
{
	char *p = arena_bytes(a, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		size_t k = i + 1;

		while (s.p[i] == '"' && k < s.n &&
		    (s.p[k] == ' ' || s.p[k] == '\t' || s.p[k] == '\n'))
			k++;
		if (s.p[i] == '"' && k > i + 1 && k < s.n && s.p[k] == '"')
			i = k;
		else
			p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

static const char *const PHRASES[] = { "late", "given_up", "early", "ended",
	"owner", "stranger", "no_key", "role_later", "role_ended", "no_line",
	"committer", "unmade", "elsewhere", "sooner", "now", "unagreed", "bad",
	"unknown", "expired", "revoked", "future", "malformed", "unsupported",
	"namespace", "untouched", "commit" };

/* The first words of a phrase outside its holes stand where it is said. */
START_TEST(phrases_are_said)
{
	static const char *const sources[] = { "tools/audit/audit_approval.c",
		"tools/audit/audit_key.c", "tools/sign/results.def" };
	struct str phrase, fixed, rest;
	bool found = false;

	ck_assert(catalog_get(words, S("en"),
	    str_fmt(a, "say.reason.%s", PHRASES[_i]), &phrase));
	(void)str_cut(phrase, '{', &fixed, &rest);
	if (fixed.n == 0) {
		(void)str_cut(rest, '}', &fixed, &rest);
		(void)str_cut(rest, '{', &fixed, &rest);
	}
	for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
		struct str text;

		ck_assert_int_eq(io_read_path(sources[i], 1u << 20, a, &text),
		    0);
		found = found ||
		    str_find(without_seams(text), str_trim(fixed), 0) !=
			SIZE_MAX;
	}
	ck_assert_msg(found, "nobody says '%.*s'", STR_ARG(phrase));
}
END_TEST

Suite *
suite_export_say(void)
{
	Suite *s = suite_create("export_say");
	TCase *tc = tcase_create("say");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, times, 0, (int)ARRAY_LEN(TIMES));
	tcase_add_loop_test(tc, lefts, 0, (int)ARRAY_LEN(LEFTS));
	tcase_add_loop_test(tc, clocks, 0, (int)ARRAY_LEN(CLOCKS));
	tcase_add_loop_test(tc, steps, 0, (int)ARRAY_LEN(STEPS));
	tcase_add_test(tc, start_of_day);
	tcase_add_loop_test(tc, minimums, 0, (int)ARRAY_LEN(MINIMUMS));
	tcase_add_loop_test(tc, places, 0, (int)ARRAY_LEN(PLACES));
	tcase_add_test(tc, clock_names);
	tcase_add_test(tc, requirements);
	tcase_add_test(tc, scores);
	tcase_add_loop_test(tc, proofs, 0, (int)ARRAY_LEN(PROOFS));
	tcase_add_test(tc, priorities);
	tcase_add_test(tc, enumerations);
	tcase_add_test(tc, small_words);
	tcase_add_loop_test(tc, reasons, 0, (int)ARRAY_LEN(REASONS));
	tcase_add_loop_test(tc, phrases_are_said, 0, (int)ARRAY_LEN(PHRASES));
	suite_add_tcase(s, tc);
	return s;
}
