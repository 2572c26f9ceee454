/*
 * Milliseconds that pass, for waits and progress.  No date: what time it is
 * comes from --now or main.
 */
#ifndef BASE_TICK_H
#define BASE_TICK_H

#include <stdint.h>

/* Since a point that stays the same while the program runs. */
int64_t tick_ms(void);

#endif
