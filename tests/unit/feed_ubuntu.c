/*
 * feed/feed_ubuntu*, feed_usn and feed_openvex over Ubuntu's own files: each
 * package of each release, with its status and the version that fixes it, is
 * in the records, compared with the files' own trees.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "base/time.h"
#include "feed/feed_pull.h"
#include "feed/feed_read.h"
#include "test.h"
#include "text/json_read.h"

#define UBUNTU	"feeds/distro/ubuntu/"

static struct arena *a;
static struct io_dir *dir;
static struct map *said;	/* what records say, in sentences */
static size_t records;
static size_t entries;

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

static bool
is_skipped(const char *test)
{
	if (test_data_dir() != NULL)
		return false;
	test_skip(test, "HANSHO_DATA is not set");
	return true;
}

/* ---- what was read ------------------------------------------------------ */

/* Of a record: a word of it. */
static void
note(struct str id, struct str word)
{
	map_put(said, str_fmt(a, "%.*s: %.*s", STR_ARG(id), STR_ARG(word)), a);
}

static void
must(struct str id, struct str word)
{
	struct str key = str_fmt(a, "%.*s: %.*s", STR_ARG(id), STR_ARG(word));

	ck_assert_msg(map_get(said, key) != NULL, "'%.*s' is lost",
	    STR_ARG(key));
}

/* What one entry says of a package, as text. */
static struct str
entry(struct str release, bool is_source, struct str name, struct str says)
{
	return str_fmt(a, "%.*s %s %.*s %.*s", STR_ARG(release),
	    is_source ? "source" : "binary", STR_ARG(name), STR_ARG(says));
}

static void
note_entry(struct str id, const struct feed_affects *e)
{
	static const char *const words[] = { "silent", "affected",
		"not_affected", "fixed", "under_investigation", "wont_fix",
		"unclear" };
	struct str says = str_z(
	    e->is_unread ? "released" : words[e->otherwise]);

	ck_assert_int_eq(e->by, FEED_BY_PACKAGE);
	ck_assert(str_eq(e->type, S("deb")));
	ck_assert(str_eq(e->namespace, S("ubuntu")));
	ck_assert(str_eq(e->scheme, S("deb")));
	if (e->otherwise == FEED_AFFECTED)
		says = str_fmt(a, "affected %.*s", STR_ARG(e->text));
	if (e->n_stretches > 0 && e->stretches[0].status == FEED_AFFECTED)
		says = str_cat(a, S("fixed "), e->stretches[0].high);
	else if (e->n_stretches > 0)
		says = str_fmt(a, "%s %.*s", words[e->stretches[0].status],
		    STR_ARG(e->stretches[0].low));
	note(id, entry(e->release, e->is_source, e->name, says));
	note(id, e->note);
	entries++;
}

static bool
take(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	(void)ctx;
	(void)doc;
	for (size_t i = 0; i < r->n_affects; i++)
		note_entry(r->id, &r->affects[i]);
	for (size_t i = 0; i < r->n_aliases; i++)
		note(r->id, str_cat(a, S("alias "), r->aliases[i]));
	for (size_t i = 0; i < r->n_related; i++)
		note(r->id, str_cat(a, S("related "), r->related[i]));
	for (size_t i = 0; i < r->n_links; i++)
		note(r->id, r->links[i].url);
	note(r->id, r->title_en);
	note(r->id, r->text_en);
	note(r->id, r->solution);
	if (r->published.s != INT64_MIN)
		note(r->id, instant_format_utc(a, r->published));
	if (r->modified.s != INT64_MIN)
		note(r->id, instant_format_utc(a, r->modified));
	records++;
	return true;
}

static void
read_it(const char *path)
{
	struct feed_sink sink = { take, NULL, diags_open(a) };

	said = map_open(a);
	records = 0;
	entries = 0;
	ck_assert(feed_read(dir, S("ubuntu"), str_z(path), &sink));
	ck_assert_uint_eq(diags_len(sink.d), 0);
}

/* ---- what stands there -------------------------------------------------- */

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

/* All of the member that stands next. */
static struct str
unpacked(struct feed_pull *p)
{
	char *text = arena_bytes(a, 1u << 20);
	size_t n = 0, got = 1;

	while (got > 0) {
		ck_assert(feed_pull_read(p, text + n, (1u << 20) - n, &got));
		n += got;
	}
	return (struct str){ text, n };
}

