#include "delivery/letter_thing.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "delivery/letter.h"
#include "delivery/letter_say.h"
#include "model/matched.h"
#include "model/model.h"

/* What an item's findings say of one component. */
struct part {
	const struct found_match *surest;
	const struct found_match *question;	/* NULL: its version is known */
	struct str feeds;			/* others that say so */
	struct str fixed;			/* versions */
};

struct parts {
	struct part v[LIMIT_DELIVERY_PARTS];
	size_t n;
};

/* Append with ", " between, unless it stands there. */
static void
join(const struct letter_say *s, struct str *all, struct str word,
    const char *between)
{
	struct str rest = *all, one;

	while (rest.n > 0) {
		size_t at = str_find(rest, str_z(between), 0);

		one = at == SIZE_MAX ? rest : str_sub(rest, 0, at);
		if (str_eq(one, word))
			return;
		rest = at == SIZE_MAX ? S("") :
					str_from(rest, at + str_z(between).n);
	}
	*all = all->n == 0 ?
	    word :
	    str_fmt(s->a, "%.*s%s%.*s", STR_ARG(*all), between, STR_ARG(word));
}

static struct part *
part_of(struct parts *p, const struct found_match *m)
{
	for (size_t i = 0; i < p->n; i++) {
		if (str_eq(p->v[i].surest->component, m->component))
			return &p->v[i];
	}
	if (p->n == ARRAY_LEN(p->v))
		return NULL;
	p->v[p->n] = (struct part){ .surest = m };
	return &p->v[p->n++];
}

static void
take_match(const struct letter_say *s, struct parts *p,
    const struct finding *f, const struct found_match *m)
{
	struct part *x = part_of(p, m);

	if (x == NULL)
		return;
	if (x->question == NULL && m->is_question &&
	    f->state == FINDING_QUESTION)
		x->question = m;
	if (m->fixed.n > 0)
		join(s, &x->fixed, letter_say_line(s, m->fixed), " / ");
	if (m->source != NULL && x->surest->source != NULL &&
	    !str_eq(m->source->feed, x->surest->source->feed))
		join(s, &x->feeds, m->source->feed, ", ");
}

/* Of all versions of the item; the surest match of a finding stands first. */
static void
take_parts(const struct letter_say *s, const struct letter_item *x,
    struct parts *p)
{
	p->n = 0;
	for (size_t i = 0; i < x->n; i++) {
		for (size_t j = 0; j < x->v[i]->n_matches; j++) {
			if (!x->v[i]->matches[j].is_cleared)
				take_match(s, p, x->v[i],
				    &x->v[i]->matches[j]);
		}
	}
}

/* "2.12.1: < 2.12.2" without the version, which the component says. */
static struct str
why_of(const struct found_match *m)
{
	struct str rest = m->why;

	if (m->version.n == 0 || !str_starts(rest, m->version) ||
	    !str_ends(m->component, m->version))
		return rest;
	rest = str_from(rest, m->version.n);
	return str_starts(rest, S(": ")) ? str_from(rest, 2) : m->why;
}

static void
put_evidence(const struct letter_say *s, struct buf *out, const struct part *p)
{
	const struct found_match *m = p->surest;
	bool is_bare = m->why.n == 0 || str_eq(m->why, m->version);
	const struct catalog_value v[] = {
		LETTER_HOLE("component", letter_say_line(s, m->component)),
		LETTER_HOLE("why", letter_say_line(s, why_of(m))),
		LETTER_HOLE("rule",
		    letter_say_of(s, "match.rule", str_z(m->rule))),
		LETTER_HOLE("feed",
		    m->source != NULL ? m->source->feed : S("")),
		LETTER_HOLE("record",
		    m->source != NULL ? letter_say_line(s, m->source->id) :
					S("")),
		LETTER_HOLE("confidence",
		    str_fmt(s->a, "%u", (unsigned)m->confidence)),
		LETTER_HOLE("feeds", p->feeds),
	};
	struct str text = letter_say_fill(s,
	    is_bare ? "delivery.evidence_bare" : "delivery.evidence", v,
	    ARRAY_LEN(v));

	if (p->feeds.n > 0)
		text = str_cat(s->a, text,
		    letter_say_fill(s, "delivery.also", v, ARRAY_LEN(v)));
	letter_say_put(s, out, 4, "evidence", text);
}

