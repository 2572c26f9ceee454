/*
 * What is packed in a file: base64, UTF-16, compressed texts, each within each;
 * what cannot be opened is said, and noise is no hit.
 */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "scan/deep.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "scan_pack.h"
#include "test.h"

Suite *suite_scan_deep(void);

static struct arena *perm;
static const struct fold_table *table;
static struct fold *fold;
static struct deep *deep;

static void
set_up(void)
{
	perm = arena_open();
	table = fold_table_open(perm);
	fold = fold_open(perm, table);
	deep = deep_open(perm, table);
}

static void
tear_down(void)
{
	arena_close(perm);
}

static struct scan *
scan_of(struct str text)
{
	struct scan *s = scan_open(perm);
	const struct fold_lane *l = &fold->lanes[FOLD_TEXT];
	struct scan_term t;

	fold_begin(fold, text, true);
	ck_assert(!fold_fill(fold));
	t = scan_cut(l, 0, l->n_tokens);
	t.key = str_dup(perm, t.key);
	scan_add(s, t);
	scan_ready(s);
	return s;
}

struct tally {
	size_t n;
	struct scan_hit last;
	bool is_whole;
};

static void
count(void *ctx, const struct scan_hit *hit)
{
	struct tally *t = ctx;

	t->n++;
	t->last = *hit;
}

static struct tally
search(const char *term, struct str text)
{
	struct tally t = { 0 };

	t.is_whole = deep_run(scan_of(str_z(term)), deep, text, count, &t);
	return t;
}

static const struct {
	const char *term;
	const char *text;
	size_t n;
} rows[] = {
	/* "see Kingfisher Harbour now", then one and two bytes more before */
	{ "Kingfisher Harbour", "x c2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c= y",
	    1 },
	{ "Kingfisher Harbour", "eHNlZSBLaW5nZmlzaGVyIEhhcmJvdXIgbm93", 1 },
	{ "Kingfisher Harbour", "eHhzZWUgS2luZ2Zpc2hlciBIYXJib3VyIG5vdw", 1 },
	/* in a path, a query, a data URI, after an escape */
	{ "Kingfisher Harbour", "/q/c2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c", 1 },
	{ "Kingfisher Harbour", "?q=c2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c%3D",
	    1 },
	{ "Kingfisher Harbour",
	    "\"data:;base64,c2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c=\"", 1 },
	{ "Kingfisher Harbour", "\"a\\nc2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c=\"",
	    1 },
	{ "Kingfisher Harbour",
	    "\\u000ac2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c=", 1 },
	{ "Kingfisher Harbour", "%0Ac2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c=", 1 },
	/* base64 for URLs: ">>>???" has both marks */
	{ "Kingfisher Harbour", "Pj4-Pz8_S2luZ2Zpc2hlciBIYXJib3VyIQ", 1 },
	{ "Kingfisher Harbour", "Pj4+Pz8/S2luZ2Zpc2hlciBIYXJib3VyIQ==", 1 },
	/* a mail's subject */
	{ "Kingfisher Harbour",
	    "Subject: =?UTF-8?B?c2VlIEtpbmdmaXNoZXIgSGFyYm91ciBub3c=?=", 1 },
	{ "Kingfisher Harbour",
	    "Subject: =?UTF-8?Q?see_Kingfisher_Harbour?=", 1 },
	/* escapes and marks within base64: "<b>Kingfisher&#32;Harbour</b>" */
	{ "Kingfisher Harbour",
	    "PGI+S2luZ2Zpc2hlciYjMzI7SGFyYm91cjwvYj4=", 1 },
	/* eight bytes alone: "Kim Chen" */
	{ "Kim Chen", "S2ltIENoZW4=", 1 },
	/* 佐藤健一 */
	{ "\xe4\xbd\x90\xe8\x97\xa4\xe5\x81\xa5\xe4\xb8\x80",
	    "5L2Q6Jek5YGl5LiA", 1 },
	/* noise that looks like a short term: "\x01\x02Kim Chen\x03" */
	{ "Chen", "S2ltIENoZW4=", 0 },
	{ "Kingfisher Harbour", "c2VlIEtpbmdmaXNoZXIgSGFyYm91", 0 },
	{ "Kingfisher Harbour", "0123456789abcdef0123456789abcdef", 0 },
};

START_TEST(test_base64)
{
	struct tally t = search(rows[_i].term, str_z(rows[_i].text));

	ck_assert_msg((t.n > 0) == (rows[_i].n > 0), "row %d: %zu hits in %s",
	    _i, t.n, rows[_i].text);
	ck_assert(t.is_whole);
}
END_TEST

