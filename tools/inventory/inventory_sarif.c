/*
 * SARIF 2.1.0: the format has no place for packages, so they are looked for
 * where scanners put them: properties of the rule or result, logical locations
 * that are package URLs, and the sentences of Trivy, Grype and OSV-Scanner.
 * Results of other rules than vulnerabilities are none of ours.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/num.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"

struct run {
	struct inventory_text tool;
	struct inventory_text *rules;	/* package URL of each, or empty */
	size_t n, cap;
	size_t lost;		/* results without a package */
	struct span lost_at;	/* the first of them */
	bool is_ours;		/* some rule is a vulnerability */
};

struct result {
	struct inventory_text rule, rule_index, message, purl;
	struct inventory_text name, version, fixed;
	struct str type;	/* of the package */
	struct span at;
};

struct wrapped {
	struct inventory_text id, index, text;
};

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

bool
inventory_sarif_is(const struct inventory_sight *s)
{
	return s->has_runs;
}

/* ---- ids ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Bytes of "GHSA-xxxx-xxxx-xxxx" at the beginning, or 0. */
static size_t
ghsa_len(struct str s)
{
	if (!str_starts(s, S("GHSA-")) || s.n < 19)
		return 0;
	for (size_t i = 4; i < 19; i++) {
		if (i % 5 == 4 ? s.p[i] != '-' :
				 !is_digit(s.p[i]) && !is_letter(s.p[i]))
			return 0;
	}
	return 19;
}

/*
 * The id of a vulnerability with which a rule's id begins: CVE-2026-1234,
 * PYSEC-2026-12, GHSA-...; Grype adds the package's name.
 */
static struct str
id_of(struct str rule)
{
	size_t n = ghsa_len(rule), year;

	if (n > 0)
		return str_sub(rule, 0, n);
	while (n < rule.n && is_letter(rule.p[n]))
		n++;
	year = n + 1;
	if (n < 2 || rule.n < year + 6 || rule.p[n] != '-' ||
	    rule.p[year + 4] != '-')
		return (struct str){ NULL, 0 };
	for (n = year; n < year + 4; n++) {
		if (!is_digit(rule.p[n]))
			return (struct str){ NULL, 0 };
	}
	n++;
	while (n < rule.n && is_digit(rule.p[n]))
		n++;
	return n > year + 5 ? str_sub(rule, 0, n) : (struct str){ NULL, 0 };
}

/* ---- packages in sentences ---- */

static struct inventory_text
text_in(const struct result *r, struct str s)
{
	return (struct inventory_text){ s, r->message.at };
}

/* What stands between two marks, or the empty str. */
static struct str
between(struct str s, struct str before, struct str after)
{
	size_t from = str_find(s, before, 0), to;

	if (from == SIZE_MAX)
		return (struct str){ NULL, 0 };
	from += before.n;
	to = str_find(s, after, from);
	return to == SIZE_MAX ? (struct str){ NULL, 0 } :
				str_sub(s, from, to - from);
}

/* Trivy, Docker Scout: lines such as "Installed Version: 1.2". */
static void
take_line(struct result *r, struct str line)
{
	struct str key, value;

	if (!str_cut(line, ':', &key, &value))
		return;
	key = str_trim(key);
	value = str_trim(value);
	if (str_eq_nocase(key, S("package")) && str_starts(value, S("pkg:")))
		r->purl = text_in(r, value);
	else if (str_eq_nocase(key, S("package")))
		r->name = text_in(r, value);
	else if (str_eq_nocase(key, S("installed version")))
		r->version = text_in(r, value);
	else if (str_eq_nocase(key, S("fixed version")))
		r->fixed = text_in(r, value);
}

static void
take_message(struct result *r)
{
	struct str s = r->message.s, rest = s, line, name, version;

	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		take_line(r, line);
	}
	if (r->name.s.n > 0 || r->purl.s.n > 0)
		return;
	/* Grype until 0.50: "The path P reports N at version V  which is". */
	name = between(s, S(" reports "), S(" at version "));
	version = between(s, S(" at version "), S(" "));
	if (name.n == 0) {
		/* Later: "A high vulnerability in deb package: N, version V
		 * was found in". */
		name = between(s, S(" package: "), S(", version "));
		version = between(s, S(", version "), S(" was found"));
		r->type = inventory_identity_type(
		    between(s, S(" vulnerability in "), S(" package: ")));
	}
	if (name.n == 0) {
		/* OSV-Scanner: "Package 'N@V' is vulnerable to". */
		struct str both = between(s, S("Package '"),
		    S("' is vulnerable"));
		size_t i = both.n;

		while (i > 0 && both.p[i - 1] != '@')
			i--;
		if (i > 1) {
			name = str_sub(both, 0, i - 1);
			version = str_from(both, i);
		}
	}
	r->name = text_in(r, name);
	r->version = text_in(r, version);
}

