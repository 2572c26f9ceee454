#include "rule/section.h"

#include "base/arena.h"
#include "text/markdown.h"

static int
word_of(struct str key)
{
	for (size_t i = 0; i < enum_section.n; i++) {
		if (str_eq_z(key, enum_section.values[i].name))
			return enum_section.values[i].v;
	}
	return 0;
}

/* The flaw that a heading names, from 1; 0 for none. */
static size_t
flaw_of(struct arena *a, const struct case_entry *c, struct str heading)
{
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		struct str cve = c->c->vulnerabilities.v[i].cve.s;

		if ((cve.n > 0 && str_eq_nocase(heading, cve)) ||
		    str_eq_nocase(heading,
			str_fmt(a, "vulnerability %zu", i + 1)))
			return i + 1;
	}
	return 0;
}

struct gathering {
	struct arena *a;
	const struct model *m;
	struct section_list out;
	size_t cap;
};

static void
add(struct gathering *g, const struct markdown_section *s, size_t flaw)
{
	struct section_at at = { .flaw = flaw,
		.at = s->key_at,
		.body = s->body };

	if (s->key.n == 0)
		return;
	(void)str_cut(str_trim(source_text(g->m->sources, s->key_at)), ':',
	    &at.key, &at.title);
	at.key = str_lower(g->a, str_trim(at.key));
	at.title = str_trim(at.title);
	at.section = word_of(at.key);
	g->out.v = arena_grow(g->a, g->out.v, g->out.n, &g->cap,
	    sizeof(*g->out.v));
	g->out.v[g->out.n++] = at;
}

struct section_list
section_list_of(struct arena *a, const struct model *m,
    const struct case_entry *c, const struct document *doc)
{
	struct gathering g = { .a = a, .m = m };
	struct markdown_section *v, *inner;
	size_t n = markdown_sections(a, m->sources, doc->body, 2, &v);

	for (size_t i = 0; i < n; i++) {
		size_t flaw = flaw_of(a, c, v[i].key), n_inner;

		if (flaw == 0) {
			add(&g, &v[i], 0);
			continue;
		}
		n_inner = markdown_sections(a, m->sources, v[i].body, 3,
		    &inner);
		for (size_t j = 0; j < n_inner; j++)
			add(&g, &inner[j], flaw);
	}
	return g.out;
}
