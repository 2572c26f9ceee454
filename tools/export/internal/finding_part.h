/*
 * What feeds say on the page of a product or system: its parts, findings, what
 * nobody watches, and the decisions with what became of them.
 */
#ifndef EXPORT_INTERNAL_FINDING_PART_H
#define EXPORT_INTERNAL_FINDING_PART_H

#include "model/records.h"

struct blind_spot;
struct frame;
struct product_entry;
struct system_entry;
struct value;

/*
 * Set for partials/in_parts: holders, a list of {version, files {path, format,
 * n}, parts {name, version, identity, path, is_watched, n_found}, n_parts,
 * n_more}; blind, a list as finding_part_blind(), and n_more_blind.
 */
void finding_part_show(const struct frame *f, const struct product_entry *p,
    const struct system_entry *s);

/*
 * Set for partials/in_found: found (rows as finding_row_show, the first of
 * them), n_found, n_more_found, found_href (the list of all; of a system that
 * of its owner; or empty), has_matched.
 */
void finding_part_found(const struct frame *f, const struct product_entry *p,
    const struct system_entry *s);

/* Set by_version: {version, counts, n_todo, n_kev} of each with a finding. */
void finding_part_versions(const struct frame *f,
    const struct product_entry *p);

/* Set o.rulings, {version, is_inherited, lapses}, of a decision. */
void finding_part_rulings(const struct frame *f, struct value *o,
    const struct decision *k);

/*
 * Set for a line of a system: flaws, a list as finding_row_known(), at most
 * some, n_more_flaws; questions, a list of texts; is_watched.
 */
void finding_part_line(const struct frame *f, struct value *o,
    const struct system_entry *s, size_t line);

/* Fill o: subject (none or one), version, component, reason, path. */
void finding_part_blind(const struct frame *f, struct value *o,
    const struct blind_spot *b);

#endif
