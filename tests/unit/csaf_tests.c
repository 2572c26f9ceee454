/*
 * csaf/: each test fires for what it is for, alone, on a document of our own
 * that none fires on.  Hostile documents are refused in time.
 */
#include "csaf_run.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "csaf/csaf_format.h"
#include "csaf/csaf_lang.h"

/* '`' stands for '"'. */
static const char DOCUMENT[] =
    "{`document`:{`references`:[{`category`:`external`,`summary`:`More`,"
    "`url`:`https://example.com/more`}],`category`:`csaf_vex`,"
    "`csaf_version`:`2.0`,`lang`:`en`,"
    "`notes`:[{`category`:`summary`,`text`:`A fault.`}],"
    "`publisher`:{`category`:`vendor`,`name`:`Example Electric`,"
    "`namespace`:`https://example.com`},"
    "`title`:`A fault`,"
    "`tracking`:{`current_release_date`:`2026-03-01T00:00:00Z`,`id`:`EX-1`,"
    "`initial_release_date`:`2026-01-01T00:00:00Z`,"
    "`revision_history`:[{`date`:`2026-01-01T00:00:00Z`,`number`:`1.0.0`,"
    "`summary`:`First`},{`date`:`2026-03-01T00:00:00Z`,`number`:`2.0.0`,"
    "`summary`:`Second`}],`status`:`final`,`version`:`2.0.0`}},"
    "`product_tree`:{`branches`:[{`category`:`vendor`,`name`:`Example`,"
    "`branches`:[{`category`:`product_version`,`name`:`1.0`,"
    "`product`:{`name`:`Gate 1.0`,`product_id`:`P1`,"
    "`product_identification_helper`:{`purl`:`pkg:generic/gate@1.0`,"
    "`hashes`:[{`filename`:`gate`,`file_hashes`:[{`algorithm`:`sha256`,"
    "`value`:`00112233445566778899aabbccddeeff`}]}]}}}]}],"
    "`full_product_names`:[{`name`:`Board`,`product_id`:`P2`},"
    "{`name`:`Lib`,`product_id`:`P3`}],"
    "`relationships`:[{`category`:`installed_on`,`product_reference`:`P1`,"
    "`relates_to_product_reference`:`P2`,"
    "`full_product_name`:{`name`:`Gate on Board`,`product_id`:`R1`}}],"
    "`product_groups`:[{`group_id`:`G1`,`product_ids`:[`P2`,`P3`]}]},"
    "`vulnerabilities`:[{`cve`:`CVE-1900-0001`,"
    "`cwe`:{`id`:`CWE-287`,`name`:`Improper Authentication`},"
    "`flags`:[{`label`:`component_not_present`,`group_ids`:[`G1`]}],"
    "`involvements`:[{`party`:`vendor`,`status`:`completed`}],"
    "`notes`:[{`category`:`description`,`text`:`A fault.`}],"
    "`product_status`:{`known_affected`:[`P1`],"
    "`known_not_affected`:[`P2`,`P3`]},"
    "`remediations`:[{`category`:`none_available`,`details`:`Wait.`,"
    "`product_ids`:[`P1`]}],"
    "`scores`:[{`products`:[`P1`],`cvss_v3`:{`version`:`3.1`,"
    "`vectorString`:`CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`,"
    "`baseScore`:9.8,`baseSeverity`:`CRITICAL`,`attackVector`:`NETWORK`}}]},"
    "{`cve`:`CVE-1900-0002`,"
    "`notes`:[{`category`:`description`,`text`:`Another.`}],"
    "`product_status`:{`fixed`:[`P1`]}}]}";

