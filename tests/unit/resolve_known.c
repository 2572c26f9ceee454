/*
 * resolve: lines whose version, or whose release, records of the index know
 * otherwise.  Such a line is a question.
 */
#include "resolve/resolve_known.h"

#include "base/attr.h"
#include "match_run.h"
#include "resolve/dictionary.h"
#include "resolve/resolve.h"
#include "resolve/resolve_cpe.h"

/* Rules of one record: a CPE name, from and to which version. */
static const struct rule {
	const char *cpe, *low, *high;
} RULES[] = {
	{ "a:oracle:database_server:*:*", "19.3", "19.22" },
	{ "a:oracle:jdk:1.7.0:update211", NULL, NULL },
	{ "a:oracle:jdk:1.8.0:update202", NULL, NULL },
	{ "a:oracle:jdk:11.0.2:*", NULL, NULL },
	{ "a:microsoft:sql_server_2016:*:*", "13.0.6300.2", "13.0.6430.49" },
	{ "a:microsoft:sql_server_2019:*:*", "15.0.2000.5", "15.0.2104.1" },
	{ "a:microsoft:visual_studio_2026:*:*", "18.0", "18.2.1" },
	{ "a:microsoft:exchange_server:2016:cumulative_update_23", NULL,
	    NULL },
	{ "o:microsoft:windows_7:-:sp1", NULL, NULL },
	{ "o:microsoft:windows_10_1809:*:*", NULL, "10.0.17763.5122" },
	{ "a:adobe:acrobat_reader_dc:*:*", "15.007.20033", "23.003.20284" },
	{ "a:justsystems:ichitaro_2023:1.0.1:*", NULL, NULL },
	{ "a:apache:tomcat:*:*", "9.0.0", "9.0.80" },
	{ "a:apache:tomcat:*:*", "8.5.0", "8.5.93" },
	{ "a:php:php:*:*", NULL, "8.1.10" },
	{ "o:oracle:solaris:10:*", NULL, NULL },
	{ "a:vmware:tools:*:*", "10.0.0", "12.3.0" },
	{ "a:google:chrome:22h2:*", NULL, NULL },
};

static const struct line_row {
	const char *line;
	enum resolve_verdict verdict;
	const char *is, *version, *update;
} LINES[] = {
	/* As records count, mapped or not, newer or older than they know. */
	{ "Oracle Database 19c", RESOLVE_ONE, "cpe:a:oracle:database_server",
	    "19", "" },
	{ "JDK 8u202", RESOLVE_ONE, "cpe:a:oracle:jdk", "1.8.0",
	    "update_202" },
	{ "JDK 8", RESOLVE_ONE, "cpe:a:oracle:jdk", "1.8.0", "" },
	{ "JDK 21.0.1", RESOLVE_ONE, "cpe:a:oracle:jdk", "21.0.1", "" },
	{ "Tomcat 9.0.98", RESOLVE_ONE, "cpe:a:apache:tomcat", "9.0.98", "" },
	{ "Tomcat 11.0", RESOLVE_ONE, "cpe:a:apache:tomcat", "11.0", "" },
	{ "Tomcat 7", RESOLVE_ONE, "cpe:a:apache:tomcat", "7", "" },
	{ "PHP 5.6", RESOLVE_ONE, "cpe:a:php:php", "5.6", "" },
	{ "Exchange 2016 CU23", RESOLVE_ONE, "cpe:a:microsoft:exchange_server",
	    "2016", "cumulative_update_23" },
	{ "Windows 7 SP1", RESOLVE_ONE, "cpe:o:microsoft:windows_7:-:sp1", "",
	    "sp1" },
	/* The release is in the product's name. */
	{ "SQL Server 2019", RESOLVE_ONE, "cpe:a:microsoft:sql_server_2019",
	    "", "" },
	{ "Visual Studio 2026", RESOLVE_ONE,
	    "cpe:a:microsoft:visual_studio_2026", "", "" },
	{ "一太郎2023", RESOLVE_ONE, "cpe:a:justsystems:ichitaro_2023", "",
	    "" },
	{ "Windows 10", RESOLVE_CHOOSE, "cpe:o:microsoft:windows_10", "", "" },
	/* Counted otherwise: which version is it? */
	{ "JDK 9", RESOLVE_CHOOSE, "cpe:a:oracle:jdk", "9", "" },
	{ "SQL Server 2019 CU18", RESOLVE_CHOOSE,
	    "cpe:a:microsoft:sql_server_2019:-:cumulative_update_18", "",
	    "cumulative_update_18" },
	{ "SQL Server 2016 SP3", RESOLVE_CHOOSE,
	    "cpe:a:microsoft:sql_server_2016:-:sp3", "", "sp3" },
	{ "Acrobat Reader 2020", RESOLVE_CHOOSE,
	    "cpe:a:adobe:acrobat_reader_dc", "2020", "" },
	{ "Exchange Server 15", RESOLVE_CHOOSE,
	    "cpe:a:microsoft:exchange_server", "15", "" },
	{ "Solaris 10u11", RESOLVE_ONE, "cpe:o:oracle:solaris", "10",
	    "update_11" },
	{ "VMware Tools 12c", RESOLVE_CHOOSE, "cpe:a:vmware:tools", "12c",
	    "" },
	{ "Chrome 23H1", RESOLVE_ONE, "cpe:a:google:chrome", "23h1", "" },
	/* Nothing is known of it. */
	{ "Zabbix 99c", RESOLVE_ONE, "cpe:a:zabbix:zabbix", "99c", "" },
};

