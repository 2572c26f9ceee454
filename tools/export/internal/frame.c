#include "export/internal/frame.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/internal/show.h"
#include "export/internal/tally.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/catalog.h"
#include "text/template.h"
#include "text/value.h"

static const struct str langs[] = { STR_INIT("ja"), STR_INIT("en") };

/* What a page's item points to. */
struct frame_item {
	const struct tally *tally;
	const struct inputs *by_kind;
	const void *item;
};

/* A row of nav.def. */
struct entry_row {
	const char *group;
	const char *key;
	const char *address;
	unsigned views;
	int count;		/* enum tally_count, or NOTHING */
	unsigned kinds;	/* what its pages rest on, as bits */
};

#define BOTH	(EXPORT_PORTAL | EXPORT_DESK)
#define NOTHING	(-1)

/* Kinds, for nav.def. */
#define IN(name) INPUTS_KIND(KIND_##name)
#define IN_CASES (IN(CASE) | IN(ADVISORY) | IN(APPROVALS) | IN(PUBLISHED))
#define IN_WORK                                                               \
	(IN_CASES | IN(REQUEST) | IN(CAMPAIGN) | IN(ANSWERS) | IN(PRODUCT))
#define IN_ALL (~0u)

static const struct entry_row entries[] = {
#define NAV(group, key, address, views, count, kinds)                         \
	{ (group), (key), (address), (views), (count), (kinds) },
#include "export/internal/nav.def"
};

struct frame_plan
frame_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	return (struct frame_plan){ p, plan_arena(p),
		tally_make(plan_arena(p), v, c),
		inputs_by_kind(plan_arena(p), v) };
}

static const struct frame_item *
item_new(const struct frame_plan *g, const void *item)
{
	struct frame_item *i = arena_new(g->a, struct frame_item);

	*i = (struct frame_item){ g->tally, g->by_kind, item };
	return i;
}

void
frame_add(const struct frame_plan *g, struct str name, const void *item,
    size_t number)
{
	const struct frame_item *i = item_new(g, item);

	for (size_t j = 0; j < ARRAY_LEN(langs); j++)
		plan_add(g->p,
		    (struct page){ .path = str_fmt(g->a, "%.*s/%.*s",
				       STR_ARG(langs[j]), STR_ARG(name)),
			.lang = langs[j],
			.item = i,
			.number = number });
}

void
frame_add_neutral(const struct frame_plan *g, struct str path, struct str lang,
    const void *item)
{
	plan_add(g->p,
	    (struct page){ .path = path,
		.lang = lang,
		.item = item_new(g, item) });
}

struct frame
frame_open(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, const char *entry)
{
	const struct frame_item *i = page->item;
	struct str name = page->path, head;

	if (str_starts(page->path, S("ja/")) ||
	    str_starts(page->path, S("en/")))
		(void)str_cut(page->path, '/', &head, &name);
	return (struct frame){
		.a = tmp,
		.m = v,
		.c = c,
		.page = page,
		.tally = i->tally,
		.by_kind = i->by_kind,
		.item = i->item,
		.number = page->number,
		.lang = page->lang,
		.name = name,
		.data = value_object(tmp),
		.entry = entry,
	};
}

bool
frame_is_desk(const struct frame *f)
{
	return (f->c->views & EXPORT_DESK) != 0;
}

struct str
frame_word(const struct frame *f, const char *key)
{
	struct str text = S("");

	(void)catalog_get(f->c->words, f->lang, str_z(key), &text);
	return text;
}

struct str
frame_count(const struct frame *f, const char *key, size_t n)
{
	const struct catalog_value count = { S("n"), str_fmt(f->a, "%zu", n) };

	return catalog_fill(f->a, frame_word(f, key), &count, 1);
}

void
frame_title(struct frame *f, const char *key)
{
	value_set_text(f->data, "title", frame_word(f, key));
}

static void
fill_site(struct frame *f)
{
	const struct organisation *o = f->m->organisation;
	struct value *site = value_set_object(f->data, "site");
	struct str name = S(""), owner = S("");

	if (o != NULL) {
		name = words_in(&o->short_name, f->lang);
		owner = words_in(&o->legal_name, f->lang);
		if (name.n == 0)
			name = words_in(&o->name, f->lang);
		if (owner.n == 0)
			owner = words_in(&o->name, f->lang);
	}
	value_set_text(site, "name",
	    str_trim(str_fmt(f->a, "%.*s %.*s", STR_ARG(name),
		STR_ARG(frame_word(f,
		    frame_is_desk(f) ? "in.desk" : "in.portal")))));
	value_set_text(site, "bar",
	    frame_word(f, frame_is_desk(f) ? "in.desk" : "in.portal"));
	value_set_text(site, "owner", owner);
}

