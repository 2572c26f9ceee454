/*
 * Public pages about the organisation: report, contact, policies, thanks, free
 * text, and the choice of languages.
 */
#ifndef EXPORT_PUBLIC_HTML_SITE_H
#define EXPORT_PUBLIC_HTML_SITE_H

struct html_fill;
struct html_task;
struct value;

/* Values of the template of that name in pages/public/. */
struct value *html_site_report(const struct html_fill *f);
struct value *html_site_contact(const struct html_fill *f);
struct value *html_site_policies(const struct html_fill *f);
struct value *html_site_thanks(const struct html_fill *f);
struct value *html_site_root(const struct html_fill *f);

/* pages/public/page.html for a page or a policy. */
struct value *html_site_text(const struct html_fill *f,
    const struct html_task *task);

#endif
