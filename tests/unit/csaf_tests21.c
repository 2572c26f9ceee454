/*
 * csaf/: each test that is new in CSAF 2.1, or otherwise there, fires for what
 * it is for, alone, on a document of our own that no mandatory test fires on.
 * Hostile documents are refused in time.
 */
#include "csaf_run.h"

#include <stdio.h>

#include "base/buf.h"
#include "csaf/csaf_format.h"

/* '`' stands for '"'. */
static const char DOCUMENT[] =
    "{`$schema`:`https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json`,"
    "`document`:{`category`:`csaf_security_advisory`,`csaf_version`:`2.1`,"
    "`distribution`:{`sharing_group`:{"
    "`id`:`ffffffff-ffff-ffff-ffff-ffffffffffff`,`name`:`Public`},"
    "`tlp`:{`label`:`CLEAR`}},`lang`:`en`,"
    "`license_expression`:`CC-BY-4.0 OR MIT`,"
    "`notes`:[{`category`:`description`,`product_ids`:[`P1`],"
    "`text`:`A fault.`,`title`:`About`}],"
    "`publisher`:{`category`:`vendor`,`name`:`Example Electric`,"
    "`namespace`:`https://example.com`},"
    "`references`:[{`category`:`external`,`summary`:`More`,"
    "`url`:`https://example.com/more`}],`title`:`A fault`,"
    "`tracking`:{`current_release_date`:`2026-03-01T00:00:00Z`,`id`:`EX-1`,"
    "`initial_release_date`:`2026-01-01T00:00:00Z`,"
    "`revision_history`:[{`date`:`2026-01-01T00:00:00Z`,`number`:`1`,"
    "`summary`:`First`},{`date`:`2026-03-01T00:00:00Z`,`number`:`2`,"
    "`summary`:`Second`}],`status`:`final`,`version`:`2`}},"
    "`product_tree`:{`branches`:[{`branches`:[{`branches`:["
    "{`category`:`product_version_range`,`name`:`vers:intdot/<2.0`,"
    "`product`:{`name`:`Gate before 2.0`,`product_id`:`P1`,"
    "`product_identification_helper`:{`model_numbers`:[`G*`],"
    "`purls`:[`pkg:generic/gate@1.0`,`pkg:generic/gate@1.0?arch=arm`],"
    "`serial_numbers`:[`S*`],`skus`:[`K*`]}}},"
    "{`category`:`product_version`,`name`:`2.0`,"
    "`product`:{`name`:`Gate 2.0`,`product_id`:`P2`}}],"
    "`category`:`product_name`,`name`:`Gate`}],"
    "`category`:`vendor`,`name`:`Example`}],"
    "`full_product_names`:[{`name`:`Board`,`product_id`:`B`}],"
    "`product_groups`:[{`group_id`:`G1`,`product_ids`:[`P1`,`R1`]}],"
    "`product_paths`:[{`beginning_product_reference`:`P1`,"
    "`full_product_name`:{`name`:`Old on Board`,`product_id`:`R1`},"
    "`subpaths`:[{`category`:`installed_on`,`next_product_reference`:`B`}]},"
    "{`beginning_product_reference`:`P2`,"
    "`full_product_name`:{`name`:`New on Board`,`product_id`:`R2`},"
    "`subpaths`:[{`category`:`installed_on`,"
    "`next_product_reference`:`B`}]}]},"
    "`vulnerabilities`:[{`cve`:`CVE-1900-0001`,"
    "`cwes`:[{`id`:`CWE-287`,`name`:`Improper Authentication`,"
    "`version`:`4.13`}],`disclosure_date`:`2026-02-01T00:00:00Z`,"
    "`first_known_exploitation_dates`:[{`date`:`2026-02-02T00:00:00Z`,"
    "`exploitation_date`:`2026-02-01T00:00:00Z`,`product_ids`:[`P1`]}],"
    "`metrics`:[{`content`:{`cvss_v4`:{`baseScore`:9.3,"
    "`baseSeverity`:`CRITICAL`,"
    "`vectorString`:`CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/"
    "SI:N/SA:N`,`version`:`4.0`},"
    "`epss`:{`percentile`:`0.5`,`probability`:`0.1`,"
    "`timestamp`:`2026-02-03T00:00:00Z`},"
    "`ssvc_v2`:{`schemaVersion`:`2.0.0`,`selections`:[{`key`:`MI`,"
    "`namespace`:`ssvc`,`values`:[{`key`:`N`},{`key`:`NED`}],"
    "`version`:`1.0.0`}],`target_ids`:[`CVE-1900-0001`],"
    "`timestamp`:`2026-02-04T00:00:00Z`}},`products`:[`P1`]}],"
    "`notes`:[{`category`:`description`,`text`:`A fault.`}],"
    "`product_status`:{`fixed`:[`P2`,`R2`],`known_affected`:[`P1`,`R1`]},"
    "`remediations`:[{`category`:`vendor_fix`,`details`:`Update.`,"
    "`group_ids`:[`G1`]}]}]}";

