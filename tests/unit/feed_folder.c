/*
 * feed/feed_read, feed/feed_beside over the sample data: each file of its feeds
 * has records or stands beside those that have; what is reported is told here.
 * And what the sources that distributions, the EU and VulnCheck publish say is
 * in the records, compared with the files' own trees.
 */
#include "feed/feed_beside.h"

#include "base/attr.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/num.h"
#include "base/span.h"
#include "feed/feed_pull.h"
#include "feed_dump.h"
#include "test.h"
#include "text/json_read.h"

#define MEMBER_BYTES	((size_t)1 << 20)

static struct arena *a;
static struct io_dir *dir;

static void
setup(void)
{
	a = arena_open();
	if (test_data_dir() != NULL)
		ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
}

static void
teardown(void)
{
	if (test_data_dir() != NULL)
		io_dir_close(dir);
	arena_close(a);
}

/* ---- every file --------------------------------------------------------- */

/* Files of which something is left out, and what is said of them. */
static struct {
	struct str path;
	const char *says;
	bool is_seen;
} faults[] = {
	/* published so, as an example of MyJVN's answers */
	{ STR_INIT("jvn/api-hnd/dataFeed_jvndb_rss_hnd.xml"),
	    "it is no XML at column 10", false },
	{ STR_INIT("jvn/api-oka/dataFeed_jvndb_detail_oka.json"),
	    "a value was expected", false },
	/* cut for the sample, as the source's own count shows */
	{ STR_INIT("jvn/api-hnd/dataFeed_jvndb_detail_hnd.xml"),
	    "it says that it has 2346 records, it has 7", false },
	{ STR_INIT("jvn/feed-fixtures/detail/jvndb_detail_2022.rdf"),
	    "it says that it has 1406 records, it has 2", false },
	{ STR_INIT("jvn/feed-fixtures/detail/jvndb_detail_2023.rdf"),
	    "it says that it has 3423 records, it has 2", false },
	/* a name with colons that are not quoted */
	{ STR_INIT("nvd/nvdcve-2.0-sample.json"), "is no CPE name", false },
};

static size_t files;

static bool
count(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	size_t *n = ctx;

	(void)doc;
	(void)r;
	(*n)++;
	return true;
}

/* One report at most, and one that is told here. */
static void
see_reports(struct str path, const struct diags *d)
{
	struct str says = diags_len(d) > 0 ? diags_at(d, 0)->message : S("");
	struct str want = S("");

	for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
		if (!str_ends(path, faults[i].path))
			continue;
		faults[i].is_seen = true;
		want = str_z(faults[i].says);
	}
	ck_assert_msg(diags_len(d) == (want.n > 0 ? 1u : 0u) &&
		str_find(says, want, 0) != SIZE_MAX,
	    "%.*s: %.*s", STR_ARG(path), STR_ARG(says));
}

static void
see_file(struct str path)
{
	size_t records = 0;
	struct feed_head head = feed_beside_head(a, dir, path);
	struct feed_sink sink = { count, &records, diags_open(a) };

	files++;
	if (feed_format_of(head.text) == FEED_FORMATS &&
	    feed_beside(dir, path, &head) != NULL)
		return;
	(void)feed_read(dir, S("sample"), path, &sink);
	ck_assert_msg(records > 0, "%.*s: nobody knows what it is",
	    STR_ARG(path));
	see_reports(path, sink.d);
}

static void
walk(struct str path)
{
	struct io_entry *v;
	size_t n;

	ck_assert_int_eq(io_list(dir, path, a, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str at = str_fmt(a, "%.*s/%.*s", STR_ARG(path),
		    STR_ARG(v[i].name));

		if (v[i].kind == IO_DIR)
			walk(at);
		else
			see_file(at);
	}
}

START_TEST(folder)
{
	if (test_data_dir() == NULL) {
		test_skip("feed_folder folder", "HANSHO_DATA is not set");
		return;
	}
	walk(S("feeds"));
	ck_assert_uint_gt(files, 400);
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		ck_assert_msg(faults[i].is_seen, "%.*s: not there",
		    STR_ARG(faults[i].path));
}
END_TEST

/* ---- what a file says --------------------------------------------------- */

static struct map *said;	/* id -> its record, as dump_record() has it */

static bool
take(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	struct str *text = arena_new(a, struct str);
	struct buf b;

	(void)ctx;
	(void)doc;
	buf_init(&b, MEMBER_BYTES);
	dump_record(&b, a, r);
	*text = str_dup(a, buf_str(&b));
	buf_fini(&b);
	ck_assert(map_add(said, str_dup(a, r->id), text));
	return true;
}

static const struct json_node *
tree(struct str text)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("sample"));
	const struct json_node *n;

	source_set_text(ss, file, text);
	n = json_tree(a, ss, file, diags_open(a));
	ck_assert_ptr_nonnull(n);
	return n;
}

