/*
 * index: what is found by which key, what is read again and what is not, what
 * stays when files come and go, and that no fault, kill or damage leaves an
 * index that says anything else than the files do.
 */
#include "index/index.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/pool.h"
#include "base/span.h"
#include "feed/feed_read.h"
#include "index/index_files.h"
#include "index/index_open.h"
#include "test.h"

#define SOURCES	8

static char root[] = "/tmp/hansho-index-XXXXXX";
static struct io_dir *top;
static struct arena *a;
static struct pool *pool;
static struct diags *d;
static struct index_source sources[SOURCES];
static size_t n_sources;
static struct index_report report;
static _Atomic size_t n_reads;		/* files that the feeder read */
static size_t kill_at;			/* the record that ends the process */

static void
setup(void)
{
	memcpy(strrchr(root, '-'), "-XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(io_dir_open(root, &top), 0);
	a = arena_open();
	pool = pool_open(2);
	n_sources = 0;
	n_reads = 0;
	kill_at = SIZE_MAX;
}

static void
teardown(void)
{
	struct io_dir *parent;

	io_fault(0, 0);
	pool_close(pool);
	io_dir_close(top);
	arena_close(a);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/* ---- a feed of lines ----------------------------------------------------- */

/* ID|ALIASES|VENDOR|PRODUCT|CPE|PURL TYPE,NAMESPACE,NAME|TITLE|RELATED */
#define COLUMNS	8

static size_t
split(struct str s, char sep, struct str *out, size_t max)
{
	size_t n = 0;
	bool more = true;

	while (more && n < max)
		more = str_cut(s, sep, &out[n++], &s);
	return n;
}

static struct feed_affects *
affects_of(struct arena *scratch, const struct str *c, size_t *n)
{
	struct feed_affects *v = arena_array(scratch, struct feed_affects, 3);
	struct str purl[3] = { { NULL, 0 } };

	*n = 0;
	if (c[3].n > 0)
		v[(*n)++] = (struct feed_affects){ .by = FEED_BY_NAME,
			.vendor = c[2],
			.product = c[3] };
	if (c[4].n > 0)
		v[(*n)++] = (struct feed_affects){ .by = FEED_BY_CPE,
			.cpe = c[4] };
	if (c[5].n > 0) {
		bool is_package = split(c[5], ',', purl, 3) == 3 &&
		    str_eq_z(purl[0], "deb");

		v[(*n)++] = (struct feed_affects){ .by = is_package ?
			    FEED_BY_PACKAGE :
			    FEED_BY_PURL,
			.type = purl[0],
			.namespace = purl[1],
			.name = purl[2],
			.release = is_package ? S("12") : S("") };
	}
	return v;
}

static bool
give(struct arena *scratch, const struct feed_document *doc, struct str line,
    const struct feed_sink *sink)
{
	struct str c[COLUMNS] = { { NULL, 0 } }, aliases[8], related[8];
	struct feed_record r = { .published = { INT64_MIN, 0 },
		.modified = { INT64_MIN, 0 } };

	(void)split(line, '|', c, COLUMNS);
	r.id = c[0];
	r.aliases = aliases;
	r.n_aliases = c[1].n > 0 ? split(c[1], ',', aliases, 8) : 0;
	r.title_en = c[6];
	r.related = related;
	r.n_related = c[7].n > 0 ? split(c[7], ',', related, 8) : 0;
	r.affects = affects_of(scratch, c, &r.n_affects);
	r.off = (uint64_t)(line.p - doc->text.p);
	r.len = line.n;
	return sink->take(sink->ctx, doc, &r);
}

static bool
feeder(void *ctx, struct io_dir *mirror, struct str feed, struct str path,
    const struct feed_sink *sink)
{
	struct arena *own = arena_open();
	struct feed_document doc = { .feed = feed, .path = path };
	struct str rest, line;
	bool fine = true, more = true;
	size_t n = 0;

	(void)ctx;
	n_reads++;
	fine = io_read(mirror, path, 64u << 20, own, &doc.text) == 0;
	rest = doc.text;
	while (fine && more && rest.n > 0) {
		struct scratch tmp = scratch_begin(own);

		more = str_cut(rest, '\n', &line, &rest);
		if (n++ == kill_at)
			kill(getpid(), SIGKILL);
		if (str_eq_z(line, "BREAK"))
			fine = false;
		else if (str_starts(line, S("!")))
			diag_report(sink->d, DIAG_ALERT, "feed-record",
			    (struct span){ 0 }, "%.*s: bad", STR_ARG(path));
		else if (line.n > 0)
			fine = give(own, &doc, line, sink);
		scratch_end(tmp);
	}
	arena_close(own);
	return fine;
}

/* ---- helpers ------------------------------------------------------------- */

/* Write a mirrored file, which looks old enough to be trusted. */
static void
put(const char *path, struct str text)
{
	struct timespec old[2] = { { 1700000000, 0 }, { 1700000000, 0 } };
	struct str full = str_cat(a, S("feeds/"), str_z(path));
	char name[300];

	ck_assert_int_eq(io_write_replace(top, full, text), 0);
	snprintf(name, sizeof(name), "%s/%.*s", root, STR_ARG(full));
	ck_assert_int_eq(utimensat(AT_FDCWD, name, old, 0), 0);
}

static void
source(const char *feed, const char *path)
{
	ck_assert_uint_lt(n_sources, SOURCES);
	sources[n_sources++] = (struct index_source){ str_z(feed),
		str_z(path) };
}

static struct index *
open_index(void)
{
	struct index_request q = { .hansho = top,
		.sources = sources,
		.n = n_sources,
		.pool = pool };
	struct index_feeder by = { feeder, NULL };

	d = diags_open(a);
	n_reads = 0;
	return index_open_by(a, &q, &by, d, &report);
}

static struct index *
must_open(void)
{
	struct index *x = open_index();

	for (size_t i = 0; x == NULL && i < diags_len(d); i++)
		fprintf(stderr, "%.*s\n", STR_ARG(diags_at(d, i)->message));
	ck_assert_ptr_nonnull(x);
	return x;
}

/* "0 2 5" */
static struct str
list(const uint32_t *v, size_t n)
{
	struct str s = S("");

	for (size_t i = 0; i < n; i++)
		s = str_fmt(a, "%.*s%s%u", STR_ARG(s), i > 0 ? " " : "",
		    (unsigned)v[i]);
	return s;
}

static struct str
found(const struct index *x, enum index_key kind, struct str key)
{
	size_t n;
	const uint32_t *v = index_find(x, kind, key, &n);

	return list(v, n);
}

static void
is_found(const struct index *x, enum index_key kind, struct str key,
    const char *want)
{
	struct str got = found(x, kind, key);

	ck_assert_msg(str_eq_z(got, want), "%.*s gave '%.*s', not '%s'",
	    STR_ARG(key), STR_ARG(got), want);
}

static struct str
group(const struct index *x, uint32_t number)
{
	size_t n;
	const uint32_t *v = index_group(x, number, &n);

	return list(v, n);
}

/* All that an index says, as text: equal when it is. */
static struct str
dump(const struct index *x)
{
	struct buf b;
	struct str s;

	buf_init(&b, 64u << 20);
	for (uint32_t i = 0; i < index_len(x); i++) {
		struct scratch tmp = scratch_begin(a);
		struct feed_record r;
		struct index_origin o;

		ck_assert(index_record(x, a, i, &r));
		ck_assert(index_origin(x, a, i, &o));
		buf_printf(&b, "%u %.*s %.*s %.*s/%.*s [%.*s] %zu:", i,
		    STR_ARG(r.id), STR_ARG(r.title_en), STR_ARG(o.feed),
		    STR_ARG(o.path), STR_ARG(o.sha256), r.n_affects);
		buf_put(&b, group(x, i));
		buf_putc(&b, '=');
		buf_put(&b, found(x, INDEX_ID, index_key_id(a, r.id)));
		buf_putc(&b, '\n');
		scratch_end(tmp);
	}
	ck_assert(buf_ok(&b));
	s = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return s;
}

/* What an index made from nothing would say. */
static struct str
fresh_dump(void)
{
	struct index *x;
	struct str s;

	ck_assert_int_eq(io_remove_tree(top, S("cache")), 0);
	x = must_open();
	s = dump(x);
	index_close(x);
	return s;
}

static void
put_three(void)
{
	put("nvd/1",
	    S("CVE-1900-0001||Example Co., Ltd.|Gate|"
	      "cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*||\n"
	      "CVE-1900-0002|||||npm,@Example,gate|one\n"));
	put("osv/a",
	    S("GHSA-aaaa|CVE-1900-0002||||npm,@example,gate|two\n"
	      "!\n"
	      "GHSA-bbbb|||||pypi,,Example_Gate.py|three\n"));
	put("jvn/x",
	    S("JVNDB-1900-000001|CVE-1900-0001,CVE-1900-0002|"
	      "株式会社例示|ゲート ファームウェア|"
	      "cpe:/o:example:gate_firmware||四つの脆弱性\n"));
	source("nvd", "nvd/1");
	source("osv", "osv/a");
	source("jvn", "jvn/x");
}

/* ---- what is found ------------------------------------------------------- */

START_TEST(keys)
{
	struct index *x;
	struct feed_record r;
	struct index_origin o;

	put_three();
	put("deb/1",
	    S("DSA-1|||||deb,debian,openssl||JVNDB-9,CVE-1900-0001\n"));
	source("deb", "deb/1");
	x = must_open();
	ck_assert_uint_eq(index_len(x), 6);
	ck_assert_uint_eq(report.files_read, 4);
	ck_assert_uint_eq(report.files_same, 0);
	ck_assert_uint_eq(report.records, 6);
	ck_assert_uint_eq(report.faulty, 1);
	is_found(x, INDEX_PURL,
	    index_key_purl(a, S("npm"), S("@example"), S("gate")), "1 2");
	is_found(x, INDEX_PURL,
	    index_key_purl(a, S("pypi"), S(""), S("example-gate_PY")), "3");
	is_found(x, INDEX_PACKAGE,
	    index_key_package(a, S("debian"), S("12"), S("openssl")), "5");
	is_found(x, INDEX_PACKAGE,
	    index_key_package(a, S("Debian"), S(""), S("openssl")), "5");
	is_found(x, INDEX_PACKAGE,
	    index_key_package(a, S("debian"), S("11"), S("openssl")), "");
	is_found(x, INDEX_CPE, index_key_cpe(a, S("example"), S("gate")), "0");
	is_found(x, INDEX_CPE,
	    index_key_cpe(a, S("Example"), S("gate_firmware")), "4");
	is_found(x, INDEX_NAME, index_key_name(a, S("example"), S("GATE")),
	    "0");
	is_found(x, INDEX_NAME, index_key_name(a, S(""), S("gate")), "0");
	is_found(x, INDEX_NAME, index_key_name(a, S(""), S("Example Gate")),
	    "0");
	is_found(x, INDEX_NAME,
	    index_key_name(a, S("例示（株）"), S("ゲート ファームウエア")),
	    "4");
	is_found(x, INDEX_WORD, index_key_word(a, S("脆弱性")), "4");
	is_found(x, INDEX_WORD, index_key_word(a, S("GATE")), "0 1 2 3 4");
	ck_assert_uint_eq(index_frequency(x, S("gate")), 5);
	ck_assert_uint_eq(index_frequency(x, S("nothing")), 0);
	is_found(x, INDEX_ID, index_key_id(a, S("cve-1900-0002")), "1 2 4");
	is_found(x, INDEX_ID, S(""), "");
	/* What a record names in passing is not what it is on. */
	is_found(x, INDEX_ID, index_key_id(a, S("JVNDB-9")), "");
	is_found(x, INDEX_RELATED, index_key_id(a, S("jvndb-9")), "5");
	is_found(x, INDEX_RELATED, index_key_id(a, S("CVE-1900-0001")), "");
	ck_assert(index_record(x, a, 4, &r));
	ck_assert(str_eq_z(r.title_en, "四つの脆弱性"));
	ck_assert(!index_record(x, a, 6, &r));
	ck_assert(!index_record(x, a, UINT32_MAX, &r));
	ck_assert(index_origin(x, a, 1, &o));
	ck_assert(str_eq_z(o.feed, "nvd") && str_eq_z(o.path, "nvd/1"));
	ck_assert(str_eq(o.sha256,
	    digest_hex(a, DIGEST_SHA256,
		S("CVE-1900-0002|||||npm,@Example,gate|one"))));
	index_close(x);
}
END_TEST

START_TEST(key_forms)
{
	static const struct {
		const char *type, *ns, *name, *ns2, *name2;
		bool same;
	} rows[] = {
		{ "pypi", "", "A_b.c", "", "a-b-c", true },
		{ "pypi", "", "a--b", "", "a_b", true },
		{ "npm", "@A", "b", "@a", "b", true },
		{ "npm", "", "JSONStream", "", "jsonstream", false },
		{ "npm", "@a", "b", "", "b", false },
		{ "golang", "github.com/A", "B", "github.com/a", "b", true },
		{ "golang", "github.com/a", "b", "", "github.com/a/b", true },
		{ "golang", "github.com/a", "b", "github.com", "a", false },
		{ "composer", "A", "B", "a", "b", true },
		{ "nuget", "", "Example.Gate", "", "example.gate", true },
		{ "cargo", "", "a_b", "", "a-b", true },
		{ "maven", "org.a", "B", "org.a", "b", false },
		{ "gem", "", "A", "", "a", false },
		{ "github", "A", "B", "a", "b", true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str x = index_key_purl(a, str_z(rows[i].type),
		    str_z(rows[i].ns), str_z(rows[i].name));
		struct str y = index_key_purl(a, str_z(rows[i].type),
		    str_z(rows[i].ns2), str_z(rows[i].name2));

		ck_assert_uint_gt(x.n, 0);
		ck_assert_msg(str_eq(x, y) == rows[i].same, "row %zu: %.*s", i,
		    STR_ARG(x));
	}
	ck_assert_uint_eq(index_key_purl(a, S("npm"), S("a"), S("")).n, 0);
	ck_assert_uint_eq(index_key_cpe(a, S("a"), S("*")).n, 0);
	ck_assert_uint_eq(index_key_cpe(a, S("a"), S("-")).n, 0);
	ck_assert(str_eq(index_key_cpe(a, S("a"), S("b\\!")),
	    index_key_cpe(a, S("A"), S("b!"))));
	ck_assert_uint_eq(index_key_name(a, S("n/a"), S("n/a")).n, 0);
}
END_TEST

/* Keys that LMDB does not take, alike at their beginning. */
START_TEST(long_names)
{
	struct str stem = S("");
	struct index *x;
	struct buf b;

	for (unsigned i = 0; i < 100; i++)
		stem = str_fmt(a, "%.*sgateway%u", STR_ARG(stem), i);
	buf_init(&b, 1 << 20);
	for (unsigned i = 0; i < 3; i++)
		buf_printf(&b, "CVE-1900-000%u|||%.*sx%u|||\n", i,
		    STR_ARG(stem), i);
	put("a", buf_str(&b));
	source("a", "a");
	x = must_open();
	is_found(x, INDEX_NAME,
	    index_key_name(a, S(""), str_fmt(a, "%.*sx1", STR_ARG(stem))),
	    "1");
	is_found(x, INDEX_WORD,
	    index_key_word(a, str_fmt(a, "%.*sx2", STR_ARG(stem))), "2");
	index_close(x);
	buf_fini(&b);
}
END_TEST

/* ---- groups -------------------------------------------------------------- */

static const struct group_row {
	const char *what;
	const char *text;
	const char *groups;	/* of each record, "; " between */
} GROUPS[] = {
	{ "the same id", "CVE-1|\nCVE-1|\nCVE-2|\n", "0 1; 0 1; 2" },
	{ "the id's own source says so", "CVE-1|\nGHSA-a|CVE-1\n",
	    "0 1; 0 1" },
	{ "a CVE id's record does not, alone", "CVE-1|GHSA-a\nGHSA-a|\n",
	    "0; 1" },
	{ "both do", "CVE-1|GHSA-a\nGHSA-a|CVE-1\n", "0 1; 0 1" },
	{ "over an alias that has no record", "A-1|CVE-1\nB-1|CVE-1\n",
	    "0 1; 0 1" },
	{ "in a row", "A-1|B-1\nB-1|C-1\nC-1|\n", "0 1 2; 0 1 2; 0 1 2" },
	{ "never two CVE ids",
	    "CVE-1|\nCVE-2|\nA-1|CVE-1,B-1\nB-1|CVE-2,A-1\n",
	    "0 2 3; 1; 0 2 3; 0 2 3" },
	{ "an advisory on two", "CVE-1|\nCVE-2|\nA-1|CVE-1,CVE-2\nB-1|CVE-2\n",
	    "0 2; 1 2 3; 2; 1 2 3" },
	{ "a CVE id with another as alias", "CVE-1|CVE-2\nCVE-2|\n",
	    "0; 0 1" },
	{ "itself as alias, twice", "CVE-1|cve-1,CVE-1\nCVE-2|\n", "0; 1" },
	{ "no id", "|CVE-1\n|\nCVE-1|\n", "0; 1; 2" },
};

START_TEST(groups)
{
	for (size_t i = 0; i < ARRAY_LEN(GROUPS); i++) {
		struct str got = S("");
		struct index *x;

		n_sources = 0;
		put("a", str_z(GROUPS[i].text));
		source("a", "a");
		x = must_open();
		for (uint32_t k = 0; k < index_len(x); k++)
			got = str_fmt(a, "%.*s%s%.*s", STR_ARG(got),
			    k > 0 ? "; " : "", STR_ARG(group(x, k)));
		index_close(x);
		ck_assert_msg(str_eq_z(got, GROUPS[i].groups),
		    "%s: '%.*s', not '%s'", GROUPS[i].what, STR_ARG(got),
		    GROUPS[i].groups);
	}
}
END_TEST

/* ---- what is read again -------------------------------------------------- */

START_TEST(unchanged)
{
	struct index *x;
	struct str first;
	struct io_stat before, after;

	put_three();
	x = must_open();
	first = dump(x);
	ck_assert_uint_eq(n_reads, 3);
	index_close(x);
	ck_assert_int_eq(io_stat(top, S("cache/index/index.mdb"), &before), 0);
	x = must_open();
	ck_assert_uint_eq(n_reads, 0);
	ck_assert_uint_eq(report.files_same, 3);
	ck_assert_uint_eq(report.records, 5);
	ck_assert_uint_eq(report.faulty, 1);
	ck_assert(str_eq(dump(x), first));
	index_close(x);
	ck_assert_int_eq(io_stat(top, S("cache/index/index.mdb"), &after), 0);
	ck_assert(before.mtime_ns == after.mtime_ns);
	/* The same bytes in another file. */
	put("osv/a",
	    S("GHSA-aaaa|CVE-1900-0002||||npm,@example,gate|two\n"
	      "!\n"
	      "GHSA-bbbb|||||pypi,,Example_Gate.py|three\n"));
	x = must_open();
	ck_assert_uint_eq(n_reads, 0);
	ck_assert(str_eq(dump(x), first));
	index_close(x);
}
END_TEST

/* A file as young as the index: its time alone proves nothing. */
START_TEST(same_time)
{
	struct index *x;

	put("a", S("CVE-1900-0001|\n"));
	ck_assert_int_eq(io_write_replace(top, S("feeds/a"),
			     S("CVE-1900-0001|\n")),
	    0);
	source("a", "a");
	for (unsigned i = 0; i < 20; i++) {
		char full[200], id = (char)('0' + i % 10);
		int fd;

		index_close(must_open());
		snprintf(full, sizeof(full), "%s/feeds/a", root);
		fd = open(full, O_WRONLY | O_CLOEXEC);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(pwrite(fd, &id, 1, 12), 1);
		close(fd);
		x = must_open();
		is_found(x, INDEX_ID,
		    index_key_id(a, str_fmt(a, "CVE-1900-000%c", id)), "0");
		index_close(x);
	}
}
END_TEST

START_TEST(changes)
{
	struct index *x;
	struct str got;

	put_three();
	index_close(must_open());
	/* Grown in the middle: the numbers behind it move. */
	put("osv/a",
	    S("GHSA-aaaa|CVE-1900-0002||||npm,@example,gate|two\n"
	      "GHSA-cccc|\n"
	      "GHSA-dddd||||||脆弱性\n"
	      "GHSA-bbbb|||||pypi,,example-gate-py|three\n"));
	x = must_open();
	ck_assert_uint_eq(n_reads, 1);
	ck_assert_uint_eq(report.files_read, 1);
	ck_assert_uint_eq(report.files_same, 2);
	ck_assert_uint_eq(report.faulty, 0);
	is_found(x, INDEX_WORD, S("脆弱性"), "4 6");
	got = dump(x);
	index_close(x);
	ck_assert(str_eq(got, fresh_dump()));
	/* One goes, the order turns. */
	sources[0] = sources[2];
	n_sources = 2;
	x = must_open();
	ck_assert_uint_eq(n_reads, 0);
	is_found(x, INDEX_ID, S("cve-1900-0001"), "0");
	is_found(x, INDEX_WORD, S("one"), "");
	got = dump(x);
	index_close(x);
	ck_assert(str_eq(got, fresh_dump()));
	/* Nothing is left. */
	n_sources = 0;
	x = must_open();
	ck_assert_uint_eq(index_len(x), 0);
	is_found(x, INDEX_ID, S("cve-1900-0001"), "");
	index_close(x);
	x = must_open();
	ck_assert_uint_eq(index_len(x), 0);
	index_close(x);
}
END_TEST

START_TEST(lost_files)
{
	struct index *x;
	struct str all;

	put_three();
	source("nvd", "nvd/none");
	source("nvd", "nvd/1");	/* a second time */
	x = must_open();
	ck_assert_uint_eq(index_len(x), 5);
	ck_assert_uint_eq(index_files_len(x), 3);
	ck_assert_uint_eq(diags_count(d, DIAG_ALERT), 2);
	all = dump(x);
	index_close(x);
	ck_assert_int_eq(io_remove(top, S("feeds/jvn/x")), 0);
	x = must_open();
	ck_assert_uint_eq(n_reads, 0);
	ck_assert_uint_eq(index_len(x), 4);
	index_close(x);
	put("jvn/x",
	    S("JVNDB-1900-000001|CVE-1900-0001,CVE-1900-0002|"
	      "株式会社例示|ゲート ファームウェア|"
	      "cpe:/o:example:gate_firmware||四つの脆弱性\n"));
	x = must_open();
	ck_assert(str_eq(dump(x), all));
	index_close(x);
}
END_TEST

/* A file that breaks off is tried a second time, not for ever. */
START_TEST(broken_file)
{
	struct index *x;

	put("a", S("CVE-1900-0001|\n"));
	put("b", S("CVE-1900-0002|\nBREAK\nCVE-1900-0003|\n"));
	source("a", "a");
	source("b", "b");
	for (unsigned i = 0; i < 4; i++) {
		x = must_open();
		ck_assert_uint_eq(n_reads, i == 0 ? 2 : i == 1 ? 1 : 0);
		ck_assert_uint_eq(index_len(x), 2);
		ck_assert(index_files_at(x, a, 1).is_unread);
		ck_assert(!index_files_at(x, a, 0).is_unread);
		index_close(x);
	}
	put("b", S("CVE-1900-0002|\nCVE-1900-0003|\n"));
	x = must_open();
	ck_assert_uint_eq(index_len(x), 3);
	ck_assert(!index_files_at(x, a, 1).is_unread);
	index_close(x);
}
END_TEST

START_TEST(files)
{
	struct index *x;
	struct index_file f;

	put_three();
	x = must_open();
	f = index_files_at(x, a, 1);
	ck_assert(str_eq_z(f.feed, "osv") && str_eq_z(f.path, "osv/a"));
	ck_assert_uint_eq(f.records, 2);
	ck_assert_uint_eq(f.faulty, 1);
	ck_assert_uint_eq(f.sha256.n, 64);
	ck_assert(!f.is_unread);
	index_close(x);
}
END_TEST

/* ---- a large one, sorted in pieces --------------------------------------- */

#define LARGE	60000u

static void
put_large(const char *path, unsigned from, unsigned n)
{
	struct buf b;

	buf_init(&b, 64u << 20);
	for (unsigned i = from; i < from + n; i++)
		buf_printf(&b,
		    "CVE-1900-%u|X-%u|Vendor %u|Product %u|"
		    "cpe:2.3:a:v%u:p%u:*:*:*:*:*:*:*:*||"
		    "a flaw in the product number%u of many\n",
		    i, i, i % 500, i % 7000, i % 500, i % 7000, i);
	put(path, buf_str(&b));
	buf_fini(&b);
}

START_TEST(large)
{
	struct index *x;
	size_t n;
	const uint32_t *v;

	pool_close(pool);
	pool = pool_open(64);	/* little memory for each: many runs */
	put_large("a", 0, LARGE);
	put_large("b", LARGE, 1000);
	source("a", "a");
	source("b", "b");
	x = must_open();
	ck_assert_uint_eq(index_len(x), LARGE + 1000);
	v = index_find(x, INDEX_WORD, S("flaw"), &n);
	ck_assert_uint_eq(n, LARGE + 1000);
	for (size_t i = 0; i < n; i++)
		ck_assert_uint_eq(v[i], i);
	for (unsigned i = 0; i < LARGE + 1000; i += 997) {
		struct feed_record r;

		is_found(x, INDEX_ID, index_key_id(a, str_fmt(a, "X-%u", i)),
		    str_to_z(a, str_fmt(a, "%u", i)));
		ck_assert(index_record(x, a, i, &r));
		ck_assert(str_eq(r.id, str_fmt(a, "CVE-1900-%u", i)));
	}
	v = index_find(x, INDEX_CPE, index_key_cpe(a, S("v7"), S("p507")), &n);
	ck_assert_uint_ge(n, LARGE / 7000);
	for (size_t i = 0; i < n; i++)
		ck_assert_uint_eq(v[i] % 7000, 507);
	index_close(x);
}
END_TEST

/* ---- faults -------------------------------------------------------------- */

/* Each system call of ours fails once, then nothing does. */
START_TEST(faults)
{
	struct str want;
	struct index *x;
	uint64_t calls;

	put_three();
	want = fresh_dump();
	ck_assert_int_eq(io_remove_tree(top, S("cache")), 0);
	io_fault(0, 0);
	index_close(must_open());
	calls = io_calls();
	ck_assert_uint_gt(calls, 20);
	for (uint64_t n = 1; n <= calls; n++) {
		io_fault(0, 0);
		ck_assert_int_eq(io_remove_tree(top, S("cache")), 0);
		io_fault(n, EIO);
		x = open_index();
		io_fault(0, 0);
		if (x == NULL)
			ck_assert_uint_gt(diags_count(d, DIAG_ERROR), 0);
		index_close(x);
		x = must_open();
		ck_assert(str_eq(dump(x), want));
		index_close(x);
	}
}
END_TEST

/* In a process of its own, which may be killed. */
static int
run_child(void (*work)(void))
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		/* Threads do not come along. */
		pool = pool_open(2);
		work();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static uint64_t fault_n;

static void
open_and_close(void)
{
	io_fault(fault_n, -1);
	index_close(open_index());
}

/* Killed at each of our system calls, during a change. */
START_TEST(kills)
{
	struct str want, changed = S("CVE-1900-0009|\nCVE-1900-0002|\n");
	struct index *x;
	uint64_t n;
	int status = -1;

	put_three();
	put("nvd/1", changed);
	want = fresh_dump();
	for (n = 1; status != 0; n++) {
		ck_assert_uint_lt(n, 1000);
		put("nvd/1", S("CVE-1900-0001|\n"));
		index_close(must_open());
		put("nvd/1", changed);
		fault_n = n;
		status = run_child(open_and_close);
		x = must_open();
		ck_assert(str_eq(dump(x), want));
		index_close(x);
	}
	ck_assert_uint_gt(n, 20);
}
END_TEST

/* Killed while records are read and written. */
START_TEST(kills_reading)
{
	struct str want;
	struct index *x;

	put_large("a", 0, 20000);
	source("a", "a");
	want = fresh_dump();
	fault_n = 0;
	for (size_t n = 0; n < 20000; n += 3999) {
		int status;

		ck_assert_int_eq(io_remove_tree(top, S("cache")), 0);
		kill_at = n;
		status = run_child(open_and_close);
		ck_assert(WIFSIGNALED(status));
		kill_at = SIZE_MAX;
		x = must_open();
		ck_assert(str_eq(dump(x), want));
		index_close(x);
	}
}
END_TEST

/* ---- damage -------------------------------------------------------------- */

static const char *const stored[] = { "cache/index/index.mdb",
	"cache/index/index.mdb-lock", "cache/index/seal" };

/* Each byte changed, of each file: in place, and as a copy. */
START_TEST(damage)
{
	struct str want, before[ARRAY_LEN(stored)];

	put("a", S("CVE-1900-0001|GHSA-a|V|P|||title\n"));
	source("a", "a");
	want = fresh_dump();
	for (size_t i = 0; i < ARRAY_LEN(stored); i++)
		ck_assert_int_eq(io_read(top, str_z(stored[i]), 64u << 20, a,
				     &before[i]),
		    0);
	for (size_t i = 0; i < ARRAY_LEN(stored); i++) {
		size_t step = before[i].n / 400 + 1;

		for (size_t at = 0; at < before[i].n; at += step) {
			struct arena *own = arena_open(), *outer = a;
			char *copy = arena_bytes(own, before[i].n);
			struct index *x;

			a = own;
			memcpy(copy, before[i].p, before[i].n);
			copy[at] = (char)(copy[at] ^ 0xff);
			ck_assert_int_eq(io_write_replace(top,
					     str_z(stored[i]),
					     (struct str){ copy,
						 before[i].n }),
			    0);
			x = must_open();
			ck_assert(str_eq(dump(x), want));
			index_close(x);
			a = outer;
			arena_close(own);
		}
	}
}
END_TEST

START_TEST(damage_in_place)
{
	struct str want;
	char full[300];

	put_three();
	want = fresh_dump();
	for (unsigned i = 0; i < 100; i++) {
		struct index *x;
		struct stat st;
		char byte;
		int fd;
		off_t at;

		snprintf(full, sizeof(full), "%s/%s", root, stored[0]);
		fd = open(full, O_RDWR | O_CLOEXEC);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(fstat(fd, &st), 0);
		/* Not in the tick in which it was written. */
		(void)poll(NULL, 0, 15);
		at = st.st_size * (off_t)i / 100;
		ck_assert_int_eq(pread(fd, &byte, 1, at), 1);
		byte = (char)~byte;
		ck_assert_int_eq(pwrite(fd, &byte, 1, at), 1);
		close(fd);
		x = must_open();
		ck_assert(str_eq(dump(x), want));
		index_close(x);
	}
}
END_TEST

/* What lies where the index should be is not followed, and no reason to give
 * up. */
START_TEST(other_things)
{
	struct str want;
	struct index *x;
	char full[300];

	put_three();
	want = fresh_dump();
	for (size_t i = 0; i < ARRAY_LEN(stored); i++) {
		snprintf(full, sizeof(full), "%s/%s", root, stored[i]);
		ck_assert_int_eq(io_remove(top, str_z(stored[i])), 0);
		ck_assert_int_eq(symlink("/dev/full", full), 0);
		x = must_open();
		ck_assert(str_eq(dump(x), want));
		index_close(x);
	}
	ck_assert_int_eq(io_remove_tree(top, S("cache")), 0);
	ck_assert_int_eq(io_write_new(top, S("cache"), S("")), 0);
	ck_assert_ptr_null(open_index());
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 1);
	ck_assert(
	    str_eq_z(diags_at(d, diags_len(d) - 1)->rule, "index-cache"));
}
END_TEST

/* ---- several at once ----------------------------------------------------- */

static void
open_many(void)
{
	for (unsigned i = 0; i < 20; i++) {
		struct index *x = open_index();

		if (x == NULL || index_len(x) < 1000)
			_exit(1);
		for (uint32_t k = 0; k < index_len(x); k += 37) {
			struct feed_record r;

			if (!index_record(x, a, k, &r))
				_exit(2);
			if (!str_starts(found(x, INDEX_ID,
					    index_key_id(a, r.id)),
				str_fmt(a, "%u", k)))
				_exit(3);
		}
		index_close(x);
	}
}

/* Processes that all bring it up to date, while its files change. */
START_TEST(processes)
{
	pid_t children[3];
	int status;

	put_large("a", 0, 1000);
	source("a", "a");
	for (size_t i = 0; i < ARRAY_LEN(children); i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0) {
			pool = pool_open(2);
			open_many();
			_exit(0);
		}
	}
	for (unsigned i = 0; i < 20; i++) {
		put_large("a", 0, 1000 + 100 * i);
		(void)poll(NULL, 0, 10);
	}
	for (size_t i = 0; i < ARRAY_LEN(children); i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0),
		    children[i]);
		ck_assert_int_eq(status, 0);
	}
}
END_TEST

