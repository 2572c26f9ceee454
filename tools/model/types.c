#include "model/types.h"

struct str
words_in(const struct words *w, struct str lang)
{
	bool ja = str_eq(lang, S("ja"));
	struct str wanted = ja ? w->ja.s : w->en.s;

	if (wanted.n > 0)
		return wanted;
	return ja ? w->en.s : w->ja.s;
}
