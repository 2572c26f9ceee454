/*
 * Products, persons, companies, policies and CVE ids: a few facts, the cases
 * they are in, the questions they were asked, and their clocks.
 */
#ifndef COMMAND_SHOW_RECORD_H
#define COMMAND_SHOW_RECORD_H

#include "command/page.h"
#include "model/derived.h"

struct model;
struct say;
struct state_json;

/* What an id names: a record, or a CVE id that cases have. */
struct show_record {
	const struct model *m;
	const struct say *say;
	const struct entry *entry;	/* NULL: a CVE id */
	struct str id;
};

void show_record(const struct page *p, const struct show_record *r);
void show_record_json(const struct state_json *j, const struct show_record *r);

/* Whether any case or the ledger has this CVE id. */
bool show_record_is_cve(const struct model *m, struct str id);

#endif
