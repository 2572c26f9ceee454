/*
 * Builders of values that many pages share: texts with their language, times,
 * badges, labels, links to records.  Each sets one key of an object; what may
 * be absent is a list of none or one, for {{#each}}.
 */
#ifndef EXPORT_INTERNAL_SHOW_H
#define EXPORT_INTERNAL_SHOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"
#include "base/time.h"
#include "model/records.h"

struct document;
struct entry;
struct frame;
struct grade;
struct text_entry;
struct value;

/* {text, lang}: text for readers, in the page's language if there is one. */
void show_words(const struct frame *f, struct value *o, const char *key,
    const struct words *w);

/* None or one {text, lang}. */
void show_words_opt(const struct frame *f, struct value *o, const char *key,
    const struct words *w);

/* The same for text in one language: it is told by its letters. */
void show_text(const struct frame *f, struct value *o, const char *key,
    struct str s);
void show_text_opt(const struct frame *f, struct value *o, const char *key,
    struct str s);

/* A list of plain texts. */
void show_texts(struct value *o, const char *key, const struct text_list *l);

/*
 * None or one time, in the organisation's zone, as partials/time and
 * partials/in_date take it; is_past tells whether it has passed.
 */
void show_when(const struct frame *f, struct value *o, const char *key,
    struct when w);
void show_instant(const struct frame *f, struct value *o, const char *key,
    struct instant t);

/* None or one {level, bars, score}, for partials/severity. */
void show_grade(const struct frame *f, struct value *o, const char *key,
    const struct grade *g);

/* None or one {key, scope}, for partials/state; unset for none. */
void show_state(struct value *o, const char *key, enum row_state state);

/* {key, label}, for partials/tlp; label without "TLP:". */
void show_label(const struct frame *f, struct value *o, const char *key,
    struct str label);
void show_tlp(const struct frame *f, struct value *o, const char *key,
    enum tlp label);

/* The word of a value of an enumeration: word.TABLE.VALUE; "" for 0. */
struct str show_word(const struct frame *f, const struct enum_table *t, int v);
void show_enum(const struct frame *f, struct value *o, const char *key,
    const struct enum_table *t, int v);

/* A list of the words of roles. */
void show_roles(const struct frame *f, struct value *o, const char *key,
    const struct choice_list *l);

/* A word of a small vocabulary, PREFIX + text; else the text as written. */
struct str show_term(const struct frame *f, const char *prefix,
    struct str text);

/* Japanese by its letters: a lead byte of U+3000..U+9FFF. */
bool show_is_japanese(struct str s);

/* None or one {href, text, lang, id}: the record's name or title. */
void show_entry(const struct frame *f, struct value *o, const char *key,
    const struct entry *e);

/* The same for a reference; the id stands in when its target is not seen. */
void show_ref(const struct frame *f, struct value *o, const char *key,
    const struct ref *r);
void show_refs(const struct frame *f, struct value *o, const char *key,
    const struct ref_list *l);

/* Push {href, text, lang, id} to a list. */
void show_push_entry(const struct frame *f, struct value *list,
    const struct entry *e);

/* The text in the page's language, else in the other. */
const struct document *show_document(const struct frame *f,
    const struct text_entry *t);

/* The word of an event in the page's language; the name when unknown. */
struct str show_event(const struct frame *f, struct str name);

/* Set "up" {href, text}, the list a record belongs to, and "id". */
void show_up(const struct frame *f, const char *address, const char *word,
    struct str id);

/*
 * None or one {html, lang, failed}: a Markdown body; a faulty one is reported
 * by the checks, here it only says so.
 */
void show_body(const struct frame *f, struct value *o, const char *key,
    struct span body, int level_shift, struct str lang);

/* The path of the file a record stands in, as text "source". */
void show_source(const struct frame *f, struct value *o,
    const struct document *doc);

#endif
