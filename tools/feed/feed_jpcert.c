#include "base/arena.h"
#include "base/str.h"
#include "feed/feed_jvn.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_xml.h"

#define MAIN	FEED_XML_MAIN

bool
feed_jpcert_is(struct str head)
{
	return str_eq(feed_xml_root(head), S("rdf:RDF")) &&
	    str_find(head, S("http://purl.org/rss/1.0/"), 0) != SIZE_MAX &&
	    str_find(head, S("jvn.jp/rss/mod_sec/"), 0) == SIZE_MAX;
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

/*
 * The part of an address behind a mark up to the next '/', '.' or end:
 * "at250002" of ".../at/2025/at250002.html".
 */
static struct str
file_of(struct str link)
{
	struct str name = str_base_name(link), head, rest;

	str_cut(name, '.', &head, &rest);
	return head;
}

/* "at250002" and 2025: JPCERT-AT-2025-0002; of weekly reports WR. */
static struct str
jpcert_id(struct arena *a, struct str link)
{
	static const struct {
		struct str path, name, kind;
	} kinds[] = {
		{ STR_INIT("jpcert.or.jp/at/"), STR_INIT("at"),
		    STR_INIT("AT") },
		{ STR_INIT("jpcert.or.jp/wr/"), STR_INIT("wr"),
		    STR_INIT("WR") },
	};
	struct str file = file_of(link);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t at = str_find(link, kinds[i].path, 0);
		struct str year, number = str_from(file, 4);

		if (at == SIZE_MAX || !str_starts(file, kinds[i].name))
			continue;
		year = str_sub(link, at + kinds[i].path.n, 4);
		if (is_digits(year) && year.n == 4 && is_digits(number) &&
		    str_eq(str_sub(file, 2, 2), str_from(year, 2)))
			return str_fmt(a, "JPCERT-%.*s-%.*s-%.*s",
			    STR_ARG(kinds[i].kind), STR_ARG(year),
			    STR_ARG(number));
	}
	return S("");
}

/* "https://jvn.jp/jp/JVN96321933/index.html": JVN#96321933. */
static struct str
jvn_id(struct arena *a, struct str link)
{
	static const struct str kinds[] = {
		STR_INIT("JVNVU"),
		STR_INIT("JVNTA"),
		STR_INIT("JVN"),
	};
	size_t at = str_find(link, S("jvn.jp/"), 0), end;

	at = at == SIZE_MAX ? at : str_find(link, S("/JVN"), at);
	if (at == SIZE_MAX)
		return S("");
	end = str_find_byte(link, '/', at + 1);
	link = str_sub(link, at + 1, end == SIZE_MAX ? end : end - at - 1);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct str number = str_from(link, kinds[i].n);

		if (str_starts(link, kinds[i]) && is_digits(number))
			return str_fmt(a, "%.*s#%.*s", STR_ARG(kinds[i]),
			    STR_ARG(number));
	}
	return S("");
}

/* The id of an item: of its address when that follows a rule. */
static struct str
id_of(struct arena *a, const struct feed_xml_node *item, struct str link)
{
	struct str id = feed_xml_text(item, FEED_XML_SEC, "identifier");

	if (id.n == 0)
		id = jpcert_id(a, link);
	if (id.n == 0)
		id = jvn_id(a, link);
	return id.n > 0 ? id : link;
}

static bool
take(struct feed_xml *x, const struct feed_xml_node *item)
{
	struct feed_make k = { .a = x->scratch,
		.doc = &x->piece,
		.sink = x->sink };
	struct str link = feed_xml_text(item, MAIN, "link");
	struct str title = feed_xml_text(item, MAIN, "title");
	struct str text = feed_xml_text(item, MAIN, "description");

	if (item->space != MAIN)
		return true;
	feed_make_begin(&k, 0, x->piece.text.n);
	if (!feed_make_id(&k, id_of(x->scratch, item, link)))
		return true;
	feed_jvn_words(&k, x->lang, title, text);
	feed_make_time(&k, feed_xml_text(item, FEED_XML_DC, "date"),
	    &k.r.modified);
	feed_make_time(&k, feed_xml_text(item, FEED_XML_DCTERMS, "issued"),
	    &k.r.published);
	if (k.r.published.s == INT64_MIN)
		k.r.published = k.r.modified;
	feed_make_link(&k, link, S(""));
	feed_jvn_related(&k, title);
	feed_jvn_related(&k, text);
	return feed_make_end(&k);
}

bool
feed_jpcert(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	static const struct str wanted[] = { STR_INIT("item"), STR_INIT("") };
	struct feed_xml x = { .scratch = scratch,
		.doc = doc,
		.sink = sink,
		.wanted = wanted,
		.take = take };

	return feed_xml(&x);
}
