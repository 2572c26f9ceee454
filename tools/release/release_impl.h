/*
 * The parts of a publication in the making; for release_*.c alone.
 */
#ifndef RELEASE_RELEASE_IMPL_H
#define RELEASE_RELEASE_IMPL_H

#include "model/derived.h"
#include "model/model.h"
#include "pipeline/revision_next.h"
#include "release/release_publish.h"

struct diags;
struct person_entry;

/*
 * release_origin.c: why a case is nothing to approve or publish here: it is
 * somebody else's, a copy, or of a repository below.  Reports each reason under
 * the rule; true when there is none.
 */
bool release_origin_see(const struct world *w, const struct case_entry *c,
    const char *rule, struct diags *d);

/* release_refuse.c: why it may not go out, all reasons; whether it may. */
MUST_USE bool release_refuse(struct release_publish *p);

/* release_ledger.c: fill p->at and p->next; false when that cannot be. */
MUST_USE bool release_ledger_next(struct release_publish *p);

/* Add case.md, when it is to record the publication, and published.yaml. */
MUST_USE bool release_ledger_add(struct release_publish *p);

/* The revision that is to go out, for pipeline/revision_next.h. */
struct revision_next release_next(const struct release_publish *p);

/* A summary of p->change: a proposal, in a language. */
struct str release_change_say(const struct release_publish *p,
    const char *lang);

/* release_documents.c: add the documents and their signatures. */
MUST_USE bool release_documents_add(struct release_publish *p);

/* "cases/2026/PS-2026-0117/NAME", in a. */
struct str release_path(struct arena *a, const struct case_entry *c,
    struct str name);

/* An instant as people write it, in a: without seconds if there are none. */
struct str release_instant(struct arena *a, struct instant t);

/*
 * Add a file to write; strs are kept, not copied.  No path comes twice, and no
 * more than LIMIT_RELEASE_FILES: documents, signatures, case.md,
 * published.yaml.
 */
void release_add_file(struct release_publish *p, struct str path,
    struct str content, bool is_new);

/* "sato, tanaka": the first few ids, in a or of the model. */
struct str release_names(struct arena *a, const struct person_entry *const *v,
    size_t n);

#endif