/* Every length before the secret, folded into lines as mail does. */
START_TEST(test_folded)
{
	static const char *const ends[] = { "\r\n", "\n", "\r\n ", "\\r\\n",
		"\\n" };

	for (size_t before = 0; before < 200; before++) {
		struct str text = str_fmt(perm, "%.*s Kingfisher Harbour",
		    (int)before,
		    "We say nothing of it, and again: we say nothing of it, "
		    "and again: we say nothing of it, and again: we say "
		    "nothing of it, and again: we say nothing of it, and "
		    "again: we say nothing of it, and again: we say nothing");
		struct tally t = search("Kingfisher Harbour",
		    pack_base64(perm, text, PACK_STANDARD, 76,
			str_z(ends[_i])));

		ck_assert_msg(t.n > 0, "%zu bytes before it", before);
	}
}
END_TEST

/* Both orders of bytes, at even and odd places, among bytes that are none. */
START_TEST(test_wide)
{
	struct str secret = S("\xe4\xbd\x90\xe8\x97\xa4\xe5\x81\xa5");

	for (unsigned i = 0; i < 4; i++) {
		struct str wide = pack_wide(perm,
		    str_cat(perm, S("a "), secret), (i & 1) != 0);
		struct str text = str_cat(perm,
		    (i & 2) != 0 ? S("\xff\xd8\xff") : S("\xff\xd8"), wide);
		struct tally t = search(str_to_z(perm, secret), text);

		ck_assert_msg(t.n > 0, "form %u", i);
	}
	/* Two characters are noise. */
	ck_assert_uint_eq(search("\xe4\xbd\x90\xe8\x97\xa4",
			      pack_wide(perm, secret, true))
			      .n,
	    0);
}
END_TEST

/* Every package, and packages in packages. */
START_TEST(test_packed)
{
	struct str note = S("<p>see Kingfisher\nHarbour</p>"), file;
	const char *term = "Kingfisher Harbour";

	for (int i = 0; i < PACKAGES; i++) {
		struct tally t;

		file = pack_file(perm, (enum package)i, note);
		t = search(term, file);
		ck_assert_msg(t.n == 1 && t.is_whole, "package %d: %zu", i,
		    t.n);
		ck_assert_msg(t.last.off + t.last.len <= file.n, "package %d",
		    i);
		file = pack_base64(perm, file, PACK_STANDARD, 0, S(""));
		t = search(term,
		    str_cat(perm, S("src=\"data:x;base64,"), file));
		ck_assert_msg(t.n > 0 && t.is_whole, "package %d in base64",
		    i);
	}
	file = pack_file(perm, PACK_GZIP, pack_file(perm, PACK_ZTXT, note));
	ck_assert_uint_eq(search(term, file).n, 1);
	file = pack_file(perm, PACK_GZIP,
	    pack_base64(perm, note, PACK_URL, 0, S("")));
	ck_assert(search(term, file).n > 0);
}
END_TEST

/* What cannot be opened, or is too much, is said; nothing else happens. */
START_TEST(test_hostile)
{
	static char zeros[1 << 20];
	struct str note = S("see Kingfisher Harbour"), file, bomb = { 0 };
	struct tally t;

	for (int i = 0; i < PACKAGES; i++) {
		file = pack_file(perm, (enum package)i, note);
		for (size_t n = 0; n < file.n; n++)
			(void)search("nothing", str_sub(file, 0, n));
		for (size_t n = 8; n < file.n; n++) {
			struct str copy = str_dup(perm, file);
			char *p = arena_bytes(perm, copy.n);

			memcpy(p, copy.p, copy.n);
			p[n] = (char)(p[n] ^ 0x55);
			(void)search("nothing", (struct str){ p, copy.n });
		}
	}
	file = pack_file(perm, PACK_GZIP, note);
	t = search("Kingfisher Harbour", str_sub(file, 0, file.n - 9));
	ck_assert(!t.is_whole);
	for (size_t i = 0; i <= LIMIT_SCAN_UNPACKED >> 20; i++)
		bomb = str_cat(perm, bomb,
		    pack_file(perm, PACK_GZIP,
			(struct str){ zeros, sizeof(zeros) }));
	ck_assert_uint_lt(bomb.n, 1 << 20);
	ck_assert(!search("nothing", bomb).is_whole);
}
END_TEST

Suite *
suite_scan_deep(void)
{
	Suite *s = suite_create("scan_deep");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, test_base64, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, test_folded, 0, 5);
	tcase_add_test(t, test_wide);
	tcase_add_test(t, test_packed);
	tcase_add_test(t, test_hostile);
	suite_add_tcase(s, t);
	return s;
}
