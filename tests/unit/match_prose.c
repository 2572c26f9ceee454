/*
 * match: what JVN's prose says of a version, and makers under several names.
 */
#include "match_run.h"

#include "base/attr.h"
#include "index/index_makers.h"
#include "resolve/dictionary.h"

#define VULDEF(vendor, product, phrase)					\
	"<VULDEF-Document xmlns='http://jvn.jp/vuldef/' xml:lang='ja'>"	\
	"<Vulinfo><VulinfoID>JVNDB-2099-1</VulinfoID><VulinfoData>"	\
	"<Affected><AffectedItem><Name>" vendor "</Name><ProductName>"	\
	product "</ProductName><VersionNumber>" phrase			\
	"</VersionNumber></AffectedItem></Affected></VulinfoData>"	\
	"</Vulinfo></VULDEF-Document>"
#define CVE(vendor, product)						\
	"{'dataType':'CVE_RECORD','dataVersion':'5.1','cveMetadata':"	\
	"{'cveId':'CVE-2020-0001','state':'PUBLISHED'},'containers':"	\
	"{'cna':{'title':'flaw','affected':[{'vendor':'" vendor		\
	"','product':'" product "','defaultStatus':'unaffected',"	\
	"'versions':[{'version':'0','status':'affected',"		\
	"'versionType':'custom','lessThan':'2.0'}]}]}}}"
#define OF(vendor, product, version)					\
	"{'component':{'vendor':'" vendor "','name':'" product		\
	"','version':'" version "'}}"

/* Below jvn/, which is no record. */
#define VENDORS								\
	"<?xml version='1.0' encoding='UTF-8'?><Result version='3.3'>"	\
	"<VendorInfo xml:lang='ja'>"					\
	"<Vendor vname='エグザンプル工業' cpe='cpe:/:example_kogyo'/>"	\
	"<Vendor vname='Example Kogyo Co., Ltd.' "			\
	"cpe='cpe:/:example_kogyo'/>"					\
	"<Vendor vname='三菱電機' cpe='cpe:/:elsewhere'/>"		\
	"<Vendor vname='Acme Holdings (Harbour)' cpe='cpe:/:acme'/>"	\
	"<Vendor vname='Foo Harbour' cpe='cpe:/:harbour'/>"		\
	"<Vendor vname='Blue Quarry Works (BQW)' cpe='cpe:/:bluequarry'/>" \
	"</VendorInfo></Result>"

