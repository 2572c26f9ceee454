#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

/*
 * Why the audit does not count an approval.  It says so in English, for rules
 * and terminals; the catalogue has its phrases in all languages.  The first
 * that fits is taken.
 */
static const char *const reasons[] = {
	"say.reason.late",
	"say.reason.given_up",
	"say.reason.early",
	"say.reason.ended",
	"say.reason.owner",
	"say.reason.stranger",
	"say.reason.no_key",
	"say.reason.role_later",
	"say.reason.role_ended",
	"say.reason.no_line",
	"say.reason.committer",
	"say.reason.unmade",
	"say.reason.elsewhere",
	"say.reason.sooner",
	"say.reason.now",
	"say.reason.unagreed",
	"say.reason.bad",
	"say.reason.unknown",
	"say.reason.expired",
	"say.reason.revoked",
	"say.reason.future",
	"say.reason.malformed",
	"say.reason.unsupported",
	"say.reason.namespace",
	"say.reason.untouched",
	"say.reason.commit",
};

#define HOLES	2

/* Whether s is the phrase, and with what in its holes. */
static bool
fits(struct str phrase, struct str s, struct catalog_value v[HOLES], size_t *n)
{
	struct str fixed;
	bool has_hole = str_cut(phrase, '{', &fixed, &phrase);

	if (!str_starts(s, fixed))
		return false;
	s = str_from(s, fixed.n);
	for (*n = 0; has_hole && *n < HOLES; ++*n) {
		size_t end;

		(void)str_cut(phrase, '}', &v[*n].name, &phrase);
		has_hole = str_cut(phrase, '{', &fixed, &phrase);
		end = fixed.n > 0 ? str_find(s, fixed, 0) : s.n;
		if (end == SIZE_MAX || end == 0)
			return false;
		v[*n].value = str_sub(s, 0, end);
		s = str_from(s, end + fixed.n);
	}
	return s.n == 0;
}

struct str
say_reason(const struct say *s, struct str why)
{
	struct catalog_value v[HOLES];
	struct str phrase;
	size_t n;

	for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
		if (!catalog_get(s->words, S("en"), str_z(reasons[i]),
			&phrase) ||
		    !fits(phrase, why, v, &n))
			continue;
		/* Some are made of others, which are shorter. */
		for (size_t k = 0; k < n; k++)
			v[k].value = say_reason(s, v[k].value);
		return say_text_fill(s, reasons[i], v, n);
	}
	return why;
}
