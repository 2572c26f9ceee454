#include "delivery/mail.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Bytes of text in an encoded word: with base64, its frame and "Subject: " 73
 * characters (RFC 2047 section 2: lines of 76). */
#define WORD_BYTES	39

/* Bytes of a line of the body: 76 characters (RFC 2045 section 6.8). */
#define LINE_BYTES	57

/* RFC 5321 section 4.5.3.1.3, less the brackets. */
#define ADDRESS_BYTES	254

bool
mail_is_address(struct str s)
{
	size_t at = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c >= 0x7f)
			return false;
		for (const char *p = "<>(),;:\\\"[]"; *p != '\0'; p++) {
			if (c == (unsigned char)*p)
				return false;
		}
		if (c == '@' && (at++ > 0 || i == 0 || i + 1 == s.n))
			return false;
	}
	return at == 1 && s.n <= ADDRESS_BYTES;
}

static void
put_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t v = 0;

		for (size_t j = 0; j < 3; j++)
			v = v << 8 |
			    (i + j < s.n ? (unsigned char)s.p[i + j] : 0u);
		for (size_t j = 0; j < 4; j++) {
			if (i + j > s.n)
				buf_putc(out, '=');
			else
				buf_putc(out,
				    digits[v >> (18 - 6 * j) & 0x3f]);
		}
	}
}

/* Text that a header may hold as it is: it cannot be taken for an encoded
 * word, and fits its line. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < ' ' || s.p[i] >= 0x7f)
			return false;
	}
	return s.n <= WORD_BYTES && str_find(s, S("=?"), 0) == SIZE_MAX;
}

/* A display name without what must be quoted. */
static bool
is_phrase(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == ' ' || c == '-'))
			return false;
	}
	return is_plain(s);
}

/* Encoded words, one a line, no character in two of them (section 5). */
static void
put_words(struct buf *out, struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		size_t from = i, next = i;

		while (next < s.n) {
			(void)utf8_next(s, &next);
			if (next - from > WORD_BYTES)
				break;
			i = next;
		}
		if (from > 0)
			buf_put(out, S("\r\n "));
		buf_put(out, S("=?UTF-8?B?"));
		put_base64(out, str_sub(s, from, i - from));
		buf_put(out, S("?="));
	}
}

static void
put_date(struct buf *out, struct instant t)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c = day_to_civil(instant_day(t));
	int s = instant_second_of_day(t);
	int off = t.offset_s < 0 ? -t.offset_s : t.offset_s;

	buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02d%02d\r\n",
	    days[c.weekday], c.day, months[c.month - 1], c.year, s / 3600,
	    s / 60 % 60, s % 60, t.offset_s < 0 ? '-' : '+', off / 3600,
	    off / 60 % 60);
}

static void
put_from(struct buf *out, const struct mail *m)
{
	buf_put(out, S("From: "));
	if (m->from_name.n > 0) {
		if (is_phrase(m->from_name))
			buf_put(out, m->from_name);
		else
			put_words(out, m->from_name);
		/* Long names have lines of their own. */
		buf_put(out, S("\r\n "));
	}
	buf_printf(out, "<%.*s>\r\n", STR_ARG(m->from));
}

/* Somebody gets it: has_receiver(). */
static void
put_to(struct buf *out, const struct mail *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_to; i++) {
		if (!mail_is_address(m->to[i]))
			continue;
		buf_printf(out, "%s<%.*s>", n++ == 0 ? "To: " : ",\r\n ",
		    STR_ARG(m->to[i]));
	}
	buf_put(out, S("\r\n"));
}

/* What may stand between the brackets of an id. */
static void
put_id(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '.' || c == '-' ||
		    c == '_' || c == '+' || c == '@';

		buf_putc(out, is ? c : '_');
	}
}

static void
put_body(struct buf *out, struct str body)
{
	struct buf lines;
	struct str text;

	/* Lines of a text end with CR LF before they are encoded. */
	buf_init(&lines, out->max);
	for (size_t i = 0; i < body.n; i++) {
		if (body.p[i] == '\n')
			buf_putc(&lines, '\r');
		buf_putc(&lines, body.p[i]);
	}
	text = buf_str(&lines);
	for (size_t i = 0; i < text.n; i += LINE_BYTES) {
		put_base64(out, str_sub(text, i, LINE_BYTES));
		buf_put(out, S("\r\n"));
	}
	buf_fini(&lines);
}

static bool
has_receiver(const struct mail *m)
{
	for (size_t i = 0; i < m->n_to; i++) {
		if (mail_is_address(m->to[i]))
			return true;
	}
	return false;
}

bool
mail_put(const struct mail *m, struct buf *out)
{
	if (!mail_is_address(m->from) || !has_receiver(m))
		return false;
	put_date(out, m->at);
	put_from(out, m);
	put_to(out, m);
	buf_put(out, S("Subject: "));
	if (is_plain(m->subject))
		buf_put(out, m->subject);
	else
		put_words(out, m->subject);
	buf_put(out, S("\r\nMessage-ID: <"));
	put_id(out, m->id);
	buf_put(out, S(">\r\nList-Id: <"));
	put_id(out, m->list);
	buf_put(out, S(">\r\nAuto-Submitted: auto-generated\r\n"));
	if (m->is_confidential)
		buf_put(out, S("Sensitivity: Company-Confidential\r\n"));
	buf_put(out, S("MIME-Version: 1.0\r\nContent-Language: "));
	put_id(out, m->lang);
	buf_put(out,
	    S("\r\nContent-Type: text/plain; charset=utf-8\r\n"
	      "Content-Transfer-Encoding: base64\r\n\r\n"));
	put_body(out, m->body);
	return true;
}
