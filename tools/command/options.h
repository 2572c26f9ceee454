/*
 * GNU long options and their letters, from the table in options.def.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>

#include "command/command.h"

/*
 * Parse what follows the command's name into v (whose command is set): options
 * may stand anywhere, "--" ends them, "--name=value" and "--name value" are
 * the same.  Prints a usage error and returns false.
 */
bool options_parse(struct invocation *v, int argc, char **argv);

/* The option lines of a command's help. */
void options_help(const struct command *c);

#endif
