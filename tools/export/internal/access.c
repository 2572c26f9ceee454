/* Who may read what: a page, and lists for the git host and the web server. */
#include "export/internal/out.h"

#include "export/internal/access_file.h"
#include "export/internal/access_list.h"
#include "model/named.h"

OUT_FUNCTIONS(access);

#define FOLDER	"access/"

void
access_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct access *x = access_list(g.a, v, c->now, c->edition);
	struct access_file file;

	frame_add(&g, S("access.html"), x, 0);
	/* What sees a part of the cases would lock out the rest. */
	for (size_t i = 0; x->is_whole && access_file_at(g.a, x, i, &file);
	     i++)
		frame_add_neutral(&g, str_cat(g.a, S(FOLDER), file.name),
		    S(""), x);
}

static void
show_people(const struct frame *f, struct value *o,
    const struct access_set *who)
{
	struct value *list = value_set_list(o, "who");

	for (size_t i = 0; i < f->m->n_people; i++) {
		if (who->has[i])
			show_push_entry(f, list, &f->m->people[i].e);
	}
	value_set_int(o, "n", (int64_t)who->n);
}

static void
fill_editions(const struct frame *f, const struct access *x)
{
	static const char *const words[] = {
		[ACCESS_EVERYBODY] = "in.access.everybody",
		[ACCESS_STAFF] = "in.access.staff",
		[ACCESS_LISTED] = "in.access.listed",
	};
	struct value *list = value_set_list(f->data, "editions");

	for (size_t i = 0; i < x->n_editions; i++) {
		const struct access_edition *e = &x->editions[i];
		struct value *o = value_push_object(list);

		value_set_text(o, "id", e->audience->id.s);
		show_words(f, o, "name", &e->audience->name);
		show_tlp(f, o, "tlp", (enum tlp)e->audience->ceiling.v);
		value_set_text(o, "how", frame_word(f, words[e->how]));
		value_set_bool(o, "is_listed", e->how == ACCESS_LISTED);
		show_people(f, o, &e->who);
	}
}

static void
fill_circles(const struct frame *f, const struct access *x)
{
	struct value *list = value_set_list(f->data, "circles");

	for (size_t i = 0; i < x->n_circles; i++) {
		const struct access_circle *c = &x->circles[i];
		struct value *o = value_push_object(list);

		value_set_z(o, "id", c->id);
		show_tlp(f, o, "tlp", c->ceiling);
		value_set_text(o, "how",
		    frame_word(f,
			c->last != NULL ? "in.access.restricted" :
					  "in.access.internal"));
		value_set_bool(o, "is_listed", true);
		show_people(f, o, &c->who);
	}
}

static void
fill_cases(const struct frame *f, const struct access *x)
{
	struct value *list = value_set_list(f->data, "cases");

	for (size_t i = 0; i < x->n_cases; i++) {
		const struct access_case *k = &x->cases[i];
		struct value *o = value_push_object(list);

		show_entry(f, o, "link", &k->c->e);
		show_tlp(f, o, "tlp", k->c->label);
		value_set_bool(o, "is_listed", true);
		show_people(f, o, &k->who);
	}
	value_set_int(f->data, "n_cases", (int64_t)x->n_cases);
}

/* Agreements of all who have one, and where each stands today. */
static void
fill_agreements(const struct frame *f)
{
	struct value *list = value_set_list(f->data, "agreements");
	struct day today = instant_day(f->c->now);

	for (size_t i = 0; i < f->m->n_people; i++) {
		const struct person_entry *p = &f->m->people[i];

		for (size_t j = 0; j < p->person->nda.n; j++) {
			const struct nda *n = &p->person->nda.v[j];
			struct value *o = value_push_object(list);
			bool holds = named_holds(n, today);

			show_entry(f, o, "link", &p->e);
			value_set_text(o, "scope", n->scope.s);
			show_when(f, o, "from", n->signed_on.w);
			show_when(f, o, "to", n->expires.w);
			value_set_bool(o, "holds", holds);
			value_set_text(o, "state",
			    frame_word(f,
				holds ? "in.access.holds" :
					"in.access.ended"));
		}
	}
}

static void
fill_files(const struct frame *f, const struct access *x)
{
	struct value *list = value_set_list(f->data, "files");
	struct access_file file;

	for (size_t i = 0; x->is_whole && access_file_at(f->a, x, i, &file);
	     i++) {
		struct value *o = value_push_object(list);
		struct str word, rest;

		value_set_text(o, "name", file.name);
		value_set_text(o, "href",
		    export_link(f->a, f->page->path,
			str_cat(f->a, S(FOLDER), file.name)));
		(void)str_cut(file.word, '.', &word, &rest);
		value_set_text(o, "text",
		    frame_word(f,
			str_to_z(f->a,
			    str_fmt(f->a, "in.access.file.%.*s",
				STR_ARG(word)))));
	}
}

bool
access_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "access");
	const struct access *x = f.item;

	if (str_starts(page->path, S(FOLDER)))
		return access_file_write(&f, x,
		    str_from(page->path, sizeof(FOLDER) - 1), out);
	fill_editions(&f, x);
	fill_circles(&f, x);
	fill_cases(&f, x);
	fill_agreements(&f);
	fill_files(&f, x);
	f.is_wide = true;
	frame_title(&f, "nav.access");
	return frame_write(&f, "pages/internal/access", out, d);
}
