/*
 * What the program computes of the records: scores, priorities, clocks, stages
 * and axes.  Types only; assess/, deadline/ and stage/ compute them, and
 * pipeline/derive.c puts them together.  Made once, then never changed.
 *
 * Every result says where it comes from: a struct proof names the place, as
 * path and line, since the view of an edition has no text of the files.
 */
#ifndef MODEL_DERIVED_H
#define MODEL_DERIVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entry.h"
#include "model/event.h"
#include "model/policy.h"
#include "score/cvss.h"

struct model;
struct sources;

/* Where something stands, and the words of the condition that decided. */
struct proof {
	struct str text;	/* "case.tlp is RED, not in [CLEAR]"; may be "" */
	struct str path;	/* of the file; "" when nothing is written */
	uint32_t line;		/* from 1; 0 with path: the file as a whole */
	struct span at;		/* in the sources of the full model */
};

/*
 * A dated statement: a fact of a case, or a dated field that clocks take for
 * one (events.def, EVENT_OF_FIELD), for which fact is made up.
 */
struct occurrence {
	enum event event;
	const struct fact *fact;	/* at, until, by, party, product,
					 * clocks, note */
	struct str key;		/* which of several fields; "" for facts */
	struct instant start;	/* at as a start: 00:00 of a date alone */
	struct instant stop;	/* at as a stop: 24:00 of a date alone */
	struct proof proof;
};

/* ---- scores ---------------------------------------------------------- */

/* One vector of one source. */
struct score_state {
	const struct text *vector;	/* as written */
	const struct score *from;	/* NULL, or without source: ours */
	struct str canonical;
	struct cvss cvss;
	struct cvss_score score;
	struct proof proof;
};

/* Why two sources are too far apart: by 1.0, or across a border. */
struct score_gap {
	size_t a, b;		/* indexes of scores; a's version is b's */
	int by_x10;
	bool crosses;		/* a severity border */
	bool explained;		/* score_note is there */
};

/* One decision point of a table, answered or not. */
struct ssvc_answer {
	const struct ssvc_point *point;
	struct str value;	/* "" when it is undecided */
	struct proof proof;
};

struct ssvc_state {
	struct str table;	/* its id */
	const struct ssvc_table *t;
	const struct ssvc_outcome *outcome;	/* NULL: undecided */
	const struct ssvc_answer *answers;	/* as many as points */
	const struct ssvc_decision *decided;	/* in the case; NULL if none */
	bool drifted;		/* decided is not what comes out now; not
				 * while that is undecided */
};

#define PRIORITY_NONE	SIZE_MAX

/* A priority and how it came about. */
struct priority_state {
	struct str priority;	/* "" when nothing maps */
	size_t rank;		/* place among the policy's, 0 most urgent;
				 * PRIORITY_NONE when nothing maps */
	const struct words *reason;	/* the row's; NULL if none */
	struct str exception;	/* reason of a product's exception, or "" */
	enum policy_origin origin;
	struct proof rule;	/* the row or exception */
	struct proof proof;	/* what made it hold */
};

/* A product with the flaw. */
struct exposure_state {
	const struct case_product *p;
	const struct product_entry *product;	/* NULL when unknown */
	enum row_state state;
	struct ssvc_state *ssvc;	/* a table each */
	size_t n_ssvc;
	struct priority_state priority;	/* unset where it is not affected */
};

struct flaw_state {
	const struct vulnerability *v;
	struct score_state *scores;	/* ours first, newest version first */
	size_t n_scores;
	struct score_gap *gaps;
	size_t n_gaps;
	struct exposure_state *products;	/* as in v->products */
	size_t n_products;
	struct priority_state priority;	/* the most urgent of products */
	int64_t epss;		/* hundred-thousandths; -1 when unknown */
	int64_t epss_percentile;
	struct day epss_day;
	struct day kev_added;	/* when kev */
	struct day kev_due;
	bool kev;		/* by the feed; facts say kev_listed */
};

