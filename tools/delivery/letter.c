#include "delivery/letter.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "delivery/letter_view.h"
#include "model/matched.h"
#include "model/model.h"

/* A week, less what a job may be early. */
#define WEEK_S	(INT64_C(7) * 86400 - 3600)

/* Digits of a record's digest in the ledger, and of a Message-ID. */
#define RECORD_DIGITS	16
#define ID_DIGITS	32

struct making {
	const struct letter_run *r;
	const struct subscriber *s;
	const struct letter_view *const *views;
	size_t n_views;
	bool with_told;		/* what was told, too */
	struct letter *out;
	size_t cap;
	struct arena *tmp;	/* of keys, for this letter */
};

/* What was told last, be it under another of its ids. */
static const struct delivery *
last_of(const struct making *k, const struct finding *f, struct str of)
{
	const struct delivery *x = delivery_last(k->r->ledger, k->s->id,
	    f->known->id, of);

	for (size_t i = 0; i < f->known->n_aliases; i++) {
		const struct delivery *y = delivery_last(k->r->ledger,
		    k->s->id, f->known->aliases[i], of);

		if (y != NULL && (x == NULL || y->at.s > x->at.s))
			x = y;
	}
	return x;
}

static int
str_ptr_cmp(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The records that a finding rests on. */
static struct str
records_of(struct arena *a, const struct finding *f)
{
	struct str v[LIMIT_DELIVERY_PARTS];
	struct str all = S("");
	size_t n = 0;

	for (size_t i = 0; i < f->n_matches && n < ARRAY_LEN(v); i++) {
		const struct known_source *s = f->matches[i].source;

		if (s != NULL && s->sha256.n >= RECORD_DIGITS)
			v[n++] = str_sub(s->sha256, 0, RECORD_DIGITS);
	}
	if (n > 1)
		qsort(v, n, sizeof(*v), str_ptr_cmp);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !str_eq(v[i], v[i - 1]))
			all = all.n == 0 ? v[i] :
					   str_fmt(a, "%.*s %.*s",
					       STR_ARG(all), STR_ARG(v[i]));
	}
	return all;
}

/* ---- collecting ---------------------------------------------------------- */

static struct letter_item *
push_item(struct making *k, const struct letter_view *view, enum told_why why)
{
	struct letter *l = k->out;
	struct letter_item *x;

	l->v = arena_grow(k->r->perm, l->v, l->n, &k->cap, sizeof(*l->v));
	x = &l->v[l->n++];
	*x = (struct letter_item){ .why = why, .at = k->r->now, .view = view };
	l->n_news += why != TOLD_GONE && why != TOLD_NOTHING;
	if (view->ceiling > l->label)
		l->label = view->ceiling;
	return x;
}

static struct delivery
line_of(const struct making *k, const struct letter_view *view, struct str id,
    struct str of, struct str told)
{
	return (struct delivery){
		.at = k->r->now,
		.subscriber = k->s->id,
		.edition = view->audience != NULL ? view->audience->id.s :
						    S(""),
		.label = view->ceiling,
		.item = id,
		.of = of,
		.told = told,
	};
}

/* For one more version; most have one. */
static void
make_room(struct arena *a, struct letter_item *x)
{
	x->v = arena_grow(a, x->v, x->n, &x->cap, sizeof(*x->v));
	x->lines = arena_grow(a, x->lines, x->n_lines, &x->cap_lines,
	    sizeof(*x->lines));
}

/*
 * Several versions of one product are one item.  Findings are sorted by version
 * first, so a map finds the others.
 */
