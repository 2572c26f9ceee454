/*
 * The clock engine: units, zones, starts, stops, pauses, extensions, versions,
 * states; and the twelve traps of the reference on clock rules, a test each.
 */
#include "deadline_run.h"

#include <limits.h>

/* A rule that counts, with further fields. */
#define R(id, more)	"{id: " id ", name: {en: R}, confidence: V, " \
	"confirmed: yes, " more "}"

static const struct row {
	const char *name;
	struct deadline_text t;
	const char *want;
} units[] = {
	{ "hours run through days off",
	    { .rules = R("R",
		  "start: [aware], length: 72, unit: hours, "
		  "stop: [report_submitted]"),
		.facts = "{at: 2026-11-20T18:00+09:00, event: aware}" },
	    "R running 2026-11-23T18:00:00+09:00\n" },
	{ "hours from a date alone begin at 00:00 of the organisation",
	    { .rules = R("R",
		  "start: [aware], length: 24, unit: hours, "
		  "zone: UTC"),
		.facts = "{at: 2026-11-22, event: aware}" },
	    "R running 2026-11-22T15:00:00Z\n" },
	{ "days from an instant end at the same time of day",
	    { .rules = R("R",
		  "start: [received], length: 14, "
		  "unit: calendar_days"),
		.facts = "{at: 2026-11-20T18:30+09:00, event: received}" },
	    "R running 2026-12-04T18:30:00+09:00\n" },
	{ "days from a date alone end at 24:00",
	    { .rules = R("R",
		  "start: [received], length: 14, "
		  "unit: calendar_days"),
		.facts = "{at: 2026-11-20, event: received}" },
	    "R running 2026-12-05T00:00:00+09:00\n" },
	{ "days are those of the rule's zone",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "unit: business_days, zone: UTC"),
		.facts = "{at: 2026-11-20T08:00+09:00, event: received}" },
	    "R overdue 2026-11-21T00:00:00Z\n" },
	{ "without a unit: calendar days",
	    { .rules = R("R", "start: [received], length: 3"),
		.facts = "{at: 2026-11-20, event: received}" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "business days end at 24:00",
	    { .rules = R("R",
		  "start: [received], length: 2, "
		  "unit: business_days"),
		.facts = "{at: 2026-11-20T18:00+09:00, event: received}" },
	    "R running 2026-11-25T00:00:00+09:00\n" },
	{ "a month that is too short",
	    { .rules = R("R", "start: [received], length: 1, unit: months"),
		.facts = "{at: 2026-10-31, event: received}" },
	    "R running 2026-12-01T00:00:00+09:00\n" },
	{ "a month into a leap February",
	    { .now = "2028-02-01T00:00Z",
		.rules = R("R", "start: [received], length: 1, unit: months"),
		.facts = "{at: 2028-01-31T10:00+09:00, event: received}" },
	    "R running 2028-02-29T10:00:00+09:00\n" },
	{ "a year from the leap day",
	    { .now = "2028-03-01T00:00Z",
		.rules = R("R", "start: [received], length: 12, unit: months"),
		.facts = "{at: 2028-02-29T10:00+09:00, event: received}" },
	    "R running 2029-02-28T10:00:00+09:00\n" },
	{ "the end of the year",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "unit: year_ends"),
		.facts = "{at: 2026-10-31, event: received}" },
	    "R running 2027-01-01T00:00:00+09:00\n" },
	{ "the end of the next year",
	    { .rules = R("R",
		  "start: [received], length: 2, "
		  "unit: year_ends"),
		.facts = "{at: 2026-10-31, event: received}" },
	    "R running 2028-01-01T00:00:00+09:00\n" },
	{ "backwards from the day that the start carries",
	    { .rules = R("R",
		  "start: [embargo_set], backwards: yes, "
		  "length: 5, unit: business_days, "
		  "stop: [downstream_notified]"),
		.facts = "{at: 2026-11-01, event: received}",
		.more = "embargo: {until: 2026-12-01T10:00+09:00}\n" },
	    "R running 2026-11-25T00:00:00+09:00\n" },
	{ "backwards, stopped before that day",
	    { .rules = R("R",
		  "start: [embargo_set], backwards: yes, "
		  "length: 5, unit: business_days, "
		  "stop: [downstream_notified]"),
		.facts = "{at: 2026-11-01, event: received}, "
			 "{at: 2026-11-20, event: downstream_notified}",
		.more = "embargo: {until: 2026-12-01T10:00+09:00}\n" },
	    "R met 2026-11-25T00:00:00+09:00\n" },
	{ "the day that the start carries",
	    { .rules = R("R",
		  "start: [risk_accepted], until: yes, "
		  "length: 365, unit: calendar_days"),
		.facts = "{at: 2026-11-01, event: risk_accepted, "
			 "until: 2026-12-24}" },
	    "R running 2026-12-25T00:00:00+09:00\n" },
	{ "where it carries none the length counts",
	    { .rules = R("R",
		  "start: [risk_accepted], until: yes, "
		  "length: 30, unit: calendar_days"),
		.facts = "{at: 2026-11-01, event: risk_accepted}" },
	    "R running 2026-12-02T00:00:00+09:00\n" },
	{ "no length at all",
	    { .rules = R("R", "start: [risk_accepted], until: yes"),
		.facts = "{at: 2026-11-01, event: risk_accepted}" },
	    "R running\n" },
	{ "no calendar",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "unit: business_days, calendar: group"),
		.calendar = "from: 2026-01-01\nto: 2026-11-22\n",
		.facts = "{at: 2026-11-22, event: received}" },
	    "R unknown 2026\n" },
	{ "the calendar ends with the year",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "unit: business_days"),
		.calendar = "from: 2026-01-01\nto: 2026-12-31\n"
			    "weekend: [sat, sun]\n",
		.facts = "{at: 2026-11-22, event: received}" },
	    "R unknown 2027\n" },
	{ "longer than time",
	    { .rules = R("R",
		  "start: [received], length: 999999999999, "
		  "unit: hours") ", " R("S",
		  "start: [received], length: 3999999, "
		  "unit: calendar_days") ", " R("T",
		  "start: [received], length: 3999999, "
		  "unit: months") ", " R("U",
		  "start: [received], length: 3999999, "
		  "unit: year_ends") ", " R("V",
		  "start: [received], length: 3999999, "
		  "unit: hours") ", " R("W",
		  "start: [received], length: 3999999, "
		  "unit: business_days"),
		.facts = "{at: 2026-11-22, event: received}" },
	    "R unknown 2200\nS unknown 2200\nT unknown 2200\n"
	    "U unknown 2200\nV unknown 2200\nW unknown 2028\n" },
	{ "earlier than time",
	    { .rules = R("R",
		  "start: [received], length: 999999999999, "
		  "backwards: yes, unit: hours") ", " R("S",
		  "start: [received], length: 3999999, "
		  "backwards: yes, unit: calendar_days") ", " R("T",
		  "start: [received], length: 3999999, "
		  "backwards: yes, unit: months") ", " R("U",
		  "start: [received], length: 3999999, "
		  "backwards: yes, unit: year_ends") ", " R("V",
		  "start: [received], length: 3999999, "
		  "backwards: yes, unit: hours") ", " R("W",
		  "start: [received], length: 3999999, "
		  "backwards: yes, unit: business_days"),
		.facts = "{at: 2026-11-22, event: received}" },
	    "R unknown 1899\nS unknown 1899\nT unknown 1899\n"
	    "U unknown 1899\nV unknown 1899\nW unknown 2025\n" },
	{ "the first and the last year",
	    { .now = "1900-01-01T12:00Z",
		.rules = R("R",
		    "start: [received], length: 1, "
		    "unit: months") ", " R("S",
		    "start: [received], length: 1, "
		    "backwards: yes, unit: calendar_days"),
		.facts = "{at: 1900-01-01T00:00+09:00, event: received}" },
	    "R running 1900-02-01T00:00:00+09:00\nS unknown 1899\n" },
	{ "the last day",
	    { .now = "2199-12-31T12:00Z",
		.rules = R("R",
		    "start: [received], length: 0, "
		    "unit: calendar_days") ", " R("S",
		    "start: [received], length: 1, "
		    "unit: calendar_days"),
		.facts = "{at: 2199-12-31, event: received}" },
	    "R running 2200-01-01T00:00:00+09:00\nS unknown 2200\n" },
};

