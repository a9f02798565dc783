/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/base/confine.h>
#include <sarai/command/command.h>

int main(int argc, char **argv)
{
	confine_environment();
	confine_process();
	return command_run(argc, argv);
}
