/*
 * Sample data in JSON for the tests, through cJSON.
 */
#ifndef JSON_FILE_H
#define JSON_FILE_H

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

/* A file below HANSHO_DATA, which must be set; for cJSON_Delete(). */
static inline cJSON *
json_file_load(const char *name)
{
	char path[1024];
	char *text;
	cJSON *root;
	long n;
	FILE *f;
	int len = snprintf(path, sizeof(path), "%s/%s", test_data_dir(), name);

	ck_assert(len > 0 && (size_t)len < sizeof(path));
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
	n = ftell(f);
	ck_assert_int_ge(n, 0);
	rewind(f);
	text = malloc((size_t)n + 1);
	ck_assert(text != NULL);
	ck_assert_uint_eq(fread(text, 1, (size_t)n, f), (size_t)n);
	text[n] = '\0';
	fclose(f);
	root = cJSON_Parse(text);
	free(text);
	ck_assert_msg(root != NULL, "%s: no JSON", path);
	return root;
}

/* A member's text, or "" when it is null or not there. */
static inline const char *
json_file_text(const cJSON *o, const char *name)
{
	const cJSON *v = cJSON_GetObjectItem(o, name);

	return cJSON_IsString(v) ? v->valuestring : "";
}

#endif