/* ---- rules ---- */

static void
see_purl(struct inventory_make *m, void *into)
{
	struct inventory_text *purl = into, t = inventory_json_text(m);

	if (purl->s.n == 0 && str_starts(t.s, S("pkg:")))
		*purl = t;
}

/* "purls" is a list, "purl" a text. */
static void
see_purls(struct inventory_make *m, void *into)
{
	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_purl, into);
	else
		see_purl(m, into);
}

static void
see_purl_properties(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("purl", see_purls),
		SEE("purls", see_purls),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_rule(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("properties", see_purl_properties),
	};
	struct run *run = into;
	struct inventory_text purl = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &purl);
	run->rules = arena_grow(m->tmp, run->rules, run->n, &run->cap,
	    sizeof(*run->rules));
	run->rules[run->n++] = purl;
}

static void
see_rules(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_rule, into);
}

static void
see_driver(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(run, "name", tool),
		SEE("rules", see_rules),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_tool(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("driver", see_driver),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

/* ---- results ---- */

static void
see_message(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(wrapped, "text", text),
	};
	struct result *r = into;
	struct wrapped w = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &w);
	r->message = w.text;
}

static void
see_result_rule(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(wrapped, "id", id),
		TEXT(wrapped, "index", index),
	};
	struct result *r = into;
	struct wrapped w = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &w);
	if (r->rule.s.n == 0)
		r->rule = w.id;
	if (r->rule_index.s.n == 0)
		r->rule_index = w.index;
}

static void
see_result_properties(struct inventory_make *m, void *into)
{
	see_purl_properties(m, &((struct result *)into)->purl);
}

static void
see_qualified_name(struct inventory_make *m, void *into)
{
	see_purl(m, &((struct result *)into)->purl);
}

static void
see_logical_location(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("fullyQualifiedName", see_qualified_name),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_logical_locations(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_logical_location, into);
}

static void
see_location(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("logicalLocations", see_logical_locations),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_locations(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_location, into);
}

/* The rule's package, unless the result tells its own. */
static void
take_rule(const struct run *run, struct result *r)
{
	int64_t i;

	if (r->purl.s.n == 0 && r->name.s.n == 0 &&
	    num_parse(r->rule_index.s, 0, INT32_MAX, &i) && (size_t)i < run->n)
		r->purl = run->rules[i];
}

static void
take_result(struct inventory_make *m, struct run *run, struct result *r)
{
	struct inventory_ware w = { .c.at = r->at };
	struct component *c = &w.c;
	struct component_finding f = { .id = id_of(r->rule.s) };

	if (f.id.n == 0)
		return;
	run->is_ours = true;
	take_message(r);
	take_rule(run, r);
	if (r->purl.s.n == 0 && r->name.s.n == 0) {
		if (run->lost++ == 0)
			run->lost_at = r->at;
		return;
	}
	c->purl = r->purl.s;
	w.purl_at = r->purl.at;
	c->name = r->name.s;
	c->version = r->version.s;
	c->type = r->type;
	c->ref = c->purl.n > 0 ? c->purl :
				 str_fmt(m->perm, "%.*s@%.*s",
				     STR_ARG(c->name), STR_ARG(c->version));
	f.fixed = r->fixed.s;
	inventory_make_component(m, &w);
	inventory_make_finding(m, c->ref, r->at, &f);
}

static void
see_result(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(result, "ruleId", rule),
		TEXT(result, "ruleIndex", rule_index),
		SEE("rule", see_result_rule),
		SEE("message", see_message),
		SEE("properties", see_result_properties),
		SEE("locations", see_locations),
	};
	struct result r = { .at = m->json.at };

	inventory_json_members(m, members, ARRAY_LEN(members), &r);
	take_result(m, into, &r);
}

static void
see_results(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_result, into);
}

static void
see_run(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("tool", see_tool),
		SEE("results", see_results),
	};
	struct run run = { 0 };

	(void)into;
	inventory_json_members(m, members, ARRAY_LEN(members), &run);
	if (m->out->made_by.n == 0 || run.is_ours)
		m->out->made_by = run.tool.s;
	if (run.lost == 0)
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-finding",
	    span_sub(run.lost_at, 0, 1),
	    "%zu results of %.*s do not say in "
	    "which package the vulnerability is; this is the first",
	    run.lost, STR_ARG(inventory_make_quote(run.tool.s)));
	diag_help(m->d, "use the scanner's own JSON instead of SARIF");
}

static void
see_runs(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_run, into);
}

void
inventory_sarif(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		SEE("runs", see_runs),
	};

	m->has_twins = true;
	inventory_json_members(m, members, ARRAY_LEN(members), m);
	m->out->format = S("SARIF 2.1.0");
}