/* The mandatory tests that one change of the document makes fail. */
static const struct {
	const char *ids;
	const char *from, *to;
} rows[] = {
	{ "", "`EX-1`", "`EX-2`" },
	{ "", "`P1`,`P1`", "" },
	{ " schema", "`final`", "`published`" },
	{ " schema", "`title`:`A fault`,", "" },
	{ " schema", "`title`:`A fault`", "`title`:7" },
	{ " schema", "`EX-1`", "` EX-1`" },
	{ " schema", "`CVE-1900-0001`", "`CVE-190-0001`" },
	{ " schema", "`https://example.com/more`", "`example.com/more`" },
	{ " schema 6.1.27.9", "[`P2`,`P3`]}]}", "[`P2`]}]}" },
	{ " schema", "`known_affected`:[`P1`]",
	    "`known_affected`:[`P1`,`P1`]" },
	{ " schema", "`current_release_date`:`2026-03-01T00:00:00Z`",
	    "`current_release_date`:`2026-03-01`" },
	{ " 6.1.1", "`fixed`:[`P1`]", "`fixed`:[`P9`]" },
	{ " 6.1.1 6.1.2", "`product_id`:`P3`", "`product_id`:`P1`" },
	{ " 6.1.3", "`product_reference`:`P1`", "`product_reference`:`R1`" },
	{ " 6.1.4", "`group_ids`:[`G1`]", "`group_ids`:[`G1`,`G2`]" },
	{ " 6.1.5", "[`P2`,`P3`]}]}",
	    "[`P2`,`P3`]},{`group_id`:`G1`,`product_ids`:[`P1`,`P2`]}]}" },
	{ " 6.1.6", "`fixed`:[`P1`]",
	    "`fixed`:[`P1`],`under_investigation`:[`P1`]" },
	{ "", "`fixed`:[`P1`]", "`fixed`:[`P1`],`recommended`:[`P1`]" },
	{ " 6.1.7", "`scores`:[",
	    "`scores`:[{`products`:[`P1`],`cvss_v3`:{"
	    "`version`:`3.1`,`baseScore`:9.8,`baseSeverity`:`CRITICAL`,"
	    "`vectorString`:`CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`"
	    "}}," },
	{ " 6.1.8", ",`baseSeverity`:`CRITICAL`", "" },
	{ " 6.1.8", "`version`:`3.1`,", "`version`:`4.0`," },
	{ " 6.1.9", "9.8", "9.9" },
	{ " 6.1.9", "9.8", "9.81" },
	{ "", "9.8", "9.80" },
	{ "", "9.8", "98e-1" },
	{ " 6.1.9", "`CRITICAL`", "`HIGH`" },
	{ " 6.1.9", "/A:H`", "`" },
	{ " 6.1.9", "9.8,", "9.8,`temporalScore`:9.1," },
	{ " 6.1.10", "`NETWORK`", "`LOCAL`" },
	/* What the vector leaves out may be said beside it. */
	{ "", "`attackVector`:`NETWORK`", "`exploitCodeMaturity`:`HIGH`" },
	{ " 6.1.11", "`Improper Authentication`", "`Improper`" },
	{ " 6.1.11", "`CWE-287`", "`CWE-16`" },
	{ " 6.1.12", "`lang`:`en`", "`lang`:`EZ`" },
	{ "", "`lang`:`en`", "`lang`:`zh-Hant-TW`" },
	{ " 6.1.13", "pkg:generic/gate@1.0", "pkg:maven/gate@1.0" },
	{ " 6.1.14 6.1.16 6.1.21", "`2026-01-01T00:00:00Z`,`number`",
	    "`2026-04-01T00:00:00Z`,`number`" },
	{ " 6.1.15", "`category`:`vendor`,`name`:`Example Electric`",
	    "`category`:`translator`,`name`:`Example Electric`" },
	{ " 6.1.16", "`version`:`2.0.0`", "`version`:`2.0.1`" },
	{ "", "`version`:`2.0.0`", "`version`:`2.0.0+abc`" },
	{ " 6.1.16 6.1.17", "`version`:`2.0.0`", "`version`:`0.1.0`" },
	{ " 6.1.18 6.1.21", "`number`:`1.0.0`", "`number`:`0.9.0`" },
	{ " 6.1.19", "`number`:`1.0.0`", "`number`:`1.0.0-rc.1`" },
	{ " 6.1.16 6.1.17 6.1.20", "`version`:`2.0.0`",
	    "`version`:`2.0.0-rc.1`" },
	{ " 6.1.16 6.1.21", "`number`:`2.0.0`", "`number`:`3.0.0`" },
	{ " 6.1.21 6.1.22", "`number`:`1.0.0`", "`number`:`2.0.0`" },
	{ " 6.1.23", "`CVE-1900-0002`", "`CVE-1900-0001`" },
	{ " 6.1.24", "`involvements`:[",
	    "`involvements`:[{`party`:`vendor`,`status`:`open`}," },
	{ "", "`involvements`:[",
	    "`involvements`:[{`party`:`vendor`,"
	    "`status`:`open`,`date`:`2026-01-01T00:00:00Z`}," },
	{ " 6.1.25", "`file_hashes`:[",
	    "`file_hashes`:[{`algorithm`:`SHA256`,"
	    "`value`:`00112233445566778899aabbccddee00`}," },
	{ " 6.1.26", "`csaf_vex`", "`Security - Advisory`" },
	{ " 6.1.26", "`csaf_vex`", "`csaf_mine`" },
	{ "", "`csaf_vex`", "`csaf_base`" },
	{ " 6.1.27.1 6.1.27.3",
	    "`csaf_vex`,`csaf_version`:`2.0`,`lang`:`en`,"
	    "`notes`:[{`category`:`summary`",
	    "`csaf_informational_advisory`,`csaf_version`:`2.0`,"
	    "`notes`:[{`category`:`faq`" },
	{ " 6.1.27.2",
	    "`external`,`summary`:`More`,"
	    "`url`:`https://example.com/more`}],`category`:`csaf_vex`",
	    "`self`,`summary`:`This`,`url`:`https://example.com/`}],"
	    "`category`:`csaf_security_incident_response`" },
	{ " 6.1.27.5",
	    "`notes`:[{`category`:`description`,`text`:`Another.`}],", "" },
	{ " 6.1.27.7", "`fixed`:[`P1`]", "`recommended`:[`P1`]" },
	{ " 6.1.27.8", "`cve`:`CVE-1900-0002`,", "" },
	{ " 6.1.27.9",
	    "`flags`:[{`label`:`component_not_present`,"
	    "`group_ids`:[`G1`]}],",
	    "" },
	{ " 6.1.27.9", "`group_ids`:[`G1`]}]", "`product_ids`:[`P2`]}]" },
	{ " 6.1.27.10 6.1.29", "`details`:`Wait.`,`product_ids`:[`P1`]",
	    "`details`:`Wait.`" },
	{ " 6.1.28", "`lang`:`en`", "`lang`:`en`,`source_lang`:`en`" },
	{ " 6.1.16 6.1.30", "`number`:`2.0.0`", "`number`:`2`" },
	{ " 6.1.31", "`name`:`1.0`", "`name`:`Before 1.0`" },
	{ "", "`name`:`1.0`", "`name`:`beforehand-1.0`" },
	{ " 6.1.27.9 6.1.32", ",`group_ids`:[`G1`]", "" },
	{ " 6.1.33", "`flags`:[",
	    "`flags`:[{`label`:"
	    "`vulnerable_code_not_present`,`product_ids`:[`P3`]}," },
};

