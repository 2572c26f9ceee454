/*
 * index/codec: a record comes back as it was; bytes that are none are refused,
 * whatever they are.
 */
#include "index/index_codec.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "index/index_pack.h"
#include "index/index_run.h"
#include "test.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

static struct str *
strs(size_t n, const char *prefix)
{
	struct str *v = arena_array(a, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		v[i] = str_fmt(a, "%s%zu", prefix, i);
	return v;
}

static struct feed_affects
affects(unsigned i)
{
	struct feed_stretch *s = arena_array(a, struct feed_stretch, 2);

	s[0] = (struct feed_stretch){ .low = S("1.0"),
		.high = S("2.0"),
		.low_included = true,
		.high_is_prefix = true,
		.status = FEED_AFFECTED };
	s[1] = (struct feed_stretch){ .low = S("5.10"),
		.is_prefix = true,
		.high_included = true,
		.status = FEED_UNCLEAR };
	return (struct feed_affects){ .by = (enum feed_by)(i % 4),
		.source = S("CISA-ADP"),
		.type = S("npm"),
		.namespace = S("@example"),
		.name = S("gate"),
		.qualifiers = S("arch=x86"),
		.ecosystem = S("npm"),
		.release = S("12"),
		.module = S("nodejs:18"),
		.cpe = S("cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*"),
		.vendor = S("例示"),
		.product = S("ゲート"),
		.platform = S("Windows"),
		.scheme = S("semver"),
		.stretches = s,
		.n_stretches = i % 3,
		.versions = strs(i, "1."),
		.n_versions = i,
		.otherwise = FEED_NOT_AFFECTED,
		.text = S("1.0 から 2.0"),
		.note = S("end of life"),
		.config = (uint16_t)(i * 21845),
		.node = (uint16_t)i,
		.is_source = i % 2 == 0,
		.is_all = i % 2 == 1,
		.is_unread = i % 3 == 0,
		.is_git = i % 3 == 1,
		.is_and = i % 2 == 0,
		.is_node_and = i % 2 == 1,
		.is_negated = i % 3 == 2,
		.is_platform = i % 2 == 0 };
}

static struct feed_record
record(void)
{
	static struct feed_score scores[] = {
		{ STR_INIT("CVSS:3.1/AV:N"), STR_INIT("nvd@nist.gov"), 98 },
		{ STR_INIT("AV:N/AC:L"), STR_INIT(""), -1 },
	};
	static struct feed_link links[] = {
		{ STR_INIT("https://example.com/a"), STR_INIT("Patch") },
	};
	struct feed_affects *all = arena_array(a, struct feed_affects, 4);

	for (unsigned i = 0; i < 4; i++)
		all[i] = affects(i);
	return (struct feed_record){ .id = S("CVE-1900-0001"),
		.aliases = strs(2, "GHSA-"),
		.n_aliases = 2,
		.related = strs(1, "CVE-"),
		.n_related = 1,
		.upstream = strs(3, "OSV-"),
		.n_upstream = 3,
		.published = { 1700000000, 32400 },
		.modified = { INT64_MIN, 0 },
		.is_withdrawn = true,
		.is_exploited = true,
		.due = { 20000 },
		.title_ja = S("認証回避"),
		.title_en = S("bypass"),
		.text_ja = S("本文"),
		.text_en = S("text"),
		.solution = S("update"),
		.scores = scores,
		.n_scores = ARRAY_LEN(scores),
		.cwes = strs(2, "CWE-"),
		.n_cwes = 2,
		.links = links,
		.n_links = ARRAY_LEN(links),
		.ssvc = S("none/yes/total"),
		.tlp = S("CLEAR"),
		.affects = all,
		.n_affects = 4,
		.raw_at = S("a/b.json"),
		.off = UINT64_C(1) << 40,
		.len = 77 };
}

static struct str
encoded(const struct feed_record *r)
{
	struct index_codec_origin from = { .member = S("a/b.json") };
	struct buf b;
	struct str s;

	memset(from.sha256, 0xa5, sizeof(from.sha256));
	buf_init(&b, 1 << 20);
	index_codec_put(&b, &from, r);
	ck_assert(buf_ok(&b));
	s = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return s;
}

/* Equal when they are written alike; members that neither keeps show in the
 * checks below. */
START_TEST(comes_back)
{
	struct feed_record r = record(), got;
	struct index_codec_origin from;
	struct str bytes = encoded(&r);

	ck_assert(index_codec_get(bytes, a, &from, &got));
	ck_assert(str_eq(encoded(&got), bytes));
	ck_assert(str_eq_z(from.member, "a/b.json"));
	ck_assert_uint_eq(from.sha256[31], 0xa5);
	ck_assert_int_eq(got.published.s, 1700000000);
	ck_assert_int_eq(got.published.offset_s, 32400);
	ck_assert(got.modified.s == INT64_MIN);
	ck_assert(got.is_withdrawn && got.is_exploited && !got.is_deferred);
	ck_assert_int_eq(got.due.n, 20000);
	ck_assert(str_eq_z(got.upstream[2], "OSV-2"));
	ck_assert_int_eq(got.scores[0].base_x10, 98);
	ck_assert_int_eq(got.scores[1].base_x10, -1);
	ck_assert(str_eq_z(got.tlp, "CLEAR"));
	ck_assert(got.off == UINT64_C(1) << 40);
	ck_assert_uint_eq(got.n_affects, 4);
	for (unsigned i = 0; i < 4; i++) {
		struct feed_affects want = affects(i), *f = &got.affects[i];

		ck_assert_int_eq((int)f->by, (int)want.by);
		ck_assert_uint_eq(f->n_versions, i);
		ck_assert_uint_eq(f->config, want.config);
		ck_assert(f->is_negated == want.is_negated);
		ck_assert(f->is_platform == want.is_platform);
		ck_assert_uint_eq(f->n_stretches, i % 3);
		ck_assert(str_eq(f->vendor, want.vendor));
		ck_assert(str_eq(f->scheme, want.scheme));
	}
	ck_assert(got.affects[2].stretches[0].high_is_prefix);
	ck_assert(!got.affects[2].stretches[1].high_is_prefix);
	ck_assert_int_eq((int)got.affects[2].stretches[1].status,
	    FEED_UNCLEAR);
}
END_TEST

/* Each member, when it is changed alone, changes the bytes. */
START_TEST(keeps_all)
{
	struct feed_record plain = { 0 };
	struct feed_affects one = { 0 };
	struct str bytes;

	plain.affects = &one;
	plain.n_affects = 1;
	bytes = encoded(&plain);
#define CHANGED(member, value)						\
	do {								\
		struct feed_record r = plain;				\
		struct feed_affects f = one;				\
		r.affects = &f;						\
		member = value;						\
		ck_assert_msg(!str_eq(encoded(&r), bytes), #member);	\
	} while (0)
	CHANGED(r.is_deferred, true);
	CHANGED(r.is_ransomware, true);
	CHANGED(r.is_vendor, true);
	CHANGED(r.title_ja, S("x"));
	CHANGED(r.title_en, S("x"));
	CHANGED(r.text_ja, S("x"));
	CHANGED(r.text_en, S("x"));
	CHANGED(r.solution, S("x"));
	CHANGED(r.ssvc, S("x"));
	CHANGED(r.raw_at, S("x"));
	CHANGED(r.len, 1);
	CHANGED(f.source, S("x"));
	CHANGED(f.type, S("x"));
	CHANGED(f.namespace, S("x"));
	CHANGED(f.name, S("x"));
	CHANGED(f.qualifiers, S("x"));
	CHANGED(f.ecosystem, S("x"));
	CHANGED(f.release, S("x"));
	CHANGED(f.module, S("x"));
	CHANGED(f.cpe, S("x"));
	CHANGED(f.product, S("x"));
	CHANGED(f.platform, S("x"));
	CHANGED(f.text, S("x"));
	CHANGED(f.note, S("x"));
	CHANGED(f.otherwise, FEED_FIXED);
	CHANGED(f.node, 1);
	CHANGED(f.is_source, true);
	CHANGED(f.is_all, true);
	CHANGED(f.is_unread, true);
	CHANGED(f.is_git, true);
	CHANGED(f.is_and, true);
	CHANGED(f.is_node_and, true);
#undef CHANGED
}
END_TEST

/* Cut anywhere, and with each byte changed: refused, or bounded by what is
 * there. */
START_TEST(hostile)
{
	struct feed_record r = record(), got;
	struct index_codec_origin from;
	struct str bytes = encoded(&r);
	size_t taken = 0;

	for (size_t n = 0; n < bytes.n; n++) {
		char *copy = arena_bytes(a, n + 1);

		memcpy(copy, bytes.p, n);
		ck_assert(
		    !index_codec_get((struct str){ copy, n }, a, &from, &got));
	}
	for (size_t i = 0; i < bytes.n; i++) {
		struct arena *own = arena_open();
		char *copy = arena_bytes(own, bytes.n);

		memcpy(copy, bytes.p, bytes.n);
		for (unsigned x = 1; x < 256; x += 17) {
			copy[i] = (char)(bytes.p[i] ^ (char)x);
			taken += index_codec_get((struct str){ copy, bytes.n },
			    own, &from, &got);
		}
		ck_assert_uint_le(arena_used(own), 100 * bytes.n * 16);
		arena_close(own);
	}
	/* Bytes of texts may be anything. */
	ck_assert_uint_gt(taken, 0);
}
END_TEST

/* ---- runs ---------------------------------------------------------------- */

struct taken {
	struct str chunks[64];
	size_t n;
};

static bool
take(void *ctx, struct str chunk)
{
	struct taken *t = ctx;

	ck_assert_uint_lt(t->n, ARRAY_LEN(t->chunks));
	t->chunks[t->n++] = str_dup(a, chunk);
	return true;
}

static struct taken
run_of(size_t records)
{
	struct taken t = { .n = 0 };
	struct index_run_sink sink = { take, &t };
	struct index_run r;

	index_run_init(&r, 100000);
	for (uint32_t i = 0; i < records; i++) {
		index_run_add(&r, S("common"), i);
		index_run_add(&r, str_fmt(a, "k%u", i % 100), i);
		index_run_add(&r, str_fmt(a, "k%u", i % 100), i);
		index_run_add(&r, str_fmt(a, "one%u", i), i);
	}
	ck_assert(index_run_is_full(&r) == (records >= 1000));
	ck_assert(index_run_flush(&r, &sink));
	ck_assert(!index_run_is_full(&r));
	index_run_fini(&r);
	return t;
}

START_TEST(runs)
{
	struct taken t = run_of(5000);
	struct str before = S("");
	size_t keys = 0, numbers = 0;

	for (size_t i = 0; i < t.n; i++) {
		struct index_run_cursor c;

		index_run_begin(&c, t.chunks[i]);
		while (index_run_next(&c)) {
			struct str key = { c.key, c.key_n };
			uint32_t n, last = UINT32_MAX;

			ck_assert_int_lt(str_cmp(before, key), 0);
			before = str_dup(a, key);
			keys++;
			/* Some are left unread: the next key comes all the
			 * same. */
			while (keys % 7 != 0 && index_run_number(&c, &n)) {
				ck_assert(last == UINT32_MAX || n > last);
				if (key.p[0] == 'k')
					ck_assert(str_eq(key,
					    str_fmt(a, "k%u", n % 100)));
				last = n;
				numbers++;
			}
		}
		ck_assert(!c.k.failed);
	}
	ck_assert_uint_eq(keys, 1 + 100 + 5000);
	ck_assert_uint_gt(numbers, 8000);
}
END_TEST

START_TEST(runs_hostile)
{
	struct taken t = run_of(20);
	struct str chunk = t.chunks[0];
	size_t failed = 0;

	for (size_t i = 0; i < chunk.n; i++) {
		char *copy = arena_bytes(a, chunk.n);

		memcpy(copy, chunk.p, chunk.n);
		for (unsigned x = 1; x < 256; x += 3) {
			struct index_run_cursor c;
			uint32_t n;
			size_t steps = 0;

			copy[i] = (char)(chunk.p[i] ^ (char)x);
			index_run_begin(&c, (struct str){ copy, chunk.n });
			while (index_run_next(&c)) {
				ck_assert_uint_le(c.key_n, LIMIT_INDEX_KEY);
				while (index_run_number(&c, &n))
					steps++;
			}
			ck_assert_uint_le(steps, chunk.n);
			failed += c.k.failed;
		}
	}
	ck_assert_uint_gt(failed, 0);
}
END_TEST

Suite *
suite_index_codec(void)
{
	Suite *s = suite_create("index/codec");
	TCase *t = tcase_create("codec");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, comes_back);
	tcase_add_test(t, keeps_all);
	tcase_add_test(t, hostile);
	tcase_add_test(t, runs);
	tcase_add_test(t, runs_hostile);
	suite_add_tcase(s, t);
	return s;
}
