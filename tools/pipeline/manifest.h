/*
 * manifest.json of an edition of advisories: a digest per file, and of a
 * restricted one the strictest label in it.
 */
#ifndef PIPELINE_MANIFEST_H
#define PIPELINE_MANIFEST_H

struct arena;
struct edition;

/*
 * Add manifest.json to an edition whose files are all there: an object of
 * paths and SHA-256 digests, and "tlp": "AMBER" of a restricted one.  There is
 * room for one more file in e->files.
 */
void manifest_add(struct edition *e, struct arena *perm);

#endif
