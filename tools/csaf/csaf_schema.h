/*
 * The check of a document's shape against the tables of csaf_table.h.  For
 * csaf/ alone.
 */
#ifndef CSAF_CSAF_SCHEMA_H
#define CSAF_CSAF_SCHEMA_H

struct csaf_run;
struct json_node;

/*
 * The test of the schema itself: reports as "schema"; within CVSS objects as
 * 6.1.8; what is not in the schema as 6.2.20.  In 2.1 also: within SSVC objects
 * as 6.1.46, within extensions as 6.1.60.1, dates as 6.1.37.
 */
void csaf_schema_check(struct csaf_run *k);

/* Hold a node of a 2.1 document against a type, as the test at work. */
void csaf_schema_check_as(struct csaf_run *k, const struct json_node *node,
    unsigned type);

#endif
