#include "fetch/fetch_tar.h"

#include <stdio.h>
#include <string.h>

#include "base/io_file.h"

#define BLOCK		512u
#define SIZE_AT		124u
#define SUM_AT		148u
#define TYPE_AT		156u
#define MAGIC_AT	257u
#define PREFIX_AT	345u

uint64_t
fetch_tar_padding(uint64_t size)
{
	return (BLOCK - size % BLOCK) % BLOCK;
}

/* The sum of all bytes, those of the sum taken as blanks. */
static unsigned
sum_of(const char block[BLOCK])
{
	unsigned sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM_AT && i < SUM_AT + 8 ? ' ' : (uint8_t)block[i];
	return sum;
}

static void
put_octal(char *p, size_t digits, uint64_t v)
{
	for (size_t i = digits; i > 0; i--) {
		p[i - 1] = (char)('0' + (v & 7));
		v >>= 3;
	}
}

int
fetch_tar_put(struct io_file *f, struct str name, uint64_t size)
{
	char b[BLOCK] = { 0 };

	ASSERT(name.n <= LIMIT_FETCH_NAME && size <= LIMIT_FETCH_BYTES_MOST);
	memcpy(b, name.p, name.n);
	put_octal(b + 100, 7, 0644);
	put_octal(b + 108, 7, 0);
	put_octal(b + 116, 7, 0);
	put_octal(b + SIZE_AT, 11, size);
	put_octal(b + 136, 11, 0);
	b[TYPE_AT] = '0';
	memcpy(b + MAGIC_AT, "ustar\00000", 8);
	put_octal(b + SUM_AT, 6, sum_of(b));
	b[SUM_AT + 7] = ' ';
	return io_file_write(f, (struct str){ b, BLOCK });
}

int
fetch_tar_pad(struct io_file *f, uint64_t size)
{
	static const char zeros[BLOCK];

	return io_file_write(f,
	    (struct str){ zeros, (size_t)fetch_tar_padding(size) });
}

int
fetch_tar_end(struct io_file *f)
{
	static const char zeros[2 * BLOCK];

	return io_file_write(f, (struct str){ zeros, sizeof(zeros) });
}

/* All of n bytes, or false. */
static bool
read_all(struct io_file *f, char *p, size_t n)
{
	size_t got = 0, at = 0;

	while (at < n) {
		if (io_file_read(f, p + at, n - at, &got) != 0 || got == 0)
			return false;
		at += got;
	}
	return true;
}

static bool
read_octal(const char *p, size_t n, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < n && p[i] != ' ' && p[i] != '\0'; i++) {
		if (p[i] < '0' || p[i] > '7')
			return false;
		*out = *out << 3 | (uint64_t)(p[i] - '0');
	}
	return true;
}

static bool
is_zero(const char block[BLOCK])
{
	static const char zeros[BLOCK];

	return memcmp(block, zeros, BLOCK) == 0;
}

/* Regular files alone, whose names stand where old programs look for them. */
static bool
is_plain(const char b[BLOCK])
{
	uint64_t sum;

	return memcmp(b + MAGIC_AT, "ustar", 5) == 0 &&
	    (b[TYPE_AT] == '0' || b[TYPE_AT] == '\0') &&
	    b[PREFIX_AT] == '\0' && read_octal(b + SUM_AT, 8, &sum) &&
	    sum == sum_of(b);
}

enum fetch_tar_next
fetch_tar_next(struct fetch_tar *t, uint64_t *size)
{
	char b[BLOCK];
	size_t got = 1;

	while (t->left > 0 && got > 0) {
		if (!fetch_tar_read(t, b, sizeof(b), &got))
			return FETCH_TAR_FAULT;
	}
	if (!read_all(t->file, b, (size_t)t->padding) ||
	    !read_all(t->file, b, BLOCK))
		return FETCH_TAR_FAULT;
	if (is_zero(b))
		return FETCH_TAR_END;
	if (!is_plain(b) || !read_octal(b + SIZE_AT, 12, size) ||
	    *size > LIMIT_FETCH_BYTES_MOST)
		return FETCH_TAR_FAULT;
	memcpy(t->name, b, LIMIT_FETCH_NAME);
	t->name[LIMIT_FETCH_NAME] = '\0';
	t->left = *size;
	t->padding = fetch_tar_padding(*size);
	return FETCH_TAR_MEMBER;
}

bool
fetch_tar_read(struct fetch_tar *t, char *p, size_t max, size_t *got)
{
	*got = 0;
	if (t->left == 0)
		return true;
	if (max > t->left)
		max = (size_t)t->left;
	if (io_file_read(t->file, p, max, got) != 0 || *got == 0)
		return false;
	t->left -= *got;
	return true;
}
