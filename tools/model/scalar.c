#include "model/scalar.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/utf8.h"
#include "model/types.h"
#include "score/cvss.h"
#include "score/cwe.h"
#include "text/yaml.h"
#include "version/cpe.h"
#include "version/purl.h"
#include "version/vers.h"

struct scalar {
	struct arena *perm;
	const struct field *f;
	const struct yaml_node *node;
	struct diags *d;
};

static bool
refuse(const struct scalar *k, const char *expected)
{
	diag_error(k->d, "field-value", k->node->at,
	    "'%.*s' in '%s' is not %s", STR_ARG(k->node->text), k->f->name,
	    expected);
	return false;
}

static bool
store_text(const struct scalar *k, void *out)
{
	*(struct text *)out = (struct text){ k->node->text, k->node->at };
	return true;
}

static bool
load_str(const struct scalar *k, void *out)
{
	struct str s = k->node->text;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c == '\n' && k->f->type == FIELD_TEXT)
			continue;
		if (c == '\n' || (c != '\t' && utf8_is_hostile(c))) {
			diag_error(k->d, "field-value",
			    yaml_span(k->node, from, i - from),
			    "'%s' holds %s", k->f->name,
			    c == '\n' ? "a line break" :
					"a control character");
			diag_help(k->d,
			    c == '\n' ? "write it on one line" :
					"take it out; it would not show");
			return false;
		}
	}
	return store_text(k, out);
}

static bool
load_bool(const struct scalar *k, void *out)
{
	struct str s = k->node->text;
	bool yes = str_eq_z(s, "true") || str_eq_z(s, "yes");

	if (!yes && !str_eq_z(s, "false") && !str_eq_z(s, "no"))
		return refuse(k, "yes or no");
	*(struct truth *)out = (struct truth){ yes, k->node->at };
	return true;
}

static bool
load_int(const struct scalar *k, void *out)
{
	struct number v = { 0, k->node->at };

	if (!num_parse(k->node->text, 0, INT64_C(999999999999), &v.n))
		return refuse(k, "a whole number");
	*(struct number *)out = v;
	return true;
}

static void
report_word(const struct scalar *k)
{
	const struct enum_table *t = k->f->values;
	struct str *names = arena_array(k->perm, struct str, t->n);
	struct str near;

	for (size_t i = 0; i < t->n; i++)
		names[i] = str_z(t->values[i].name);
	near = str_nearest(k->node->text, names, t->n);
	diag_error(k->d, "field-value", k->node->at,
	    "unknown word '%.*s' for '%s'", STR_ARG(k->node->text),
	    k->f->name);
	if (near.n > 0) {
		diag_help(k->d, "did you mean '%.*s'?", STR_ARG(near));
		return;
	}
	for (size_t i = 0; i < t->n; i++)
		diag_note(k->d, (struct span){ 0 }, "%s: %s",
		    t->values[i].name, t->values[i].doc);
}

static bool
load_enum(const struct scalar *k, void *out)
{
	const struct enum_table *t = k->f->values;

	for (size_t i = 0; i < t->n; i++) {
		if (str_eq_z(k->node->text, t->values[i].name)) {
			*(struct choice *)out = (struct choice){
				t->values[i].v, k->node->at
			};
			return true;
		}
	}
	report_word(k);
	return false;
}

static bool
load_when(const struct scalar *k, void *out)
{
	struct moment v = { .at = k->node->at };
	const char *why = "no date";

	if (!when_parse(k->node->text, &v.w, &why)) {
		diag_error(k->d, "field-time", k->node->at,
		    "'%.*s' in '%s': %s", STR_ARG(k->node->text), k->f->name,
		    why);
		diag_help(k->d, "write 2026-09-01%s",
		    k->f->type == FIELD_DATE ? "" :
					       " or 2026-09-01T09:30+09:00");
		return false;
	}
	if (k->f->type == FIELD_DATE && v.w.kind != WHEN_DATE)
		return refuse(k, "a date alone (2026-09-01)");
	if (k->f->type == FIELD_INSTANT && v.w.kind != WHEN_INSTANT) {
		(void)refuse(k, "an instant");
		diag_help(k->d,
		    "add the time and its zone: "
		    "2026-09-01T09:30+09:00");
		return false;
	}
	*(struct moment *)out = v;
	return true;
}

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

