/*
 * Pages and files of findings: views and their counts, what hostile texts of
 * feeds become, long lists, and editions without a mirror.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "export/internal/finding_mirror.h"
#include "export/internal/finding_set.h"
#include "export/internal/finding_text.h"
#include "export/internal/frame.h"
#include "export/internal/where.h"
#include "export/plan.h"
#include "model/matched.h"
#include "model_text.h"
#include "pipeline/theme.h"

Suite *suite_export_findings(void);

#define EVIL	"<img src=x onerror=alert(1)> \"q\" \xe2\x80\xae" "cba"

static const struct model_file files[] = {
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\ncompany: acme\nowner: sato\n"
	    "versions:\n- {version: \"1.0\"}\n- {version: \"2.0\"}\n" },
	{ "products/acme/box/decisions.yaml",
	    "decisions:\n- {vulnerability: CVE-2026-0003, "
	    "verdict: not_affected, "
	    "justification: vulnerable_code_not_present, basis: built without, "
	    "by: tanaka, at: 2026-10-01, versions: [\"1.0\"]}\n" },
	{ "products/acme/lamp/product.yaml",
	    "name: {en: Lamp}\nkind: hardware\n" },
	{ "products/systems/acme/line.yaml",
	    "name: {en: Line}\nowner: tanaka\ncompany: acme\n"
	    "uses: [{says: Apache 2.4, is: \"cpe:a:apache:http_server\", "
	    "version: \"2.4\", scope: series}, {says: Odd thing}]\n" },
	{ "content/feeds.yaml",
	    "feeds: [{id: nvd, url: \"https://example.com/nvd\", ceiling: "
	    "GREEN, reliability: words on trust}]\n" },
	{ "content/ssvc/t.yaml",
	    "name: {en: T}\nversion: \"1\"\npoints: [{id: p, name: {en: P}, "
	    "values: [v]}]\noutcomes: [{id: immediate, name: {ja: 即時, "
	    "en: At once}}]\nrows: [[v, immediate]]\n" },
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\ntlp: AMBER\n"
	    "owner: sato\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "vulnerabilities: [{cve: CVE-2026-0001}]\n---\n" },
	{ "content/alerts/2026/A-1.md",
	    "---\ntitle: {en: Look out}\nlevel: act\n"
	    "at: 2026-09-01T09:30Z\n"
	    "vulnerabilities: [ghsa-aaaa-bbbb-cccc]\n---\n" },
	{ "content/campaigns/log/campaign.md",
	    "---\ntitle: {en: Ask all}\ncommander: sato\n"
	    "opened: 2026-09-01T09:30Z\ndue: 2026-09-02\n"
	    "vulnerabilities: [CVE-2026-0001]\n---\n" },
};

static struct model_fixture f;
static struct theme theme;
static struct export_context context;
static struct plan plan;

static struct known_source sources[] = {
	{ .feed = STR_INIT("vendor"),
	    .id = STR_INIT("CSAF-1"),
	    .sha256 = STR_INIT("00ff"),
	    .url = STR_INIT("https://vendor.example.com/1?a=\"><b>"),
	    .modified = { INT64_MIN, 0 },
	    .text = STR_INIT("<= 2.4.51"),
	    .vector = STR_INIT("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"),
	    .score_x10 = 53 },
	{ .feed = STR_INIT("nvd"),
	    .id = STR_INIT("CVE-2026-0001"),
	    .url = STR_INIT("javascript:alert(1)"),
	    .modified = { INT64_MIN, 0 },
	    .text = STR_INIT("< 2.4.52"),
	    .vector = STR_INIT("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
	    .score_x10 = 98 },
};
static struct str aliases[] = { STR_INIT("GHSA-aaaa-bbbb-cccc") };

static struct known known[] = {
	{ .id = STR_INIT("CVE-2026-0001"),
	    .aliases = aliases,
	    .n_aliases = 1,
	    .title_en = STR_INIT(EVIL),
	    .text_en = STR_INIT("One.\n" EVIL),
	    .sources = sources,
	    .n_sources = 2,
	    .vector = STR_INIT("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
	    .score_x10 = 98,
	    .severity = SEVERITY_CRITICAL,
	    .is_disputed = true,
	    .epss = 12345,
	    .is_kev = true,
	    .published = { INT64_MIN, 0 },
	    .modified = { INT64_MIN, 0 } },
	{ .id = STR_INIT("CVE-2026-0003"),
	    .title_ja = STR_INIT("\xe9\x8d\xb5"),
	    .score_x10 = -1,
	    .epss = -1,
	    .published = { INT64_MIN, 0 },
	    .modified = { INT64_MIN, 0 } },
	{ .id = STR_INIT("odd/../id _"),
	    .title_en = STR_INIT("=cmd|' /C calc'!A0"),
	    .score_x10 = -1,
	    .epss = -1,
	    .published = { INT64_MIN, 0 },
	    .modified = { INT64_MIN, 0 } },
};

static struct found_match openssl[] = {
	{ .component = STR_INIT("openssl 3.0.13"),
	    .identity = STR_INIT("pkg:deb/debian/openssl@3.0.13"),
	    .version = STR_INIT("3.0.13"),
	    .source = &sources[0],
	    .rule = "purl",
	    .confidence = 100,
	    .why = STR_INIT("version 3.0.13 < 3.0.14"),
	    .fixed = STR_INIT("3.0.14") },
	{ .component = STR_INIT("openssl 3.0.13"),
	    .version = STR_INIT("3.0.13"),
	    .source = &sources[1],
	    .rule = "cpe",
	    .confidence = 90,
	    .why = STR_INIT("3.0.13: < 3.0.15") },
	/* The same once more, and one that tells no versions. */
	{ .component = STR_INIT("openssl 3.0.13"),
	    .version = STR_INIT("3.0.13"),
	    .source = &sources[1],
	    .rule = "cpe",
	    .confidence = 90,
	    .why = STR_INIT("3.0.13: < 3.0.15") },
	{ .component = STR_INIT("openssl 3.0.13"),
	    .version = STR_INIT("3.0.13"),
	    .source = &sources[1],
	    .rule = "name",
	    .confidence = 40,
	    .why = STR_INIT("3.0.13") },
};
static struct found_match bare = { .component = STR_INIT("bulb 9"),
	.version = STR_INIT("9"),
	.rule = "name",
	.confidence = 40,
	.why = STR_INIT("9") };
