#include "finding/matched.h"

#include "assess/assess.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "finding/matched_ask.h"
#include "finding/matched_blind.h"
#include "finding/matched_case.h"
#include "finding/matched_find.h"
#include "finding/matched_known.h"
#include "finding/matched_parts.h"
#include "finding/matched_ruling.h"
#include "finding/matched_seen.h"
#include "finding/matching_impl.h"
#include "finding/mirror.h"
#include "finding/stocktake.h"
#include "index/index_files.h"
#include "model/matched.h"
#include "model/model.h"
#include "wall/level.h"

/* ---- what a view may know ------------------------------------------------ */

/* One look at what is there by one reader. */
struct looking {
	struct matching *x;
	struct arena *perm, *tmp;
	struct model *m;
	enum tlp reader;
	struct stock_list stocks;	/* as m sees them */
	struct stock_list asked;	/* with the parts of bases that it does
				 * not see */
	struct mirror_lists feeds;	/* that m may know */
	struct mirror mirror;	/* feeds that m may know */
	struct map *files;	/* path -> struct index_file */
	struct matched *out;
};

/* Records that the decisions of a view rest on. */
static bool
is_known(const void *of, uint32_t record)
{
	const struct looking *k = of;
	struct scratch tmp = scratch_begin(k->tmp);
	struct feed_record r;
	bool known = index_record(k->x->index, tmp.a, record, &r) &&
	    matched_label_record(&k->x->label, tmp.a, record, &r) <= k->reader;

	scratch_end(tmp);
	return known;
}

static void
take_mirror(struct looking *k)
{
	const struct mirror *all = k->x->of.mirror;

	k->mirror.v = arena_array(k->perm, struct mirror_file, all->n + 1);
	for (size_t i = 0; i < all->n; i++) {
		if (matched_label_feed(&k->x->label, all->v[i].feed) <=
		    k->reader)
			k->mirror.v[k->mirror.n++] = all->v[i];
	}
}

static struct str
licence_of(const struct model *m, struct str feed)
{
	const struct document_list *docs = &m->docs[KIND_FEEDS];

	for (size_t i = 0; i < docs->n; i++) {
		const struct feeds *rows = docs->v[i].record;

		for (size_t k = 0; rows != NULL && k < rows->feeds.n; k++) {
			if (str_eq(rows->feeds.v[k].id.s, feed))
				return rows->feeds.v[k].licence.s;
		}
	}
	return S("");
}

static struct feed_state
state_of(const struct looking *k, const struct mirror_file *f)
{
	struct feed_state out = {
		.feed = f->feed,
		.path = f->path,
		.state = mirror_state_name(f->state),
		.why = f->why,
		.fetched = f->side.fetched,
		.checked = f->side.checked,
		.format = f->format,
		.sha256 = f->side.sha256,
		.licence = licence_of(k->m, f->feed),
	};
	const struct index_file *in = map_get(k->files, f->path);

	if (in != NULL) {
		out.records = in->records;
		out.faulty = in->faulty;
		out.sha256 = str_dup(k->perm, in->sha256);
	}
	return out;
}

static void
take_feeds(struct looking *k)
{
	struct matched *out = k->out;
	const struct index *x = k->x->index;

	k->files = map_open(k->tmp);
	for (size_t i = 0; x != NULL && i < index_files_len(x); i++) {
		struct index_file *in = arena_new(k->tmp, struct index_file);

		*in = index_files_at(x, k->tmp, i);
		map_put(k->files, in->path, in);
	}
	out->feeds = arena_array(k->perm, struct feed_state, k->mirror.n + 1);
	for (size_t i = 0; i < k->mirror.n; i++)
		out->feeds[out->n_feeds++] = state_of(k, &k->mirror.v[i]);
}

/* ---- findings ------------------------------------------------------------ */

static void
take_rulings(struct looking *k)
{
	const struct ruling_ask q = {
		.m = k->m,
		/* What a view does not see is there all the same. */
		.stocks = &k->x->stocks,
		.x = k->x->index,
		.is_known = is_known,
		.of = k,
		.now = k->x->of.now,
	};

	k->out->n_rulings = matched_rulings(k->perm, &q, &k->out->rulings);
}

