#include "wall/secret_impl.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/event.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/wall.h"

/* Letters in a row that make a word of what stands in a version. */
#define VERSION_WORD	6u

/* Longer values do not stand beside their names. */
#define NAMED_BYTES	200u

const char *
secret_kind_name(enum secret_kind k)
{
	switch (k) {
	case SECRET_ID:
		return "id";
	case SECRET_ADDRESS:
		return "address";
	case SECRET_NAME:
		return "name";
	case SECRET_DATE:
		return "date";
	case SECRET_TEXT:
		return "text";
	}
	BUG("kind of a secret");
}

uint64_t
secret_place(struct span at)
{
	return (uint64_t)at.file << 32 | at.off;
}

void
secret_walk(struct secret_making *k, const struct record *r,
    const void *record, enum field_audience level, secret_visit *visit)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const char *items = field_items(f, record, &n);

		if (f->audience > level)
			continue;
		for (size_t j = 0; j < n; j++) {
			if (f->type == FIELD_RECORD)
				secret_walk(k, f->record, items + j * size,
				    level, visit);
			else
				visit(k, r, f, items + j * size);
		}
	}
}

void
secret_show(struct secret_making *k, struct str text, struct span at)
{
	if (text.n == 0)
		return;
	k->shown = arena_grow(k->tmp, k->shown, k->n_shown, &k->shown_cap,
	    sizeof(*k->shown));
	k->shown[k->n_shown++] = (struct secret_shown){ text, secret_place(at),
		k->is_prose };
}

/* A day as written, as the organisation has it, and as Greenwich has it. */
static void
show_when(struct secret_making *k, const struct when *w)
{
	struct day days[3] = { w->day, w->day, w->day };

	if (w->kind == WHEN_INSTANT) {
		days[1] = instant_day(zone_at(k->w->model->zone, w->at));
		days[2] = instant_day((struct instant){ w->at.s, 0 });
	}
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		k->days = arena_grow(k->tmp, k->days, k->n_days, &k->days_cap,
		    sizeof(*k->days));
		k->days[k->n_days++] = days[i].n;
	}
}

/* With the field's name, as machine-readable files have it. */
static void
show_named(struct secret_making *k, const struct field *f, struct str text,
    struct span at)
{
	if (text.n > 0 && text.n <= NAMED_BYTES)
		text = str_fmt(k->tmp, "%s: %.*s", f->name, STR_ARG(text));
	secret_show(k, text, at);
}

/* Sentences, and titles of things: words into which a name may slip. */
static bool
is_writing(const struct field *f)
{
	return f->type == FIELD_TEXT ||
	    (f->type == FIELD_WORDS && !str_eq_z(str_z(f->name), "name"));
}

void
secret_show_item(struct secret_making *k, const struct record *r,
    const struct field *f, const void *item)
{
	(void)r;
	if (k->view != NULL)
		k->is_prose = is_writing(f);
	switch (field_shape(f->type)) {
	case SHAPE_TEXT: {
		const struct text *t = item;

		show_named(k, f, t->s, t->at);
		return;
	}
	case SHAPE_WORDS: {
		const struct words *t = item;

		show_named(k, f, t->ja.s, t->ja.at);
		show_named(k, f, t->en.s, t->en.at);
		return;
	}
	case SHAPE_REF: {
		const struct ref *ref = item;

		show_named(k, f, ref->id, ref->at);
		return;
	}
	case SHAPE_MOMENT:
		if (k->view == NULL)
			show_when(k, &((const struct moment *)item)->w);
		return;
	case SHAPE_TRUTH:
	case SHAPE_NUMBER:
	case SHAPE_CHOICE:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		return;
	}
}

