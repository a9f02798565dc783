/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The subcommands of sarai: dispatch.
 */
#ifndef SARAI_COMMAND_COMMAND_H
#define SARAI_COMMAND_COMMAND_H

/* Run what argv asks for; returns the exit status (sysexits). */
int command_run(int argc, char **argv);
int command_help(int argc, char **argv);

/* The commit the program was built from; "unknown" outside a git repository. */
extern const char sarai_commit[];

#endif
