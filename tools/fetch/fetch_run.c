#include "fetch/fetch_run.h"

#include <curl/curl.h>

#include "base/arena.h"
#include "base/io_file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/tick.h"
#include "fetch/fetch.h"
#include "fetch/fetch_admit.h"
#include "fetch/fetch_local.h"
#include "fetch/fetch_name.h"
#include "fetch/fetch_pace.h"
#include "fetch/fetch_plan.h"
#include "fetch/fetch_show.h"
#include "fetch/fetch_sum.h"
#include "fetch/fetch_transfer.h"
#include "model/records.h"

/* The longest sleep: progress is drawn in between. */
#define POLL_MS		200

/* How much of a page is looked at for its totalResults. */
#define PAGE_HEAD	((size_t)4096)

struct runner {
	struct fetch *f;
	CURLM *multi;
	struct map *paces;	/* by host */
	int64_t n_running;
	size_t first;		/* all jobs before are done */
	uint64_t bytes;		/* that came */
};

static struct fetch_pace *
pace_of(struct runner *r, const struct fetch_job *job)
{
	struct str host = str_lower(r->f->perm, fetch_name_host(job->url));
	struct fetch_pace *p = map_get(r->paces, host);

	if (p == NULL) {
		p = arena_new(r->f->perm, struct fetch_pace);
		p->host = host;
		map_put(r->paces, host, p);
	}
	fetch_pace_limit(p, job->feed->requests, job->feed->pace_s);
	return p;
}

static bool
is_young_enough(struct fetch *f, const struct fetch_job *job)
{
	const struct feed *row = job->feed->row;
	struct sidecar s;

	if (f->options.is_forced || row->every_hours.n == 0 ||
	    !fetch_admit_last(f, job, &s) || s.is_stale)
		return false;
	return f->now.s >= s.checked.s &&
	    f->now.s - s.checked.s < row->every_hours.n * 3600;
}

static void
pass_over(struct fetch *f, struct fetch_job *job, struct str why)
{
	job->state = FETCH_DONE;
	f->n_same++;
	fetch_say(f, "kept", job->name, why);
}

static void
request(struct runner *r, struct fetch_job *job, enum fetch_what what)
{
	struct fetch_transfer *t = fetch_transfer_begin(r->f, job, what);

	if (curl_multi_add_handle(r->multi, fetch_transfer_handle(t)) !=
	    CURLM_OK)
		die_env(0, "libcurl cannot begin a request");
	job->state = FETCH_RUNNING;
	r->n_running++;
	fetch_pace_begin(pace_of(r, job), tick_ms());
}

/* The digest that a job's file must have, "" for none. */
static bool
wanted_digest(struct fetch *f, const struct fetch_job *job, struct str *out)
{
	*out = S("");
	return job->sum == NULL ||
	    fetch_sum_find(f->perm, job->sum, job->url, out);
}

/* The checksum is there: is the file needed at all? */
static void
start_file(struct runner *r, struct fetch_job *job)
{
	struct fetch_got got = { 0 };
	struct sidecar last;

	if (!wanted_digest(r->f, job, &got.published)) {
		fetch_admit_fail(r->f, job,
		    S("its source's checksum does not tell of it"));
		return;
	}
	if (got.published.n > 0 && fetch_admit_last(r->f, job, &last) &&
	    str_eq(last.published, got.published)) {
		fetch_admit_same(r->f, job, &got);
		return;
	}
	request(r, job, FETCH_FILE);
}

/* Whether a text that is needed first is there; otherwise it is asked for. */
static bool
has_text(struct runner *r, struct fetch_job *job, struct fetch_sum *sum,
    enum fetch_what what)
{
	switch (sum->state) {
	case FETCH_SUM_NEEDED:
		sum->state = FETCH_SUM_RUNNING;
		request(r, job, what);
		return false;
	case FETCH_SUM_RUNNING:
		return false;
	case FETCH_SUM_THERE:
		return true;
	case FETCH_SUM_FAILED:
		fetch_admit_fail(r->f, job, sum->reason);
		return false;
	}
	BUG("text");
}

/* The name of the file is there. */
static bool
set_url(struct runner *r, struct fetch_job *job)
{
	struct str path;

	if (!fetch_sum_latest(job->latest, &path)) {
		fetch_admit_fail(r->f, job,
		    S("what should name the latest file does not"));
		return false;
	}
	job->url = str_cat(r->f->perm, job->feed->row->url.s, path);
	job->latest = NULL;
	job->sum = fetch_plan_sum(r->f, job);
	return true;
}

