/*
 * The command table: finds the command, parses its options, runs it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/pool.h"
#include "base/progress.h"
#include "command/command.h"
#include "command/options.h"
#include "command/version.h"

#define COMMAND(name, fn, options, min, max, group, usage, help)	\
	int fn(struct invocation *v);
#include "command/commands.def"

static const struct command commands[] = {
#define COMMAND(name, fn, options, min, max, group, usage, help)	\
	{ #name, fn, options, min, max, group, usage, help },
#include "command/commands.def"
};

const struct command *
command_at(size_t i)
{
	return i < ARRAY_LEN(commands) ? &commands[i] : NULL;
}

const struct command *
command_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		if (str_eq_z(name, commands[i].name))
			return &commands[i];
	}
	return NULL;
}

static void
print_help(void)
{
	const char *group = "";

	command_printf(
	    "usage: hansho COMMAND [OPTION]... [ARGUMENT]...\n\n"
	    "Hansho turns a repository of cases, products and policies into\n"
	    "static sites and CSAF documents.  Nothing of it opens a network\n"
	    "connection.\n");
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		const struct command *c = &commands[i];

		if (!str_eq_z(str_z(group), c->group))
			command_printf("\n%s\n", c->group);
		group = c->group;
		command_printf("  %-9s %-11s %s\n", c->name, c->usage,
		    c->help);
	}
	command_printf("\nfeeds\n  fetch     [OPTION]... mirrors feeds: runs "
		       "hansho-fetch, a program of its own\n");
	command_printf("\n`hansho COMMAND --help` shows a command's options.\n"
		       "exit status: 0 fine, 1 findings in the data, 2 usage, "
		       "3 environment\n");
}

static void
print_command_help(const struct command *c)
{
	command_printf("usage: hansho %s [OPTION]... %s\n\n%s\n\n", c->name,
	    c->usage, c->help);
	options_help(c);
}

/* Whether one of the arguments asks for help. */
static bool
asks_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		struct str arg = str_z(argv[i]);

		if (str_eq(arg, S("--")))
			return false;
		if (str_eq(arg, S("--help")) || str_eq(arg, S("-h")))
			return true;
	}
	return false;
}

/*
 * Our place is taken by hansho-fetch, which stands beside us: only it opens
 * network connections.
 */
static int
run_fetcher(char **argv)
{
	struct arena *a = arena_open();
	struct str self = str_z(argv[0]);

	argv[1] = argv[0];
	if (str_find_byte(self, '/', 0) == SIZE_MAX)
		(void)execvp("hansho-fetch", argv + 1);
	else
		(void)execv(str_to_z(a, str_cat(a, self, S("-fetch"))),
		    argv + 1);
	die_env(errno, "hansho-fetch, which mirrors feeds");
}

static int
unknown_command(const char *name)
{
	struct str names[ARRAY_LEN(commands)];
	struct str near;

	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		names[i] = str_z(commands[i].name);
	near = str_nearest(str_z(name), names, ARRAY_LEN(names));
	fprintf(stderr, "hansho: there is no command '%s'", name);
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fprintf(stderr, "\n`hansho --help` lists the commands.\n");
	return STATUS_USAGE;
}

static struct instant
clock_now(void)
{
	return (struct instant){ .s = (int64_t)time(NULL) };
}

static struct str
lang_of_environment(void)
{
	const char *lang = getenv("LANG");

	return lang != NULL && str_starts(str_z(lang), S("ja")) ? S("ja") :
								  S("en");
}

static int
run(const struct command *c, int argc, char **argv)
{
	struct arena *perm = arena_open();
	struct invocation v = {
		.command = c,
		.perm = perm,
		.now = clock_now(),
		.jobs = pool_jobs_default(),
		.format = S("text"),
		.lang = lang_of_environment(),
		.colour = isatty(1) == 1 && getenv("NO_COLOR") == NULL,
	};
	int status = STATUS_USAGE;

	if (isatty(2) == 1)
		progress_enable();
	if (options_parse(&v, argc, argv))
		status = c->run(&v);
	arena_close(perm);
	return status;
}

int
main(int argc, char **argv)
{
	const struct command *c;
	struct str first = argc > 1 ? str_z(argv[1]) : S("");

	if (first.n == 0) {
		print_help();
		return STATUS_USAGE;
	}
	if (str_eq(first, S("--help")) || str_eq(first, S("-h")) ||
	    str_eq(first, S("help"))) {
		print_help();
		return STATUS_FINE;
	}
	if (str_eq(first, S("--version"))) {
		command_printf("hansho %s\n", HANSHO_VERSION);
		return STATUS_FINE;
	}
	if (str_eq(first, S("fetch")))
		return run_fetcher(argv);
	c = command_find(first);
	if (c == NULL)
		return unknown_command(argv[1]);
	if (asks_help(argc - 2, argv + 2)) {
		print_command_help(c);
		return STATUS_FINE;
	}
	return run(c, argc - 2, argv + 2);
}
