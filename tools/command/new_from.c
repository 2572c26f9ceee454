#include "command/new_from.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits_draft.h"
#include "base/map.h"
#include "command/command.h"
#include "command/new_from_text.h"
#include "finding/matched.h"
#include "finding/matched_known.h"
#include "finding/matched_label.h"
#include "finding/matching.h"
#include "finding/mirror.h"
#include "index/index.h"
#include "model/matched.h"
#include "model/model.h"
#include "pipeline/world.h"

/* One look into the mirror. */
struct looking {
	struct world *w;
	struct index *x;
	struct arena *tmp;
	struct matched_label label;
	enum tlp reader;
	struct map *seen;	/* lines that stand already */
	struct new_from *out;
};

/* ---- what records say ---------------------------------------------------- */

static struct str
line(const struct looking *k, struct str s)
{
	return new_from_text_line(k->out->a, s, LIMIT_DRAFT_WORDS);
}

static void
add_line(struct looking *k, struct str **v, size_t *n, struct str text)
{
	struct arena *a = k->out->a;

	if (*v == NULL)
		*v = arena_array(a, struct str, LIMIT_DRAFT_ROWS);
	text = line(k, text);
	if (text.n == 0 || *n == LIMIT_DRAFT_ROWS ||
	    !map_add(k->seen,
		str_fmt(k->tmp, "%s %.*s",
		    v == &k->out->fixed        ? "fixed" :
			v == &k->out->affected ? "affected" :
						 "link",
		    STR_ARG(str_lower(k->tmp, text))),
		k))
		return;
	(*v)[(*n)++] = text;
}

/* "apache http_server" of cpe:2.3:a:apache:http_server:... */
static struct str
cpe_name(struct arena *a, struct str cpe)
{
	struct str part, vendor = S(""), product = S(""), rest = cpe;

	for (size_t i = 0; i < 5 && str_cut(rest, ':', &part, &rest); i++) {
		if (i == 3)
			vendor = part;
		else if (i == 4)
			product = part;
	}
	return product.n > 0 ?
	    str_fmt(a, "%.*s %.*s", STR_ARG(vendor), STR_ARG(product)) :
	    cpe;
}

static struct str
name_of(struct arena *a, const struct feed_affects *e)
{
	switch (e->by) {
	case FEED_BY_PURL:
	case FEED_BY_PACKAGE:
		return str_fmt(a, "%.*s%s%.*s %.*s", STR_ARG(e->namespace),
		    e->namespace.n > 0 ? "/" : "", STR_ARG(e->name),
		    STR_ARG(e->release));
	case FEED_BY_CPE:
		return cpe_name(a, e->cpe);
	case FEED_BY_NAME:
		return str_fmt(a, "%.*s %.*s %.*s", STR_ARG(e->vendor),
		    STR_ARG(e->product), STR_ARG(e->name));
	}
	BUG("feed_by");
}

static struct str
stretch_text(struct arena *a, const struct feed_stretch *s)
{
	struct str low = S(""), high = S("");

	if (s->is_prefix)
		return str_fmt(a, "%.*s.*", STR_ARG(s->low));
	if (s->low.n > 0)
		low = str_fmt(a, "%s %.*s", s->low_included ? ">=" : ">",
		    STR_ARG(s->low));
	if (s->high.n > 0)
		high = str_fmt(a, "%s%s %.*s", low.n > 0 ? ", " : "",
		    s->high_included ? "<=" : "<", STR_ARG(s->high));
	return low.n + high.n > 0 ? str_cat(a, low, high) : S("*");
}