#define DOCUMENTATION "https://raw.githubusercontent.com/oasis-tcs/csaf/" \
    "refs/heads/master/csaf_2.1/extension/data/valid/documentation-11/"	\
    "documentation-11-content_1.0.0.json"
#define OTHER "https://example.com/extension/mine_1.0.0.json"

/* The mandatory tests that one change of the document makes fail. */
static const struct {
	const char *ids;
	const char *from, *to;
} rows[] = {
	{ "", "", "" },
	{ " schema", "`lang`:`en`", "`lang`:`en`,`language`:`en`" },
	{ " schema 6.1.38", "`CLEAR`", "`WHITE`" },
	{ " 6.1.1", "`product_ids`:[`P1`],`text`",
	    "`product_ids`:[`X`],`text`" },
	{ " 6.1.1 6.1.27.13", "`next_product_reference`:`B`}]},",
	    "`next_product_reference`:`X`}]}," },
	{ " 6.1.1 6.1.2 6.1.3", "`product_id`:`R2`", "`product_id`:`B`" },
	{ " 6.1.3 6.1.27.13", "`beginning_product_reference`:`P2`",
	    "`beginning_product_reference`:`R2`" },
	{ " 6.1.4", "`group_ids`:[`G1`]", "`group_ids`:[`G2`]" },
	{ " 6.1.6", "`product_status`:{",
	    "`product_status`:{`unknown`:[`P1`]," },
	{ " 6.1.7", "`metrics`:[",
	    "`metrics`:[{`content`:{`cvss_v4`:{`baseScore`:9.3,"
	    "`baseSeverity`:`CRITICAL`,`vectorString`:`CVSS:4.0/AV:N/AC:L/"
	    "AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N`,`version`:`4.0`}},"
	    "`products`:[`P1`]}," },
	{ "", "`metrics`:[",
	    "`metrics`:[{`content`:{`cvss_v4`:{`baseScore`:9.3,"
	    "`baseSeverity`:`CRITICAL`,`vectorString`:`CVSS:4.0/AV:N/AC:L/"
	    "AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N`,`version`:`4.0`}},"
	    "`products`:[`P1`],`source`:`https://example.com/`}," },
	{ " 6.1.8", "`baseScore`:9.3,", "" },
	{ " 6.1.8 6.1.9", "`baseSeverity`:`CRITICAL`",
	    "`baseSeverity`:`HIGH`" },
	{ " 6.1.9", "`baseScore`:9.3", "`baseScore`:9.4" },
	{ " 6.1.10", "`baseScore`:9.3",
	    "`attackVector`:`LOCAL`,`baseScore`:9.3" },
	{ " 6.1.11", "`version`:`4.13`", "`version`:`99.0`" },
	{ " 6.1.11", "`Improper Authentication`", "`Authentication`" },
	{ " 6.1.13", "`pkg:generic/gate@1.0`,`pkg:generic/gate@1.0?arch=arm`",
	    "`pkg:maven/@1.0`" },
	{ " 6.1.26", "`csaf_security_advisory`",
	    "`Security\xe2\x80\x94"
	    "Advisory`" },
	{ " 6.1.27.6 6.1.27.12",
	    "`product_status`:{`fixed`:[`P2`,`R2`],"
	    "`known_affected`:[`P1`,`R1`]},",
	    "" },
	{ " 6.1.27.12 6.1.27.13", "`known_affected`:[`P1`,`R1`]",
	    "`first_affected`:[`R1`]" },
	{ " 6.1.27.13", "`known_affected`:[`P1`,`R1`]",
	    "`known_affected`:[`P1`]" },
	{ " 6.1.27.3 6.1.27.15 6.1.27.17", "`csaf_security_advisory`",
	    "`csaf_withdrawn`" },
	{ " 6.1.27.3 6.1.27.15 6.1.27.18 6.1.27.19",
	    "`csaf_security_advisory`", "`csaf_superseded`" },
	{ " 6.1.35", "`remediations`:[",
	    "`remediations`:[{`category`:`no_fix_planned`,`details`:`No.`,"
	    "`product_ids`:[`P1`]}," },
	{ " 6.1.36", "`remediations`:[",
	    "`remediations`:[{`category`:`mitigation`,`details`:`So.`,"
	    "`product_ids`:[`P2`]}," },
	{ " 6.1.37", "`disclosure_date`:`2026-02-01T00:00:00Z`",
	    "`disclosure_date`:`2026-02-01t00:00:00Z`" },
	{ " 6.1.37", "`disclosure_date`:`2026-02-01T00:00:00Z`",
	    "`disclosure_date`:`2016-12-31T23:59:60Z`" },
	{ " 6.1.38", "`CLEAR`", "`RED`" },
	{ " 6.1.39 6.1.40", "ffffffff-ffff-ffff-ffff-ffffffffffff",
	    "5868d6be-b28a-404e-a245-0b5093b31b8b" },
	{ " 6.1.41", "`name`:`Public`", "`name`:`Everybody`" },
	{ " 6.1.42", "`pkg:generic/gate@1.0?arch=arm`",
	    "`pkg:generic/gate@1.1`" },
	{ " 6.1.43", "`G*`", "`*G*`" },
	{ "", "`G*`", "`\\\\*G*`" },
	{ " 6.1.44", "`S*`", "`*S*`" },
	{ " 6.1.45", "`disclosure_date`:`2026-02",
	    "`disclosure_date`:`2026-04" },
	{ " 6.1.46", "`schemaVersion`:`2.0.0`,", "" },
	{ " 6.1.47", "`target_ids`:[`CVE-1900-0001`]",
	    "`target_ids`:[`CVE-1900-0002`]" },
	{ "", "`target_ids`:[`CVE-1900-0001`]", "`target_ids`:[`EX-1`]" },
	{ " 6.1.48", "{`key`:`N`},{`key`:`NED`}",
	    "{`key`:`NED`},{`key`:`N`}" },
	{ " 6.1.48", "{`key`:`NED`}", "{`key`:`NED`,`name`:`None`}" },
	{ "", "`namespace`:`ssvc`", "`namespace`:`x_example.com#own`" },
	{ " 6.1.49", "2026-02-04", "2026-04-04" },
	{ " 6.1.50", "vers:intdot/<2.0", "vers:intdot/<2.0|<1.0" },
	{ " 6.1.50", "vers:intdot/<2.0", "before 2.0" },
	{ "", "vers:intdot/<2.0", "vers:all/*" },
	{ " 6.1.50", "vers:intdot/<2.0", "vers:intdot/*" },
	{ " 6.1.51", "2026-02-03", "2026-04-03" },
	{ " 6.1.52", "`date`:`2026-02-02", "`date`:`2026-04-02" },
	{ " 6.1.53", "`date`:`2026-02-02", "`date`:`2026-01-02" },
	{ " 6.1.54", "CC-BY-4.0 OR MIT", "CC-BY-4.0 OR" },
	{ " 6.1.54", "CC-BY-4.0 OR MIT", "(MIT" },
	{ " 6.1.54", "CC-BY-4.0 OR MIT", "MIT WITH (own)" },
	{ "", "CC-BY-4.0 OR MIT",
	    "(GPL-2.0-only WITH Classpath-exception-2.0 AND mit) OR "
	    "LicenseRef-scancode-public-domain" },
	{ " 6.1.55", "CC-BY-4.0 OR MIT", "LicenseRef-example.com-own" },
	{ " 6.1.56", "`metrics`:[",
	    "`metrics`:[{`content`:{`qualitative_severity_rating`:`high`},"
	    "`products`:[`P1`]}," },
	{ " 6.1.57", "`category`:`product_name`", "`category`:`vendor`" },
	{ " 6.1.57 6.1.58", "`category`:`product_name`",
	    "`category`:`product_version`" },
	{ " 6.1.59", "vers:intdot/<2.0", "vers:intdot/2.0" },
	{ " 6.1.60.1", "`document`:{",
	    "`document`:{`x_extensions`:[{`$schema`:`" OTHER
	    "`,`category`:`essential`,`content`:{`a`:1}}]," },
	{ "", "`document`:{",
	    "`document`:{`x_extensions`:[{`$schema`:`" OTHER
	    "`,`category`:`essential`,`content`:{`a`:1},`critical`:true}]," },
	{ " 6.1.60.2", "`document`:{",
	    "`document`:{`x_extensions`:[{`$schema`:`" DOCUMENTATION
	    "`,`category`:`essential`,`content`:{`a`:1},"
	    "`critical`:false}]," },
	{ " 6.1.60.2 6.1.60.3", "`document`:{",
	    "`document`:{`x_extensions`:[{`$schema`:`" DOCUMENTATION
	    "`,`category`:`essential`,`content`:{`a`:1},"
	    "`critical`:false},{`$schema`:`" DOCUMENTATION
	    "`,`category`:`essential`,`content`:{`a`:2},"
	    "`critical`:false}]," },
	{ " 6.1.61", "`K*`", "`*K*`" },
};

