/*
 * Labels and field audiences: which ceiling sees which fields.
 */
#ifndef WALL_LEVEL_H
#define WALL_LEVEL_H

#include "model/records.h"

/*
 * The strictest field audience that an edition with this ceiling shows:
 * CLEAR public, GREEN and AMBER group, AMBER+STRICT team, RED named.
 */
enum field_audience level_fields(enum tlp ceiling);

#endif
