#include "rule/rule.h"

#include "base/arena.h"
#include "model/shelf.h"

RULE_TEXT(rule_inventory_folder,
    .why_en = "An SBOM or a scan belongs to the version that its folder is "
	      "named after. In a folder that names none it would be left out "
	      "of matching without a word.",
    .why_ja = "SBOM やスキャン結果は、フォルダー名の版のものとして読みます。ど"
	      "の版でもない名前のフォルダーに置くと、黙って照合から外れます。",
    .bad = "products/example/gateway/v1.2.0/sbom.cdx.json (the version is "
	   "1.2.0)",
    .good = "products/example/gateway/1.2.0/sbom.cdx.json");

/* The version whose folder has nearly this name, as it should be. */
static struct str
nearest(const struct check *k, const struct shelf_file *f)
{
	const struct version_list *l = &f->product->product->versions;
	struct str *names = arena_array(k->tmp, struct str, l->n + 1);

	for (size_t i = 0; i < l->n; i++)
		names[i] = shelf_folder(k->tmp, l->v[i].version.s);
	return str_nearest(f->folder, names, l->n);
}

static void
check_place(const struct check *k, const struct shelf_file *f)
{
	struct span at = { f->file, 0, 0 };
	struct str near;

	check_report(k, at, "'%.*s' is no version of '%.*s'",
	    STR_ARG(f->folder), STR_ARG(f->product->e.id));
	near = nearest(k, f);
	if (near.n > 0)
		check_help(k, "did you mean '%.*s'?", STR_ARG(near));
	else
		check_help(k,
		    "name the folder as the version stands in "
		    "product.yaml; all but letters, digits and "
		    ". _ + - as %%2F");
}

void
rule_inventory_folder(const struct check *k, const struct model *m)
{
	struct shelf all;

	shelf_read(k->tmp, m, &all);
	for (size_t i = 0; i < all.n; i++) {
		/* Without a product: rule product-orphan. */
		if (all.v[i].product != NULL && all.v[i].version == NULL)
			check_place(k, &all.v[i]);
	}
}
