/*
 * Why a record concerns a product or system, or why not: each component held
 * against each record of the vulnerability, step by step.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "command/command.h"
#include "command/match_json.h"
#include "command/match_open.h"
#include "command/page.h"
#include "command/why_names.h"
#include "command/why_ruling.h"
#include "command/why_unknown.h"
#include "command/words.h"
#include "export/say_text.h"
#include "finding/matched_ruling.h"
#include "finding/mirror.h"
#include "finding/stock.h"
#include "finding/stock_parts.h"
#include "match/match.h"
#include "model/model.h"
#include "pipeline/theme.h"
#include "text/json_write.h"

int command_why(struct invocation *v);

/* From here on it counts as certain, or as likely. */
#define CERTAIN	80
#define LIKELY	50

struct why {
	struct invocation *v;
	struct say say;
	const struct index *x;
	const struct world *world;
	struct str id;
	uint32_t *records;	/* of the vulnerability, ascending */
	size_t n_records;
	struct str *ids;	/* of the vulnerability, as asked and others */
	size_t n_ids;
	const struct sources *sources;
	const struct ruling *rulings;	/* of all products */
	size_t n_rulings;
	struct page page;
	bool has_names;		/* what the records name was told */
	struct json_writer *json;	/* NULL: text */
};

/* ---- words --------------------------------------------------------------- */

static struct str
word(const struct why *w, const char *area, struct str key)
{
	struct str out;

	return say_text_find(&w->say, area, key, &out) ? out : key;
}

static struct str
fill(const struct why *w, const char *key, struct str a, struct str b)
{
	const struct catalog_value holes[] = { SAY_HOLE("a", a),
		SAY_HOLE("b", b) };

	return say_text_fill(&w->say, key, holes, ARRAY_LEN(holes));
}

static struct str
number(const struct why *w, size_t n)
{
	return str_fmt(w->v->perm, "%zu", n);
}

static struct str
result_word(const struct why *w, struct str result)
{
	if (str_eq_z(result, "="))
		result = S("same");
	else if (str_eq_z(result, "?"))
		result = S("unsure");
	return result.n > 0 ? word(w, "match.result", result) : result;
}

static struct str
component_text(const struct component *c)
{
	return c->keyword.n > 0 ? c->keyword :
	    c->purl.n > 0       ? c->purl :
	    c->cpe.n > 0        ? c->cpe :
				  c->name;
}

/* ---- a match ------------------------------------------------------------- */

static void
put_step(const struct why *w, const struct match_step *s)
{
	struct arena *a = w->v->perm;
	struct str line = word(w, "match.step", str_z(s->what));

	if (s->ours.n > 0)
		line = str_fmt(a, "%.*s | %.*s: %.*s", STR_ARG(line),
		    STR_ARG(say_text(&w->say, "match.ours")),
		    STR_ARG(s->ours));
	if (s->theirs.n > 0)
		line = str_fmt(a, "%.*s | %.*s: %.*s", STR_ARG(line),
		    STR_ARG(say_text(&w->say, "match.theirs")),
		    STR_ARG(s->theirs));
	if (s->result.n > 0)
		line = str_fmt(a, "%.*s | %.*s", STR_ARG(line),
		    STR_ARG(result_word(w, s->result)));
	page_text(&w->page, 6, PAGE_PLAIN, line);
}

static struct str
verdict(const struct why *w, const struct match *m)
{
	struct str rule = word(w, "match.rule",
	    str_z(match_rule_name(m->rule)));

	if (m->miss != MISS_NONE)
		return fill(w, "match.no",
		    word(w, "match.miss", str_z(match_json_miss(m->miss))),
		    S(""));
	return fill(w,
	    m->confidence >= CERTAIN    ? "match.yes" :
		m->confidence >= LIKELY ? "match.possible" :
					  "match.look",
	    number(w, m->confidence), rule);
}

static void
put_match(const struct why *w, const struct match *m)
{
	struct index_origin from;
	struct feed_record r, by;

	if (!index_record(w->x, w->v->perm, m->record, &r))
		return;
	page_text(&w->page, 2,
	    m->miss == MISS_NONE && m->confidence >= LIKELY ? PAGE_ALARM :
							      PAGE_PLAIN,
	    verdict(w, m));
	if (index_origin(w->x, w->v->perm, m->record, &from))
		page_text(&w->page, 4, PAGE_FAINT,
		    fill(w, "match.source", r.id,
			str_fmt(w->v->perm, "%.*s, SHA-256 %.*s",
			    STR_ARG(from.path),
			    STR_ARG(str_sub(from.sha256, 0, 12)))));
	for (size_t i = 0; i < m->n_steps; i++)
		put_step(w, &m->steps[i]);
	if (m->is_question && m->question.n > 0)
		page_text(&w->page, 4, PAGE_WARN,
		    fill(w, "match.question", m->question, S("")));
	if (m->suppressed_by != UINT32_MAX &&
	    index_record(w->x, w->v->perm, m->suppressed_by, &by))
		page_text(&w->page, 4, PAGE_WARN,
		    fill(w, "match.overruled_by", by.id, r.id));
}

