/*
 * The canary: a marker in every field that an edition may not see, and in
 * every field of what it may not see at all; none in the edition's files.
 *
 * The example group is loaded, the markers are put into its records by the
 * field tables, so a new field is covered without a line here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "model/audit.h"
#include "model/derived.h"
#include "model/model.h"
#include "model/predicate.h"
#include "pipeline/build.h"
#include "pipeline/derive.h"
#include "pipeline/edition.h"
#include "pipeline/theme.h"
#include "rule/condition.h"
#include "test.h"
#include "text/yaml.h"

Suite *suite_wall_canary(void);

#define MARK	"qzcanaryqz"

/* The present in which the example group is shown. */
static const struct instant now = { INT64_C(1795305600), 32400 };

struct fixture {
	struct arena *perm;
	struct io_dir *root;
	struct build b;
	struct model *m;
	struct theme theme;
};

static void
open_fixture(struct fixture *f)
{
	f->perm = arena_open();
	ck_assert_int_eq(io_dir_open(".", &f->root), 0);
	f->b = (struct build){
		.root = f->root,
		.sources = sources_open(f->perm),
		.pool = pool_open(2),
		.perm = f->perm,
		.d = diags_open(f->perm),
		.now = now,
		.version = S("0"),
	};
	f->m = model_load(f->perm, f->root, f->b.sources, f->b.pool, f->b.d);
	f->b.model = f->m;
	ck_assert(theme_load(f->perm, f->root, f->b.sources, f->b.d, NULL,
	    &f->theme));
	ck_assert_uint_gt(f->m->n_cases, 0);
}

static void
close_fixture(struct fixture *f)
{
	pool_close(f->b.pool);
	io_dir_close(f->root);
	arena_close(f->perm);
}

struct injector {
	struct arena *a;
	enum field_audience above;	/* fields stricter than this get one */
	bool all;			/* every field gets one */
	size_t n;			/* markers placed */
	unsigned depth;
};

static struct str
marker(struct injector *k, const struct record *r, const struct field *f)
{
	k->n++;
	return str_fmt(k->a, MARK "-%s-%s", r->name, f->name);
}

static void inject(struct injector *k, const struct record *r, void *record,
    bool secret);

static bool
is_list(const struct field *f)
{
	return f->card == CARD_LIST || f->card == CARD_LIST1;
}

/* One value: text and words become a marker, ids keep their shape. */
static void
inject_item(struct injector *k, const struct record *r, const struct field *f,
    void *item)
{
	static const struct span here = { 1, 0, 1 };
	struct str m;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		/* Vectors and the like would only stop being parsed. */
		if (f->type != FIELD_STR && f->type != FIELD_TEXT &&
		    f->type != FIELD_ID && f->type != FIELD_URL &&
		    f->type != FIELD_SOURCE && f->type != FIELD_EMAIL)
			return;
		/* The names of what links records must stay. */
		if (strcmp(f->name, "id") == 0 ||
		    strcmp(f->name, "event") == 0)
			return;
		m = marker(k, r, f);
		if (f->type == FIELD_URL || f->type == FIELD_SOURCE)
			m = str_cat(k->a, S("https://example.com/"), m);
		*(struct text *)item = (struct text){ m, here };
		return;
	case SHAPE_WORDS:
		m = marker(k, r, f);
		*(struct words *)item = (struct words){ { m, here },
			{ m, here }, here };
		return;
	case SHAPE_TRUTH:
	case SHAPE_NUMBER:
	case SHAPE_CHOICE:
	case SHAPE_MOMENT:
	case SHAPE_REF:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		return;
	}
}

static void
inject_field(struct injector *k, const struct record *r, const struct field *f,
    void *record, bool secret)
{
	void *member = (char *)record + f->offset;
	size_t n, size = field_item_size(f);
	const void *frozen = field_items(f, record, &n);
	char *items = (char *)(uintptr_t)frozen;

	secret = secret || k->all || f->audience > k->above;
	/* What was not written is made up, so that every field has one. */
	if (n == 0 && secret && is_list(f)) {
		items = arena_alloc(k->a, 1, size);
		*(struct field_list *)member = (struct field_list){ items, 1 };
		n = 1;
	} else if (n == 0 && secret && f->type == FIELD_RECORD) {
		items = arena_alloc(k->a, 1, size);
		*(void **)member = items;
		n = 1;
	} else if (n == 0 && secret) {
		items = member;
		n = 1;
	}
	for (size_t i = 0; i < n; i++) {
		if (f->type == FIELD_RECORD)
			inject(k, f->record, items + i * size, secret);
		else if (secret)
			inject_item(k, r, f, items + i * size);
	}
}

