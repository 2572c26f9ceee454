#include "import/import.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "import/import_format.h"
#include "import/import_impl.h"

struct import *
import_open(struct arena *perm, struct io_dir *root, bool force)
{
	struct import *im = arena_new(perm, struct import);

	im->perm = perm;
	im->root = root;
	im->force = force;
	return im;
}

void
import_close(struct import *im)
{
	import_index_close(im->index);
	im->index = NULL;
}

/* What was 2.1 has become 2.0 (import_csaf21.c). */
static void
check_version(struct import_doc *k)
{
	const struct json_node *v = import_read_need(k, k->document,
	    "csaf_version", JSON_IS_STRING);

	if (v == NULL || str_eq(v->text, S("2.0")))
		return;
	import_read_error(k, "csaf-version", v->at,
	    "CSAF '%.*s' is not read here", STR_ARG(v->text));
	diag_help(k->d, "ask the publisher for CSAF 2.0 or 2.1");
}

/* What decides where a document goes; false when it cannot be said. */
bool
import_begin(struct import_doc *k)
{
	size_t errors = diags_count(k->d, DIAG_ERROR);
	const struct json_node *publisher, *lang;

	if (k->root->kind != JSON_IS_OBJECT) {
		import_read_error(k, "csaf-shape", span_sub(k->root->at, 0, 1),
		    "a CSAF document is an object");
		return false;
	}
	k->document = import_read_need(k, k->root, "document", JSON_IS_OBJECT);
	check_version(k);
	publisher = import_read_need(k, k->document, "publisher",
	    JSON_IS_OBJECT);
	k->publisher = import_read_line(k,
	    import_read_need(k, publisher, "name", JSON_IS_STRING));
	k->tracking = import_read_need(k, k->document, "tracking",
	    JSON_IS_OBJECT);
	k->id = import_read_line(k,
	    import_read_need(k, k->tracking, "id", JSON_IS_STRING));
	lang = import_read_member(k, k->document, "lang", JSON_IS_STRING);
	k->lang = lang != NULL &&
		(str_eq(lang->text, S("ja")) ||
		    str_starts(lang->text, S("ja-"))) ?
	    "ja" :
	    "en";
	k->namespace = import_read_url(k,
	    import_read_need(k, publisher, "namespace", JSON_IS_STRING));
	if (publisher != NULL && k->namespace.n == 0)
		import_read_error(k, "csaf-shape",
		    span_sub(publisher->at, 0, 1),
		    "the publisher has no namespace that is an address");
	return diags_count(k->d, DIAG_ERROR) == errors;
}

static void
check_known(struct import_doc *k)
{
	import_read_known(k, k->root,
	    "$schema document product_tree "
	    "vulnerabilities");
	import_read_known(k, k->document,
	    "acknowledgments aggregate_severity "
	    "category csaf_version distribution lang notes publisher "
	    "references source_lang title tracking");
	import_read_known(k, k->tracking,
	    "aliases current_release_date generator "
	    "id initial_release_date revision_history status version");
}

/* The newest revision's number is the document's version. */
static void
check_tracking(struct import_doc *k)
{
	const struct json_node *version = import_read_need(k, k->tracking,
	    "version", JSON_IS_STRING);
	const struct import_revision *last = &k->revisions[k->n_revisions - 1];

	if (version != NULL && !str_eq(version->text, last->number))
		import_read_alert(k, "csaf-revision", version->at,
		    "the version "
		    "is '%.*s', the newest revision '%.*s'",
		    STR_ARG(version->text), STR_ARG(last->number));
}

bool
import_convert(struct import_doc *k)
{
	size_t errors = diags_count(k->d, DIAG_ERROR);

	check_known(k);
	import_tree(k);
	import_ledger_read(k);
	if (diags_count(k->d, DIAG_ERROR) > errors)
		return false;
	check_tracking(k);
	import_place(k);
	import_product(k);
	import_write_new(k, str_cat(k->a, k->dir, S("/original.json")),
	    k->bytes);
	import_text(k);
	import_ledger(k);
	/* Last, so that a case without it is known to be half a case. */
	import_case(k);
	return diags_count(k->d, DIAG_ERROR) == errors;
}

static void
run(struct import_doc *k, struct import_result *out)
{
	if (k->root == NULL || !import_format(k) || !import_begin(k))
		return;
	if (k->im->index == NULL)
		k->im->index = import_index_open(k->im);
	k->im->index->tmp = k->a;
	if (!import_home(k, out)) {
		if (out->outcome != IMPORT_SAME)
			out->outcome = IMPORT_REFUSED;
		return;
	}
	if (!import_convert(k)) {
		out->outcome = IMPORT_REFUSED;
		/* It may hold products that will never be written. */
		import_index_close(k->im->index);
		k->im->index = NULL;
		return;
	}
	out->written = import_write(k);
	import_place_settle(k);
}

void
import_file(struct import *im, const char *path, struct arena *perm,
    struct sources *ss, struct diags *d, struct import_result *out)
{
	uint32_t file = source_add(ss, str_z(path));
	struct import_doc k = { .im = im, .ss = ss };
	int err = io_read_path(path, LIMIT_JSON_BYTES, perm, &k.bytes);

	*out = (struct import_result){ .outcome = IMPORT_REFUSED };
	if (err != 0) {
		diag_error(d, "csaf-file", (struct span){ file, 0, 0 },
		    "cannot read this file: %s", strerror(err));
		return;
	}
	source_set_text(ss, file, k.bytes);
	k.a = arena_open();
	k.d = diags_open(perm);
	k.root = json_tree(k.a, ss, file, k.d);
	run(&k, out);
	/* What was imported before was told before. */
	if (out->outcome != IMPORT_SAME)
		diags_merge(d, k.d);
	out->case_path = str_dup(perm, out->case_path);
	arena_close(k.a);
}
