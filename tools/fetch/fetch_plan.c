#include "fetch/fetch_plan.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/num.h"
#include "base/time.h"
#include "fetch/fetch.h"
#include "fetch/fetch_local.h"
#include "fetch/fetch_name.h"
#include "fetch/fetch_plan_feed.h"
#include "fetch/fetch_sum.h"
#include "model/load.h"
#include "model/records.h"
#include "text/yaml.h"

#define FEEDS	"content/feeds.yaml"

/* NVD begins in 2002, JVN iPedia in 1998. */
#define YEAR_MIN	1990

struct planning {
	struct fetch *f;
	struct diags *d;
	struct map *names;	/* of the mirror, to find those given twice */
	struct fetch_feed *feed;
};

static bool
refuse(struct planning *p, struct span at, const char *why, struct str what)
{
	diag_error(p->d, "field-value", at, "feed '%.*s': %.*s %s",
	    STR_ARG(p->feed->id), STR_ARG(what), why);
	return false;
}

/* The text of a hole, or NULL. */
static const char *
hole(struct arena *a, const struct fetch *f, struct str name, int year,
    int64_t offset)
{
	struct str date = instant_format_utc(a, f->now);

	if (str_eq_z(name, "year") && year > 0)
		return str_to_z(a, str_fmt(a, "%04d", year));
	if (str_eq_z(name, "date"))
		return str_to_z(a, str_sub(date, 0, 10));
	if (str_eq_z(name, "month"))
		return str_to_z(a,
		    str_cat(a, str_sub(date, 0, 4), str_sub(date, 5, 2)));
	if (str_eq_z(name, "latest"))
		return "";
	if (str_eq_z(name, "offset") && offset >= 0)
		return str_to_z(a, str_fmt(a, "%lld", (long long)offset));
	return NULL;
}

bool
fetch_plan_fill(const struct fetch *f, struct str text, int year,
    int64_t offset, struct str *out)
{
	struct buf b;
	bool ok = true;

	buf_init(&b, (size_t)8 * LIMIT_CPE_BYTES);
	while (ok && text.n > 0) {
		struct str head, name;
		const char *value;

		ok = !str_cut(text, '{', &head, &text) ||
		    str_find_byte(text, '}', 0) != SIZE_MAX;
		buf_put(&b, head);
		if (!ok || text.n == 0)
			break;
		(void)str_cut(text, '}', &name, &text);
		value = hole(f->perm, f, name, year, offset);
		ok = value != NULL;
		buf_put(&b, str_z(value));
	}
	ok = ok && buf_ok(&b);
	*out = str_dup(f->perm, buf_str(&b));
	buf_fini(&b);
	return ok;
}

static bool
has_hole(struct str text, struct str name)
{
	return str_find(text, name, 0) != SIZE_MAX;
}

struct fetch_sum *
fetch_plan_sum(struct fetch *f, const struct fetch_job *job)
{
	const struct feed *row = job->feed->row;
	enum feed_checksum kind = (enum feed_checksum)row->checksum.v;
	struct fetch_sum *sum;

	if (kind == feed_checksum_unset)
		return NULL;
	if (kind == FEED_CHECKSUM_JVN && job->feed->list != NULL)
		return job->feed->list;
	sum = arena_new(f->perm, struct fetch_sum);
	sum->kind = kind;
	sum->url = fetch_sum_url(f->perm, kind, row->url.s, job->url);
	if (kind == FEED_CHECKSUM_JVN)
		job->feed->list = sum;
	return sum;
}

/* A file that another one names: its address is not known yet. */
static void
set_latest(struct fetch *f, struct fetch_job *job)
{
	const struct feed *row = job->feed->row;

	job->latest = arena_new(f->perm, struct fetch_sum);
	job->latest->url = str_cat(f->perm, row->url.s, row->latest.s);
	job->url = job->latest->url;
}

