#include "release/release_lift_impl.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "release/release_impl.h"
#include "text/yaml_write.h"

/* A file being written. */
struct lifting {
	struct release_lift *p;
	struct map *products;	/* needed ones, by id */
	struct yaml_writer w;
	bool ok;
};

/* Quotes and indentation may be more than there were. */
#define ROOM	(4 * LIMIT_YAML_BYTES)

static void
count(struct release_lift *p, const struct record *r, const struct field *f,
    size_t n, bool is_copied)
{
	struct str name = str_fmt(p->w->perm, "%s.%s", r->name, f->name);
	size_t i = 0;

	while (i < p->n_fields && !str_eq(p->fields[i].name, name))
		i++;
	if (i == p->n_fields) {
		p->fields = arena_grow(p->w->perm, p->fields, p->n_fields,
		    &p->cap_fields, sizeof(*p->fields));
		p->fields[p->n_fields++] = (struct release_lift_field){
			.name = name,
		};
	}
	*(is_copied ? &p->fields[i].copied : &p->fields[i].left) += n;
}

/* All of a record that stays, for the proof. */
static void
count_left(struct release_lift *p, const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const char *items = field_items(f, record, &n);

		if (n > 0 && f->type != FIELD_RECORD)
			count(p, r, f, n, false);
		for (size_t j = 0; j < n && f->type == FIELD_RECORD; j++)
			count_left(p, f->record, items + j * size);
	}
}

/*
 * Whether a field goes: what the tables call public; and the digest of the
 * ledger, by which the internal repository notices that somebody changed its
 * copy.
 */
static bool
goes(const struct record *r, const struct field *f)
{
	/* Written with the finder's: put_thanks(). */
	if (r == &record_case_file &&
	    str_eq_z(str_z(f->name), "acknowledgments"))
		return false;
	return f->audience == AUDIENCE_PUBLIC ||
	    (r == &record_revision && str_eq_z(str_z(f->name), "view"));
}

static bool
has_public(const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		size_t n;

		(void)field_items(&r->fields[i], record, &n);
		if (goes(r, &r->fields[i]) && n > 0)
			return true;
	}
	return false;
}

static void
need_product(struct lifting *k, const struct ref *ref)
{
	const struct product_entry *e = ref->target;

	if (e == NULL || !release_lift_is_ours(k->p, e->e.at.file))
		return;
	if (e->product->public.b || !span_is_set(e->product->public.at)) {
		(void)map_add(k->products, e->e.id, k);
		return;
	}
	diag_error(k->p->d, "lift-refused", ref->at,
	    "the product %.*s must not be known of yet", STR_ARG(e->e.id));
	diag_note(k->p->d, e->product->public.at, "it says so here");
	diag_help(k->p->d, "take it out of what is published");
	k->ok = false;
}

struct str
release_lift_written(const struct release_lift *p, struct span at)
{
	struct str s = source_text(p->w->sources, at);

	if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\''))
		s = str_sub(s, 1, s.n - 2);
	return s;
}

static void
put_words(struct yaml_writer *w, const struct words *words)
{
	yaml_write_map(w);
	yaml_write_pair(w, "ja", words->ja.s);
	yaml_write_pair(w, "en", words->en.s);
	yaml_write_end(w);
}

static void put_record(struct lifting *k, const struct record *r,
    const void *record);

static void
put_item(struct lifting *k, const struct field *f, const void *item)
{
	const struct ref *ref = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		yaml_write_text(&k->w, ((const struct text *)item)->s);
		return;
	case SHAPE_WORDS:
		put_words(&k->w, item);
		return;
	case SHAPE_TRUTH:
		yaml_write_text(&k->w,
		    ((const struct truth *)item)->b ? S("true") : S("false"));
		return;
	case SHAPE_NUMBER:
		yaml_write_text(&k->w,
		    str_fmt(k->p->w->perm, "%lld",
			(long long)((const struct number *)item)->n));
		return;
	case SHAPE_CHOICE:
		yaml_write_text(&k->w,
		    str_z(enum_name(f->values,
			((const struct choice *)item)->v)));
		return;
	case SHAPE_MOMENT:
		yaml_write_text(&k->w,
		    release_lift_written(k->p,
			((const struct moment *)item)->at));
		return;
	case SHAPE_REF:
		if (f->space == SPACE_PRODUCT)
			need_product(k, ref);
		yaml_write_text(&k->w, ref->id);
		return;
	case SHAPE_RECORD:
		yaml_write_map(&k->w);
		put_record(k, f->record, item);
		yaml_write_end(&k->w);
		return;
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	BUG("no public field is of that type");
}

