#include "audit/audit_impl.h"

#include <string.h>

#include "audit/audit_front.h"
#include "audit/audit_people.h"
#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "history/history_object.h"
#include "text/yaml.h"

/* Cases whose versions are held in memory at a time. */
#define BATCH	256

/* A version of case.md: what says its facts, then what tells them apart. */
struct fact_version {
	struct str lines;	/* of the member facts */
	struct str *keys;	/* one a fact, in order */
	size_t n;
	bool is_parsed;
};

/* What one commit did to it. */
struct step {
	const struct history_commit *commit;
	struct fact_version *after;
	struct fact_version **before;	/* of each parent; NULL: it had none */
	size_t n_before;
};

/* One case on its way. */
struct job {
	size_t place;		/* in m->cases */
	struct fact_version *now;	/* the file as it stands */
	struct fact_version *head;	/* as HEAD has it; NULL: not there */
	struct step *steps;	/* newest first */
	size_t n_steps;
	const struct history_commit **found;	/* one a fact of the record */
	size_t n_facts;		/* of the record */
	bool fine;		/* the file has as many */
};

/* What was parsed of a case. */
struct parser {
	struct arena *a;
	struct map *keys;	/* an item's lines -> its key */
	bool is_odd;		/* some version was not one item a line */
};

/* ---- reading, on the main thread ------------------------------------ */

/* The version of a blob, read once; NULL when it is not there. */
static struct fact_version *
version_of(struct audit_work *w, struct map *known, const uint8_t *id)
{
	struct str key = { (const char *)id, HISTORY_ID_BYTES }, text;
	struct fact_version *v = map_get(known, key);
	struct arena *blob;

	if (v != NULL)
		return v;
	blob = arena_open();
	if (history_blob(w->h, id, LIMIT_YAML_BYTES, blob, &text)) {
		v = arena_new(w->tmp, struct fact_version);
		v->lines = str_dup(w->tmp,
		    audit_front_lines(text, S("facts")));
		map_put(known, str_dup(w->tmp, key), v);
	}
	arena_close(blob);
	return v;
}

/* What the parents had: the first by the change, others by their trees. */
static void
read_before(struct audit_work *w, struct map *known,
    const struct history_change *c, struct step *s)
{
	uint8_t id[HISTORY_ID_BYTES];

	s->before = arena_array(w->tmp, struct fact_version *,
	    c->commit->n_parents + 1);
	if (c->mode_before != 0)
		s->before[s->n_before++] = version_of(w, known, c->before);
	for (size_t i = 1; i < c->commit->n_parents; i++) {
		if (history_object_path(w->h, c->commit->parents[i],
			c->file->path, id))
			s->before[s->n_before++] = version_of(w, known, id);
	}
}

/* A case of one version that stands: all its facts came with it. */
static bool
is_simple(const struct audit_work *w, const struct case_entry *c,
    const struct history_file *f)
{
	return f->n_changes == 1 && f->changes[0]->kind == HISTORY_ADDED &&
	    audit_files_is_committed(w, c->e.doc->file);
}

static void
read_job(struct audit_work *w, const struct case_entry *c,
    const struct history_file *f, struct job *job)
{
	struct map *known = map_open(w->tmp);
	const struct source *src = source_get(w->m->sources, c->e.doc->file);
	const struct history_change **v;
	uint8_t id[HISTORY_ID_BYTES];
	size_t n;

	*job = (struct job){ .place = (size_t)(c - w->m->cases) };
	job->now = arena_new(w->tmp, struct fact_version);
	job->now->lines = audit_front_lines(src->text, S("facts"));
	job->n_facts = c->c->facts.n;
	job->found = arena_array(w->tmp, const struct history_commit *,
	    job->n_facts);
	if (audit_files_is_committed(w, c->e.doc->file))
		job->head = job->now;
	else if (history_object_path(w->h, w->h->commits[0], f->path, id))
		job->head = version_of(w, known, id);
	v = history_follow(f, w->tmp, &n);
	job->steps = arena_array(w->tmp, struct step, n);
	for (size_t i = 0; i < n && i < LIMIT_HISTORY_VERSIONS; i++) {
		struct step *s = &job->steps[job->n_steps];

		/* Who made what a shallow copy begins with is not known. */
		if (v[i]->kind == HISTORY_DELETED ||
		    v[i]->kind == HISTORY_EARLIER)
			continue;
		s->commit = v[i]->commit;
		s->after = is_simple(w, c, f) ?
		    job->now :
		    version_of(w, known, v[i]->after);
		read_before(w, known, v[i], s);
		job->n_steps++;
	}
}

