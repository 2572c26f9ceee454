#include "release/release_edit.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "text/front.h"
#include "text/yaml.h"

/* A file taken apart. */
struct parsed {
	struct str text;
	struct span region;		/* where the YAML is */
	const struct yaml_node *root;	/* NULL: nothing is written */
	size_t at;			/* index of the list's key, or n */
};

/* False when it cannot be read. */
static bool
parse(struct arena *a, const struct release_edit *e, struct str text,
    struct parsed *out)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("file"));
	struct front front;

	source_set_text(ss, file, text);
	*out = (struct parsed){ .text = text };
	out->region = (struct span){ file, 0, (uint32_t)text.n };
	if (e->is_front) {
		if (!front_split(ss, file, d, &front) || !front.has_yaml)
			return false;
		out->region = front.yaml;
	}
	out->root = yaml_parse(a, ss, out->region, d);
	if (out->root == NULL || diags_count(d, DIAG_ERROR) > 0)
		return false;
	if (out->root->kind == YAML_NULL)
		out->root = NULL;
	else if (out->root->kind != YAML_MAP)
		return false;
	while (out->root != NULL && out->at < out->root->n &&
	    !str_eq_z(out->root->keys[out->at]->text, e->list))
		out->at++;
	return true;
}

static const struct yaml_node *
list_of(const struct parsed *p)
{
	return p->root != NULL && p->at < p->root->n ? p->root->items[p->at] :
						       NULL;
}

/* ---- whether two trees say the same ------------------------------------ */

static bool
is_same(const struct yaml_node *x, const struct yaml_node *y)
{
	if (x->kind != y->kind || x->n != y->n || !str_eq(x->text, y->text))
		return false;
	/* As deep as the reader of YAML allows. */
	for (size_t i = 0; i < x->n; i++) {
		if ((x->kind == YAML_MAP &&
			!str_eq(x->keys[i]->text, y->keys[i]->text)) ||
		    !is_same(x->items[i], y->items[i]))
			return false;
	}
	return true;
}

/* Where the entry goes, of n that are there. */
static size_t
place_of(const struct release_edit *e, size_t n)
{
	return e->later < n ? n - e->later : 0;
}

/* Old entries as they were, and the new one in its place. */
static bool
is_longer_by(const struct release_edit *e, const struct yaml_node *before,
    const struct yaml_node *after, const struct yaml_node *entry)
{
	size_t n = before != NULL ? before->n : 0, at = place_of(e, n);

	if (after->kind != YAML_SEQ || after->n != n + 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!is_same(before->items[i],
			after->items[i < at ? i : i + 1]))
			return false;
	}
	return is_same(after->items[at], entry);
}

static bool
is_as_meant(struct arena *a, const struct release_edit *e,
    const struct parsed *before, struct str text)
{
	const struct release_edit alone = { .list = e->list };
	struct parsed after, entry;
	size_t n = before->root != NULL ? before->root->n : 0;

	if (!parse(a, e, text, &after) ||
	    !parse(a, &alone, e->flow.n > 0 ? e->flow : e->entry, &entry) ||
	    entry.root == NULL || list_of(&after) == NULL ||
	    after.root->n != n + (list_of(before) == NULL))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i != before->at &&
		    (!str_eq(before->root->keys[i]->text,
			 after.root->keys[i]->text) ||
			!is_same(before->root->items[i],
			    after.root->items[i])))
			return false;
	}
	return is_longer_by(e, list_of(before), list_of(&after), entry.root);
}

/* ---- where it goes ------------------------------------------------------ */

static const char *
line_end(struct str text)
{
	size_t at = str_find_byte(text, '\n', 0);

	return at != SIZE_MAX && at > 0 && text.p[at - 1] == '\r' ? "\r\n" :
								    "\n";
}

static size_t
line_start(struct str text, size_t at)
{
	while (at > 0 && text.p[at - 1] != '\n')
		at--;
	return at;
}

/*
 * The end of what stands under a key: before the next key, and before the
 * comments and blank lines in front of that; the end of all without the key.
 */
