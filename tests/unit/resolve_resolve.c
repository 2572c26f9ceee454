/*
 * resolve: lines, what they are parted into, and what each part means.  The
 * names are the program's own table, and a mirror of a few made-up products.
 */
#include "resolve/resolve.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/load.h"
#include "model/records.h"
#include "test.h"
#include "text/yaml.h"
#include "version/name.h"

static const struct file_row {
	const char *path, *text;
} FILES[] = {
	{ "eol/products.json",
	    "{\"schema_version\":\"1.2.0\",\"total\":2,\"result\":["
	    "{\"name\":\"exapump\",\"label\":\"ExaPump Server\","
	    "\"aliases\":[\"epump\"],\"identifiers\":["
	    "{\"id\":\"cpe:2.3:a:example:exapump_server\",\"type\":\"cpe\"},"
	    "{\"id\":\"pkg:npm/exapump\",\"type\":\"purl\"}],"
	    "\"releases\":[{\"name\":\"4.10\",\"isEol\":false,"
	    "\"eolFrom\":\"2027-01-31\",\"latest\":{\"name\":\"4.10.3\"}},"
	    "{\"name\":\"4.1\",\"isEol\":true,\"eolFrom\":\"2020-02-29\","
	    "\"latest\":{\"name\":\"4.1.9\"}}]},"
	    "{\"name\":\"nothing\",\"label\":\"No Ids\",\"aliases\":[],"
	    "\"identifiers\":[],\"releases\":[]}]}" },
	{ "jvn/products.rdf",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Result version="
	    "\"3.3\"><VendorInfo xml:lang=\"ja\">"
	    "<Vendor vname=\"エグザンプル工業株式会社\" "
	    "cpe=\"cpe:/:example_kogyo\" vid=\"1\">"
	    "<Product pname=\"みずかがみ\" "
	    "cpe=\"cpe:/a:example_kogyo:mizukagami\" pid=\"1\"/>"
	    "<Product pname=\"流量計 RM-200 ファームウェア\" "
	    "cpe=\"cpe:/o:example_kogyo:rm-200_firmware\" pid=\"2\"/>"
	    "<Product pname=\"流量計 RM-200\" "
	    "cpe=\"cpe:/h:example_kogyo:rm-200\" pid=\"3\"/>"
	    "<Product pname=\"Gauge/View\" "
	    "cpe=\"cpe:/a:example_kogyo:gauge%2Fview\" pid=\"4\"/>"
	    "</Vendor></VendorInfo></Result>" },
	{ "jvn/lines.jsonl",
	    "{\"vname\":\"One\",\"pname\":\"Mirror Works\","
	    "\"pcpe\":\"cpe:/a:one:mirror_works\"}\n"
	    "{\"vname\":\"Two\",\"pname\":\"Mirror Works\","
	    "\"pcpe\":\"cpe:/a:two:mirror_works\"}\n"
	    "{\"vname\":\"Two\",\"pname\":\"Mirror Works Connector\","
	    "\"pcpe\":\"cpe:/a:two:mirror_works_connector\"}\n"
	    "{\"vname\":\"Three\",\"pname\":\"request\","
	    "\"pcpe\":\"cpe:/a:request:request\"}\n" },
	{ "nvd/chunk.json",
	    "{\"resultsPerPage\":1,\"startIndex\":0,\"totalResults\":1,"
	    "\"format\":\"NVD_CPE\",\"version\":\"2.0\",\"products\":[{\"cpe\":"
	    "{\"deprecated\":false,\"cpeName\":\"cpe:2.3:a:four:lamp_post:1.0:"
	    "*:*:*:*:*:*:*\",\"titles\":[{\"title\":\"x\",\"lang\":\"en\"}]}}"
	    "]}" },
	/* What is no dictionary, or none that can be read. */
	{ "kev/kev.json", "{\"vulnerabilities\":[]}" },
	{ "bad/cut.json",
	    "{\"result\":[{\"name\":\"x\",\"releases\":[{\"name\"" },
	{ "bad/latin.jsonl", "{\"pcpe\":\"cpe:/a:x:\xe9\"}\n" },
	{ "bad/cpe.jsonl",
	    "{\"pcpe\":\"cpe:/a\",\"pname\":\"x\"}\n{\"pcpe\":\"nonsense\"}\n"
	    "{\"pcpe\":7}\n" },
};