static void
add_finding(struct making *k, struct map *groups,
    const struct letter_view *view, const struct finding *f)
{
	struct arena *a = k->r->perm;
	struct str of = letter_view_of(k->tmp, f);
	const struct delivery *was = last_of(k, f, of);
	enum told_why why = was == NULL ? TOLD_NEW :
					  told_compare(was->told, f);
	struct str key = letter_view_key(k->tmp, f->known->id,
	    f->system != NULL ? f->system->e.id :
				str_cat(k->tmp, f->product->e.id, S("@")));
	struct letter_item *x;
	size_t *at;

	if (why == TOLD_NOTHING && !k->with_told)
		return;
	at = map_get(groups, key);
	if (at == NULL) {
		at = arena_new(k->tmp, size_t);
		*at = k->out->n;
		(void)map_add(groups, key, at);
		x = push_item(k, view, why);
		x->known = f->known;
		x->id = f->known->id;
	}
	x = &k->out->v[*at];
	if (why != TOLD_NOTHING && x->why == TOLD_NOTHING) {
		x->why = why;
		k->out->n_news++;
	}
	make_room(a, x);
	x->v[x->n++] = f;
	x->lines[x->n_lines] = line_of(k, view, f->known->id, str_dup(a, of),
	    told_finding(a, f));
	x->lines[x->n_lines].records = records_of(a, f);
	if (why == TOLD_NOTHING)
		x->lines[x->n_lines].at = was->at;
	x->n_lines++;
}

/* A view's finding of a vulnerability in a thing, whatever was decided. */
static const struct finding *
find_in(const struct making *k, const struct letter_view *w,
    const struct finding *f, struct str of)
{
	struct arena *a = k->tmp;
	const struct finding *y = map_get(w->by_item,
	    letter_view_key(a, f->known->id, of));

	for (size_t i = 0; i < f->known->n_aliases && y == NULL; i++)
		y = map_get(w->by_item,
		    letter_view_key(a, f->known->aliases[i], of));
	return y;
}

/* Whether a view before this one has the finding: then that one speaks, it may
 * know of a decision. */
static bool
is_found_before(const struct making *k, size_t view, const struct finding *f)
{
	struct str of = letter_view_of(k->tmp, f);

	for (size_t i = 0; i < view; i++) {
		if (find_in(k, k->views[i], f, of) != NULL)
			return true;
	}
	return false;
}

/* The same of an alert. */
static bool
is_told_before(const struct making *k, size_t view, struct str id)
{
	for (size_t i = 0; i < view; i++) {
		if (model_find(k->views[i]->m, SPACE_ALERT, id) != NULL)
			return true;
	}
	return false;
}

/* A finding, if it is to be told here and to this subscriber. */
static void
consider(struct making *k, struct map *groups, size_t view,
    const struct finding *f, struct arena *tmp)
{
	/* What is to be judged; guesses for those who want them. */
	if ((!finding_is_open(f) && f->state != FINDING_LOOK) ||
	    !subscriber_wants(tmp, k->s, f) || is_found_before(k, view, f))
		return;
	add_finding(k, groups, k->views[view], f);
}

/* Most people watch nothing but what they answer for: it is listed. */
static const struct letter_list *
own_list(const struct subscriber *s, const struct letter_view *w)
{
	static const struct letter_list none;
	const struct letter_list *l = NULL;

	if (s->kind == SUBSCRIBER_PERSON)
		l = map_get(w->by_person, s->person->e.id);
	else if (s->kind == SUBSCRIBER_COMPANY)
		l = map_get(w->by_company, s->company->e.id);
	return l != NULL ? l : &none;
}

static void
add_findings(struct making *k, size_t view)
{
	const struct letter_view *w = k->views[view];
	const struct matched *x = w->m->matched;
	struct map *groups = map_open(k->tmp);
	struct arena *tmp = arena_open();

	if (subscriber_watches(k->s)) {
		for (size_t i = 0; x != NULL && i < x->n; i++)
			consider(k, groups, view, &x->v[i], tmp);
	} else {
		const struct letter_list *l = own_list(k->s, w);

		for (size_t i = 0; i < l->n; i++)
			consider(k, groups, view, l->v[i], tmp);
	}
	arena_close(tmp);
}

/* ---- alerts -------------------------------------------------------------- */

static bool
alert_is_current(const struct letter_run *r, const struct model *m,
    const struct alert *a)
{
	if (a->at.w.kind != WHEN_UNSET &&
	    when_start(a->at.w, m->zone).s > r->now.s)
		return false;
	return a->until.w.kind == WHEN_UNSET ||
	    when_stop(a->until.w, m->zone).s > r->now.s;
}

