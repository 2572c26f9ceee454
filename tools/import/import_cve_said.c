#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "import/import_cve.h"
#include "import/import_impl.h"
#include "import/import_make.h"

/* ---- texts ----------------------------------------------------------- */

enum tongue {
	TONGUE_EN,
	TONGUE_JA,
	TONGUE_OTHER,
};

static bool
is_lang(struct str tag, struct str lang)
{
	return str_eq_nocase(str_sub(tag, 0, 2), lang) &&
	    (tag.n == 2 || tag.p[2] == '-' || tag.p[2] == '_');
}

static enum tongue
tongue_of(const struct json_node *item)
{
	struct str tag = json_get_str(item, "lang");

	if (is_lang(tag, S("ja")))
		return TONGUE_JA;
	return is_lang(tag, S("en")) || str_eq_z(tag, "eng") ? TONGUE_EN :
							       TONGUE_OTHER;
}

static const struct json_node *
value_of(struct import_made *m, const struct json_node *item)
{
	/* The same text with markup is no other text. */
	import_read_known(m->k, item, "lang supportingMedia value");
	return import_read_need(m->k, item, "value", JSON_IS_STRING);
}

void
import_cve_notes(struct import_made *m, const struct json_node *cna,
    const char *list, const char *category, struct str en, struct str ja)
{
	const struct json_node *item = import_read_items(m->k, cna, list,
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *value = value_of(m, item);
		enum tongue t = tongue_of(item);

		if (value == NULL)
			continue;
		if (t == TONGUE_OTHER)
			import_make_note(m, "other",
			    str_fmt(m->a, "%.*s (%.*s)",
				STR_ARG(en.n > 0 ? en : str_z(category)),
				STR_ARG(json_get_str(item, "lang"))),
			    value->at, value->text, false);
		else
			import_make_note(m, category, t == TONGUE_JA ? ja : en,
			    value->at, value->text, t == TONGUE_JA);
	}
}

/*
 * Statements with details, one for each text; a Japanese one belongs to the
 * English one before it.
 */
static void
put_statements(struct import_made *m, const struct json_node *from,
    const char *list, const char *to, const char *category)
{
	const struct json_node *item = import_read_items(m->k, from, list,
	    JSON_IS_OBJECT);
	struct json_node *open = NULL;

	for (; item != NULL; item = item->next) {
		const struct json_node *value = value_of(m, item);

		if (value == NULL)
			continue;
		if (tongue_of(item) == TONGUE_JA && open != NULL) {
			import_make_copy(m, open, "~ja", value);
			open = NULL;
			continue;
		}
		open = import_make_item(m, m->flaw, to, value->at);
		import_make_text(m, open, "category", value->at,
		    str_z(category));
		if (str_eq_z(S("remediations"), to))
			import_make_text(m, open, "~general", value->at,
			    S("true"));
		if (tongue_of(item) == TONGUE_JA) {
			import_make_copy(m, open, "~ja", value);
			open = NULL;
		} else {
			import_make_copy(m, open, "details", value);
		}
	}
}

/* CAPEC's ids before their names, where these do not have them. */
static void
put_impacts(struct import_made *m, const struct json_node *cna)
{
	const struct json_node *item = import_read_items(m->k, cna, "impacts",
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *id = import_read_member(m->k, item,
		    "capecId", JSON_IS_STRING);
		const struct json_node *first = import_read_items(m->k, item,
		    "descriptions", JSON_IS_OBJECT);

		import_read_known(m->k, item, "capecId descriptions");
		put_statements(m, item, "descriptions", "threats", "impact");
		if (id != NULL &&
		    str_find(json_get_str(first, "value"), id->text, 0) ==
			SIZE_MAX)
			import_read_alert(m->k, "csaf-not-kept", id->at,
			    "'%.*s' is not taken over: a case has no attack "
			    "patterns",
			    STR_ARG(id->text));
	}
}