/* Parts with "; " between: VERDICT IS VERSION UPDATE SCOPE, "-" for nothing. */
static const struct line_row {
	const char *line, *means;
} LINES[] = {
	/* How people write. */
	{ "RHEL 7", "one cpe:o:redhat:enterprise_linux 7 - series" },
	{ "RHEL7", "one cpe:o:redhat:enterprise_linux 7 - series" },
	{ "ＲＨＥＬ　７", "one cpe:o:redhat:enterprise_linux 7 - series" },
	{ "Apache 2.4", "one cpe:a:apache:http_server 2.4 - series" },
	{ "Apache 2.4.57", "one cpe:a:apache:http_server 2.4.57 - exact" },
	{ "Apache 2.4系", "one cpe:a:apache:http_server 2.4 - series" },
	{ "Apache 2.4.x", "one cpe:a:apache:http_server 2.4 - series" },
	{ "Oracle Database 19c",
	    "one cpe:a:oracle:database_server 19 - series" },
	{ "サイボウズ　ガルーン 5.15",
	    "one cpe:a:cybozu:garoon 5.15 - series" },
	{ "一太郎2023", "one cpe:a:justsystems:ichitaro 2023 - series" },
	{ "Windows Server 2019",
	    "one cpe:o:microsoft:windows_server_2019 - - any" },
	{ "Windows Server 2012 R2 Standard",
	    "one cpe:o:microsoft:windows_server_2012:r2 - - exact" },
	{ "Windows 10 22H2", "one cpe:o:microsoft:windows_10_22h2 - - any" },
	{ "Windows 11 Pro 23H2",
	    "one cpe:o:microsoft:windows_11_23h2 - - any" },
	{ "Exchange Server 2016 CU22",
	    "one cpe:a:microsoft:exchange_server 2016 cumulative_update_22 "
	    "exact" },
	{ "SQL Server 2016 Service Pack 3",
	    "one cpe:a:microsoft:sql_server 2016 sp3 exact" },
	{ "JDK 8u202", "one cpe:a:oracle:jdk 1.8.0 update_202 exact" },
	/* Releases that have other names. */
	{ "JDK 1.8.0_202", "one cpe:a:oracle:jdk 1.8.0 update_202 exact" },
	{ "JDK 8", "one cpe:a:oracle:jdk 1.8.0 - series" },
	{ "JDK 17.0.2", "one cpe:a:oracle:jdk 17.0.2 - exact" },
	{ "OpenJDK 1.8.0_202", "one cpe:a:oracle:openjdk 8 update_202 exact" },
	{ "Java 8u202", "choose cpe:a:oracle:java_se 8u202 - exact" },
	{ "Oracle 12c R2", "one cpe:a:oracle:database_server 12.2 - series" },
	{ "Oracle 11gR2", "one cpe:a:oracle:database_server 11.2 - series" },
	{ "Oracle 23ai", "one cpe:a:oracle:database_server 23 - series" },
	{ "WebLogic Server 12c",
	    "one cpe:a:oracle:weblogic_server 12 - series" },
	{ "WebLogic 11g", "one cpe:a:oracle:weblogic_server 10.3 - series" },
	{ "Photoshop 2023", "one cpe:a:adobe:photoshop 24 - series" },
	/* Releases in the product's name, an update that names one. */
	{ "SQL Server 2019", "one cpe:a:microsoft:sql_server_2019 - - any" },
	{ "Windows 10 Enterprise LTSC 2019",
	    "one cpe:o:microsoft:windows_10_1809 - - any" },
	{ "Windows 7 SP1", "one cpe:o:microsoft:windows_7:-:sp1 - sp1 exact" },
	{ "Windows Server 2008 R2 SP1",
	    "one cpe:o:microsoft:windows_server_2008:r2:sp1 - sp1 exact" },
	/* Which of them? */
	{ "Windows 10", "choose cpe:o:microsoft:windows_10 - - any" },
	{ "SQL Server", "choose cpe:a:microsoft:sql_server - - any" },
	/* Brackets, and versions in front. */
	{ "PostgreSQL (14.5)",
	    "one cpe:a:postgresql:postgresql 14.5 - series" },
	{ "Tomcat [9.0.65]", "one cpe:a:apache:tomcat 9.0.65 - exact" },
	{ "Tomcat（9.0）", "one cpe:a:apache:tomcat 9.0 - series" },
	{ "Tomcat【9.0.65】", "one cpe:a:apache:tomcat 9.0.65 - exact" },
	{ "v9.0.65 Tomcat", "one cpe:a:apache:tomcat 9.0.65 - exact" },
	{ "(2.4.57) Apache", "one cpe:a:apache:http_server 2.4.57 - exact" },
	{ "PostgreSQL 14.5 (3台)",
	    "one cpe:a:postgresql:postgresql 14.5 - series" },
	{ "Zabbix (3台)", "one cpe:a:zabbix:zabbix - - any" },
	{ "Cisco IOS 15.2(7)E1", "one cpe:o:cisco:ios 15.2(7)e1 - exact" },
	/* As servers name themselves. */
	{ "nginx/1.20.1", "one cpe:a:f5:nginx 1.20.1 - exact" },
	{ "Apache/2.4.57 (Unix) OpenSSL/1.1.1k PHP/8.1.2",
	    "one cpe:a:apache:http_server 2.4.57 - exact; "
	    "one cpe:a:openssl:openssl 1.1.1k - exact; "
	    "one cpe:a:php:php 8.1.2 - exact" },
	{ "Microsoft-IIS/10.0",
	    "one cpe:a:microsoft:internet_information_services 10.0 - "
	    "series" },
	{ "PHP/8、MySQL/8.0",
	    "one cpe:a:php:php 8 - series; one cpe:a:oracle:mysql 8.0 - "
	    "series" },
	{ "Oracle 11g Release 2",
	    "one cpe:a:oracle:database_server 11 - series" },
	{ "Oracle Database 19c (19.15)",
	    "one cpe:a:oracle:database_server 19.15 - series" },
	{ "OpenSSL 1.0.2k-fips", "one cpe:a:openssl:openssl 1.0.2k - exact" },
	{ "Redmine 4.2.7.stable", "one cpe:a:redmine:redmine 4.2.7 - exact" },
	{ "openjdk version \"11.0.16\"",
	    "one cpe:a:oracle:openjdk 11.0.16 - exact" },
	{ "AIX 7.2 TL5", "one cpe:o:ibm:aix 7.2 tl5 exact" },
	{ "HP-UX 11i v3", "one cpe:o:hp:hp-ux b.11 - series" },
	{ "Hinemos R6.2", "one cpe:a:nttdata:hinemos 6.2 - series" },
	{ "NEC UNIVERGE IX2215",
	    "choose cpe:o:nec:univerge_ix_firmware 2215 - series" },
	{ "OpenSSH_8.9p1", "one cpe:a:openbsd:openssh 8.9p1 - exact" },
	{ "openssl-1.1.1k", "one cpe:a:openssl:openssl 1.1.1k - exact" },
	/* One name is another's beginning or end. */
	{ "kubernetes 1.28", "one cpe:a:kubernetes:kubernetes 1.28 - series" },
	{ "Linux 5.10", "one cpe:o:linux:linux_kernel 5.10 - series" },
	{ "Office 2019", "one cpe:a:microsoft:office 2019 - series" },
	{ "サイボウズ Office 10", "one cpe:a:cybozu:office 10 - series" },
	{ "iOS 15.2", "choose cpe:o:apple:iphone_os 15.2 - series" },
	{ "PHP 8 以降", "one cpe:a:php:php - - any" },
	{ "7-Zip 21.07", "one cpe:a:7-zip:7-zip 21.07 - exact" },
	{ "WordPress 6.5", "one cpe:a:wordpress:wordpress 6.5 - series" },
	{ ".NET 8", "one cpe:a:microsoft:.net 8 - series" },
	{ "PostgreSQL 12 (社内)",
	    "one cpe:a:postgresql:postgresql 12 - "
	    "series" },
	/* Mirrors. */
	{ "ExaPump Server 4.10.2",
	    "one cpe:a:example:exapump_server 4.10.2 - exact" },
	{ "epump 4.1", "one cpe:a:example:exapump_server 4.1 - series" },
	{ "エグザンプル工業 みずかがみ",
	    "one cpe:a:example_kogyo:mizukagami - - any" },
	{ "エグザンプル工業 流量計RM-200 ファームウエア",
	    "one cpe:o:example_kogyo:rm-200_firmware - - any" },
	{ "Four Lamp Post 1.0", "one cpe:a:four:lamp_post 1.0 - series" },
	{ "Two Mirror Works 3.1.4",
	    "one cpe:a:two:mirror_works 3.1.4 - exact" },
	/* Two makers have it. */
	{ "Mirror Works 3.1.4",
	    "choose cpe:a:one:mirror_works 3.1.4 - exact" },
	/* Never alone. */
	{ "Apache", "choose cpe:a:apache:http_server - - any" },
	{ "Oracle", "choose cpe:a:oracle:database_server - - any" },
	{ "request", "choose cpe:a:request:request - - any" },
	{ "データベースサーバー", "none - - - any" },
	{ "帳票は自作", "none - - - any" },
	/* A version that there is not. */
	{ "epump 9.9", "choose cpe:a:example:exapump_server 9.9 - series" },
	/* Names as they are. */
	{ "pkg:npm/lodash@4.17.20", "one pkg:npm/lodash 4.17.20 - exact" },
	{ "cpe:a:apache:tomcat:9.0.71",
	    "one cpe:a:apache:tomcat 9.0.71 - exact" },
	{ "example.com/pump v1.2.0",
	    "choose pkg:golang/example.com/pump 1.2.0 - exact" },
	{ "pkg:nonsense", "none - - - any" },
	/* Lists. */
	{ "Ｌｉｎｕｘ ｋｅｒｎｅｌ ４．１９、ＢｕｓｙＢｏｘ １．３１",
	    "one cpe:o:linux:linux_kernel 4.19 - series; "
	    "one cpe:a:busybox:busybox 1.31 - series" },
	{ "Apache 2.4 on RHEL 7",
	    "one cpe:a:apache:http_server 2.4 - series; "
	    "one cpe:o:redhat:enterprise_linux 7 - series" },
	{ "PHP 8.2; MySQL 8.0",
	    "one cpe:a:php:php 8.2 - series; one cpe:a:oracle:mysql 8.0 - "
	    "series" },
	{ "PHP 8.2, MySQL 8.0",
	    "one cpe:a:php:php 8.2 - series; one cpe:a:oracle:mysql 8.0 - "
	    "series" },
	{ "nginx 1.24／Redis 7.2",
	    "one cpe:a:f5:nginx 1.24 - series; one cpe:a:redis:redis 7.2 - "
	    "series" },
	{ "PHP/MySQL",
	    "one cpe:a:php:php - - any; one cpe:a:oracle:mysql - - any" },
	{ "RHEL 7, 8",
	    "one cpe:o:redhat:enterprise_linux 7 - series; "
	    "one cpe:o:redhat:enterprise_linux 8 - series" },
	{ "RHEL 7/8",
	    "one cpe:o:redhat:enterprise_linux 7 - series; "
	    "one cpe:o:redhat:enterprise_linux 8 - series" },
	{ "PHP 8.2、帳票は自作",
	    "one cpe:a:php:php 8.2 - series; none - - - any" },
	/* Signs within names. */
	{ "JP1/Base 12.5", "one cpe:a:hitachi:jp1_base 12.5 - series" },
	{ "Gauge/View 2.0",
	    "one cpe:a:example_kogyo:gauge\\/view 2.0 - series" },
	{ "TCP/IP", "none - - - any" },
	{ "PL/SQL", "none - - - any" },
	{ "JP1/AJS", "none - - - any" },
	{ "JP1/AJS3 12-00",
	    "one cpe:a:hitachi:jp1_automatic_job_management_system_3 12-00 - "
	    "series" },
	{ "AS/400", "one cpe:o:ibm:i - - any" },
	{ "RHEL7/8",
	    "one cpe:o:redhat:enterprise_linux 7 - series; "
	    "one cpe:o:redhat:enterprise_linux 8 - series" },
	{ "", "" },
	{ " 、 , ", "" },
};

