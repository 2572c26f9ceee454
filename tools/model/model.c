#include "model/model.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/time.h"
#include "base/utf8.h"
#include "model/delivery.h"
#include "model/file_text.h"
#include "model/link.h"
#include "model/load.h"
#include "model/reach.h"
#include "model/scalar.h"
#include "model/statement.h"
#include "text/front.h"
#include "text/yaml.h"

_Static_assert(KINDS == KIND_DECISIONS + 1, "KINDS is the rows of kinds.def");

/* The folders that hold documents. */
static const struct str roots[] = {
	STR_INIT("cases"),
	STR_INIT("content"),
	STR_INIT("products"),
};

struct path_list {
	struct str *v;
	size_t n, cap;
};

struct walk {
	struct arena *perm;
	struct io_dir *root;
	struct sources *ss;
	struct diags *d;
	struct path_list files;
};

/* A fault of a path itself, reported at a source without text. */
static void
report_path(struct walk *w, struct str path, const char *rule,
    const char *what, const char *help)
{
	uint32_t file = source_add(w->ss, path);

	diag_error(w->d, rule, (struct span){ file, 0, 0 }, "%s", what);
	diag_help(w->d, "%s", help);
}

/* Whether a name can stand in messages and pages, and its path be opened. */
static bool
check_name(struct walk *w, struct str folder, struct str name)
{
	bool shows = utf8_fault(name) == SIZE_MAX;

	for (size_t i = 0; shows && i < name.n;) {
		uint32_t c = utf8_next(name, &i);

		shows = c != '\t' && c != '\n' && !utf8_is_hostile(c);
	}
	if (!shows)
		report_path(w, folder, "file-name",
		    "a name in this folder "
		    "holds bytes that are not UTF-8 or do not show",
		    "rename it; `ls -b` shows such names");
	else if (folder.n + 1 + name.n >= LIMIT_PATH_BYTES)
		report_path(w, folder, "file-limit",
		    "a path in this folder "
		    "is too long",
		    "use shorter names");
	else
		return true;
	return false;
}

/* Names that some systems take for one: they would lose a file. */
static void
check_forms(struct walk *w, struct str folder, const struct io_entry *v,
    size_t n)
{
	struct map *seen = map_open(w->perm);

	for (size_t i = 0; i < n; i++) {
		struct str name = v[i].name;

		if (utf8_fault(name) == SIZE_MAX &&
		    !map_add(seen, utf8_nfc(w->perm, name), w))
			report_path(w,
			    str_fmt(w->perm, "%.*s/%.*s", STR_ARG(folder),
				STR_ARG(name)),
			    "file-name",
			    "this name is in the folder twice, in two normal "
			    "forms of Unicode",
			    "keep one, in the composed form (NFC); `ls -b` "
			    "shows the difference");
	}
}

/* Whether there is anything but ASCII, which has one form alone. */
static bool
has_forms(const struct io_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < v[i].name.n; k++) {
			if ((unsigned char)v[i].name.p[k] >= 0x80)
				return true;
		}
	}
	return false;
}

/* What another repository has is of another history, and perhaps secret. */
static bool
is_repository(const struct io_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(v[i].name, S(".git")))
			return true;
	}
	return false;
}

static void
walk_dir(struct walk *w, struct str path, unsigned depth)
{
	struct io_entry *entries;
	size_t n;
	int err;

	/* A file in here is two components more than depth. */
	if (depth + 2 > LIMIT_PATH_DEPTH) {
		report_path(w, path, "file-limit",
		    "folders are nested too "
		    "deep",
		    "move the files further up");
		return;
	}
	err = io_list(w->root, path, w->perm, &entries, &n);
	if (err == ENOENT && depth == 0)
		return;
	if (err == ELOOP || err == ENOTDIR) {
		report_path(w, path, "file-link", "this is not a folder",
		    "put the files themselves here");
		return;
	}
	if (err != 0)
		die_env(err, "cannot read the folder %.*s", STR_ARG(path));
	if (is_repository(entries, n)) {
		report_path(w, path, "file-repository",
		    "this is a git repository of its own, and is not read",
		    "put its files here themselves, or keep it elsewhere and "
		    "name it: --with DIR");
		return;
	}
	if (has_forms(entries, n))
		check_forms(w, path, entries, n);
	for (size_t i = 0; i < n; i++) {
		struct str p = str_fmt(w->perm, "%.*s/%.*s", STR_ARG(path),
		    STR_ARG(entries[i].name));

		if (entries[i].name.p[0] == '.' ||
		    !check_name(w, path, entries[i].name))
			continue;
		if (entries[i].kind == IO_DIR) {
			walk_dir(w, p, depth + 1);
		} else if (entries[i].kind != IO_FILE) {
			report_path(w, p, "file-link",
			    entries[i].kind == IO_LINK ?
				"symbolic links are not followed" :
				"this is not a file",
			    "put the file itself here");
		} else {
			w->files.v = arena_grow(w->perm, w->files.v,
			    w->files.n, &w->files.cap, sizeof(p));
			w->files.v[w->files.n++] = p;
		}
	}
}