/* DOCUMENT with one change; all must be there. */
static struct str
changed(struct arena *a, const char *from, const char *to)
{
	struct str text = str_z(DOCUMENT), what = str_z(from);
	size_t at = str_find(text, what, 0);
	struct str made;
	char *out;

	ck_assert_msg(at != SIZE_MAX, "nothing to change: %s", from);
	made = str_fmt(a, "%.*s%s%.*s", STR_ARG(str_sub(text, 0, at)), to,
	    STR_ARG(str_from(text, at + what.n)));
	out = arena_bytes(a, made.n + 1);
	for (size_t i = 0; i < made.n; i++)
		out[i] = made.p[i] == '`' ? '"' : made.p[i];
	return (struct str){ out, made.n };
}

/* The ids of findings that make a document invalid. */
static struct str
bad_ids(struct arena *a, const struct csaf_result *r)
{
	struct str ids = S("");

	for (size_t i = 0; i < csaf_tests_len(); i++) {
		const struct csaf_test *t = csaf_test_at(i);
		bool is_met = false;

		for (size_t k = 0; k < r->n_findings; k++)
			is_met |= r->findings[k].test == t &&
			    r->findings[k].class <= CSAF_MANDATORY;
		if (is_met)
			ids = str_fmt(a, "%.*s %s", STR_ARG(ids), t->id);
	}
	return ids;
}

