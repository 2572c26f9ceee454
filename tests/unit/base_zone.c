#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/time.h"

static const struct {
	struct str name;
	bool ok;
	int32_t offset_s;
} builtin[] = {
	{ STR_INIT("UTC"), true, 0 },
	{ STR_INIT("Asia/Tokyo"), true, 32400 },
	{ STR_INIT("Asia/Shanghai"), true, 28800 },
	{ STR_INIT("Asia/Singapore"), true, 28800 },
	{ STR_INIT("Asia/Kolkata"), true, 19800 },
	{ STR_INIT("+09:00"), true, 32400 },
	{ STR_INIT("-03:30"), true, -12600 },
	{ STR_INIT("+00:00"), true, 0 },
	{ STR_INIT("+23:59"), true, 86340 },
	{ STR_INIT("-23:59"), true, -86340 },
	{ STR_INIT("+24:00"), false, 0 },
	{ STR_INIT("+09:60"), false, 0 },
	{ STR_INIT("09:00"), false, 0 },
	{ STR_INIT("+9:00"), false, 0 },
	{ STR_INIT("+0900"), false, 0 },
	{ STR_INIT("+09:0\0"), false, 0 },
	{ STR_INIT("asia/tokyo"), false, 0 },
	{ STR_INIT("Asia/Tokyo "), false, 0 },
	{ STR_INIT("Europe/Oslo"), false, 0 },
	{ STR_INIT("JST"), false, 0 },
	{ STR_INIT("Z"), false, 0 },
	{ STR_INIT(""), false, 0 },
};

START_TEST(without_file)
{
	struct arena *a = arena_open();
	const struct zone *z = zone_open(a, builtin[_i].name, S(""));

	ck_assert_msg((z != NULL) == builtin[_i].ok, "row %d", _i);
	ck_assert_msg(zone_is_builtin(builtin[_i].name) == builtin[_i].ok,
	    "row %d", _i);
	if (z != NULL) {
		int32_t offset_s = builtin[_i].offset_s;
		struct instant t = zone_local(z, (struct day){ 20697 }, 3600);

		ck_assert_int_eq(zone_offset_s(z, 0), offset_s);
		ck_assert_int_eq(t.s,
		    INT64_C(20697) * 86400 + 3600 - offset_s);
		ck_assert_int_eq(t.offset_s, offset_s);
	}
	arena_close(a);
}
END_TEST

/* What a zone file is made of; see RFC 8536 section 3. */
struct file {
	int64_t times[4];
	uint8_t types[4];
	uint32_t ntimes;
	int32_t offsets[4];
	uint32_t noffsets;
	const char *rule;	/* NULL: no footer at all */
};

static void
put_be(struct buf *b, uint64_t v, unsigned n)
{
	while (n-- > 0)
		buf_putc(b, (char)(unsigned char)(v >> (8 * n) & 0xff));
}

static void
put_header(struct buf *b, char version, uint32_t ntimes, uint32_t ntypes,
    uint32_t nchars)
{
	buf_put(b, S("TZif"));
	buf_putc(b, version);
	buf_fill(b, '\0', 15 + 12);
	put_be(b, ntimes, 4);
	put_be(b, ntypes, 4);
	put_be(b, nchars, 4);
}

static struct str
make(struct arena *a, const struct file *f)
{
	struct buf b;

	buf_init(&b, 4096);
	/* The old block has one transition, wrong on purpose. */
	put_header(&b, '2', 1, 1, 4);
	put_be(&b, 1000, 4);
	put_be(&b, 0, 1);
	put_be(&b, 4321, 4);
	buf_fill(&b, '\0', 2 + 4);
	put_header(&b, '2', f->ntimes, f->noffsets, 4);
	for (uint32_t i = 0; i < f->ntimes; i++)
		put_be(&b, (uint64_t)f->times[i], 8);
	for (uint32_t i = 0; i < f->ntimes; i++)
		put_be(&b, f->types[i], 1);
	for (uint32_t i = 0; i < f->noffsets; i++) {
		put_be(&b, (uint32_t)f->offsets[i], 4);
		buf_fill(&b, '\0', 2);
	}
	buf_put(&b, S("XST\0"));
	if (f->rule != NULL)
		buf_printf(&b, "\n%s\n", f->rule);
	ck_assert(buf_ok(&b));

	struct str s = str_dup(a, buf_str(&b));

	buf_fini(&b);
	return s;
}

