#include <stdio.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/diff_impl.h"
#include "command/version.h"
#include "history/history_snapshot.h"
#include "model/model.h"
#include "review/review.h"
#include "review/review_roster.h"

int command_diff(struct invocation *v);

/* What a repository is read from. */
static const struct str folders[] = { STR_INIT("content/"), STR_INIT("cases/"),
	STR_INIT("products/"), STR_INIT("templates/"),
	/* And what checks it: changes of that are told. */
	STR_INIT(".ci/"), STR_INIT(".gitlab-ci.yml"), STR_INIT(".github/"),
	STR_INIT(".gitea/") };

struct diff {
	struct invocation *v;
	struct str path;	/* of the repository */
	struct str head;
	struct history *h;
	struct pool *pool;
	struct history_snapshot base, merged;
	struct world before, after, judged;
	bool is_judged;		/* judged is a world of its own */
};

static int
refuse(const struct diff *d, int status, struct str why)
{
	fprintf(stderr, "hansho: %.*s: %.*s\n", STR_ARG(d->path),
	    STR_ARG(why));
	if (d->h->is_shallow)
		fputs("this copy of the repository is shallow; "
		      "`git fetch --unshallow` brings the rest\n",
		    stderr);
	return status;
}

static struct history_snapshot
snapshot(const struct diff *d)
{
	return (struct history_snapshot){
		.prefixes = folders,
		.n_prefixes = ARRAY_LEN(folders),
		.arena = d->v->perm,
	};
}

/* The files of BASE and of the merge; STATUS_FINE, or a message printed. */
static int
read_files(struct diff *d)
{
	uint8_t base[HISTORY_ID_BYTES], head[HISTORY_ID_BYTES];
	struct str why = S("");

	if (d->h->state != HISTORY_FINE)
		return refuse(d, STATUS_ENVIRONMENT, d->h->why);
	if (!history_snapshot_find(d->h, d->v->args[0], base, &why) ||
	    !history_snapshot_find(d->h, d->head, head, &why))
		return refuse(d, STATUS_USAGE, why);
	d->base = d->merged = snapshot(d);
	if (!history_snapshot_files(d->h, base, &d->base))
		return refuse(d, STATUS_ENVIRONMENT, d->base.why);
	if (!history_snapshot_merge(d->h, base, head, &d->merged))
		return refuse(d, STATUS_ENVIRONMENT, d->merged.why);
	if (!d->merged.has_base)
		return refuse(d, STATUS_ENVIRONMENT,
		    str_fmt(d->v->perm,
			"'%.*s' and '%.*s' have no commit in common",
			STR_ARG(d->v->args[0]), STR_ARG(d->head)));
	return STATUS_FINE;
}

static const struct history *
walked(const struct world *w)
{
	return w->history != NULL && w->history->state == HISTORY_FINE ?
	    w->history :
	    NULL;
}

static bool
load(struct diff *d, struct str rev, const struct history_snapshot *s,
    struct world *out)
{
	struct str why = S("");
	const struct world_request q = {
		.perm = d->v->perm,
		.pool = d->pool,
		.now = d->v->now,
		.path = d->path,
		.commit = rev,
		.with = d->v->with,
		.n_with = d->v->n_with,
		.files = s->files,
		.n_files = s->n_files,
	};

	if (!world_load(&q, out, &why)) {
		(void)refuse(d, STATUS_USAGE, why);
		return false;
	}
	if (out == &d->judged)
		out->roster = walked(&d->before);
	world_derive(out);
	return true;
}

static void
print(const struct diff *d, const struct review *r)
{
	struct buf out;

	buf_init(&out, LIMIT_STATE_BYTES);
	if (str_eq(d->v->format, S("json")))
		diff_json(r, &out);
	else if (str_eq(d->v->format, S("markdown")))
		diff_markdown(r, &out);
	else
		diff_text(r, d->v->colour, &out);
	command_page(&out);
	buf_fini(&out);
}

static int
compare(struct diff *d)
{
	const struct review_request q = {
		.perm = d->v->perm,
		.before = &d->before,
		.after = &d->after,
		.judged = d->is_judged ? &d->judged : NULL,
		.base = d->v->args[0],
		.head = d->head,
		.lang = d->v->lang,
		.version = S(HANSHO_VERSION),
		.conflicts = d->merged.conflicts,
		.n_conflicts = d->merged.n_conflicts,
		.base_files = d->base.files,
		.n_base_files = d->base.n_files,
		.merged_files = d->merged.files,
		.n_merged_files = d->merged.n_files,
		.base_history = walked(&d->before),
		.head_history = walked(&d->after),
	};
	const struct review *r = review_make(&q);

	print(d, r);
	return review_blocks(r) ? STATUS_FINDINGS : STATUS_FINE;
}

/* The merge by the people and policies of BASE, when it changes those. */
static int
judge_and_compare(struct diff *d)
{
	struct history_snapshot s = d->merged;
	int status = STATUS_USAGE;

	if (!review_roster_files(d->v->perm, &d->base, &s))
		return compare(d);
	d->is_judged = true;
	if (load(d, d->head, &s, &d->judged))
		status = compare(d);
	world_close(&d->judged);
	return status;
}

/* The worlds, one after the other; each is closed whatever came of it. */
static int
load_and_compare(struct diff *d)
{
	int status = STATUS_USAGE;

	d->pool = pool_open(d->v->jobs);
	if (load(d, d->v->args[0], &d->base, &d->before)) {
		if (load(d, d->head, &d->merged, &d->after))
			status = judge_and_compare(d);
		world_close(&d->after);
	}
	world_close(&d->before);
	pool_close(d->pool);
	return status;
}

int
command_diff(struct invocation *v)
{
	struct diff d = {
		.v = v,
		.path = repository_find(v),
		.head = v->n_args > 1 ? v->args[1] : S("HEAD"),
	};
	int status;

	if (d.path.n == 0)
		return command_usage(v,
		    "there is no repository here; -C DIR names one");
	d.h = history_open(v->perm, str_to_z(v->perm, d.path));
	status = read_files(&d);
	if (status == STATUS_FINE)
		status = load_and_compare(&d);
	history_close(d.h);
	return status;
}
