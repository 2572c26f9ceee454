/*
 * Subcommands: a row in commands.def and a file each.
 *
 * main.c parses the options that the row allows, fills struct invocation and
 * calls the function; its result is the exit status: 0 fine, 1 findings in
 * the data, 2 usage, 3 environment (DESIGN.md section 7).
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "command/repository.h"
#include "model/kind.h"

struct arena;
struct buf;
struct diags;
struct sources;

enum exit_status {
	STATUS_FINE = 0,
	STATUS_FINDINGS = 1,
	STATUS_USAGE = 2,
	STATUS_ENVIRONMENT = 3,
};

/* Which options a command takes: one bit a row of options.def. */
enum command_option {
#define OPTION(name, letter, constant, arg, help)	constant##_INDEX,
#include "command/options.def"
};

enum command_option_bit {
#define OPTION(name, letter, constant, arg, help)			\
	constant = 1 << constant##_INDEX,
#include "command/options.def"
};

struct invocation {
	const struct command *command;
	struct arena *perm;
	struct str *args;	/* what is no option */
	size_t n_args;
	const char *dir;	/* -C, NULL: upwards from here */
	const char *out;	/* -o, NULL: site/ in the repository */
	struct str *audiences;	/* --audience; none: all */
	size_t n_audiences;
	struct str *exports;	/* --export; none: all */
	size_t n_exports;
	struct instant now;	/* --now, else the clock */
	unsigned jobs;		/* --jobs, else the processors */
	struct str format;	/* --format, else "text" */
	struct str lang;	/* --lang, else "en", or "ja" by LANG */
	struct str who;		/* --who; empty: everybody */
	struct str company;	/* --company; empty: all */
	struct str commit;	/* --commit; empty: the files as they are */
	struct str *with;	/* --with; none: one repository */
	size_t n_with;
	struct str role;	/* --role */
	const char *key;	/* --key, or NULL */
	const char *signature;	/* --signature, or NULL */
	struct str revision;	/* --revision */
	const char *message;	/* --message, or NULL */
	const char *purge;	/* --purge, or NULL */
	struct str ci;		/* --ci; empty: none */
	struct str from;	/* --from; empty: none */
	struct str tests;	/* --tests; empty: all */
	const char *links, *feeds;	/* --links, --feeds, or NULL */
	bool vers, range, print, hooks;
	bool colour;		/* standard output is a terminal */
	bool force, all;	/* --force, --all */
};

struct command {
	const char *name;
	int (*run)(struct invocation *v);
	unsigned options;
	int args_min, args_max;	/* -1: any number */
	const char *group;
	const char *usage;	/* what follows the name */
	const char *help;
};

/* The rows of commands.def; NULL at the end. */
const struct command *command_at(size_t i);
const struct command *command_find(struct str name);

/* A usage error: prints it with the command's usage line, gives status 2. */
int command_usage(const struct invocation *v, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

/* Print to standard output; a closed pipe or full disk ends with status 3. */
void command_put(struct str s);
void command_printf(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Print a page that was made whole; one over its limit ends the program. */
void command_page(const struct buf *b);

/* Print diagnostics in the invocation's format, and a summary for people. */
void command_diags(struct invocation *v, const struct sources *ss,
    const struct diags *d);

/* The same without the summary, into out. */
void command_diags_put(struct invocation *v, const struct sources *ss,
    const struct diags *d, struct buf *out);

/* The kind of that name; else prints a usage error with a suggestion. */
bool command_kind(const struct invocation *v, struct str name, enum kind *out);

/* Whether --format is text or json; else prints a usage error. */
bool command_text_or_json(const struct invocation *v);

/* STATUS_FINDINGS when d holds an error, else STATUS_FINE. */
int command_status(const struct diags *d);

#endif
