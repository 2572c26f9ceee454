/*
 * Checks of what was rendered, before anything is published: links inside an
 * edition lead to files of it, anchors to ids of the page, JSON is JSON.
 */
#ifndef PIPELINE_VERIFY_H
#define PIPELINE_VERIFY_H

#include "base/str.h"

struct build;
struct edition;

/*
 * Verify an edition's files (sorted by path) in parallel.  Reports to b->d:
 * link-dead, link-anchor, link-absolute (a path that begins with "/"), and
 * json-syntax, each at a source named "EDITION/PATH".
 */
void verify_edition(struct str name, const struct edition *e,
    struct build *b);

#endif
