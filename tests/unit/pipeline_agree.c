/*
 * Public documents held against the page: what the exporters write agrees, and
 * each kind of alteration is told; an edition sees what it sees of it.
 */
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "export/agreement.h"
#include "export/plan.h"
#include "model_text.h"
#include "pipeline/agree.h"
#include "pipeline/build.h"
#include "pipeline/theme.h"
#include "wall/public_view.h"
#include "wall/wall.h"

Suite *suite_pipeline_agree(void);

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define V4	"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N" \
		"/SI:N/SA:N"
#define V31	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"

#define HEAD \
	    "---\nid: PS-2026-0001\ntitle: {ja: 題, en: A title}\n" \
	    "advisory: EX-2026-0001\n" \
	    "source: {channel: finder, party: jpcert, credit: " \
	    "{name: Hana & S., " \
	    "consent: named}}\n" \
	    "references:\n- {url: \"https://example.com/jvn?a=1&b=2\", " \
	    "summary: Reference}\n" \
	    "vulnerabilities:\n- cve: CVE-1900-0001\n  cwe: CWE-287\n" \
	    "  ids: [{system_name: JVN, text: \"JVN#1\"}]\n" \
	    "  title: {ja: 欠陥, en: A flaw}\n" \
	    "  cvss: [\"" V4 "\", \"" V31 "\"]\n" \
	    "  products:\n"

#define PRODUCTS \
	    "  - product: fw\n    versions:\n" \
	    "    - {range: \"vers:semver/>=1.0.0|<2.0.0\", " \
	    "status: known_affected}\n" \
	    "    - {version: 2.0.0, status: first_fixed}\n" \
	    "    remediations: [{category: vendor_fix, version: 2.0.0, " \
	    "url: \"https://example.com/fw\", date: 2026-10-01}]\n" \
	    "  - {product: box, status: known_not_affected, " \
	    "justification: component_not_present}\n" \
	    "  - {product: eye, versions: [{version: \"7\", " \
	    "status: under_investigation}]}\n"

static const struct model_file files[] = {
	{ "content/organisation.yaml",
	    "name: {ja: 例, en: Example}\nrepository: internal\n"
	    "ceiling: AMBER+STRICT\npublisher: {category: vendor, name: x, "
	    "namespace: \"https://example.com\"}\n"
	    "base_url: https://example.com/\nzone: Asia/Tokyo\n"
	    "languages: [ja]\nids: {case_prefix: PS, advisory_prefix: EX}\n"
	    "contact: {email: psirt@example.com}\n"
	    "cna: {org_id: 01234567-89ab-4cde-8f01-23456789abcd, "
	    "short_name: example}\ncsaf: {versions: [\"2.0\", \"2.1\"]}\n" },
	{ "content/cve-ids/2026.yaml",
	    "ids:\n- {cve: CVE-1900-0001, state: published, "
	    "case_id: PS-2026-0001}\n" },
	{ CASE, HEAD PRODUCTS "---\n" },
	{ "cases/2026/PS-2026-0001/published.yaml",
	    "revisions:\n- {version: 1.0.0, at: 2026-11-01T09:00Z, "
	    "summary: {ja: a, en: a}}\n"
	    "- {version: 1.1.0, at: 2026-11-02T09:00Z, "
	    "summary: {ja: b, en: b}}\n" },
	{ "products/acme/fw/product.yaml",
	    "name: {en: Ware}\nkind: firmware\nscheme: semver\n"
	    "purl: pkg:npm/ware\ncpe: "
	    "\"cpe:2.3:a:acme:ware:*:*:*:*:*:*:*:*\"\nversions:\n"
	    "- {version: 1.0.0, released: 2026-01-01, purl: "
	    "\"pkg:npm/ware@1.0.0\"}\n"
	    "- {version: 1.5.0, released: 2026-01-02}\n- {version: 2.0.0, "
	    "released: 2026-01-03}\n"
	    "- {version: 2.1.0, released: 2026-01-03}\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\n" },
	{ "products/acme/eye/product.yaml",
	    "name: {en: Eye}\nkind: hardware\nversions: [{version: \"7\"}]\n" },
};

