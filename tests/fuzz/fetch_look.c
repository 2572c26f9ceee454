/*
 * A look at any bytes under any name: the verdict is the same however they
 * are cut into pieces, a file that passes says nothing against itself, and
 * JSON that may pass has its brackets.  The first byte picks the name.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "fetch/fetch_look.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
look(struct arena *a, struct str name, struct str text, size_t piece,
    struct str *why, struct str *digest)
{
	struct fetch_look *l = fetch_look_begin(a, name, true);

	while (text.n > 0) {
		(void)fetch_look_add(l, str_sub(text, 0, piece));
		text = str_from(text, piece < text.n ? piece : text.n);
	}
	return fetch_look_end(l, why, digest);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str names[] = {
		STR_INIT("a.json"),
		STR_INIT("a.rdf"),
		STR_INIT("a.csv"),
		STR_INIT("a.txt"),
		STR_INIT("a.zip"),
		STR_INIT("a.tar"),
		STR_INIT("a.bz2"),
		STR_INIT("a.xz"),
		STR_INIT("a.zst"),
		STR_INIT("a.json.gz"),
		STR_INIT("a.csv.gz"),
		STR_INIT("a.tgz"),
		STR_INIT("a.gz"),
	};
	struct arena *a = arena_open();
	struct str why, digest, other_why, other_digest, text, name;
	bool ok;

	if (size > 0) {
		name = names[data[0] % ARRAY_LEN(names)];
		text = (struct str){ (const char *)data + 1, size - 1 };
		ok = look(a, name, text, size, &why, &digest);
		ASSERT(ok == (why.n == 0));
		for (size_t piece = 1; piece < size; piece = piece * 3 + 1) {
			ASSERT(look(a, name, text, piece, &other_why,
				   &other_digest) == ok);
			ASSERT(str_eq(why, other_why));
			ASSERT(!ok || str_eq(digest, other_digest));
		}
		ASSERT(!ok || text.n > 0);
	}
	arena_close(a);
	return 0;
}