static _Atomic size_t wrong;

static void
work_read(void *ctx, size_t i, unsigned worker)
{
	const struct index *x = ctx;
	struct arena *own = arena_open();
	size_t n;
	const uint32_t *v = index_find(x, INDEX_ID,
	    index_key_id(own, str_fmt(own, "CVE-1900-%zu", i)), &n);
	struct feed_record r;

	(void)worker;
	if (n != 1 || v[0] != i || !index_record(x, own, v[0], &r))
		wrong++;
	arena_close(own);
}

START_TEST(threads)
{
	struct index *x;

	put_large("a", 0, 20000);
	source("a", "a");
	x = must_open();
	wrong = 0;
	pool_run(pool, 20000, work_read, x);
	ck_assert_uint_eq(wrong, 0);
	index_close(x);
}
END_TEST

/* ---- real feeds ---------------------------------------------------------- */

#define SAMPLES	1000

/* Copy the files of a folder of the sample data into the mirror. */
static void
copy_samples(struct io_dir *from, struct str dir, struct index_source *v,
    size_t *n)
{
	struct io_entry *e;
	size_t count;

	ck_assert_int_eq(io_list(from, dir, a, &e, &count), 0);
	for (size_t i = 0; i < count; i++) {
		struct str path = str_cat(a,
		    dir.n > 0 ? str_cat(a, dir, S("/")) : dir, e[i].name);
		struct str text;

		if (e[i].kind == IO_DIR) {
			copy_samples(from, path, v, n);
			continue;
		}
		ck_assert_uint_lt(*n, SAMPLES);
		ck_assert_int_eq(io_read(from, path, 64u << 20, a, &text), 0);
		put(str_to_z(a, path), text);
		v[(*n)++] = (struct index_source){ S("sample"), path };
	}
}

