/*
 * Waivers: alerts that may stay for a reason and a time.  They stand in the
 * file concerned (waivers: [{rule, reason, owner, until}]) and silence the
 * alerts of that rule in that file up to and including the day until.
 */
#ifndef RULE_WAIVER_H
#define RULE_WAIVER_H

#include "base/time.h"

struct diags;
struct model;
struct setting;

/*
 * Mark what is waived in d, which must be sorted; today is the day in the
 * organisation's zone.  Adds to d, unsorted: waiver-rule (error) for unknown
 * rules, waiver-class (error) for rules that are no alerts, waiver-expired and
 * waiver-unused (alerts).
 */
void waiver_apply(const struct model *m, const struct setting *settings,
    struct day today, struct diags *d);

#endif
