#include "command/words.h"

#include "base/arena.h"
#include "base/diag.h"
#include "command/command.h"
#include "model/model.h"
#include "pipeline/theme.h"

struct say
words_open(const struct invocation *v, const struct world *r)
{
	return (struct say){
		.a = v->perm,
		.words = theme_words(v->perm, r->root, sources_open(v->perm),
		    diags_open(v->perm)),
		.lang = v->lang,
		.zone = r->model->zone,
		.now = v->now,
	};
}

struct str
words_get(const struct say *s, const char *key)
{
	struct str text;

	return catalog_get(s->words, s->lang, str_z(key), &text) ? text :
								   str_z(key);
}

struct str
words_fill(const struct say *s, const char *key,
    const struct catalog_value *values, size_t n)
{
	return catalog_fill(s->a, words_get(s, key), values, n);
}

struct str
words_join(const struct say *s, struct str all, const char *joint,
    struct str more)
{
	if (all.n == 0 || more.n == 0)
		return all.n == 0 ? more : all;
	return str_cat(s->a, str_cat(s->a, all, words_get(s, joint)), more);
}

struct str
words_parts(const struct say *s, struct str all, struct str more)
{
	return words_join(s, all, "say.parts", more);
}
