/*
 * manifest.json of the public edition: a digest per file, nothing else.
 */
#ifndef PIPELINE_MANIFEST_H
#define PIPELINE_MANIFEST_H

struct arena;
struct edition;

/*
 * Add manifest.json to an edition whose files are all there: an object of
 * paths and SHA-256 digests.  There is room for one more file in e->files.
 */
void manifest_add(struct edition *e, struct arena *perm);

#endif
