/*
 * Mails: what names, subjects and addresses hold cannot become a header; lines
 * are short and ASCII; characters are not cut.  That mail programs read them
 * so is asked in tests/e2e/digest.sh.
 */
#include "delivery/mail.h"

#include "base/arena.h"
#include "base/buf.h"
#include "test.h"

Suite *suite_delivery_mail(void);

static struct arena *a;
static struct buf b;

static void
setup(void)
{
	a = arena_open();
	buf_init(&b, 1u << 20);
}

static void
teardown(void)
{
	buf_fini(&b);
	arena_close(a);
}

static struct str
mail_of(const struct mail *m)
{
	buf_clear(&b);
	ck_assert(mail_put(m, &b));
	ck_assert(buf_ok(&b));
	return buf_str(&b);
}

#define EVIL	"x\r\nBcc: evil@example.com\r\n\r\n<script>"

static const char *const TEXTS[] = { "plain words", EVIL,
	"脆弱性のお知らせ 3件：とても長い題名が続きますので折り返しが必要です。"
	"改行の位置で文字が切れてはいけません。😀😀😀😀😀😀😀😀😀😀😀😀",
	"=?UTF-8?B?QmNjOiBldmls?=", "\"quoted\" <x@example.com>, y", "",
	"an ASCII subject that is far longer than what fits into one line of a "
	"mail's header, and goes on and on and on and on" };

static bool
is_id(struct str line)
{
	return str_starts(line, S("Message-ID: ")) ||
	    str_starts(line, S("List-Id: ")) ||
	    str_starts(line, S("Content-Language: "));
}

START_TEST(test_headers)
{
	static const struct str to = STR_INIT("sato@example.com");
	struct mail m = { .from_name = str_z(TEXTS[_i]),
		.from = S("psirt@example.com"),
		.to = &to,
		.n_to = 1,
		.subject = str_z(TEXTS[_i]),
		.at = { INT64_C(1795305600), 32400 },
		.id = str_z(TEXTS[_i]),
		.list = str_z(TEXTS[_i]),
		.lang = str_z(TEXTS[_i]),
		.body = S("text\n") };
	struct str all = mail_of(&m), head, line, rest;
	size_t end = str_find(all, S("\r\n\r\n"), 0), n = 0;

	ck_assert_uint_ne(end, SIZE_MAX);
	head = str_sub(all, 0, end + 2);
	ck_assert_uint_eq(str_find(head, S("\nBcc"), 0), SIZE_MAX);
	for (rest = head; rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		/* Ids have no place where they could be broken. */
		ck_assert_msg(line.n <= (is_id(line) ? 998u : 78u), "%d: %.*s",
		    _i, STR_ARG(line));
		ck_assert(line.n > 0 && line.p[line.n - 1] == '\r');
		n += line.p[0] != ' ';
		for (size_t i = 0; i + 1 < line.n; i++)
			ck_assert_msg(line.p[i] >= ' ' && line.p[i] < 0x7f,
			    "%d: %.*s", _i, STR_ARG(line));
	}
	/* Those that the writer writes, and no other. */
	ck_assert_uint_eq(n, 11);
}
END_TEST

struct address_row {
	const char *address;
	bool is;
};

static const struct address_row ADDRESSES[] = {
	{ "sato@example.com", true },
	{ "a.b+c@sub.example.co.jp", true },
	{ "sato", false },
	{ "@example.com", false },
	{ "sato@", false },
	{ "a@b@c", false },
	{ "a b@example.com", false },
	{ "a@example.com\r\nBcc: x@example.com", false },
	{ "a@example.com,b@example.com", false },
	{ "<a@example.com>", false },
	{ "佐藤@example.com", false },
	{ "", false },
};

START_TEST(test_address)
{
	const struct address_row *r = &ADDRESSES[_i];
	struct str to = str_z(r->address);
	struct mail m = { .from = S("psirt@example.com"),
		.to = &to,
		.n_to = 1 };

	ck_assert_msg(mail_is_address(to) == r->is, "%s", r->address);
	ck_assert_msg(mail_put(&m, &b) == r->is, "%s", r->address);
	ck_assert_msg(r->is || b.n == 0, "%s was written", r->address);
}
END_TEST

/* Known answers (RFC 4648 section 10), and lines of 76 characters. */
START_TEST(test_body)
{
	static const char *const rows[][2] = { { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\n", "DQo=" } };
	static const struct str to = STR_INIT("sato@example.com");
	struct mail m = { .from = S("psirt@example.com"),
		.to = &to,
		.n_to = 1 };
	struct str all, line, rest;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		m.body = str_z(rows[i][0]);
		ck_assert_msg(str_ends(mail_of(&m),
				  str_fmt(a, "\r\n\r\n%s\r\n", rows[i][1])),
		    "%s", rows[i][0]);
	}
	m.body = str_fmt(a, "%02000d", 0);
	all = mail_of(&m);
	for (rest = all; rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		ck_assert_uint_le(line.n, 78);
	}
}
END_TEST

START_TEST(test_date)
{
	static const struct str to = STR_INIT("sato@example.com");
	struct mail m = { .from = S("psirt@example.com"),
		.to = &to,
		.n_to = 1,
		.at = { INT64_C(1795305600), 32400 } };

	ck_assert(str_starts(mail_of(&m),
	    S("Date: Sun, 22 Nov 2026 09:00:00 +0900\r\n")));
	m.at.offset_s = -12600;
	ck_assert(str_starts(mail_of(&m),
	    S("Date: Sat, 21 Nov 2026 20:30:00 -0330\r\n")));
}
END_TEST

Suite *
suite_delivery_mail(void)
{
	Suite *s = suite_create("delivery_mail");
	TCase *t = tcase_create("mail");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_headers, 0, ARRAY_LEN(TEXTS));
	tcase_add_loop_test(t, test_address, 0, ARRAY_LEN(ADDRESSES));
	tcase_add_test(t, test_body);
	tcase_add_test(t, test_date);
	suite_add_tcase(s, t);
	return s;
}