/* What is changed in the files whose path has `path`, and what is told. */
static const struct {
	const char *path;
	const char *from;
	const char *to;
	const char *told;	/* NULL: nothing */
} ROWS[] = {
	{ "none", "x", "y", NULL },
	/* Where versions stand. */
	{ "white/2026/ex-2026-0001.json", "first_fixed", "last_affected",
	    "CSAF 2.0 says 'affected' of Ware 2.0.0 to CVE-1900-0001, the page "
	    "says 'fixed'" },
	{ "white/2026/ex-2026-0001.json", "|<2.0.0\"", "|<1.2.0\"",
	    "CSAF 2.0 says 'unknown' of Ware 1.5.0" },
	{ "v2.1/clear/2026/ex-2026-0001.json", "known_not_affected", "fixed",
	    "CSAF 2.1 says 'fixed' of Box to" },
	{ "white/2026/ex-2026-0001-vex-cve-1900-0001.json",
	    "under_investigation", "fixed", "CSAF VEX says 'fixed' of Eye 7" },
	{ "v2.1/clear/2026/ex-2026-0001-vex-cve-1900-0001.json",
	    "under_investigation", "fixed",
	    "CSAF 2.1 VEX says 'fixed' of Eye 7" },
	{ ".openvex.json", "\"status\": \"affected\"", "\"status\": \"fixed\"",
	    "OpenVEX says 'fixed' of Ware 1.0.0" },
	{ ".openvex.json", "ware@1.0.0", "ware@1.0.1",
	    "OpenVEX says 'unknown' of Ware 1.0.0" },
	{ ".cdx.json", "\"state\": \"resolved\"", "\"state\": \"exploitable\"",
	    "CycloneDX says 'two things at once' of Ware 2.0.0" },
	{ ".cdx.json", "\"range\": \"vers:semver/>=1.0.0|<2.0.0\"",
	    "\"range\": \"vers:semver/>=1.2.0|<2.0.0\"",
	    "CycloneDX says 'unknown' of Ware 1.0.0" },
	{ "cve/CVE-", "\"lessThan\": \"2.0.0\"", "\"lessThan\": \"1.5.0\"",
	    "of Ware 1.5.0" },
	{ "cve/CVE-", "\"versionEndExcluding\": \"2.0.0\"",
	    "\"versionEndExcluding\": \"1.5.0\"",
	    "CVE says 'two things at once' of Ware 1.5.0" },
	{ "osv/", "\"fixed\": \"2.0.0\"", "\"fixed\": \"2.1.0\"",
	    "OSV says 'affected' of Ware 2.0.0" },
	{ "status/products/fw.json", "\"status\": \"fixed\"",
	    "\"status\": \"known_affected\"",
	    "status.json says 'affected' of Ware 2.0.0" },
	/* What else machines are told. */
	{ "white/2026/ex-2026-0001.json", "CVE-1900-0001", "CVE-1900-0002",
	    "CSAF 2.0 does not name CVE-1900-0001" },
	{ "cve/CVE-", V31, "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H",
	    "CVE has the score CVSS:3.1/AV:N/AC:H" },
	{ "cve/CVE-", V31, "", "CVE lacks the score " V31 " of the page" },
	{ ".cdx.json", "\"score\": 9.8", "\"score\": 9.7",
	    "CycloneDX says 9.7 for " V31 ", not 9.8" },
	{ "osv/", "CWE-287", "CWE-288",
	    "OSV has the weakness 'CWE-288', the page CWE-287" },
	{ "white/2026/ex-2026-0001.json",
	    "\"current_release_date\": \"2026-11-02",
	    "\"current_release_date\": \"2026-11-03",
	    "CSAF 2.0 says last updated 2026-11-03" },
	{ ".openvex.json", "\"timestamp\": \"2026-11-01",
	    "\"timestamp\": \"2026-10-01",
	    "OpenVEX says first published 2026-10-01" },
	{ "osv/", "Hana & S.", "Hina & S.", "OSV does not thank Hana & S." },
	{ "osv/", "Hana & S.", "Hina & S.", "OSV thanks Hina & S., the page" },
	{ ".cdx.json", "jvn?a=1&b=2", "jvn?a=1",
	    "CycloneDX lacks the reference https://example.com/jvn?a=1&b=2" },
	{ "cve/CVE-", "https://example.com/jvn", "https://example.org/jvn",
	    "CVE refers to https://example.org/jvn" },
	{ "cve/CVE-", "\"dataType\": \"CVE_RECORD\"", "\"dataType\": \"X\"",
	    "CVE cannot be read: it is of no known format" },
	{ ".openvex.json", "{", "[", "OpenVEX cannot be read: it is no JSON" },
	/* What people are told. */
	{ "en/advisories/EX-2026-0001.html", V4, "",
	    "the page in English lacks the score '" V4 "'" },
	{ "ja/advisories/EX-2026-0001.html", "Hana", "Hina",
	    "the page in Japanese lacks the thanks to 'Hana & S.'" },
	{ "ja/advisories/EX-2026-0001.html", "jvn?a=1", "jvn?a=2",
	    "the page in Japanese lacks the reference" },
	{ "ja/advisories/EX-2026-0001.txt", "2.0.0", "2.0.1",
	    "the text in Japanese lacks the version '2.0.0'" },
	{ "en/advisories/EX-2026-0001.txt", "2026-11-02T", "2026-12-02T",
	    "the text in English lacks the date" },
	{ "en/advisories/EX-2026-0001.txt", "JVN#1", "JVN#2",
	    "the text in English lacks the number 'JVN#1'" },
};