/* One document on its way, and what reading it reported. */
struct job {
	struct document doc;
	struct diags *d;
};

struct loading {
	struct io_dir *root;		/* NULL: texts are there already */
	struct sources *ss;
	struct job *jobs;
	struct arena **arenas;		/* one a worker, as the next */
	struct arena **trees;		/* for YAML that only loading needs */
};

static size_t
bytes_max(enum kind kind)
{
	/* The front matter of an imported case can be long. */
	if (kind == KIND_CASE || kind_info(kind)->format == KIND_YAML)
		return LIMIT_YAML_BYTES;
	return LIMIT_MARKDOWN_BYTES;
}

static bool
read_text(const struct loading *l, struct job *j, struct arena *a)
{
	struct str path = source_get(l->ss, j->doc.file)->path;
	size_t max = bytes_max(j->doc.path.kind);
	struct span start = { j->doc.file, 0, 0 };
	struct str text;
	int err;

	if (l->root == NULL)
		return true;
	err = io_read(l->root, path, max, a, &text);
	if (err == EFBIG) {
		diag_error(j->d, "file-limit", start,
		    "the file is over the limit of %zu bytes", max);
		diag_help(j->d, "split it, or keep attachments elsewhere");
		return false;
	}
	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	source_set_text(l->ss, j->doc.file, text);
	return true;
}

/* The parts of a path that name something, which pages and links repeat. */
static bool
check_path(const struct job *j)
{
	const struct str parts[] = { j->doc.path.id, j->doc.path.dir };

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (parts[i].n == 0 || scalar_is_id(parts[i]))
			continue;
		diag_error(j->d, "file-name",
		    (struct span){ j->doc.file, 0, 0 },
		    "'%.*s' in the file's path is no id", STR_ARG(parts[i]));
		diag_help(j->d,
		    "rename it: ids are letters, digits and "
		    ". _ + -, the first a letter or digit");
		return false;
	}
	return true;
}

/* Records within records that keeps_yaml() looks into. */
#define RECORD_DEPTH	8

/*
 * Whether something points to the YAML when the records are there.  The rule
 * that compares policies does.  Deeper records than there are count as if.
 */
static bool
keeps_yaml(const struct record *r, unsigned depth)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];

		if (f->type == FIELD_TREE ||
		    (f->type == FIELD_RECORD &&
			(depth == 0 || keeps_yaml(f->record, depth - 1))))
			return true;
	}
	return false;
}

static void
load_record_of(const struct loading *l, struct job *j, struct span yaml,
    struct arena *a, struct arena *nodes)
{
	const struct kind_info *kind = kind_info(j->doc.path.kind);
	void *record;

	j->doc.yaml = yaml_parse_in(a, nodes, l->ss, yaml, j->d);
	if (j->doc.yaml == NULL)
		return;
	/* An advisory text may do without front matter. */
	if (j->doc.yaml->kind == YAML_NULL &&
	    j->doc.path.kind == KIND_ADVISORY)
		record = arena_alloc(a, 1, kind->record->size);
	else
		record = load_record(a, kind->record, j->doc.yaml,
		    (struct span){ j->doc.file, 0,
			(uint32_t)source_get(l->ss, j->doc.file)->text.n },
		    j->d);
	if (record != NULL && j->doc.path.kind == KIND_CASE)
		statement_expand(a, record, j->d);
	j->doc.record = record;
}