/* ---- a product ----------------------------------------------------------- */

static bool
is_asked(const struct why *w, uint32_t record)
{
	for (size_t i = 0; i < w->n_records; i++) {
		if (w->records[i] == record)
			return true;
	}
	return false;
}

/* No component is a product of the records: what they name, told once. */
static void
put_none(struct why *w, const struct stock *s)
{
	page_text(&w->page, 2, PAGE_PLAIN,
	    fill(w, "match.none", number(w, stock_parts_count(w->v->perm, s)),
		w->id));
	if (!w->has_names)
		why_names_put(&w->page, &w->say, w->v->perm, w->x, w->records,
		    w->n_records);
	w->has_names = true;
}

/* ---- decisions ----------------------------------------------------------- */

static bool
is_on(const struct why *w, const struct ruling *r)
{
	for (size_t i = 0; i < w->n_ids; i++) {
		if (str_eq_nocase(r->decision->vulnerability.s, w->ids[i]))
			return true;
	}
	return false;
}

/* The first from i on, on the vulnerability for a version; n: no more. */
static size_t
next_ruling(const struct why *w, const struct stock *s, size_t i)
{
	for (; i < w->n_rulings; i++) {
		const struct ruling *r = &w->rulings[i];

		if (s->product != NULL && r->product == s->product &&
		    r->version == s->version && is_on(w, r))
			break;
	}
	return i;
}

static bool
has_decisions(const struct why *w, const struct stock *s)
{
	return next_ruling(w, s, 0) < w->n_rulings;
}

static void
put_decisions(const struct why *w, const struct stock *s)
{
	for (size_t i = next_ruling(w, s, 0); i < w->n_rulings;
	     i = next_ruling(w, s, i + 1)) {
		const struct ruling *r = &w->rulings[i];

		if (w->json != NULL)
			why_ruling_json(w->json, w->v->perm, w->sources, r);
		else
			why_ruling_put(&w->page, &w->say, w->v->perm, r);
	}
}

static size_t
add_once(uint32_t *v, size_t n, uint32_t record)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i] == record)
			return 0;
	}
	v[n] = record;
	return 1;
}

/* What matched, and the records that say so. */
static void
put_basis(const struct why *w, const struct stock *s)
{
	struct why_basis b = { .index = w->x };
	struct map *told = map_open(w->v->perm);
	uint32_t *records = arena_array(w->v->perm, uint32_t,
	    w->n_records + 1);

	if (s->product == NULL)
		return;
	b.parts = arena_array(w->v->perm, const struct component *,
	    s->inv.n + 1);
	for (size_t i = 0; i < s->inv.n; i++) {
		struct match *v;
		size_t n = match_component(w->v->perm, w->x, &s->inv, i, false,
		    &v);
		bool has = false;

		for (size_t j = 0; j < n; j++) {
			if (!is_asked(w, v[j].record))
				continue;
			has = true;
			b.n_records += add_once(records, b.n_records,
			    v[j].record);
		}
		if (has && span_is_set(s->inv.v[i].at) &&
		    map_add(told,
			str_fmt(w->v->perm, "%.*s\t%.*s",
			    STR_ARG(component_text(&s->inv.v[i])),
			    STR_ARG(s->inv.v[i].version)),
			told))
			b.parts[b.n_parts++] = &s->inv.v[i];
	}
	b.records = records;
	why_ruling_propose(&w->page, &w->say, w->v->perm, &b);
}

/* What is told of a component, and of how many that are like it. */
struct block {
	struct str text;
	size_t n;
};