/* The document with one change; quotes put in. */
static struct str
changed(struct arena *a, const char *from, const char *to)
{
	struct str doc = str_z(DOCUMENT);
	size_t at = str_find(doc, str_z(from), 0), n;
	char *p;

	if (at == SIZE_MAX)
		at = doc.n;
	doc = str_fmt(a, "%.*s%s%.*s", STR_ARG(str_sub(doc, 0, at)), to,
	    STR_ARG(str_from(doc, at + (at < doc.n ? strlen(from) : 0))));
	n = doc.n;
	p = arena_bytes(a, n);
	for (size_t i = 0; i < n; i++)
		p[i] = doc.p[i] == '`' ? '"' : doc.p[i];
	return (struct str){ p, n };
}

START_TEST(one_change)
{
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a,
	    changed(a, rows[_i].from, rows[_i].to));
	struct str ids = S("");

	for (size_t i = 0; i < csaf_tests_len(); i++) {
		const struct csaf_test *t = csaf_test_at(i);

		if (t->class <= CSAF_MANDATORY &&
		    csaf_run_count(&r, t->id) > 0)
			ids = str_fmt(a, "%.*s %s", STR_ARG(ids), t->id);
	}
	ck_assert_msg(str_eq_z(ids, rows[_i].ids), "row %d, %s: '%.*s'", _i,
	    rows[_i].to, STR_ARG(ids));
	ck_assert(r.is_valid == (ids.n == 0));
	arena_close(a);
}
END_TEST

