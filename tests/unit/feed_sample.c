/*
 * feed/feed_read over the sample data: what matching needs of every file is in
 * the records, compared with the files' own trees.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/feed_read.h"
#include "feed/kev.h"
#include "json_walk.h"
#include "test.h"
#include "text/json_read.h"

/* Everything that the records of one file say, in lists of words. */
struct said {
	struct str *v;
	size_t n;
	size_t room;
	size_t records;
	size_t affects;
};

static struct arena *a;
static struct io_dir *dir;
static struct said said;
static size_t files;
static size_t reports;
static size_t asked;		/* words that were looked for */

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

static void
note(struct str s)
{
	if (s.n == 0)
		return;
	said.v = arena_grow(a, said.v, said.n, &said.room, sizeof(s));
	said.v[said.n++] = str_dup(a, s);
}

static void
note_affects(const struct feed_affects *e)
{
	const struct str words[] = { e->type, e->namespace, e->name,
		e->release, e->cpe, e->vendor, e->product, e->platform,
		e->text, e->note, e->ecosystem, e->source };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		note(words[i]);
	for (size_t i = 0; i < e->n_versions; i++)
		note(e->versions[i]);
	for (size_t i = 0; i < e->n_stretches; i++) {
		note(e->stretches[i].low);
		note(e->stretches[i].high);
	}
}

static bool
take(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	(void)ctx;
	(void)doc;
	note(r->id);
	for (size_t i = 0; i < r->n_aliases; i++)
		note(r->aliases[i]);
	for (size_t i = 0; i < r->n_related; i++)
		note(r->related[i]);
	for (size_t i = 0; i < r->n_upstream; i++)
		note(r->upstream[i]);
	for (size_t i = 0; i < r->n_scores; i++)
		note(r->scores[i].vector);
	for (size_t i = 0; i < r->n_cwes; i++)
		note(r->cwes[i]);
	for (size_t i = 0; i < r->n_links; i++)
		note(r->links[i].url);
	for (size_t i = 0; i < r->n_affects; i++)
		note_affects(&r->affects[i]);
	said.records++;
	said.affects += r->n_affects;
	return true;
}

/* Read a file; false when it is of no known format. */
static bool
read_it(struct str path)
{
	struct feed_sink sink = { take, NULL, diags_open(a) };
	bool ok;

	memset(&said, 0, sizeof(said));
	ok = feed_read(dir, S("sample"), path, &sink);
	reports += diags_len(sink.d);
	return ok;
}

static bool
is_said(struct str s)
{
	for (size_t i = 0; i < said.n; i++) {
		if (str_eq(said.v[i], s))
			return true;
	}
	return false;
}

static void
must(const char *path, struct str s)
{
	asked++;
	if (s.n > 0)
		ck_assert_msg(is_said(str_trim(s)), "%s: '%.*s' is lost", path,
		    STR_ARG(s));
}

/* A part of what is said: the words of a range in one text. */
static void
must_part(const char *path, struct str s)
{
	asked++;
	for (size_t i = 0; i < said.n; i++) {
		if (str_find(said.v[i], s, 0) != SIZE_MAX)
			return;
	}
	ck_assert_msg(false, "%s: '%.*s' is lost", path, STR_ARG(s));
}

/* Each version that a text names: what has a digit between blanks and signs. */
static void
must_versions(const char *path, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i <= s.n; i++) {
		bool has_digit = false;
		struct str word;

		if (i < s.n && memchr(" ,<>=|/*", s.p[i], 8) == NULL)
			continue;
		word = str_sub(s, from, i - from);
		from = i + 1;
		for (size_t k = 0; k < word.n; k++)
			has_digit = has_digit ||
			    (word.p[k] >= '0' && word.p[k] <= '9');
		if (str_ends(word, S(".")))
			word.n--;
		if (word.n > 1 && (word.p[0] == 'v' || word.p[0] == 'V'))
			word = str_from(word, 1);
		if (has_digit && !str_eq(word, S("0")))
			must_part(path, word);
	}
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

static const struct json_node *
list_of(const struct json_node *n, const char *name)
{
	n = json_get(n, name);
	return n != NULL ? n->first : NULL;
}

/* Every value of members of a name, however deep. */
static void
each(const char *path, const struct json_node *n, const char *name,
    void (*check)(const char *path, struct str s))
{
	for (const struct json_node *m = n->first; m != NULL; m = m->next) {
		if (m->kind == JSON_IS_STRING && str_eq_z(m->name, name))
			check(path, m->text);
		each(path, m, name, check);
	}
}

/* ---- NVD --------------------------------------------------------------- */