struct fixture {
	struct arena *a;
	const char *temp;
	struct diags *d;
	const struct dictionary *names;
};

static void
open_fixture(struct fixture *f)
{
	struct io_dir *dir;

	f->a = arena_open();
	f->d = diags_open(f->a);
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), f->a, &f->temp), 0);
	ck_assert_int_eq(io_dir_open(f->temp, &dir), 0);
	for (size_t i = 0; i < ARRAY_LEN(FILES); i++)
		ck_assert_int_eq(io_write_new(dir, str_z(FILES[i].path),
				     str_z(FILES[i].text)),
		    0);
	f->names = dictionary_open(f->a, NULL, dir, NULL, f->d);
	io_dir_close(dir);
}

static void
close_fixture(struct fixture *f)
{
	struct io_dir *tmp;

	ck_assert_int_eq(io_dir_open("/tmp", &tmp), 0);
	ck_assert_int_eq(io_remove_tree(tmp, str_base_name(str_z(f->temp))),
	    0);
	io_dir_close(tmp);
	arena_close(f->a);
}

static struct str
or_dash(struct str s)
{
	return s.n > 0 ? s : S("-");
}

static struct str
told(struct arena *a, const struct resolved *r, size_t n)
{
	static const char *const verdicts[] = { "one", "choose", "none" };
	static const char *const scopes[] = { "exact", "series", "any" };
	struct str all = S("");

	for (size_t i = 0; i < n; i++) {
		bool is_known = r[i].verdict != RESOLVE_NONE;

		all = str_fmt(a, "%.*s%s%s %.*s %.*s %.*s %s", STR_ARG(all),
		    i > 0 ? "; " : "", verdicts[r[i].verdict],
		    STR_ARG(is_known ? r[i].v[0].is : S("-")),
		    STR_ARG(or_dash(r[i].version)),
		    STR_ARG(or_dash(r[i].update)), scopes[r[i].scope]);
	}
	return all;
}