struct run {
	struct model_fixture f;
	struct theme theme;
	struct build b;
	const struct public_view *v;
	struct export_context c;
	struct plan plan;
};

static void
run_open(struct run *r, const char *products)
{
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	struct model_file own[ARRAY_LEN(files)];

	memset(r, 0, sizeof(*r));
	model_fixture_open(&r->f);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		own[i] = files[i];
		if (strcmp(files[i].path, CASE) == 0)
			own[i].text = str_to_z(r->f.a,
			    str_fmt(r->f.a, HEAD "%s---\n", products));
	}
	model_fixture_load(&r->f, own, ARRAY_LEN(own));
	ck_assert_msg(diags_len(r->f.d) == 0, "%s",
	    diags_len(r->f.d) > 0 ? model_said(&r->f, 0) : "");
	ck_assert(theme_load(r->f.a, NULL, r->f.ss, r->f.d, NULL, &r->theme));
	w.model = r->f.m;
	w.pool = r->f.pool;
	w.perm = r->f.a;
	w.d = r->f.d;
	w.words = r->theme.words;
	r->v = wall_public(&w);
	ck_assert(r->v != NULL && r->v->n_advisories == 1);
	r->b = (struct build){ .model = r->f.m,
		.sources = r->f.ss,
		.pool = r->f.pool,
		.perm = r->f.a,
		.d = r->f.d,
		.now = w.now };
	r->c = (struct export_context){ .templates = r->theme.templates,
		.words = r->theme.words,
		.now = w.now,
		.version = S("1"),
		.edition = S("public"),
		.ceiling = S("CLEAR") };
	r->plan.perm = r->f.a;
	for (size_t i = 0; export_public_at(i) != NULL; i++) {
		r->plan.exporter = i;
		export_public_at(i)->plan(&r->plan, r->v, &r->c);
	}
}

/* The text with all of one replaced by another. */
static struct str
altered(struct arena *a, struct str s, const char *from, const char *to)
{
	struct str out = S("");
	size_t at;

	while ((at = str_find(s, str_z(from), 0)) != SIZE_MAX) {
		out = str_fmt(a, "%.*s%.*s%s", STR_ARG(out),
		    STR_ARG(str_sub(s, 0, at)), to);
		s = str_from(s, at + strlen(from));
	}
	return str_cat(a, out, s);
}

