/*
 * model/predicate_place: every field that holds a condition has a place, for
 * all that a clock can be on, and its roots are all known.
 */
#include "model/predicate_place.h"

#include <stdio.h>

#include "model/model.h"
#include "test.h"

Suite *suite_model_predicate_place(void);

static size_t n_seen;

/* A place knows something; of clocks those of every subject. */
static void
expect_place(const struct record *r, const struct field *f)
{
	struct predicate_root roots[PREDICATE_ROOTS];

	for (int on = 0; on <= (int)CLOCK_ON_CVE; on++) {
		const struct deadline d = { .on.v = on };
		const struct predicate_place *p = predicate_place_find(r,
		    f->name, r == &record_deadline ? &d : NULL);

		ck_assert_msg(p != NULL && predicate_place_roots(p, roots) > 0,
		    "%s.%s, on %d", r->name, f->name, on);
	}
	n_seen++;
}

/* Depth is bounded: records hold only records declared before them. */
static void
expect_places(const struct record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->fields[i].type == FIELD_RECORD)
			expect_places(r->fields[i].record);
		else if (r->fields[i].type == FIELD_PREDICATE)
			expect_place(r, &r->fields[i]);
	}
}

START_TEST(all)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (kind_info((enum kind)i)->record != NULL)
			expect_places(kind_info((enum kind)i)->record);
	}
	ck_assert_uint_ge(n_seen, 11);
}
END_TEST

static const struct {
	const struct record *of;
	const char *field;
	int on;
	const char *roots;	/* in the order of predicate_roots */
} TABLE[] = {
	{ &record_audience, "filter", 0, " case product system" },
	{ &record_campaign, "asks", 0, " product" },
	{ &record_priority_row, "when", 0,
	    " case vulnerability product company assessment" },
	{ &record_stages, "applies", 0, " case company assessment" },
	{ &record_deadline, "applies", 0, " case company assessment" },
	{ &record_deadline, "start_when", 0, " case company fact assessment" },
	{ &record_deadline, "stop_when", CLOCK_ON_CVE, " company fact cve" },
	{ &record_deadline, "applies", CLOCK_ON_ALERT, " alert" },
};

START_TEST(roots)
{
	const struct deadline d = { .on.v = TABLE[_i].on };
	const struct predicate_place *p = predicate_place_find(TABLE[_i].of,
	    TABLE[_i].field, &d);
	struct predicate_root v[PREDICATE_ROOTS];
	size_t n = predicate_place_roots(p, v);
	char have[128] = "";
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		int more = snprintf(have + used, sizeof(have) - used, " %s",
		    v[i].name);

		ck_assert_int_gt(more, 0);
		used += (size_t)more;
	}
	ck_assert_str_eq(have, TABLE[_i].roots);
}
END_TEST

START_TEST(no_place)
{
	ck_assert_ptr_null(
	    predicate_place_find(&record_case_file, "title", NULL));
}
END_TEST

Suite *
suite_model_predicate_place(void)
{
	Suite *s = suite_create("model_predicate_place");
	TCase *tc = tcase_create("model_predicate_place");

	tcase_add_test(tc, all);
	tcase_add_loop_test(tc, roots, 0, ARRAY_LEN(TABLE));
	tcase_add_test(tc, no_place);
	suite_add_tcase(s, tc);
	return s;
}
