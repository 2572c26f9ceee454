#include "feed/feed_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "feed/feed_beside.h"
#include "feed/feed_pull.h"
#include "feed/feed_report.h"
#include "feed/feed_split.h"

static const struct {
	feed_teller *is;
	feed_reader *read;
	enum feed_cut cut;
	struct str list;
	const char *title;
	const char *address;
} formats[FEED_FORMATS] = {
#define FEED(name, is, cut, list, title, url)				\
	{ is, feed_##name, FEED_##cut, STR_INIT(list), title, url },
#include "feed/formats.def"
};

/* Memory that most records need, kept from one to the next. */
#define SCRATCH_BYTES	((size_t)1 << 20)

const char *
feed_title(enum feed_format f)
{
	return formats[f].title;
}

const char *
feed_address(enum feed_format f)
{
	return formats[f].address;
}

enum feed_format
feed_format_of(struct str head)
{
	enum feed_format f = 0;

	/* It names all that tells of its format. */
	if (feed_beside_is_schema(head))
		return FEED_FORMATS;
	while (f < FEED_FORMATS && !formats[f].is(head))
		f++;
	return f;
}

/* The members of the file; how many were of a known format. */
static uint64_t
read_members(struct feed_split *s)
{
	uint64_t known = 0;
	struct str name;

	while (!s->is_over && feed_pull_next(s->pull, &name)) {
		struct arena_mark mark = arena_mark(s->scratch);
		enum feed_format f;

		s->doc.member = feed_report_quote(s->scratch, name);
		f = feed_format_of(feed_split_begin(s));
		if (f < FEED_FORMATS) {
			known++;
			s->reader = formats[f].read;
			feed_split(s, formats[f].cut, formats[f].list);
		}
		arena_reset(s->scratch, mark);
	}
	s->doc.member = S("");
	return known;
}

/* False, having reported, when nothing of the file could be read. */
static bool
read_file(struct feed_split *s)
{
	uint64_t known = read_members(s);
	const char *why = feed_pull_fault(s->pull);

	s->doc.line = 0;
	if (s->is_over)
		return false;
	if (why != NULL && !s->is_told)
		feed_report_file(s->sink, &s->doc, NULL,
		    "%s; what stands before it counts", why);
	if (known == 0 && why == NULL)
		feed_report_file(s->sink, &s->doc,
		    "look at the address of the feed, and at the file",
		    "it is of no format that is known here");
	return known > 0;
}

static void
warm(struct arena *a)
{
	struct arena_mark mark = arena_mark(a);

	(void)arena_bytes(a, SCRATCH_BYTES);
	arena_reset(a, mark);
}

bool
feed_read(struct io_dir *mirror, struct str feed, struct str path,
    const struct feed_sink *sink)
{
	struct arena *a = arena_open(), *scratch = arena_open();
	struct diags *d = diags_open(a);
	struct feed_sink own = { sink->take, sink->ctx, d };
	struct feed_split s = {
		.sink = &own,
		.scratch = scratch,
		.doc = { .feed = feed, .path = path },
	};
	int err = feed_pull_open(a, mirror, path, &s.pull);
	bool ok = err == 0;

	if (ok) {
		warm(scratch);
		buf_init(&s.window, (size_t)LIMIT_FEED_DOCUMENT_BYTES * 2);
		ok = read_file(&s);
		buf_fini(&s.window);
		feed_pull_close(s.pull);
	} else {
		feed_report_file(&own, &s.doc, "hansho fetch brings it",
		    "it cannot be opened: %s", strerror(err));
	}
	diags_merge(sink->d, d);
	arena_close(scratch);
	arena_close(a);
	return ok;
}
