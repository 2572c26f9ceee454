/*
 * The draft of an alert from what feeds say: for the PSIRT alone, not verified.
 */
#ifndef COMMAND_NEW_FROM_ALERT_H
#define COMMAND_NEW_FROM_ALERT_H

struct buf;
struct new_from;

/* Write the whole file. */
void new_from_alert(const struct new_from *f, struct buf *out);

#endif