START_TEST(one_change)
{
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a,
	    changed(a, rows[_i].from, rows[_i].to));
	struct str ids = bad_ids(a, &r);

	ck_assert_msg(str_eq_z(ids, rows[_i].ids), "row %d, %s: '%.*s'", _i,
	    rows[_i].to, STR_ARG(ids));
	ck_assert(r.is_valid == (ids.n == 0));
	ck_assert(r.version == CSAF_21);
	arena_close(a);
}
END_TEST

/* An extension that nobody knows is told, and makes nothing invalid. */
START_TEST(unknown_extension)
{
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a,
	    changed(a, "`document`:{",
		"`document`:{`x_extensions`:[{`$schema`:`" OTHER
		"`,`category`:`essential`,`content`:{`a`:1},"
		"`critical`:true}],"));

	ck_assert(r.is_valid);
	ck_assert_uint_eq(csaf_run_count(&r, "6.1.60.2"), 1);
	for (size_t i = 0; i < r.n_findings; i++) {
		if (!str_eq_z(S("6.1.60.2"), r.findings[i].test->id))
			continue;
		ck_assert_int_eq(r.findings[i].class, CSAF_INFORMATIVE);
		ck_assert(
		    str_find(r.findings[i].message, S(OTHER), 0) != SIZE_MAX);
	}
	arena_close(a);
}
END_TEST

