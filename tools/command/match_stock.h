/*
 * `hansho match` without input: all that the repository has.
 */
#ifndef COMMAND_MATCH_STOCK_H
#define COMMAND_MATCH_STOCK_H

struct invocation;
struct match_feeds;

/* Print the matches of all products and systems; the exit status. */
int match_stock(struct invocation *v, struct match_feeds *f);

#endif
