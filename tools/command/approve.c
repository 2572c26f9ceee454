#include "command/command.h"

int command_approve(struct invocation *v);

int
command_approve(struct invocation *v)
{
	return command_usage(v, "not there yet");
}
