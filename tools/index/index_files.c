#include "index/index_files.h"

#include "base/attr.h"
#include "base/digest.h"
#include "index/index_impl.h"

size_t
index_files_len(const struct index *x)
{
	return x->n_rows;
}

struct index_file
index_files_at(const struct index *x, struct arena *a, size_t i)
{
	const struct index_row *r = &x->rows[i];

	ASSERT(i < x->n_rows);
	return (struct index_file){ .feed = r->feed,
		.path = r->path,
		.sha256 = digest_hex_of(a, r->sha256, INDEX_SHA256),
		.bytes = r->seen.size,
		.records = r->records,
		.faulty = r->faulty,
		.is_unread = r->is_unread };
}
