/*
 * Word files of any bytes: every key that the catalogue names has its two
 * languages or was reported; filling a text's holes gives no more than the text
 * and its values, and leaves a text without holes alone.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "text/catalog.h"
#include "text/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_fill(struct arena *a, struct str text)
{
	static const struct catalog_value values[] = {
		{ STR_INIT("n"), STR_INIT("12") },
		{ STR_INIT("name"), STR_INIT("{n}") },
	};
	struct str full = catalog_fill(a, text, values, ARRAY_LEN(values));

	/* A hole has at least as many letters as its value. */
	ASSERT(full.n <= text.n);
	if (str_find_byte(text, '{', 0) == SIZE_MAX)
		ASSERT(str_eq(full, text));
}

static void
check(struct arena *a, const struct catalog *c, const struct diags *d)
{
	struct str *keys, text;
	size_t n = catalog_keys(c, a, &keys);

	for (size_t i = 0; i < n; i++) {
		bool ja = catalog_get(c, S("ja"), keys[i], &text);

		ASSERT(i == 0 || str_cmp(keys[i - 1], keys[i]) < 0);
		if (ja)
			check_fill(a, text);
		if (!catalog_get(c, S("en"), keys[i], &text) || !ja)
			ASSERT(diags_len(d) > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("words.yaml"));
	struct diags *d = diags_open(a);
	struct catalog *c = catalog_open(a, NULL);
	struct str text = { (const char *)data, size };
	struct yaml_node *root;

	source_set_text(ss, file, text);
	root = yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)size }, d);
	if (root != NULL) {
		if (!catalog_add(c, root, d))
			ASSERT(diags_len(d) > 0);
		check(a, c, d);
	}
	arena_close(a);
	return 0;
}
