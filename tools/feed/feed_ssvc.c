#include "feed/feed_ssvc.h"

#include "base/arena.h"
#include "base/limits.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"

/* The value of a decision point in one option, unless it is another's. */
static void
take(const struct json_node *option, const char *name, const char *other,
    struct str *out)
{
	struct str s = json_get_str(option, name);

	if (s.n == 0)
		s = json_get_str(option, other);
	if (s.n > 0)
		*out = s;
}

void
feed_ssvc(struct feed_make *k, const struct json_node *content)
{
	const struct json_node *n = feed_json_list(content, "options");
	struct str exploitation = S(""), automatable = S(""), impact = S("");

	for (; n != NULL; n = n->next) {
		take(n, "Exploitation", "exploitation", &exploitation);
		take(n, "Automatable", "automatable", &automatable);
		take(n, "Technical Impact", "technicalImpact", &impact);
	}
	if (exploitation.n == 0 ||
	    exploitation.n + automatable.n + impact.n > LIMIT_FEED_WORD_BYTES)
		return;
	k->r.ssvc = str_fmt(k->a, "%.*s/%.*s/%.*s", STR_ARG(exploitation),
	    STR_ARG(automatable), STR_ARG(impact));
	if (str_eq_nocase(exploitation, S("active")))
		k->r.is_exploited = true;
}
