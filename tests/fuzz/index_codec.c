/*
 * index_codec_get() over any bytes: what is taken for a record has its texts
 * within them, and comes back the same when it is written and read again.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "index/index_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_within(struct str s, struct str bytes)
{
	ASSERT(s.n == 0 || (s.p >= bytes.p && s.p + s.n <= bytes.p + bytes.n));
}

static void
check(const struct feed_record *r, struct str bytes)
{
	check_within(r->id, bytes);
	check_within(r->text_ja, bytes);
	check_within(r->raw_at, bytes);
	for (size_t i = 0; i < r->n_aliases; i++)
		check_within(r->aliases[i], bytes);
	for (size_t i = 0; i < r->n_affects; i++) {
		const struct feed_affects *e = &r->affects[i];

		ASSERT(e->by <= FEED_BY_NAME);
		ASSERT(e->otherwise <= FEED_UNCLEAR);
		check_within(e->cpe, bytes);
		check_within(e->note, bytes);
		for (size_t k = 0; k < e->n_stretches; k++) {
			ASSERT(e->stretches[k].status <= FEED_UNCLEAR);
			check_within(e->stretches[k].low, bytes);
		}
		for (size_t k = 0; k < e->n_versions; k++)
			check_within(e->versions[k], bytes);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena *a = arena_open();
	struct index_codec_origin from;
	struct feed_record r;
	struct buf first, second;

	buf_init(&first, LIMIT_INDEX_BLOB);
	buf_init(&second, LIMIT_INDEX_BLOB);
	if (index_codec_get(bytes, a, &from, &r)) {
		check(&r, bytes);
		index_codec_put(&first, &from, &r);
		bytes = (struct str){ first.p, first.n };
		if (!index_codec_get(bytes, a, &from, &r))
			BUG("what was written is refused");
		index_codec_put(&second, &from, &r);
		ASSERT(str_eq(bytes, (struct str){ second.p, second.n }));
	}
	buf_fini(&first);
	buf_fini(&second);
	arena_close(a);
	return 0;
}
