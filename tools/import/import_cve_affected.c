#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "model/records.h"
#include "import/import_cve.h"
#include "import/import_impl.h"
#include "import/import_make.h"
#include "import/import_ware.h"
#include "version/cpe.h"

/* ---- words ----------------------------------------------------------- */

/* What records write where nothing is known. */
static bool
is_nothing(struct str s)
{
	static const char *const words[] = { "", "n/a", "na", "-", "*",
		"unspecified", "unknown" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq_nocase(s, str_z(words[i])))
			return true;
	}
	return false;
}

static int
status_of(struct import_made *m, const struct json_node *node)
{
	static const struct {
		const char *name;
		int status;
	} words[] = {
		{ "affected", STATUS_KNOWN_AFFECTED },
		{ "unaffected", STATUS_KNOWN_NOT_AFFECTED },
		{ "unknown", STATUS_UNDER_INVESTIGATION },
	};

	for (size_t i = 0; node != NULL && i < ARRAY_LEN(words); i++) {
		if (str_eq_z(node->text, words[i].name))
			return words[i].status;
	}
	if (node != NULL)
		import_read_error(m->k, "csaf-shape", node->at,
		    "a status is affected, unaffected or unknown, not '%.*s'",
		    STR_ARG(node->text));
	return 0;
}

/* The scheme of vers for a versionType; empty for an order unknown here. */
static struct str
scheme_of(struct str type)
{
	static const struct {
		const char *type;
		const char *scheme;
	} types[] = {
		{ "semver", "semver" },
		{ "python", "pypi" },
		{ "pep440", "pypi" },
		{ "maven", "maven" },
		{ "rpm", "rpm" },
		{ "dpkg", "deb" },
		{ "deb", "deb" },
		{ "npm", "npm" },
		{ "rubygems", "gem" },
		{ "gem", "gem" },
		{ "nuget", "nuget" },
		{ "intdot", "intdot" },
		{ "datetime", "datetime" },
	};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		if (str_eq_nocase(type, str_z(types[i].type)))
			return str_z(types[i].scheme);
	}
	return S("");
}

/* ---- one entry of versions ------------------------------------------- */

struct entry {
	struct import_made *m;
	struct import_ware *ware;
	const struct json_node *item;
	struct span at;
	struct str version;
	int status;
};

/* "2.1.*" ends where 2.2 begins. */
static struct str
without_star(struct arena *a, struct str s)
{
	size_t from = s.n - 2;
	int64_t n;

	while (from > 0 && s.p[from - 1] != '.')
		from--;
	if (!num_parse_padded(str_sub(s, from, s.n - 2 - from), INT64_MAX - 1,
		&n))
		return s;
	return str_fmt(a, "%.*s%lld", STR_ARG(str_sub(s, 0, from)),
	    (long long)n + 1);
}

/* Each change ends a piece and begins another. */
static void
put_range(const struct entry *e, const char *end, struct str high)
{
	struct arena *a = e->m->a;
	const struct json_node *change = import_read_items(e->m->k, e->item,
	    "changes", JSON_IS_OBJECT);
	struct import_ware_range r = {
		.scheme = scheme_of(json_get_str(e->item, "versionType")),
		.low = is_nothing(e->version) || str_eq_z(e->version, "0") ?
		    S("") :
		    e->version,
	};
	int status = e->status;

	for (; change != NULL; change = change->next) {
		int next = status_of(e->m,
		    import_read_need(e->m->k, change, "status",
			JSON_IS_STRING));

		import_read_known(e->m->k, change, "at status");
		r.high = import_read_line(e->m->k,
		    import_read_need(e->m->k, change, "at", JSON_IS_STRING));
		if (r.high.n == 0 || next == 0)
			return;
		if (!str_eq(r.low, r.high))
			import_ware_range(e->ware, &r, status, e->at);
		r.low = r.high;
		/* Only here does a record tell what has the fix. */
		status = status == (int)STATUS_KNOWN_AFFECTED &&
			next == (int)STATUS_KNOWN_NOT_AFFECTED ?
		    (int)STATUS_FIXED :
		    next;
	}
	r.high = str_eq_z(high, "*") ? S("") : high;
	r.high_included = str_eq_z(str_z(end), "lessThanOrEqual");
	if (str_ends(high, S(".*")) && high.n > 2) {
		r.high = without_star(a, high);
		r.high_included = false;
	}
	import_ware_range(e->ware, &r, status, e->at);
}

