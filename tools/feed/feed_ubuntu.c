#include "feed/feed_ubuntu.h"

#include <stdint.h>

#include "feed/cve.h"
#include "feed/feed_distro.h"

struct feed_ware
feed_ubuntu_ware(struct feed_make *k, struct str codename, struct str name,
    bool is_source)
{
	return (struct feed_ware){ .e = {
				       .by = FEED_BY_PACKAGE,
				       .type = S("deb"),
				       .namespace = S("ubuntu"),
				       .name = feed_make_word(k, name),
				       .release =
					   feed_distro_release(S("ubuntu"),
					       feed_make_word(k, codename)),
				       .scheme = S("deb"),
				       .is_source = is_source,
				   } };
}

/* Debian Policy 5.6.12: it begins with a digit and has no blanks. */
static bool
is_version(struct str s)
{
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9' &&
	    str_find_byte(s, ' ', 0) == SIZE_MAX;
}

void
feed_ubuntu_fixed(struct feed_make *k, struct feed_ware *w, struct str version,
    struct str pocket)
{
	struct feed_stretch s = { .status = FEED_AFFECTED };

	if (w->e.name.n == 0)
		return;
	if (w->e.note.n == 0 && !str_eq(pocket, S("security")) &&
	    !str_eq(pocket, S("updates")))
		w->e.note = feed_make_word(k, pocket);
	s.high = feed_make_word(k, version);
	w->e.text = s.high.n > 0 ? s.high : S("released");
	if (is_version(s.high)) {
		feed_make_stretch(k, w, &s);
		w->e.otherwise = FEED_FIXED;
	} else {
		w->e.is_unread = true;
		w->e.otherwise = FEED_UNCLEAR;
	}
	feed_make_affects(k, &w->e);
}

void
feed_ubuntu_mention(struct feed_make *k, struct str s)
{
	if (cve_is_id(s))
		feed_make_alias(k, s);
	else if (str_starts(s, S("https://")) || str_starts(s, S("http://")))
		feed_make_link(k, s, S(""));
}
