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

static bool
names_flaw(struct str key)
{
	return str_starts(key, S("cve-")) ||
	    str_starts(key, S("vulnerability "));
}

struct section_list
section_list_of(struct arena *a, const struct model *m,
    const struct document *doc)
{
	struct markdown_section *v;
	size_t n = markdown_sections(a, m->sources, doc->body, 2, &v);
	struct section_list out = { arena_array(a, struct section_at, n + 1),
		0 };

	for (size_t i = 0; i < n; i++) {
		struct section_at *s = &out.v[out.n];

		if (v[i].key.n == 0)
			continue;
		(void)str_cut(str_trim(source_text(m->sources, v[i].key_at)),
		    ':', &s->key, &s->title);
		s->key = str_lower(a, str_trim(s->key));
		s->title = str_trim(s->title);
		s->section = word_of(s->key);
		s->at = v[i].key_at;
		s->body = v[i].body;
		if (!names_flaw(s->key))
			out.n++;
	}
	return out;
}