static void
inject(struct injector *k, const struct record *r, void *record, bool secret)
{
	if (k->depth > 8)
		return;
	k->depth++;
	for (size_t i = 0; i < r->n; i++)
		inject_field(k, r, &r->fields[i], record, secret);
	k->depth--;
}

/* Whether an edition with this ceiling may see a document at all. */
static bool
may_see(const struct model *m, const struct document *doc, enum tlp ceiling,
    bool is_public)
{
	const struct kind_info *kind = kind_info(doc->path.kind);
	const struct case_entry *c;

	if (kind->label == KIND_LABEL_CASE) {
		c = (const void *)model_find(m, SPACE_CASE, doc->path.id);
		if (c == NULL)
			return false;
		return is_public ? model_released(c, now.s) != NULL :
				   c->label <= ceiling;
	}
	/* Public pages and what published texts rest on. */
	if (is_public)
		return doc->path.kind == KIND_ORGANISATION ||
		    doc->path.kind == KIND_COMPANY ||
		    doc->path.kind == KIND_PRODUCT ||
		    doc->path.kind == KIND_PAGE ||
		    doc->path.kind == KIND_POLICY;
	return kind->label != KIND_LABEL_TEAM || ceiling >= TLP_AMBER_STRICT;
}

/* The Markdown of a document becomes a marker. */
static void
inject_body(struct fixture *f, struct injector *k, struct document *doc)
{
	static const struct str body = STR_INIT(
	    "## summary\n\n" MARK "-body\n");
	uint32_t file = source_add(f->b.sources, S("canary.md"));

	source_set_text(f->b.sources, file, body);
	doc->body = (struct span){ file, 0, (uint32_t)body.n };
	k->n++;
}

/* What a decision publishes is decided against, so that it may hold one. */
static void
withdraw_consent(struct fixture *f)
{
	for (size_t i = 0; i < f->m->n_cases; i++) {
		const struct case_source *s = f->m->cases[i].c->source;

		if (s != NULL && s->credit != NULL)
			s->credit->consent.v = CONSENT_UNDECIDED;
	}
	for (size_t i = 0; i < f->m->docs[KIND_POLICY].n; i++) {
		const void *p = f->m->docs[KIND_POLICY].v[i].record;

		((struct policy *)(uintptr_t)p)->publish.b = false;
	}
}

/*
 * Released documents are files, not fields: they still hold the words whose
 * places the markers take.
 */
static void
forget_released(struct fixture *f)
{
	for (size_t i = 0; i < f->m->n_cases; i++) {
		const struct published *p = f->m->cases[i].published;

		for (size_t j = 0; p != NULL && j < p->revisions.n; j++)
			p->revisions.v[j].files.n = 0;
	}
}

static size_t
inject_all(struct fixture *f, enum field_audience above, enum tlp ceiling,
    bool is_public)
{
	struct injector k = { .a = f->perm, .above = above };

	forget_released(f);
	for (size_t i = 0; i < KINDS; i++) {
		const struct record *r = kind_info((enum kind)i)->record;

		for (size_t j = 0; j < f->m->docs[i].n; j++) {
			const struct document *doc = &f->m->docs[i].v[j];
			const void *record = doc->record;

			if (record == NULL)
				continue;
			k.all = !may_see(f->m, doc, ceiling, is_public);
			if (i == KIND_AUDIENCES)
				continue;	/* it steers the build */
			inject(&k, r, (void *)(uintptr_t)record, false);
			if (k.all || kind_info((enum kind)i)->body > above)
				inject_body(f, &k, (void *)(uintptr_t)doc);
		}
	}
	return k.n;
}

