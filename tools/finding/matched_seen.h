/*
 * What an edition sees of what products and systems consist of.
 */
#ifndef FINDING_MATCHED_SEEN_H
#define FINDING_MATCHED_SEEN_H

struct arena;
struct model;
struct stock_list;

/*
 * The stocks of everything, as a view of the wall sees them: products, versions
 * and systems of the view; of their inventories what is of an entry that it
 * shows, too (what a product of another company is based on may not be).  Of an
 * inventory that is shown whole the components are those of all.  The model
 * itself gets them as they are.  Lives in perm.
 */
void matched_seen(struct arena *perm, const struct stock_list *all,
    const struct model *full, const struct model *m, struct stock_list *out);

/*
 * The same for looking for flaws: whoever answers for a product or system must
 * learn of those in what it inherits, so such a part of an entry that is not
 * shown is kept, by its package URL or CPE name and version alone.
 */
void matched_seen_asked(struct arena *perm, const struct stock_list *all,
    const struct model *full, const struct model *m, struct stock_list *out);

#endif
