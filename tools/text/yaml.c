#include "text/yaml.h"

#include <inttypes.h>
#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/input.h"
#include "text/yaml_fault.h"

/* A node and its sibling, until the parent knows how many there are. */
struct item {
	struct yaml_node node;	/* first, so that it is the item */
	struct item *next;
};

struct parse {
	yaml_parser_t lib;
	yaml_event_t ev;	/* the current event */
	struct span at;		/* its bytes */
	struct arena *perm;	/* for texts */
	struct arena *nodes;
	struct diags *d;
	struct span region;
	struct str text;	/* of the region */
	bool is_ascii;		/* code points are bytes */
	bool has_tab;
	size_t index;		/* code points before off */
	size_t off;
	size_t gap;		/* end of the last event, for tabs */
	size_t n_nodes;
};

/* Maps with more keys are checked for duplicates with a hash. */
#define FEW_KEYS	12

static struct item *parse_node(struct parse *p, unsigned depth);

/* The byte offset of a code point; marks move little, so walk from here. */
static size_t
offset_of(struct parse *p, size_t index)
{
	if (p->is_ascii)
		return index < p->text.n ? index : p->text.n;
	while (p->index < index && p->off < p->text.n) {
		p->off++;
		while (p->off < p->text.n &&
		    ((unsigned char)p->text.p[p->off] & 0xc0) == 0x80)
			p->off++;
		p->index++;
	}
	while (p->index > index && p->off > 0) {
		p->off--;
		while (p->off > 0 &&
		    ((unsigned char)p->text.p[p->off] & 0xc0) == 0x80)
			p->off--;
		p->index--;
	}
	return p->off;
}

static void
report_fault(struct parse *p)
{
	struct yaml_fault f = {
		.problem = p->lib.problem,
		.context = p->lib.context,
		.context_off = SIZE_MAX,
	};

	f.problem_off = offset_of(p, p->lib.problem_mark.index);
	if (p->lib.context != NULL)
		f.context_off = offset_of(p, p->lib.context_mark.index);
	yaml_fault_report(p->region, p->text, &f, p->d);
}

/* Whether nothing but blanks and a comment follows on the line. */
static bool
is_line_rest_empty(struct str text, size_t i)
{
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
		i++;
	return i == text.n || text.p[i] == '\n' || text.p[i] == '\r' ||
	    text.p[i] == '#';
}

/* libyaml takes tabs between tokens; other tools do not. */
static void
check_tabs(struct parse *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (p->text.p[i] == '#') {
			i = str_find_byte(p->text, '\n', i);
			if (i == SIZE_MAX)
				return;
		} else if (p->text.p[i] == '\t' &&
		    !is_line_rest_empty(p->text, i)) {
			diag_error(p->d, "yaml-syntax",
			    span_sub(p->region, i, 1),
			    "a tab where blanks are needed");
			diag_help(p->d, "use blanks between key and value");
			return;
		}
	}
}

/* Replace the current event by the next one. */
static bool
pull(struct parse *p)
{
	yaml_event_delete(&p->ev);
	if (yaml_parser_parse(&p->lib, &p->ev) == 0) {
		report_fault(p);
		return false;
	}
	size_t from = offset_of(p, p->ev.start_mark.index);
	size_t to = offset_of(p, p->ev.end_mark.index);
	p->at = span_sub(p->region, from, to > from ? to - from : 0);
	if (p->has_tab && from > p->gap)
		check_tabs(p, p->gap, from);
	if (to > p->gap)
		p->gap = to;
	return true;
}

/* From c on in the current event, the bytes of a word: "&name". */
static struct span
word_at(const struct parse *p, char c)
{
	size_t from = str_find_byte(p->text, c, p->at.off - p->region.off);

	if (from == SIZE_MAX)
		return p->at;
	size_t to = from + 1;
	while (to < p->text.n && strchr(" \t\r\n,[]{}", p->text.p[to]) == NULL)
		to++;
	return span_sub(p->region, from, to - from);
}

