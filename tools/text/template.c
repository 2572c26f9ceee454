#include "text/template.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "text/input.h"
#include "text/template_impl.h"
#include "text/template_lex.h"

struct templates {
	struct arena *perm;
	const struct sources *ss;
	struct map *by_name;	/* name -> struct template */
	bool is_broken;		/* a template was not added */
	bool is_linked;
};

struct templates *
templates_open(struct arena *perm, const struct sources *ss)
{
	struct templates *ts = arena_new(perm, struct templates);

	ts->perm = perm;
	ts->ss = ss;
	ts->by_name = map_open(perm);
	return ts;
}

static struct span
start_of(const struct template *t)
{
	return (struct span){ .file = t->file };
}

static struct span
all_of(const struct template *t, struct str text)
{
	return (struct span){ .file = t->file, .len = (uint32_t)text.n };
}

static bool
template_compile(struct templates *ts, struct template *t, struct str text,
    struct diags *d)
{
	struct arena *a = arena_open();
	struct token *tokens;
	size_t n;
	bool ok;

	ok = template_lex(a, text, t->file, d, &tokens, &n);
	if (ok)
		ok = template_parse(ts->perm, t, tokens, n, d);
	arena_close(a);
	return ok;
}

static bool
template_add(struct templates *ts, struct str name, uint32_t file,
    bool is_html, struct diags *d)
{
	struct template *t = arena_new(ts->perm, struct template);
	struct str text = source_get(ts->ss, file)->text;

	t->name = str_dup(ts->perm, name);
	t->file = file;
	t->source = text.p;
	t->is_html = is_html;
	if (text.n > LIMIT_TEMPLATE_BYTES) {
		diag_error(d, "template-syntax", start_of(t),
		    "the template is longer than %u bytes",
		    LIMIT_TEMPLATE_BYTES);
		diag_help(d, "cut it into partials");
		return false;
	}
	if (!map_add(ts->by_name, t->name, t)) {
		const struct template *first = map_get(ts->by_name, name);

		diag_error(d, "template-partial", start_of(t),
		    "there are two templates '%.*s'", STR_ARG(name));
		diag_note(d, start_of(first), "the other one");
		diag_help(d, "give .html and .txt files different names");
		return false;
	}
	if (!input_check(ts->ss, all_of(t, text), "template-syntax", d))
		return false;
	return template_compile(ts, t, text, d);
}

bool
templates_add(struct templates *ts, struct str name, uint32_t file,
    bool is_html, struct diags *d)
{
	ASSERT(!ts->is_linked);
	if (template_add(ts, name, file, is_html, d))
		return true;
	ts->is_broken = true;
	return false;
}

static void
report_unknown(const struct templates *ts, const struct partial_use *use,
    struct diags *d)
{
	struct arena *a = arena_open();
	size_t n = map_len(ts->by_name);
	struct str *names = arena_array(a, struct str, n);
	struct str near;

	for (size_t i = 0; i < n; i++)
		names[i] = map_at(ts->by_name, i)->key;
	near = str_nearest(use->name, names, n);
	diag_error(d, "template-partial", use->at,
	    "there is no template '%.*s'", STR_ARG(use->name));
	if (near.n > 0)
		diag_help(d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(d,
		    "a partial is named by its path below "
		    "templates/ without its ending");
	arena_close(a);
}

static bool
link_fault(const struct partial_use *use, struct diags *d, const char *what,
    const char *help)
{
	diag_error(d, "template-partial", use->at, "'%.*s' %s",
	    STR_ARG(use->name), what);
	diag_help(d, "%s", help);
	return false;
}

static bool template_link(struct templates *ts, struct template *t,
    size_t depth, struct diags *d);

/* The use of a partial: find it, link it first, and see what they need. */
static bool
use_link(struct templates *ts, struct template *t,
    const struct partial_use *use, size_t depth, struct diags *d)
{
	struct template *part = map_get(ts->by_name, use->name);

	if (part == NULL) {
		report_unknown(ts, use, d);
		return false;
	}
	if (part->is_html != t->is_html)
		return link_fault(use, d, "is of the other kind",
		    "HTML takes .html partials, text takes .txt partials");
	if (part->link == LINK_BUSY)
		return link_fault(use, d, "contains itself",
		    "use {{#each}}, or cut the circle");
	if (!template_link(ts, part, depth + 1, d))
		return false;
	if (part->height + 1 > t->height)
		t->height = part->height + 1;
	if (use->depth + part->depth > t->depth)
		t->depth = use->depth + part->depth;
	if (t->height > LIMIT_TEMPLATE_DEPTH ||
	    t->depth > LIMIT_TEMPLATE_DEPTH)
		return link_fault(use, d, "is nested too deep",
		    "partials and loops within each other are 32 at most");
	t->ops[use->op].with.partial = part;
	return true;
}

/* Recursion: no deeper than LIMIT_TEMPLATE_DEPTH, checked on the way down. */
static bool
template_link(struct templates *ts, struct template *t, size_t depth,
    struct diags *d)
{
	bool ok = true;

	if (t->link == LINK_DONE)
		return true;
	if (depth > LIMIT_TEMPLATE_DEPTH) {
		diag_error(d, "template-partial", start_of(t),
		    "partials are nested deeper than %d",
		    LIMIT_TEMPLATE_DEPTH);
		diag_help(d, "put parts together");
		return false;
	}
	t->link = LINK_BUSY;
	for (size_t i = 0; i < t->n_uses; i++)
		ok = use_link(ts, t, &t->uses[i], depth, d) && ok;
	t->link = LINK_DONE;
	return ok;
}

bool
templates_link(struct templates *ts, struct diags *d)
{
	bool ok = !ts->is_broken;

	ASSERT(!ts->is_linked);
	for (size_t i = 0; i < map_len(ts->by_name); i++)
		ok = template_link(ts, map_at(ts->by_name, i)->value, 0, d) &&
		    ok;
	ts->is_linked = ok;
	return ok;
}

const struct template *
templates_find(const struct templates *ts, struct str name)
{
	ASSERT(ts->is_linked);
	return map_get(ts->by_name, name);
}
