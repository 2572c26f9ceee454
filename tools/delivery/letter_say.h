/*
 * Words of letters: phrases of the catalogue (delivery.*) and foreign text made
 * harmless.
 */
#ifndef DELIVERY_LETTER_SAY_H
#define DELIVERY_LETTER_SAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/catalog.h"

struct arena;
struct buf;
struct letter_item;
struct model;
struct priority_state;

struct letter_say {
	struct arena *a;	/* results live here */
	const struct catalog *words;
	struct str lang;	/* "ja", "en" */
	/* "vulnerabilities/CVE-2026-0001" of an id: the pages' addresses */
	struct str (*place)(struct arena *a, struct str id);
};

#define LETTER_HOLE(name, value)	{ STR_INIT(name), (value) }

/* The phrase of a key; the key itself when there is none. */
struct str letter_say_word(const struct letter_say *s, const char *key);

/* The same by area and name: "word.severity", "high". */
struct str letter_say_of(const struct letter_say *s, const char *area,
    struct str name);

/* A phrase with its holes filled. */
struct str letter_say_fill(const struct letter_say *s, const char *key,
    const struct catalog_value *v, size_t n);

/*
 * Foreign text as one line of at most LIMIT_DELIVERY_WORDS characters, "..."
 * behind when it was cut: line ends and tabs are blanks, hostile characters
 * U+FFFD.
 */
struct str letter_say_line(const struct letter_say *s, struct str text);

/* A line of a message, "  Evidence: text" with so many blanks before, of a head
 * below delivery.head; an empty text makes none. */
void letter_say_put(const struct letter_say *s, struct buf *out,
    unsigned indent, const char *head, struct str text);

/* "Immediate (attacks are known)": as a decision table calls it, else the
 * policy; empty when there is none. */
struct str letter_say_priority(const struct letter_say *s,
    const struct model *m, const struct priority_state *p);

/* Where an item's page stands: absolute where the edition has an address, else
 * below it: "ja/vulnerabilities/CVE-2026-0001.html". */
struct str letter_say_page(const struct letter_say *s,
    const struct letter_item *x);

/* Its title in the language, else in the other; may be empty. */
struct str letter_say_title(const struct letter_say *s,
    const struct letter_item *x);

/* "CVE-2026-0001: title", of alerts too. */
struct str letter_say_headline(const struct letter_say *s,
    const struct letter_item *x);

/* What it concerns: "ExaGate 100 (exagate-100) 1.0, 1.1"; of alerts empty. */
struct str letter_say_subject(const struct letter_say *s,
    const struct letter_item *x);

#endif
