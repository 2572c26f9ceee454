#include "command/words.h"

#include "command/command.h"
#include "export/say_text.h"
#include "model/model.h"

struct say
words_open(const struct invocation *v, const struct world *r)
{
	return (struct say){
		.a = v->perm,
		.words = r->words,
		.lang = v->lang,
		.zone = r->model->zone,
		.now = v->now,
	};
}

struct str
words_parts(const struct say *s, struct str all, struct str more)
{
	return say_text_join(s, all, "say.parts", more);
}
