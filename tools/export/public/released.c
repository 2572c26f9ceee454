#include "export/public/released.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/public/place.h"

#define CSAF21	"v2.1-"

static bool
is_csaf21(struct str path)
{
	return str_starts(path, S(PLACE_CSAF21));
}

struct str
released_name(struct arena *a, struct str path)
{
	struct str name = str_base_name(path);

	return is_csaf21(path) ? str_cat(a, S(CSAF21), name) : name;
}

const struct public_released_file *
released_find(const struct public_advisory *adv, struct str path)
{
	struct str name = str_base_name(path);
	struct str before = is_csaf21(path) ? S(CSAF21) : S("");

	for (size_t i = 0; i < adv->n_released; i++) {
		struct str is = adv->released[i].path;

		if (str_starts(is, before) &&
		    str_eq(str_from(is, before.n), name))
			return &adv->released[i];
	}
	return NULL;
}

bool
released_copy(const struct public_advisory *adv, struct str path,
    struct buf *out)
{
	const struct public_released_file *file = released_find(adv, path);

	if (file == NULL)
		return false;
	buf_put(out, file->content);
	return true;
}
