/*
 * What approvers sign: every public field of a case is in it, and nothing
 * else.  The field tables are walked, so a new field is covered without a line
 * here, or the test says that the fixture lacks it.
 */
#include <stdio.h>

#include "audit/audit_view.h"
#include "base/digest.h"
#include "base/map.h"
#include "model_text.h"
#include "text/catalog.h"
#include "text/yaml.h"
#include "wall/wall.h"

Suite *suite_audit_view(void);

#define FOLDER "cases/2026/PS-2026-0001/"

/* A case of our own with all that a case of ours can say. */
static const char case_own[] =
    "---\n"
    "id: PS-2026-0001\n"
    "title: {ja: 鍵, en: A key}\n"
    "advisory: EX-2026-0001\n"
    "category: csaf_security_advisory\n"
    "owner: sato\n"
    "code_name: Heron\n"
    "source: {channel: finder, reference: X-1, credit: {name: Kim, "
    "organization: Kim Labs, url: \"https://example.com/kim\", "
    "consent: named}}\n"
    "report: {summary: it opens}\n"
    "facts:\n"
    "  - {at: 2026-09-01T09:30+09:00, event: received, note: by mail}\n"
    "  - {at: 2026-09-02, event: verified, publish: yes}\n"
    "vulnerabilities:\n"
    "- cve: CVE-1900-0001\n"
    "  title: {ja: 穴, en: Hole}\n"
    "  ids: [{system_name: Bugs, text: \"17\"}]\n"
    "  cwe: CWE-79\n"
    "  cvss: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"]\n"
    "  scores:\n"
    "  - {source: NVD, vector: "
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N\", at: 2026-09-03, "
    "products: [box], versions: [1.0.0]}\n"
    "  - {source: A, vector: "
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\", "
    "components: [lib], platform_versions: [\"9\"]}\n"
    "  - {source: B, vector: "
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N\", "
    "statuses: [known_affected]}\n"
    "  - {source: C, vector: "
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N\", "
    "products: [bare], versions: [5.0.0]}\n"
    "  - {source: D, vector: "
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L\", "
    "products: [bare], components: [lib], versions: [6.0.0]}\n"
    "  score_note: {ja: 違い, en: they differ}\n"
    "  exploitation: none\n"
    "  discovered: 2026-08-01\n"
    "  released: 2026-10-01T09:00+09:00\n"
    "  products:\n"
    "  - product: box\n"
    "    versions:\n"
    "    - {version: 1.0.0, status: known_affected}\n"
    "    - {version: 2.0.0, status: first_fixed}\n"
    "    - {range: \"vers:generic/>=0.1|<0.9\", status: known_affected}\n"
    "    - {text: the blue ones, status: under_investigation}\n"
    "    owner: sato\n"
    "    remediations:\n"
    "    - {category: vendor_fix, version: 2.0.0}\n"
    "  - {product: rack, component: lib, relationship: installed_on, "
    "platform_version: \"9\", versions: "
    "[{version: 3.0.0, status: known_affected, name: Lib on rack}]}\n"
    "  - {product: rack, component: lib, platform_version: \"8\", "
    "status: known_affected, name: Any lib on rack}\n"
    "  - {product: safe, status: known_not_affected, "
    "justification: component_not_present, justified: 2026-09-04, "
    "impact: {ja: 無, en: not there}}\n"
    "  without_status:\n"
    "  - {product: bare, version: 5.0.0}\n"
    "  - {product: bare, component: lib, component_version: 6.0.0, "
    "relationship: installed_with, name: Lib in bare}\n"
    "  remediations:\n"
    "  - {category: workaround, details: {ja: 抜く, en: unplug}, "
    "version: 2.0.0, url: \"https://example.com/fix\", date: 2026-10-01, "
    "entitlements: [gold], restart_required: machine, "
    "restart_details: twice}\n"
    "  - {category: mitigation, details: {en: a}, products: [box]}\n"
    "  - {category: mitigation, details: {en: b}, components: [lib]}\n"
    "  - {category: mitigation, details: {en: c}, "
    "platform_versions: [\"9\"]}\n"
    "  - {category: mitigation, details: {en: d}, versions: [1.0.0]}\n"
    "  - {category: mitigation, details: {en: e}, "
    "statuses: [known_affected]}\n"
    "  threats:\n"
    "  - {category: exploit_status, details: {ja: 無, en: none}, "
    "date: 2026-10-02, products: [box]}\n"
    "  - {category: target_set, details: {en: f}, components: [lib]}\n"
    "  - {category: target_set, details: {en: g}, "
    "platform_versions: [\"9\"]}\n"
    "  - {category: target_set, details: {en: h}, versions: [1.0.0]}\n"
    "  - {category: target_set, details: {en: i}, "
    "statuses: [known_affected]}\n"
    "  involvements: [{party: vendor, status: in_progress, "
    "date: 2026-09-05, summary: we look}]\n"
    "  references: [{url: \"https://example.com/r\", summary: more, "
    "category: external}]\n"
    "  acknowledgments: [{names: [Lee], organization: Lee Labs, "
    "summary: for it, urls: [\"https://example.com/lee\"]}]\n"
    "products:\n"
    "- {product: more, version: 7.0.0}\n"
    "references: [{url: \"https://example.com/all\", summary: all, "
    "category: self}]\n"
    "acknowledgments: [{names: [Park], organization: Park Labs, "
    "summary: too, urls: [\"https://example.com/park\"]}]\n"
    "disclosure: {summary: {ja: 初版, en: First}, withdraw: no, "
    "superseded_by: \"https://example.org/other\", "
    "decision: publish, status: final, tlp: CLEAR, "
    "planned: 2026-12-01, reason: so}\n"
    "---\nNotes that nobody sees.\n";

