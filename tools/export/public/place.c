#include "export/public/place.h"

#include "base/arena.h"
#include "base/time.h"

struct str
place_lang(enum public_lang lang)
{
	return lang == PUBLIC_JA ? S("ja") : S("en");
}

struct str
place_page(struct arena *a, enum public_lang lang, struct str name)
{
	return str_fmt(a, "%.*s/%.*s", STR_ARG(place_lang(lang)),
	    STR_ARG(name));
}

static bool
is_plain(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/* A name for a file; never hidden, never a way out of the folder. */
static struct str
file_name(struct arena *a, struct str id)
{
	char *out = arena_bytes(a, id.n + 1);

	for (size_t i = 0; i < id.n; i++)
		out[i] = is_plain(id.p[i]) ? id.p[i] : '_';
	if (id.n > 0 && out[0] == '.')
		out[0] = '_';
	return (struct str){ out, id.n };
}

static struct str
named(struct arena *a, enum public_lang lang, const char *folder,
    struct str id, const char *ending)
{
	return str_fmt(a, "%.*s/%s/%.*s%s", STR_ARG(place_lang(lang)), folder,
	    STR_ARG(file_name(a, id)), ending);
}

struct str
place_advisory(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv)
{
	return named(a, lang, "advisories", adv->id, ".html");
}

struct str
place_advisory_text(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv)
{
	return named(a, lang, "advisories", adv->id, ".txt");
}

struct str
place_csaf(struct arena *a, const struct public_advisory *adv)
{
	int year = 1900;

	if (adv->n_revisions > 0) {
		struct instant utc = { adv->has_initial_release ?
			    adv->initial_release.s :
			    adv->revisions[0].at.s,
			0 };

		year = day_to_civil(instant_day(utc)).year;
	}
	return str_fmt(a, ".well-known/csaf/white/%d/%.*s.json", year,
	    STR_ARG(adv->file));
}

struct str
place_text_page(struct arena *a, enum public_lang lang, struct str id)
{
	return named(a, lang, "pages", id, ".html");
}

struct str
place_policy(struct arena *a, enum public_lang lang, struct str id)
{
	return named(a, lang, "policies", id, ".html");
}
