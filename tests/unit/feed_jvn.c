/*
 * The readers of JVN and JPCERT/CC: VULDEF, JVNRSS, MyJVN 4.0, RSS 1.0; what
 * feed_xml refuses; every file of the sample data, with values.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "feed/feed_jvn.h"
#include "feed/feed_read.h"
#include "feed/feed_xml.h"
#include "feed_dump.h"
#include "test.h"

static struct arena *a;
static struct diags *d;
static struct buf out;
static size_t records;

static void
setup(void)
{
	a = arena_open();
	d = diags_open(a);
	buf_init(&out, 16u << 20);
	records = 0;
}

static void
teardown(void)
{
	buf_fini(&out);
	arena_close(a);
}

static bool
take(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	size_t at = (size_t)(r->off - doc->off);

	(void)ctx;
	ck_assert_uint_le(at + r->len, doc->text.n);
	records++;
	dump_record(&out, a, r);
	return true;
}

static const struct reader {
	feed_reader *read;
	feed_teller *is;
} READERS[] = {
	{ feed_vuldef, feed_vuldef_is },
	{ feed_jvnrss, feed_jvnrss_is },
	{ feed_jpcert, feed_jpcert_is },
	{ feed_jvn4, feed_jvn4_is },
};

/* Read a document by whichever reader says that it is its format. */
static void
read_text(struct str text)
{
	struct feed_sink sink = { take, NULL, d };
	struct feed_document doc = {
		.feed = S("jvn"),
		.path = S("x.rdf"),
		.text = text,
		.line = 1,
	};
	struct arena *scratch = arena_open();
	size_t i = 0;

	while (i < sizeof(READERS) / sizeof(READERS[0]) &&
	    !READERS[i].is(str_sub(text, 0, LIMIT_FEED_HEAD)))
		i++;
	ck_assert_msg(i < sizeof(READERS) / sizeof(READERS[0]), "no format");
	ck_assert(READERS[i].read(scratch, &doc, &sink));
	arena_close(scratch);
}

static bool
says(const char *word)
{
	return str_find(buf_str(&out), str_z(word), 0) != SIZE_MAX;
}

#define CHECK_SAYS(word)						\
	ck_assert_msg(says(word), "no '%s' in\n%.*s", (word),		\
	    STR_ARG(buf_str(&out)))

/* The only report, and what it has in it. */
static void
check_report(const char *word)
{
	ck_assert_uint_eq(diags_len(d), 1);
	ck_assert_msg(str_find(diags_at(d, 0)->message, str_z(word), 0) !=
		SIZE_MAX,
	    "no '%s' in '%.*s'", word, STR_ARG(diags_at(d, 0)->message));
	ck_assert_uint_gt(diags_at(d, 0)->help.n, 0);
}

#define VULDEF_HEAD							\
	"<VULDEF-Document xmlns=\"http://jvn.jp/vuldef/\" "		\
	"xmlns:s=\"http://jvndb.jvn.jp/myjvn/Status\" xml:lang=\"ja\">"
#define VULDEF(body)	VULDEF_HEAD body "</VULDEF-Document>"
#define CVE_ITEM(id)							\
	"<RelatedItem type=\"advisory\"><Name>Common Vulnerabilities and " \
	"Exposures (CVE)</Name><VulinfoID>" id "</VulinfoID></RelatedItem>"
#define RECORD(id, body)						\
	"<Vulinfo><VulinfoID>" id "</VulinfoID><VulinfoData>" body	\
	"</VulinfoData></Vulinfo>"

