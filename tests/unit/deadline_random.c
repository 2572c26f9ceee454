/*
 * The clock engine on rules and facts drawn at random, extremes among them:
 * whatever they are, what comes out fits together.
 */
#include "deadline_run.h"

#define ROUNDS	150
#define RULES	12
#define FACTS	30

/* Numbers that are the same on every machine (Knuth, MMIX). */
struct dice {
	uint64_t state;
};

static size_t
cast(struct dice *d, size_t n)
{
	d->state = d->state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (size_t)(d->state >> 33) % n;
}

#define PICK(d, words)	((words)[cast((d), ARRAY_LEN(words))])

static void
put_rule(struct dice *d, struct buf *b, size_t i)
{
	static const char *const starts[] = { "received", "status_sent",
		"aware, received", "embargo_set", "waiting" };
	static const char *const whiches[] = { "earliest", "latest" };
	static const char *const lengths[] = { "0", "1", "14", "90", "400",
		"100000", "4000000", "999999999999" };
	static const char *const units[] = { "hours", "calendar_days",
		"business_days", "months", "year_ends" };
	static const char *const pers[] = { "subject", "party", "product",
		"start", "key" };
	static const char *const stops[] = { "", "stop: [status_sent], ",
		"stop: [own_publication, closed], " };
	static const char *const slows[] = { "",
		"pause: [finder, coordinator], ",
		"pause: [finder], pause_max: 3, ",
		("extension: {by: [psirt_lead], times: 1, unit: "
		 "business_days, total: 9, above: [executive]}, "),
		"weight: law, pause: [finder], " };
	static const char *const ends[] = { "", "until: yes, ",
		"backwards: yes, ",
		("end: [not_friday_to_sunday, next_business_day, "
		 "not_in_shutdown], "),
		"valid_from: 2026-06-01, ", "valid_to: 2026-09-01, " };

	buf_printf(b,
	    "%s{id: R-%zu, name: {en: R}, confidence: V, confirmed: yes, "
	    "start: [%s], start_which: %s, length: %s, unit: %s, per: %s, "
	    "%s%s%swarn_at: [48h, 7d]}",
	    i > 0 ? ", " : "", i / 2, PICK(d, starts), PICK(d, whiches),
	    PICK(d, lengths), PICK(d, units), PICK(d, pers), PICK(d, stops),
	    PICK(d, slows), PICK(d, ends));
}

static void
put_fact(struct dice *d, struct buf *b, size_t i)
{
	static const char *const events[] = { "received", "status_sent",
		"aware", "waiting", "resumed", "extension_granted",
		"own_publication", "closed" };
	static const char *const days[] = { "1900-01-01", "2025-12-31",
		"2026-02-28", "2026-05-01", "2026-06-01", "2026-08-31",
		"2026-09-01", "2026-11-21", "2026-11-22", "2026-12-24",
		"2199-12-31" };
	static const char *const times[] = { "", "T00:00+09:00",
		"T23:59:59-23:59", "T12:00Z" };
	static const char *const bys[] = { "", ", by: sato", ", by: tanaka",
		", by: finder-1", ", by: jpcert" };
	static const char *const mores[] = { "", "", ", party: jpcert",
		", product: box", ", clocks: [R-1, R-2]" };

	buf_printf(b, "%s{at: %s%s, event: %s%s%s", i > 0 ? ", " : "",
	    PICK(d, days), PICK(d, times), PICK(d, events), PICK(d, bys),
	    PICK(d, mores));
	if (cast(d, 2) == 0)
		buf_printf(b, ", until: %s%s", PICK(d, days), PICK(d, times));
	buf_putc(b, '}');
}

