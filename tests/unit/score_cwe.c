#include "test.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "json_file.h"
#include "score/cwe.h"

static const struct {
	const char *id;
	enum cwe_usage usage;
	const char *name;	/* NULL: no weakness */
} rows[] = {
	{ "CWE-5", CWE_ALLOWED,
	    "J2EE Misconfiguration: Data Transmission Without Encryption" },
	{ "CWE-20", CWE_DISCOURAGED, "Improper Input Validation" },
	{ "CWE-28", CWE_ALLOWED, "Path Traversal: '..\\filedir'" },
	{ "CWE-79", CWE_ALLOWED,
	    "Improper Neutralization of Input During Web "
	    "Page Generation ('Cross-site Scripting')" },
	{ "CWE-287", CWE_DISCOURAGED, "Improper Authentication" },
	{ "CWE-1", CWE_ALLOWED, NULL },
	{ "CWE-16", CWE_ALLOWED, NULL },	/* a category */
	{ "CWE-1003", CWE_ALLOWED, NULL },	/* a view */
	{ "CWE-079", CWE_ALLOWED, NULL },
	{ "CWE-79 ", CWE_ALLOWED, NULL },
	{ "cwe-79", CWE_ALLOWED, NULL },
	{ "CWE79", CWE_ALLOWED, NULL },
	{ "79", CWE_ALLOWED, NULL },
	{ "CWE-", CWE_ALLOWED, NULL },
	{ "CWE--79", CWE_ALLOWED, NULL },
	{ "", CWE_ALLOWED, NULL },
	{ "CWE-99999999999999999999", CWE_ALLOWED, NULL },
};

START_TEST(lookups)
{
	const struct cwe *c = cwe_find(str_z(rows[_i].id));

	if (rows[_i].name == NULL) {
		ck_assert_msg(c == NULL, "%s", rows[_i].id);
		return;
	}
	ck_assert_msg(c != NULL, "%s", rows[_i].id);
	ck_assert_str_eq(c->name, rows[_i].name);
	ck_assert_msg(c->usage == rows[_i].usage, "%s", rows[_i].id);
}
END_TEST

/* Searching by halves needs the order; the numbers are those of CWE 4.20. */
START_TEST(catalogue)
{
	int counts[4] = { 0 }, total = 0;
	char id[16];

	for (int i = 1; i < 3000; i++) {
		const struct cwe *c;

		(void)snprintf(id, sizeof(id), "CWE-%d", i);
		c = cwe_find(str_z(id));
		if (c == NULL)
			continue;
		ck_assert_int_eq(c->number, i);
		counts[c->usage]++;
		total++;
	}
	ck_assert_int_eq(total, 969);
	ck_assert_int_eq(counts[CWE_ALLOWED], 749);
	ck_assert_int_eq(counts[CWE_ALLOWED_WITH_REVIEW], 93);
	ck_assert_int_eq(counts[CWE_DISCOURAGED], 44);
	ck_assert_int_eq(counts[CWE_PROHIBITED], 83);
}
END_TEST

START_TEST(every_name)
{
	static const char *const usages[] = { "Allowed", "Allowed-with-Review",
		"Discouraged", "Prohibited" };
	cJSON *root, *w;

	if (test_data_dir() == NULL) {
		test_skip("every_name", "HANSHO_DATA is not set");
		return;
	}
	root = json_file_load("standards/cwe/cwe-4.20.json");
	cJSON_ArrayForEach(w, cJSON_GetObjectItem(root, "weaknesses"))
	{
		const char *id = cJSON_GetObjectItem(w, "id")->valuestring;
		const struct cwe *c = cwe_find(str_z(id));

		ck_assert_msg(c != NULL, "%s", id);
		ck_assert_str_eq(c->name,
		    cJSON_GetObjectItem(w, "name")->valuestring);
		ck_assert_str_eq(usages[c->usage],
		    cJSON_GetObjectItem(w, "usage")->valuestring);
	}
	cJSON_Delete(root);
}
END_TEST

Suite *
suite_score_cwe(void)
{
	Suite *s = suite_create("score_cwe");
	TCase *t = tcase_create("cwe");

	tcase_add_loop_test(t, lookups, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, catalogue);
	tcase_add_test(t, every_name);
	suite_add_tcase(s, t);
	return s;
}
