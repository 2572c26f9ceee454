/*
 * OSV records as cases say them, and what a consumer makes of them: the
 * versions are evaluated again as the schema's text says.
 */
#include "export/public/osv.h"
#include "export/public/osv_impl.h"
#include "record_text.h"

Suite *suite_export_osv(void);

#define NPM	"name: {en: Ware}\nkind: software\nscheme: semver\n"	\
		"purl: \"pkg:npm/%40acme/fw\"\nversions:\n"		\
		"- {version: 1.0.0, released: 2025-01-01}\n"		\
		"- {version: 1.2.0, released: 2025-02-01}\n"		\
		"- {version: 1.5.0, released: 2025-03-01}\n"		\
		"- {version: 2.0.0, released: 2025-04-01}\n"		\
		"- {version: 2.1.0, released: 2025-05-01}\n"
#define FLAW	"vulnerabilities:\n- cve: CVE-1900-0001\n  products:\n"
#define SOME	"  - {product: fw, versions: [{range: "			\
		"\"vers:semver/>=1.0.0|<2.0.0\", status: "		\
		"known_affected}, {version: 2.0.0, status: fixed}]}\n"
#define RANGE(range, more)						\
	FLAW "  - {product: fw, versions: [{range: \"vers:semver/" range \
	     "\", status: known_affected}" more "]}\n"

static const struct {
	const char *name;
	const char *front;
	const char *product;
	const char *plan;	/* paths of the records */
	const char *has;	/* the first record; or NULL */
	const char *lacks;
} ROWS[] = {
	{ "a package", FLAW SOME, NPM, "osv/x_EX-1.json ",
	    "\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":"
	    "\"@acme/fw\",\"purl\":\"pkg:npm/%40acme/fw\"},\"ranges\":[{"
	    "\"events\":[{\"introduced\":\"1.0.0\"},{\"fixed\":\"2.0.0\"}],"
	    "\"type\":\"SEMVER\"}],\"versions\":[\"1.0.0\",\"1.2.0\","
	    "\"1.5.0\"]}],\"aliases\":[\"CVE-1900-0001\"]",
	    "PS-2026-0001" },
	{ "no package", FLAW SOME,
	    "name: {en: Ware}\nkind: software\npurl: pkg:generic/a/fw\n", "",
	    NULL, NULL },
	{ "nothing that names it", FLAW SOME,
	    "name: {en: Ware}\nkind: software\n", "", NULL, NULL },
	{ "a package that is not affected",
	    FLAW "  - {product: fw, status: known_not_affected}\n", NPM, "",
	    NULL, NULL },
	{ "versions well alone, affected where they are installed",
	    FLAW "  - {product: fw, versions: [{version: 1.0.0, status: "
		 "known_not_affected}, {version: 1.5.0, status: "
		 "known_not_affected}]}\n  - {product: box, component: fw, "
		 "relationship: installed_on, versions: [{range: "
		 "\"vers:semver/>=1.0.0|<2.0.0\", status: known_affected}]}\n",
	    NPM, "osv/x_EX-1.json ",
	    "\"ranges\":[{\"events\":[{\"introduced\":\"1.0.0\"},"
	    "{\"limit\":\"2.0.0\"}],\"type\":\"SEMVER\"}],\"versions\":["
	    "\"1.0.0\",\"1.2.0\",\"1.5.0\"]",
	    NULL },
	{ "two flaws are two records", FLAW SOME "- products:\n" SOME, NPM,
	    "osv/x_EX-1-1.json osv/x_EX-1-2.json ",
	    "\"related\":[\"x_EX-1-2\"]", NULL },
	{ "and only those that have one",
	    FLAW SOME "- products:\n  - {product: box, status: "
		      "known_affected}\n",
	    NPM, "osv/x_EX-1-1.json ", "\"id\":\"x_EX-1-1\"", "related" },
	{ "all of it", FLAW "  - {product: fw, status: known_affected}\n", NPM,
	    "osv/x_EX-1.json ", "\"events\":[{\"introduced\":\"0\"}]",
	    "fixed" },
	{ "up to a version",
	    FLAW "  - {product: fw, versions: [{range: "
		 "\"vers:semver/<=1.5.0\", status: known_affected}]}\n",
	    NPM, "osv/x_EX-1.json ",
	    "[{\"introduced\":\"0\"},{\"last_affected\":\"1.5.0\"}]", NULL },
	{ "one version",
	    FLAW "  - {product: fw, versions: [{version: 1.2.0, status: "
		 "known_affected}]}\n",
	    NPM, "osv/x_EX-1.json ", "\"versions\":[\"1.2.0\"]", "events" },
	{ "after a version: from the very next one",
	    RANGE(">1.2.0|<2.1.0", ", {version: 2.1.0, status: fixed}"), NPM,
	    "osv/x_EX-1.json ",
	    "[{\"introduced\":\"1.2.1-0\"},{\"fixed\":\"2.1.0\"}]", NULL },
	{ "after the last version that there is", RANGE(">2.1.0", ""), NPM,
	    "osv/x_EX-1.json ", "\"events\":[{\"introduced\":\"2.1.1-0\"}]",
	    NULL },
	{ "after a pre-release", RANGE(">1.2.0-rc.1+x", ""), NPM,
	    "osv/x_EX-1.json ", "[{\"introduced\":\"1.2.0-rc.1.0\"}]", NULL },
	{ "after a version that has no next one",
	    FLAW "  - {product: fw, versions: [{range: \"vers:pypi/>1.0\", "
		 "status: known_affected}]}\n",
	    "name: {en: Ware}\nkind: software\npurl: pkg:pypi/fw\n", "", NULL,
	    NULL },
	{ "an end of which nothing is said", RANGE("<2.0.0", ""), NPM,
	    "osv/x_EX-1.json ",
	    "[{\"introduced\":\"0\"},{\"limit\":\"2.0.0\"}]", "fixed" },
	{ "an end that is looked at",
	    RANGE("<2.0.0", ", {version: 2.0.0, status: under_investigation}"),
	    NPM, "osv/x_EX-1.json ", "{\"limit\":\"2.0.0\"}", "fixed" },
	{ "an end that is not affected",
	    RANGE("<2.0.0", ", {version: 2.0.0, status: known_not_affected}"),
	    NPM, "osv/x_EX-1.json ", "{\"fixed\":\"2.0.0\"}", "limit" },
	{ "a fix that is not out yet",
	    RANGE("<3.0.0", ", {version: 3.0.0, status: first_fixed}"),
	    NPM "- {version: 3.0.0, life: planned}\n", "osv/x_EX-1.json ",
	    "{\"limit\":\"3.0.0\"}", "fixed" },
	{ "an order that is not SemVer's", FLAW SOME,
	    "name: {en: Ware}\nkind: software\npurl: pkg:pypi/fw\n",
	    "osv/x_EX-1.json ", "\"type\":\"ECOSYSTEM\"", "SEMVER" },
	{ "scores, newest first, one of a kind",
	    "vulnerabilities:\n- cvss: [CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/"
	    "I:N/A:L]\n  products:\n" SOME,
	    NPM, "osv/x_EX-1.json ",
	    "\"severity\":[{\"score\":\"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/"
	    "I:N/A:L\",\"type\":\"CVSS_V3\"}]",
	    "aliases" },
	{ "where the fix is",
	    FLAW "  - {product: fw, status: known_affected, remediations: "
		 "[{category: vendor_fix, url: \"https://example.com/f\"}]}\n",
	    NPM, "osv/x_EX-1.json ",
	    "{\"type\":\"FIX\",\"url\":\"https://example.com/f\"}", NULL },
	{ "a finder who is not to be named",
	    "source: {channel: finder, credit: {name: Zqname, consent: "
	    "anonymous}}\n" FLAW SOME,
	    NPM, "osv/x_EX-1.json ", NULL, "Zqname" },
};

