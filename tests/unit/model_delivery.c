/*
 * The ledger of deliveries: what is written comes back, whatever it holds; what
 * is no line is reported where it stands; merging keeps what counts.
 */
#include "model/delivery.h"

#include "base/buf.h"
#include "base/limits.h"
#include "model_text.h"

Suite *suite_model_delivery(void);

#define FILE2026	"content/deliveries/2026.tsv"
#define AT		"2026-11-22T09:00:00+09:00"

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* Cells that are hostile to spreadsheets, to lines and to columns. */
static const char *const CELLS[] = { "plain", "", "=HYPERLINK(\"x\")", "+1",
	"-2", "@SUM(A1)", "'quoted", "''", "a\tb", "a\nb\r", "back\\slash\\",
	"\\t", "鍵 漏えい", "=\t'\\" };

START_TEST(test_round)
{
	struct delivery x = { .at = { INT64_C(1795392000), 32400 },
		.subscriber = S("sato"),
		.edition = S("portal"),
		.label = TLP_AMBER,
		.item = S("CVE-1900-0001"),
		.of = str_z(CELLS[_i]),
		.told = str_z(CELLS[_i]),
		.records = str_z(CELLS[_i]),
		.message = S("1@example.com") };
	const struct delivery *y;
	struct buf b;

	buf_init(&b, 1u << 16);
	buf_put(&b, S(DELIVERY_HEAD));
	delivery_put(&b, &x);
	for (size_t i = 0; i + 1 < b.n; i++) {
		if (b.p[i] == '\t' || b.p[i] == '\n')
			ck_assert_msg(b.p[i + 1] != '=' && b.p[i + 1] != '+' &&
				b.p[i + 1] != '-' && b.p[i + 1] != '@',
			    "%s is a formula", CELLS[_i]);
	}
	model_fixture_add(&f, FILE2026, str_dup(f.a, buf_str(&b)));
	buf_fini(&b);
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, CELLS[_i], &(struct model_fault){ 0 });
	ck_assert_uint_eq(f.m->deliveries->n, 1);
	y = &f.m->deliveries->v[0];
	ck_assert_int_eq(y->at.s, x.at.s);
	ck_assert(str_eq_z(y->edition, "portal"));
	ck_assert_int_eq((int)y->label, (int)TLP_AMBER);
	ck_assert(str_eq(y->of, x.of));
	ck_assert(str_eq(y->told, x.told));
	ck_assert(str_eq(y->records, x.records));
	ck_assert(str_eq_z(y->message, "1@example.com"));
}
END_TEST

struct bad_row {
	const char *name;
	const char *text;
	const char *at;
	const char *message;
	uint32_t line, column;
};

#define GOOD	AT "\tsato\tportal\tAMBER\tCVE-1\tbox@1\topen\t\tm\n"

static const struct bad_row BADS[] = {
	{ "no head", GOOD, NULL, "first line", 1, 1 },
	{ "another head", "at\tsubscriber\n", NULL, "first line", 1, 1 },
	{ "eight cells",
	    DELIVERY_HEAD GOOD AT "\tsato\tportal\tAMBER\tC\tb\topen\tm\n", "",
	    "nine cells", 3, 1 },
	{ "ten cells",
	    DELIVERY_HEAD AT "\ts\tportal\tAMBER\tC\tb\to\t\tm\tx\n", "",
	    "nine cells", 2, 1 },
	{ "no instant",
	    DELIVERY_HEAD "2026-11-22\ts\tportal\tAMBER\tC\tb\to\t\tm\n",
	    "2026-11-22", "no instant", 2, 1 },
	{ "no subscriber",
	    DELIVERY_HEAD AT "\t\tportal\tAMBER\tC\tb\to\t\tm\n", "",
	    "subscriber is missing", 2, 27 },
	{ "no item", DELIVERY_HEAD AT "\ts\tportal\tAMBER\t\tb\to\t\tm\n", "",
	    "item is missing", 2, 42 },
	{ "no edition", DELIVERY_HEAD AT "\ts\t\tAMBER\tC\tb\to\t\tm\n", "",
	    "edition is missing", 2, 29 },
	{ "no label", DELIVERY_HEAD AT "\ts\tportal\tORANGE\tC\tb\to\t\tm\n",
	    "ORANGE", "TLP label", 2, 36 },
	{ "a backslash",
	    DELIVERY_HEAD AT "\ts\tportal\tAMBER\tC\tb\\x\to\t\tm\n", "b\\x",
	    "backslash", 2, 44 },
	{ "a conflict", DELIVERY_HEAD "<<<<<<< HEAD\n" GOOD, "", "nine cells",
	    2, 1 },
};