static const struct {
	enum csaf_format format;
	const char *text;
	bool matches;
} formats[] = {
	{ CSAF_FORMAT_TIME_21, "2026-02-28T23:59:59.5+09:00", true },
	{ CSAF_FORMAT_TIME_21, "2026-02-28T23:59:59z", false },
	{ CSAF_FORMAT_TIME_21, "2016-12-31T23:59:60Z", false },
	{ CSAF_FORMAT_UUID, "00000000-0000-0000-0000-000000000000", true },
	{ CSAF_FORMAT_UUID, "5868d6be-b28a-404e-a245-0b5093b31b8b", true },
	{ CSAF_FORMAT_UUID, "5868d6be-b28a-104e-a245-0b5093b31b8b", false },
	{ CSAF_FORMAT_UUID, "5868D6BE-b28a-404e-a245-0b5093b31b8b", false },
	{ CSAF_FORMAT_UUID, "5868d6beb28a404ea2450b5093b31b8b", false },
	{ CSAF_FORMAT_CWE_VERSION, "4.20", true },
	{ CSAF_FORMAT_CWE_VERSION, "4.19.1", true },
	{ CSAF_FORMAT_CWE_VERSION, "4", false },
	{ CSAF_FORMAT_CWE_VERSION, "4.01", false },
	{ CSAF_FORMAT_CWE_VERSION, "0.1", false },
	{ CSAF_FORMAT_PROBABILITY, "0.5", true },
	{ CSAF_FORMAT_PROBABILITY, "1.00", true },
	{ CSAF_FORMAT_PROBABILITY, "1.01", false },
	{ CSAF_FORMAT_PROBABILITY, "0", false },
	{ CSAF_FORMAT_PROBABILITY, "", false },
	{ CSAF_FORMAT_KEY, "T*", true },
	{ CSAF_FORMAT_KEY, "A_b", true },
	{ CSAF_FORMAT_KEY, "_b", false },
	{ CSAF_FORMAT_KEY, "", false },
	{ CSAF_FORMAT_ALGORITHM, "sha3-256", true },
	{ CSAF_FORMAT_ALGORITHM, "SHA256", false },
	{ CSAF_FORMAT_CPE_21, "cpe:2.3:a:v:p:1:*:*:*:*:*:*:*", true },
	{ CSAF_FORMAT_CPE_21, "cpe:2.3:a:v:p:1:*:*:*:*:*:*:*:x", false },
	{ CSAF_FORMAT_CPE_21, "cpe:/a:v:p:1", true },
	{ CSAF_FORMAT_CPE_21, "x cpe:/a:v:p:1", false },
	{ CSAF_FORMAT_PURL_21, "pkg:npm/a", true },
	{ CSAF_FORMAT_PURL_21, "pkg:NPM/a", false },
	{ CSAF_FORMAT_NAMESPACE, "ssvc", true },
	{ CSAF_FORMAT_NAMESPACE, "nist#800-30", true },
	{ CSAF_FORMAT_NAMESPACE, "x_example.com#team", true },
	{ CSAF_FORMAT_NAMESPACE, "x_example#team", false },
	{ CSAF_FORMAT_NAMESPACE, "x_example.com", false },
	{ CSAF_FORMAT_NAMESPACE, "ssvc/de-DE", true },
	{ CSAF_FORMAT_NAMESPACE, "ssvc//.example.com#a$de-DE", true },
	{ CSAF_FORMAT_NAMESPACE, "ssvc//.example.com", false },
	{ CSAF_FORMAT_NAMESPACE, "ssvc//", false },
	{ CSAF_FORMAT_NAMESPACE, "ss", false },
	{ CSAF_FORMAT_NAMESPACE, "a.-b", false },
	{ CSAF_FORMAT_EXTENSION, OTHER, true },
	{ CSAF_FORMAT_EXTENSION, "https://example.com/mine.json", false },
	{ CSAF_FORMAT_EXTENSION, "https://example.com//mine_1.0.0.json",
	    false },
	{ CSAF_FORMAT_EXTENSION, "https://example/mine_1.0.0.json", false },
	{ CSAF_FORMAT_EXTENSION, "http://example.com/mine_1.0.0.json", false },
};

START_TEST(format)
{
	ck_assert_msg(csaf_format_matches(formats[_i].format,
			  str_z(formats[_i].text)) == formats[_i].matches,
	    "row %d: '%s'", _i, formats[_i].text);
}
END_TEST