static int
shown_cmp(const void *a, const void *b)
{
	const struct secret_shown *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static bool
is_shown(const struct secret_making *k, struct span at)
{
	struct secret_shown key = { .place = secret_place(at) };

	return span_is_set(at) && k->n_shown > 0 &&
	    bsearch(&key, k->shown, k->n_shown, sizeof(key), shown_cmp) !=
	    NULL;
}

static int
day_cmp(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
is_shown_day(const struct secret_making *k, struct day d)
{
	return k->n_days > 0 &&
	    bsearch(&d.n, k->days, k->n_days, sizeof(d.n), day_cmp) != NULL;
}

static uint32_t
add_secret(struct secret_making *k, enum secret_kind kind, struct span at,
    struct str field)
{
	k->v = arena_grow(k->perm, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n] = (struct secret){ kind, at, field };
	return (uint32_t)k->n++;
}

bool
secret_is_ours(const struct secret_making *k, struct str url)
{
	const struct organisation *o = k->w->model->organisation;
	struct str own = k->audience->base_url.s;

	return (o != NULL && o->base_url.s.n > 0 &&
		   str_starts(url, o->base_url.s)) ||
	    (k->view == NULL && own.n > 0 && str_starts(url, own));
}

/* What a package URL or CPE name is the name of: that alone tells enough. */
static struct str
named_by(const struct field *f, struct str s)
{
	size_t end = 0, colons = 0;

	if (f->type == FIELD_PURL) {
		while (end < s.n && s.p[end] != '@' && s.p[end] != '?' &&
		    s.p[end] != '#')
			end++;
		s = str_sub(s, 0, end);
		while (end > 0 && s.p[end - 1] != '/')
			end--;
		return str_from(s, end);
	}
	if (f->type != FIELD_CPE)
		return S("");
	/* cpe:2.3:PART:VENDOR:PRODUCT */
	for (; end < s.n && colons < 4; end++)
		colons += s.p[end] == ':';
	s = str_from(s, end);
	end = str_find_byte(s, ':', 0);
	return str_sub(s, 0, end < s.n ? end : s.n);
}

static void
hide(struct secret_making *k, const struct record *r, const struct field *f,
    const struct text *t, enum secret_kind kind)
{
	enum secret_form form = kind == SECRET_TEXT ? SECRET_PROSE :
	    kind == SECRET_NAME                     ? SECRET_VALUE :
						      SECRET_WHOLE;
	struct str s = t->s;
	uint32_t owner;

	if (s.n == 0 || is_shown(k, t->at) ||
	    (f->type == FIELD_URL && secret_is_ours(k, s)))
		return;
	/* "https" is no part of the secret, and the same in all. */
	if (kind == SECRET_ADDRESS && str_find(s, S("://"), 0) != SIZE_MAX)
		s = str_from(s, str_find(s, S("://"), 0) + 3);
	owner = add_secret(k, kind, t->at,
	    str_fmt(k->perm, "%s.%s", r->name, f->name));
	secret_add_text(k, owner, s, form);
	secret_add_text(k, owner, named_by(f, s), SECRET_WHOLE);
}

/*
 * Text that is made of words of a vocabulary: events, ways of contact, and
 * "ROLE PERSON", which stand beside each other on many pages.
 */
static bool
is_vocabulary(const struct record *r, const struct field *f)
{
	struct str name = str_z(f->name);

	return (r == &record_fact &&
		   (str_eq_z(name, "event") || str_eq_z(name, "via"))) ||
	    (r == &record_revision && str_eq_z(name, "approvals"));
}

/*
 * Whether a line of software is known to mean something in the market, whose
 * names feeds write anywhere.  What nobody has looked up may be a name of our
 * own, and a product of ours is no less secret for being used.  The item is a
 * field of the line itself: these are no lists.
 */
static bool
is_market_line(const struct field *f, const void *item)
{
	const void *line = (const char *)item - f->offset;
	struct str is = ((const struct software_line *)line)->is.s;

	return str_starts(is, S("cpe:")) || str_starts(is, S("pkg:"));
}

/*
 * "3.0.12", "v3.0.12a", "R4.1-SP2": what any product's version may be called.
 * A longer word is a name, though it stands for a version.
 */
static bool
is_number(struct str s)
{
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		letters = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ?
		    letters + 1 :
		    0;
		digits += c >= '0' && c <= '9';
		if (c >= 0x80 || letters >= VERSION_WORD)
			return false;
	}
	return digits > 0;
}

static bool
is_version(const struct field *f, const void *item)
{
	struct str name = str_z(f->name);

	return f->type == FIELD_STR &&
	    (str_ends(name, S("version")) || str_ends(name, S("versions"))) &&
	    is_number(((const struct text *)item)->s);
}

/*
 * What everybody may know wherever it stands: the names of editions, which
 * are folders of what is served, versions, and names of software in the market.
 * That somebody uses it is told by the name of the system.
 */
static bool
is_common(const struct record *r, const struct field *f, const void *item)
{
	struct str name = str_z(f->name);

	if (is_version(f, item))
		return true;
	if (r == &record_software_line)
		return str_eq_z(name, "version") ||
		    ((str_eq_z(name, "says") || str_eq_z(name, "is")) &&
			is_market_line(f, item));
	return r == &record_audience && str_eq_z(name, "id");
}

/* What a field's text is; false: nothing that can be searched for. */
static bool
kind_of(const struct record *r, const struct field *f, enum secret_kind *out)
{
	switch (f->type) {
	case FIELD_STR:
		if (is_vocabulary(r, f))
			return false;
		*out = SECRET_NAME;
		return true;
	case FIELD_WORDS:
		*out = SECRET_NAME;
		return true;
	case FIELD_TEXT:
		*out = SECRET_TEXT;
		return true;
	case FIELD_URL:
	case FIELD_SOURCE:
	case FIELD_EMAIL:
		*out = SECRET_ADDRESS;
		return true;
	case FIELD_ID:
	case FIELD_REF:
	case FIELD_CVE:
	case FIELD_PURL:
	case FIELD_CPE:
	case FIELD_PATH:
		*out = SECRET_ID;
		return true;
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_ENUM:
	case FIELD_DATE:
	case FIELD_WHEN:
	case FIELD_INSTANT:
	case FIELD_LANG:
	case FIELD_CWE:
	case FIELD_CVSS:
	case FIELD_VERS:
	case FIELD_RECORD:
	case FIELD_PREDICATE:
	case FIELD_TREE:
		return false;
	}
	BUG("type of a field");
}

static void
hide_when(struct secret_making *k, const struct record *r,
    const struct field *f, const struct moment *m)
{
	if (k->view != NULL || m->w.kind == WHEN_UNSET ||
	    is_shown_day(k, m->w.day))
		return;
	secret_add_when(k,
	    add_secret(k, SECRET_DATE, m->at,
		str_fmt(k->perm, "%s.%s", r->name, f->name)),
	    &m->w);
}

/*
 * "Name <mail>": each by itself, for pages have a name that is known beside an
 * address that is.  A single word is a login, as likely any word.
 */
static void
hide_identity(struct secret_making *k, const struct record *r,
    const struct field *f, const struct text *t)
{
	struct str name, mail;

	if (!str_cut(t->s, '<', &name, &mail)) {
		hide(k, r, f, t, SECRET_NAME);
		return;
	}
	(void)str_cut(mail, '>', &mail, &(struct str){ 0 });
	name = str_trim(name);
	if (str_find_byte(name, ' ', 0) < name.n)
		hide(k, r, f, &(struct text){ name, t->at }, SECRET_NAME);
	hide(k, r, f, &(struct text){ str_trim(mail), t->at }, SECRET_ADDRESS);
}

static void
hide_item(struct secret_making *k, const struct record *r,
    const struct field *f, const void *item)
{
	enum secret_kind kind;

	if (field_shape(f->type) == SHAPE_MOMENT) {
		hide_when(k, r, f, item);
		return;
	}
	if (is_common(r, f, item) || !kind_of(r, f, &kind))
		return;
	if (field_shape(f->type) == SHAPE_WORDS) {
		const struct words *w = item;

		hide(k, r, f, &w->ja, kind);
		hide(k, r, f, &w->en, kind);
	} else if (field_shape(f->type) == SHAPE_REF) {
		const struct ref *ref = item;

		hide(k, r, f, &(struct text){ ref->id, ref->at }, kind);
	} else if (r == &record_person && str_eq_z(str_z(f->name), "git")) {
		hide_identity(k, r, f, item);
	} else {
		hide(k, r, f, item, kind);
	}
}

/* A document's place: its file. */
static struct span
file_of(const struct document *doc)
{
	return (struct span){ doc->file, 0, 0 };
}

/* Ids of files that are names of things. */
static bool
has_name(enum kind kind)
{
	return kind == KIND_CASE || kind == KIND_PRODUCT ||
	    kind == KIND_SYSTEM || kind == KIND_PARTY ||
	    kind == KIND_CAMPAIGN || kind == KIND_ALERT ||
	    kind == KIND_REQUEST;
}

/*
 * The handbook tells everybody's way of work: it is no secret, but what stands
 * in it by mistake is not known for that either.
 */
static bool
is_handbook(const struct secret_making *k, const struct document *doc)
{
	return k->view == NULL && doc->path.kind == KIND_HANDBOOK;
}

static void
hide_document(struct secret_making *k, const struct document *doc)
{
	const struct kind_info *info = kind_info(doc->path.kind);
	const struct sources *ss = k->w->model->sources;
	struct span body = doc->body;
	struct str name = str_z(info->name);

	if (is_handbook(k, doc))
		return;
	if (has_name(doc->path.kind) && !is_shown(k, file_of(doc)))
		secret_add_text(k,
		    add_secret(k, SECRET_ID, file_of(doc), name), doc->path.id,
		    SECRET_WHOLE);
	/* What cannot be read as a record is text all the same. */
	if (doc->record == NULL)
		body = (struct span){ doc->file, 0,
			(uint32_t)source_get(ss, doc->file)->text.n };
	else
		secret_walk(k, info->record, doc->record, AUDIENCE_NAMED,
		    hide_item);
	if (body.len > 0 && !is_shown(k, body))
		secret_add_text(k, add_secret(k, SECRET_TEXT, body, name),
		    source_text(ss, body), SECRET_PROSE);
}

static void
show_body(struct secret_making *k, const struct model *view,
    const struct document *doc, struct span at)
{
	k->is_prose = true;
	secret_show(k, source_text(view->sources, doc->body), at);
}

/* The view keeps the order of the documents, and of texts their places. */
static void
show_inside(struct secret_making *k, const struct model *view)
{
	const struct model *m = k->w->model;

	for (size_t i = 0; i < KINDS; i++) {
		const struct document_list *all = &m->docs[i];
		const struct document_list *l = &view->docs[i];
		const struct record *r = kind_info((enum kind)i)->record;

		for (size_t j = 0, at = 0; j < l->n; j++, at++) {
			const struct document *doc = &l->v[j];

			while (!str_eq(model_path(m, &all->v[at]),
			    model_path(view, doc)))
				at++;
			secret_walk(k, r, doc->record, AUDIENCE_NAMED,
			    secret_show_item);
			secret_show(k, doc->path.id, file_of(&all->v[at]));
			if (doc->body.len > 0)
				show_body(k, view, doc, all->v[at].body);
		}
	}
	k->is_prose = false;
}

/*
 * The words of the program itself, which stand in any edition: vocabularies,
 * descriptions of fields, names of weaknesses, and addresses it writes.
 */
static const struct str program_words[] = {
#define ENUM(name, doc)				STR_INIT(doc),
#define VALUE(name, constant, word, doc)	STR_INIT(word), STR_INIT(doc),
#define ENUM_END(name)
#include "model/enums.def"
#define EVENT(name, constant, time, ja, en, doc)			\
	STR_INIT(#name), STR_INIT(ja), STR_INIT(en), STR_INIT(doc),
#include "model/events.def"
#define RECORD(name, doc)			STR_INIT(doc),
#define FIELD(name, member, type, of, card, audience, doc)		\
	STR_INIT(doc),
#define END(name)
#include "model/records.def"
#define CWE(number, usage, name)	STR_INIT(name),
#include "score/cwe.def"
	STR_INIT("https://www.first.org/tlp/v1/"),
};

static void
show_words(struct secret_making *k)
{
	for (size_t i = 0; i < ARRAY_LEN(program_words); i++)
		secret_show(k, program_words[i], (struct span){ 0 });
}

/*
 * What no words of an advisory may tell, though they are public: it came there
 * by mistake.  A name that is to be known stands in a public field as well.
 * Within the group only a code name is like that; people and products are
 * called by their names wherever someone has to do with them.
 */
static bool
is_hard(const struct secret_making *k, const struct secret *s)
{
	static const struct str fields[] = { STR_INIT("case_file.advisory"),
		STR_INIT("case_file.code_name"), STR_INIT("reporter."),
		STR_INIT("product.name") };

	if (k->view != NULL)
		return str_eq_z(s->field, "case_file.code_name");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (str_starts(s->field, fields[i]))
			return true;
	}
	return s->kind == SECRET_ID && str_eq_z(s->field, "case");
}

struct marking {
	const struct secret_making *k;
	bool *is_known;
	bool is_prose;
};

static void
mark(void *ctx, const struct scan_hit *hit)
{
	const struct marking *m = ctx;
	uint32_t owner = scan_term(m->k->scan, hit->term)->owner;

	if (!m->is_prose || !is_hard(m->k, &m->k->v[owner]))
		m->is_known[hit->term] = true;
}

/* Drop the terms that stand in what is seen. */
static void
clear(struct secret_making *k, const struct str *cleared, size_t n)
{
	size_t terms = scan_len(k->scan);
	struct marking m = { k, arena_array(k->tmp, bool, terms + 1), false };

	for (size_t i = 0; i < n; i++)
		scan_run(k->scan, k->fold, cleared[i], mark, &m);
	/* What is shown is escaped first: it is read back both ways. */
	for (size_t i = 0; i < k->n_shown; i++) {
		struct str text = k->shown[i].text;

		m.is_prose = k->shown[i].is_prose;
		scan_run(k->scan, k->fold, text, mark, &m);
		scan_run_plain(k->scan, k->fold, text, mark, &m);
	}
	for (size_t i = 0; i < terms; i++) {
		if (m.is_known[i])
			scan_drop(k->scan, i);
	}
	scan_ready(k->scan);
}

struct secrets *
secret_find(const struct wall *w, const struct audience *a,
    const struct model *view, const struct str *cleared, size_t n)
{
	return secret_find_any(w, a, &view, view != NULL, cleared, n);
}

struct secrets *
secret_find_any(const struct wall *w, const struct audience *a,
    const struct model *const *views, size_t n_views,
    const struct str *cleared, size_t n)
{
	const struct model *view = n_views > 0 ? views[0] : NULL;
	const struct fold_table *table = fold_table_open(w->perm);
	struct secret_making k = {
		.w = w,
		.view = view,
		.audience = a,
		.perm = w->perm,
		.tmp = arena_open(),
		.scan = scan_open(w->perm),
	};
	struct secrets *out = arena_new(w->perm, struct secrets);

	ASSERT((a->view.v == (int)VIEW_PUBLIC) == (view == NULL));
	k.fold = fold_open(k.tmp, table);
	show_words(&k);
	for (size_t i = 0; i < n_views; i++)
		show_inside(&k, views[i]);
	if (n_views == 0)
		secret_show_public(&k);
	if (k.n_shown > 0)
		qsort(k.shown, k.n_shown, sizeof(*k.shown), shown_cmp);
	if (k.n_days > 0)
		qsort(k.days, k.n_days, sizeof(*k.days), day_cmp);
	for (size_t i = 0; i < KINDS; i++) {
		const struct document_list *l = &w->model->docs[i];

		for (size_t j = 0; j < l->n; j++)
			hide_document(&k, &l->v[j]);
	}
	scan_ready(k.scan);
	clear(&k, cleared, n);
	*out = (struct secrets){ k.v, k.n, k.scan, table };
	arena_close(k.tmp);
	return out;
}
