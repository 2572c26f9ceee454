#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "text/input.h"

/* ---- reports --------------------------------------------------------- */

static void
report(struct import_doc *k, enum diag_class class, const char *rule,
    struct span at, struct str message)
{
	diag_report(k->d, class, rule, at, "%.*s", STR_ARG(message));
}

void
import_read_alert(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(k, DIAG_ALERT, rule, at, str_vfmt(k->a, fmt, ap));
	va_end(ap);
}

void
import_read_error(struct import_doc *k, const char *rule, struct span at,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(k, DIAG_ERROR, rule, at, str_vfmt(k->a, fmt, ap));
	va_end(ap);
}

/* ---- members --------------------------------------------------------- */

/* The first bytes of a place: nobody wants a whole object underlined. */
static struct span
head_of(const struct json_node *node)
{
	bool is_long = node->kind == JSON_IS_OBJECT ||
	    node->kind == JSON_IS_ARRAY;

	return is_long ? span_sub(node->at, 0, 1) : node->at;
}

static bool
has_kind(struct import_doc *k, const struct json_node *node, struct str name,
    enum json_kind kind)
{
	if (node->kind == kind)
		return true;
	import_read_error(k, "csaf-shape", head_of(node),
	    "'%.*s' is %s where %s is expected", STR_ARG(name),
	    json_kind_name(node->kind), json_kind_name(kind));
	return false;
}

const struct json_node *
import_read_member(struct import_doc *k, const struct json_node *node,
    const char *name, enum json_kind kind)
{
	const struct json_node *m = json_get(node, name);

	return m != NULL && has_kind(k, m, str_z(name), kind) ? m : NULL;
}

const struct json_node *
import_read_need(struct import_doc *k, const struct json_node *node,
    const char *name, enum json_kind kind)
{
	const struct json_node *m = json_get(node, name);

	if (m == NULL) {
		if (node != NULL)
			import_read_error(k, "csaf-shape", head_of(node),
			    "'%s' is missing here", name);
		return NULL;
	}
	if (!has_kind(k, m, str_z(name), kind))
		return NULL;
	if (kind == JSON_IS_STRING && m->text.n == 0) {
		import_read_error(k, "csaf-shape", m->at, "'%s' is empty",
		    name);
		return NULL;
	}
	return m;
}

const struct json_node *
import_read_items(struct import_doc *k, const struct json_node *node,
    const char *name, enum json_kind kind)
{
	const struct json_node *m = import_read_member(k, node, name,
	    JSON_IS_ARRAY);
	bool ok = true;

	if (m == NULL)
		return NULL;
	for (const struct json_node *i = m->first; i != NULL; i = i->next)
		ok = has_kind(k, i, str_z(name), kind) && ok;
	return ok ? m->first : NULL;
}

static bool
is_among(struct str name, const char *names)
{
	struct str rest = str_z(names), word;

	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		if (str_eq(word, name))
			return true;
	}
	return false;
}

void
import_read_known(struct import_doc *k, const struct json_node *node,
    const char *names)
{
	if (node == NULL || node->kind != JSON_IS_OBJECT)
		return;
	for (const struct json_node *m = node->first; m != NULL; m = m->next) {
		if (!is_among(m->name, names) &&
		    !(k->has_extra && str_starts(m->name, S("~"))))
			import_read_alert(k, "csaf-not-kept", m->name_at,
			    "'%.*s' is not taken over", STR_ARG(m->name));
	}
}

const struct json_node *
import_read_extra(const struct import_doc *k, const struct json_node *node,
    const char *name)
{
	return k->has_extra ? json_get(node, name) : NULL;
}

/* ---- texts ----------------------------------------------------------- */

/* Whether no file of ours may hold the character, not even escaped. */
static bool
is_banned(uint32_t c)
{
	return input_refuses(c) || (c != '\t' && utf8_is_hostile(c)) ||
	    c == 0x7f || c == 0xfeff;
}

static bool
is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* Whether a text can stay as it is. */
static bool
is_clean(struct str s, bool is_one_line)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c;

		if ((unsigned char)s.p[i] >= 0x20 &&
		    (unsigned char)s.p[i] < 0x7f) {
			i++;
			continue;
		}
		c = utf8_next(s, &i);
		if (c == '\n' ? is_one_line : is_line_end(c) || is_banned(c))
			return false;
	}
	return true;
}

/* Without what no file may hold; line ends as "\n". */
static struct str
clean(struct import_doc *k, const struct json_node *node)
{
	struct str s = node->text;
	char *out = arena_bytes(k->a, s.n + 1);
	size_t n = 0;
	bool has_banned = false;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c == '\r' && i < s.n && s.p[i] == '\n')
			continue;
		if (is_line_end(c)) {
			out[n++] = '\n';
		} else if (is_banned(c)) {
			has_banned = true;
		} else {
			for (size_t j = from; j < i; j++)
				out[n++] = s.p[j];
		}
	}
	if (has_banned)
		import_read_alert(k, "csaf-character", node->at,
		    "control characters were left out of this text");
	return (struct str){ out, n };
}

