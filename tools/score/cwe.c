#include "score/cwe.h"

#include "base/num.h"

static const struct cwe catalogue[] = {
#define CWE(number, usage, name)	{ number, CWE_##usage, name },
#include "score/cwe.def"
};

const struct cwe *
cwe_find(struct str id)
{
	size_t low = 0, high = ARRAY_LEN(catalogue);
	int64_t number;

	if (!str_starts(id, S("CWE-")) ||
	    !num_parse(str_from(id, 4), 1, INT32_MAX, &number))
		return NULL;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (catalogue[mid].number == number)
			return &catalogue[mid];
		if (catalogue[mid].number < number)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
