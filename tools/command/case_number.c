#include "command/case_number.h"

#include <errno.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/num.h"
#include "model/model.h"

/* Numbers have at least this many digits. */
#define NUMBER_DIGITS	4

/* The highest number from first to last that a folder has, or first - 1. */
static int64_t
highest_taken(const struct io_entry *entries, size_t n, struct str prefix,
    const struct id_block *block)
{
	int64_t highest = block->first.n - 1;

	for (size_t i = 0; i < n; i++) {
		int64_t number;

		if (!str_starts(entries[i].name, prefix) ||
		    !num_parse_padded(str_from(entries[i].name, prefix.n),
			block->last.n, &number))
			continue;
		if (number > highest)
			highest = number;
	}
	return highest;
}

bool
case_number_next(struct arena *perm, const struct model *m,
    struct io_dir *root, struct str year, struct str *out, const char **why)
{
	const struct id_scheme *ids = m->organisation != NULL ?
	    m->organisation->ids :
	    NULL;
	struct io_entry *entries = NULL;
	struct str prefix;
	int64_t wanted;
	size_t n = 0;
	int err;

	*why = "content/organisation.yaml does not say how ids are built";
	if (ids == NULL || ids->case_prefix.s.n == 0 ||
	    !num_parse(year, 0, INT32_MAX, &wanted))
		return false;
	err = io_list(root, str_cat(perm, S("cases/"), year), perm, &entries,
	    &n);
	if (err != 0 && err != ENOENT)
		die_env(err, "cannot read cases/%.*s", STR_ARG(year));
	prefix = str_fmt(perm, "%.*s-%.*s-", STR_ARG(ids->case_prefix.s),
	    STR_ARG(year));
	*why = "the year has no block of numbers";
	for (size_t i = 0; i < ids->case_blocks.n; i++) {
		const struct id_block *b = &ids->case_blocks.v[i];
		int64_t number;

		if (b->year.n != wanted)
			continue;
		number = highest_taken(entries, n, prefix, b) + 1;
		if (number <= b->last.n) {
			*out = str_fmt(perm, "%.*s%0*lld", STR_ARG(prefix),
			    NUMBER_DIGITS, (long long)number);
			return true;
		}
		*why = "all numbers of its block are taken";
	}
	return false;
}
