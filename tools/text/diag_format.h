/*
 * Printing diagnostics: text with a caret, JSON lines, SARIF 2.1.0, GitLab
 * code quality, GitHub annotations.  The formats are rows in
 * text/diag_formats.def, each with a file of its own (diag_FORMAT.c).
 */
#ifndef TEXT_DIAG_FORMAT_H
#define TEXT_DIAG_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;
struct buf;

/* What a rule's row says, for formats that list the rules. */
struct diag_rule_info {
	struct str summary;
	struct str clause;
};

struct diag_print {
	const struct sources *sources;
	const struct diags *diags;	/* sorted */
	bool colour;			/* text only */
	bool show_waived;		/* otherwise waived ones are left out */
	/* the rule's row; zeros when there is none */
	struct diag_rule_info (*info)(struct str rule);
	struct str tool_version;
	struct arena *tmp;
};

struct diag_format {
	const char *name;
	void (*print)(struct buf *out, const struct diag_print *p);
	const char *help;
};

/* A format by name, or NULL. */
const struct diag_format *diag_format_find(struct str name);
const struct diag_format *diag_format_at(size_t i);	/* NULL at the end */

#endif
