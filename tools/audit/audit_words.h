/*
 * Who wrote the words of case.md that everybody will read; for audit/ alone.
 *
 * They are told from the rest by the field tables: titles, summaries, remarks
 * and the like, each language for itself.  Names, numbers, vectors and facts
 * make nobody an author.
 */
#ifndef AUDIT_AUDIT_WORDS_H
#define AUDIT_AUDIT_WORDS_H

#include "audit/audit_author.h"

/*
 * Add the commits of a span that wrote or took away words of case.md that go
 * out: its title, and sentences on flaws and products, in either language.
 * They count when somebody else mends a word since, too.  Words belong to
 * their record: its CVE, product, address or category.  Those that only
 * changed their place in the file were not written.  A version that cannot be
 * read is written by who commits it and by who mends it.
 */
void audit_words_add(const struct audit_work *w, const struct case_entry *c,
    const struct audit_author_span *s, struct arena *a,
    struct audit_writings *out);

#endif
