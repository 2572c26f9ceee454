/*
 * What a planned public page is about: the items of the html exporter's pages.
 */
#ifndef EXPORT_PUBLIC_HTML_TASK_H
#define EXPORT_PUBLIC_HTML_TASK_H

#include <stdbool.h>
#include <stddef.h>

struct public_advisory;
struct public_page;

enum html_kind {
	HTML_ROOT,		/* choice of languages */
	HTML_INDEX,
	HTML_LIST,
	HTML_ADVISORY,
	HTML_REPORT,
	HTML_CONTACT,
	HTML_POLICIES,
	HTML_POLICY,
	HTML_THANKS,
	HTML_FEEDS,
	HTML_TEXT,		/* a page of free text */
	HTML_KEY,		/* the OpenPGP key, as it is */
};

#define HTML_OTHERS	5	/* a side column has room for so many */

struct html_task {
	enum html_kind kind;
	const struct public_advisory *adv;	/* HTML_ADVISORY */
	const struct public_advisory *others[HTML_OTHERS];
	size_t n_others;	/* advisories about the same product */
	const struct public_page *page;	/* HTML_POLICY, HTML_TEXT */
	size_t from;		/* HTML_LIST: first row */
	bool has_thanks;	/* there is a page of thanks */
};

#endif
