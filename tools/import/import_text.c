#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "import/import_flaw.h"
#include "import/import_impl.h"
#include "text/markdown.h"

/* A note with a title: what its heading cannot say. */
struct said {
	struct str heading;	/* the flaw's, or "document" */
	struct str audience;	/* may be empty */
	struct said *next;
	bool is_written;
};

/* All notes of one title. */
struct titled {
	struct said *first;
	struct said *last;
	bool differs;		/* not all have the same audience */
};

/* The advisory text in the making. */
struct telling {
	struct import_doc *k;
	struct buf body;
	struct map *titles;	/* title -> struct titled */
	struct str heading;	/* of the flaw at work, or "document" */
	struct map *cves;	/* CVE ids seen */
	size_t n;		/* notes */
	bool is_second;		/* Japanese beside English */
};

/* CSAF 2.0 section 3.1.8.2; each is the key of a section too. */
static struct str
key_of(struct import_doc *k, const struct json_node *note)
{
	static const char *const categories[] = {
		"description",
		"details",
		"faq",
		"general",
		"legal_disclaimer",
		"other",
		"summary",
	};
	const struct json_node *node = import_read_need(k, note, "category",
	    JSON_IS_STRING);

	if (node == NULL)
		return S("other");
	for (size_t i = 0; i < ARRAY_LEN(categories); i++) {
		if (str_eq_z(node->text, categories[i]))
			return node->text;
	}
	import_read_alert(k, "csaf-category", node->at,
	    "'%.*s' is no category of "
	    "a note; taken over as other",
	    STR_ARG(node->text));
	return S("other");
}

static void
note_audience(struct telling *t, const struct json_node *note,
    struct str title)
{
	struct titled *all = map_get(t->titles, title);
	struct said *one = arena_new(t->k->a, struct said);

	one->heading = t->heading;
	one->audience = import_read_line(t->k,
	    import_read_member(t->k, note, "audience", JSON_IS_STRING));
	if (all == NULL) {
		all = arena_new(t->k->a, struct titled);
		all->first = one;
		map_put(t->titles, title, all);
	} else {
		if (str_eq(all->last->heading, one->heading) &&
		    !str_eq(all->last->audience, one->audience))
			import_read_alert(t->k, "csaf-not-kept",
			    span_sub(note->at, 0, 1),
			    "two notes here are titled '%.*s' and have "
			    "different audiences; the first one's is taken "
			    "for both",
			    STR_ARG(title));
		all->differs = all->differs ||
		    !str_eq(all->first->audience, one->audience);
		all->last->next = one;
	}
	all->last = one;
}

static void
put_note(struct telling *t, const struct json_node *note, bool is_flaw)
{
	struct import_doc *k = t->k;
	struct str key, title, text;

	if ((import_read_extra(k, note, "~lang") != NULL) != t->is_second)
		return;
	key = key_of(k, note);
	title = import_read_line(k,
	    import_read_member(k, note, "title", JSON_IS_STRING));
	text = str_trim(import_read_lines(k,
	    import_read_need(k, note, "text", JSON_IS_STRING)));

	import_read_known(k, note, "audience category text title");
	note_audience(t, note, title);
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
	const struct json_node *note = import_read_items(t->k, flaw, "notes",
	    JSON_IS_OBJECT);
	struct str cve = json_get_str(flaw, "cve");
	bool is_first = cve.n > 0 &&
	    map_add(t->cves, str_lower(t->k->a, cve), t);

	if (note == NULL)
		return;
	t->heading = is_first && import_flaw_is_cve(cve) ?
	    cve :
	    str_fmt(t->k->a, "vulnerability %zu", number);
	buf_printf(&t->body, "\n## %.*s\n", STR_ARG(t->heading));
	for (; note != NULL; note = note->next)
		put_note(t, note, true);
}

static void
open_entry(struct yaml_writer *w, struct str title)
{
	yaml_write_map(w);
	yaml_write_key(w, S("title"));
	yaml_write_text(w, title);
}

/* An entry for each audience, with the headings it is under. */
static void
put_each(struct yaml_writer *w, struct str title, struct titled *all)
{
	for (struct said *i = all->first; i != NULL; i = i->next) {
		if (i->audience.n == 0 || i->is_written)
			continue;
		open_entry(w, title);
		yaml_write_key(w, S("under"));
		yaml_write_seq(w);
		for (struct said *j = i; j != NULL; j = j->next) {
			if (j->is_written || !str_eq(j->audience, i->audience))
				continue;
			yaml_write_text(w, j->heading);
			j->is_written = true;
		}
		yaml_write_end(w);
		yaml_write_pair(w, "audience", i->audience);
		yaml_write_end(w);
	}
}

static void
put_front(struct telling *t, struct buf *out)
{
	struct yaml_writer w;
	bool is_open = false;

	yaml_write_init(&w, out);
	for (size_t i = 0; i < map_len(t->titles); i++) {
		const struct map_entry *e = map_at(t->titles, i);
		struct titled *all = e->value;

		if (all->first->audience.n == 0 && !all->differs)
			continue;
		if (!is_open) {
			buf_put(out, S("---\n"));
			yaml_write_map(&w);
			yaml_write_key(&w, S("sections"));
			yaml_write_seq(&w);
			is_open = true;
		}
		if (all->differs) {
			put_each(&w, e->key, all);
			continue;
		}
		open_entry(&w, e->key);
		yaml_write_pair(&w, "audience", all->first->audience);
		yaml_write_end(&w);
	}
	if (!is_open)
		return;
	yaml_write_end(&w);
	yaml_write_end(&w);
	buf_put(out, S("---\n"));
}

static void
put_language(struct import_doc *k, const char *lang, bool is_second)
{
	struct telling t = {
		.k = k,
		.titles = map_open(k->a),
		.heading = S("document"),
		.cves = map_open(k->a),
		.is_second = is_second,
	};
	const struct json_node *item = import_read_items(k, k->document,
	    "notes", JSON_IS_OBJECT);
	struct buf out;
	size_t number = 0;

	buf_init(&t.body, LIMIT_JSON_BYTES);
	buf_init(&out, LIMIT_JSON_BYTES);
	for (; item != NULL; item = item->next)
		put_note(&t, item, false);
	item = import_read_items(k, k->root, "vulnerabilities",
	    JSON_IS_OBJECT);
	for (; item != NULL; item = item->next)
		put_flaw(&t, item, ++number);
	put_front(&t, &out);
	/* Without front matter the empty line in front is one too many. */
	buf_put(&out, str_from(buf_str(&t.body), out.n == 0 ? 1 : 0));
	if (t.n > 0)
		import_write_new(k,
		    str_fmt(k->a, "%.*s/advisory.%s.md", STR_ARG(k->dir),
			lang),
		    str_dup(k->a, buf_str(&out)));
	buf_fini(&t.body);
	buf_fini(&out);
}

void
import_text(struct import_doc *k)
{
	put_language(k, k->lang, false);
	/* Of other formats, whose texts may stand in both. */
	if (k->is_made)
		put_language(k, "ja", true);
}
