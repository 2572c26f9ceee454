/*
 * The dictionaries among mirrored files, told by their content.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "feed/feed_names.h"
#include "feed/feed_pull.h"
#include "feed/feed_xml.h"
#include "feed/sidecar.h"
#include "resolve/dictionary_impl.h"
#include "text/json_read.h"

struct reading {
	struct dictionary *x;
	struct io_dir *mirror;
	struct diags *d;
	struct str path;
	struct buf text;
};

static void
complain(struct reading *r, const char *why)
{
	diag_error(r->d, "feed-file", (struct span){ 0 },
	    "%.*s: as a dictionary of names it cannot be read: %s",
	    STR_ARG(r->path), why);
}

/* ---- JSON ---------------------------------------------------------------- */

static bool
take_json(struct reading *r, struct str text)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, r->path);
	const struct json_node *doc;

	source_set_text(ss, file, text);
	doc = json_tree(a, ss, file, d);
	if (doc != NULL &&
	    (r->x->makers_only || !dictionary_endoflife(r->x, doc)))
		(void)dictionary_jvn(r->x, doc);
	arena_close(a);
	return doc != NULL;
}

static void
take_lines(struct reading *r, struct str text)
{
	size_t faulty = 0;
	struct str line;

	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		if (str_trim(line).n > 0 && !take_json(r, line))
			faulty++;
	}
	if (faulty > 0)
		complain(r, "some of its lines are no JSON");
}

/*
 * NVD's dictionary names each version by itself: only names are looked at, and
 * titles in Japanese are the maker's and product's names.
 */
static void
take_nvd(struct reading *r, struct str text)
{
	struct arena *a = arena_open();
	struct json_reader *j = json_open(a, text, (struct span){ 0 });
	struct str s, name = S("");
	struct span at;
	enum json_event e;

	while ((e = json_next(j, &s, &at)) != JSON_END && e != JSON_FAULT) {
		if (e == JSON_NAME)
			name = s;
		if (e == JSON_STRING && str_eq_z(name, "cpeName"))
			(void)dictionary_product(r->x, s, RESOLVE_CPE, false);
		if (e == JSON_STRING)
			name = S("");
	}
	if (e == JSON_FAULT)
		complain(r, json_fault(j));
	arena_close(a);
}

/* ---- XML ----------------------------------------------------------------- */

static bool
take_vendor(struct feed_xml *xml, const struct feed_xml_node *node)
{
	const struct reading *r = xml->ctx;
	struct dictionary *x = r->x;
	struct str cpe = feed_xml_attribute(node, "cpe");
	struct str v[4];
	char part;

	/* "cpe:/:microsoft" has no part. */
	if (str_starts(cpe, S("cpe:/:")))
		cpe = str_cat(x->perm, S("cpe:/a:"),
		    str_from(cpe, sizeof("cpe:/:") - 1));
	if (dictionary_cpe(x->perm, cpe, &part, v))
		dictionary_maker_says(x, dictionary_maker(x, v[0]),
		    feed_xml_attribute(node, "vname"));
	for (const struct feed_xml_node *p =
		 feed_xml_get(node, node->space, "Product");
	     p != NULL && !x->makers_only; p = feed_xml_next(p)) {
		struct dictionary_product *product = dictionary_product(x,
		    feed_xml_attribute(p, "cpe"), RESOLVE_JVN, false);

		if (product != NULL)
			dictionary_says(x, product,
			    feed_xml_attribute(p, "pname"), RESOLVE_JVN);
	}
	return true;
}

static void
take_xml(struct reading *r, struct str text)
{
	static const struct str wanted[] = { STR_INIT("Vendor"),
		STR_INIT("") };
	struct feed_document doc = { .feed = S("names"),
		.path = r->path,
		.text = text,
		.line = 1 };
	struct feed_sink sink = { .d = r->d };
	struct feed_xml xml = { .scratch = arena_open(),
		.doc = &doc,
		.sink = &sink,
		.wanted = wanted,
		.take = take_vendor,
		.ctx = r };

	(void)feed_xml(&xml);
	arena_close(xml.scratch);
}

