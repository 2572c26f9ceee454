#include "pipeline/derive.h"

#include <stdlib.h>

#include "assess/assess.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/span.h"
#include "deadline/deadline.h"
#include "deadline/occurrence.h"
#include "feed/epss.h"
#include "feed/feed_beside.h"
#include "feed/feed_pull.h"
#include "feed/feed_read.h"
#include "feed/kev.h"
#include "model/model.h"
#include "pipeline/mirror.h"
#include "stage/stage.h"

/* A run over the cases of a model. */
struct running {
	const struct derive *d;
	const struct model *m;
	struct derive_feeds feeds;	/* that m may know */
	struct assess assess;
	struct deadline_run deadline;
	struct stage_run stage;
	const struct policy_set *group;
	const struct policy_set **companies;	/* as m->companies */
	struct case_state *cases;
	struct arena **arenas;		/* one a worker */
};

/* ---- the mirror ---------------------------------------------------------- */

static bool
is_epss(const struct mirror_file *f)
{
	struct str name = str_base_name(f->path);

	return str_eq_z(f->format, FEED_BESIDE_EPSS) ||
	    (str_starts(name, S("epss")) &&
		(str_ends(name, S(".csv")) || str_ends(name, S(".csv.gz"))));
}

static bool
is_kev(const struct mirror_file *f)
{
	struct str name = str_base_name(f->path);

	return str_eq_z(f->format, feed_title(FEED_FORMAT_kev)) ||
	    str_eq_z(name, "known_exploited_vulnerabilities.json") ||
	    str_eq_z(name, "kev.json");
}

/* A file unpacked into memory; false with *why when it cannot be had. */
static bool
read_whole(struct arena *perm, struct io_dir *own, struct str path,
    struct str *text, const char **why)
{
	struct feed_pull *pull;
	struct buf out;
	struct str name;
	size_t got = 1;
	int err = feed_pull_open(perm, own, path, &pull);

	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	buf_init(&out, LIMIT_FEED_FILE_BYTES);
	if (feed_pull_next(pull, &name)) {
		while (got > 0) {
			char *to = buf_extend(&out, LIMIT_FEED_HEAD);

			if (to == NULL ||
			    !feed_pull_read(pull, to, LIMIT_FEED_HEAD, &got))
				break;
			out.n -= LIMIT_FEED_HEAD - got;
		}
	}
	*why = feed_pull_fault(pull);
	if (*why == NULL && !buf_ok(&out))
		*why = "it is too long";
	feed_pull_close(pull);
	*text = str_dup(perm, buf_str(&out));
	buf_fini(&out);
	return *why == NULL;
}

/* Add a mirrored file to ss; 0 when it cannot be read. */
static uint32_t
add_mirror(struct arena *perm, struct io_dir *own, const struct mirror_file *f,
    struct sources *ss, struct diags *d)
{
	struct str path = str_cat(perm, S(".hansho/feeds/"), f->path), text;
	const char *why;
	uint32_t file;
	bool ok = read_whole(perm, own, path, &text, &why);

	file = source_add(ss, path);
	if (ok) {
		source_set_text(ss, file, text);
		return file;
	}
	diag_report(d, DIAG_ALERT, "index-file", (struct span){ file, 0, 0 },
	    "%s", why);
	diag_help(d, "fetch it again");
	return 0;
}

/* ENISA's list has the same form, and other days. */
static bool
is_of_cisa(const struct sources *ss, uint32_t file)
{
	return str_find(source_get(ss, file)->text, S("\"dateReported\""),
		   0) == SIZE_MAX;
}

/* The list of a file; NULL when it is not CISA's, or cannot be read. */
static const struct kev *
load_kev(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d)
{
	struct kev *k;

	if (file == 0 || !is_of_cisa(ss, file))
		return NULL;
	k = arena_new(perm, struct kev);
	kev_read(perm, ss, file, d, k);
	return k;
}

static const struct epss *
load_epss(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d)
{
	struct epss *e;

	if (file == 0)
		return NULL;
	e = arena_new(perm, struct epss);
	epss_read(perm, ss, file, d, e);
	return e;
}

/* Whether a reader that may know of the file has no such list yet. */
static bool
is_wanted(const struct derive_feeds *by, enum tlp ceiling)
{
	for (int v = (int)TLP_RED; v >= (int)ceiling; v--) {
		if (by[v].kev == NULL)
			return true;
	}
	return false;
}

static void
give_kev(struct derive_feeds *by, enum tlp ceiling, const struct kev *k)
{
	for (int v = (int)ceiling; v <= (int)TLP_RED; v++) {
		if (by[v].kev == NULL)
			by[v].kev = k;
	}
}

struct derive_feeds
derive_feeds_for(const struct derive_feeds *all, enum tlp reader)
{
	return all->by_reader == NULL || reader == tlp_unset ?
	    *all :
	    all->by_reader[reader];
}

void
derive_feeds_load(struct arena *perm, struct io_dir *own,
    const struct mirror *mirror, struct sources *ss, struct diags *d,
    struct derive_feeds *out)
{
	struct derive_feeds *by = arena_array(perm, struct derive_feeds,
	    (size_t)TLP_RED + 1);
	const struct mirror_file *last[TLP_RED + 1] = { NULL };

