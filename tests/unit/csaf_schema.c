/*
 * csaf/csaf_schema: the table says what the official JSON schema of CSAF 2.0
 * says, for each member, in both directions.
 */
#include "csaf/csaf_schema.h"

#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "json_file.h"
#include "test.h"

#define FOLDER	"schemas/csaf-2.0/"

/* The files, and by which address they are referred to. */
static struct {
	const char *address;	/* NULL: the schema of documents */
	const char *file;
	cJSON *root;
} files[] = {
	{ NULL, FOLDER "csaf_json_schema.json", NULL },
	{ "https://www.first.org/cvss/cvss-v2.0.json", FOLDER "cvss-v2.0.json",
	    NULL },
	{ "https://www.first.org/cvss/cvss-v3.0.json", FOLDER "cvss-v3.0.json",
	    NULL },
	{ "https://www.first.org/cvss/cvss-v3.1.json", FOLDER "cvss-v3.1.json",
	    NULL },
};

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
		for (size_t i = 1; i < ARRAY_LEN(files); i++) {
			if (strcmp(files[i].address, ref) == 0)
				s = *root = files[i].root;
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

static void
compare_object(const cJSON *root, const cJSON *s, unsigned type)
{
	const struct csaf_type *t = &schema->types[type];
	const cJSON *properties = cJSON_GetObjectItem(s, "properties"), *p;
	size_t n = 0;

	ck_assert_uint_eq(t->min, number(s, "minProperties"));
	ck_assert_uint_eq(t->max, number(s, "maxProperties"));
	/* Members that the schema does not name are allowed. */
	ck_assert(cJSON_GetObjectItem(s, "additionalProperties") == NULL);
	for (size_t i = 0; i < schema->n_members; i++) {
		const struct csaf_member *m = &schema->members[i];

		if (m->object != type)
			continue;
		n++;
		p = cJSON_GetObjectItemCaseSensitive(properties, m->name.p);
		ck_assert_msg(p != NULL, "%s.%s: is not in the schema",
		    t->name, m->name.p);
		ck_assert_msg(m->is_needed ==
			is_in(cJSON_GetObjectItem(s, "required"), m->name.p),
		    "%s.%s: required or not", t->name, m->name.p);
		compare(root, p, m->type);
	}
	ck_assert_msg((int)n == cJSON_GetArraySize(properties),
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
	if (strcmp(format, "date-time") == 0)
		return CSAF_FORMAT_TIME;
	ck_assert_str_eq(format, "");
	return CSAF_FORMAT_NONE;
}

static void
compare_string(const cJSON *s, const struct csaf_type *t)
{
	const cJSON *words = cJSON_GetObjectItem(s, "enum"), *w;
	char text[512] = "";
	size_t n = 0;

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
	case CSAF_TYPE_EITHER:
		either = cJSON_GetObjectItem(s, "oneOf");
		ck_assert_int_eq(cJSON_GetArraySize(either), 2);
		compare(root, cJSON_GetArrayItem(either, 0), t->of[0]);
		compare(root, cJSON_GetArrayItem(either, 1), t->of[1]);
		break;
	}
}

START_TEST(same_as_official)
{
	if (test_data_dir() == NULL) {
		test_skip("csaf schema", "HANSHO_DATA is not set");
		return;
	}
	schema = csaf_schema_20();
	ck_assert_uint_le(schema->n_types, ARRAY_LEN(done));
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		files[i].root = json_file_load(files[i].file);
	compare(files[0].root, files[0].root, schema->root);
	for (size_t i = 0; i < schema->n_types; i++)
		ck_assert_msg(done[i], "%s: nothing uses it",
		    schema->types[i].name);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		cJSON_Delete(files[i].root);
}
END_TEST

/* The check finds the rows of a type by its first one. */
START_TEST(members_stand_together)
{
	const struct csaf_schema *s = csaf_schema_20();
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

	tcase_add_test(t, same_as_official);
	tcase_add_test(t, members_stand_together);
	suite_add_tcase(s, t);
	return s;
}
