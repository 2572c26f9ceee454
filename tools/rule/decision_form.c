#include "rule/rule.h"

#include "version/purl.h"

RULE_TEXT(rule_decision_form,
    .why_en = "A basis is there so that the program sees when it changes. A "
	      "record is found by its feed and id, and has changed when its "
	      "digest has; a version is one of a part.",
    .why_ja =
	"根拠は、変わったことをプログラムが検知するために書きます。フィー"
	"ドの記録は feed と record で探し、sha256 が変われば変更とみな"
	"します。component_version は component の版です。",
    .bad = "rests_on: [{record: CVE-1900-0117}]",
    .good = "rests_on: [{feed: nvd, record: CVE-1900-0117, sha256: \"...\"}]");

#define SHA256_HEX	64

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static bool
is_feed(const struct model *m, struct str id)
{
	const struct document_list *l = &m->docs[KIND_FEEDS];
	bool has_any = false;

	for (size_t i = 0; i < l->n; i++) {
		const struct feeds *f = l->v[i].record;

		for (size_t j = 0; f != NULL && j < f->feeds.n; j++) {
			has_any = true;
			if (str_eq(f->feeds.v[j].id.s, id))
				return true;
		}
	}
	return !has_any;
}

static void
check_record(const struct check *k, const struct decision_basis *b)
{
	if (b->feed.s.n > 0 && !is_feed(k->model, b->feed.s)) {
		check_report(k, b->feed.at, "no feed is called '%.*s'",
		    STR_ARG(b->feed.s));
		check_help(k, "content/feeds.yaml lists the feeds");
	}
	if (b->feed.s.n > 0 || b->record.s.n > 0 || b->sha256.s.n > 0) {
		if (b->feed.s.n > 0 && b->record.s.n > 0 && b->sha256.s.n > 0)
			return;
		check_report(k, b->where,
		    "a record needs `feed`, `record` and `sha256`");
		check_help(k,
		    "`hansho why PRODUCT VULNERABILITY` prints "
		    "them");
	}
}

static void
check_purl(const struct check *k, const struct text *t)
{
	struct purl u;
	const char *why;

	if (!str_starts(t->s, S("pkg:")) || purl_parse(k->tmp, t->s, &u, &why))
		return;
	check_report(k, t->at, "no package URL: %s", why);
	check_help(k, "pkg:TYPE/NAMESPACE/NAME, or the part's name");
}

static void
check_basis(const struct check *k, const struct decision_basis *b)
{
	if (b->component.s.n == 0 && b->absent.s.n == 0 &&
	    b->configuration.s.n == 0 && b->record.s.n == 0 &&
	    b->feed.s.n == 0 && b->sha256.s.n == 0 && b->statement.s.n == 0) {
		check_report(k, b->where, "a basis that names nothing");
		check_help(k, "name the `component:` and its version");
	}
	check_purl(k, &b->component);
	check_purl(k, &b->absent);
	check_record(k, b);
	if (b->sha256.s.n > 0 &&
	    (b->sha256.s.n != SHA256_HEX ||
		!str_is_all(b->sha256.s, is_hex))) {
		check_report(k, b->sha256.at, "a SHA-256 has %d digits 0-9a-f",
		    SHA256_HEX);
		check_help(k, "`hansho why` prints it");
	}
	if (b->component_version.s.n > 0 && b->component.s.n == 0) {
		check_report(k, b->component_version.at,
		    "a version of no part");
		check_help(k, "add `component:`");
	}
}

void
rule_decision_form(const struct check *k, const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];

		check_purl(k, &d->component);
		for (size_t j = 0; j < d->rests_on.n; j++)
			check_basis(k, &d->rests_on.v[j]);
	}
}