static void
put_field(struct lifting *k, const struct record *r, const struct field *f,
    const void *record)
{
	size_t n, size = field_item_size(f), shown = 0;
	const char *items = field_items(f, record, &n);
	bool is_list = f->card == CARD_LIST || f->card == CARD_LIST1;

	for (size_t i = 0; i < n; i++)
		shown += f->type != FIELD_RECORD ||
		    has_public(f->record, items + i * size);
	if (shown == 0)
		return;
	count(k->p, r, f, shown, true);
	yaml_write_key(&k->w, str_z(f->name));
	if (is_list)
		yaml_write_seq(&k->w);
	for (size_t i = 0; i < n; i++) {
		if (f->type != FIELD_RECORD ||
		    has_public(f->record, items + i * size))
			put_item(k, f, items + i * size);
		else
			count_left(k->p, f->record, items + i * size);
	}
	if (is_list)
		yaml_write_end(&k->w);
}

static void
leave_field(struct lifting *k, const struct record *r, const struct field *f,
    const void *record)
{
	size_t n, size = field_item_size(f);
	const char *items = field_items(f, record, &n);

	if (n > 0 && f->type != FIELD_RECORD)
		count(k->p, r, f, n, false);
	for (size_t i = 0; i < n && f->type == FIELD_RECORD; i++)
		count_left(k->p, f->record, items + i * size);
}

static void
put_record(struct lifting *k, const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		if (goes(r, &r->fields[i]))
			put_field(k, r, &r->fields[i], record);
		else if (r->fields[i].audience != AUDIENCE_PUBLIC)
			leave_field(k, r, &r->fields[i], record);
	}
}

static void
put_fact(struct lifting *k, struct str at, struct str event, bool publish)
{
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "at", at);
	yaml_write_pair(&k->w, "event", event);
	if (publish) {
		yaml_write_key(&k->w, S("publish"));
		yaml_write_text(&k->w, S("true"));
	}
	yaml_write_end(&k->w);
}

/* The publication, and what stands on the public time line. */
static void
put_facts(struct lifting *k)
{
	const struct fact_list *l = &k->p->c->c->facts;
	const struct revision *first = &k->p->c->published->revisions.v[0];
	bool has_publication = false;

	yaml_write_key(&k->w, S("facts"));
	yaml_write_seq(&k->w);
	for (size_t i = 0; i < l->n; i++) {
		const struct fact *f = &l->v[i];

		if (!f->publish.b)
			continue;
		put_fact(k, release_lift_written(k->p, f->at.at), f->event.s,
		    true);
		has_publication = has_publication ||
		    str_eq(f->event.s, S("own_publication"));
	}
	if (!has_publication)
		put_fact(k, release_lift_written(k->p, first->at.at),
		    S("own_publication"), false);
	yaml_write_end(&k->w);
}

static void
put_list(struct lifting *k, const char *key, struct str one)
{
	yaml_write_key(&k->w, str_z(key));
	yaml_write_seq(&k->w);
	yaml_write_text(&k->w, one);
	yaml_write_end(&k->w);
}

/* The finder as thanked: after the others, as on the advisory. */
static void
put_credit(struct lifting *k, const struct credit *credit)
{
	bool is_named = credit->consent.v == (int)CONSENT_NAMED;

	yaml_write_map(&k->w);
	if (is_named && credit->name.s.n > 0)
		put_list(k, "names", credit->name.s);
	yaml_write_pair(&k->w, "organization", credit->organization.s);
	if (is_named && credit->name.s.n > 0 && credit->url.s.n > 0)
		put_list(k, "urls", credit->url.s);
	yaml_write_end(&k->w);
}

static bool
is_thanked(const struct acknowledgment_list *l, const struct credit *credit)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].names.n > 0 && credit->name.s.n > 0 &&
		    str_eq(l->v[i].names.v[0].s, credit->name.s))
			return true;
	}
	return false;
}