static void
must_cpe(const char *path, struct str s)
{
	/* One name of a real record has colons that are not quoted. */
	if (!str_starts(s, S("cpe:2.3:a:soap::lite")))
		must(path, s);
}

static void
see_nvd(const char *path, struct str text)
{
	static const char *const bounds[] = { "versionStartIncluding",
		"versionStartExcluding", "versionEndIncluding",
		"versionEndExcluding" };
	const struct json_node *root = tree(text), *n;
	size_t records = 0, matches = 0;

	ck_assert_msg(read_it(str_z(path)), "%s", path);
	for (n = list_of(root, "vulnerabilities"); n != NULL; n = n->next) {
		records++;
		must(path, json_get_str(json_get(n, "cve"), "id"));
	}
	ck_assert_uint_eq(said.records, records > 0 ? records : 1);
	each(path, root, "criteria", must_cpe);
	for (size_t i = 0; i < 4; i++)
		each(path, root, bounds[i], must);
	each(path, root, "vectorString", must);
	for (size_t at = 0;
	     (at = str_find(text, S("\"criteria\""), at)) != SIZE_MAX; at++)
		matches++;
	ck_assert_uint_ge(said.affects + 1, matches);
	files++;
}

START_TEST(nvd)
{
	if (test_data_dir() == NULL) {
		test_skip("feed_sample nvd", "HANSHO_DATA is not set");
		return;
	}
	json_walk(a, test_data_dir(), "feeds/nvd", see_nvd);
	ck_assert_uint_eq(files, 42);
	ck_assert_uint_eq(reports, 1);
	ck_assert(read_it(S("feeds/nvd/nvdcve-2.0-2021.json.gz")));
	ck_assert_uint_eq(said.records, 3);
	ck_assert_uint_eq(said.affects, 399);
	ck_assert(read_it(S("feeds/nvd/nvdcve-2.0-modified.json.gz")));
	ck_assert_uint_eq(said.records, 2);
	/* Dictionaries are no records. */
	ck_assert(!read_it(S("feeds/nvd/nvdcpe-2.0.tar.gz")));
	ck_assert_uint_eq(said.records, 0);
}
END_TEST

/* ---- CVE 5 ------------------------------------------------------------- */

/* Entries without vendor and product have nothing to be found by. */
static bool
is_named(struct str s)
{
	return s.n > 0 && !str_eq_nocase(s, S("n/a")) &&
	    !str_eq_nocase(s, S("unknown"));
}

/* CISA cuts the kernel's commits short and calls them versions. */
static bool
is_commit(struct str v)
{
	size_t n = 0;

	while (n < v.n && strchr("0123456789abcdef", v.p[n]) != NULL)
		n++;
	return v.n >= 12 && n == v.n;
}

static void
see_affected(const char *path, const struct json_node *p)
{
	static const char *const members[] = { "version", "lessThan",
		"lessThanOrEqual" };
	const struct json_node *n;
	bool has_name = is_named(json_get_str(p, "product")) ||
	    json_get_str(p, "packageName").n > 0;

	if (is_named(json_get_str(p, "vendor")) && has_name)
		must(path, json_get_str(p, "vendor"));
	if (is_named(json_get_str(p, "product")))
		must(path, json_get_str(p, "product"));
	must(path, json_get_str(p, "packageName"));
	for (n = list_of(p, "cpes"); n != NULL; n = n->next) {
		if (str_starts(n->text, S("cpe:2.3:")))
			must(path, n->text);
	}
	for (n = list_of(p, "platforms"); n != NULL && has_name; n = n->next)
		must_part(path, n->text);
	for (n = list_of(p, "versions"); n != NULL && has_name; n = n->next) {
		if (str_eq(json_get_str(n, "versionType"), S("git")) ||
		    is_commit(json_get_str(n, "lessThan")))
			continue;
		for (size_t i = 0; i < 3; i++) {
			struct str v = json_get_str(n, members[i]);

			/* Its end says it all, and is not read. */
			if (!str_eq(json_get_str(n, "lessThan"),
				S("publication")))
				must_versions(path, v);
		}
		if (json_get(n, "changes") != NULL)
			each(path, json_get(n, "changes"), "at",
			    must_versions);
	}
}

