#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/catalog.h"
#include "text/yaml.h"

struct fixture {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct catalog *c;
};

static struct fixture
fixture_open(void)
{
	struct arena *a = arena_open();

	return (struct fixture){ a, sources_open(a), diags_open(a),
		catalog_open(a, NULL) };
}

static bool
add(struct fixture *f, const char *text)
{
	uint32_t file = source_add(f->ss, S("words.yaml"));
	struct str s = str_z(text);
	struct yaml_node *root;

	source_set_text(f->ss, file, s);
	root = yaml_parse(f->a, f->ss,
	    (struct span){ .file = file, .len = (uint32_t)s.n }, f->d);
	ck_assert_ptr_nonnull(root);
	return catalog_add(f->c, root, f->d);
}

static const char words[] = "sev:\n"
			    "  critical: {ja: 緊急, en: Critical}\n"
			    "  high: {ja: 重要, en: High, zh-Hant: 高}\n"
			    "unit: {ja: 件, en: \"\"}\n"
			    "lang:\n"
			    "  ja: {ja: 日本語, en: Japanese}\n"
			    "  en: {ja: 英語, en: English}\n";

START_TEST(words_are_found_by_language)
{
	static const struct {
		const char *lang, *key, *want;
	} rows[] = {
		{ "ja", "sev.critical", "緊急" },
		{ "en", "sev.critical", "Critical" },
		{ "zh-Hant", "sev.high", "高" },
		{ "zh-Hant", "sev.critical", NULL },
		{ "en", "unit", "" },
		{ "en", "lang.ja", "Japanese" },
		{ "ja", "lang.en", "英語" },
		{ "ja", "lang", NULL },
		{ "ja", "sev", NULL },
		{ "ja", "sev.critical.ja", NULL },
		{ "ja", "", NULL },
		{ "", "sev.critical", NULL },
	};
	struct fixture f = fixture_open();

	ck_assert(add(&f, words));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str got;
		bool is_there = catalog_get(f.c, str_z(rows[i].lang),
		    str_z(rows[i].key), &got);

		ck_assert_msg(is_there == (rows[i].want != NULL), "row %zu",
		    i);
		if (is_there)
			ck_assert_msg(str_eq_z(got, rows[i].want), "row %zu",
			    i);
	}
	arena_close(f.a);
}
END_TEST

START_TEST(keys_come_in_byte_order)
{
	static const char *want[] = { "lang.en", "lang.ja", "sev.critical",
		"sev.high", "unit" };
	struct fixture f = fixture_open();
	struct str *keys;

	ck_assert_uint_eq(catalog_keys(f.c, f.a, &keys), 0);
	ck_assert(add(&f, words));
	ck_assert_uint_eq(catalog_keys(f.c, f.a, &keys), ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		ck_assert_msg(str_eq_z(keys[i], want[i]), "row %zu", i);
	arena_close(f.a);
}
END_TEST

START_TEST(faults_are_reported)
{
	static const struct {
		const char *text;
		const char *rule;
		const char *at;	/* what the span covers */
	} rows[] = {
		{ "a: {ja: x}", "catalog-language", "a" },
		{ "a: {en: x}", "catalog-language", "a" },
		{ "a: {}", "catalog-language", "a" },
		{ "a: {b: {en: x, ja: y}, c: {ja: y}}", "catalog-language",
		    "c" },
		{ "a: {ja: x, en: y, EN: z}", "catalog-language", "EN" },
		{ "a: {ja: x, en: y, english: z}", "catalog-language",
		    "english" },
		{ "a: {ja: x, en: ~}", "catalog-language", "~" },
		{ "a: {ja: x, en: [y]}", "catalog-language", "[y]" },
		{ "a: x", "catalog-language", "x" },
		{ "a: {b: {ja: x, en: y}, c: z}", "catalog-language", "z" },
		{ "- a", "catalog-language", "- a" },
		{ "a.b: {ja: x, en: y}\na: {b: {ja: x, en: y}}",
		    "catalog-duplicate", "b" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fixture f = fixture_open();
		struct diag *x;

		ck_assert_msg(!add(&f, rows[i].text), "row %zu", i);
		ck_assert_msg(diags_len(f.d) == 1, "row %zu", i);
		x = diags_at(f.d, 0);
		ck_assert_msg(str_eq_z(x->rule, rows[i].rule), "row %zu", i);
		ck_assert_msg(str_eq_z(source_text(f.ss, x->at), rows[i].at),
		    "row %zu: %.*s", i, STR_ARG(source_text(f.ss, x->at)));
		ck_assert_msg(x->help.n > 0, "row %zu", i);
		arena_close(f.a);
	}
}
END_TEST

START_TEST(duplicates_between_files_point_at_both)
{
	struct fixture f = fixture_open();
	struct diag *x;
	struct str got;

	ck_assert(add(&f, "a: {ja: x, en: y}"));
	ck_assert(!add(&f, "a: {ja: p, en: q}"));
	ck_assert_uint_eq(diags_len(f.d), 1);
	x = diags_at(f.d, 0);
	ck_assert_uint_eq(x->at.file, 2);
	ck_assert_ptr_nonnull(x->notes);
	ck_assert_uint_eq(x->notes->at.file, 1);
	ck_assert(catalog_get(f.c, S("en"), S("a"), &got));
	ck_assert(str_eq_z(got, "y"));
	arena_close(f.a);
}
END_TEST

START_TEST(empty_file_is_fine)
{
	struct fixture f = fixture_open();

	ck_assert(add(&f, "# later\n"));
	ck_assert_uint_eq(diags_len(f.d), 0);
	arena_close(f.a);
}
END_TEST

START_TEST(long_key_is_refused)
{
	struct fixture f = fixture_open();
	char text[400];

	for (size_t i = 0; i < 300; i++)
		text[i] = 'k';
	memcpy(text + 300, ": {ja: x, en: y}", 17);
	ck_assert(!add(&f, text));
	arena_close(f.a);
}
END_TEST

START_TEST(holes_are_filled)
{
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "{low}", "1.0" },
		{ "{low} to {high}", "1.0 to 2.0" },
		{ "{high}{high}", "2.02.0" },
		{ "a {none} b", "a  b" },
		{ "open {low", "open 1.0" },
		{ "shut } too", "shut } too" },
		{ "of {lo}", "of " },
	};
	static const struct catalog_value values[] = {
		{ STR_INIT("low"), STR_INIT("1.0") },
		{ STR_INIT("high"), STR_INIT("2.0") },
	};
	struct arena *a = arena_open();
	struct str got = catalog_fill(a, str_z(rows[_i].text), values,
	    ARRAY_LEN(values));

	ck_assert_msg(str_eq_z(got, rows[_i].want), "row %d: '%.*s'", _i,
	    STR_ARG(got));
	arena_close(a);
}
END_TEST

Suite *
suite_text_catalog(void)
{
	Suite *s = suite_create("text_catalog");
	TCase *tc = tcase_create("catalog");

	tcase_add_test(tc, words_are_found_by_language);
	tcase_add_test(tc, keys_come_in_byte_order);
	tcase_add_test(tc, faults_are_reported);
	tcase_add_test(tc, duplicates_between_files_point_at_both);
	tcase_add_test(tc, empty_file_is_fine);
	tcase_add_test(tc, long_key_is_refused);
	tcase_add_loop_test(tc, holes_are_filled, 0, 9);
	suite_add_tcase(s, tc);
	return s;
}