static void
take_blind(struct looking *k)
{
	const struct blind_ask q = {
		.m = k->m,
		.stocks = &k->stocks,
		.x = k->x->index,
		.mirror = &k->mirror,
		.is_known = is_known,
		.of = k,
		.now = k->x->of.now,
	};

	k->out->n_blind = matched_blind(k->perm, &q, &k->out->blind);
}

static void
take_stock(struct looking *k)
{
	const struct stocktake_ask q = {
		.m = k->m,
		.stocks = &k->stocks,
		.blind = k->out->blind,
		.n_blind = k->out->n_blind,
		.ends = k->x->ends,
		.mirror = &k->mirror,
		.now = k->x->of.now,
	};

	k->out->taken = stocktake_run(k->perm, &q);
}

/* What is known of the records that concern a component. */
static struct known_list *
know(struct looking *k, const struct matched_answer **answers)
{
	const struct known_request q = {
		.perm = k->perm,
		.tmp = k->tmp,
		.pool = k->x->of.pool,
		.label = &k->x->label,
		.reader = k->reader,
		.kev = k->feeds.kev,
		.epss = k->feeds.epss,
	};
	struct known_list *l = matched_known_open(&q);
	size_t at = 0;

	for (size_t i = 0; i < k->asked.n; i++) {
		for (size_t j = 0; j < k->asked.v[i].inv.n; j++, at++) {
			for (size_t n = 0; n < answers[at]->n; n++)
				matched_known_add(l, answers[at]->v[n].record);
		}
	}
	k->out->n_known = matched_known_build(l, &k->out->known);
	return l;
}

static void
take_findings(struct looking *k)
{
	const struct matched_answer **answers = matched_ask_run(k->tmp,
	    k->x->ask, &k->asked, k->reader);
	const struct assess assess = {
		.m = k->m,
		.places = k->x->of.places,
		.kev = k->feeds.kev,
		.epss = k->feeds.epss,
		.now = k->x->of.now,
	};
	struct find_request q = {
		.perm = k->perm,
		.tmp = k->tmp,
		.m = k->m,
		.stocks = &k->asked,
		.answers = answers,
		.label = &k->x->label,
		.known = know(k, answers),
		.cases = matched_case_open(k->tmp, k->m, k->x->of.now),
		.assess = &assess,
		.rulings = k->out->rulings,
		.n_rulings = k->out->n_rulings,
	};

	matched_find(&q, k->out);
	if (!q.is_cut)
		return;
	diag_report(k->x->of.d, DIAG_ALERT, "findings-limit",
	    (struct span){ 0 }, "more than %u findings; the rest is left out",
	    LIMIT_MATCHED_FINDINGS);
	diag_help(k->x->of.d, "resolve or remove lines that match everything");
}

void
matched_run(struct matching *x, struct arena *perm, struct model *m)
{
	struct looking k = {
		.x = x,
		.perm = perm,
		.m = m,
		.reader = m->ceiling != tlp_unset ? m->ceiling : TLP_RED,
	};

	/* What is inside of products is nothing for everybody. */
	if (m->ceiling != tlp_unset &&
	    level_fields(m->ceiling) < AUDIENCE_GROUP)
		return;
	k.tmp = arena_open();
	k.out = arena_new(perm, struct matched);
	k.feeds = mirror_lists_for(&x->of.feeds, m->ceiling);
	matched_seen(perm, &x->stocks, x->of.m, m, &k.stocks);
	matched_seen_asked(perm, &x->stocks, x->of.m, m, &k.asked);
	k.out->holders = matched_parts(perm, &k.stocks);
	take_mirror(&k);
	take_feeds(&k);
	take_rulings(&k);
	take_blind(&k);
	take_stock(&k);
	if (x->index != NULL)
		take_findings(&k);
	arena_close(k.tmp);
	m->matched = k.out;
}
