/*
 * Vulnerabilities of an advisory's page: descriptions and ratings, each metric
 * of a vector in words.
 */
#ifndef EXPORT_PUBLIC_HTML_VULN_H
#define EXPORT_PUBLIC_HTML_VULN_H

struct html_fill;
struct public_advisory;
struct public_score;
struct value;

/* Set "vulns" and "n_vulns". */
void html_vuln(struct html_fill *f, struct value *adv_value,
    const struct public_advisory *adv);

/*
 * Set "attack": none or one {av, pr, ui}, the conditions of an attack as
 * letters of the catalogue's words attack.*; s may be NULL.
 */
void html_vuln_attack(struct value *o, const struct public_score *s);

#endif
