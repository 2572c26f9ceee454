/*
 * match_range() over any versions: lines are the scheme, the version, what
 * holds for all others, and stretches as "STATUS LOW HIGH", or one version
 * each.  Texts change no judgement; a listed version is in; without bounds and
 * list it is as for all others.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "match/match_range.h"

#define STRETCHES	32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum feed_status
status_of(struct str s)
{
	return s.n == 0 ?
	    FEED_SILENT :
	    (enum feed_status)((unsigned char)s.p[0] % (FEED_UNCLEAR + 1));
}

/* The letter before tells the bounds, too. */
static struct feed_stretch
stretch(struct str line)
{
	struct feed_stretch s = { .status = status_of(line) };
	struct str word, bounds;
	unsigned flags = line.n > 0 ? (unsigned char)line.p[0] / 8u : 0;

	(void)str_cut(line, ' ', &word, &bounds);
	(void)str_cut(bounds, ' ', &s.low, &s.high);
	s.low_included = (flags & 1) != 0;
	s.high_included = (flags & 2) != 0;
	s.high_is_prefix = (flags & 4) != 0;
	s.is_prefix = (flags & 8) != 0 && s.high.n == 0;
	return s;
}

static void
check(struct arena *a, const struct feed_affects *e, struct str scheme,
    struct str version)
{
	static const enum component_scope scopes[] = { COMPONENT_EXACT,
		COMPONENT_SERIES, COMPONENT_ANY };

	for (size_t i = 0; i < ARRAY_LEN(scopes); i++) {
		struct match_range m = match_range(a, e, scheme, version,
		    scopes[i]);
		struct match_range quick = match_range(NULL, e, scheme,
		    version, scopes[i]);

		ASSERT(m.in == quick.in && m.status == quick.status);
		ASSERT(m.is_told == quick.is_told && m.is_all == quick.is_all);
		if (e->n_versions > 0 && scopes[i] == COMPONENT_EXACT)
			ASSERT(match_range(a, e, scheme, e->versions[0],
				   COMPONENT_EXACT)
				    .in == MATCH_IN ||
			    e->versions[0].n == 0);
		if (e->n_versions == 0 && e->n_stretches == 0)
			ASSERT(m.in == MATCH_IN || m.in == MATCH_OUT);
	}
	ASSERT(match_range_same(scheme, version, version));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, scheme, version, line;
	struct feed_stretch stretches[STRETCHES];
	struct str versions[STRETCHES];
	struct feed_affects e = { .stretches = stretches,
		.versions = versions };
	struct arena *a = arena_open();

	(void)str_cut(rest, '\n', &scheme, &rest);
	(void)str_cut(rest, '\n', &version, &rest);
	(void)str_cut(rest, '\n', &line, &rest);
	e.otherwise = status_of(line);
	while (rest.n > 0 && e.n_stretches < STRETCHES &&
	    e.n_versions < STRETCHES) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (str_find_byte(line, ' ', 0) != SIZE_MAX)
			stretches[e.n_stretches++] = stretch(line);
		else
			versions[e.n_versions++] = line;
	}
	check(a, &e, scheme, version);
	arena_close(a);
	return 0;
}
