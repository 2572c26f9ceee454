#include "fetch/fetch_arguments.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"

enum option {
#define OPTION(name, letter, constant, arg, help)	OPTION_##constant,
#include "fetch/options.def"
	OPTIONS
};

static const struct {
	struct str name;
	char letter;
	const char *arg;
	const char *help;
} rows[OPTIONS] = {
#define OPTION(name, letter, constant, arg, help)			\
	{ STR_INIT(name), letter, arg, help },
#include "fetch/options.def"
};

static bool
set_number(struct fetch_arguments *out, enum option o, struct str value)
{
	if (o == OPTION_PARALLEL)
		return num_parse(value, 1, LIMIT_FETCH_PARALLEL,
		    &out->options.parallel);
	if (o == OPTION_RETRIES)
		return num_parse(value, 0, LIMIT_FETCH_RETRIES,
		    &out->options.retries);
	return num_parse(value, 1, LIMIT_FETCH_BACK_OFF_MS,
	    &out->options.wait_ms);
}

static bool
set_option(struct fetch_arguments *out, enum option o, const char *value)
{
	const char *why;

	switch (o) {
	case OPTION_DIRECTORY:
		out->dir = value;
		return true;
	case OPTION_ONLY:
		out->options.only[out->options.n_only++] = str_z(value);
		return true;
	case OPTION_LIST:
		out->is_list = true;
		return true;
	case OPTION_DRY_RUN:
		out->options.is_dry = true;
		return true;
	case OPTION_FORCE:
		out->options.is_forced = true;
		return true;
	case OPTION_ACCEPT_SHRUNKEN:
		out->options.takes_shrunken = true;
		return true;
	case OPTION_EXPORT:
		out->export_to = value;
		return true;
	case OPTION_IMPORT:
		out->import_from = value;
		return true;
	case OPTION_CACERT:
		out->options.cacert = value;
		return true;
	case OPTION_PROXY:
		out->options.proxy = value;
		return true;
	case OPTION_PARALLEL:
	case OPTION_RETRIES:
	case OPTION_RETRY_WAIT:
		return set_number(out, o, str_z(value));
	case OPTION_NOW:
		return instant_parse(str_z(value), &out->now, &why);
	case OPTION_HELP:
		out->is_help = true;
		return true;
	case OPTION_VERSION:
		out->is_version = true;
		return true;
	case OPTIONS:
		break;
	}
	BUG("option");
}

/* The row that an argument names, and where its value stands in it. */
static enum option
find(struct str arg, struct str *value)
{
	struct str name;

	*value = S("");
	if (arg.n == 2 && arg.p[1] != '-') {
		for (size_t i = 0; i < OPTIONS; i++) {
			if (rows[i].letter == arg.p[1])
				return (enum option)i;
		}
		return OPTIONS;
	}
	(void)str_cut(str_from(arg, 2), '=', &name, value);
	for (size_t i = 0; i < OPTIONS && str_starts(arg, S("--")); i++) {
		if (str_eq(rows[i].name, name))
			return (enum option)i;
	}
	return OPTIONS;
}

/* One thing at a time. */
static bool
is_consistent(const struct fetch_arguments *out)
{
	return out->is_list + out->options.is_dry + (out->export_to != NULL) +
	    (out->import_from != NULL) <=
	    1;
}

bool
fetch_arguments_parse(struct arena *perm, int argc, char **argv,
    struct fetch_arguments *out, struct str *why)
{
	out->options.only = arena_array(perm, struct str, (size_t)argc + 1);
	out->options.parallel = 4;
	out->options.retries = 3;
	out->options.wait_ms = 2000;
	for (int i = 1; i < argc; i++) {
		struct str arg = str_z(argv[i]), value;
		enum option o = find(arg, &value);
		bool has_value = str_find_byte(arg, '=', 0) != SIZE_MAX;

		if (o == OPTIONS || (rows[o].arg == NULL && has_value)) {
			*why = str_fmt(perm, "unknown argument '%s'", argv[i]);
			return false;
		}
		if (rows[o].arg != NULL && !has_value && ++i == argc) {
			*why = str_fmt(perm, "--%.*s needs %s",
			    STR_ARG(rows[o].name), rows[o].arg);
			return false;
		}
		if (!set_option(out, o,
			has_value ? value.p : argv[i < argc ? i : 0])) {
			*why = str_fmt(perm, "--%.*s: that cannot be its %s",
			    STR_ARG(rows[o].name), rows[o].arg);
			return false;
		}
	}
	*why = S(
	    "--list, --dry-run, --export and --import do not go together");
	return is_consistent(out);
}

struct str
fetch_arguments_help(struct arena *perm)
{
	struct str s = S(
	    "usage: hansho-fetch [OPTION]...\n\n"
	    "Mirrors the feeds of content/feeds.yaml into .hansho/feeds/.  "
	    "This is the only\nprogram of Hansho that opens network "
	    "connections; it speaks https alone.\n\n");

	for (size_t i = 0; i < OPTIONS; i++) {
		struct str left = str_fmt(perm, "%s%c%s--%.*s%s%s",
		    rows[i].letter != 0 ? "-" : " ",
		    rows[i].letter != 0 ? rows[i].letter : ' ',
		    rows[i].letter != 0 ? ", " : "  ", STR_ARG(rows[i].name),
		    rows[i].arg != NULL ? " " : "",
		    rows[i].arg != NULL ? rows[i].arg : "");

		s = str_fmt(perm, "%.*s  %-24.*s %s\n", STR_ARG(s),
		    STR_ARG(left), rows[i].help);
	}
	return str_cat(perm, s,
	    S("\nexit status: 0 all is fresh, 1 something is stale or was "
	      "refused,\n2 usage or content/feeds.yaml, 3 environment\n"));
}
