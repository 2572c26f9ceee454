/*
 * fetch/fetch_sum: what sources publish to check their files by.
 */
#include "fetch/fetch_sum.h"

#include "base/arena.h"
#include "test.h"

#define HEX8	"0123456789abcdef"
#define HEX32	HEX8 HEX8 HEX8 HEX8
#define BIG8	"0123456789ABCDEF"
#define BIG32	BIG8 BIG8 BIG8 BIG8

#define BASE	"https://example.com/feed/"
#define URL	BASE "detail/a_2026.json.gz"

static const struct {
	enum feed_checksum kind;
	const char *text;
	const char *hex;	/* NULL: says nothing */
} rows[] = {
	{ FEED_CHECKSUM_SHA256, HEX32 "  a_2026.json.gz\n", HEX32 },
	{ FEED_CHECKSUM_SHA256, BIG32 " *a\n", HEX32 },
	{ FEED_CHECKSUM_SHA256, HEX32, HEX32 },
	{ FEED_CHECKSUM_SHA256, HEX32 "0", NULL },
	{ FEED_CHECKSUM_SHA256, HEX8, NULL },
	{ FEED_CHECKSUM_SHA256, "", NULL },
	{ FEED_CHECKSUM_SHA256, "<html>", NULL },
	{ FEED_CHECKSUM_SHA512, HEX32 HEX32 "  a\n", HEX32 HEX32 },
	{ FEED_CHECKSUM_SHA512, HEX32 "  a\n", NULL },
	{ FEED_CHECKSUM_NVD,
	    "lastModifiedDate:2026-11-22T03:00:01-05:00\r\nsize:1\r\n"
	    "sha256:" BIG32 "\r\n",
	    HEX32 },
	{ FEED_CHECKSUM_NVD, "sha256:" HEX32, HEX32 },
	{ FEED_CHECKSUM_NVD, "size:1\r\n", NULL },
	{ FEED_CHECKSUM_NVD, "sha256:" HEX8 "\n", NULL },
	{ FEED_CHECKSUM_JVN,
	    "[{\"filename\":\"b\",\"sha256\":\"" HEX8 "\"},"
	    "{\"filename\":\"a_2026.json.gz\",\"sha256\":\"" BIG32 "\"}]",
	    HEX32 },
	{ FEED_CHECKSUM_JVN, "[{\"filename\":\"b\",\"sha256\":\"x\"}]", NULL },
	{ FEED_CHECKSUM_JVN, "[{\"filename\":\"a_2026.json.gz\"}]", NULL },
	{ FEED_CHECKSUM_JVN, "{}", NULL },
	{ FEED_CHECKSUM_JVN, "[1, null, []]", NULL },
	{ FEED_CHECKSUM_JVN, "[{", NULL },
	{ feed_checksum_unset, HEX32, NULL },
};

START_TEST(find)
{
	struct arena *a = arena_open();
	struct fetch_sum sum = { .kind = rows[_i].kind,
		.text = str_z(rows[_i].text) };
	struct str hex;
	bool ok = fetch_sum_find(a, &sum, S(URL), &hex);

	ck_assert_msg(ok == (rows[_i].hex != NULL), "row %d", _i);
	if (ok)
		ck_assert_msg(str_eq_z(hex, rows[_i].hex), "row %d: %.*s", _i,
		    STR_ARG(hex));
	arena_close(a);
}
END_TEST

START_TEST(url)
{
	static const char *const want[] = {
		[feed_checksum_unset] = "",
		[FEED_CHECKSUM_SHA256] = URL ".sha256",
		[FEED_CHECKSUM_SHA512] = URL ".sha512",
		[FEED_CHECKSUM_NVD] = BASE "detail/a_2026.meta",
		[FEED_CHECKSUM_JVN] = BASE "checksum.txt",
	};
	struct arena *a = arena_open();
	struct str s = fetch_sum_url(a, (enum feed_checksum)_i, S(BASE),
	    S(URL));

	ck_assert_msg(str_eq_z(s, want[_i]), "kind %d: %.*s", _i, STR_ARG(s));
	s = fetch_sum_url(a, FEED_CHECKSUM_NVD, S(BASE), S(BASE "a.zip"));
	ck_assert_uint_eq(s.n, 0);
	arena_close(a);
}
END_TEST

static const struct {
	const char *text, *path;
} latest[] = {
	{ "csaf_vex_2026-11-22.tar.zst\n", "csaf_vex_2026-11-22.tar.zst" },
	{ "2026/a.zip\r\nmore\n", "2026/a.zip" },
	{ "", NULL },
	{ "../a.zip", NULL },
	{ "/a.zip", NULL },
	{ "https://example.com/a.zip", NULL },
	{ "a.zip?x=y", NULL },
	{ "<html>", NULL },
};

START_TEST(names_latest)
{
	struct fetch_sum sum = { .text = str_z(latest[_i].text) };
	struct str path;
	bool ok = fetch_sum_latest(&sum, &path);

	ck_assert_msg(ok == (latest[_i].path != NULL), "row %d", _i);
	if (ok)
		ck_assert_msg(str_eq_z(path, latest[_i].path), "row %d", _i);
}
END_TEST

Suite *
suite_fetch_sum(void)
{
	Suite *s = suite_create("fetch_sum");
	TCase *t = tcase_create("fetch_sum");

	tcase_add_loop_test(t, find, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, url, 0, FEED_CHECKSUM_JVN + 1);
	tcase_add_loop_test(t, names_latest, 0, (int)ARRAY_LEN(latest));
	suite_add_tcase(s, t);
	return s;
}
