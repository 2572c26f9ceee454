/*
 * What export and import of bundles share.
 */
#ifndef FETCH_FETCH_BUNDLE_IMPL_H
#define FETCH_FETCH_BUNDLE_IMPL_H

#include "base/attr.h"
#include "base/str.h"

struct fetch;
struct io_dir;

#define FETCH_BUNDLE_LIST	"hansho-feeds.json"
#define FETCH_BUNDLE_PIECE	((size_t)256 << 10)

/*
 * The folder of a file anywhere, and its name there.  Ends the program when
 * there is no such folder.
 */
struct io_dir *fetch_bundle_folder(struct fetch *f, struct str path,
    struct str *name);

#endif
