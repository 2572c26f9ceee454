#include "review/review_row.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"
#include "review/review_origin.h"
#include "review/review_tree.h"
#include "text/front.h"
#include "text/yaml.h"

struct rows {
	struct review *r;
	const struct review_request *q;
	struct review_branch branch;
	struct sources *ss;	/* the texts that are compared */
	struct diags *d;	/* their faults, which check tells */
	struct map *merged;	/* path -> io_view_file */
	struct map *contents;	/* content of new files -> io_view_file */
};

/* One file on both sides. */
struct side {
	uint32_t file;
	const struct yaml_node *yaml;
	struct str body;
};

bool
review_row_is_loud(const struct review_row *row)
{
	return row->what == REVIEW_ROW_OLD_COPY ||
	    (row->is_others && row->is_late);
}

enum tlp
review_label_of(const struct review *r, struct str path)
{
	const struct model *m = r->before->model;
	struct kind_path k;
	const struct entry *e;

	/* What belongs to a case, documents that went out too, is as secret as
	 * that; of other files only known kinds are less than all. */
	if (!kind_match(path, &k)) {
		for (size_t i = 0; i < m->n_cases; i++) {
			struct str at = model_path(m, m->cases[i].e.doc);

			at.n -= S("case.md").n;
			if (str_starts(path, at))
				return m->cases[i].label;
		}
		return str_starts(path, S("cases/")) ? TLP_RED :
						       TLP_AMBER_STRICT;
	}
	for (size_t i = 0; i < m->docs[k.kind].n; i++) {
		const struct document *doc = &m->docs[k.kind].v[i];

		if (str_eq(model_path(m, doc), path))
			return model_label(m, doc);
	}
	e = model_find(m, SPACE_CASE, k.id);
	return e != NULL && k.kind >= KIND_CASE ?
	    ((const struct case_entry *)(const void *)e)->label :
	    TLP_AMBER_STRICT;
}

static struct review_row *
add(struct rows *k, enum review_row_what what, struct str path)
{
	struct review *r = k->r;
	struct review_row *row;

	r->rows = arena_grow(r->perm, r->rows, r->n_rows, &r->rows_cap,
	    sizeof(*r->rows));
	row = &r->rows[r->n_rows++];
	*row = (struct review_row){ .what = what,
		.path = path,
		.label = review_label_of(r, path) };
	review_tells(r, row->label);
	return row;
}

static void
set_by(const struct rows *k, struct review_row *row,
    const struct history_commit *by)
{
	row->by = by;
	if (by == NULL)
		return;
	row->is_others = !review_origin_is_own(&k->branch, by);
	row->is_late = review_origin_is_late(&k->branch, by);
}

/* ---- rows of one file ---------------------------------------------------- */

static struct side
read_side(struct rows *k, struct str path, struct str content)
{
	struct side s = { .file = source_add(k->ss, path), .body = content };
	struct span all = { s.file, 0, (uint32_t)content.n };
	struct front front;

	source_set_text(k->ss, s.file, content);
	if (str_ends(path, S(".yaml"))) {
		s.yaml = yaml_parse(k->r->perm, k->ss, all, k->d);
		s.body = S("");
	} else if (front_split(k->ss, s.file, k->d, &front)) {
		if (front.has_yaml)
			s.yaml = yaml_parse(k->r->perm, k->ss, front.yaml,
			    k->d);
		s.body = source_text(k->ss, front.body);
	}
	return s;
}

/* The text of a row; a short one with its line, so that it is found where it
 * stood and nowhere else. */
static struct str
piece_of(const struct rows *k, struct span at)
{
	struct str text = str_trim(source_text(k->ss, at));

	return text.n < 24 ? str_trim(source_pos(k->ss, at).text) : text;
}

/* "2026-12-01", with or without a time. */
static bool
is_date(struct str s)
{
	static const char shape[] = "dddd-dd-dd";

	if (s.n < sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i + 1 < sizeof(shape); i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (shape[i] == 'd' ? !digit : s.p[i] != '-')
			return false;
	}
	return true;
}