/* The number of files that were altered. */
static size_t
feed(struct run *r, struct agree *g, int row)
{
	size_t n = 0;

	for (size_t i = 0; i < r->plan.n; i++) {
		const struct plan_page *p = &r->plan.pages[i];
		struct buf b;
		struct str s;

		buf_init(&b, LIMIT_PAGE_BYTES);
		ck_assert(
		    export_public_at(p->exporter)
			->render(&p->page, r->v, &r->c, r->f.a, &b, r->f.d));
		s = buf_str(&b);
		if (str_find(p->page.path, str_z(ROWS[row].path), 0) !=
		    SIZE_MAX) {
			struct str other = altered(r->f.a, s, ROWS[row].from,
			    ROWS[row].to);

			n += !str_eq(s, other);
			s = other;
		}
		agree_file(g, p->page.path, s, 0);
		buf_fini(&b);
	}
	return n;
}

START_TEST(test_agree)
{
	struct run r;
	const struct agreement *out = NULL;
	struct agree *g;
	bool ok, found = false;
	size_t n;

	run_open(&r, PRODUCTS);
	g = agree_open(&r.b, r.v);
	n = feed(&r, g, _i);
	ok = agree_close(g, &r.b, &out);
	if (ROWS[_i].told == NULL) {
		ck_assert_msg(ok, "%s", ok ? "" : model_said(&r.f, 0));
		ck_assert_uint_eq(out->n_differ, 0);
		for (size_t i = 0; i < READING_FORMATS; i++)
			ck_assert_msg(out->has[i], "no document of format %zu",
			    i);
		/* 6 rows in 9 formats, OSV only of the package. */
		ck_assert_uint_eq(out->n_cells, 6 * 8 + 4);
	} else {
		ck_assert_msg(n > 0, "row %d: nothing to alter", _i);
		ck_assert_msg(!ok, "row %d: not told", _i);
		for (size_t i = 0; i < out->advisories[0].n_faults; i++)
			found |= str_find(out->advisories[0].faults[i],
				     str_z(ROWS[_i].told), 0) != SIZE_MAX;
		ck_assert_msg(found, "row %d: %.*s", _i,
		    STR_ARG(out->advisories[0].faults[0]));
		ck_assert(
		    str_eq_z(diags_at(r.f.d, 0)->rule, "formats-disagree"));
		ck_assert(
		    str_eq_z(source_get(r.f.ss, diags_at(r.f.d, 0)->at.file)
				 ->path,
			CASE));
	}
	model_fixture_close(&r.f);
}
END_TEST

/*
 * What is installed beside what is said of the part or the whole alone: all
 * formats agree, and none gives an all-clear.
 */
#define BESIDE(entry)	"  - {" entry "}\n"
#define FW(said)	BESIDE("product: fw, " said)
#define BOX(said)	BESIDE("product: box, " said)
#define ON		"component: fw, relationship: installed_on, "
#define IN		"component: fw, relationship: default_component_of, "
#define ONE(said)	"versions: [{version: 1.5.0, " said "}]"
#define RANGE(said)	"versions: [{range: \"vers:semver/>=1.0.0|<2.0.0\", " \
			said "}]"
#define AFF		"status: known_affected"
#define NOT		"status: known_not_affected"
#define WHY		", justification: component_not_present"
#define FIX		"status: fixed"

