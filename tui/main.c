/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/command/command.h>

int main(int argc, char **argv)
{
	return command_run(argc, argv);
}
