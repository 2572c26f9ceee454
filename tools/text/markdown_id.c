#include "text/markdown_id.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/utf8.h"

/* Longer ones are cut: nobody can read the address anyway. */
#define ID_BYTES	120

struct range {
	uint32_t from;
	uint32_t to;
};

/* Beyond ASCII, blocks of punctuation, blanks and pictures, sorted. */
static const struct range NO_LETTERS[] = {
	{ 0x80, 0xa9 },
	{ 0xab, 0xb4 },
	{ 0xb6, 0xb9 },
	{ 0xbb, 0xbf },
	{ 0xd7, 0xd7 },
	{ 0xf7, 0xf7 },
	{ 0x2000, 0x206f },
	{ 0x20a0, 0x20cf },
	{ 0x2190, 0x2bff },
	{ 0x2e00, 0x2e7f },
	{ 0x3000, 0x3004 },
	{ 0x3008, 0x3020 },
	{ 0x3030, 0x3030 },
	{ 0x303d, 0x303f },
	{ 0x30a0, 0x30a0 },
	{ 0x30fb, 0x30fb },
	{ 0xe000, 0xf8ff },
	{ 0xfe10, 0xfe6f },
	{ 0xfeff, 0xff0f },
	{ 0xff1a, 0xff20 },
	{ 0xff3b, 0xff40 },
	{ 0xff5b, 0xff65 },
	{ 0xffe0, 0xffff },
	{ 0x1f000, 0x1faff },
	{ 0xe0000, 0x10ffff },
};

static bool
is_kept(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || c == '_';
	for (size_t i = 0; i < ARRAY_LEN(NO_LETTERS); i++) {
		if (c <= NO_LETTERS[i].to)
			return c < NO_LETTERS[i].from;
	}
	return true;
}

static struct str
stem_of(struct arena *tmp, struct str words)
{
	char *out = arena_bytes(tmp, words.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < words.n;) {
		size_t from = i;
		uint32_t c = utf8_next(words, &i);

		if (n + (i - from) > ID_BYTES)
			break;
		if (is_kept(c)) {
			for (size_t k = from; k < i; k++)
				out[n++] = words.p[k];
		} else if (n > 0 && out[n - 1] != '-') {
			out[n++] = '-';
		}
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	if (n == 0)
		return S("section");
	return str_lower(tmp, (struct str){ out, n });
}

struct str
markdown_id_make(struct arena *perm, struct arena *tmp, struct map *seen,
    struct str words)
{
	struct str stem = stem_of(tmp, words);
	struct str id = stem;
	unsigned *count = map_get(seen, stem);

	/* The stem counts on, so that equal headings do not search anew. */
	while (count != NULL && map_get(seen, id) != NULL)
		id = str_fmt(tmp, "%.*s-%u", STR_ARG(stem), ++*count);
	unsigned *first = arena_new(tmp, unsigned);
	*first = 1;
	struct str kept = str_dup(perm, id);
	(void)map_add(seen, kept, first);
	return kept;
}
