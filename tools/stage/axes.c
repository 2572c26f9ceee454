#include "base/arena.h"
#include "model/model.h"
#include "stage/stage.h"
#include "stage/stage_impl.h"

/* What makes an axis true; of several the oldest is named. */
static const struct axis_row {
	enum axis_fact axis;
	enum event event;
} axis_rows[] = {
	{ AXIS_VENDOR_AWARE, EVENT_RECEIVED },
	{ AXIS_VENDOR_AWARE, EVENT_AWARE },
	{ AXIS_VENDOR_AWARE, EVENT_VENDOR_CONTACT_FIRST },
	{ AXIS_VENDOR_AWARE, EVENT_VENDOR_CONTACT_NTH },
	{ AXIS_VENDOR_AWARE, EVENT_DETAIL_DELIVERED },
	{ AXIS_FIX_READY, EVENT_FIX_READY },
	{ AXIS_FIX_READY, EVENT_FIX_AVAILABLE },
	{ AXIS_FIX_DEPLOYED, EVENT_FIX_DEPLOYED },
	{ AXIS_PUBLIC, EVENT_PUBLIC },
	{ AXIS_PUBLIC, EVENT_OWN_PUBLICATION },
	{ AXIS_PUBLIC, EVENT_OTHER_PUBLICATION },
	{ AXIS_EXPLOIT_PUBLIC, EVENT_EXPLOIT_PUBLIC },
	{ AXIS_ATTACKED_ELSEWHERE, EVENT_EXPLOITED_ELSEWHERE },
	{ AXIS_ATTACKED_ELSEWHERE, EVENT_KEV_LISTED },
	{ AXIS_ATTACKED_ELSEWHERE, EVENT_KEV_ADDED },
	{ AXIS_ATTACKED_OURS, EVENT_EXPLOITED_OURS },
};

static void
set_axes(const struct stage_run *r, struct case_state *s)
{
	struct stage_voids voids;

	stage_voids_find(r, s->c->c, &voids);
	for (size_t i = 0; i < s->n_occurrences; i++) {
		const struct occurrence *o = &s->occurrences[i];

		if (o->start.s > r->now.s)
			break;
		for (size_t j = 0; j < ARRAY_LEN(axis_rows); j++) {
			enum axis_fact axis = axis_rows[j].axis;

			if (axis_rows[j].event == o->event &&
			    s->axes[axis] == NULL &&
			    !stage_is_void(r, &voids, o->fact))
				s->axes[axis] = o;
		}
	}
}

/* The newest wait that has not ended: of several, others may last. */
static const struct occurrence *
waiting_for(const struct stage_run *r, const struct case_state *s)
{
	size_t n = 0;

	for (size_t i = s->n_occurrences; i > 0 && n < LIMIT_CLOCK_PAUSES;
	     i--) {
		const struct occurrence *o = &s->occurrences[i - 1];

		if (o->event != EVENT_WAITING || o->start.s > r->now.s)
			continue;
		if (occurrence_wait_end(s->occurrences, s->n_occurrences,
			i - 1, r->now, r->m->zone) > r->now.s)
			return o;
		n++;
	}
	return NULL;
}

/* Ids that the ledgers hold for a case, and nobody used. */
static int64_t
unused_cves(const struct model *m, const struct case_entry *c)
{
	const struct document_list *ledgers = &m->docs[KIND_CVE_IDS];
	int64_t n = 0;

	for (size_t i = 0; i < ledgers->n; i++) {
		const struct cve_ids *l = ledgers->v[i].record;

		for (size_t j = 0; l != NULL && j < l->ids.n; j++) {
			const struct cve_entry *e = &l->ids.v[j];

			if (e->state.v == (int)CVE_RESERVED &&
			    str_eq(e->case_id.id, c->e.id))
				n++;
		}
	}
	return n;
}

void
stage_axes(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	struct span at = { s->c->c->where.file, 0, 0 };
	size_t unanswered;

	set_axes(r, s);
	s->waiting = waiting_for(r, s);
	s->embargo = stage_embargo(r, s);
	stage_coordination(r, s);
	unanswered = stage_parties(r, perm, s);
	stage_regimes(r, p, perm, s);
	stage_promises(r, perm, s);
	s->assessment.embargo = (struct choice){ (int)s->embargo, at };
	s->assessment.unanswered = (struct number){ (int64_t)unanswered, at };
	s->assessment.unused_cves = (struct number){
		unused_cves(r->m, s->c),
		at,
	};
}
