#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/model.h"
#include "review/review_impl.h"
#include "review/review_tree.h"
#include "text/front.h"
#include "text/yaml.h"

/* Bytes before the first difference that are kept. */
#define CONTEXT	40u

/* What runs what checks. */
static const struct str runners[] = { STR_INIT(".ci/"),
	STR_INIT(".gitlab-ci.yml"), STR_INIT(".github/"),
	STR_INIT(".gitea/") };

/* Fields that say who decides, or what is refused. */
static const struct {
	enum kind kind;
	const char *field;	/* of people: of a person */
} deciding[] = {
	{ KIND_PEOPLE, "id" },
	{ KIND_PEOPLE, "roles" },
	{ KIND_PEOPLE, "deputy" },
	{ KIND_PEOPLE, "absence" },
	{ KIND_PEOPLE, "git" },
	{ KIND_PEOPLE, "keys" },
	{ KIND_POLICY, "kind" },
	{ KIND_POLICY, "checks" },
	{ KIND_POLICY, "approvals" },
	{ KIND_POLICY, "approvals_since" },
	{ KIND_POLICY, "accept_commit_approval" },
	{ KIND_POLICY, "signed_commits" },
	{ KIND_POLICY, "default_tlp" },
	{ KIND_POLICY, "small_count" },
	{ KIND_POLICY, "waivers" },
	{ KIND_ORGANISATION, "repository" },
	{ KIND_ORGANISATION, "ceiling" },
	{ KIND_ORGANISATION, "history_since" },
	{ KIND_ORGANISATION, "signing_key" },
	{ KIND_ORGANISATION, "waivers" },
	{ KIND_AUDIENCES, "audiences" },
	{ KIND_AUDIENCES, "waivers" },
};

/* How we are reached and known. */
static const char *const reaching[] = { "contact", "base_url",
	"security_txt_expires", "signing_key", "publisher" };

struct texts {
	struct review *r;
	struct sources *ss;
	struct diags *d;	/* faults of texts, which check tells */
};

/* A file of both sides, what is read of it. */
struct side {
	uint32_t file;
	const struct yaml_node *yaml;
	struct str body;
};

/* ---- texts --------------------------------------------------------------- */

/* In one line, without what cannot be seen; cut at "from" and at the limit. */
static struct str
shown(struct arena *a, struct str text, size_t from)
{
	char *p = arena_bytes(a, LIMIT_REVIEW_TEXT + 16);
	struct str dots = S("…");
	size_t n = 0, i = from;

	while (i > 0 && i < text.n && ((uint8_t)text.p[i] & 0xc0) == 0x80)
		i--;
	for (size_t k = 0; i > 0 && k < dots.n; k++)
		p[n++] = dots.p[k];
	while (i < text.n) {
		size_t at = i;
		uint32_t c = utf8_next(text, &i);

		if (n + (i - at) > LIMIT_REVIEW_TEXT) {
			for (size_t k = 0; k < dots.n; k++)
				p[n++] = dots.p[k];
			break;
		}
		if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
			if (n > 0 && p[n - 1] != ' ')
				p[n++] = ' ';
		} else if (!utf8_is_hostile(c)) {
			for (; at < i; at++)
				p[n++] = text.p[at];
		}
	}
	return str_trim((struct str){ p, n });
}

static struct review_text *
add(struct texts *k, struct review_texts *l, struct str path, struct str name)
{
	if (l->n >= LIMIT_REVIEW_TEXTS)
		return NULL;
	l->v = arena_grow(k->r->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n] = (struct review_text){ .path = path, .name = name };
	review_tells(k->r,
	    l == &k->r->decisions ? TLP_AMBER_STRICT :
				    review_label_of(k->r, path));
	return &l->v[l->n++];
}

static void
set_texts(const struct texts *k, struct review_text *x, struct str before,
    struct str after)
{
	size_t same = 0;

	while (same < before.n && same < after.n &&
	    before.p[same] == after.p[same])
		same++;
	if (before.n == 0 || after.n == 0 || same <= CONTEXT * 2)
		same = 0;
	else
		same -= CONTEXT;
	x->before = shown(k->r->perm, before, same);
	x->after = shown(k->r->perm, after, same);
}

/* ---- fields -------------------------------------------------------------- */

/* The next component of "people[a.b].keys[x].since", without its item. */
static struct str
cut_part(struct str *name)
{
	size_t n = 0, end, depth = 0;
	struct str part;

	while (n < name->n && name->p[n] != '.' && name->p[n] != '[')
		n++;
	for (end = n; end < name->n; end++) {
		if (name->p[end] == '.' && depth == 0)
			break;
		depth += name->p[end] == '[';
		depth -= name->p[end] == ']' && depth > 0;
	}
	part = str_sub(*name, 0, n);
	*name = str_from(*name, end < name->n ? end + 1 : name->n);
	return part;
}

