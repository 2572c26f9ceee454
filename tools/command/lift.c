#include "command/command.h"

int command_lift(struct invocation *v);

int
command_lift(struct invocation *v)
{
	return command_usage(v, "not there yet");
}