static const char text_en[] =
    "---\ntitle: A key, as told\nsections:\n"
    "- {title: More, under: [document], audience: operators}\n---\n"
    "## summary\n\nIt opens.\n\n## details: More\n\nIt opens *widely*.\n\n"
    "## vulnerability 1\n\n### description\n\nA hole.\n";

/* What only another publisher's document says. */
static const char case_import[] =
    "---\n"
    "id: PS-2026-0001\n"
    "title: {ja: 鍵, en: A key}\n"
    "origin: import\n"
    "tlp: CLEAR\n"
    "imported:\n"
    "  publisher: {category: vendor, name: Other, "
    "namespace: \"https://example.com/o\", contact_details: call, "
    "issuing_authority: theirs}\n"
    "  id: OT-1\n"
    "  aliases: [OT-0]\n"
    "  lang: en\n"
    "  source_lang: de\n"
    "  category: csaf_security_advisory\n"
    "  status: final\n"
    "  distribution: to all\n"
    "  severity: Bad\n"
    "  severity_namespace: https://example.com/scale\n"
    "  initial_release: 2026-01-01T00:00Z\n"
    "  current_release: 2026-02-01T00:00Z\n"
    "  sha256: \"00\"\n"
    "---\n";

static const struct model_file files[] = {
	{ "products/acme/box/product.yaml",
	    "name: {ja: 箱, en: Box}\nkind: hardware\n"
	    "description: {ja: 小箱, en: small box}\nfamily: Boxes\n"
	    "vendor: Acme Works\nscheme: semver\n"
	    "support_ends: 2028-01-01\nowner: sato\n"
	    "keywords: [crate]\nmodel_numbers: [B-1]\nskus: [S-1]\n"
	    "versions:\n"
	    "- {version: 1.0.0, life: ended, name: Acme Box one, "
	    "product_id: BOX1, "
	    "purl: \"pkg:generic/box@1.0.0\", "
	    "cpe: \"cpe:2.3:o:acme:box:1.0.0:*:*:*:*:*:*:*\", "
	    "hashes: [{algorithm: sha256, value: \"00\", filename: a.bin}], "
	    "bom_link: L, sbom_urls: [\"https://example.com/s\"], "
	    "model_numbers: [B-2], "
	    "serial_numbers: [N-1], skus: [S-2]}\n"
	    "- {version: 2.0.0, branches: [\"vendor: x\"], "
	    "outside_tree: yes}\n"
	    "- {range: \"vers:generic/>=0.1|<0.9\", name: Old boxes}\n" },
	{ "products/acme/rack/product.yaml",
	    "name: {en: Rack}\nkind: hardware\n" },
	{ "products/acme/lib/product.yaml",
	    "name: {en: Lib}\nkind: software\n" },
	{ "products/acme/safe/product.yaml",
	    "name: {en: Safe}\nkind: hardware\npurl: \"pkg:generic/safe\"\n"
	    "cpe: \"cpe:2.3:h:acme:safe:*:*:*:*:*:*:*:*\"\n" },
	{ "products/acme/bare/product.yaml",
	    "name: {en: Bare}\nkind: hardware\n" },
	{ "products/acme/more/product.yaml",
	    "name: {en: More}\nkind: hardware\n" },
	{ "content/companies/acme.yaml",
	    "name: {en: Acme}\nkind: head\nvendor: Acme Ltd\n" },
	{ FOLDER "advisory.ja.md", "## summary\n\n開きます。\n" },
	{ FOLDER "advisory.en.md", text_en },
	{ FOLDER "published.yaml",
	    "revisions:\n- {version: 1.0.0, at: 2026-10-01T09:00Z, "
	    "summary: {ja: 初, en: one}}\n" },
	{ FOLDER "case.md", case_own },
};

