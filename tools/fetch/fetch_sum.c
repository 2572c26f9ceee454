#include "fetch/fetch_sum.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "fetch/fetch_name.h"
#include "text/json_read.h"

struct str
fetch_sum_url(struct arena *a, enum feed_checksum kind, struct str base,
    struct str url)
{
	switch (kind) {
	case FEED_CHECKSUM_SHA256:
		return str_cat(a, url, S(".sha256"));
	case FEED_CHECKSUM_SHA512:
		return str_cat(a, url, S(".sha512"));
	case FEED_CHECKSUM_NVD:
		if (!str_ends(url, S(".json.gz")))
			return S("");
		return str_cat(a, str_sub(url, 0, url.n - 8), S(".meta"));
	case FEED_CHECKSUM_JVN:
		return str_cat(a, base, S("checksum.txt"));
	case feed_checksum_unset:
		return S("");
	}
	BUG("checksum");
}

enum digest_kind
fetch_sum_digest(enum feed_checksum kind)
{
	return kind == FEED_CHECKSUM_SHA512 ? DIGEST_SHA512 : DIGEST_SHA256;
}

bool
fetch_sum_is_inner(enum feed_checksum kind)
{
	return kind == FEED_CHECKSUM_NVD;
}

/* The digest that a text begins with. */
static bool
take_hex(struct arena *a, struct str s, size_t n, struct str *hex)
{
	for (size_t i = 0; i < n; i++) {
		if (i == s.n ||
		    str_find_byte(S("0123456789abcdefABCDEF"), s.p[i], 0) ==
			SIZE_MAX)
			return false;
	}
	if (s.n > n && str_find_byte(S(" \t\r\n*"), s.p[n], 0) == SIZE_MAX)
		return false;
	*hex = str_lower(a, str_sub(s, 0, n));
	return true;
}

/* "sha256:..." is one of the lines. */
static bool
find_nvd(struct arena *a, struct str text, struct str *hex)
{
	struct str line;
	bool more = true;

	while (more) {
		more = str_cut(text, '\n', &line, &text);
		line = str_trim(line);
		if (str_starts(line, S("sha256:")))
			return take_hex(a, str_trim(str_from(line, 7)), 64,
			    hex);
	}
	return false;
}

static bool
find_jvn(struct arena *a, struct str text, struct str url, struct str *hex)
{
	struct str name = fetch_name_of_url(url);
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("checksum.txt"));
	const struct json_node *tree;

	source_set_text(ss, file, text);
	tree = json_tree(a, ss, file, diags_open(a));
	if (tree == NULL || tree->kind != JSON_IS_ARRAY)
		return false;
	for (const struct json_node *n = tree->first; n != NULL; n = n->next) {
		if (str_eq(json_get_str(n, "filename"), name))
			return take_hex(a, json_get_str(n, "sha256"), 64, hex);
	}
	return false;
}

bool
fetch_sum_find(struct arena *a, const struct fetch_sum *sum, struct str url,
    struct str *hex)
{
	switch (sum->kind) {
	case FEED_CHECKSUM_SHA256:
		return take_hex(a, str_trim(sum->text), 64, hex);
	case FEED_CHECKSUM_SHA512:
		return take_hex(a, str_trim(sum->text), 128, hex);
	case FEED_CHECKSUM_NVD:
		return find_nvd(a, sum->text, hex);
	case FEED_CHECKSUM_JVN:
		return find_jvn(a, sum->text, url, hex);
	case feed_checksum_unset:
		return false;
	}
	BUG("checksum");
}

bool
fetch_sum_latest(const struct fetch_sum *latest, struct str *path)
{
	struct str rest;

	(void)str_cut(str_trim(latest->text), '\n', path, &rest);
	*path = str_trim(*path);
	return fetch_name_is_safe(*path);
}