/* Read a file's records; its own tree, of an archive the first member's. */
static const struct json_node *
open_file(struct str path)
{
	struct feed_sink sink = { take, NULL, diags_open(a) };
	char *text = arena_bytes(a, MEMBER_BYTES);
	size_t n = 0, got = 1;
	struct feed_pull *p;
	struct str name;

	said = map_open(a);
	ck_assert(feed_read(dir, S("sample"), path, &sink));
	ck_assert_uint_eq(diags_len(sink.d), 0);
	ck_assert_int_eq(feed_pull_open(a, dir, path, &p), 0);
	ck_assert(feed_pull_next(p, &name));
	while (got > 0) {
		ck_assert(feed_pull_read(p, text + n, MEMBER_BYTES - n, &got));
		n += got;
	}
	feed_pull_close(p);
	return tree((struct str){ text, n });
}

static const struct json_node *
list_of(const struct json_node *n, const char *name)
{
	n = json_get(n, name);
	return n != NULL ? n->first : NULL;
}

static struct str
record(struct str id)
{
	const struct str *text = map_get(said, id);

	ck_assert_msg(text != NULL, "%.*s is lost", STR_ARG(id));
	return *text;
}

static void
must(struct str id, struct str what)
{
	ck_assert_msg(str_find(record(id), what, 0) != SIZE_MAX,
	    "%.*s: '%.*s' is lost of\n%.*s", STR_ARG(id), STR_ARG(what),
	    STR_ARG(record(id)));
}

/* The line of a record that begins so; in it must stand what. */
static void
must_line(struct str id, struct str begin, struct str what)
{
	struct str rest = record(id), line;

	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		line = str_cat(a, line, S("\n"));
		if (str_starts(line, begin) &&
		    str_find(line, what, 0) != SIZE_MAX)
			return;
	}
	ck_assert_msg(false, "%.*s: '%.*s ... %.*s' is lost", STR_ARG(id),
	    STR_ARG(begin), STR_ARG(what));
}

static struct str
seconds(const struct json_node *n)
{
	struct instant t = { 0 };

	ck_assert(num_parse(n->text, 0, INT32_MAX, &t.s));
	return instant_format_utc(a, t);
}

/* ---- AlmaLinux ---------------------------------------------------------- */

static void
see_package(struct str id, const struct json_node *n)
{
	struct str epoch = json_get_str(n, "epoch"), module, part;
	struct str name = json_get_str(n, "name");
	struct str version = str_fmt(a, "%.*s-%.*s",
	    STR_ARG(json_get_str(n, "version")),
	    STR_ARG(json_get_str(n, "release")));

	/* Both updates of the sample are of release 8. */
	ck_assert(str_find(version, S("el8"), 0) != SIZE_MAX);
	if (!str_eq(epoch, S("0")))
		version = str_fmt(a, "%.*s:%.*s", STR_ARG(epoch),
		    STR_ARG(version));
	(void)str_cut(json_get_str(n, "module"), ':', &module, &part);
	(void)str_cut(part, ':', &part, &(struct str){ NULL, 0 });
	if (module.n > 0)
		module = str_fmt(a, " module=%.*s:%.*s", STR_ARG(module),
		    STR_ARG(part));
	must(id,
	    str_fmt(a,
		"package type=rpm in=almalinux name=%.*s release=8%.*s "
		"product=%.*s scheme=rpm (;%.*s)a else f\n",
		STR_ARG(name), STR_ARG(module), STR_ARG(name),
		STR_ARG(version)));
}

