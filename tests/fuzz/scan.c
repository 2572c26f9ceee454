/*
 * Files of any bytes through the leak scan, with all that is packed in them:
 * each place lies in the file, the same file gives the same places again, and
 * a term that stands in the file as it is written is found.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "scan/deep.h"
#include "scan/fold.h"
#include "scan/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The corpus packs the long ones; the short ones stand close to noise. */
static const char *const terms[] = {
	"Kingfisher Harbour",
	"Kim Chen",
	"Chen",
	"\xe4\xbd\x90\xe8\x97\xa4\xe5\x81\xa5\xe4\xb8\x80",
	"2026-11-22",
};

/* What a run has found. */
struct tally {
	const struct scan *s;
	struct str text;
	size_t n;
	uint64_t sum;	/* of all places, in order */
};

static void
found(void *ctx, const struct scan_hit *hit)
{
	struct tally *t = ctx;

	ASSERT(hit->term < scan_len(t->s));
	ASSERT(hit->off <= t->text.n && hit->len <= t->text.n - hit->off);
	t->n++;
	t->sum = t->sum * 31 + hit->off * 7 + hit->len * 3 + hit->term;
}

static void
add(struct arena *a, struct scan *s, struct fold *f, const char *term)
{
	const struct fold_lane *l = &f->lanes[FOLD_TEXT];
	struct scan_term t;

	fold_begin(f, str_z(term), true);
	ASSERT(!fold_fill(f));
	t = scan_cut(l, 0, l->n_tokens);
	t.key = str_dup(a, t.key);
	scan_add(s, t);
}

/* Made once: it takes longer than any search. */
static const struct fold_table *
table_of(void)
{
	static const struct fold_table *table;
	static struct arena *perm;

	/* The arena is asked for, so that it stays reachable. */
	if (perm == NULL) {
		perm = arena_open();
		table = fold_table_open(perm);
	}
	return table;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	const struct fold_table *table = table_of();
	struct fold *f = fold_open(a, table);
	struct deep *d = deep_open(a, table);
	struct scan *s = scan_open(a);
	struct tally plain = { .s = s }, one = { .s = s }, two = { .s = s };
	struct str text = { (const char *)data,
		size < LIMIT_SCAN_FILE ? size : LIMIT_SCAN_FILE };
	bool is_whole;

	for (size_t i = 0; i < ARRAY_LEN(terms); i++)
		add(a, s, f, terms[i]);
	scan_ready(s);
	plain.text = one.text = two.text = text;
	scan_run(s, f, text, found, &plain);
	is_whole = deep_run(s, d, text, found, &one);
	/* The memory is used again and again. */
	ASSERT(deep_run(s, d, text, found, &two) == is_whole);
	ASSERT(one.n == two.n && one.sum == two.sum);
	ASSERT(one.n >= plain.n);
	arena_close(a);
	return 0;
}