/* ---- clocks ----------------------------------------------------------- */

enum clock_state {
	CLOCK_STATE_NONE,	/* none because ... (rule->none_because) */
	CLOCK_STATE_WAITING,	/* not started: waiting for rule->start */
	CLOCK_STATE_RUNNING,
	CLOCK_STATE_WARNED,	/* running, past a warn point */
	CLOCK_STATE_PAUSED,
	CLOCK_STATE_OVERDUE,	/* runs past its end */
	CLOCK_STATE_MET,
	CLOCK_STATE_MISSED,	/* stopped after its end; stays for ever */
	CLOCK_STATE_WAIVED,
	CLOCK_STATE_UNKNOWN,	/* no end: the calendar lacks year_missing */
};

/* How an end came about, step by step, for explanations. */
enum clock_step_kind {
	CLOCK_STEP_START,	/* the start that counts */
	CLOCK_STEP_COUNT,	/* length in units */
	CLOCK_STEP_CARRIED,	/* the day that the start carries */
	CLOCK_STEP_PAUSE,
	CLOCK_STEP_EXTEND,
	CLOCK_STEP_REFUSE,	/* an extension beyond the budget, or by the
				 * wrong role: it does not count */
	CLOCK_STEP_MOVE,	/* off a day on which it may not end */
	CLOCK_STEP_FREEZE,	/* an end that was set in the case */
};

struct clock_step {
	enum clock_step_kind kind;
	struct instant at;	/* the start or end after this step */
	int64_t n;		/* count: length; pause: seconds */
	enum unit unit;		/* count */
	enum clock_end end;	/* move: why */
	struct proof proof;
};

/* A start that does not count, and the end that it would have given. */
struct clock_candidate {
	const struct occurrence *start;
	struct instant due;
	bool has_due;
};

/* What a clock belongs to. */
struct clock_owner {
	enum clock_subject subject;
	const struct entry *entry;	/* NULL: organisation, CVE id */
	struct str id;		/* of the record, or the CVE id */
	const struct company_entry *company;	/* NULL: the group */
};

struct clock {
	const struct deadline *rule;
	struct str regime;	/* id of the file: cra */
	const struct deadlines *regime_file;
	struct clock_owner owner;
	const struct party_entry *party;	/* per party; else NULL */
	const struct product_entry *product;	/* per product; else NULL */
	struct str key;		/* per start or key; else "" */
	enum clock_state state;
	const struct occurrence *start;	/* NULL: not started */
	const struct occurrence *stop;	/* NULL: not stopped */
	const struct occurrence *waiting;	/* paused by it */
	struct instant due;	/* when has_due */
	struct instant warned;	/* the last warn point passed, when WARNED */
	bool has_due;
	bool is_frozen;
	int year_missing;	/* UNKNOWN */
	struct clock_candidate *candidates;
	size_t n_candidates;
	struct clock_step *steps;
	size_t n_steps;
	const struct clock_setting *setting;	/* of the case; NULL if none */
	struct proof rule_proof;	/* the rule */
};

struct clock_list {
	struct clock *v;
	size_t n;
};

/* ---- stages and axes --------------------------------------------------- */

enum requirement_verdict {
	REQUIREMENT_MET,
	REQUIREMENT_MISSING,
	REQUIREMENT_NOT_NEEDED,
};

struct requirement_state {
	const struct stage_requirement *r;
	const struct stage *stage;
	const struct company_entry *company;	/* who added it; NULL: group */
	enum requirement_verdict verdict;
	struct proof proof;	/* what decided; for what is missing: where it
				 * belongs */
	const struct person_entry **who;	/* can supply it, best first */
	size_t n_who;
};

