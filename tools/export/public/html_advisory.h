/*
 * The values of an advisory's page: pages/public/advisory.html.
 */
#ifndef EXPORT_PUBLIC_HTML_ADVISORY_H
#define EXPORT_PUBLIC_HTML_ADVISORY_H

struct html_fill;
struct html_task;
struct value;

/* Build them all, the frame's included. */
struct value *html_advisory(struct html_fill *f, const struct html_task *task);

#endif
