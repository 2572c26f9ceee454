/* Limits of deliveries; included by base/limits.h. */
#ifndef BASE_LIMITS_DELIVERY_H
#define BASE_LIMITS_DELIVERY_H

/* content/deliveries/YEAR.tsv: 1,500 readers, a line each work day, and room;
 * a line has some 200 bytes. */
#define LIMIT_DELIVERY_BYTES	(128u << 20)

/* A cell: ids have some 20 bytes, message ids 100. */
#define LIMIT_DELIVERY_CELL	512u

/* Sections of a message: nobody reads further, the page has the rest. */
#define LIMIT_DELIVERY_ITEMS	200u

/* Products and systems of a section: who has more reads the page. */
#define LIMIT_DELIVERY_THINGS	20u

/* Versions, components and digests of one section. */
#define LIMIT_DELIVERY_PARTS	8u

/* Characters of a foreign text in a message: a title, a reason. */
#define LIMIT_DELIVERY_WORDS	300u

/* A message: 200 sections of some 2 KB; no more is begun when it is half
 * full. */
#define LIMIT_DELIVERY_MESSAGE	(8u << 20)

/* Lines on a subscriber's page. */
#define LIMIT_DELIVERY_ROWS	500u

#endif