/* The documents of a file, one after the other. */
static void
each(const char *path, void (*see)(const struct json_node *root))
{
	struct feed_pull *p;
	struct str name;

	ck_assert_int_eq(feed_pull_open(a, dir, str_z(path), &p), 0);
	while (feed_pull_next(p, &name))
		see(tree(unpacked(p)));
	ck_assert_ptr_null(feed_pull_fault(p));
	feed_pull_close(p);
}

static const struct json_node *
list_of(const struct json_node *n, const char *name)
{
	n = json_get(n, name);
	return n != NULL ? n->first : NULL;
}

static struct str
release_of(struct str codename)
{
	static const struct {
		struct str name, release;
	} v[] = {
		{ STR_INIT("warty"), STR_INIT("4.10") },
		{ STR_INIT("trusty"), STR_INIT("14.04") },
		{ STR_INIT("xenial"), STR_INIT("16.04") },
		{ STR_INIT("bionic"), STR_INIT("18.04") },
		{ STR_INIT("cosmic"), STR_INIT("18.10") },
		{ STR_INIT("disco"), STR_INIT("19.04") },
		{ STR_INIT("focal"), STR_INIT("20.04") },
		{ STR_INIT("jammy"), STR_INIT("22.04") },
		{ STR_INIT("noble"), STR_INIT("24.04") },
		{ STR_INIT("oracular"), STR_INIT("24.10") },
	};

	codename = str_base_name(codename);
	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		if (str_eq(v[i].name, codename))
			return v[i].release;
	}
	ck_assert_msg(false, "%.*s is no release", STR_ARG(codename));
	return S("");
}

/* "2025-04-02T10:00:00", with more digits or a zone of +00:00 behind it. */
static void
must_time(struct str id, struct str time)
{
	must(id, str_cat(a, str_sub(time, 0, 19), S("Z")));
}

static void
must_all(struct str id, const struct json_node *n, const char *list,
    const char *prefix)
{
	for (n = list_of(n, list); n != NULL; n = n->next)
		must(id, str_cat(a, str_z(prefix), n->text));
}

/* ---- CVEs --------------------------------------------------------------- */

static struct str
status_of(struct str word)
{
	if (str_eq(word, S("DNE")) || str_eq(word, S("not-affected")))
		return S("not_affected");
	ck_assert(str_eq(word, S("needs-triage")));
	return S("under_investigation");
}

static void
see_cves(const struct json_node *root)
{
	const struct json_node *n = list_of(root, "cves"), *p, *s;

	for (; n != NULL; n = n->next) {
		struct str id = json_get_str(n, "id");

		must_time(id, json_get_str(n, "published"));
		must_time(id, json_get_str(n, "updated_at"));
		must(id, str_trim(json_get_str(n, "description")));
		must_all(id, n, "references", "");
		ck_assert_ptr_nonnull(list_of(n, "packages"));
		for (p = list_of(n, "packages"); p != NULL; p = p->next) {
			s = list_of(p, "statuses");
			for (; s != NULL; s = s->next) {
				struct str on = json_get_str(s,
				    "release_codename");

				if (str_eq(on, S("upstream")))
					continue;
				must(id, json_get_str(s, "description"));
				must(id,
				    entry(release_of(on), true,
					json_get_str(p, "name"),
					status_of(json_get_str(s, "status"))));
			}
		}
	}
}

START_TEST(cves)
{
	if (is_skipped("feed_ubuntu cves"))
		return;
	read_it(UBUNTU "cves-0_20.json");
	ck_assert_uint_eq(records, 2);
	ck_assert_uint_eq(entries, 14);
	each(UBUNTU "cves-0_20.json", see_cves);
}
END_TEST

/* ---- notices ------------------------------------------------------------ */

static void
see_notices(const struct json_node *root)
{
	const struct json_node *n = list_of(root, "notices"), *p, *s;

	for (; n != NULL; n = n->next) {
		struct str id = json_get_str(n, "id");

		must_time(id, json_get_str(n, "published"));
		must(id, json_get_str(n, "title"));
		must(id, json_get_str(n, "description"));
		must(id, json_get_str(n, "instructions"));
		must_all(id, n, "cves_ids", "alias ");
		must_all(id, n, "related_notices", "related ");
		p = list_of(n, "release_packages");
		ck_assert_ptr_nonnull(p);
		for (; p != NULL; p = p->next) {
			for (s = p->first; s != NULL; s = s->next)
				must(id,
				    entry(release_of(p->name), false,
					json_get_str(s, "name"),
					S("released")));
		}
	}
}

START_TEST(notices)
{
	if (is_skipped("feed_ubuntu notices"))
		return;
	read_it(UBUNTU "notices-0_20.json");
	ck_assert_uint_eq(records, 2);
	ck_assert_uint_eq(entries, 7);
	each(UBUNTU "notices-0_20.json", see_notices);
}
END_TEST