static void
load_one(void *ctx, size_t i, unsigned worker)
{
	const struct loading *l = ctx;
	struct job *j = &l->jobs[i];
	struct arena *a = l->arenas[worker];
	const struct kind_info *kind = kind_info(j->doc.path.kind);
	struct front front = { .has_yaml = true };
	struct scratch tmp;
	struct str text;

	j->d = diags_open(a);
	progress_add(1);
	if (!check_path(j) || !read_text(l, j, a) ||
	    !file_text_check(l->ss, j->doc.file, j->d))
		return;
	text = source_get(l->ss, j->doc.file)->text;
	front.yaml = (struct span){ j->doc.file, 0, (uint32_t)text.n };
	if (kind->format == KIND_FRONT &&
	    !front_split(l->ss, j->doc.file, j->d, &front))
		return;
	j->doc.body = front.body;
	if (j->doc.path.kind == KIND_POLICY ||
	    keeps_yaml(kind->record, RECORD_DEPTH)) {
		load_record_of(l, j, front.yaml, a, a);
		return;
	}
	tmp = scratch_begin(l->trees[worker]);
	load_record_of(l, j, front.yaml, a, tmp.a);
	j->doc.yaml = NULL;
	scratch_end(tmp);
}

/* Order of documents: kind, then folder, id, language. */
static int
job_cmp(const void *a, const void *b)
{
	const struct kind_path *x = &((const struct job *)a)->doc.path;
	const struct kind_path *y = &((const struct job *)b)->doc.path;
	int cmp;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	cmp = str_cmp(x->dir, y->dir);
	if (cmp == 0)
		cmp = str_cmp(x->id, y->id);
	return cmp != 0 ? cmp : str_cmp(x->lang, y->lang);
}

static void
set_docs(struct arena *perm, struct model *m, struct job *jobs, size_t n)
{
	struct document *docs = arena_array(perm, struct document, n + 1);

	qsort(jobs, n, sizeof(*jobs), job_cmp);
	for (size_t i = 0; i < n; i++) {
		struct document_list *list = &m->docs[jobs[i].doc.path.kind];

		docs[i] = jobs[i].doc;
		if (list->n++ == 0)
			list->v = &docs[i];
		if (docs[i].record == NULL)
			m->n_unreadable++;
	}
}

/* The organisation's zone, or UTC when it has none that we know. */
static void
set_organisation(struct arena *perm, struct model *m, struct diags *d)
{
	const struct document_list *docs = &m->docs[KIND_ORGANISATION];
	struct text name;

	m->zone = zone_open(perm, S("UTC"), S(""));
	if (docs->n == 0 || docs->v[0].record == NULL)
		return;
	m->organisation = docs->v[0].record;
	name = m->organisation->zone;
	if (zone_is_builtin(name.s)) {
		m->zone = zone_open(perm, name.s, S(""));
	} else if (name.s.n > 0) {
		diag_error(d, "field-value", name.at,
		    "the zone '%.*s' is not known", STR_ARG(name.s));
		diag_help(d,
		    "use an IANA name such as Asia/Tokyo, or an "
		    "offset such as +09:00");
	}
}

/* A file that nobody reads, though its name says that somebody should. */
static void
report_stray(const struct sources *ss, uint32_t file, struct diags *d)
{
	const char *near = kind_near(source_get(ss, file)->path);

	if (near == NULL)
		return;
	diag_report(d, DIAG_ALERT, "file-stray", (struct span){ file, 0, 0 },
	    "nothing reads this file: its name is not that of a document");
	diag_help(d,
	    "rename it after %s, where {lang} is ja or en, or move "
	    "it elsewhere",
	    near);
}

/* Load the sources from an id on; those before it are faults of the walk. */
static struct model *
load_all(struct arena *perm, struct io_dir *root, uint32_t from,
    struct sources *ss, struct pool *pool, struct diags *d)
{
	struct model *m = arena_new(perm, struct model);
	struct loading l = { .root = root, .ss = ss };
	size_t n = 0;

	l.jobs = arena_array(perm, struct job, sources_len(ss) + 1);
	for (uint32_t f = from; f <= sources_len(ss); f++) {
		struct job *j = &l.jobs[n];

		if (!kind_match(source_get(ss, f)->path, &j->doc.path)) {
			report_stray(ss, f, d);
			continue;
		}
		j->doc.file = f;
		n++;
	}
	l.arenas = arena_array(perm, struct arena *, pool_jobs(pool));
	l.trees = arena_array(perm, struct arena *, pool_jobs(pool));
	for (unsigned i = 0; i < pool_jobs(pool); i++) {
		l.arenas[i] = arena_open_in(perm);
		l.trees[i] = arena_open();
	}
	progress_begin("reading files", n);
	pool_run(pool, n, load_one, &l);
	progress_end();
	for (unsigned i = 0; i < pool_jobs(pool); i++)
		arena_close(l.trees[i]);
	for (size_t i = 0; i < n; i++)
		diags_merge(d, l.jobs[i].d);
	m->sources = ss;
	set_docs(perm, m, l.jobs, n);
	set_organisation(perm, m, d);
	link_entries(perm, m, d);
	link_refs(perm, m, d);
	m->deliveries = delivery_load(perm, NULL, root, ss, from, d);
	return m;
}

