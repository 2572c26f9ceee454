#include "csaf/csaf_cwe.h"

#include "base/num.h"
#include "score/cwe.h"

enum {
	NONE,	/* there was no such weakness */
	NEWEST,	/* it had the name that it has now */
	NAMED,
};

static const struct past {
	unsigned number;
	unsigned from;		/* the place of the first version */
	unsigned what;
	const char *name;	/* NAMED */
} pasts[] = {
#define CWE_VERSIONS(words)
#define CWE_PAST(number, from, what, name)	{ number, from, what, name },
#include "csaf/csaf_cwe.def"
};

static const char versions[] =
#define CWE_VERSIONS(words)	words
#define CWE_PAST(number, from, what, name)
#include "csaf/csaf_cwe.def"
    ;

bool
csaf_cwe_version(struct str version, size_t *place)
{
	struct str word, rest = str_z(versions);
	bool more = true;

	for (*place = 0; more; ++*place) {
		more = str_cut(rest, ' ', &word, &rest);
		if (str_eq(word, version))
			return true;
	}
	return false;
}

/* The first row of a number, or where it would be. */
static size_t
find(unsigned number)
{
	size_t low = 0, high = ARRAY_LEN(pasts);

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (pasts[mid].number < number)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct str
csaf_cwe_name(struct str id, size_t place)
{
	const struct cwe *newest = cwe_find(id);
	unsigned what = newest != NULL ? NEWEST : NONE;
	const char *name = "";
	int64_t number;

	if (!num_parse(str_from(id, 4), 1, 999999, &number))
		return S("");
	for (size_t i = find((unsigned)number); i < ARRAY_LEN(pasts) &&
	     pasts[i].number == (unsigned)number && pasts[i].from <= place;
	     i++) {
		what = pasts[i].what;
		name = pasts[i].name;
	}
	if (what == NEWEST)
		return newest != NULL ? str_z(newest->name) : S("");
	return what == NAMED ? str_z(name) : S("");
}