/* Berlin since 1980, as far as these tests go. */
#define BERLIN_1980	INT64_C(323830800)	/* 1980-04-06T01:00Z, summer */
#define BERLIN_1996	INT64_C(846378000)	/* 1996-10-27T01:00Z, winter */
static const struct file berlin = {
	.times = { INT64_C(-2422054408), BERLIN_1980, BERLIN_1996 },
	.types = { 1, 2, 1 },
	.ntimes = 3,
	.offsets = { 3208, 3600, 7200 },
	.noffsets = 3,
	.rule = "CET-1CEST,M3.5.0,M10.5.0/3",
};

START_TEST(offsets_from_file)
{
	static const struct {
		const char *utc;
		int32_t offset_s;
	} rows[] = {
		{ "1900-01-01T00:00:00Z", 3600 },
		{ "1980-04-06T00:59:59Z", 3600 },
		{ "1980-04-06T01:00:00Z", 7200 },
		{ "1996-10-27T00:59:59Z", 7200 },
		{ "1996-10-27T01:00:00Z", 3600 },
		{ "2026-03-29T00:59:59Z", 3600 },	/* last Sundays */
		{ "2026-03-29T01:00:00Z", 7200 },
		{ "2026-10-25T00:59:59Z", 7200 },
		{ "2026-10-25T01:00:00Z", 3600 },
		{ "2026-12-31T23:59:59Z", 3600 },
		{ "2199-07-01T00:00:00Z", 7200 },
	};
	struct arena *a = arena_open();
	const struct zone *z = zone_open(a, S("Europe/Berlin"),
	    make(a, &berlin));

	ck_assert_ptr_nonnull(z);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct instant t;

		ck_assert(instant_parse(str_z(rows[i].utc), &t, NULL));
		ck_assert_msg(zone_offset_s(z, t.s) == rows[i].offset_s,
		    "row %zu: %d", i, zone_offset_s(z, t.s));
		ck_assert_int_eq(zone_at(z, t).s, t.s);
		ck_assert_int_eq(zone_at(z, t).offset_s, rows[i].offset_s);
	}
	/* Local mean time has seconds, an offset to be written has not. */
	struct instant lmt = { .s = INT64_C(-2422054409) };

	ck_assert_int_eq(zone_offset_s(z, lmt.s), 3208);
	ck_assert_int_eq(zone_at(z, lmt).offset_s, 3180);
	arena_close(a);
}
END_TEST

START_TEST(local_times)
{
	static const struct {
		const char *day;
		int32_t s;
		const char *want;
	} rows[] = {
		{ "2026-03-29", 7199, "2026-03-29T01:59:59+01:00" },
		/* 02:00 to 03:00 does not exist: the offset before counts */
		{ "2026-03-29", 7200, "2026-03-29T03:00:00+02:00" },
		{ "2026-03-29", 9000, "2026-03-29T03:30:00+02:00" },
		{ "2026-03-29", 10800, "2026-03-29T03:00:00+02:00" },
		/* 02:00 to 03:00 comes twice: the first one counts */
		{ "2026-10-25", 7199, "2026-10-25T01:59:59+02:00" },
		{ "2026-10-25", 7200, "2026-10-25T02:00:00+02:00" },
		{ "2026-10-25", 10799, "2026-10-25T02:59:59+02:00" },
		{ "2026-10-25", 10800, "2026-10-25T03:00:00+01:00" },
		{ "2026-10-24", 86400, "2026-10-25T00:00:00+02:00" },
		{ "2026-10-25", 86400, "2026-10-26T00:00:00+01:00" },
		/* the same from the table of transitions */
		{ "1980-04-06", 9000, "1980-04-06T03:30:00+02:00" },
		{ "1996-10-27", 9000, "1996-10-27T02:30:00+02:00" },
	};
	struct arena *a = arena_open();
	const struct zone *z = zone_open(a, S("Europe/Berlin"),
	    make(a, &berlin));

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct day d;

		ck_assert(day_parse(str_z(rows[i].day), &d));

		struct str got = instant_format(a,
		    zone_local(z, d, rows[i].s));

		ck_assert_msg(str_eq_z(got, rows[i].want), "row %zu: %.*s", i,
		    STR_ARG(got));
	}
	arena_close(a);
}
END_TEST