static bool
is_deciding(enum kind kind, struct str name)
{
	struct str part = cut_part(&name);
	bool is_ours = false;

	if (kind == KIND_PEOPLE && str_eq(part, S("people")))
		part = cut_part(&name);
	for (size_t i = 0; i < ARRAY_LEN(deciding); i++) {
		if (deciding[i].kind != kind)
			continue;
		is_ours = true;
		if (str_eq_z(part, deciding[i].field))
			return true;
	}
	/* A whole person, or a whole file. */
	return is_ours && part.n == 0;
}

/* Whether everybody may read the field, and all that it is in. */
static bool
is_public(enum kind kind, struct str name)
{
	const struct record *rec = kind_info(kind)->record;

	if (kind >= KIND_CASE && kind <= KIND_NUMBERS)
		return false;
	if (name.n == 0)
		return false;
	while (name.n > 0 && rec != NULL) {
		const struct field *f = field_find(rec, cut_part(&name));

		if (f == NULL || f->audience != AUDIENCE_PUBLIC)
			return false;
		rec = f->record;
	}
	return true;
}

static bool
is_reaching(enum kind kind, struct str name)
{
	struct str part = cut_part(&name);

	for (size_t i = 0;
	     kind == KIND_ORGANISATION && i < ARRAY_LEN(reaching); i++) {
		if (str_eq_z(part, reaching[i]))
			return true;
	}
	return false;
}

/* One difference of a tree; is_new: it was found the other way round. */
static void
put_change(struct texts *k, enum kind kind, struct str path,
    const struct review_tree_change *c, bool is_new)
{
	struct review *r = k->r;
	struct str text = c->is_gone ? source_text(k->ss, c->at) : c->before;
	struct review_texts *lists[] = {
		is_deciding(kind, c->name) ? &r->decisions : NULL,
		is_public(kind, c->name) ? &r->texts : NULL,
	};

	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct review_text *x = lists[i] == NULL ?
		    NULL :
		    add(k, lists[i], path, c->name);

		if (x == NULL)
			continue;
		x->line = span_is_set(c->at) ? source_line(k->ss, c->at) : 0;
		x->is_loud = is_reaching(kind, c->name);
		set_texts(k, x, is_new ? S("") : text,
		    is_new         ? text :
			c->is_gone ? S("") :
				     c->after);
	}
}

static void
compare_trees(struct texts *k, enum kind kind, struct str path,
    const struct side *was, const struct side *is)
{
	struct review_tree_changes l;

	review_tree_compare(k->r->perm, was->yaml, is->yaml, &l);
	for (size_t i = 0; i < l.n; i++)
		put_change(k, kind, path, &l.v[i], false);
	/* What is there now and was not before. */
	review_tree_compare(k->r->perm, is->yaml, was->yaml, &l);
	for (size_t i = 0; i < l.n; i++) {
		if (l.v[i].is_gone)
			put_change(k, kind, path, &l.v[i], true);
	}
}

/* ---- lines --------------------------------------------------------------- */

static struct map *
count_lines(struct arena *a, struct str text)
{
	struct map *m = map_open(a);
	struct str line, rest = text;

	while (rest.n > 0) {
		size_t *n;

		(void)str_cut(rest, '\n', &line, &rest);
		n = map_get(m, line);
		if (n == NULL) {
			n = arena_new(a, size_t);
			map_put(m, line, n);
		}
		(*n)++;
	}
	return m;
}

/* Lines of a file. */
struct lines {
	struct str text;
	uint32_t first;		/* number of its first line */
	bool is_new;		/* of the side after */
};

/* Those that the other has not, or not as often. */
static void
put_lines(struct texts *k, struct str path, const struct lines *l,
    struct str other, bool is_loud)
{
	struct map *has = count_lines(k->r->perm, other);
	struct str line, rest = l->text;

	for (uint32_t at = l->first; rest.n > 0; at++) {
		struct review_text *x;
		size_t *n;

		(void)str_cut(rest, '\n', &line, &rest);
		n = map_get(has, line);
		if (n != NULL && *n > 0) {
			(*n)--;
			continue;
		}
		if (str_trim(line).n == 0)
			continue;
		x = add(k, &k->r->texts, path, S(""));
		if (x == NULL)
			return;
		x->line = at;
		x->is_loud = is_loud;
		set_texts(k, x, l->is_new ? S("") : line,
		    l->is_new ? line : S(""));
	}
}

static uint32_t
first_line(const struct texts *k, const struct side *s)
{
	struct str all = source_get(k->ss, s->file)->text;

	return s->body.n == 0 ?
	    1 :
	    source_line(k->ss,
		(struct span){ s->file, (uint32_t)(s->body.p - all.p), 0 });
}

