#include "model/link.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "model/model.h"

struct linker {
	struct arena *perm;
	struct model *m;
	struct diags *d;	/* NULL: link in silence */
};

/* Put an entry into its space; a second one of the same id is reported. */
static void
index_add(struct linker *l, enum space space, struct entry *e)
{
	const struct entry *first;

	if (map_add(l->m->index[space], e->id, e) || l->d == NULL)
		return;
	first = map_get(l->m->index[space], e->id);
	/* Two persons are reported as persons; as actors they are one again. */
	if (space == SPACE_ACTOR && first->space == e->space)
		return;
	diag_error(l->d, "id-duplicate", e->at, "%s '%.*s' exists twice",
	    space_name(space), STR_ARG(e->id));
	diag_note(l->d, first->at, "the other one");
	diag_help(l->d, "give one of them another id");
}

/* By id; of equal ones the first in the sources stays first. */
static int
entry_cmp(const struct entry *a, const struct entry *b)
{
	int cmp = str_cmp(a->id, b->id);

	return cmp != 0 ? cmp : span_cmp(a->at, b->at);
}

static struct entry
entry_of(const struct document *doc, enum space space)
{
	return (struct entry){
		.space = space,
		.id = doc->path.id,
		.doc = doc,
		.at = { doc->file, 0, 0 },
	};
}

/* Documents of a kind that were read; their number goes to *n. */
static const struct document **
readable(struct linker *l, enum kind kind, size_t *n)
{
	const struct document_list *docs = &l->m->docs[kind];
	const struct document **out = arena_array(l->perm,
	    const struct document *, docs->n + 1);

	*n = 0;
	for (size_t i = 0; i < docs->n; i++) {
		if (docs->v[i].record != NULL)
			out[(*n)++] = &docs->v[i];
	}
	return out;
}

static void
link_companies(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_COMPANY, &n);
	struct company_entry *v = arena_array(l->perm, struct company_entry,
	    n);

	for (size_t i = 0; i < n; i++) {
		v[i].e = entry_of(docs[i], SPACE_COMPANY);
		v[i].company = docs[i]->record;
		index_add(l, SPACE_COMPANY, &v[i].e);
	}
	l->m->companies = v;
	l->m->n_companies = n;
}

static const struct company_entry *
company_of(struct linker *l, struct str id)
{
	return map_get(l->m->index[SPACE_COMPANY], id);
}

static int
person_cmp(const void *a, const void *b)
{
	const struct person_entry *x = a, *y = b;

	return entry_cmp(&x->e, &y->e);
}

static void
link_people(struct linker *l)
{
	size_t n, total = 0;
	const struct document **docs = readable(l, KIND_PEOPLE, &n);
	struct person_entry *v;

	for (size_t i = 0; i < n; i++)
		total += ((const struct people *)docs[i]->record)->people.n;
	v = arena_array(l->perm, struct person_entry, total);
	total = 0;
	for (size_t i = 0; i < n; i++) {
		const struct people *file = docs[i]->record;

		for (size_t j = 0; j < file->people.n; j++) {
			const struct person *p = &file->people.v[j];

			if (p->id.s.n == 0)
				continue;
			v[total] = (struct person_entry){
				.e = { SPACE_PERSON, p->id.s, docs[i],
				    p->id.at },
				.person = p,
				.company = company_of(l, docs[i]->path.id),
			};
			total++;
		}
	}
	if (total > 0)
		qsort(v, total, sizeof(*v), person_cmp);
	for (size_t i = 0; i < total; i++) {
		index_add(l, SPACE_PERSON, &v[i].e);
		index_add(l, SPACE_ACTOR, &v[i].e);
	}
	l->m->people = v;
	l->m->n_people = total;
}

static void
link_parties(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_PARTY, &n);
	struct party_entry *v = arena_array(l->perm, struct party_entry, n);

	for (size_t i = 0; i < n; i++) {
		v[i].e = entry_of(docs[i], SPACE_PARTY);
		v[i].party = docs[i]->record;
		index_add(l, SPACE_PARTY, &v[i].e);
		index_add(l, SPACE_ACTOR, &v[i].e);
	}
	l->m->parties = v;
	l->m->n_parties = n;
}

/* The document of a kind with the same folder and id, or NULL. */
static const struct document *
beside(const struct linker *l, enum kind kind, const struct document *doc,
    struct str lang)
{
	const struct document_list *docs = &l->m->docs[kind];
	size_t low = 0, high = docs->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct kind_path *p = &docs->v[mid].path;
		int cmp = str_cmp(p->dir, doc->path.dir);

