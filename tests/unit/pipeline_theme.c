#include "test.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/io_view.h"
#include "pipeline/theme.h"
#include "text/catalog.h"

struct fixture {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
};

static struct fixture
fixture_open(void)
{
	struct arena *a = arena_open();

	return (struct fixture){ a, sources_open(a), diags_open(a) };
}

/* A repository with a words file of its own. */
static struct io_dir *
repository(struct fixture *f, const char *text)
{
	struct io_view_file *file = arena_new(f->a, struct io_view_file);

	*file = (struct io_view_file){ S("templates/i18n/site.yaml"),
		str_z(text), false };
	return io_view_memory(f->a, file, 1);
}

START_TEST(own_words_stand_before_built_in_ones)
{
	struct fixture f = fixture_open();
	struct io_dir *root = repository(&f,
	    "ui: {skip: {ja: 本文, en: Main text}}\n"
	    "own: {ja: 自社, en: Ours}\n");
	static const struct {
		const char *key, *want;
	} rows[] = {
		{ "ui.skip", "Main text" },
		{ "own", "Ours" },
		{ "ui.menu", "Menu" },
		{ "say.parts", "; " },
	};
	const struct catalog *c = theme_words(f.a, root, f.ss, f.d);
	struct str got;

	ck_assert_uint_eq(diags_len(f.d), 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_msg(catalog_get(c, S("en"), str_z(rows[i].key),
				  &got),
		    "%s", rows[i].key);
		ck_assert_msg(str_eq_z(got, rows[i].want), "%s: %.*s",
		    rows[i].key, STR_ARG(got));
	}
	io_dir_close(root);
	arena_close(f.a);
}
END_TEST

START_TEST(faults_of_words_are_told_once)
{
	struct fixture f = fixture_open();
	struct io_dir *root = repository(&f, "own: {ja: 自社}\n");
	const struct catalog *c = theme_words(f.a, root, f.ss, f.d);
	struct theme theme;

	ck_assert_uint_eq(diags_count(f.d, DIAG_ERROR), 1);
	ck_assert(theme_load(f.a, root, f.ss, f.d, c, &theme));
	ck_assert_uint_eq(diags_count(f.d, DIAG_ERROR), 1);
	ck_assert_ptr_eq(theme.words, c);
	ck_assert(!theme_load(f.a, root, f.ss, f.d, NULL, &theme));
	ck_assert_uint_eq(diags_count(f.d, DIAG_ERROR), 2);
	io_dir_close(root);
	arena_close(f.a);
}
END_TEST

Suite *
suite_pipeline_theme(void)
{
	Suite *s = suite_create("pipeline_theme");
	TCase *tc = tcase_create("words");

	tcase_add_test(tc, own_words_stand_before_built_in_ones);
	tcase_add_test(tc, faults_of_words_are_told_once);
	suite_add_tcase(s, tc);
	return s;
}