static void
check_properties(struct parse *p, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	if (anchor != NULL) {
		diag_error(p->d, "yaml-anchor", word_at(p, '&'),
		    "anchors are not used here");
		diag_help(p->d,
		    "write the value where it is needed; a text "
		    "that begins with '&' needs quotes");
	}
	if (tag != NULL) {
		diag_error(p->d, "yaml-tag", word_at(p, '!'),
		    "tags are not used here");
		diag_help(p->d,
		    "delete the tag: fields know their types; a "
		    "text that begins with '!' needs quotes");
	}
}

static struct item *
new_item(struct parse *p, enum yaml_kind kind)
{
	if (++p->n_nodes > LIMIT_YAML_NODES) {
		diag_error(p->d, "yaml-size", p->at,
		    "more than %u values in one file", LIMIT_YAML_NODES);
		diag_help(p->d, "split it into several files");
		return NULL;
	}
	struct item *it = arena_new(p->nodes, struct item);
	it->node.kind = kind;
	it->node.at = p->at;
	return it;
}

static bool
is_null_word(struct str s)
{
	return s.n == 0 || str_eq_z(s, "~") || str_eq_z(s, "null") ||
	    str_eq_z(s, "Null") || str_eq_z(s, "NULL");
}

/* The character that the escape at text[*i] ('\\') stands for; moves *i. */
static uint32_t
escape_value(struct str text, size_t *i)
{
	static const char DIGITS[] = "0123456789abcdef0123456789ABCDEF";
	char c = *i + 1 < text.n ? text.p[*i + 1] : ' ';
	size_t n = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
	uint32_t value = 0;

	*i += 2;
	for (; n > 0 && *i < text.n; n--, (*i)++) {
		const char *at = strchr(DIGITS, text.p[*i]);

		if (at == NULL || *at == '\0')
			break;
		value = value << 4 | ((uint32_t)(at - DIGITS) & 15u);
	}
	switch (c) {
	case 'x':
	case 'u':
	case 'U':
		return value;
	case '0':
		return 0;
	case 'a':
		return 0x07;
	case 'b':
		return 0x08;
	case 'v':
		return 0x0b;
	case 'f':
		return 0x0c;
	case 'e':
		return 0x1b;
	case 'N':
		return 0x85;
	default:
		return ' ';
	}
}

/* Escapes in "..." for characters that no text may hold. */
static void
check_escapes(struct parse *p)
{
	struct str text = str_sub(p->text, p->at.off - p->region.off,
	    p->at.len);

	for (size_t i = 0; i < text.n;) {
		size_t from = i;

		if (text.p[i] != '\\') {
			i++;
			continue;
		}
		if (!input_refuses(escape_value(text, &i)))
			continue;
		diag_error(p->d, "yaml-encoding",
		    span_sub(p->at, from, i - from),
		    "an escape for a character that no text may hold");
		diag_help(p->d, "delete it");
	}
}

/* libyaml ends block text behind the empty lines that follow it. */
static struct span
without_tail(const struct parse *p)
{
	struct str s = str_sub(p->text, p->at.off - p->region.off, p->at.len);

	while (s.n > 0 && strchr(" \t\r\n", s.p[s.n - 1]) != NULL)
		s.n--;
	return span_sub(p->at, 0, s.n);
}

static struct item *
parse_scalar(struct parse *p)
{
	yaml_scalar_style_t style = p->ev.data.scalar.style;
	struct str value = { (const char *)p->ev.data.scalar.value,
		p->ev.data.scalar.length };
	bool is_plain = style == YAML_PLAIN_SCALAR_STYLE;
	bool is_quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	    style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;

	check_properties(p, p->ev.data.scalar.anchor, p->ev.data.scalar.tag);
	if (is_plain && is_null_word(value))
		return new_item(p, YAML_NULL);
	struct item *it = new_item(p, YAML_SCALAR);
	if (it == NULL)
		return NULL;
	if (!is_plain && !is_quoted)
		it->node.at = without_tail(p);
	size_t quote = is_quoted ? 1 : 0;
	struct str raw = str_sub(p->text, p->at.off - p->region.off + quote,
	    p->at.len - (p->at.len > quote ? 2 * quote : 0));
	it->node.is_plain = is_plain;
	if (str_eq(raw, value)) {
		it->node.text = raw;
		it->node.is_verbatim = true;
		it->node.quote_len = (uint8_t)quote;
		return it;
	}
	it->node.text = str_dup(p->perm, value);
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_escapes(p);
	return it;
}

