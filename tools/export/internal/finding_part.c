#include "export/internal/finding_part.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/internal/finding_row.h"
#include "export/internal/finding_set.h"
#include "export/internal/finding_text.h"
#include "export/internal/frame.h"
#include "export/internal/piece.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/value.h"

/* Vulnerabilities that a line of a system names; the table below has all. */
#define FLAWS	5

/* Findings on a product's page; its list has the rest. */
#define FOUND	25

static bool
is_of(const struct finding *x, const struct product_entry *p,
    const struct system_entry *s)
{
	return p != NULL ? x->product == p : x->system == s;
}

static struct str
version_of(const struct version *v)
{
	return v != NULL ? v->version.s : S("");
}

static const struct matched *
matched_of(const struct frame *f)
{
	static const struct matched none;

	return f->m->matched != NULL ? f->m->matched : &none;
}

/* ---- parts --------------------------------------------------------------- */

/* A part as matches call it. */
static struct str
text_of(struct arena *a, const struct holder_part *p)
{
	return holder_called(a, p->name, p->version, p->is_watched);
}

/* Several records of one vulnerability may speak of the same part. */
static bool
is_first_of(const struct finding *x, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (str_eq(x->matches[i].component, x->matches[at].component))
			return false;
	}
	return true;
}

static void
count_one(struct arena *a, struct map *map, struct str id)
{
	size_t *n = map_get(map, id);

	if (n == NULL) {
		n = arena_new(a, size_t);
		(void)map_add(map, id, n);
	}
	(*n)++;
}

/* How many findings speak of each part, as matches call it. */
static struct map *
count_by_part(const struct frame *f, const struct holder *h)
{
	const struct matched *k = matched_of(f);
	struct map *map = map_open(f->a);

	for (size_t i = 0; i < k->n; i++) {
		const struct finding *x = &k->v[i];

		if (!is_of(x, h->product, h->system) ||
		    x->version != h->version)
			continue;
		for (size_t j = 0; j < x->n_matches; j++) {
			if (is_first_of(x, j))
				count_one(f->a, map, x->matches[j].component);
		}
	}
	return map;
}

/* The inventories that list it, as they are called in their folder. */
static struct str
files_of(struct arena *a, const struct holder_part *p)
{
	struct str out = str_base_name(p->path), rest = p->also, one;

	while (rest.n > 0) {
		(void)str_cut(rest, ',', &one, &rest);
		out = str_fmt(a, "%.*s, %.*s", STR_ARG(out),
		    STR_ARG(str_base_name(str_trim(one))));
	}
	return out;
}

static void
show_part(const struct frame *f, struct value *o, const struct holder_part *p,
    const struct map *found)
{
	const size_t *n = map_get(found, text_of(f->a, p));

	value_set_text(o, "name", finding_text_line(f->a, p->name));
	value_set_text(o, "version", finding_text_line(f->a, p->version));
	value_set_text(o, "identity", finding_text_line(f->a, p->identity));
	value_set_text(o, "path", finding_text_line(f->a, files_of(f->a, p)));
	value_set_bool(o, "is_watched", p->is_watched);
	value_set_int(o, "n_found", n != NULL ? (int64_t)*n : 0);
}

static void
show_holder(const struct frame *f, struct value *o, const struct holder *h)
{
	struct value *files = value_set_list(o, "files");
	struct value *parts = value_set_list(o, "parts");
	const struct map *found = count_by_part(f, h);
	size_t n = h->n_parts < LIMIT_FINDING_LIST ? h->n_parts :
						     LIMIT_FINDING_LIST;

	value_set_text(o, "version", version_of(h->version));
	for (size_t i = 0; i < h->n_files && i < LIMIT_FINDING_LIST; i++) {
		struct value *file = value_push_object(files);

		value_set_text(file, "path",
		    finding_text_line(f->a, str_base_name(h->files[i].path)));
		value_set_text(file, "format",
		    finding_text_line(f->a, h->files[i].format));
		value_set_int(file, "n", (int64_t)h->files[i].n);
	}
	for (size_t i = 0; i < n; i++)
		show_part(f, value_push_object(parts), &h->parts[i], found);
	value_set_int(o, "n_parts", (int64_t)h->n_parts);
	value_set_int(o, "n_more", (int64_t)(h->n_parts - n));
}

void
finding_part_blind(const struct frame *f, struct value *o,
    const struct blind_spot *b)
{
	show_entry(f, o, "subject",
	    b->system != NULL ? &b->system->e : &b->product->e);
	value_set_text(o, "version", version_of(b->version));
	value_set_text(o, "component", finding_text_line(f->a, b->component));
	value_set_text(o, "reason",
	    show_term(f, "finding.blind.", str_z(b->reason)));
}

void
finding_part_show(const struct frame *f, const struct product_entry *p,
    const struct system_entry *s)
{
	const struct matched *k = matched_of(f);
	struct value *holders = value_set_list(f->data, "holders");
	struct value *blind = value_set_list(f->data, "blind");
	size_t n = 0;

	/* Newest version first, as people look for it. */
	for (size_t i = k->holders.n; i > 0; i--) {
		const struct holder *h = &k->holders.v[i - 1];

		if ((p != NULL && h->product == p) ||
		    (s != NULL && h->system == s))
			show_holder(f, value_push_object(holders), h);
	}
	for (size_t i = 0; i < k->n_blind; i++) {
		const struct blind_spot *b = &k->blind[i];

		if (p != NULL ? b->product != p : b->system != s)
			continue;
		if (n++ < LIMIT_FINDING_LIST)
			finding_part_blind(f, value_push_object(blind), b);
	}
	value_set_int(f->data, "n_more_blind",
	    n > LIMIT_FINDING_LIST ? (int64_t)(n - LIMIT_FINDING_LIST) : 0);
}