static size_t
count_marks(const struct edition *e, bool report)
{
	size_t hits = 0;

	for (size_t i = 0; i < e->n_files; i++) {
		size_t at = str_find(e->files[i].content, S(MARK), 0);

		if (at == SIZE_MAX &&
		    str_find(e->files[i].path, S(MARK), 0) == SIZE_MAX)
			continue;
		hits++;
		if (report)
			fprintf(stderr, "leak: %.*s: %.*s\n",
			    STR_ARG(e->files[i].path),
			    STR_ARG(str_sub(e->files[i].content, at, 60)));
	}
	return hits;
}

static const struct audience *
audience_of(const struct model *m, const char *view)
{
	for (size_t i = 0; i < m->n_audiences; i++) {
		if (strcmp(view,
			enum_name(&enum_audience_view,
			    m->audiences[i].audience->view.v)) == 0)
			return m->audiences[i].audience;
	}
	return NULL;
}

/* What stopped an edition. */
static const char *
last_said(const struct fixture *f)
{
	size_t n = diags_len(f->b.d);

	return n == 0 ? "nothing was said" :
			str_to_z(f->perm, diags_at(f->b.d, n - 1)->message);
}

static void
make(struct fixture *f, struct edition *e, const char *view)
{
	*e = (struct edition){
		.audience = audience_of(f->m, view),
		.is_public = strcmp(view, "public") == 0,
	};
	ck_assert_ptr_nonnull(e->audience);
	ck_assert_msg(edition_make(&f->b, &f->theme, NULL, e), "%s: %s", view,
	    last_said(f));
	ck_assert_uint_gt(e->n_files, 3);
}

/* Which fields an edition must not show: those above its own level. */
static const struct row {
	const char *view;
	enum field_audience above;
	bool shown;		/* markers must be found: the control */
} rows[] = {
	{ "public", AUDIENCE_PUBLIC, false },
	{ "portal", AUDIENCE_GROUP, false },
	{ "desk", AUDIENCE_TEAM, false },
	/* One level too low for its edition: these must show. */
	{ "portal", AUDIENCE_PUBLIC, true },
	{ "desk", AUDIENCE_GROUP, true },
};

START_TEST(no_marker_passes)
{
	const struct row *row = &rows[_i];
	struct fixture f;
	struct edition e;
	bool is_public = strcmp(row->view, "public") == 0;
	const struct audience *a;
	size_t placed, hits;

	open_fixture(&f);
	a = audience_of(f.m, row->view);
	ck_assert(a != NULL);
	placed = inject_all(&f, row->above,
	    a != NULL ? (enum tlp)a->ceiling.v : TLP_CLEAR, is_public);
	ck_assert_uint_gt(placed, 100);
	if (is_public)
		withdraw_consent(&f);
	make(&f, &e, row->view);
	hits = count_marks(&e, !row->shown);
	if (row->shown)
		ck_assert_msg(hits > 0, "row %d: no marker shows", _i);
	else
		ck_assert_msg(hits == 0,
		    "row %d: %zu files of %s hold a "
		    "marker",
		    _i, hits, row->view);
	close_fixture(&f);
}
END_TEST

/* The company whose edition the example group has. */
#define COMPANY	"ee-sensing"

static const struct audience *
company_audience(const struct model *m)
{
	for (size_t i = 0; i < m->n_audiences; i++) {
		const struct audience *a = m->audiences[i].audience;

		if (str_eq_z(a->company.id, COMPANY))
			return a;
	}
	return NULL;
}

static bool
is_companys(const struct product_entry *p)
{
	return p != NULL && str_eq_z(p->e.doc->path.dir, COMPANY);
}

static bool
case_is_companys(const struct case_file *c)
{
	if (str_eq_z(c->company.id, COMPANY))
		return true;
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct case_product_list *l =
		    &c->vulnerabilities.v[i].products;

		for (size_t j = 0; j < l->n; j++) {
			if (is_companys(l->v[j].product.target) ||
			    is_companys(l->v[j].component.target))
				return true;
		}
	}
	return false;
}

