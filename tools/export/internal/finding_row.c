#include "export/internal/finding_row.h"

#include "base/arena.h"
#include "base/map.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_set.h"
#include "export/internal/finding_text.h"
#include "export/internal/frame.h"
#include "export/internal/grade.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/matched.h"
#include "model/model.h"
#include "model/ssvc.h"
#include "text/value.h"

/* 9999-01-01 in days since 1970. */
#define YEAR_9999	2932532

/* Components that a row names, and feeds and other words of each. */
#define MATCHES	3
#define ALSO	8
#define OTHERS	6

const struct entry *
finding_row_subject(const struct finding *x)
{
	return x->system != NULL ? &x->system->e : &x->product->e;
}

const char *
finding_row_level(unsigned confidence)
{
	return confidence >= 80 ? "certain" :
	    confidence >= 50    ? "likely" :
				  "look";
}

struct str
finding_row_epss(const struct frame *f, int epss)
{
	if (epss < 0)
		return S("");
	return str_fmt(f->a, "%d.%d%%", epss / 1000, epss / 100 % 10);
}

/* A day without time; none for 0 and what is no day of a calendar. */
static void
show_day(const struct frame *f, struct value *o, const char *key, struct day d)
{
	show_when(f, o, key,
	    d.n <= 0 || d.n >= YEAR_9999 ?
		(struct when){ .kind = WHEN_UNSET } :
		(struct when){ .kind = WHEN_DATE, .day = d });
}

void
finding_row_known(const struct frame *f, struct value *o,
    const struct known *k)
{
	struct grade grade = grade_vector(k->vector);

	value_set_text(o, "id", finding_text_line(f->a, k->id));
	value_set_text(o, "href",
	    where_link(f,
		str_cat(f->a, where_vulnerability(f->a, k->id), S(".html"))));
	finding_text_title(f, o, "title", k);
	show_grade(f, o, "sev", &grade);
	value_set_int(o, "sort", grade.is_set ? grade.x10 : -1);
	value_set_bool(o, "is_kev", k->is_kev);
	value_set_bool(o, "is_ransomware", k->is_ransomware);
	show_day(f, o, "kev_due", k->kev_due);
	show_day(f, o, "kev_added", k->kev_added);
	value_set_text(o, "epss", finding_row_epss(f, k->epss));
}

/* Its source names no versions: ours alone is told. */
static bool
is_bare(const struct found_match *x)
{
	return x->why.n == 0 || str_eq(x->why, x->version);
}

void
finding_row_match(const struct frame *f, struct value *o,
    const struct found_match *x)
{
	value_set_text(o, "component", finding_text_line(f->a, x->component));
	value_set_text(o, "identity", finding_text_line(f->a, x->identity));
	value_set_text(o, "why",
	    is_bare(x) ? S("") : finding_text_line(f->a, x->why));
	value_set_text(o, "rule", show_term(f, "match.rule.", str_z(x->rule)));
	value_set_int(o, "confidence", x->confidence);
	value_set_z(o, "level", finding_row_level(x->confidence));
	value_set_text(o, "question",
	    x->is_question ? finding_text_line(f->a, x->question) : S(""));
	value_set_bool(o, "is_question", x->is_question);
	value_set_text(o, "fixed", finding_text_line(f->a, x->fixed));
	value_set_text(o, "note", finding_text_line(f->a, x->note));
	value_set_text(o, "feed", x->source != NULL ? x->source->feed : S(""));
	value_set_text(o, "record",
	    x->source != NULL ? finding_text_line(f->a, x->source->id) :
				S(""));
	value_set_bool(o, "is_cleared", x->is_cleared);
}

static void
show_lapses(const struct frame *f, struct value *o, const struct ruling *r)
{
	struct value *list = value_set_list(o, "lapses");

	for (size_t i = 0; i < r->n_lapses; i++) {
		struct value *l = value_push_object(list);

		value_set_text(l, "reason",
		    show_term(f, "finding.lapse.",
			str_z(r->lapses[i].reason)));
		value_set_text(l, "was",
		    finding_text_line(f->a, r->lapses[i].was));
		value_set_text(l, "is",
		    finding_text_line(f->a, r->lapses[i].is));
	}
}

void
finding_row_decision(const struct frame *f, struct value *o,
    const struct decision *k)
{
	value_set_text(o, "id", k->vulnerability.s);
	show_enum(f, o, "verdict", &enum_decision_verdict, k->verdict.v);
	value_set_z(o, "justification",
	    enum_name(&enum_justification, k->justification.v));
	show_text_opt(f, o, "basis", k->basis.s);
	show_ref(f, o, "by", &k->by);
	show_when(f, o, "at", k->at.w);
	show_when(f, o, "review", k->review.w);
	show_when(f, o, "until", k->until.w);
	value_set_text(o, "component", k->component.s);
}

void
finding_row_ruling(const struct frame *f, struct value *o,
    const struct ruling *r)
{
	finding_row_decision(f, o, r->decision);
	show_entry(f, o, "subject", &r->product->e);
	value_set_text(o, "version",
	    r->version != NULL ? r->version->version.s : S(""));
	value_set_bool(o, "is_inherited", r->is_inherited);
	show_lapses(f, o, r);
}

