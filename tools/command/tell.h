/*
 * What explain and whatif share: an open repository with everything that is
 * computed of it, its words, and paragraphs.
 */
#ifndef COMMAND_TELL_H
#define COMMAND_TELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/span.h"
#include "command/command.h"
#include "export/say.h"

struct tell {
	struct invocation *v;
	struct world r;
	struct say say;
	const struct policy_set *group;
	const struct policy_set **companies;	/* as r.model->companies */
	struct buf *out;	/* what tell_close() prints */
};

/* Open the repository and compute everything; false with a message printed. */
bool tell_open(struct invocation *v, struct tell *out);

/* Print what was told, and close the repository. */
void tell_close(struct tell *t);

/* The policy that counts for a company; NULL: the group's. */
const struct policy_set *tell_policy(const struct tell *t,
    const struct company_entry *company);

/* A word of the catalogue; its key when there is none. */
struct str tell_word(const struct tell *t, const char *key);

/* The same with {a} and {b} filled. */
struct str tell_fill(const struct tell *t, const char *key, struct str a,
    struct str b);

/* "path:12" of a span; "" of nowhere. */
struct str tell_place(const struct tell *t, struct span at);

/* Text with something beside it in brackets, unless that is empty. */
struct str tell_aside(const struct tell *t, struct str text, struct str aside);

/* Both with a comma between them, unless one is empty. */
struct str tell_join(const struct tell *t, struct str all, struct str more);

/* "a: b", unless one is empty. */
struct str tell_colon(const struct tell *t, struct str a, struct str b);

/* A heading; a paragraph, wrapped, set in by indent columns. */
void tell_head(const struct tell *t, struct str text);
void tell_put(const struct tell *t, size_t indent, struct str text);

/* "ID  NAME" of a record, as a heading. */
void tell_title(const struct tell *t, const struct entry *e);

/* "LABEL: text" with the label's key; nothing when text is empty. */
void tell_pair(const struct tell *t, size_t indent, const char *key,
    struct str text);

/* "LABEL: condition", its parts on lines of their own; nothing for none. */
void tell_condition(const struct tell *t, size_t indent, const char *key,
    const struct condition *c);

/* Words of a list of events, of choices, of references, of texts. */
struct str tell_events(const struct tell *t, const struct text_list *l);
struct str tell_choices(const struct tell *t, const struct enum_table *e,
    const struct choice_list *l);
struct str tell_texts(const struct tell *t, const struct text_list *l);

#endif
