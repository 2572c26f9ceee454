/*
 * A vulnerability of a case with its products, as the case page shows it.
 */
#ifndef EXPORT_INTERNAL_FLAW_H
#define EXPORT_INTERNAL_FLAW_H

struct frame;
struct value;
struct vulnerability;

/*
 * Fill o for partials/in_flaw: cve, ids, title, sev, cwe, scores, others,
 * exploitation, ssvc, root_cause, rows (products), remedies, references.
 */
void flaw_show(const struct frame *f, struct value *o,
    const struct vulnerability *v);

#endif