	for (size_t i = 0; i < mirror->n; i++) {
		const struct mirror_file *f = &mirror->v[i];

		if (f->state == MIRROR_MISSING)
			continue;
		if (is_kev(f) && is_wanted(by, f->ceiling))
			give_kev(by, f->ceiling,
			    load_kev(perm, ss, add_mirror(perm, own, f, ss, d),
				d));
		for (int v = (int)f->ceiling; v <= (int)TLP_RED; v++) {
			if (is_epss(f))
				last[v] = f;
		}
	}
	/* Files of a higher ceiling are not read for those below it. */
	for (int v = (int)TLP_CLEAR; v <= (int)TLP_RED; v++) {
		if (v > (int)TLP_CLEAR && last[v] == last[v - 1])
			by[v].epss = by[v - 1].epss;
		else if (last[v] != NULL)
			by[v].epss = load_epss(perm, ss,
			    add_mirror(perm, own, last[v], ss, d), d);
	}
	*out = by[TLP_RED];
	out->by_reader = by;
}

/* ---- running ------------------------------------------------------------- */

/* Rules and tables, once a run. */
static void
prepare(struct running *r, const struct derive *d, const struct model *m)
{
	struct derive_feeds feeds = derive_feeds_for(&d->feeds, m->ceiling);

	*r = (struct running){
		.d = d,
		.m = m,
		.feeds = feeds,
		.assess = { m, d->places, assess_tables_make(d->perm, m),
		    feeds.kev, feeds.epss, d->now },
		.deadline = { m, d->places,
		    deadline_rules_make(d->perm, m, d->places), d->now },
		.stage = { m, d->places, d->now },
		.group = policy_of(d->perm, m, NULL),
		.companies = arena_array(d->perm, const struct policy_set *,
		    m->n_companies + 1),
	};
	for (size_t i = 0; i < m->n_companies; i++)
		r->companies[i] = policy_of(d->perm, m, &m->companies[i]);
}

static const struct policy_set *
policy_for(const struct running *r, const struct case_entry *c)
{
	const struct company_entry *of = c->c->company.target;

	return of == NULL ? r->group : r->companies[of - r->m->companies];
}

/* Each step reads what those before it found. */
static void
derive_case(const struct running *r, struct arena *perm,
    const struct case_entry *c, struct case_state *s)
{
	const struct policy_set *policy = policy_for(r, c);

	s->c = c;
	occurrences_of_case(perm, r->m, r->d->places, r->feeds.kev, s);
	stage_axes(&r->stage, policy, perm, s);
	assess_case(&r->assess, policy, perm, s);
	deadline_case(&r->deadline, policy, perm, s);
	assess_approval(&r->assess, policy, perm, s);
	stage_case(&r->stage, policy, perm, s);
}

static void
derive_one_of(void *ctx, size_t i, unsigned worker)
{
	struct running *r = ctx;

	derive_case(r, r->arenas[worker], &r->m->cases[i], &r->cases[i]);
}

/* All clocks of the model in one list. */
static void
join_clocks(struct derived *out, struct arena *perm,
    const struct clock_list *others)
{
	size_t n = others->n;

	for (size_t i = 0; i < out->n_cases; i++)
		n += out->cases[i].clocks.n;
	out->clocks.v = arena_array(perm, struct clock, n + 1);
	for (size_t i = 0; i < others->n; i++)
		out->clocks.v[out->clocks.n++] = others->v[i];
	for (size_t i = 0; i < out->n_cases; i++) {
		const struct clock_list *l = &out->cases[i].clocks;

		for (size_t j = 0; j < l->n; j++)
			out->clocks.v[out->clocks.n++] = l->v[j];
	}
	if (n > 0)
		qsort(out->clocks.v, n, sizeof(*out->clocks.v), clock_cmp);
}

void
derive_run(const struct derive *d, struct model *m)
{
	struct derived *out = arena_new(d->perm, struct derived);
	unsigned jobs = pool_jobs(d->pool);
	struct clock_list others = { 0 };
	struct running r;

	prepare(&r, d, m);
	out->now = d->now;
	if (d->with_cases) {
		out->n_cases = m->n_cases;
		out->cases = arena_array(d->perm, struct case_state,
		    m->n_cases + 1);
		r.cases = out->cases;
		r.arenas = arena_array(d->perm, struct arena *, jobs);
		for (unsigned i = 0; i < jobs; i++)
			r.arenas[i] = arena_open_in(d->perm);
		pool_run(d->pool, m->n_cases, derive_one_of, &r);
	}
	deadline_others(&r.deadline, d->perm, &others);
	join_clocks(out, d->perm, &others);
	m->derived = out;
}

const struct case_state *
derive_one(const struct derive *d, const struct model *m,
    const struct case_entry *c)
{
	struct case_state *s = arena_new(d->perm, struct case_state);
	struct running r;

	prepare(&r, d, m);
	derive_case(&r, d->perm, c, s);
	return s;
}