static const struct row starts[] = {
	{ "no start: waiting",
	    { .rules = R("R", "start: [aware], length: 24, unit: hours") },
	    "R waiting\n" },
	{ "waits only where it applies",
	    { .rules = R("R",
		  "applies: {field: case.facts.event, op: eq, "
		  "value: exploited_ours}, start: [aware], "
		  "length: 24, unit: hours") },
	    "" },
	{ "each rule has its own condition",
	    { .rules = R("R",
		  "applies: {field: case.owner, op: missing}, "
		  "start: [aware], length: 1") ", " R("S",
		  "applies: {field: case.owner, op: exists}, "
		  "start: [aware], length: 1") ", " R("T",
		  "applies: {field: case.owner, op: missing}, "
		  "start: [aware], length: 1") },
	    "R waiting\nT waiting\n" },
	{ "a regime that was ruled out",
	    { .rules = R("R",
		  "start: [received], length: 1, weight: law") ", " R("S",
		  "start: [received], length: 1"),
		.facts = "{at: 2026-11-22, event: received}",
		.more = "regimes: [{regime: r, applies: no, reason: x, "
			"by: sato, at: 2026-11-22}]\n" },
	    "S running 2026-11-24T00:00:00+09:00\n" },
	{ "ruled out, and in again",
	    { .rules = R("R", "start: [received], length: 1, weight: law"),
		.facts = "{at: 2026-11-22, event: received}",
		.more = "regimes: [{regime: r, applies: yes, reason: x, "
			"by: sato, at: 2026-11-21}, {regime: r, applies: no, "
			"reason: x, by: sato, at: 2026-11-20}, {regime: r, "
			"applies: no, reason: x, by: sato, "
			"at: 2026-11-23}]\n" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "no deadline because",
	    { .rules = R("R",
		  "stop: [own_publication], "
		  "none_because: {en: no rule}") ", " R("S",
		  "applies: {field: case.owner, op: exists}, "
		  "none_because: {en: no rule}") },
	    "R none\n" },
	{ "what is not confirmed does not count",
	    { .rules = "{id: R, name: {en: R}, confidence: M, confirmed: no, "
		       "start: [aware], length: 24, unit: hours}" },
	    "" },
	{ "but the policy may say so, and how long",
	    { .rules = "{id: R, name: {en: R}, confidence: M, confirmed: no, "
		       "start: [aware], length: 24, unit: hours}, " R("S",
			   "start: [aware], length: 24, unit: hours"),
		.policy = "clocks: [{clock: R, enabled: yes, length: 6, "
			  "reason: x}, {clock: S, enabled: no, reason: x}]\n",
		.facts = "{at: 2026-11-22T08:00+09:00, event: aware}" },
	    "R running 2026-11-22T14:00:00+09:00\n" },
	{ "the policy's number",
	    { .rules = R("R",
		  "start: [received], length: 2, "
		  "unit: business_days, "
		  "value: acknowledge_days") ", " R("S",
		  "start: [received], length: 2, "
		  "unit: business_days, value: update_days"),
		.policy = "acknowledge_days: 5\n",
		.facts = "{at: 2026-11-20, event: received}" },
	    "S running 2026-11-25T00:00:00+09:00\n"
	    "R running 2026-11-28T00:00:00+09:00\n" },
	{ "days to a fix wait for a priority",
	    { .rules = R("R", "start: [verified], value: sla"),
		.policy = "sla: [{priority: P1, days: 7}]\n",
		.facts = "{at: 2026-11-20, event: verified}" },
	    "R waiting\n" },
	{ "days to a fix",
	    { .rules = R("R", "start: [verified], value: sla"),
		.policy = "sla: [{priority: P1, days: 7}, "
			  "{priority: P2, days: 3, unit: business_days}]\n",
		.facts = "{at: 2026-11-20, event: verified}",
		.priority = "P2" },
	    "R running 2026-11-26T00:00:00+09:00\n" },
	{ "the policy's own length needs no priority",
	    { .rules = R("R", "start: [verified], value: sla"),
		.policy = "sla: [{priority: P1, days: 7}]\n"
			  "clocks: [{clock: R, length: 9, reason: x}]\n",
		.facts = "{at: 2026-11-20, event: verified}" },
	    "R running 2026-11-30T00:00:00+09:00\n" },
	{ "a priority without days",
	    { .rules = R("R", "start: [verified], value: sla"),
		.policy = "sla: [{priority: P1, days: 7}]\n",
		.facts = "{at: 2026-11-20, event: verified}",
		.priority = "P4" },
	    "R running\n" },
	{ "only starts for which something holds",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "start_when: {field: fact.via, op: eq, "
		  "value: mail}"),
		.facts = "{at: 2026-11-20, event: received, via: form}, "
			 "{at: 2026-11-21, event: received, via: mail}" },
	    "R running 2026-11-23T00:00:00+09:00\n" },
	{ "the earliest; the other would have given another end",
	    { .rules = R("R", "start: [received, detected], length: 7"),
		.facts = "{at: 2026-11-20, event: detected}, "
			 "{at: 2026-11-21, event: received}" },
	    "R running 2026-11-28T00:00:00+09:00 or "
	    "2026-11-29T00:00:00+09:00\n" },
	{ "the latest; a new start begins anew",
	    { .rules = R("R",
		  "start: [acknowledged, status_sent], "
		  "start_which: latest, length: 14, "
		  "stop: [status_sent, closed]"),
		.facts = "{at: 2026-11-01, event: acknowledged}, "
			 "{at: 2026-11-15, event: status_sent}" },
	    "R running 2026-11-30T00:00:00+09:00 or "
	    "2026-11-16T00:00:00+09:00\n" },
	{ "a stop before the start is none",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "stop: [acknowledged]"),
		.facts = "{at: 2026-11-18, event: acknowledged}, "
			 "{at: 2026-11-20T09:00+09:00, event: received}" },
	    "R running 2026-11-27T09:00:00+09:00\n" },
	{ "a stop on the day of the start",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "stop: [acknowledged]"),
		.facts = "{at: 2026-11-20T09:00+09:00, event: received}, "
			 "{at: 2026-11-20, event: acknowledged}" },
	    "R met 2026-11-27T09:00:00+09:00\n" },
	{ "a date alone stops at 24:00",
	    { .rules = R("R",
		  "start: [received], length: 24, unit: hours, "
		  "stop: [acknowledged]"),
		.facts = "{at: 2026-11-20T09:00+09:00, event: received}, "
			 "{at: 2026-11-21, event: acknowledged}" },
	    "R missed 2026-11-21T09:00:00+09:00\n" },
	{ "only stops for which something holds",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "stop: [qualified], stop_when: {field: "
		  "fact.verdict, op: eq, value: accepted}"),
		.facts = "{at: 2026-11-20, event: received}, {at: 2026-11-21, "
			 "event: qualified, verdict: duplicate}" },
	    "R running 2026-11-28T00:00:00+09:00\n" },
	{ "a report stops the clocks that it names, no other",
	    { .rules = R("R",
		  "start: [aware], length: 24, unit: hours, "
		  "stop: [report_submitted]") ", " R("S",
		  "start: [aware], length: 72, unit: hours, "
		  "stop: [report_submitted]"),
		.facts = "{at: 2026-11-22T01:00+09:00, event: aware}, "
			 "{at: 2026-11-22T02:00+09:00, clocks: [R], "
			 "event: report_submitted}" },
	    "S running 2026-11-25T01:00:00+09:00\n"
	    "R met 2026-11-23T01:00:00+09:00\n" },
	{ "a report without clocks stops nothing",
	    { .rules = R("R",
		  "start: [aware], length: 24, unit: hours, "
		  "stop: [report_submitted]"),
		.facts = "{at: 2026-11-22T01:00+09:00, event: aware}, "
			 "{at: 2026-11-22T02:00+09:00, "
			 "event: report_submitted}" },
	    "R running 2026-11-23T01:00:00+09:00\n" },
	{ "other events that name another clock",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "stop: [status_sent]"),
		.facts = "{at: 2026-11-20, event: received}, "
			 "{at: 2026-11-21, event: status_sent, "
			 "clocks: [D-9]}" },
	    "R running 2026-11-28T00:00:00+09:00\n" },
	{ "what lies ahead does not count",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "stop: [acknowledged]") ", " R("S",
		  "start: [closed], length: 7"),
		.facts = "{at: 2026-11-20, event: received}, "
			 "{at: 2026-11-23, event: acknowledged}, "
			 "{at: 2026-11-24, event: closed}" },
	    "R running 2026-11-28T00:00:00+09:00\nS waiting\n" },
};

