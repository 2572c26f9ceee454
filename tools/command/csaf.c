#include "csaf/csaf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/pool.h"
#include "command/command.h"
#include "text/json_write.h"

int command_csaf(struct invocation *v);

/* Files whose results wait for their turn: this bounds the memory. */
#define BATCH	64

/* Findings of a kind that are shown; of the others, the lines. */
#define SHOWN		3
#define LINES_SHOWN	10

/* A file and what is printed of it. */
struct document {
	struct str path;
	struct buf out;
	bool is_valid;
	int err;		/* it could not be read */
};

struct validation {
	const struct invocation *v;
	const bool *tests;	/* by place, or NULL: all */
	const struct csaf_link *links;	/* sorted */
	size_t n_links;
	struct document *documents;
	bool is_json;
};

/* ---- which tests ----------------------------------------------------- */

/* "6.1.27" stands for 6.1.27.1 and so on, "6.1" for all mandatory ones. */
static bool
is_named(const struct csaf_test *t, struct str word)
{
	struct str id = str_z(t->id);

	return str_eq_z(word, csaf_class_name(t->class)) || str_eq(id, word) ||
	    (str_starts(id, word) && id.p[word.n] == '.' && word.n > 2);
}

/* False, with a usage error printed, when a word names none. */
static bool
read_tests(const struct invocation *v, bool *tests)
{
	struct str rest = v->tests, word;
	bool more = rest.n > 0;

	while (more) {
		bool is_met = false;

		more = str_cut(rest, ',', &word, &rest);
		word = str_trim(word);
		for (size_t i = 0; i < csaf_tests_len(); i++) {
			const struct csaf_test *t = csaf_test_at(i);

			/* Without its shape nothing is said of a document. */
			if (t->class == CSAF_SCHEMA)
				tests[i] = true;
			if (is_named(t, word))
				is_met = tests[i] = true;
		}
		if (!is_met) {
			(void)command_usage(v,
			    "--tests: '%.*s' is no test: mandatory, optional, "
			    "informative, or an id such as 6.1.9",
			    STR_ARG(word));
			return false;
		}
	}
	return true;
}

/* ---- links ----------------------------------------------------------- */

static int
link_cmp(const void *a, const void *b)
{
	const struct csaf_link *x = a, *y = b;

	return str_cmp(x->url, y->url);
}

/* "URL" or "URL STATUS": 2xx and 3xx resolve. */
static bool
read_link(struct str line, struct csaf_link *out)
{
	struct str status;
	int64_t code;

	*out = (struct csaf_link){ .resolves = true };
	if (!str_cut(line, ' ', &out->url, &status))
		return true;
	if (!num_parse(str_trim(status), 0, 999, &code))
		return false;
	out->resolves = code >= 200 && code < 400;
	return true;
}

/* Fill in --links.  False, with a usage error printed, when it is wrong. */
static bool
read_links(struct invocation *v, struct validation *all)
{
	struct str rest = S(""), line;
	struct csaf_link *list = NULL;
	size_t cap = 0, number = 0;
	bool more = v->links != NULL;
	int err = 0;

	if (more)
		err = io_read_path(v->links, LIMIT_JSON_BYTES, v->perm, &rest);
	if (err != 0) {
		(void)command_usage(v, "--links: %s: %s", v->links,
		    strerror(err));
		return false;
	}
	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		line = str_trim(line);
		number++;
		if (line.n == 0)
			continue;
		list = arena_grow(v->perm, list, all->n_links, &cap,
		    sizeof(*list));
		if (read_link(line, &list[all->n_links++]))
			continue;
		(void)command_usage(v,
		    "--links: %s:%zu: this is no address, nor one with its "
		    "HTTP status",
		    v->links, number);
		return false;
	}
	if (all->n_links > 1)
		qsort(list, all->n_links, sizeof(*list), link_cmp);
	all->links = list;
	return true;
}

/* Say which tests that were asked for nobody made. */
static void
put_not_run(const struct validation *all)
{
	struct str ids = S("");

	for (size_t i = 0; i < csaf_tests_len(); i++) {
		enum csaf_need need = csaf_test_need(csaf_test_at(i));

		if (need == CSAF_NEEDS_NOTHING ||
		    (need == CSAF_NEEDS_LINKS && all->v->links != NULL) ||
		    (all->tests != NULL && !all->tests[i]))
			continue;
		ids = str_fmt(all->v->perm, "%.*s%s%s", STR_ARG(ids),
		    ids.n > 0 ? ", " : "", csaf_test_at(i)->id);
	}
	if (ids.n > 0)
		command_printf("not run: %.*s (`hansho explain` says why)\n",
		    STR_ARG(ids));
}

