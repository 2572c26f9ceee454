/*
 * Dependencies that go round.  Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_CIRCLE_H
#define INVENTORY_INVENTORY_CIRCLE_H

struct inventory_make;

/*
 * Report inventory-circle, once, when components of m->out need each other in
 * a circle.  In time of components and dependencies, without recursion.
 */
void inventory_circle_report(struct inventory_make *m);

#endif
