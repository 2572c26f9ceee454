/*
 * csaf/csaf_table: the tables say what the official JSON schemas of CSAF 2.0
 * and 2.1 say, for each member, in both directions.
 */
#include "csaf/csaf_table.h"

#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "json_file.h"
#include "score/cvss.h"
#include "test.h"

#define V20	"schemas/csaf-2.0/"
#define V21	"schemas/csaf-2.1/"
#define OASIS	"https://docs.oasis-open.org/csaf/csaf/v2.1/schema/"
#define FIRST	"https://www.first.org/cvss/"

/* The files, and by which address they are referred to. */
static struct file {
	const char *address;	/* NULL: the schema of documents */
	const char *file;
	cJSON *root;
} files20[] = {
	{ NULL, V20 "csaf_json_schema.json", NULL },
	{ FIRST "cvss-v2.0.json", V20 "cvss-v2.0.json", NULL },
	{ FIRST "cvss-v3.0.json", V20 "cvss-v3.0.json", NULL },
	{ FIRST "cvss-v3.1.json", V20 "cvss-v3.1.json", NULL },
}, files21[] = {
	{ NULL, V21 "csaf.json", NULL },
	{ FIRST "cvss-v2.0.json", V21 "first/cvss-v2.0.json", NULL },
	{ FIRST "cvss-v3.0.json", V21 "first/cvss-v3.0.json", NULL },
	{ FIRST "cvss-v3.1.json", V21 "first/cvss-v3.1.json", NULL },
	{ FIRST "cvss-v4.0.json", V21 "first/cvss-v4.0.json", NULL },
	{ "https://certcc.github.io/SSVC/data/schema/v2/"
	  "SelectionList_2_0_0.schema.json",
	    V21 "certcc/SelectionList_2_0_0.schema.json", NULL },
	{ OASIS "extension-content.json", V21 "extension-content.json", NULL },
	{ OASIS "extension-metaschema.json", V21 "extension-metaschema.json",
	    NULL },
};

static struct file *files;
static size_t n_files;

/* Patterns by how they begin; those that are matched by hand. */
static const struct {
	const char *start;
	enum csaf_format format;
} patterns[] = {
	{ "^(([A-Za-z]{2,3}(-[A-Za-z]{3}(-[A-Za-z]{3}){0,2})?|[A-Za-z]{4,8})",
	    CSAF_FORMAT_LANG },
	{ "^(0|[1-9][0-9]*)$|^((0|[1-9]\\d*)\\.(0|[1-9]\\d*)",
	    CSAF_FORMAT_VERSION },
	{ "^[^\\s\\-_\\.](.*[^\\s\\-_\\.])?$", CSAF_FORMAT_CATEGORY },
	{ "^[\\S](.*[\\S])?$", CSAF_FORMAT_EDGE },
	{ "^CVE-[0-9]{4}-[0-9]{4,}$", CSAF_FORMAT_CVE },
	{ "^CWE-[1-9]\\d{0,5}$", CSAF_FORMAT_CWE },
	{ "^[0-9a-fA-F]{32,}$", CSAF_FORMAT_HASH },
	{ "^pkg:[A-Za-z\\.\\-\\+][A-Za-z0-9\\.\\-\\+]*/.+", CSAF_FORMAT_PURL },
	{ "^(cpe:2\\.3:[aho\\*\\-](:(((\\?*|\\*?)", CSAF_FORMAT_CPE },
	{ "^((AV:[NAL]|AC:[LMH]|Au:[MSN]", CSAF_FORMAT_VECTOR_20 },
	{ "^CVSS:3[.]0/", CSAF_FORMAT_VECTOR_30 },
	{ "^CVSS:3[.]1/", CSAF_FORMAT_VECTOR_31 },
	{ "^CVSS:4[.]0/AV:[NALP]/AC:[LH]/", CSAF_FORMAT_VECTOR_40 },
	{ "^[1-9]\\d*\\.([0-9]|([1-9]\\d+))(\\.\\d+)?$",
	    CSAF_FORMAT_CWE_VERSION },
	{ "^[0-9a-f]{32,}$", CSAF_FORMAT_HASH_21 },
	{ "^[0-9a-z][0-9a-z-]*$", CSAF_FORMAT_ALGORITHM },
	{ "^pkg:[a-z][a-z0-9\\.\\-]*\\/.+", CSAF_FORMAT_PURL_21 },
	{ "^((cpe:2\\.3:[aho\\*\\-](:(((\\?*|\\*?)", CSAF_FORMAT_CPE_21 },
	{ "^(([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-", CSAF_FORMAT_UUID },
	{ "^(([0]\\.([0-9])+)|([1]\\.[0]+))$", CSAF_FORMAT_PROBABILITY },
	{ "^(?!https:", CSAF_FORMAT_EXTENSION },
	{ "^(x_([a-z]|[0-9])", CSAF_FORMAT_NAMESPACE },
	{ "^(([a-zA-Z0-9])|([a-zA-Z0-9][a-zA-Z0-9_]*[a-zA-Z0-9])|(T\\*))$",
	    CSAF_FORMAT_KEY },
	{ "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-",
	    CSAF_FORMAT_SEMVER },
};