static struct found_match apache = { .component = STR_INIT("Apache 2.4"),
	.identity = STR_INIT("cpe:2.3:a:apache:http_server:2.4"),
	.source = &sources[1],
	.rule = "cpe",
	.confidence = 90,
	.is_question = true,
	.question = STR_INIT("2.4.0 to 2.4.58") };
static struct lapse lapsed = { .reason = "component",
	.was = STR_INIT("1.0.1"),
	.is = STR_INIT("1.0.2") };
static struct ruling ruling;
static struct finding found[6];	/* states[] */
static struct holder_part parts[] = {
	{ .name = STR_INIT("Apache 2.4"),
	    .version = STR_INIT("2.4"),
	    .identity = STR_INIT("cpe:2.3:a:apache:http_server:2.4"),
	    .line = 0 },
	{ .name = STR_INIT("Odd thing"),
	    .identity = STR_INIT("Odd thing"),
	    .line = 1,
	    .is_watched = true },
};
static struct holder_part box_parts[] = {
	{ .name = STR_INIT("openssl"),
	    .version = STR_INIT("3.0.13"),
	    .identity = STR_INIT("pkg:deb/debian/openssl@3.0.13"),
	    .path = STR_INIT("products/acme/box/1.0/sbom.json"),
	    .line = SIZE_MAX },
};
static struct holder_file box_files[] = {
	{ STR_INIT("products/acme/box/1.0/sbom.cdx.json"),
	    STR_INIT("CycloneDX 1.6"), 1 },
};
static struct holder holders[2];
static struct blind_spot blind[1];
static struct feed_state feeds[] = {
	{ .feed = STR_INIT("nvd"),
	    .path = STR_INIT("nvd/a.json"),
	    .state = "fresh",
	    .fetched = { INT64_C(1795305600), 0 },
	    .checked = { INT64_MIN, 0 },
	    .records = 3 },
	{ .feed = STR_INIT("jvndb"),
	    .path = STR_INIT("jvndb/<b>.rdf"),
	    .state = "stale",
	    .why = STR_INIT("the server said 503"),
	    .fetched = { INT64_C(1794700800), 0 },
	    .checked = { INT64_MIN, 0 } },
	{ .feed = STR_INIT("kev"),
	    .path = STR_INIT("kev/kev.json"),
	    .state = "undated",
	    .fetched = { INT64_MIN, 0 },
	    .checked = { INT64_MIN, 0 } },
	{ .feed = STR_INIT("osv"),
	    .state = "missing",
	    .why = STR_INIT("never"),
	    .fetched = { INT64_MIN, 0 },
	    .checked = { INT64_MIN, 0 } },
};
static struct matched matched;

