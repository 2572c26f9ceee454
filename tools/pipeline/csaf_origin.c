#include "pipeline/csaf_origin.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/pool.h"
#include "csaf/csaf.h"
#include "export/plan.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/released.h"
#include "text/json_read.h"
#include "wall/public_view.h"
#include "wall/wall.h"

struct work {
	const struct released_check *r;
	struct diags **d;	/* by case */
	struct arena **kept;	/* one a worker: holds the reports */
	struct arena **scratch;
};

/* A case at work. */
struct one {
	const struct released_check *r;
	const struct case_entry *c;
	struct diags *d;
	struct arena *tmp;
};

/* ---- where it comes from --------------------------------------------- */

/* What is left of a JSON pointer. */
struct pointer {
	struct str rest;
};

static struct str
next(struct pointer *p)
{
	struct str name;

	if (str_starts(p->rest, S("/")))
		p->rest = str_from(p->rest, 1);
	(void)str_cut(p->rest, '/', &name, &p->rest);
	return name;
}

/* The next name as a place in a list of n, or SIZE_MAX. */
static size_t
next_place(struct pointer *p, size_t n)
{
	int64_t place;

	return n > 0 && num_parse(next(p), 0, (int64_t)n - 1, &place) ?
	    (size_t)place :
	    SIZE_MAX;
}

static struct span
or_else(struct span at, struct span other)
{
	return span_is_set(at) ? at : other;
}

static struct span
case_span(const struct one *k)
{
	return or_else(k->c->c->where,
	    (struct span){ k->c->e.doc->file, 0, 0 });
}

/* The text of the language that the document is in. */
static struct span
text_span(const struct one *k, const struct json_node *root)
{
	bool is_ja = str_starts(json_get_str(json_get(root, "document"),
				    "lang"),
	    S("ja"));
	const struct document *doc = is_ja ? k->c->ja : k->c->en;

	if (doc == NULL)
		doc = is_ja ? k->c->en : k->c->ja;
	return doc != NULL ? (struct span){ doc->file, 0, 0 } : case_span(k);
}

static struct span
document_span(const struct one *k, const struct json_node *root,
    struct pointer *p)
{
	const struct published *l = k->c->published;
	struct str name = next(p);
	size_t i;

	if (str_eq(name, S("title")) || str_eq(name, S("notes")))
		return text_span(k, root);
	if (str_eq(name, S("acknowledgments"))) {
		i = next_place(p, k->c->c->acknowledgments.n);
		if (i != SIZE_MAX)
			return k->c->c->acknowledgments.v[i].where;
	}
	if (!str_eq(name, S("tracking")) || l == NULL)
		return case_span(k);
	if (!str_eq(next(p), S("revision_history")))
		return l->where;
	i = next_place(p, l->revisions.n);
	return i != SIZE_MAX ? l->revisions.v[i].where : l->where;
}

/* The row of a flaw on the product of an id: "gate@1.0", "gate". */
static struct span
product_span(const struct vulnerability *v, struct str id)
{
	struct str name, version;
	struct span at = { 0 };

	(void)str_cut(id, '@', &name, &version);
	for (size_t i = 0; i < v->products.n && !span_is_set(at); i++) {
		const struct case_product *p = &v->products.v[i];

		if (!str_eq(p->product.id, name) &&
		    !str_eq(p->component.id, name))
			continue;
		at = p->where;
		for (size_t j = 0; j < p->versions.n; j++) {
			if (str_eq(p->versions.v[j].version.s, version))
				at = p->versions.v[j].where;
		}
	}
	return at;
}

