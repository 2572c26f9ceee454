/*
 * yaml_write over any texts and shapes: what is written reads back equal
 * through yaml_parse, without a diagnostic.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/utf8.h"
#include "text/input.h"
#include "text/yaml.h"
#include "text/yaml_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The pieces of the input, used one after the other. */
struct feed {
	struct arena *a;
	struct str rest;
	unsigned depth;
	size_t n_keys;
};

/* libyaml takes keys of up to 1024 characters. */
#define KEY_BYTES_MAX	1000
#define DEPTH_MAX	20

/* What a field may hold: anything else is refused when it is read. */
static bool
is_text(struct str s)
{
	if (utf8_fault(s) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < s.n;) {
		if (input_refuses(utf8_next(s, &i)))
			return false;
	}
	return true;
}

static struct str
next_text(struct feed *f)
{
	struct str s;

	(void)str_cut(f->rest, '\xff', &s, &f->rest);
	return is_text(s) ? s : S("1.10");
}

/* Keys must differ: a number goes in front of all but the first, if need be. */
static struct str
next_key(struct feed *f)
{
	struct str s = next_text(f);

	if (s.n > KEY_BYTES_MAX)
		s = S("k");
	bool is_number = s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
	return f->n_keys++ == 0 && !is_number ?
	    s :
	    str_fmt(f->a, "%zu_%.*s", f->n_keys, STR_ARG(s));
}

/* One byte decides what comes: text, list, map or an end. */
static void
write_value(struct feed *f, struct yaml_writer *w)
{
	char what = f->rest.n > 0 ? f->rest.p[0] : 0;

	f->rest = str_from(f->rest, 1);
	if ((what & 3) < 2 || ++f->depth > DEPTH_MAX) {
		yaml_write_text(w, next_text(f));
		return;
	}
	bool is_seq = (what & 3) == 2;
	if (is_seq)
		yaml_write_seq(w);
	else
		yaml_write_map(w);
	for (int n = (what >> 2) & 7; n > 0; n--) {
		if (!is_seq)
			yaml_write_key(w, next_key(f));
		write_value(f, w);
	}
	yaml_write_end(w);
	f->depth--;
}

static void expect_value(struct feed *f, const struct yaml_node *n);

static void
expect_container(struct feed *f, const struct yaml_node *n, bool is_seq,
    size_t count)
{
	ASSERT(n->kind == (is_seq ? YAML_SEQ : YAML_MAP));
	ASSERT(n->n == count);
	for (size_t i = 0; i < count; i++) {
		if (!is_seq)
			ASSERT(str_eq(n->keys[i]->text, next_key(f)));
		expect_value(f, n->items[i]);
	}
}

/* The same walk again, now over what was read. */
static void
expect_value(struct feed *f, const struct yaml_node *n)
{
	char what = f->rest.n > 0 ? f->rest.p[0] : 0;

	f->rest = str_from(f->rest, 1);
	if ((what & 3) < 2 || ++f->depth > DEPTH_MAX) {
		ASSERT(n->kind == YAML_SCALAR);
		ASSERT(str_eq(n->text, next_text(f)));
		return;
	}
	expect_container(f, n, (what & 3) == 2, (what >> 2) & 7);
	f->depth--;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct str input = { (const char *)data, size };
	struct feed f = { .a = a, .rest = input };
	struct yaml_writer w;
	struct buf out;

	if (size > 4096) {
		arena_close(a);
		return 0;
	}
	buf_init(&out, SIZE_MAX);
	yaml_write_init(&w, &out);
	write_value(&f, &w);

	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("f.yaml"));
	struct diags *d = diags_open(a);
	source_set_text(ss, file, buf_str(&out));
	struct yaml_node *root = yaml_parse(a, ss,
	    (struct span){ file, 0, (uint32_t)out.n }, d);
	ASSERT(root != NULL);
	ASSERT(diags_len(d) == 0);
	f = (struct feed){ .a = a, .rest = input };
	expect_value(&f, root);
	buf_fini(&out);
	arena_close(a);
	return 0;
}