/* ---- comparing, by the pool ------------------------------------ */

static struct str
member(const struct yaml_node *item, const char *name)
{
	const struct yaml_node *v = item->kind == YAML_MAP ?
	    yaml_get(item, name) :
	    NULL;

	return v != NULL && v->kind == YAML_SCALAR ? v->text : S("");
}

/* "at\nevent\nby" */
static struct str
key_of(struct arena *a, const struct yaml_node *item)
{
	struct str at = member(item, "at");
	struct str event = member(item, "event");
	struct str by = member(item, "by");

	return str_fmt(a, "%.*s\n%.*s\n%.*s", STR_ARG(at), STR_ARG(event),
	    STR_ARG(by));
}

/* The keys of a list's items; false when it is no list of n. */
static bool
keys_of(struct arena *a, struct str lines, struct str *keys, size_t n)
{
	const struct yaml_node *list = audit_front_value(a, lines, "facts");

	if (list == NULL || list->kind != YAML_SEQ || list->n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		keys[i] = key_of(a, list->items[i]);
	return true;
}

/* The next item with the lines that belong to it, by the indent of "- ". */
static struct str
next_item(struct str *rest, size_t indent)
{
	struct str all = *rest, line;
	size_t n = 0;

	while (rest->n > 0) {
		struct str more;

		(void)str_cut(*rest, '\n', &line, &more);
		if (n > 0 && line.n > indent && line.p[indent] == '-' &&
		    str_trim(str_sub(line, 0, indent)).n == 0)
			break;
		n = all.n - more.n;
		*rest = more;
	}
	return str_sub(all, 0, n);
}

/*
 * Versions have most items in common: only those that no version before had
 * are parsed.  False when they cannot be told apart by their lines.
 */
static bool
parse_new(struct parser *p, struct fact_version *v)
{
	struct str head, rest, fresh, *items, *keys;
	size_t n = 0, n_fresh = 0, cap = 0, indent = 0;

	if (!str_cut(v->lines, '\n', &head, &rest) ||
	    !str_eq(str_trim(head), S("facts:")))
		return false;
	while (indent < rest.n && rest.p[indent] == ' ')
		indent++;
	items = NULL;
	fresh = S("facts:\n");
	while (rest.n > 0) {
		struct str item = next_item(&rest, indent);

		items = arena_grow(p->a, items, n, &cap, sizeof(*items));
		items[n++] = item;
		if (map_get(p->keys, item) != NULL)
			continue;
		if (!map_add(p->keys, item, arena_new(p->a, struct str)))
			return false;
		fresh = str_cat(p->a, fresh, item);
		n_fresh++;
	}
	keys = arena_array(p->a, struct str, n_fresh + 1);
	if (n_fresh > 0 && !keys_of(p->a, fresh, keys, n_fresh))
		return false;
	for (size_t i = 0; i < n_fresh; i++)
		*(struct str *)map_at(p->keys, map_len(p->keys) - n_fresh + i)
		     ->value = keys[i];
	v->keys = arena_array(p->a, struct str, n + 1);
	for (size_t i = 0; i < n; i++)
		v->keys[v->n++] = *(struct str *)map_get(p->keys, items[i]);
	return true;
}

static void
parse(struct parser *p, struct fact_version *v)
{
	const struct yaml_node *list;

	if (v->is_parsed)
		return;
	v->is_parsed = true;
	if (v->lines.n == 0 || (!p->is_odd && parse_new(p, v)))
		return;
	p->is_odd = true;
	list = audit_front_value(p->a, v->lines, "facts");
	if (list == NULL || list->kind != YAML_SEQ)
		return;
	v->keys = arena_array(p->a, struct str, list->n + 1);
	v->n = list->n;
	for (size_t i = 0; i < list->n; i++)
		v->keys[i] = key_of(p->a, list->items[i]);
}

/* How often a version has a fact. */
static size_t
count(struct parser *p, struct fact_version *v, struct str key)
{
	size_t n = 0;

	if (v == NULL)
		return 0;
	parse(p, v);
	for (size_t i = 0; i < v->n; i++)
		n += str_eq(v->keys[i], key);
	return n;
}

/* Whether a commit brought the kth (from 0) of equal facts. */
static bool
brought(struct parser *p, const struct step *s, struct str key, size_t k)
{
	if (count(p, s->after, key) <= k)
		return false;
	for (size_t i = 0; i < s->n_before; i++) {
		if (s->before[i] != NULL &&
		    (str_eq(s->before[i]->lines, s->after->lines) ||
			count(p, s->before[i], key) > k))
			return false;
	}
	return true;
}

static void
run_job(void *ctx, size_t i, unsigned worker)
{
	struct job *job = &((struct job *)ctx)[i];
	struct arena *a = arena_open();
	struct parser parser = { .a = a, .keys = map_open(a) }, *p = &parser;
	struct fact_version *now = job->now;

	(void)worker;
	parse(p, now);
	job->fine = now->n == job->n_facts;
	for (size_t f = 0; job->fine && f < now->n; f++) {
		size_t k = 0;

		for (size_t e = 0; e < f; e++)
			k += str_eq(now->keys[e], now->keys[f]);
		if (count(p, job->head, now->keys[f]) <= k)
			continue;
		for (size_t s = 0; s < job->n_steps; s++) {
			if (!brought(p, &job->steps[s], now->keys[f], k))
				continue;
			job->found[f] = job->steps[s].commit;
			break;
		}
	}
	arena_close(a);
}

/* ---- all ------------------------------------ */

static void
keep(struct audit_work *w, const struct job *job)
{
	struct audit_case *c = &w->out->cases[job->place];
	c->facts = arena_array(w->perm, const struct audit_commit *,
	    job->n_facts);
	c->n_facts = job->n_facts;
	for (size_t i = 0; i < job->n_facts; i++) {
		if (job->found[i] != NULL &&
		    audit_people_is_judged(w, job->found[i]))
			c->facts[i] = audit_files_commit(w, job->found[i]);
	}
}

static void
run_batch(struct audit_work *w, struct job *jobs, size_t n)
{
	pool_run(w->r->pool, n, run_job, jobs);
	for (size_t i = 0; i < n; i++) {
		if (jobs[i].fine)
			keep(w, &jobs[i]);
	}
}

void
audit_fact_run(struct audit_work *w)
{
	struct job *jobs = arena_array(w->perm, struct job, BATCH);
	struct scratch tmp = scratch_begin(w->tmp);
	size_t n = 0;

	for (size_t i = 0; w->h != NULL && i < w->m->n_cases; i++) {
		const struct case_entry *c = &w->m->cases[i];
		const struct history_file *f = history_file(w->h,
		    model_path(w->m, c->e.doc));

		if (f == NULL || c->c->facts.n == 0)
			continue;
		if (n == BATCH) {
			run_batch(w, jobs, n);
			scratch_end(tmp);
			tmp = scratch_begin(w->tmp);
			n = 0;
		}
		read_job(w, c, f, &jobs[n++]);
	}
	run_batch(w, jobs, n);
	scratch_end(tmp);
}
