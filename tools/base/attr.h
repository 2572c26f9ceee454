/*
 * Compiler attributes, assertions and small helpers that every file may use.
 *
 * Three kinds of failure have three mechanisms: faults of the data go to
 * base/diag.h, faults of the environment to die_env(), and faults of this
 * program to ASSERT and BUG, which are always on.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#include <stddef.h>

#define MUST_USE	__attribute__((warn_unused_result))
#define NORETURN	__attribute__((noreturn))
#define PRINTF_LIKE(f, a)	__attribute__((format(printf, f, a)))
#define UNUSED		__attribute__((unused))

#define ARRAY_LEN(a)	(sizeof(a) / sizeof((a)[0]))

/* The condition is ours to keep; a false one ends the program. */
#define ASSERT(cond)							\
	((cond) ? (void)0 : bug_at(__FILE__, __LINE__, #cond))

/* A place that cannot be reached. */
#define BUG(why)	bug_at(__FILE__, __LINE__, (why))

/* Print file, line and reason to standard error and abort. */
NORETURN void bug_at(const char *file, int line, const char *why);

/*
 * The environment failed us (a directory without permission, a full disk):
 * print "hansho: MESSAGE: strerror(err)" and exit with status 3.  err 0 leaves
 * the reason out.  Hooks given to die_hook() run first.
 */
NORETURN void die_env(int err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Run fn before die_env() exits: temporary files are taken away there. */
void die_hook(void (*fn)(void));

#endif
