/*
 * resolve/resolve_version: what is a version behind a name, and what is not.
 */
#include "resolve/resolve_version.h"

#include "base/arena.h"
#include "base/attr.h"
#include "test.h"

static const struct version_row {
	const char *word;
	enum resolve_version_kind kind;
	const char *text, *update;
	const char *flags;	/* s series, o open, p point, m mark */
} ROWS[] = {
	{ "2.4.57", RESOLVE_VERSION_NUMBER, "2.4.57", "", "p" },
	{ "7", RESOLVE_VERSION_NUMBER, "7", "", "" },
	{ "19c", RESOLVE_VERSION_NUMBER, "19c", "", "" },
	{ "1.0.2k", RESOLVE_VERSION_NUMBER, "1.0.2k", "", "p" },
	{ "1.0.2za", RESOLVE_VERSION_NUMBER, "1.0.2za", "", "p" },
	{ "22H2", RESOLVE_VERSION_NUMBER, "22h2", "", "" },
	{ "9.1R2", RESOLVE_VERSION_NUMBER, "9.1r2", "", "p" },
	{ "3.0.0-beta1", RESOLVE_VERSION_NUMBER, "3.0.0-beta1", "", "p" },
	{ "v18.x", RESOLVE_VERSION_NUMBER, "18", "", "psm" },
	{ "V12.5", RESOLVE_VERSION_NUMBER, "12.5", "", "pm" },
	{ "Ver.3", RESOLVE_VERSION_NUMBER, "3", "", "m" },
	{ "9系", RESOLVE_VERSION_NUMBER, "9", "", "sm" },
	{ "2.4シリーズ", RESOLVE_VERSION_NUMBER, "2.4", "", "psm" },
	{ "11以降", RESOLVE_VERSION_NUMBER, "11", "", "om" },
	{ "8u202", RESOLVE_VERSION_NUMBER, "8", "update_202", "" },
	{ "SP3", RESOLVE_VERSION_UPDATE, "sp3", "", "" },
	{ "CU22", RESOLVE_VERSION_UPDATE, "cumulative_update_22", "", "" },
	{ "U3", RESOLVE_VERSION_UPDATE, "update_3", "", "" },
	{ "R2", RESOLVE_VERSION_UPDATE, "r2", "", "" },
	{ "LTS", RESOLVE_VERSION_UPDATE, "lts", "", "" },
	{ "Update", RESOLVE_VERSION_LABEL, "Update", "", "" },
	{ "Ver.", RESOLVE_VERSION_MARK, "", "", "" },
	{ "系", RESOLVE_VERSION_MARK, "", "", "s" },
	{ "以降", RESOLVE_VERSION_MARK, "", "", "o" },
	{ "7-Zip", RESOLVE_VERSION_NONE, "", "", "" },
	{ "140CPU65150", RESOLVE_VERSION_NONE, "", "", "" },
	{ "3Com", RESOLVE_VERSION_NONE, "", "", "" },
	{ "WG2600HS", RESOLVE_VERSION_NONE, "", "", "" },
	{ "C++", RESOLVE_VERSION_NONE, "", "", "" },
	{ "Apache", RESOLVE_VERSION_NONE, "", "", "" },
	{ "", RESOLVE_VERSION_NONE, "", "", "" },
	{ "-", RESOLVE_VERSION_NONE, "", "", "" },
	{ ".", RESOLVE_VERSION_NONE, "", "", "" },
};

static bool
has(const char *flags, char c)
{
	for (; *flags != '\0'; flags++) {
		if (*flags == c)
			return true;
	}
	return false;
}

START_TEST(versions)
{
	const struct version_row *w = &ROWS[_i];
	struct arena *a = arena_open();
	struct resolve_version v = resolve_version_read(a, str_z(w->word));

	ck_assert_msg(v.kind == w->kind, "'%s' is of kind %d", w->word,
	    (int)v.kind);
	ck_assert_msg(str_eq_z(v.text, w->text), "'%s' gave '%.*s'", w->word,
	    STR_ARG(v.text));
	ck_assert_msg(str_eq_z(v.update, w->update), "'%s' updates '%.*s'",
	    w->word, STR_ARG(v.update));
	ck_assert_msg(v.is_series == has(w->flags, 's') &&
		v.is_open == has(w->flags, 'o') &&
		v.has_point == has(w->flags, 'p') &&
		v.has_mark == has(w->flags, 'm'),
	    "'%s': other flags than %s", w->word, w->flags);
	arena_close(a);
}
END_TEST

static const struct glued_row {
	const char *word;
	size_t at;
} GLUED[] = {
	{ "IIS10", 3 },
	{ "PHP8.2", 3 },
	{ "PostgreSQL12", 10 },
	{ "一太郎2023", 9 },
	{ "Oracle12c", 6 },
	{ "Tomcat9系", 6 },
	{ "H2", 0 },
	{ "WG2600HS", 0 },
	{ "DIR-645", 0 },
	{ "OS/400", 0 },
	{ "7-Zip", 0 },
	{ "PHP", 0 },
	{ "", 0 },
};

START_TEST(glued)
{
	const struct glued_row *w = &GLUED[_i];

	ck_assert_msg(resolve_version_glued(str_z(w->word)) == w->at,
	    "'%s' is cut at %zu", w->word,
	    resolve_version_glued(str_z(w->word)));
}
END_TEST

Suite *suite_resolve_version(void);

Suite *
suite_resolve_version(void)
{
	Suite *s = suite_create("resolve_version");
	TCase *tc = tcase_create("words");

	tcase_add_loop_test(tc, versions, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(tc, glued, 0, (int)ARRAY_LEN(GLUED));
	suite_add_tcase(s, tc);
	return s;
}
