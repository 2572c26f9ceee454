/*
 * A case as text: everything that was computed of it, with the places that
 * decided.
 */
#ifndef COMMAND_SHOW_CASE_H
#define COMMAND_SHOW_CASE_H

#include <stddef.h>

#include "command/page.h"
#include "model/derived.h"

struct say;
struct world;

void show_case(const struct page *p, const struct say *say,
    const struct world *w, const struct case_state *s);

/* The flaws of a case with this CVE id; all when it is empty. */
void show_case_flaws(const struct page *p, const struct say *say,
    const struct case_state *s, struct str cve);

/* A clock: its name, where it stands, when it ends in each zone; and how the
 * end came about when is_long. */
void show_case_clock(const struct page *p, const struct say *say,
    const struct clock *k, bool is_long);

/* A line "label  text", unless there is no text. */
void show_case_line(const struct page *p, const struct say *say,
    const char *key, struct str text);

/* A heading of show.KEY. */
void show_case_heading(const struct page *p, const struct say *say,
    const char *key);

#endif