static void
see_cve5(const char *path, struct str text)
{
	const struct json_node *root = tree(text), *c, *n;

	if (strstr(path, "/CVE-") == NULL)
		return;
	ck_assert_msg(read_it(str_z(path)), "%s", path);
	ck_assert_uint_eq(said.records, 1);
	must(path, json_get_str(json_get(root, "cveMetadata"), "cveId"));
	each(path, json_get(root, "containers"), "vectorString", must);
	each(path, json_get(root, "containers"), "cweId", must);
	c = json_get(json_get(root, "containers"), "cna");
	for (n = list_of(c, "affected"); n != NULL; n = n->next)
		see_affected(path, n);
	for (c = list_of(json_get(root, "containers"), "adp"); c != NULL;
	     c = c->next) {
		for (n = list_of(c, "affected"); n != NULL; n = n->next) {
			see_affected(path, n);
			must(path,
			    json_get_str(json_get(c, "providerMetadata"),
				"shortName"));
		}
	}
	files++;
}

START_TEST(cve5)
{
	if (test_data_dir() == NULL) {
		test_skip("feed_sample cve5", "HANSHO_DATA is not set");
		return;
	}
	json_walk(a, test_data_dir(), "feeds/cve5", see_cve5);
	ck_assert_uint_eq(files, 66);
	ck_assert_uint_eq(reports, 0);
	ck_assert_uint_gt(asked, 1500);
}
END_TEST

/* ---- OSV --------------------------------------------------------------- */

static void
must_nonzero(const char *path, struct str s)
{
	if (!str_eq(s, S("0")))
		must(path, s);
}

static void
see_osv(const char *path, struct str text)
{
	static const char *const ids[] = { "aliases", "related", "upstream" };
	const struct json_node *root = tree(text), *p, *n;

	ck_assert_msg(read_it(str_z(path)), "%s", path);
	ck_assert_uint_eq(said.records, 1);
	must(path, json_get_str(root, "id"));
	for (size_t i = 0; i < 3; i++) {
		for (n = list_of(root, ids[i]); n != NULL; n = n->next)
			must(path, n->text);
	}
	for (p = list_of(root, "affected"); p != NULL; p = p->next) {
		struct str name = json_get_str(json_get(p, "package"), "name");

		must(path, name);
		must(path, json_get_str(json_get(p, "package"), "ecosystem"));
		for (n = list_of(p, "versions"); n != NULL; n = n->next)
			must(path, n->text);
		for (n = list_of(p, "ranges"); n != NULL; n = n->next) {
			if (str_eq(json_get_str(n, "type"), S("GIT")))
				continue;
			each(path, n, "introduced", must_nonzero);
			each(path, n, "fixed", must);
			each(path, n, "last_affected", must);
		}
	}
	files++;
}

static const struct zip_row {
	const char *path;
	size_t records;
} ZIPS[] = {
	{ "feeds/osv/alpine-all.zip", 2 },
	{ "feeds/osv/cargo-all.zip", 3 },
	{ "feeds/osv/debian-all.zip", 3 },
	{ "feeds/osv/maven-all.zip", 1 },
	{ "feeds/osv/npm-all.zip", 3 },
	{ "feeds/distro/ubuntu/osv-all.tar.xz", 3 },
	{ "feeds/distro/ubuntu/cves-0_20.json", 2 },
	{ "feeds/distro/ubuntu/notices-0_20.json", 2 },
	{ "feeds/distro/ubuntu/usn-db-database-all.json.bz2", 3 },
	{ "feeds/distro/ubuntu/vex-all.tar.xz", 2 },
	{ "feeds/kev/known_exploited_vulnerabilities.json.gz", 1404 },
	{ "feeds/distro/debian/tracker.json", 4 },
	{ "feeds/distro/redhat/csaf/csaf_advisories_2024-08-11.tar.zst", 11 },
};

START_TEST(osv)
{
	if (test_data_dir() == NULL) {
		test_skip("feed_sample osv", "HANSHO_DATA is not set");
		return;
	}
	json_walk(a, test_data_dir(), "feeds/osv", see_osv);
	json_walk(a, test_data_dir(), "feeds/ghsa", see_osv);
	ck_assert_uint_eq(files, 200);
	ck_assert_uint_eq(reports, 0);
	ck_assert_uint_gt(asked, 4000);
}
END_TEST

START_TEST(packed)
{
	const struct zip_row *w = &ZIPS[_i];

	if (test_data_dir() == NULL) {
		test_skip("feed_sample packed", "HANSHO_DATA is not set");
		return;
	}
	ck_assert(read_it(str_z(w->path)));
	ck_assert_msg(said.records == w->records && reports == 0, "%s: %zu",
	    w->path, said.records);
	ck_assert_uint_ge(said.affects, w->records);
}
END_TEST

/* ---- CSAF -------------------------------------------------------------- */