START_TEST(test_bad)
{
	const struct bad_row *r = &BADS[_i];
	struct pos pos;

	model_fixture_add(&f, FILE2026, str_z(r->text));
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, r->name,
	    &(struct model_fault){ "delivery-line", r->at, r->message, NULL });
	pos = source_pos(f.ss, diags_at(f.d, 0)->at);
	ck_assert_msg(pos.line == r->line && pos.column == r->column,
	    "%s: %u:%u", r->name, pos.line, pos.column);
}
END_TEST

START_TEST(test_long)
{
	struct buf b;

	buf_init(&b, 1u << 16);
	buf_put(&b, S(DELIVERY_HEAD AT "\ts\tportal\tAMBER\tC\t"));
	buf_fill(&b, 'x', LIMIT_DELIVERY_CELL + 1);
	buf_put(&b, S("\to\t\tm\n" GOOD));
	model_fixture_add(&f, FILE2026, str_dup(f.a, buf_str(&b)));
	buf_fini(&b);
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, "long",
	    &(struct model_fault){ "delivery-line", NULL, "bytes", NULL });
	/* The lines around it count. */
	ck_assert_uint_eq(f.m->deliveries->n, 1);
}
END_TEST

static struct str
last_told(const char *subscriber)
{
	const struct delivery *x = delivery_last(f.m->deliveries,
	    str_z(subscriber), S("CVE-1"), S("box@1"));

	return x != NULL ? x->told : S("nothing");
}

#define LINE(at, who, told)						\
	at "\t" who "\tportal\tAMBER\tCVE-1\tbox@1\t" told "\t\tm\n"

/* Two clones told, and their lines were merged in either order. */
START_TEST(test_merged)
{
	static const char *const texts[] = {
		DELIVERY_HEAD LINE("2026-11-22T09:00:00+09:00", "sato", "open")
		    LINE("2026-11-22T01:00:00Z", "sato", "open kev")
			LINE("2026-11-21T01:00:00Z", "sato", "open"),
		DELIVERY_HEAD LINE("2026-11-21T01:00:00Z", "sato", "open")
		    LINE("2026-11-22T01:00:00Z", "sato", "question")
			LINE("2026-11-22T01:00:00Z", "sato", "open kev")
			    LINE("2026-11-22T09:00:00+09:00", "sato", "open"),
	};

	model_fixture_add(&f, FILE2026, str_z(texts[_i]));
	model_fixture_add(&f, "content/deliveries/2025.tsv",
	    S(DELIVERY_HEAD LINE("2025-12-31T09:00:00+09:00", "kim", "gone")));
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, "merged", &(struct model_fault){ 0 });
	ck_assert(str_eq_z(last_told("sato"), "open kev"));
	ck_assert(str_eq_z(last_told("kim"), "gone"));
	ck_assert(str_eq_z(last_told("mori"), "nothing"));
	ck_assert_uint_eq(delivery_of_subscriber(f.m->deliveries, S("sato"))
			      ->n,
	    1);
	ck_assert_uint_eq(delivery_of_subscriber(f.m->deliveries, S("mori"))
			      ->n,
	    0);
}
END_TEST

Suite *
suite_model_delivery(void)
{
	Suite *s = suite_create("model_delivery");
	TCase *t = tcase_create("delivery");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_round, 0, ARRAY_LEN(CELLS));
	tcase_add_loop_test(t, test_bad, 0, ARRAY_LEN(BADS));
	tcase_add_test(t, test_long);
	tcase_add_loop_test(t, test_merged, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
