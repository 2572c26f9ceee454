#include "export/public/place.h"

#include "base/arena.h"
#include "base/time.h"
#include "export/address.h"

struct str
place_lang(enum public_lang lang)
{
	return lang == PUBLIC_JA ? S("ja") : S("en");
}

struct str
place_page(struct arena *a, enum public_lang lang, struct str name)
{
	return str_cat(a, str_cat(a, place_lang(lang), S("/")), name);
}

struct str
place_advisory(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv)
{
	return address_advisory(a, place_lang(lang), adv->id);
}

struct str
place_advisory_text(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv)
{
	return address(a, place_lang(lang), "advisories", adv->id, ".txt");
}

/* Below a folder, the one of the year of initial release. */
static struct str
in_year(struct arena *a, const char *folder, const struct public_advisory *adv)
{
	int year = 1900;

	if (adv->n_revisions > 0) {
		struct instant utc = { adv->has_initial_release ?
			    adv->initial_release.s :
			    adv->revisions[0].at.s,
			0 };

		year = day_to_civil(instant_day(utc)).year;
	}
	return str_fmt(a, "%s/%d/%.*s.json", folder, year, STR_ARG(adv->file));
}

struct str
place_csaf(struct arena *a, const struct public_advisory *adv)
{
	static const char *const folders[] = {
		[PUBLIC_CLEAR] = PLACE_CSAF20 "white",
		[PUBLIC_GREEN] = PLACE_CSAF20 "green",
		[PUBLIC_AMBER] = PLACE_CSAF20 "amber",
		[PUBLIC_AMBER_STRICT] = PLACE_CSAF20 "red",
		[PUBLIC_RED] = PLACE_CSAF20 "red",
	};

	return in_year(a,
	    adv->is_foreign ? "others/csaf" : folders[adv->label], adv);
}

struct str
place_csaf21(struct arena *a, const struct public_advisory *adv)
{
	static const char *const folders[] = {
		[PUBLIC_CLEAR] = PLACE_CSAF21 "clear",
		[PUBLIC_GREEN] = PLACE_CSAF21 "green",
		[PUBLIC_AMBER] = PLACE_CSAF21 "amber",
		[PUBLIC_AMBER_STRICT] = PLACE_CSAF21 "amber+strict",
		[PUBLIC_RED] = PLACE_CSAF21 "red",
	};

	return in_year(a, folders[adv->label], adv);
}

struct str
place_successor(struct arena *a, const struct public_successor *s,
    bool is_csaf21)
{
	const struct public_advisory stub = {
		.id = s->id,
		.file = s->file,
		.label = s->label,
		.n_revisions = 1,
		.initial_release = s->released,
		.has_initial_release = true,
	};

	if (s->id.n == 0)
		return s->url;
	return str_cat(a, s->base_url,
	    is_csaf21 ? place_csaf21(a, &stub) : place_csaf(a, &stub));
}

/* As if it were an advisory of its own. */
static struct public_advisory
vex_of(struct arena *a, const struct public_advisory *adv, struct str name)
{
	struct public_advisory one = *adv;

	one.file = str_fmt(a, "%.*s-vex-%.*s", STR_ARG(adv->file),
	    STR_ARG(name));
	return one;
}

struct str
place_csaf_vex(struct arena *a, const struct public_advisory *adv,
    struct str name)
{
	const struct public_advisory one = vex_of(a, adv, name);

	return place_csaf(a, &one);
}

struct str
place_csaf21_vex(struct arena *a, const struct public_advisory *adv,
    struct str name)
{
	const struct public_advisory one = vex_of(a, adv, name);

	return place_csaf21(a, &one);
}

struct str
place_openvex(struct arena *a, const struct public_advisory *adv,
    struct str name)
{
	return str_fmt(a, "vex/openvex/%.*s-%.*s.openvex.json",
	    STR_ARG(adv->file), STR_ARG(name));
}

struct str
place_cyclonedx(struct arena *a, const struct public_advisory *adv,
    struct str name)
{
	return str_fmt(a, "vex/cyclonedx/%.*s-%.*s.cdx.json",
	    STR_ARG(adv->file), STR_ARG(name));
}

struct str
place_text_page(struct arena *a, enum public_lang lang, struct str id)
{
	return address(a, place_lang(lang), "pages", id, ".html");
}

struct str
place_policy(struct arena *a, enum public_lang lang, struct str id)
{
	return address(a, place_lang(lang), "policies", id, ".html");
}

struct str
place_product(struct arena *a, const struct public_product *p)
{
	return address(a, S("status"), "products", p->id, ".json");
}

struct str
place_cve(struct arena *a, struct str cve)
{
	return str_fmt(a, "cve/%.*s.json", STR_ARG(cve));
}

struct str
place_osv(struct arena *a, struct str id)
{
	return str_fmt(a, "osv/%.*s.json", STR_ARG(id));
}