static const struct row pers[] = {
	{ "one a party",
	    { .rules = R("R",
		  "per: party, start: [asked], length: 3, "
		  "stop: [answered]"),
		.facts = "{at: 2026-11-20, event: asked, party: finder-1}, "
			 "{at: 2026-11-21, event: asked, party: jpcert}, "
			 "{at: 2026-11-21, event: answered, by: jpcert}" },
	    "R[finder-1] running 2026-11-24T00:00:00+09:00\n"
	    "R[jpcert] met 2026-11-25T00:00:00+09:00\n" },
	{ "a stop without party stops all",
	    { .rules = R("R",
		  "per: party, start: [asked], length: 3, "
		  "stop: [answered, parties_answered]"),
		.facts = "{at: 2026-11-20, event: asked, party: finder-1}, "
			 "{at: 2026-11-20, event: asked, party: jpcert}, "
			 "{at: 2026-11-21, event: parties_answered}" },
	    "R[finder-1] met 2026-11-24T00:00:00+09:00\n"
	    "R[jpcert] met 2026-11-24T00:00:00+09:00\n" },
	{ "one a product",
	    { .rules = R("R",
		  "per: product, start: [target_set], "
		  "until: yes, stop: [fix_ready]"),
		.facts = "{at: 2026-11-02, event: received}, "
			 "{at: 2026-11-20, event: fix_ready, product: tin}",
		.more = "vulnerabilities: [{products: ["
			"{product: box, status: known_affected, "
			"target: 2026-12-01}, {product: tin, status: "
			"known_affected, target: 2026-11-10}]}]\n" },
	    "R[box] running 2026-12-02T00:00:00+09:00\n"
	    "R[tin] missed 2026-11-11T00:00:00+09:00\n" },
	{ "one a start, stopped by the next stop",
	    { .rules = R("R",
		  "per: start, start: [status_sent, received], "
		  "length: 7, stop: [status_sent]"),
		.facts = "{at: 2026-11-02, event: received}, "
			 "{at: 2026-11-08, event: status_sent}, "
			 "{at: 2026-11-17, event: status_sent}" },
	    "R[2026-11-17] running 2026-11-25T00:00:00+09:00\n"
	    "R[2026-11-08] missed 2026-11-16T00:00:00+09:00\n"
	    "R[2026-11-02] met 2026-11-10T00:00:00+09:00\n" },
	{ "a stop for somebody unknown stops nobody else",
	    { .rules = R("R",
		  "per: party, start: [asked], length: 3, "
		  "stop: [answered]") ", " R("S",
		  "per: product, start: [detected], length: 3, "
		  "stop: [remediated]"),
		.is_lenient = true,
		.facts = "{at: 2026-11-21, event: asked, party: jpcert}, "
			 "{at: 2026-11-21, event: answered, party: nobody}, "
			 "{at: 2026-11-21, event: detected, product: box}, "
			 "{at: 2026-11-21, event: remediated, "
			 "product: nothing}" },
	    "R[jpcert] running 2026-11-25T00:00:00+09:00\n"
	    "S[box] running 2026-11-25T00:00:00+09:00\n" },
	{ "no key, no clock that waits",
	    { .rules = R("R", "per: key, start: [date_asked], until: yes") },
	    "" },
	{ "one a key",
	    { .rules = R("R",
		  "per: key, start: [date_asked], until: yes, "
		  "stop: [own_publication, date_agreed]"),
		.facts = "{at: 2026-11-02, event: received}",
		.more = "disclosure: {dates: [{asked: 2026-12-24, by: "
			"finder-1}, {asked: 2026-12-01, agreed: 2026-12-01, "
			"by: finder-1, at: 2026-11-05}]}\n" },
	    "R[date 1] running 2026-12-25T00:00:00+09:00\n"
	    "R[date 2] met 2026-12-02T00:00:00+09:00\n" },
	{ "only starts that answer another clock",
	    { .rules = R("D-05",
		  "start: [severe_incident_aware], "
		  "length: 72, unit: hours, "
		  "stop: [report_submitted]") ", " R("D-06",
		  "start: [report_submitted], "
		  "start_clocks: [D-05], length: 1, "
		  "unit: months, stop: [report_submitted]"),
		.facts = "{at: 2026-11-20T00:00Z, "
			 "event: severe_incident_aware}, "
			 "{at: 2026-11-20T12:00Z, event: report_submitted, "
			 "clocks: [D-04]}, "
			 "{at: 2026-11-21T12:00Z, event: report_submitted, "
			 "clocks: [D-05]}" },
	    "D-06 running 2026-12-21T21:00:00+09:00\n"
	    "D-05 met 2026-11-23T09:00:00+09:00\n" },
};