/* Another company's: case, request, product, judgement, answer, system. */
static bool
is_others(const struct model *m, const struct document *doc)
{
	enum kind kind = doc->path.kind;
	const struct entry *e;

	if (kind_info(kind)->label == KIND_LABEL_CASE) {
		e = model_find(m, SPACE_CASE, doc->path.id);
		return e == NULL ||
		    !case_is_companys(
			((const struct case_entry *)(const void *)e)->c);
	}
	if (kind == KIND_PRODUCT || kind == KIND_DECISIONS) {
		e = model_find(m, SPACE_COMPANY, doc->path.dir);
		return !str_eq_z(doc->path.dir, COMPANY) &&
		    ((const struct company_entry *)(const void *)e)
			->company->kind.v != (int)COMPANY_VENDOR;
	}
	if (kind == KIND_SYSTEM)
		return !str_eq_z(((const struct system *)doc->record)
				     ->company.id,
		    COMPANY);
	if (kind == KIND_REQUEST)
		return !str_eq_z(((const struct request *)doc->record)
				     ->company.id,
		    COMPANY);
	return kind == KIND_ANSWERS &&
	    !is_companys(
		((const struct answers *)doc->record)->product.target);
}

/* The id asked about stays, or the board would not look for the answer. */
static void
mark_answers(struct injector *k, const struct answers *a)
{
	static const struct span here = { 1, 0, 1 };

	for (size_t i = 0; i < a->answers.n; i++)
		a->answers.v[i].reason = (struct text){
			str_fmt(k->a, MARK "-%zu", k->n++), here
		};
}

/* Mark what is another company's; the number of markers. */
static size_t
mark_others(struct fixture *f, enum kind kind)
{
	struct injector k = { .a = f->perm, .all = true };

	for (size_t i = 0; i < f->m->docs[kind].n; i++) {
		const struct document *doc = &f->m->docs[kind].v[i];
		const void *record = doc->record;

		if (record == NULL || !is_others(f->m, doc))
			continue;
		if (kind == KIND_ANSWERS) {
			mark_answers(&k, record);
			continue;
		}
		inject(&k, kind_info(kind)->record, (void *)(uintptr_t)record,
		    false);
		if (kind == KIND_CASE)
			inject_body(f, &k, (void *)(uintptr_t)doc);
	}
	return k.n;
}

/* A row with shown is the control: without the company it does show. */
static const struct {
	enum kind kind;
	bool shown;
} OTHERS[] = {
	{ KIND_CASE, false },
	{ KIND_CASE, true },
	{ KIND_PRODUCT, false },
	{ KIND_PRODUCT, true },
	{ KIND_DECISIONS, false },
	{ KIND_DECISIONS, true },
	{ KIND_SYSTEM, false },
	{ KIND_SYSTEM, true },
	{ KIND_REQUEST, false },
	{ KIND_REQUEST, true },
	{ KIND_ANSWERS, false },
	{ KIND_ANSWERS, true },
};

START_TEST(no_other_company_shows)
{
	struct fixture f;
	struct edition e;
	struct audience a;
	const struct audience *of;
	size_t hits;

	open_fixture(&f);
	of = company_audience(f.m);
	ck_assert_ptr_nonnull(of);
	a = *of;
	if (OTHERS[_i].shown)
		a.company = (struct ref){ 0 };
	ck_assert_uint_gt(mark_others(&f, OTHERS[_i].kind), 0);
	e = (struct edition){ .audience = &a };
	ck_assert(edition_make(&f.b, &f.theme, NULL, &e));
	hits = count_marks(&e, !OTHERS[_i].shown);
	ck_assert_msg((hits > 0) == OTHERS[_i].shown,
	    "row %d: %zu files hold a marker", _i, hits);
	close_fixture(&f);
}
END_TEST

/*
 * What is computed: conditions steer stages, priorities and clocks.  One on a
 * field that an edition may not see must not move a byte of it, whatever the
 * field holds; not even when nobody heeds the check, which refuses it.
 */
static const struct predicate *
condition_on(struct fixture *f, const char *field)
{
	struct str text = str_fmt(f->perm, "{field: %s, op: exists}", field);
	uint32_t file = source_add(f->b.sources, S("condition.yaml"));
	const struct yaml_node *node;

	source_set_text(f->b.sources, file, text);
	node = yaml_parse(f->perm, f->b.sources,
	    (struct span){ file, 0, (uint32_t)text.n }, f->b.d);
	return predicate_parse(f->perm, node, f->b.d);
}

