/*
 * SSVC decision points as CISA publishes them in CVE records and through NVD.
 */
#ifndef FEED_FEED_SSVC_H
#define FEED_FEED_SSVC_H

struct feed_make;
struct json_node;

/*
 * Set the record's ssvc from {"options": [{"Exploitation": "active"},
 * {"Automatable": "yes"}, {"Technical Impact": "total"}]}; names also in
 * camelCase.  Active exploitation is exploitation.  NULL is fine.
 */
void feed_ssvc(struct feed_make *k, const struct json_node *content);

#endif
