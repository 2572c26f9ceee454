/*
 * The parts of a check of a provider's folder, and what they share; for
 * provided/ alone.
 */
#ifndef PROVIDED_PROVIDED_PART_H
#define PROVIDED_PROVIDED_PART_H

#include "provided/provided_impl.h"
#include "provided/provided_limits.h"

/* Report; help says the way out. */
void provided_error(struct diags *d, enum provided_requirement r,
    struct span at, const char *help, const char *fmt, ...) PRINTF_LIKE(5, 6);
void provided_warn(struct diags *d, enum provided_requirement r,
    struct span at, const char *help, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* The first bytes of a text, for a message. */
struct str provided_quote(struct str s);

/* The start of a file; of the folder itself for NULL. */
struct span provided_at(const struct provided_file *f);

/* The file with this path, or that an address leads to; NULL: none. */
struct provided_file *provided_find(const struct provided *k, struct str path);
struct provided_file *provided_url(const struct provided *k, struct str url);

/* The folder that a path is in, or NULL. */
struct provided_folder *provided_folder(const struct provided *k,
    struct str path);

/* Whether documents below a path need signatures: by their role. */
bool provided_is_trusted(const struct provided *k, struct str path);

/* Read a file for its source; false, reported under r. */
MUST_USE bool provided_text(struct provided *k, struct provided_file *f,
    enum provided_requirement r, struct str *out);

/* The same as JSON of a shape; NULL, reported under r. */
const struct json_node *provided_json(struct provided *k,
    struct provided_file *f, enum provided_requirement r, unsigned shape);

/* provided_shape.c: report under r what is not of the shape. */
void provided_shape(struct diags *d, const struct json_node *root,
    enum provided_requirement r, unsigned shape);

/* provided_about.c: security.txt, metadata and what they name; keys are read,
 * nothing is known of documents yet. */
void provided_about(struct provided *k);

/* Then the feeds, service and category documents that metadata name. */
void provided_about_lists(struct provided *k);

/* provided_key.c: read the keys that metadata name. */
void provided_key(struct provided *k, const struct json_node *metadata);

/* provided_document.c: how strict a label is: 0 for what everybody may read,
 * -1 for what is no label. */
int provided_document_rank(struct str label);

/* Document f, whose bytes are content. */
void provided_document(struct provided *k, struct provided_file *f,
    struct str content, unsigned worker);

/* provided_feed.c: one feed that metadata name. */
void provided_feed(struct provided *k, struct provided_file *f,
    struct str label);

/* provided_list.c: index.txt, changes.csv and listings of a folder. */
void provided_list(struct provided *k, const struct provided_folder *f);

#endif
