/*
 * The table of rules itself: ids, prerequisites, texts; and that running gives
 * the same reports on any number of threads.
 */
#include "rule/rule.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "test.h"

static bool
is_kebab(const char *id)
{
	for (const char *p = id; *p != '\0'; p++) {
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') &&
		    (*p != '-' || p == id || p[1] == '\0' || p[1] == '-'))
			return false;
	}
	return strchr(id, '-') != NULL;
}

START_TEST(row)
{
	const struct rule *r = rule_at((size_t)_i);

	ck_assert_msg(is_kebab(r->id), "%s", r->id);
	ck_assert_msg(rule_find(str_z(r->id)) == r, "%s stands twice", r->id);
	ck_assert_uint_eq(rule_index(r), (size_t)_i);
	ck_assert_msg(r->summary[0] != '\0' && r->clause[0] != '\0', "%s",
	    r->id);
	ck_assert_msg(r->kind != RULE_OF_NOW || r->class != DIAG_ERROR,
	    "%s depends on the day and is an error", r->id);
	ck_assert_msg((r->run.MODEL == NULL) == (r->kind == RULE_OF_LOADING),
	    "%s", r->id);
}
END_TEST

/* Both languages say something, in sentences, and the examples differ. */
START_TEST(text)
{
	const struct rule *r = rule_at((size_t)_i);
	const struct rule_text *t = r->text;
	struct str en = str_z(t->why_en), ja = str_z(t->why_ja);

	ck_assert_msg(en.n > 20 &&
		(str_ends(en, S(".")) || str_ends(en, S(")"))),
	    "%s: %s", r->id, t->why_en);
	ck_assert_msg(utf8_count(ja) > 10 && str_ends(ja, S("。")), "%s: %s",
	    r->id, t->why_ja);
	ck_assert_uint_eq(utf8_fault(ja), SIZE_MAX);
	ck_assert_msg(t->bad[0] != '\0' && t->good[0] != '\0' &&
		strcmp(t->bad, t->good) != 0,
	    "%s", r->id);
}
END_TEST

/* Does a subject lie inside another one, or is it the same? */
static bool
is_inside(enum rule_subject inner, enum rule_subject outer)
{
	if (inner == outer)
		return true;
	if (outer == SUBJECT_CASE)
		return inner == SUBJECT_VULNERABILITY ||
		    inner == SUBJECT_CASE_PRODUCT ||
		    inner == SUBJECT_ADVISORY || inner == SUBJECT_PUBLISHED;
	return outer == SUBJECT_VULNERABILITY && inner == SUBJECT_CASE_PRODUCT;
}

START_TEST(prerequisites)
{
	const struct rule *r = rule_at((size_t)_i);
	struct str rest = str_z(r->after), id;
	bool more = rest.n > 0;
	int n = 0;

	for (; more; n++) {
		const struct rule *needed;

		more = str_cut(rest, ' ', &id, &rest);
		needed = rule_find(id);
		ck_assert_msg(needed != NULL, "%s after %.*s", r->id,
		    STR_ARG(id));
		if (needed->kind == RULE_OF_LOADING)
			continue;
		ck_assert_msg(needed < r, "%s stands above %.*s", r->id,
		    STR_ARG(id));
		ck_assert_msg(is_inside(r->subject, needed->subject),
		    "%s does not see whether %.*s failed", r->id, STR_ARG(id));
	}
	ck_assert_int_le(n, LIMIT_RULE_AFTER);
}
END_TEST

START_TEST(unknown)
{
	ck_assert_ptr_null(rule_find(S("no-such-rule")));
	ck_assert_ptr_null(rule_find(S("")));
	ck_assert_ptr_null(rule_find(S("case-i")));
}
END_TEST

/* 300 cases with a fault each, above the limit of one file in one of them. */
static struct diags *
run_many(struct arena *a, unsigned jobs)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct pool *pool = pool_open(jobs);
	struct instant now = { .s = 1795000000 };

	for (int i = 0; i < 300; i++) {
		struct str path = str_fmt(a, "cases/2026/PS-2026-%04d/case.md",
		    i);
		struct str facts = S("");

		for (int j = 0; j < (i == 7 ? 300 : 1); j++)
			facts = str_fmt(a,
			    "%.*s  - {at: 2026-01-01, event: "
			    "nothing%d}\n",
			    STR_ARG(facts), j);
		source_set_text(ss, source_add(ss, path),
		    str_fmt(a,
			"---\nid: PS-2026-%04d\ntitle: {ja: x, en: X}\n"
			"facts:\n%.*s---\n",
			i, STR_ARG(facts)));
	}
	rules_run(model_from_sources(a, ss, pool, d), now, pool, a, d);
	pool_close(pool);
	return d;
}

START_TEST(threads)
{
	struct arena *a = arena_open();
	struct diags *one = run_many(a, 1), *four = run_many(a, 4);

	ck_assert_uint_eq(diags_count(one, DIAG_ERROR), 299 + 300);
	ck_assert_uint_eq(diags_len(one), diags_len(four));
	ck_assert_uint_eq(diags_dropped(one), diags_dropped(four));
	for (size_t i = 0; i < diags_len(one); i++) {
		const struct diag *x = diags_at(one, i);
		const struct diag *y = diags_at(four, i);

		ck_assert_int_eq(span_cmp(x->at, y->at), 0);
		ck_assert(str_eq(x->message, y->message));
		ck_assert(str_eq(x->rule, y->rule));
	}
	arena_close(a);
}
END_TEST

/* Nothing at all, and documents that could not be read. */
START_TEST(nothing)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct pool *pool = pool_open(1);
	struct instant now = { .s = 0 };
	const char *const paths[] = {
		"content/organisation.yaml",
		"content/audiences.yaml",
		"cases/2026/PS-2026-0001/case.md",
		"cases/2026/PS-2026-0001/published.yaml",
		"cases/2026/PS-2026-0001/advisory.ja.md",
		"products/a/b/product.yaml",
		"content/policies/a.ja.md",
	};

	rules_run(model_from_sources(a, sources_open(a), pool, d), now, pool,
	    a, d);
	ck_assert_uint_eq(diags_len(d), 0);
	for (size_t i = 0; i < ARRAY_LEN(paths); i++)
		source_set_text(ss, source_add(ss, str_z(paths[i])),
		    S("---\n[\n---\n"));
	rules_run(model_from_sources(a, ss, pool, d), now, pool, a, d);
	ck_assert_uint_gt(diags_count(d, DIAG_ERROR), 6);
	pool_close(pool);
	arena_close(a);
}
END_TEST

Suite *suite_rule_rule(void);

Suite *
suite_rule_rule(void)
{
	Suite *s = suite_create("rule_rule");
	TCase *tc = tcase_create("table");

	tcase_add_loop_test(tc, row, 0, (int)rules_len());
	tcase_add_loop_test(tc, text, 0, (int)rules_len());
	tcase_add_loop_test(tc, prerequisites, 0, (int)rules_len());
	tcase_add_test(tc, unknown);
	suite_add_tcase(s, tc);
	tc = tcase_create("running");
	tcase_add_test(tc, threads);
	tcase_add_test(tc, nothing);
	suite_add_tcase(s, tc);
	return s;
}