/* The first requirement, the rows of each priority map, all clocks of law. */
static void
plant(struct fixture *f, const struct predicate *p)
{
	const struct document_list *docs = f->m->docs;
	const struct stages *stages = docs[KIND_STAGES].v[0].record;

	stages->stages.v[0].requires.v[0].when.p = p;
	for (size_t i = 0; i < docs[KIND_POLICY].n; i++) {
		const struct policy *policy = docs[KIND_POLICY].v[i].record;

		for (size_t j = 0; j < policy->priorities.n; j++)
			policy->priorities.v[j].when.p = p;
	}
	for (size_t i = 0; i < docs[KIND_DEADLINES].n; i++) {
		const struct deadlines *l = docs[KIND_DEADLINES].v[i].record;

		for (size_t j = 0; j < l->rows.n; j++)
			l->rows.v[j].applies.p = p;
	}
}

/* Cases whose first requirement is met when all of the model is looked at. */
static size_t
count_met(struct fixture *f)
{
	const struct derive d = {
		.places = f->b.sources,
		.now = now,
		.pool = f->b.pool,
		.perm = f->perm,
		.with_cases = true,
	};
	size_t n = 0;

	derive_run(&d, f->m);
	for (size_t i = 0; i < f->m->derived->n_cases; i++)
		n += f->m->derived->cases[i].requirements[0].verdict ==
		    REQUIREMENT_MET;
	f->m->derived = NULL;
	return n;
}

/* Files below a folder that are not the same in two editions. */
static size_t
count_moved(const struct edition *a, const struct edition *b, struct str below)
{
	size_t n = a->n_files != b->n_files;

	for (size_t i = 0; i < a->n_files && i < b->n_files; i++) {
		if (str_find(a->files[i].path, below, 0) == SIZE_MAX)
			continue;
		n += !str_eq(a->files[i].path, b->files[i].path) ||
		    !str_eq(a->files[i].content, b->files[i].content);
	}
	return n;
}

static const struct {
	const char *view;	/* NULL: the company's edition */
	enum field_audience level;	/* what the edition sees */
	const char *field;
	bool is_refused;	/* by the check */
} COMPUTED[] = {
	{ "desk", AUDIENCE_TEAM, "case.source.reporter.email", true },
	{ "desk", AUDIENCE_TEAM, "case.source.reporter", true },
	{ "desk", AUDIENCE_TEAM, "case.report.proof_of_concept", true },
	{ NULL, AUDIENCE_TEAM, "case.source.reporter.email", true },
	{ "portal", AUDIENCE_GROUP, "case.source.reporter.email", true },
	{ "portal", AUDIENCE_GROUP, "case.report.summary", false },
};

START_TEST(nothing_computed_shows)
{
	struct fixture f[2];
	struct edition e[2];
	size_t met[2], moved;

	for (size_t i = 0; i < 2; i++) {
		struct injector k = { .above = COMPUTED[_i].level };
		size_t before;

		open_fixture(&f[i]);
		k.a = f[i].perm;
		plant(&f[i], condition_on(&f[i], COMPUTED[_i].field));
		before = diags_len(f[i].b.d);
		condition_check(f[i].m, f[i].b.d);
		ck_assert_msg((diags_len(f[i].b.d) > before) ==
			COMPUTED[_i].is_refused,
		    "row %d: the check", _i);
		/* Only in one of the two do the fields hold something. */
		for (size_t j = 0; i == 1 && j < f[i].m->n_cases; j++)
			inject(&k, &record_case_file,
			    (void *)(uintptr_t)f[i].m->cases[j].c, false);
		met[i] = count_met(&f[i]);
		e[i] = (struct edition){
			.audience = COMPUTED[_i].view != NULL ?
			    audience_of(f[i].m, COMPUTED[_i].view) :
			    company_audience(f[i].m),
		};
		ck_assert(edition_make(&f[i].b, &f[i].theme, NULL, &e[i]));
	}
	/* The control: who sees all sees the difference. */
	ck_assert_msg(met[1] > met[0], "row %d: %zu met, then %zu", _i, met[0],
	    met[1]);
	moved = count_moved(&e[0], &e[1], S(""));
	ck_assert_msg(moved == 0, "row %d: %zu files moved", _i, moved);
	ck_assert_uint_eq(count_marks(&e[1], true), 0);
	for (size_t i = 0; i < 2; i++)
		close_fixture(&f[i]);
}
END_TEST