static void
check_state(const struct clock *c, struct instant now)
{
	bool stopped = c->state == CLOCK_STATE_MET ||
	    c->state == CLOCK_STATE_MISSED;

	if (c->state != CLOCK_STATE_UNKNOWN)
		ck_assert(stopped == (c->stop != NULL));
	if (c->state == CLOCK_STATE_MISSED)
		ck_assert(c->has_due && c->stop->stop.s > c->due.s);
	if (c->state == CLOCK_STATE_OVERDUE)
		ck_assert(c->has_due && now.s > c->due.s);
	if (c->state == CLOCK_STATE_WARNED)
		ck_assert(c->warned.s <= now.s && c->warned.s < c->due.s);
	if (c->state == CLOCK_STATE_UNKNOWN)
		ck_assert(!c->has_due);
	if (c->state == CLOCK_STATE_WAITING)
		ck_assert(c->start == NULL && !c->has_due);
	ck_assert((c->state == CLOCK_STATE_PAUSED) == (c->waiting != NULL));
	if (c->start != NULL && c->start->fact->at.w.kind != WHEN_UNSET)
		ck_assert_int_le(c->start->start.s, now.s);
}

static void
check_clock(struct arena *a, const struct clock *c, struct instant now)
{
	check_state(c, now);
	if (c->has_due) {
		ck_assert_uint_gt(c->n_steps, 1);
		ck_assert_int_eq(c->steps[c->n_steps - 1].at.s, c->due.s);
		ck_assert_uint_gt(instant_format(a, c->due).n, 0);
	}
	if (c->rule->weight.v == (int)WEIGHT_LAW)
		ck_assert_int_ne(c->state, CLOCK_STATE_PAUSED);
	for (size_t i = 0; i < c->n_steps; i++)
		ck_assert(c->rule->weight.v != (int)WEIGHT_LAW ||
		    c->steps[i].kind != CLOCK_STEP_PAUSE);
	for (size_t i = 0; i < c->n_candidates; i++)
		ck_assert_ptr_ne(c->candidates[i].start, c->start);
}

START_TEST(anything)
{
	static const char *const nows[] = { "1900-01-02T00:00Z",
		"2026-11-22T09:00+09:00", "2026-06-15T00:00Z",
		"2199-12-31T23:59:59Z" };
	struct dice d = { .state = (uint64_t)_i * 977 + 1 };
	struct deadline_text t = { .now = PICK(&d, nows),
		.is_lenient = true,
		.more = "embargo: {until: 2026-12-01T10:00+09:00}\n" };
	struct deadline_fixture f;
	struct buf rules, facts;

	buf_init(&rules, 1u << 16);
	buf_init(&facts, 1u << 16);
	for (size_t i = 0; i < RULES; i++)
		put_rule(&d, &rules, i);
	for (size_t i = 0; i < FACTS; i++)
		put_fact(&d, &facts, i);
	buf_putc(&rules, '\0');
	buf_putc(&facts, '\0');
	t.rules = rules.p;
	t.facts = facts.p;
	deadline_open(&f, "anything", &t);
	ck_assert_uint_gt(f.s->n_occurrences, FACTS);
	ck_assert_ptr_nonnull(f.m->docs[KIND_DEADLINES].v[0].record);
	for (size_t i = 0; i < f.s->clocks.n; i++) {
		check_clock(f.a, &f.s->clocks.v[i], f.run.now);
		if (i > 0)
			ck_assert_int_le(clock_cmp(&f.s->clocks.v[i - 1],
					     &f.s->clocks.v[i]),
			    0);
	}
	if (f.s->leading != NULL)
		ck_assert(
		    clock_is_open(f.s->leading) && f.s->leading->has_due);
	deadline_close(&f);
	buf_fini(&rules);
	buf_fini(&facts);
}
END_TEST

Suite *suite_deadline_random(void);

Suite *
suite_deadline_random(void)
{
	Suite *s = suite_create("deadline_random");
	TCase *tc = tcase_create("random");

	tcase_add_loop_test(tc, anything, 0, ROUNDS);
	suite_add_tcase(s, tc);
	return s;
}