/* ---- text ------------------------------------------------------------ */

static bool
is_alike(const struct csaf_finding *x, const struct csaf_finding *y)
{
	if (x->test != y->test)
		return false;
	if (x->test->class == CSAF_SCHEMA)
		return str_eq(x->message, y->message);
	return x->kind == y->kind;
}

/* The lines of the findings like one, from a place on, as a note. */
static void
note_rest(struct arena *a, const struct sources *ss, struct diags *d,
    const struct csaf_result *r, size_t from)
{
	const struct csaf_finding *like = &r->findings[from];
	struct str lines = S("");
	size_t n = 0;

	for (size_t i = from; i < r->n_findings; i++) {
		if (!is_alike(like, &r->findings[i]))
			continue;
		if (n++ < LINES_SHOWN)
			lines = str_fmt(a, "%.*s%s%u", STR_ARG(lines),
			    n > 1 ? ", " : "",
			    source_line(ss, r->findings[i].at));
	}
	diag_note(d, (struct span){ 0 },
	    "%zu more like this, in line%s %.*s%s", n, n == 1 ? "" : "s",
	    STR_ARG(lines), n > LINES_SHOWN ? ", ..." : "");
}

/* Findings by kind: how many were met so far. */
struct alike {
	const struct csaf_finding *like;
	size_t n;
};

static void
put_diag(struct arena *a, struct diags *d, const struct csaf_finding *f,
    enum csaf_version version)
{
	enum diag_class class = f->class <= CSAF_MANDATORY ? DIAG_ERROR :
							     DIAG_ALERT;

	diag_report(d, class, f->test->id, f->at, "%.*s", STR_ARG(f->message));
	diag_clause(d,
	    str_fmt(a, "CSAF %s, %s: %s (%s)",
		version == CSAF_21 ? "2.1" : "2.0", f->test->id,
		f->test->title, csaf_class_name(f->class)));
	if (f->fix.n > 0)
		diag_help(d, "quick fix: %.*s", STR_ARG(f->fix));
	else
		diag_help(d, "%s", f->test->fix);
}

static void
make_diags(struct arena *a, const struct sources *ss, struct diags *d,
    const struct csaf_result *r)
{
	struct alike kinds[LIMIT_DIAGS_PER_FILE];
	size_t n = 0;

	for (size_t i = 0; i < r->n_findings; i++) {
		size_t k = 0;

		while (k < n && !is_alike(kinds[k].like, &r->findings[i]))
			k++;
		if (k == ARRAY_LEN(kinds))
			continue;
		if (k == n)
			kinds[n++] = (struct alike){ &r->findings[i], 0 };
		if (kinds[k].n < SHOWN)
			put_diag(a, d, &r->findings[i], r->version);
		else if (kinds[k].n == SHOWN)
			note_rest(a, ss, d, r, i);
		kinds[k].n++;
	}
}

static size_t
count(const struct csaf_result *r, enum csaf_class class)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_findings; i++)
		n += r->findings[i].class == class;
	return n;
}

static void
put_verdict(struct buf *out, struct str path, const struct csaf_result *r)
{
	static const enum csaf_class classes[] = { CSAF_SCHEMA, CSAF_MANDATORY,
		CSAF_OPTIONAL, CSAF_INFORMATIVE };
	const char *before = ": ";

	buf_printf(out, "%.*s: %s%s%s", STR_ARG(path),
	    r->is_valid ? "valid" : "not valid",
	    r->version != CSAF_NONE ? " CSAF " : "",
	    csaf_version_name(r->version));
	for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
		size_t n = count(r, classes[i]);

		if (n == 0)
			continue;
		buf_printf(out, "%s%zu %s", before, n,
		    csaf_class_name(classes[i]));
		before = ", ";
	}
	if (r->n_dropped > 0)
		buf_printf(out, " (%zu more were dropped)", r->n_dropped);
	buf_putc(out, '\n');
}

static void
put_text(const struct validation *all, struct document *doc, struct arena *a,
    const struct sources *ss, const struct csaf_result *r)
{
	struct invocation v = *all->v;
	struct diags *d = diags_open(a);

	/* The printer's own memory is this thread's. */
	v.perm = a;
	make_diags(a, ss, d, r);
	diags_sort(d);
	command_diags_put(&v, ss, d, &doc->out);
	put_verdict(&doc->out, doc->path, r);
}

/* ---- JSON ------------------------------------------------------------ */