static const struct row {
	const char *doc, *line, *want;
} ROWS[] = {
	/* What is told of all versions, and what is not told. */
	{ VULDEF("V", "P", "全てのバージョン"), OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "すべてのバージョン"), OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "全バージョン"), OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "all versions"), OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "全バージョン"), OF("V", "P", ""), "80" },
	{ VULDEF("V", "P", ""), OF("V", "P", "7"), "20" },
	{ VULDEF("V", "P", "不明"), OF("V", "P", "7"), "20?" },
	{ VULDEF("V", "P", "一部のバージョン"), OF("V", "P", "7"), "20?" },
	{ VULDEF("V", "P", "7.0 以前"), OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "7.0 未満"), OF("V", "P", "7"), "" },
	{ VULDEF("V", "P", "すべてのバージョン（6 を除く）"),
	    OF("V", "P", "7"), "80" },
	{ VULDEF("V", "P", "すべてのバージョン（7.0 を除く）"),
	    OF("V", "P", "7.0"), "" },
	/* Numbers of another kind. */
	{ VULDEF("V", "P", "2025年3月以前のバージョン"), OF("V", "P", "7"),
	    "20?" },
	{ VULDEF("V", "P", "2024-05-01 より前のビルド"), OF("V", "P", "7"),
	    "20?" },
	{ VULDEF("V", "P", "build 1234 以前"), OF("V", "P", "7"), "20?" },
	{ VULDEF("V", "P", "build 1234 以前"), OF("V", "P", "build 1200"),
	    "80" },
	{ VULDEF("V", "P", "ビルド 1234 より前"), OF("V", "P", "build 1234"),
	    "" },
	{ VULDEF("V", "P", "SP1 適用前"), OF("V", "P", "7"), "20?" },
	{ VULDEF("V", "P", "7.0 全バージョン"), OF("V", "P", "7.0.4"), "80" },
	{ VULDEF("V", "P", "7.0 全バージョン"), OF("V", "P", "7.1"), "" },
	/* One maker, several names. */
	{ CVE("Mitsubishi Electric Corporation", "MELSEC iQ-R Series"),
	    OF("三菱電機", "MELSEC iQ-R シリーズ", "1.0"), "80" },
	{ CVE("三菱電機株式会社", "MELSEC iQ-R シリーズ"),
	    OF("mitsubishielectric", "MELSEC iQ-R Series", "1.0"), "80" },
	{ CVE("Mitsubishi Electric Corporation", "MELSEC iQ-R Series"),
	    OF("三菱電機", "MELSEC iQ-R シリーズ", "2.0"), "" },
	{ VULDEF("三菱電機", "GOT2000 シリーズ", "1.5 以前"),
	    OF("Mitsubishi Electric", "GOT2000 Series", "1.0"), "80" },
	{ CVE("FUJITSU LIMITED", "Interstage"),
	    OF("富士通株式会社", "Interstage", "1.0"), "80" },
	{ CVE("Hitachi, Ltd.", "Cosminexus"),
	    OF("株式会社日立製作所", "Cosminexus", "1.0"), "80" },
	{ CVE("NEC Corporation", "Aterm ファームウェア"),
	    OF("日本電気株式会社", "Aterm firmware", "1.0"), "80" },
	{ CVE("OMRON Corporation", "CX-Programmer"),
	    OF("オムロン株式会社", "CX-Programmer", "1.0"), "80" },
	{ CVE("Yamaha Corporation", "RTX830"), OF("ヤマハ", "RTX830", "1.0"),
	    "80" },
	{ CVE("BUFFALO INC.", "WSR-1166DHP firmware"),
	    OF("株式会社バッファロー", "WSR-1166DHP ファームウェア", "1.0"),
	    "80" },
	{ CVE("ELECOM CO.,LTD.", "WRC-X3000GSN"),
	    OF("エレコム", "WRC-X3000GSN", "1.0"), "80" },
	{ CVE("Cybozu, Inc.", "Garoon"),
	    OF("サイボウズ株式会社", "Garoon", "1.0"), "80" },
	{ CVE("Cybozu, Inc.", "Garoon"),
	    "{'component':{'cpe':'cpe:2.3:a:cybozu:garoon:1.0:*:*:*:*:*:*:*'}}",
	    "80" },
	{ CVE("サイボウズ", "Garoon"),
	    "{'component':{'cpe':'cpe:2.3:a:cybozu:garoon:1.0:*:*:*:*:*:*:*'}}",
	    "80" },
	/* Of JVN's dictionary; the repository's table was first. */
	{ CVE("Example Kogyo Co., Ltd.", "Gate"),
	    OF("エグザンプル工業", "Gate", "1.0"), "80" },
	{ CVE("Elsewhere", "Gate"), OF("三菱電機", "Gate", "1.0"), "" },
	/* What stands in brackets is a name when it is short for the name. */
	{ CVE("BQW", "Gate"), OF("Blue Quarry Works", "Gate", "1.0"), "80" },
	{ CVE("Harbour", "Gate"), OF("Acme", "Gate", "1.0"), "" },
	{ CVE("Foo Harbour", "Gate"), OF("Acme", "Gate", "1.0"), "" },
	{ CVE("Foo Harbour", "Gate"), OF("Harbour", "Gate", "1.0"), "80" },
	/* Another maker, or another thing. */
	{ CVE("Fujitsu", "Gate"), OF("三菱電機", "Gate", "1.0"), "" },
	{ CVE("Mitsubishi Electric", "MELSEC iQ-F Series"),
	    OF("三菱電機", "MELSEC iQ-R シリーズ", "1.0"), "" },
	{ CVE("Mitsubishi Heavy Industries", "Gate"),
	    OF("三菱電機", "Gate", "1.0"), "" },
};

static void
know_makers(void)
{
	static const struct str path = STR_INIT("feeds/jvn/vendors.rdf");

	ck_assert_int_eq(io_write_new(run_dir, path, run_quoted(VENDORS)), 0);
	index_makers_set(run_index,
	    dictionary_makers(run_arena, NULL, run_dir, &path, 1));
}

START_TEST(row)
{
	const struct row *r = &ROWS[_i];
	struct match *v;
	struct str got = S("");
	size_t n;

	run_put(run_quoted(r->doc));
	run_open();
	know_makers();
	n = run_line(run_arena, run_quoted(r->line), false, &v);
	for (size_t i = 0; i < n; i++)
		got = str_fmt(run_arena, "%.*s%s%u%s", STR_ARG(got),
		    i > 0 ? ", " : "", (unsigned)v[i].confidence,
		    v[i].is_question ? "?" : "");
	ck_assert_msg(str_eq_z(got, r->want), "row %d %s: '%.*s', not '%s'",
	    _i, r->line, STR_ARG(got), r->want);
}
END_TEST

/* The step says that the names are not the same. */
START_TEST(step)
{
	struct match *v;
	size_t n, seen = 0;

	run_put(run_quoted(CVE("Fujitsu", "Gate")));
	run_open();
	know_makers();
	n = run_line(run_arena, run_quoted(OF("富士通", "Gate", "1.0")), false,
	    &v);
	ck_assert_uint_eq(n, 1);
	for (size_t i = 0; i < v[0].n_steps; i++)
		seen += str_eq_z(str_z(v[0].steps[i].what), "vendor") &&
		    str_eq_z(v[0].steps[i].result, "alias");
	ck_assert_uint_eq(seen, 1);
}
END_TEST

Suite *
suite_match_prose(void)
{
	Suite *s = suite_create("match/match_prose");
	TCase *t = tcase_create("match_prose");

	tcase_add_checked_fixture(t, run_setup, run_teardown);
	tcase_add_loop_test(t, row, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(t, step);
	suite_add_tcase(s, t);
	return s;
}
