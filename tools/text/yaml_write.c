#include "text/yaml_write.h"

#include <inttypes.h>
#include <string.h>

#include "base/attr.h"
#include "base/time.h"
#include "base/utf8.h"

/* Columns by which each level stands further in. */
#define STEP	2

void
yaml_write_init(struct yaml_writer *w, struct buf *out)
{
	*w = (struct yaml_writer){ .out = out };
}

/* ---- which way a text is written ---------------------------------------- */

/* Whether c may stand in a file as itself, in one line. */
static bool
is_printable(uint32_t c)
{
	return c >= 0x20 && c != 0x7f && c != 0x2028 && c != 0x2029 &&
	    c != 0xfeff && !(c >= 0xfdd0 && c <= 0xfdef) &&
	    (c & 0xfffe) != 0xfffe && !utf8_is_hostile(c);
}

/* Whether all of s, line feeds and tabs aside when they are wanted, may. */
static bool
is_all_printable(struct str s, bool is_block)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (!is_printable(c) &&
		    !(is_block && (c == '\n' || c == '\t')))
			return false;
	}
	return true;
}

/* Words that YAML 1.1 or 1.2 take for something else than text. */
static bool
is_taken_word(struct str s)
{
	static const struct str WORDS[] = {
		STR_INIT("~"),
		STR_INIT("null"),
		STR_INIT("true"),
		STR_INIT("false"),
		STR_INIT("yes"),
		STR_INIT("no"),
		STR_INIT("on"),
		STR_INIT("off"),
		STR_INIT("y"),
		STR_INIT("n"),
		STR_INIT("="),
		STR_INIT("<<"),
		STR_INIT(".inf"),
		STR_INIT("-.inf"),
		STR_INIT("+.inf"),
		STR_INIT(".nan"),
	};

	for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
		if (str_eq_nocase(s, WORDS[i]))
			return true;
	}
	return false;
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
 * Whether a tool that reads numbers would hand back other characters than
 * these: 1.10, 007, 1e3, 0x1f, 1_000, 12:30.  Integers and dates it keeps,
 * and 1.2.3 is no number.
 */
static bool
is_mangled_number(struct str s)
{
	struct when when;
	const char *why;
	size_t points = 0;

	if (is_digits(s))
		return (s.p[0] == '0' && s.n > 1) || s.n > 15;
	if (when_parse(s, &when, &why))
		return false;
	if (strchr("+-.0123456789", s.p[0]) == NULL)
		return false;
	if (str_starts(s, S("0x")) || str_starts(s, S("0o")))
		return true;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\0' ||
		    strchr("0123456789._:+-eE", s.p[i]) == NULL)
			return false;
		points += s.p[i] == '.' ? 1 : 0;
	}
	return points < 2;
}

static bool
is_plain(struct str s)
{
	if (s.n == 0 || s.p[0] == ' ' || s.p[s.n - 1] == ' ' ||
	    s.p[s.n - 1] == ':' ||
	    strchr("-?:,[]{}#&*!|>'\"%@`", s.p[0]) != NULL)
		return false;
	if (str_find(s, S(": "), 0) != SIZE_MAX ||
	    str_find(s, S(" #"), 0) != SIZE_MAX || str_starts(s, S("...")))
		return false;
	return is_all_printable(s, false) && !is_taken_word(s) &&
	    !is_mangled_number(s);
}

/* A literal block shows several lines as they are. */
static bool
is_block(struct str s)
{
	return str_find_byte(s, '\n', 0) != SIZE_MAX && str_trim(s).n > 0 &&
	    is_all_printable(s, true);
}

/* ---- writing one text --------------------------------------------------- */

static void
put_escaped(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else if (c == '\n')
			buf_put(out, S("\\n"));
		else if (c == '\t')
			buf_put(out, S("\\t"));
		else if (c == '\r')
			buf_put(out, S("\\r"));
		else if (is_printable(c))
			buf_put(out, str_sub(s, from, i - from));
		else if (c < 0x100)
			buf_printf(out, "\\x%02" PRIX32, c);
		else if (c < 0x10000)
			buf_printf(out, "\\u%04" PRIX32, c);
		else
			buf_printf(out, "\\U%08" PRIX32, c);
	}
	buf_putc(out, '"');
}