static size_t
end_of_list(const struct parsed *p)
{
	size_t end = p->region.off + p->region.len;

	if (p->root != NULL && p->at + 1 < p->root->n)
		end = line_start(p->text, p->root->keys[p->at + 1]->at.off);
	while (list_of(p) != NULL && end > p->region.off) {
		size_t from = line_start(p->text, end - 1);
		struct str line = str_sub(p->text, from, end - from);

		if (from < p->region.off ||
		    (str_trim(line).n > 0 && line.p[0] != '#'))
			break;
		end = from;
	}
	return end;
}

/* How far the dashes of a list's entries are indented. */
static size_t
indent_of(const struct parsed *p)
{
	const struct yaml_node *list = list_of(p);
	size_t from, n = 0;

	if (list == NULL || list->kind != YAML_SEQ || list->n == 0)
		return 2;
	from = line_start(p->text, list->items[0]->at.off);
	while (from + n < p->text.n && p->text.p[from + n] == ' ')
		n++;
	return from + n < p->text.n && p->text.p[from + n] == '-' ? n : 2;
}

static void
put_blanks(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_putc(b, ' ');
}

/* The entry's lines, without the last line end. */
static void
put_entry(struct buf *b, const struct release_edit *e, size_t indent,
    const char *eol)
{
	struct str rest = e->flow.n > 0 ? e->flow : e->entry, line;
	bool more = true, is_first = true;

	while (more && rest.n > 0) {
		more = str_cut(rest, '\n', &line, &rest);
		if (!is_first)
			buf_put(b, str_z(eol));
		if (is_first || line.n > 0)
			put_blanks(b, indent);
		if (is_first)
			buf_put(b, S("- "));
		else if (line.n > 0)
			put_blanks(b, 2);
		buf_put(b, line);
		is_first = false;
	}
}

/* Between brackets: in their place when they are empty, else inside. */
static bool
put_in_brackets(struct buf *b, const struct release_edit *e,
    const struct parsed *p, const struct yaml_node *list)
{
	const char *eol = line_end(p->text);
	struct span at = list->at;
	size_t end = (size_t)at.off + at.len;

	if (list->n > 0) {
		size_t i = place_of(e, list->n);
		size_t from = i < list->n ? list->items[i]->at.off : end - 1;

		if (e->flow.n == 0)
			return false;
		buf_put(b, str_sub(p->text, 0, from));
		buf_put(b, i < list->n ? S("") : S(", "));
		buf_put(b, e->flow);
		buf_put(b, i < list->n ? S(", ") : S(""));
		buf_put(b, str_from(p->text, from));
		return true;
	}
	buf_put(b, str_sub(p->text, 0, at.off));
	buf_put(b, str_z(eol));
	put_entry(b, e, 2, eol);
	buf_put(b, str_from(p->text, end));
	return true;
}

static bool
put_file(struct buf *b, const struct release_edit *e, const struct parsed *p)
{
	const struct yaml_node *list = list_of(p);
	const char *eol = line_end(p->text);
	size_t end;

	if (list != NULL && list->kind == YAML_SEQ &&
	    p->text.p[list->at.off] == '[')
		return put_in_brackets(b, e, p, list);
	end = e->later > 0 && list != NULL && place_of(e, list->n) < list->n ?
	    line_start(p->text, list->items[place_of(e, list->n)]->at.off) :
	    end_of_list(p);
	buf_put(b, str_sub(p->text, 0, end));
	if (end > 0 && p->text.p[end - 1] != '\n')
		buf_put(b, str_z(eol));
	if (list == NULL) {
		buf_put(b, str_z(e->list));
		buf_put(b, S(":"));
		buf_put(b, str_z(eol));
	}
	put_entry(b, e, indent_of(p), eol);
	buf_put(b, str_z(eol));
	buf_put(b, str_from(p->text, end));
	return true;
}

bool
release_edit_append(struct arena *a, const struct release_edit *e,
    struct str *out, struct str *why)
{
	struct parsed p;
	struct buf b;
	bool ok;

	*why = S("it cannot be read");
	if (!parse(a, e, e->text, &p))
		return false;
	*why = str_fmt(a,
	    "its list `%s` is not written as one entry a line, each after "
	    "a dash",
	    e->list);
	buf_init(&b, LIMIT_YAML_BYTES);
	ok = put_file(&b, e, &p) && buf_ok(&b);
	*out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return ok && is_as_meant(a, e, &p, *out);
}
