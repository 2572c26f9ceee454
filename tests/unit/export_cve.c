/*
 * CVE records as cases say them, and what a consumer makes of them: the
 * versions are evaluated again as the format's own text says.
 */
#include "export/public/cve.h"
#include "record_text.h"

Suite *suite_export_cve(void);

#define CNA								\
	"name: {ja: 例, en: Example}\nrepository: internal\n"		\
	"ceiling: AMBER+STRICT\npublisher: {category: vendor, name: x, " \
	"namespace: \"https://example.com\"}\n"			\
	"base_url: https://example.com/\nzone: Asia/Tokyo\n"		\
	"languages: [ja]\nids: {case_prefix: PS, advisory_prefix: EX}\n" \
	"contact: {email: psirt@example.com}\n"
#define ORG	"cna: {org_id: 01234567-89ab-4cde-8f01-23456789abcd, "	\
		"short_name: example}\n"
#define FW	"name: {en: Ware}\nkind: firmware\nscheme: semver\n"
#define FLAW	"vulnerabilities:\n- cve: CVE-1900-0001\n"		\
		"  title: {ja: 欠陥, en: A flaw}\n"
#define ONE	"  products:\n  - {product: fw, versions: "		\
		"[{version: 1.0.0, status: known_affected}]}\n"
#define LEDGER(state, more)						\
	"ids:\n- {cve: CVE-1900-0001, state: " state ", case_id: "	\
	"PS-2026-0001, reserved: 2026-01-02, reason: Zqreason}\n" more
#define RANGE(more)							\
	FLAW "  products:\n  - {product: fw, versions: [{range: "	\
	     "\"vers:semver/>=1.0.0|<2.0.0\", status: known_affected}, " \
	     more "]}\n"
#define BOXED(said)							\
	"  - {product: box, component: fw, relationship: installed_on, " \
	said "}\n"
#define OTHER(cve)	"- {cve: " cve ", state: rejected, reason: Zqspare" \
			TOLD "}\n"
#define SPARE(more)	"- {cve: CVE-1900-0009, state: rejected, "	\
			"reason: Zqspare" more "}\n"
#define TOLD	", published: 2026-11-01T09:00+09:00"

