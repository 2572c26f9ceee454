#include "delivery/told.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"
#include "model/matched.h"

const char *
told_why_name(enum told_why w)
{
	static const char *const names[TOLD_WHYS] = { "", "new", "again",
		"kev", "priority", "certain", "revised", "gone" };

	return names[w];
}

struct str
told_finding(struct arena *a, const struct finding *f)
{
	struct str rank = f->priority.rank == PRIORITY_NONE ?
	    S("") :
	    str_fmt(a, " p%zu", f->priority.rank);

	return str_fmt(a, "%s%s%.*s", finding_state_name(f->state),
	    f->known->is_kev ? " kev" : "", STR_ARG(rank));
}

struct str
told_alert(struct arena *a, int64_t revision)
{
	return str_fmt(a, "r%lld", (long long)revision);
}

/* The words of a state that was told. */
struct words_told {
	struct str state;
	bool is_kev;
	int64_t rank;		/* INT64_MAX: none */
};

static struct words_told
read_told(struct str told)
{
	struct words_told w = { .rank = INT64_MAX };
	struct str word, rest;

	(void)str_cut(told, ' ', &w.state, &rest);
	while (rest.n > 0) {
		int64_t n;

		(void)str_cut(rest, ' ', &word, &rest);
		if (str_eq_z(word, "kev"))
			w.is_kev = true;
		else if (str_starts(word, S("p")) &&
		    num_parse(str_from(word, 1), 0, INT32_MAX, &n))
			w.rank = n;
	}
	return w;
}

bool
told_is_gone(struct str told)
{
	return str_eq_z(read_told(told).state, TOLD_IS_GONE);
}

enum told_why
told_compare(struct str was, const struct finding *f)
{
	struct words_told w = read_told(was);
	bool was_unsure = str_eq_z(w.state, "question") ||
	    str_eq_z(w.state, "look");

	if (str_eq_z(w.state, TOLD_IS_GONE))
		return TOLD_AGAIN;
	if (f->known->is_kev && !w.is_kev)
		return TOLD_KEV;
	if (f->priority.rank != PRIORITY_NONE &&
	    (int64_t)f->priority.rank < w.rank)
		return TOLD_PRIORITY;
	if (f->state == FINDING_LAPSED && !str_eq_z(w.state, "lapsed"))
		return TOLD_AGAIN;
	if (was_unsure && f->state == FINDING_OPEN)
		return TOLD_CERTAIN;
	return TOLD_NOTHING;
}

enum told_why
told_compare_alert(struct str was, int64_t revision)
{
	int64_t n;

	if (!str_starts(was, S("r")) ||
	    !num_parse(str_from(was, 1), 0, INT64_MAX - 1, &n))
		return TOLD_REVISED;
	return revision > n ? TOLD_REVISED : TOLD_NOTHING;
}