/* Facts kept apart from the stage (Vultron, and our third on attacks). */
enum axis_fact {
	AXIS_VENDOR_AWARE,
	AXIS_FIX_READY,
	AXIS_FIX_DEPLOYED,
	AXIS_PUBLIC,
	AXIS_EXPLOIT_PUBLIC,
	AXIS_ATTACKED_ELSEWHERE,
	AXIS_ATTACKED_OURS,
};

#define AXIS_FACTS	7

/* Who leads the coordination. */
enum coordination {
	COORDINATION_OURS,
	COORDINATION_PARTY,	/* coordinator names it */
	COORDINATION_UPSTREAM,	/* coordinator may name it */
};

/* What a party or a product's people were asked, and said. */
struct party_state {
	const struct party_entry *party;	/* one of the three is set */
	const struct company_entry *company;
	const struct product_entry *product;
	const struct occurrence *asked;	/* NULL: not asked */
	const struct occurrence *seen;
	const struct occurrence *answered;
	enum row_state status;		/* products; unset for parties */
	struct str statement;		/* words of the answer; may be "" */
	bool approved;			/* agreed to the date or the text */
};

enum regime_standing {
	REGIME_NOT_APPLICABLE,
	REGIME_UNDECIDED,
	REGIME_REQUIRED,
	REGIME_PREPARED,
	REGIME_SUBMITTED,
	REGIME_CLOSED,
};

struct regime_state {
	struct str regime;
	const struct deadlines *file;	/* NULL: no such regime */
	const struct regime_decision *decision;	/* NULL: undecided */
	enum regime_standing standing;
	const struct occurrence *submitted;	/* the newest; NULL if none */
};

/* A date that a finder or another party asked for, or was promised. */
struct promise {
	enum event event;	/* date_asked, date_offered, date_agreed,
				 * update_promised */
	const struct negotiated_date *from;
	struct instant at;	/* the date itself, as an end */
	bool is_past;
	bool is_kept;		/* published, or told, before it */
};

struct case_state {
	const struct case_entry *c;
	const struct stage *stage;	/* NULL: not even received */
	const struct stage *next;	/* NULL: at the end, or left */
	const struct stage *fallen_from;	/* reached once; NULL if none */
	const struct requirement_state *lost;	/* why it fell; NULL if not */
	struct requirement_state *requirements;	/* of all stages, in order */
	size_t n_requirements;
	const struct case_exit *exit;	/* NULL: on its way */
	struct occurrence *occurrences;	/* by time */
	size_t n_occurrences;
	struct flaw_state *flaws;
	size_t n_flaws;
	struct assessment assessment;
	struct priority_state priority;	/* the most urgent of flaws */
	struct clock_list clocks;	/* most pressing first */
	const struct clock *leading;	/* NULL: none runs */
	const struct occurrence *axes[AXIS_FACTS];	/* NULL: not so */
	enum embargo_state embargo;
	const struct occurrence *waiting;	/* NULL: for nobody */
	enum coordination coordination;
	const struct party_entry *coordinator;
	struct party_state *parties;
	size_t n_parties;
	struct regime_state *regimes;
	size_t n_regimes;
	struct promise *promises;	/* by date */
	size_t n_promises;
};

/* All of it.  cases has one for each case of the model, in its order, or none
 * where the edition may not see the facts of cases. */
struct derived {
	struct instant now;
	struct case_state *cases;
	size_t n_cases;
	struct clock_list clocks;	/* of everything, cases too, most
					 * pressing first */
};

/* The place of a span, with words; of nowhere: path "". */
struct proof proof_at(const struct sources *places, struct span at,
    struct str text);

/* The state of a case; NULL when nothing was computed of it. */
const struct case_state *derived_case(const struct model *m,
    const struct case_entry *c);

/* Whether a clock still asks for something: it runs, pauses or is overdue. */
bool clock_is_open(const struct clock *c);

/*
 * Order by urgency: overdue and running ones by the day of their end, then by
 * weight, then by the instant; then those that wait, then those that ended.
 */
int clock_cmp(const void *a, const void *b);

#endif