#define N_FILES ARRAY_LEN(files)

/* Fields that are called public and are not in it, and why. */
static const struct {
	const char *field;
	const char *why;
} omitted[] = {
	{ "score-at", "no document shows it" },
	{ "imported-status", "the status is the revision's" },
	{ "imported-initial_release", "an instant of publication" },
	{ "imported-current_release", "an instant of publication" },
	{ "imported-sha256", "of the file that was read" },
	{ "product-versions_complete", "what follows is signed: listed" },
	{ "statement-cves", "loaded as vulnerabilities, which are signed" },
	{ "statement-products", "as statement-cves" },
	{ "statement-title", "as statement-cves" },
	{ "statement-cwe", "as statement-cves" },
	{ "statement-status", "as statement-cves" },
	{ "statement-justification", "as statement-cves" },
	{ "statement-impact", "as statement-cves" },
	{ "statement-justified", "as statement-cves" },
	{ "product-runs_on", "no document shows it" },
	{ "product-successor", "no document shows it" },
	{ "product-url", "no document shows it" },
	{ "version-released", "no document shows it" },
	{ "version-support_ends", "no document shows it" },
	{ "version-url", "no document shows it" },
	{ "version-combines", "imports alone have such" },
	{ "combination-platform_version", "as version-combines" },
	{ "combination-component", "as version-combines" },
	{ "combination-component_version", "as version-combines" },
	{ "combination-relationship", "as version-combines" },
	{ "company-name", "its vendor is shown" },
	{ "company-short_name", "its vendor is shown" },
	{ "company-namespace", "no document shows it" },
};

/* Fields of the team that are in it all the same. */
static const char *const said_by_team[] = { "credit-name",
	"credit-organization", "credit-url", "credit-consent", "fact-at",
	"fact-event", "fact-publish", "disclosure-summary",
	"disclosure-withdraw", "disclosure-status", "disclosure-decision",
	"disclosure-superseded_by", "disclosure-tlp", "product-public" };

static struct str
view_at(struct model_fixture *f, int64_t now_s, const struct catalog *words)
{
	const struct wall w = {
		.model = f->m,
		.now = { now_s, 32400 },
		.words = words,
		.perm = f->a,
		.d = f->d,
	};
	struct str out;

	if (!audit_view_json(&w, &f->m->cases[0], f->a, &out))
		return S("");
	return out;
}

static struct str
view_of(struct model_fixture *f)
{
	return view_at(f, INT64_C(1795305600), NULL);
}

static struct str
digest_of(struct model_fixture *f)
{
	struct scratch tmp = scratch_begin(f->a);
	struct str view = view_of(f), hex;
	static char kept[65];

	ck_assert_msg(view.n > 0, "%s",
	    diags_len(f->d) > 0 ? model_said(f, diags_len(f->d) - 1) :
				  "no view");
	hex = digest_hex(f->a, DIGEST_SHA256, view);
	for (size_t i = 0; i < hex.n; i++)
		kept[i] = hex.p[i];
	scratch_end(tmp);
	return (struct str){ kept, hex.n };
}

