#include "test.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static void
check(const struct buf *b, const char *text)
{
	struct str s = buf_str(b);

	ck_assert_msg(str_eq_z(s, text), "'%.*s' is not '%s'", STR_ARG(s),
	    text);
}

START_TEST(writes)
{
	struct buf b;

	buf_init(&b, 100);
	check(&b, "");
	buf_put(&b, S(""));
	buf_put(&b, (struct str){ NULL, 0 });
	check(&b, "");
	buf_put(&b, S("abc"));
	buf_putc(&b, 'd');
	buf_fill(&b, '-', 3);
	buf_fill(&b, '+', 0);
	buf_printf(&b, "%d%s", 42, "x");
	memcpy(buf_extend(&b, 2), "yz", 2);
	check(&b, "abcd---42xyz");
	ck_assert(buf_ok(&b));
	buf_clear(&b);
	check(&b, "");
	buf_fini(&b);
	ck_assert_ptr_null(b.p);
}
END_TEST

/* Each way of writing n bytes of 'x'. */
static void
write_put(struct buf *b, size_t n)
{
	char text[1000];

	memset(text, 'x', n);
	buf_put(b, (struct str){ text, n });
}

static void
write_fill(struct buf *b, size_t n)
{
	buf_fill(b, 'x', n);
}

static void
write_printf(struct buf *b, size_t n)
{
	char text[1000];

	memset(text, 'x', n);
	buf_printf(b, "%.*s", (int)n, text);
}

static void
write_extend(struct buf *b, size_t n)
{
	char *p = buf_extend(b, n);

	if (p != NULL)
		memset(p, 'x', n);
}

static void
write_putc(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_putc(b, 'x');
}

static const struct {
	const char *name;
	void (*write)(struct buf *b, size_t n);
	bool is_whole;	/* writes all or nothing */
} writers[] = {
	{ "put", write_put, true },
	{ "fill", write_fill, true },
	{ "printf", write_printf, true },
	{ "extend", write_extend, true },
	{ "putc", write_putc, false },
};

START_TEST(limit)
{
	static const size_t limits[] = { 1, 2, 255, 256, 257, 511, 512, 513,
		600 };

	for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
		size_t max = limits[i];
		struct buf b;

		buf_init(&b, max);
		writers[_i].write(&b, max);
		ck_assert_msg(buf_ok(&b) && b.n == max, "%s: fill %zu",
		    writers[_i].name, max);
		writers[_i].write(&b, 1);
		ck_assert_msg(!buf_ok(&b) && b.n == max, "%s: over %zu",
		    writers[_i].name, max);
		buf_clear(&b);
		writers[_i].write(&b, max + 1);
		ck_assert_msg(!buf_ok(&b), "%s: at once %zu", writers[_i].name,
		    max);
		if (writers[_i].is_whole)
			ck_assert_uint_eq(b.n, 0);

		/* What comes after the first error is ignored. */
		size_t n = b.n;

		buf_put(&b, S("y"));
		ck_assert_uint_eq(b.n, n);
		buf_clear(&b);
		ck_assert(buf_ok(&b));
		buf_put(&b, S("y"));
		check(&b, "y");
		buf_fini(&b);
	}
}
END_TEST

START_TEST(grows)
{
	struct buf b;
	size_t n = 0;

	buf_init(&b, SIZE_MAX);
	for (; n < 300000; n++)
		buf_putc(&b, (char)('a' + n % 26));
	ck_assert(buf_ok(&b));
	ck_assert_uint_eq(b.n, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(b.p[i], (char)('a' + i % 26));
	ck_assert_ptr_null(buf_extend(&b, SIZE_MAX));
	ck_assert(!buf_ok(&b));
	buf_fini(&b);
}
END_TEST

START_TEST(limit_zero)
{
	struct buf b;

	buf_init(&b, 0);
	ck_assert_ptr_nonnull(buf_extend(&b, 0));
	buf_printf(&b, "%s", "");
	ck_assert(buf_ok(&b));
	buf_putc(&b, 'x');
	ck_assert(!buf_ok(&b));
	buf_fini(&b);
}
END_TEST

Suite *
suite_base_buf(void)
{
	Suite *s = suite_create("base_buf");
	TCase *tc = tcase_create("buf");

	tcase_add_test(tc, writes);
	tcase_add_loop_test(tc, limit, 0, (int)ARRAY_LEN(writers));
	tcase_add_test(tc, grows);
	tcase_add_test(tc, limit_zero);
	suite_add_tcase(s, tc);
	return s;
}
