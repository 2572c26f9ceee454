/*
 * Names of makers that go with an index: its records are found by each of them.
 */
#ifndef INDEX_INDEX_MAKERS_H
#define INDEX_INDEX_MAKERS_H

struct index;
struct makers;

/*
 * Whoever asks the index from here on may ask for these, which must outlive it;
 * before the first question.  And those; NULL: every maker has one name.
 */
void index_makers_set(struct index *x, const struct makers *makers);
const struct makers *index_makers(const struct index *x);

#endif
