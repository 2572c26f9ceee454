#include "rule/rule.h"

#include "base/arena.h"
#include "rule/clocks.h"

RULE_TEXT(rule_deadline_circular,
    .why_en = "A clock may start when the report of another one was "
	      "submitted. Two that wait for each other never start.",
    .why_ja =
	"期限は別の期限の報告を起点にできます。互いに待つ二つは、いつまで"
	"も始まりません。",
    .bad = "D-05: start_clocks: [D-06], D-06: start_clocks: [D-05]",
    .good = "D-06: start_clocks: [D-05]");

enum colour {
	WHITE,
	GREY,	/* on the way here */
	BLACK,
};

struct walk {
	const struct check *k;
	const struct deadline **rows;
	enum colour *colours;
	size_t n;
};

static size_t
index_of(const struct walk *w, struct str id)
{
	for (size_t i = 0; i < w->n; i++) {
		if (str_eq(w->rows[i]->id.s, id))
			return i;
	}
	return w->n;
}

/* Recursion: as deep as there are rows, each entered once. */
static void
visit(struct walk *w, size_t i)
{
	const struct text_list *l = &w->rows[i]->start_clocks;

	w->colours[i] = GREY;
	for (size_t j = 0; j < l->n; j++) {
		size_t to = index_of(w, l->v[j].s);

		if (to == w->n || w->colours[to] == BLACK)
			continue;
		if (w->colours[to] == WHITE) {
			visit(w, to);
			continue;
		}
		check_report(w->k, l->v[j].at,
		    "%.*s starts after %.*s, which starts after %.*s",
		    STR_ARG(w->rows[i]->id.s), STR_ARG(l->v[j].s),
		    STR_ARG(w->rows[i]->id.s));
		check_note(w->k, w->rows[to]->where, "there");
		check_help(w->k,
		    "let one of them start from an event of its "
		    "own");
	}
	w->colours[i] = BLACK;
}

void
rule_deadline_circular(const struct check *k, const struct model *m)
{
	struct walk w = { .k = k, .n = clocks_len(m) };

	w.rows = arena_array(k->tmp, const struct deadline *, w.n + 1);
	w.colours = arena_array(k->tmp, enum colour, w.n + 1);
	for (size_t i = 0; i < w.n; i++)
		w.rows[i] = clocks_at(m, i);
	for (size_t i = 0; i < w.n; i++) {
		if (w.colours[i] == WHITE)
			visit(&w, i);
	}
}
