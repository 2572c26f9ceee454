/*
 * What happened around an advisory: changes of the newest revision, events,
 * revisions, thanks and references.
 */
#ifndef EXPORT_PUBLIC_HTML_HISTORY_H
#define EXPORT_PUBLIC_HTML_HISTORY_H

struct html_fill;
struct public_advisory;
struct value;

/*
 * Set "news", "timeline", "n_days", "revisions", "credits" and "references".
 */
void html_history(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv);

#endif