static bool
add_job(struct planning *p, struct span at, const struct fetch_job *job)
{
	if (!fetch_name_is_safe(job->name))
		return refuse(p, at,
		    "is no name for the mirror: write `file`, of letters, "
		    "digits and . _ + -",
		    job->name);
	if (fetch_name_shape(job->name) == FETCH_SHAPES)
		return refuse(p, at,
		    "does not say by its ending what it is: write `file`, as "
		    "in file: records.json",
		    job->name);
	if (!map_add(p->names, job->name, p))
		return refuse(p, at, "is the name of two files", job->name);
	if (job->sum != NULL && job->sum->url.n == 0)
		return refuse(p, at, "has no checksum of this kind", job->url);
	if (!fetch_add(p->f, job))
		return refuse(p, at, "is one file too many", job->name);
	return true;
}

/* One address, for a year or without. */
static bool
plan_url(struct planning *p, const struct text *path, int year, bool is_young)
{
	const struct feed *row = p->feed->row;
	struct fetch *f = p->f;
	bool is_paged = has_hole(path->s, S("{offset}"));
	bool is_latest = has_hole(path->s, S("{latest}"));
	struct fetch_job job = { .feed = p->feed,
		.page = is_paged ? 0 : -1,
		.is_young = is_young };
	struct str name;

	if (!fetch_plan_fill(f, path->s, year, job.page, &job.url))
		return refuse(p, path->at,
		    "has a hole that is none of {year}, {month}, {date}, "
		    "{offset}, {latest}",
		    path->s);
	if (path != &row->url)
		job.url = str_cat(f->perm, row->url.s, job.url);
	name = fetch_name_of_url(job.url);
	if (row->file.s.n > 0 &&
	    !fetch_plan_fill(f, row->file.s, year, job.page, &name))
		return refuse(p, row->file.at, "has a hole that is not known",
		    row->file.s);
	job.name = str_fmt(f->perm, "%.*s/%.*s", STR_ARG(p->feed->id),
	    STR_ARG(name));
	if (is_latest)
		set_latest(f, &job);
	else
		job.sum = fetch_plan_sum(f, &job);
	return add_job(p, path->at, &job);
}

static bool
plan_path(struct planning *p, const struct text *path)
{
	const struct feed *row = p->feed->row;
	int now = day_to_civil(instant_day(p->f->now)).year;
	int64_t from = row->from_year.n;

	if (has_hole(path->s, S("{offset}")) &&
	    (row->page_size.n == 0 || !has_hole(row->file.s, S("{offset}"))))
		return refuse(p, path->at,
		    "needs `page_size`, and `file` with {offset} in it",
		    path->s);
	if (has_hole(path->s, S("{latest}")) &&
	    (row->latest.s.n == 0 || row->file.s.n == 0))
		return refuse(p, path->at, "needs `latest` and `file`",
		    path->s);
	if (!has_hole(path->s, S("{year}")))
		return plan_url(p, path, 0, false);
	if (from < YEAR_MIN || from > now)
		return refuse(p, path->at,
		    "needs `from_year`, the first year there is", path->s);
	for (int year = (int)from; year <= now; year++) {
		if (!plan_url(p, path, year, year == now))
			return false;
	}
	return true;
}

static bool
plan_local(struct planning *p)
{
	const struct feed *row = p->feed->row;
	struct fetch_job *jobs;
	size_t n;
	struct str why = S("");

	if (!fetch_local_find(p->f, p->feed, &jobs, &n, &why))
		return refuse(p, row->url.at, "cannot be read", why);
	for (size_t i = 0; i < n; i++) {
		if (!add_job(p, row->url.at, &jobs[i]))
			return false;
	}
	return true;
}

static bool
plan_feed(struct planning *p)
{
	const struct feed *row = p->feed->row;

	if (str_starts(row->url.s, S("file:")))
		return plan_local(p);
	if (row->paths.n == 0)
		return plan_path(p, &row->url);
	if (!str_ends(row->url.s, S("/")))
		return refuse(p, row->url.at,
		    "must end with a slash when `paths` stand below it",
		    row->url.s);
	if (row->file.s.n > 0 && row->paths.n > 1)
		return refuse(p, row->file.at,
		    "cannot be the name of several paths", row->file.s);
	for (size_t i = 0; i < row->paths.n; i++) {
		if (!plan_path(p, &row->paths.v[i]))
			return false;
	}
	return true;
}

