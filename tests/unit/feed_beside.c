/*
 * feed/feed_beside: what stands among mirrored files is told by its name, its
 * beginning and what it stands beside; everything else is not known.
 */
#include "feed/feed_beside.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/io.h"
#include "feed/feed_names.h"
#include "test.h"

static struct arena *a;
static struct io_dir *above, *d;
static const char *folder;

static void
setup(void)
{
	a = arena_open();
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), a, &folder), 0);
	ck_assert_int_eq(io_dir_open(folder, &d), 0);
	ck_assert_int_eq(io_write_new(d, S("f/a.json"), S("{}")), 0);
}

static void
teardown(void)
{
	io_dir_close(d);
	ck_assert_int_eq(io_dir_open("/tmp", &above), 0);
	ck_assert_int_eq(io_remove_tree(above, str_base_name(str_z(folder))),
	    0);
	io_dir_close(above);
	arena_close(a);
}

static const struct {
	const char *path, *text;
	const char *is;		/* NULL: not known */
} rows[] = {
	{ "f/a.json.sha512", "96aec50f  a.json\n", "checksum" },
	{ "f/a.json.asc", "-----BEGIN PGP SIGNATURE-----\n", "signature" },
	/* there is no b.json that it could tell of */
	{ "f/b.json.sha512", "96aec50f  b.json\n", NULL },
	{ "f/.sha512", "96aec50f\n", NULL },
	{ "f/checksum.txt", "[{\"filename\":\"a.rdf\"}]\n", "checksum" },
	{ "f/README.md", "# Feeds\n", "text for people" },
	{ "f/readme-too.md", "# Feeds\n", NULL },
	{ "f/index.txt", "2024/a.json\n", "list of files" },
	{ "f/changes.csv", "\"2024/a.json\",\"2024-08-17\"\n",
	    "list of files" },
	{ "f/rolie.json",
	    "{\"feed\":{\"category\":[{\"scheme\":"
	    "\"urn:ietf:params:rolie:category:information-type\"}]}}",
	    "list of files" },
	{ "f/delta.json", "{\"fetchTime\":\"\",\"numberOfChanges\":3}",
	    "list of files" },
	{ "f/epss.csv", "#model_version:v2025,score_date:2026\ncve,epss\n",
	    "EPSS" },
	{ "f/old.csv", "cve,epss\nCVE-2000-0001,0.1\n", "EPSS" },
	{ "f/cpes.json", "{\"resultsPerPage\":1,\"format\":\"NVD_CPE\"",
	    "dictionary of names" },
	{ "f/eol.jsonl", "{\"slug\":\"a\",\"releases\": [{}]}\n",
	    "dictionary of names" },
	{ "f/names.jsonl", "{\"pname\":\"a\",\"pcpe\":\"cpe:/a:a:a\"}\n",
	    "dictionary of names" },
	{ "f/names.json", "{\n \"jvn-product-dictionary\": {}}",
	    "dictionary of names" },
	{ "f/names.xml", "<Result><VendorInfo/></Result>",
	    "dictionary of names" },
	/* a tracker, no dictionary */
	{ "f/notices.json", "{\"4011-1\":{\"releases\": {}}}", NULL },
	{ "f/matches.json", "{\"format\":\"NVD_CPEMatchString\"",
	    "list of CPE names" },
	{ "f/names4.json", "{\"jvn_product_dictionary\": {}}",
	    "dictionary of names" },
	/* what describes a dictionary is none */
	{ "f/schema.json",
	    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema#\","
	    "\"properties\": {\"jvn-product-dictionary\": {}}}",
	    "schema" },
	/* it follows one of its own */
	{ "f/follows.json",
	    "{\"$schema\": \"https://example.com/a\", \"see\": "
	    "\"https://json-schema.org/\"}",
	    NULL },
	{ "f/schema.xsd", "<?xml version=\"1.0\"?><xs:schema a:VendorInfo=''>",
	    "schema" },
	{ "f/sums.json",
	    "{\"$schema\": \"https://x/schema/myjvn_statistics_1.0.json\"}",
	    "statistics" },
	{ "f/sums.xml", "<Result><mjstat:sumCwe/></Result>", "statistics" },
	{ "f/none.json", "{\"numberOfRecords\":3}", NULL },
	{ "f/empty", "", NULL },
};

START_TEST(told)
{
	struct str path = str_z(rows[_i].path);
	struct feed_head head;
	const char *is;

	ck_assert_int_eq(io_write_new(d, path, str_z(rows[_i].text)), 0);
	head = feed_beside_head(a, d, path);
	ck_assert(str_eq_z(head.text, rows[_i].text));
	is = feed_beside(d, path, &head);
	ck_assert_msg(rows[_i].is == NULL ?
		is == NULL :
		is != NULL && strcmp(is, rows[_i].is) == 0,
	    "%s: %s", rows[_i].path, is != NULL ? is : "not known");
}
END_TEST

/* Far behind the beginning a word tells nothing. */
START_TEST(behind)
{
	char text[FEED_NAMES_HEAD + 64];
	struct feed_head head = { .text = { text, sizeof(text) } };

	memset(text, ' ', sizeof(text));
	memcpy(text + FEED_NAMES_HEAD, "\"numberOfChanges\"", 17);
	ck_assert_ptr_null(feed_beside(d, S("f/a.json"), &head));
	memcpy(text, "\"numberOfChanges\"", 17);
	ck_assert_ptr_nonnull(feed_beside(d, S("f/a.json"), &head));
	head.is_archive = true;
	ck_assert_ptr_null(feed_beside(d, S("f/a.json"), &head));
	head = feed_beside_head(a, d, S("f/not-there"));
	ck_assert_uint_eq(head.text.n, 0);
	ck_assert_ptr_null(feed_beside(d, S("f/not-there"), &head));
}
END_TEST

Suite *
suite_feed_beside(void)
{
	Suite *s = suite_create("feed/feed_beside");
	TCase *t = tcase_create("feed_beside");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, told, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, behind);
	suite_add_tcase(s, t);
	return s;
}
