#include "rule/rule.h"

#include "base/arena.h"
#include "rule/about.h"

RULE_TEXT(rule_published_files,
    .why_en = "Released documents are copied as they went out. The digest "
	      "proves that they are unchanged, so it must be one; the folder "
	      "tells the revision.",
    .why_ja = "公開した文書は、そのまま複写します。ダイジェストは改変がない証"
	      "拠なので、正しい形で書き、版ごとのフォルダーに置きます。",
    .bad = "files: [{path: exsa.json, sha256: abc}]",
    .good = "files: [{path: released/1.0.0/exsa.json, sha256: 64 digits}]");

void
rule_published_files(const struct check *k, const struct case_entry *c)
{
	for (size_t i = 0; i < c->published->revisions.n; i++) {
		const struct revision *r = &c->published->revisions.v[i];
		struct str folder = str_fmt(k->tmp, "released/%.*s/",
		    STR_ARG(r->version.s));

		for (size_t j = 0; j < r->files.n; j++) {
			const struct released_file *f = &r->files.v[j];

			if (!about_is_sha256(f->sha256.s)) {
				check_report(k, f->sha256.at,
				    "this is no "
				    "SHA-256 in hexadecimal");
				check_help(k, "64 digits, 0-9 and a-f");
			}
			if (f->path.s.n > 0 &&
			    !str_starts(f->path.s, folder)) {
				check_report(k, f->path.at,
				    "a file of "
				    "revision %.*s that is not below %.*s",
				    STR_ARG(r->version.s), STR_ARG(folder));
				check_help(k,
				    "`hansho publish` puts it "
				    "there");
			}
		}
	}
}
