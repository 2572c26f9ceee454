#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "import/import_cve.h"
#include "import/import_impl.h"
#include "import/import_make.h"

/* CISA's decision points (SSVC 2.0.3), in our words. */
static void
put_point(struct import_made *m, struct json_node *ssvc,
    const struct json_node *option)
{
	static const struct {
		const char *point;
		const char *value;
		const char *field;
		const char *word;
	} words[] = {
		{ "Exploitation", "none", "exploitation", "none" },
		{ "Exploitation", "poc", "exploitation", "public_poc" },
		{ "Exploitation", "active", "exploitation", "active" },
		{ "Automatable", "no", "automatable", "no" },
		{ "Automatable", "yes", "automatable", "yes" },
		{ "Technical Impact", "partial", "technical_impact",
		    "partial" },
		{ "Technical Impact", "total", "technical_impact", "total" },
	};

	for (const struct json_node *p = option->first; p != NULL;
	     p = p->next) {
		size_t i = 0;

		while (i < ARRAY_LEN(words) &&
		    (!str_eq_z(p->name, words[i].point) ||
			!str_eq_nocase(p->text, str_z(words[i].value))))
			i++;
		if (i < ARRAY_LEN(words) &&
		    json_get(ssvc, words[i].field) == NULL)
			import_make_text(m, ssvc, words[i].field, p->at,
			    str_z(words[i].word));
		else
			import_read_alert(m->k, "csaf-not-kept", p->name_at,
			    "'%.*s' is not taken over", STR_ARG(p->name));
	}
}

static void
put_ssvc(struct import_made *m, const struct json_node *content)
{
	const struct json_node *option = import_read_items(m->k, content,
	    "options", JSON_IS_OBJECT);
	struct json_node *ssvc;

	import_read_known(m->k, content, "id options role timestamp version");
	if (option == NULL)
		return;
	if (json_get(m->flaw, "~ssvc") != NULL) {
		import_read_alert(m->k, "csaf-not-kept", content->at,
		    "SSVC stands here before; the first counts");
		return;
	}
	ssvc = import_make_object(m, m->flaw, "~ssvc", content->at);
	for (; option != NULL; option = option->next)
		put_point(m, ssvc, option);
}

/* That attacks are known, since when, and where it is said. */
static void
put_kev(struct import_made *m, const struct json_node *content)
{
	const struct json_node *added = import_read_member(m->k, content,
	    "dateAdded", JSON_IS_STRING);
	const struct json_node *url = import_read_member(m->k, content,
	    "reference", JSON_IS_STRING);
	struct json_node *threat, *r;

	import_read_known(m->k, content, "dateAdded reference");
	threat = import_make_item(m, m->flaw, "threats", content->at);
	import_make_text(m, threat, "category", content->at,
	    S("exploit_status"));
	import_make_text(m, threat, "details", content->at,
	    S("In the catalogue of known exploited vulnerabilities (KEV)."));
	import_make_text(m, threat, "~ja", content->at,
	    S("悪用が確認された脆弱性のカタログ(KEV)に掲載されています。"));
	if (added != NULL)
		import_make_text(m, threat, "date", added->at,
		    added->text.n == 10 ?
			str_cat(m->a, added->text, S("T00:00:00Z")) :
			added->text);
	if (json_get(m->flaw, "~exploitation") == NULL)
		import_make_text(m, m->flaw, "~exploitation", content->at,
		    S("active"));
	if (url == NULL)
		return;
	r = import_make_item(m, m->flaw, "references", url->at);
	import_make_copy(m, r, "url", url);
	import_make_text(m, r, "summary", url->at, S("KEV"));
	import_make_text(m, r, "category", url->at, S("external"));
}

static void
put_others(struct import_made *m, const struct json_node *container)
{
	const struct json_node *metric = import_read_items(m->k, container,
	    "metrics", JSON_IS_OBJECT);

	for (; metric != NULL; metric = metric->next) {
		const struct json_node *other = import_read_member(m->k,
		    metric, "other", JSON_IS_OBJECT);
		const struct json_node *content = import_read_member(m->k,
		    other, "content", JSON_IS_OBJECT);
		struct str type = json_get_str(other, "type");

		import_read_known(m->k, other, "content type");
		if (content == NULL)
			continue;
		if (str_eq_z(type, "ssvc"))
			put_ssvc(m, content);
		else if (str_eq_z(type, "kev"))
			put_kev(m, content);
		else
			import_read_alert(m->k, "csaf-not-kept",
			    span_sub(other->at, 0, 1),
			    "an assessment '%.*s' is not taken over",
			    STR_ARG(type));
	}
}

void
import_cve_added(struct import_made *m, const struct json_node *containers)
{
	const struct json_node *adp = import_read_items(m->k, containers,
	    "adp", JSON_IS_OBJECT);

	for (; adp != NULL; adp = adp->next) {
		const struct json_node *provider = import_read_member(m->k,
		    adp, "providerMetadata", JSON_IS_OBJECT);
		struct str source = import_read_line(m->k,
		    import_read_member(m->k, provider, "shortName",
			JSON_IS_STRING));

		/* What is affected is for the record's owner to say. */
		import_read_known(m->k, adp,
		    "metrics providerMetadata references title x_generator");
		import_cve_scores(m, adp, source.n > 0 ? source : S("ADP"));
		put_others(m, adp);
		import_cve_links(m, adp);
	}
}
