/*
 * A case file of any bytes through loading, linking and every rule: reports lie
 * in a file, say something, and are sorted.
 */
#include <stddef.h>
#include <stdint.h>

#include "repository.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/span.h"
#include "base/utf8.h"
#include "model/model.h"
#include "rule/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char product[] =
    "name: {ja: 装置, en: Device}\n"
    "kind: firmware\n"
    "scheme: semver\n"
    "versions: [{version: 1.0.0}, {version: 1.0.1}]\n";

static void
check(const struct sources *ss, const struct diags *d)
{
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ASSERT(g->message.n > 0);
		ASSERT(utf8_fault(g->message) == SIZE_MAX);
		if (g->at.file == 0)
			continue;
		ASSERT(g->at.off + g->at.len <=
		    source_get(ss, g->at.file)->text.n);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct pool *pool = pool_open(1);
	struct model *m;

	repository_begin();
	repository_put("products/own/device/product.yaml", str_z(product));
	repository_put("cases/2026/PS-2026-0001/case.md",
	    (struct str){ (const char *)data, size });
	m = model_load(a, repository_dir, ss, pool, d);
	rules_run(m, (struct instant){ INT64_C(1795305600), 32400 }, pool, a,
	    d);
	check(ss, d);
	pool_close(pool);
	arena_close(a);
	return 0;
}