/* A chip weighs as much as is left to do. */
static const char *
class_of(enum finding_state s)
{
	switch (s) {
	case FINDING_OPEN:
	case FINDING_LOOK:
		return "waiting";
	case FINDING_QUESTION:
	case FINDING_INVESTIGATED:
		return "investigating";
	case FINDING_LAPSED:
		return "fixing";
	case FINDING_AFFECTED:
		return "affected";
	case FINDING_ACCEPTED:
		return "wontfix";
	case FINDING_FIXED:
		return "fixed";
	case FINDING_NOT_AFFECTED:
	case FINDING_CLEARED:
	case FINDING_STATES:
		break;
	}
	return "notaffected";
}

static void
show_standing(const struct frame *f, struct value *o, const struct finding *x)
{
	const char *state = finding_state_name(x->state);
	const char *kind = x->system != NULL ? "system" : "product";

	value_set_z(o, "state", state);
	value_set_z(o, "class", class_of(x->state));
	value_set_z(o, "bucket", finding_set_key(finding_set_bucket(x)));
	value_set_text(o, "act",
	    frame_word(f,
		str_to_z(f->a,
		    str_fmt(f->a, "finding.act.%s.%s", kind, state))));
}

/* Whether a match says what the surest of its component does not. */
static bool
is_other(const struct found_match *x, const struct found_match *surest)
{
	if (x->is_cleared != surest->is_cleared)
		return true;
	if (x->note.n > 0 && !str_eq(x->note, surest->note))
		return true;
	return !is_bare(x) && !str_eq(x->why, surest->why);
}

/* Whether one before says the same, or names the same feed. */
static bool
is_told(const struct found_match *const *v, size_t n,
    const struct found_match *x, bool by_feed)
{
	for (size_t i = 0; i < n; i++) {
		if (by_feed ? str_eq(v[i]->source->feed, x->source->feed) :
			      !is_other(x, v[i]))
			return true;
	}
	return false;
}

/* What others say of the component of a finding's i-th match. */
static void
show_others(const struct frame *f, struct value *o, const struct finding *x,
    size_t at)
{
	const struct found_match *feeds[ALSO], *said[OTHERS];
	struct value *also = value_set_list(o, "also");
	struct value *others = value_set_list(o, "others");
	size_t n_feeds = 0, n_said = 0;

	feeds[n_feeds++] = said[n_said++] = &x->matches[at];
	for (size_t i = at + 1; i < x->n_matches; i++) {
		const struct found_match *k = &x->matches[i];

		if (!str_eq(k->component, feeds[0]->component))
			continue;
		if (n_feeds < ALSO && k->source != NULL &&
		    feeds[0]->source != NULL &&
		    !is_told(feeds, n_feeds, k, true)) {
			feeds[n_feeds++] = k;
			value_push(also, value_text(f->a, k->source->feed));
		}
		if (n_said < OTHERS && !is_told(said, n_said, k, false)) {
			said[n_said++] = k;
			finding_row_match(f, value_push_object(others), k);
		}
	}
}

static void
show_matches(const struct frame *f, struct value *o, const struct finding *x)
{
	struct value *list = value_set_list(o, "matches");
	struct map *seen = map_open(f->a);

	/* The surest stand first. */
	for (size_t i = 0; i < x->n_matches; i++) {
		const struct found_match *k = &x->matches[i];
		struct value *one;

		if (!map_add(seen, k->component, o) || map_len(seen) > MATCHES)
			continue;
		one = value_push_object(list);
		finding_row_match(f, one, k);
		show_others(f, one, x, i);
	}
	value_set_int(o, "n_more",
	    map_len(seen) > MATCHES ? (int64_t)(map_len(seen) - MATCHES) : 0);
}

struct str
finding_row_priority(const struct frame *f, struct str priority)
{
	const struct ssvc_outcome *k = ssvc_outcome_of(f->m, priority);

	return k != NULL ? words_in(&k->name, f->lang) : priority;
}

void
finding_row_why(const struct frame *f, struct value *o,
    const struct priority_state *p)
{
	const struct say say = clock_row_say(f);
	struct priority_state named = *p;

	named.priority = finding_row_priority(f, p->priority);
	value_set_text(o, "name", named.priority);
	value_set_text(o, "text", say_priority(&say, &named));
}

static void
show_priority(const struct frame *f, struct value *o,
    const struct priority_state *p)
{
	struct value *list = value_set_list(o, "priority");

	if (p->priority.n > 0)
		finding_row_why(f, value_push_object(list), p);
}

void
finding_row_show(const struct frame *f, struct value *o,
    const struct finding *x)
{
	const struct person_entry *owner = finding_owner(x);
	const struct company_entry *company = finding_company(x);
	struct value *decision = value_set_list(o, "decision");

	finding_row_known(f, o, x->known);
	show_entry(f, o, "subject", finding_row_subject(x));
	value_set_text(o, "version",
	    x->version != NULL ? x->version->version.s : S(""));
	show_entry(f, o, "owner", owner != NULL ? &owner->e : NULL);
	show_entry(f, o, "company", company != NULL ? &company->e : NULL);
	show_standing(f, o, x);
	show_matches(f, o, x);
	show_priority(f, o, &x->priority);
	show_entry(f, o, "case", x->c != NULL ? &x->c->e : NULL);
	if (x->ruling != NULL)
		finding_row_ruling(f, value_push_object(decision), x->ruling);
	value_set_int(o, "confidence", x->confidence);
	value_set_z(o, "level", finding_row_level(x->confidence));
}
