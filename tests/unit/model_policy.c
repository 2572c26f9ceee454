/*
 * model/policy: the group's policies, the company's overrides, and who says
 * what.
 */
#include "model/policy.h"

#include <string.h>

#include "model_text.h"

static struct model_fixture f;

#define HEAD(kind)							\
	"---\ntitle: P\nkind: " kind "\nversion: \"1\"\nowner: sato\n"	\
	"review: 2027-01-01\n"

static const struct model_file files[] = {
	{ "content/companies/acme.yaml",
	    "name: {ja: A, en: Acme}\nkind: head\n" },
	{ "content/companies/unit.yaml",
	    "name: {ja: U, en: Unit}\nkind: unit\n"
	    "policy:\n  acknowledge_days: 1\n"
	    "  sla: [{priority: later, days: 40, unit: business_days},"
	    " {priority: never, days: 900}]\n"
	    "  priorities: [{priority: later}, {priority: special}]\n"
	    "  clocks: [{clock: D-31, length: 9, reason: ours}]\n"
	    "  stages: [{stage: verified, requires: [{id: ours,"
	    " text: {ja: x, en: X}}]}]\n"
	    "  reason: r\n" },
	{ "content/companies/shop.yaml",
	    "name: {ja: S, en: Shop}\nkind: unit\nparent: unit\n"
	    "policy:\n  update_days: 5\n"
	    "  sla: [{priority: later, days: 30}]\n"
	    "  priorities: [{priority: mine}]\n"
	    "  reason: r\n" },
	{ "content/policies/p.en.md", NULL },
	{ "content/policies/a.ja.md",
	    HEAD("vulnerability_management") "acknowledge_days: 2\n"
					     "update_days: 14\n"
					     "clocks: [{clock: D-31, "
					     "enabled: yes, "
					     "length: 45, reason: r}]\n"
					     "sla: [{priority: now, days: 3}, "
					     "{priority: later, days: 90}]\n"
					     "---\nText.\n" },
	{ "content/policies/a.en.md",
	    HEAD("vulnerability_management") "acknowledge_days: 7\n"
					     "---\nText.\n" },
	{ "content/policies/b.ja.md",
	    HEAD(
		"scoring") "update_days: 21\nsla: [{priority: now, days: 2}]\n"
			   "priorities: [{priority: soon}, {priority: later}]\n"
			   "---\nText.\n" },
	{ "content/policies/c.ja.md",
	    HEAD(
		"other") "clocks: [{clock: D-31, enabled: \"no\", reason: q}]\n"
			 "---\nText.\n" },
};

static const struct policy_set *
policy_for(const char *company)
{
	const struct company_entry *e = company == NULL ?
	    NULL :
	    (const void *)model_find(f.m, SPACE_COMPANY, str_z(company));

	ck_assert(company == NULL || e != NULL);
	return policy_of(f.a, f.m, e);
}

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	model_expect(&f, "fixture", &(struct model_fault){ 0 });
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static const struct number_row {
	const char *company;
	enum policy_number number;
	int64_t n;
	enum policy_origin origin;	/* POLICY_BUILT_IN: not set */
	const char *path;
} NUMBERS[] = {
	{ NULL, NUMBER_ACKNOWLEDGE, 2, POLICY_OF_GROUP,
	    "content/policies/a.ja.md" },
	{ "acme", NUMBER_ACKNOWLEDGE, 2, POLICY_OF_GROUP,
	    "content/policies/a.ja.md" },
	{ "unit", NUMBER_ACKNOWLEDGE, 1, POLICY_OF_COMPANY,
	    "content/companies/unit.yaml" },
	/* The last policy in the order of paths. */
	{ "unit", NUMBER_UPDATE, 21, POLICY_OF_GROUP,
	    "content/policies/b.ja.md" },
	{ "unit", NUMBER_DISCLOSE, 0, POLICY_BUILT_IN, "" },
	{ NULL, NUMBER_ANSWER, 0, POLICY_BUILT_IN, "" },
	{ "unit", NUMBER_SLA, 0, POLICY_BUILT_IN, "" },
};

START_TEST(numbers)
{
	const struct number_row *w = &NUMBERS[_i];
	const struct policy_value *v =
	    &policy_for(w->company)->numbers[w->number];

	ck_assert_int_eq(v->n, w->n);
	ck_assert_int_eq(v->origin, w->origin);
	ck_assert(v->is_set == (w->origin != POLICY_BUILT_IN));
	ck_assert_msg(str_eq_z(source_get(f.ss, v->at.file)->path, w->path),
	    "row %d", _i);
}
END_TEST

static const struct days_row {
	const char *company;
	const char *priority;
	int64_t days;			/* 0: not set */
	enum unit unit;
	enum policy_origin origin;
} DAYS[] = {
	{ NULL, "now", 2, UNIT_CALENDAR_DAYS, POLICY_OF_GROUP },
	{ NULL, "later", 90, UNIT_CALENDAR_DAYS, POLICY_OF_GROUP },
	{ NULL, "never", 0, UNIT_CALENDAR_DAYS, POLICY_BUILT_IN },
	{ NULL, "", 0, UNIT_CALENDAR_DAYS, POLICY_BUILT_IN },
	{ "unit", "now", 2, UNIT_CALENDAR_DAYS, POLICY_OF_GROUP },
	{ "unit", "later", 40, UNIT_BUSINESS_DAYS, POLICY_OF_COMPANY },
	{ "unit", "never", 900, UNIT_CALENDAR_DAYS, POLICY_OF_COMPANY },
	{ "unit", "soon", 0, UNIT_CALENDAR_DAYS, POLICY_BUILT_IN },
};

