/*
 * XML of feeds, record by record: each element of a wanted name as a small
 * tree.  Hostile input: no entities, no DTD, everything bounded by
 * LIMIT_FEED_XML_*.  Needs memory for one record, not for the document.
 *
 * Name spaces are told apart as far as JVN, JPCERT/CC and IPA need it.  MyJVN's
 * examples leave declarations out: prefixes mean what they usually do then.
 */
#ifndef FEED_FEED_XML_H
#define FEED_FEED_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "feed/feed_read.h"

struct arena;

enum feed_xml_space {
	FEED_XML_MAIN,		/* RSS 1.0, VULDEF, Atom; no name space */
	FEED_XML_SEC,		/* JVN's mod_sec, any version */
	FEED_XML_STATUS,	/* of MyJVN's answers */
	FEED_XML_DC,
	FEED_XML_DCTERMS,
	FEED_XML_OTHER,
};

/* Only those without a prefix, and xml:lang as "lang". */
struct feed_xml_attribute {
	struct str name, value;
};

struct feed_xml_node {
	enum feed_xml_space space;
	struct str name;	/* without the prefix */
	struct feed_xml_attribute *attributes;
	size_t n_attributes;
	struct str text;	/* its own, without blanks at both ends */
	struct feed_xml_node *first, *next;
};

struct feed_xml {
	/* Set by the caller. */
	struct arena *scratch;	/* reset after each record */
	const struct feed_document *doc;
	const struct feed_sink *sink;
	const struct str *wanted;	/* names, in any space; an empty one
					 * ends them */
	/*
	 * Takes a record; x->piece is its document: the bytes of the record
	 * with their place.  False ends the reading.
	 */
	bool (*take)(struct feed_xml *x, const struct feed_xml_node *node);
	void *ctx;		/* for take */
	/* Set while it reads. */
	struct str root;	/* name of the outermost element */
	struct str lang;	/* its xml:lang, or empty */
	struct feed_document piece;
};

/* Read x->doc; false when take has ended it.  Reports feed-*. */
bool feed_xml(struct feed_xml *x);

/*
 * The name of the outermost element of a document, from its beginning, with its
 * prefix; empty when it is no XML.  For those that tell formats apart.
 */
struct str feed_xml_root(struct str head);

/* The first child with a name, or NULL; node may be NULL. */
const struct feed_xml_node *feed_xml_get(const struct feed_xml_node *node,
    enum feed_xml_space space, const char *name);

/* The next sibling with the space and name of node, or NULL. */
const struct feed_xml_node *feed_xml_next(const struct feed_xml_node *node);

/* The text of a child, of an attribute; or empty. */
struct str feed_xml_text(const struct feed_xml_node *node,
    enum feed_xml_space space, const char *name);
struct str feed_xml_attribute(const struct feed_xml_node *node,
    const char *name);

#endif
