#include "base/time.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/zone_rule.h"

#define DAY_S		86400
#define OFFSET_S_MAX	86340

/* RFC 8536 section 3.1: "TZif", version, 15 unused bytes, six counts. */
#define HEADER_BYTES	44

struct transition {
	int64_t at;		/* first second of the new offset, UTC */
	int32_t offset_s;
};

struct zone {
	int32_t first_offset_s;	/* before the first transition */
	struct transition *transitions;	/* ascending */
	size_t ntransitions;
	int32_t *offsets;	/* all that occur in transitions and first */
	size_t noffsets;
	bool has_rule;		/* for what follows the last transition */
	struct zone_rule rule;
};

/*
 * These have had one offset since 1992 at least; before that the table is
 * wrong for some years, which no case, feed or deadline reaches back to.
 */
static const struct {
	struct str name;
	int32_t offset_s;
} builtin[] = {
	{ STR_INIT("Asia/Kolkata"), 19800 },
	{ STR_INIT("Asia/Shanghai"), 28800 },
	{ STR_INIT("Asia/Singapore"), 28800 },
	{ STR_INIT("Asia/Tokyo"), 32400 },
	{ STR_INIT("UTC"), 0 },
};

/*
 * Zones with summer time, by the rule that holds today: since 1996 in Europe,
 * 2007 in North America, 2008 in Australia.  Before that the rule is wrong for
 * some weeks of a year, which no case, feed or deadline reaches back to.
 */
#define CENTRAL_EUROPE	"CET-1CEST,M3.5.0,M10.5.0/3"
#define EASTERN_EUROPE	"EET-2EEST,M3.5.0/3,M10.5.0/4"
#define WESTERN_EUROPE	"GMT0BST,M3.5.0/1,M10.5.0"

