/*
 * What a letter says of a vulnerability, whatever has it.
 */
#ifndef DELIVERY_LETTER_KNOWN_H
#define DELIVERY_LETTER_KNOWN_H

struct buf;
struct known;
struct letter_say;

/* The lines of score, KEV and EPSS: the program's words and what feeds say. */
void letter_known_put(const struct letter_say *s, const struct known *k,
    struct buf *out);

#endif
