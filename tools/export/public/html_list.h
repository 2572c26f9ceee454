/*
 * Lists of advisories: the first page of a language and the list itself.
 */
#ifndef EXPORT_PUBLIC_HTML_LIST_H
#define EXPORT_PUBLIC_HTML_LIST_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct html_fill;
struct html_task;
struct value;

/* Rows on one page of the list: longer tables are slow to draw. */
#define HTML_LIST_ROWS		500

/* Rows on the first page. */
#define HTML_LIST_LATEST	20

/* "advisories/index.html", "advisories/page-2.html", ... by first row. */
struct str html_list_name(struct arena *a, size_t from);

/* Values of pages/public/index.html. */
struct value *html_list_index(const struct html_fill *f);

/* Values of pages/public/advisories.html for the rows from task->from on. */
struct value *html_list(const struct html_fill *f,
    const struct html_task *task);

#endif
