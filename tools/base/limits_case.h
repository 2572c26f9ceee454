/*
 * Limits of case work: feeds, scores, calendars, clocks, stages.  Included by
 * base/limits.h.
 */
#ifndef BASE_LIMITS_CASE_H
#define BASE_LIMITS_CASE_H

/* The whole EPSS file of a day has some 15 MB in 2026, KEV 2 MB. */
#define LIMIT_FEED_FILE_BYTES	(256u << 20)

/* KEV has some 1,500 entries, EPSS a row for each of 350,000 CVE ids. */
#define LIMIT_KEV_ENTRIES	100000u
#define LIMIT_EPSS_ROWS		4000000u
#define LIMIT_EPSS_DIGITS	24	/* of a value, on either side of "." */
#define LIMIT_FEED_VERSION	64	/* bytes of a feed's or model's name */

/* The longest vector has 190 bytes; a line this long holds something else. */
#define LIMIT_SCORE_LINE	4096

/* The largest table of CERT/CC has 192 rows. */
#define LIMIT_SSVC_CELLS	65536u
#define LIMIT_SSVC_VALUES	64u	/* of a point; five in the largest */
#define LIMIT_SSVC_FAULTS	100	/* as LIMIT_DIAGS_PER_FILE */

/* A dozen sources score a flaw; pairs of them grow with the square. */
#define LIMIT_SCORE_SOURCES	64

/* The whole state of 10,000 cases with 30 clocks each. */
#define LIMIT_STATE_BYTES	(1u << 30)

/* Calendars rest on calendars: company, group, country. */
#define LIMIT_CALENDAR_DEPTH	8

/* 300 years have 2.6 million hours; what is longer has no end. */
#define LIMIT_CLOCK_LENGTH	4000000

/* Days that an end moves off days on which it may not fall. */
#define LIMIT_CLOCK_MOVES	1000

/* Starts of one clock rule on one record, and those shown beside one. */
#define LIMIT_CLOCK_STARTS	256
#define LIMIT_CLOCK_CANDIDATES	32

/* Pauses of one clock; each is looked for in all facts. */
#define LIMIT_CLOCK_PAUSES	128

/* Companies belong to companies: unit, company, holding, head. */
#define LIMIT_COMPANY_DEPTH	8

/* Stages: who is asked for a requirement; more names help nobody. */
#define LIMIT_STAGE_WHO		5
#define LIMIT_STAGE_DEPUTIES	4	/* deputies of deputies who are away */

/* Roles there are, all of which a policy could ask to approve. */
#define LIMIT_APPROVAL_ROLES	32

/* Facts of a case that take others back: nobody reopens more often. */
#define LIMIT_STAGE_VOIDS	64

/* The table has 12 stages with some 50 requirements; companies add a few. */
#define LIMIT_STAGES		100
#define LIMIT_STAGE_REQUIREMENTS	1000

/*
 * Products times CVE ids of a case's table of statements: 400 products stood to
 * the five ids of December 2021, and a table of more is not read by people.
 */
#define LIMIT_STATEMENTS	20000u

/* Of a case: the world has fewer regimes, and no dispute has more dates. */
#define LIMIT_STAGE_REGIMES	256
#define LIMIT_STAGE_DATES	1000

/*
 * Calendar programs refuse files of over a megabyte; an event has some 900
 * bytes.  Those that press most are told.
 */
#define LIMIT_ICAL_EVENTS	1000u

#endif
