/*
 * model/at_work: deputies of absences and of persons, deputies who are away
 * themselves, and circles of them.
 */
#include "model/at_work.h"

#include "base/attr.h"
#include "model/entry.h"
#include "test.h"

Suite *suite_model_at_work(void);

#define NOBODY	(-1)
#define PEOPLE	8

/* A person: away from..to (day numbers; to 0: never), who stands in. */
struct row {
	int from, to;
	int for_absence, for_person;	/* indexes of deputies, or NOBODY */
};

static const struct {
	const char *name;
	struct row people[PEOPLE];
	int day;
	int want;		/* who stands in for the first person */
} TABLE[] = {
	{ "there", { { 0, 0, NOBODY, 1 }, { 0, 0, NOBODY, NOBODY } }, 5, 0 },
	{ "the day before", { { 6, 9, NOBODY, 1 } }, 5, 0 },
	{ "the first day", { { 5, 9, NOBODY, 1 } }, 5, 1 },
	{ "the last day", { { 1, 5, NOBODY, 1 } }, 5, 1 },
	{ "the day after", { { 1, 4, NOBODY, 1 } }, 5, 0 },
	{ "the absence's deputy first", { { 5, 5, 2, 1 } }, 5, 2 },
	{ "nobody stands in", { { 5, 5, NOBODY, NOBODY } }, 5, 0 },
	{ "the deputy is away too",
	    { { 5, 5, 1, NOBODY }, { 5, 5, NOBODY, 2 } }, 5, 2 },
	{ "nobody for the deputy",
	    { { 5, 5, 1, NOBODY }, { 5, 5, NOBODY, NOBODY } }, 5, 0 },
	{ "a circle", { { 5, 5, 1, NOBODY }, { 5, 5, 0, NOBODY } }, 5, 0 },
	{ "too deep",
	    { { 5, 5, 1, NOBODY }, { 5, 5, 2, NOBODY }, { 5, 5, 3, NOBODY },
		{ 5, 5, 4, NOBODY }, { 5, 5, 5, NOBODY },
		{ 5, 5, 6, NOBODY } },
	    5, 0 },
};

START_TEST(stands_in)
{
	struct person persons[PEOPLE] = { 0 };
	struct absence away[PEOPLE] = { 0 };
	struct person_entry entries[PEOPLE] = { 0 };
	const struct person_entry *got;

	for (int i = 0; i < PEOPLE; i++) {
		const struct row *r = &TABLE[_i].people[i];

		entries[i].person = &persons[i];
		if (r->to == 0)
			continue;
		away[i].from.w = (struct when){ .kind = WHEN_DATE,
			.day = { r->from } };
		away[i].to.w = (struct when){ .kind = WHEN_DATE,
			.day = { r->to } };
		if (r->for_absence != NOBODY)
			away[i].deputy.target = &entries[r->for_absence];
		if (r->for_person != NOBODY)
			persons[i].deputy.target = &entries[r->for_person];
		persons[i].absence.v = &away[i];
		persons[i].absence.n = 1;
	}
	got = at_work(&entries[0], (struct day){ TABLE[_i].day });
	ck_assert_msg(got == &entries[TABLE[_i].want], "%s: person %d",
	    TABLE[_i].name, (int)(got - entries));
}
END_TEST

Suite *
suite_model_at_work(void)
{
	Suite *s = suite_create("model_at_work");
	TCase *tc = tcase_create("at_work");

	tcase_add_loop_test(tc, stands_in, 0, (int)ARRAY_LEN(TABLE));
	suite_add_tcase(s, tc);
	return s;
}