static void
load(struct model_fixture *f, const char *case_file)
{
	struct model_file own[N_FILES];

	for (size_t i = 0; i < N_FILES; i++)
		own[i] = files[i];
	own[N_FILES - 1].text = case_file;
	for (size_t i = 0; i < N_FILES && case_file != case_own; i++) {
		if (own[i].text == text_en)
			own[i].text = "## summary\n\nIt opens.\n";
	}
	model_fixture_open(f);
	model_fixture_load(f, own, N_FILES);
	for (size_t i = 0; i < diags_len(f->d); i++)
		fprintf(stderr, "%s\n", model_said(f, i));
	ck_assert_uint_eq(diags_len(f->d), 0);
	ck_assert_uint_eq(f->m->n_cases, 1);
}

/* ---- walking the tables ---- */

struct walk {
	struct model_fixture *f;
	char base[65]; /* the digest of what stands there */
	struct map *changed; /* "record-field" of those that change it */
	struct map *met; /* and of all that were changed */
	enum field_audience audience; /* of the fields to change */
};

/* Another value of a field of this type, in its place; it fits. */
static bool
change(struct walk *k, const struct field *f, void *item)
{
	struct text *t = item;
	struct ref *r = item;
	struct moment *m = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		if (f->type == FIELD_CVSS)
			t->s = S("CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/"
				 "C:L/I:N/A:N");
		else if (strcmp(f->name, "event") == 0)
			t->s = S("assigned");
		else if (strcmp(f->name, "branches") == 0)
			t->s = S("vendor: y");
		else
			t->s = str_cat(k->f->a, t->s, S("x"));
		return true;
	case SHAPE_WORDS:
		((struct words *)item)->en.s = S("another");
		return true;
	case SHAPE_TRUTH:
		((struct truth *)item)->b = !((struct truth *)item)->b;
		return true;
	case SHAPE_CHOICE:
		((struct choice *)item)->v = ((struct choice *)item)->v %
			(int)f->values->n +
		    1;
		return true;
	case SHAPE_MOMENT:
		m->w.day.n++;
		m->w.at.s += 86400;
		return true;
	case SHAPE_REF:
		if (f->space != SPACE_PRODUCT)
			return false;
		r->id = S("more");
		r->target = model_find(k->f->m, SPACE_PRODUCT, r->id);
		return r->target != NULL;
	case SHAPE_NUMBER:
		((struct number *)item)->n++;
		return true;
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		return false;
	}
	return false;
}

/* The widest type of a single value. */
union value {
	struct words words;
	struct moment moment;
	struct ref ref;
	char bytes[128];
};

static void
try_item(struct walk *k, const struct record *r, const struct field *f,
    void *item)
{
	size_t size = field_item_size(f);
	union value kept;
	struct str name;

	ck_assert_uint_le(size, sizeof(kept));
	memcpy(&kept, item, size);
	if (!change(k, f, item))
		return;
	name = str_fmt(k->f->a, "%s-%s", r->name, f->name);
	map_put(k->met, name, k);
	if (!str_eq_z(digest_of(k->f), k->base))
		map_put(k->changed, name, k);
	memcpy(item, &kept, size);
}

static void
walk(struct walk *k, const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const void *frozen = field_items(f, record, &n);
		char *items = (char *)(uintptr_t)frozen;

		for (size_t j = 0; j < n; j++) {
			if (f->type == FIELD_RECORD)
				walk(k, f->record, items + j * size);
			else if (f->audience >= AUDIENCE_GROUP ?
				k->audience >= AUDIENCE_GROUP :
				k->audience == AUDIENCE_PUBLIC)
				try_item(k, r, f, items + j * size);
		}
	}
}

