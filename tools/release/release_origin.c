#include "release/release_impl.h"

#include "base/diag.h"
#include "base/io_view.h"

bool
release_origin_see(const struct world *w, const struct case_entry *c,
    const char *rule, struct diags *d)
{
	size_t before = diags_count(d, DIAG_ERROR);

	if (model_case_is_import(c)) {
		diag_error(d, rule, c->e.at,
		    "%.*s is another publisher's document", STR_ARG(c->e.id));
		diag_help(d, "open a case of ours that refers to it");
	}
	if (c->c->master.s.n > 0) {
		diag_error(d, rule, c->c->master.at,
		    "%.*s was generated from a restricted repository",
		    STR_ARG(c->e.id));
		diag_help(d,
		    "approve and publish it there, then bring it here with "
		    "`hansho lift`");
	}
	if (io_view_layer(w->root, model_path(w->model, c->e.doc)) != 0) {
		diag_error(d, rule, c->e.at,
		    "%.*s is a case of a repository below this one",
		    STR_ARG(c->e.id));
		diag_help(d, "approve and publish it in its own repository");
	}
	return diags_count(d, DIAG_ERROR) == before;
}