static const struct {
	const char *products;
	const char *product;
	const char *version;
	enum reading_is is;
} BESIDES[] = {
	{ FW(NOT WHY) BOX(ON ONE(AFF)), "fw", "1.5.0", READING_AFFECTED },
	{ FW(NOT WHY) BOX(ON ONE(AFF)), "fw", "2.0.0", READING_NOT_AFFECTED },
	{ FW(NOT WHY) BOX(ON RANGE(AFF)), "fw", "1.0.0", READING_AFFECTED },
	{ FW(ONE(NOT)) BOX(ON RANGE(AFF)), "fw", "1.5.0", READING_AFFECTED },
	{ FW(RANGE(NOT)) BOX(ON ONE(AFF)), "fw", "1.5.0", READING_AFFECTED },
	{ FW(RANGE(NOT)) BOX(ON ONE(AFF)), "fw", "1.0.0",
	    READING_NOT_AFFECTED },
	{ FW(AFF) BOX(ON ONE(NOT)), "fw", "1.5.0", READING_AFFECTED },
	{ FW(RANGE(AFF)) BOX(ON NOT), "fw", "1.5.0", READING_AFFECTED },
	{ FW(RANGE(AFF)) BOX(ON NOT), "fw", "2.0.0", READING_NOT_AFFECTED },
	{ FW(NOT WHY) BOX(ON AFF), "fw", "2.1.0", READING_AFFECTED },
	{ BOX(NOT WHY) BOX(ON ONE(AFF)), "box", "", READING_AFFECTED },
	{ BOX(NOT WHY) BOX(ON ONE("status: under_investigation")), "box", "",
	    READING_INVESTIGATED },
	{ BOX(NOT WHY) BESIDE("product: fw, component: box, relationship: "
			      "installed_on, platform_version: 1.5.0, " AFF),
	    "box", "", READING_AFFECTED },
	{ FW(ONE(NOT)) BESIDE("product: fw, component: box, relationship: "
			      "installed_on, platform_version: 1.5.0, " AFF),
	    "fw", "1.5.0", READING_AFFECTED },
	{ FW(ONE(NOT)) BESIDE("product: fw, component: box, relationship: "
			      "installed_on, " AFF),
	    "fw", "1.5.0", READING_AFFECTED },
	{ FW(ONE(FIX)) BESIDE("product: fw, component: box, relationship: "
			      "installed_on, " AFF),
	    "fw", "1.5.0", READING_AFFECTED },
	{ FW(ONE(FIX)) BESIDE("product: fw, component: box, relationship: "
			      "default_component_of, " AFF),
	    "fw", "1.5.0", READING_FIXED },
	{ FW(ONE(FIX)) BESIDE("product: fw, component: box, relationship: "
			      "default_component_of, " AFF),
	    "fw", "1.0.0", READING_AFFECTED },
	{ FW(NOT WHY) BOX(IN ONE(AFF)), "fw", "1.5.0", READING_AFFECTED },
	{ FW(RANGE(AFF)) BOX(IN ONE(NOT)), "fw", "1.5.0", READING_AFFECTED },
	{ BOX(ON RANGE(AFF)) BOX(ON ONE(FIX)), "fw", "1.5.0", READING_FIXED },
	{ BOX(ON RANGE(AFF))
		BESIDE("product: eye, platform_version: \"7\", " ON ONE(NOT)),
	    "fw", "1.5.0", READING_AFFECTED },
};

START_TEST(test_beside)
{
	struct run r;
	const struct agreement *out = NULL;
	const struct agreement_flaw *flaw;
	struct agree *g;
	bool ok, found = false;

	run_open(&r, BESIDES[_i].products);
	g = agree_open(&r.b, r.v);
	(void)feed(&r, g, 0);
	ok = agree_close(g, &r.b, &out);
	ck_assert_msg(ok, "row %d: %s", _i, ok ? "" : model_said(&r.f, 0));
	flaw = &out->advisories[0].flaws[0];
	for (size_t i = 0; i < flaw->n_rows; i++) {
		const struct agreement_row *row = &flaw->rows[i];

		if (!str_eq_z(row->inventory, BESIDES[_i].product) ||
		    !str_eq_z(row->version, BESIDES[_i].version))
			continue;
		found = true;
		ck_assert_msg(row->is == BESIDES[_i].is, "row %d: %u", _i,
		    row->is);
		/* Affected is said by all that say anything of it. */
		for (size_t j = 0; j < READING_FORMATS; j++)
			ck_assert_msg(row->is != READING_AFFECTED ||
				row->says[j] == 0 ||
				(row->says[j] & READING_AFFECTED) != 0,
			    "row %d: format %zu says %u", _i, j, row->says[j]);
	}
	ck_assert_msg(found, "row %d: no such version", _i);
	model_fixture_close(&r.f);
}
END_TEST