static const struct {
	const char *name;
	const char *front;
	const char *organisation;
	const char *product;
	const char *ledger;
	const char *plan;	/* the ids that have a record */
	const char *has;	/* the first record; or NULL */
	const char *lacks;
} ROWS[] = {
	{ "an id of ours", FLAW ONE, CNA ORG, FW, LEDGER("published", ""),
	    "CVE-1900-0001 ",
	    "\"cveMetadata\":{\"assignerOrgId\":"
	    "\"01234567-89ab-4cde-8f01-23456789abcd\","
	    "\"assignerShortName\":\"example\",\"cveId\":\"CVE-1900-0001\","
	    "\"datePublished\":\"2026-11-01T09:00:00Z\","
	    "\"dateUpdated\":\"2026-11-01T09:00:00Z\",\"state\":\"PUBLISHED\"}",
	    "PS-2026-0001" },
	{ "not submitted yet", FLAW ONE, CNA ORG, FW, LEDGER("reserved", ""),
	    "CVE-1900-0001 ", "\"state\":\"PUBLISHED\"", "2026-01-02" },
	{ "an id of somebody else", FLAW ONE, CNA ORG, FW,
	    "ids:\n- {cve: CVE-1900-0002, state: free}\n", "", NULL, NULL },
	{ "no part in the programme", FLAW ONE, CNA, FW,
	    LEDGER("published", SPARE(TOLD)), "", NULL, NULL },
	{ "given up, and known by an advisory", FLAW ONE, CNA ORG, FW,
	    LEDGER("rejected", ""), "CVE-1900-0001 ",
	    "\"rejectedReasons\":[{\"lang\":\"en\",\"value\":\"This CVE ID "
	    "was withdrawn together with advisory EX-1.\"}",
	    "Zqreason" },
	{ "given up, and never used", "vulnerabilities:\n- title: {en: x}\n",
	    CNA ORG, FW, "ids:\n" SPARE(TOLD), "CVE-1900-0009 ",
	    "\"state\":\"REJECTED\"", "Zqspare" },
	{ "given up, and not told yet", "vulnerabilities:\n- title: {en: x}\n",
	    CNA ORG, FW, "ids:\n" SPARE(", published: 2026-12-01T09:00+09:00"),
	    "", NULL, NULL },
	{ "given up, and nobody said that it was told",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" SPARE(""), "", NULL, NULL },
	{ "given up, and of a case that is open",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" SPARE(TOLD ", case_id: PS-2026-0002"), "", NULL, NULL },
	{ "given up, and of a case that nobody knows",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" SPARE(TOLD ", case_id: PS-2026-0009"), "", NULL, NULL },
	{ "given up, and named by a case that is open",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" OTHER("CVE-1900-0010"), "", NULL, NULL },
	{ "given up, and of a case that has ended",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" SPARE(TOLD ", case_id: PS-2026-0003"), "CVE-1900-0009 ",
	    "\"state\":\"REJECTED\"", "Zqspare" },
	{ "given up, of a case that has ended, under embargo",
	    "vulnerabilities:\n- title: {en: x}\n", CNA ORG, FW,
	    "ids:\n" SPARE(TOLD ", case_id: PS-2026-0004"), "", NULL, NULL },
	{ "a weakness", FLAW "  cwe: CWE-79\n" ONE, CNA ORG, FW,
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"cweId\":\"CWE-79\",\"description\":\"CWE-79 Improper", NULL },
	{ "no weakness, then words", FLAW ONE, CNA ORG, FW,
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"description\":\"A flaw\",\"lang\":\"en\",\"type\":\"text\"",
	    "cweId" },
	{ "both languages say what is affected", FLAW ONE, CNA ORG,
	    "name: {ja: 具, en: Ware}\nkind: firmware\n",
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"value\":\"A flaw in Ware (1.0.0).\"},{\"lang\":\"ja\","
	    "\"value\":\"具（1.0.0）における欠陥。\"}",
	    NULL },
	{ "the advisory is the first link", FLAW ONE, CNA ORG, FW,
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"references\":[{\"name\":\"EX-1\",\"tags\":[\"vendor-advisory\"],"
	    "\"url\":\"https://example.com/en/advisories/EX-1.html\"}",
	    NULL },
	{ "what links are for",
	    FLAW "  products:\n  - {product: fw, status: known_affected, "
		 "remediations: [{category: vendor_fix, url: "
		 "\"https://example.com/f\"}, {category: workaround, details: "
		 "{en: Wait}, url: \"https://example.com/w\"}]}\n",
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "{\"tags\":[\"patch\"],\"url\":\"https://example.com/f\"},"
	    "{\"tags\":[\"mitigation\"],\"url\":\"https://example.com/w\"}",
	    NULL },
	{ "a finder who is not to be named",
	    "source: {channel: finder, credit: {name: Zqname, consent: "
	    "anonymous}}\n" FLAW ONE,
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"discovery\":\"UNKNOWN\"", "Zqname" },
	{ "a finder who is",
	    "source: {channel: finder, credit: {name: Zqname, organization: "
	    "Org, consent: named}}\n" FLAW ONE,
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"credits\":[{\"lang\":\"en\",\"type\":\"finder\",\"value\":"
	    "\"Zqname (Org)\"}]",
	    NULL },
	{ "a hosted service", FLAW ONE, CNA ORG,
	    "name: {en: Ware}\nkind: service\n", LEDGER("published", ""),
	    "CVE-1900-0001 ", "\"tags\":[\"exclusively-hosted-service\"]",
	    NULL },
	{ "a package, without a version", FLAW ONE, CNA ORG,
	    FW "purl: \"pkg:npm/%40a/b@1\"\n", LEDGER("published", ""),
	    "CVE-1900-0001 ", "\"packageURL\":\"pkg:npm/%40a/b\"", NULL },
	{ "a generic package is none", FLAW ONE, CNA ORG,
	    FW "purl: pkg:generic/a/b\n", LEDGER("published", ""),
	    "CVE-1900-0001 ", NULL, "packageURL" },
	{ "a CPE name in the old binding", FLAW ONE, CNA ORG,
	    FW "cpe: \"cpe:/o:a:b\"\n", LEDGER("published", ""),
	    "CVE-1900-0001 ",
	    "{\"criteria\":\"cpe:2.3:o:a:b:*:*:*:*:*:*:*:*\","
	    "\"versionEndIncluding\":\"1.0.0\","
	    "\"versionStartIncluding\":\"1.0.0\",\"vulnerable\":true}",
	    NULL },
	{ "a part that is built in",
	    FLAW "  products:\n  - {product: box, component: fw, "
		 "platform_version: \"7\", versions: [{version: 1.0.0, "
		 "status: known_affected}]}\n",
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"modules\":[\"Ware\"],\"product\":\"Box\",\"vendor\":\"Acme\","
	    "\"versions\":[{\"status\":\"affected\",\"version\":\"7\"}]",
	    "platforms" },
	{ "a bound that is left out is what is said of it",
	    FLAW "  products:\n  - {product: fw, versions: [{range: "
		 "\"vers:semver/>1.0.0|<2.0.0\", status: known_affected}, "
		 "{range: \"vers:semver/<=1.0.0\", status: "
		 "known_affected}]}\n",
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "{\"status\":\"affected\",\"version\":\"1.0.0\"}", "unaffected" },
	{ "of which nothing is said",
	    FLAW "  products:\n  - {product: fw, versions: [{range: "
		 "\"vers:semver/>2.0.0\", status: known_affected}]}\n",
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "{\"status\":\"unknown\",\"version\":\"2.0.0\"}",
	    "\"status\":\"unaffected\"" },
	{ "beyond a range nobody said that all is well",
	    RANGE("{version: 1.0.0, status: fixed}"), CNA ORG, FW,
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unknown\"", NULL },
	{ "beyond a range all is well",
	    RANGE("{version: 2.0.0, status: fixed}"), CNA ORG, FW,
	    LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unaffected\"", NULL },
	{ "but not where prose may mean it",
	    RANGE("{version: 2.0.0, status: fixed}, {text: with x, status: "
		  "known_affected}"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unknown\"", NULL },
	{ "nor where later ones are looked at",
	    RANGE("{version: 2.0.0, status: fixed}, {version: 3.0.0, status: "
		  "under_investigation}"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unknown\"", NULL },
	{ "what is installed on something",
	    FLAW "  products:\n  - {product: box, component: fw, "
		 "relationship: installed_on, versions: [{version: 1.0.0, "
		 "status: known_affected}]}\n",
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"platforms\":[\"Acme Box\"],\"product\":\"Ware\"", "modules" },
	{ "well alone, affected where it is installed",
	    FLAW "  products:\n"
		 "  - {product: fw, status: known_not_affected}\n" BOXED(
		     "versions: [{version: 1.0.0, status: known_affected}]"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unaffected\",\"platforms\":[\"Acme Box\"],"
	    "\"product\":\"Ware\",\"vendor\":\"Acme\",\"versions\":["
	    "{\"status\":\"affected\",\"version\":\"1.0.0\"}]",
	    NULL },
	{ "one version well alone, affected where it is installed",
	    FLAW "  products:\n  - {product: fw, versions: [{version: 1.5.0, "
		 "status: known_not_affected}]}\n" BOXED(
		     "versions: [{range: \"vers:semver/<2.0.0\", status: "
		     "known_affected}]"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "{\"status\":\"affected\",\"version\":\"1.5.0\"}", "unaffected" },
	{ "affected alone, well where it is installed",
	    FLAW
	    "  products:\n  - {product: fw, status: known_affected}\n" BOXED(
		"versions: [{version: 1.0.0, status: "
		"known_not_affected}]"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"affected\",\"product\":\"Ware\","
	    "\"vendor\":\"Acme\",\"versions\":[{\"status\":\"affected\","
	    "\"version\":\"1.0.0\"}]",
	    "platforms" },
	{ "a version of the platform well alone, affected by what is on it",
	    FLAW "  products:\n  - {product: box, versions: [{version: \"7\", "
		 "status: known_not_affected}]}\n" BOXED(
		     "versions: [{version: 1.0.0, status: known_affected}]"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"affected\",\"product\":\"Box\","
	    "\"vendor\":\"Acme\",\"versions\":[{\"status\":\"affected\","
	    "\"version\":\"7\"}]",
	    "unaffected" },
	{ "prose that says well beside a combination that does not",
	    FLAW "  products:\n  - {product: fw, versions: [{text: with Zqx, "
		 "status: known_not_affected}]}\n" BOXED(
		     "versions: [{version: 1.0.0, status: known_affected}]"),
	    CNA ORG, FW, LEDGER("published", ""), "CVE-1900-0001 ",
	    "\"defaultStatus\":\"unknown\"", "Zqx" },
};

#define OTHER_CASE(n)	"cases/2026/PS-2026-000" n "/case.md"
#define ENDED	"exit: {how: rejected, at: 2026-10-01, reason: x, "	\
		"approver: sato}\n"

static void
open_row(struct record_making *m, int i)
{
	const struct model_file more[] = {
		{ "content/organisation.yaml", ROWS[i].organisation },
		{ "content/cve-ids/2026.yaml", ROWS[i].ledger },
		{ "products/acme/fw/product.yaml", ROWS[i].product },
		{ OTHER_CASE("2"),
		    "---\nid: PS-2026-0002\ntitle: {en: x}\nowner: sato\n"
		    "vulnerabilities: [{cve: CVE-1900-0010}]\n---\n" },
		{ OTHER_CASE("3"),
		    "---\nid: PS-2026-0003\ntitle: {en: x}\nowner: sato\n" ENDED
		    "---\n" },
		{ OTHER_CASE("4"),
		    "---\nid: PS-2026-0004\ntitle: {en: x}\nowner: sato\n" ENDED
		    "embargo: {until: 2026-12-01T09:00+09:00}\n"
		    "---\n" },
	};

	record_open(m, ROWS[i].front, RECORD_OUT, more, ARRAY_LEN(more));
	cve_plan(&m->plan, m->view, &m->c);
}

START_TEST(test_record)
{
	struct record_making m;
	struct str ids = S(""), text;

	open_row(&m, _i);
	for (size_t i = 0; i < m.plan.n; i++) {
		const struct str *cve = m.plan.pages[i].page.item;

		ids = str_fmt(m.f.a, "%.*s%.*s ", STR_ARG(ids), STR_ARG(*cve));
	}
	ck_assert_msg(str_eq_z(ids, ROWS[_i].plan), "%s: %.*s", ROWS[_i].name,
	    STR_ARG(ids));
	if (m.plan.n > 0) {
		text = record_compact(m.f.a,
		    record_of(&m, &m.plan.pages[0].page, cve_render));
		ck_assert_msg(model_has(text, ROWS[_i].has), "%s: %.*s",
		    ROWS[_i].name, STR_ARG(text));
		ck_assert_msg(ROWS[_i].lacks == NULL ||
			!model_has(text, ROWS[_i].lacks),
		    "%s: %.*s", ROWS[_i].name, STR_ARG(text));
	}
	record_close(&m);
}
END_TEST

/* A record stands; its timeline tells what became of the advisory. */
START_TEST(test_withdrawn)
{
	const struct model_file more[] = {
		{ "content/organisation.yaml", CNA ORG },
		{ "content/cve-ids/2026.yaml", LEDGER("published", "") },
		{ "products/acme/fw/product.yaml", FW },
	};
	struct record_making m;
	struct str text;

	record_open(&m, FLAW ONE,
	    RECORD_OUT "- {version: 2.0.0, at: 2026-11-02T09:00Z, withdrawn: "
		       "yes, summary: {ja: b, en: b}}\n",
	    more, ARRAY_LEN(more));
	cve_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	text = record_compact(m.f.a,
	    record_of(&m, &m.plan.pages[0].page, cve_render));
	ck_assert_msg(model_has(text,
			  "{\"lang\":\"en\",\"time\":"
			  "\"2026-11-02T09:00:00Z\",\"value\":\"EX-1: "),
	    "%.*s", STR_ARG(text));
	record_close(&m);
}
END_TEST

/* ---- versions ---- */

/* The algorithm in the schema's description of "versions". */
static struct str
evaluated(const struct json_node *item, struct str v)
{
	const struct json_node *e = json_get(item, "versions");

	for (e = e != NULL ? e->first : NULL; e != NULL; e = e->next) {
		struct str low = json_get_str(e, "version");
		struct str below = json_get_str(e, "lessThan");
		struct str last = json_get_str(e, "lessThanOrEqual");

		if (below.n == 0 && last.n == 0) {
			if (str_eq(v, low))
				return json_get_str(e, "status");
			continue;
		}
		if (!str_eq_z(low, "0") && record_cmp(v, low) < 0)
			continue;
		if (str_eq_z(below, "*") ||
		    (below.n > 0 && record_cmp(v, below) < 0) ||
		    (last.n > 0 && record_cmp(v, last) <= 0))
			return json_get_str(e, "status");
	}
	return json_get_str(item, "defaultStatus");
}

static bool
agrees(enum standing s, struct str status)
{
	switch (s) {
	case STANDING_AFFECTED:
		return str_eq_z(status, "affected");
	case STANDING_FIXED:
	case STANDING_NOT_AFFECTED:
		return str_eq_z(status, "unaffected");
	case STANDING_UNDER_INVESTIGATION:
		return str_eq_z(status, "unknown");
	case STANDING_UNKNOWN:
		break;
	}
	/* Beyond the ends of a range a record may say that all is well. */
	return !str_eq_z(status, "affected");
}

START_TEST(test_versions)
{
	const struct model_file more[] = {
		{ "content/organisation.yaml", CNA ORG },
		{ "content/cve-ids/2026.yaml", LEDGER("published", "") },
		{ "products/acme/fw/product.yaml", FW },
	};
	struct record_making m;
	const struct json_node *item;
	const struct public_product *p;
	struct standings said;
	struct arena *a = arena_open();
	const char *front = str_to_z(a,
	    str_fmt(a, FLAW "  products:\n  - {product: fw, %s}\n",
		record_entries[_i]));

	record_open(&m, front, RECORD_OUT, more, ARRAY_LEN(more));
	cve_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	item = record_parsed(&m,
	    record_of(&m, &m.plan.pages[0].page, cve_render));
	item = json_get(json_get(item, "containers"), "cna");
	item = json_get(item, "affected");
	ck_assert(item != NULL && item->first != NULL);
	item = item != NULL ? item->first : NULL;
	p = standing_product(m.view, S("fw"));
	ck_assert_ptr_nonnull(p);
	said = standing_open(a, &m.view->advisories[0],
	    &m.view->advisories[0].vulnerabilities[0], p);
	for (size_t i = 0; i < ARRAY_LEN(record_tried); i++) {
		struct str v = str_z(record_tried[i]);
		struct str status = evaluated(item, v);

		ck_assert_msg(agrees(standing_of(&said, v), status),
		    "%s: %s is %.*s", record_entries[_i], record_tried[i],
		    STR_ARG(status));
	}
	record_close(&m);
	arena_close(a);
}
END_TEST

Suite *
suite_export_cve(void)
{
	Suite *s = suite_create("export_cve");
	TCase *c = tcase_create("cve");

	tcase_add_loop_test(c, test_record, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(c, test_withdrawn);
	tcase_add_loop_test(c, test_versions, 0,
	    (int)ARRAY_LEN(record_entries));
	suite_add_tcase(s, c);
	return s;
}
