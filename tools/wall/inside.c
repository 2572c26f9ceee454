#include "wall/wall.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "model/link.h"
#include "model/model.h"
#include "model/policy.h"
#include "model/predicate.h"
#include "wall/inside_alert.h"
#include "wall/inside_audit.h"
#include "wall/inside_delivery.h"
#include "wall/level.h"
#include "wall/share.h"

/* An edition in the making. */
struct making {
	const struct wall *w;
	const struct audience *audience;
	struct share share;
	enum field_audience level;	/* what fields it may see */
	struct model *out;
	struct sources *sources;
	struct inside_origin *origins;	/* by source id of out */
	struct inside_origin *origin;	/* of the document at hand */
};

static void copy_fields(const struct making *k, const struct record *r,
    const void *from, void *to);

static bool
is_list(const struct field *f)
{
	return f->card == CARD_LIST || f->card == CARD_LIST1;
}

/* One value of a field into zeroed memory; targets are linked anew. */
static void
copy_item(const struct making *k, const struct field *f, const void *from,
    void *to)
{
	if (f->type == FIELD_RECORD) {
		copy_fields(k, f->record, from, to);
		return;
	}
	memcpy(to, from, field_item_size(f));
	if (f->type == FIELD_REF)
		((struct ref *)to)->target = NULL;
}

static void
copy_field(const struct making *k, const struct field *f, const void *from,
    void *to)
{
	size_t n, size = field_item_size(f);
	const char *items = field_items(f, from, &n);
	void *member = (char *)to + f->offset;
	char *copy;

	if (n == 0)
		return;
	if (!is_list(f) && f->type != FIELD_RECORD) {
		copy_item(k, f, items, member);
		return;
	}
	copy = arena_alloc(k->w->perm, n, size);
	for (size_t i = 0; i < n; i++)
		copy_item(k, f, items + i * size, copy + i * size);
	if (is_list(f))
		*(struct field_list *)member = (struct field_list){ copy, n };
	else
		*(void **)member = copy;
}

/* The fields that the edition may see; all else stays as if not written. */
static void
copy_fields(const struct making *k, const struct record *r, const void *from,
    void *to)
{
	*(struct span *)to = *(const struct span *)from;
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n;

		if (f->audience <= k->level) {
			copy_field(k, f, from, to);
			continue;
		}
		(void)field_items(f, from, &n);
		if (n > 0)
			k->origin->is_cut = true;
	}
}

static const struct case_entry *
case_of(const struct model *m, const struct document *doc)
{
	return (const struct case_entry *)(const void *)model_find(m,
	    SPACE_CASE, doc->path.id);
}

/* Whether the audience's filter lets a record pass. */
static bool
passes_filter(const struct making *k, const struct document *doc)
{
	const struct case_entry *c = NULL;
	enum kind kind = doc->path.kind;
	struct predicate_root roots[] = {
		{ "case", &record_case_file, NULL },
		{ "product", &record_product, NULL },
		{ "system", &record_system, NULL },
	};

	if (kind_info(kind)->label == KIND_LABEL_CASE) {
		c = case_of(k->w->model, doc);
		roots[0].value = c != NULL ? c->c : NULL;
	} else if (kind == KIND_PRODUCT) {
		roots[1].value = doc->record;
	} else if (kind == KIND_SYSTEM) {
		roots[2].value = doc->record;
	} else {
		return true;
	}
	/* Being there or not would tell what only named persons may see. */
	if (predicate_audience(k->audience->filter.p, roots,
		ARRAY_LEN(roots)) > AUDIENCE_TEAM)
		return false;
	return predicate_holds(k->audience->filter.p, roots, ARRAY_LEN(roots),
	    k->w->perm, NULL);
}

static bool
is_shown(const struct making *k, const struct document *doc)
{
	enum tlp ceiling = (enum tlp)k->audience->ceiling.v;

	if (doc->record == NULL)
		return false;
	if (doc->path.kind == KIND_ALERT &&
	    !inside_alert_is_for(k->w, doc->record, k->audience))
		return false;
	return model_label(k->w->model, doc) <= ceiling &&
	    share_has(&k->share, doc) && passes_filter(k, doc);
}