/*
 * What git knows: markers as names and mails of committers of every file and
 * every fact.  Names are for those who see what the case teams see; the mail of
 * somebody who is not on the roster is for nobody.
 */
static const struct {
	const char *view;	/* NULL: the company's edition */
	bool in_name;		/* the marker is the name, else the mail */
	bool shown;
} COMMITTERS[] = {
	{ "public", true, false },
	{ "public", false, false },
	{ "portal", true, false },
	{ "portal", false, false },
	{ "desk", false, false },
	{ "desk", true, true },
	{ NULL, false, false },
	{ NULL, true, true },
};

static void
give_committers(struct fixture *f, bool in_name)
{
	struct audit *a = arena_new(f->perm, struct audit);
	struct audit_commit *c = arena_new(f->perm, struct audit_commit);
	size_t n = sources_len(f->m->sources) + 1;

	c->id = S("0123456789012345678901234567890123456789");
	c->at = now;
	c->name = in_name ? S(MARK) : S("Somebody");
	c->mail = in_name ? S("x@example.com") : S(MARK "@example.com");
	a->has_git = true;
	a->files = arena_array(f->perm, const struct audit_commit *, n);
	a->n_files = n;
	for (size_t i = 0; i < n; i++)
		a->files[i] = c;
	a->cases = arena_array(f->perm, struct audit_case, f->m->n_cases + 1);
	a->n_cases = f->m->n_cases;
	for (size_t i = 0; i < f->m->n_cases; i++) {
		struct audit_case *k = &a->cases[i];

		k->n_facts = f->m->cases[i].c->facts.n;
		k->facts = arena_array(f->perm, const struct audit_commit *,
		    k->n_facts + 1);
		for (size_t j = 0; j < k->n_facts; j++)
			k->facts[j] = c;
	}
	f->m->audit = a;
}

START_TEST(no_committer_passes)
{
	struct fixture f;
	struct edition e;
	size_t hits;

	open_fixture(&f);
	give_committers(&f, COMMITTERS[_i].in_name);
	if (COMMITTERS[_i].view != NULL) {
		make(&f, &e, COMMITTERS[_i].view);
	} else {
		e = (struct edition){ .audience = company_audience(f.m) };
		ck_assert(edition_make(&f.b, &f.theme, NULL, &e));
	}
	hits = count_marks(&e, !COMMITTERS[_i].shown);
	ck_assert_msg((hits > 0) == COMMITTERS[_i].shown,
	    "row %d: %zu files hold a marker", _i, hits);
	close_fixture(&f);
}
END_TEST

/* The control of the other kind: a condition on what the desk sees moves it. */
START_TEST(what_is_seen_moves)
{
	struct fixture f[2];
	struct edition e[2];
	static const char *const fields[] = { "case.owner", "case.exit" };

	for (size_t i = 0; i < 2; i++) {
		open_fixture(&f[i]);
		plant(&f[i], condition_on(&f[i], fields[i]));
		e[i] = (struct edition){ .audience = audience_of(f[i].m,
					     "desk") };
		ck_assert(edition_make(&f[i].b, &f[i].theme, NULL, &e[i]));
	}
	/* Beyond the pages that only quote the condition. */
	ck_assert_uint_gt(count_moved(&e[0], &e[1], S("/cases/")), 10);
	for (size_t i = 0; i < 2; i++)
		close_fixture(&f[i]);
}
END_TEST

/* A marker in a public field of a published case does come through. */
START_TEST(public_field_shows)
{
	struct fixture f;
	struct edition e;
	size_t n = 0;

	open_fixture(&f);
	for (size_t i = 0; i < f.m->n_cases; i++) {
		struct case_entry *c = &f.m->cases[i];
		struct case_file *file = (void *)(uintptr_t)c->c;

		if (model_released(c, now.s) == NULL)
			continue;
		file->title.en.s = S(MARK "-title");
		n++;
	}
	ck_assert_uint_gt(n, 0);
	forget_released(&f);
	make(&f, &e, "public");
	ck_assert_uint_ge(count_marks(&e, false), n);
	close_fixture(&f);
}
END_TEST