struct model *
model_from_sources(struct arena *perm, struct sources *ss, struct pool *pool,
    struct diags *d)
{
	return load_all(perm, NULL, 1, ss, pool, d);
}

struct model *
model_load(struct arena *perm, struct io_dir *root, struct sources *ss,
    struct pool *pool, struct diags *d)
{
	struct walk w = { .perm = perm, .root = root, .ss = ss, .d = d };
	uint32_t from;

	for (size_t i = 0; i < ARRAY_LEN(roots); i++)
		walk_dir(&w, roots[i], 0);
	if (w.files.n > 0)
		qsort(w.files.v, w.files.n, sizeof(*w.files.v), str_cmp_qsort);
	from = (uint32_t)sources_len(ss) + 1;
	for (size_t i = 0; i < w.files.n; i++)
		(void)source_add(ss, w.files.v[i]);
	return load_all(perm, root, from, ss, pool, d);
}

const struct entry *
model_find(const struct model *m, enum space space, struct str id)
{
	return map_get(m->index[space], id);
}

const struct revision *
model_released(const struct case_entry *c, int64_t now_s)
{
	const struct revision *newest = NULL;

	if (c->published == NULL)
		return NULL;
	for (size_t i = 0; i < c->published->revisions.n; i++) {
		const struct revision *r = &c->published->revisions.v[i];

		if (r->at.w.kind == WHEN_INSTANT && r->at.w.at.s <= now_s)
			newest = r;
	}
	return newest;
}

struct str
model_path(const struct model *m, const struct document *doc)
{
	return source_get(m->sources, doc->file)->path;
}

struct str
model_shown(const struct model *m, const struct document *doc)
{
	return source_get(m->sources, doc->file)->shown;
}

const struct revision *
model_public(const struct case_entry *c, int64_t now_s)
{
	return reach_revision(c, now_s, TLP_CLEAR);
}

bool
model_case_is_import(const struct case_entry *c)
{
	/* Behind the wall `origin` may be away. */
	return c->c->imported != NULL || str_eq(c->c->origin.s, S("import"));
}

bool
model_case_is_copy(const struct case_entry *c)
{
	return str_eq(c->c->master.s, S("restricted"));
}

struct str
model_advisory_id(const struct case_entry *c)
{
	return c->c->imported != NULL ? c->c->imported->id.s :
					c->c->advisory.s;
}

/* A document's own label, or that of those which have none. */
static enum tlp
own_label(const struct document *doc, enum tlp otherwise)
{
	const struct record *r = kind_info(doc->path.kind)->record;
	const struct field *f = field_find(r, S("tlp"));
	const struct choice *own;
	size_t n;

	if (f == NULL || doc->record == NULL)
		return otherwise;
	own = field_items(f, doc->record, &n);
	return n > 0 ? (enum tlp)own->v : otherwise;
}

/*
 * Of what a restricted repository has of its own nobody else may know that it
 * is there; what stands in those below it is as it is there.
 */
static enum tlp
circle_label(const struct model *m, const struct document *doc,
    enum tlp otherwise)
{
	const struct organisation *o = m->organisation;

	if (o == NULL || o->repository.v != (int)REPOSITORY_RESTRICTED ||
	    source_get(m->sources, doc->file)->layer > 0)
		return otherwise;
	return o->ceiling.v > (int)otherwise ? (enum tlp)o->ceiling.v :
					       otherwise;
}

enum tlp
model_label(const struct model *m, const struct document *doc)
{
	const struct entry *e;

	switch (kind_info(doc->path.kind)->label) {
	case KIND_LABEL_GROUP:
		return TLP_GREEN;
	case KIND_LABEL_CIRCLE:
		return circle_label(m, doc, TLP_GREEN);
	case KIND_LABEL_TEAM:
		return circle_label(m, doc, TLP_AMBER_STRICT);
	case KIND_LABEL_CASE:
		/* What belongs to no case that can be read is for nobody. */
		e = model_find(m, SPACE_CASE, doc->path.id);
		return e != NULL ?
		    ((const struct case_entry *)(const void *)e)->label :
		    TLP_RED;
	case KIND_LABEL_OWN:
		return own_label(doc, circle_label(m, doc, TLP_AMBER));
	case KIND_LABEL_OWN_STRICT:
		return own_label(doc, circle_label(m, doc, TLP_AMBER_STRICT));
	}
	BUG("label of a kind");
}