static void
see_branch(const char *path, const struct json_node *b)
{
	for (; b != NULL; b = b->next) {
		struct str category = json_get_str(b, "category");
		struct str purl =
		    json_get_str(json_get(json_get(b, "product"),
				     "product_identification_helper"),
			"purl");
		struct str name = json_get_str(b, "name");

		if (str_eq(category, S("vendor")) ||
		    (str_eq(category, S("product_name")) &&
			json_get(b, "branches") != NULL))
			must(path, name);
		if (purl.n == 0 &&
		    (str_eq(category, S("product_version")) ||
			str_eq(category, S("product_version_range")))) {
			if (!str_eq(name, S("vers:all/*")))
				must_versions(path, name);
		} else if (purl.n > 0) {
			size_t at = str_find_byte(purl, '@', 0);
			size_t end = str_find_byte(purl, '?', 0);

			if (at != SIZE_MAX && end != SIZE_MAX &&
			    str_find(purl, S("%"), 0) == SIZE_MAX)
				must_part(path,
				    str_sub(purl, at + 1, end - at - 1));
		}
		see_branch(path, list_of(b, "branches"));
	}
}

static void
see_csaf(const char *path, struct str text)
{
	const struct json_node *root = tree(text), *v;
	size_t flaws = 0;

	if (json_get(root, "document") == NULL)
		return;
	ck_assert_msg(read_it(str_z(path)), "%s", path);
	for (v = list_of(root, "vulnerabilities"); v != NULL; v = v->next) {
		flaws++;
		must(path, json_get_str(v, "cve"));
		must(path, json_get_str(json_get(v, "cwe"), "id"));
		each(path, v, "vectorString", must);
	}
	ck_assert_uint_eq(said.records, flaws);
	must(path,
	    json_get_str(json_get(json_get(root, "document"), "tracking"),
		"id"));
	see_branch(path, list_of(json_get(root, "product_tree"), "branches"));
	files++;
}

START_TEST(csaf)
{
	if (test_data_dir() == NULL) {
		test_skip("feed_sample csaf", "HANSHO_DATA is not set");
		return;
	}
	json_walk(a, test_data_dir(), "feeds/csaf-provider", see_csaf);
	json_walk(a, test_data_dir(), "feeds/distro/redhat/csaf", see_csaf);
	json_walk(a, test_data_dir(), "feeds/distro/redhat/vex", see_csaf);
	ck_assert_uint_eq(files, 27);
	ck_assert_uint_eq(reports, 0);
	ck_assert_uint_gt(asked, 500);
}
END_TEST

/* ---- KEV --------------------------------------------------------------- */

static struct kev catalogue;
static size_t seen;

static bool
take_kev(void *ctx, const struct feed_document *doc,
    const struct feed_record *r)
{
	const struct kev_entry *e = kev_find(&catalogue, r->id);

	(void)ctx;
	(void)doc;
	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(instant_day(r->published).n, e->added.n);
	ck_assert_int_eq(r->due.n, e->due.n);
	ck_assert(r->is_ransomware == e->ransomware && r->is_exploited);
	ck_assert_uint_eq(r->n_affects, 1);
	ck_assert(r->affects[0].vendor.n > 0 && r->affects[0].is_all);
	seen++;
	return true;
}

/* The reader of case work and this one agree. */
START_TEST(kev)
{
	static const struct str path = STR_INIT(
	    "feeds/kev/known_exploited_vulnerabilities.first60.json");
	struct sources *ss = sources_open(a);
	struct feed_sink sink = { take_kev, NULL, diags_open(a) };
	uint32_t file = source_add(ss, S("kev.json"));
	struct str text;

	if (test_data_dir() == NULL) {
		test_skip("feed_sample kev", "HANSHO_DATA is not set");
		return;
	}
	ck_assert_int_eq(io_read(dir, path, LIMIT_JSON_BYTES, a, &text), 0);
	source_set_text(ss, file, text);
	kev_read(a, ss, file, diags_open(a), &catalogue);
	ck_assert(feed_read(dir, S("kev"), path, &sink));
	ck_assert_uint_eq(seen, catalogue.n);
	ck_assert_uint_eq(seen, 60);
	ck_assert_uint_eq(diags_len(sink.d), 0);
}
END_TEST

Suite *
suite_feed_sample(void)
{
	Suite *s = suite_create("feed_sample");
	TCase *t = tcase_create("sample");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nvd);
	tcase_add_test(t, cve5);
	tcase_add_test(t, osv);
	tcase_add_loop_test(t, packed, 0, sizeof(ZIPS) / sizeof(ZIPS[0]));
	tcase_add_test(t, csaf);
	tcase_add_test(t, kev);
	suite_add_tcase(s, t);
	return s;
}
