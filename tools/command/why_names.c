#include "command/why_names.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "command/page.h"
#include "export/say_text.h"
#include "index/index.h"

/* Those that are listed; the rest is counted. */
#define NAMES_SHOWN	10

/* What an entry calls its product. */
static struct str
name_of(struct arena *a, const struct feed_affects *e)
{
	switch (e->by) {
	case FEED_BY_PURL:
	case FEED_BY_PACKAGE:
		return str_fmt(a, "%.*s%s%.*s%s%.*s %.*s", STR_ARG(e->type),
		    e->namespace.n > 0 ? "/" : "", STR_ARG(e->namespace), "/",
		    STR_ARG(e->name), STR_ARG(e->release));
	case FEED_BY_CPE:
		return e->cpe;
	case FEED_BY_NAME:
		return str_fmt(a, "%.*s %.*s", STR_ARG(e->vendor),
		    STR_ARG(e->product));
	}
	BUG("feed_by");
}

void
why_names_put(const struct page *p, const struct say *say, struct arena *a,
    const struct index *x, const uint32_t *records, size_t n)
{
	struct map *names = map_open(a);
	struct feed_record r;

	for (size_t i = 0; i < n; i++) {
		if (!index_record(x, a, records[i], &r))
			continue;
		for (size_t j = 0; j < r.n_affects; j++) {
			struct str name = str_trim(name_of(a, &r.affects[j]));

			(void)(name.n > 0 && map_add(names, name, p->out));
		}
	}
	page_text(p, 2, PAGE_FAINT, say_text(say, "match.names"));
	if (map_len(names) == 0)
		page_text(p, 4, PAGE_WARN, say_text(say, "match.no_names"));
	for (size_t i = 0; i < map_len(names) && i < NAMES_SHOWN; i++)
		page_text(p, 4, PAGE_PLAIN, map_at(names, i)->key);
	if (map_len(names) > NAMES_SHOWN) {
		const struct catalog_value more[] = { SAY_HOLE("a",
		    str_fmt(a, "%zu", map_len(names) - NAMES_SHOWN)) };

		page_text(p, 4, PAGE_FAINT,
		    say_text_fill(say, "match.more", more, ARRAY_LEN(more)));
	}
}
