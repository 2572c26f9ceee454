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
	char *p; /* NULL: only measured */
	size_t n;
};

static void
put(struct line *l, struct str s)
{
	if (l->p != NULL && s.n > 0)
		memcpy(l->p + l->n, s.p, s.n);
	l->n += s.n;
}

/* What a value is compared with: "in [CLEAR, GREEN]", "more than 0". */
static void
put_wanted(struct line *l, const struct predicate *p)
{
	static const struct str how[] = {
		[OP_EQ] = STR_INIT(""),
		[OP_NE] = STR_INIT(""),
		[OP_IN] = STR_INIT("in "),
		[OP_NOT_IN] = STR_INIT("in "),
		[OP_LT] = STR_INIT("less than "),
		[OP_LE] = STR_INIT("at most "),
		[OP_GT] = STR_INIT("more than "),
		[OP_GE] = STR_INIT("at least "),
		[OP_EXISTS] = STR_INIT(""),
		[OP_MISSING] = STR_INIT(""),
		[OP_CONTAINS] = STR_INIT(""),
	};
	bool is_list = p->op == OP_IN || p->op == OP_NOT_IN || p->n_values > 1;

	put(l, how[p->op]);
	if (is_list)
		put(l, S("["));
	for (size_t i = 0; i < p->n_values; i++) {
		if (i > 0)
			put(l, S(", "));
		put(l, p->values[i].s);
	}
	if (is_list)
		put(l, S("]"));
}

/* "case.tlp is RED, not in [CLEAR]": what is, and what was asked of it. */
static void
put_leaf(struct line *l, const struct predicate_met *met, struct str has)
{
	const struct predicate *p = met->leaf;
	bool asks_value = p->op != OP_EXISTS && p->op != OP_MISSING;
	bool is_plain = p->op == OP_EQ || p->op == OP_NE ||
	    p->op == OP_CONTAINS;

	put(l, p->field.s);
	if (met->n == 0) {
		put(l, S(" is not written"));
		return;
	}
	put(l, S(" is "));
	if (asks_value && !met->hit && met->n > 1) {
		put_wanted(l, p);
		return;
	}
	put(l, has);
	if (!asks_value || (met->hit && is_plain))
		return;
	put(l, met->hit ? S(", ") : S(", not "));
	put_wanted(l, p);
}

void
predicate_met_say(const struct predicate_met *met, struct arena *tmp,
    struct predicate_trace *trace)
{
	const struct predicate *p = met->leaf;
	bool is_none = p->op != OP_EXISTS && p->op != OP_MISSING &&
	    !met->hit && met->n > 1;
	struct str has = met->n > 0 ? value_text(met, tmp) : S("");
	struct str lead = is_none ? str_fmt(tmp, "none of %zu ", met->n) :
				    S("");
	struct line l = { 0 };

	if (has.n == 0)
		has = S("written");
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
}
