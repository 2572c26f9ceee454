#include "base/limits.h"
#include "feed/cve.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("cveID"),
	STR_INIT("euvdID"),
	STR_INIT("vendorProject"),
	STR_INIT("product"),
	STR_INIT("vulnerabilityName"),
	STR_INIT("dateAdded"),
	STR_INIT("dateReported"),
	STR_INIT("shortDescription"),
	STR_INIT("requiredAction"),
	STR_INIT("dueDate"),
	STR_INIT("knownRansomwareCampaignUse"),
	STR_INIT("notes"),
	STR_INIT("cwes"),
	STR_INIT(""),
};

bool
feed_kev_is(struct str head)
{
	return feed_json_has(head, S("cveID")) &&
	    (feed_json_has(head, S("dateAdded")) ||
		feed_json_has(head, S("dateReported")));
}

/* ENISA writes "-" where nothing is known. */
static struct str
told(const struct json_node *n, const char *name)
{
	struct str s = str_trim(json_get_str(n, name));

	return str_eq(s, S("-")) ? S("") : s;
}

/* Addresses in prose: words that begin with https://. */
static void
take_notes(struct feed_make *k, struct str notes)
{
	struct str word;

	while (notes.n > 0 && k->r.n_links < LIMIT_FEED_LINKS) {
		(void)str_cut(notes, ' ', &word, &notes);
		if (word.n > 0 && word.p[word.n - 1] == ';')
			word.n--;
		if (str_starts(word, S("https://")) ||
		    str_starts(word, S("http://")))
			feed_make_link(k, word, S(""));
	}
}

/* "17/01/25", day first: 2025-01-17. */
static struct str
european_day(struct feed_make *k, struct str s)
{
	if (s.n != 8 || s.p[2] != '/' || s.p[5] != '/')
		return s;
	return str_fmt(k->a, "20%.*s-%.*s-%.*s", 2, s.p + 6, 2, s.p + 3, 2,
	    s.p);
}

static void
take_days(struct feed_make *k, const struct json_node *n)
{
	struct str added = told(n, "dateAdded"), due = told(n, "dueDate");

	if (added.n == 0)
		added = european_day(k, told(n, "dateReported"));
	feed_make_time(k, added, &k->r.published);
	k->r.modified = k->r.published;
	if (due.n > 0 && !day_parse(due, &k->r.due))
		feed_make_report(k, "a day is written 2026-09-01",
		    "its dueDate is no day");
}

bool
feed_kev(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *n = feed_json(scratch, doc, sink, keep), *cwe;
	struct feed_affects e = { .by = FEED_BY_NAME, .is_all = true };
	struct str id = json_get_str(n, "cveID");

	if (n == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, cve_is_id(id) ? id : S("")))
		return true;
	k.r.is_exploited = true;
	k.r.is_ransomware = str_eq(told(n, "knownRansomwareCampaignUse"),
	    S("Known"));
	take_days(&k, n);
	k.r.title_en = feed_make_text(told(n, "vulnerabilityName"));
	k.r.text_en = feed_make_text(told(n, "shortDescription"));
	k.r.solution = feed_make_text(told(n, "requiredAction"));
	for (cwe = feed_json_list(n, "cwes"); cwe != NULL; cwe = cwe->next)
		feed_make_cwe(&k, cwe->text);
	feed_make_alias(&k, told(n, "euvdID"));
	take_notes(&k, told(n, "notes"));
	e.vendor = feed_make_word(&k, told(n, "vendorProject"));
	e.product = feed_make_word(&k, told(n, "product"));
	if (e.product.n > 0)
		feed_make_affects(&k, &e);
	return feed_make_end(&k);
}
