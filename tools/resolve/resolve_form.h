/*
 * What a CPE name would look like that no source uses: by the customs of CPE.
 * For people to know where to look; never a suggestion.
 */
#ifndef RESOLVE_RESOLVE_FORM_H
#define RESOLVE_RESOLVE_FORM_H

struct arena;
struct dictionary;
struct resolve_part;
struct resolved;

/* Add such names to the candidates. */
void resolve_form(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, struct resolved *out);

#endif