/*
 * The view has sources of its own: the paths of what is shown, and of each
 * file its body alone.  Spans of fields stay as they are for "file:line" and
 * lead nowhere.
 */
static void
copy_document(struct making *k, const struct document *doc,
    struct document *to)
{
	const struct record *r = kind_info(doc->path.kind)->record;
	const struct sources *ss = k->w->model->sources;
	void *record = arena_alloc(k->w->perm, 1, r->size);
	struct str body = source_text(ss, doc->body);
	struct inside_origin *o;

	*to = (struct document){ .path = doc->path, .record = record };
	to->file = source_add_like(k->sources, source_get(ss, doc->file));
	o = &k->origins[to->file];
	o->doc = doc;
	k->origin = o;
	copy_fields(k, r, doc->record, record);
	if (doc->path.kind == KIND_ALERT &&
	    inside_alert_trim(k->w, record, k->audience))
		o->is_cut = true;
	if (kind_info(doc->path.kind)->body > k->level) {
		o->is_cut = o->is_cut || body.n > 0;
		body = S("");
	}
	source_set_text(k->sources, to->file, body);
	to->body = (struct span){ to->file, 0, (uint32_t)body.n };
}

static void
copy_kind(struct making *k, enum kind kind)
{
	const struct document_list *from = &k->w->model->docs[kind];
	struct document *to = arena_array(k->w->perm, struct document,
	    from->n + 1);
	struct document_list *list = &k->out->docs[kind];

	list->v = to;
	for (size_t i = 0; i < from->n; i++) {
		if (is_shown(k, &from->v[i]))
			copy_document(k, &from->v[i], &to[list->n++]);
	}
}

/* Whether a reference leads to a product that is there, but not shown. */
static bool
is_hidden_product(const struct making *k, const struct field *f,
    const struct ref *ref)
{
	return f->space == SPACE_PRODUCT && ref->target == NULL &&
	    model_find(k->w->model, SPACE_PRODUCT, ref->id) != NULL;
}

/*
 * Whether an item of a list goes with what it is about: a row on a product
 * that is not shown, a score or a threat for such products alone (without them
 * it would be for all), a CVE id of a case that the edition of a company does
 * not show.
 */
static bool
goes_with(const struct making *k, const struct record *r, const void *item)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, hidden = 0;
		const struct ref *refs;

		if (f->type != FIELD_REF)
			continue;
		refs = field_items(f, item, &n);
		for (size_t j = 0; j < n; j++)
			hidden += is_hidden_product(k, f, &refs[j]);
		if (hidden > 0 && hidden == n && f->card != CARD_OPT)
			return true;
		if (r == &record_cve_entry && f->space == SPACE_CASE &&
		    share_is_one(&k->share) &&
		    (n == 0 || refs->target == NULL))
			return true;
	}
	return false;
}

/* What the document at hand says of something else is left out. */
static void
set_short(const struct making *k)
{
	k->origin->is_cut = true;
	k->origin->lacks_rows = true;
}

/* Take the items out of a list that go with what is not shown. */
static size_t
drop_items(const struct making *k, const struct field *f, void *list)
{
	struct field_list *l = list;
	size_t size = field_item_size(f), kept = 0;
	char *items = (char *)(uintptr_t)l->v;

	for (size_t i = 0; i < l->n; i++) {
		if (goes_with(k, f->record, items + i * size)) {
			set_short(k);
			continue;
		}
		if (kept < i)
			memcpy(items + kept * size, items + i * size, size);
		kept++;
	}
	l->n = kept;
	return kept;
}

/*
 * References to what is not shown vanish with their ids.  An event at a product
 * that is not shown stays one at some product: it must not look like one at
 * all of them.
 */
static void
drop_refs(const struct making *k, const struct record *r,
    const struct field *f, void *record, struct ref *refs, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (refs[i].target != NULL) {
			refs[kept++] = refs[i];
			continue;
		}
		set_short(k);
		if (r == &record_fact && is_hidden_product(k, f, &refs[i]))
			refs[i].id = S(WALL_HIDDEN);
		else if (!is_list(f))
			refs[i] = (struct ref){ 0 };
	}
	if (is_list(f))
		((struct field_list *)(void *)((char *)record + f->offset))
		    ->n = kept;
}

