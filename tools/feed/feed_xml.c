#include "feed/feed_xml.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include <expat.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "feed/feed_report.h"
#include "scan/charset.h"

/* A prefix that an element binds, "" for names without one. */
struct binding {
	struct str prefix;
	enum feed_xml_space space;
	unsigned depth;
};

/* An element that is open within a record. */
struct frame {
	struct feed_xml_node *node;
	struct feed_xml_node *last;	/* its last child */
	size_t text;		/* its text begins there in the buffer */
};

struct parser {
	struct feed_xml *x;
	XML_Parser expat;
	struct arena *names;	/* of bindings: as long as the document */
	struct str text;	/* of the document, UTF-8 */
	size_t skipped;		/* a byte-order mark before it */
	struct binding bindings[LIMIT_FEED_XML_SPACES];
	size_t n_bindings;
	struct frame frames[LIMIT_FEED_XML_DEPTH];
	unsigned depth;		/* open elements */
	unsigned record;	/* depth of the record's element; 0: in none */
	struct arena_mark mark;
	struct buf buf;		/* text of the open elements */
	size_t nodes;
	size_t at;		/* where the record begins */
	uint64_t line;
	const char *bad;	/* why the record is left out */
	const char *fault;	/* why nothing more is read */
	bool is_ended;		/* by take */
};

/* Addresses without "http:" or "https:", of which these are beginnings. */
static const struct {
	struct str address;
	struct str prefix;	/* what usually stands for it */
	enum feed_xml_space space;
} spaces[] = {
	{ STR_INIT("//jvn.jp/vuldef/"), STR_INIT("vuldef"), FEED_XML_MAIN },
	{ STR_INIT("//purl.org/rss/1.0/modules/"), STR_INIT("sy"),
	    FEED_XML_OTHER },
	{ STR_INIT("//purl.org/rss/1.0/"), STR_INIT("rss"), FEED_XML_MAIN },
	{ STR_INIT("//www.w3.org/2005/Atom"), STR_INIT("atom"),
	    FEED_XML_MAIN },
	{ STR_INIT("//jvn.jp/rss/mod_sec/"), STR_INIT("sec"), FEED_XML_SEC },
	{ STR_INIT("//jvndb.jvn.jp/myjvn/Status"), STR_INIT("status"),
	    FEED_XML_STATUS },
	{ STR_INIT("//purl.org/dc/elements/"), STR_INIT("dc"), FEED_XML_DC },
	{ STR_INIT("//purl.org/dc/terms/"), STR_INIT("dcterms"),
	    FEED_XML_DCTERMS },
};

static void
stop(struct parser *p, const char *why)
{
	if (p->fault == NULL)
		p->fault = why;
	(void)XML_StopParser(p->expat, XML_FALSE);
}

static enum feed_xml_space
space_of_address(struct str s)
{
	size_t slash = str_find(s, S("//"), 0);

	if (slash != SIZE_MAX)
		s = str_from(s, slash);
	for (size_t i = 0; i < ARRAY_LEN(spaces); i++) {
		if (str_starts(s, spaces[i].address))
			return spaces[i].space;
	}
	return s.n == 0 ? FEED_XML_MAIN : FEED_XML_OTHER;
}

static enum feed_xml_space
space_of_prefix(const struct parser *p, struct str prefix)
{
	for (size_t i = p->n_bindings; i > 0; i--) {
		if (str_eq(p->bindings[i - 1].prefix, prefix))
			return p->bindings[i - 1].space;
	}
	for (size_t i = 0; i < ARRAY_LEN(spaces); i++) {
		if (str_eq(spaces[i].prefix, prefix))
			return spaces[i].space;
	}
	return prefix.n == 0 ? FEED_XML_MAIN : FEED_XML_OTHER;
}

/* "sec:cpe" into prefix and name. */
static struct str
without_prefix(struct str name, struct str *prefix)
{
	struct str rest;

	if (str_cut(name, ':', prefix, &rest))
		return rest;
	*prefix = S("");
	return name;
}

static void
bind_spaces(struct parser *p, const XML_Char **atts)
{
	for (size_t i = 0; atts[i] != NULL; i += 2) {
		struct str name = str_z(atts[i]);
		struct binding *b = &p->bindings[p->n_bindings];

		if (!str_eq(name, S("xmlns")) &&
		    !str_starts(name, S("xmlns:")))
			continue;
		if (p->n_bindings == LIMIT_FEED_XML_SPACES) {
			stop(p, "it binds too many name spaces");
			return;
		}
		b->prefix = str_dup(p->names,
		    name.n > 6 ? str_from(name, 6) : S(""));
		b->space = space_of_address(str_z(atts[i + 1]));
		b->depth = p->depth;
		p->n_bindings++;
	}
}

