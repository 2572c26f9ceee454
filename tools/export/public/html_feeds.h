/*
 * The public page that lists what one can subscribe to.
 */
#ifndef EXPORT_PUBLIC_HTML_FEEDS_H
#define EXPORT_PUBLIC_HTML_FEEDS_H

struct html_fill;
struct value;

/* Below the language's folder. */
#define HTML_FEEDS_PAGE	"feeds/index.html"

/* Values of pages/public/feeds.html. */
struct value *html_feeds(const struct html_fill *f);

/* Push the two feeds of all advisories to list, for the heads of pages. */
void html_feeds_all(const struct html_fill *f, struct value *list);

#endif
