/*
 * What stands in an inventory, whoever wrote it: a bill of materials, a
 * scanner, a package manager's list.  Foreign text: escape it wherever it goes.
 */
#ifndef INVENTORY_COMPONENT_H
#define INVENTORY_COMPONENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

enum component_scope {
	COMPONENT_EXACT,	/* version is one version; empty: not told */
	COMPONENT_SERIES,	/* version is the beginning of it: "2.4" */
	COMPONENT_ANY,		/* any version */
};

/* A file's digest, in CSAF's and CycloneDX's words ("sha256"). */
struct component_hash {
	struct str algorithm, value;
};

/* A finding that the scanner itself made; evidence, never a decision. */
struct component_finding {
	struct str id;		/* CVE-, GHSA-, ... */
	struct str status;	/* VEX status as told; empty: affected */
	struct str justification, detail;	/* as told, or empty */
	struct str fixed;	/* version with the fix, or empty */
};

struct component {
	struct str ref;		/* bom-ref, SPDXID; unique in its document */
	struct str purl;	/* as written; empty when not valid */
	struct str cpe;		/* 2.3 formatted; empty when not valid */
	struct str vendor;	/* supplier, publisher, group */
	struct str name;
	struct str version;
	enum component_scope scope;
	struct str type;	/* of the package, in purl's words: "deb",
				 * "npm"; empty: not told */
	struct str source;	/* name of the source package, deb and rpm */
	struct str source_version;	/* empty: as version */
	struct str distro;	/* ID of os-release(5): "debian", "rhel",
				 * "amzn"; with release "12", "9.3" */
	struct str release;
	struct str module;	/* rpm module stream: "nodejs:18" */
	struct str arch;
	struct str keyword;	/* a line nobody could resolve */
	struct str kind;	/* CycloneDX component type: library, firmware,
				 * operating-system, device, ... */
	struct component_hash *hashes;
	size_t n_hashes;
	struct component_finding *findings;
	size_t n_findings;
	size_t *needs;		/* depends on or contains: indices in the
				 * inventory, ascending; may go round */
	size_t n_needs;
	bool is_optional;	/* scope excluded or optional, dev dependency */
	struct span at;		/* in its document */
};

struct inventory {
	struct component *v;
	size_t n;
	struct component self;	/* metadata.component, the described package;
				 * empty name: not told */
	struct str format;	/* "CycloneDX 1.6", "SPDX 3.0.1", "dpkg -l" */
	struct str serial;	/* serialNumber, documentNamespace */
	struct str made_by;	/* the tool, or empty */
	struct str made_at;	/* RFC 3339, or empty */
};

#endif