static void
drop_dangling(const struct making *k, const struct record *r, void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const void *frozen;
		char *items;

		if (f->type != FIELD_REF && f->type != FIELD_RECORD)
			continue;
		/* The copy is ours until the view is handed out. */
		frozen = field_items(f, record, &n);
		items = (char *)(uintptr_t)frozen;
		if (f->type == FIELD_REF) {
			drop_refs(k, r, f, record, (struct ref *)(void *)items,
			    n);
			continue;
		}
		if (is_list(f))
			n = drop_items(k, f, (char *)record + f->offset);
		for (size_t j = 0; j < n; j++)
			drop_dangling(k, f->record, items + j * size);
	}
}

static void
drop_all_dangling(struct making *k)
{
	for (size_t i = 0; i < KINDS; i++) {
		const struct record *r = kind_info((enum kind)i)->record;
		const struct document_list *list = &k->out->docs[i];

		for (size_t j = 0; j < list->n; j++) {
			const void *record = list->v[j].record;

			k->origin = &k->origins[list->v[j].file];
			drop_dangling(k, r, (void *)(uintptr_t)record);
		}
	}
}

/*
 * A case's label is the real one, also where the edition may not see the field
 * or the policy that it comes from: a page must never show a lower one.
 */
static void
set_labels(struct making *k)
{
	for (size_t i = 0; i < k->out->n_cases; i++) {
		struct case_entry *c = &k->out->cases[i];
		const struct case_entry *from =
		    (const struct case_entry *)(const void *)
			model_find(k->w->model, SPACE_CASE, c->e.id);

		if (from != NULL)
			c->label = from->label;
	}
}

/* A source of the view stands for a document of the full model. */
static struct inside_origin *
origins_new(const struct wall *w)
{
	size_t n = 1;

	for (size_t i = 0; i < KINDS; i++)
		n += w->model->docs[i].n;
	return arena_array(w->perm, struct inside_origin, n);
}

/* The policies' smallest count that editions below the desk are told. */
static size_t
small_count(const struct model *m)
{
	const struct document_list *l = &m->docs[KIND_POLICY];
	int64_t small = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct policy *p = l->v[i].record;

		if (p != NULL && p->small_count.n > small &&
		    policy_is_main(m, &l->v[i]))
			small = p->small_count.n;
	}
	return (size_t)small;
}

/*
 * How many records cannot be read is told to everybody inside; few of them
 * could tell that somebody is at work on something.
 */
static void
count_unreadable(struct making *k)
{
	size_t n = k->w->model->n_unreadable, small = small_count(k->w->model);

	k->out->n_unreadable = n;
	if (k->level >= AUDIENCE_TEAM || n == 0 || n >= small)
		return;
	k->out->n_unreadable = small;
	k->out->is_rounded = true;
}

struct model *
wall_inside(const struct wall *w, const struct audience *a)
{
	struct making k = {
		.w = w,
		.audience = a,
		.share = { w->model, a, w->now.s },
		.level = level_fields((enum tlp)a->ceiling.v),
		.out = arena_new(w->perm, struct model),
		.sources = sources_open(w->perm),
		.origins = origins_new(w),
	};
	struct inside_audit audit = { w, k.out, k.level, k.origins };

	k.out->ceiling = (enum tlp)a->ceiling.v;
	k.out->sources = k.sources;
	k.out->zone = w->model->zone;
	count_unreadable(&k);
	for (size_t i = 0; i < KINDS; i++)
		copy_kind(&k, (enum kind)i);
	if (k.out->docs[KIND_ORGANISATION].n > 0)
		k.out->organisation =
		    k.out->docs[KIND_ORGANISATION].v[0].record;
	link_entries(w->perm, k.out, NULL);
	link_refs(w->perm, k.out, NULL);
	drop_all_dangling(&k);
	set_labels(&k);
	k.out->audit = inside_audit(&audit);
	k.out->deliveries = inside_delivery(w->perm, w->model, a, k.out);
	return k.out;
}
