#include "pipeline/verify.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/pool.h"
#include "pipeline/build.h"
#include "text/json_read.h"

/* A fault of one file, found by a worker. */
struct fault {
	const char *rule;
	struct str target;
	struct span at;		/* file 0: within the content */
	const char *why;
	struct fault *next;
};

/* What was found in a file. */
struct finding {
	struct fault *first;		/* NULL: nothing */
	struct str content;		/* kept for the report */
};

struct verify {
	const struct str *paths;	/* of all files */
	size_t n;
	struct map *known;		/* the paths */
	struct finding *findings;	/* per file */
	struct arena **arenas;		/* per worker */
};

struct checking {
	const struct map *paths;
	struct str path;		/* of the file */
	struct str content;
	struct arena *a;
	struct fault **tail;
	struct str *ids;		/* of the page */
	size_t n_ids;
	size_t ids_cap;
	struct str *anchors;		/* links to places of the same page */
	size_t n_anchors;
	size_t anchors_cap;
};

static void
add_fault(struct checking *c, const char *rule, struct str target, size_t off,
    const char *why)
{
	struct fault *f = arena_new(c->a, struct fault);

	*f = (struct fault){ rule, str_dup(c->a, target),
		{ 0, (uint32_t)off, (uint32_t)target.n }, why, NULL };
	*c->tail = f;
	c->tail = &f->next;
}

/* The path that a relative link from `from` leads to; false if it leaves. */
static bool
resolve(struct arena *a, struct str from, struct str link, struct str *out)
{
	size_t dir = from.n;
	char *p;

	while (dir > 0 && from.p[dir - 1] != '/')
		dir--;
	while (str_starts(link, S("../")) || str_starts(link, S("./"))) {
		bool is_up = link.p[1] == '.';

		link = str_from(link, is_up ? 3 : 2);
		if (!is_up)
			continue;
		if (dir == 0)
			return false;
		dir--;
		while (dir > 0 && from.p[dir - 1] != '/')
			dir--;
	}
	p = arena_bytes(a, dir + link.n + 1);
	if (dir > 0)
		memcpy(p, from.p, dir);
	if (link.n > 0)
		memcpy(p + dir, link.p, link.n);
	*out = (struct str){ p, dir + link.n };
	return true;
}

/* Find the next ="..." from *at on: its name's end and its value. */
static bool
next_attribute(struct str text, size_t *at, size_t *name_end,
    struct str *value)
{
	for (;;) {
		size_t eq = str_find_byte(text, '=', *at), end;

		if (eq == SIZE_MAX || eq + 1 >= text.n)
			return false;
		*at = eq + 1;
		if (text.p[eq + 1] != '"')
			continue;
		end = str_find_byte(text, '"', eq + 2);
		if (end == SIZE_MAX)
			return false;
		*name_end = eq;
		*value = str_sub(text, eq + 2, end - eq - 2);
		*at = end + 1;
		return true;
	}
}

/* Whether the attribute whose name ends at end has this name. */
static bool
is_named(struct str text, size_t end, struct str name)
{
	char before;

	if (end <= name.n || text.p[end - 1] != name.p[name.n - 1])
		return false;
	before = text.p[end - name.n - 1];
	return (before == ' ' || before == '\n') &&
	    memcmp(text.p + end - name.n, name.p, name.n) == 0;
}

/* Whether a link leads out of the site; "a:b" is a scheme, "./a:b" a file. */
static bool
has_scheme(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];

		if (c == ':')
			return true;
		if (c == '/' || c == '#' || c == '?')
			return false;
	}
	return false;
}

static void
check_link(struct checking *c, struct str url, size_t off)
{
	struct str path, anchor, target;

	if (has_scheme(url))
		return;
	if (str_starts(url, S("/"))) {
		add_fault(c, "link-absolute", url, off,
		    "it would not work under a sub-path or from a disk");
		return;
	}
	if (str_cut(url, '#', &path, &anchor) && path.n == 0) {
		c->anchors = arena_grow(c->a, c->anchors, c->n_anchors,
		    &c->anchors_cap, sizeof(*c->anchors));
		c->anchors[c->n_anchors++] = anchor;
		return;
	}
	(void)str_cut(path, '?', &path, &anchor);
	if (!resolve(c->a, c->path, path, &target))
		add_fault(c, "link-dead", url, off, "it leaves the edition");
	else if (map_get(c->paths, target) == NULL)
		add_fault(c, "link-dead", url, off, "there is no such file");
}

