/*
 * fetch/fetch_name, and the addresses that fetch/fetch_plan makes.
 */
#include "fetch/fetch_name.h"

#include "base/arena.h"
#include "base/time.h"
#include "fetch/fetch.h"
#include "fetch/fetch_plan.h"
#include "test.h"

static const struct {
	const char *name;
	bool is_safe;
} names[] = {
	{ "f/a.json", true },
	{ "f/2026/A_b+c-1.json.gz", true },
	{ "", false },
	{ "f/", false },
	{ "/f", false },
	{ "f//a.json", false },
	{ "f/../a.json", false },
	{ "../a.json", false },
	{ "f/.a.json", false },
	{ "f/-a.json", false },
	{ ".quarantine/a.json", false },
	{ "f/a b.json", false },
	{ "f/a\nb.json", false },
	{ "f/a%2fb.json", false },
	{ "f/\xe6\x97\xa5.json", false },
	{ "f/a.meta.json", false },
	{ "f/a\\b.json", false },
	{ "12345678901234567890123456789012345678901234567890"
	  "1234567890123456789012345678901234567890123456.zip",
	    true },
	{ "12345678901234567890123456789012345678901234567890"
	  "12345678901234567890123456789012345678901234567.zip",
	    false },
};

START_TEST(safe)
{
	ck_assert_msg(fetch_name_is_safe(str_z(names[_i].name)) ==
		names[_i].is_safe,
	    "row %d: %s", _i, names[_i].name);
}
END_TEST

static const struct {
	const char *name;
	enum fetch_shape shape, inner;
} shapes[] = {
	{ "a.json", FETCH_JSON, FETCH_SHAPES },
	{ "a.json.gz", FETCH_GZIP, FETCH_JSON },
	{ "a.csv.gz", FETCH_GZIP, FETCH_CSV },
	{ "a.gz", FETCH_GZIP, FETCH_SHAPES },
	{ "a.tgz", FETCH_TGZ, FETCH_TAR },
	{ "a.tar.zst", FETCH_ZSTD, FETCH_SHAPES },
	{ "a.rdf", FETCH_RDF, FETCH_SHAPES },
	{ "json", FETCH_SHAPES, FETCH_SHAPES },
	{ ".json", FETCH_SHAPES, FETCH_SHAPES },
	{ "a.html", FETCH_SHAPES, FETCH_SHAPES },
};

START_TEST(shape)
{
	struct str name = str_z(shapes[_i].name);

	ck_assert_msg(fetch_name_shape(name) == shapes[_i].shape, "row %d",
	    _i);
	ck_assert_msg(fetch_name_inner(name) == shapes[_i].inner, "row %d",
	    _i);
}
END_TEST

static const struct {
	const char *url, *name, *host;
} urls[] = {
	{ "https://example.com/a/b.json?x=/y#z", "b.json", "example.com" },
	{ "https://example.com:8443/", "", "example.com:8443" },
	{ "https://u@example.com?x", "u@example.com", "u@example.com" },
	{ "http://example.com/a", "a", "" },
};

START_TEST(url)
{
	struct str s = str_z(urls[_i].url);

	ck_assert_msg(str_eq_z(fetch_name_of_url(s), urls[_i].name), "row %d",
	    _i);
	ck_assert_msg(str_eq_z(fetch_name_host(s), urls[_i].host), "row %d",
	    _i);
}
END_TEST

static const struct {
	const char *text;
	int year;
	int64_t offset;
	const char *want;	/* NULL: refused */
} holes[] = {
	{ "plain", 0, -1, "plain" },
	{ "", 0, -1, "" },
	{ "a-{year}.json", 2002, -1, "a-2002.json" },
	{ "{year}{year}", 2026, -1, "20262026" },
	{ "a-{year}.json", 0, -1, NULL },
	{ "{date}/{month}.zip", 0, -1, "2026-11-21/202611.zip" },
	{ "?startIndex={offset}", 0, 2000, "?startIndex=2000" },
	{ "?startIndex={offset}", 0, -1, NULL },
	{ "x/{latest}", 0, -1, "x/" },
	{ "{nope}", 2026, 0, NULL },
	{ "{year", 2026, 0, NULL },
	{ "year}", 2026, 0, "year}" },
	{ "{{year}}", 2026, 0, NULL },
	{ "a{", 2026, 0, NULL },
};

START_TEST(fill)
{
	struct arena *a = arena_open();
	const char *why;
	struct fetch f = { .perm = a };
	struct str out;
	bool ok;

	/* Days are those of UTC, whatever zone the present is told in. */
	ck_assert(instant_parse(S("2026-11-22T08:59+09:00"), &f.now, &why));
	ok = fetch_plan_fill(&f, str_z(holes[_i].text), holes[_i].year,
	    holes[_i].offset, &out);
	ck_assert_msg(ok == (holes[_i].want != NULL), "row %d", _i);
	if (ok)
		ck_assert_msg(str_eq_z(out, holes[_i].want), "row %d: %.*s",
		    _i, STR_ARG(out));
	arena_close(a);
}
END_TEST

Suite *
suite_fetch_name(void)
{
	Suite *s = suite_create("fetch_name");
	TCase *t = tcase_create("fetch_name");

	tcase_add_loop_test(t, safe, 0, (int)ARRAY_LEN(names));
	tcase_add_loop_test(t, shape, 0, (int)ARRAY_LEN(shapes));
	tcase_add_loop_test(t, url, 0, (int)ARRAY_LEN(urls));
	tcase_add_loop_test(t, fill, 0, (int)ARRAY_LEN(holes));
	suite_add_tcase(s, t);
	return s;
}