START_TEST(almalinux)
{
	const struct json_node *n, *p;
	size_t cves = 0;

	if (test_data_dir() == NULL) {
		test_skip("feed_folder almalinux", "HANSHO_DATA is not set");
		return;
	}
	n = list_of(open_file(S("feeds/distro/almalinux/errata.full.json")),
	    "data");
	ck_assert_uint_eq(map_len(said), 2);
	for (; n != NULL; n = n->next) {
		struct str id = json_get_str(n, "id");

		must(id, str_cat(a, S("title_en="), json_get_str(n, "title")));
		must(id,
		    str_cat(a, S("published="),
			seconds(json_get(n, "issued_date"))));
		must(id,
		    str_cat(a, S("modified="),
			seconds(json_get(n, "updated_date"))));
		for (p = list_of(n, "packages"); p != NULL; p = p->next)
			see_package(id, p);
		for (p = list_of(n, "references"); p != NULL; p = p->next) {
			must(id, json_get_str(p, "href"));
			if (!str_eq(json_get_str(p, "type"), S("cve")))
				continue;
			must(id, json_get_str(p, "id"));
			cves++;
		}
		/* Several vulnerabilities are not one. */
		ck_assert(str_find(record(id), S("aliases="), 0) == SIZE_MAX);
	}
	ck_assert_uint_eq(cves, 12);
}
END_TEST

/* ---- Red Hat ------------------------------------------------------------ */

START_TEST(redhat)
{
	static const struct str id = STR_INIT("CVE-2023-6204");
	const struct json_node *root, *n;
	struct str rest, line;
	size_t states = 0;

	if (test_data_dir() == NULL) {
		test_skip("feed_folder redhat", "HANSHO_DATA is not set");
		return;
	}
	root = open_file(
	    S("feeds/distro/redhat/securitydata-CVE-2023-6204.json"));
	must(id,
	    str_cat(a, S("published="), json_get_str(root, "public_date")));
	must(id, str_cat(a, S("cwes="), json_get_str(root, "cwe")));
	n = json_get(root, "cvss3");
	must(id,
	    str_fmt(a, "score=%.*s,,75",
		STR_ARG(json_get_str(n, "cvss3_scoring_vector"))));
	must(id, json_get_str(json_get(root, "bugzilla"), "description"));
	must(id, json_get_str(json_get(root, "bugzilla"), "url"));
	n = list_of(root, "references");
	rest = n != NULL ? n->text : S("");
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		must(id, str_cat(a, S("link="), line));
	}
	for (n = list_of(root, "package_state"); n != NULL; n = n->next) {
		struct str on = json_get_str(n, "product_name");
		struct str state = json_get_str(n, "fix_state");
		bool is_over = str_eq(state, S("Out of support scope"));

		states++;
		must_line(id,
		    str_fmt(a,
			"package type=rpm in=redhat name=%.*s release=%c "
			"cpe=cpe:2.3:o:redhat:enterprise_linux:%c:",
			STR_ARG(json_get_str(n, "package_name")),
			on.p[on.n - 1], on.p[on.n - 1]),
		    str_fmt(a,
			" on=%.*s scheme=rpm source-name all else %c "
			"note=%.*s\n",
			STR_ARG(on), is_over ? 'w' : 'a', STR_ARG(state)));
	}
	ck_assert_uint_eq(states, 8);
}
END_TEST

/* ---- EUVD --------------------------------------------------------------- */

static const struct {
	struct str told, time;
} times[] = {
	{ STR_INIT("Aug 7, 2025, 7:05:08 PM"),
	    STR_INIT("2025-08-07T19:05:08Z") },
	{ STR_INIT("Nov 15, 2025, 8:55:25 AM"),
	    STR_INIT("2025-11-15T08:55:25Z") },
	{ STR_INIT("Jan 15, 2024, 7:01:36 PM"),
	    STR_INIT("2024-01-15T19:01:36Z") },
	{ STR_INIT("Nov 15, 2025, 8:17:20 AM"),
	    STR_INIT("2025-11-15T08:17:20Z") },
};

static void
must_time(struct str id, const char *name, struct str told)
{
	for (size_t i = 0; i < ARRAY_LEN(times); i++) {
		if (!str_eq(times[i].told, told))
			continue;
		must(id, str_fmt(a, " %s=%.*s", name, STR_ARG(times[i].time)));
		return;
	}
	ck_assert_msg(false, "no row for %.*s", STR_ARG(told));
}

static void
must_lines(struct str id, const char *name, struct str text)
{
	struct str line;

	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		must(id, str_cat(a, str_z(name), line));
	}
}

static void
see_product(struct str id, const struct json_node *n)
{
	struct str version = json_get_str(n, "product_version");
	struct str begin = str_fmt(a, "name vendor=Red Hat product=%.*s ",
	    STR_ARG(json_get_str(json_get(n, "product"), "name")));

	if (version.n == 0) {
		must_line(id, begin, S(" all "));
		return;
	}
	ck_assert(str_starts(version, S("patch: ")));
	version = str_from(version, 7);
	must_line(id, begin,
	    str_fmt(a, "[%.*s;%.*s]f", STR_ARG(version), STR_ARG(version)));
	must_line(id, begin, S(" else a"));
}