/* Zones with summer time that need no file. */
static const struct {
	const char *zone;
	const char *utc;
	int32_t offset_s;
} summer[] = {
	{ "Europe/Brussels", "2026-11-22T00:00Z", 3600 },
	{ "Europe/Brussels", "2026-03-29T00:59:59Z", 3600 },
	{ "Europe/Brussels", "2026-03-29T01:00Z", 7200 },
	{ "Europe/Brussels", "1999-07-01T00:00Z", 7200 },
	{ "Europe/London", "2026-07-01T00:00Z", 3600 },
	{ "Europe/Helsinki", "2026-07-01T00:00Z", 10800 },
	{ "America/New_York", "2026-11-22T00:00Z", -18000 },
	{ "America/New_York", "2026-07-01T00:00Z", -14400 },
	{ "America/Los_Angeles", "2026-03-08T10:00Z", -25200 },
	{ "Australia/Sydney", "2026-01-01T00:00Z", 39600 },
};

START_TEST(summer_without_file)
{
	struct arena *a = arena_open();
	const struct zone *z = zone_open(a, str_z(summer[_i].zone), S(""));
	struct instant t, local;

	ck_assert_ptr_nonnull(z);
	ck_assert(zone_is_builtin(str_z(summer[_i].zone)));
	ck_assert(instant_parse(str_z(summer[_i].utc), &t, NULL));
	ck_assert_msg(zone_offset_s(z, t.s) == summer[_i].offset_s,
	    "row %d: %d", _i, zone_offset_s(z, t.s));
	local = zone_at(z, t);
	local = zone_local(z, instant_day(local),
	    instant_second_of_day(local));
	ck_assert_msg(local.s == t.s, "row %d: not the same way back", _i);
	arena_close(a);
}
END_TEST

