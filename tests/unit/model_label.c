/*
 * Labels of what stands in a restricted repository, and in an internal one.
 */
#include "model_text.h"

Suite *suite_model_label(void);

#define ORGANISATION(kind, ceiling)					\
	"name: {ja: x, en: X}\nrepository: " kind "\nceiling: " ceiling	\
	"\npublisher: {category: vendor, name: x, "			\
	"namespace: \"https://example.com\"}\n"				\
	"base_url: https://example.com/\nzone: Asia/Tokyo\n"		\
	"languages: [ja]\nids: {case_prefix: PS, advisory_prefix: EX}\n" \
	"contact: {email: psirt@example.com}\n"

static const struct model_file internal[] = {
	{ "content/organisation.yaml",
	    ORGANISATION("internal", "AMBER+STRICT") },
};
static const struct model_file restricted[] = {
	{ "content/organisation.yaml", ORGANISATION("restricted", "RED") },
};

static const struct row {
	enum kind kind;
	enum tlp internal, restricted;
} rows[] = {
	{ KIND_PRODUCT, TLP_GREEN, TLP_RED },
	{ KIND_COMPANY, TLP_GREEN, TLP_RED },
	{ KIND_PEOPLE, TLP_GREEN, TLP_RED },
	{ KIND_SYSTEM, TLP_GREEN, TLP_RED },
	{ KIND_PARTY, TLP_AMBER_STRICT, TLP_RED },
	{ KIND_ALERT, TLP_AMBER, TLP_RED },
	{ KIND_CAMPAIGN, TLP_AMBER, TLP_RED },
	{ KIND_POLICY, TLP_GREEN, TLP_GREEN },
	{ KIND_CASE, TLP_AMBER_STRICT, TLP_AMBER_STRICT },
};

static enum tlp
label_of(const struct model_file *file, enum kind kind)
{
	struct model_fixture f;
	enum tlp label;

	model_fixture_open(&f);
	model_fixture_load(&f, file, 1);
	ck_assert_uint_gt(f.m->docs[kind].n, 0);
	label = model_label(f.m, &f.m->docs[kind].v[0]);
	model_fixture_close(&f);
	return label;
}

START_TEST(labels)
{
	const struct row *row = &rows[_i];

	ck_assert_msg(label_of(internal, row->kind) == row->internal,
	    "%s, internal", kind_info(row->kind)->name);
	ck_assert_msg(label_of(restricted, row->kind) == row->restricted,
	    "%s, restricted", kind_info(row->kind)->name);
}
END_TEST

Suite *
suite_model_label(void)
{
	Suite *s = suite_create("model_label");
	TCase *t = tcase_create("labels");

	tcase_add_loop_test(t, labels, 0, (int)ARRAY_LEN(rows));
	suite_add_tcase(s, t);
	return s;
}