/* One of everything, and the traps of the format. */
START_TEST(vuldef)
{
	read_text(S(VULDEF(RECORD("JVNDB-2099-000001",
	    "<Title>製品の脆弱性</Title><VulinfoDescription><Overview>次の脆弱性"
	    "が存在します。&lt;ul&gt;&lt;li&gt;XSS &amp;amp; more - CVE-2099-0001"
	    "&lt;/li&gt;&lt;li&gt;a &lt; b&lt;/li&gt;&lt;/ul&gt;</Overview>"
	    "</VulinfoDescription><Affected><AffectedItem><Name>例示株式会社"
	    "</Name><ProductName>例ルータ</ProductName><Cpe version=\"2.2\">"
	    "cpe:/h:example:router:1.0</Cpe><VersionNumber>ファームウェア "
	    "Ver.1.05 およびそれ以前</VersionNumber><VersionNumber>一部のバージョン"
	    "</VersionNumber></AffectedItem><AffectedItem><Name>例示株式会社"
	    "</Name><ProductName>例ツール</ProductName></AffectedItem></Affected>"
	    "<Impact><Cvss version=\"2.0\"><Base>4.3</Base><Vector>"
	    "AV:N/AC:M/Au:N/C:N/I:P/A:N</Vector></Cvss><Cvss version=\"3.0\">"
	    "<Base>6.1</Base><Vector>AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"
	    "</Vector></Cvss></Impact><Solution><SolutionItem><Description>"
	    "更新する&lt;br&gt;または外す</Description></SolutionItem></Solution>"
	    "<Related>" CVE_ITEM(
		"CVE-2099-0001") "<RelatedItem type=\"advisory\"><Name>JPCERT 注意喚起</Name>"
				 "<VulinfoID>JPCERT-AT-2099-0002</VulinfoID><UR"
				 "L>"
				 "https://www.example.jp/at</URL></RelatedItem>"
				 "<RelatedItem "
				 "type=\"advisory\"><Name>CISA Known Exploited "
				 "Vulnerabilities "
				 "Catalog</Name><VulinfoID>CVE-2099-0001</Vulin"
				 "foID></RelatedItem>"
				 "<RelatedItem "
				 "type=\"cwe\"><VulinfoID>CWE-noinfo</VulinfoID"
				 ">"
				 "</RelatedItem><RelatedItem "
				 "type=\"cwe\"><VulinfoID>CWE-79"
				 "</VulinfoID></RelatedItem></Related><DateFirs"
				 "tPublished>"
				 "2099-01-01T12:00:00+09:00</DateFirstPublished"
				 "><DateLastUpdated>"
				 "2099-01-02T12:00+09:00</DateLastUpdated>"))));
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_uint_eq(records, 1);
	ck_assert_str_eq(str_to_z(a, buf_str(&out)),
	    "JVNDB-2099-000001 aliases=CVE-2099-0001 related="
	    "JPCERT-AT-2099-0002 published=2099-01-01T03:00:00Z "
	    "modified=2099-01-02T03:00:00Z exploited title_ja=製品の脆弱性 "
	    "text_ja=次の脆弱性が存在します。\n- XSS & more - CVE-2099-0001\n"
	    "- a < b solution=更新する\nまたは外す "
	    "score=AV:N/AC:M/Au:N/C:N/I:P/A:N,,43 "
	    "score=CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N,,61 "
	    "cwes=CWE-79 link=https://www.example.jp/at,advisory\n"
	    "cpe cpe=cpe:2.3:h:example:router:*:*:*:*:*:*:*:* vendor=例示株式会社 "
	    "product=例ルータ (;1.05]a text=ファームウェア Ver.1.05 およびそれ以前\n"
	    "cpe cpe=cpe:2.3:h:example:router:*:*:*:*:*:*:*:* vendor=例示株式会社 "
	    "product=例ルータ unread text=一部のバージョン\n"
	    "name vendor=例示株式会社 product=例ツール all\n");
}
END_TEST

/* Each of several CVE ids gets what is said of it, and of none. */
START_TEST(several)
{
	read_text(S(VULDEF(RECORD("JVNDB-2099-000002",
	    "<Title>Example</Title><Affected><AffectedItem><Name>V</Name>"
	    "<ProductName>P</ProductName><Cpe>cpe:/a:v:p</Cpe><VersionNumber>"
	    "1.0 以前（CVE-2099-0001）、2.0 以前（CVE-2099-0002）</VersionNumber>"
	    "<VersionNumber>3.0（CVE-2099-9999）</VersionNumber></AffectedItem>"
	    "</Affected><Related>" CVE_ITEM("CVE-2099-0001") CVE_ITEM(
		"CVE-2099-0002") CVE_ITEM("CVE-2099-0001") "</Related>"))));
	ck_assert_uint_eq(records, 2);
	CHECK_SAYS("CVE-2099-0001 related=JVNDB-2099-000002,CVE-2099-0002");
	CHECK_SAYS("CVE-2099-0002 related=JVNDB-2099-000002,CVE-2099-0001");
	CHECK_SAYS("product=P (;1.0]a 3.0 text");
	CHECK_SAYS("product=P (;2.0]a 3.0 text");
}
END_TEST