/* The newest revision that has been made. */
static int64_t
alert_revision(const struct letter_run *r, const struct alert *a)
{
	int64_t n = 0;

	for (size_t i = 0; i < a->revisions.n; i++) {
		const struct alert_revision *x = &a->revisions.v[i];

		if (x->at.w.at.s <= r->now.s && x->number.n > n)
			n = x->number.n;
	}
	return n;
}

static void
add_alerts(struct making *k, size_t view)
{
	const struct letter_view *w = k->views[view];
	struct arena *a = k->r->perm;

	for (size_t i = 0; i < w->m->n_alerts; i++) {
		const struct plain_entry *e = &w->m->alerts[i];
		const struct alert *t = e->record;
		int64_t revision = alert_revision(k->r, t);
		const struct delivery *was;
		struct letter_item *x;
		enum told_why why;

		if (!alert_is_current(k->r, w->m, t) ||
		    is_told_before(k, view, e->e.id) ||
		    !subscriber_wants_alert(k->s, t))
			continue;
		was = delivery_last(k->r->ledger, k->s->id, e->e.id, S(""));
		why = was == NULL ? TOLD_NEW :
				    told_compare_alert(was->told, revision);
		if (why == TOLD_NOTHING && !k->with_told)
			continue;
		x = push_item(k, w, why);
		x->alert = e;
		x->id = e->e.id;
		x->lines = arena_new(a, struct delivery);
		x->lines[0] = line_of(k, w, e->e.id, S(""),
		    told_alert(a, revision));
		if (why == TOLD_NOTHING)
			x->lines[0].at = was->at;
		x->n_lines = 1;
	}
}

/* ---- what is gone -------------------------------------------------------- */

/* Whether a view shows what a line is of. */
static bool
shows(const struct letter_view *w, struct str of)
{
	struct str id = of, version;
	bool is_product = str_cut(of, '@', &id, &version);

	return model_find(w->m, is_product ? SPACE_PRODUCT : SPACE_SYSTEM,
		   id) != NULL;
}

/*
 * The view that speaks of a line: the first that has the finding, else the one
 * that it was told of, else any that shows the thing.  NULL: none does, or what
 * none has may only not have been looked for.
 */
static const struct letter_view *
view_of(const struct making *k, const struct delivery *was,
    const struct finding **f)
{
	struct str key = letter_view_key(k->tmp, was->item, was->of);
	const struct letter_view *speaks = NULL;

	for (size_t i = 0; i < k->n_views; i++) {
		*f = map_get(k->views[i]->by_item, key);
		if (*f != NULL)
			return k->views[i];
	}
	for (size_t i = 0; i < k->n_views; i++) {
		const struct letter_view *w = k->views[i];

		if (!shows(w, was->of))
			continue;
		if (!w->is_fresh)
			return NULL;
		if (speaks == NULL ||
		    (w->audience != NULL &&
			str_eq(w->audience->id.s, was->edition)))
			speaks = w;
	}
	return speaks;
}

static void
add_gone(struct making *k, const struct delivery *was)
{
	struct arena *a = k->r->perm;
	const struct letter_view *w;
	const struct finding *f = NULL;
	struct letter_item *x;

	if (was->of.n == 0 || told_is_gone(was->told))
		return;
	w = view_of(k, was, &f);
	if (w == NULL ||
	    (f != NULL && (finding_is_open(f) || f->state == FINDING_LOOK)))
		return;
	/* One that goes by another name now was told under that. */
	if (f != NULL && last_of(k, f, was->of) != was)
		return;
	x = push_item(k, w, TOLD_GONE);
	x->id = was->item;
	x->of = was->of;
	x->gone = f != NULL ? finding_state_name(f->state) : "absent";
	if (f != NULL) {
		x->known = f->known;
		x->v = arena_new(a, const struct finding *);
		x->v[0] = f;
		x->n = 1;
	}
	x->lines = arena_new(a, struct delivery);
	x->lines[0] = line_of(k, w, was->item, was->of, S(TOLD_IS_GONE));
	x->n_lines = 1;
}

static void
add_all_gone(struct making *k)
{
	const struct delivery_list *l = delivery_of_subscriber(k->r->ledger,
	    k->s->id);

	for (size_t i = 0; i < l->n; i++)
		add_gone(k, l->v[i]);
}

/* ---- order, waiting, identity -------------------------------------------- */

