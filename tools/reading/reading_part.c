#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "reading/reading_impl.h"

size_t
reading_part_product(struct reading *r, struct arena *a,
    const struct reading_product *p)
{
	if (r->n_products == LIMIT_READING_PRODUCTS)
		return SIZE_MAX;
	r->products = arena_grow(a, r->products, r->n_products, &r->room,
	    sizeof(*r->products));
	r->products[r->n_products] = *p;
	return r->n_products++;
}

struct reading_flaw *
reading_part_flaw(struct reading *r, struct arena *a)
{
	r->flaws = arena_grow(a, r->flaws, r->n_flaws, &r->flaws_room,
	    sizeof(*r->flaws));
	r->flaws[r->n_flaws] = (struct reading_flaw){ 0 };
	return &r->flaws[r->n_flaws++];
}

struct reading_flaw *
reading_part_flaw_of(struct reading *r, struct arena *a, struct map *by_id,
    struct str id)
{
	size_t *at = map_get(by_id, id);
	struct reading_flaw *f;

	if (at != NULL)
		return &r->flaws[*at];
	at = arena_new(a, size_t);
	*at = r->n_flaws;
	map_put(by_id, id, at);
	f = reading_part_flaw(r, a);
	reading_part_text(a, &f->ids, id);
	return f;
}

struct reading_score *
reading_part_score(struct reading_flaw *f, struct arena *a, struct str vector,
    const struct json_node *number)
{
	if (vector.n == 0)
		return NULL;
	f->scores = arena_grow(a, f->scores, f->n_scores, &f->scores_room,
	    sizeof(*f->scores));
	f->scores[f->n_scores] = (struct reading_score){
		.vector = vector,
		.number = number != NULL && number->kind == JSON_IS_NUMBER ?
		    number->text :
		    S(""),
	};
	return &f->scores[f->n_scores++];
}

void
reading_part_scored(struct arena *a, struct reading_score *s, size_t product)
{
	s->products = arena_grow(a, s->products, s->n_products, &s->room,
	    sizeof(size_t));
	s->products[s->n_products++] = product;
}

bool
reading_part_say(struct reading *r, struct reading_flaw *f, struct arena *a,
    const struct reading_statement *s, const char **why)
{
	if (r->n_statements == LIMIT_READING_STATEMENTS) {
		*why = "more statements than any honest document has";
		return false;
	}
	r->n_statements++;
	f->statements = arena_grow(a, f->statements, f->n_statements, &f->room,
	    sizeof(*f->statements));
	f->statements[f->n_statements++] = *s;
	return true;
}

void
reading_part_text(struct arena *a, struct reading_texts *l, struct str s)
{
	if (s.n == 0)
		return;
	l->v = arena_grow(a, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n++] = s;
}

void
reading_part_each(struct arena *a, struct reading_texts *l,
    const struct json_node *list, const char *member)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *n = list->first; n != NULL; n = n->next)
		reading_part_text(a, l, json_get_str(n, member));
}

void
reading_part_date(const struct json_node *o, const char *member,
    struct instant *out, bool *has)
{
	*has = instant_parse(json_get_str(o, member), out, NULL);
}

unsigned
reading_part_word(const struct reading_word words[], size_t n, struct str s,
    unsigned otherwise)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_z(s, words[i].word))
			return words[i].says;
	}
	return otherwise;
}

const struct vers *
reading_part_range(struct arena *a, struct str s)
{
	struct vers *v = arena_new(a, struct vers);
	const char *why;
	size_t off, len;

	if (!str_starts(s, S("vers:")) ||
	    !vers_parse(a, s, v, &why, &off, &len))
		return NULL;
	return v;
}

const struct vers *
reading_part_between(struct arena *a, struct str scheme,
    const struct vers_interval *of)
{
	struct vers *v = arena_new(a, struct vers);

	v->scheme = scheme;
	v->constraints = arena_array(a, struct vers_constraint, 2);
	if (of->low.n > 0 && of->low_included && of->high_included &&
	    str_eq(of->low, of->high)) {
		v->constraints[v->n++] = (struct vers_constraint){ VERS_EQ,
			of->low };
		return v;
	}
	if (of->low.n > 0)
		v->constraints[v->n++] = (struct vers_constraint){
			of->low_included ? VERS_GE : VERS_GT, of->low
		};
	if (of->high.n > 0)
		v->constraints[v->n++] = (struct vers_constraint){
			of->high_included ? VERS_LE : VERS_LT, of->high
		};
	if (v->n == 0)
		v->constraints[v->n++] = (struct vers_constraint){ VERS_ALL,
			S("*") };
	return v;
}