static void
add_attributes(struct parser *p, struct feed_xml_node *node,
    const XML_Char **atts)
{
	struct arena *a = p->x->scratch;
	size_t n = 0;

	while (atts[2 * n] != NULL)
		n++;
	if (n > LIMIT_FEED_XML_ATTRIBUTES) {
		p->bad = "an element has too many attributes";
		return;
	}
	node->attributes = arena_array(a, struct feed_xml_attribute, n);
	for (size_t i = 0; i < n; i++) {
		struct str name = str_z(atts[2 * i]);

		if (str_eq(name, S("xml:lang")))
			name = S("lang");
		if (str_find_byte(name, ':', 0) != SIZE_MAX)
			continue;
		node->attributes[node->n_attributes++] =
		    (struct feed_xml_attribute){ str_dup(a, name),
			    str_dup(a, str_z(atts[2 * i + 1])) };
	}
}

static bool
is_wanted(const struct parser *p, struct str name)
{
	for (const struct str *w = p->x->wanted; w->n > 0; w++) {
		if (str_eq(*w, name))
			return true;
	}
	return false;
}

/* A node of the record for the element that opens. */
static void
open_node(struct parser *p, enum feed_xml_space space, struct str name,
    const XML_Char **atts)
{
	struct frame *f = &p->frames[p->depth - 1];
	struct feed_xml_node *node;

	if (++p->nodes > LIMIT_FEED_NODES)
		p->bad = "it has too many elements";
	if (p->bad != NULL)
		return;
	node = arena_new(p->x->scratch, struct feed_xml_node);
	node->space = space;
	node->name = str_dup(p->x->scratch, name);
	add_attributes(p, node, atts);
	*f = (struct frame){ node, NULL, p->buf.n };
	if (p->depth == p->record)
		return;
	if ((f - 1)->last != NULL)
		(f - 1)->last->next = node;
	else
		(f - 1)->node->first = node;
	(f - 1)->last = node;
}

static void
take_root(struct parser *p, struct str name, const XML_Char **atts)
{
	p->x->root = str_dup(p->names, name);
	for (size_t i = 0; atts[i] != NULL; i += 2) {
		if (strcmp(atts[i], "xml:lang") == 0)
			p->x->lang = str_dup(p->names, str_z(atts[i + 1]));
	}
}

static void XMLCALL
on_open(void *ctx, const XML_Char *full, const XML_Char **atts)
{
	struct parser *p = ctx;
	struct str prefix, name = without_prefix(str_z(full), &prefix);

	if (p->fault != NULL || p->is_ended)
		return;
	if (p->depth == LIMIT_FEED_XML_DEPTH) {
		stop(p, "its elements are nested too deeply");
		return;
	}
	p->depth++;
	bind_spaces(p, atts);
	if (p->depth == 1)
		take_root(p, name, atts);
	if (p->record == 0 && p->depth > 1 && is_wanted(p, name)) {
		p->record = p->depth;
		p->mark = arena_mark(p->x->scratch);
		p->nodes = 0;
		p->bad = NULL;
		p->at = (size_t)XML_GetCurrentByteIndex(p->expat);
		p->line = XML_GetCurrentLineNumber(p->expat);
		buf_clear(&p->buf);
	}
	if (p->record > 0)
		open_node(p, space_of_prefix(p, prefix), name, atts);
}

/* The record is whole: give it away. */
static void
close_record(struct parser *p)
{
	struct feed_xml *x = p->x;
	size_t end = (size_t)XML_GetCurrentByteIndex(p->expat) +
	    (size_t)XML_GetCurrentByteCount(p->expat);

	if (end - p->at > LIMIT_FEED_RECORD_BYTES)
		p->bad = "it is too long";
	x->piece = *x->doc;
	x->piece.text = str_sub(p->text, p->at, end - p->at);
	x->piece.off += p->at + p->skipped;
	x->piece.line += p->line - 1;
	p->record = 0;
	if (p->bad != NULL)
		feed_report(x->sink, &x->piece, 0,
		    "real records have some 200 elements and texts of 20 KB",
		    "a record is left out: %s", p->bad);
	else if (!x->take(x, p->frames[p->depth - 1].node))
		p->is_ended = true;
	arena_reset(x->scratch, p->mark);
	if (p->is_ended)
		(void)XML_StopParser(p->expat, XML_FALSE);
}

static void XMLCALL
on_close(void *ctx, const XML_Char *name UNUSED)
{
	struct parser *p = ctx;

	if (p->fault != NULL || p->is_ended)
		return;
	if (p->record > 0 && p->bad == NULL) {
		struct frame *f = &p->frames[p->depth - 1];

		f->node->text = str_dup(p->x->scratch,
		    str_trim(str_from(buf_str(&p->buf), f->text)));
		p->buf.n = f->text;
	}
	if (p->record == p->depth)
		close_record(p);
	while (p->n_bindings > 0 &&
	    p->bindings[p->n_bindings - 1].depth == p->depth)
		p->n_bindings--;
	p->depth--;
}

