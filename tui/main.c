/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>

#include <sarai/base/confine.h>
#include <sarai/command/command.h>

#ifdef __SANITIZE_ADDRESS__
/* Shut in, the program cannot look for leaks at its end. The tests, which link all but this file, do. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return true;
}
#endif

int main(int argc, char **argv)
{
	confine_environment();
	confine_process();
	return command_run(argc, argv);
}
