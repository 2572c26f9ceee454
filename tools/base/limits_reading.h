/*
 * Limits of reading what documents say, of checking and comparing it.  Part of
 * base/limits.h, which files include.
 */
#ifndef BASE_LIMITS_READING_H
#define BASE_LIMITS_READING_H

/*
 * Documents whose statements are read (reading/): the largest honest ones name
 * some 100,000 products, and each in some hundred vulnerabilities.  A product
 * within a product within another has as many faces as it is deep; a list of
 * a million pieces of ranges is an attack.
 */
#define LIMIT_READING_PRODUCTS		200000u
#define LIMIT_READING_STATEMENTS	4000000u
#define LIMIT_READING_FACES		32u

/* CSAF 2.1 allows no more branches in each other (test 6.1.34). */
#define LIMIT_CSAF_BRANCHES	30

/*
 * A validated document: findings kept (1,153 in a real one), and steps from
 * groups to products, which could otherwise grow with the square of its size.
 */
#define LIMIT_CSAF_FINDINGS	5000
#define LIMIT_CSAF_WORK		50000000u

/*
 * Formats are held side by side (pipeline/agree.c): versions of an advisory's
 * products times its vulnerabilities, and what the report tells of one format.
 */
#define LIMIT_AGREE_ROWS	20000u
#define LIMIT_AGREE_TOLD	3u

#endif