START_TEST(days)
{
	const struct days_row *w = &DAYS[_i];
	enum unit unit = unit_unset;
	struct policy_value v = policy_days(policy_for(w->company),
	    str_z(w->priority), &unit);

	ck_assert_msg(v.n == w->days && unit == w->unit &&
		v.origin == w->origin && v.is_set == (w->days > 0),
	    "row %d", _i);
}
END_TEST

static const struct order_row {
	const char *company;
	const char *order;
	const char *rows;	/* of the map, origin by letter */
} ORDERS[] = {
	{ NULL, "now later soon", "g:soon g:later" },
	{ "acme", "now later soon", "g:soon g:later" },
	{ "unit", "now later soon never special",
	    "c:later c:special g:soon g:later" },
};

START_TEST(order)
{
	const struct order_row *w = &ORDERS[_i];
	const struct policy_set *p = policy_for(w->company);
	struct str names = S(""), rows = S("");

	for (size_t i = 0; i < p->n_order; i++)
		names = str_fmt(f.a, "%.*s%s%.*s", STR_ARG(names),
		    i > 0 ? " " : "", STR_ARG(p->order[i]));
	for (size_t i = 0; i < p->n_priorities; i++)
		rows = str_fmt(f.a, "%.*s%s%c:%.*s", STR_ARG(rows),
		    i > 0 ? " " : "",
		    p->priorities[i].origin == POLICY_OF_COMPANY ? 'c' : 'g',
		    STR_ARG(p->priorities[i].row->priority.s));
	ck_assert_msg(str_eq_z(names, w->order), "%.*s", STR_ARG(names));
	ck_assert_msg(str_eq_z(rows, w->rows), "%.*s", STR_ARG(rows));
}
END_TEST

/* The company's word on a clock, else the group's last one; never another. */
START_TEST(clocks)
{
	const struct policy_clock *c = policy_clock_find(policy_for(NULL),
	    S("D-31"));

	ck_assert_ptr_nonnull(c);
	ck_assert_int_eq(c->origin, POLICY_OF_GROUP);
	ck_assert(str_eq(c->choice->reason.s, S("q")));
	c = policy_clock_find(policy_for("unit"), S("D-31"));
	ck_assert_ptr_nonnull(c);
	ck_assert_int_eq(c->origin, POLICY_OF_COMPANY);
	ck_assert_int_eq(c->choice->length.n, 9);
	ck_assert_ptr_null(policy_clock_find(policy_for("unit"), S("D-3")));
}
END_TEST

START_TEST(stages)
{
	const struct policy_set *p = policy_for("unit");

	ck_assert_uint_eq(p->n_stages, 1);
	ck_assert(str_eq(p->stages[0].stage->stage.s, S("verified")));
	ck_assert_uint_eq(policy_for(NULL)->n_stages, 0);
}
END_TEST

/* A repository without anything has a policy that says nothing. */
START_TEST(nothing)
{
	struct model m = { 0 };
	const struct policy_set *p = policy_of(f.a, &m, NULL);
	enum unit unit;

	ck_assert_uint_eq(p->n_sla + p->n_order + p->n_priorities, 0);
	ck_assert(!policy_days(p, S("now"), &unit).is_set);
	ck_assert_ptr_null(policy_clock_find(p, S("D-31")));
}
END_TEST

/* A unit has what its company says, unless it says otherwise itself. */
START_TEST(inherited)
{
	const struct policy_set *p = policy_for("shop");
	enum unit unit;

	ck_assert_int_eq(p->numbers[NUMBER_ACKNOWLEDGE].n, 1);
	ck_assert_int_eq(p->numbers[NUMBER_UPDATE].n, 5);
	ck_assert_int_eq(policy_days(p, S("later"), &unit).n, 30);
	ck_assert_int_eq(policy_days(p, S("never"), &unit).n, 900);
	ck_assert(str_eq(p->priorities[0].row->priority.s, S("mine")));
	ck_assert(str_eq(p->priorities[1].row->priority.s, S("later")));
	ck_assert_uint_eq(p->n_stages, 1);
	ck_assert_int_eq(policy_clock_find(p, S("D-31"))->choice->length.n, 9);
}
END_TEST

Suite *suite_model_policy(void);

Suite *
suite_model_policy(void)
{
	Suite *s = suite_create("model_policy");
	TCase *tc = tcase_create("policy");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, inherited);
	tcase_add_loop_test(tc, numbers, 0, (int)ARRAY_LEN(NUMBERS));
	tcase_add_loop_test(tc, days, 0, (int)ARRAY_LEN(DAYS));
	tcase_add_loop_test(tc, order, 0, (int)ARRAY_LEN(ORDERS));
	tcase_add_test(tc, clocks);
	tcase_add_test(tc, stages);
	tcase_add_test(tc, nothing);
	suite_add_tcase(s, tc);
	return s;
}