START_TEST(status)
{
	read_text(S(VULDEF("<s:Status retCd=\"1\" errCd=\"E17\" "
			   "errMsg=\"no such id\" totalResRet=\"0\"/>")));
	check_report("line 1: MyJVN answers with code 1 E17: no such id");
	ck_assert_uint_eq(records, 0);
}
END_TEST

START_TEST(counted)
{
	read_text(S(VULDEF(RECORD("JVNDB-2099-000001",
	    "") "<s:Status retCd=\"0\" totalResRet=\"2\"/>")));
	check_report("it says that it has 2 records, it has 1");
}
END_TEST

/* A faulty record is left out, the next is read. */
START_TEST(faulty)
{
	struct buf b;

	buf_init(&b, 8u << 20);
	buf_printf(&b, "%s", VULDEF_HEAD);
	buf_printf(&b, "%s", RECORD("", "<Title>x</Title>"));
	buf_printf(&b, "\n<Vulinfo><VulinfoID>");
	buf_fill(&b, 'x', LIMIT_FEED_XML_TEXT + 1);
	buf_printf(&b, "</VulinfoID></Vulinfo>\n");
	buf_printf(&b, "%s", RECORD("JVNDB-2099-000003", ""));
	buf_printf(&b, "</VULDEF-Document>");
	read_text(buf_str(&b));
	ck_assert_uint_eq(diags_len(d), 2);
	ck_assert(str_find(diags_at(d, 0)->message, S("its id is missing"),
		      0) != SIZE_MAX);
	ck_assert(str_find(diags_at(d, 1)->message,
		      S("line 2: a record is left out: one of its texts is "
			"too long"),
		      0) != SIZE_MAX);
	ck_assert_uint_eq(records, 1);
	CHECK_SAYS("JVNDB-2099-000003");
	buf_fini(&b);
}
END_TEST

static const struct refused {
	const char *text;
	const char *why;
	size_t records;
} REFUSED[] = {
	{ "<!DOCTYPE x [<!ENTITY a \"b\">]>" VULDEF(RECORD("JVNDB-1", "")),
	    "declarations of its own", 0 },
	{ "<!DOCTYPE x [<!ENTITY % a SYSTEM \"file:///etc/x\"> %a;]>" VULDEF(
	      ""),
	    "declarations of its own", 0 },
	{ "<!DOCTYPE x SYSTEM \"http://example.com/x.dtd\">" VULDEF(
	      RECORD("JVNDB-1", "") RECORD("JVNDB-2", "&a;")),
	    "an entity that is not declared", 1 },
	{ VULDEF(RECORD("JVNDB-1", "") RECORD("JVNDB-2", "&a;")),
	    "undefined entity", 1 },
	{ VULDEF(RECORD("JVNDB-1", "")) "<", "no XML at column", 1 },
	{ VULDEF_HEAD RECORD("JVNDB-1", "") "<Vulinfo>", "no element found",
	    1 },
	{ VULDEF(RECORD("JVNDB-1", "") "<a b=c/>"), "not well-formed", 1 },
	{ VULDEF("\xff"), "not well-formed", 0 },
	{ "<?xml version=\"1.0\" encoding=\"EBCDIC\"?>" VULDEF(""),
	    "encoding that is not known", 0 },
	{ "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" VULDEF("\x82\xff"),
	    "it says that it is in Shift_JIS, but is not", 0 },
};

START_TEST(refused)
{
	read_text(str_z(REFUSED[_i].text));
	check_report(REFUSED[_i].why);
	ck_assert_uint_eq(records, REFUSED[_i].records);
}
END_TEST

START_TEST(deep)
{
	struct buf b;

	buf_init(&b, 8u << 20);
	buf_printf(&b, "%s", VULDEF_HEAD RECORD("JVNDB-1", ""));
	for (int i = 0; i < LIMIT_FEED_XML_DEPTH; i++)
		buf_printf(&b, "<a>");
	read_text(buf_str(&b));
	check_report("nested too deeply");
	ck_assert_uint_eq(records, 1);
	buf_fini(&b);
}
END_TEST