static void
put_finding(struct json_writer *w, const struct sources *ss,
    const struct csaf_result *r, const struct csaf_finding *f)
{
	struct buf path;

	buf_init(&path, LIMIT_PAGE_BYTES);
	csaf_path(r->root, f->node, &path);
	json_object(w);
	json_pair_z(w, "test", f->test->id);
	json_pair_z(w, "class", csaf_class_name(f->class));
	json_pair(w, "path", buf_str(&path));
	json_pair_int(w, "line",
	    span_is_set(f->at) ? (int64_t)source_line(ss, f->at) : 0);
	json_pair(w, "message", f->message);
	if (f->fix.n > 0)
		json_pair(w, "fix", f->fix);
	json_end(w);
	buf_fini(&path);
}

static void
put_json(struct document *doc, struct arena *a, const struct sources *ss,
    const struct csaf_result *r)
{
	struct json_writer *w = json_write_open(a, &doc->out,
	    JSON_WRITE_COMPACT | JSON_WRITE_LINES);

	json_object(w);
	json_pair(w, "file", doc->path);
	json_name(w, "valid");
	json_bool(w, r->is_valid);
	json_pair_z(w, "version", csaf_version_name(r->version));
	json_name(w, "findings");
	json_array(w);
	for (size_t i = 0; i < r->n_findings; i++)
		put_finding(w, ss, r, &r->findings[i]);
	json_end(w);
	json_end(w);
	if (!json_write_close(w))
		die_env(0, "%.*s: more findings than can be shown",
		    STR_ARG(doc->path));
}

/* ---- files ----------------------------------------------------------- */

/* A file that cannot be read is a finding too: others still have a turn. */
static void
refuse(struct csaf_result *r, struct arena *a, int err)
{
	*r = (struct csaf_result){ .version = CSAF_NONE };
	r->findings = arena_new(a, struct csaf_finding);
	r->n_findings = 1;
	r->findings[0] = (struct csaf_finding){ .test = csaf_test_find(
						    S("schema")),
		.message = str_fmt(a, "the file cannot be read: %s",
		    strerror(err)),
		.kind = "" };
}

static void
check_document(void *ctx, size_t i, unsigned worker UNUSED)
{
	struct validation *all = ctx;
	struct document *doc = &all->documents[i];
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct csaf_request q = { .arena = a,
		.sources = ss,
		.file = source_add(ss, doc->path),
		.tests = all->tests,
		.links = all->links,
		.n_links = all->n_links,
		.has_links = all->v->links != NULL };
	struct csaf_result r;
	struct str text;

	doc->err = io_read_path(str_to_z(a, doc->path), LIMIT_JSON_BYTES, a,
	    &text);
	if (doc->err == 0) {
		source_set_text(ss, q.file, text);
		csaf_check(&q, &r);
	} else {
		refuse(&r, a, doc->err);
	}
	doc->is_valid = r.is_valid;
	buf_init(&doc->out, LIMIT_PAGE_BYTES);
	if (all->is_json)
		put_json(doc, a, ss, &r);
	else
		put_text(all, doc, a, ss, &r);
	arena_close(a);
}

/* The worst of the files: unreadable, not valid, valid. */
static int
check_all(struct invocation *v, struct validation *all)
{
	struct pool *pool = pool_open(v->jobs);
	int status = STATUS_FINE;

	for (size_t from = 0; from < v->n_args; from += BATCH) {
		size_t n = v->n_args - from < BATCH ? v->n_args - from : BATCH;

		for (size_t i = 0; i < n; i++)
			all->documents[i] = (struct document){
				.path = v->args[from + i]
			};
		pool_run(pool, n, check_document, all);
		for (size_t i = 0; i < n; i++) {
			struct document *doc = &all->documents[i];

			command_page(&doc->out);
			buf_fini(&doc->out);
			if (doc->err != 0)
				status = STATUS_ENVIRONMENT;
			else if (!doc->is_valid && status == STATUS_FINE)
				status = STATUS_FINDINGS;
		}
	}
	pool_close(pool);
	return status;
}

int
command_csaf(struct invocation *v)
{
	struct validation all = { .v = v,
		.documents = arena_array(v->perm, struct document, BATCH),
		.is_json = str_eq(v->format, S("json")) };
	bool *tests = arena_array(v->perm, bool, csaf_tests_len());
	int status;

	if (!command_text_or_json(v) || !read_tests(v, tests))
		return STATUS_USAGE;
	if (!read_links(v, &all))
		return STATUS_USAGE;
	if (v->tests.n > 0)
		all.tests = tests;
	status = check_all(v, &all);
	if (!all.is_json)
		put_not_run(&all);
	return status;
}
