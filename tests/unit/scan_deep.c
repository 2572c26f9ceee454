/*
 * What is packed in a file: base64, UTF-16, compressed texts, each within each;
 * what cannot be opened is said, and noise is no hit.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "scan/charset.h"
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
	/* hexadecimal digits, of a text around it too; of a short one none */
	{ "Kingfisher Harbour", "x 4b696e67666973686572486172626f7572", 1 },
	{ "Kingfisher Harbour",
	    "0x736565204B696E676669736865720D0A486172626F7572206e6f77", 1 },
	{ "Kim Chen", "h=4b696d204368656e;", 1 },
	{ "\xe4\xbd\x90\xe8\x97\xa4\xe5\x81\xa5\xe4\xb8\x80",
	    "e4bd90e897a4e581a5e4b880", 1 },
	{ "Chen", "004368656e", 0 },
	/* quoted-printable of ASCII; a year in a query */
	{ "EX-5521", "see EX=2D5521", 1 },
	{ "EX-5521", "see EX=2D=\n5521", 1 },
	{ "EX-5521", "see =45=58=2D55=\r\n21", 1 },
	{ "EX-5521", "?year=2026&see=EX-5521", 1 },
	{ "EX-5521", "see xEX=2D5521", 0 },
	/* other encodings: Shift_JIS, EUC-JP, ISO-2022-JP, ISO 8859-1 */
	{ "\xe7\xbf\xa1\xe7\xbf\xa0", "<p>\xe3\xc5\x90\x89\x82\xc5</p>", 1 },
	{ "\xe7\xbf\xa1\xe7\xbf\xa0", "<p>\xe6\xc7\xbf\xe9\xa4\xc7</p>", 1 },
	{ "\xe7\xbf\xa1\xe7\xbf\xa0", "<p>\x1b$BfG?i$G\x1b(B</p>", 1 },
	{ "\xe9\xab\x99\xe6\xa9\x8b", "\xfb\xfc\x8b\xb4", 1 },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89", "\xb6\xde\xb0\xc4\xde", 1 },
	{ "\xe3\x82\xac\xe3\x83\xbc\xe3\x83\x89",
	    "\x8e\xb6\x8e\xde\x8e\xb0\x8e\xc4\x8e\xde", 1 },
	{ "M\xc3\xbcller", "by M\xfcller", 1 },
	/* two characters in what is in no encoding */
	{ "\xe7\xbf\xa1\xe7\xbf\xa0", "\xff\xfd\xe3\xc5\x90\x89\x82\xc5", 0 },
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

/*
 * The table of characters, by samples of its ends and of what Windows adds;
 * each decodes, and none twice in a row.
 */
START_TEST(test_charsets)
{
	static const struct {
		enum charset charset;
		const char *bytes;
		const char *text;
	} samples[] = {
		{ CHARSET_SJIS, "\x88\x9f\x98\x72\x98\x9f\xea\xa4",
		    "亜腕弌熙" },
		{ CHARSET_EUC, "\xb0\xa1\xcf\xd3\xd0\xa1\xf4\xa6",
		    "亜腕弌熙" },
		{ CHARSET_ISO_2022, "\x1b$B0!OSP!t&\x1b(B", "亜腕弌熙" },
		{ CHARSET_SJIS, "\x87\x40\xfa\xb1\xfc\x4b", "①﨑黑" },
		{ CHARSET_EUC, "\xad\xa1", "①" },
		{ CHARSET_SJIS, "\x81\x7e\x81\x80", "×÷" },
		{ CHARSET_LATIN, "\xe9", "é" },
		{ CHARSET_SJIS, "\x85\x40", " @" },
		{ CHARSET_EUC, "\xb0", " " },
		{ CHARSET_ISO_2022, "\x1b$B0\n!", " \n!" },
	};
	const struct charset_table *t = charset_open(perm);

	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct str s = str_z(samples[i].bytes);
		char *out = arena_bytes(perm, CHARSET_ROOM(s.n));
		size_t faults;
		size_t n = charset_decode(t, samples[i].charset, s, out,
		    &faults);

		ck_assert_msg(str_eq_z((struct str){ out, n },
				  samples[i].text),
		    "sample %zu: '%.*s'", i, (int)n, out);
	}
}
END_TEST

/* A member of a tar archive, alone. */
static struct str
pack_tar(struct str content)
{
	char *p = arena_bytes(perm, 512 + 1024 + content.n);

	memset(p, 0, 512 + 1024 + content.n);
	(void)snprintf(p, 100, "a");
	(void)snprintf(p + 124, 12, "%011o", (unsigned)content.n);
	memcpy(p + 257, "ustar", 5);
	memcpy(p + 512, content.p, content.n);
	return (struct str){ p, 512 + (content.n + 511) / 512 * 512 };
}

/* Archives of what is packed, in what is packed. */
START_TEST(test_archives)
{
	struct str note = S("<p>see Kingfisher\nHarbour</p>");
	struct str zip = pack_file(perm, PACK_ZIP, note);
	struct str tar = pack_tar(zip);
	struct str stored = str_fmt(perm, "%s", "");
	struct tally t = search("Kingfisher Harbour", tar);

	ck_assert(t.n == 1 && t.is_whole);
	t = search("Kingfisher Harbour", pack_tar(note));
	ck_assert(t.n >= 1 && t.is_whole);
	t = search("Kingfisher Harbour", pack_file(perm, PACK_GZIP, tar));
	ck_assert(t.n == 1 && t.is_whole);
	/* A member that is stored as it is. */
	stored = str_cat(perm, S("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	    S(""));
	stored = str_cat(perm, stored,
	    (struct str){ (char[4]){ (char)(zip.n & 0xff),
			      (char)(zip.n >> 8 & 0xff), 0, 0 },
		4 });
	stored = str_cat(perm, stored, S("\0\0\0\0\1\0\0\0a"));
	t = search("Kingfisher Harbour", str_cat(perm, stored, zip));
	ck_assert(t.n >= 1 && t.is_whole);
	/* A size that is none, and too many packages. */
	((char *)(uintptr_t)tar.p)[124] = (char)0x80;
	ck_assert(!search("nothing", tar).is_whole);
	for (unsigned i = 0; i <= LIMIT_SCAN_PACKED; i++)
		note = pack_file(perm, PACK_GZIP, note);
	t = search("Kingfisher Harbour", note);
	ck_assert(t.n == 0 && !t.is_whole);
}
END_TEST

/* What cannot be read at all is said. */
START_TEST(test_closed)
{
	static const struct str heads[] = {
		STR_INIT("BZh91AY&SY\x12"),
		STR_INIT("\xfd"
			 "7zXZ\0\0"),
		STR_INIT("7z\xbc\xaf'\x1c\0"),
		STR_INIT("Rar!\x1a\x07\x01"),
		STR_INIT("\x28\xb5\x2f\xfd\x24"),
	};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		ck_assert_msg(!search("nothing", heads[i]).is_whole,
		    "head %zu", i);
	ck_assert(search("nothing", S("BZh is a name")).is_whole);
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
	tcase_add_test(t, test_charsets);
	tcase_add_test(t, test_archives);
	tcase_add_test(t, test_closed);
	tcase_add_test(t, test_hostile);
	suite_add_tcase(s, t);
	return s;
}
