#include "index/index_open.h"

#include "feed/feed_read.h"

static bool
read_feed(void *ctx, struct io_dir *mirror, struct str feed, struct str path,
    const struct feed_sink *sink)
{
	(void)ctx;
	return feed_read(mirror, feed, path, sink);
}

struct index *
index_open(struct arena *perm, const struct index_request *q, struct diags *d,
    struct index_report *out)
{
	struct index_feeder feeder = { read_feed, NULL };

	return index_open_by(perm, q, &feeder, d, out);
}