static void XMLCALL
on_text(void *ctx, const XML_Char *s, int n)
{
	struct parser *p = ctx;

	if (p->record == 0 || p->bad != NULL || p->fault != NULL ||
	    p->is_ended)
		return;
	buf_put(&p->buf, (struct str){ s, (size_t)n });
	if (!buf_ok(&p->buf) ||
	    p->buf.n - p->frames[p->depth - 1].text > LIMIT_FEED_XML_TEXT)
		p->bad = "one of its texts is too long";
}

/* Entities can only be declared in what this refuses: nothing else is read. */
static void XMLCALL
on_doctype(void *ctx, const XML_Char *name UNUSED, const XML_Char *sys UNUSED,
    const XML_Char *pub UNUSED, int has_subset)
{
	if (has_subset)
		stop(ctx,
		    "it has a document type with declarations of its own, "
		    "which no feed needs");
}

static void XMLCALL
on_skipped(void *ctx, const XML_Char *name UNUSED, int is_parameter UNUSED)
{
	stop(ctx, "it uses an entity that is not declared");
}

/* ---- encodings ---------------------------------------------------------- */

/* The value of encoding="..." of the XML declaration, or empty. */
static struct str
declared(struct str text)
{
	struct str head, value;
	size_t end, at;

	if (!str_starts(text, S("<?xml")))
		return S("");
	end = str_find(text, S("?>"), 0);
	head = str_sub(text, 0, end < 200 ? end : 200);
	at = str_find(head, S("encoding"), 0);
	if (at == SIZE_MAX)
		return S("");
	value = str_trim(str_from(head, at + 8));
	if (value.n == 0 || value.p[0] != '=')
		return S("");
	value = str_trim(str_from(value, 1));
	if (value.n < 2)
		return S("");
	end = str_find_byte(value, value.p[0], 1);
	return end == SIZE_MAX ? S("") : str_sub(value, 1, end - 1);
}

static const struct {
	struct str name;
	enum charset charset;
} charsets[] = {
	{ STR_INIT("Shift_JIS"), CHARSET_SJIS },
	{ STR_INIT("Windows-31J"), CHARSET_SJIS },
	{ STR_INIT("x-sjis"), CHARSET_SJIS },
	{ STR_INIT("EUC-JP"), CHARSET_EUC },
	{ STR_INIT("ISO-2022-JP"), CHARSET_ISO_2022 },
	{ STR_INIT("ISO-8859-1"), CHARSET_LATIN },
};

/* Decode the whole document; false when it is not in its encoding. */
static bool
decode(struct parser *p, enum charset charset)
{
	struct str in = p->text;
	size_t faults = 0, n;
	char *out;

	if (utf8_fault(in) == SIZE_MAX && charset != CHARSET_ISO_2022)
		return true;	/* ASCII, or UTF-8 in spite of what it says */
	out = arena_bytes(p->names, CHARSET_ROOM(in.n));
	n = charset_decode(charset_open(p->names), charset, in, out, &faults);
	if (faults > 0)
		return false;
	if (n > 0)
		p->text = (struct str){ out, n };
	return utf8_fault(p->text) == SIZE_MAX;
}

/* The document in UTF-8; false, having reported, when it cannot be. */
static bool
to_utf8(struct parser *p)
{
	struct str name;

	if (str_starts(p->text, S("\xef\xbb\xbf")))
		p->skipped = 3;
	p->text = str_from(p->text, p->skipped);
	name = declared(p->text);
	if (name.n == 0 || str_eq_nocase(name, S("UTF-8")) ||
	    str_eq_nocase(name, S("US-ASCII")))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(charsets); i++) {
		if (!str_eq_nocase(name, charsets[i].name))
			continue;
		if (decode(p, charsets[i].charset))
			return true;
		feed_report_file(p->x->sink, p->x->doc, NULL,
		    "it says that it is in %.*s, but is not",
		    STR_ARG(charsets[i].name));
		return false;
	}
	feed_report_file(p->x->sink, p->x->doc, "UTF-8 is what feeds use",
	    "it is in an encoding that is not known here");
	return false;
}

/* ---- the document ------------------------------------------------------- */

/* Where it broke off and why. */
static void
report(struct parser *p)
{
	struct feed_document doc = *p->x->doc;
	enum XML_Error code = XML_GetErrorCode(p->expat);
	unsigned long column = XML_GetCurrentColumnNumber(p->expat) + 1;

	doc.line += XML_GetCurrentLineNumber(p->expat) - 1;
	if (p->fault != NULL)
		feed_report_file(p->x->sink, &doc, NULL,
		    "%s (column %lu); records before it count", p->fault,
		    column);
	else
		feed_report_file(p->x->sink, &doc, NULL,
		    "it is no XML at column %lu: %s; records before it count",
		    column, XML_ErrorString(code));
}

