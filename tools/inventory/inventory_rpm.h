/*
 * Which lines are of rpm -qa, for others to keep off.  Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_RPM_H
#define INVENTORY_INVENTORY_RPM_H

#include <stdbool.h>

struct inventory_line;

/*
 * Whether a line, cut into columns, shows an architecture that only rpm knows
 * or the tag of a distribution (".el9").
 */
bool inventory_rpm_line(const struct inventory_line *l);

#endif
