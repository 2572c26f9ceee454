/*
 * Components that no mirrored record can speak of, and why.
 */
#include "finding/matched_blind.h"

#include "base/attr.h"
#include "finding/mirror.h"
#include "finding/stock.h"
#include "match_run.h"
#include "model_text.h"

Suite *suite_finding_matched_blind(void);

#define OSV(id, ecosystem, name)					\
	"{'schema_version':'1.6.0','id':'" id "','modified':"		\
	"'2026-01-01T00:00:00Z','affected':[{'package':{'ecosystem':'"	\
	ecosystem "','name':'" name "'},'versions':['1.0']}]}"

#define CVE(id, vendor, product)					\
	"{'dataType':'CVE_RECORD','dataVersion':'5.1','cveMetadata':"	\
	"{'cveId':'" id "','state':'PUBLISHED'},'containers':{'cna':"	\
	"{'affected':[{'vendor':'" vendor "','product':'" product	\
	"','defaultStatus':'affected'}]}}}"

static struct model_fixture f;

static const struct {
	struct component c;
	const char *reason;	/* NULL: records speak of it */
} ROWS[] = {
	{ { .name = STR_INIT("pad"),
	      .version = STR_INIT("1.0"),
	      .purl = STR_INIT("pkg:npm/pad@1.0") },
	    NULL },
	{ { .name = STR_INIT("pump"),
	      .version = STR_INIT("1.0"),
	      .purl = STR_INIT("pkg:npm/pump@1.0") },
	    "unknown_name" },
	{ { .name = STR_INIT("crate"),
	      .version = STR_INIT("1.0"),
	      .purl = STR_INIT("pkg:cargo/crate@1.0") },
	    "no_feed" },
	{ { .name = STR_INIT("bash"),
	      .version = STR_INIT("5.2"),
	      .type = STR_INIT("deb"),
	      .distro = STR_INIT("debian"),
	      .release = STR_INIT("12") },
	    NULL },
	{ { .name = STR_INIT("dash"),
	      .version = STR_INIT("0.5"),
	      .type = STR_INIT("deb"),
	      .distro = STR_INIT("debian"),
	      .release = STR_INIT("12") },
	    "unknown_name" },
	{ { .name = STR_INIT("bash"),
	      .version = STR_INIT("5.2"),
	      .type = STR_INIT("rpm"),
	      .distro = STR_INIT("rhel"),
	      .release = STR_INIT("9") },
	    "no_feed" },
	{ { .name = STR_INIT("pad"), .purl = STR_INIT("pkg:npm/pad") },
	    "no_version" },
	{ { .name = STR_INIT("pad"),
	      .scope = COMPONENT_ANY,
	      .purl = STR_INIT("pkg:npm/pad") },
	    NULL },
	{ { .keyword = STR_INIT("pad 1.0") }, "unresolved" },
	/* Records name it otherwise than its CPE name. */
	{ { .name = STR_INIT("linux_kernel"),
	      .version = STR_INIT("6.8.5"),
	      .cpe = STR_INIT(
		  "cpe:2.3:o:linux:linux_kernel:6.8.5:*:*:*:*:*:*:*") },
	    NULL },
	{ { .name = STR_INIT("Kernel"),
	      .vendor = STR_INIT("Example"),
	      .version = STR_INIT("6.8.5") },
	    "unknown_name" },
};

static void
setup(void)
{
	run_setup();
	run_put(run_quoted(OSV("X-1", "npm", "pad")));
	run_put(run_quoted(OSV("X-2", "Debian:12", "bash")));
	run_put(run_quoted(CVE("CVE-2020-0001", "Linux", "Linux")));
	run_open();
	model_fixture_open(&f);
}

static void
teardown(void)
{
	model_fixture_close(&f);
	run_teardown();
}

/* feed: that the reader may know. */
static size_t
ask(int row, struct str feed, struct blind_spot **out)
{
	static const struct product_entry product;
	struct mirror_file file = { .feed = feed };
	struct mirror mirror = { &file, 1 };
	struct stock_file in = { .n = 1 };
	struct stock_from from = { .file = 0, .of = &product.e };
	struct stock s = { .product = &product,
		.inv = { &ROWS[row].c, 1 },
		.from = &from,
		.files = &in,
		.n_files = 1 };
	struct stock_list all = { &s, 1 };
	struct blind_ask q = { .stocks = &all,
		.x = run_index,
		.mirror = &mirror };

	return matched_blind(f.a, &q, out);
}

START_TEST(reasons)
{
	struct blind_spot *v;
	size_t n = ask(_i, S("test"), &v);

	if (ROWS[_i].reason == NULL) {
		ck_assert_msg(n == 0, "row %d: %s", _i,
		    n > 0 ? v->reason : "");
		return;
	}
	ck_assert_msg(n == 1, "row %d", _i);
	ck_assert_msg(strcmp(v->reason, ROWS[_i].reason) == 0, "row %d: %s",
	    _i, v->reason);
}
END_TEST

/* Who may not know the feed is not told that it has the name. */
START_TEST(ceiling)
{
	struct blind_spot *v;

	ck_assert_uint_eq(ask(0, S("other"), &v), 1);
	ck_assert_str_eq(v->reason, "unknown_name");
}
END_TEST

Suite *
suite_finding_matched_blind(void)
{
	Suite *s = suite_create("finding_matched_blind");
	TCase *c = tcase_create("blind");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, reasons, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(c, ceiling);
	suite_add_tcase(s, c);
	return s;
}