static int
item_group(const struct letter_item *x)
{
	if (x->why == TOLD_GONE)
		return 3;
	if (x->alert != NULL)
		return 0;
	return x->known->is_kev ? 1 : 2;
}

static int
size_cmp(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

/* Of an item's versions the most urgent. */
static size_t
own_rank(const struct letter_item *x)
{
	size_t rank = PRIORITY_NONE;

	for (size_t i = 0; i < x->n; i++) {
		if (x->v[i]->priority.rank < rank)
			rank = x->v[i]->priority.rank;
	}
	return rank;
}

/* Whether two are of views that are told apart; the stricter first. */
static int
view_cmp(const struct letter_view *x, const struct letter_view *y)
{
	int cmp = (int)y->ceiling - (int)x->ceiling;

	return cmp != 0 ? cmp : str_cmp(x->address, y->address);
}

/*
 * The most urgent first, what is of one vulnerability together; then by id and
 * what it is of, so that it is fixed.
 */
static int
item_cmp(const void *a, const void *b)
{
	const struct letter_item *x = a, *y = b;
	int cmp = item_group(x) - item_group(y);
	bool is_found = cmp == 0 && x->alert == NULL && x->why != TOLD_GONE;

	if (cmp == 0 && x->alert != NULL)
		cmp = ((const struct alert *)x->alert->record)->level.v -
		    ((const struct alert *)y->alert->record)->level.v;
	if (is_found)
		cmp = size_cmp(x->rank, y->rank);
	if (is_found && cmp == 0)
		cmp = y->known->score_x10 - x->known->score_x10;
	if (cmp == 0)
		cmp = str_cmp(x->id, y->id);
	if (is_found && cmp == 0)
		cmp = view_cmp(x->view, y->view);
	if (is_found && cmp == 0)
		cmp = size_cmp(own_rank(x), own_rank(y));
	return cmp != 0 ? cmp : str_cmp(x->lines[0].of, y->lines[0].of);
}

static void
sort_items(struct letter *l)
{
	struct arena *tmp = arena_open();
	struct map *by_id = map_open(tmp);

	for (size_t i = 0; i < l->n; i++) {
		struct letter_item *x = &l->v[i], *most;

		if (x->alert != NULL || x->why == TOLD_GONE)
			continue;
		x->rank = own_rank(x);
		if (map_add(by_id, x->id, x))
			continue;
		most = map_get(by_id, x->id);
		if (x->rank < most->rank)
			most->rank = x->rank;
	}
	for (size_t i = 0; i < l->n; i++) {
		const struct letter_item *most = map_get(by_id, l->v[i].id);

		if (most != NULL)
			l->v[i].rank = most->rank;
	}
	arena_close(tmp);
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), item_cmp);
}

size_t
letter_items_together(const struct letter *l, size_t from)
{
	const struct letter_item *x;
	size_t n = 1;

	if (from >= l->n || l->v[from].why == TOLD_GONE)
		return 0;
	x = &l->v[from];
	while (x->alert == NULL && from + n < l->n && x[n].why != TOLD_GONE &&
	    x[n].alert == NULL && str_eq(x[n].id, x->id) &&
	    x[n].view == x->view)
		n++;
	return n;
}

/* What is gone stands behind all else: it moves up to item `to`. */
static void
end_news(struct letter *l, size_t to, size_t from)
{
	size_t gone = l->n - from;

	if (gone > 0)
		memmove(l->v + to, l->v + from, gone * sizeof(*l->v));
	l->n = to + gone;
	l->n_news = to;
}

/*
 * What one message has no room for waits for the next: the ledger must not say
 * that it was told.
 */
static void
cut_items(struct letter *l)
{
	size_t at = 0, to = 0, sections = 0, got;

	for (; (got = letter_items_together(l, at)) > 0; at += got) {
		size_t kept = got < LIMIT_DELIVERY_THINGS ?
		    got :
		    LIMIT_DELIVERY_THINGS;

		if (sections++ >= LIMIT_DELIVERY_ITEMS) {
			l->n_waiting++;
			continue;
		}
		l->v[at].n_waiting = got - kept;
		memmove(l->v + to, l->v + at, kept * sizeof(*l->v));
		to += kept;
	}
	if (l->n - at > LIMIT_DELIVERY_ITEMS) {
		l->n_gone_waiting = l->n - at - LIMIT_DELIVERY_ITEMS;
		l->n -= l->n_gone_waiting;
	}
	end_news(l, to, at);
}

