/*
 * Any bytes as a document of any format: what is read holds together, an answer
 * is a set, and one that a statement gives is that statement's.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "reading/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
ask(struct arena *a, const struct reading *r, const struct reading_keys *keys)
{
	struct reading_match m = reading_match(a, r, keys);

	for (size_t i = 0; i < m.n; i++)
		ASSERT(m.v[i].product < r->n_products &&
		    (i == 0 || m.v[i - 1].product < m.v[i].product));
	for (size_t i = 0; i < r->n_flaws; i++) {
		const struct reading_flaw *f = &r->flaws[i];
		size_t at;
		unsigned says = reading_stand(a, r, f, &m, S("1.0.0"), &at);

		ASSERT(says <= (unsigned)READING_ANY);
		ASSERT(at == SIZE_MAX || at < f->n_statements);
		if (at != SIZE_MAX)
			ASSERT(says == f->statements[at].says);
		for (size_t j = 0; j < f->n_statements; j++)
			ASSERT(f->statements[j].product < r->n_products);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str purls[] = { STR_INIT("pkg:npm/p@1.0.0") };
	static const struct str cpes[] = { STR_INIT(
	    "cpe:2.3:a:acme:box:*:*:*:*:*:*:*:*") };
	static const struct str iris[] = { STR_INIT("a") };
	const struct reading_query q = { purls, 1, cpes, 1, iris, 1, S("b"),
		S("b"), S("Acme"), S("Box") };
	struct arena *a = arena_open();
	struct reading_keys keys = reading_keys(a, &q);
	const char *why;
	const struct reading *r = reading_open(a,
	    (struct str){ (const char *)data, size }, &why);

	if (r != NULL)
		ask(a, r, &keys);
	arena_close(a);
	return 0;
}