static struct item *
parse_alias(struct parse *p)
{
	diag_error(p->d, "yaml-alias", p->at, "aliases are not used here");
	diag_help(p->d,
	    "write the value again; a text that begins with '*' "
	    "needs quotes");
	return new_item(p, YAML_NULL);
}

/* A list or map within depth others. */
static struct item *
new_container(struct parse *p, enum yaml_kind kind, unsigned depth)
{
	if (depth < LIMIT_YAML_DEPTH)
		return new_item(p, kind);
	diag_error(p->d, "yaml-depth", p->at,
	    "more than %d levels of lists and maps", LIMIT_YAML_DEPTH);
	diag_help(p->d, "brackets that were not meant as lists need quotes");
	return NULL;
}

/* Give a container its end: its own in brackets, else its last item's. */
static void
close_span(struct yaml_node *node, bool is_flow, struct span end,
    const struct yaml_node *last)
{
	if (is_flow)
		node->at = span_join(node->at, end);
	else if (last != NULL)
		node->at = span_join(node->at, last->at);
}

static struct item *
parse_seq(struct parse *p, unsigned depth)
{
	bool is_flow = p->ev.data.sequence_start.style ==
	    YAML_FLOW_SEQUENCE_STYLE;

	check_properties(p, p->ev.data.sequence_start.anchor,
	    p->ev.data.sequence_start.tag);
	struct item *seq = new_container(p, YAML_SEQ, depth);
	if (seq == NULL)
		return NULL;
	struct item *first = NULL;
	struct item **tail = &first;
	const struct yaml_node *last = NULL;
	for (;;) {
		if (!pull(p))
			return NULL;
		if (p->ev.type == YAML_SEQUENCE_END_EVENT)
			break;
		*tail = parse_node(p, depth + 1);
		if (*tail == NULL)
			return NULL;
		last = &(*tail)->node;
		tail = &(*tail)->next;
		seq->node.n++;
	}
	close_span(&seq->node, is_flow, p->at, last);
	seq->node.items = arena_array(p->nodes, struct yaml_node *,
	    seq->node.n);
	size_t n = 0;
	for (struct item *it = first; it != NULL; it = it->next)
		seq->node.items[n++] = &it->node;
	return seq;
}

static bool
check_key(struct parse *p, const struct yaml_node *key)
{
	struct str raw = str_sub(p->text, key->at.off - p->region.off,
	    key->at.len);

	if (key->kind == YAML_SCALAR && key->is_plain &&
	    str_eq_z(key->text, "<<")) {
		diag_error(p->d, "yaml-key", key->at,
		    "merge keys are not used here");
		diag_help(p->d, "write the pairs themselves");
		return false;
	}
	if (key->kind == YAML_SCALAR && raw.n > 0 && raw.p[0] != '|' &&
	    raw.p[0] != '>')
		return true;
	if (key->kind == YAML_NULL && raw.n > 0 && raw.p[0] == '*')
		return false;	/* an alias, reported as such */
	if (key->kind == YAML_NULL && key->at.len > 0) {
		diag_error(p->d, "yaml-key", key->at,
		    "a key that means nothing in YAML");
		diag_help(p->d, "put it into quotes");
	} else if (key->kind == YAML_NULL) {
		diag_error(p->d, "yaml-key", key->at, "a key is missing");
		diag_help(p->d, "write \"key: value\"");
	} else {
		diag_error(p->d, "yaml-key", key->at,
		    "a key must be text on one line%s%s",
		    key->kind == YAML_SCALAR ? "" : ", not ",
		    key->kind == YAML_SCALAR ? "" : yaml_kind_name(key->kind));
		diag_help(p->d, "text with [ ] { } | > in front needs quotes");
	}
	return false;
}

