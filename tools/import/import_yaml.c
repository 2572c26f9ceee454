#include "base/arena.h"
#include "base/diag.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "import/import_yaml.h"

void
import_yaml_words(struct import_doc *k, struct yaml_writer *w, const char *key,
    struct str text)
{
	if (text.n == 0)
		return;
	yaml_write_key(w, str_z(key));
	yaml_write_map(w);
	yaml_write_pair(w, k->lang, text);
	yaml_write_end(w);
}

void
import_yaml_both(struct import_doc *k, struct yaml_writer *w, const char *key,
    const struct json_node *node, const char *member)
{
	struct str ja = import_read_lines(k,
	    import_read_extra(k, node, "~ja"));
	struct str text;

	/* One of the two is enough. */
	if (ja.n == 0) {
		import_yaml_words(k, w, key,
		    import_read_lines(k,
			import_read_need(k, node, member, JSON_IS_STRING)));
		return;
	}
	text = import_read_lines(k,
	    import_read_member(k, node, member, JSON_IS_STRING));
	yaml_write_key(w, str_z(key));
	yaml_write_map(w);
	yaml_write_pair(w, "ja", ja);
	yaml_write_pair(w, "en", text);
	yaml_write_end(w);
}

void
import_yaml_lines(struct import_doc *k, struct yaml_writer *w, const char *key,
    const struct json_node *node, const char *member)
{
	const struct json_node *item = import_read_items(k, node, member,
	    JSON_IS_STRING);
	bool is_url = str_eq_z(str_z(key), "urls") ||
	    str_eq_z(str_z(key), "sbom_urls");
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		struct str s = is_url ? import_read_url(k, item) :
					import_read_line(k, item);

		if (s.n == 0)
			continue;
		if (!is_open) {
			yaml_write_key(w, str_z(key));
			yaml_write_seq(w);
			is_open = true;
		}
		yaml_write_text(w, s);
	}
	if (is_open)
		yaml_write_end(w);
}

void
import_yaml_references(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node)
{
	const struct json_node *item = import_read_items(k, node, "references",
	    JSON_IS_OBJECT);
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		struct str url = import_read_url(k,
		    import_read_need(k, item, "url", JSON_IS_STRING));
		struct str summary = import_read_line(k,
		    import_read_member(k, item, "summary", JSON_IS_STRING));
		struct str category = import_read_word(k,
		    import_read_member(k, item, "category", JSON_IS_STRING),
		    &enum_reference_category);

		import_read_known(k, item, "category summary url");
		if (url.n == 0)
			continue;
		if (!is_open) {
			yaml_write_key(w, S("references"));
			yaml_write_seq(w);
			is_open = true;
		}
		yaml_write_map(w);
		yaml_write_pair(w, "url", url);
		if (!str_eq(summary, url))
			yaml_write_pair(w, "summary", summary);
		yaml_write_pair(w, "category", category);
		yaml_write_end(w);
	}
	if (is_open)
		yaml_write_end(w);
}

void
import_yaml_thanks(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *node)
{
	const struct json_node *item = import_read_items(k, node,
	    "acknowledgments", JSON_IS_OBJECT);
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		import_read_known(k, item, "names organization summary urls");
		if (item->n == 0)
			continue;
		if (!is_open) {
			yaml_write_key(w, S("acknowledgments"));
			yaml_write_seq(w);
			is_open = true;
		}
		yaml_write_map(w);
		import_yaml_lines(k, w, "names", item, "names");
		yaml_write_pair(w, "organization",
		    import_read_line(k,
			import_read_member(k, item, "organization",
			    JSON_IS_STRING)));
		yaml_write_pair(w, "summary",
		    import_read_line(k,
			import_read_member(k, item, "summary",
			    JSON_IS_STRING)));
		import_yaml_lines(k, w, "urls", item, "urls");
		yaml_write_end(w);
	}
	if (is_open)
		yaml_write_end(w);
}