static const struct csaf_schema *schema;
static bool done[256];		/* types that were compared */

static void compare(const cJSON *root, const cJSON *s, unsigned type);

/* Follow "$ref" to another place or file. */
static const cJSON *
resolve(const cJSON **root, const cJSON *s)
{
	for (int steps = 0; steps < 8; steps++) {
		const char *ref = json_file_text(s, "$ref");
		const char *slash = strrchr(ref, '/');
		const cJSON *defs;

		if (ref[0] == '\0')
			return s;
		if (ref[0] == '#') {
			defs = cJSON_GetObjectItem(*root,
			    strncmp(ref, "#/$defs/", 8) == 0 ? "$defs" :
							       "definitions");
			s = cJSON_GetObjectItem(defs, slash + 1);
			continue;
		}
		s = NULL;
		for (size_t i = 1; i < n_files; i++) {
			size_t n = strlen(files[i].address);

			if (strncmp(files[i].address, ref, n) != 0 ||
			    (ref[n] != '\0' && ref[n] != '#'))
				continue;
			s = *root = files[i].root;
			if (ref[n] == '#')
				s = cJSON_GetObjectItem(
				    cJSON_GetObjectItem(*root, "$defs"),
				    slash + 1);
		}
		ck_assert_msg(s != NULL, "%s: no such file", ref);
	}
	ck_abort_msg("a circle of references");
}

static unsigned
number(const cJSON *s, const char *name)
{
	const cJSON *n = cJSON_GetObjectItem(s, name);

	return n != NULL ? (unsigned)n->valueint : 0;
}

static bool
is_in(const cJSON *list, const char *name)
{
	const cJSON *n;

	cJSON_ArrayForEach(n, list)
	{
		if (strcmp(n->valuestring, name) == 0)
			return true;
	}
	return false;
}

/* Members that the schema does not name: a word on them. */
static enum csaf_extra
extra_of(const cJSON *s)
{
	const cJSON *more = cJSON_GetObjectItem(s, "additionalProperties");

	if (more == NULL)
		more = cJSON_GetObjectItem(s, "unevaluatedProperties");
	if (more == NULL)
		return CSAF_EXTRA_TOLD;
	return cJSON_IsFalse(more) ? CSAF_EXTRA_REFUSED : CSAF_EXTRA_FREE;
}

static int
tenths(const cJSON *score, const char *name)
{
	return (int)(cJSON_GetObjectItem(score, name)->valuedouble * 10 + 0.5);
}

/* CVSS 4.0: severities by score; both are members of the object. */
static size_t
compare_rating(const cJSON *root, const cJSON *s)
{
	const cJSON *all =
	    cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(s,
						       "allOf"),
				    0),
		"anyOf");
	const cJSON *one;

	ck_assert_int_eq(cJSON_GetArraySize(all), 5);
	cJSON_ArrayForEach(one, all)
	{
		const cJSON *p = cJSON_GetObjectItem(one, "properties");
		const cJSON *score = resolve(&root,
		    cJSON_GetObjectItem(p, "baseScore"));
		const char *word = json_file_text(resolve(&root,
						      cJSON_GetObjectItem(p,
							  "baseSeverity")),
		    "const");

		ck_assert_str_eq(word,
		    cvss_severity_json(
			cvss_severity(CVSS_4_0, tenths(score, "minimum"))));
		ck_assert_str_eq(word,
		    cvss_severity_json(
			cvss_severity(CVSS_4_0, tenths(score, "maximum"))));
	}
	return 2;
}