START_TEST(euvd)
{
	const struct json_node *n, *p;
	size_t products = 0;

	if (test_data_dir() == NULL) {
		test_skip("feed_folder euvd", "HANSHO_DATA is not set");
		return;
	}
	n = list_of(open_file(S("feeds/euvd/search-page0.json")), "items");
	ck_assert_uint_eq(map_len(said), 2);
	for (; n != NULL; n = n->next) {
		struct str id = json_get_str(n, "id");

		must_time(id, "published", json_get_str(n, "datePublished"));
		must_time(id, "modified", json_get_str(n, "dateUpdated"));
		must_lines(id, "aliases=", json_get_str(n, "aliases"));
		must_lines(id, "link=", json_get_str(n, "references"));
		must(id,
		    str_fmt(a, "score=%.*s,,%c%c",
			STR_ARG(json_get_str(n, "baseScoreVector")),
			json_get(n, "baseScore")->text.p[0],
			json_get(n, "baseScore")->text.p[2]));
		p = list_of(n, "enisaIdProduct");
		for (; p != NULL; p = p->next, products++)
			see_product(id, p);
	}
	ck_assert_uint_gt(products, 140);
}
END_TEST

/* ---- what is NVD's by others, and the EU's KEV -------------------------- */

static void
see_matches(struct str id, const struct json_node *n)
{
	for (; n != NULL; n = n->next) {
		struct str end = json_get_str(n, "versionEndExcluding");
		struct str begin = str_cat(a, S("cpe cpe="),
		    json_get_str(n, "criteria"));

		ck_assert_ptr_null(json_get(n, "versionEndIncluding"));
		if (end.n > 0)
			must_line(id, begin,
			    str_fmt(a, "(;%.*s)a", STR_ARG(end)));
		else
			must_line(id, begin, S("platform"));
	}
}

START_TEST(vulncheck)
{
	const struct json_node *n, *c, *p;

	if (test_data_dir() == NULL) {
		test_skip("feed_folder vulncheck", "HANSHO_DATA is not set");
		return;
	}
	n = list_of(open_file(S("feeds/vulncheck/nist-nvd2.zip")),
	    "vulnerabilities");
	ck_assert_uint_eq(map_len(said), 2);
	for (; n != NULL; n = n->next) {
		const struct json_node *cve = json_get(n, "cve");
		struct str id = json_get_str(cve, "id");

		must(id,
		    str_fmt(a, " published=%.*s", 19,
			json_get_str(cve, "published").p));
		ck_assert_ptr_nonnull(list_of(cve, "configurations"));
		c = list_of(cve, "configurations");
		for (; c != NULL; c = c->next) {
			for (p = list_of(c, "nodes"); p != NULL; p = p->next)
				see_matches(id, list_of(p, "cpeMatch"));
		}
		for (p = list_of(cve, "vcConfigurations"); p != NULL;
		     p = p->next)
			must(id, S("cpe source=vulncheck cpe="));
	}
}
END_TEST

START_TEST(eukev)
{
	const struct json_node *n;

	if (test_data_dir() == NULL) {
		test_skip("feed_folder eukev", "HANSHO_DATA is not set");
		return;
	}
	n = open_file(S("feeds/kev/eukev-sample.json"))->first;
	ck_assert(str_eq(json_get_str(n, "dateReported"), S("17/01/25")));
	ck_assert(str_eq(record(json_get_str(n, "cveID")),
	    str_fmt(a,
		"%.*s aliases=%.*s published=2025-01-17T00:00:00Z "
		"modified=2025-01-17T00:00:00Z exploited\n"
		"name vendor=%.*s product=%.*s all\n",
		STR_ARG(json_get_str(n, "cveID")),
		STR_ARG(json_get_str(n, "euvdID")),
		STR_ARG(json_get_str(n, "vendorProject")),
		STR_ARG(json_get_str(n, "product")))));
}
END_TEST

Suite *
suite_feed_folder(void)
{
	Suite *s = suite_create("feed_folder");
	TCase *t = tcase_create("folder");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, folder);
	tcase_add_test(t, almalinux);
	tcase_add_test(t, redhat);
	tcase_add_test(t, euvd);
	tcase_add_test(t, vulncheck);
	tcase_add_test(t, eukev);
	suite_add_tcase(s, t);
	return s;
}