static void
put_component(struct why *w, const struct component *c, const struct match *v,
    size_t n, struct map *blocks)
{
	struct page all = w->page;
	struct block *b;
	struct buf one;

	buf_init(&one, LIMIT_PAGE_BYTES);
	w->page.out = &one;
	for (size_t i = 0; i < n; i++) {
		if (!is_asked(w, v[i].record))
			continue;
		if (one.n == 0)
			page_text(&w->page, 0, PAGE_HEAD, component_text(c));
		put_match(w, &v[i]);
	}
	w->page = all;
	b = map_get(blocks, buf_str(&one));
	if (b == NULL && one.n > 0) {
		b = arena_new(w->v->perm, struct block);
		b->text = str_dup(w->v->perm, buf_str(&one));
		(void)map_add(blocks, b->text, b);
	}
	if (b != NULL)
		b->n++;
	buf_fini(&one);
}

static void
put_blocks(const struct why *w, const struct map *blocks)
{
	for (size_t i = 0; i < map_len(blocks); i++) {
		const struct block *b = map_at(blocks, i)->value;

		buf_put(w->page.out, b->text);
		if (b->n > 1)
			page_text(&w->page, 2, PAGE_FAINT,
			    fill(w, "match.times", number(w, b->n), S("")));
	}
}

static void
put_json(const struct why *w, const struct component *c, const struct match *v,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_asked(w, v[i].record))
			continue;
		json_object(w->json);
		json_name(w->json, "component");
		match_json_component(w->json, c);
		json_name(w->json, "match");
		match_json_one(w->json, w->v->perm, w->x, &v[i]);
		json_end(w->json);
	}
}

static void
put_stock_json(const struct why *w, const struct stock *s)
{
	json_object(w->json);
	json_pair(w->json, "of", s->of);
	json_pair(w->json, "id", w->id);
	json_name(w->json, "decisions");
	json_opt_array(w->json);
	put_decisions(w, s);
	json_end(w->json);
	json_name(w->json, "components");
	json_array(w->json);
	for (size_t i = 0; i < s->inv.n; i++) {
		struct match *v;
		size_t n = match_component(arena_open_in(w->v->perm), w->x,
		    &s->inv, i, true, &v);

		put_json(w, &s->inv.v[i], v, n);
	}
	json_end(w->json);
	json_end(w->json);
}

static void
put_stock(struct why *w, const struct stock *s)
{
	struct map *blocks = map_open(w->v->perm);

	if (w->json != NULL) {
		put_stock_json(w, s);
		return;
	}
	page_heading(&w->page, fill(w, "match.title", s->of, w->id));
	put_decisions(w, s);
	for (size_t i = 0; i < s->inv.n; i++) {
		struct match *v;
		size_t n = match_component(arena_open_in(w->v->perm), w->x,
		    &s->inv, i, true, &v);

		put_component(w, &s->inv.v[i], v, n, blocks);
	}
	put_blocks(w, blocks);
	if (map_len(blocks) == 0)
		put_none(w, s);
	else
		put_basis(w, s);
}

/* ---- what is asked ------------------------------------------------------- */

static void
add_record(struct why *w, size_t *cap, uint32_t record)
{
	if (is_asked(w, record))
		return;
	w->records = arena_grow(w->v->perm, w->records, w->n_records, cap,
	    sizeof(*w->records));
	w->records[w->n_records++] = record;
}

/* Those that have the id, or parts of an advisory that has it, and their
 * groups. */
static void
find_records(struct why *w)
{
	size_t n, m, cap = 0;
	const uint32_t *v = index_find(w->x, INDEX_ID,
	    index_key_id(w->v->perm, w->id), &n);

	if (n == 0)
		v = index_find(w->x, INDEX_RELATED,
		    index_key_id(w->v->perm, w->id), &n);
	for (size_t i = 0; i < n; i++) {
		const uint32_t *group = index_group(w->x, v[i], &m);

		add_record(w, &cap, v[i]);
		for (size_t j = 0; j < m; j++)
			add_record(w, &cap, group[j]);
	}
}

static void
add_id(struct why *w, size_t *cap, struct str id)
{
	w->ids = arena_grow(w->v->perm, w->ids, w->n_ids, cap,
	    sizeof(*w->ids));
	w->ids[w->n_ids++] = id;
}

/* Other names of the vulnerability; those of an advisory on several say
 * nothing. */
static void
find_ids(struct why *w)
{
	size_t cap = 0;

	add_id(w, &cap, w->id);
	for (size_t i = 0; i < w->n_records; i++) {
		struct feed_record r;
		size_t cves = 0;

		if (!index_record(w->x, w->v->perm, w->records[i], &r))
			continue;
		for (size_t j = 0; j < r.n_aliases; j++)
			cves += str_starts(r.aliases[j], S("CVE-"));
		if (cves + str_starts(r.id, S("CVE-")) > 1)
			continue;
		add_id(w, &cap, r.id);
		for (size_t j = 0; j < r.n_aliases; j++)
			add_id(w, &cap, r.aliases[j]);
	}
}

