/*
 * A CSAF document of any bytes into files: a refused one leaves none and says
 * why; what an accepted one leaves loads without an error.
 */
#include <stddef.h>
#include <stdint.h>

#include "repository.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/span.h"
#include "import/import.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_nothing(struct arena *a)
{
	struct io_entry *v;
	size_t n;

	if (io_list(repository_dir, S("cases"), a, &v, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct io_entry *in;
		size_t m;

		ASSERT(io_list(repository_dir,
			   str_fmt(a, "cases/%.*s", STR_ARG(v[i].name)), a,
			   &in, &m) == 0);
		ASSERT(m == 0);
	}
}

static void
check_loads(struct arena *a)
{
	struct diags *d = diags_open(a);
	struct pool *pool = pool_open(1);

	(void)model_load(a, repository_dir, sources_open(a), pool, d);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		if (g->class == DIAG_ERROR)
			fprintf(stderr, "%.*s: %.*s\n", STR_ARG(g->rule),
			    STR_ARG(g->message));
	}
	ASSERT(diags_count(d, DIAG_ERROR) == 0);
	pool_close(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);
	struct import_result result;
	struct import *im;

	repository_begin();
	repository_put("cases/in.json",
	    (struct str){ (const char *)data, size });
	im = import_open(a, repository_dir, false);
	import_file(im,
	    str_to_z(a, str_fmt(a, "%s/cases/in.json", repository_path)), a,
	    sources_open(a), d, &result);
	import_close(im);
	ASSERT(io_remove(repository_dir, S("cases/in.json")) == 0);
	if (result.outcome == IMPORT_REFUSED) {
		ASSERT(diags_count(d, DIAG_ERROR) > 0);
		check_nothing(a);
	} else {
		ASSERT(result.outcome == IMPORT_NEW && result.written > 0);
		check_loads(a);
	}
	arena_close(a);
	return 0;
}
