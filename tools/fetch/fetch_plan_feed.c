#include "fetch/fetch_plan_feed.h"

#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "fetch/fetch.h"
#include "fetch/fetch_name.h"
#include "model/records.h"

static bool
wrong(struct diags *d, const struct fetch_feed *feed, struct span at,
    const char *why)
{
	diag_error(d, "field-value", at, "feed '%.*s': %s", STR_ARG(feed->id),
	    why);
	return false;
}

/* A number that was written must lie in 1..most. */
static bool
take_number(struct diags *d, const struct fetch_feed *feed,
    const struct number *n, int64_t most, int64_t *out)
{
	if (!span_is_set(n->at))
		return true;
	if (n->n < 1 || n->n > most)
		return wrong(d, feed, n->at,
		    "the number is too small or large");
	*out = n->n;
	return true;
}

/* What may stand in a header: visible ASCII. */
static bool
is_visible(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	}
	return s.n > 0;
}

static bool
is_token(struct str s)
{
	return is_visible(s) && str_find_byte(s, ':', 0) == SIZE_MAX;
}

static bool
read_key(struct fetch *f, struct fetch_feed *feed, struct diags *d)
{
	const struct feed *row = feed->row;
	struct str key = S("");
	int err;

	if (row->key_env.s.n > 0)
		key = str_trim(
		    str_z(f->env(str_to_z(f->perm, row->key_env.s))));
	if (key.n == 0 && row->key_file.s.n > 0) {
		err = io_read_path(str_to_z(f->perm, row->key_file.s),
		    LIMIT_FETCH_KEY, f->perm, &key);
		if (err != 0 && err != ENOENT)
			return wrong(d, feed, row->key_file.at,
			    "the file with the key cannot be read");
		key = err == 0 ? str_trim(key) : S("");
	}
	if (key.n > 0 && !is_visible(key))
		return wrong(d, feed, row->key_header.at,
		    "the key holds what cannot stand in a header");
	feed->key = key;
	return true;
}

static bool
set_key(struct fetch *f, struct fetch_feed *feed, struct str root_path,
    struct diags *d)
{
	const struct feed *row = feed->row;
	struct str file = row->key_file.s;

	if (row->key_env.s.n == 0 && file.n == 0)
		return true;
	if (!is_token(row->key_header.s))
		return wrong(d, feed, row->where,
		    "a key needs `key_header`, the header that takes it");
	if (file.n > 0 &&
	    (!str_starts(file, S("/")) ||
		str_find(file, S("/../"), 0) != SIZE_MAX))
		return wrong(d, feed, row->key_file.at,
		    "the file with the key needs its absolute path");
	if (file.n > 0 && str_starts(file, root_path) &&
	    str_starts(str_from(file, root_path.n), S("/")))
		return wrong(d, feed, row->key_file.at,
		    "a key must not lie in the repository");
	return read_key(f, feed, d);
}

bool
fetch_plan_feed_set(struct fetch *f, struct fetch_feed *feed,
    struct str root_path, struct diags *d)
{
	const struct feed *row = feed->row;
	int64_t keyed = 0;

	feed->bytes_max = LIMIT_FETCH_BYTES;
	feed->timeout_s = LIMIT_FETCH_SECONDS;
	feed->pace_s = 1;
	if (str_find_byte(fetch_name_host(row->url.s), '@', 0) != SIZE_MAX)
		return wrong(d, feed, row->url.at,
		    "a name or password must not stand in an address");
	if (!take_number(d, feed, &row->max_bytes, LIMIT_FETCH_BYTES_MOST,
		&feed->bytes_max) ||
	    !take_number(d, feed, &row->timeout_seconds,
		LIMIT_FETCH_SECONDS_MOST, &feed->timeout_s) ||
	    !take_number(d, feed, &row->requests, LIMIT_FETCH_PACE,
		&feed->requests) ||
	    !take_number(d, feed, &row->requests_keyed, LIMIT_FETCH_PACE,
		&keyed) ||
	    !take_number(d, feed, &row->seconds, LIMIT_FETCH_PACE_S,
		&feed->pace_s) ||
	    !set_key(f, feed, root_path, d))
		return false;
	if (feed->key.n > 0 && keyed > 0)
		feed->requests = keyed;
	return true;
}