static void
start(struct runner *r, struct fetch_job *job)
{
	if (job->latest != NULL &&
	    (!has_text(r, job, job->latest, FETCH_LATEST) || !set_url(r, job)))
		return;
	if (job->sum != NULL && !has_text(r, job, job->sum, FETCH_CHECKSUM))
		return;
	start_file(r, job);
}

/* Begin what may begin; *wait_ms: until something else may. */
static void
start_all(struct runner *r, int64_t *wait_ms)
{
	struct fetch *f = r->f;

	while (r->first < f->n_jobs && f->jobs[r->first]->state == FETCH_DONE)
		r->first++;
	for (size_t i = r->first; i < f->n_jobs; i++) {
		struct fetch_job *job = f->jobs[i];
		struct fetch_pace *pace;
		int64_t now = tick_ms(), next;

		if (job->state != FETCH_WAITING)
			continue;
		if (is_young_enough(f, job)) {
			pass_over(f, job,
			    S("asked less than every_hours ago"));
			continue;
		}
		pace = pace_of(r, job);
		if (pace->down.n > 0) {
			fetch_admit_fail(f, job, pace->down);
			continue;
		}
		if (pace->is_busy || r->n_running >= f->options.parallel)
			continue;
		next = fetch_pace_next(pace, now);
		if (next <= now)
			start(r, job);
		else if (next - now < *wait_ms)
			*wait_ms = next - now;
	}
}

/* Failures that may pass: wait and try again, or give up. */
static bool
try_again(struct runner *r, struct fetch_job *job,
    const struct fetch_result *result)
{
	const struct fetch_options *o = &r->f->options;
	int64_t wait = fetch_pace_back_off(o->wait_ms, ++job->tries);
	int64_t after = result->retry_after_s;

	if (result->outcome != FETCH_AGAIN || job->tries > o->retries ||
	    after > LIMIT_FETCH_RETRY_AFTER_S)
		return false;
	if (after > 0)
		wait = after * 1000;
	/* It is the host that has trouble: its other files wait, too. */
	pace_of(r, job)->not_before_ms = tick_ms() + wait;
	job->state = FETCH_WAITING;
	fetch_say(r->f, "again", job->name,
	    str_fmt(r->f->perm, "%.*s; next try in %lld ms",
		STR_ARG(result->reason), (long long)wait));
	return true;
}

static struct str
reason_of(struct runner *r, const struct fetch_result *result)
{
	if (result->retry_after_s <= LIMIT_FETCH_RETRY_AFTER_S)
		return result->reason;
	return str_fmt(r->f->perm, "%.*s and asks to wait %lld s",
	    STR_ARG(result->reason), (long long)result->retry_after_s);
}

/* Pages that follow are known when the first one is here. */
static void
follow_pages(struct runner *r, const struct fetch_job *job)
{
	char head[PAGE_HEAD];
	struct io_file *file;
	size_t got = 0;
	int err;

	if (job->page != 0 ||
	    io_file_open(r->f->mirror, job->name, IO_FILE_READ, &file) != 0)
		return;
	err = io_file_read(file, head, sizeof(head), &got);
	if (io_file_close(file) != 0 || err != 0 ||
	    !fetch_plan_pages(r->f, job, (struct str){ head, got }))
		fetch_say(r->f, "note", job->name,
		    S("it does not say how many pages there are"));
}

static void
end_file(struct runner *r, struct fetch_job *job,
    const struct fetch_result *result)
{
	struct fetch_got got = { .etag = result->etag,
		.last_modified = result->last_modified };

	(void)wanted_digest(r->f, job, &got.published);
	switch (result->outcome) {
	case FETCH_CAME:
		fetch_admit(r->f, job, &got);
		break;
	case FETCH_UNCHANGED:
		fetch_admit_same(r->f, job, &got);
		break;
	case FETCH_MISSING:
		if (job->is_young) {
			pass_over(r->f, job,
			    S("the year has just begun: not there yet"));
			break;
		}
		fetch_admit_fail(r->f, job, result->reason);
		break;
	case FETCH_AGAIN:
	case FETCH_FAILED:
		fetch_admit_fail(r->f, job, reason_of(r, result));
		break;
	}
	follow_pages(r, job);
}

