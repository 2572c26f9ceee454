/*
 * Sample data in JSON for the tests, through cJSON.
 */
#ifndef JSON_FILE_H
#define JSON_FILE_H

#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static inline int
json_file_is(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 5 && strcmp(e->d_name + n - 5, ".json") == 0;
}

/* The files of a folder below HANSHO_DATA, by name. */
static inline void
json_file_each(const char *folder, void (*run)(const char *file))
{
	struct dirent **v;
	char path[1024];
	int n,
	    len = snprintf(path, sizeof(path), "%s/%s", test_data_dir(),
		folder);

	ck_assert(len > 0 && (size_t)len < sizeof(path));
	n = scandir(path, &v, json_file_is, alphasort);
	ck_assert_msg(n > 0, "%s: no files", path);
	for (int i = 0; i < n; i++) {
		run(v[i]->d_name);
		free(v[i]);
	}
	free(v);
}

#endif