/* Public fields that no public file shows, and why. */
static const struct {
	const char *field;
	const char *why;
} unshown[] = {
	{ "organisation-signing_key", "contact.openpgp_fingerprint says it" },
	{ "product-scheme", "how versions are ordered, no text" },
	{ "product-url", "pages link to the fix, not to the product" },
	{ "company-name", "its vendor stands in documents" },
	{ "company-short_name", "as company-name" },
	{ "company-namespace", "the organisation publishes for all" },
	{ "organisation-short_name",
	    "for bars of inside pages; titles take the name" },
};

static bool
is_unshown(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(unshown); i++) {
		if (str_eq_z(name, unshown[i].field))
			return true;
	}
	return false;
}

/* Put a marker into each public text that is written in a record. */
static void
mark_public(struct injector *k, const struct record *r, void *record,
    struct map *names)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f), before = k->n;
		const void *frozen = field_items(f, record, &n);
		char *items = (char *)(uintptr_t)frozen;

		/* What names a page, or a version of the inventory, stays. */
		if (strcmp(f->name, "advisory") == 0 ||
		    (r == &record_version && strcmp(f->name, "version") == 0))
			continue;
		for (size_t j = 0; j < n && f->audience == AUDIENCE_PUBLIC;
		     j++) {
			if (f->type == FIELD_RECORD)
				mark_public(k, f->record, items + j * size,
				    names);
			else
				inject_item(k, r, f, items + j * size);
		}
		if (f->type != FIELD_RECORD && k->n > before)
			map_put(names,
			    str_fmt(k->a, "%s-%s", r->name, f->name), names);
	}
}

static bool
is_anywhere(const struct edition *e, struct str mark)
{
	for (size_t i = 0; i < e->n_files; i++) {
		if (str_find(e->files[i].content, mark, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* What is called public is shown to the public, or has a reason not to be. */
START_TEST(public_fields_show)
{
	struct fixture f;
	struct edition e;
	struct map *names;
	struct injector k = { .above = AUDIENCE_PUBLIC };
	static const enum kind kinds[] = { KIND_CASE, KIND_PRODUCT,
		KIND_COMPANY, KIND_ORGANISATION, KIND_PUBLISHED };
	size_t missing = 0;

	open_fixture(&f);
	k.a = f.perm;
	names = map_open(f.perm);
	forget_released(&f);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct document_list *l = &f.m->docs[kinds[i]];

		for (size_t j = 0; j < l->n; j++) {
			const void *record = l->v[j].record;

			mark_public(&k, kind_info(kinds[i])->record,
			    (void *)(uintptr_t)record, names);
		}
	}
	ck_assert_uint_gt(map_len(names), 20);
	make(&f, &e, "public");
	for (size_t i = 0; i < map_len(names); i++) {
		struct str name = map_at(names, i)->key;
		struct str mark = str_cat(f.perm, S(MARK "-"), name);

		if (is_anywhere(&e, mark) != is_unshown(name))
			continue;
		missing++;
		fprintf(stderr, "%.*s: %s\n", STR_ARG(name),
		    is_unshown(name) ? "shown, but named as not shown" :
				       "public, and shown nowhere");
	}
	ck_assert_msg(missing == 0, "%zu fields", missing);
	close_fixture(&f);
}
END_TEST

Suite *
suite_wall_canary(void)
{
	Suite *s = suite_create("wall_canary");
	TCase *c = tcase_create("canary");

	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, no_marker_passes, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(c, no_other_company_shows, 0,
	    (int)ARRAY_LEN(OTHERS));
	tcase_add_loop_test(c, nothing_computed_shows, 0,
	    (int)ARRAY_LEN(COMPUTED));
	tcase_add_test(c, what_is_seen_moves);
	tcase_add_loop_test(c, no_committer_passes, 0,
	    (int)ARRAY_LEN(COMMITTERS));
	tcase_add_test(c, public_field_shows);
	tcase_add_test(c, public_fields_show);
	suite_add_tcase(s, c);
	return s;
}
