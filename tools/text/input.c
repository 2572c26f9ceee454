#include "text/input.h"

#include <inttypes.h>

#include "base/diag.h"
#include "base/utf8.h"

/* Code points that Unicode keeps for programs (section 23.7). */
static bool
is_noncharacter(uint32_t c)
{
	return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

bool
input_refuses(uint32_t c)
{
	return c == 0 || is_noncharacter(c) ||
	    (c != '\r' && utf8_is_hostile(c));
}

/*
 * What is fine as an escape but not as itself: characters that some readers
 * take for a line end or that libyaml refuses.
 */
static bool
is_refused_raw(uint32_t c)
{
	return c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0x7f ||
	    input_refuses(c);
}

static void
report_char(struct diags *d, const char *rule, struct span at, uint32_t c)
{
	if (c == '\r') {
		diag_error(d, rule, at,
		    "a carriage return without a line feed");
		diag_help(d, "end lines with LF or CR LF");
	} else if (c == 0xfeff) {
		diag_error(d, rule, at, "a byte-order mark");
		diag_help(d, "save the file as UTF-8 without one");
	} else if (c == 0x2028 || c == 0x2029) {
		diag_error(d, rule, at, "a line separator U+%04" PRIX32, c);
		diag_help(d, "use an ordinary line end");
	} else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
		diag_error(d, rule, at, "a control character U+%04" PRIX32, c);
		diag_help(d, "delete it; editors often do not show it");
	} else {
		diag_error(d, rule, at,
		    "a character U+%04" PRIX32 " that nobody sees", c);
		diag_help(d, "delete it; editors often do not show it");
	}
}

static bool
report_bytes(struct span at, struct str text, size_t off, const char *rule,
    struct diags *d)
{
	unsigned byte = (unsigned char)text.p[off];

	if (byte == 0) {
		diag_error(d, rule, span_sub(at, off, 1), "a NUL byte");
		diag_help(d,
		    "this is no text file, or it is UTF-16; "
		    "save it as UTF-8");
		return false;
	}
	diag_error(d, rule, span_sub(at, off, 1),
	    "the byte 0x%02X is not UTF-8", byte);
	diag_help(d, "save the file as UTF-8");
	return false;
}

bool
input_check(const struct sources *ss, struct span region, const char *rule,
    struct diags *d)
{
	struct str text = source_text(ss, region);
	size_t fault = utf8_fault(text);
	if (fault != SIZE_MAX)
		return report_bytes(region, text, fault, rule, d);
	bool ok = true;
	for (size_t i = 0; i < text.n;) {
		unsigned char b = (unsigned char)text.p[i];
		if ((b >= 0x20 && b < 0x7f) || b == '\n' || b == '\t') {
			i++;
			continue;
		}
		if (b == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') {
			i += 2;
			continue;
		}
		/* Nothing between U+3000 and U+EFFF is refused. */
		if (b >= 0xe3 && b <= 0xee) {
			i += 3;
			continue;
		}
		size_t from = i;
		uint32_t c = utf8_next(text, &i);
		if (c == '\r' || is_refused_raw(c)) {
			report_char(d, rule, span_sub(region, from, i - from),
			    c);
			ok = false;
		}
	}
	return ok;
}
