#include "base/arena.h"
#include "base/map.h"
#include "model/model.h"
#include "model/state.h"
#include "stage/stage_impl.h"

/* Rows found so far, by id: a place in rows, since rows move as they grow. */
struct rows {
	const struct stage_run *r;
	struct arena *perm;
	struct arena *tmp;
	struct map *parties, *companies, *products; /* id -> size_t */
	struct party_state *v;
	size_t n, cap;
};

static struct party_state *
row_of(struct rows *rows, struct map *of, struct str id)
{
	size_t *place = map_get(of, id);

	if (place == NULL) {
		place = arena_new(rows->tmp, size_t);
		*place = rows->n;
		map_put(of, id, place);
		rows->v = arena_grow(rows->perm, rows->v, rows->n, &rows->cap,
		    sizeof(*rows->v));
		rows->v[rows->n++] = (struct party_state){ 0 };
	}
	return &rows->v[*place];
}

static struct party_state *
row_of_party(struct rows *rows, const struct party_entry *p)
{
	struct party_state *row = row_of(rows, rows->parties, p->e.id);

	row->party = p;
	return row;
}

static struct party_state *
row_of_company(struct rows *rows, const struct company_entry *c)
{
	struct party_state *row = row_of(rows, rows->companies, c->e.id);

	row->company = c;
	return row;
}

static struct party_state *
row_of_product(struct rows *rows, const struct product_entry *p)
{
	struct party_state *row = row_of(rows, rows->products, p->e.id);

	row->product = p;
	return row;
}

/* A product stands where it stands in the worst of the flaws. */
static void
add_products(struct rows *rows, const struct case_file *c)
{
	const struct stage_run *r = rows->r;

	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct vulnerability *v = &c->vulnerabilities.v[i];

		for (size_t j = 0; j < v->products.n; j++) {
			const struct case_product *p = &v->products.v[j];
			enum row_state state;
			struct party_state *row;

			if (p->product.target == NULL)
				continue;
			row = row_of_product(rows, p->product.target);
			state = state_product(v, p, r->m->zone, r->now);
			if (row->status == row_state_unset ||
			    state < row->status)
				row->status = state;
		}
	}
}

/* What an occurrence says of the one it is about. */
enum word {
	WORD_NONE,
	WORD_ASKED,
	WORD_SEEN, /* a sign of life, not an answer */
	WORD_ANSWERED,
	WORD_AGREED,
};

static enum word
word_of(const struct occurrence *o)
{
	static const struct word_row {
		enum event event;
		enum word word;
	} words[] = {
		{ EVENT_ASKED, WORD_ASKED },
		{ EVENT_VENDOR_CONTACT_FIRST, WORD_ASKED },
		{ EVENT_VENDOR_CONTACT_NTH, WORD_ASKED },
		{ EVENT_EXTENSION_ASKED, WORD_ASKED },
		{ EVENT_REQUEST_SENT, WORD_ASKED },
		{ EVENT_COORDINATOR_CONTACT, WORD_SEEN },
		{ EVENT_RECEIVED, WORD_SEEN },
		{ EVENT_FIRST_ANSWER, WORD_ANSWERED },
		{ EVENT_ANSWERED, WORD_ANSWERED },
		{ EVENT_EXTENSION_GRANTED, WORD_ANSWERED },
		{ EVENT_REQUEST_ANSWERED, WORD_ANSWERED },
		{ EVENT_CREDIT_AGREED, WORD_AGREED },
		{ EVENT_EMBARGO_AGREED, WORD_AGREED },
		{ EVENT_DATE_AGREED, WORD_AGREED },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (words[i].event == o->event)
			return words[i].word;
	}
	return WORD_NONE;
}

/* The request of a case that stands in a file: they are in its order. */
static const struct request *
request_in(const struct case_entry *c, uint32_t file)
{
	size_t low = 0, high = c->n_requests;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->requests[mid]->where.file < file)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == c->n_requests || c->requests[low]->where.file != file)
		return NULL;
	return c->requests[low];
}