/* Dates that are told of elsewhere: stages, clocks, findings and who decides
 * tell those. */
static bool
is_told(enum kind kind, struct str name)
{
	return kind == KIND_APPROVALS || kind == KIND_PUBLISHED ||
	    kind == KIND_ORGANISATION || kind == KIND_PEOPLE ||
	    str_eq(name, S("approvals_since")) ||
	    str_starts(name, S("facts")) || str_eq(name, S("embargo.until"));
}

static void
add_date(struct rows *k, struct str path, const struct review_tree_change *c)
{
	struct review *r = k->r;
	struct kind_path of;
	struct review_record *x;
	struct review_change *change;
	struct str now = review_path_after(r, path);

	if (!is_date(c->before) || !is_date(c->after) ||
	    !kind_match(now, &of) || is_told(of.kind, c->name))
		return;
	x = review_record(r, kind_info(of.kind)->name, of.id, now);
	if (x->label == tlp_unset)
		x->label = review_label_of(r, path);
	change = review_add(r, x, REVIEW_DATE);
	change->key = change->name = c->name;
	change->before = change->before_words = c->before;
	change->after = change->after_words = c->after;
}

static void
add_gone(struct rows *k, struct str path, struct review_versions *v,
    const struct review_tree_change *c)
{
	struct review_row *row = add(k, REVIEW_ROW_ITEM, path);

	row->line = source_line(k->ss, c->at);
	row->name = c->name;
	set_by(k, row, review_origin_of(&k->branch, v, piece_of(k, c->at)));
}

/* The next heading of Markdown from *at on, with its marks; fenced blocks have
 * none. */
static bool
next_heading(struct str body, size_t *at, bool *is_fenced, struct str *out)
{
	while (*at < body.n) {
		size_t end = str_find_byte(body, '\n', *at);
		struct str line;

		end = end == SIZE_MAX ? body.n : end;
		line = str_trim(str_sub(body, *at, end - *at));
		*at = end + 1;
		if (str_starts(line, S("```")) || str_starts(line, S("~~~")))
			*is_fenced = !*is_fenced;
		if (!*is_fenced && str_starts(line, S("#"))) {
			*out = line;
			return true;
		}
	}
	return false;
}

static bool
has_heading(struct str body, struct str wanted)
{
	struct str line;
	size_t at = 0;
	bool is_fenced = false;

	while (next_heading(body, &at, &is_fenced, &line)) {
		if (str_eq(line, wanted))
			return true;
	}
	return false;
}

static void
compare_sections(struct rows *k, struct str path, struct review_versions *v,
    const struct side *was, const struct side *is)
{
	struct str line;
	size_t at = 0;
	bool is_fenced = false;

	while (next_heading(was->body, &at, &is_fenced, &line)) {
		struct review_row *row;
		struct span place;

		if (has_heading(is->body, line))
			continue;
		row = add(k, REVIEW_ROW_SECTION, path);
		place = (struct span){ was->file,
			(uint32_t)(line.p -
			    source_get(k->ss, was->file)->text.p),
			0 };
		row->line = source_line(k->ss, place);
		row->name = line;
		while (row->name.n > 0 && row->name.p[0] == '#')
			row->name = str_from(row->name, 1);
		row->name = str_trim(row->name);
		set_by(k, row, review_origin_of(&k->branch, v, line));
	}
}

/* ---- old copies ---------------------------------------------------------- */

/* Whose changes are undone, each name once. */
static void
name_others(const struct rows *k, const struct review_versions *v, size_t n,
    struct review_row *row)
{
	struct map *seen = map_open(k->r->perm);

	for (size_t i = 0; i < n; i++) {
		const struct history_commit *c = v->changes[i]->commit;

		if (!review_origin_is_own(&k->branch, c))
			row->is_others = true;
		if (map_add(seen, c->author->name, c->author))
			row->others = review_join(k->r, row->others,
			    "say.comma", c->author->name);
	}
}

static void
check_copy(struct rows *k, struct str path, const struct review_versions *v,
    struct str content)
{
	size_t age = review_origin_age(v, content);
	struct review_row *row;