static void
compare_object(const cJSON *root, const cJSON *s, unsigned type)
{
	const struct csaf_type *t = &schema->types[type];
	const cJSON *properties = cJSON_GetObjectItem(s, "properties"), *p;
	size_t n = 0, of_rating = t->is_rated ? compare_rating(root, s) : 0;

	ck_assert_uint_eq(t->min, number(s, "minProperties"));
	ck_assert_uint_eq(t->max, number(s, "maxProperties"));
	ck_assert_msg(t->extra == extra_of(s), "%s: other members", t->name);
	for (size_t i = 0; i < schema->n_members; i++) {
		const struct csaf_member *m = &schema->members[i];

		if (m->object != type)
			continue;
		n++;
		ck_assert_msg(m->is_needed ==
			is_in(cJSON_GetObjectItem(s, "required"), m->name.p),
		    "%s.%s: required or not", t->name, m->name.p);
		p = cJSON_GetObjectItemCaseSensitive(properties, m->name.p);
		if (p == NULL && of_rating > 0 &&
		    strncmp(m->name.p, "base", 4) == 0) {
			done[m->type] = true;
			continue;
		}
		ck_assert_msg(p != NULL, "%s.%s: is not in the schema",
		    t->name, m->name.p);
		compare(root, p, m->type);
	}
	ck_assert_msg((int)(n - of_rating) == cJSON_GetArraySize(properties),
	    "%s: %zu members, the schema has %d", t->name, n,
	    cJSON_GetArraySize(properties));
	ck_assert_uint_le(n, CSAF_MEMBERS_MAX);
}

static enum csaf_format
format_of(const cJSON *s)
{
	const char *pattern = json_file_text(s, "pattern");
	const char *format = json_file_text(s, "format");

	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		if (pattern[0] != '\0' &&
		    strncmp(pattern, patterns[i].start,
			strlen(patterns[i].start)) == 0)
			return patterns[i].format;
	}
	ck_assert_msg(pattern[0] == '\0', "no row for the pattern %s",
	    pattern);
	if (strcmp(format, "uri") == 0)
		return CSAF_FORMAT_URI;
	/* 2.1 restricts it: test 6.1.37. */
	if (strcmp(format, "date-time") == 0)
		return schema == csaf_table_21() ? CSAF_FORMAT_TIME_21 :
						   CSAF_FORMAT_TIME;
	ck_assert_str_eq(format, "");
	return CSAF_FORMAT_NONE;
}

static void
compare_string(const cJSON *s, const struct csaf_type *t)
{
	const cJSON *words = cJSON_GetObjectItem(s, "enum"), *w;
	const cJSON *one = cJSON_GetObjectItem(s, "const");
	char text[512] = "";
	size_t n = 0;

	/* The address of a known extension is what it was found by. */
	if (one != NULL && t->format == CSAF_FORMAT_EXTENSION)
		return;
	if (one != NULL) {
		ck_assert_str_eq(one->valuestring, t->words.p);
		return;
	}
	ck_assert_uint_eq(number(s, "maxLength"),
	    t->format == CSAF_FORMAT_NAMESPACE ? 1000 : 0);
	ck_assert_msg(t->min == number(s, "minLength"), "%s: length", t->name);
	ck_assert_msg(t->format == format_of(s), "%s: format", t->name);
	cJSON_ArrayForEach(w, words)
	{
		int len = snprintf(text + n, sizeof(text) - n, "%s%s",
		    n > 0 ? " " : "", w->valuestring);

		ck_assert(len > 0 && n + (size_t)len < sizeof(text));
		n += (size_t)len;
	}
	ck_assert_msg(strcmp(text, t->words.p) == 0, "%s: %s", t->name, text);
}