/* Change each field of the case, its texts and its products in turn. */
static void
walk_all(struct walk *k)
{
	const struct case_entry *c = &k->f->m->cases[0];

	memcpy(k->base, digest_of(k->f).p, 64);
	k->base[64] = '\0';
	walk(k, &record_case_file, c->c);
	walk(k, &record_advisory, c->en->record);
	walk(k, &record_published, c->published);
	for (size_t i = 0; i < k->f->m->n_products; i++)
		walk(k, &record_product, k->f->m->products[i].product);
	for (size_t i = 0; i < k->f->m->n_companies; i++)
		walk(k, &record_company, k->f->m->companies[i].company);
	ck_assert(str_eq_z(digest_of(k->f), k->base));
}

static bool
is_omitted(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(omitted); i++) {
		if (str_eq_z(name, omitted[i].field))
			return true;
	}
	return false;
}

/* All public fields that a record can have, by name. */
static void
public_fields(struct arena *a, const struct record *r, struct map *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		struct str name = str_fmt(a, "%s-%s", r->name, f->name);

		if (f->audience != AUDIENCE_PUBLIC)
			continue;
		if (f->type == FIELD_RECORD)
			public_fields(a, f->record, out);
		else
			(void)map_add(out, name, NULL);
	}
}

START_TEST(test_public_fields)
{
	struct model_fixture own, import;
	struct walk k = { .f = &own };
	struct map *all, *changed;
	size_t wrong = 0;

	load(&own, case_own);
	k.changed = map_open(own.a);
	k.met = map_open(own.a);
	walk_all(&k);
	changed = k.changed;
	load(&import, case_import);
	k = (struct walk){ .f = &import,
		.changed = map_open(import.a),
		.met = map_open(import.a) };
	walk_all(&k);
	all = map_open(own.a);
	public_fields(own.a, &record_case_file, all);
	public_fields(own.a, &record_advisory, all);
	public_fields(own.a, &record_product, all);
	public_fields(own.a, &record_company, all);
	ck_assert_uint_gt(map_len(all), 100);
	for (size_t i = 0; i < map_len(all); i++) {
		struct str name = map_at(all, i)->key;
		bool is_in = map_get(changed, name) != NULL ||
		    map_get(k.changed, name) != NULL;

		if (is_in != is_omitted(name))
			continue;
		wrong++;
		fprintf(stderr, "%.*s: %s\n", STR_ARG(name),
		    is_in ? "signed, but named as omitted" :
			    "public, and not in what is signed");
	}
	ck_assert_msg(wrong == 0, "%zu fields", wrong);
	model_fixture_close(&own);
	model_fixture_close(&import);
}
END_TEST

START_TEST(test_team_fields)
{
	struct model_fixture f;
	struct walk k = { .f = &f, .audience = AUDIENCE_TEAM };
	size_t wrong = 0;

	load(&f, case_own);
	k.changed = map_open(f.a);
	k.met = map_open(f.a);
	walk_all(&k);
	ck_assert_uint_gt(map_len(k.met), 15);
	for (size_t i = 0; i < map_len(k.met); i++) {
		struct str name = map_at(k.met, i)->key;
		bool expected = false;

		for (size_t j = 0; j < ARRAY_LEN(said_by_team); j++)
			expected = expected || str_eq_z(name, said_by_team[j]);
		if (expected == (map_get(k.changed, name) != NULL))
			continue;
		wrong++;
		fprintf(stderr, "%.*s: %s\n", STR_ARG(name),
		    expected ? "is not in it" : "is in it");
	}
	ck_assert_msg(wrong == 0, "%zu fields", wrong);
	model_fixture_close(&f);
}
END_TEST

/* Neither the day, nor the words of the catalogue, nor what went out. */
START_TEST(test_the_same)
{
	struct model_fixture f;
	struct catalog *words;
	struct str text = S("view: {range: {all: {ja: 全, en: all}}, remedy: "
			    "{vendor_fix: {ja: 直, en: fixed}}}\n");
	struct str base;
	uint32_t file;
	struct case_entry *c;

	load(&f, case_own);
	base = view_of(&f);
	ck_assert_uint_gt(base.n, 1000);
	ck_assert(str_eq(base, view_at(&f, 0, NULL)));
	ck_assert(str_eq(base, view_at(&f, INT64_C(2500000000), NULL)));
	file = source_add(f.ss, S("words.yaml"));
	source_set_text(f.ss, file, text);
	words = catalog_open(f.a, NULL);
	ck_assert(catalog_add(words,
	    yaml_parse(f.a, f.ss, (struct span){ file, 0, (uint32_t)text.n },
		f.d),
	    f.d));
	ck_assert(str_eq(base, view_at(&f, 0, words)));
	/* Another revision went out since. */
	c = &f.m->cases[0];
	c->published = NULL;
	ck_assert(str_eq(base, view_of(&f)));
	c->published_doc = NULL;
	ck_assert(str_eq(base, view_of(&f)));
	model_fixture_close(&f);
}
END_TEST

