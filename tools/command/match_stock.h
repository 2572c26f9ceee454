/*
 * `hansho match` without input: all that the repository has.
 */
#ifndef COMMAND_MATCH_STOCK_H
#define COMMAND_MATCH_STOCK_H

struct invocation;
struct match_feeds;

/*
 * Print what feeds say of all products and systems: a finding a row, but for
 * those that a closer source clears; in JSON a component a line.  The exit
 * status.
 */
int match_stock(struct invocation *v, struct match_feeds *f);

#endif
