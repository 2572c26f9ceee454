#include "import/import_format.h"

#include "base/attr.h"
#include "base/diag.h"
#include "import/import_impl.h"
#include "import/import_make.h"

/* What is none of these is taken for CSAF. */
static const struct {
	bool (*is)(const struct json_node *root);
	void (*read)(struct import_made *m);
} formats[] = {
	{ import_cve_is, import_cve_read },
	{ import_osv_is, import_osv_read },
};

bool
import_format(struct import_doc *k)
{
	size_t errors = diags_count(k->d, DIAG_ERROR);

	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		struct import_made *m;

		if (!formats[i].is(k->root))
			continue;
		m = import_make_open(k, k->root);
		formats[i].read(m);
		k->root = m->root;
		k->is_made = k->has_extra = true;
		break;
	}
	if (import_csaf21_is(k->root))
		import_csaf21_read(k);
	return diags_count(k->d, DIAG_ERROR) == errors;
}
