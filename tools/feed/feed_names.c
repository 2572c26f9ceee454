#include "feed/feed_names.h"

#include "feed/feed_beside.h"

static bool
has(struct str s, struct str what)
{
	return str_find(s, what, 0) != SIZE_MAX;
}

/* A list, of versions; trackers of distributions have objects of that name. */
static bool
has_releases(struct str s)
{
	return has(s, S("\"releases\":[")) || has(s, S("\"releases\": ["));
}

enum feed_names
feed_names_of(struct str head)
{
	struct str s = str_sub(head, 0, FEED_NAMES_HEAD);
	size_t end = str_find_byte(s, '\n', 0);
	bool is_line = s.n > 0 && s.p[0] == '{' &&
	    (end == SIZE_MAX || s.p[end - 1] == '}');

	/* It names what dictionaries have. */
	if (feed_beside_is_schema(s))
		return FEED_NAMES_NONE;
	if (has(s, S("\"NVD_CPE\"")))
		return FEED_NAMES_NVD;
	if (has(s, S("<VendorInfo")) || has(s, S(":VendorInfo")))
		return FEED_NAMES_XML;
	if (is_line && (has_releases(s) || has(s, S("\"pcpe\""))) &&
	    !has(s, S("\"result\"")))
		return FEED_NAMES_LINES;
	if (has(s, S("\"jvn-product-dictionary\"")) ||
	    has(s, S("\"jvn_product_dictionary\"")) ||
	    has(s, S("\"jvn-vendor-dictionary\"")) ||
	    (has(s, S("\"result\"")) && has_releases(s)))
		return FEED_NAMES_JSON;
	return FEED_NAMES_NONE;
}