/* The bytes of a URI: RFC 3986 section 2. */
static bool
is_url_byte(char c)
{
	return is_alnum(c) ||
	    str_find_byte(S("-._~:/?#[]@!$&'()*+,;=%"), c, 0) != SIZE_MAX;
}

static bool
has_url_bytes(const struct scalar *k)
{
	struct str s = k->node->text;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_url_byte(s.p[i]))
			return refuse(k,
			    "an address: it holds a character "
			    "that may not stand there as it is; "
			    "percent-encode it");
	}
	return true;
}

static bool
load_url(const struct scalar *k, void *out)
{
	static const struct str schemes[] = {
		STR_INIT("https://"),
		STR_INIT("http://"),
		STR_INIT("mailto:"),
	};
	struct str s = k->node->text;
	bool known = false;

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		known = known ||
		    (str_starts(s, schemes[i]) && s.n > schemes[i].n);
	if (!known)
		return refuse(k,
		    "an address that begins with https://, "
		    "http:// or mailto:");
	return has_url_bytes(k) && store_text(k, out);
}

/* One "@" with something around it, and nothing that could begin a list. */
static bool
load_email(const struct scalar *k, void *out)
{
	struct str s = k->node->text;
	size_t at = str_find_byte(s, '@', 0);

	if (at == SIZE_MAX || at == 0 || at + 1 == s.n ||
	    str_find_byte(s, '@', at + 1) != SIZE_MAX)
		return refuse(k, "a mail address");
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == 127 ||
		    str_find_byte(S("<>()[],;:\\\""), s.p[i], 0) != SIZE_MAX)
			return refuse(k, "a mail address");
	}
	return store_text(k, out);
}

bool
scalar_is_id(struct str s)
{
	if (s.n == 0 || s.n > 128 || s.p[0] == '.' || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c != '.' && c != '_' &&
		    c != '+' && c != '-')
			return false;
	}
	return true;
}

static bool
load_id(const struct scalar *k, void *out)
{
	if (!scalar_is_id(k->node->text))
		return refuse(k,
		    "an id: letters, digits and . _ + - only, "
		    "the first a letter or digit");
	return store_text(k, out);
}

static bool
load_ref(const struct scalar *k, void *out)
{
	if (!scalar_is_id(k->node->text))
		return refuse(k, "an id");
	*(struct ref *)out = (struct ref){ .id = k->node->text,
		.at = k->node->at };
	return true;
}

/* The shape of BCP 47: parts of 1 to 8 letters and digits, dashes between. */
static bool
load_lang(const struct scalar *k, void *out)
{
	struct str rest = k->node->text, part;
	bool more = true;

	while (more) {
		more = str_cut(rest, '-', &part, &rest);
		if (part.n == 0 || part.n > 8)
			return refuse(k, "a language tag such as ja or en-US");
		for (size_t i = 0; i < part.n; i++) {
			if (!is_alnum(part.p[i]))
				return refuse(k, "a language tag such as ja");
		}
	}
	return store_text(k, out);
}

/* CVE-YYYY-N{4,19}: CVE Record Format 5.2.0, cveId. */
static bool
load_cve(const struct scalar *k, void *out)
{
	struct str rest = k->node->text, part;
	int64_t n;

	if (!str_cut(rest, '-', &part, &rest) || !str_eq_z(part, "CVE") ||
	    !str_cut(rest, '-', &part, &rest) || part.n != 4 ||
	    !num_parse_padded(part, 9999, &n) || rest.n < 4 || rest.n > 19)
		return refuse(k, "a CVE id (CVE-2026-12345)");
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] < '0' || rest.p[i] > '9')
			return refuse(k, "a CVE id (CVE-2026-12345)");
	}
	return store_text(k, out);
}

static bool
load_cwe(const struct scalar *k, void *out)
{
	int64_t n;

	if (!str_starts(k->node->text, S("CWE-")) ||
	    !num_parse(str_from(k->node->text, 4), 1, 999999, &n))
		return refuse(k, "a CWE id (CWE-287)");
	return store_text(k, out);
}

static bool
load_cvss(const struct scalar *k, void *out)
{
	struct cvss v;
	struct cvss_fault fault = { 0 };

	if (cvss_parse(k->node->text, &v, &fault))
		return store_text(k, out);
	diag_error(k->d, "cvss-vector",
	    yaml_span(k->node, fault.off, fault.len), "%s", fault.why);
	if (fault.clause != NULL)
		diag_clause(k->d, str_z(fault.clause));
	if (fault.help[0] != '\0')
		diag_help(k->d, "%s", fault.help);
	return false;
}

