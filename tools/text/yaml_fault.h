/*
 * libyaml's complaints in plain words, with a place and a way out.
 */
#ifndef TEXT_YAML_FAULT_H
#define TEXT_YAML_FAULT_H

#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct diags;

/* What libyaml said, its marks as byte offsets in text. */
struct yaml_fault {
	const char *problem;	/* libyaml's words; may be NULL */
	const char *context;	/* may be NULL */
	size_t problem_off;
	size_t context_off;	/* SIZE_MAX without a context */
};

/* Report it as yaml-syntax (or yaml-anchor, -alias, -tag, -documents). */
void yaml_fault_report(struct span region, struct str text,
    const struct yaml_fault *f, struct diags *d);

#endif