/* A comment of 4 MB must not be read again with each piece of the text. */
START_TEST(long_token)
{
	struct buf b;

	buf_init(&b, 8u << 20);
	buf_printf(&b, "%s", VULDEF_HEAD RECORD("JVNDB-1", "") "<!--");
	buf_fill(&b, 'x', 4u << 20);
	buf_printf(&b, "--></VULDEF-Document>");
	read_text(buf_str(&b));
	check_report("a tag or a comment is too long");
	ck_assert_uint_eq(records, 1);
	buf_fini(&b);
}
END_TEST

/* Title "日本" in the encodings of Japan, with and without a byte-order mark. */
START_TEST(encodings)
{
	read_text(S("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" VULDEF(
	    RECORD("A-1", "<Title>\x93\xfa\x96\x7b</Title>"))));
	read_text(S("<?xml version='1.0' encoding='EUC-JP'?>" VULDEF(
	    RECORD("A-2", "<Title>\xc6\xfc\xcb\xdc</Title>"))));
	read_text(S("<?xml version='1.0' encoding='ISO-2022-JP'?>" VULDEF(
	    RECORD("A-3", "<Title>\x1b$BF|K\\\x1b(B</Title>"))));
	read_text(
	    S("\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" VULDEF(
		RECORD("A-4", "<Title>日本</Title>"))));
	ck_assert_uint_eq(diags_len(d), 0);
	CHECK_SAYS("A-1 title_ja=日本");
	CHECK_SAYS("A-2 title_ja=日本");
	CHECK_SAYS("A-3 title_ja=日本");
	CHECK_SAYS("A-4 title_ja=日本");
}
END_TEST

#define RSS(head, body)							\
	"<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" xmlns:rdf=\"http://www." \
	"w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dc=\"http://purl.org/dc/" \
	"elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" " head \
	"><channel><title>c</title><items/></channel>" body "</rdf:RDF>"

START_TEST(jvnrss)
{
	read_text(S(RSS("xmlns:q=\"http://jvn.jp/rss/mod_sec/3.0/\" "
			"xml:lang=\"en\"",
	    "<item><title>T</title><link>https://jvndb.example.jp/a.html</link>"
	    "<description>D</description><dc:title>no</dc:title>"
	    "<q:identifier>JVNDB-2099-000009</q:identifier><q:references "
	    "source=\"CVE\" id=\"CVE-2099-0001\">https://example.com/</"
	    "q:references><q:references id=\"CWE-79\" title=\"x\">y</"
	    "q:references><q:references source=\"JVN\" id=\"JVN#12345678\">"
	    "https://jvn.example.jp/</q:references><q:cpe version=\"2.2\" "
	    "vendor=\"V\" product=\"P\">\n  cpe:/a:v:p:1.0</q:cpe><q:cvss "
	    "version=\"3.0\" score=\"9.8\" vector=\"CVSS:3.0/AV:N\"/><dcterms:"
	    "issued>2099-06-01T11:12+09:00</dcterms:issued><dcterms:modified>"
	    "2099-06-02T11:12+09:00</dcterms:modified></item>")));
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_str_eq(str_to_z(a, buf_str(&out)),
	    "JVNDB-2099-000009 aliases=CVE-2099-0001 related=JVN#12345678 "
	    "published=2099-06-01T02:12:00Z modified=2099-06-02T02:12:00Z "
	    "title_en=T text_en=D score=CVSS:3.0/AV:N,,98 cwes=CWE-79 "
	    "link=https://jvndb.example.jp/a.html, "
	    "link=https://example.com/,CVE"
	    " link=https://jvn.example.jp/,JVN\n"
	    "cpe cpe=cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:* vendor=V product=P\n");
}
END_TEST