/* Who speaks is signed, too. */
START_TEST(test_publisher)
{
	struct model_fixture f;
	struct publisher *of;
	struct str base;

	load(&f, case_own);
	base = view_of(&f);
	ck_assert(f.m->organisation->publisher != NULL);
	of = (struct publisher *)(uintptr_t)f.m->organisation->publisher;
	of->contact_details.s = S("elsewhere@example.com");
	ck_assert(!str_eq(base, view_of(&f)));
	of->contact_details.s = S("");
	ck_assert(str_eq(base, view_of(&f)));
	of->name.s = S("Somebody");
	ck_assert(!str_eq(base, view_of(&f)));
	model_fixture_close(&f);
}
END_TEST

static const char case_ours[] =
    "---\nid: PS-2026-0001\ntitle: {en: A key}\n"
    "advisory: EX-2026-0001\nvulnerabilities:\n- cve: CVE-1900-0001\n"
    "  products:\n"
    "  - {product: box, versions: [{range: \"vers:semver/>=1.0.0|<4.0.0\", "
    "status: known_affected}, {version: 4.0.0, status: first_fixed}]}\n"
    "  - {product: rack, status: known_not_affected, "
    "justification: component_not_present}\n---\n";

static const char box_three[] =
    "name: {en: Box}\nkind: hardware\nscheme: semver\nversions:\n"
    "- {version: 1.0.0, released: 2026-01-01, cpe: C, purl: P, bom_link: L}\n"
    "- {version: 2.0.0, released: 2099-01-01, purl: P}\n"
    "- {version: 3.0.0, released: 2026-01-01, life: planned, purl: P}\n"
    "- {version: 3.5.0, purl: P}\n"
    "- {version: 4.0.0, released: 2026-01-01, purl: P}\n";

static struct text *
version_purl(struct model_fixture *f, size_t i)
{
	const struct product_entry *p = (const void *)model_find(f->m,
	    SPACE_PRODUCT, S("box"));

	ck_assert(p != NULL && i < p->product->versions.n);
	return &p->product->versions.v[i].purl;
}

/* Whether another text there is another thing to sign. */
static bool
matters(struct model_fixture *f, struct text *t)
{
	struct str base = view_of(f), kept = t->s;
	bool ok;

	t->s = S("another");
	ok = !str_eq(base, view_of(f));
	t->s = kept;
	ck_assert(str_eq(base, view_of(f)));
	return ok;
}

/* What documents tell of the inventory and of who publishes is signed. */
START_TEST(test_source)
{
	static const bool is_signed[] = { false, false, false, false, true };
	struct model_fixture f;
	struct organisation *o;
	struct csaf_settings csaf = { 0 };
	struct cna cna = { 0 };
	struct cve_ids *ledger;
	const struct model_file own[] = {
		{ FOLDER "case.md", case_ours },
		{ "products/acme/box/product.yaml", box_three },
		{ "products/acme/rack/product.yaml",
		    "name: {en: Rack}\nkind: hardware\nversions:\n"
		    "- {version: 1.0.0, released: 2026-01-01}\n" },
		{ "content/cve-ids/2026.yaml",
		    "ids:\n- {cve: CVE-1900-0001, state: published}\n" },
	};

	model_fixture_open(&f);
	model_fixture_load(&f, own, ARRAY_LEN(own));
	o = (struct organisation *)(uintptr_t)f.m->organisation;
	o->csaf = &csaf;
	o->cna = &cna;
	ck_assert(matters(&f, &o->base_url));
	ck_assert(!matters(&f, &csaf.license));
	ck_assert(matters(&f, &cna.org_id));
	ck_assert(matters(&f, &cna.short_name));
	for (size_t i = 0; i < ARRAY_LEN(is_signed); i++)
		ck_assert_msg(matters(&f, version_purl(&f, i)) == is_signed[i],
		    "version %zu", i);
	ledger =
	    (struct cve_ids *)(uintptr_t)f.m->docs[KIND_CVE_IDS].v[0].record;
	ck_assert(model_has(view_of(&f), "\"cve_is_ours\":true"));
	ledger->ids.v[0].state.v = (int)CVE_REJECTED;
	ck_assert(!model_has(view_of(&f), "cve_is_ours"));
	ck_assert(!matters(&f, &cna.org_id));
	model_fixture_close(&f);
}
END_TEST