static const struct product_entry *
product(const char *id)
{
	const struct entry *e = model_find(f.m, SPACE_PRODUCT, str_z(id));

	ck_assert_ptr_nonnull(e);
	return (const void *)e;
}

/* Of two versions of a product, one without a version, and a system. */
static const struct {
	uint8_t confidence;
	enum finding_state state;
} states[] = {
	{ 100, FINDING_OPEN },
	{ 100, FINDING_NOT_AFFECTED },
	{ 100, FINDING_LAPSED },
	{ 20, FINDING_LOOK },
	{ 90, FINDING_QUESTION },
	{ 0, FINDING_CLEARED },
};

static void
make_matched(void)
{
	const struct product_entry *box = product("box");
	const struct version *v1 = &box->product->versions.v[0];
	const struct version *v2 = &box->product->versions.v[1];
	const struct system_entry *line = &f.m->systems[0];

	ruling = (struct ruling){ .product = box,
		.version = v2,
		.decision = &box->decisions->decisions.v[0],
		.is_inherited = true,
		.lapses = &lapsed,
		.n_lapses = 1 };
	for (size_t i = 0; i < ARRAY_LEN(found); i++)
		found[i] = (struct finding){
			.known = &known[i % 4 == 0 ? 0 : 1],
			.matches = i < 3 ? openssl :
			    i == 3       ? &bare :
					   &apache,
			.n_matches = i < 3 ? ARRAY_LEN(openssl) : 1,
			.confidence = states[i].confidence,
			.state = states[i].state
		};
	found[0].product = found[1].product = found[2].product = box;
	found[0].version = found[1].version = v1;
	found[2].version = v2;
	found[3].product = product("lamp");
	found[3].known = &known[2];
	found[4].system = found[5].system = line;
	found[0].priority.priority = S("P1");
	found[4].priority.priority = S("immediate");
	found[4].priority.rank = 1;
	found[2].ruling = &ruling;
	found[4].c = &f.m->cases[0];
	holders[0] = (struct holder){ .product = box,
		.version = v1,
		.parts = box_parts,
		.n_parts = 1,
		.files = box_files,
		.n_files = 1 };
	holders[1] = (struct holder){ .system = line,
		.parts = parts,
		.n_parts = 2 };
	blind[0] = (struct blind_spot){ .system = line,
		.component = S("Odd <thing>"),
		.reason = "unresolved" };
	matched = (struct matched){ .v = found,
		.n = ARRAY_LEN(found),
		.known = known,
		.n_known = ARRAY_LEN(known),
		.rulings = &ruling,
		.n_rulings = 1,
		.blind = blind,
		.n_blind = 1,
		.holders = { holders, 2 },
		.feeds = feeds,
		.n_feeds = ARRAY_LEN(feeds) };
	f.m->matched = &matched;
}

/* Exporters of this file's pages alone: no model has one finding often. */
static bool is_ours_only;

static bool
is_planned(const char *exporter)
{
	static const char ours[] =
	    "findings finding_file vulnerability_page systems";

	return !is_ours_only || str_is_word_of(S(ours), str_z(exporter));
}

static void
plan_pages(unsigned views)
{
	const struct export_inside *x;

	plan = (struct plan){ .perm = f.a };
	context.views = views;
	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		plan.exporter = i;
		if ((x->views & views) != 0 && is_planned(x->name))
			x->plan(&plan, f.m, &context);
	}
	plan_sort(&plan);
	for (size_t i = 1; i < plan.n; i++)
		ck_assert_msg(!str_eq(plan.pages[i - 1].page.path,
				  plan.pages[i].page.path),
		    "twice: %.*s", STR_ARG(plan.pages[i].page.path));
}