/* How many findings of an optional test one change adds or takes away. */
static const struct {
	const char *id;
	int more;
	const char *from, *to;
} optional[] = {
	{ "6.2.1", -1, "`known_not_affected`:[`P2`,`P3`]",
	    "`known_not_affected`:[`P2`,`P3`,`R1`]" },
	{ "6.2.2", 1, "`known_affected`:[`P1`]",
	    "`known_affected`:[`P1`,`R1`]" },
	{ "6.2.2", 1, "`known_affected`:[`P1`]",
	    "`known_affected`:[`P1`],`under_investigation`:[`R1`]" },
	{ "6.2.3", 1, "`known_affected`:[`P1`]",
	    "`known_affected`:[`P1`,`R1`]" },
	{ "6.2.4", 1, "`number`:`2.0.0`", "`number`:`2.0.0+a`" },
	{ "6.2.5", 1, "`initial_release_date`:`2026-01-01",
	    "`initial_release_date`:`2025-12-31" },
	{ "6.2.6", 1, "`current_release_date`:`2026-03-01",
	    "`current_release_date`:`2026-02-28" },
	{ "6.2.7", -1, "`party`:`vendor`",
	    "`date`:`2026-01-01T00:00:00Z`,`party`:`vendor`" },
	{ "6.2.8", 1, "`sha256`", "`MD5`" },
	{ "6.2.9", 1, "`sha256`", "`sha1`" },
	{ "6.2.10", -1, "`lang`:`en`,",
	    "`lang`:`en`,`distribution`:{`tlp`:{`label`:`WHITE`}}," },
	{ "6.2.11", -1,
	    "`external`,`summary`:`More`,"
	    "`url`:`https://example.com/more`",
	    "`self`,`summary`:`This`,`url`:`https://example.com/ex-1.json`" },
	{ "6.2.11", 0,
	    "`external`,`summary`:`More`,"
	    "`url`:`https://example.com/more`",
	    "`self`,`summary`:`This`,`url`:`https://example.com/EX-1.json`" },
	{ "6.2.12", 1, "`lang`:`en`,", "" },
	{ "6.2.13", 1, "`algorithm`:`sha256`,`value`:",
	    "`value`:`00112233445566778899aabbccddeeff`,`algorithm`:" },
	{ "6.2.14", 1, "`lang`:`en`", "`lang`:`qtx`" },
	{ "6.2.15", 1, "`lang`:`en`", "`lang`:`i-default`" },
	{ "6.2.16", -1, "`name`:`Board`,",
	    "`name`:`Board`,`product_identification_helper`:{`skus`:[`b`]}," },
	{ "6.2.17", 1, "`cve`:`CVE-1900-0002`",
	    "`ids`:[{`system_name`:`x`,`text`:`CVE-1900-0002`}]" },
	{ "6.2.18", 1, "`product_version`", "`product_version_range`" },
	{ "6.2.18", 0, "`product_version`,`name`:`1.0`",
	    "`product_version_range`,`name`:`vers:generic/<1.0`" },
	{ "6.2.19", 1, "`known_affected`:[`P1`]", "`first_fixed`:[`P1`]" },
	{ "6.2.20", 1, "`lang`:`en`", "`lang`:`en`,`language`:`en`" },
	{ "6.3.1", 1, "`cvss_v3`:{", "`cvss_v2`:{" },
	{ "6.3.2", 1, "`version`:`3.1`", "`version`:`3.0`" },
	{ "6.3.3", 1, "`cve`:`CVE-1900-0002`,", "" },
	{ "6.3.4", -1, "`cve`:`CVE-1900-0002`,",
	    "`cve`:`CVE-1900-0002`,"
	    "`cwe`:{`id`:`CWE-287`,`name`:`Improper Authentication`}," },
	{ "6.3.5", -1, "`00112233445566778899aabbccddeeff`",
	    "`00112233445566778899aabbccddeeff"
	    "00112233445566778899aabbccddeeff`" },
	{ "6.3.9", 0, "`product_version`", "`product_name`" },
	{ "6.3.10", 1, "`product_version`", "`product_version_range`" },
	{ "6.3.11", 1, "`name`:`1.0`", "`name`:`V1.0`" },
	{ "6.3.11", 0, "`name`:`1.0`", "`name`:`vista`" },
};