/* A checkout with other line ends is the same text. */
START_TEST(test_line_ends)
{
	struct model_fixture f, g;
	struct model_file own[N_FILES];
	static const char crlf[] =
	    "---\r\ntitle: A key, as told\r\nsections:\r\n"
	    "- {title: More, under: [document], audience: operators}\r\n"
	    "---\r\n## summary\r\n\r\nIt opens.\r\n\r\n## details: More\r\n"
	    "\r\nIt opens *widely*.\r\n\r\n## vulnerability 1\r\n\r\n"
	    "### description\r\n\r\nA hole.\r\n";

	load(&f, case_own);
	for (size_t i = 0; i < N_FILES; i++) {
		own[i] = files[i];
		if (own[i].text == text_en)
			own[i].text = crlf;
	}
	model_fixture_open(&g);
	model_fixture_load(&g, own, N_FILES);
	ck_assert(str_eq(view_of(&f), view_of(&g)));
	model_fixture_close(&g);
	model_fixture_close(&f);
}
END_TEST

/* What cannot be shown has no digest. */
static const char *const bad_texts[] = {
	"## summary\n\n<script>x</script>\n",
	"## nothing_we_know\n\nx\n",
};

START_TEST(test_not_shown)
{
	struct model_fixture f;
	struct model_file own[N_FILES];

	for (size_t i = 0; i < N_FILES; i++) {
		own[i] = files[i];
		if (own[i].text == text_en)
			own[i].text = bad_texts[_i];
	}
	model_fixture_open(&f);
	model_fixture_load(&f, own, N_FILES);
	ck_assert_msg(view_of(&f).n == 0, "row %d", _i);
	ck_assert_uint_gt(diags_len(f.d), 0);
	model_fixture_close(&f);
}
END_TEST

START_TEST(test_statement)
{
	struct arena *a = arena_open();
	struct audit_statement s = { S("PS-1"), S("legal"), S("kato"),
		S("2026-11-01T10:00+09:00"), S("00ff"), S("") };

	ck_assert(str_eq_z(audit_view_statement(a, &s),
	    "hansho approval 2\ncase: PS-1\nrole: legal\nby: kato\n"
	    "at: 2026-11-01T10:00+09:00\ndigest: 00ff\nnot_before: none\n"));
	s.not_before = S("2026-12-01T10:00+09:00");
	ck_assert(str_eq_z(audit_view_statement(a, &s),
	    "hansho approval 2\ncase: PS-1\nrole: legal\nby: kato\n"
	    "at: 2026-11-01T10:00+09:00\ndigest: 00ff\n"
	    "not_before: 2026-12-01T10:00+09:00\n"));
	arena_close(a);
}
END_TEST