START_TEST(test_record)
{
	const struct model_file more[] = {
		{ "products/acme/fw/product.yaml", ROWS[_i].product },
	};
	struct record_making m;
	struct str paths = S(""), text;

	record_open(&m, ROWS[_i].front, RECORD_OUT, more, ARRAY_LEN(more));
	osv_plan(&m.plan, m.view, &m.c);
	for (size_t i = 0; i < m.plan.n; i++)
		paths = str_fmt(m.f.a, "%.*s%.*s ", STR_ARG(paths),
		    STR_ARG(m.plan.pages[i].page.path));
	ck_assert_msg(str_eq_z(paths, ROWS[_i].plan), "%s: %.*s",
	    ROWS[_i].name, STR_ARG(paths));
	if (m.plan.n > 0) {
		text = record_compact(m.f.a,
		    record_of(&m, &m.plan.pages[0].page, osv_render));
		ck_assert_msg(model_has(text, ROWS[_i].has), "%s: %.*s",
		    ROWS[_i].name, STR_ARG(text));
		ck_assert_msg(ROWS[_i].lacks == NULL ||
			!model_has(text, ROWS[_i].lacks),
		    "%s: %.*s", ROWS[_i].name, STR_ARG(text));
	}
	record_close(&m);
}
END_TEST

/* ---- packages ---- */

