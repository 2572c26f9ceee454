/*
 * model/field and the tables: every row is whole, and what walks records finds
 * what was written.
 */
#include "model/field.h"

#include "model_text.h"
#include "model/event.h"
#include "model/reference.h"

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

static bool
is_snake(const char *s)
{
	for (; *s != '\0'; s++) {
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') &&
		    *s != '_')
			return false;
	}
	return true;
}

/* What `hansho schema`, the reference and messages print is there. */
static void
check_row(const struct record *r, const struct field *field)
{
	size_t size = field_item_size(field);

	ck_assert_msg(is_snake(field->name), "%s.%s", r->name, field->name);
	ck_assert_msg(strlen(field->doc) > 0, "%s.%s: no meaning", r->name,
	    field->name);
	ck_assert_msg(!str_ends(str_z(field->doc), S(".")) ||
		str_ends(str_z(field->doc), S("...")),
	    "%s.%s: a full stop", r->name, field->name);
	ck_assert_uint_gt(strlen(field_type_name(field->type)), 0);
	ck_assert_uint_gt(strlen(field_audience_name(field->audience)), 0);
	ck_assert_uint_gt(size, 0);
	ck_assert_msg(field->offset >= sizeof(struct span) &&
		field->offset < r->size,
	    "%s.%s: offset", r->name, field->name);
	ck_assert_msg((field->type == FIELD_ENUM) == (field->values != NULL),
	    "%s.%s: vocabulary", r->name, field->name);
	ck_assert_msg((field->type == FIELD_RECORD) == (field->record != NULL),
	    "%s.%s: record", r->name, field->name);
	ck_assert(field_find(r, str_z(field->name)) == field);
	for (size_t i = 0; field->values != NULL && i < field->values->n;
	     i++) {
		const struct enum_value *v = &field->values->values[i];

		ck_assert_str_eq(enum_name(field->values, v->v), v->name);
		ck_assert_uint_gt(strlen(v->doc), 0);
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(field->values->values[j].name,
			    v->name);
	}
}

START_TEST(test_tables)
{
	const struct record **records;
	size_t n = reference_records((enum kind)_i, f.a, &records);

	ck_assert(records[0] == kind_info((enum kind)_i)->record);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_gt(strlen(records[i]->doc), 0);
		ck_assert_uint_gt(records[i]->n, 0);
		for (size_t j = 0; j < records[i]->n; j++)
			check_row(records[i], &records[i]->fields[j]);
		/* Each record once. */
		for (size_t j = 0; j < i; j++)
			ck_assert(records[i] != records[j]);
	}
}
END_TEST

START_TEST(test_names)
{
	ck_assert_str_eq(enum_name(&enum_tlp, 0), "");
	ck_assert_str_eq(enum_name(&enum_tlp, 99), "");
	ck_assert_ptr_null(field_find(&record_party, S("kinds")));
	ck_assert_ptr_null(field_find(&record_party, S("")));
	for (int i = 0; i < SPACES; i++)
		ck_assert_uint_gt(strlen(space_name((enum space)i)), 0);
	for (size_t i = 0; i < events_len(); i++) {
		const struct event_info *e = event_info((enum event)i);
		enum event found;

		ck_assert(event_find(str_z(e->name), &found));
		ck_assert_uint_eq(found, i);
		ck_assert(is_snake(e->name));
		ck_assert_uint_gt(strlen(e->ja), 0);
		ck_assert_uint_gt(strlen(e->en), 0);
	}
	ck_assert(str_eq(event_nearest(S("recieved")), S("received")));
	ck_assert_uint_eq(event_nearest(S("zzzzzzzzzz")).n, 0);
}
END_TEST

/* How many values each field of a case has, written and not. */
static const struct items_row {
	const char *field;
	size_t n;
} ITEMS[] = {
	{ "id", 1 },
	{ "title", 1 },
	{ "advisory", 0 },
	{ "tlp", 1 },
	{ "owner", 1 },
	{ "deputy", 0 },
	{ "team", 2 },
	{ "related", 0 },
	{ "embargo", 1 },
	{ "source", 0 },
	{ "facts", 3 },
	{ "waivers", 0 },
	{ "category", 0 },
	{ "vulnerabilities", 1 },
};

START_TEST(test_items)
{
	const struct model_file over = { "cases/2026/PS-2026-0001/case.md",
		"---\nid: PS-2026-0001\ntitle: {en: x}\ntlp: RED\nowner: sato\n"
		"team: [sato, tanaka]\nadvisory:\nrelated: []\n"
		"embargo: {reason: x}\nvulnerabilities: [{}]\n"
		"facts: [{at: 2026-09-01, event: a}, "
		"{at: 2026-09-02, event: b}, "
		"{at: 2026-09-03, event: c}]\n---\n" };
	const struct items_row *r = &ITEMS[_i];
	const struct field *field = field_find(&record_case_file,
	    str_z(r->field));
	size_t n;

	model_fixture_load(&f, &over, 1);
	model_expect(&f, "items", &(struct model_fault){ 0 });
	ck_assert_ptr_nonnull(field);
	(void)field_items(field, f.m->cases[0].c, &n);
	ck_assert_msg(n == r->n, "%s: %zu", r->field, n);
}
END_TEST

/* Items come in order, at the distance that their size says. */
START_TEST(test_walk)
{
	const struct model_file over = { "cases/2026/PS-2026-0001/case.md",
		"---\nid: PS-2026-0001\ntitle: {en: x}\nteam: [sato, tanaka]\n"
		"facts: [{at: 2026-09-01, event: a}, "
		"{at: 2026-09-02, event: b}]"
		"\n---\n" };
	const struct case_file *c;
	const struct field *field;
	const char *items;
	size_t n;

	model_fixture_load(&f, &over, 1);
	c = f.m->cases[0].c;
	field = field_find(&record_case_file, S("team"));
	items = field_items(field, c, &n);
	ck_assert(
	    (const void *)(items + field_item_size(field)) == &c->team.v[1]);
	field = field_find(&record_case_file, S("facts"));
	items = field_items(field, c, &n);
	ck_assert(
	    (const void *)(items + field_item_size(field)) == &c->facts.v[1]);
	ck_assert(str_eq(c->facts.v[1].event.s, S("b")));
}
END_TEST

START_TEST(test_words)
{
	const struct words both = { .ja.s = S("鍵"), .en.s = S("key") };
	const struct words ja = { .ja.s = S("鍵") };

	ck_assert(str_eq(words_in(&both, S("ja")), S("鍵")));
	ck_assert(str_eq(words_in(&both, S("en")), S("key")));
	ck_assert(str_eq(words_in(&ja, S("en")), S("鍵")));
	ck_assert_uint_eq(words_in(&(struct words){ 0 }, S("en")).n, 0);
}
END_TEST

Suite *
suite_model_field(void)
{
	Suite *s = suite_create("model_field");
	TCase *t = tcase_create("field");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_tables, 0, KINDS);
	tcase_add_test(t, test_names);
	tcase_add_loop_test(t, test_items, 0, ARRAY_LEN(ITEMS));
	tcase_add_test(t, test_walk);
	tcase_add_test(t, test_words);
	suite_add_tcase(s, t);
	return s;
}
