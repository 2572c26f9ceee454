/*
 * A small repository for the tests of stage/, and what was computed of its one
 * case, at 2026-11-22T09:00+09:00.
 */
#ifndef STAGE_TEXT_H
#define STAGE_TEXT_H

#include "deadline/occurrence.h"
#include "model/derived.h"
#include "model/policy.h"
#include "model_text.h"
#include "stage/stage.h"

#define STAGE_NOW	INT64_C(1795305600)

static const struct model_file stage_files[] = {
	{ "content/calendars/jp.yaml",
	    "name: {en: Japan}\nfrom: 2025-01-01\nto: 2027-12-31\n" },
	{ "content/companies/acme.yaml",
	    "name: {en: Acme}\nkind: head\ncontacts: [{person: abe}]\n" },
	{ "content/companies/unit.yaml",
	    "name: {en: Unit}\nkind: unit\nparent: acme\n"
	    "contacts: [{person: mori, deputy: ota}]\n" },
	{ "content/cve-ids/2026.yaml",
	    "ids:\n- {cve: CVE-1900-0001, state: reserved, "
	    "case_id: PS-2026-0001}\n"
	    "- {cve: CVE-1900-0002, state: published, "
	    "case_id: PS-2026-0001}\n"
	    "- {cve: CVE-1900-0003, state: reserved}\n" },
	{ "content/deadlines/cra.yaml",
	    "name: {en: CRA}\nrows:\n- {id: D-01, name: {en: x}, "
	    "start: [aware], length: 24, unit: hours, "
	    "stop: [report_submitted], weight: law, confidence: V, "
	    "confirmed: yes}\n" },
	{ "content/deadlines/policy.yaml",
	    "name: {en: Policy}\nrows:\n- {id: D-90, name: {en: x}, "
	    "start: [received], length: 30, unit: calendar_days, "
	    "stop: [closed], weight: policy, confidence: V, "
	    "confirmed: yes}\n" },
	{ "content/parties/jpcert.yaml",
	    "kind: coordinator\nname: {en: JPCERT/CC}\n" },
	{ "content/parties/maker.yaml", "kind: supplier\n" },
	{ "content/parties/finder-1.yaml", "kind: finder\n" },
	{ "content/people/acme.yaml",
	    "people:\n"
	    "- {id: abe, name: {en: Abe}, roles: [psirt_lead]}\n"
	    "- {id: sato, name: {en: Sato}, roles: [coordinator], "
	    "deputy: tanaka}\n"
	    "- {id: tanaka, name: {en: Tanaka}, roles: [coordinator], "
	    "absence: [{from: 2026-11-20, to: 2026-11-22, deputy: ueno}]}\n"
	    "- {id: ueno, name: {en: Ueno}, roles: [intake]}\n"
	    "- {id: wada, name: {en: Wada}, roles: [developer], "
	    "absence: [{from: 2026-11-22, to: 2026-11-22}]}\n" },
	{ "content/people/unit.yaml",
	    "people:\n"
	    "- {id: mori, name: {en: Mori}, roles: [developer, qa]}\n"
	    "- {id: ota, name: {en: Ota}, roles: [developer]}\n" },
	{ "products/unit/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\nscheme: semver\n"
	    "design_contact: ota\nqa_contact: mori\nowner: sato\n"
	    "versions: [{version: 1.0.0}]\n" },
	{ "products/acme/box/product.yaml", NULL },
};

/*
 * Load the repository with the rest of the case's front matter, and one more
 * file unless it is NULL.
 */
static inline void
stage_load(struct model_fixture *f, const char *matter,
    const struct model_file *more)
{
	struct model_file over[ARRAY_LEN(stage_files) + 2];
	size_t n = ARRAY_LEN(stage_files);

	memcpy(over, stage_files, sizeof(stage_files));
	model_fixture_open(f);
	over[n++] = (struct model_file){ "cases/2026/PS-2026-0001/case.md",
		str_to_z(f->a,
		    str_fmt(f->a,
			"---\nid: PS-2026-0001\n"
			"title: {ja: 鍵, en: A key}\n%s---\nNotes.\n",
			matter)) };
	if (more != NULL)
		over[n++] = *more;
	model_fixture_load(f, over, n);
	ck_assert_msg(diags_len(f->d) == 0, "%s\n%s", matter,
	    diags_len(f->d) > 0 ? model_said(f, 0) : "");
}

static inline struct stage_run
stage_run_of(const struct model_fixture *f)
{
	return (struct stage_run){ f->m, f->ss, { STAGE_NOW, 32400 } };
}

#endif
