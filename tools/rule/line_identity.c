#include "rule/rule.h"

#include "model/types.h"
#include "rule/walk.h"
#include "version/cpe.h"
#include "version/purl.h"

RULE_TEXT(rule_line_identity,
    .why_en = "What a line was taken for is what it is matched by. A name "
	      "that is none finds nothing; until it is mended the words are "
	      "watched, which finds far less.",
    .why_ja = "照合は `is` の名前で行います。間違った名前では何も見つかりませ"
	      "ん。直すまでは書かれた言葉だけを見張りますが、見落としが増えま"
	      "す。",
    .bad = "{says: Apache 2.4, is: \"cpe:apache:http_server\"}",
    .good = "{says: Apache 2.4, is: \"cpe:a:apache:http_server\"}");

static bool
is_cpe(struct arena *a, struct str is)
{
	const char *why;
	struct cpe c;

	/* "cpe:a:apache:http_server" is short for "cpe:/a:...". */
	if (!str_starts(is, S("cpe:/")) && !str_starts(is, S("cpe:2.3:")))
		is = str_fmt(a, "cpe:/%.*s", STR_ARG(str_from(is, 4)));
	return cpe_parse(is, &c, &why);
}

static void
check_line(void *ctx, const void *item)
{
	const struct check *k = ctx;
	const struct software_line *line = item;
	struct str is = line->is.s;
	const char *why;
	struct purl p;

	if (is.n == 0)
		return;
	if (str_starts(is, S("pkg:"))     ? purl_parse(k->tmp, is, &p, &why) :
		str_starts(is, S("cpe:")) ? is_cpe(k->tmp, is) :
					    model_find(k->model, SPACE_PRODUCT,
						is) != NULL)
		return;
	check_report(k, line->is.at,
	    "'%.*s' is no package URL, CPE name or product", STR_ARG(is));
	check_help(k, "`hansho resolve` proposes what the line may mean");
}

void
rule_line_identity(const struct check *k, const struct document *doc)
{
	const struct kind_info *kind = kind_info(doc->path.kind);

	if (doc->path.kind == KIND_PRODUCT || doc->path.kind == KIND_SYSTEM)
		walk_records(kind->record, doc->record, &record_software_line,
		    check_line, (void *)(uintptr_t)k);
}
