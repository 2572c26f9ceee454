/*
 * inventory/inventory: which format a document is of, what cannot be read, and
 * how much is.
 */
#include "base/io.h"
#include "inventory_text.h"

#define NONE	INVENTORY_FORMATS

static const struct told_row {
	const char *text;
	enum inventory_format want;
} TOLD[] = {
	{ "{\"$schema\":\"x\",\"a\":[{\"bomFormat\":1}],\"bomFormat\":"
	  "\"CycloneDX\"}",
	    INVENTORY_FORMAT_cyclonedx },
	{ "{\"bomFormat\":\"SPDX\"}", NONE },
	{ " \n{\"SPDXID\":\"x\",\"spdxVersion\":\"SPDX-2.2\"}",
	    INVENTORY_FORMAT_spdx2 },
	{ "{\"spdxVersion\":\"SPDX-3.0\"}", NONE },
	{ "{\"@graph\":[],\"@context\":"
	  "\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"}",
	    INVENTORY_FORMAT_spdx3 },
	{ "{\"@graph\":[],\"@context\":\"https://openvex.dev/ns/v0.2.0\"}",
	    NONE },
	{ "{\"SchemaVersion\":2,\"ArtifactName\":\"x\"}",
	    INVENTORY_FORMAT_trivy },
	{ "{\"SchemaVersion\":2}", NONE },
	{ "{\"matches\":[],\"source\":{},\"descriptor\":{}}",
	    INVENTORY_FORMAT_grype },
	{ "{\"matches\":[]}", NONE },
	{ "{\"runs\":[],\"version\":\"2.1.0\"}", INVENTORY_FORMAT_sarif },
	{ "ii  adduser  3.134  all  add users\n", INVENTORY_FORMAT_dpkg },
	{ "adduser 3.134\n", INVENTORY_FORMAT_dpkg },
	{ "\n\nPackage: adduser\nVersion: 1\n", INVENTORY_FORMAT_dpkg },
	{ "bash-5.1.8-6.el9.x86_64\n", INVENTORY_FORMAT_rpm },
	{ "bash 0 5.1.8 6.el9 x86_64\n", INVENTORY_FORMAT_rpm },
	{ "<?xml version=\"1.0\"?><bom/>", NONE },
	{ "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n", NONE },
	{ "Hello, 2 pumps.\nHow are they?\n", NONE },
	{ "", NONE },
	{ "{", NONE },
	{ "[]", NONE },
	{ "{\"a\":\"\\ud800\",\"bomFormat\":\"CycloneDX\"}", NONE },
};

START_TEST(told)
{
	const struct told_row *row = &TOLD[_i];
	enum inventory_format f = inventory_format_of(str_z(row->text));

	ck_assert_msg(f == row->want, "%s: format %d, not %d", row->text,
	    (int)f, (int)row->want);
}
END_TEST

static const struct inventory_row ROWS[] = {
	{ "no format", "{\"a\":1}", "unread\n1 inventory-unread\n" },
	{ "no text", "", "unread\n1 inventory-unread\n" },
	{ "text behind the document",
	    "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}\n{}",
	    "unread\n2 inventory-unread at={\n" },
	{ "bytes that are not UTF-8", "adduser\t3.134\nbash\t5\xff\n",
	    "unread\n2 inventory-unread at=\xff\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

START_TEST(titles)
{
	for (unsigned f = 0; f < INVENTORY_FORMATS; f++)
		ck_assert_uint_gt(str_z(inventory_title(
					    (enum inventory_format)f))
				      .n,
		    0);
}
END_TEST

/* Components that fill a document to n, and its report. */
static struct str
many(struct arena *a, size_t n)
{
	struct buf b;
	struct str told_of;

	buf_init(&b, 64u << 20);
	buf_put(&b,
	    S("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\","
	      "\"components\":[{\"name\":\"a\",\"version\":\"1\"}"));
	while (--n > 0)
		buf_put(&b, S(",{\"name\":\"a\",\"version\":\"1\"}"));
	buf_put(&b, S("]}"));
	ck_assert(buf_ok(&b));
	told_of = inventory_told(a, buf_str(&b));
	buf_fini(&b);
	return told_of;
}

START_TEST(limit)
{
	struct arena *a = arena_open();

	ck_assert(str_eq_z(many(a, LIMIT_INVENTORY_COMPONENTS + 1),
	    "unread\n1 inventory-limit at=\"\n"));
	ck_assert(str_starts(many(a, 20000), S("CycloneDX 1.6\na 1\n")));
	arena_close(a);
}
END_TEST

/* All that is told of the components of the samples of a scanner. */
START_TEST(sample)
{
	const char *dir = test_data_dir();
	struct arena *a = arena_open();
	struct io_dir *data;
	struct str text, rest, line;
	struct buf b;
	size_t n = 0;

	if (dir == NULL) {
		test_skip("inventory sample", "HANSHO_DATA is unset");
		arena_close(a);
		return;
	}
	ck_assert_int_eq(io_dir_open(dir, &data), 0);
	ck_assert_int_eq(io_read(data, S("matching/scanner-goldens.jsonl"),
			     16u << 20, a, &text),
	    0);
	io_dir_close(data);
	buf_init(&b, 16u << 20);
	buf_put(&b,
	    S("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\","
	      "\"components\":[{\"name\":\"a\",\"version\":\"1\"}"));
	for (rest = text; str_cut(rest, '\n', &line, &rest); n++) {
		size_t from = str_find(line, S("\"component\": "), 0) + 13;
		size_t to = str_find_byte(line, '}', from) + 1;

		buf_putc(&b, ',');
		buf_put(&b, str_sub(line, from, to - from));
	}
	buf_put(&b, S("]}"));
	ck_assert_uint_gt(n, 10);
	text = inventory_told(a, buf_str(&b));
	ck_assert_msg(str_find(text, S("inventory-"), 0) == SIZE_MAX, "%.*s",
	    STR_ARG(text));
	buf_fini(&b);
	arena_close(a);
}
END_TEST

Suite *suite_inventory_inventory(void);

Suite *
suite_inventory_inventory(void)
{
	Suite *s = suite_create("inventory_inventory");
	TCase *tc = tcase_create("inventory");

	tcase_add_loop_test(tc, told, 0, (int)ARRAY_LEN(TOLD));
	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, titles);
	tcase_add_test(tc, limit);
	tcase_add_test(tc, sample);
	suite_add_tcase(s, tc);
	return s;
}