/* ---- hostile --------------------------------------------------------- */

#define BEGIN								\
	"{\"document\":{\"csaf_version\":\"2.1\","			\
	"\"category\":\"csaf_security_advisory\"},\"product_tree\":{"

static void
check_hostile(struct arena *a, struct buf *b)
{
	struct csaf_result r;

	ck_assert(buf_ok(b));
	r = csaf_run_text(a, buf_str(b));
	ck_assert(!r.is_valid);
	ck_assert_uint_le(r.n_findings, LIMIT_CSAF_FINDINGS);
	buf_fini(b);
	arena_close(a);
}

/* One circle of 100,000 product paths. */
START_TEST(long_circle)
{
	const size_t n = 100000;
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, S(BEGIN "\"product_paths\":["));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b,
		    "%s{\"beginning_product_reference\":\"P%zu\","
		    "\"full_product_name\":{\"name\":\"N\","
		    "\"product_id\":\"P%zu\"},\"subpaths\":[]}",
		    i > 0 ? "," : "", (i + 1) % n, i);
	buf_put(&b, S("]}}"));
	check_hostile(a, &b);
}
END_TEST

/* Paths of thousands of parts, each of them fixed or affected. */
START_TEST(long_paths)
{
	const size_t n = 400, parts = 300;
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b,
	    S(BEGIN "\"full_product_names\":[{\"name\":\"N\","
		    "\"product_id\":\"B\"}],\"product_paths\":["));
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b,
		    "%s{\"beginning_product_reference\":\"B\","
		    "\"full_product_name\":{\"name\":\"N\","
		    "\"product_id\":\"P%zu\"},\"subpaths\":[",
		    i > 0 ? "," : "", i);
		for (size_t k = 0; k < parts; k++)
			buf_printf(&b,
			    "%s{\"category\":\"installed_with\","
			    "\"next_product_reference\":\"B\"}",
			    k > 0 ? "," : "");
		buf_put(&b, S("]}"));
	}
	buf_put(&b, S("]},\"vulnerabilities\":[{\"product_status\":{"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\"P%zu\"",
		    i == 0         ? "\"fixed\":[" :
			i == n / 2 ? "],\"known_affected\":[" :
				     ",",
		    i);
	buf_put(&b, S("]}}]}"));
	check_hostile(a, &b);
}
END_TEST

/* 100,000 products, each fixed, affected and with targets of its own. */
START_TEST(many_products)
{
	const size_t n = 100000;
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, S(BEGIN "\"full_product_names\":["));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s{\"name\":\"N\",\"product_id\":\"P%zu\"}",
		    i > 0 ? "," : "", i);
	buf_put(&b, S("]},\"vulnerabilities\":[{\"product_status\":{"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\"P%zu\"",
		    i == 0         ? "\"fixed\":[" :
			i == n / 2 ? "],\"known_affected\":[" :
				     ",",
		    i);
	buf_put(&b, S("]}}]}"));
	check_hostile(a, &b);
}
END_TEST

/* Targets of SSVC and ids of a flaw: each is sought among all. */
START_TEST(many_targets)
{
	const size_t n = 20000;
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, S(BEGIN "},\"vulnerabilities\":[{\"ids\":["));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s{\"system_name\":\"s\",\"text\":\"%zu\"}",
		    i > 0 ? "," : "", i);
	buf_put(&b,
	    S("],\"metrics\":[{\"content\":{\"ssvc_v2\":{"
	      "\"target_ids\":["));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\"x%zu\"", i > 0 ? "," : "", i);
	buf_put(&b, S("]}}}]}]}"));
	check_hostile(a, &b);
}
END_TEST

Suite *
suite_csaf_tests21(void)
{
	Suite *s = suite_create("csaf_tests21");
	TCase *t = tcase_create("csaf_tests21");

	tcase_set_timeout(t, 30);
	tcase_add_loop_test(t, one_change, 0, ARRAY_LEN(rows));
	tcase_add_loop_test(t, format, 0, ARRAY_LEN(formats));
	tcase_add_test(t, unknown_extension);
	tcase_add_test(t, long_circle);
	tcase_add_test(t, long_paths);
	tcase_add_test(t, many_products);
	tcase_add_test(t, many_targets);
	suite_add_tcase(s, t);
	return s;
}
