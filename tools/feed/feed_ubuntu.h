/*
 * What Ubuntu's sources share: packages of releases by codename, and the
 * versions that fix them.
 */
#ifndef FEED_FEED_UBUNTU_H
#define FEED_FEED_UBUNTU_H

#include <stdbool.h>

#include "feed/feed_make.h"

/* A package of a release; the name of a source package or a binary one. */
struct feed_ware feed_ubuntu_ware(struct feed_make *k, struct str codename,
    struct str name, bool is_source);

/*
 * Add it: fixed by a version that came through a pocket, which is noted where
 * not all users of the release have it ("esm-infra").  Without a version it is
 * a question.  What has no name is passed over.
 */
void feed_ubuntu_fixed(struct feed_make *k, struct feed_ware *w,
    struct str version, struct str pocket);

/* Take an advisory's mention: a CVE id that it is on, or an address. */
void feed_ubuntu_mention(struct feed_make *k, struct str s);

#endif
