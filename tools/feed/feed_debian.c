#include "base/attr.h"
#include "feed/feed_distro.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"

bool
feed_debian_is(struct str head)
{
	return feed_json_has(head, S("releases")) &&
	    feed_json_has(head, S("repositories")) &&
	    feed_json_has(head, S("urgency"));
}

/* "fixed_version": "0" says that the release never had it. */
static void
take_fixed(struct feed_make *k, struct feed_ware *w, struct str version)
{
	struct feed_stretch s = { .high = version, .status = FEED_AFFECTED };

	if (version.n == 0 || str_eq(version, S("0"))) {
		w->e.otherwise = FEED_NOT_AFFECTED;
		return;
	}
	w->e.text = version;
	feed_make_stretch(k, w, &s);
	w->e.otherwise = FEED_FIXED;
}

static void
take_release(struct feed_make *k, const struct json_node *n)
{
	struct str status = json_get_str(n, "status");
	struct str urgency = json_get_str(n, "urgency");
	struct str why = json_get_str(n, "nodsa_reason");
	struct feed_ware w = { .e = {
				   .by = FEED_BY_PACKAGE,
				   .type = S("deb"),
				   .namespace = S("debian"),
				   .name = k->doc->name,
				   .release = feed_distro_release(S("debian"),
				       n->name),
				   .scheme = S("deb"),
				   .is_source = true,
				   .note = feed_make_word(k,
				       json_get_str(n, "nodsa")),
			       } };

	if (str_eq(status, S("resolved"))) {
		take_fixed(k, &w,
		    feed_make_word(k, json_get_str(n, "fixed_version")));
	} else if (str_eq(status, S("open"))) {
		w.e.is_all = true;
		w.e.otherwise = FEED_AFFECTED;
		if (str_eq(why, S("ignored")) ||
		    str_eq(urgency, S("end-of-life")))
			w.e.otherwise = FEED_WONT_FIX;
	} else {
		w.e.otherwise = FEED_UNCLEAR;
	}
	if (w.e.note.n == 0 && str_eq(urgency, S("end-of-life")))
		w.e.note = urgency;
	feed_make_affects(k, &w.e);
}

/* One vulnerability of the package. */
static bool
take_flaw(struct feed_make *k, const struct json_node *n)
{
	const struct json_node *release = feed_json_list(n, "releases");

	feed_make_begin(k, n->at.off, n->at.len);
	if (!feed_make_id(k, n->name))
		return true;
	k->r.text_en = feed_make_text(json_get_str(n, "description"));
	for (; release != NULL; release = release->next)
		take_release(k, release);
	return feed_make_end(k);
}

bool
feed_debian(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *n = feed_json_first(
	    feed_json(scratch, doc, sink, NULL));

	for (; n != NULL; n = n->next) {
		if (!take_flaw(&k, n))
			return false;
	}
	return true;
}
