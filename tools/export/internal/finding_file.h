/*
 * Findings for programs and spreadsheets: CSV and JSON beside each list, in
 * pieces.  Cells and members are the same for every language; texts of feeds
 * are foreign, and no cell is a formula.
 */
#ifndef EXPORT_INTERNAL_FINDING_FILE_H
#define EXPORT_INTERNAL_FINDING_FILE_H

#include <stddef.h>

struct finding;
struct finding_list;
struct frame;

/* Set "files" of a list's page: {href, text, number}, CSV then JSON; number is
 * 0 when there is one of each.  Empty for an empty list. */
void finding_file_show(const struct frame *f, const struct finding_list *l);

#endif