static void
report_duplicate(struct parse *p, const struct yaml_node *first,
    const struct yaml_node *again)
{
	diag_error(p->d, "yaml-duplicate-key", again->at,
	    "the key '%.*s' is there twice", STR_ARG(again->text));
	diag_note(p->d, first->at, "the first one");
	diag_help(p->d, "keep one of them, or rename one");
}

/* The key before keys[i] with the same text, or NULL. */
static struct yaml_node *
find_before(const struct yaml_node *map, size_t i, struct map *seen)
{
	struct str text = map->keys[i]->text;

	if (seen != NULL) {
		struct yaml_node *first = map_get(seen, text);

		if (first == NULL)
			(void)map_add(seen, text, map->keys[i]);
		return first;
	}
	for (size_t j = 0; j < i; j++) {
		if (str_eq(map->keys[j]->text, text))
			return map->keys[j];
	}
	return NULL;
}

/* Report keys that are there already and take their pairs out. */
static void
drop_duplicates(struct parse *p, struct yaml_node *map)
{
	struct arena *tmp = NULL;
	struct map *seen = NULL;
	size_t kept = 0;
	size_t n = map->n;

	if (n > FEW_KEYS) {
		tmp = arena_open();
		seen = map_open(tmp);
	}
	for (size_t i = 0; i < n; i++) {
		map->keys[kept] = map->keys[i];
		map->items[kept] = map->items[i];
		struct yaml_node *first = find_before(map, kept, seen);
		if (first == NULL)
			kept++;
		else
			report_duplicate(p, first, map->keys[i]);
	}
	map->n = kept;
	arena_close(tmp);
}

/* The pairs of a map as a chain of key, value, key, value. */
static bool
parse_pairs(struct parse *p, unsigned depth, struct yaml_node *map,
    struct item **first, const struct yaml_node **last)
{
	struct item **tail = first;

	for (;;) {
		if (!pull(p))
			return false;
		if (p->ev.type == YAML_MAPPING_END_EVENT)
			return true;
		struct item *key = parse_node(p, depth + 1);
		if (key == NULL || !pull(p))
			return false;
		struct item *value = parse_node(p, depth + 1);
		if (value == NULL)
			return false;
		*last = &value->node;
		if (!check_key(p, &key->node))
			continue;
		*tail = key;
		key->next = value;
		tail = &value->next;
		map->n++;
	}
}

static struct item *
parse_map(struct parse *p, unsigned depth)
{
	bool is_flow = p->ev.data.mapping_start.style ==
	    YAML_FLOW_MAPPING_STYLE;

	check_properties(p, p->ev.data.mapping_start.anchor,
	    p->ev.data.mapping_start.tag);
	struct item *it = new_container(p, YAML_MAP, depth);
	if (it == NULL)
		return NULL;
	struct yaml_node *map = &it->node;
	struct item *pair = NULL;
	const struct yaml_node *last = NULL;
	if (!parse_pairs(p, depth, map, &pair, &last))
		return NULL;
	close_span(map, is_flow, p->at, last);
	struct yaml_node **slots = arena_array(p->nodes, struct yaml_node *,
	    map->n * 2);
	map->keys = slots;
	map->items = slots + map->n;
	for (size_t i = 0; i < map->n; i++) {
		map->keys[i] = &pair->node;
		map->items[i] = &pair->next->node;
		pair = pair->next->next;
	}
	drop_duplicates(p, map);
	return it;
}

/* The node that begins with the current event; NULL ends the parse. */
static struct item *
parse_node(struct parse *p, unsigned depth)
{
	if (p->ev.type == YAML_SCALAR_EVENT)
		return parse_scalar(p);
	if (p->ev.type == YAML_ALIAS_EVENT)
		return parse_alias(p);
	if (p->ev.type == YAML_SEQUENCE_START_EVENT)
		return parse_seq(p, depth);
	if (p->ev.type == YAML_MAPPING_START_EVENT)
		return parse_map(p, depth);
	BUG("libyaml gave an event that begins no node");
}

