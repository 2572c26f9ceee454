#include "export/public/released.h"

#include "base/str.h"

struct str
released_name(struct str path)
{
	return str_base_name(path);
}

const struct public_released_file *
released_find(const struct public_advisory *adv, struct str path)
{
	struct str name = released_name(path);

	for (size_t i = 0; i < adv->n_released; i++) {
		if (str_eq(adv->released[i].path, name))
			return &adv->released[i];
	}
	return NULL;
}