/* ---- USN database ------------------------------------------------------- */

static void
see_packages(struct str id, const struct json_node *release, const char *list)
{
	const struct json_node *n = list_of(release, list);

	ck_assert_ptr_nonnull(n);
	for (; n != NULL; n = n->next)
		must(id,
		    entry(release_of(release->name),
			strcmp(list, "sources") == 0, n->name,
			str_cat(a, S("fixed "), json_get_str(n, "version"))));
}

static void
see_usn(const struct json_node *root)
{
	const struct json_node *n = root->first, *r;

	for (; n != NULL; n = n->next) {
		struct str id = str_cat(a, S("USN-"), n->name);

		must(id, json_get_str(n, "title"));
		must(id, str_trim(json_get_str(n, "description")));
		must(id, str_trim(json_get_str(n, "action")));
		must_all(id, n, "cves", "alias ");
		for (r = list_of(n, "releases"); r != NULL; r = r->next) {
			see_packages(id, r, "sources");
			see_packages(id, r, "binaries");
			see_packages(id, r, "allbinaries");
		}
	}
}

START_TEST(usn)
{
	if (is_skipped("feed_ubuntu usn"))
		return;
	read_it(UBUNTU "usn-db-database-all.json.bz2");
	ck_assert_uint_eq(records, 3);
	each(UBUNTU "usn-db-database-all.json.bz2", see_usn);
	/* 1559819644.967449 and 1693960302 */
	must(S("USN-4011-1"), S("2019-06-06T11:14:04Z"));
	must(S("USN-6342-1"), S("2023-09-06T00:31:42Z"));
	must(S("USN-4011-1"),
	    S("16.04 binary python-jinja2 fixed 2.8-1ubuntu0.1"));
}
END_TEST

/* ---- OpenVEX ------------------------------------------------------------ */

/* Of "pkg:deb/ubuntu/curl@7.68.0-1ubuntu2.25?arch=source&distro=focal". */
static void
see_purl(struct str id, struct str status, struct str purl,
    struct str *release)
{
	struct str name, version, rest, tag;
	bool is_source;

	ck_assert(str_starts(purl, S("pkg:deb/ubuntu/")));
	ck_assert(str_cut(str_from(purl, 15), '@', &name, &rest));
	ck_assert(str_cut(rest, '?', &version, &rest));
	is_source = str_cut(rest, '&', &rest, &tag);
	ck_assert(is_source == str_eq(rest, S("arch=source")));
	if (is_source)
		*release = release_of(str_from(tag, 7));
	must(id,
	    entry(*release, is_source, name,
		str_fmt(a, "%.*s %.*s", STR_ARG(status), STR_ARG(version))));
}

static void
see_vex(const struct json_node *root)
{
	const struct json_node *s = list_of(root, "statements"), *n;

	for (; s != NULL; s = s->next) {
		const struct json_node *v = json_get(s, "vulnerability");
		struct str id = json_get_str(v, "name"), release = S("");

		must_time(id,
		    json_get_str(json_get(root, "metadata"), "timestamp"));
		must(id, json_get_str(v, "description"));
		must(id, json_get_str(s, "status_notes"));
		must(id, json_get_str(s, "justification"));
		for (n = list_of(v, "aliases"); n != NULL; n = n->next)
			must(id,
			    str_starts(n->text, S("https://")) ?
				n->text :
				str_cat(a, S("alias "), n->text));
		ck_assert_ptr_nonnull(list_of(s, "products"));
		for (n = list_of(s, "products"); n != NULL; n = n->next)
			see_purl(id, json_get_str(s, "status"),
			    json_get_str(n, "@id"), &release);
	}
}

START_TEST(vex)
{
	if (is_skipped("feed_ubuntu vex"))
		return;
	read_it(UBUNTU "vex-all.tar.xz");
	ck_assert_uint_eq(records, 2);
	each(UBUNTU "vex-all.tar.xz", see_vex);
	must(S("CVE-2025-0167"),
	    S("16.04 binary libcurl3 not_affected 7.47.0-1ubuntu2.19+esm13"));
}
END_TEST

Suite *
suite_feed_ubuntu(void)
{
	Suite *s = suite_create("feed_ubuntu");
	TCase *t = tcase_create("sample");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, cves);
	tcase_add_test(t, notices);
	tcase_add_test(t, usn);
	tcase_add_test(t, vex);
	suite_add_tcase(s, t);
	return s;
}