static struct party_state *
row_of_request(struct rows *rows, const struct request *q)
{
	if (q->product.target != NULL)
		return row_of_product(rows, q->product.target);
	return q->company.target != NULL ?
	    row_of_company(rows, q->company.target) :
	    NULL;
}

/* What it says in words: an answer's, or a fact's note. */
static struct str
words_of(const struct stage_run *r, const struct occurrence *o,
    const struct request *q)
{
	const struct organisation *org = r->m->organisation;
	struct str lang = S("en");

	if (org != NULL && org->languages.n > 0)
		lang = org->languages.v[0].s;
	return q != NULL ? words_in(&q->answer, lang) : o->fact->note.s;
}

/* A new question begins anew. */
static void
hear(const struct stage_run *r, struct party_state *row,
    const struct occurrence *o, const struct request *q)
{
	switch (word_of(o)) {
	case WORD_NONE:
		return;
	case WORD_ASKED:
		row->asked = o;
		row->seen = NULL;
		row->answered = NULL;
		return;
	case WORD_SEEN:
		break;
	case WORD_ANSWERED:
		row->answered = o;
		row->statement = words_of(r, o, q);
		break;
	case WORD_AGREED:
		row->approved = true;
		break;
	}
	if (row->seen == NULL)
		row->seen = o;
}

static void
add_said(struct rows *rows, const struct case_state *s)
{
	for (size_t i = 0; i < s->n_occurrences; i++) {
		const struct occurrence *o = &s->occurrences[i];
		const struct party_entry *party;
		const struct request *q = NULL;
		struct party_state *row = NULL;

		if (o->start.s > rows->r->now.s)
			break;
		if (word_of(o) == WORD_NONE)
			continue;
		party = occurrence_party(o);
		if (o->event == EVENT_REQUEST_SENT ||
		    o->event == EVENT_REQUEST_ANSWERED) {
			q = request_in(s->c, o->proof.at.file);
			if (q != NULL)
				row = row_of_request(rows, q);
		} else if (party != NULL) {
			row = row_of_party(rows, party);
		} else if (o->fact->product.target != NULL) {
			row = row_of_product(rows, o->fact->product.target);
		}
		if (row != NULL)
			hear(rows->r, row, o, q);
	}
}

/* Who agreed to the date, as the embargo says. */
static void
add_agreed(struct rows *rows, const struct embargo *e)
{
	for (size_t i = 0; e != NULL && i < e->agreed.n; i++) {
		const struct entry *who = e->agreed.v[i].target;

		if (who != NULL && who->space == SPACE_PARTY)
			row_of_party(rows, e->agreed.v[i].target)->approved =
			    true;
	}
}

static size_t
open_requests(const struct stage_run *r, const struct case_entry *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_requests; i++) {
		const struct request *q = c->requests[i];

		if (stage_is_past(r, q->at.w) &&
		    !stage_is_past(r, q->answered.w))
			n++;
	}
	return n;
}

size_t
stage_parties(const struct stage_run *r, struct arena *perm,
    struct case_state *s)
{
	struct arena *tmp = arena_open();
	struct rows rows = {
		.r = r,
		.perm = perm,
		.tmp = tmp,
		.parties = map_open(tmp),
		.companies = map_open(tmp),
		.products = map_open(tmp),
	};
	size_t open = open_requests(r, s->c);

	add_said(&rows, s);
	add_agreed(&rows, s->c->c->embargo);
	add_products(&rows, s->c->c);
	/* Requests are counted one by one. */
	for (size_t i = 0; i < rows.n; i++) {
		const struct party_state *row = &rows.v[i];

		if (row->asked != NULL && row->answered == NULL &&
		    row->asked->event != EVENT_REQUEST_SENT)
			open++;
	}
	arena_close(tmp);
	s->parties = rows.v;
	s->n_parties = rows.n;
	return open;
}
