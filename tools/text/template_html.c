#include "text/template_html.h"

#include <string.h>

#include "base/attr.h"
#include "text/html.h"

/* Elements whose content is no markup. */
static const struct {
	struct str name;
	enum markup_state state;
} content_states[] = {
	{ STR_INIT("title"), MARKUP_RCDATA },
	{ STR_INIT("textarea"), MARKUP_RCDATA },
	{ STR_INIT("script"), MARKUP_RAW },
	{ STR_INIT("style"), MARKUP_RAW },
	{ STR_INIT("xmp"), MARKUP_RAW },
	{ STR_INIT("iframe"), MARKUP_RAW },
	{ STR_INIT("noembed"), MARKUP_RAW },
	{ STR_INIT("noframes"), MARKUP_RAW },
	{ STR_INIT("plaintext"), MARKUP_RAW },
};

/*
 * WHATWG HTML, index of attributes: those whose value is one URL, and those
 * whose value is run or is a list of addresses, where no escaping is enough.
 * Names that begin with "on" are run, too.
 */
static const struct {
	struct str name;
	enum attribute_kind kind;
} attribute_kinds[] = {
	{ STR_INIT("href"), ATTRIBUTE_URL },
	{ STR_INIT("xlink:href"), ATTRIBUTE_URL },
	{ STR_INIT("src"), ATTRIBUTE_URL },
	{ STR_INIT("action"), ATTRIBUTE_URL },
	{ STR_INIT("formaction"), ATTRIBUTE_URL },
	{ STR_INIT("cite"), ATTRIBUTE_URL },
	{ STR_INIT("poster"), ATTRIBUTE_URL },
	{ STR_INIT("data"), ATTRIBUTE_URL },
	{ STR_INIT("manifest"), ATTRIBUTE_URL },
	{ STR_INIT("background"), ATTRIBUTE_URL },
	{ STR_INIT("longdesc"), ATTRIBUTE_URL },
	{ STR_INIT("style"), ATTRIBUTE_CODE },
	{ STR_INIT("srcdoc"), ATTRIBUTE_CODE },
	{ STR_INIT("srcset"), ATTRIBUTE_CODE },
	{ STR_INIT("imagesrcset"), ATTRIBUTE_CODE },
	{ STR_INIT("ping"), ATTRIBUTE_CODE },
	{ STR_INIT("http-equiv"), ATTRIBUTE_CODE },
	{ STR_INIT("attributename"), ATTRIBUTE_CODE },
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
word_add(struct markup_word *w, char c)
{
	if (w->n < sizeof(w->p))
		w->p[w->n++] = lower(c);
}

static struct str
word_str(const struct markup_word *w)
{
	return (struct str){ w->p, w->n };
}

static bool
word_eq(const struct markup_word *a, const struct markup_word *b)
{
	return str_eq(word_str(a), word_str(b));
}

static bool
fail(struct markup_fault *fault, const char *what, const char *help)
{
	fault->what = what;
	fault->help = help;
	return false;
}

void
template_html_init(struct markup *m)
{
	*m = (struct markup){ .state = MARKUP_CONTENT };
}

static bool
step_open(struct markup *m, char c, struct markup_fault *fault)
{
	m->tag.n = 0;
	m->is_end_tag = m->state == MARKUP_END_OPEN;
	m->has_pragma = false;
	m->has_content_hole = false;
	if (is_letter(c)) {
		word_add(&m->tag, c);
		m->state = MARKUP_TAG_NAME;
	} else if (c == '/' && m->state == MARKUP_OPEN) {
		m->state = MARKUP_END_OPEN;
	} else if ((c == '!' || c == '?') && m->state == MARKUP_OPEN) {
		m->state = MARKUP_DECLARATION;
		m->match = c == '!' ? 1 : 0;
	} else {
		return fail(fault, "'<' does not begin a tag here",
		    "write &lt; for the sign itself");
	}
	return true;
}

/* ">" of a tag: what stands between it and the end tag. */
static bool
step_close(struct markup *m, struct markup_fault *fault)
{
	bool is_empty = m->state == MARKUP_SLASH;

	m->state = MARKUP_CONTENT;
	for (size_t i = 0; i < ARRAY_LEN(content_states); i++) {
		if (!str_eq(word_str(&m->tag), content_states[i].name) ||
		    m->is_end_tag)
			continue;
		if (is_empty)
			return fail(fault, "this element needs an end tag",
			    "write <name></name>, not <name/>");
		m->state = content_states[i].state;
		m->match = 0;
	}
	return true;
}

/* Elements of SVG that set attributes of others, links among them. */
static bool
is_animation(struct str tag)
{
	return str_eq_z(tag, "set") || str_starts(tag, S("animate"));
}

/* "=" after an attribute's name: what its value will be. */
static bool
attribute_settle(struct markup *m, struct markup_fault *fault)
{
	struct str name = word_str(&m->word);

	m->attribute = ATTRIBUTE_PLAIN;
	for (size_t i = 0; i < ARRAY_LEN(attribute_kinds); i++) {
		if (str_eq(name, attribute_kinds[i].name))
			m->attribute = attribute_kinds[i].kind;
	}
	if (str_starts(name, S("on")) || is_animation(word_str(&m->tag)))
		m->attribute = ATTRIBUTE_CODE;
	m->state = MARKUP_BEFORE_VALUE;
	if (!str_eq_z(word_str(&m->tag), "meta"))
		return true;
	if (str_eq_z(name, "content"))
		m->attribute = ATTRIBUTE_PRAGMA;
	if (!str_eq_z(name, "http-equiv"))
		return true;
	m->has_pragma = true;
	if (m->has_content_hole)
		return fail(fault, "http-equiv with a hole in content",
		    "a pragma is written in the template alone");
	return true;
}

/* Between the parts of a tag. */
static bool
step_tag(struct markup *m, char c, struct markup_fault *fault)
{
	if (c == '>')
		return step_close(m, fault);
	if (m->state == MARKUP_SLASH)
		return fail(fault, "'/' in the middle of a tag",
		    "'/' stands before '>' only");
	if (c == '/') {
		m->state = MARKUP_SLASH;
	} else if (is_space(c)) {
		m->state = m->state == MARKUP_NAME ||
			m->state == MARKUP_AFTER_NAME ?
		    MARKUP_AFTER_NAME :
		    MARKUP_BEFORE_NAME;
	} else if (c == '=' &&
	    (m->state == MARKUP_NAME || m->state == MARKUP_AFTER_NAME)) {
		return attribute_settle(m, fault);
	} else if (c == '=' || c == '"' || c == '\'' || c == '<') {
		return fail(fault, "this sign cannot stand here in a tag",
		    "write name=\"value\" with blanks between attributes");
	} else if (m->state == MARKUP_GAP) {
		return fail(fault, "a blank is missing before the attribute",
		    "an attribute under {{#if}} starts with a blank");
	} else if (m->state == MARKUP_TAG_NAME) {
		word_add(&m->tag, c);
	} else {
		if (m->state != MARKUP_NAME)
			m->word.n = 0;
		word_add(&m->word, c);
		m->state = MARKUP_NAME;
	}
	return true;
}

static bool
step_unquoted(struct markup *m, char c, struct markup_fault *fault)
{
	if (c == '>')
		return step_close(m, fault);
	if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`')
		return fail(fault, "this sign cannot stand without quotes",
		    "write name=\"value\"");
	if (is_space(c))
		m->state = MARKUP_BEFORE_NAME;
	return true;
}

static bool
step_before_value(struct markup *m, char c, struct markup_fault *fault)
{
	if (is_space(c))
		return true;
	if (c == '>')
		return fail(fault, "an attribute has no value after '='",
		    "write name=\"\" or the name alone");
	if (c == '"' || c == '\'') {
		m->quote = c;
		m->state = MARKUP_VALUE;
		m->is_scheme_open = m->attribute == ATTRIBUTE_URL;
		m->is_mixed = false;
		m->word.n = 0;
		return true;
	}
	if (m->attribute == ATTRIBUTE_URL)
		return fail(fault, "a URL without quotes",
		    "write name=\"value\"");
	m->state = MARKUP_UNQUOTED;
	return step_unquoted(m, c, fault);
}

/*
 * A literal byte of a URL while its scheme may still be coming.  One '/' at
 * its start leaves it open: a second one would name a host.
 */
static bool
step_scheme(struct markup *m, char c, struct markup_fault *fault)
{
	struct {
		char p[MARKUP_WORD + 4];
	} url;

	if (m->word.n > 0 && m->word.p[0] == '/') {
		m->is_scheme_open = false;
		if (c != '/' && c != '\\')
			return true;
		return fail(fault, "a URL with a host but no scheme",
		    "begin with https:");
	}
	if (c == '?' || c == '#' || (c == '/' && m->word.n > 0)) {
		m->is_scheme_open = false;
		return true;
	}
	if (c == '&')
		return fail(fault, "a URL cannot begin with a reference",
		    "write the characters of the scheme or path themselves");
	if (c != ':') {
		if (m->word.n == sizeof(m->word.p))
			m->is_mixed = true;
		word_add(&m->word, c);
		return true;
	}
	if (m->is_mixed)
		return fail(fault, "a ':' after a hole could make any scheme",
		    "begin with the scheme, or with ./");
	memcpy(url.p, m->word.p, m->word.n);
	memcpy(url.p + m->word.n, "://x", 4);
	if (!html_url_is_allowed((struct str){ url.p, m->word.n + 4 }))
		return fail(fault, "links to this scheme are not allowed",
		    "use https, http, mailto or a relative path");
	m->is_scheme_open = false;
	return true;
}

static bool
step_value(struct markup *m, char c, struct markup_fault *fault)
{
	if (c == m->quote) {
		m->state = MARKUP_GAP;
		return true;
	}
	if (m->is_scheme_open)
		return step_scheme(m, c, fault);
	return true;
}

/*
 * "<!DOCTYPE ...>", "<?xml ...?>" and the beginning of comments: match counts
 * the bytes of "!--" seen, 0 is any other declaration.
 */
static bool
step_declaration(struct markup *m, char c, struct markup_fault *fault)
{
	if (m->match > 0 && c == '-') {
		m->match++;
		if (m->match == 3) {
			m->state = MARKUP_COMMENT;
			m->match = 0;
			m->tag.n = 0;
		}
		return true;
	}
	if (m->match == 1 && c == '[')
		return fail(fault, "a CDATA section",
		    "write the text with &lt; and &amp;");
	if (m->match == 2)
		return fail(fault, "'<!-' is neither comment nor declaration",
		    "a comment is <!-- text -->");
	m->match = 0;
	if (c == '>')
		m->state = MARKUP_CONTENT;
	return true;
}

/* Browsers end "<!-->", "<!--->" and "--!>" where XML does not. */
static bool
step_comment(struct markup *m, char c, struct markup_fault *fault)
{
	bool is_start = m->tag.n == 0;

	if (is_start && c == '>')
		return fail(fault, "a comment cannot begin with '>'",
		    "write <!-- text -->");
	if (!(is_start && c == '-'))
		word_add(&m->tag, 'x');
	if (c == '-') {
		if (m->match < 2)
			m->match++;
		return true;
	}
	if (m->match == 2 && c == '>' && !is_start)
		m->state = MARKUP_CONTENT;
	if (m->match == 2 && c == '!')
		return fail(fault, "'--!' in a comment",
		    "a comment ends with -->");
	m->match = 0;
	return true;
}

/*
 * Text up to "</name": match counts its bytes.  Within svg a browser reads the
 * same text as markup, so nothing that could be markup may stand in it.
 */
static bool
step_text(struct markup *m, char c, struct markup_fault *fault)
{
	size_t n = m->match;

	if (n == 0) {
		m->match = c == '<' ? 1 : 0;
		return true;
	}
	if (n == m->tag.n + 2 && (is_space(c) || c == '/' || c == '>')) {
		m->match = 0;
		m->is_end_tag = true;
		m->state = MARKUP_TAG_NAME;
		return step_tag(m, c, fault);
	}
	if ((n == 1 && c == '/') ||
	    (n >= 2 && n < m->tag.n + 2 && lower(c) == m->tag.p[n - 2])) {
		m->match++;
		return true;
	}
	return fail(fault, "'<' before the end tag of raw text",
	    "write &lt; in a title; scripts and styles are files");
}

static bool
step(struct markup *m, char c, struct markup_fault *fault)
{
	switch (m->state) {
	case MARKUP_CONTENT:
		if (c == '<')
			m->state = MARKUP_OPEN;
		return true;
	case MARKUP_OPEN:
	case MARKUP_END_OPEN:
		return step_open(m, c, fault);
	case MARKUP_TAG_NAME:
	case MARKUP_GAP:
	case MARKUP_BEFORE_NAME:
	case MARKUP_NAME:
	case MARKUP_AFTER_NAME:
	case MARKUP_SLASH:
		return step_tag(m, c, fault);
	case MARKUP_BEFORE_VALUE:
		return step_before_value(m, c, fault);
	case MARKUP_UNQUOTED:
		return step_unquoted(m, c, fault);
	case MARKUP_VALUE:
		return step_value(m, c, fault);
	case MARKUP_DECLARATION:
		return step_declaration(m, c, fault);
	case MARKUP_COMMENT:
		return step_comment(m, c, fault);
	case MARKUP_RCDATA:
	case MARKUP_RAW:
		return step_text(m, c, fault);
	}
	BUG("markup state");
}

bool
template_html_literal(struct markup *m, struct str s,
    struct markup_fault *fault)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!step(m, s.p[i], fault)) {
			fault->off = i;
			return false;
		}
	}
	return true;
}

static bool
hole_in_value(struct markup *m, enum place *place, struct markup_fault *fault)
{
	*place = PLACE_ATTRIBUTE;
	switch (m->attribute) {
	case ATTRIBUTE_PLAIN:
		return true;
	case ATTRIBUTE_URL:
		if (m->is_scheme_open)
			*place = PLACE_URL;
		m->is_mixed = true;
		return true;
	case ATTRIBUTE_CODE:
		return fail(fault, "a hole in an attribute that is run",
		    "use a class, an id or a data- attribute");
	case ATTRIBUTE_PRAGMA:
		m->has_content_hole = true;
		if (!m->has_pragma)
			return true;
		return fail(fault, "a hole in the content of http-equiv",
		    "a pragma is written in the template alone");
	}
	BUG("attribute kind");
}

bool
template_html_hole(struct markup *m, enum place *place, char *quote,
    struct markup_fault *fault)
{
	const char *where = "holes stand in element content or in a quoted "
			    "attribute";

	*quote = m->quote;
	switch (m->state) {
	case MARKUP_CONTENT:
		*place = PLACE_CONTENT;
		return true;
	case MARKUP_RCDATA:
		*place = PLACE_RCDATA;
		if (m->match == 0)
			return true;
		return fail(fault, "a hole within an end tag", where);
	case MARKUP_VALUE:
		return hole_in_value(m, place, fault);
	case MARKUP_OPEN:
	case MARKUP_END_OPEN:
	case MARKUP_TAG_NAME:
		return fail(fault, "a hole in the name of a tag", where);
	case MARKUP_GAP:
	case MARKUP_BEFORE_NAME:
	case MARKUP_NAME:
	case MARKUP_AFTER_NAME:
	case MARKUP_SLASH:
		return fail(fault, "a hole in the name of an attribute",
		    where);
	case MARKUP_BEFORE_VALUE:
	case MARKUP_UNQUOTED:
		return fail(fault, "a hole in an attribute without quotes",
		    "write name=\"{{hole}}\"");
	case MARKUP_DECLARATION:
		return fail(fault, "a hole in a declaration", where);
	case MARKUP_COMMENT:
		return fail(fault, "a hole in a comment",
		    "comment out with {{! ... }}");
	case MARKUP_RAW:
		return fail(fault, "a hole in script, style or raw text",
		    "put data into data- attributes or a file of its own");
	}
	BUG("markup state");
}

bool
template_html_block(struct markup *m, struct markup_fault *fault)
{
	const char *where = "blocks stand in element content, between "
			    "attributes or in a quoted attribute";

	switch (m->state) {
	case MARKUP_CONTENT:
	case MARKUP_GAP:
	case MARKUP_BEFORE_NAME:
	case MARKUP_VALUE:
		return true;
	case MARKUP_TAG_NAME:
	case MARKUP_NAME:
	case MARKUP_AFTER_NAME:
		m->state = MARKUP_GAP;
		return true;
	case MARKUP_RCDATA:
		if (m->match == 0)
			return true;
		return fail(fault, "a block tag within an end tag", where);
	case MARKUP_OPEN:
	case MARKUP_END_OPEN:
	case MARKUP_SLASH:
	case MARKUP_BEFORE_VALUE:
	case MARKUP_UNQUOTED:
		return fail(fault, "a block tag in the middle of a tag",
		    where);
	case MARKUP_DECLARATION:
	case MARKUP_COMMENT:
	case MARKUP_RAW:
		return fail(fault, "a block tag in a comment, script or style",
		    where);
	}
	BUG("markup state");
}

void
template_html_repeat(struct markup *m)
{
	if (m->state == MARKUP_BEFORE_NAME)
		m->state = MARKUP_GAP;
	m->is_mixed = true;
}

bool
template_html_merge(struct markup *m, const struct markup *other)
{
	bool is_gap = m->state == MARKUP_GAP || m->state == MARKUP_BEFORE_NAME;
	bool is_other_gap = other->state == MARKUP_GAP ||
	    other->state == MARKUP_BEFORE_NAME;

	if (m->state != other->state && !(is_gap && is_other_gap))
		return false;
	if (m->state == MARKUP_CONTENT)
		return true;
	if (!word_eq(&m->tag, &other->tag) ||
	    m->is_end_tag != other->is_end_tag)
		return false;
	if (m->state != other->state)
		m->state = MARKUP_GAP;
	m->has_pragma = m->has_pragma || other->has_pragma;
	m->has_content_hole = m->has_content_hole || other->has_content_hole;
	if (m->state != MARKUP_VALUE)
		return true;
	if (m->quote != other->quote || m->attribute != other->attribute)
		return false;
	m->is_mixed = m->is_mixed || other->is_mixed ||
	    !word_eq(&m->word, &other->word);
	m->is_scheme_open = m->is_scheme_open || other->is_scheme_open;
	return true;
}

const char *
template_html_where(const struct markup *m)
{
	switch (m->state) {
	case MARKUP_CONTENT:
		return "element content";
	case MARKUP_OPEN:
	case MARKUP_END_OPEN:
	case MARKUP_TAG_NAME:
	case MARKUP_GAP:
	case MARKUP_BEFORE_NAME:
	case MARKUP_NAME:
	case MARKUP_AFTER_NAME:
	case MARKUP_SLASH:
		return "a tag";
	case MARKUP_BEFORE_VALUE:
	case MARKUP_UNQUOTED:
	case MARKUP_VALUE:
		return "an attribute's value";
	case MARKUP_DECLARATION:
		return "a declaration";
	case MARKUP_COMMENT:
		return "a comment";
	case MARKUP_RCDATA:
		return "a title or textarea";
	case MARKUP_RAW:
		return "a script, style or raw text";
	}
	BUG("markup state");
}
