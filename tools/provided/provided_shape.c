#include "provided/provided_part.h"

#include "base/num.h"

enum type {
	OBJECT,		/* other members are allowed */
	CLOSED,		/* they are not */
	LIST,
	FILLED,		/* a list with an item at least */
	TEXT,
	TRUTH,
};

enum format {
	FORMAT_ANY,
	FORMAT_FILLED,
	FORMAT_EDGE,
	FORMAT_URI,
	FORMAT_URL,
	FORMAT_JSON_URL,
	FORMAT_METADATA_URL,
	FORMAT_TIME,
	FORMAT_FEED_ID,
	FORMAT_FINGERPRINT,
	FORMAT_DIGEST,
};

enum { FREE = false, NEEDED = true };

enum {
	M20 = PROVIDED_SHAPE_M20,
	M21 = PROVIDED_SHAPE_M21,
	FEED = PROVIDED_SHAPE_FEED,
	SERVICE = PROVIDED_SHAPE_SERVICE,
	CATEGORY = PROVIDED_SHAPE_CATEGORY,
	MANIFEST = PROVIDED_SHAPE_MANIFEST,
};

struct row {
	unsigned files;
	struct str path;
	enum type type;
	bool is_needed;
	enum format format;
	struct str words;	/* with blanks between; empty: all */
};

static const struct row rows[] = {
#define SHAPE(files, path, type, need, format, words)			\
	{ files, STR_INIT(path), type, need, FORMAT_##format,		\
	    STR_INIT(words) },
#include "provided/shapes.def"
};

struct shape {
	struct diags *d;
	enum provided_requirement r;
	unsigned of;
};

#define WAY_OUT	"build the tree anew; it was changed by hand or cut off"

/* The name of a row below another's, empty when it is not just below. */
static struct str
name_below(const struct row *r, const struct row *parent)
{
	struct str rest = r->path;

	if (parent->path.n > 0) {
		if (!str_starts(rest, parent->path) ||
		    rest.n <= parent->path.n + 1 ||
		    rest.p[parent->path.n] != '/')
			return S("");
		rest = str_from(rest, parent->path.n + 1);
	}
	return str_find_byte(rest, '/', 0) == SIZE_MAX ? rest : S("");
}

/* The row of a member; "*" stands for any name. */
static const struct row *
find_row(const struct shape *s, const struct row *parent, struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str below = name_below(&rows[i], parent);

		if ((rows[i].files & s->of) != 0 && below.n > 0 &&
		    (str_eq(below, name) || str_eq(below, S("*"))))
			return &rows[i];
	}
	return NULL;
}

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (num_hex(s.p[i]) < 0)
			return false;
	}
	return true;
}

static bool
is_feed_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z') || c == '+' || c == '-' ||
			c == '_' || c == '.'))
			return false;
	}
	return s.n > 0;
}

/* What is wrong with a text; NULL: nothing. */
static const char *
fault_of(enum format f, struct str s)
{
	bool is_uri = csaf_format_matches(CSAF_FORMAT_URI, s);

	switch (f) {
	case FORMAT_ANY:
		return NULL;
	case FORMAT_FILLED:
		return s.n > 0 ? NULL : "empty";
	case FORMAT_EDGE:
		return csaf_format_matches(CSAF_FORMAT_EDGE, s) && s.n > 0 ?
		    NULL :
		    "empty, or has blanks at its ends";
	case FORMAT_URI:
	case FORMAT_URL:
		return is_uri ? NULL : "no absolute address";
	case FORMAT_JSON_URL:
		return is_uri && str_ends(s, S(".json")) ?
		    NULL :
		    "no absolute address of a .json file";
	case FORMAT_METADATA_URL:
		return is_uri && str_ends(s, S("/provider-metadata.json")) ?
		    NULL :
		    "no absolute address of a provider-metadata.json";
	case FORMAT_TIME:
		return csaf_format_matches(CSAF_FORMAT_TIME, s) ?
		    NULL :
		    "no date and time with its zone (RFC 3339)";
	case FORMAT_FEED_ID:
		return is_feed_id(s) ? NULL :
				       "no id: letters, digits and + - _ .";
	case FORMAT_FINGERPRINT:
		return s.n >= 40 && is_hex(s) ?
		    NULL :
		    "no fingerprint of 40 hexadecimal digits or more";
	case FORMAT_DIGEST:
		return s.n == 64 && is_hex(s) ? NULL : "no SHA-256 digest";
	}
	BUG("format");
}

