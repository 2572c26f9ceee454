#include "feed/feed_beside.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/io.h"
#include "base/limits.h"
#include "feed/feed_names.h"
#include "feed/feed_pull.h"

/* Endings of what tells of the file whose name stands before them. */
static const struct {
	struct str ending;
	const char *is;
} endings[] = {
	{ STR_INIT(".sha1"), "checksum" },
	{ STR_INIT(".sha256"), "checksum" },
	{ STR_INIT(".sha512"), "checksum" },
	{ STR_INIT(".md5"), "checksum" },
	{ STR_INIT(".meta"), "checksum" },
	{ STR_INIT(".asc"), "signature" },
	{ STR_INIT(".sig"), "signature" },
};

/* Names that are the same everywhere, in lower case. */
static const struct {
	struct str name;
	const char *is;
} names[] = {
	/* CSAF 2.0, 7.1.12 and 7.1.13; the other two are Red Hat's */
	{ STR_INIT("index.txt"), "list of files" },
	{ STR_INIT("changes.csv"), "list of files" },
	{ STR_INIT("deletions.csv"), "list of files" },
	{ STR_INIT("archive_latest.txt"), "list of files" },
	{ STR_INIT("checksum.txt"), "checksum" },
	{ STR_INIT("sha256sums"), "checksum" },
	{ STR_INIT("sha512sums"), "checksum" },
	{ STR_INIT("readme"), "text for people" },
	{ STR_INIT("readme.md"), "text for people" },
	{ STR_INIT("readme.txt"), "text for people" },
	{ STR_INIT("license"), "text for people" },
	{ STR_INIT("license.md"), "text for people" },
	{ STR_INIT("license.txt"), "text for people" },
};

/* Words that tell what begins with them, or has them at its beginning. */
static const struct {
	struct str word;
	bool is_first;
	const char *is;
} contents[] = {
	{ STR_INIT("#model_version:"), true, FEED_BESIDE_EPSS },
	{ STR_INIT("cve,epss"), true, FEED_BESIDE_EPSS },
	{ STR_INIT("\"urn:ietf:params:rolie:"), false, "list of files" },
	/* the CVE List's delta.json and deltaLog.json */
	{ STR_INIT("\"numberOfChanges\""), false, "list of files" },
	/* MyJVN 4 and 3 */
	{ STR_INIT("/schema/myjvn_statistics_"), false, "statistics" },
	{ STR_INIT("<mjstat:"), false, "statistics" },
};

/* NVD's CPE names of each range: records of CVE ids have the ranges. */
#define MATCHES	"\"NVD_CPEMatch"

/* "$schema" says of a JSON text what it follows; schemas follow schemas. */
static bool
is_json_schema(struct str s)
{
	static const struct str name = STR_INIT("\"$schema\"");
	size_t i = str_find(s, name, 0), end;

	if (i == SIZE_MAX)
		return false;
	i = str_find_byte(s, '"', i + name.n);
	end = i == SIZE_MAX ? i : str_find_byte(s, '"', i + 1);
	return end != SIZE_MAX &&
	    str_find(str_sub(s, i, end - i), S("json-schema.org/"), 0) !=
	    SIZE_MAX;
}

bool
feed_beside_is_schema(struct str head)
{
	struct str s = str_sub(head, 0, FEED_NAMES_HEAD);

	if (str_starts(s, S("\xef\xbb\xbf")))
		s = str_from(s, 3);
	s = str_trim(s);
	if (str_starts(s, S("<")))
		return str_find(s, S("<xs:schema"), 0) != SIZE_MAX ||
		    str_find(s, S("<xsd:schema"), 0) != SIZE_MAX;
	return is_json_schema(s);
}

struct feed_head
feed_beside_head(struct arena *a, struct io_dir *mirror, struct str path)
{
	char *text = arena_bytes(a, LIMIT_FEED_HEAD);
	struct feed_head out = { .text = { text, 0 } };
	struct feed_pull *pull;
	struct str name;
	size_t got = 1;

	if (feed_pull_open(a, mirror, path, &pull) != 0)
		return out;
	out.is_archive = feed_pull_next(pull, &name) && name.n > 0;
	while (got > 0 && out.text.n < LIMIT_FEED_HEAD &&
	    feed_pull_read(pull, text + out.text.n,
		LIMIT_FEED_HEAD - out.text.n, &got))
		out.text.n += got;
	feed_pull_close(pull);
	return out;
}

/* "a.json.sha512" tells of a.json, but only where there is one. */
static const char *
by_ending(struct io_dir *mirror, struct str path)
{
	struct str name = str_base_name(path);
	struct io_stat st;

	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		size_t n = endings[i].ending.n;

		if (name.n > n && str_ends(name, endings[i].ending) &&
		    io_stat(mirror, str_sub(path, 0, path.n - n), &st) == 0)
			return endings[i].is;
	}
	return NULL;
}

static const char *
by_name(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_nocase(name, names[i].name))
			return names[i].is;
	}
	return NULL;
}

static const char *
by_content(struct str head)
{
	struct str s = str_sub(head, 0, FEED_NAMES_HEAD);

	for (size_t i = 0; i < ARRAY_LEN(contents); i++) {
		if (contents[i].is_first ?
			str_starts(s, contents[i].word) :
			str_find(s, contents[i].word, 0) != SIZE_MAX)
			return contents[i].is;
	}
	return NULL;
}

const char *
feed_beside(struct io_dir *mirror, struct str path,
    const struct feed_head *head)
{
	struct str begin = str_sub(head->text, 0, FEED_NAMES_HEAD);
	const char *is = NULL;

	if (feed_beside_is_schema(head->text))
		return "schema";
	if (str_find(begin, S(MATCHES), 0) != SIZE_MAX)
		return "list of CPE names";
	if (feed_names_of(head->text) != FEED_NAMES_NONE)
		return "dictionary of names";
	/* Of an archive the first member says nothing of the others. */
	if (!head->is_archive)
		is = by_content(head->text);
	if (is == NULL)
		is = by_name(str_base_name(path));
	return is != NULL ? is : by_ending(mirror, path);
}
