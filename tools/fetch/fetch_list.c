#include "fetch/fetch_list.h"

#include "base/arena.h"
#include "feed/sidecar.h"
#include "fetch/fetch.h"
#include "fetch/fetch_admit.h"
#include "model/records.h"

struct state {
	size_t n_files, n_missing, n_stale;
	int64_t checked_s;	/* the oldest */
	struct str why;		/* of the first that is stale */
};

static void
add(struct fetch *f, const struct fetch_job *job, struct state *s)
{
	struct sidecar c;

	if (job->is_young && !fetch_admit_last(f, job, &c) && !c.is_stale)
		return;
	s->n_files++;
	if (!fetch_admit_last(f, job, &c)) {
		s->n_missing++;
		return;
	}
	if (c.is_stale && s->n_stale++ == 0)
		s->why = str_fmt(f->perm, ": %.*s: %.*s", STR_ARG(job->name),
		    STR_ARG(c.reason));
	if (c.checked.s < s->checked_s)
		s->checked_s = c.checked.s;
}

static bool
list_feed(struct fetch *f, const struct fetch_feed *feed)
{
	const struct number *hours = &feed->row->fresh_hours;
	struct state s = { .checked_s = INT64_MAX };
	struct str text = S("nothing was fetched");
	int64_t age_h;
	bool is_old, is_fresh;

	for (size_t i = 0; i < f->n_jobs; i++) {
		if (f->jobs[i]->feed == feed)
			add(f, f->jobs[i], &s);
	}
	if (s.checked_s == INT64_MAX) {
		fetch_say(f, "missing", feed->id, text);
		return false;
	}
	age_h = (f->now.s - s.checked_s) / 3600;
	is_old = span_is_set(hours->at) &&
	    f->now.s - s.checked_s > hours->n * 3600;
	is_fresh = !is_old && s.n_stale == 0 && s.n_missing == 0;
	text = str_fmt(f->perm, "%zu of %zu files, checked %lld h ago",
	    s.n_files - s.n_missing, s.n_files, (long long)age_h);
	if (span_is_set(hours->at))
		text = str_fmt(f->perm, "%.*s (fresh for %lld h)",
		    STR_ARG(text), (long long)hours->n);
	if (s.n_stale > 0)
		text = str_fmt(f->perm, "%.*s, %zu stale%.*s", STR_ARG(text),
		    s.n_stale, STR_ARG(s.why));
	fetch_say(f, is_fresh ? "fresh" : "stale", feed->id, text);
	return is_fresh;
}

bool
fetch_list(struct fetch *f)
{
	bool all = true;

	for (size_t i = 0; i < f->n_feeds; i++)
		all = list_feed(f, &f->feeds[i]) && all;
	return all;
}
