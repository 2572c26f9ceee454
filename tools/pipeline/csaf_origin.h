/*
 * What the validator says of the CSAF documents that published cases give, and
 * those whose approval has begun, at the place in the case's files that causes
 * it.  Rules cannot ask: they see no exporters.
 */
#ifndef PIPELINE_CSAF_ORIGIN_H
#define PIPELINE_CSAF_ORIGIN_H

struct released_check;

/*
 * Cases in parallel; what is asked for is that of released.h.  d grows, and is
 * sorted afterwards: csaf-finding (the schema, mandatory tests), csaf-advice
 * (optional ones).  Without words nothing is made.
 */
void csaf_origin_check(const struct released_check *r);

#endif
