/*
 * json_next, json_skip and json_tree over any bytes: they agree with each
 * other, tokens lie in the text one behind the other, decoded text is clean,
 * every fault has words and a help, and cJSON accepts what we accept.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/utf8.h"
#include "text/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read all events; true when the document is good. */
static bool
read_all(struct arena *a, struct str text)
{
	struct json_reader *r = json_open(a, text, (struct span){ 1, 7, 0 });
	enum json_event ev;
	uint32_t from = 7;
	struct str value;
	struct span at;

	do {
		ev = json_next(r, &value, &at);
		ASSERT(at.file == 1 && at.off >= 7);
		ASSERT(at.off - 7 + at.len <= text.n);
		if (ev == JSON_FAULT)
			break;
		ASSERT(at.off >= from);
		from = at.off + at.len;
		ASSERT(utf8_fault(value) == SIZE_MAX);
		ASSERT(value.n <= at.len);
	} while (ev != JSON_END);
	ASSERT(json_next(r, &value, &at) == ev);
	ASSERT((ev == JSON_FAULT) == (json_fault(r)[0] != '\0'));
	ASSERT((ev == JSON_FAULT) == (json_fault_help(r)[0] != '\0'));
	return ev == JSON_END;
}

static bool
skip_all(struct arena *a, struct str text)
{
	struct json_reader *r = json_open(a, text, (struct span){ 1, 0, 0 });
	struct str value;
	struct span at;

	return json_skip(r) && json_next(r, &value, &at) == JSON_END;
}

static bool
build_tree(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("x.json"));
	bool ok;

	source_set_text(ss, file, text);
	ok = json_tree(a, ss, file, d) != NULL;
	ASSERT(ok == (diags_len(d) == 0));
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *a = arena_open();
	bool ok = read_all(a, text);

	ASSERT(ok == skip_all(a, text));
	ASSERT(ok == build_tree(a, text));
	if (ok) {
		cJSON *c = cJSON_ParseWithLength(text.p, text.n);

		ASSERT(c != NULL);
		cJSON_Delete(c);
	}
	arena_close(a);
	return 0;
}