/* Two texts, and "PATH=BEFORE>AFTER;" for each change. */
static const struct {
	const char *before;
	const char *after;
	const char *changes;
} CHANGES[] = {
	{ "{}", "{}", "" },
	{ "", "{\"a\":1}", "a=>1;" },
	{ "{\"a\":1}", "", "a=1>;" },
	{ "{\"a\":{\"b\":\"x\"}}", "{\"a\":{\"b\":\"y\"}}",
	    "a.b=\"x\">\"y\";" },
	{ "{\"b\":1,\"z\":1}", "{\"a\":1,\"b\":2}", "a=>1;b=1>2;z=1>;" },
	{ "{\"a\":\"1\"}", "{\"a\":1}", "a=\"1\">1;" },
	{ "{\"v\":[{\"cve\":\"A\",\"t\":1},{\"cve\":\"B\",\"t\":2}]}",
	    "{\"v\":[{\"cve\":\"B\",\"t\":3},{\"cve\":\"C\"}]}",
	    "v[B].t=2>3;v[C]=>{\"cve\":\"C\"};"
	    "v[A]={\"cve\":\"A\",\"t\":1}>;" },
	{ "{\"s\":[{\"vector\":\"x\"}]}", "{\"s\":[{\"vector\":\"y\"}]}",
	    "s[0].vector=\"x\">\"y\";" },
	{ "{\"s\":[1,2]}", "{\"s\":[1,2,3]}", "s[2]=>3;" },
	{ "{\"s\":[1,2]}", "{\"s\":[1]}", "s[1]=2>;" },
	{ "{\"s\":[\"a\",\"b\"]}", "{\"s\":[\"b\",\"c\"]}",
	    "s[c]=>\"c\";s[a]=\"a\">;" },
	{ "{\"s\":[\"a\",\"b\"]}", "{\"s\":[\"b\",\"a\"]}",
	    "s=[\"a\",\"b\"]>[\"b\",\"a\"];" },
	/* Two of one name cannot be told apart. */
	{ "{\"s\":[{\"key\":\"a\",\"x\":1},{\"key\":\"a\",\"x\":2}]}",
	    "{\"s\":[{\"key\":\"a\",\"x\":1},{\"key\":\"a\",\"x\":3}]}",
	    "s[1].x=2>3;" },
	{ "{\"a\":[]}", "{\"a\":{}}", "a=[]>{};" },
	{ "no JSON", "{\"a\":1}", "" },
};

START_TEST(test_changes)
{
	struct arena *a = arena_open();
	struct audit_change *v;
	struct str said = S("");
	size_t n;

	audit_view_changes(a, str_z(CHANGES[_i].before),
	    str_z(CHANGES[_i].after), &v, &n);
	for (size_t i = 0; i < n; i++)
		said = str_fmt(a, "%.*s%.*s=%.*s>%.*s;", STR_ARG(said),
		    STR_ARG(v[i].path), STR_ARG(v[i].before),
		    STR_ARG(v[i].after));
	ck_assert_msg(str_eq_z(said, CHANGES[_i].changes), "row %d: %.*s", _i,
	    STR_ARG(said));
	arena_close(a);
}
END_TEST

/* Long values are cut around what differs, between characters. */
START_TEST(test_cut)
{
	struct arena *a = arena_open();
	struct str same = S("");
	struct audit_change *v;
	size_t n;

	for (size_t i = 0; i < 300; i++)
		same = str_cat(a, same, S("鍵"));
	audit_view_changes(a,
	    str_fmt(a, "{\"t\":\"%.*sA%.*s\"}", STR_ARG(same), STR_ARG(same)),
	    str_fmt(a, "{\"t\":\"%.*sB%.*s\"}", STR_ARG(same), STR_ARG(same)),
	    &v, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_le(v[0].before.n, 260);
	ck_assert(model_has(v[0].before, "鍵A鍵"));
	ck_assert(model_has(v[0].after, "鍵B鍵"));
	ck_assert(str_starts(v[0].before, S("…鍵")));
	ck_assert(str_ends(v[0].before, S("鍵…")));
	arena_close(a);
}
END_TEST

Suite *
suite_audit_view(void)
{
	Suite *s = suite_create("audit_view");
	TCase *c = tcase_create("view");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, test_public_fields);
	tcase_add_test(c, test_team_fields);
	tcase_add_test(c, test_the_same);
	tcase_add_test(c, test_publisher);
	tcase_add_test(c, test_source);
	tcase_add_test(c, test_line_ends);
	tcase_add_loop_test(c, test_not_shown, 0, (int)ARRAY_LEN(bad_texts));
	tcase_add_test(c, test_statement);
	tcase_add_loop_test(c, test_changes, 0, (int)ARRAY_LEN(CHANGES));
	tcase_add_test(c, test_cut);
	suite_add_tcase(s, c);
	return s;
}