static void
setup(void)
{
	is_ours_only = false;
	model_fixture_open(&f);
	ck_assert(theme_load(f.a, NULL, sources_open(f.a), f.d, NULL, &theme));
	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_eq(f.m->n_unreadable, 0);
	context = (struct export_context){
		.templates = theme.templates,
		.words = theme.words,
		.version = S("0"),
		.edition = S("desk"),
		.ceiling = S("AMBER"),
	};
	ck_assert(
	    instant_parse(S("2026-11-22T09:00+09:00"), &context.now, NULL));
	make_matched();
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static struct str
render(const char *path)
{
	size_t i = plan_find(&plan, str_z(path));
	const struct plan_page *p;
	struct buf b;
	struct str text;
	bool ok;

	ck_assert_msg(i != SIZE_MAX, "no page %s", path);
	p = &plan.pages[i];
	buf_init(&b, LIMIT_PAGE_BYTES);
	ok = export_inside_at(p->exporter)
		 ->render(&p->page, f.m, &context, f.a, &b, f.d);
	ck_assert_msg(ok && buf_ok(&b), "%s fails: %s", path,
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "");
	text = str_dup(f.a, buf_str(&b));
	buf_fini(&b);
	return text;
}

static bool
has(struct str text, const char *words)
{
	return str_find(text, str_z(words), 0) != SIZE_MAX;
}

static size_t
count(struct str text, const char *words)
{
	size_t n = 0;

	for (size_t at = 0;
	     (at = str_find(text, str_z(words), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

#define FLAW	"en/vulnerabilities/CVE-2026-0001.html"

static const struct {
	const char *path;
	const char *words;
	bool is_there;
} SAYINGS[] = {
	/* Views with their counts: the same query makes both. */
	{ "en/findings/index.html", "aria-current=\"page\">To decide 3</a>",
	    true },
	{ "en/findings/index.html", "\">Attacked (KEV) 2</a>", true },
	{ "en/findings/index.html", "\">Open 1</a>", true },
	{ "en/findings/index.html", "\">Version unclear 1</a>", true },
	{ "en/findings/index.html", "\">Decision lapsed 1</a>", true },
	{ "en/findings/index.html", "\">Worth a look 1</a>", true },
	{ "en/findings/index.html", "\">Decided 1</a>", true },
	{ "en/findings/index.html", "\">Cleared by a source 1</a>", true },
	{ "en/findings/index.html", "\">All 6</a>", true },
	{ "ja/findings/index.html", "aria-current=\"page\">要判断 3</a>",
	    true },
	{ "en/findings/index.html", "odd/../id _", false },
	{ "en/findings/look.html", "odd/../id _", true },
	{ "en/findings/look.html", "CVE-2026-0001", false },
	/* Reason, level, what to do. */
	{ "en/findings/index.html", "version 3.0.13 &lt; 3.0.14", true },
	{ "en/findings/index.html", "Affected: 2.4.0 to 2.4.58", true },
	{ "en/findings/index.html", "package URL", true },
	{ "en/findings/index.html", "Certain (100, ", true },
	{ "en/findings/index.html",
	    "The component's version has changed "
	    "(1.0.1 → 1.0.2)",
	    true },
	{ "en/findings/index.html", "Decide again and record it", true },
	{ "en/findings/index.html", "<span class=\"tag\" title=\"", true },
	{ "ja/findings/index.html", "どの版をお使いですか。", true },
	/* A component once: the surest, who else says so, what others say. */
	{ "en/findings/owner-sato.html", "also: nvd", true },
	{ "en/findings/owner-sato.html", "sources that say something else",
	    true },
	{ "en/findings/owner-sato.html", "&lt; 3.0.15", true },
	{ "en/findings/look.html", "affected versions are not told", true },
	{ "en/findings/owner-tanaka.html", "affected versions are not told",
	    false },
	{ "en/findings/owner-tanaka.html", "something else", false },
	/* Priorities by the words of decision tables, else as written. */
	{ "ja/findings/kev.html", ">即時</span>", true },
	{ "en/findings/kev.html", ">P1</span>", true },
	/* Lists of owners, companies, products. */
	{ "en/findings/owner-sato.html", "CVE-2026-0003", true },
	{ "en/findings/owner-sato.html", "Apache 2.4", false },
	{ "en/findings/owner-tanaka.html", "Apache 2.4", true },
	{ "en/findings/owner-tanaka.html", "#question\">Version unclear 1",
	    true },
	{ "en/findings/owner-tanaka.html", "<tbody id=\"question\">", true },
	{ "en/findings/company-acme.html", "openssl 3.0.13", true },
	{ "en/findings/product-box.html",
	    "scope=\"rowgroup\"><span class=\"ver\">2.0</span>", true },
	{ "en/findings/product-box.html", "Apache 2.4", false },
	{ "en/findings/owners.html", "href=\"owner-sato.html\"", true },
	{ "en/findings/companies.html", "href=\"company-acme.html\"", true },
	{ "en/findings/products.html", "href=\"product-box.html\"", true },
	{ "en/findings/nobody.html", "There is no finding in this view",
	    true },
	/* Pages of vulnerabilities. */
	{ "en/findings/vulnerabilities.html",
	    "href=\"../vulnerabilities/CVE-2026-0001.html\"", true },
	{ "en/findings/vulnerabilities-disputed.html", "CVE-2026-0003",
	    false },
	{ FLAW, "GHSA-aaaa-bbbb-cccc", true },
	{ FLAW, "&lt; 2.4.52", true },
	{ FLAW, "&lt;= 2.4.51", true },
	{ FLAW, "do not put the affected versions in the same way", true },
	{ FLAW, "Medium 5.3", true },
	{ FLAW, "Critical 9.8", true },
	{ FLAW, "EPSS", true },
	{ FLAW, "12.3%", true },
	{ FLAW, "rel=\"external noreferrer\"", true },
	{ FLAW, "javascript:", false },
	{ FLAW, "a=&quot;&gt;&lt;b&gt;", true },
	{ FLAW, "<code class=\"sum\">00ff</code>", true },
	{ FLAW, "href=\"../cases/PS-2026-0001.html\"", true },
	{ FLAW, "Look out", true },
	{ FLAW, "Ask all", true },
	{ FLAW, "openssl 3.0.13 → <b class=\"ver\">3.0.14</b>", true },
	{ "en/vulnerabilities/CVE-2026-0003.html", "built without", true },
	{ "en/vulnerabilities/CVE-2026-0003.html", "<b class=\"late\">Lapsed",
	    true },
	{ "en/vulnerabilities/CVE-2026-0003.html", "<bdi>鍵</bdi>", true },
	{ "en/vulnerabilities/CVE-2026-0003.html", "Not listed in KEV", true },
	{ "ja/vulnerabilities/odd_2f.._2fid_20_5f.html",
	    "一斉調査はありません", true },
	/* Hostile texts. */
	{ FLAW, "<img", false },
	{ FLAW, "&lt;img src=x onerror=alert(1)&gt;", true },
	{ FLAW, "\xe2\x80\xae", false },
	{ "en/findings/index.html", "<img", false },
	{ "en/findings/index.html", "\xe2\x80\xae", false },
	{ "findings/all.csv", "\xe2\x80\xae", false },
	{ "findings/all.json", "\xe2\x80\xae", false },
	{ "en/findings/feeds.html", "jvndb/<b>.rdf", false },
	{ "en/findings/blind.html", "Odd &lt;thing&gt;", true },
	/* Files. */
	{ "findings/all.csv", ",\"'=cmd|' /C calc'!A0\",", true },
	{ "findings/all.csv", "\"<img src=x onerror=alert(1)> \"\"q\"\" ",
	    true },
	{ "findings/all.csv", ",question,system,\"line\",", true },
	{ "findings/index.csv", "odd/../id", false },
	{ "findings/all.json", "\"tlp\":\"AMBER\"", true },
	{ "findings/all.json", "\"question\":\"2.4.0 to 2.4.58\"", true },
	{ "findings/owner-sato.json", "\"system\"", false },
	{ "en/findings/owner-sato.html",
	    "href=\"../../findings/owner-sato.csv\"", true },
	/* Products, systems, first pages. */
	{ "en/products/box.html", "sbom.cdx.json", true },
	{ "en/products/box.html", "CycloneDX 1.6", true },
	{ "en/products/box.html", "pkg:deb/debian/openssl@3.0.13", true },
	{ "en/products/box.html",
	    "<b class=\"ver\">2.0</b> <b class=\"late\">"
	    "Lapsed</b>",
	    true },
	{ "en/products/box.html", "href=\"../findings/product-box.html\"",
	    true },
	{ "en/products/box.html", "id=\"by-version\"", true },
	{ "en/products/lamp.html", "No components are recorded", true },
	{ "en/systems/line.html", "Watched by its words only", true },
	{ "en/systems/line.html",
	    "href=\"../vulnerabilities/CVE-2026-0001.html\"", true },
	{ "en/systems/line.html", "Odd &lt;thing&gt;", true },
	{ "en/index.html", "3 to decide", true },
	{ "en/index.html", "<span class=\"tag\">P1</span> 1", true },
	{ "en/index.html", "Findings <span>3<span", true },
	/* An old feed is told wherever findings stand. */
	{ "en/index.html", "Some feeds are old", true },
	{ "en/findings/index.html", "Some feeds are old", true },
	{ "en/findings/owner-sato.html", "Some feeds are old", true },
	{ FLAW, "Some feeds are old", true },
	{ "en/products/box.html", "Some feeds are old", true },
	{ "en/systems/line.html", "Some feeds are old", true },
	{ "en/findings/feeds.html", "words on trust", true },
	{ "en/findings/feeds.html", "<b>TLP:GREEN</b>", true },
	{ "en/findings/feeds.html", "the server said 503", true },
	{ "en/findings/feeds.html", "7 days ago", true },
	{ "en/findings/feeds.html", "2 files of feeds", false },
	{ "en/findings/index.html", "never fetched: osv", true },
	{ "ja/findings/feeds.html", "まだ取得していません", true },
};

START_TEST(test_saying)
{
	struct str text;

	plan_pages(EXPORT_DESK);
	text = render(SAYINGS[_i].path);
	ck_assert_msg(has(text, SAYINGS[_i].words) == SAYINGS[_i].is_there,
	    "%s: %s", SAYINGS[_i].path, SAYINGS[_i].words);
	plan_pages(EXPORT_PORTAL);
	text = render(SAYINGS[_i].path);
	ck_assert_msg(has(text, SAYINGS[_i].words) == SAYINGS[_i].is_there,
	    "portal, %s: %s", SAYINGS[_i].path, SAYINGS[_i].words);
}
END_TEST

/* What is told once is not told again. */
START_TEST(test_once)
{
	struct str text;

	plan_pages(EXPORT_PORTAL);
	text = render("en/findings/product-box.html");
	ck_assert_uint_eq(count(text, "<b>openssl 3.0.13</b>"), 3);
	ck_assert_uint_eq(count(text, "3.0.13: &lt; 3.0.15"), 3);
	ck_assert_uint_eq(count(text, "also: nvd"), 3);
	ck_assert(!has(text, "affected versions are not told"));
}
END_TEST

/* A file that nobody dated is not called new. */
START_TEST(test_undated)
{
	feeds[1].state = "fresh";
	plan_pages(EXPORT_PORTAL);
	ck_assert(has(render("en/findings/index.html"),
	    "none known to be old (how old 1 of them are is not known)"));
	feeds[1].state = "stale";
}
END_TEST

/* What a source with ranges alone says is told by what they were to us. */
START_TEST(test_said)
{
	sources[0].text = S("");
	plan_pages(EXPORT_PORTAL);
	ck_assert(has(render(FLAW),
	    "<td data-l=\"Versions affected\">"
	    "<small>version 3.0.13 &lt; 3.0.14</small></td>"));
	sources[0].text = S("<= 2.4.51");
}
END_TEST

/* Nothing was compared: that is what pages say, and none is missing. */
START_TEST(test_nothing)
{
	static const char *const paths[] = { "en/index.html",
		"en/findings/index.html", "en/findings/owner-sato.html",
		"en/findings/owners.html", "en/findings/feeds.html",
		"en/findings/vulnerabilities.html", "en/products/box.html",
		"en/systems/line.html" };

	f.m->matched = NULL;
	plan_pages(_i == 0 ? EXPORT_DESK : EXPORT_PORTAL);
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		struct str text = render(paths[i]);

		ck_assert_msg(has(text, "No feed is mirrored"), "%s",
		    paths[i]);
		ck_assert_msg(!has(text, "Some feeds are old"), "%s",
		    paths[i]);
	}
	ck_assert_uint_eq(plan_find(&plan, S("findings/all.csv")), SIZE_MAX);
	ck_assert(has(render("ja/findings/index.html"),
	    "取得済みの情報源がありません"));
}
END_TEST

/* A vulnerability with more systems than a page holds, and lists cut short. */
START_TEST(test_many)
{
	size_t n = 500 * (LIMIT_FINDING_PIECES + 2);
	struct finding *v = arena_array(f.a, struct finding, n);
	struct str text;

	for (size_t i = 0; i < n; i++)
		v[i] = found[4];
	matched.v = v;
	matched.n = n;
	is_ours_only = true;
	plan_pages(EXPORT_PORTAL);
	text = render("en/findings/owner-tanaka-10.html");
	ck_assert_uint_eq(count(text, "<th scope=\"row\""), 500);
	ck_assert(has(text, "The other 1000 are in"));
	ck_assert_uint_eq(plan_find(&plan,
			      S("en/findings/owner-tanaka-11.html")),
	    SIZE_MAX);
	text = render("en/vulnerabilities/CVE-2026-0001.html");
	ck_assert(has(text, "href=\"CVE-2026-0001~2.html\""));
	text = render("en/vulnerabilities/CVE-2026-0001~2.html");
	ck_assert(has(text, "aria-current=\"page\">2</a>"));
	text = render("findings/owner-tanaka.csv");
	ck_assert_uint_eq(count(text, "\r\n"), LIMIT_FINDING_ROWS + 1);
	text = render("findings/owner-tanaka-2.csv");
	ck_assert_uint_eq(count(text, "\r\n"), n - LIMIT_FINDING_ROWS + 1);
	text = render("en/systems/line.html");
	ck_assert(has(text, ">and 5500 more</a>"));
}
END_TEST

/* KEV first, then the priority, then the score. */
START_TEST(test_order)
{
	const struct finding_set *s;
	const struct finding_list *l;

	found[1].state = FINDING_OPEN;
	found[1].priority.priority = S("P2");
	found[1].priority.rank = 1;
	found[3].state = FINDING_OPEN;
	found[3].priority.priority = S("P1");
	found[3].priority.rank = 0;
	s = finding_set_make(f.a, f.m);
	l = &s->v[0];
	ck_assert_uint_eq(l->n, 5);
	ck_assert_ptr_eq(l->v[0], &found[0]);
	ck_assert_ptr_eq(l->v[1], &found[3]);
	ck_assert_ptr_eq(l->v[2], &found[1]);
	ck_assert_ptr_eq(l->v[3], &found[4]);
	ck_assert_ptr_eq(l->v[4], &found[2]);
	ck_assert_uint_eq(l->n_todo, 5);
	ck_assert_uint_eq(l->n_kev, 2);
	for (size_t i = 0; i < s->n; i++) {
		size_t sum = 0;

		for (size_t j = 0; j < FINDING_BUCKETS; j++)
			sum += s->v[i].buckets[j];
		ck_assert_uint_eq(sum, s->v[i].n);
	}
	ck_assert_ptr_nonnull(
	    finding_set_of(s, FINDING_BY_PRODUCT, &product("lamp")->e));
	ck_assert_ptr_null(
	    finding_set_of(s, FINDING_BY_OWNER, &product("lamp")->e));
}
END_TEST

static const struct {
	const char *cell;
	const char *want;
} CELLS[] = {
	{ "a", "\"a\"" },
	{ "", "\"\"" },
	{ "a\"b,c", "\"a\"\"b,c\"" },
	{ "=1+1", "\"'=1+1\"" },
	{ "+1", "\"'+1\"" },
	{ "-1", "\"'-1\"" },
	{ "@SUM(A1)", "\"'@SUM(A1)\"" },
	{ "\t=1", "\"'\t=1\"" },
	{ "\r=1", "\"'\r=1\"" },
	{ "\n=1", "\"'\n=1\"" },
	{ "＝1", "\"'＝1\"" },
	{ "1=1", "\"1=1\"" },
};

START_TEST(test_cell)
{
	struct buf out;

	buf_init(&out, 100);
	finding_text_cell(&out, str_z(CELLS[_i].cell));
	ck_assert_msg(str_eq_z(buf_str(&out), CELLS[_i].want), "%s: %.*s",
	    CELLS[_i].want, STR_ARG(buf_str(&out)));
	buf_fini(&out);
}
END_TEST

static const struct {
	const char *text;
	size_t max;
	const char *want;
} TEXTS[] = {
	{ "abc", 3, "abc" },
	{ "abcd", 3, "abc…" },
	{ "", 3, "" },
	{ "鍵鍵", 1, "鍵…" },
	{ "a\x01\x7f"
	  "b",
	    9, "a��b" },
	{ "\xe2\x80\xae"
	  "x\xe2\x81\xa6",
	    9, "�x�" },
	{ "a\nb", 9, "a\nb" },
};

START_TEST(test_text)
{
	struct str got = finding_text(f.a, str_z(TEXTS[_i].text),
	    TEXTS[_i].max);

	ck_assert_msg(str_eq_z(got, TEXTS[_i].want), "row %d: %.*s", _i,
	    STR_ARG(got));
	for (size_t i = 0; i < got.n; i++)
		ck_assert(finding_text_line(f.a, got).p == NULL ||
		    finding_text_line(f.a, got).p[i] != '\n');
}
END_TEST

/* No two ids share an address, and each is a name that any system takes. */
START_TEST(test_address)
{
	static const char *const ids[] = { "a/b", "a_b", "a_2fb", "a b", ".a",
		"..", "CVE-2026-0001", "con~2", "con", "_63on", "COM1.x",
		"console", "a%2fb", "\xe9\x8d\xb5" };
	char *lot = arena_array(f.a, char, 300);
	struct str seen[ARRAY_LEN(ids)], whole = { lot, 300 }, x;

	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		seen[i] = where_vulnerability(f.a, str_z(ids[i]));
		ck_assert(str_starts(seen[i], S("vulnerabilities/")));
		x = str_from(seen[i], sizeof("vulnerabilities/") - 1);
		ck_assert_msg(x.p[0] != '.' &&
			str_find_byte(x, '/', 0) == SIZE_MAX &&
			str_find_byte(x, '~', 0) == SIZE_MAX &&
			!str_eq_z(x, "con") && !str_starts(x, S("COM1")),
		    "%s: %.*s", ids[i], STR_ARG(x));
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(!str_eq(seen[i], seen[j]), "%s, %s",
			    ids[i], ids[j]);
	}
	memset(lot, 'x', 300);
	x = where_vulnerability(f.a, whole);
	ck_assert_uint_lt(x.n, 200);
	lot[299] = 'y';
	ck_assert(!str_eq(x, where_vulnerability(f.a, whole)));
}
END_TEST

Suite *
suite_export_findings(void)
{
	Suite *s = suite_create("export_findings");
	TCase *c = tcase_create("findings");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, test_saying, 0, (int)ARRAY_LEN(SAYINGS));
	tcase_add_loop_test(c, test_nothing, 0, 2);
	tcase_add_test(c, test_undated);
	tcase_add_test(c, test_once);
	tcase_add_test(c, test_said);
	tcase_add_test(c, test_many);
	tcase_add_test(c, test_order);
	tcase_add_loop_test(c, test_cell, 0, (int)ARRAY_LEN(CELLS));
	tcase_add_loop_test(c, test_text, 0, (int)ARRAY_LEN(TEXTS));
	tcase_add_test(c, test_address);
	suite_add_tcase(s, c);
	return s;
}
