#include "base/arena.h"
#include "base/num.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_ubuntu.h"

/* The last second that base/time.h has. */
#define LAST_S	7258118399

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "4011-1": the number of a notice and of its edition. */
static bool
is_number(struct str s)
{
	struct str x, y;

	return str_cut(s, '-', &x, &y) && x.n > 0 && y.n > 0 &&
	    str_is_all(x, is_digit) && str_is_all(y, is_digit);
}

bool
feed_usn_is(struct str head)
{
	return is_number(feed_json_lead(head)) &&
	    (feed_json_has(head, S("releases")) ||
		feed_json_has(head, S("isummary")) ||
		feed_json_has(head, S("cves")));
}

/* Seconds since 1970, with a fraction. */
static void
take_time(struct feed_make *k, const struct json_node *n)
{
	struct str whole, part;
	int64_t s;

	if (n == NULL || n->kind != JSON_IS_NUMBER)
		return;
	(void)str_cut(n->text, '.', &whole, &part);
	if (num_parse(whole, 0, LAST_S, &s) &&
	    (part.n == 0 || str_is_all(part, is_digit)))
		k->r.published.s = s;
	else
		feed_make_report(k, "a time is in seconds since 1970",
		    "its timestamp is none, and left out");
}

static void
take_packages(struct feed_make *k, struct str codename,
    const struct json_node *n, bool is_source)
{
	for (; n != NULL; n = n->next) {
		struct feed_ware w = feed_ubuntu_ware(k, codename, n->name,
		    is_source);

		feed_ubuntu_fixed(k, &w, json_get_str(n, "version"),
		    json_get_str(n, "pocket"));
	}
}

/* Old notices have no allbinaries; where they stand, they hold the others. */
static void
take_release(struct feed_make *k, const struct json_node *n)
{
	const struct json_node *binaries = feed_json_list(n, "allbinaries");

	if (binaries == NULL)
		binaries = feed_json_list(n, "binaries");
	take_packages(k, n->name, feed_json_list(n, "sources"), true);
	take_packages(k, n->name, binaries, false);
}

bool
feed_usn(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, NULL), *n;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k,
		is_number(doc->name) ? str_cat(scratch, S("USN-"), doc->name) :
				       doc->name))
		return true;
	take_time(&k, json_get(root, "timestamp"));
	k.r.title_en = feed_make_text(json_get_str(root, "title"));
	k.r.text_en = feed_make_text(json_get_str(root, "description"));
	k.r.solution = feed_make_text(json_get_str(root, "action"));
	for (n = feed_json_list(root, "cves"); n != NULL; n = n->next)
		feed_ubuntu_mention(&k, n->text);
	for (n = feed_json_list(root, "releases"); n != NULL; n = n->next)
		take_release(&k, n);
	return feed_make_end(&k);
}