static void
take_affects(struct looking *k, const struct feed_affects *e)
{
	struct arena *a = k->tmp;
	struct new_from *to = k->out;
	struct str name = line(k, name_of(a, e));

	if (e->is_platform || name.n == 0)
		return;
	for (size_t i = 0; i < e->n_stretches && i < LIMIT_DRAFT_ROWS; i++) {
		const struct feed_stretch *s = &e->stretches[i];

		if (s->status != FEED_AFFECTED && s->status != FEED_SILENT)
			continue;
		add_line(k, &to->affected, &to->n_affected,
		    str_fmt(a, "%.*s: %.*s", STR_ARG(name),
			STR_ARG(line(k, stretch_text(a, s)))));
		if (s->high.n > 0 && !s->high_included)
			add_line(k, &to->fixed, &to->n_fixed,
			    str_fmt(a, "%.*s: %.*s", STR_ARG(name),
				STR_ARG(line(k, s->high))));
	}
	for (size_t i = 0; i < e->n_versions && i < LIMIT_DRAFT_ROWS; i++)
		add_line(k, &to->affected, &to->n_affected,
		    str_fmt(a, "%.*s: %.*s", STR_ARG(name),
			STR_ARG(line(k, e->versions[i]))));
	if (e->n_stretches == 0 && e->n_versions == 0)
		add_line(k, &to->affected, &to->n_affected,
		    str_fmt(a, "%.*s: %.*s", STR_ARG(name),
			STR_ARG(line(k, e->text.n > 0 ? e->text : S("*")))));
}

static void
take_record(struct looking *k, uint32_t record, size_t known)
{
	struct arena *a = arena_open();
	struct new_from *to = k->out;
	struct feed_record r;
	enum tlp label;

	if (index_record(k->x, a, record, &r)) {
		label = matched_label_record(&k->label, a, record, &r);
		if (label > to->label)
			to->label = label;
		for (size_t i = 0;
		     i < r.n_affects && to->n_affected < LIMIT_DRAFT_ROWS; i++)
			take_affects(k, &r.affects[i]);
		for (size_t i = 0;
		     i < r.n_links && to->n_links < LIMIT_DRAFT_ROWS; i++)
			add_line(k, &to->links, &to->n_links,
			    new_from_text_url(a, r.links[i].url));
		if (to->cwes[known].n == 0 && r.n_cwes > 0)
			to->cwes[known] = line(k, r.cwes[0]);
	}
	arena_close(a);
}

/* ---- what the register says ---------------------------------------------- */

static bool
is_known(const struct new_from *f, struct str id)
{
	for (size_t i = 0; i < f->n_known; i++) {
		const struct known *k = &f->known[i];

		if (str_eq_nocase(k->id, id))
			return true;
		for (size_t j = 0; j < k->n_aliases; j++) {
			if (str_eq_nocase(k->aliases[j], id))
				return true;
		}
	}
	return false;
}

static void
take_findings(struct looking *k)
{
	struct new_from *to = k->out;
	struct matching *x = world_matching(k->w, k->x);
	const struct matched *all;

	matched_run(x, to->a, k->w->model);
	matching_close(x);
	all = k->w->model->matched;
	if (all == NULL)
		return;
	to->findings = arena_array(to->a, const struct finding *, all->n + 1);
	for (size_t i = 0; i < all->n; i++) {
		if (is_known(to, all->v[i].known->id))
			to->findings[to->n_findings++] = &all->v[i];
	}
}

/* ---- all ----------------------------------------------------------------- */

/* The records with the id that the repository may hold. */
static size_t
find_records(struct looking *k, struct str id, struct known_list *l,
    uint32_t *records)
{
	size_t n, found = 0;
	const uint32_t *v = index_find(k->x, INDEX_ID,
	    index_key_id(k->tmp, id), &n);

	for (size_t i = 0; i < n && found < LIMIT_DRAFT_ROWS; i++) {
		struct scratch tmp = scratch_begin(k->tmp);
		struct feed_record r;
		bool may = index_record(k->x, tmp.a, v[i], &r) &&
		    matched_label_record(&k->label, tmp.a, v[i], &r) <=
			k->reader;

		scratch_end(tmp);
		if (!may)
			continue;
		matched_known_add(l, v[i]);
		records[found++] = v[i];
	}
	return found;
}