/* ">= 1.0, < 1.4": false when it is something else. */
static bool
put_conditions(const struct entry *e)
{
	struct import_ware_range r = {
		.scheme = scheme_of(json_get_str(e->item, "versionType")),
	};
	struct str rest = e->version, part;
	bool more = true;

	while (more) {
		bool is_lower, has_equal;

		more = str_cut(rest, ',', &part, &rest);
		part = str_trim(part);
		if (part.n < 2 || (part.p[0] != '<' && part.p[0] != '>'))
			return false;
		is_lower = part.p[0] == '>';
		has_equal = part.p[1] == '=';
		part = str_trim(str_from(part, has_equal ? 2 : 1));
		if (part.n == 0 || str_find_byte(part, ' ', 0) != SIZE_MAX ||
		    (is_lower ? r.low.n : r.high.n) > 0)
			return false;
		if (is_lower) {
			r.low = part;
			r.low_excluded = !has_equal;
		} else {
			r.high = part;
			r.high_included = has_equal;
		}
	}
	import_ware_range(e->ware, &r, e->status, e->at);
	return true;
}

/* Words that no version has: a part without a digit, or a comparison. */
static bool
is_prose(struct str s)
{
	struct str rest = s, part;
	bool more = true;

	if (str_find_byte(s, ' ', 0) == SIZE_MAX)
		return str_find_byte(s, '<', 0) != SIZE_MAX ||
		    str_find_byte(s, '>', 0) != SIZE_MAX;
	while (more) {
		bool has_digit = false;

		more = str_cut(rest, ' ', &part, &rest);
		for (size_t i = 0; i < part.n; i++)
			has_digit = has_digit ||
			    (part.p[i] >= '0' && part.p[i] <= '9');
		if (!has_digit)
			return true;
	}
	return false;
}

/* Commits have no order of their own. */
static bool
is_commit(const struct json_node *item)
{
	struct str type = json_get_str(item, "versionType");

	return str_eq_nocase(type, S("git")) ||
	    str_eq_z(type, "original_commit_for_fix");
}

static void
put_entry(const struct entry *e)
{
	struct import_doc *k = e->m->k;
	const char *end = json_get(e->item, "lessThan") != NULL ?
	    "lessThan" :
	    "lessThanOrEqual";
	struct str high = import_read_line(k,
	    import_read_member(k, e->item, end, JSON_IS_STRING));

	import_read_known(k, e->item,
	    "changes lessThan lessThanOrEqual status version versionType");
	if (is_commit(e->item))
		import_ware_words(e->ware,
		    str_fmt(e->m->a, "git %.*s%s%.*s", STR_ARG(e->version),
			high.n == 0                          ? "" :
			    str_eq_z(str_z(end), "lessThan") ? ", < " :
							       ", <= ",
			STR_ARG(high)),
		    e->status, e->at);
	else if (high.n > 0)
		put_range(e, end, high);
	else if (is_nothing(e->version))
		import_ware_whole(e->ware, e->status, e->at);
	else if (put_conditions(e))
		return;
	else if (is_prose(e->version))
		import_ware_words(e->ware, e->version, e->status, e->at);
	else
		import_ware_version(e->ware, e->version, e->status, e->at);
}

static void
put_versions(struct import_made *m, struct import_ware *ware,
    const struct json_node *item)
{
	const struct json_node *v = import_read_items(m->k, item, "versions",
	    JSON_IS_OBJECT);
	const struct json_node *otherwise = import_read_member(m->k, item,
	    "defaultStatus", JSON_IS_STRING);
	int status = status_of(m, otherwise);
	bool is_ordered = v == NULL;

	for (; v != NULL; v = v->next) {
		const struct json_node *version = import_read_need(m->k, v,
		    "version", JSON_IS_STRING);
		struct entry e = {
			m,
			ware,
			v,
			version != NULL ? version->at : v->at,
			import_read_line(m->k, version),
			status_of(m,
			    import_read_need(m->k, v, "status",
				JSON_IS_STRING)),
		};

		if (version != NULL && e.status != 0)
			put_entry(&e);
		is_ordered = is_ordered || !is_commit(v);
	}
	/* Of what is unknown nothing is said; other commits are no versions. */
	if (is_ordered && status != 0 &&
	    status != (int)STATUS_UNDER_INVESTIGATION)
		import_ware_whole(ware, status, otherwise->at);
}

/* ---- products -------------------------------------------------------- */

static struct str
name_in(struct import_made *m, const struct json_node *item, const char *name)
{
	struct str s = import_read_line(m->k,
	    import_read_member(m->k, item, name, JSON_IS_STRING));

	return is_nothing(s) ? S("") : s;
}

