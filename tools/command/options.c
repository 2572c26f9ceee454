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

/* Where the value of an option goes: one of these. */
struct target {
	bool *flag;
	const char **path;
	struct str *word;
	struct str *list;	/* with room for all arguments */
	size_t *n_list;
	bool (*set)(struct invocation *v, const char *value);
};

static bool
set_target(struct invocation *v, const struct target *t, const char *value)
{
	if (t->set != NULL)
		return t->set(v, value);
	if (t->flag != NULL)
		*t->flag = true;
	else if (t->path != NULL)
		*t->path = value;
	else if (t->word != NULL)
		*t->word = str_z(value);
	else if (t->list != NULL)
		t->list[(*t->n_list)++] = str_z(value);
	else
		BUG("option");
	return true;
}

static bool
set_option(struct invocation *v, enum command_option which, const char *value)
{
	const struct target targets[ARRAY_LEN(options)] = {
		[OPTION_DIR_INDEX] = { .path = &v->dir },
		[OPTION_OUT_INDEX] = { .path = &v->out },
		[OPTION_AUDIENCE_INDEX] = { .list = v->audiences,
		    .n_list = &v->n_audiences },
		[OPTION_EXPORT_INDEX] = { .list = v->exports,
		    .n_list = &v->n_exports },
		[OPTION_NOW_INDEX] = { .set = set_now },
		[OPTION_JOBS_INDEX] = { .set = set_jobs },
		[OPTION_FORMAT_INDEX] = { .set = set_format },
		[OPTION_REPORT_INDEX] = { .set = set_report },
		[OPTION_LANG_INDEX] = { .set = set_lang },
		[OPTION_WHO_INDEX] = { .word = &v->who },
		[OPTION_COMPANY_INDEX] = { .word = &v->company },
		[OPTION_COMMIT_INDEX] = { .word = &v->commit },
		[OPTION_WITH_INDEX] = { .list = v->with,
		    .n_list = &v->n_with },
		[OPTION_ROLE_INDEX] = { .word = &v->role },
		[OPTION_KEY_INDEX] = { .path = &v->key },
		[OPTION_SIGNATURE_INDEX] = { .path = &v->signature },
		[OPTION_REVISION_INDEX] = { .word = &v->revision },
		[OPTION_MESSAGE_INDEX] = { .path = &v->message },
		[OPTION_PURGE_INDEX] = { .path = &v->purge },
		[OPTION_PRINT_INDEX] = { .flag = &v->print },
		[OPTION_HOOKS_INDEX] = { .flag = &v->hooks },
		[OPTION_CI_INDEX] = { .word = &v->ci },
		[OPTION_TESTS_INDEX] = { .word = &v->tests },
		[OPTION_LINKS_INDEX] = { .path = &v->links },
		[OPTION_FEEDS_INDEX] = { .path = &v->feeds },
		[OPTION_FROM_INDEX] = { .word = &v->from },
		[OPTION_VERS_INDEX] = { .flag = &v->vers },
		[OPTION_RANGE_INDEX] = { .flag = &v->range },
		[OPTION_FORCE_INDEX] = { .flag = &v->force },
		[OPTION_ALL_INDEX] = { .flag = &v->all },
	};

	return set_target(v, &targets[which], value);
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