static void
end_sum(struct runner *r, struct fetch_job *job, struct fetch_sum *sum,
    const struct fetch_result *result)
{
	job->state = FETCH_WAITING;
	if (result->outcome == FETCH_CAME) {
		sum->state = FETCH_SUM_THERE;
		job->tries = 0;
		return;
	}
	sum->state = FETCH_SUM_FAILED;
	sum->reason = str_fmt(r->f->perm, "its %s: %.*s",
	    sum == job->latest ? "name" : "checksum",
	    STR_ARG(reason_of(r, result)));
	if (result->outcome == FETCH_MISSING && job->is_young)
		pass_over(r->f, job,
		    S("the year has just begun: not there yet"));
}

static void
end(struct runner *r, CURL *handle, CURLcode code)
{
	struct fetch_transfer *t = fetch_transfer_of(handle);
	struct fetch_job *job = fetch_transfer_job(t);
	enum fetch_what what = fetch_transfer_what(t);
	struct fetch_sum *sum = what == FETCH_CHECKSUM ? job->sum :
	    what == FETCH_LATEST                       ? job->latest :
							 NULL;
	struct fetch_result result;

	if (curl_multi_remove_handle(r->multi, handle) != CURLM_OK)
		BUG("a handle that was not there");
	r->bytes += fetch_transfer_bytes(t);
	result = fetch_transfer_end(t, code);
	r->n_running--;
	fetch_pace_end(pace_of(r, job));
	if (result.outcome == FETCH_AGAIN && try_again(r, job, &result)) {
		if (sum != NULL)
			sum->state = FETCH_SUM_NEEDED;
		return;
	}
	/* The other files of a host that is away need not be waited for. */
	if (result.outcome == FETCH_AGAIN && result.is_unreachable)
		pace_of(r, job)->down = str_cat(r->f->perm,
		    S("its host cannot be reached: "), result.reason);
	if (sum != NULL)
		end_sum(r, job, sum, &result);
	else
		end_file(r, job, &result);
}

/* Whether something ended, so that another may begin. */
static bool
take_messages(struct runner *r)
{
	CURLMsg *m;
	int left;
	bool any = false;

	while ((m = curl_multi_info_read(r->multi, &left)) != NULL) {
		if (m->msg != CURLMSG_DONE)
			continue;
		end(r, m->easy_handle, m->data.result);
		any = true;
	}
	return any;
}

static bool
is_over(struct runner *r)
{
	for (size_t i = r->first; i < r->f->n_jobs; i++) {
		if (r->f->jobs[i]->state != FETCH_DONE)
			return false;
	}
	return true;
}

static void
run_network(struct runner *r)
{
	int n;

	while (!is_over(r)) {
		int64_t wait_ms = POLL_MS;

		start_all(r, &wait_ms);
		if (curl_multi_perform(r->multi, &n) != CURLM_OK)
			die_env(0, "libcurl cannot go on");
		if (take_messages(r))
			wait_ms = 0;
		fetch_show_draw(r->f->n_new + r->f->n_same + r->f->n_stale,
		    r->f->n_jobs, r->bytes);
		if (curl_multi_poll(r->multi, NULL, 0, (int)wait_ms, NULL) !=
		    CURLM_OK)
			die_env(0, "libcurl cannot wait");
	}
}

void
fetch_run(struct fetch *f)
{
	struct runner r = { .f = f, .paces = map_open(f->perm) };
	bool has_network = false;

	for (size_t i = 0; i < f->n_jobs; i++) {
		if (f->jobs[i]->path.n > 0)
			fetch_local_run(f, f->jobs[i]);
		else
			has_network = true;
	}
	if (!has_network)
		return;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		die_env(0, "libcurl cannot be started");
	r.multi = curl_multi_init();
	if (r.multi == NULL)
		die_env(0, "libcurl cannot be started");
	run_network(&r);
	fetch_show_clear();
	(void)curl_multi_cleanup(r.multi);
	curl_global_cleanup();
}

void
fetch_run_dry(struct fetch *f)
{
	for (size_t i = 0; i < f->n_jobs; i++) {
		struct fetch_job *job = f->jobs[i];
		struct sidecar last;
		bool has_last = fetch_admit_last(f, job, &last);

		if (job->path.n > 0)
			fetch_say(f, "copy", job->name,
			    str_cat(f->perm, S("file:"), job->path));
		else if (is_young_enough(f, job))
			fetch_say(f, "keep", job->name, job->url);
		else
			fetch_say(f, has_last ? "ask" : "get", job->name,
			    job->url);
	}
}