START_TEST(lines)
{
	struct fixture f;
	size_t bad = 0;

	open_fixture(&f);
	for (size_t i = 0; i < ARRAY_LEN(LINES); i++) {
		struct resolved *r;
		size_t n = resolve_line(f.a, f.names, str_z(LINES[i].line),
		    &r);
		struct str s = told(f.a, r, n);

		if (str_eq_z(s, LINES[i].means))
			continue;
		bad++;
		fprintf(stderr, "'%s'\n  gave '%.*s'\n   not '%s'\n",
		    LINES[i].line, STR_ARG(s), LINES[i].means);
	}
	ck_assert_msg(bad == 0, "%zu lines mean something else", bad);
	close_fixture(&f);
}
END_TEST

START_TEST(points_make_the_score)
{
	struct fixture f;

	open_fixture(&f);
	for (size_t i = 0; i < ARRAY_LEN(LINES); i++) {
		struct resolved *r;
		size_t n = resolve_line(f.a, f.names, str_z(LINES[i].line),
		    &r);

		for (size_t k = 0; k < n; k++) {
			for (size_t c = 0; c < r[k].n; c++) {
				const struct resolve_candidate *v = &r[k].v[c];
				int sum = 0;

				for (size_t j = 0; j < v->n_reasons; j++)
					sum += v->reasons[j].points;
				ck_assert_msg(v->n_reasons > 0 &&
					v->score >= 0 && v->score <= 1000 &&
					sum == v->score,
				    "'%s', %.*s: points %d, score %d",
				    LINES[i].line, STR_ARG(v->is), sum,
				    v->score);
			}
		}
	}
	close_fixture(&f);
}
END_TEST