		if (cmp == 0)
			cmp = str_cmp(p->id, doc->path.id);
		if (cmp == 0)
			cmp = str_cmp(p->lang, lang);
		if (cmp == 0)
			return &docs->v[mid];
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static const void *
record_of(const struct document *doc)
{
	return doc != NULL ? doc->record : NULL;
}

static int
product_cmp(const void *a, const void *b)
{
	const struct product_entry *x = a, *y = b;

	return entry_cmp(&x->e, &y->e);
}

static void
link_products(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_PRODUCT, &n);
	struct product_entry *v = arena_array(l->perm, struct product_entry,
	    n);

	for (size_t i = 0; i < n; i++) {
		v[i].e = entry_of(docs[i], SPACE_PRODUCT);
		v[i].product = docs[i]->record;
		v[i].company = company_of(l, docs[i]->path.dir);
		v[i].decisions = record_of(
		    beside(l, KIND_DECISIONS, docs[i], S("")));
		if (v[i].company == NULL && l->d != NULL) {
			diag_error(l->d, "ref-unknown",
			    (struct span){ docs[i]->file, 0, 0 },
			    "company '%.*s', the folder's name, is not in "
			    "content/companies/",
			    STR_ARG(docs[i]->path.dir));
			diag_help(l->d,
			    "add content/companies/%.*s.yaml, or "
			    "move the product",
			    STR_ARG(docs[i]->path.dir));
		}
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), product_cmp);
	for (size_t i = 0; i < n; i++)
		index_add(l, SPACE_PRODUCT, &v[i].e);
	l->m->products = v;
	l->m->n_products = n;
}

static int
system_cmp(const void *a, const void *b)
{
	const struct system_entry *x = a, *y = b;

	return entry_cmp(&x->e, &y->e);
}

static void
link_systems(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_SYSTEM, &n);
	struct system_entry *v = arena_array(l->perm, struct system_entry, n);

	for (size_t i = 0; i < n; i++) {
		v[i].e = entry_of(docs[i], SPACE_SYSTEM);
		v[i].system = docs[i]->record;
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), system_cmp);
	for (size_t i = 0; i < n; i++)
		index_add(l, SPACE_SYSTEM, &v[i].e);
	l->m->systems = v;
	l->m->n_systems = n;
}

/* A case's label: its own, the policy's default, or AMBER+STRICT. */
static enum tlp
label_of(const struct linker *l, const struct case_file *c)
{
	const struct document_list *policies = &l->m->docs[KIND_POLICY];

	if (c->tlp.v != 0)
		return (enum tlp)c->tlp.v;
	for (size_t i = 0; i < policies->n; i++) {
		const struct policy *p = policies->v[i].record;

		/* Only a stricter default counts. */
		if (p != NULL && p->default_tlp.v > (int)TLP_AMBER_STRICT)
			return (enum tlp)p->default_tlp.v;
	}
	return TLP_AMBER_STRICT;
}

static int
case_cmp(const void *a, const void *b)
{
	const struct case_entry *x = a, *y = b;

	return entry_cmp(&x->e, &y->e);
}

static void
link_cases(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_CASE, &n);
	struct case_entry *v = arena_array(l->perm, struct case_entry, n);

	for (size_t i = 0; i < n; i++) {
		struct case_entry *c = &v[i];

		c->e = entry_of(docs[i], SPACE_CASE);
		c->c = docs[i]->record;
		c->label = label_of(l, c->c);
		c->ja = beside(l, KIND_ADVISORY, docs[i], S("ja"));
		c->en = beside(l, KIND_ADVISORY, docs[i], S("en"));
		c->approvals_doc = beside(l, KIND_APPROVALS, docs[i], S(""));
		c->published_doc = beside(l, KIND_PUBLISHED, docs[i], S(""));
		c->approvals = record_of(c->approvals_doc);
		c->published = record_of(c->published_doc);
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), case_cmp);
	for (size_t i = 0; i < n; i++)
		index_add(l, SPACE_CASE, &v[i].e);
	l->m->cases = v;
	l->m->n_cases = n;
}

static void
link_audiences(struct linker *l)
{
	size_t n;
	const struct document **docs = readable(l, KIND_AUDIENCES, &n);
	const struct audiences *file = n > 0 ? docs[0]->record : NULL;
	size_t total = file != NULL ? file->audiences.n : 0;
	struct audience_entry *v = arena_array(l->perm, struct audience_entry,
	    total);

	l->m->audiences = v;
	for (size_t i = 0; i < total; i++) {
		const struct audience *a = &file->audiences.v[i];

		if (a->id.s.n == 0)
			continue;
		v[l->m->n_audiences] = (struct audience_entry){
			.e = { SPACE_AUDIENCE, a->id.s, docs[0], a->id.at },
			.audience = a,
		};
		index_add(l, SPACE_AUDIENCE, &v[l->m->n_audiences].e);
		l->m->n_audiences++;
	}
}

