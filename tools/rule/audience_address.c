#include <stdint.h>

#include "model/reach.h"
#include "rule/rule.h"

RULE_TEXT(rule_audience_address,
    .why_en = "Advisories above TLP:CLEAR stand behind a password, at an "
	      "address that is neither below the public one nor above it: "
	      "what protects the one would protect the other, or neither. "
	      "Documents and feeds name that address, so it is permanent.",
    .why_ja =
	"TLP:CLEAR より上のアドバイザリは、パスワードのある別の住所に置き"
	"ます。公開サイトの下にも上にも置きません。保護の設定が両方にかか"
	"るか、どちらにもかからなくなるからです。文書と配信がこの住所を書"
	"くため、後から変えられません。",
    .bad = "{id: customers, view: public, ceiling: AMBER, "
	   "base_url: https://psirt.example.com/customers/}, where the "
	   "organisation's base_url is https://psirt.example.com/",
    .good = "{id: customers, view: public, ceiling: AMBER, "
	    "base_url: https://customers.example.com/}");

/* Whether one of two addresses is the other, or stands below it. */
static bool
is_near(struct str a, struct str b)
{
	return a.n > 0 && b.n > 0 && (str_starts(a, b) || str_starts(b, a));
}

/* A host in the one way in which it can be compared. */
static bool
is_plain_host(struct str url)
{
	size_t from = sizeof("https://") - 1;
	size_t to = str_find(url, S("/"), from);

	if (to == SIZE_MAX || to == from || url.p[to - 1] == '.')
		return false;
	for (size_t i = from; i < to; i++) {
		char c = url.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '-'))
			return false;
	}
	return true;
}

static void
see_form(const struct check *k, const struct audience *a)
{
	struct str url = a->base_url.s;

	if (str_starts(url, S("https://")) && str_ends(url, S("/")) &&
	    is_plain_host(url))
		return;
	check_report(k, a->base_url.at,
	    "the base address is not of the form https://HOST/.../");
	check_help(k,
	    "begin with https:// and the host's name in small letters, without "
	    "user, port or a dot behind it, and end with /");
}

static void
see_others(const struct check *k, const struct audiences *f, size_t at)
{
	const struct audience *a = &f->audiences.v[at];
	const struct organisation *o = k->model->organisation;

	if (o != NULL && is_near(a->base_url.s, o->base_url.s)) {
		check_report(k, a->base_url.at,
		    "this is the public address, or below or above it");
		check_note(k, o->base_url.at, "the public one");
		check_help(k, "give the edition a host of its own");
	}
	for (size_t i = 0; i < at; i++) {
		const struct audience *b = &f->audiences.v[i];

		if (!reach_is_restricted(b) ||
		    !is_near(a->base_url.s, b->base_url.s))
			continue;
		check_report(k, a->base_url.at,
		    "this is the address of '%.*s', or below or above it",
		    STR_ARG(b->id.s));
		check_note(k, b->base_url.at, "that one");
		check_help(k, "give each edition a host of its own");
	}
}

void
rule_audience_address(const struct check *k, const struct document *doc)
{
	const struct audiences *f = doc->record;

	if (doc->path.kind != KIND_AUDIENCES)
		return;
	for (size_t i = 0; i < f->audiences.n; i++) {
		const struct audience *a = &f->audiences.v[i];

		if (!reach_is_restricted(a)) {
			if (!span_is_set(a->base_url.at))
				continue;
			check_report(k, a->base_url.at,
			    "only an edition of advisories above CLEAR has an "
			    "address of its own");
			check_help(k,
			    "take it out; that of the public edition stands "
			    "in content/organisation.yaml");
		} else if (!span_is_set(a->base_url.at)) {
			check_report(k, a->ceiling.at,
			    "'%.*s' shows what is TLP:%s, and says not where "
			    "it stands",
			    STR_ARG(a->id.s),
			    enum_name(&enum_tlp, a->ceiling.v));
			check_help(k,
			    "add base_url: the address of a host that asks "
			    "for a password");
		} else {
			see_form(k, a);
			see_others(k, f, i);
		}
	}
}