static bool
load_vers(const struct scalar *k, void *out)
{
	struct vers v;
	const char *why = "";
	size_t off = 0, len = 0;

	if (vers_parse(k->perm, k->node->text, &v, &why, &off, &len))
		return store_text(k, out);
	diag_error(k->d, "vers-syntax", yaml_span(k->node, off, len),
	    "'%.*s' is not a vers range: %s", STR_ARG(k->node->text), why);
	diag_help(k->d,
	    "write vers:semver/>=4.0.0|<4.8.2, or use 'version' "
	    "or 'text'");
	return false;
}

static bool
load_purl(const struct scalar *k, void *out)
{
	struct purl p;
	const char *why = "";

	if (purl_parse(k->perm, k->node->text, &p, &why))
		return store_text(k, out);
	diag_error(k->d, "purl-syntax", k->node->at,
	    "'%.*s' is not a package URL: %s", STR_ARG(k->node->text), why);
	return false;
}

static bool
load_cpe(const struct scalar *k, void *out)
{
	struct cpe c;
	const char *why = "";

	if (cpe_parse(k->node->text, &c, &why))
		return store_text(k, out);
	diag_error(k->d, "cpe-syntax", k->node->at,
	    "'%.*s' is not a CPE name: %s", STR_ARG(k->node->text), why);
	return false;
}

/* A relative path that cannot leave its folder. */
static bool
is_path_below(struct str rest)
{
	struct str part;
	bool more = true;

	while (more) {
		more = str_cut(rest, '/', &part, &rest);
		if (part.n == 0 || str_eq_z(part, ".") || str_eq_z(part, ".."))
			return false;
	}
	return true;
}

static bool
load_path(const struct scalar *k, void *out)
{
	if (!is_path_below(k->node->text))
		return refuse(k, "a path below this file's folder");
	return load_str(k, out);
}

/* A folder is written with a slash at its end. */
static bool
load_source(const struct scalar *k, void *out)
{
	struct str s = k->node->text;

	if (str_starts(s, S("file:"))) {
		s = str_from(s, 5);
		if (str_ends(s, S("/")))
			s = str_sub(s, 0, s.n - 1);
		if (!is_path_below(s))
			return refuse(k,
			    "file: and a path below the repository");
		return load_str(k, out);
	}
	if (!str_starts(s, S("https://")) || s.n == sizeof("https://") - 1)
		return refuse(k,
		    "an address that begins with https://, or file: and a "
		    "path below the repository");
	return has_url_bytes(k) && store_text(k, out);
}

bool
scalar_load(struct arena *perm, const struct field *f,
    const struct yaml_node *node, struct diags *d, void *out)
{
	const struct scalar k = { perm, f, node, d };

	switch (f->type) {
	case FIELD_STR:
	case FIELD_TEXT:
		return load_str(&k, out);
	case FIELD_BOOL:
		return load_bool(&k, out);
	case FIELD_INT:
		return load_int(&k, out);
	case FIELD_ENUM:
		return load_enum(&k, out);
	case FIELD_DATE:
	case FIELD_WHEN:
	case FIELD_INSTANT:
		return load_when(&k, out);
	case FIELD_URL:
		return load_url(&k, out);
	case FIELD_SOURCE:
		return load_source(&k, out);
	case FIELD_EMAIL:
		return load_email(&k, out);
	case FIELD_ID:
		return load_id(&k, out);
	case FIELD_REF:
		return load_ref(&k, out);
	case FIELD_LANG:
		return load_lang(&k, out);
	case FIELD_CVE:
		return load_cve(&k, out);
	case FIELD_CWE:
		return load_cwe(&k, out);
	case FIELD_CVSS:
		return load_cvss(&k, out);
	case FIELD_VERS:
		return load_vers(&k, out);
	case FIELD_PURL:
		return load_purl(&k, out);
	case FIELD_CPE:
		return load_cpe(&k, out);
	case FIELD_PATH:
		return load_path(&k, out);
	case FIELD_WORDS:
	case FIELD_RECORD:
	case FIELD_PREDICATE:
	case FIELD_TREE:
		break;
	}
	BUG("no scalar");
}