static void
put_thanks(struct lifting *k, const struct case_file *c)
{
	const struct acknowledgment_list *l = &c->acknowledgments;
	const struct credit *credit = c->source != NULL ? c->source->credit :
							  NULL;

	if (credit != NULL &&
	    ((credit->consent.v != (int)CONSENT_NAMED &&
		 credit->consent.v != (int)CONSENT_ORGANIZATION) ||
		credit->name.s.n + credit->organization.s.n == 0 ||
		(credit->consent.v == (int)CONSENT_ORGANIZATION &&
		    credit->organization.s.n == 0) ||
		is_thanked(l, credit)))
		credit = NULL;
	if (l->n == 0 && credit == NULL)
		return;
	yaml_write_key(&k->w, S("acknowledgments"));
	yaml_write_seq(&k->w);
	for (size_t i = 0; i < l->n; i++) {
		yaml_write_map(&k->w);
		put_record(k, &record_acknowledgment, &l->v[i]);
		yaml_write_end(&k->w);
	}
	if (credit != NULL)
		put_credit(k, credit);
	yaml_write_end(&k->w);
}

/* Keeps what was written, and the memory for it. */
static struct str
end_text(struct lifting *k, struct buf *b)
{
	struct str s = { 0 };

	/* What was read of files below their limits is below them. */
	ASSERT(buf_ok(b));
	s = str_dup(k->p->w->perm, buf_str(b));
	buf_fini(b);
	return s;
}

static struct str
case_text(struct lifting *k)
{
	struct release_lift *p = k->p;
	struct buf b;

	buf_init(&b, ROOM);
	buf_put(&b, S("---\n" RELEASE_LIFT_HEADER));
	yaml_write_init(&k->w, &b);
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "id", p->c->e.id);
	yaml_write_pair(&k->w, "tlp", S("CLEAR"));
	yaml_write_pair(&k->w, "master", S("restricted"));
	put_record(k, &record_case_file, p->c->c);
	put_thanks(k, p->c->c);
	put_facts(k);
	yaml_write_end(&k->w);
	buf_put(&b, S("---\n"));
	return end_text(k, &b);
}

/* A record by itself, or before the Markdown that belongs to it. */
static struct str
record_text(struct lifting *k, const struct document *doc)
{
	const struct record *r = kind_info(doc->path.kind)->record;
	bool is_front = doc->path.kind == KIND_ADVISORY;
	struct buf b;

	buf_init(&b, ROOM);
	if (is_front)
		buf_put(&b, S("---\n"));
	/* A product is from now on written there. */
	if (doc->path.kind != KIND_PRODUCT)
		buf_put(&b, S(RELEASE_LIFT_HEADER));
	if (has_public(r, doc->record)) {
		yaml_write_init(&k->w, &b);
		yaml_write_map(&k->w);
		put_record(k, r, doc->record);
		yaml_write_end(&k->w);
	} else {
		count_left(k->p, r, doc->record);
	}
	if (is_front) {
		buf_put(&b, S("---\n"));
		buf_put(&b, source_text(k->p->w->sources, doc->body));
	}
	return end_text(k, &b);
}

static bool
add_document(struct lifting *k, const struct document *doc)
{
	if (doc == NULL)
		return true;
	return release_lift_add(k->p, model_path(k->p->w->model, doc),
	    record_text(k, doc));
}

/* Products may name others: there are more after each. */
static bool
add_products(struct lifting *k)
{
	const struct model *m = k->p->w->model;
	struct map *done = map_open(k->p->w->perm);
	bool again = true;

	while (again && k->ok) {
		again = false;
		for (size_t i = 0; i < m->n_products; i++) {
			const struct entry *e = &m->products[i].e;

			if (map_get(k->products, e->id) == NULL ||
			    !map_add(done, e->id, k))
				continue;
			again = true;
			if (!add_document(k, e->doc))
				return false;
		}
	}
	return k->ok;
}

bool
release_lift_records(struct release_lift *p)
{
	struct lifting k = { .p = p, .ok = true };
	struct str text;

	k.products = map_open(p->w->perm);
	text = case_text(&k);
	return release_lift_add(p,
		   release_path(p->w->perm, p->c, S("case.md")), text) &&
	    add_document(&k, p->c->ja) && add_document(&k, p->c->en) &&
	    add_document(&k, p->c->published_doc) && add_products(&k) &&
	    release_lift_approvals(p);
}