static const struct {
	const char *purl;
	const char *is;		/* "ECOSYSTEM NAME PURL"; NULL: none */
} PACKAGES[] = {
	{ "pkg:npm/fw@1.0", "npm fw pkg:npm/fw" },
	{ "pkg:maven/com.example/fw",
	    "Maven com.example:fw "
	    "pkg:maven/com.example/fw" },
	{ "pkg:golang/example.com/a/fw",
	    "Go example.com/a/fw pkg:golang/example.com/a/fw" },
	{ "pkg:pypi/Fw_x", "PyPI fw-x pkg:pypi/fw-x" },
	{ "pkg:cargo/fw", "crates.io fw pkg:cargo/fw" },
	{ "pkg:composer/a/fw", "Packagist a/fw pkg:composer/a/fw" },
	{ "pkg:gem/fw", "RubyGems fw pkg:gem/fw" },
	{ "pkg:generic/a/fw", NULL },
	{ "pkg:github/a/fw", NULL },
	{ "pkg:deb/debian/fw", NULL },
	{ "pkg:nothing/fw", NULL },
	{ "fw", NULL },
	{ "", NULL },
};

START_TEST(test_package)
{
	struct arena *a = arena_open();
	struct osv_package p;
	bool is = osv_package(a, str_z(PACKAGES[_i].purl), &p);

	ck_assert_msg(is == (PACKAGES[_i].is != NULL), "%s",
	    PACKAGES[_i].purl);
	if (is) {
		struct str said = str_fmt(a, "%.*s %.*s %.*s",
		    STR_ARG(p.ecosystem), STR_ARG(p.name), STR_ARG(p.purl));

		ck_assert_msg(str_eq_z(said, PACKAGES[_i].is), "%.*s",
		    STR_ARG(said));
	}
	arena_close(a);
}
END_TEST

/* ---- versions ---- */

/* The evaluation in the schema's text: the list, or any of the ranges. */
static bool
is_listed(const struct json_node *affected, struct str v)
{
	const struct json_node *x = json_get(affected, "versions");

	for (x = x != NULL ? x->first : NULL; x != NULL; x = x->next) {
		if (str_eq(x->text, v))
			return true;
	}
	return false;
}

/* Events by order of version: introduced sets, the others clear. */
static bool
is_in_range(const struct json_node *range, struct str v)
{
	const struct json_node *e = json_get(range, "events");
	bool is_vulnerable = false;

	for (e = e != NULL ? e->first : NULL; e != NULL; e = e->next) {
		struct str from = json_get_str(e, "introduced");
		struct str fixed = json_get_str(e, "fixed");
		struct str last = json_get_str(e, "last_affected");
		struct str limit = json_get_str(e, "limit");

		if (from.n > 0 &&
		    (str_eq_z(from, "0") || record_cmp(v, from) >= 0))
			is_vulnerable = true;
		if ((fixed.n > 0 && record_cmp(v, fixed) >= 0) ||
		    (limit.n > 0 && record_cmp(v, limit) >= 0) ||
		    (last.n > 0 && record_cmp(v, last) > 0))
			is_vulnerable = false;
	}
	return is_vulnerable;
}

static bool
is_vulnerable(const struct json_node *affected, struct str v)
{
	const struct json_node *r = json_get(affected, "ranges");

	if (is_listed(affected, v))
		return true;
	for (r = r != NULL ? r->first : NULL; r != NULL; r = r->next) {
		if (is_in_range(r, v))
			return true;
	}
	return false;
}

/* Of each version of the inventory the record says what the advisory says. */
START_TEST(test_versions)
{
	const struct model_file more[] = {
		{ "products/acme/fw/product.yaml", NPM },
	};
	struct record_making m;
	const struct json_node *affected = NULL;
	const struct public_product *p;
	struct standings said;
	struct arena *a = arena_open();
	const char *front = str_to_z(a,
	    str_fmt(a, FLAW "  - {product: fw, %s}\n", record_entries[_i]));

	record_open(&m, front, RECORD_OUT, more, ARRAY_LEN(more));
	osv_plan(&m.plan, m.view, &m.c);
	p = standing_product(m.view, S("fw"));
	if (m.plan.n > 0) {
		affected = json_get(record_parsed(&m,
					record_of(&m, &m.plan.pages[0].page,
					    osv_render)),
		    "affected");
		affected = affected != NULL ? affected->first : NULL;
	}
	ck_assert_ptr_nonnull(p);
	said = standing_open(a, &m.view->advisories[0],
	    &m.view->advisories[0].vulnerabilities[0], p);
	for (size_t i = 0; p != NULL && i < p->n_versions; i++) {
		struct str v = p->versions[i].version;
		bool is_affected = standing_of(&said, v) == STANDING_AFFECTED;

		ck_assert_msg(is_vulnerable(affected, v) == is_affected,
		    "%s: %.*s", record_entries[_i], STR_ARG(v));
	}
	record_close(&m);
	arena_close(a);
}
END_TEST

Suite *
suite_export_osv(void)
{
	Suite *s = suite_create("export_osv");
	TCase *c = tcase_create("osv");

	tcase_add_loop_test(c, test_record, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, test_package, 0, (int)ARRAY_LEN(PACKAGES));
	tcase_add_loop_test(c, test_versions, 0,
	    (int)ARRAY_LEN(record_entries));
	suite_add_tcase(s, c);
	return s;
}