/* The name that the product has, for all versions; others stand in words. */
static struct str
cpe_of(struct import_made *m, const struct json_node *item, bool *is_all)
{
	const struct json_node *name = import_read_items(m->k, item, "cpes",
	    JSON_IS_STRING);
	struct str out = S("");

	*is_all = true;
	for (; name != NULL; name = name->next) {
		struct cpe cpe;
		struct str s;
		const char *why;

		if (!cpe_parse(name->text, &cpe, &why)) {
			import_read_alert(m->k, "csaf-cpe", name->at,
			    "'%.*s' is no CPE name (%s); it is not taken over",
			    STR_ARG(name->text), why);
			continue;
		}
		for (size_t i = CPE_VERSION; i <= CPE_UPDATE; i++)
			cpe.part[i] = S("*");
		s = cpe_formatted(m->a, &cpe);
		*is_all = *is_all && (out.n == 0 || str_eq(s, out));
		if (out.n == 0)
			out = s;
	}
	return out;
}

/* "platforms: A, B", behind what stands there. */
static void
put_parts(struct import_made *m, struct buf *b, const struct json_node *item,
    const char *list, const char *what)
{
	bool is_record = str_eq_z(str_z(list), "programRoutines");
	const struct json_node *part = import_read_items(m->k, item, list,
	    is_record ? JSON_IS_OBJECT : JSON_IS_STRING);

	for (bool is_first = true; part != NULL; part = part->next) {
		const struct json_node *name = is_record ?
		    import_read_need(m->k, part, "name", JSON_IS_STRING) :
		    part;

		buf_put(b, is_first ? S("; ") : S(", "));
		if (is_first)
			buf_printf(b, "%s: ", what);
		buf_put(b, import_read_line(m->k, name));
		is_first = false;
	}
}

/* What a product's file has no place for, as a line of a note. */
static void
note_parts(struct import_made *m, struct buf *b, const struct json_node *item,
    const struct import_ware_names *names, bool has_cpes)
{
	static const char *const addresses[] = { "collectionURL", "repo" };
	struct buf line;

	buf_init(&line, LIMIT_JSON_BYTES);
	put_parts(m, &line, item, "platforms", "platforms");
	put_parts(m, &line, item, "modules", "modules");
	put_parts(m, &line, item, "programFiles", "files");
	put_parts(m, &line, item, "programRoutines", "routines");
	if (has_cpes)
		put_parts(m, &line, item, "cpes", "CPE");
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		struct str s = name_in(m, item, addresses[i]);

		if (s.n > 0)
			buf_printf(&line, "; %s: %.*s", addresses[i],
			    STR_ARG(s));
	}
	if (buf_str(&line).n > 0)
		buf_printf(b, "%.*s%.*s\n", STR_ARG(names->product),
		    STR_ARG(buf_str(&line)));
	buf_fini(&line);
}

static void
put_item(struct import_made *m, struct import_wares *wares,
    const struct json_node *item, struct buf *parts)
{
	struct str product = name_in(m, item, "product");
	struct str package = name_in(m, item, "packageName");
	struct import_ware_names names = {
		.vendor = name_in(m, item, "vendor"),
		.product = package.n > 0 ? package : product,
		.purl = name_in(m, item, "packageURL"),
	};
	bool is_all;

	names.cpe = cpe_of(m, item, &is_all);

	import_read_known(m->k, item,
	    "collectionURL cpes defaultStatus modules packageName packageURL "
	    "platforms product programFiles programRoutines repo vendor "
	    "versions");
	/* A package of a distribution: the product is a family of them. */
	if (package.n > 0 && product.n > 0 && !str_eq(package, product)) {
		names.family = product;
		is_all = names.cpe.n == 0;
		names.cpe = S("");
	}
	if (names.product.n == 0) {
		import_read_alert(m->k, "csaf-not-kept",
		    span_sub(item->at, 0, 1),
		    "no product is named here; its versions are not taken "
		    "over");
		return;
	}
	note_parts(m, parts, item, &names, !is_all);
	put_versions(m, import_ware(wares, &names, item->at), item);
}

void
import_cve_affected(struct import_made *m, struct import_wares *wares,
    const struct json_node *cna)
{
	const struct json_node *item = import_read_items(m->k, cna, "affected",
	    JSON_IS_OBJECT);
	struct buf parts;

	buf_init(&parts, LIMIT_JSON_BYTES);
	for (; item != NULL; item = item->next)
		put_item(m, wares, item, &parts);
	import_make_note(m, "details", S("Affected parts"), cna->at,
	    str_dup(m->a, buf_str(&parts)), false);
	buf_fini(&parts);
}