START_TEST(ends_are_told)
{
	struct resolved *r;
	struct fixture f;

	open_fixture(&f);
	ck_assert_uint_eq(resolve_line(f.a, f.names, S("epump 4.10"), &r), 1);
	ck_assert(str_eq_z(r[0].v[0].end_of_life, "2027-01-31"));
	ck_assert_uint_eq(resolve_line(f.a, f.names, S("epump 4.1.3"), &r), 1);
	ck_assert(str_eq_z(r[0].v[0].end_of_life, "2020-02-29"));
	ck_assert(str_eq_z(r[0].v[0].purl, "pkg:npm/exapump@4.1.3"));
	close_fixture(&f);
}
END_TEST

START_TEST(bad_files_are_told)
{
	struct fixture f;
	size_t cut = 0, latin = 0;

	open_fixture(&f);
	for (size_t i = 0; i < diags_len(f.d); i++) {
		struct str s = diags_at(f.d, i)->message;

		cut += str_starts(s, S("bad/cut.json"));
		latin += str_starts(s, S("bad/latin.jsonl"));
	}
	ck_assert_uint_eq(cut, 1);
	ck_assert_uint_eq(latin, 1);
	ck_assert_uint_eq(diags_len(f.d), 2);
	close_fixture(&f);
}
END_TEST