/* Documents of what is withdrawn take back what the page keeps as a record. */
START_TEST(test_withdrawn)
{
	struct run r;
	const struct agreement *out = NULL;
	struct agree *g;
	bool ok;

	run_open(&r, PRODUCTS);
	r.v->advisories[0].is_withdrawn = true;
	g = agree_open(&r.b, r.v);
	(void)feed(&r, g, 0);
	ok = agree_close(g, &r.b, &out);
	ck_assert_msg(ok, "%s", ok ? "" : model_said(&r.f, 0));
	ck_assert_uint_eq(out->n_differ, 0);
	model_fixture_close(&r.f);
}
END_TEST

/* What an edition does not hold, and what it is shown of row 1's comparison. */
static const struct {
	const char *without;
	size_t n;		/* advisories */
	size_t n_rows;
	bool has_faults;
} SEEN[] = {
	{ "none", 1, 6, true },
	{ CASE, 0, 0, false },
	{ "products/acme/box/product.yaml", 1, 5, false },
};

START_TEST(test_seen)
{
	struct model_file over[ARRAY_LEN(files) + 1];
	const struct agreement *out = NULL, *seen;
	struct model_fixture edition;
	struct agree *g;
	struct run r;
	size_t n_rows = 0, n_cells = 0;

	run_open(&r, PRODUCTS);
	g = agree_open(&r.b, r.v);
	(void)feed(&r, g, 1);
	ck_assert(!agree_close(g, &r.b, &out));
	memcpy(over, files, sizeof(files));
	over[ARRAY_LEN(files)] = (struct model_file){ SEEN[_i].without, NULL };
	if (_i == 0)
		over[ARRAY_LEN(files)].path = NULL;
	model_fixture_open(&edition);
	model_fixture_load(&edition, over, ARRAY_LEN(over));
	seen = agree_seen(r.f.a, out, edition.m);
	ck_assert_msg(seen->n == SEEN[_i].n, "%s: %zu advisories",
	    SEEN[_i].without, seen->n);
	for (size_t i = 0; i < seen->n; i++) {
		const struct agreement_advisory *adv = &seen->advisories[i];

		ck_assert(adv->n_faults == 0 || adv->faults[0].n > 0);
		n_cells += adv->n_cells;
		for (size_t j = 0; j < adv->n_flaws; j++)
			n_rows += adv->flaws[j].n_rows;
	}
	ck_assert_msg(n_rows == SEEN[_i].n_rows, "%s: %zu rows",
	    SEEN[_i].without, n_rows);
	ck_assert_msg((seen->n_faults > 0) == SEEN[_i].has_faults,
	    "%s: %zu faults", SEEN[_i].without, seen->n_faults);
	/* No total tells of what is left out. */
	ck_assert_uint_eq(seen->n_cells, n_cells);
	ck_assert_msg((n_cells == out->n_cells) == (_i == 0), "%s: %zu cells",
	    SEEN[_i].without, n_cells);
	model_fixture_close(&edition);
	model_fixture_close(&r.f);
}
END_TEST

Suite *
suite_pipeline_agree(void)
{
	Suite *s = suite_create("pipeline_agree");
	TCase *t = tcase_create("agree");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_agree, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(t, test_beside, 0, (int)ARRAY_LEN(BESIDES));
	tcase_add_test(t, test_withdrawn);
	tcase_add_loop_test(t, test_seen, 0, (int)ARRAY_LEN(SEEN));
	suite_add_tcase(s, t);
	return s;
}
