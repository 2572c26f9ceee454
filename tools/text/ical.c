#include "text/ical.h"

#include <stdbool.h>

#include "base/attr.h"
#include "base/buf.h"

#define MINUTE_S	60
#define HOUR_S		(60 * MINUTE_S)
#define DAY_S		(24 * HOUR_S)

/* A content line on its way. */
struct line {
	struct buf *b;
	size_t n;	/* octets since the last line end */
};

/* Octets of the character that begins with c; the text is valid UTF-8. */
static size_t
character_len(unsigned char c)
{
	if (c < 0xc0)
		return 1;
	if (c < 0xe0)
		return 2;
	return c < 0xf0 ? 3 : 4;
}

/* Octets that belong together, folding before them when there is no room. */
static void
put(struct line *l, struct str s)
{
	if (l->n + s.n > ICAL_LINE) {
		buf_put(l->b, S("\r\n "));
		l->n = 1;
	}
	buf_put(l->b, s);
	l->n += s.n;
}

static void
put_all(struct line *l, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t n = character_len((unsigned char)s.p[i]);
		struct str one = str_sub(s, i, n);

		put(l, one);
		i += one.n;
	}
}

static void
put_escaped(struct line *l, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		struct str one = str_sub(s, i, character_len(c));

		i += one.n;
		if (c == '\\')
			put(l, S("\\\\"));
		else if (c == ';')
			put(l, S("\\;"));
		else if (c == ',')
			put(l, S("\\,"));
		else if (c == '\n' ||
		    (c == '\r' && (i == s.n || s.p[i] != '\n')))
			put(l, S("\\n"));
		else if (c == '\r')
			continue;
		else if (c < 0x20 || c == 0x7f)
			put(l, S(" "));
		else
			put(l, one);
	}
}

static struct line
line_begin(struct buf *b, const char *name, const char *sep)
{
	struct line l = { b, 0 };

	put_all(&l, str_z(name));
	put_all(&l, str_z(sep));
	return l;
}

static void
line_end(const struct line *l)
{
	buf_put(l->b, S("\r\n"));
}

void
ical_begin(struct buf *b, const char *name)
{
	ical_value(b, "BEGIN", name);
}

void
ical_end(struct buf *b, const char *name)
{
	ical_value(b, "END", name);
}

void
ical_text(struct buf *b, const char *name, struct str text)
{
	ical_texts(b, name, &text, 1);
}

void
ical_texts(struct buf *b, const char *name, const struct str *texts, size_t n)
{
	struct line l;

	if (n == 0)
		return;
	l = line_begin(b, name, ":");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			put(&l, S(","));
		put_escaped(&l, texts[i]);
	}
	line_end(&l);
}

void
ical_value(struct buf *b, const char *name, const char *value)
{
	struct line l = line_begin(b, name, ":");

	put_all(&l, str_z(value));
	line_end(&l);
}

void
ical_instant(struct buf *b, const char *name, struct instant t)
{
	struct instant utc = { t.s, 0 };
	struct civil c = day_to_civil(instant_day(utc));
	int s = instant_second_of_day(utc);

	buf_printf(b, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, c.year,
	    c.month, c.day, s / HOUR_S, s / MINUTE_S % 60, s % 60);
}

void
ical_day(struct buf *b, const char *name, struct day d)
{
	struct civil c = day_to_civil(d);

	buf_printf(b, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, c.year, c.month,
	    c.day);
}

void
ical_before(struct buf *b, const char *name, int64_t s)
{
	int64_t days = s / DAY_S;

	ASSERT(s >= 0);
	s %= DAY_S;
	buf_printf(b, "%s:-P", name);
	if (days > 0)
		buf_printf(b, "%lldD", (long long)days);
	if (s > 0 || days == 0)
		buf_putc(b, 'T');
	if (s >= HOUR_S)
		buf_printf(b, "%lldH", (long long)(s / HOUR_S));
	/* An hour and seconds need the minutes between them (dur-hour). */
	if (s / MINUTE_S % 60 > 0 || (s >= HOUR_S && s % MINUTE_S > 0))
		buf_printf(b, "%lldM", (long long)(s / MINUTE_S % 60));
	if (s % MINUTE_S > 0 || (s == 0 && days == 0))
		buf_printf(b, "%lldS", (long long)(s % MINUTE_S));
	buf_put(b, S("\r\n"));
}