static bool
plan_all(struct planning *p, const struct feeds *rows, struct str root_path)
{
	struct fetch *f = p->f;
	struct map *ids = map_open(f->perm);
	bool ok = true;

	f->feeds = arena_array(f->perm, struct fetch_feed, rows->feeds.n);
	for (size_t i = 0; i < rows->feeds.n; i++) {
		const struct feed *row = &rows->feeds.v[i];
		bool is_off = span_is_set(row->enabled.at) && !row->enabled.b;

		p->feed = &f->feeds[f->n_feeds];
		*p->feed = (struct fetch_feed){ .id = row->id.s, .row = row };
		if (!map_add(ids, row->id.s, p))
			ok = refuse(p, row->id.at, "stands twice", row->id.s);
		if (is_off || !fetch_wants(f, row->id.s))
			continue;
		f->n_feeds++;
		ok = fetch_plan_feed_set(f, p->feed, root_path, p->d) &&
		    plan_feed(p) && ok;
	}
	for (size_t i = 0; i < f->options.n_only; i++) {
		struct str id = f->options.only[i];

		if (map_get(ids, id) != NULL)
			continue;
		diag_error(p->d, "field-value", rows->where,
		    "there is no feed '%.*s'", STR_ARG(id));
		ok = false;
	}
	return ok;
}

bool
fetch_plan_load(struct fetch *f, struct sources *ss, struct str root_path,
    struct diags *d)
{
	struct planning p = { .f = f, .d = d, .names = map_open(f->perm) };
	uint32_t file = source_add(ss, S(FEEDS));
	struct span all = { file, 0, 0 };
	const struct yaml_node *yaml;
	const struct feeds *rows;
	struct str text;
	int err = io_read(f->root, S(FEEDS), LIMIT_YAML_BYTES, f->perm, &text);

	if (err != 0) {
		diag_error(d, "file-empty", all,
		    "the list of feeds cannot be read: %s", strerror(err));
		return false;
	}
	source_set_text(ss, file, text);
	all.len = (uint32_t)text.n;
	yaml = yaml_parse(f->perm, ss, all, d);
	if (yaml == NULL)
		return false;
	rows = load_record(f->perm, &record_feeds, yaml, all, d);
	if (rows == NULL || diags_count(d, DIAG_ERROR) > 0)
		return false;
	return plan_all(&p, rows, root_path);
}

bool
fetch_plan_pages(struct fetch *f, const struct fetch_job *job, struct str head)
{
	const struct feed *row = job->feed->row;
	size_t at = str_find(head, S("\"totalResults\""), 0);
	const struct text *path = row->paths.n > 0 ? &row->paths.v[0] :
						     &row->url;
	struct str digits;
	int64_t total;
	size_t n = 0;

	if (job->page != 0)
		return true;
	if (at == SIZE_MAX)
		return false;
	digits = str_trim(str_from(head, at + sizeof("\"totalResults\"") - 1));
	if (!str_starts(digits, S(":")))
		return false;
	digits = str_trim(str_from(digits, 1));
	while (n < digits.n && digits.p[n] >= '0' && digits.p[n] <= '9')
		n++;
	if (!num_parse(str_sub(digits, 0, n), 0, INT64_C(1) << 40, &total))
		return false;
	for (size_t i = 0; i < row->paths.n; i++) {
		if (has_hole(row->paths.v[i].s, S("{offset}")))
			path = &row->paths.v[i];
	}
	for (int64_t from = row->page_size.n; from < total;
	     from += row->page_size.n) {
		struct fetch_job next = { .feed = job->feed, .page = from };
		struct str name = S("");

		if (!fetch_plan_fill(f, path->s, 0, from, &next.url) ||
		    !fetch_plan_fill(f, row->file.s, 0, from, &name))
			return false;
		if (path != &row->url)
			next.url = str_cat(f->perm, row->url.s, next.url);
		next.name = str_fmt(f->perm, "%.*s/%.*s",
		    STR_ARG(job->feed->id), STR_ARG(name));
		if (!fetch_name_is_safe(next.name) || !fetch_add(f, &next))
			return false;
	}
	return true;
}
