#include <string.h>

#include "base/arena.h"
#include "model/predicate_impl.h"

struct text
predicate_met_word(const struct field *f, const void *item)
{
	const struct words *w = item;
	const struct truth *b = item;
	const struct number *n = item;
	const struct choice *c = item;
	const struct moment *m = item;
	const struct ref *r = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return *(const struct text *)item;
	case SHAPE_WORDS:
		return (struct text){ words_in(w, S("en")), w->at };
	case SHAPE_TRUTH:
		return (struct text){ b->b ? S("yes") : S("no"), b->at };
	case SHAPE_NUMBER:
		return (struct text){ S(""), n->at };
	case SHAPE_CHOICE:
		return (
		    struct text){ str_z(enum_name(f->values, c->v)), c->at };
	case SHAPE_MOMENT:
		return (struct text){ S(""), m->at };
	case SHAPE_REF:
		return (struct text){ r->id, r->at };
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	return (struct text){ 0 };
}

struct text
predicate_met_text(const struct predicate_met *met)
{
	if (met->n == 0)
		return (struct text){ 0 };
	return predicate_met_word(met->f, met->last);
}

/* The value in words; "" for records and lists of them. */
static struct str
value_text(const struct predicate_met *met, struct arena *tmp)
{
	const struct when *w;
	enum field_shape shape = field_shape(met->f->type);

	if (shape == SHAPE_NUMBER)
		return str_fmt(tmp, "%lld",
		    (long long)((const struct number *)met->last)->n);
	if (shape != SHAPE_MOMENT)
		return predicate_met_text(met).s;
	w = &((const struct moment *)met->last)->w;
	return w->kind == WHEN_INSTANT ? instant_format(tmp, w->at) :
					 day_format(tmp, w->day);
}

/* A line that is first measured, then written: it is made for every case. */
struct line {
	char *p;		/* NULL: only measured */
	size_t n;
	struct proof_parts parts;
};

static void
put(struct line *l, struct str s)
{
	if (l->p != NULL && s.n > 0)
		memcpy(l->p + l->n, s.p, s.n);
	l->n += s.n;
}

/* The part that was put since byte from. */
static struct proof_part
part_from(const struct line *l, size_t from)
{
	return (struct proof_part){ (uint32_t)from, (uint32_t)(l->n - from) };
}

/* What a value is compared with: "in [CLEAR, GREEN]", "more than 0". */
static void
put_wanted(struct line *l, const struct predicate *p)
{
	static const struct {
		enum proof_want want;
		struct str how;
	} rows[] = {
		[OP_EQ] = { PROOF_WANT_EQUAL, STR_INIT("") },
		[OP_NE] = { PROOF_WANT_EQUAL, STR_INIT("") },
		[OP_IN] = { PROOF_WANT_IN, STR_INIT("in ") },
		[OP_NOT_IN] = { PROOF_WANT_IN, STR_INIT("in ") },
		[OP_LT] = { PROOF_WANT_LESS, STR_INIT("less than ") },
		[OP_LE] = { PROOF_WANT_MOST, STR_INIT("at most ") },
		[OP_GT] = { PROOF_WANT_MORE, STR_INIT("more than ") },
		[OP_GE] = { PROOF_WANT_LEAST, STR_INIT("at least ") },
		[OP_EXISTS] = { PROOF_WANT_EQUAL, STR_INIT("") },
		[OP_MISSING] = { PROOF_WANT_EQUAL, STR_INIT("") },
		[OP_CONTAINS] = { PROOF_WANT_EQUAL, STR_INIT("") },
	};
	bool is_list = p->op == OP_IN || p->op == OP_NOT_IN || p->n_values > 1;
	size_t from;

	l->parts.want = rows[p->op].want;
	put(l, rows[p->op].how);
	from = l->n;
	if (is_list)
		put(l, S("["));
	for (size_t i = 0; i < p->n_values; i++) {
		if (i > 0)
			put(l, S(", "));
		put(l, p->values[i].s);
	}
	if (is_list)
		put(l, S("]"));
	l->parts.wanted = part_from(l, from);
}

/* What is said of the value that decided, has. */
static enum proof_verb
verb_of(const struct predicate_met *met, struct str has)
{
	enum predicate_op op = met->leaf->op;
	bool asks_value = op != OP_EXISTS && op != OP_MISSING;
	bool is_plain = op == OP_EQ || op == OP_NE || op == OP_CONTAINS;

	if (met->n == 0)
		return PROOF_UNWRITTEN;
	if (asks_value && !met->hit && met->n > 1)
		return PROOF_NONE;
	if (asks_value && !(met->hit && is_plain))
		return met->hit ? PROOF_AMONG : PROOF_NOT;
	return has.n > 0 ? PROOF_IS : PROOF_WRITTEN;
}

/* "case.tlp is RED, not in [CLEAR]": what is, and what was asked of it. */
static void
put_leaf(struct line *l, const struct predicate_met *met, struct str has)
{
	const struct predicate *p = met->leaf;
	enum proof_verb verb = verb_of(met, has);

	l->parts.verb = verb;
	l->parts.field = (struct proof_part){ (uint32_t)l->n,
		(uint32_t)p->field.s.n };
	put(l, p->field.s);
	put(l, verb == PROOF_UNWRITTEN ? S(" is not written") : S(" is "));
	if (verb == PROOF_UNWRITTEN)
		return;
	if (verb == PROOF_NONE) {
		put_wanted(l, p);
		return;
	}
	l->parts.value = (struct proof_part){ (uint32_t)l->n,
		(uint32_t)has.n };
	put(l, has.n > 0 ? has : S("written"));
	if (verb == PROOF_AMONG || verb == PROOF_NOT) {
		put(l, verb == PROOF_AMONG ? S(", ") : S(", not "));
		put_wanted(l, p);
	}
}

void
predicate_met_say(const struct predicate_met *met, struct arena *tmp,
    struct predicate_trace *trace)
{
	const struct predicate *p = met->leaf;
	struct str has = met->n > 0 ? value_text(met, tmp) : S("");
	struct str lead = verb_of(met, has) == PROOF_NONE ?
	    str_fmt(tmp, "none of %zu ", met->n) :
	    S("");
	struct line l = { .parts = { .n = (uint32_t)met->n } };

	trace->at = p->at;
	trace->field = p->field.s;
	trace->value_at = predicate_met_text(met).at;
	put(&l, lead);
	put_leaf(&l, met, has);
	l.p = arena_alloc(tmp, l.n, 1);
	l.n = 0;
	put(&l, lead);
	put_leaf(&l, met, has);
	trace->text = (struct str){ l.p, l.n };
	trace->parts = l.parts;
}
