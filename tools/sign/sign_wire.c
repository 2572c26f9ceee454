#include "sign/sign_wire.h"

#include <openssl/evp.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"

struct str
sign_wire_bytes(struct sign_wire *w, size_t n)
{
	struct str s;

	if (w->failed || w->rest.n < n) {
		w->failed = true;
		return S("");
	}
	s = str_sub(w->rest, 0, n);
	w->rest = str_from(w->rest, n);
	return s;
}

uint8_t
sign_wire_u8(struct sign_wire *w)
{
	struct str s = sign_wire_bytes(w, 1);

	return s.n == 1 ? (uint8_t)s.p[0] : 0;
}

uint32_t
sign_wire_u32(struct sign_wire *w)
{
	struct str s = sign_wire_bytes(w, 4);
	uint32_t u = 0;

	for (size_t i = 0; i < s.n; i++)
		u = u << 8 | (uint8_t)s.p[i];
	return u;
}

struct str
sign_wire_string(struct sign_wire *w)
{
	return sign_wire_bytes(w, sign_wire_u32(w));
}

struct str
sign_wire_positive(struct sign_wire *w)
{
	struct str s = sign_wire_string(w);
	uint8_t first = s.n > 0 ? (uint8_t)s.p[0] : 0;
	uint8_t second = s.n > 1 ? (uint8_t)s.p[1] : 0;

	/* Zero is empty; a zero byte stands only before what looks negative. */
	if (s.n == 0 || first > 0x7f || (first == 0 && second < 0x80)) {
		w->failed = true;
		return S("");
	}
	return s;
}

bool
sign_wire_end(const struct sign_wire *w)
{
	return !w->failed && w->rest.n == 0;
}

void
sign_wire_put(struct buf *b, struct str s)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_putc(b, (char)(uint8_t)(s.n >> shift));
	buf_put(b, s);
}

/* A digit's value, or -1. */
static int
digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

bool
sign_wire_base64(struct arena *a, struct str text, struct str *out)
{
	size_t n = text.n, len = 0;
	uint32_t bits = 0;
	char *p;

	if (n == 0 || n % 4 != 0)
		return false;
	for (int i = 0; i < 2 && text.p[n - 1] == '='; i++)
		n--;
	p = arena_bytes(a, n);
	for (size_t i = 0; i < n; i++) {
		int d = digit(text.p[i]);

		if (d < 0)
			return false;
		bits = bits << 6 | (uint32_t)d;
		/* Each digit but the first of four ends a byte. */
		if (i % 4 > 0)
			p[len++] = (char)(uint8_t)(bits >> (6 - 2 * (i % 4)));
	}
	/* The bits that end no byte are zero. */
	if ((n % 4 == 2 && (bits & 15) != 0) ||
	    (n % 4 == 3 && (bits & 3) != 0))
		return false;
	*out = (struct str){ p, len };
	return true;
}

struct str
sign_wire_fingerprint(struct arena *a, struct str blob)
{
	uint8_t bytes[DIGEST_BYTES_MAX];
	uint8_t text[DIGEST_BYTES_MAX * 2];
	size_t n = digest_bytes(DIGEST_SHA256, blob, bytes);

	/* 32 bytes give 43 digits and one '='; OpenSSH leaves that out. */
	(void)EVP_EncodeBlock(text, bytes, (int)n);
	return str_fmt(a, "SHA256:%.43s", (const char *)text);
}
