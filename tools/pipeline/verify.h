/*
 * Checks of what was rendered, before anything is published: links inside an
 * edition lead to files of it, anchors to ids of the page, JSON is JSON.
 */
#ifndef PIPELINE_VERIFY_H
#define PIPELINE_VERIFY_H

#include <stddef.h>

#include "base/str.h"

struct build;
struct verify;

/*
 * Begin with an edition of n files.
 *
 *   paths	of all its files, in their order; links may lead to them and to
 *		the manifest.  Lives as long as the verification.
 */
struct verify *verify_open(const struct build *b, const struct str *paths,
    size_t n);

/*
 * Look at the content of file i, which need not stay.  For several threads at
 * once, each with a worker number of its own below the pool's jobs, and once
 * for each i.
 */
void verify_file(struct verify *v, size_t i, struct str content,
    unsigned worker);

/*
 * End, and report what was found to b->d: link-dead, link-anchor,
 * link-absolute (a path that begins with "/"), and json-syntax, each at a
 * source named "EDITION/PATH".
 */
void verify_close(struct verify *v, struct str edition, struct build *b);

#endif
