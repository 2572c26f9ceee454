#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/pool.h"

/* Examples of FIPS 180-4 and of its validation suite's short messages. */
static const struct {
	enum digest_kind kind;
	struct str data;
	const char *hex;
} rows[] = {
	{ DIGEST_SHA256, STR_INIT(""),
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855" },
	{ DIGEST_SHA256, STR_INIT("abc"),
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad" },
	{ DIGEST_SHA256,
	    STR_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
		     "nopq"),
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1" },
	{ DIGEST_SHA512, STR_INIT(""),
	    "cf83e1357eefb8bdf1542850d66d8007"
	    "d620e4050b5715dc83f4a921d36ce9ce"
	    "47d0d13c5d85f2b0ff8318d2877eec2f"
	    "63b931bd47417a81a538327af927da3e" },
	{ DIGEST_SHA512, STR_INIT("abc"),
	    "ddaf35a193617abacc417349ae204131"
	    "12e6fa4e89a97ea20a9eeee64b55d39a"
	    "2192992a274fc1a836ba3c23a3feebbd"
	    "454d4423643ce80e2a9ac94fa54ca49f" },
};

START_TEST(known)
{
	struct arena *a = arena_open();
	uint8_t bytes[DIGEST_BYTES_MAX];
	struct str hex = digest_hex(a, rows[_i].kind, rows[_i].data);
	size_t n = digest_bytes(rows[_i].kind, rows[_i].data, bytes);

	ck_assert_msg(str_eq_z(hex, rows[_i].hex), "row %d: %.*s", _i,
	    STR_ARG(hex));
	ck_assert_uint_eq(n * 2, hex.n);
	for (size_t i = 0; i < n; i++) {
		struct str two = str_fmt(a, "%02x", bytes[i]);

		ck_assert(str_eq(two, str_sub(hex, i * 2, 2)));
	}
	arena_close(a);
}
END_TEST

/* Piece by piece it is the same. */
START_TEST(in_pieces)
{
	struct arena *a = arena_open();
	uint8_t bytes[DIGEST_BYTES_MAX];

	for (size_t cut = 0; cut <= rows[_i].data.n; cut++) {
		struct digest *d = digest_begin(rows[_i].kind);
		size_t n;

		digest_add(d, str_sub(rows[_i].data, 0, cut));
		digest_add(d, str_from(rows[_i].data, cut));
		n = digest_end(d, bytes);
		ck_assert_msg(str_eq_z(digest_hex_of(a, bytes, n),
				  rows[_i].hex),
		    "row %d", _i);
	}
	arena_close(a);
}
END_TEST

START_TEST(of_null)
{
	struct arena *a = arena_open();
	struct str hex = digest_hex(a, DIGEST_SHA256, (struct str){ 0 });

	ck_assert(str_eq_z(hex, rows[0].hex));
	arena_close(a);
}
END_TEST

static void
digest_one(void *ctx, size_t i, unsigned worker)
{
	uint8_t(*out)[DIGEST_BYTES_MAX] = ctx;

	(void)worker;
	(void)digest_bytes(DIGEST_SHA256, S("abc"), out[i]);
}

START_TEST(on_threads)
{
	static uint8_t out[200][DIGEST_BYTES_MAX];
	struct pool *p = pool_open(4);

	pool_run(p, ARRAY_LEN(out), digest_one, out);
	pool_close(p);
	for (size_t i = 1; i < ARRAY_LEN(out); i++)
		ck_assert_int_eq(memcmp(out[i], out[0], 32), 0);
}
END_TEST

Suite *
suite_base_digest(void)
{
	Suite *s = suite_create("base_digest");
	TCase *tc = tcase_create("digest");

	tcase_add_loop_test(tc, known, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(tc, in_pieces, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(tc, of_null);
	tcase_add_test(tc, on_threads);
	suite_add_tcase(s, tc);
	return s;
}