#define ITEM(list)							\
	if (str_eq(name, S(#list))) {					\
		size_t place = next_place(p, v->list.n);		\
									\
		return place != SIZE_MAX ? v->list.v[place].where :	\
					   v->where;			\
	}

static struct span
flaw_span(const struct vulnerability *v, const struct json_node *node,
    struct pointer *p)
{
	struct str name = next(p);
	struct span at = { 0 };

	if (node->kind == JSON_IS_STRING)
		at = product_span(v, node->text);
	if (span_is_set(at))
		return at;
	if (str_eq(name, S("cve")))
		return v->cve.at;
	if (str_eq(name, S("cwe")) || str_eq(name, S("cwes")))
		return v->cwe.at;
	if ((str_eq(name, S("scores")) || str_eq(name, S("metrics"))) &&
	    v->cvss.n > 0)
		return v->cvss.v[0].at;
	ITEM(threats)
	ITEM(involvements)
	ITEM(ids)
	ITEM(references)
	ITEM(acknowledgments)
	return v->where;
}

/* The id of the product that a node of the tree is, has or names. */
static struct str
product_of(const struct json_node *node)
{
	if (node->kind == JSON_IS_STRING)
		return node->text;
	if (json_get(node, "product_id") != NULL)
		return json_get_str(node, "product_id");
	return json_get_str(json_get(node, "product"), "product_id");
}

/* What the inventory says of a product that the tree names. */
static struct span
tree_span(const struct one *k, const struct json_node *node)
{
	struct str name, version;
	const struct entry *e;

	(void)str_cut(product_of(node), '@', &name, &version);
	e = name.n > 0 ? model_find(k->r->model, SPACE_PRODUCT, name) : NULL;
	return e != NULL ?
	    or_else(e->at, (struct span){ e->doc->file, 0, 0 }) :
	    case_span(k);
}

static struct span
origin_of(const struct one *k, const struct json_node *root,
    const struct json_node *node)
{
	const struct vulnerability_list *flaws = &k->c->c->vulnerabilities;
	struct pointer p = { .rest = S("") };
	struct span at = { 0 };
	struct buf b;
	struct str name;
	size_t i;

	buf_init(&b, LIMIT_PAGE_BYTES);
	csaf_path(root, node, &b);
	p.rest = str_dup(k->tmp, buf_str(&b));
	buf_fini(&b);
	name = next(&p);
	if (str_eq(name, S("document")))
		at = document_span(k, root, &p);
	else if (str_eq(name, S("product_tree")))
		at = tree_span(k, node);
	else if (str_eq(name, S("vulnerabilities")) &&
	    (i = next_place(&p, flaws->n)) != SIZE_MAX)
		at = or_else(flaw_span(&flaws->v[i], node, &p),
		    flaws->v[i].where);
	return or_else(at, case_span(k));
}

/* ---- documents ------------------------------------------------------- */

static void
put_finding(const struct one *k, const struct json_node *root,
    const struct csaf_finding *f)
{
	bool is_error = f->class <= CSAF_MANDATORY;
	struct buf b;

	if (f->class == CSAF_INFORMATIVE || f->node == NULL)
		return;
	buf_init(&b, LIMIT_PAGE_BYTES);
	csaf_path(root, f->node, &b);
	diag_report(k->d, is_error ? DIAG_ERROR : DIAG_ALERT,
	    is_error ? "csaf-finding" : "csaf-advice",
	    origin_of(k, root, f->node),
	    "the CSAF document of %.*s: %.*s (test %s, at %.*s)",
	    STR_ARG(k->c->e.id), STR_ARG(f->message), f->test->id,
	    STR_ARG(buf_str(&b)));
	buf_fini(&b);
	if (f->fix.n > 0)
		diag_help(k->d, "in the document: %.*s; `hansho explain %s`",
		    STR_ARG(f->fix), f->test->id);
	else
		diag_help(k->d, "%s; `hansho explain %s`", f->test->fix,
		    f->test->id);
}

static void
check_text(const struct one *k, struct str text)
{
	struct sources *ss = sources_open(k->tmp);
	struct csaf_request q = { .arena = k->tmp, .sources = ss };
	struct csaf_result r;

	q.file = source_add(ss, S("document"));
	source_set_text(ss, q.file, text);
	csaf_check(&q, &r);
	for (size_t i = 0; i < r.n_findings; i++)
		put_finding(k, r.root, &r.findings[i]);
}

/* The exporter of the documents that go out. */
static const struct export_public *
exporter(size_t *place)
{
	const struct export_public *x;

	for (*place = 0; (x = export_public_at(*place)) != NULL; ++*place) {
		if (str_eq_z(S("csaf"), x->name))
			return x;
	}
	return NULL;
}

/* The documents of a case with a revision behind some of its ledger. */
static void
check_revision(const struct one *k, size_t before, struct revision next)
{
	struct case_entry c = *k->c;
	struct published ledger = { .where = { 0 } };
	const struct wall w = {
		.model = k->r->model,
		.now = next.at.w.kind == WHEN_INSTANT ? next.at.w.at :
							k->r->now,
		.root = k->r->root,
		.words = k->r->words,
		.perm = k->tmp,
		/* What cannot be shown, the build says. */
		.d = diags_open(k->tmp),
	};
	const struct export_context x = { .words = k->r->words,
		.now = w.now,
		.edition = S("public"),
		.ceiling = S("CLEAR") };
	struct plan plan = { .perm = k->tmp };
	const struct export_public *e = exporter(&plan.exporter);
	const struct public_view *view;

	if (c.published != NULL)
		ledger = *c.published;
	ledger.revisions.n = before;
	c.published = c.published != NULL ? &ledger : NULL;
	/* Else the documents would be copied. */
	next.files.n = 0;
	view = wall_public_view_case(&w, &c, &next);
	if (view == NULL || e == NULL)
		return;
	e->plan(&plan, view, &x);
	for (size_t i = 0; i < plan.n; i++) {
		struct buf b;

		buf_init(&b, LIMIT_RELEASE_FILE);
		if (e->render(&plan.pages[i].page, view, &x, k->tmp, &b,
			diags_open(k->tmp)) &&
		    buf_ok(&b))
			check_text(k, buf_str(&b));
		buf_fini(&b);
	}
}

/* What the first revision is like, before `hansho publish` writes it. */
static struct revision
first_revision(const struct one *k)
{
	const struct disclosure *d = k->c->c->disclosure;
	struct revision r = { .version = { S("1.0.0"), case_span(k) } };

	if (d != NULL) {
		r.summary = d->summary;
		r.tlp = d->tlp;
	}
	if (r.summary.ja.s.n == 0)
		r.summary.ja.s = S("初版");
	if (r.summary.en.s.n == 0)
		r.summary.en.s = S("First edition");
	return r;
}

static void
see_case(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	struct scratch tmp = scratch_begin(w->scratch[worker]);
	struct one k = {
		.r = w->r,
		.c = &w->r->model->cases[i],
		.tmp = tmp.a,
	};
	const struct case_entry *c = k.c;
	const struct revision *r = reach_revision(c, w->r->now.s, TLP_RED);
	bool is_ours = !model_case_is_import(c) && !model_case_is_copy(c);

	w->d[i] = k.d = diags_open(w->kept[worker]);
	if (is_ours && r != NULL)
		check_revision(&k, (size_t)(r - c->published->revisions.v),
		    *r);
	else if (is_ours && c->published == NULL && c->approvals != NULL &&
	    (c->ja != NULL || c->en != NULL))
		check_revision(&k, 0, first_revision(&k));
	scratch_end(tmp);
}

void
csaf_origin_check(const struct released_check *r)
{
	unsigned jobs = pool_jobs(r->pool);
	size_t n = r->model->n_cases;
	struct work w = {
		.r = r,
		.d = arena_array(r->perm, struct diags *, n + 1),
		.kept = arena_array(r->perm, struct arena *, jobs),
		.scratch = arena_array(r->perm, struct arena *, jobs),
	};

	if (r->model->organisation == NULL || r->words == NULL)
		return;
	for (unsigned i = 0; i < jobs; i++) {
		w.kept[i] = arena_open_in(r->perm);
		w.scratch[i] = arena_open();
	}
	pool_run(r->pool, n, see_case, &w);
	for (size_t i = 0; i < n; i++)
		diags_merge(r->d, w.d[i]);
	for (unsigned i = 0; i < jobs; i++)
		arena_close(w.scratch[i]);
	diags_sort(r->d);
}
