/* What pages list as parts: of inventories and lines, each once; of a system
 * the products in it, of a product never itself. */
#include "base/arena.h"
#include "finding/matched_parts.h"
#include "finding/stock.h"
#include "finding/stock_parts.h"
#include "test.h"

Suite *suite_finding_matched_parts(void);

static struct software_line lines[2];
static struct system record = { .uses = { lines, 2 } };
static const struct system_entry line = { .system = &record };
static struct component inside[] = {
	{ .name = STR_INIT("box"), .version = STR_INIT("1.0") },
	{ .name = STR_INIT("zlib"),
	    .version = STR_INIT("1.2.13"),
	    .purl = STR_INIT("pkg:generic/zlib@1.2.13"),
	    .cpe = STR_INIT("cpe:2.3:a:zlib:zlib:1.2.13:*:*:*:*:*:*:*") },
	{ .name = STR_INIT("Apache 2.4"),
	    .version = STR_INIT("2.4"),
	    .cpe = STR_INIT("cpe:2.3:a:apache:http_server:*:*:*:*:*:*:*:*") },
	{ .keyword = STR_INIT("Odd thing") },
	{ .name = STR_INIT("zlib"),
	    .version = STR_INIT("1.2.13"),
	    .purl = STR_INIT("pkg:generic/zlib@1.2.13"),
	    .cpe = STR_INIT("cpe:2.3:a:zlib:zlib:1.2.13:*:*:*:*:*:*:*") },
	{ .name = STR_INIT("zlib"), .version = STR_INIT("1.3") },
};
static struct stock_from from[] = {
	{ .file = SIZE_MAX },
	{ .file = 0 },
	{ .line = &lines[1], .file = SIZE_MAX },
	{ .line = &lines[0], .file = SIZE_MAX },
	{ .file = 1 },
	{ .file = 1 },
};
static struct stock_file files[] = {
	{ .path = STR_INIT("products/a/box/1.0/sbom.json"),
	    .format = STR_INIT("CycloneDX 1.6"),
	    .n = 1 },
	{ .path = STR_INIT("products/a/box/1.0/scan.json"),
	    .format = STR_INIT("Trivy"),
	    .n = 2 },
};

static const struct {
	const char *name, *version, *identity, *path;
	size_t line;
	bool is_watched;
	const char *also;
} WANT[] = {
	{ "box", "1.0", "", "", SIZE_MAX, false, "" },
	{ "zlib", "1.2.13", "pkg:generic/zlib@1.2.13",
	    "products/a/box/1.0/sbom.json", SIZE_MAX, false,
	    "products/a/box/1.0/scan.json" },
	{ "Apache 2.4", "2.4", "cpe:2.3:a:apache:http_server:*:*:*:*:*:*:*:*",
	    "", 1, false, "" },
	{ "Odd thing", "", "Odd thing", "", 0, true, "" },
	{ "zlib", "1.3", "", "products/a/box/1.0/scan.json", SIZE_MAX, false,
	    "" },
};

START_TEST(test_parts)
{
	struct arena *a = arena_open();
	struct stock stock = { .system = &line,
		.inv = { inside, 6 },
		.from = from,
		.files = files,
		.n_files = 2 };
	const struct stock_list all = { &stock, 1 };
	struct holders got = matched_parts(a, &all);
	const struct holder_part *p;

	ck_assert_uint_eq(got.n, 1);
	ck_assert_ptr_eq(got.v[0].system, &line);
	ck_assert_uint_eq(got.v[0].n_files, 2);
	ck_assert(str_eq_z(got.v[0].files[0].format, "CycloneDX 1.6"));
	ck_assert_uint_eq(got.v[0].n_parts, 5);
	ck_assert_uint_eq(stock_parts_count(a, &stock), 5);
	p = &got.v[0].parts[_i];
	ck_assert_msg(str_eq_z(p->name, WANT[_i].name) &&
		str_eq_z(p->version, WANT[_i].version) &&
		str_eq_z(p->identity, WANT[_i].identity) &&
		str_eq_z(p->path, WANT[_i].path) && p->line == WANT[_i].line &&
		p->is_watched == WANT[_i].is_watched &&
		str_eq_z(p->also, WANT[_i].also),
	    "%s: %.*s, %.*s", WANT[_i].name, STR_ARG(p->name),
	    STR_ARG(p->identity));
	arena_close(a);
}
END_TEST

START_TEST(test_product)
{
	struct arena *a = arena_open();
	struct stock stock = { .inv = { inside, 6 },
		.from = from,
		.files = files,
		.n_files = 2 };
	const size_t *first = stock_parts(a, &stock);

	ck_assert_uint_eq(first[0], STOCK_PARTS_NONE);
	ck_assert_uint_eq(first[4], 1);
	ck_assert_uint_eq(first[5], 5);
	ck_assert_uint_eq(stock_parts_count(a, &stock), 4);
	arena_close(a);
}
END_TEST

Suite *
suite_finding_matched_parts(void)
{
	Suite *s = suite_create("finding_matched_parts");
	TCase *c = tcase_create("parts");

	tcase_add_loop_test(c, test_parts, 0, 5);
	tcase_add_test(c, test_product);
	suite_add_tcase(s, c);
	return s;
}