START_TEST(jpcert)
{
	read_text(S(RSS("",
	    "<item><title>CVE-2099-0001 と CVE-2099-12 の注意喚起</title><link>"
	    "https://www.jpcert.or.jp/at/2099/at990002.html</link><dc:date>"
	    "2099-01-15T11:00+09:00</dc:date></item><item><title>W</title><link"
	    ">"
	    "https://www.jpcert.or.jp/wr/2099/wr990122.html</link></item><item>"
	    "<title>J</title><link>https://jvn.jp/vu/JVNVU99709964/index.html"
	    "</link></item><item><title>Odd</title><link>"
	    "https://www.jpcert.or.jp/at/2099/at980002.html</link></item>"
	    "<item><title>none</title></item>")));
	check_report("its id is missing");
	ck_assert_str_eq(str_to_z(a, buf_str(&out)),
	    "JPCERT-AT-2099-0002 related=CVE-2099-0001 "
	    "published=2099-01-15T02:00:00Z modified=2099-01-15T02:00:00Z "
	    "title_ja=CVE-2099-0001 と CVE-2099-12 の注意喚起 "
	    "link=https://www.jpcert.or.jp/at/2099/at990002.html,\n"
	    "JPCERT-WR-2099-0122 title_en=W "
	    "link=https://www.jpcert.or.jp/wr/2099/wr990122.html,\n"
	    "JVNVU#99709964 title_en=J "
	    "link=https://jvn.jp/vu/JVNVU99709964/index.html,\n"
	    "https://www.jpcert.or.jp/at/2099/at980002.html title_en=Odd "
	    "link=https://www.jpcert.or.jp/at/2099/at980002.html,\n");
}
END_TEST

START_TEST(jvn4)
{
	read_text(S(
	    "{\"$schema\": \"https://jvndb.jvn.jp/schema/myjvn_vuldef_"
	    "1.0.csaf.json\", \"document\": {\"lang\": \"ja\", \"title\": \"題\","
	    "\"tracking\": {\"id\": \"JVNDB-2099-000007\"}}, \"product_tree\": "
	    "{\"branches\": [{\"name\": \"V\", \"category\": \"vendor\", "
	    "\"branches\": [{\"name\": \"P\", \"category\": \"product_name\", "
	    "\"product\": {\"product_id\": \"jvnpid:1.0::v:p\", \"name\": "
	    "\"P\", "
	    "\"product_identification_helper\": {\"cpe\": "
	    "\"cpe:2.3:a:v:p_%28x%29:*:*:*:*:*:*:*:*\"}}}]}]}, "
	    "\"vulnerabilities\": [{\"cve\": \"\", \"cwes\": [{\"id\": "
	    "\"CWE-79\"}]}, {\"cve\": \"CVE-2099-0001\", \"metrics\": [{"
	    "\"content\": {\"cvss_v3\": {\"vectorString\": \"CVSS:3.0/AV:N\", "
	    "\"baseScore\": 9.8}, \"ScoringSystem\": {\"vectorString\": "
	    "\"CVSS:5.0/X\"}, \"source\": \"IPA\"}}]}, {\"cve\": "
	    "\"CVE-2099-0002\"}], \"jvn_extension\": {\"affected\": [{"
	    "\"vendor\": \"V\", \"product\": \"P\", \"versions\": "
	    "[{\"version\": "
	    "\"1.0\", \"status\": \"affected\", \"lessThan\": \"1.5\"}]}, "
	    "{\"vendor\": \"V\", \"product\": \"Q\", \"versions\": [{"
	    "\"version\": \"2.0\", \"status\": \"affected\"}]}]}}"));
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_uint_eq(records, 2);
	CHECK_SAYS("CVE-2099-0001 related=JVNDB-2099-000007,CVE-2099-0002 "
		   "title_ja=題 score=CVSS:3.0/AV:N,IPA,98 cwes=CWE-79\n");
	CHECK_SAYS("CVE-2099-0002 related=JVNDB-2099-000007,CVE-2099-0001 "
		   "title_ja=題 cwes=CWE-79\n");
	CHECK_SAYS("cpe cpe=cpe:2.3:a:v:p_\\(x\\):*:*:*:*:*:*:*:* vendor=V "
		   "product=P");
	CHECK_SAYS("[1.0;1.5)a");
	CHECK_SAYS("name vendor=V product=Q");
}
END_TEST

START_TEST(jvn4_status)
{
	read_text(
	    S("{\"$schema\": \"https://jvndb.jvn.jp/schema/myjvn_feed_1.0"
	      ".json\", \"feed\": {\"entry\": []}, \"status\": {\"retCd\": 1, "
	      "\"errCd\": \"E9\", \"errMsg\": \"bad\"}}"));
	check_report("MyJVN answers with code 1 E9: bad");
}
END_TEST