/* A page of NVD's with a record for each rule. */
static void
put_rules(void)
{
	struct str all = S("");

	for (size_t i = 0; i < ARRAY_LEN(RULES); i++) {
		const struct rule *r = &RULES[i];
		struct str low = r->low == NULL ?
		    S("") :
		    str_fmt(run_arena, ",\"versionStartIncluding\":\"%s\"",
			r->low);
		struct str high = r->high == NULL ?
		    S("") :
		    str_fmt(run_arena, ",\"versionEndIncluding\":\"%s\"",
			r->high);

		all = str_fmt(run_arena,
		    "%.*s%s{\"cve\":{\"id\":\"CVE-1900-%04zu\",\"published\":"
		    "\"2026-01-01T00:00:00.000\",\"lastModified\":"
		    "\"2026-01-01T00:00:00.000\",\"vulnStatus\":\"Analyzed\","
		    "\"descriptions\":[{\"lang\":\"en\",\"value\":\"x\"}],"
		    "\"metrics\":{},\"references\":[],\"configurations\":[{"
		    "\"nodes\":[{\"operator\":\"OR\",\"negate\":false,"
		    "\"cpeMatch\":[{\"vulnerable\":true,\"criteria\":"
		    "\"cpe:2.3:%s:*:*:*:*:*:*\"%.*s%.*s}]}]}]}}",
		    STR_ARG(all), i > 0 ? "," : "", i + 1, r->cpe,
		    STR_ARG(low), STR_ARG(high));
	}
	run_put(str_fmt(run_arena,
	    "{\"resultsPerPage\":1,\"startIndex\":0,\"totalResults\":1,"
	    "\"format\":\"NVD_CVE\",\"version\":\"2.0\",\"vulnerabilities\":"
	    "[%.*s]}",
	    STR_ARG(all)));
}

static const struct dictionary *
open_names(void)
{
	put_rules();
	run_open();
	return dictionary_open(run_arena, NULL, NULL, run_index,
	    diags_open(run_arena));
}

START_TEST(lines)
{
	static const char *const verdicts[] = { "one", "choose", "none" };
	const struct dictionary *x = open_names();
	size_t bad = 0;

	for (size_t i = 0; i < ARRAY_LEN(LINES); i++) {
		const struct line_row *row = &LINES[i];
		struct resolved *r;
		size_t n = resolve_line(run_arena, x, str_z(row->line), &r);

		ck_assert_uint_eq(n, 1);
		ck_assert_uint_gt(r[0].n, 0);
		if (r[0].verdict == row->verdict &&
		    str_eq_z(r[0].v[0].is, row->is) &&
		    str_eq_z(r[0].version, row->version) &&
		    str_eq_z(r[0].update, row->update))
			continue;
		bad++;
		fprintf(stderr, "'%s': %s %.*s '%.*s' '%.*s'\n", row->line,
		    verdicts[r[0].verdict], STR_ARG(r[0].v[0].is),
		    STR_ARG(r[0].version), STR_ARG(r[0].update));
	}
	ck_assert_msg(bad == 0, "%zu lines mean something else", bad);
}
END_TEST

