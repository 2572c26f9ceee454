#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "pipeline/import_impl.h"
#include "text/markdown.h"

/* The advisory text in the making. */
struct telling {
	struct import_doc *k;
	struct buf body;
	struct map *audiences[2];	/* title -> audience's node or note; of
					 * the whole, of vulnerabilities */
	struct map *cves;	/* CVE ids seen */
	size_t n;		/* notes */
};

/* CSAF 2.0 section 3.1.8.2; each is the key of a section too. */
static struct str
key_of(struct import_doc *k, const struct json_node *note)
{
	static const char *const categories[] = {
		"description", "details", "faq", "general",
		"legal_disclaimer", "other", "summary",
	};
	const struct json_node *node = import_need(k, note, "category",
	    JSON_IS_STRING);

	if (node == NULL)
		return S("other");
	for (size_t i = 0; i < ARRAY_LEN(categories); i++) {
		if (str_eq_z(node->text, categories[i]))
			return node->text;
	}
	import_alert(k, "csaf-category", node->at, "'%.*s' is no category of "
	    "a note; taken over as other", STR_ARG(node->text));
	return S("other");
}

/* The audience of a title: one for all its notes, as front matter has it. */
static void
note_audience(struct telling *t, const struct json_node *note,
    struct str title, size_t which)
{
	const struct json_node *audience = import_member(t->k, note,
	    "audience", JSON_IS_STRING);
	const struct json_node *known;

	if (map_add(t->audiences[which], title, (void *)(uintptr_t)(audience != NULL ?
	    audience : note)))
		return;
	known = map_get(t->audiences[which], title);
	if (str_eq(import_line(t->k, known), import_line(t->k, audience)))
		return;
	import_alert(t->k, "csaf-not-kept", audience != NULL ? audience->at :
	    span_sub(note->at, 0, 1), "notes titled '%.*s' have different "
	    "audiences; the first one is taken for all", STR_ARG(title));
}

static void
put_note(struct telling *t, const struct json_node *note, bool is_flaw)
{
	struct import_doc *k = t->k;
	struct str key = key_of(k, note);
	struct str title = import_line(k, import_member(k, note, "title",
	    JSON_IS_STRING));
	struct str text = str_trim(import_lines(k, import_need(k, note,
	    "text", JSON_IS_STRING)));

	import_known(k, note, "audience category text title");
	note_audience(t, note, title, is_flaw);
	buf_printf(&t->body, "\n%s %.*s", is_flaw ? "###" : "##",
	    STR_ARG(key));
	if (title.n > 0) {
		buf_put(&t->body, S(": "));
		markdown_escape(&t->body, title);
	}
	buf_put(&t->body, S("\n\n"));
	markdown_escape(&t->body, text);
	buf_putc(&t->body, '\n');
	t->n++;
}

/* The flaw's CVE id, or its number where there is none or it comes again. */
static void
put_flaw(struct telling *t, const struct json_node *flaw, size_t number)
{
	const struct json_node *note = import_items(t->k, flaw, "notes",
	    JSON_IS_OBJECT);
	struct str cve = json_get_str(flaw, "cve");
	bool is_first = cve.n > 0 && map_add(t->cves, str_lower(t->k->a, cve),
	    t);

	if (note == NULL)
		return;
	if (is_first && import_is_cve(cve))
		buf_printf(&t->body, "\n## %.*s\n", STR_ARG(cve));
	else
		buf_printf(&t->body, "\n## vulnerability %zu\n", number);
	for (; note != NULL; note = note->next)
		put_note(t, note, true);
}

/* Where a title stands in both places, each is named by itself. */
static void
put_audience(struct telling *t, struct yaml_writer *w, size_t which,
    const struct map_entry *e)
{
	const struct json_node *other = map_get(t->audiences[1 - which],
	    e->key);
	struct str audience = import_line(t->k, e->value);
	bool is_same = str_eq(import_line(t->k, other), audience);

	if (other != NULL && is_same && which == 1)
		return;
	yaml_write_map(w);
	yaml_write_key(w, S("title"));
	yaml_write_text(w, e->key);
	if (other != NULL && !is_same)
		yaml_write_pair(w, "flaws", which == 1 ? S("yes") : S("no"));
	yaml_write_pair(w, "audience", audience);
	yaml_write_end(w);
}

static void
put_front(struct telling *t, struct buf *out)
{
	struct yaml_writer w;
	bool is_open = false;

	yaml_write_init(&w, out);
	for (size_t which = 0; which < ARRAY_LEN(t->audiences); which++) {
		for (size_t i = 0; i < map_len(t->audiences[which]); i++) {
			const struct map_entry *e =
			    map_at(t->audiences[which], i);

			if (import_line(t->k, e->value).n == 0)
				continue;
			if (!is_open) {
				buf_put(out, S("---\n"));
				yaml_write_map(&w);
				yaml_write_key(&w, S("sections"));
				yaml_write_seq(&w);
				is_open = true;
			}
			put_audience(t, &w, which, e);
		}
	}
	if (!is_open)
		return;
	yaml_write_end(&w);
	yaml_write_end(&w);
	buf_put(out, S("---\n"));
}

void
import_advisory(struct import_doc *k)
{
	struct telling t = {
		.k = k,
		.audiences = { map_open(k->a), map_open(k->a) },
		.cves = map_open(k->a),
	};
	const struct json_node *item = import_items(k, k->document, "notes",
	    JSON_IS_OBJECT);
	struct buf out;
	size_t number = 0;

	buf_init(&t.body, LIMIT_JSON_BYTES);
	buf_init(&out, LIMIT_JSON_BYTES);
	for (; item != NULL; item = item->next)
		put_note(&t, item, false);
	item = import_items(k, k->root, "vulnerabilities", JSON_IS_OBJECT);
	for (; item != NULL; item = item->next)
		put_flaw(&t, item, ++number);
	put_front(&t, &out);
	/* Without front matter the empty line in front is one too many. */
	buf_put(&out, str_from(buf_str(&t.body), out.n == 0 ? 1 : 0));
	if (t.n > 0)
		import_target(k, str_fmt(k->a, "%.*s/advisory.%s.md",
		    STR_ARG(k->dir), k->lang), str_dup(k->a, buf_str(&out)));
	buf_fini(&t.body);
	buf_fini(&out);
}