/* Texts of one kind in two languages; space may be absent (-1). */
static struct text_entry *
link_texts(struct linker *l, enum kind kind, int space, size_t *n)
{
	size_t n_docs;
	const struct document **docs = readable(l, kind, &n_docs);
	struct text_entry *v = arena_array(l->perm, struct text_entry, n_docs);

	*n = 0;
	for (size_t i = 0; i < n_docs; i++) {
		bool is_ja = str_eq(docs[i]->path.lang, S("ja"));
		struct text_entry *t;

		/* Paths are sorted, so NAME.en.md stands before NAME.ja.md. */
		if (*n == 0 || !str_eq(v[*n - 1].e.id, docs[i]->path.id)) {
			v[*n].e = entry_of(docs[i], SPACE_POLICY);
			(*n)++;
		}
		t = &v[*n - 1];
		*(is_ja ? &t->ja : &t->en) = docs[i];
	}
	for (size_t i = 0; i < *n && space >= 0; i++)
		index_add(l, (enum space)space, &v[i].e);
	return v;
}

static struct plain_entry *
link_plain(struct linker *l, enum kind kind, enum space space, size_t *n)
{
	const struct document **docs = readable(l, kind, n);
	struct plain_entry *v = arena_array(l->perm, struct plain_entry, *n);

	for (size_t i = 0; i < *n; i++) {
		v[i].e = entry_of(docs[i], space);
		v[i].record = docs[i]->record;
		index_add(l, space, &v[i].e);
	}
	return v;
}

void
link_entries(struct arena *perm, struct model *m, struct diags *d)
{
	struct linker l = { perm, m, d };

	for (size_t i = 0; i < SPACES; i++)
		m->index[i] = map_open(perm);
	link_companies(&l);
	link_people(&l);
	link_parties(&l);
	link_products(&l);
	link_systems(&l);
	link_cases(&l);
	link_audiences(&l);
	m->policies = link_texts(&l, KIND_POLICY, SPACE_POLICY,
	    &m->n_policies);
	m->pages = link_texts(&l, KIND_PAGE, -1, &m->n_pages);
	m->handbook = link_texts(&l, KIND_HANDBOOK, -1, &m->n_handbook);
	m->alerts = link_plain(&l, KIND_ALERT, SPACE_ALERT, &m->n_alerts);
	m->campaigns = link_plain(&l, KIND_CAMPAIGN, SPACE_CAMPAIGN,
	    &m->n_campaigns);
	m->calendars = link_plain(&l, KIND_CALENDAR, SPACE_CALENDAR,
	    &m->n_calendars);
}

static void
report_unknown(const struct linker *l, const struct field *f,
    const struct ref *ref)
{
	const struct map *index = l->m->index[f->space];
	size_t n = map_len(index);
	struct str *names = arena_array(l->perm, struct str, n);
	struct str near;

	for (size_t i = 0; i < n; i++)
		names[i] = map_at(index, i)->key;
	near = str_nearest(ref->id, names, n);
	diag_error(l->d, "ref-unknown", ref->at, "there is no %s '%.*s'",
	    space_name(f->space), STR_ARG(ref->id));
	if (near.n > 0)
		diag_help(l->d, "did you mean '%.*s'?", STR_ARG(near));
}

static void
link_record(const struct linker *l, const struct record *r, void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const void *frozen;
		char *items;

		if (f->type != FIELD_REF && f->type != FIELD_RECORD)
			continue;
		/* Linking is what still writes to a record. */
		frozen = field_items(f, record, &n);
		items = (char *)(uintptr_t)frozen;
		for (size_t j = 0; j < n; j++) {
			struct ref *ref = (void *)(items + j * size);

			if (f->type == FIELD_RECORD) {
				link_record(l, f->record, ref);
				continue;
			}
			ref->target = map_get(l->m->index[f->space], ref->id);
			if (ref->target == NULL && l->d != NULL)
				report_unknown(l, f, ref);
		}
	}
}

/* Which requests serve a case: known once references have their targets. */
static void
link_requests(struct arena *perm, struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_REQUEST];

	for (size_t i = 0; i < docs->n; i++) {
		const struct request *r = docs->v[i].record;
		const struct case_entry *of;
		struct case_entry *c;

		if (r == NULL || r->case_id.target == NULL)
			continue;
		of = r->case_id.target;
		c = &m->cases[of - m->cases];
		if (c->requests == NULL)
			c->requests = arena_array(perm, const struct request *,
			    docs->n);
		c->requests[c->n_requests++] = r;
	}
}

void
link_refs(struct arena *perm, struct model *m, struct diags *d)
{
	const struct linker l = { perm, m, d };

	for (size_t k = 0; k < KINDS; k++) {
		const struct record *r = kind_info((enum kind)k)->record;

		for (size_t i = 0; i < m->docs[k].n; i++) {
			const void *record = m->docs[k].v[i].record;

			if (record != NULL)
				link_record(&l, r, (void *)(uintptr_t)record);
		}
	}
	link_requests(perm, m);
}