static void
put_todo(const struct letter_say *s, struct buf *out, const char *key,
    const struct catalog_value *v, size_t n)
{
	letter_say_put(s, out, 4, "todo",
	    letter_say_fill(s,
		str_to_z(s->a, str_cat(s->a, S("delivery.todo."), str_z(key))),
		v, n));
}

/* Which version is it, and what to update to. */
void
letter_thing_todo(const struct letter_say *s, const struct found_match *m,
    const struct found_match *question, struct str fixed, struct buf *out)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("component", letter_say_line(s, m->component)),
		LETTER_HOLE("affected",
		    question != NULL ? letter_say_line(s, question->question) :
				       S("")),
		LETTER_HOLE("fixed", fixed),
	};

	if (question != NULL)
		put_todo(s, out, "question", v, ARRAY_LEN(v));
	if (fixed.n > 0)
		put_todo(s, out, "fixed", v, ARRAY_LEN(v));
}

/* Why earlier decisions hold no longer, each reason once. */
static void
put_lapses(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	struct map *said = map_open(s->a);

	for (size_t i = 0; i < x->n; i++) {
		const struct finding *f = x->v[i];
		size_t n = f->state == FINDING_LAPSED && f->ruling != NULL ?
		    f->ruling->n_lapses :
		    0;

		for (size_t j = 0; j < n; j++) {
			struct lapse *l = &f->ruling->lapses[j];
			const struct catalog_value v = LETTER_HOLE("reason",
			    letter_say_of(s, "finding.lapse",
				str_z(l->reason)));

			if (map_add(said, str_z(l->reason), l))
				put_todo(s, out, "lapsed", &v, 1);
		}
	}
}

static void
put_action(const struct letter_say *s, struct buf *out,
    const struct letter_item *x, const struct parts *p)
{
	const struct product_entry *e = x->v[0]->product;
	struct catalog_value file = LETTER_HOLE("file", S(""));
	bool is_answered = false;

	put_lapses(s, out, x);
	for (size_t i = 0; i < p->n; i++) {
		letter_thing_todo(s, p->v[i].surest, p->v[i].question,
		    p->v[i].fixed, out);
		is_answered = is_answered || p->v[i].fixed.n > 0 ||
		    p->v[i].question != NULL;
	}
	if (!is_answered)
		put_todo(s, out, "no_fix", NULL, 0);
	if (e == NULL)
		return;
	file.value = str_fmt(s->a, "products/%.*s/%.*s/decisions.yaml",
	    STR_ARG(e->e.doc->path.dir), STR_ARG(e->e.id));
	put_todo(s, out, "judge", &file, 1);
}

/* Of its versions the most urgent. */
static const struct priority_state *
priority_of(const struct letter_item *x)
{
	const struct priority_state *p = &x->v[0]->priority;

	for (size_t i = 1; i < x->n; i++) {
		if (x->v[i]->priority.rank < p->rank)
			p = &x->v[i]->priority;
	}
	return p;
}

/* Cases are seen in the view, so the reader may know of them. */
static struct str
cases_of(const struct letter_say *s, const struct letter_item *x)
{
	struct str all = S("");

	for (size_t i = 0; i < x->n; i++) {
		if (x->v[i]->c != NULL)
			join(s, &all, x->v[i]->c->e.id, ", ");
	}
	return all;
}

void
letter_thing_put(const struct letter_say *s, const struct letter_item *x,
    struct buf *out)
{
	struct parts p;

	if (x->why != TOLD_NOTHING)
		letter_say_put(s, out, 4, "why",
		    letter_say_of(s, "delivery.why",
			str_z(told_why_name(x->why))));
	letter_say_put(s, out, 4, "priority",
	    letter_say_priority(s, x->view->m, priority_of(x)));
	letter_say_put(s, out, 4, "of_case", cases_of(s, x));
	take_parts(s, x, &p);
	for (size_t i = 0; i < p.n; i++)
		put_evidence(s, out, &p.v[i]);
	put_action(s, out, x, &p);
}
