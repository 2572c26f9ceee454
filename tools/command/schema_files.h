/*
 * The schemas as files: what `hansho schema` writes, `hansho init` brings
 * along and `hansho doctor` compares.
 */
#ifndef COMMAND_SCHEMA_FILES_H
#define COMMAND_SCHEMA_FILES_H

#include "model/kind.h"

struct arena;

/* Where a repository keeps them, and what tells its editors. */
#define SCHEMA_FOLDER	".vscode/schemas"
#define SCHEMA_SETTINGS	".vscode/settings.json"

/* A kind's schema, indented, and its file's name: "case.schema.json". */
struct str schema_files_text(struct arena *a, enum kind k);
struct str schema_files_name(struct arena *a, enum kind k);

/* VS Code's settings: which schema goes with which YAML files. */
struct str schema_files_settings(struct arena *a);

#endif