static void
compare(const cJSON *root, const cJSON *s, unsigned type)
{
	const struct csaf_type *t = &schema->types[type];
	const cJSON *either;
	const char *kind;

	s = resolve(&root, s);
	kind = json_file_text(s, "type");
	/* Objects hold branches, which hold objects. */
	if (done[type] && t->kind == CSAF_TYPE_OBJECT)
		return;
	done[type] = true;
	switch (t->kind) {
	case CSAF_TYPE_OBJECT:
		ck_assert_str_eq(kind, "object");
		compare_object(root, s, type);
		break;
	case CSAF_TYPE_ARRAY:
		ck_assert_msg(strcmp(kind, "array") == 0, "%s: an array",
		    t->name);
		ck_assert_uint_eq(t->min, number(s, "minItems"));
		ck_assert(cJSON_GetObjectItem(s, "maxItems") == NULL);
		ck_assert_msg(t->is_unique ==
			(cJSON_GetObjectItem(s, "uniqueItems") != NULL),
		    "%s: unique", t->name);
		compare(root, cJSON_GetObjectItem(s, "items"), t->of[0]);
		break;
	case CSAF_TYPE_STRING:
		ck_assert_msg(strcmp(kind, "string") == 0, "%s: a string",
		    t->name);
		compare_string(s, t);
		break;
	case CSAF_TYPE_NUMBER:
		ck_assert_str_eq(kind, "number");
		ck_assert_uint_eq(t->min, number(s, "minimum"));
		ck_assert_uint_eq(t->max, number(s, "maximum"));
		break;
	case CSAF_TYPE_BOOLEAN:
		ck_assert_str_eq(kind, "boolean");
		ck_assert(t->is_one ==
		    cJSON_IsFalse(cJSON_GetObjectItem(s, "const")));
		break;
	case CSAF_TYPE_EITHER:
		either = cJSON_GetObjectItem(s, "oneOf");
		ck_assert_int_eq(cJSON_GetArraySize(either), 2);
		compare(root, cJSON_GetArrayItem(either, 0), t->of[0]);
		compare(root, cJSON_GetArrayItem(either, 1), t->of[1]);
		break;
	}
}

static void
load(struct file *list, size_t n)
{
	files = list;
	n_files = n;
	for (size_t i = 0; i < n_files; i++)
		files[i].root = json_file_load(files[i].file);
	memset(done, 0, sizeof(done));
	ck_assert_uint_le(schema->n_types, ARRAY_LEN(done));
	compare(files[0].root, files[0].root, schema->root);
}

static void
close_files(void)
{
	for (size_t i = 0; i < schema->n_types; i++)
		ck_assert_msg(done[i], "%s: nothing uses it",
		    schema->types[i].name);
	for (size_t i = 0; i < n_files; i++)
		cJSON_Delete(files[i].root);
}

START_TEST(same_as_official_20)
{
	if (test_data_dir() == NULL) {
		test_skip("csaf schema", "HANSHO_DATA is not set");
		return;
	}
	schema = csaf_table_20();
	load(files20, ARRAY_LEN(files20));
	close_files();
}
END_TEST

/* With the schemas of the extensions that are known. */
START_TEST(same_as_official_21)
{
	static const char *const names[] = { "11", "12" };

	if (test_data_dir() == NULL) {
		test_skip("csaf schema", "HANSHO_DATA is not set");
		return;
	}
	schema = csaf_table_21();
	load(files21, ARRAY_LEN(files21));
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const struct csaf_extension *e;
		char path[256];
		cJSON *root;

		(void)snprintf(path, sizeof(path),
		    "csaf-suite/2.1/extension/valid/documentation-%s/"
		    "documentation-%s-content_1.0.0.json",
		    names[i], names[i]);
		root = json_file_load(path);
		e = csaf_table_extension(str_z(json_file_text(root, "$id")));
		ck_assert_ptr_nonnull(e);
		compare(root, root, e->type);
		cJSON_Delete(root);
	}
	close_files();
}
END_TEST

/* The check finds the rows of a type by its first one. */
START_TEST(members_stand_together)
{
	const struct csaf_schema *s = _i == 0 ? csaf_table_20() :
						csaf_table_21();
	bool met[256] = { false };

	for (size_t i = 0; i < s->n_members; i++) {
		unsigned object = s->members[i].object;

		ck_assert_msg(!met[object] ||
			s->members[i - 1].object == object,
		    "%s: rows stand apart", s->types[object].name);
		met[object] = true;
	}
}
END_TEST

Suite *
suite_csaf_schema(void)
{
	Suite *s = suite_create("csaf_schema");
	TCase *t = tcase_create("csaf_schema");

	tcase_add_test(t, same_as_official_20);
	tcase_add_test(t, same_as_official_21);
	tcase_add_loop_test(t, members_stand_together, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