static void
put_single(struct buf *out, struct str s)
{
	buf_putc(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			buf_putc(out, '\'');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '\'');
}

/* In one line, as plainly as it reads back equal. */
static void
put_line(struct buf *out, struct str s)
{
	bool has_quote = str_find_byte(s, '"', 0) != SIZE_MAX ||
	    str_find_byte(s, '\\', 0) != SIZE_MAX;

	if (is_plain(s))
		buf_put(out, s);
	else if (has_quote && is_all_printable(s, false))
		put_single(out, s);
	else
		put_escaped(out, s);
}

static void
put_block(struct buf *out, struct str s, size_t indent)
{
	buf_putc(out, '|');
	/* Without the number, blanks in front would count as indentation. */
	if (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\n')
		buf_printf(out, "%d", STEP);
	if (s.p[s.n - 1] != '\n')
		buf_putc(out, '-');
	else if (s.n > 1 && s.p[s.n - 2] == '\n')
		buf_putc(out, '+');
	buf_putc(out, '\n');
	while (s.n > 0) {
		struct str line;

		(void)str_cut(s, '\n', &line, &s);
		if (line.n > 0)
			buf_fill(out, ' ', indent);
		buf_put(out, line);
		buf_putc(out, '\n');
	}
}

/* ---- structure ---------------------------------------------------------- */

static char
last_byte(const struct buf *out)
{
	return out->n > 0 ? out->p[out->n - 1] : '\n';
}

/* Go to where an entry of the innermost container begins. */
static void
begin_entry(struct yaml_writer *w)
{
	if (last_byte(w->out) == ' ')
		return;		/* right behind "- " */
	if (last_byte(w->out) == ':')
		buf_putc(w->out, '\n');
	buf_fill(w->out, ' ', (size_t)(w->depth - 1) * STEP);
}

/* A value comes: behind its key, or as an item, or alone. */
static void
begin_value(struct yaml_writer *w)
{
	if (w->depth == 0)
		return;
	if (!w->stack[w->depth - 1].is_seq) {
		ASSERT(w->after_key);
		w->after_key = false;
		return;
	}
	begin_entry(w);
	w->stack[w->depth - 1].is_empty = false;
	buf_put(w->out, S("- "));
}

static void
open_container(struct yaml_writer *w, bool is_seq)
{
	begin_value(w);
	ASSERT(w->depth < ARRAY_LEN(w->stack));
	w->stack[w->depth].is_seq = is_seq;
	w->stack[w->depth].is_empty = true;
	w->depth++;
}

void
yaml_write_map(struct yaml_writer *w)
{
	open_container(w, false);
}

void
yaml_write_seq(struct yaml_writer *w)
{
	open_container(w, true);
}

void
yaml_write_end(struct yaml_writer *w)
{
	ASSERT(w->depth > 0 && !w->after_key);
	w->depth--;
	if (!w->stack[w->depth].is_empty)
		return;
	if (last_byte(w->out) == ':')
		buf_putc(w->out, ' ');
	buf_put(w->out, w->stack[w->depth].is_seq ? S("[]\n") : S("{}\n"));
}

void
yaml_write_key(struct yaml_writer *w, struct str key)
{
	ASSERT(
	    w->depth > 0 && !w->stack[w->depth - 1].is_seq && !w->after_key);
	begin_entry(w);
	w->stack[w->depth - 1].is_empty = false;
	put_line(w->out, key);
	buf_putc(w->out, ':');
	w->after_key = true;
}

void
yaml_write_text(struct yaml_writer *w, struct str text)
{
	begin_value(w);
	if (last_byte(w->out) == ':')
		buf_putc(w->out, ' ');
	if (is_block(text)) {
		put_block(w->out, text,
		    w->depth == 0 ? STEP : (size_t)w->depth * STEP);
		return;
	}
	put_line(w->out, text);
	buf_putc(w->out, '\n');
}

void
yaml_write_pair(struct yaml_writer *w, const char *key, struct str text)
{
	if (text.n == 0)
		return;
	yaml_write_key(w, str_z(key));
	yaml_write_text(w, text);
}
