#include "history/history_snapshot.h"

#include <string.h>

bool
history_snapshot_find(const struct history *h, struct str rev,
    uint8_t id[HISTORY_ID_BYTES], struct str *why)
{
	(void)h;
	(void)rev;
	(void)id;
	*why = S("not there yet");
	return false;
}

bool
history_snapshot_files(const struct history *h,
    const uint8_t id[HISTORY_ID_BYTES], struct history_snapshot *s)
{
	(void)h;
	(void)id;
	s->why = S("not there yet");
	return false;
}

bool
history_snapshot_merge(const struct history *h,
    const uint8_t ours[HISTORY_ID_BYTES],
    const uint8_t theirs[HISTORY_ID_BYTES], struct history_snapshot *s)
{
	(void)h;
	(void)ours;
	(void)theirs;
	s->why = S("not there yet");
	return false;
}

void
history_snapshot_blob(struct str content, uint8_t id[HISTORY_ID_BYTES])
{
	(void)content;
	memset(id, 0, HISTORY_ID_BYTES);
}