static const struct {
	struct str name;
	const char *rule;
} summer[] = {
	{ STR_INIT("America/Chicago"), "CST6CDT,M3.2.0,M11.1.0" },
	{ STR_INIT("America/Denver"), "MST7MDT,M3.2.0,M11.1.0" },
	{ STR_INIT("America/Los_Angeles"), "PST8PDT,M3.2.0,M11.1.0" },
	{ STR_INIT("America/New_York"), "EST5EDT,M3.2.0,M11.1.0" },
	{ STR_INIT("America/Toronto"), "EST5EDT,M3.2.0,M11.1.0" },
	{ STR_INIT("Australia/Sydney"), "AEST-10AEDT,M10.1.0,M4.1.0/3" },
	{ STR_INIT("Europe/Amsterdam"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Athens"), EASTERN_EUROPE },
	{ STR_INIT("Europe/Berlin"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Brussels"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Copenhagen"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Dublin"), WESTERN_EUROPE },
	{ STR_INIT("Europe/Helsinki"), EASTERN_EUROPE },
	{ STR_INIT("Europe/London"), WESTERN_EUROPE },
	{ STR_INIT("Europe/Luxembourg"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Madrid"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Paris"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Prague"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Rome"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Stockholm"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Vienna"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Warsaw"), CENTRAL_EUROPE },
	{ STR_INIT("Europe/Zurich"), CENTRAL_EUROPE },
};

/* The rule of a built-in name with summer time; NULL for none. */
static const char *
summer_rule(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(summer); i++) {
		if (str_eq(name, summer[i].name))
			return summer[i].rule;
	}
	return NULL;
}

/* A built-in name or a fixed offset. */
static bool
fixed_offset(struct str name, int32_t *out)
{
	struct instant t;

	for (size_t i = 0; i < ARRAY_LEN(builtin); i++) {
		if (str_eq(name, builtin[i].name)) {
			*out = builtin[i].offset_s;
			return true;
		}
	}
	if (name.n != 6)
		return false;

	char text[] = "2000-01-01T00:00+00:00";

	memcpy(text + 16, name.p, name.n);
	if (!instant_parse(str_z(text), &t, NULL))
		return false;
	*out = t.offset_s;
	return true;
}

bool
zone_is_builtin(struct str name)
{
	int32_t offset_s;

	return fixed_offset(name, &offset_s) || summer_rule(name) != NULL;
}

/* n bytes, most significant first. */
static uint64_t
get_be(const char *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

/* Two's complement without a conversion that the standard leaves open. */
static int64_t
to_signed(uint64_t v, unsigned bits)
{
	uint64_t sign = UINT64_C(1) << (bits - 1);

	return (v & sign) != 0 ? -(int64_t)(~v & (sign - 1)) - 1 : (int64_t)v;
}

/* What a header counts. */
struct counts {
	size_t isut;
	size_t isstd;
	size_t leap;
	size_t time;
	size_t type;
	size_t chars;
};

static bool
read_header(struct str s, struct counts *c)
{
	if (s.n < HEADER_BYTES || !str_starts(s, S("TZif")) || s.p[4] < '2')
		return false;
	c->isut = (size_t)get_be(s.p + 20, 4);
	c->isstd = (size_t)get_be(s.p + 24, 4);
	c->leap = (size_t)get_be(s.p + 28, 4);
	c->time = (size_t)get_be(s.p + 32, 4);
	c->type = (size_t)get_be(s.p + 36, 4);
	c->chars = (size_t)get_be(s.p + 40, 4);
	return true;
}

/* Length of the data after a header whose times take time_bytes each. */
static size_t
data_bytes(const struct counts *c, size_t time_bytes)
{
	return c->time * (time_bytes + 1) + c->type * 6 + c->chars +
	    c->leap * (time_bytes + 4) + c->isstd + c->isut;
}

/* The offsets of the local time types. */
static bool
read_types(struct arena *a, struct zone *z, const char *p, size_t n)
{
	z->offsets = arena_array(a, int32_t, n + 2);
	z->noffsets = n;
	for (size_t i = 0; i < n; i++) {
		int64_t s = to_signed(get_be(p + i * 6, 4), 32);

		if (s < -OFFSET_S_MAX || s > OFFSET_S_MAX)
			return false;
		z->offsets[i] = (int32_t)s;
	}
	z->first_offset_s = z->offsets[0];
	return true;
}

static bool
read_transitions(struct arena *a, struct zone *z, const char *p, size_t n)
{
	const char *types = p + n * 8;

	z->transitions = arena_array(a, struct transition, n);
	z->ntransitions = n;
	for (size_t i = 0; i < n; i++) {
		size_t type = (unsigned char)types[i];
		struct transition *t = &z->transitions[i];

		t->at = to_signed(get_be(p + i * 8, 8), 64);
		if (type >= z->noffsets)
			return false;
		if (i > 0 && t->at <= z->transitions[i - 1].at)
			return false;
		t->offset_s = z->offsets[type];
	}
	return true;
}

/* "\nTZ\n"; without a rule the last transition's offset stays. */
static bool
read_footer(struct zone *z, struct str s)
{
	struct str rule, rest;

	if (s.n < 2 || s.p[0] != '\n')
		return false;
	if (!str_cut(str_from(s, 1), '\n', &rule, &rest))
		return false;
	if (rule.n == 0)
		return true;
	if (!zone_rule_parse(rule, &z->rule))
		return false;
	z->has_rule = true;
	z->offsets[z->noffsets++] = z->rule.std_offset_s;
	z->offsets[z->noffsets++] = z->rule.dst_offset_s;
	return true;
}

/* Version 2 and later: a block of 32-bit times comes first and is skipped. */
static bool
read_tzif(struct arena *a, struct zone *z, struct str s)
{
	struct counts c;

	if (s.n > LIMIT_ZONE_BYTES || !read_header(s, &c))
		return false;
	s = str_from(s, HEADER_BYTES);
	if (data_bytes(&c, 4) > s.n)
		return false;
	s = str_from(s, data_bytes(&c, 4));
	if (!read_header(s, &c))
		return false;
	s = str_from(s, HEADER_BYTES);
	if (data_bytes(&c, 8) > s.n)
		return false;
	/* Leap seconds are not supported; a zone without a type is none. */
	if (c.leap != 0 || c.type == 0)
		return false;
	return read_types(a, z, s.p + c.time * 9, c.type) &&
	    read_transitions(a, z, s.p, c.time) &&
	    read_footer(z, str_from(s, data_bytes(&c, 8)));
}

/* A built-in rule, for all times. */
static bool
read_summer(struct arena *a, struct zone *z, struct str name)
{
	const char *rule = summer_rule(name);

	if (rule == NULL || !zone_rule_parse(str_z(rule), &z->rule))
		return false;
	z->has_rule = true;
	z->offsets = arena_array(a, int32_t, 2);
	z->offsets[z->noffsets++] = z->rule.std_offset_s;
	z->offsets[z->noffsets++] = z->rule.dst_offset_s;
	z->first_offset_s = z->rule.std_offset_s;
	return true;
}

const struct zone *
zone_open(struct arena *a, struct str name, struct str tzif)
{
	struct zone *z = arena_new(a, struct zone);

	/* A file knows more of the past than a rule. */
	if (fixed_offset(name, &z->first_offset_s) ||
	    (tzif.n > 0 ? read_tzif(a, z, tzif) : read_summer(a, z, name)))
		return z;
	return NULL;
}

int32_t
zone_offset_s(const struct zone *z, int64_t utc_s)
{
	size_t low = 0;
	size_t high = z->ntransitions;

	/* The number of transitions up to now. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (z->transitions[mid].at <= utc_s)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == z->ntransitions && z->has_rule)
		return zone_rule_offset_s(&z->rule, utc_s);
	return low > 0 ? z->transitions[low - 1].offset_s : z->first_offset_s;
}

/* RFC 3339 writes whole minutes; before 1920 some zones had seconds. */
static struct instant
at_offset(int64_t s, int32_t offset_s)
{
	return (struct instant){ .s = s,
		.offset_s = offset_s - offset_s % 60 };
}

struct instant
zone_at(const struct zone *z, struct instant t)
{
	return at_offset(t.s, zone_offset_s(z, t.s));
}

/*
 * The offset just before the gap that local_s falls into: one day around it
 * the clock shows less and more than local_s, and never local_s itself.
 */
static int32_t
offset_before_gap(const struct zone *z, int64_t local_s)
{
	int64_t low = local_s - 2 * DAY_S;	/* the clock shows less */
	int64_t high = local_s + 2 * DAY_S;	/* the clock shows more */

	while (high - low > 1) {
		int64_t mid = low + (high - low) / 2;

		if (mid + zone_offset_s(z, mid) < local_s)
			low = mid;
		else
			high = mid;
	}
	return zone_offset_s(z, low);
}

struct instant
zone_local(const struct zone *z, struct day d, int32_t s)
{
	int64_t local_s = (int64_t)d.n * DAY_S + s;
	int64_t first = INT64_MAX;

	if (z->noffsets == 0)
		return at_offset(local_s - z->first_offset_s,
		    z->first_offset_s);
	for (size_t i = 0; i < z->noffsets; i++) {
		int64_t utc_s = local_s - z->offsets[i];

		if (utc_s < first && zone_offset_s(z, utc_s) == z->offsets[i])
			first = utc_s;
	}
	if (first == INT64_MAX)
		first = local_s - offset_before_gap(z, local_s);
	return at_offset(first, zone_offset_s(z, first));
}
