/*
 * model/approval: who gives which role, nobody two of them.
 */
#include "model/approval.h"

#include "base/attr.h"
#include "test.h"

Suite *suite_model_approval(void);

#define MOST 6

/* Approvals "role person", roles asked for, and who gives each. */
static const struct {
	const char *name;
	struct {
		enum role role;
		const char *by;
	} good[MOST];
	enum role asked[MOST];
	const char *given[MOST]; /* NULL: missing */
} TABLE[] = {
	{ "none asked", { { ROLE_LEGAL, "a" } }, { 0 }, { NULL } },
	{ "none given", { { 0, NULL } }, { ROLE_LEGAL }, { NULL } },
	{ "one", { { ROLE_LEGAL, "a" } }, { ROLE_LEGAL }, { "a" } },
	{ "another role", { { ROLE_PR, "a" } }, { ROLE_LEGAL }, { NULL } },
	{ "the earliest", { { ROLE_LEGAL, "a" }, { ROLE_LEGAL, "b" } },
	    { ROLE_LEGAL }, { "a" } },
	{ "nobody two", { { ROLE_LEGAL, "a" }, { ROLE_PR, "a" } },
	    { ROLE_LEGAL, ROLE_PR }, { "a", NULL } },
	{ "makes room",
	    { { ROLE_LEGAL, "a" }, { ROLE_LEGAL, "b" }, { ROLE_PR, "a" } },
	    { ROLE_LEGAL, ROLE_PR }, { "b", "a" } },
	{ "makes room twice",
	    { { ROLE_LEGAL, "a" }, { ROLE_LEGAL, "b" }, { ROLE_PR, "b" },
		{ ROLE_PR, "c" }, { ROLE_QA, "a" } },
	    { ROLE_LEGAL, ROLE_PR, ROLE_QA }, { "b", "c", "a" } },
	{ "three roles, two people",
	    { { ROLE_LEGAL, "a" }, { ROLE_PR, "b" }, { ROLE_QA, "a" },
		{ ROLE_QA, "b" } },
	    { ROLE_LEGAL, ROLE_PR, ROLE_QA }, { "a", "b", NULL } },
	{ "twice the same", { { ROLE_LEGAL, "a" }, { ROLE_LEGAL, "a" } },
	    { ROLE_LEGAL, ROLE_PR }, { "a", NULL } },
};

START_TEST(test_match)
{
	struct approval approvals[MOST] = { 0 };
	const struct approval *good[MOST];
	struct approval_ask asks[MOST] = { 0 };
	size_t n_good = 0, n = 0;

	for (; n_good < MOST && TABLE[_i].good[n_good].by != NULL; n_good++) {
		approvals[n_good].role.v = (int)TABLE[_i].good[n_good].role;
		approvals[n_good].by.id = str_z(TABLE[_i].good[n_good].by);
		good[n_good] = &approvals[n_good];
	}
	for (; n < MOST && TABLE[_i].asked[n] != 0; n++)
		asks[n].role = TABLE[_i].asked[n];
	approval_match(good, n_good, asks, n);
	for (size_t i = 0; i < n; i++) {
		const char *want = TABLE[_i].given[i];

		ck_assert_msg((asks[i].given != NULL) == (want != NULL),
		    "%s: role %zu", TABLE[_i].name, i);
		if (want == NULL)
			continue;
		ck_assert_msg(str_eq_z(asks[i].given->by.id, want) &&
			asks[i].given->role.v == (int)asks[i].role,
		    "%s: role %zu: %.*s", TABLE[_i].name, i,
		    STR_ARG(asks[i].given->by.id));
	}
}
END_TEST

Suite *
suite_model_approval(void)
{
	Suite *s = suite_create("model_approval");
	TCase *c = tcase_create("approval");

	tcase_add_loop_test(c, test_match, 0, (int)ARRAY_LEN(TABLE));
	suite_add_tcase(s, c);
	return s;
}