/* "exagate-100" is every version of it. */
static bool
is_of(const struct stock *s, struct str asked)
{
	const struct entry *e = s->product != NULL ? &s->product->e :
						     &s->system->e;

	return str_eq(s->of, asked) || str_eq(e->id, asked);
}

static int
unknown(const struct invocation *v, const struct stock_list *all)
{
	struct str *ids = arena_array(v->perm, struct str, all->n + 1);
	struct str near;

	for (size_t i = 0; i < all->n; i++)
		ids[i] = all->v[i].of;
	near = str_nearest(v->args[0], ids, all->n);
	fprintf(stderr, "hansho: no product or system '%.*s'",
	    STR_ARG(v->args[0]));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs("\n`hansho list products` and `hansho list systems` list them; "
	      "PRODUCT@VERSION is one version.\n",
	    stderr);
	return STATUS_USAGE;
}

/* Whether somebody decided on it for what is asked about. */
static bool
is_decided(const struct why *w, const struct stock_list *all)
{
	for (size_t i = 0; i < all->n; i++) {
		if (is_of(&all->v[i], w->v->args[0]) &&
		    has_decisions(w, &all->v[i]))
			return true;
	}
	return false;
}

/* Nothing mirrored has it: of decisions alone is there something to tell. */
static void
put_unknown(struct why *w, const struct stock_list *all)
{
	struct mirror mirror;

	for (size_t i = 0; i < all->n; i++) {
		const struct stock *s = &all->v[i];

		if (!is_of(s, w->v->args[0]) || !has_decisions(w, s))
			continue;
		page_heading(&w->page, fill(w, "match.title", s->of, w->id));
		put_decisions(w, s);
	}
	mirror_read(w->v->perm, w->world->own, w->world->model, w->v->now,
	    &mirror);
	why_unknown_put(&w->page, &w->say, w->v->perm, w->x,
	    w->v->feeds == NULL ? &mirror : NULL, w->id);
}

static int
answer(struct why *w, const struct stock_list *all)
{
	size_t told = 0;

	for (size_t i = 0; i < all->n; i++)
		told += is_of(&all->v[i], w->v->args[0]);
	if (told == 0)
		return unknown(w->v, all);
	find_records(w);
	find_ids(w);
	if (w->n_records == 0 && w->json == NULL)
		put_unknown(w, all);
	else if (w->n_records == 0)
		fprintf(stderr, "hansho: no mirrored record is on '%.*s'\n",
		    STR_ARG(w->id));
	for (size_t i = 0; i < all->n; i++) {
		if ((w->n_records > 0 || w->json != NULL) &&
		    is_of(&all->v[i], w->v->args[0]))
			put_stock(w, &all->v[i]);
	}
	return w->n_records > 0 || is_decided(w, all) ? STATUS_FINE :
							STATUS_FINDINGS;
}

static void
take_rulings(struct why *w, const struct model *m,
    const struct stock_list *all)
{
	const struct ruling_ask q = { .m = m,
		.stocks = all,
		.x = w->x,
		.now = w->v->now };
	struct ruling *v;

	w->n_rulings = matched_rulings(w->v->perm, &q, &v);
	w->rulings = v;
	w->sources = m->sources;
}

static int
explain(struct invocation *v, struct match_feeds *f)
{
	struct diags *d = diags_open(v->perm);
	struct why w = { .v = v,
		.x = f->x,
		.world = &f->world,
		.id = v->args[1] };
	struct stock_list all;
	struct buf out;
	int status;

	/* Words alone: nothing else of what is derived is asked for. */
	f->world.words = theme_words(v->perm, f->world.root, f->world.sources,
	    d);
	w.say = words_open(v, &f->world);
	buf_init(&out, LIMIT_PAGE_BYTES);
	w.page = (struct page){ &out, v->colour };
	if (str_eq_z(v->format, "json"))
		w.json = json_write_open(v->perm, &out,
		    JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	stock_read(v->perm, f->world.root, f->world.model, f->world.sources, d,
	    &all);
	take_rulings(&w, f->world.model, &all);
	status = answer(&w, &all);
	if (w.json != NULL)
		(void)json_write_close(w.json);
	command_page(&out);
	buf_fini(&out);
	return status;
}

int
command_why(struct invocation *v)
{
	struct match_feeds f;
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (match_open(v, true, &f, &status))
		status = explain(v, &f);
	match_close(&f);
	return status;
}