/* Rules alone: a file without transitions. */
static const struct {
	const char *rule;
	const char *utc;	/* NULL: not a rule */
	int32_t offset_s;
} rules[] = {
	{ "JST-9", "2026-09-01T00:00Z", 32400 },
	{ "<+0330>-3:30", "2026-09-01T00:00Z", 12600 },
	{ "<-03>3", "2026-09-01T00:00Z", -10800 },
	{ "QST-12:34:56", "2026-09-01T00:00Z", 45296 },
	{ "EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18000 },
	{ "EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00Z", -14400 },
	{ "EST5EDT,M3.2.0,M11.1.0", "2026-11-01T05:59:59Z", -14400 },
	{ "EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00Z", -18000 },
	/* south of the equator summer lasts over the new year */
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00Z", 39600 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T15:59:59Z", 39600 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00Z", 36000 },
	{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-10-03T16:00Z", 39600 },
	/* Dublin: winter is the exception, counted backwards */
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00Z", 0 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00Z", 3600 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T00:59:59Z", 3600 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00Z", 0 },
	/* hours outside the day: Nuuk, and days before Saturday's Sunday */
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200 },
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00Z", -3600 },
	{ "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200 },
	{ "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00Z", 10800 },
	/* summer time all year: RFC 8536 section 3.3.1 */
	{ "QST3EDT4,0/0,J365/23", "2026-07-01T00:00Z", -14400 },
	{ "QST3EDT4,0/0,J365/23", "2026-12-31T23:59:59Z", -14400 },
	{ "QST3EDT4,0/0,J365/23", "2027-01-01T03:30:00Z", -14400 },
	{ "QST3EDT4,0/0,J365/23", "2028-12-31T23:59:59Z", -14400 },
	/* day 60 is 1 March with J in a leap year, 29 February's with n */
	{ "AAA0BBB,J60/0,J300", "2024-02-29T23:59:59Z", 0 },
	{ "AAA0BBB,J60/0,J300", "2024-03-01T00:00Z", 3600 },
	{ "AAA0BBB,J60/0,J300", "2023-03-01T00:00Z", 3600 },
	{ "AAA0BBB,J60/0,J300", "2023-02-28T23:59:59Z", 0 },
	{ "AAA0BBB,59/0,300", "2024-02-28T23:59:59Z", 0 },
	{ "AAA0BBB,59/0,300", "2024-02-29T00:00Z", 3600 },
	{ "AAA0BBB,59/0,300", "2023-03-01T00:00Z", 3600 },
	/* the fifth week is the last one, even of four */
	{ "AAA0BBB,M2.5.0/0,M11.5.0", "2026-02-22T00:00Z", 3600 },
	{ "AAA0BBB,M2.5.0/0,M11.5.0", "2026-02-21T23:59:59Z", 0 },
	{ "AAA0BBB,M2.4.0/0,M11.5.0", "2026-02-22T00:00Z", 3600 },
	{ "AAA0BBB,M12.5.4/0,M6.1.0", "2026-12-31T00:00Z", 3600 },
	{ "JST", NULL, 0 },
	{ "JS-9", NULL, 0 },
	{ "-9", NULL, 0 },
	{ "JST-9 ", NULL, 0 },
	{ "JST--9", NULL, 0 },
	{ "JST-24", NULL, 0 },
	{ "JST-9:60", NULL, 0 },
	{ "JST-9:", NULL, 0 },
	{ "JST-0009", NULL, 0 },
	{ "<JST-9", NULL, 0 },
	{ "<+0>-9", NULL, 0 },
	{ "EST5EDT", NULL, 0 },		/* when is not said */
	{ "EST5EDT,", NULL, 0 },
	{ "EST5EDT,M3.2.0", NULL, 0 },
	{ "EST5EDT,M3.2.0,M11.1.0,", NULL, 0 },
	{ "EST5EDT,M0.2.0,M11.1.0", NULL, 0 },
	{ "EST5EDT,M13.2.0,M11.1.0", NULL, 0 },
	{ "EST5EDT,M3.0.0,M11.1.0", NULL, 0 },
	{ "EST5EDT,M3.6.0,M11.1.0", NULL, 0 },
	{ "EST5EDT,M3.2.7,M11.1.0", NULL, 0 },
	{ "EST5EDT,J0,J300", NULL, 0 },
	{ "EST5EDT,J366,J300", NULL, 0 },
	{ "EST5EDT,366,300", NULL, 0 },
	{ "EST5EDT,M3.2.0/168,M11.1.0", NULL, 0 },
	{ "EST5EDT,M3.2.0/-168,M11.1.0", NULL, 0 },
	{ "EST5EDT,M3.2.0/,M11.1.0", NULL, 0 },
	{ "EST5EDT,M99999999999999.2.0,M11.1.0", NULL, 0 },
};

START_TEST(rule)
{
	struct arena *a = arena_open();
	struct file f = { .offsets = { 1234 },
		.noffsets = 1,
		.rule = rules[_i].rule };
	const struct zone *z = zone_open(a, S("X/Y"), make(a, &f));
	struct instant t;

	ck_assert_msg((z != NULL) == (rules[_i].utc != NULL), "row %d '%s'",
	    _i, rules[_i].rule);
	if (z != NULL) {
		ck_assert(instant_parse(str_z(rules[_i].utc), &t, NULL));

		int32_t got = zone_offset_s(z, t.s);

		ck_assert_msg(got == rules[_i].offset_s,
		    "row %d '%s' at %s: %d", _i, rules[_i].rule, rules[_i].utc,
		    got);
	}
	arena_close(a);
}
END_TEST

START_TEST(empty_rule)
{
	struct arena *a = arena_open();
	struct file f = berlin;
	const struct zone *z;

	f.rule = "";
	z = zone_open(a, S("X/Y"), make(a, &f));
	ck_assert_ptr_nonnull(z);
	/* The last transition's offset stays. */
	ck_assert_int_eq(zone_offset_s(z, BERLIN_1996 + 86400 * 250), 3600);
	f.ntimes = 0;
	z = zone_open(a, S("X/Y"), make(a, &f));
	ck_assert_ptr_nonnull(z);
	ck_assert_int_eq(zone_offset_s(z, 0), 3208);
	arena_close(a);
}
END_TEST

/* One thing wrong each. */
static void
no_footer(struct file *f)
{
	f->rule = NULL;
}

static void
type_out_of_range(struct file *f)
{
	f->types[1] = 3;
}

static void
times_equal(struct file *f)
{
	f->times[1] = f->times[0];
}

static void
times_descending(struct file *f)
{
	f->times[2] = f->times[1] - 1;
}

static void
no_types(struct file *f)
{
	f->noffsets = 0;
}

static void
offset_too_far(struct file *f)
{
	f->offsets[2] = 86341;
}

static void
offset_least(struct file *f)
{
	f->offsets[2] = INT32_MIN;
}

static void (*const spoil[])(struct file *f) = { no_footer, type_out_of_range,
	times_equal, times_descending, no_types, offset_too_far,
	offset_least };

START_TEST(bad_file)
{
	struct arena *a = arena_open();
	struct file f = berlin;

	spoil[_i](&f);
	ck_assert_msg(zone_open(a, S("X/Y"), make(a, &f)) == NULL, "row %d",
	    _i);
	arena_close(a);
}
END_TEST

START_TEST(cut_short)
{
	struct arena *a = arena_open();
	struct str s = make(a, &berlin);

	for (size_t n = 0; n < s.n; n++) {
		struct arena *b = arena_open();

		/* A copy of its own, so that reading beyond it shows. */
		ck_assert_msg(zone_open(a, S("X/Y"),
				  str_dup(b, str_sub(s, 0, n))) == NULL,
		    "%zu bytes", n);
		arena_close(b);
	}
	arena_close(a);
}
END_TEST

START_TEST(every_byte_changed)
{
	struct arena *a = arena_open();
	struct str s = make(a, &berlin);
	char text[512];

	ck_assert_uint_le(s.n, sizeof(text));
	for (size_t i = 0; i < s.n * 256; i++) {
		struct scratch tmp = scratch_begin(a);

		memcpy(text, s.p, s.n);
		text[i / 256] = (char)(unsigned char)(i % 256);

		const struct zone *z = zone_open(tmp.a, S("X/Y"),
		    (struct str){ text, s.n });

		if (z != NULL) {
			struct instant t = zone_local(z, (struct day){ 20697 },
			    9000);

			ck_assert_int_le(t.offset_s, 86340);
			ck_assert_int_ge(t.offset_s, -86340);
		}
		scratch_end(tmp);
	}
	arena_close(a);
}
END_TEST

START_TEST(version_1_and_leap_seconds)
{
	struct arena *a = arena_open();
	struct str s = make(a, &berlin);
	char *text = arena_bytes(a, s.n);

	memcpy(text, s.p, s.n);
	text[4] = '\0';
	ck_assert_ptr_null(zone_open(a, S("X/Y"), (struct str){ text, s.n }));
	text[4] = '4';
	ck_assert_ptr_nonnull(
	    zone_open(a, S("X/Y"), (struct str){ text, s.n }));
	text[0] = 'X';
	ck_assert_ptr_null(zone_open(a, S("X/Y"), (struct str){ text, s.n }));

	/* One leap second of 12 bytes, declared in the second header. */
	size_t second = 44 + 5 + 6 + 4;
	size_t footer = str_find(s, S("\nCET"), 0);
	struct buf b;

	buf_init(&b, 4096);
	buf_put(&b, str_sub(s, 0, second + 28));
	put_be(&b, 1, 4);
	buf_put(&b, str_sub(s, second + 32, footer - second - 32));
	put_be(&b, 78796800, 8);
	put_be(&b, 1, 4);
	buf_put(&b, str_from(s, footer));
	ck_assert_ptr_null(zone_open(a, S("X/Y"), buf_str(&b)));
	buf_fini(&b);
	arena_close(a);
}
END_TEST

Suite *
suite_base_zone(void)
{
	Suite *s = suite_create("base_zone");
	TCase *tc = tcase_create("zone");

	tcase_add_loop_test(tc, without_file, 0, (int)ARRAY_LEN(builtin));
	tcase_add_test(tc, offsets_from_file);
	tcase_add_test(tc, local_times);
	tcase_add_loop_test(tc, summer_without_file, 0,
	    (int)ARRAY_LEN(summer));
	tcase_add_loop_test(tc, rule, 0, (int)ARRAY_LEN(rules));
	tcase_add_test(tc, empty_rule);
	tcase_add_loop_test(tc, bad_file, 0, (int)ARRAY_LEN(spoil));
	tcase_add_test(tc, cut_short);
	tcase_add_test(tc, every_byte_changed);
	tcase_add_test(tc, version_1_and_leap_seconds);
	suite_add_tcase(s, tc);
	return s;
}
