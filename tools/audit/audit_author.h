/*
 * Who wrote what a case publishes; for audit/ alone.
 */
#ifndef AUDIT_AUDIT_AUTHOR_H
#define AUDIT_AUDIT_AUTHOR_H

#include "audit/audit_impl.h"

/*
 * What was written for a revision: after the one before, and until it went
 * out.  By instants, or by what the commits that brought them build on, since
 * who commits writes the date.
 */
struct audit_author_span {
	int64_t from_s;		/* not counted; INT64_MIN: from the first */
	int64_t to_s;		/* counted; INT64_MAX: until now */
	const struct history_commit *from, *to;	/* or NULL */
};

/* A commit that wrote public words of a case. */
struct audit_writing {
	const struct history_commit *commit;
	struct str path;	/* of the file */
	bool stands;		/* of case.md: words of it do still */
};

struct audit_writings {
	struct audit_writing *v;
	size_t n, cap;
};

/*
 * Who wrote for the revision at a place of the ledger; its length: the next.
 * Of advisory texts all commits, newest first, then of case.md those that
 * changed its words.  Lives in a, which must not be w->tmp.
 */
struct audit_writings audit_author_writings(const struct audit_work *w,
    const struct case_entry *c, size_t place, struct arena *a);

/*
 * The newest by p, or with p named as another author, or NULL.
 */
const struct audit_writing *audit_author_by(const struct audit_work *w,
    const struct audit_writings *l, const struct person_entry *p);

/*
 * One by nobody on the roster that no other known author has built upon since;
 * NULL: none.  *who gets the identity, in w->perm: "Name <mail>".
 */
const struct audit_writing *audit_author_unknown(const struct audit_work *w,
    const struct audit_writings *l, struct str *who);

/* All authors, each once; sets x->authors. */
void audit_author_list(const struct audit_work *w,
    const struct audit_writings *l, struct audit_case *x);

/* Whether a change is of a span and gave the file another content. */
bool audit_author_is_for(const struct audit_work *w,
    const struct history_change *c, const struct audit_author_span *s);

/*
 * What of the case's own files was changed by commits after c, or is not
 * committed, in words; empty: none.
 */
struct str audit_author_since(const struct audit_work *w,
    const struct case_entry *c, const struct history_commit *since);

#endif
