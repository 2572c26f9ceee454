/*
 * The readers of feeds (feed/formats.def) over any bytes that look like their
 * format: records have an id, texts are UTF-8, places lie in the document,
 * counts within their limits.  feed_words() over the same.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "feed/feed_read.h"
#include "feed/feed_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	feed_teller *is;
	feed_reader *read;
} formats[] = {
#define FEED(name, is, cut, list, title, url)	{ is, feed_##name },
#include "feed/formats.def"
};

static void
check_text(struct str s)
{
	ASSERT(utf8_fault(s) == SIZE_MAX);
	ASSERT(s.n <= LIMIT_FEED_TEXT_BYTES);
}

static void
check_affects(const struct feed_affects *e)
{
	const struct str words[] = { e->source, e->type, e->namespace, e->name,
		e->qualifiers, e->ecosystem, e->release, e->module, e->cpe,
		e->vendor, e->product, e->platform, e->scheme, e->text,
		e->note };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		check_text(words[i]);
	for (size_t i = 0; i < e->n_versions; i++) {
		ASSERT(e->versions[i].n > 0);
		check_text(e->versions[i]);
	}
	for (size_t i = 0; i < e->n_stretches; i++) {
		const struct feed_stretch *s = &e->stretches[i];

		check_text(s->low);
		check_text(s->high);
		ASSERT(!s->is_prefix || (s->low.n > 0 && s->high.n == 0));
		ASSERT(!s->high_is_prefix || s->high.n > 0);
	}
}

static bool
take(void *ctx, const struct feed_document *doc, const struct feed_record *r)
{
	(void)ctx;
	ASSERT(r->id.n > 0 && r->id.n <= LIMIT_FEED_ID_BYTES);
	ASSERT(r->off >= doc->off && r->len <= doc->text.n &&
	    r->off - doc->off <= doc->text.n - r->len);
	ASSERT(r->n_affects <= LIMIT_FEED_AFFECTS);
	check_text(r->id);
	check_text(r->title_en);
	check_text(r->title_ja);
	check_text(r->text_en);
	check_text(r->text_ja);
	check_text(r->solution);
	check_text(r->ssvc);
	for (size_t i = 0; i < r->n_aliases; i++)
		check_text(r->aliases[i]);
	for (size_t i = 0; i < r->n_affects; i++)
		check_affects(&r->affects[i]);
	return true;
}

static void
check_words(struct arena *a, struct str s)
{
	struct feed_words w = feed_words(a, s);

	ASSERT((w.kind == FEED_WORDS_RANGES) <= (w.n > 0));
	for (size_t i = 0; i < w.n; i++)
		ASSERT(w.v[i].low.n + w.v[i].high.n > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open(), *scratch = arena_open();
	struct feed_sink sink = { take, NULL, diags_open(a) };
	struct feed_document doc = { .feed = S("feed"),
		.path = S("file"),
		.name = S("package"),
		.line = 1 };

	if (size > 0) {
		char *copy = arena_bytes(a, size);

		memcpy(copy, data, size);
		doc.text = (struct str){ copy, size };
	}
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		if (formats[i].is(doc.text))
			ASSERT(formats[i].read(scratch, &doc, &sink));
	}
	if (utf8_fault(doc.text) == SIZE_MAX)
		check_words(a, doc.text);
	for (size_t i = 0; i < diags_len(sink.d); i++) {
		const struct diag *g = diags_at(sink.d, i);

		ASSERT(g->help.n > 0);
		ASSERT(utf8_fault(g->message) == SIZE_MAX);
	}
	arena_close(scratch);
	arena_close(a);
	return 0;
}