static bool
is_word(struct str words, struct str s)
{
	struct str word;
	bool more = words.n > 0;

	while (more) {
		more = str_cut(words, ' ', &word, &words);
		if (str_eq(word, s))
			return true;
	}
	return false;
}

static void
check_text(const struct shape *s, const struct json_node *node,
    const struct row *r)
{
	struct str shown = provided_quote(node->text);
	const char *fault = fault_of(r->format, node->text);

	if (fault != NULL)
		provided_error(s->d, s->r, node->at, WAY_OUT, "'%.*s' is %s",
		    STR_ARG(shown), fault);
	else if (r->words.n > 0 && !is_word(r->words, node->text))
		provided_error(s->d, s->r, node->at, WAY_OUT,
		    "'%.*s' is none of: %.*s", STR_ARG(shown),
		    STR_ARG(r->words));
	/* All of them are of files that readers fetch (7.1.3). */
	if (fault == NULL && r->format >= FORMAT_URL &&
	    r->format <= FORMAT_METADATA_URL &&
	    !str_starts(node->text, S("https://")))
		provided_error(s->d, PROVIDED_TLS, node->at,
		    "set base_url in content/organisation.yaml to an https "
		    "address, and build",
		    "'%.*s' is no https address", STR_ARG(shown));
}

static bool
is_type(enum type t, enum json_kind kind)
{
	switch (t) {
	case OBJECT:
	case CLOSED:
		return kind == JSON_IS_OBJECT;
	case LIST:
	case FILLED:
		return kind == JSON_IS_ARRAY;
	case TEXT:
		return kind == JSON_IS_STRING;
	case TRUTH:
		return kind == JSON_IS_TRUE || kind == JSON_IS_FALSE;
	}
	BUG("type");
}

static void
check_needed(const struct shape *s, const struct json_node *node,
    const struct row *r)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str name = name_below(&rows[i], r);
		const struct json_node *m = node->first;

		if ((rows[i].files & s->of) == 0 || !rows[i].is_needed ||
		    name.n == 0)
			continue;
		while (m != NULL && !str_eq(m->name, name))
			m = m->next;
		if (m == NULL)
			provided_error(s->d, s->r, node->at, WAY_OUT,
			    "the member '%.*s' is missing", STR_ARG(name));
	}
}

/* As deep as the rows' paths. */
static void
check_node(const struct shape *s, const struct json_node *node,
    const struct row *r)
{
	static const char *const names[] = {
		[OBJECT] = "an object",
		[CLOSED] = "an object",
		[LIST] = "a list",
		[FILLED] = "a list",
		[TEXT] = "a text",
		[TRUTH] = "true or false",
	};

	if (!is_type(r->type, node->kind)) {
		provided_error(s->d, s->r, node->at, WAY_OUT, "this is not %s",
		    names[r->type]);
		return;
	}
	if (r->type == TEXT)
		check_text(s, node, r);
	if (r->type == FILLED && node->first == NULL)
		provided_error(s->d, s->r, node->at, WAY_OUT,
		    "the list is empty");
	if (node->kind == JSON_IS_OBJECT)
		check_needed(s, node, r);
	for (const struct json_node *m = node->first; m != NULL; m = m->next) {
		bool is_item = node->kind == JSON_IS_ARRAY;
		const struct row *below = find_row(s, r,
		    is_item ? S("*") : m->name);

		if (below != NULL)
			check_node(s, m, below);
		else if (r->type == CLOSED)
			provided_error(s->d, s->r, m->name_at, WAY_OUT,
			    "there is no member '%.*s' here",
			    STR_ARG(provided_quote(m->name)));
	}
}

void
provided_shape(struct diags *d, const struct json_node *root,
    enum provided_requirement r, unsigned shape)
{
	struct shape s = { .d = d, .r = r, .of = shape };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if ((rows[i].files & shape) != 0 && rows[i].path.n == 0)
			check_node(&s, root, &rows[i]);
	}
}