/* ---- findings ------------------------------------------------------------ */

static struct str
list_of(const struct frame *f, const struct product_entry *p,
    const struct system_entry *s)
{
	enum finding_by by = p != NULL ? FINDING_BY_PRODUCT : FINDING_BY_OWNER;
	const struct entry *e = p != NULL ? &p->e : s->system->owner.target;

	if (e == NULL)
		return S("");
	return where_link(f,
	    str_cat(f->a, finding_set_stem(f->a, by, e->id), S(".html")));
}

void
finding_part_found(const struct frame *f, const struct product_entry *p,
    const struct system_entry *s)
{
	const struct matched *k = matched_of(f);
	struct value *rows = value_set_list(f->data, "found");
	size_t max = p != NULL ? FOUND : PIECE_ROWS, n = 0, shown = 0;

	/* What is to be judged stands before what was. */
	for (unsigned step = 0; step < 2; step++) {
		for (size_t i = 0; i < k->n; i++) {
			const struct finding *x = &k->v[i];

			if (!is_of(x, p, s) ||
			    finding_is_open(x) != (step == 0))
				continue;
			n++;
			if (shown < max) {
				finding_row_show(f, value_push_object(rows),
				    x);
				shown++;
			}
		}
	}
	value_set_int(f->data, "n_found", (int64_t)n);
	value_set_int(f->data, "n_more_found", (int64_t)(n - shown));
	value_set_text(f->data, "found_href", list_of(f, p, s));
	value_set_bool(f->data, "has_matched", f->m->matched != NULL);
}

void
finding_part_versions(const struct frame *f, const struct product_entry *p)
{
	const struct matched *k = matched_of(f);
	struct value *list = value_set_list(f->data, "by_version");
	struct finding_list one = { .n = 0 };
	const struct finding *last = NULL;

	for (size_t i = 0; i <= k->n; i++) {
		const struct finding *x = i < k->n ? &k->v[i] : NULL;

		if (x != NULL && x->product != p)
			continue;
		if (last != NULL &&
		    (x == NULL || x->version != last->version)) {
			struct value *o = value_push_object(list);

			value_set_text(o, "version",
			    version_of(last->version));
			finding_set_show_counts(o, &one);
			one = (struct finding_list){ .n = 0 };
		}
		last = x;
		if (x == NULL)
			break;
		one.buckets[finding_set_bucket(x)]++;
		one.n_todo += finding_is_open(x);
		one.n_kev += finding_is_open(x) && x->known->is_kev;
	}
}

void
finding_part_rulings(const struct frame *f, struct value *o,
    const struct decision *k)
{
	const struct matched *m = matched_of(f);
	struct value *list = value_set_list(o, "rulings");
	size_t n = 0;

	for (size_t i = 0; i < m->n_rulings; i++) {
		const struct ruling *r = &m->rulings[i];

		if (r->decision != k || (!r->is_inherited && r->n_lapses == 0))
			continue;
		if (n++ == LIMIT_FINDING_LIST)
			break;
		finding_row_ruling(f, value_push_object(list), r);
	}
}

/* ---- lines of systems ---------------------------------------------------- */

static const struct holder_part *
part_of_line(const struct frame *f, const struct system_entry *s, size_t line)
{
	const struct matched *k = matched_of(f);

	for (size_t i = 0; i < k->holders.n; i++) {
		const struct holder *h = &k->holders.v[i];

		for (size_t j = 0; h->system == s && j < h->n_parts; j++) {
			if (h->parts[j].line == line)
				return &h->parts[j];
		}
	}
	return NULL;
}

/* The match of a finding that came of a part; NULL: of another. */
static const struct found_match *
match_of(const struct finding *x, struct str part)
{
	for (size_t i = 0; i < x->n_matches; i++) {
		if (str_eq(x->matches[i].component, part))
			return &x->matches[i];
	}
	return NULL;
}

void
finding_part_line(const struct frame *f, struct value *o,
    const struct system_entry *s, size_t line)
{
	const struct matched *k = matched_of(f);
	const struct holder_part *p = part_of_line(f, s, line);
	struct value *flaws = value_set_list(o, "flaws");
	struct value *questions = value_set_list(o, "questions");
	struct str part = p != NULL ? text_of(f->a, p) : S("");
	size_t n = 0;

	for (size_t i = 0; p != NULL && i < k->n; i++) {
		const struct finding *x = &k->v[i];
		const struct found_match *match = x->system == s ?
		    match_of(x, part) :
		    NULL;

		if (match == NULL || x->state == FINDING_CLEARED ||
		    n++ >= FLAWS)
			continue;
		finding_row_known(f, value_push_object(flaws), x->known);
		if (match->is_question)
			value_push(questions,
			    value_text(f->a,
				finding_text_line(f->a, match->question)));
	}
	value_set_int(o, "n_more_flaws", n > FLAWS ? (int64_t)(n - FLAWS) : 0);
	value_set_bool(o, "is_watched", p != NULL && p->is_watched);
}
