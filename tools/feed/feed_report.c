#include "feed/feed_report.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/utf8.h"
#include "feed/feed_read.h"

#define RULE_FILE	"feed-file"
#define RULE_RECORD	"feed-record"
#define FETCH		"fetch the file again, or tell its publisher"

/* Names of members have some 60 bytes. */
#define QUOTE_BYTES	200

/* Bytes of the character at s[i], 0 when it is none or should not be shown. */
static size_t
shown_at(struct str s, size_t i)
{
	unsigned char lead = (unsigned char)s.p[i];
	size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	struct str one = str_sub(s, i, n);
	size_t at = 0;
	uint32_t c;

	if (one.n < n || utf8_fault(one) != SIZE_MAX)
		return 0;
	c = utf8_next(one, &at);
	return c < ' ' || utf8_is_hostile(c) ? 0 : n;
}

struct str
feed_report_quote(struct arena *a, struct str s)
{
	size_t max = s.n < QUOTE_BYTES ? s.n : QUOTE_BYTES, n = 0, i = 0;
	char *out = arena_bytes(a, max + 4);

	while (i < s.n && n < max) {
		size_t len = shown_at(s, i);

		if (len == 0)
			out[n++] = '?';
		for (size_t k = 0; k < len; k++)
			out[n++] = s.p[i + k];
		i += len > 0 ? len : 1;
	}
	return (struct str){ out, n };
}

static uint64_t
line_of(const struct feed_document *doc, size_t at)
{
	uint64_t line = doc->line;
	size_t i = 0;

	while ((i = str_find_byte(doc->text, '\n', i)) < at) {
		line++;
		i++;
	}
	return line;
}

static void
report(const struct feed_sink *sink, const struct feed_document *doc,
    const char *rule, uint64_t line, struct str what)
{
	static const struct span nowhere = { 0 };
	struct arena *a = arena_open();
	struct str member = feed_report_quote(a, doc->member);

	if (member.n > 0)
		member = str_fmt(a, ", %.*s", STR_ARG(member));
	if (line > 0)
		diag_report(sink->d, DIAG_ALERT, rule, nowhere,
		    "feed %.*s, %.*s%.*s, line %llu: %.*s", STR_ARG(doc->feed),
		    STR_ARG(doc->path), STR_ARG(member),
		    (unsigned long long)line, STR_ARG(what));
	else
		diag_report(sink->d, DIAG_ALERT, rule, nowhere,
		    "feed %.*s, %.*s%.*s: %.*s", STR_ARG(doc->feed),
		    STR_ARG(doc->path), STR_ARG(member), STR_ARG(what));
	arena_close(a);
}

void
feed_report(const struct feed_sink *sink, const struct feed_document *doc,
    size_t at, const char *help, const char *fmt, ...)
{
	struct arena *a = arena_open();
	va_list ap;
	struct str what;

	va_start(ap, fmt);
	what = str_vfmt(a, fmt, ap);
	va_end(ap);
	report(sink, doc, RULE_RECORD, line_of(doc, at), what);
	diag_help(sink->d, "%s", help);
	arena_close(a);
}

void
feed_report_file(const struct feed_sink *sink, const struct feed_document *doc,
    const char *help, const char *fmt, ...)
{
	struct arena *a = arena_open();
	va_list ap;
	struct str what;

	va_start(ap, fmt);
	what = str_vfmt(a, fmt, ap);
	va_end(ap);
	report(sink, doc, RULE_FILE, doc->line, what);
	diag_help(sink->d, "%s", help != NULL ? help : FETCH);
	arena_close(a);
}