START_TEST(one_optional)
{
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a, changed(a, "", ""));
	struct csaf_result s = csaf_run_text(a,
	    changed(a, optional[_i].from, optional[_i].to));
	int before = (int)csaf_run_count(&r, optional[_i].id);
	int after = (int)csaf_run_count(&s, optional[_i].id);

	ck_assert_msg(after - before == optional[_i].more,
	    "row %d, %s: %d, then %d", _i, optional[_i].id, before, after);
	arena_close(a);
}
END_TEST

/* ---- formats --------------------------------------------------------- */

static const struct {
	enum csaf_format format;
	const char *text;
	bool matches;
} formats[] = {
	{ CSAF_FORMAT_TIME, "2026-02-28T23:59:59Z", true },
	{ CSAF_FORMAT_TIME, "2026-02-29T00:00:00Z", false },
	{ CSAF_FORMAT_TIME, "2024-02-29t00:00:00.125+09:00", true },
	{ CSAF_FORMAT_TIME, "2016-12-31T23:59:60Z", true },
	{ CSAF_FORMAT_TIME, "2017-01-01T08:59:60+09:00", true },
	{ CSAF_FORMAT_TIME, "2016-12-31T22:59:60Z", false },
	{ CSAF_FORMAT_TIME, "2026-01-01T00:00:00", false },
	{ CSAF_FORMAT_TIME, "2026-01-01T00:00:00.Z", false },
	{ CSAF_FORMAT_TIME, "2026-01-01T00:00:00+0900", false },
	{ CSAF_FORMAT_TIME, "2026-01-01 00:00:00Z", false },
	{ CSAF_FORMAT_TIME, "", false },
	{ CSAF_FORMAT_URI, "https://example.com/a?b#c", true },
	{ CSAF_FORMAT_URI, "https://[2001:db8::1]/", true },
	{ CSAF_FORMAT_URI, "https://example.com/[a]", false },
	{ CSAF_FORMAT_URI, "https://example.com/a b", false },
	{ CSAF_FORMAT_URI, "https://example.com/%zz", false },
	{ CSAF_FORMAT_URI, "//example.com/", false },
	{ CSAF_FORMAT_URI, "urn:example:a", true },
	{ CSAF_FORMAT_VERSION, "0", true },
	{ CSAF_FORMAT_VERSION, "01", false },
	{ CSAF_FORMAT_VERSION, "1.2", false },
	{ CSAF_FORMAT_VERSION, "1.2.3-a.0+00", true },
	{ CSAF_FORMAT_VERSION, "1.2.3-01", false },
	{ CSAF_FORMAT_VERSION, "1.2.3-", false },
	{ CSAF_FORMAT_VERSION, "1.2.3+", false },
	{ CSAF_FORMAT_VERSION, "1.2.3.4", false },
	{ CSAF_FORMAT_CATEGORY, "a", true },
	{ CSAF_FORMAT_CATEGORY, "a_", false },
	{ CSAF_FORMAT_CATEGORY, "a\nb", false },
	{ CSAF_FORMAT_CATEGORY,
	    "\xe3\x80\x80"
	    "a",
	    false },
	{ CSAF_FORMAT_EDGE, "_a_", true },
	{ CSAF_FORMAT_EDGE, "a ", false },
	{ CSAF_FORMAT_CWE, "CWE-0", false },
	{ CSAF_FORMAT_CWE, "CWE-1234567", false },
	{ CSAF_FORMAT_CPE, "cpe:2.3:a:v:p:1:*:*:*:*:*:*:*", true },
	{ CSAF_FORMAT_CPE, "cpe:2.3:a:v:p:1:*:*:*:*:*:*", false },
	{ CSAF_FORMAT_CPE, "cpe:2.3:a:v:p\\::1:*:*:ja-jp:*:*:*:*", true },
	{ CSAF_FORMAT_CPE, "cpe:2.3:x:v:p:1:*:*:*:*:*:*:*", false },
	{ CSAF_FORMAT_CPE, "cpe:/a:v:p:1", true },
	{ CSAF_FORMAT_CPE, "cpe:/a:v:p:1:2:3:4:5", false },
	{ CSAF_FORMAT_CPE, "cpe:/av", false },
	{ CSAF_FORMAT_PURL, "pkg:npm/a", true },
	{ CSAF_FORMAT_PURL, "pkg:/a", false },
	{ CSAF_FORMAT_PURL, "pkg:npm/", false },
	{ CSAF_FORMAT_VECTOR_20, "AV:N/AC:L/Au:N/C:N/I:N/A:C", true },
	{ CSAF_FORMAT_VECTOR_20, "AC:L/AV:N", true },
	{ CSAF_FORMAT_VECTOR_20, "(AV:N)", false },
	{ CSAF_FORMAT_VECTOR_31, "CVSS:3.1/AV:N", true },
	{ CSAF_FORMAT_VECTOR_31, "CVSS:3.1/", false },
	{ CSAF_FORMAT_VECTOR_31, "CVSS:3.1/AV:X", false },
	{ CSAF_FORMAT_VECTOR_31, "CVSS:3.1/AV:N/", false },
	{ CSAF_FORMAT_VECTOR_30, "CVSS:3.1/AV:N", false },
};

