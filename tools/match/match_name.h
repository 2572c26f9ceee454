/*
 * Products by their names in words.
 */
#ifndef MATCH_MATCH_NAME_H
#define MATCH_MATCH_NAME_H

#include <stdbool.h>
#include <stdint.h>

struct match_look;
struct match_try;

/*
 * Vendor and product of an entry against the component.  False: another
 * product.  full: confidence where both agree; all: without versions.
 */
bool match_name_entry(struct match_look *k, struct match_try *t, uint8_t full,
    uint8_t all);

#endif
