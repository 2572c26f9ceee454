/*
 * model/schema and model/reference: what is made from the field tables agrees
 * with them.
 */
#include "model/schema.h"

#include "base/buf.h"
#include "model/event.h"
#include "model/reference.h"
#include "model_text.h"
#include "text/json_read.h"
#include "text/json_write.h"
#include "text/value.h"

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

static const struct json_node *
schema(enum kind k)
{
	struct json_writer *w;
	struct buf out;
	uint32_t file = source_add(f.ss, S("x.json"));
	const struct json_node *root;

	buf_init(&out, 1 << 24);
	w = json_write_open(f.a, &out, JSON_WRITE_PRETTY);
	schema_kind(k, f.a, w);
	ck_assert(json_write_close(w));
	source_set_text(f.ss, file, str_dup(f.a, buf_str(&out)));
	buf_fini(&out);
	root = json_tree(f.a, f.ss, file, f.d);
	ck_assert_ptr_nonnull(root);
	return root;
}

static bool
has_string(const struct json_node *array, const char *z)
{
	const struct json_node *n = array != NULL ? array->first : NULL;

	for (; n != NULL; n = n->next) {
		if (str_eq_z(n->text, z))
			return true;
	}
	return false;
}

/* A record's schema: its keys, no others, and those that must be there. */
static void
check_record(const struct json_node *node, const struct record *r)
{
	const struct json_node *properties = json_get(node, "properties");
	const struct json_node *required = json_get(node, "required");
	size_t n_required = 0;

	ck_assert_msg(node != NULL, "%s: not there", r->name);
	ck_assert(str_eq_z(json_get_str(node, "type"), "object"));
	ck_assert_int_eq(json_get(node, "additionalProperties")->kind,
	    JSON_IS_FALSE);
	ck_assert_uint_eq(properties->n, r->n);
	for (size_t i = 0; i < r->n; i++) {
		const struct field *field = &r->fields[i];
		const struct json_node *p = json_get(properties, field->name);
		bool must = field->card == CARD_REQ ||
		    field->card == CARD_LIST1;
		bool is_list = field->card == CARD_LIST ||
		    field->card == CARD_LIST1;

		ck_assert_msg(p != NULL, "%s.%s", r->name, field->name);
		ck_assert(
		    str_eq_z(json_get_str(p, "description"), field->doc));
		ck_assert_msg(has_string(required, field->name) == must,
		    "%s.%s: required", r->name, field->name);
		ck_assert_msg((json_get(p, "items") != NULL) == is_list,
		    "%s.%s: list", r->name, field->name);
		n_required += must;
		if (is_list)
			p = json_get(p, "items");
		if (field->type == FIELD_ENUM)
			ck_assert_uint_eq(json_get(p, "enum")->n,
			    field->values->n);
		if (field->type == FIELD_RECORD)
			ck_assert(str_ends(json_get_str(p, "$ref"),
			    str_z(field->record->name)));
	}
	ck_assert_uint_eq(required != NULL ? required->n : 0, n_required);
}

START_TEST(test_kind)
{
	enum kind k = (enum kind)_i;
	const struct json_node *root = schema(k);
	const struct json_node *defs = json_get(root, "$defs");
	const struct record **records;
	size_t n = reference_records(k, f.a, &records);

	ck_assert(str_eq_z(json_get_str(root, "$schema"),
	    "https://json-schema.org/draft/2020-12/schema"));
	check_record(root, records[0]);
	for (size_t i = 1; i < n; i++)
		check_record(json_get(defs, records[i]->name), records[i]);
	/* The two that every schema has: words and condition. */
	ck_assert_uint_eq(defs->n, n + 1);
}
END_TEST

START_TEST(test_events)
{
	const struct json_node *fact = json_get(json_get(schema(KIND_CASE),
						    "$defs"),
	    "fact");
	const struct json_node *event = json_get(json_get(fact, "properties"),
	    "event");

	ck_assert_uint_eq(json_get(event, "enum")->n, events_len());
	ck_assert_uint_eq(json_get(event, "enumDescriptions")->n,
	    events_len());
}
END_TEST

START_TEST(test_reference)
{
	enum kind k = (enum kind)_i;
	struct value *out = value_object(f.a);
	const struct value *records;
	const struct record **tables;
	size_t n = reference_records(k, f.a, &tables);

	ck_assert(reference_kind(k, f.a, out));
	records = value_get(out, S("records"));
	ck_assert_uint_eq(value_len(records), n);
	for (size_t i = 0; i < n; i++) {
		const struct value *r = value_at(records, i);
		const struct value *fields = value_get(r, S("fields"));

		ck_assert(value_is_true(value_get(r, S("name"))));
		ck_assert(
		    value_is_true(value_get(r, S("is_root"))) == (i == 0));
		ck_assert_uint_eq(value_len(fields), tables[i]->n);
		for (size_t j = 0; j < tables[i]->n; j++) {
			const struct value *v = value_at(fields, j);
			const struct field *field = &tables[i]->fields[j];

			ck_assert(value_is_true(value_get(v, S("type"))));
			ck_assert(value_is_true(value_get(v, S("doc"))));
			ck_assert_uint_eq(value_len(value_get(v, S("words"))),
			    field->values != NULL ? field->values->n : 0);
			ck_assert(value_is_true(value_get(v, S("record"))) ==
			    (field->record != NULL));
		}
	}
}
END_TEST

Suite *
suite_model_schema(void)
{
	Suite *s = suite_create("model_schema");
	TCase *t = tcase_create("schema");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_kind, 0, KINDS);
	tcase_add_test(t, test_events);
	tcase_add_loop_test(t, test_reference, 0, KINDS);
	suite_add_tcase(s, t);
	return s;
}