START_TEST(format)
{
	ck_assert_msg(csaf_format_matches(formats[_i].format,
			  str_z(formats[_i].text)) == formats[_i].matches,
	    "row %d: '%s'", _i, formats[_i].text);
}
END_TEST

static const struct {
	const char *tag;
	bool has_form, is_known, is_private;
} tags[] = {
	{ "en", true, true, false },
	{ "JA-jp", true, true, false },
	{ "zh-Hant-TW", true, true, false },
	{ "zh-yue", true, true, false },
	{ "zh-min-nan", true, true, false },
	{ "de-1996", true, true, false },
	{ "de-DE-u-co-phonebk", true, true, false },
	{ "es-419", true, true, false },
	{ "i-default", true, true, false },
	{ "qaa", true, true, true },
	{ "qua", true, true, false },
	{ "en-AA", true, true, true },
	{ "en-Qabx", true, true, true },
	{ "en-Qaby", true, false, false },
	{ "en-x-mine", true, true, true },
	{ "x-mine", true, true, true },
	{ "EZ", true, false, false },
	{ "en-QL", true, false, false },
	{ "en-abcde", true, false, false },
	{ "", false, false, false },
	{ "e", false, false, false },
	{ "en-", false, false, false },
	{ "en_US", false, false, false },
	{ "en-u", false, false, false },
	{ "en-x", false, false, false },
	{ "englishlanguage", false, false, false },
};

START_TEST(language)
{
	struct csaf_lang l;
	bool has_form = csaf_lang_parse(str_z(tags[_i].tag), &l);

	ck_assert_msg(has_form == tags[_i].has_form, "'%s'", tags[_i].tag);
	if (!has_form)
		return;
	ck_assert_msg((l.unknown.n == 0) == tags[_i].is_known, "'%s': '%.*s'",
	    tags[_i].tag, STR_ARG(l.unknown));
	ck_assert_msg(l.is_private == tags[_i].is_private, "'%s'",
	    tags[_i].tag);
}
END_TEST

static const struct {
	const char *text;
	int tenths;	/* -1: not some */
	bool is_within;	/* 0 to 10 */
} numbers[] = {
	{ "0", 0, true },
	{ "-0.0", 0, true },
	{ "10", 100, true },
	{ "10.0", 100, true },
	{ "1e1", 100, true },
	{ "100e-1", 100, true },
	{ "0.05", -1, true },
	{ "0.1", 1, true },
	{ "9.99999999999999999999", -1, true },
	{ "10.00000000000000000001", -1, false },
	{ "10.1", -1, false },
	{ "-1", -1, false },
	{ "1e999999999999", -1, false },
	{ "1e-999999999999", -1, true },
	{ "0e999999999999", 0, true },
};