static void
compare_bodies(struct texts *k, struct str path, const struct side *was,
    const struct side *is)
{
	const struct lines old = { was->body, first_line(k, was), false };
	const struct lines new = { is->body, first_line(k, is), true };

	put_lines(k, path, &old, is->body, false);
	put_lines(k, path, &new, was->body, false);
}

/* ---- files --------------------------------------------------------------- */

static struct side
read_side(struct texts *k, struct str path, const struct io_view_file *f)
{
	struct side s = { .file = source_add(k->ss, path) };
	struct span all = { s.file, 0, 0 };
	struct front front;

	source_set_text(k->ss, s.file, f != NULL ? f->content : S(""));
	if (f == NULL || utf8_fault(f->content) < f->content.n)
		return s;
	all.len = (uint32_t)f->content.n;
	if (str_ends(path, S(".yaml"))) {
		s.yaml = yaml_parse(k->r->perm, k->ss, all, k->d);
	} else if (front_split(k->ss, s.file, k->d, &front)) {
		if (front.has_yaml)
			s.yaml = yaml_parse(k->r->perm, k->ss, front.yaml,
			    k->d);
		s.body = source_text(k->ss, front.body);
	}
	return s;
}

/* Whether a text page's words, or a policy's, are everybody's. */
static bool
is_public_body(enum kind kind, const struct side *was, const struct side *is)
{
	const struct yaml_node *v[] = { was->yaml, is->yaml };

	if (kind == KIND_PAGE)
		return true;
	for (size_t i = 0; kind == KIND_POLICY && i < ARRAY_LEN(v); i++) {
		const struct yaml_node *p = v[i] == NULL ?
		    NULL :
		    yaml_get(v[i], "publish");

		/* Only what says no is surely not public. */
		if (p != NULL && p->kind == YAML_SCALAR &&
		    !str_eq(p->text, S("no")) && !str_eq(p->text, S("false")))
			return true;
	}
	return false;
}

static bool
runs(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(runners); i++) {
		if (str_starts(path, runners[i]))
			return true;
	}
	return false;
}

/* A template's text on one side: the built-in one, where the repository has
 * none of its own. */
static struct str
template_of(struct str path, const struct io_view_file *f)
{
	const struct embedded *e = embedded_find(
	    str_from(path, S("templates/").n));

	if (f == NULL && e != NULL)
		return e->content;
	return f != NULL ? f->content : S("");
}

static void
put_template(struct texts *k, struct str path, const struct io_view_file *a,
    const struct io_view_file *b)
{
	struct str was = template_of(path, a), is = template_of(path, b);
	struct review_text *x;

	if (utf8_fault(was) >= was.n && utf8_fault(is) >= is.n) {
		put_lines(k, path, &(struct lines){ was, 1, false }, is, true);
		put_lines(k, path, &(struct lines){ is, 1, true }, was, true);
		return;
	}
	x = add(k, &k->r->texts, path, S(""));
	if (x != NULL)
		x->is_loud = true;
}

static void
compare_file(struct texts *k, struct str path, const struct io_view_file *a,
    const struct io_view_file *b)
{
	struct kind_path of;
	struct side was, is;

	if (str_starts(path, S("templates/"))) {
		put_template(k, path, a, b);
		return;
	}
	if (!kind_match(path, &of)) {
		/* Pipelines, and keys that lie beside the records. */
		if (runs(path) || str_starts(path, S("content/")))
			(void)add(k, &k->r->decisions, path, S(""));
		return;
	}
	was = read_side(k, path, a);
	is = read_side(k, path, b);
	compare_trees(k, of.kind, path, &was, &is);
	if (is_public_body(of.kind, &was, &is))
		compare_bodies(k, path, &was, &is);
}

static struct map *
by_path(struct arena *a, const struct io_view_file *v, size_t n)
{
	struct map *m = map_open(a);

	for (size_t i = 0; i < n; i++) {
		struct io_view_file *copy = arena_new(a, struct io_view_file);

		*copy = v[i];
		map_put(m, v[i].path, copy);
	}
	return m;
}

void
review_text_run(const struct review_request *q, struct review *r)
{
	struct texts k = {
		.r = r,
		.ss = sources_open(r->perm),
		.d = diags_open(r->perm),
	};
	struct map *was = by_path(r->perm, q->base_files, q->n_base_files);
	struct map *is = by_path(r->perm, q->merged_files, q->n_merged_files);

	for (size_t i = 0; i < q->n_base_files; i++) {
		const struct io_view_file *a = &q->base_files[i];
		const struct io_view_file *b = map_get(is, a->path);

		if (b == NULL || a->is_link != b->is_link ||
		    !str_eq(a->content, b->content))
			compare_file(&k, a->path, a, b);
	}
	for (size_t i = 0; i < q->n_merged_files; i++) {
		const struct io_view_file *b = &q->merged_files[i];

		if (map_get(was, b->path) == NULL)
			compare_file(&k, b->path, NULL, b);
	}
}
