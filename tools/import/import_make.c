#include "base/arena.h"
#include "base/map.h"
#include "import/import_impl.h"
#include "import/import_make.h"

/* An object or array that knows its last member. */
struct made_node {
	struct json_node node;
	struct json_node *last;
};

static struct json_node *
new_node(struct import_made *m, enum json_kind kind, struct span at)
{
	struct made_node *n = arena_new(m->a, struct made_node);

	n->node.kind = kind;
	n->node.at = at;
	return &n->node;
}

/* Every parent here was made by new_node(). */
static void
add(struct json_node *parent, const char *name, struct json_node *child)
{
	struct made_node *p = (struct made_node *)(void *)parent;

	child->name = name != NULL ? str_z(name) : S("");
	child->name_at = child->at;
	if (p->last == NULL)
		parent->first = child;
	else
		p->last->next = child;
	p->last = child;
	parent->n++;
}

/* The array of that name; made, and kept by the name of nobody else. */
static struct json_node *
array_of(struct import_made *m, struct json_node *parent, const char *name,
    struct span at)
{
	struct json_node *n = parent->first;

	while (n != NULL && !str_eq_z(n->name, name))
		n = n->next;
	if (n == NULL) {
		n = new_node(m, JSON_IS_ARRAY, at);
		add(parent, name, n);
	}
	return n;
}

struct json_node *
import_make_object(struct import_made *m, struct json_node *parent,
    const char *name, struct span at)
{
	struct json_node *n = new_node(m, JSON_IS_OBJECT, at);

	add(parent, name, n);
	return n;
}

struct json_node *
import_make_item(struct import_made *m, struct json_node *parent,
    const char *name, struct span at)
{
	struct json_node *n = new_node(m, JSON_IS_OBJECT, at);

	add(array_of(m, parent, name, at), NULL, n);
	return n;
}

static struct json_node *
string_of(struct import_made *m, struct span at, struct str text)
{
	struct json_node *n = new_node(m, JSON_IS_STRING, at);

	n->text = text;
	return n;
}

void
import_make_word(struct import_made *m, struct json_node *parent,
    const char *name, struct span at, struct str text)
{
	add(array_of(m, parent, name, at), NULL, string_of(m, at, text));
}

void
import_make_text(struct import_made *m, struct json_node *parent,
    const char *name, struct span at, struct str text)
{
	if (text.n > 0)
		add(parent, name, string_of(m, at, text));
}

void
import_make_copy(struct import_made *m, struct json_node *parent,
    const char *name, const struct json_node *node)
{
	struct json_node *n;

	if (node == NULL)
		return;
	n = new_node(m, node->kind, node->at);
	n->text = node->text;
	n->first = node->first;
	n->n = node->n;
	add(parent, name, n);
}

const struct json_node *
import_make_date(struct import_made *m, const struct json_node *node,
    const char *name)
{
	const struct json_node *date = import_read_member(m->k, node, name,
	    JSON_IS_STRING);
	struct str text = date != NULL ? date->text : S("");
	struct json_node *out;
	struct instant t;

	if (date == NULL)
		return NULL;
	if (!instant_parse(text, &t, NULL)) {
		text = str_cat(m->a, text, S("Z"));
		if (!instant_parse(text, &t, NULL)) {
			(void)import_read_instant(m->k, date);
			return NULL;
		}
	}
	out = new_node(m, JSON_IS_STRING, date->at);
	out->text = text;
	return out;
}

void
import_make_note(struct import_made *m, const char *category, struct str title,
    struct span at, struct str text, bool ja)
{
	struct json_node *note;

	if (str_trim(text).n == 0)
		return;
	note = import_make_item(m, m->flaw, "notes", at);
	import_make_text(m, note, "category", at, str_z(category));
	import_make_text(m, note, "title", at, title);
	import_make_text(m, note, "text", at, text);
	if (ja)
		import_make_text(m, note, "~lang", at, S("ja"));
}

void
import_make_head(struct import_made *m, const struct json_node *id,
    struct str publisher, const char *namespace)
{
	struct json_node *p = import_make_object(m, m->document, "publisher",
	    id->at);

	/* The generic profile asks for nothing that others may lack. */
	import_make_text(m, m->document, "category", id->at, S("csaf_base"));
	import_make_text(m, m->document, "csaf_version", id->at, S("2.0"));
	import_make_text(m, m->document, "lang", id->at, S("en"));
	import_make_text(m, p, "category", id->at, S("other"));
	import_make_text(m, p, "name", id->at, publisher);
	import_make_text(m, p, "namespace", id->at, str_z(namespace));
	import_make_copy(m, m->tracking, "id", id);
	import_make_text(m, m->tracking, "status", id->at, S("final"));
}

static void
put_revision(struct import_made *m, const struct json_node *date,
    const char *number, const struct import_words *words, bool is_withdrawn)
{
	struct json_node *r = import_make_item(m, m->tracking,
	    "revision_history", date->at);

	import_make_copy(m, r, "date", date);
	import_make_text(m, r, "number", date->at, str_z(number));
	import_make_text(m, r, "summary", date->at, str_z(words->en));
	import_make_text(m, r, "~ja", date->at, str_z(words->ja));
	if (is_withdrawn)
		import_make_text(m, r, "~withdrawn", date->at, S("true"));
}

void
import_make_history(struct import_made *m, const struct json_node *first,
    const struct json_node *last, const struct import_words words[2],
    bool is_withdrawn)
{
	struct instant from, to;
	bool ok = instant_parse(first->text, &from, NULL) &&
	    instant_parse(last->text, &to, NULL);

	ASSERT(ok);
	if (to.s < from.s) {
		import_read_alert(m->k, "csaf-date", last->at,
		    "this is before the first publication, whose date is "
		    "taken");
		last = first;
	}
	import_make_copy(m, m->tracking, "initial_release_date", first);
	import_make_copy(m, m->tracking, "current_release_date", last);
	if (last == first || to.s == from.s) {
		put_revision(m, first, "1", &words[is_withdrawn ? 1 : 0],
		    is_withdrawn);
		import_make_text(m, m->tracking, "version", first->at, S("1"));
		return;
	}
	put_revision(m, first, "1", &words[0], false);
	put_revision(m, last, "2", &words[1], is_withdrawn);
	import_make_text(m, m->tracking, "version", last->at, S("2"));
}

struct import_made *
import_make_open(struct import_doc *k, const struct json_node *from)
{
	struct import_made *m = arena_new(k->a, struct import_made);

	m->k = k;
	m->a = k->a;
	m->from = from;
	m->links = map_open(k->a);
	m->root = new_node(m, JSON_IS_OBJECT, from->at);
	m->document = import_make_object(m, m->root, "document", from->at);
	m->tracking = import_make_object(m, m->document, "tracking", from->at);
	m->flaw = import_make_item(m, m->root, "vulnerabilities", from->at);
	return m;
}
