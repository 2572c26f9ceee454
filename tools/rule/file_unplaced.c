#include "rule/rule.h"

#include <stdint.h>

RULE_TEXT(rule_file_unplaced,
    .why_en = "A file in the wrong place or with a misspelt name is read by "
	      "nobody. Known extras are released documents, SBOMs and scans, "
	      "pictures and keys, and the folders of the handbook's layout "
	      "page.",
    .why_ja = "置き場所や名前を間違えたファイルは誰にも読まれません。公開済み"
	      "の文書、SBOM と検査結果、画像と鍵、決まったフォルダーのファイ"
	      "ルは対象外です。",
    .bad = "cases/2026/PS-2026-0117/notes.txt",
    .good = "the body of cases/2026/PS-2026-0117/case.md");

static bool
is_ours(struct str path)
{
	return str_starts(path, S("content/")) ||
	    str_starts(path, S("cases/")) || str_starts(path, S("products/"));
}

/* Files that people keep there for other tools and for themselves. */
static bool
is_extra(struct str path)
{
	static const struct str folders[] = {
		STR_INIT("content/training/"),
		STR_INIT("content/exercises/"),
		STR_INIT("content/meetings/"),
		STR_INIT("content/lessons/"),
		STR_INIT("content/deliveries/"),
		STR_INIT("content/maturity."),
	};
	static const struct str endings[] = {
		STR_INIT(".png"),
		STR_INIT(".jpg"),
		STR_INIT(".svg"),
		STR_INIT(".asc"),
		STR_INIT("/original.json"),
		STR_INIT("/README.md"),
	};

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		if (str_starts(path, folders[i]))
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		if (str_ends(path, endings[i]))
			return true;
	}
	if (str_starts(path, S("cases/")))
		return str_find(path, S("/released/"), 0) != SIZE_MAX;
	return str_starts(path, S("products/")) &&
	    (str_find(path, S("/sbom."), 0) != SIZE_MAX ||
		str_find(path, S("/scan."), 0) != SIZE_MAX);
}

void
rule_file_unplaced(const struct check *k, const struct model *m)
{
	uint32_t n = (uint32_t)sources_len(m->sources);

	for (uint32_t file = 1; file <= n; file++) {
		struct str path = source_get(m->sources, file)->path;
		struct kind_path kind;

		/* What is almost a document, loading points out. */
		if (kind_match(path, &kind) || kind_near(path) != NULL ||
		    !is_ours(path) || is_extra(path))
			continue;
		check_report(k, (struct span){ file, 0, 0 },
		    "no kind of "
		    "file has this place and name");
		check_help(k,
		    "`hansho list kinds` shows where each kind "
		    "stands");
	}
}
