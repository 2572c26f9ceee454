#include "command/command.h"

int command_diff(struct invocation *v);

int
command_diff(struct invocation *v)
{
	return command_usage(v, "not there yet");
}
