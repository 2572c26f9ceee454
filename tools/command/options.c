#include "command/options.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "text/diag_format.h"

struct option {
	const char *name;
	char letter;
	const char *arg;
	const char *help;
};

static const struct option options[] = {
#define OPTION(name, letter, constant, arg, help)			\
	[constant##_INDEX] = { name, letter, arg, help },
#include "command/options.def"
};

static bool
set_now(struct invocation *v, const char *value)
{
	const char *why = "";

	if (!instant_parse(str_z(value), &v->now, &why)) {
		(void)command_usage(v,
		    "--now '%s': %s; write "
		    "2026-11-22T09:00+09:00",
		    value, why);
		return false;
	}
	return true;
}

static bool
set_jobs(struct invocation *v, const char *value)
{
	int64_t n;

	if (!num_parse(str_z(value), 1, LIMIT_JOBS, &n)) {
		(void)command_usage(v,
		    "--jobs '%s' is not a number from 1 "
		    "to %d",
		    value, LIMIT_JOBS);
		return false;
	}
	v->jobs = (unsigned)n;
	return true;
}

static bool
set_format(struct invocation *v, const char *value)
{
	v->format = str_z(value);
	if (diag_format_find(v->format) != NULL)
		return true;
	(void)command_usage(v, "unknown format '%s'", value);
	return false;
}

static bool
set_report(struct invocation *v, const char *value)
{
	static const char *const formats[] = { "text", "markdown", "json" };

	v->format = str_z(value);
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		if (str_eq_z(v->format, formats[i]))
			return true;
	}
	(void)command_usage(v,
	    "this is printed as text, markdown or json, not as %s", value);
	return false;
}

static bool
set_lang(struct invocation *v, const char *value)
{
	v->lang = str_z(value);
	if (str_eq(v->lang, S("ja")) || str_eq(v->lang, S("en")))
		return true;
	(void)command_usage(v, "unknown language '%s': ja or en", value);
	return false;
}

static bool
set_option(struct invocation *v, enum command_option which, const char *value)
{
	switch (which) {
	case OPTION_DIR_INDEX:
		v->dir = value;
		return true;
	case OPTION_OUT_INDEX:
		v->out = value;
		return true;
	case OPTION_AUDIENCE_INDEX:
		v->audiences[v->n_audiences++] = str_z(value);
		return true;
	case OPTION_EXPORT_INDEX:
		v->exports[v->n_exports++] = str_z(value);
		return true;
	case OPTION_NOW_INDEX:
		return set_now(v, value);
	case OPTION_JOBS_INDEX:
		return set_jobs(v, value);
	case OPTION_FORMAT_INDEX:
		return set_format(v, value);
	case OPTION_REPORT_INDEX:
		return set_report(v, value);
	case OPTION_LANG_INDEX:
		return set_lang(v, value);
	case OPTION_WHO_INDEX:
		v->who = str_z(value);
		return true;
	case OPTION_COMPANY_INDEX:
		v->company = str_z(value);
		return true;
	case OPTION_COMMIT_INDEX:
		v->commit = str_z(value);
		return true;
	case OPTION_WITH_INDEX:
		v->with[v->n_with++] = str_z(value);
		return true;
	case OPTION_ROLE_INDEX:
		v->role = str_z(value);
		return true;
	case OPTION_KEY_INDEX:
		v->key = value;
		return true;
	case OPTION_SIGNATURE_INDEX:
		v->signature = value;
		return true;
	case OPTION_REVISION_INDEX:
		v->revision = str_z(value);
		return true;
	case OPTION_MESSAGE_INDEX:
		v->message = value;
		return true;
	case OPTION_PRINT_INDEX:
		v->print = true;
		return true;
	case OPTION_HOOKS_INDEX:
		v->hooks = true;
		return true;
	case OPTION_CI_INDEX:
		v->ci = str_z(value);
		return true;
	case OPTION_FORCE_INDEX:
		v->force = true;
		return true;
	case OPTION_ALL_INDEX:
		v->all = true;
		return true;
	}
	BUG("option");
}

/*
 * The option of the command that an argument names, or -1; *value: what stands
 * behind it.
 */
static int
find_option(const struct command *c, const char *arg, const char **value)
{
	*value = NULL;
	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		size_t n = strlen(options[i].name);

		if ((c->options & (1u << i)) == 0)
			continue;
		if (arg[1] != '-') {
			if (options[i].letter == 0 ||
			    arg[1] != options[i].letter)
				continue;
			*value = arg[2] != '\0' ? arg + 2 : NULL;
			return (int)i;
		}
		if (strncmp(arg + 2, options[i].name, n) != 0)
			continue;
		if (arg[2 + n] == '=')
			*value = arg + 3 + n;
		if (arg[2 + n] == '=' || arg[2 + n] == '\0')
			return (int)i;
	}
	return -1;
}

/* Take the option at argv[*i] and, if it needs one, its value. */
static bool
take_option(struct invocation *v, int argc, char **argv, int *i)
{
	const char *arg = argv[*i], *value;
	int which = find_option(v->command, arg, &value);

	if (which < 0) {
		(void)command_usage(v, "unknown option '%s'", arg);
		return false;
	}
	if (options[which].arg == NULL && value != NULL) {
		(void)command_usage(v, "'%s' takes no value", arg);
		return false;
	}
	if (options[which].arg != NULL && value == NULL) {
		if (*i + 1 >= argc) {
			(void)command_usage(v, "'%s' needs a value: %s", arg,
			    options[which].arg);
			return false;
		}
		value = argv[++*i];
	}
	return set_option(v, (enum command_option)which, value);
}

bool
options_parse(struct invocation *v, int argc, char **argv)
{
	bool ended = false;
	int n;

	v->args = arena_array(v->perm, struct str, (size_t)argc + 1);
	v->audiences = arena_array(v->perm, struct str, (size_t)argc + 1);
	v->exports = arena_array(v->perm, struct str, (size_t)argc + 1);
	v->with = arena_array(v->perm, struct str, (size_t)argc + 1);
	for (int i = 0; i < argc; i++) {
		const char *arg = argv[i];

		if (ended || arg[0] != '-' || arg[1] == '\0')
			v->args[v->n_args++] = str_z(arg);
		else if (strcmp(arg, "--") == 0)
			ended = true;
		else if (!take_option(v, argc, argv, &i))
			return false;
	}
	n = (int)v->n_args;
	if (n < v->command->args_min) {
		(void)command_usage(v, "something is missing");
		return false;
	}
	if (v->command->args_max >= 0 && n > v->command->args_max) {
		(void)command_usage(v, "'%.*s' is too much",
		    STR_ARG(v->args[v->command->args_max]));
		return false;
	}
	return true;
}

void
options_help(const struct command *c)
{
	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		const struct option *o = &options[i];

		if ((c->options & (1u << i)) == 0)
			continue;
		command_printf("  %c%c --%s%s%-*s %s\n",
		    o->letter != 0 ? '-' : ' ',
		    o->letter != 0 ? o->letter : ' ', o->name,
		    o->arg != NULL ? " " : "", (int)(22 - strlen(o->name)),
		    o->arg != NULL ? o->arg : "", o->help);
	}
}