/* ---- sample data --------------------------------------------------------- */

/* A file, how many records and reports it gives, and some of what it says. */
static const struct sample {
	const char *path;
	size_t records, reports;
	const char *says[4];
} SAMPLES[] = {
	{ "jvn/api-hnd/dataFeed_jvndb_detail_hnd.xml", 11, 1,
	    { "JVNDB-2025-000001 aliases=CVE-2025-21603 related=JVN#57428125",
		"cpe=cpe:2.3:o:planex:mzk-dp300n:*:*:*:*:*:*:*:* vendor=プラネックスコミュニケーションズ株式会社 product=MZK-DP300N (;1.05]a",
		"Aterm WG2600HM4 ファームウェア (;1.4.2)a" } },
	{ "jvn/api-hnd/dataFeed_jvndb_rss_hnd.xml", 4, 1,
	    { "JVNDB-2023-028579 aliases=CVE-2023-29001" } },
	{ "jvn/api-hnd/getAlertList_hnd.json", 2, 0,
	    { "MYJVN-ALT-2025-0011", "cpe=cpe:2.3:a:wordpress:wordpress:*",
		"modified=2025-04-25T22:36:21Z" } },
	{ "jvn/api-hnd/getAlertList_hnd.xml", 2, 0,
	    { "MYJVN-ALT-2025-0011", "cpe=cpe:2.3:a:wordpress:wordpress:*" } },
	{ "jvn/api-hnd/getVulnDetailInfo_hnd_JVNDB-2017-009608.xml", 1, 0,
	    { "JVNDB-2017-009608 aliases=CVE-2017-14937",
		"cpe=cpe:2.3:h:pcu:pcu:*" } },
	{ "jvn/api-hnd/getVulnDetailInfo_hnd_JVNDB-2018-009328.xml", 1, 0,
	    { "product=Veritas NetBackup 7.7,8.0,8.1",
		"cpe=cpe:2.3:a:hitachi:jp1_veritas_netbackup:*" } },
	{ "jvn/api-hnd/getVulnDetailInfo_hnd_JVNDB-2021-002774.xml", 1, 0,
	    { "on=Windows (;5.8 (Build 1575))a",
		"on=NetApp (;5.8 (Build 1299))a" } },
	{ "jvn/api-hnd/getVulnDetailInfo_hnd_JVNDB-2022-000097.xml", 3, 0,
	    { "CVE-2022-46288 "
	      "related=JVNDB-2022-000097,CVE-2022-41993,CVE-2022-46287,JVN#96"
	      "321933",
		"(;6 R4]a",
		"\n- クロスサイトスクリプティング (CWE-79) - CVE-2022-41993",
		"score=CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N,,61 "
		"cwes=CWE-79,CWE-20" } },
	{ "jvn/api-hnd/getVulnOverviewList_hnd.xml", 2, 0,
	    { "industrial_data_center_\\(idc\\)_with_veeam" } },
	{ "jvn/api-oka/dataFeed_jvndb_detail_oka.json", 7, 1,
	    { "product=マイジェイブイエヌ API", "[3.1.1a;3.1.1d)a" } },
	{ "jvn/api-oka/dataFeed_jvndb_rss_oka.json", 3, 0,
	    { "industrial_data_center_\\(idc\\)_with_veeam",
		"aliases=CVE-2025-31084" } },
	{ "jvn/api-oka/getAlertList_oka.json", 2, 0,
	    { "cpe=cpe:2.3:a:wordpress:wordpress:6.3.2:*" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_JVNDB-2017-009608.json", 1, 0,
	    { "aliases=CVE-2017-14937",
		"score=CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N,NVD,47" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_JVNDB-2017-009608_jvnstix.json",
	    1, 0, { "aliases=CVE-2017-14937" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_JVNDB-2018-009328.json", 1, 0,
	    { "product=JP1/VERITAS NetBackup" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_JVNDB-2021-002774.json", 1, 0,
	    { "aliases=CVE-2021-36745" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_JVNDB-2022-000097.json", 3, 0,
	    { "score=AV:N/AC:H/Au:N/C:N/I:P/A:N,IPA,26",
		"score=CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:N/I:L/A:N,IPA,47" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_jvncsaf.json", 1, 0,
	    { "[0.0.0;1.0.6)a", "[2.1.0;2.1.3]a", "[3.1.1a;3.1.1d)a",
		"8.1.2" } },
	{ "jvn/api-oka/getVulnDetailInfo_oka_jvnstix.json", 1, 0,
	    { "[3.1.1a;3.1.1d)a" } },
	{ "jvn/api-oka/getVulnOverviewList_oka.json", 3, 0,
	    { "aliases=CVE-2025-23120" } },
	{ "jvn/feed-fixtures/detail/jvndb_detail_2021.rdf", 1, 0,
	    { "[2.13.0;2.15.0)a", "[2.0-beta9;2.12.1)a" } },
	{ "jvn/feed-fixtures/detail/jvndb_detail_2022.rdf", 4, 1,
	    { "JVNDB-2022-000001 aliases=CVE-2021-20877", "(;7.3.7)a" } },
	{ "jvn/feed-fixtures/detail/jvndb_detail_2023.rdf", 2, 1,
	    { "(;1.5.62)a", "(;5.16.3)a" } },
	{ "jvn/feed-fixtures/rss/jvndb.rdf", 2, 0,
	    { "CVE-2022-46648", "cpe=cpe:2.3:a:misc:ruby-git_ruby-git:" } },
	{ "jvn/feed-fixtures/rss/jvndb_2007.rdf", 1, 0,
	    { "JVNDB-2007-000127", "cpe=cpe:2.3:a:trendmicro:scan_engine:" } },
	{ "jvn/feed-fixtures/rss/jvndb_2011.rdf", 1, 0,
	    { "JVNDB-2011-001013",
		"cpe=cpe:2.3:a:microsoft:internet_explorer:" } },
	{ "jvn/feed-fixtures/rss/jvndb_2021.rdf", 1, 0,
	    { "JVNDB-2021-005429", "cpe=cpe:2.3:a:apache:log4j:" } },
	{ "jvn/feed-fixtures/rss/jvndb_2022.rdf", 3, 0,
	    { "JVNDB-2021-018345 aliases=CVE-2022-22292 "
	      "published=2023-06-01T02:12:00Z",
		"cpe=cpe:2.3:o:google:android:*" } },
	{ "jvn/feed-fixtures/rss/jvndb_2023.rdf", 3, 0,
	    { "JVNDB-2022-017708", "cpe=cpe:2.3:o:linux:linux_kernel:" } },
	{ "jvn/feed-fixtures/rss/jvndb_new.rdf", 2, 0,
	    { "JVNDB-2023-004814",
		"cpe=cpe:2.3:a:resumebuilder:resume_builder:" } },
	{ "jvn/go-myjvn/jvnrss-1.xml", 4, 0,
	    { "CVE-2017-10853 related=JVNDB-2018-000024",
		"cpe=cpe:2.3:a:misc:soflyy_wp_all_import:*" } },
	{ "jvn/go-myjvn/jvnrss-2.xml", 1, 0,
	    { "JVNDB-2018-000022",
		"cpe=cpe:2.3:a:misc:soflyy_wp_all_import:" } },
	{ "jvn/go-myjvn/no-namespace/get_alert_list-1.xml", 1, 0,
	    { "id published=2020-01-15T03:04:14Z" } },
	{ "jvn/go-myjvn/no-namespace/get_vuln_detail_info-1.xml", 1, 0,
	    { "JVNDB-2020-006469 aliases=CVE-2020-5595",
		"cpe=cpe:2.3:o:mitsubishielectric:gt27_model:*" } },
	{ "jvn/go-myjvn/no-namespace/get_vuln_overview_list-1.xml", 1, 0,
	    { "JVNDB-2020-000049",
		"cpe=cpe:2.3:a:toyota:global_tech_stream:" } },
	{ "jvn/go-myjvn/vuldef-1.xml", 4, 0, { "(;2.20]a", "(;3.4.6)a" } },
	{ "jvn/go-myjvn/vuldef-2.xml", 1, 0,
	    { "JVNDB-2018-000023",
		"cpe=cpe:2.3:a:misc:soflyy_wp_all_import:" } },
	{ "jpcert/jpcert.made-up-in-real-shape.rdf", 3, 0,
	    { "JPCERT-AT-2025-0002 published=2025-01-15T02:00:00Z",
		"JPCERT-WR-2025-0122" } },
};

/* Those with other things than records: of no format that is read here. */
static const char *const OTHERS[] = {
	"jvn/api-hnd/dataFeed_myjvn_product_hnd.xml",
	"jvn/api-hnd/dataFeed_myjvn_vendor_hnd.xml",
	"jvn/api-hnd/getProductList_hnd.xml",
	"jvn/api-hnd/getStatistics_hnd_sumAll.xml",
	"jvn/api-hnd/getStatistics_hnd_sumCvss.xml",
	"jvn/api-hnd/getStatistics_hnd_sumCwe.xml",
	"jvn/api-hnd/getStatistics_hnd_sumJvnDb.xml",
	"jvn/api-hnd/getVendorList_hnd.xml",
	"jvn/api-oka/dataFeed_myjvn_product_oka.json",
	"jvn/api-oka/dataFeed_myjvn_product_version_oka.json",
	"jvn/api-oka/dataFeed_myjvn_vendor_oka.json",
	"jvn/api-oka/getProductList_oka.json",
	"jvn/api-oka/getStatistics_oka.json",
	"jvn/api-oka/getVendorList_oka.json",
	"jvn/feed-fixtures/detail/checksum.txt",
	"jvn/feed-fixtures/product/checksum.txt",
	"jvn/feed-fixtures/product/myjvn_product_202311.rdf",
	"jvn/feed-fixtures/rss/checksum.txt",
	"jvn/go-myjvn/no-namespace/get_product_list-1.xml",
	"jvn/go-myjvn/no-namespace/get_statistics-1.xml",
	"jvn/go-myjvn/no-namespace/get_vendor_list-1.xml",
};

static bool
read_file(const char *path)
{
	struct feed_sink sink = { take, NULL, d };
	struct io_dir *dir;
	bool ok;

	ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
	ok = feed_read(dir, S("jvn"), str_fmt(a, "feeds/%s", path), &sink);
	io_dir_close(dir);
	return ok;
}

START_TEST(samples)
{
	const struct sample *s = &SAMPLES[_i];

	if (test_data_dir() == NULL) {
		test_skip(s->path, "HANSHO_DATA is not set");
		return;
	}
	ck_assert_msg(read_file(s->path), "%s", s->path);
	ck_assert_msg(records == s->records, "%s: %zu records, not %zu",
	    s->path, records, s->records);
	ck_assert_msg(diags_len(d) == s->reports, "%s: %zu reports", s->path,
	    diags_len(d));
	for (size_t i = 0; i < 4 && s->says[i] != NULL; i++)
		CHECK_SAYS(s->says[i]);
}
END_TEST

START_TEST(others)
{
	if (test_data_dir() == NULL) {
		test_skip(OTHERS[_i], "HANSHO_DATA is not set");
		return;
	}
	ck_assert_msg(!read_file(OTHERS[_i]), "%s", OTHERS[_i]);
	ck_assert_uint_eq(records, 0);
	check_report("of no format that is known here");
}
END_TEST

Suite *
suite_feed_jvn(void)
{
	Suite *s = suite_create("feed/feed_jvn");
	TCase *t = tcase_create("feed_jvn");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, vuldef);
	tcase_add_test(t, several);
	tcase_add_test(t, status);
	tcase_add_test(t, counted);
	tcase_add_test(t, faulty);
	tcase_add_loop_test(t, refused, 0,
	    sizeof(REFUSED) / sizeof(REFUSED[0]));
	tcase_add_test(t, deep);
	tcase_add_test(t, long_token);
	tcase_add_test(t, encodings);
	tcase_add_test(t, jvnrss);
	tcase_add_test(t, jpcert);
	tcase_add_test(t, jvn4);
	tcase_add_test(t, jvn4_status);
	tcase_add_loop_test(t, samples, 0,
	    sizeof(SAMPLES) / sizeof(SAMPLES[0]));
	tcase_add_loop_test(t, others, 0, sizeof(OTHERS) / sizeof(OTHERS[0]));
	suite_add_tcase(s, t);
	return s;
}
