#include "deadline/occurrence.h"

#include "base/arena.h"
#include "base/span.h"
#include "deadline/dated.h"
#include "feed/kev.h"
#include "model/model.h"

static void
add_facts(struct dated *l, const struct case_file *c)
{
	enum event e;

	for (size_t i = 0; i < c->facts.n; i++) {
		const struct fact *f = &c->facts.v[i];

		/* What follows from a field cannot be said as a fact. */
		if (f->at.w.kind != WHEN_UNSET && event_find(f->event.s, &e) &&
		    !event_info(e)->of_field)
			dated_fact(l, e, f);
	}
}

/* disclosure.dates: "date 1" and so on. */
static void
add_dates(struct dated *l, const struct disclosure *d)
{
	for (size_t i = 0; i < d->dates.n; i++) {
		const struct negotiated_date *n = &d->dates.v[i];
		const struct {
			enum event event;
			const struct moment *until;
		} fields[] = {
			{ EVENT_DATE_ASKED, &n->asked },
			{ EVENT_DATE_OFFERED, &n->offered },
			{ EVENT_DATE_AGREED, &n->agreed },
			{ EVENT_UPDATE_PROMISED, &n->next_update },
		};
		struct str key = str_fmt(l->perm, "date %zu", i + 1);

		for (size_t j = 0; j < ARRAY_LEN(fields); j++) {
			if (fields[j].until->w.kind == WHEN_UNSET)
				continue;
			dated_field(l,
			    &(struct dated_field){
				.event = fields[j].event,
				.key = key,
				.at = n->at,
				.until = *fields[j].until,
				.by = &n->by,
				.where = n->where,
			    });
		}
	}
}

/* Fields that carry a date and do not say when they were written. */
static void
add_plans(struct dated *l, const struct case_file *c)
{
	if (c->embargo != NULL)
		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_EMBARGO_SET,
			.key = S("embargo"),
			.until = c->embargo->until,
			.where = c->embargo->where,
		    });
	if (c->disclosure != NULL) {
		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_PUBLICATION_PLANNED,
			.key = S("planned"),
			.until = c->disclosure->planned,
			.where = c->disclosure->where,
		    });
		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_REVIEW_SET,
			.key = S("disclosure"),
			.until = c->disclosure->review,
			.where = c->disclosure->where,
		    });
		add_dates(l, c->disclosure);
	}
	if (c->exit != NULL)
		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_LEFT,
			.key = S("exit"),
			.at = c->exit->at,
			.where = c->exit->where,
		    });
	if (c->exit != NULL && c->exit->review.w.kind != WHEN_UNSET)
		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_REVIEW_SET,
			.key = S("exit"),
			.at = c->exit->at,
			.until = c->exit->review,
			.where = c->exit->where,
		    });
}

static void
add_targets(struct dated *l, const struct vulnerability *v)
{
	for (size_t i = 0; i < v->products.n; i++) {
		const struct case_product *p = &v->products.v[i];

		dated_field(l,
		    &(struct dated_field){
			.event = EVENT_TARGET_SET,
			.key = str_fmt(l->perm, "target %.*s",
			    STR_ARG(p->product.id)),
			.until = p->target,
			.by = &p->owner,
			.product = &p->product,
			.where = p->where,
		    });
	}
}

/* The feed's own day, and the day that it carries. */
static void
add_kev(struct dated *l, const struct kev *kev, const struct vulnerability *v)
{
	const struct kev_entry *k = v->cve.s.n > 0 ? kev_find(kev, v->cve.s) :
						     NULL;
	struct dated_field f = {
		.event = EVENT_KEV_ADDED,
		.key = v->cve.s,
		.where = v->cve.at,
		.text = S("CISA KEV"),
	};

	if (k == NULL)
		return;
	f.at.w = (struct when){ .kind = WHEN_DATE, .day = k->added };
	if (k->due.n != 0)
		f.until.w = (struct when){ .kind = WHEN_DATE, .day = k->due };
	dated_field(l, &f);
}

/* "request RQ-1", by the name of its file. */
static struct str
request_key(const struct dated *l, const struct request *q)
{
	struct str path = source_get(l->places, q->where.file)->path;

	for (size_t at = 0; at != SIZE_MAX;) {
		at = str_find_byte(path, '/', 0);
		if (at != SIZE_MAX)
			path = str_from(path, at + 1);
	}
	if (str_ends(path, S(".yaml")))
		path.n -= 5;
	return str_fmt(l->perm, "request %.*s", STR_ARG(path));
}

static void
add_requests(struct dated *l, const struct case_entry *c)
{
	for (size_t i = 0; i < c->n_requests; i++) {
		const struct request *q = c->requests[i];
		struct dated_field f = {
			.event = EVENT_REQUEST_SENT,
			.key = request_key(l, q),
			.at = q->at,
			.until = q->due,
			.by = &q->by,
			.product = &q->product,
			.where = q->where,
		};

		if (q->at.w.kind != WHEN_UNSET)
			dated_field(l, &f);
		f.event = EVENT_REQUEST_ANSWERED;
		f.at = q->answered;
		f.until = (struct moment){ 0 };
		f.by = &q->answered_by;
		dated_field(l, &f);
	}
}

void
occurrences_of_case(struct arena *perm, const struct model *m,
    const struct sources *places, const struct kev *kev, struct case_state *s)
{
	const struct case_file *c = s->c->c;
	struct dated l = { .perm = perm, .places = places, .zone = m->zone };

	add_facts(&l, c);
	add_plans(&l, c);
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		add_targets(&l, &c->vulnerabilities.v[i]);
		add_kev(&l, kev, &c->vulnerabilities.v[i]);
	}
	add_requests(&l, s->c);
	dated_finish(&l);
	s->occurrences = l.v;
	s->n_occurrences = l.n;
}