/* Long, deep and odd lines end, and say little. */
START_TEST(hostile_lines)
{
	static const char *const units[] = { "a ", "(", "1.", "/", "a/", ", ",
		"RHEL 7、", "a,", "サーバ", "SP3 ", "\xf0\x9f\x92\xa9", ":",
		"- ", "\\", "*" };
	struct fixture f;

	open_fixture(&f);
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		struct arena *a = arena_open();
		struct resolved *r;
		struct buf b;
		size_t n;

		buf_init(&b, 2 * LIMIT_RESOLVE_LINE);
		while (b.n + strlen(units[i]) <= LIMIT_RESOLVE_LINE)
			buf_put(&b, str_z(units[i]));
		n = resolve_line(a, f.names, buf_str(&b), &r);
		ck_assert_msg(n <= LIMIT_RESOLVE_PARTS, "'%s': %zu parts",
		    units[i], n);
		buf_fini(&b);
		arena_close(a);
	}
	close_fixture(&f);
}
END_TEST

/* Names of several products: a line that has one is a question. */
static const char *const SHARED[] = { "ios", "java", "javase", "oraclejava",
	"oraclejavase", "ジヤバ" };

static struct str
joined(struct arena *a, struct str text)
{
	struct str *v, s = S("");
	size_t n = name_words(a, text, &v);

	for (size_t i = 0; i < n; i++)
		s = str_cat(a, s, v[i]);
	return s;
}

static bool
is_shared(struct str key)
{
	for (size_t i = 0; i < ARRAY_LEN(SHARED); i++) {
		if (str_eq_z(key, SHARED[i]))
			return true;
	}
	return false;
}

/* Whether a name with a version means its row, and no other as much. */
static bool
is_its_own(const struct fixture *f, const struct known_name *row,
    struct str text)
{
	struct resolved *r;
	size_t n = resolve_line(f->a, f->names, str_cat(f->a, text, S(" 1.0")),
	    &r);
	bool is_first = n == 1 && r[0].n > 0 &&
	    str_eq(r[0].v[0].is, row->cpe.s) &&
	    (r[0].n < 2 || r[0].v[1].score < r[0].v[0].score);

	if (!is_first && !is_shared(joined(f->a, text)))
		fprintf(stderr, "'%.*s' is not %.*s alone\n", STR_ARG(text),
		    STR_ARG(row->cpe.s));
	return is_first || is_shared(joined(f->a, text));
}

/* How many other rows have a name, too. */
static size_t
note_name(struct arena *a, struct map *all, const struct known_name *row,
    struct str text)
{
	struct str key = joined(a, text);
	const struct known_name *first = map_get(all, key);

	if (is_shared(key))
		return 0;
	(void)map_add(all, key, (void *)(uintptr_t)row);
	if (first == NULL || first == row)
		return 0;
	fprintf(stderr, "'%.*s' is a name of %.*s and of %.*s\n",
	    STR_ARG(text), STR_ARG(first->name.s), STR_ARG(row->name.s));
	return 1;
}

START_TEST(names_are_of_one_row)
{
	struct fixture f;
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	const struct embedded *e = embedded_find(S("init/content/names.yaml"));
	struct map *all = map_open(a);
	uint32_t file = source_add(ss, S("names.yaml"));
	struct span span = { file, 0, 0 };
	const struct names *table;
	size_t bad = 0;

	ck_assert_ptr_nonnull(e);
	source_set_text(ss, file, e->content);
	span.len = (uint32_t)e->content.n;
	table = load_record(a, &record_names, yaml_parse(a, ss, span, d), span,
	    d);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_uint_gt(table->names.n, 300);
	open_fixture(&f);
	for (size_t i = 0; i < table->names.n; i++) {
		const struct known_name *row = &table->names.v[i];

		if (row->maker.s.n > 0)
			continue;
		bad += note_name(a, all, row, row->name.s) +
		    !is_its_own(&f, row, row->name.s);
		for (size_t k = 0; k < row->says.n; k++)
			bad += note_name(a, all, row, row->says.v[k].s) +
			    !is_its_own(&f, row, row->says.v[k].s);
	}
	close_fixture(&f);
	ck_assert_msg(bad == 0, "%zu names are of several rows", bad);
	arena_close(a);
}
END_TEST

Suite *suite_resolve_resolve(void);

Suite *
suite_resolve_resolve(void)
{
	Suite *s = suite_create("resolve_resolve");
	TCase *tc = tcase_create("lines");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, lines);
	tcase_add_test(tc, points_make_the_score);
	tcase_add_test(tc, ends_are_told);
	tcase_add_test(tc, bad_files_are_told);
	tcase_add_test(tc, hostile_lines);
	tcase_add_test(tc, names_are_of_one_row);
	suite_add_tcase(s, tc);
	return s;
}
