/*
 * Which products the records of a vulnerability name: told where no component
 * of an inventory is one of them.
 */
#ifndef COMMAND_WHY_NAMES_H
#define COMMAND_WHY_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct index;
struct page;
struct say;

/* The names of n records, each once; of many the first and how many more. */
void why_names_put(const struct page *p, const struct say *say,
    struct arena *a, const struct index *x, const uint32_t *records, size_t n);

#endif
