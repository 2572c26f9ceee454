/*
 * Letters that look like others: a word of Latin letters is the same word with
 * some of another script.
 */
#ifndef SCAN_LOOKALIKE_H
#define SCAN_LOOKALIKE_H

#include <stdint.h>

/* The Latin letter that a folded character looks like, or the character. */
uint32_t lookalike_letter(uint32_t c);

#endif