/* What does not wait for the week to end. */
static bool
is_urgent(const struct letter_item *x)
{
	if (x->why == TOLD_GONE || x->why == TOLD_NOTHING)
		return false;
	if (x->alert != NULL)
		return ((const struct alert *)x->alert->record)->level.v !=
		    (int)ALERT_INFORM;
	return x->known->is_kev;
}

static bool
must_wait(const struct making *k)
{
	const struct delivery_list *l = delivery_of_subscriber(k->r->ledger,
	    k->s->id);
	const struct subscribed *w = k->s->wish;
	int64_t last = INT64_MIN;

	if (w == NULL || w->every.v != (int)DELIVERY_WEEKLY)
		return false;
	for (size_t i = 0; i < k->out->n; i++) {
		if (is_urgent(&k->out->v[i]))
			return false;
	}
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i]->at.s > last)
			last = l->v[i]->at.s;
	}
	return last != INT64_MIN && k->r->now.s - last < WEEK_S;
}

static void
set_id(const struct letter_run *r, struct letter *l)
{
	struct arena *a = r->perm;
	struct digest *d = digest_begin(DIGEST_SHA256);
	uint8_t sum[DIGEST_BYTES_MAX];
	size_t n;

	digest_add(d, day_format(a, instant_day(r->now)));
	digest_add(d, str_fmt(a, "\n%.*s\n", STR_ARG(l->s->id)));
	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < l->v[i].n_lines; j++) {
			const struct delivery *x = &l->v[i].lines[j];

			digest_add(d, x->item);
			digest_add(d, S("\t"));
			digest_add(d, x->of);
			digest_add(d, S("\t"));
			digest_add(d, x->told);
			digest_add(d, S("\n"));
		}
	}
	n = digest_end(d, sum);
	l->id = str_fmt(a, "%.*s@%.*s",
	    STR_ARG(str_sub(digest_hex_of(a, sum, n), 0, ID_DIGITS)),
	    STR_ARG(r->host));
	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < l->v[i].n_lines; j++)
			l->v[i].lines[j].message = l->id;
	}
}

void
letter_make(const struct letter_run *r, const struct subscriber *s,
    const struct letter_view *const *views, size_t n_views, struct letter *out)
{
	struct making k = { r, s, views, n_views, false, out, 0,
		arena_open() };

	*out = (struct letter){ .s = s, .at = r->now };
	for (size_t i = 0; i < n_views; i++) {
		add_alerts(&k, i);
		add_findings(&k, i);
	}
	if (out->n_news > 0)
		add_all_gone(&k);
	sort_items(out);
	cut_items(out);
	out->waits = must_wait(&k);
	set_id(r, out);
	arena_close(k.tmp);
}

void
letter_keep(const struct letter_run *r, struct letter *l, size_t n)
{
	size_t at = n, got;

	for (; (got = letter_items_together(l, at)) > 0; at += got)
		l->n_waiting++;
	if (at == n)
		return;
	end_news(l, n, at);
	set_id(r, l);
}

void
letter_open_items(const struct letter_run *r, const struct subscriber *s,
    const struct letter_view *view, struct letter *out)
{
	struct making k = { r, s, &view, 1, true, out, 0, arena_open() };

	*out = (struct letter){ .s = s,
		.at = r->now,
		.label = view->ceiling,
		.is_list = true };
	add_alerts(&k, 0);
	add_findings(&k, 0);
	sort_items(out);
	arena_close(k.tmp);
}

struct str
letter_host(const struct model *m)
{
	struct str host = m->organisation != NULL ?
	    m->organisation->base_url.s :
	    S("");
	size_t at = str_find(host, S("://"), 0);
	struct str rest;

	if (at != SIZE_MAX)
		host = str_from(host, at + 3);
	(void)str_cut(host, '/', &host, &rest);
	(void)str_cut(host, ':', &host, &rest);
	return host.n > 0 ? host : S("localhost");
}