static void
put_timeline(struct import_made *m, const struct json_node *cna)
{
	const struct json_node *list = import_read_member(m->k, cna,
	    "timeline", JSON_IS_ARRAY);
	const struct json_node *item = import_read_items(m->k, cna, "timeline",
	    JSON_IS_OBJECT);
	struct buf b[2];

	if (list == NULL)
		return;
	buf_init(&b[TONGUE_EN], LIMIT_JSON_BYTES);
	buf_init(&b[TONGUE_JA], LIMIT_JSON_BYTES);
	for (; item != NULL; item = item->next) {
		bool is_ja = tongue_of(item) == TONGUE_JA;

		import_read_known(m->k, item, "lang time value");
		buf_printf(&b[is_ja ? TONGUE_JA : TONGUE_EN], "%.*s: %.*s\n",
		    STR_ARG(import_read_line(m->k,
			import_read_need(m->k, item, "time", JSON_IS_STRING))),
		    STR_ARG(import_read_line(m->k,
			import_read_need(m->k, item, "value",
			    JSON_IS_STRING))));
	}
	import_make_note(m, "general", S("Timeline"), list->at,
	    str_dup(m->a, buf_str(&b[TONGUE_EN])), false);
	import_make_note(m, "general", S("経緯"), list->at,
	    str_dup(m->a, buf_str(&b[TONGUE_JA])), true);
	buf_fini(&b[TONGUE_EN]);
	buf_fini(&b[TONGUE_JA]);
}

/* ---- weaknesses ------------------------------------------------------ */

/* The first is the root cause; a case has one. */
static void
put_type(struct import_made *m, const struct json_node *item,
    const struct json_node **first)
{
	const struct json_node *id = import_read_member(m->k, item, "cweId",
	    JSON_IS_STRING);
	const struct json_node *text = import_read_member(m->k, item,
	    "description", JSON_IS_STRING);

	import_read_known(m->k, item,
	    "cweId description lang references type");
	if (id == NULL && text != NULL && !str_eq_nocase(text->text, S("n/a")))
		import_make_note(m, "other",
		    tongue_of(item) == TONGUE_JA ? S("種類") : S("Type"),
		    text->at, text->text, tongue_of(item) == TONGUE_JA);
	if (id == NULL || (*first != NULL && str_eq((*first)->text, id->text)))
		return;
	if (*first != NULL) {
		import_read_alert(m->k, "csaf-not-kept", id->at,
		    "a flaw has one weakness: '%.*s' is not taken over",
		    STR_ARG(id->text));
		return;
	}
	*first = id;
	import_make_copy(m, import_make_object(m, m->flaw, "cwe", id->at),
	    "id", id);
}

static void
put_types(struct import_made *m, const struct json_node *cna)
{
	const struct json_node *type = import_read_items(m->k, cna,
	    "problemTypes", JSON_IS_OBJECT);
	const struct json_node *first = NULL;

	for (; type != NULL; type = type->next) {
		const struct json_node *item = import_read_items(m->k, type,
		    "descriptions", JSON_IS_OBJECT);

		import_read_known(m->k, type, "descriptions");
		for (; item != NULL; item = item->next)
			put_type(m, item, &first);
	}
}

/* ---- scores ---------------------------------------------------------- */

/* A score for some circumstances only would be taken for the general one. */
static void
tell_scenarios(struct import_made *m, const struct json_node *metric)
{
	const struct json_node *item = import_read_items(m->k, metric,
	    "scenarios", JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *value = value_of(m, item);

		if (value != NULL && !str_eq_z(value->text, "GENERAL"))
			import_read_alert(m->k, "csaf-not-kept", value->at,
			    "the score is taken over, not the scenario that "
			    "it is for");
	}
}

void
import_cve_scores(struct import_made *m, const struct json_node *container,
    struct str source)
{
	static const char *const names[] = { "cvssV4_0", "cvssV3_1",
		"cvssV3_0", "cvssV2_0" };
	const struct json_node *metric = import_read_items(m->k, container,
	    "metrics", JSON_IS_OBJECT);

	for (; metric != NULL; metric = metric->next) {
		import_read_known(m->k, metric,
		    source.n > 0 ?
			"cvssV2_0 cvssV3_0 cvssV3_1 cvssV4_0 format other "
			"scenarios" :
			"cvssV2_0 cvssV3_0 cvssV3_1 cvssV4_0 format "
			"scenarios");
		tell_scenarios(m, metric);
		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			const struct json_node *cvss = import_read_member(m->k,
			    metric, names[i], JSON_IS_OBJECT);
			struct json_node *score;

			if (cvss == NULL)
				continue;
			score = import_make_item(m, m->flaw, "scores",
			    cvss->at);
			import_make_copy(m, score, "~cvss", cvss);
			import_make_text(m, score, "~source", cvss->at,
			    source);
			import_make_text(m, score, "~general", cvss->at,
			    S("true"));
		}
	}
}

/* ---- links and thanks ------------------------------------------------ */

