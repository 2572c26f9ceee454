/*
 * The mirror in one file, for machines without a network: a tar archive whose
 * first member lists the others with what their sidecars say.
 *
 * A bundle is a foreign file: no name in it is a path before it was found
 * safe, sizes are bounded, digests compared, and each file is looked at as if
 * it had just been fetched.
 */
#ifndef FETCH_FETCH_BUNDLE_H
#define FETCH_FETCH_BUNDLE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct fetch;

/*
 * Write what the mirror has of the feeds that were asked for.  False, having
 * said why, when a file is not what its sidecar says; nothing is left then.
 */
MUST_USE bool fetch_bundle_export(struct fetch *f, struct str path);

/*
 * Take the files of feeds that were asked for and stand in content/feeds.yaml,
 * unless ours were checked later.  False, having said why, when it is no
 * bundle or breaks off; files refused are counted in f.
 */
MUST_USE bool fetch_bundle_import(struct fetch *f, struct str path);

#endif
