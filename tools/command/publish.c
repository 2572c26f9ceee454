#include "command/command.h"

int command_publish(struct invocation *v);

int
command_publish(struct invocation *v)
{
	return command_usage(v, "not there yet");
}