/* All ids are known at the end only. */
static void
check_anchors(struct checking *c)
{
	struct map *ids;

	if (c->n_anchors == 0)
		return;
	ids = map_open(c->a);
	for (size_t i = 0; i < c->n_ids; i++)
		map_put(ids, c->ids[i], ids);
	for (size_t i = 0; i < c->n_anchors; i++) {
		struct str url = c->anchors[i];

		if (url.n == 0 || map_get(ids, url) != NULL)
			continue;
		url.p--;	/* with its '#' */
		url.n++;
		add_fault(c, "link-anchor", url,
		    (size_t)(url.p - c->content.p), "the page has no such id");
	}
}

static void
check_html(struct checking *c)
{
	struct str text = c->content, value;
	size_t at = 0, end;

	while (next_attribute(text, &at, &end, &value)) {
		if (is_named(text, end, S("href")) ||
		    is_named(text, end, S("src")) ||
		    is_named(text, end, S("action"))) {
			check_link(c, value, (size_t)(value.p - text.p));
		} else if (is_named(text, end, S("id"))) {
			c->ids = arena_grow(c->a, c->ids, c->n_ids,
			    &c->ids_cap, sizeof(*c->ids));
			c->ids[c->n_ids++] = value;
		}
	}
	check_anchors(c);
}

static void
check_json(struct checking *c)
{
	struct json_reader *r = json_open(c->a, c->content,
	    (struct span){ 0 });
	struct str text;
	struct span at;

	for (;;) {
		switch (json_next(r, &text, &at)) {
		case JSON_END:
			return;
		case JSON_FAULT:
			add_fault(c, "json-syntax", S(""), at.off,
			    json_fault(r));
			return;
		case JSON_OBJECT_BEGIN:
		case JSON_OBJECT_END:
		case JSON_ARRAY_BEGIN:
		case JSON_ARRAY_END:
		case JSON_NAME:
		case JSON_STRING:
		case JSON_NUMBER:
		case JSON_TRUE:
		case JSON_FALSE:
		case JSON_NULL:
			break;
		}
	}
}

/* What a link may lead to; the manifest comes when all is well. */
static struct map *
known_paths(struct arena *a, const struct str *paths, size_t n)
{
	struct map *known = map_open(a);

	for (size_t i = 0; i < n; i++)
		map_put(known, paths[i], known);
	map_put(known, S("manifest.json"), known);
	return known;
}

struct verify *
verify_open(const struct build *b, const struct str *paths, size_t n)
{
	struct verify *v = arena_new(b->perm, struct verify);
	unsigned jobs = pool_jobs(b->pool);

	v->paths = paths;
	v->n = n;
	v->known = known_paths(b->perm, paths, n);
	v->findings = arena_array(b->perm, struct finding, n + 1);
	v->arenas = arena_array(b->perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++)
		v->arenas[i] = arena_open_in(b->perm);
	return v;
}

void
verify_file(struct verify *v, size_t i, struct str content, unsigned worker)
{
	struct finding *f = &v->findings[i];
	struct checking c = {
		.paths = v->known,
		.path = v->paths[i],
		.content = content,
		.a = v->arenas[worker],
		.tail = &f->first,
	};
	struct arena_mark mark = arena_mark(c.a);

	if (str_ends(c.path, S(".html")))
		check_html(&c);
	else if (str_ends(c.path, S(".json")))
		check_json(&c);
	if (f->first == NULL)
		arena_reset(c.a, mark);
	else
		f->content = str_dup(c.a, content);
}

static void
report(struct build *b, struct str edition, struct str path,
    const struct finding *found)
{
	uint32_t id = source_add(b->sources,
	    str_fmt(b->perm, "%.*s/%.*s", STR_ARG(edition), STR_ARG(path)));

	source_set_text(b->sources, id, found->content);
	for (const struct fault *f = found->first; f != NULL; f = f->next)
		diag_error(b->d, f->rule,
		    (struct span){ id, f->at.off, f->at.len }, "%s%.*s%s%s",
		    f->target.n > 0 ? "link to '" : "", STR_ARG(f->target),
		    f->target.n > 0 ? "': " : "", f->why);
}

void
verify_close(struct verify *v, struct str edition, struct build *b)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->findings[i].first != NULL)
			report(b, edition, v->paths[i], &v->findings[i]);
	}
}
