/*
 * A company's share: which documents the edition of one company shows.  Labels
 * and filters are another matter (wall/inside.c).
 *
 * Its own are the company and all whose chain of parents leads to it.  It sees
 * of products, judgements, systems, answers and requests its own, and of cases
 * those that are its own or name a product of its own as more than not affected
 * (those too, once they are out).  Products of outside makers are nobody's
 * secret and belong to everybody's share.  Persons,
 * policies, alerts, campaigns and the handbook are shared by all.
 */
#ifndef WALL_SHARE_H
#define WALL_SHARE_H

#include <stdbool.h>
#include <stdint.h>

struct audience;
struct document;
struct model;

struct share {
	const struct model *m;		/* the full one, linked */
	const struct audience *of;	/* whose edition it is */
	int64_t now_s;			/* seconds since 1970 */
};

/* Whether the audience is that of one company. */
bool share_is_one(const struct share *s);

/* Whether a document is in the share; every one is where no company is named,
 * and none of those above where the company named does not exist. */
bool share_has(const struct share *s, const struct document *doc);

#endif
