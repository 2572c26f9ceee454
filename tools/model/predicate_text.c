#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model/predicate_impl.h"

/* "case.tlp in [CLEAR, GREEN]" */
static void
put_leaf(struct buf *b, const struct predicate *p)
{
	bool is_list = p->op == OP_IN || p->op == OP_NOT_IN;

	buf_put(b, p->field.s);
	buf_putc(b, ' ');
	buf_put(b, predicate_ops[p->op]);
	for (size_t i = 0; i < p->n_values; i++) {
		buf_put(b, i > 0 ? S(", ") : is_list ? S(" [") : S(" "));
		buf_put(b, p->values[i].s);
	}
	if (is_list && p->n_values > 0)
		buf_putc(b, ']');
}

/* Parsing has limited the depth. */
static void
put_part(struct buf *b, const struct predicate *p, unsigned depth)
{
	static const struct str heads[] = {
		[PREDICATE_ALL] = STR_INIT("all:"),
		[PREDICATE_ANY] = STR_INIT("any:"),
		[PREDICATE_NOT] = STR_INIT("not:"),
	};

	if (p->kind == PREDICATE_LEAF) {
		put_leaf(b, p);
		return;
	}
	ASSERT(depth <= LIMIT_PREDICATE_DEPTH);
	buf_put(b, heads[p->kind]);
	for (size_t i = 0; i < p->n_parts; i++) {
		buf_putc(b, '\n');
		for (unsigned j = 0; j <= depth; j++)
			buf_put(b, S("  "));
		if (p->kind != PREDICATE_NOT)
			buf_put(b, S("- "));
		put_part(b, p->parts[i], depth + 1);
	}
}

struct str
predicate_text(struct arena *a, const struct predicate *p)
{
	struct buf b;
	struct str text;

	if (p == NULL)
		return S("");
	buf_init(&b, SIZE_MAX);
	put_part(&b, p, 0);
	text = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return text;
}