static const struct row moves[] = {
	{ "off a day off",
	    { .rules = R("R",
		  "start: [received], length: 2, "
		  "end: [next_business_day]"),
		.facts = "{at: 2026-11-19T10:00+09:00, event: received}" },
	    "R running 2026-11-23T10:00:00+09:00\n" },
	{ "24:00 of a day belongs to that day",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "end: [next_business_day]"),
		.facts = "{at: 2026-11-19, event: received}" },
	    "R overdue 2026-11-21T00:00:00+09:00\n" },
	{ "not on Friday to Sunday",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "end: [not_friday_to_sunday]"),
		.facts = "{at: 2026-11-20T10:00+09:00, event: received}" },
	    "R running 2026-11-30T10:00:00+09:00\n" },
	{ "again until all are content",
	    { .rules = R("R",
		  "start: [received], length: 7, "
		  "end: [not_friday_to_sunday, not_in_shutdown, "
		  "next_business_day]"),
		.calendar = "from: 2026-01-01\nto: 2027-12-31\n"
			    "weekend: [sat, sun]\n"
			    "holidays: [{date: 2026-12-03}]\n"
			    "shutdowns: [{from: 2026-11-28, "
			    "to: 2026-12-02}]\n",
		.facts = "{at: 2026-11-20T10:00+09:00, event: received}" },
	    "R running 2026-12-07T10:00:00+09:00\n" },
	{ "beyond the calendar",
	    { .rules = R("R",
		  "start: [received], length: 60, "
		  "end: [next_business_day]"),
		.calendar = "from: 2026-01-01\nto: 2026-12-31\n",
		.facts = "{at: 2026-11-20, event: received}" },
	    "R unknown 2027\n" },
	{ "a shutdown without end",
	    { .rules = R("R",
		  "start: [received], length: 1, "
		  "end: [not_in_shutdown]"),
		.calendar = "from: 2026-01-01\nto: 2026-12-31\n"
			    "shutdowns: [{from: 2026-01-01, "
			    "to: 2199-12-31}]\n",
		.facts = "{at: 2026-11-20, event: received}" },
	    "R unknown 2029\n" },
	{ "a pause, in whole days begun",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [finder]"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-12T09:00+09:00, event: waiting, "
			 "by: finder-1}, {at: 2026-11-14T12:00+09:00, "
			 "event: resumed}" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "a pause of an hour clock, to the second",
	    { .rules = R("R",
		  "start: [received], length: 240, unit: hours, "
		  "pause: [finder], weight: policy"),
		.facts = "{at: 2026-11-13T00:00+09:00, event: received}, "
			 "{at: 2026-11-14T09:00+09:00, event: waiting, "
			 "by: finder-1}, {at: 2026-11-14T12:30+09:00, "
			 "event: resumed, party: finder-1}" },
	    "R running 2026-11-23T03:30:00+09:00\n" },
	{ "it pauses now",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [coordinator]"),
		.facts = "{at: 2026-11-20, event: received}, "
			 "{at: 2026-11-21T09:00+09:00, event: waiting, "
			 "party: jpcert}, {at: 2026-11-21T10:00+09:00, "
			 "event: resumed, party: finder-1}" },
	    "R paused 2026-12-02T00:00:00+09:00\n" },
	{ "waiting for somebody else",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [coordinator]"),
		.facts = "{at: 2026-11-20, event: received}, "
			 "{at: 2026-11-21T09:00+09:00, event: waiting, "
			 "party: finder-1}" },
	    "R running 2026-12-01T00:00:00+09:00\n" },
	{ "until the day that was said",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [finder]"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-12, event: waiting, by: finder-1, "
			 "until: 2026-11-14}" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "no more than the rule allows",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [finder], pause_max: 2"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-12, event: waiting, by: finder-1}" },
	    "R running 2026-11-23T00:00:00+09:00\n" },
	{ "two at once count once",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [finder, coordinator]"),
		.facts =
		    "{at: 2026-11-10, event: received}, "
		    "{at: 2026-11-12, event: waiting, by: finder-1, "
		    "until: 2026-11-14}, {at: 2026-11-13, event: waiting, "
		    "by: jpcert, until: 2026-11-15}" },
	    "R running 2026-11-25T00:00:00+09:00\n" },
	{ "business days without a calendar cannot pause",
	    { .rules = R("R",
		  "start: [risk_accepted], until: yes, length: 5, "
		  "unit: business_days, calendar: none, pause: [finder]"),
		.facts = "{at: 2026-11-10, event: risk_accepted, until: "
			 "2026-11-20}, {at: 2026-11-12, event: waiting, "
			 "by: finder-1}",
		.is_lenient = true },
	    "R unknown 0\n" },
	{ "two are waited for, and one goes on",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "pause: [finder, coordinator]"),
		.facts = "{at: 2026-11-20, event: received}, {at: "
			 "2026-11-20, event: waiting, by: finder-1}, {at: "
			 "2026-11-21, event: waiting, by: jpcert}, {at: "
			 "2026-11-21T10:00+09:00, event: resumed, by: "
			 "jpcert}" },
	    "R paused 2026-12-04T00:00:00+09:00\n" },
	{ "a new wait on the day of going on",
	    { .rules = R("R",
		  "start: [received], length: 10, pause: [finder]"),
		.facts = "{at: 2026-11-20, event: received}, {at: "
			 "2026-11-21, event: resumed, by: finder-1}, {at: "
			 "2026-11-21, event: waiting, by: finder-1}" },
	    "R paused 2026-12-03T00:00:00+09:00\n" },
	{ "a wait inside the extension moves its end",
	    { .rules = R("R",
		  "start: [received], length: 10, pause: [finder], "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-10-01, event: received}, {at: "
			 "2026-10-05, event: extension_granted, by: sato, "
			 "until: 2026-12-10}, {at: 2026-11-20, event: "
			 "waiting, by: finder-1}" },
	    "R paused 2026-12-14T00:00:00+09:00\n" },
	{ "a wait before the extension moved the end that was",
	    { .rules = R("R",
		  "start: [received], length: 10, pause: [finder], "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-05, event: waiting, by: finder-1, until: "
			 "2026-11-06}, {at: 2026-11-09, event: "
			 "extension_granted, by: sato, until: 2026-12-10}" },
	    "R running 2026-12-11T00:00:00+09:00\n" },
	{ "an extension granted while waiting: the rest counts",
	    { .rules = R("R",
		  "start: [received], length: 10, pause: [finder], "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-05, event: waiting, by: finder-1, until: "
			 "2026-11-14}, {at: 2026-11-09, event: "
			 "extension_granted, by: sato, until: 2026-12-10}" },
	    "R running 2026-12-17T00:00:00+09:00\n" },
	{ "one that is refused while waiting: the same end",
	    { .rules = R("R",
		  "start: [received], length: 20, pause: [finder], "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-05T10:00+09:00, event: waiting, by: "
			 "finder-1, until: 2026-11-07T12:00+09:00}, {at: "
			 "2026-11-06, event: extension_granted, by: abe, "
			 "until: 2026-12-10}" },
	    "R running 2026-11-25T00:00:00+09:00\n" },
	{ "the most that it may pause holds over extensions",
	    { .rules = R("R",
		  "start: [received], length: 10, pause: [finder], "
		  "pause_max: 3, extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-05, event: waiting, by: finder-1}, {at: "
			 "2026-11-07, event: extension_granted, by: sato, "
			 "until: 2026-11-30}" },
	    "R running 2026-12-02T00:00:00+09:00\n" },
	{ "nobody extends a clock of law, whatever its row says",
	    { .rules = R("R",
		  "start: [received], length: 20, weight: law, "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-10, event: received}, {at: "
			 "2026-11-20, event: extension_granted, by: sato, "
			 "until: 2026-12-24, clocks: [R]}" },
	    "R running 2026-12-01T00:00:00+09:00\n" },
	{ "what was waited for after the end",
	    { .rules = R("R",
		  "start: [received], length: 2, "
		  "pause: [finder]"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-15, event: waiting, by: finder-1}" },
	    "R overdue 2026-11-13T00:00:00+09:00\n" },
	{ "an extension",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-30}" },
	    "R running 2026-12-01T00:00:00+09:00\n" },
	{ "an extension by somebody who may not",
	    { .rules = R("R",
		  "start: [received], length: 12, "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: abe, until: 2026-11-30}" },
	    "R running 2026-11-23T00:00:00+09:00\n" },
	{ "an extension that the rule does not know",
	    { .rules = R("R", "start: [received], length: 12"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-30, clocks: [R]}" },
	    "R running 2026-11-23T00:00:00+09:00\n" },
	{ "an extension of another clock",
	    { .rules = R("R",
		  "start: [received], length: 12, "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-30, clocks: [S]}" },
	    "R running 2026-11-23T00:00:00+09:00\n" },
	{ "times, and who may go beyond (D-95)",
	    { .rules = R("R",
		  "start: [received], length: 12, extension: "
		  "{by: [psirt_lead], times: 1, "
		  "above: [executive]}") ", " R("S",
		  "start: [received], length: 12, extension: "
		  "{by: [psirt_lead], times: 1}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-24}, "
			 "{at: 2026-11-19, event: extension_granted, "
			 "by: sato, until: 2026-11-25}, "
			 "{at: 2026-11-20, event: extension_granted, "
			 "by: tanaka, until: 2026-11-26}" },
	    "S running 2026-11-25T00:00:00+09:00\n"
	    "R running 2026-11-27T00:00:00+09:00\n" },
	{ "to the second, two days later",
	    { .rules = R("R",
		  "start: [received], length: 13, extension: "
		  "{by: [psirt_lead], length: 2}"),
		.facts = "{at: 2026-11-10T10:00+09:00, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-25T10:00+09:00}" },
	    "R running 2026-11-25T10:00:00+09:00\n" },
	{ "a second more is a day begun",
	    { .rules = R("R",
		  "start: [received], length: 13, extension: "
		  "{by: [psirt_lead], length: 2}"),
		.facts = "{at: 2026-11-10T10:00+09:00, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-25T10:00:01+09:00}" },
	    "R running 2026-11-23T10:00:00+09:00\n" },
	{ "an extension that came after the stop",
	    { .rules = R("R",
		  "start: [received], length: 3, "
		  "stop: [qualified], "
		  "extension: {by: [psirt_lead]}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: qualified}, "
			 "{at: 2026-11-20, event: extension_granted, "
			 "by: sato, until: 2026-11-30}" },
	    "R missed 2026-11-14T00:00:00+09:00\n" },
	{ "length and sum (D-95)",
	    { .rules = R("R",
		  "start: [received], length: 12, extension: "
		  "{by: [psirt_lead], length: 5}") ", " R("S",
		  "start: [received], length: 12, extension: "
		  "{by: [psirt_lead], total: 5}"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-18, event: extension_granted, "
			 "by: sato, until: 2026-11-25}, "
			 "{at: 2026-11-19, event: extension_granted, "
			 "by: sato, until: 2026-11-29}" },
	    "S running 2026-11-26T00:00:00+09:00\n"
	    "R running 2026-11-30T00:00:00+09:00\n" },
};

static const struct row states[] = {
	{ "a minimum that runs: behind all that is due, without warning",
	    { .rules = R("A",
		  "start: [received], length: 15, minimum: yes, "
		  "stop: [support_end], warn_at: [30d]") ", " R("B",
		  "start: [received], length: 60, stop: [closed]") ", " R("C",
		  "start: [closed], length: 60") ", " R("D",
		  "start: [received], length: 60, stop: [received]"),
		.facts = "{at: 2026-11-20, event: received}" },
	    "B running 2027-01-20T00:00:00+09:00\n"
	    "D running 2027-01-20T00:00:00+09:00\n"
	    "C waiting\n"
	    "A running 2026-12-06T00:00:00+09:00\n" },
	{ "a minimum that stopped too early",
	    { .rules = R("R",
		  "start: [received], length: 15, minimum: yes, "
		  "grace: 999, stop: [support_end]"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-15, event: support_end}" },
	    "R missed 2026-11-17T00:00:00+09:00\n" },
	{ "a minimum that stopped on its last day",
	    { .rules = R("R",
		  "start: [received], length: 15, minimum: yes, "
		  "stop: [support_end]"),
		.facts = "{at: 2026-11-01, event: received}, {at: "
			 "2026-11-16, event: support_end}" },
	    "R met 2026-11-17T00:00:00+09:00\n" },
	{ "a minimum whose end has come",
	    { .rules = R("R",
		  "start: [received], length: 15, minimum: yes, "
		  "stop: [support_end]"),
		.facts = "{at: 2026-11-01, event: received}" },
	    "R met 2026-11-17T00:00:00+09:00\n" },
	{ "the newest setting by time, in whatever order they stand",
	    { .rules = R("R", "start: [received], length: 15"),
		.facts = "{at: 2026-11-20, event: received}",
		.more = "clocks: [{clock: R, due: 2026-12-24T10:00+09:00, "
			"reason: x, by: sato, at: 2026-11-21}, {clock: R, "
			"due: 2026-12-12T10:00+09:00, reason: x, by: sato, "
			"at: 2026-11-20}, {clock: R, due: "
			"2026-12-31T10:00+09:00, reason: x, by: sato, "
			"at: 2026-11-25}]\n" },
	    "R running 2026-12-24T10:00:00+09:00\n" },
	{ "warned",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "warn_at: [7d, soon, 48h, 1h, \"0d\", d]"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R warned 2026-11-24T00:00:00+09:00 at "
	    "2026-11-22T00:00:00+09:00\n" },
	{ "in whatever order the points were written",
	    { .rules = R("R",
		  "start: [received], length: 10, "
		  "warn_at: [48h, 7d]"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R warned 2026-11-24T00:00:00+09:00 at "
	    "2026-11-22T00:00:00+09:00\n" },
	{ "just before the warning",
	    { .now = "2026-11-16T23:59:59+09:00",
		.rules = R("R",
		    "start: [received], length: 10, "
		    "warn_at: [7d]"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "at the warning",
	    { .now = "2026-11-17T00:00+09:00",
		.rules = R("R",
		    "start: [received], length: 10, "
		    "warn_at: [7d]"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R warned 2026-11-24T00:00:00+09:00 at "
	    "2026-11-17T00:00:00+09:00\n" },
	{ "the end is still in time",
	    { .now = "2026-11-24T00:00+09:00",
		.rules = R("R",
		    "start: [received], length: 10, "
		    "warn_at: [\"0d\"]"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R running 2026-11-24T00:00:00+09:00\n" },
	{ "a second later",
	    { .now = "2026-11-24T00:00:01+09:00",
		.rules = R("R", "start: [received], length: 10"),
		.facts = "{at: 2026-11-13, event: received}" },
	    "R overdue 2026-11-24T00:00:00+09:00\n" },
	{ "waived",
	    { .rules = R("R", "start: [received], length: 1") ", " R("S",
		  "start: [aware], length: 1"),
		.facts = "{at: 2026-11-13, event: received}",
		.more =
		    "clocks: [{clock: R, waived: yes, reason: x, by: sato, "
		    "at: 2026-11-14, approver: tanaka}, {clock: S, "
		    "waived: yes, reason: x, by: sato, at: 2026-11-14}]\n" },
	    "R waived 2026-11-15T00:00:00+09:00\nS waived\n" },
	{ "waived only later",
	    { .rules = R("R", "start: [received], length: 1"),
		.facts = "{at: 2026-11-13, event: received}",
		.more =
		    "clocks: [{clock: R, waived: yes, reason: x, by: sato, "
		    "at: 2026-11-23}]\n" },
	    "R overdue 2026-11-15T00:00:00+09:00\n" },
	{ "frozen, whatever the calendar knows",
	    { .rules = R("R",
		  "start: [received], length: 400, "
		  "unit: business_days, stop: [qualified]"),
		.calendar = "from: 2026-01-01\nto: 2026-12-31\n",
		.facts = "{at: 2026-11-13, event: received}, "
			 "{at: 2026-11-21, event: qualified}",
		.more = "clocks: [{clock: R, due: 2026-11-20T10:00+09:00, "
			"reason: x, by: sato, at: 2026-11-14}]\n" },
	    "R missed 2026-11-20T10:00:00+09:00\n" },
};

static const struct row versions[] = {
	{ "the version in force at the start",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "valid_to: 2026-11-10") ", " R("R",
		  "start: [received], length: 60, "
		  "valid_from: 2026-11-11"),
		.facts = "{at: 2026-11-10, event: received}" },
	    "R running 2026-12-11T00:00:00+09:00\n" },
	{ "the next one",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "valid_to: 2026-11-10") ", " R("R",
		  "start: [received], length: 60, "
		  "valid_from: 2026-11-11"),
		.facts = "{at: 2026-11-11, event: received}" },
	    "R running 2027-01-11T00:00:00+09:00\n" },
	{ "outside all versions there is no clock",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "valid_from: 2026-11-12"),
		.facts = "{at: 2026-11-11, event: received}" },
	    "" },
	{ "a version that is not there pins nothing",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "source_version: one"),
		.facts = "{at: 2026-11-10, event: received}",
		.more = "clocks: [{clock: R, source_version: two, reason: x, "
			"by: sato, at: 2026-11-20}]\n" },
	    "R running 2026-12-11T00:00:00+09:00\n" },
	{ "what is no longer in force does not wait",
	    { .rules = R("R",
		  "start: [received], length: 30, "
		  "valid_to: 2026-11-12") },
	    "" },
};

/* The longest extension of a clock that ends on Sunday 22 November, 24:00. */
static const struct {
	const char *name;
	const char *most;	/* of the extension */
	const char *until;
	bool counts;
} extensions[] = {
	{ "hours", "length: 24, unit: hours", "2026-11-24T00:00+09:00", true },
	{ "an hour begun", "length: 24, unit: hours",
	    "2026-11-24T00:00:01+09:00", false },
	{ "days", "length: 2", "2026-11-25T00:00+09:00", true },
	{ "a day begun", "length: 2", "2026-11-25T00:00:01+09:00", false },
	{ "a date alone", "length: 2", "2026-11-24", true },
	{ "a business day", "length: 1, unit: business_days", "2026-11-23",
	    true },
	{ "two business days", "length: 1, unit: business_days", "2026-11-24",
	    false },
	{ "business days over a weekend", "length: 5, unit: business_days",
	    "2026-11-29", true },
	{ "a month", "length: 1, unit: months", "2026-12-22", true },
	{ "more than a month", "length: 1, unit: months", "2026-12-23",
	    false },
	{ "this year", "length: 0, unit: year_ends", "2026-12-31", true },
	{ "the next year", "length: 0, unit: year_ends", "2027-01-01", false },
};

START_TEST(extension)
{
	struct arena *a = arena_open();
	struct deadline_text t = {
		.rules = str_to_z(a,
		    str_fmt(a,
			R("R",
			    "start: [received], length: 12, extension: "
			    "{by: [psirt_lead], %s}"),
			extensions[_i].most)),
		.facts = str_to_z(a,
		    str_fmt(a,
			"{at: 2026-11-10, event: received}, {at: 2026-11-20, "
			"event: extension_granted, by: sato, until: %s}",
			extensions[_i].until)),
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, extensions[_i].name, &t);
	c = &f.s->clocks.v[0];
	ck_assert_uint_eq(c->n_steps, 3);
	ck_assert_msg((c->steps[2].kind == CLOCK_STEP_EXTEND) ==
		extensions[_i].counts,
	    "%s", extensions[_i].name);
	deadline_close(&f);
	arena_close(a);
}
END_TEST

#define TABLE(rows)							\
	START_TEST(table_##rows)					\
	{								\
		deadline_expect(rows[_i].name, &rows[_i].t,		\
		    rows[_i].want);					\
	}								\
	END_TEST

TABLE(units)
TABLE(starts)
TABLE(pers)
TABLE(moves)
TABLE(states)
TABLE(versions)

#define CRA_24H								\
	R("D-01", "applies: {field: case.facts.event, op: eq, value: "	\
		  "exploited_ours}, start: [aware], length: 24, "	\
		  "unit: hours, stop: [report_submitted], weight: law")

/* "Aware" is a decision: who made it, and the earlier instants, stay. */
START_TEST(trap_1)
{
	struct deadline_text t = {
		.rules = CRA_24H,
		.facts = "{at: 2026-11-21T10:00+09:00, event: aware, by: "
			 "abe}, {at: 2026-11-22T08:00+09:00, event: aware, "
			 "by: sato}, {at: 2026-11-21T09:00+09:00, event: "
			 "exploited_ours}",
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, "trap 1", &t);
	ck_assert_uint_eq(f.s->clocks.n, 1);
	c = &f.s->clocks.v[0];
	ck_assert(str_eq_z(c->start->fact->by.id, "abe"));
	ck_assert_uint_eq(c->start->proof.line, 5);
	ck_assert_uint_eq(c->n_candidates, 1);
	ck_assert(str_eq_z(c->candidates[0].start->fact->by.id, "sato"));
	ck_assert_int_eq(c->candidates[0].due.s - c->due.s, 22 * 3600);
	deadline_close(&f);
}
END_TEST

/* Only exploitation of our product starts D-01. */
START_TEST(trap_2)
{
	struct deadline_text t = {
		.rules = CRA_24H,
		.facts = "{at: 2026-11-22T08:00+09:00, event: aware}, "
			 "{at: 2026-11-21T09:00+09:00, event: kev_listed}, "
			 "{at: 2026-11-21T09:00+09:00, "
			 "event: exploited_elsewhere}",
	};

	deadline_expect("trap 2", &t, "");
	t.facts = "{at: 2026-11-22T08:00+09:00, event: aware}, "
		  "{at: 2026-11-21T09:00+09:00, event: exploited_ours}";
	deadline_expect("trap 2", &t,
	    "D-01 running 2026-11-23T08:00:00+09:00\n");
}
END_TEST

/* A clock that has not started says what it waits for. */
START_TEST(trap_3)
{
	struct deadline_text t = {
		.rules = R("D-03",
		    "start: [fix_available], length: 14, "
		    "unit: calendar_days, weight: law"),
		.facts = "{at: 2026-11-22T08:00+09:00, event: aware}",
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, "trap 3", &t);
	ck_assert_uint_eq(f.s->clocks.n, 1);
	c = &f.s->clocks.v[0];
	ck_assert_int_eq(c->state, CLOCK_STATE_WAITING);
	ck_assert_ptr_null(c->start);
	ck_assert(!c->has_due);
	ck_assert(str_eq_z(c->rule->start.v[0].s, "fix_available"));
	ck_assert_ptr_null(f.s->leading);
	deadline_close(&f);
}
END_TEST

/* Hours are hours: across a weekend and a change of clocks. */
START_TEST(trap_4)
{
	struct deadline_text t = {
		.now = "2026-03-30T00:00Z",
		.rules = R("R", "start: [aware], length: 72, unit: hours"),
		.facts = "{at: 2026-03-27T17:00+01:00, event: aware}",
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, "trap 4", &t);
	c = &f.s->clocks.v[0];
	ck_assert_int_eq(c->due.s - c->start->start.s, 72 * 3600);
	ck_assert(
	    str_eq_z(instant_format_utc(f.a, c->due), "2026-03-30T16:00:00Z"));
	deadline_close(&f);
}
END_TEST

/* A holiday announced later does not move an end that has passed. */
START_TEST(trap_5)
{
	struct deadline_text t = {
		.rules = R("R",
		    "start: [received], length: 10, "
		    "unit: business_days, stop: [qualified]"),
		.calendar = "from: 2026-01-01\nto: 2026-12-31\n"
			    "weekend: [sat, sun]\nholidays: "
			    "[{date: 2026-11-19, announced: 2026-11-18}]\n",
		.facts = "{at: 2026-11-09, event: received}",
	};

	deadline_expect("runs", &t, "R running 2026-11-25T00:00:00+09:00\n");
	t.facts = "{at: 2026-11-09, event: received}, "
		  "{at: 2026-11-17, event: qualified}";
	deadline_expect("stopped before", &t,
	    "R met 2026-11-24T00:00:00+09:00\n");
	t.facts = "{at: 2026-11-09, event: received}, "
		  "{at: 2026-11-18, event: qualified}";
	deadline_expect("stopped on the day", &t,
	    "R met 2026-11-25T00:00:00+09:00\n");
}
END_TEST

/* 31 January + 1 month is the end of February. */
START_TEST(trap_6)
{
	struct deadline_text t = {
		.now = "2027-02-01T00:00Z",
		.rules = R("R", "start: [received], length: 1, unit: months"),
		.facts = "{at: 2027-01-31T10:00+09:00, event: received}",
	};

	deadline_expect("trap 6", &t, "R running 2027-02-28T10:00:00+09:00\n");
}
END_TEST

/* A start that moved keeps the old computation. */
START_TEST(trap_7)
{
	struct deadline_text t = {
		.rules = R("R",
		    "start: [coordinator_start], "
		    "start_which: latest, length: 45, "
		    "unit: calendar_days"),
		.facts = "{at: 2026-10-20, event: coordinator_start}, "
			 "{at: 2026-11-04, event: coordinator_start, "
			 "note: moved by the coordinator}",
	};

	deadline_expect("trap 7", &t,
	    "R running 2026-12-20T00:00:00+09:00 or "
	    "2026-12-05T00:00:00+09:00\n");
}
END_TEST

/* Of clocks that end on one day the heaviest leads. */
START_TEST(trap_8)
{
	struct deadline_text t = {
		.rules = R("P",
		    "start: [received], length: 1, unit: hours, "
		    "weight: policy") ", " R("L",
		    "start: [received], length: 9, unit: hours, "
		    "weight: law") ", " R("C",
		    "start: [received], length: 5, unit: hours, "
		    "weight: contract"),
		.facts = "{at: 2026-11-22T08:30+09:00, event: received}",
	};
	struct deadline_fixture f;

	deadline_open(&f, "trap 8", &t);
	ck_assert_uint_eq(f.s->clocks.n, 3);
	ck_assert(str_eq_z(f.s->clocks.v[0].rule->id.s, "L"));
	ck_assert(str_eq_z(f.s->clocks.v[1].rule->id.s, "C"));
	ck_assert_ptr_eq(f.s->leading, &f.s->clocks.v[0]);
	deadline_close(&f);
}
END_TEST

/* What asks nothing of people does not lead, though its end is nearest. */
START_TEST(leading)
{
	struct deadline_text t = {
		.rules = R("M",
		    "start: [received], length: 9, minimum: yes") ", " R("N",
		    "start: [received], length: 20"),
		.facts = "{at: 2026-11-20, event: received}",
	};
	struct deadline_fixture f;

	deadline_open(&f, "leading", &t);
	ck_assert_uint_eq(f.s->clocks.n, 2);
	ck_assert(str_eq_z(f.s->leading->rule->id.s, "N"));
	ck_assert(clock_is_minimum(&f.s->clocks.v[1]));
	ck_assert(!clock_is_open(&f.s->clocks.v[1]));
	deadline_close(&f);
}
END_TEST

/* A regulator's clock never pauses, even when its row says so. */
START_TEST(trap_9)
{
	struct deadline_text t = {
		.rules = R("L",
		    "start: [received], length: 20, "
		    "pause: [finder], weight: law") ", " R("N",
		    "start: [received], length: 20, "
		    "weight: policy") ", " R("P",
		    "start: [received], length: 20, "
		    "pause: [finder], weight: policy"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-20, event: waiting, by: finder-1}",
	};

	deadline_expect("trap 9", &t,
	    "L running 2026-12-01T00:00:00+09:00\n"
	    "N running 2026-12-01T00:00:00+09:00\n"
	    "P paused 2026-12-04T00:00:00+09:00\n");
}
END_TEST

/* Now is an argument: the same input gives the same output. */
START_TEST(trap_10)
{
	struct deadline_text t = {
		.rules = R("R",
		    "start: [received], length: 3, "
		    "warn_at: [24h]"),
		.facts = "{at: 2026-11-20, event: received}",
	};

	for (int i = 0; i < 2; i++) {
		t.now = "2026-11-22T09:00+09:00";
		deadline_expect("trap 10", &t,
		    "R running 2026-11-24T00:00:00+09:00\n");
		t.now = "2026-11-23T00:00Z";
		deadline_expect("trap 10", &t,
		    "R warned 2026-11-24T00:00:00+09:00 at "
		    "2026-11-23T00:00:00+09:00\n");
		t.now = "2026-12-23T00:00Z";
		deadline_expect("trap 10", &t,
		    "R overdue 2026-11-24T00:00:00+09:00\n");
	}
}
END_TEST

/* A case keeps its version of a rule, unless it was moved on purpose. */
START_TEST(trap_11)
{
	struct deadline_text t = {
		.rules = R("R",
		    "start: [received], length: 30, "
		    "source_version: one, "
		    "valid_to: 2026-11-10") ", " R("R",
		    "start: [received], length: 60, "
		    "source_version: two, "
		    "valid_from: 2026-11-11"),
		.facts = "{at: 2026-11-10, event: received}",
	};

	deadline_expect("kept", &t, "R running 2026-12-11T00:00:00+09:00\n");
	t.more = "clocks: [{clock: R, source_version: two, reason: agreed, "
		 "by: sato, at: 2026-11-20}]\n";
	deadline_expect("moved", &t, "R running 2027-01-10T00:00:00+09:00\n");
}
END_TEST

/* A missed clock stays, with what was said of it. */
START_TEST(trap_12)
{
	struct deadline_text t = {
		.now = "2036-11-22T09:00+09:00",
		.rules = R("R",
		    "start: [received], length: 3, "
		    "stop: [acknowledged]"),
		.facts = "{at: 2026-11-10, event: received}, "
			 "{at: 2026-11-20, event: acknowledged}, "
			 "{at: 2027-11-20, event: closed}",
		.more = "clocks: [{clock: R, explanation: nobody was there, "
			"reason: x, by: sato, at: 2026-11-20}]\n",
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, "trap 12", &t);
	ck_assert_uint_eq(f.s->clocks.n, 1);
	c = &f.s->clocks.v[0];
	ck_assert_int_eq(c->state, CLOCK_STATE_MISSED);
	ck_assert(str_eq_z(c->setting->explanation.s, "nobody was there"));
	ck_assert(!c->is_frozen);
	deadline_close(&f);
}
END_TEST

/* Every step is there, with its place. */
START_TEST(steps)
{
	static const struct {
		enum clock_step_kind kind;
		const char *at;
		int64_t n;
		const char *path;
	} want[] = {
		{ CLOCK_STEP_START, "2026-11-09T00:00:00+09:00", 0,
		    "cases/2026/PS-2026-0001/case.md" },
		{ CLOCK_STEP_COUNT, "2026-11-17T00:00:00+09:00", 7,
		    "content/deadlines/r.yaml" },
		{ CLOCK_STEP_PAUSE, "2026-11-18T00:00:00+09:00", 86400,
		    "cases/2026/PS-2026-0001/case.md" },
		{ CLOCK_STEP_EXTEND, "2026-11-21T00:00:00+09:00", 3,
		    "cases/2026/PS-2026-0001/case.md" },
		{ CLOCK_STEP_REFUSE, "2026-11-21T00:00:00+09:00", 9,
		    "cases/2026/PS-2026-0001/case.md" },
		{ CLOCK_STEP_MOVE, "2026-11-24T00:00:00+09:00", 0,
		    "content/deadlines/r.yaml" },
		{ CLOCK_STEP_FREEZE, "2026-12-24T10:00:00+09:00", 0,
		    "cases/2026/PS-2026-0001/case.md" },
	};
	struct deadline_text t = {
		.rules = R("R",
		    "start: [received], length: 7, "
		    "pause: [finder], extension: "
		    "{by: [psirt_lead], length: 5}, "
		    "end: [not_friday_to_sunday]"),
		.facts = "{at: 2026-11-09, event: received}, "
			 "{at: 2026-11-10, event: waiting, by: finder-1, "
			 "until: 2026-11-10}, {at: 2026-11-11, event: "
			 "extension_granted, by: sato, until: 2026-11-20}, "
			 "{at: 2026-11-12, event: extension_granted, by: "
			 "sato, until: 2026-11-29}",
		.more = "clocks: [{clock: R, due: 2026-12-24T10:00+09:00, "
			"reason: x, by: sato, at: 2026-11-14}]\n",
	};
	struct deadline_fixture f;
	const struct clock *c;

	deadline_open(&f, "steps", &t);
	c = &f.s->clocks.v[0];
	ck_assert_uint_eq(c->n_steps, ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const struct clock_step *s = &c->steps[i];

		ck_assert_int_eq(s->kind, want[i].kind);
		ck_assert_str_eq(str_to_z(f.a, instant_format(f.a, s->at)),
		    want[i].at);
		ck_assert_int_eq(s->n, want[i].n);
		ck_assert_str_eq(str_to_z(f.a, s->proof.path), want[i].path);
		ck_assert_uint_gt(s->proof.line, 0);
	}
	ck_assert(c->is_frozen);
	ck_assert_int_eq(c->state, CLOCK_STATE_RUNNING);
	deadline_close(&f);
}
END_TEST

/* Records that are no cases. */
START_TEST(others)
{
	static const char want[] = "F overdue 2026-11-04T00:00:00+09:00\n"
				   "C overdue 2026-12-01T00:00:00+09:00\n"
				   "D overdue 2027-01-02T00:00:00+09:00\n"
				   "E running 2027-03-01T00:00:00+09:00\n"
				   "B[2.0] running 2036-02-02T00:00:00+09:00\n"
				   "A waiting\n"
				   "A waiting\n"
				   "B waiting\n"
				   "F met 2026-11-04T00:00:00+09:00\n";
	struct deadline_text t = {
		.now = "2027-01-05T00:00+09:00",
		.rules = R("A",
		    "on: product, start: [on_market], length: 5, "
		    "unit: months") ", " R("B",
		    "on: product, per: start, start: "
		    "[version_issued], length: 120, "
		    "unit: months") ", " R("C",
		    "on: company, start: [contact_confirmed], "
		    "length: 6, unit: months") ", " R("D",
		    "on: policy, start: [policy_approved], "
		    "until: yes") ", " R("E",
		    "on: organisation, "
		    "start: [security_txt_issued], "
		    "until: yes") ", " R("F",
		    "on: cve, start: [cve_reserved], length: 2, "
		    "stop: [cve_settled]") ", " R("G",
		    "on: alert, start: [status_investigating], "
		    "length: 2"),
		.policy = "approved: 2026-06-01\n",
		.contacts = "contacts: [{person: sato, confirmed: "
			    "2026-06-30}, {person: abe, confirmed: "
			    "2026-05-31}]\n",
		.versions = "versions: [{version: \"2.0\", released: "
			    "2026-02-01}, {version: \"3.0\", released: "
			    "2027-02-01}, {version: \"4.0\", "
			    "life: planned, released: 2026-03-01}]\n",
		.path = "content/cve-ids/2026.yaml",
		.text = "ids:\n- {cve: CVE-1900-0001, state: reserved, "
			"reserved: 2026-11-01}\n"
			"- {cve: CVE-1900-0002, state: free}\n"
			"- {cve: CVE-1900-0003, state: rejected, "
			"reserved: 2026-11-01}\n",
	};
	struct deadline_fixture f;
	struct str have;

	deadline_open(&f, "others", &t);
	deadline_others(&f.run, f.a, &f.others);
	have = deadline_text_of(f.a, &f.others);
	ck_assert_msg(str_starts(have, str_z(want)), "%.*swanted\n%s",
	    STR_ARG(have), want);
	deadline_close(&f);
}
END_TEST

/* What a place may ask about (model/predicate_place) is there. */
START_TEST(places)
{
	struct deadline_text t = {
		.rules = R("A",
		    "on: product, start: [on_market], length: 5, "
		    "applies: {field: product.name, op: exists}") ", " R("B",
		    "on: campaign, start: [campaign_opened], length: 5, "
		    "applies: {field: campaign.title, op: exists}, "
		    "start_when: {field: fact.at, op: exists}") ", " R("C",
		    "on: company, start: [contact_confirmed], length: 5, "
		    "applies: {field: company.name, op: exists}") ", " R("D",
		    "on: policy, start: [policy_approved], length: 5, "
		    "applies: {field: policy.title, op: exists}") ", " R("E",
		    "on: organisation, start: [security_txt_issued], until: "
		    "yes, applies: {field: organisation.zone, op: exists}"),
		.policy = "approved: 2026-11-20\n",
		.contacts = "contacts: [{person: sato, confirmed: "
			    "2026-11-20}]\n",
		.path = "content/campaigns/log/campaign.md",
		.text = "---\ntitle: {en: x}\ncommander: sato\n"
			"opened: 2026-11-20T00:00+09:00\ndue: 2026-11-25\n"
			"vulnerabilities: [CVE-1900-0001]\n---\n",
	};
	struct deadline_fixture f;
	struct str have;

	deadline_open(&f, "places", &t);
	deadline_others(&f.run, f.a, &f.others);
	have = deadline_text_of(f.a, &f.others);
	for (const char *id = "ABCDE"; *id != '\0'; id++) {
		struct str line = str_fmt(f.a, "%c ", *id);

		ck_assert_msg(str_find(have, line, 0) != SIZE_MAX,
		    "no clock of %c:\n%.*s", *id, STR_ARG(have));
	}
	deadline_close(&f);
}
END_TEST

/* A campaign, by what the products asked answered. */
static const struct campaign_row {
	const char *name;
	const char *box;	/* answers of the one product that is asked */
	const char *more;	/* of the campaign */
	const char *want;
} campaign_rows[] = {
	{ "nobody answered", "", "",
	    "A overdue 2026-11-19T00:00:00+09:00\n"
	    "C running 2026-11-26T00:00:00+09:00\n" },
	{ "looked into",
	    "{vulnerability: CVE-1900-0001, status: "
	    "investigating, by: abe, at: 2026-11-18}",
	    "",
	    "C running 2026-11-26T00:00:00+09:00\n"
	    "A met 2026-11-19T00:00:00+09:00\n" },
	{ "settled at once",
	    "{vulnerability: CVE-1900-0001, status: "
	    "fixed, by: abe, at: 2026-11-18}",
	    "tlp: GREEN\n",
	    "A met 2026-11-19T00:00:00+09:00\n"
	    "C met 2026-11-26T00:00:00+09:00\n" },
	{ "settled late",
	    "{vulnerability: CVE-1900-0001, status: "
	    "investigating, by: abe, at: 2026-11-20}, "
	    "{vulnerability: CVE-1900-0001, status: "
	    "not_affected, reason: x, by: abe, "
	    "at: 2026-11-21}",
	    "",
	    "A missed 2026-11-19T00:00:00+09:00\n"
	    "C met 2026-11-26T00:00:00+09:00\n" },
	{ "the first answer counts, not the last",
	    "{vulnerability: CVE-1900-0001, status: investigating, by: abe, "
	    "at: 2026-11-18}, {vulnerability: CVE-1900-0001, status: fixed, "
	    "by: abe, at: 2026-11-21}",
	    "",
	    "A met 2026-11-19T00:00:00+09:00\n"
	    "C met 2026-11-26T00:00:00+09:00\n" },
	{ "closed", "", "closed: 2026-11-21T00:00+09:00\n",
	    "A overdue 2026-11-19T00:00:00+09:00\n"
	    "C met 2026-11-26T00:00:00+09:00\n" },
};

START_TEST(campaigns)
{
	const struct campaign_row *row = &campaign_rows[_i];
	struct arena *a = arena_open();
	const char *files[] = { "content/campaigns/log/answers/box.yaml",
		str_to_z(a,
		    str_fmt(a, "product: box\nanswers: [%s]\n", row->box)),
		"content/campaigns/log/campaign.md",
		str_to_z(a,
		    str_fmt(a,
			"---\ntitle: {en: x}\ncommander: sato\n"
			"opened: 2026-11-17T09:30+09:00\ndue: 2026-11-25\n"
			"vulnerabilities: [CVE-1900-0001]\n"
			"asks: {field: product.name, op: eq, value: Box}\n"
			"%s---\n",
			row->more)),
		NULL };
	struct deadline_text t = {
		.rules = R("A",
		    "on: campaign, start: [campaign_opened], "
		    "length: 1, unit: business_days, "
		    "stop: [campaign_answered]") ", " R("C",
		    "on: campaign, start: [campaign_opened], "
		    "until: yes, stop: [campaign_completed]"),
		.files = files,
	};
	struct deadline_fixture f;
	struct str have;

	deadline_open(&f, row->name, &t);
	deadline_others(&f.run, f.a, &f.others);
	have = deadline_text_of(f.a, &f.others);
	ck_assert_msg(str_eq_z(have, row->want), "%s:\n%.*swanted\n%s",
	    row->name, STR_ARG(have), row->want);
	deadline_close(&f);
	arena_close(a);
}
END_TEST

/* An alert that was confirmed has no clock that runs or waits. */
START_TEST(alerts)
{
	const char *files[] = { "content/alerts/2026/A-1.md",
		"---\ntitle: {en: x}\nlevel: act\n"
		"at: 2026-11-19T09:30+09:00\n---\n",
		"content/alerts/2026/A-2.md",
		"---\ntitle: {en: x}\nlevel: act\nconfirmed: yes\n"
		"at: 2026-11-19T09:30+09:00\n---\n",
		NULL };
	struct deadline_text t = {
		.rules = R("G",
		    "on: alert, start: [status_investigating], "
		    "length: 1, unit: business_days, "
		    "stop: [status_settled]"),
		.files = files,
	};
	struct deadline_fixture f;

	deadline_open(&f, "alerts", &t);
	deadline_others(&f.run, f.a, &f.others);
	ck_assert_uint_eq(f.others.n, 1);
	ck_assert(str_eq_z(f.others.v[0].owner.id, "A-1"));
	ck_assert_int_eq(f.others.v[0].state, CLOCK_STATE_OVERDUE);
	deadline_close(&f);
}
END_TEST

Suite *suite_deadline_clock(void);

Suite *
suite_deadline_clock(void)
{
	Suite *s = suite_create("deadline_clock");
	TCase *tc = tcase_create("clocks");

	tcase_add_loop_test(tc, table_units, 0, ARRAY_LEN(units));
	tcase_add_loop_test(tc, table_starts, 0, ARRAY_LEN(starts));
	tcase_add_loop_test(tc, table_pers, 0, ARRAY_LEN(pers));
	tcase_add_loop_test(tc, table_moves, 0, ARRAY_LEN(moves));
	tcase_add_loop_test(tc, table_states, 0, ARRAY_LEN(states));
	tcase_add_loop_test(tc, table_versions, 0, ARRAY_LEN(versions));
	tcase_add_loop_test(tc, extension, 0, ARRAY_LEN(extensions));
	tcase_add_test(tc, trap_1);
	tcase_add_test(tc, trap_2);
	tcase_add_test(tc, trap_3);
	tcase_add_test(tc, trap_4);
	tcase_add_test(tc, trap_5);
	tcase_add_test(tc, trap_6);
	tcase_add_test(tc, trap_7);
	tcase_add_test(tc, trap_8);
	tcase_add_test(tc, leading);
	tcase_add_test(tc, trap_9);
	tcase_add_test(tc, trap_10);
	tcase_add_test(tc, trap_11);
	tcase_add_test(tc, trap_12);
	tcase_add_test(tc, steps);
	tcase_add_test(tc, others);
	tcase_add_test(tc, places);
	tcase_add_loop_test(tc, campaigns, 0, ARRAY_LEN(campaign_rows));
	tcase_add_test(tc, alerts);
	suite_add_tcase(s, tc);
	return s;
}
