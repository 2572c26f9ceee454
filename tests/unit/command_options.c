/*
 * Every option of the table goes somewhere, by its name and by its letter.
 */
#include "command/options.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "test.h"

Suite *suite_command_options(void);

static const struct {
	const char *name;
	char letter;
	unsigned bit;
	bool has_value;
} rows[] = {
#define OPTION(name, letter, constant, arg, help)			\
	{ name, letter, constant, (arg) != NULL },
#include "command/options.def"
};

/* A value that the option takes. */
static const char *
value_of(const char *name)
{
	static const struct {
		const char *name, *value;
	} of[] = {
		{ "now", "2026-11-22T09:00+09:00" },
		{ "jobs", "2" },
		{ "format", "json" },
		{ "lang", "ja" },
	};

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		if (str_eq_z(str_z(name), of[i].name))
			return of[i].value;
	}
	return "x";
}

/* Whether the option, alone, is taken and leaves something behind. */
static bool
is_taken(unsigned bit, const char *option, const char *value)
{
	const struct command c = { .name = "x", .options = bit };
	struct arena *a = arena_open();
	struct invocation v, none;
	char text[2][64], *argv[] = { text[0], text[1] };
	bool ok;

	(void)snprintf(text[0], sizeof(text[0]), "%s", option);
	(void)snprintf(text[1], sizeof(text[1]), "%s",
	    value != NULL ? value : "");
	memset(&v, 0, sizeof(v));
	v.command = &c;
	v.perm = a;
	memcpy(&none, &v, sizeof(v));
	ok = options_parse(&v, value != NULL ? 2 : 1, argv);
	none.args = v.args;
	none.audiences = v.audiences;
	none.exports = v.exports;
	none.with = v.with;
	ok = ok && v.n_args == 0 && memcmp(&v, &none, sizeof(v)) != 0;
	arena_close(a);
	return ok;
}

START_TEST(test_rows)
{
	const char *value = rows[_i].has_value ? value_of(rows[_i].name) :
						 NULL;
	char option[64];

	(void)snprintf(option, sizeof(option), "--%s", rows[_i].name);
	ck_assert_msg(is_taken(rows[_i].bit, option, value), "%s", option);
	if (rows[_i].letter == 0)
		return;
	(void)snprintf(option, sizeof(option), "-%c", rows[_i].letter);
	ck_assert_msg(is_taken(rows[_i].bit, option, value), "%s", option);
}
END_TEST

Suite *
suite_command_options(void)
{
	Suite *s = suite_create("command_options");
	TCase *t = tcase_create("options");

	tcase_add_loop_test(t, test_rows, 0, ARRAY_LEN(rows));
	suite_add_tcase(s, t);
	return s;
}