struct str
import_read_lines(struct import_doc *k, const struct json_node *node)
{
	if (node == NULL || node->kind != JSON_IS_STRING)
		return S("");
	return is_clean(node->text, false) ? node->text : clean(k, node);
}

/* Each line end, with the blanks around it, becomes one blank. */
static struct str
fold(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\n') {
			out[n++] = s.p[i];
			continue;
		}
		while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == '\t'))
			n--;
		while (i + 1 < s.n &&
		    (s.p[i + 1] == '\n' || s.p[i + 1] == ' ' ||
			s.p[i + 1] == '\t'))
			i++;
		out[n++] = ' ';
	}
	return (struct str){ out, n };
}

struct str
import_read_line(struct import_doc *k, const struct json_node *node)
{
	struct str s = import_read_lines(k, node);

	return is_clean(s, true) ? s : fold(k->a, s);
}

/* A time that misses its zone, or all but its date, as it is mostly meant. */
static bool
guess_instant(struct import_doc *k, struct str s, struct instant *out)
{
	struct day day;

	if (day_parse(s, &day))
		return instant_parse(str_cat(k->a, s, S("T00:00:00Z")), out,
		    NULL);
	return instant_parse(str_cat(k->a, s, S("Z")), out, NULL);
}

struct str
import_read_instant(struct import_doc *k, const struct json_node *node)
{
	struct instant t;
	const char *why = "";

	if (node == NULL)
		return S("");
	if (instant_parse(node->text, &t, &why))
		return instant_format(k->a, t);
	if (guess_instant(k, node->text, &t)) {
		import_read_alert(k, "csaf-date", node->at,
		    "'%.*s' is no date-time (%s); read as %.*s",
		    STR_ARG(node->text), why,
		    STR_ARG(instant_format(k->a, t)));
		return instant_format(k->a, t);
	}
	import_read_alert(k, "csaf-date", node->at,
	    "'%.*s' is no date-time (%s); it is not taken over",
	    STR_ARG(node->text), why);
	return S("");
}

struct str
import_read_word(struct import_doc *k, const struct json_node *node,
    const struct enum_table *words)
{
	if (node == NULL)
		return S("");
	for (size_t i = 0; i < words->n; i++) {
		if (str_eq_z(node->text, words->values[i].name))
			return node->text;
	}
	import_read_alert(k, "csaf-category", node->at,
	    "'%.*s' is no %s of CSAF 2.0; it is not taken over",
	    STR_ARG(node->text), words->name);
	return S("");
}

/* Blanks and quotes percent-encoded: what browsers do with them. */
static struct str
encode_url(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c != '"' && c != '<' && c != '>' && c != 127) {
			out[n++] = s.p[i];
			continue;
		}
		out[n++] = '%';
		out[n++] = "0123456789ABCDEF"[c >> 4];
		out[n++] = "0123456789ABCDEF"[c & 15];
	}
	return (struct str){ out, n };
}

struct str
import_read_url(struct import_doc *k, const struct json_node *node)
{
	struct str s, out;

	if (node == NULL || node->kind != JSON_IS_STRING)
		return S("");
	s = str_trim(import_read_line(k, node));
	if (!str_starts(s, S("https://")) && !str_starts(s, S("http://")) &&
	    !str_starts(s, S("mailto:"))) {
		import_read_alert(k, "csaf-url", node->at,
		    "'%.*s' is not taken over: addresses here begin with "
		    "https://, http:// or mailto:",
		    STR_ARG(s));
		return S("");
	}
	out = encode_url(k->a, s);
	if (!str_eq(out, node->text))
		import_read_alert(k, "csaf-url", node->at,
		    "this is no address; written as %.*s", STR_ARG(out));
	return out;
}

/* Lower-case letters and digits that file names can hold everywhere. */
struct str
import_read_slug(struct arena *a, struct str text)
{
	struct str s = utf8_fold(a, text);
	char *out = arena_bytes(a, LIMIT_IMPORT_SLUG + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < LIMIT_IMPORT_SLUG; i++) {
		char c = s.p[i];
		bool is_fit = (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || (c == '.' && n > 0);

		if (is_fit)
			out[n++] = c;
		else if (n > 0 && out[n - 1] != '-' && (unsigned char)c < 0x80)
			out[out[n - 1] == '.' ? n - 1 : n++] = '-';
	}
	while (n > 0 && (out[n - 1] == '-' || out[n - 1] == '.'))
		n--;
	return (struct str){ out, n };
}