	if (age == 0)
		return;
	row = add(k, REVIEW_ROW_OLD_COPY, path);
	row->n_undone = age;
	row->by = v->changes[age]->commit;
	row->is_late = review_origin_is_late(&k->branch,
	    v->changes[0]->commit);
	name_others(k, v, age, row);
}

static void
compare_file(struct rows *k, const struct io_view_file *a,
    const struct io_view_file *b)
{
	struct review_versions v;
	struct review_tree_changes changes;
	struct kind_path of;
	struct side was, is;

	review_origin_versions(&k->branch, a->path, &v);
	check_copy(k, a->path, &v, b->content);
	if (!kind_match(a->path, &of))
		return;
	was = read_side(k, a->path, a->content);
	is = read_side(k, b->path, b->content);
	/* What cannot be read is a finding. */
	if (is.yaml != NULL)
		review_tree_compare(k->r->perm, was.yaml, is.yaml, &changes);
	else
		changes = (struct review_tree_changes){ 0 };
	for (size_t i = 0; i < changes.n; i++) {
		if (changes.v[i].is_gone)
			add_gone(k, a->path, &v, &changes.v[i]);
		else
			add_date(k, a->path, &changes.v[i]);
	}
	compare_sections(k, a->path, &v, &was, &is);
}

/* ---- files --------------------------------------------------------------- */

static struct str
folder_of(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

/* Files of one folder are one row. */
static void
add_file(struct rows *k, const struct io_view_file *f)
{
	struct review *r = k->r;
	struct review_versions v;
	struct review_row *row = r->n_rows > 0 ? &r->rows[r->n_rows - 1] :
						 NULL;
	const struct history_commit *newest, *oldest;

	if (row != NULL && row->what == REVIEW_ROW_FILE &&
	    str_starts(f->path, folder_of(row->path))) {
		row->more++;
		return;
	}
	row = add(k, REVIEW_ROW_FILE, f->path);
	review_origin_versions(&k->branch, f->path, &v);
	if (v.n == 0)
		return;
	newest = v.changes[0]->commit;
	oldest = v.changes[v.n - 1]->commit;
	set_by(k, row, oldest);
	if (!review_row_is_loud(row) &&
	    !review_origin_is_own(&k->branch, newest) &&
	    review_origin_is_late(&k->branch, newest))
		set_by(k, row, newest);
}

static void
index_merged(struct rows *k)
{
	const struct review_request *q = k->q;
	struct map *old = map_open(k->r->perm);

	for (size_t i = 0; i < q->n_base_files; i++)
		map_put(old, q->base_files[i].path, k);
	for (size_t i = 0; i < q->n_merged_files; i++) {
		const struct io_view_file *f = &q->merged_files[i];
		struct io_view_file *copy = arena_new(k->r->perm,
		    struct io_view_file);

		*copy = *f;
		map_put(k->merged, f->path, copy);
		if (map_get(old, f->path) == NULL)
			map_put(k->contents, f->content, copy);
	}
}

void
review_row_run(const struct review_request *q, struct review *r)
{
	struct rows k = {
		.r = r,
		.q = q,
		.ss = sources_open(r->perm),
		.d = diags_open(r->perm),
		.merged = map_open(r->perm),
		.contents = map_open(r->perm),
	};

	review_origin_branch(r->perm, q->base_history, q->head_history,
	    &k.branch);
	index_merged(&k);
	for (size_t i = 0; i < r->n_conflicts; i++)
		review_tells(r, review_label_of(r, r->conflicts[i]));
	for (size_t i = 0; i < q->n_base_files; i++) {
		const struct io_view_file *a = &q->base_files[i];
		const struct io_view_file *b = map_get(k.merged,
		    review_path_after(r, a->path));

		if (b != NULL && str_eq(a->content, b->content))
			continue;
		if (b != NULL)
			compare_file(&k, a, b);
		/* Moved somewhere else it is still there. */
		else if (map_get(k.contents, a->content) == NULL)
			add_file(&k, a);
	}
}