static void
check_directives(struct parse *p)
{
	const yaml_tag_directive_t *tags =
	    p->ev.data.document_start.tag_directives.start;

	if (p->ev.data.document_start.version_directive == NULL &&
	    tags == p->ev.data.document_start.tag_directives.end)
		return;
	diag_error(p->d, "yaml-documents", word_at(p, '%'),
	    "directives are not used here");
	diag_help(p->d, "delete the line that begins with '%%'");
}

/* The only document; nothing at all is a null. */
static struct item *
parse_document(struct parse *p)
{
	if (!pull(p) || !pull(p))	/* the stream's start, and one more */
		return NULL;
	if (p->ev.type == YAML_STREAM_END_EVENT) {
		p->at = span_sub(p->region, 0, 0);
		return new_item(p, YAML_NULL);
	}
	check_directives(p);
	if (!pull(p))
		return NULL;
	struct item *root = parse_node(p, 0);
	if (root == NULL || !pull(p) || !pull(p))
		return NULL;
	if (p->ev.type == YAML_STREAM_END_EVENT)
		return root;
	diag_error(p->d, "yaml-documents", span_sub(p->at, 0, 3),
	    "a second document");
	diag_help(p->d,
	    "one file holds one document: delete the line, or "
	    "move what follows to a file of its own");
	return root;
}

struct yaml_node *
yaml_parse(struct arena *perm, const struct sources *ss, struct span region,
    struct diags *d)
{
	return yaml_parse_in(perm, perm, ss, region, d);
}

struct yaml_node *
yaml_parse_in(struct arena *perm, struct arena *nodes,
    const struct sources *ss, struct span region, struct diags *d)
{
	if (region.len > LIMIT_YAML_BYTES) {
		diag_error(d, "yaml-size", span_sub(region, 0, 0),
		    "%" PRIu32 " bytes of YAML; the limit is %u", region.len,
		    LIMIT_YAML_BYTES);
		diag_help(d, "split it into several files");
		return NULL;
	}
	if (!input_check(ss, region, "yaml-encoding", d))
		return NULL;
	struct parse p = {
		.perm = perm,
		.nodes = nodes,
		.d = d,
		.region = region,
		.text = source_text(ss, region),
	};
	p.is_ascii = utf8_is_ascii(p.text);
	p.has_tab = str_find_byte(p.text, '\t', 0) != SIZE_MAX;
	if (yaml_parser_initialize(&p.lib) == 0)
		die_env(0, "out of memory");
	yaml_parser_set_encoding(&p.lib, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p.lib,
	    (const unsigned char *)(p.text.p != NULL ? p.text.p : ""),
	    p.text.n);
	struct item *root = parse_document(&p);
	yaml_event_delete(&p.ev);
	yaml_parser_delete(&p.lib);
	return root != NULL ? &root->node : NULL;
}

const struct yaml_node *
yaml_get(const struct yaml_node *map, const char *key)
{
	if (map == NULL || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++) {
		if (str_eq_z(map->keys[i]->text, key))
			return map->items[i];
	}
	return NULL;
}

struct span
yaml_span(const struct yaml_node *scalar, size_t off, size_t len)
{
	if (!scalar->is_verbatim)
		return scalar->at;
	if (off > scalar->text.n)
		off = scalar->text.n;
	if (len > scalar->text.n - off)
		len = scalar->text.n - off;
	return span_sub(scalar->at, scalar->quote_len + off, len);
}

const char *
yaml_kind_name(enum yaml_kind kind)
{
	switch (kind) {
	case YAML_NULL:
		return "nothing";
	case YAML_SCALAR:
		return "text";
	case YAML_SEQ:
		return "a list";
	case YAML_MAP:
		return "a map";
	}
	BUG("no such kind");
}