START_TEST(number)
{
	struct str s = str_z(numbers[_i].text);
	int v;

	if (!csaf_format_tenths(s, &v))
		v = -1;
	ck_assert_msg(v == numbers[_i].tenths, "%s: %d", numbers[_i].text, v);
	ck_assert_msg(csaf_format_within(s, 10) == numbers[_i].is_within, "%s",
	    numbers[_i].text);
}
END_TEST

/* ---- hostile --------------------------------------------------------- */

START_TEST(no_document)
{
	static const char *const texts[] = { "", "{", "[]", "null", "7",
		"{\"document\": []}", "{\"document\": {\"tracking\": 7}}",
		"{\"vulnerabilities\": [7, {\"scores\": [7]}]}",
		"{\"document\": {\"csaf_version\": \"3.0\"}}",
		"{\"product_tree\": {\"branches\": [[]]}}" };
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a, str_z(texts[_i]));

	ck_assert_msg(!r.is_valid && r.n_findings > 0, "%s", texts[_i]);
	arena_close(a);
}
END_TEST

/* Flags that each name a group of thousands: cost grows with the product. */
START_TEST(too_much_work)
{
	const size_t n = 12000;
	struct arena *a = arena_open();
	struct buf b;
	struct csaf_result r;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b,
	    S("{\"document\":{\"csaf_version\":\"2.0\","
	      "\"category\":\"csaf_vex\"},"
	      "\"product_tree\":{\"product_groups\":[{"
	      "\"group_id\":\"G\",\"product_ids\":[\"P\""));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, ",\"P%zu\"", i);
	buf_put(&b, S("]}]},\"vulnerabilities\":[{\"flags\":["));
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s{\"group_ids\":[\"G\"]}", i > 0 ? "," : "");
	buf_put(&b, S("]}]}"));
	ck_assert(buf_ok(&b));
	r = csaf_run_text(a, buf_str(&b));
	ck_assert(!r.is_valid);
	ck_assert_uint_eq(r.n_findings, LIMIT_CSAF_FINDINGS);
	ck_assert_uint_gt(r.n_dropped, 0);
	buf_fini(&b);
	arena_close(a);
}
END_TEST

START_TEST(paths)
{
	struct arena *a = arena_open();
	struct csaf_result r = csaf_run_text(a,
	    changed(a, "`fixed`:[`P1`]", "`fixed`:[`P9`]"));
	size_t i = 0;
	struct buf b;

	while (
	    i < r.n_findings && !str_eq_z(S("6.1.1"), r.findings[i].test->id))
		i++;
	ck_assert_uint_lt(i, r.n_findings);
	buf_init(&b, 256);
	csaf_path(r.root, r.findings[i].node, &b);
	ck_assert_msg(str_eq(buf_str(&b),
			  S("/vulnerabilities/1/product_status/fixed/0")),
	    "%.*s", STR_ARG(buf_str(&b)));
	buf_fini(&b);
	arena_close(a);
}
END_TEST

/* Each row explains itself. */
START_TEST(texts)
{
	for (size_t i = 0; i < csaf_tests_len(); i++) {
		const struct csaf_test *t = csaf_test_at(i);

		ck_assert_msg(t->why_en[0] != '\0' && t->why_ja[0] != '\0' &&
			t->bad[0] != '\0' && t->good[0] != '\0' &&
			t->fix[0] != '\0',
		    "%s: a text is empty", t->id);
		ck_assert_ptr_eq(csaf_test_find(str_z(t->id)), t);
	}
}
END_TEST

Suite *
suite_csaf_tests(void)
{
	Suite *s = suite_create("csaf_tests");
	TCase *t = tcase_create("csaf_tests");

	tcase_set_timeout(t, 30);
	tcase_add_loop_test(t, one_change, 0, ARRAY_LEN(rows));
	tcase_add_loop_test(t, one_optional, 0, ARRAY_LEN(optional));
	tcase_add_loop_test(t, format, 0, ARRAY_LEN(formats));
	tcase_add_loop_test(t, language, 0, ARRAY_LEN(tags));
	tcase_add_loop_test(t, number, 0, ARRAY_LEN(numbers));
	tcase_add_loop_test(t, no_document, 0, 10);
	tcase_add_test(t, too_much_work);
	tcase_add_test(t, paths);
	tcase_add_test(t, texts);
	suite_add_tcase(s, t);
	return s;
}