/* Of an advisory on several only the one that was asked for, if it is one. */
static void
choose(struct new_from *to, struct str id, struct known *v, size_t n)
{
	to->known = v;
	to->n_known = n < LIMIT_DRAFT_KNOWN ? n : LIMIT_DRAFT_KNOWN;
	for (size_t i = 0; i < n; i++) {
		if (!str_eq_nocase(v[i].id, id))
			continue;
		to->known = &v[i];
		to->n_known = 1;
		return;
	}
}

static bool
take(struct looking *k, struct str id)
{
	struct new_from *to = k->out;
	struct mirror_lists feeds = mirror_lists_for(&k->w->feeds, k->reader);
	const struct known_request q = {
		.perm = to->a,
		.tmp = k->tmp,
		.pool = k->w->pool,
		.label = &k->label,
		.reader = k->reader,
		.kev = feeds.kev,
		.epss = feeds.epss,
	};
	struct known_list *l = matched_known_open(&q);
	uint32_t *records = arena_array(k->tmp, uint32_t, LIMIT_DRAFT_ROWS);
	size_t n_records = find_records(k, id, l, records);
	struct known *v;
	size_t n = matched_known_build(l, &v);

	if (n == 0)
		return false;
	choose(to, id, v, n);
	to->cwes = arena_array(to->a, struct str, to->n_known);
	for (size_t i = 0; i < n_records; i++) {
		struct known_rows rows = matched_known_of(l, records[i]);

		for (size_t j = 0; j < rows.n; j++) {
			const struct known_row *row = rows.v[j];
			size_t at = (size_t)(row->known - to->known);

			if (row->known < to->known || at >= to->n_known)
				continue;
			for (size_t s = 0; s < row->known->n_sources; s++)
				take_record(k, row->records[s], at);
		}
	}
	take_findings(k);
	return true;
}

static bool
has_records(const struct mirror *m)
{
	for (size_t i = 0; i < m->n; i++) {
		if (m->v[i].is_indexed)
			return true;
	}
	return false;
}

bool
new_from_open(struct world *w, struct str id, struct new_from *out,
    int *status)
{
	struct index_report report;
	struct looking k = { .w = w, .out = out, .reader = TLP_RED };
	bool found = false;

	*out = (struct new_from){ .a = w->perm,
		.m = w->model,
		.now = zone_at(w->model->zone, w->now),
		.label = TLP_CLEAR };
	if (w->model->organisation != NULL &&
	    w->model->organisation->ceiling.v != 0)
		k.reader = (enum tlp)w->model->organisation->ceiling.v;
	*status = STATUS_FINDINGS;
	world_feeds(w);
	if (!has_records(w->mirror)) {
		fputs(
		    "hansho: nothing is mirrored here, so there is no record "
		    "to draft from; run `hansho-fetch`, or write the file "
		    "without --from\n",
		    stderr);
		return false;
	}
	k.x = mirror_index(w->perm, w->own, w->mirror, w->pool,
	    diags_open(w->perm), &report);
	if (k.x == NULL) {
		fputs(
		    "hansho: the index of the mirrored feeds cannot be made; "
		    "`hansho feeds` says why\n",
		    stderr);
		*status = STATUS_ENVIRONMENT;
		return false;
	}
	k.tmp = arena_open();
	k.seen = map_open(k.tmp);
	matched_label_open(w->perm, w->model, &k.label);
	k.label.x = k.x;
	found = take(&k, id);
	arena_close(k.tmp);
	out->x = k.x;
	if (found)
		*status = STATUS_FINE;
	else
		fprintf(stderr,
		    "hansho: no mirrored record is called '%.*s'; `hansho "
		    "feeds` lists what is mirrored and how fresh it is, or "
		    "write the file without --from\n",
		    STR_ARG(
			new_from_text_line(w->perm, id, LIMIT_DRAFT_WORDS)));
	return found;
}

void
new_from_close(struct new_from *f)
{
	index_close(f->x);
	f->x = NULL;
}