static const struct known_row {
	const char *maker, *product, *version, *update;
	enum resolve_known known;
} KNOWN[] = {
	{ "oracle", "database_server", "19", "", RESOLVE_KNOWN_LIKE },
	{ "oracle", "database_server", "19c", "", RESOLVE_KNOWN_UNLIKE },
	{ "oracle", "database_server", "12.2", "", RESOLVE_KNOWN_LIKE },
	{ "oracle", "jdk", "8", "", RESOLVE_KNOWN_UNLIKE },
	{ "oracle", "jdk", "17", "", RESOLVE_KNOWN_LIKE },
	{ "oracle", "nosuch", "17", "", RESOLVE_KNOWN_SILENT },
	{ "nosuch", "jdk", "17", "", RESOLVE_KNOWN_SILENT },
	{ "microsoft", "sql_server_2019", "15.0.4198.2", "",
	    RESOLVE_KNOWN_LIKE },
	{ "microsoft", "sql_server_2019", "2019", "", RESOLVE_KNOWN_UNLIKE },
	{ "microsoft", "sql_server_2019", "-", "sp1", RESOLVE_KNOWN_UNLIKE },
	{ "microsoft", "windows_7", "-", "sp1", RESOLVE_KNOWN_LIKE },
	{ "microsoft", "exchange_server", "15.2", "", RESOLVE_KNOWN_UNLIKE },
	{ "microsoft", "exchange_server", "2019", "", RESOLVE_KNOWN_LIKE },
	{ "apache", "tomcat", "10.1", "", RESOLVE_KNOWN_LIKE },
	{ "apache", "tomcat", "", "", RESOLVE_KNOWN_SILENT },
	{ "apache", "tomcat", ".", "", RESOLVE_KNOWN_UNLIKE },
	{ "apache", "tomcat", "99999999999999999999", "", RESOLVE_KNOWN_LIKE },
};

START_TEST(known)
{
	const struct known_row *row = &KNOWN[_i];
	const struct dictionary *x = open_names();
	struct resolve_cpe c = { 'a', str_z(row->maker), str_z(row->product),
		str_z(row->version), str_z(row->update) };
	enum resolve_known got = resolve_known(run_arena, x, &c);

	ck_assert_msg(got == row->known, "%s %s %s: %d", row->product,
	    row->version, row->update, (int)got);
}
END_TEST

/* An update is found however it is written. */
static const struct update_row {
	const char *update;
	size_t n;
} UPDATES[] = {
	{ "update_202", 1 },
	{ "update202", 1 },
	{ "UPDATE_202", 1 },
	{ "update_20", 0 },
	{ "update_2022", 0 },
	{ "patch202", 0 },
};

START_TEST(updates)
{
	const struct update_row *row = &UPDATES[_i];
	struct match *m;
	struct str line = str_fmt(run_arena,
	    "{\"component\":{\"cpe\":\"cpe:2.3:a:oracle:jdk:1.8.0:%s:*:*:*:*:"
	    "*:*\",\"version\":\"1.8.0\"}}",
	    row->update);

	put_rules();
	run_open();
	ck_assert_msg(run_line(run_arena, line, false, &m) == row->n,
	    "%s: not %zu", row->update, row->n);
}
END_TEST

Suite *suite_resolve_known(void);

Suite *
suite_resolve_known(void)
{
	Suite *s = suite_create("resolve_known");
	TCase *tc = tcase_create("known");

	tcase_add_checked_fixture(tc, run_setup, run_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, lines);
	tcase_add_loop_test(tc, known, 0, ARRAY_LEN(KNOWN));
	tcase_add_loop_test(tc, updates, 0, ARRAY_LEN(UPDATES));
	suite_add_tcase(s, tc);
	return s;
}