/* The name, with the tags that have a meaning: "x_" are somebody's own. */
static struct str
summary_of(struct import_made *m, const struct json_node *item)
{
	const struct json_node *tag = import_read_items(m->k, item, "tags",
	    JSON_IS_STRING);
	struct str name = import_read_line(m->k,
	    import_read_member(m->k, item, "name", JSON_IS_STRING));
	struct str tags = S("");

	if (str_eq(name, json_get_str(item, "url")))
		name = S("");
	for (; tag != NULL; tag = tag->next) {
		if (!str_starts(tag->text, S("x_")))
			tags = str_fmt(m->a, "%.*s%s%.*s", STR_ARG(tags),
			    tags.n > 0 ? ", " : "", STR_ARG(tag->text));
	}
	if (name.n == 0 || tags.n == 0)
		return name.n > 0 ? name : tags;
	return str_fmt(m->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(tags));
}

void
import_cve_links(struct import_made *m, const struct json_node *container)
{
	const struct json_node *item = import_read_items(m->k, container,
	    "references", JSON_IS_OBJECT);
	size_t n = 0;

	/* The schema allows 512. */
	for (; item != NULL; item = item->next) {
		const struct json_node *url = import_read_need(m->k, item,
		    "url", JSON_IS_STRING);
		struct json_node *r;

		import_read_known(m->k, item, "name tags url");
		if (url == NULL)
			continue;
		if (++n > LIMIT_IMPORT_LINKS) {
			import_read_error(m->k, "csaf-limit", item->at,
			    "a container has at most %d references",
			    LIMIT_IMPORT_LINKS);
			return;
		}
		if (!map_add(m->links, url->text, m))
			continue;
		r = import_make_item(m, m->flaw, "references", url->at);
		import_make_copy(m, r, "url", url);
		import_make_text(m, r, "summary", url->at,
		    summary_of(m, item));
		import_make_text(m, r, "category", url->at, S("external"));
	}
}

static void
put_credits(struct import_made *m, const struct json_node *cna)
{
	const struct json_node *item = import_read_items(m->k, cna, "credits",
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *value = import_read_need(m->k, item,
		    "value", JSON_IS_STRING);
		struct json_node *thanks;

		import_read_known(m->k, item, "lang type user value");
		if (value == NULL)
			continue;
		thanks = import_make_item(m, m->flaw, "acknowledgments",
		    value->at);
		import_make_word(m, thanks, "names", value->at, value->text);
		import_make_copy(m, thanks, "summary",
		    import_read_member(m->k, item, "type", JSON_IS_STRING));
	}
}

/* Numbers of the assigner's own. */
static void
put_source(struct import_made *m, const struct json_node *cna)
{
	static const char *const names[] = { "advisory", "defect", "defects" };
	const struct json_node *source = import_read_member(m->k, cna,
	    "source", JSON_IS_OBJECT);
	struct str publisher = json_get_str(json_get(m->document, "publisher"),
	    "name");

	import_read_known(m->k, source,
	    "advisory defect defects discovery lang");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const struct json_node *id = json_get(source, names[i]);

		if (id != NULL && id->kind == JSON_IS_ARRAY)
			id = import_read_items(m->k, source, names[i],
			    JSON_IS_STRING);
		for (; id != NULL && id->kind == JSON_IS_STRING;
		     id = id->next) {
			struct json_node *out;

			if (str_trim(id->text).n > 0) {
				out = import_make_item(m, m->flaw, "ids",
				    id->at);
				import_make_text(m, out, "system_name", id->at,
				    str_fmt(m->a, "%.*s %s",
					STR_ARG(publisher),
					i == 0 ? "advisory" : "defect"));
				import_make_copy(m, out, "text", id);
			}
			/* A member's sibling is another member. */
			if (json_get(source, names[i]) == id)
				break;
		}
	}
}

void
import_cve_said(struct import_made *m, const struct json_node *cna)
{
	/* Who says it and when is the record's; the programme's tools' too. */
	import_read_known(m->k, cna,
	    "affected configurations credits dateAssigned datePublic "
	    "descriptions exploits impacts metrics problemTypes "
	    "providerMetadata references solutions source timeline title "
	    "workarounds x_generator x_legacyV4Record");
	import_cve_notes(m, cna, "descriptions", "description", S(""), S(""));
	import_cve_notes(m, cna, "configurations", "general",
	    S("Configurations"), S("影響を受ける構成"));
	put_timeline(m, cna);
	put_types(m, cna);
	import_cve_scores(m, cna, S(""));
	put_statements(m, cna, "solutions", "remediations", "vendor_fix");
	put_statements(m, cna, "workarounds", "remediations", "workaround");
	put_statements(m, cna, "exploits", "threats", "exploit_status");
	put_impacts(m, cna);
	import_cve_links(m, cna);
	put_credits(m, cna);
	put_source(m, cna);
}
