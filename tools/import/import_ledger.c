#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "import/import_impl.h"
#include "import/import_yaml.h"

/* By time; what the document lists first stays first. */
static int
revision_cmp(const void *a, const void *b)
{
	const struct import_revision *x = a, *y = b;

	if (x->at.s != y->at.s)
		return x->at.s < y->at.s ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool
read_revision(struct import_doc *k, const struct json_node *item,
    struct import_revision *out)
{
	const struct json_node *date = import_read_need(k, item, "date",
	    JSON_IS_STRING);
	const struct json_node *summary = import_read_member(k, item,
	    "summary", JSON_IS_STRING);

	import_read_known(k, item, "date legacy_version number summary");
	out->number = import_read_line(k,
	    import_read_need(k, item, "number", JSON_IS_STRING));
	out->legacy = import_read_line(k,
	    import_read_member(k, item, "legacy_version", JSON_IS_STRING));
	out->summary = import_read_lines(k, summary);
	out->ja = import_read_lines(k, import_read_extra(k, item, "~ja"));
	out->is_withdrawn = import_read_extra(k, item, "~withdrawn") != NULL;
	out->at_text = import_read_instant(k, date);
	if (out->summary.n == 0) {
		import_read_alert(k, "csaf-shape", span_sub(item->at, 0, 1),
		    "this revision has no summary");
		out->summary = S("-");
	}
	return instant_parse(out->at_text, &out->at, NULL);
}

void
import_ledger_read(struct import_doc *k)
{
	const struct json_node *list = import_read_need(k, k->tracking,
	    "revision_history", JSON_IS_ARRAY);
	const struct json_node *item = import_read_items(k, k->tracking,
	    "revision_history", JSON_IS_OBJECT);

	if (list == NULL)
		return;
	k->revisions = arena_array(k->a, struct import_revision, list->n + 1);
	for (; item != NULL; item = item->next) {
		struct import_revision *r = &k->revisions[k->n_revisions];

		r->order = k->n_revisions;
		if (read_revision(k, item, r))
			k->n_revisions++;
	}
	if (k->n_revisions == 0) {
		import_read_error(k, "csaf-shape", span_sub(list->at, 0, 1),
		    "no revision here has a date that can be read");
		return;
	}
	qsort(k->revisions, k->n_revisions, sizeof(*k->revisions),
	    revision_cmp);
}

static void
put_summary(struct import_doc *k, struct yaml_writer *w,
    const struct import_revision *r)
{
	if (r->ja.n == 0) {
		import_yaml_words(k, w, "summary", r->summary);
		return;
	}
	yaml_write_key(w, S("summary"));
	yaml_write_map(w);
	yaml_write_pair(w, "ja", r->ja);
	yaml_write_pair(w, "en", r->summary);
	yaml_write_end(w);
}

void
import_ledger(struct import_doc *k)
{
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_map(&w);
	yaml_write_key(&w, S("revisions"));
	yaml_write_seq(&w);
	for (size_t i = 0; i < k->n_revisions; i++) {
		const struct import_revision *r = &k->revisions[i];

		yaml_write_map(&w);
		yaml_write_pair(&w, "version", r->number);
		yaml_write_pair(&w, "at", r->at_text);
		put_summary(k, &w, r);
		yaml_write_pair(&w, "legacy_version", r->legacy);
		yaml_write_pair(&w, "withdrawn",
		    r->is_withdrawn ? S("true") : S(""));
		yaml_write_end(&w);
	}
	yaml_write_end(&w);
	yaml_write_end(&w);
	import_write_new(k, str_cat(k->a, k->dir, S("/published.yaml")),
	    str_dup(k->a, buf_str(&b)));
	buf_fini(&b);
}
