#include "rule/rule.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"

RULE_TEXT(rule_product_orphan,
    .why_en = "Judgements and SBOMs without their product are used for "
	      "nothing: no page shows them, no match finds them.",
    .why_ja = "product.yaml のない判断や SBOM は使われません。ページにも照合"
	      "にも出てきません。",
    .bad = "products/example/gateway/decisions.yaml alone",
    .good = "products/example/gateway/product.yaml and decisions.yaml");

/* "products/COMPANY/PRODUCT", or the empty str. */
static struct str
folder_of(struct str path)
{
	size_t at;

	if (!str_starts(path, S("products/")) ||
	    str_starts(path, S("products/systems/")))
		return S("");
	at = str_find_byte(path, '/', sizeof("products/") - 1);
	if (at != SIZE_MAX)
		at = str_find_byte(path, '/', at + 1);
	return at != SIZE_MAX ? str_sub(path, 0, at) : S("");
}

/* The first file of each folder; 0 once its product.yaml was seen. */
static void
note_file(const struct check *k, struct map *seen, struct str folder,
    uint32_t file)
{
	struct str path = source_get(k->model->sources, file)->path;
	uint32_t *first = map_get(seen, folder);

	if (first == NULL) {
		first = arena_new(k->tmp, uint32_t);
		*first = file;
		map_put(seen, folder, first);
	}
	if (str_eq(str_from(path, folder.n), S("/product.yaml")))
		*first = 0;
}

void
rule_product_orphan(const struct check *k, const struct model *m)
{
	struct map *seen = map_open(k->tmp);
	uint32_t n = (uint32_t)sources_len(m->sources);

	for (uint32_t file = 1; file <= n; file++) {
		struct str folder = folder_of(
		    source_get(m->sources, file)->path);

		if (folder.n > 0)
			note_file(k, seen, folder, file);
	}
	for (size_t i = 0; i < map_len(seen); i++) {
		const uint32_t *file = map_at(seen, i)->value;
		struct str folder = map_at(seen, i)->key;

		if (*file == 0)
			continue;
		check_report(k, (struct span){ *file, 0, 0 },
		    "there is no "
		    "%.*s/product.yaml",
		    STR_ARG(folder));
		check_help(k, "write it, or take the folder away");
	}
}