static void
parse(struct parser *p)
{
	struct str rest = p->text;
	size_t off = 0;
	bool ok = true;

	while (ok) {
		struct str piece = str_sub(rest, off, LIMIT_FEED_XML_PIECE);
		bool is_last = off + piece.n == rest.n;

		ok = XML_Parse(p->expat, piece.p, (int)piece.n, is_last) ==
		    XML_STATUS_OK;
		off += piece.n;
		if (is_last)
			break;
		if (ok &&
		    off - (size_t)XML_GetCurrentByteIndex(p->expat) >
			LIMIT_FEED_XML_TOKEN) {
			p->fault = "a tag or a comment is too long";
			ok = false;
		}
	}
	if (!ok && !p->is_ended)
		report(p);
}

bool
feed_xml(struct feed_xml *x)
{
	struct arena *names = arena_open();
	struct parser *p = arena_new(names, struct parser);
	bool ok;

	p->x = x;
	p->names = names;
	p->text = x->doc->text;
	x->root = S("");
	x->lang = S("");
	buf_init(&p->buf, LIMIT_FEED_RECORD_BYTES);
	if (to_utf8(p)) {
		p->expat = XML_ParserCreate("UTF-8");
		if (p->expat == NULL)
			die_env(ENOMEM, "cannot read XML");
		XML_SetUserData(p->expat, p);
		XML_SetElementHandler(p->expat, on_open, on_close);
		XML_SetCharacterDataHandler(p->expat, on_text);
		XML_SetStartDoctypeDeclHandler(p->expat, on_doctype);
		XML_SetSkippedEntityHandler(p->expat, on_skipped);
		parse(p);
		XML_ParserFree(p->expat);
	}
	buf_fini(&p->buf);
	ok = !p->is_ended;
	arena_close(names);
	x->root = S("");
	x->lang = S("");
	return ok;
}

/* ---- trees -------------------------------------------------------------- */

/* Bytes of what may stand before the outermost element, or 0. */
static size_t
prolog_bytes(struct str s)
{
	static const struct {
		struct str begin, end;
	} parts[] = {
		{ STR_INIT("<?"), STR_INIT("?>") },
		{ STR_INIT("<!--"), STR_INIT("-->") },
		{ STR_INIT("<!"), STR_INIT(">") },
	};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct str end = parts[i].end;
		size_t at = str_find(s, end, 0);
		size_t open = str_find_byte(s, '[', 0);

		if (!str_starts(s, parts[i].begin))
			continue;
		/* Declarations within a document type have ends, too. */
		if (end.n == 1 && open < at) {
			at = str_find_byte(s, ']', open);
			at = at == SIZE_MAX ? at : str_find(s, end, at);
		}
		return at == SIZE_MAX ? 0 : at + end.n;
	}
	return 0;
}

struct str
feed_xml_root(struct str head)
{
	size_t n;

	if (str_starts(head, S("\xef\xbb\xbf")))
		head = str_from(head, 3);
	do {
		head = str_trim(head);
		n = prolog_bytes(head);
		head = str_from(head, n);
	} while (n > 0);
	if (!str_starts(head, S("<")))
		return S("");
	n = 1;
	while (n < head.n && (unsigned char)head.p[n] > ' ' &&
	    head.p[n] != '>' && head.p[n] != '/')
		n++;
	return str_sub(head, 1, n - 1);
}

const struct feed_xml_node *
feed_xml_get(const struct feed_xml_node *node, enum feed_xml_space space,
    const char *name)
{
	if (node == NULL)
		return NULL;
	for (node = node->first; node != NULL; node = node->next) {
		if (node->space == space && str_eq_z(node->name, name))
			return node;
	}
	return NULL;
}

const struct feed_xml_node *
feed_xml_next(const struct feed_xml_node *node)
{
	const struct feed_xml_node *next = node->next;

	while (next != NULL &&
	    (next->space != node->space || !str_eq(next->name, node->name)))
		next = next->next;
	return next;
}

struct str
feed_xml_text(const struct feed_xml_node *node, enum feed_xml_space space,
    const char *name)
{
	node = feed_xml_get(node, space, name);
	return node != NULL ? node->text : S("");
}

struct str
feed_xml_attribute(const struct feed_xml_node *node, const char *name)
{
	for (size_t i = 0; node != NULL && i < node->n_attributes; i++) {
		if (str_eq_z(node->attributes[i].name, name))
			return node->attributes[i].value;
	}
	return S("");
}