static bool
holds(const uint32_t *v, size_t n, uint32_t number)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i] == number)
			return true;
	}
	return false;
}

/* Each record is found by what it says, in a group that it is in. */
static void
check_record(const struct index *x, uint32_t number)
{
	struct scratch tmp = scratch_begin(a);
	struct feed_record r;
	size_t n;
	const uint32_t *v;

	ck_assert(index_record(x, a, number, &r));
	v = index_find(x, INDEX_ID, index_key_id(a, r.id), &n);
	ck_assert_msg(holds(v, n, number), "%.*s", STR_ARG(r.id));
	v = index_group(x, number, &n);
	ck_assert(holds(v, n, number));
	for (size_t i = 0; i < r.n_affects; i++) {
		const struct feed_affects *f = &r.affects[i];
		struct str key = index_key_name(a, f->vendor, f->product);

		if (f->is_platform || f->product.n == 0 || key.n == 0)
			continue;
		v = index_find(x, INDEX_NAME, key, &n);
		ck_assert_msg(holds(v, n, number), "%.*s: %.*s", STR_ARG(r.id),
		    STR_ARG(f->product));
	}
	scratch_end(tmp);
}

START_TEST(samples)
{
	struct index_source *v = arena_array(a, struct index_source, SAMPLES);
	struct index_request q = { .hansho = top, .sources = v, .pool = pool };
	struct io_dir *from;
	struct index *x;
	size_t n;

	if (test_data_dir() == NULL) {
		test_skip("samples", "no HANSHO_DATA");
		return;
	}
	ck_assert_int_eq(io_dir_open(str_to_z(a,
					 str_fmt(a, "%s/feeds",
					     test_data_dir())),
			     &from),
	    0);
	copy_samples(from, S(""), v, &q.n);
	io_dir_close(from);
	x = index_open(a, &q, diags_open(a), &report);
	ck_assert_ptr_nonnull(x);
	ck_assert_uint_gt(index_len(x), 1000);
	for (uint32_t i = 0; i < index_len(x); i++)
		check_record(x, i);
	(void)index_find(x, INDEX_WORD, S("vulnerability"), &n);
	ck_assert_uint_gt(n, 10);
	index_close(x);
}
END_TEST

Suite *
suite_index_index(void)
{
	Suite *s = suite_create("index/index");
	TCase *t = tcase_create("index");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 300);
	tcase_add_test(t, keys);
	tcase_add_test(t, key_forms);
	tcase_add_test(t, long_names);
	tcase_add_test(t, groups);
	tcase_add_test(t, unchanged);
	tcase_add_test(t, same_time);
	tcase_add_test(t, changes);
	tcase_add_test(t, lost_files);
	tcase_add_test(t, broken_file);
	tcase_add_test(t, files);
	tcase_add_test(t, large);
	tcase_add_test(t, faults);
	tcase_add_test(t, kills);
	tcase_add_test(t, kills_reading);
	tcase_add_test(t, damage);
	tcase_add_test(t, damage_in_place);
	tcase_add_test(t, other_things);
	tcase_add_test(t, processes);
	tcase_add_test(t, threads);
	tcase_add_test(t, samples);
	suite_add_tcase(s, t);
	return s;
}