static void
fill_languages(struct frame *f)
{
	struct value *all = value_set_list(f->data, "alternates");
	struct value *other = value_set_list(f->data, "other");

	for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
		struct str href = export_link(f->a, f->page->path,
		    str_fmt(f->a, "%.*s/%.*s", STR_ARG(langs[i]),
			STR_ARG(f->name)));
		struct value *o = value_push_object(all);

		value_set_text(o, "lang", langs[i]);
		value_set_text(o, "href", href);
		if (str_eq(langs[i], f->lang))
			continue;
		o = value_push_object(other);
		value_set_text(o, "lang", langs[i]);
		value_set_text(o, "href", href);
		value_set_text(o, "name",
		    frame_word(f, i == 0 ? "language.ja" : "language.en"));
	}
}

static void
fill_entry(const struct frame *f, struct value *items,
    const struct entry_row *e)
{
	struct value *o = value_push_object(items);
	size_t n = e->count == NOTHING ? 0 : f->tally->n[e->count];

	value_set_z(o, "key", e->key);
	value_set_text(o, "href", where_link(f, str_z(e->address)));
	value_set_text(o, "count", n == 0 ? S("") : str_fmt(f->a, "%zu", n));
	value_set_bool(o, "hot",
	    (e->count == TALLY_UNREADABLE || e->count == TALLY_CLOCKS) &&
		n > 0);
	value_set_bool(o, "current",
	    f->entry != NULL && str_eq_z(str_z(e->key), f->entry));
}

static void
fill_nav(struct frame *f)
{
	struct value *nav = value_set_list(f->data, "nav"), *items = NULL;
	unsigned view = frame_is_desk(f) ? EXPORT_DESK : EXPORT_PORTAL;
	const char *group = "";

	for (size_t i = 0; i < ARRAY_LEN(entries); i++) {
		if ((entries[i].views & view) == 0)
			continue;
		if (!str_eq_z(str_z(entries[i].group), group)) {
			struct value *o = value_push_object(nav);

			group = entries[i].group;
			value_set_z(o, "key", group);
			items = value_set_list(o, "items");
		}
		fill_entry(f, items, &entries[i]);
	}
}

void
frame_input(struct frame *f, const struct document *doc)
{
	inputs_add(&f->inputs, f->m, doc);
	f->has_inputs = true;
}

/* What a page rests on that did not say it. */
static unsigned
kinds_of(const struct frame *f)
{
	for (size_t i = 0; f->entry != NULL && i < ARRAY_LEN(entries); i++) {
		if (str_eq_z(str_z(f->entry), entries[i].key))
			return entries[i].kinds;
	}
	return 0;
}

bool
frame_write(struct frame *f, const char *template, struct buf *out,
    struct diags *d)
{
	const struct template *t = templates_find(f->c->templates,
	    str_z(template));

	ASSERT(t != NULL);
	value_set_text(f->data, "lang", f->lang);
	value_set_text(f->data, "root", export_up(f->a, f->page->path));
	value_set_text(f->data, "home", export_up(f->a, f->name));
	value_set_text(f->data, "description", S(""));
	value_set_list(f->data, "feeds");
	value_set_bool(f->data, "wide", f->is_wide);
	value_set_bool(f->data, "has_search", false);
	value_set_bool(f->data, "has_left", f->has_left);
	value_set_bool(f->data, "is_desk", frame_is_desk(f));
	if (!f->has_inputs)
		f->inputs = inputs_join(f->by_kind, kinds_of(f));
	inputs_show(f, &f->inputs);
	value_set_int(f->data, "n_unreadable", (int64_t)f->m->n_unreadable);
	value_set_bool(f->data, "is_rounded", f->m->is_rounded);
	show_instant(f, f->data, "as_of", f->c->now);
	show_label(f, f->data, "tlp", f->c->ceiling);
	fill_site(f);
	fill_languages(f);
	fill_nav(f);
	return template_render(t, f->data, f->c->words, f->lang, out, d);
}