/* ---- files --------------------------------------------------------------- */

/* Append up to max bytes of a member in all; false after a fault. */
static bool
pull(struct reading *r, struct feed_pull *p, size_t max)
{
	size_t got = 1;

	while (got > 0 && r->text.n < max) {
		size_t room = max - r->text.n < FEED_NAMES_HEAD ?
		    max - r->text.n :
		    FEED_NAMES_HEAD;
		char *to = buf_extend(&r->text, room);

		if (to == NULL || !feed_pull_read(p, to, room, &got))
			return false;
		r->text.n -= room - got;
	}
	return true;
}

static void
take_text(struct reading *r, enum feed_names form)
{
	struct str text = buf_str(&r->text);

	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_from(text, 3);
	if (utf8_fault(text) != SIZE_MAX)
		complain(r, "it is not UTF-8");
	else if (form == FEED_NAMES_NVD)
		take_nvd(r, text);
	else if (form == FEED_NAMES_XML)
		take_xml(r, text);
	else if (form == FEED_NAMES_LINES)
		take_lines(r, text);
	else if (!take_json(r, text))
		complain(r, "it is no JSON");
}

/* The members of an archive are all dictionaries, or none is. */
static void
take_members(struct reading *r, struct feed_pull *p)
{
	struct str name;

	while (feed_pull_next(p, &name)) {
		enum feed_names form;

		buf_clear(&r->text);
		if (!pull(r, p, FEED_NAMES_HEAD))
			break;
		form = feed_names_of(buf_str(&r->text));
		if (form == FEED_NAMES_NONE)
			return;
		if (!pull(r, p, LIMIT_RESOLVE_FILE))
			break;
		if (r->text.n >= LIMIT_RESOLVE_FILE) {
			complain(r, "it is over LIMIT_RESOLVE_FILE");
			return;
		}
		take_text(r, form);
	}
	if (feed_pull_fault(p) != NULL && r->text.n > FEED_NAMES_HEAD)
		complain(r, feed_pull_fault(p));
}

static void
take_file(struct reading *r, struct str path)
{
	struct arena *a = arena_open();
	struct feed_pull *p;

	r->path = path;
	buf_init(&r->text, (size_t)LIMIT_RESOLVE_FILE + FEED_NAMES_HEAD);
	if (feed_pull_open(a, r->mirror, path, &p) == 0) {
		take_members(r, p);
		feed_pull_close(p);
	}
	buf_fini(&r->text);
	arena_close(a);
}

static void
walk(struct reading *r, struct str dir, unsigned depth)
{
	struct arena *a = arena_open();
	struct io_entry *v;
	size_t n = 0;

	if (depth <= LIMIT_PATH_DEPTH &&
	    io_list(r->mirror, dir, a, &v, &n) != 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		struct str path = dir.n == 0 ?
		    v[i].name :
		    str_fmt(a, "%.*s/%.*s", STR_ARG(dir), STR_ARG(v[i].name));

		if (str_starts(v[i].name, S(".")))
			continue;
		if (v[i].kind == IO_DIR)
			walk(r, path, depth + 1);
		else if (v[i].kind == IO_FILE && !sidecar_is(path))
			take_file(r, path);
	}
	arena_close(a);
}

void
dictionary_file(struct dictionary *x, struct io_dir *mirror, struct str path,
    struct diags *d)
{
	struct reading r = { .x = x, .mirror = mirror, .d = d };

	take_file(&r, path);
}

void
dictionary_files(struct dictionary *x, struct io_dir *mirror, struct diags *d)
{
	struct reading r = { .x = x, .mirror = mirror, .d = d };

	walk(&r, S(""), 0);
}
