/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check-config [FOLDER]`: the built-in configuration and a site's, file by file. Every finding goes to standard
 * error as "file:line: reason" and the exit status is 78; otherwise one line a file says that it is good.
 */
#ifndef SARAI_COMMAND_CHECK_CONFIG_H
#define SARAI_COMMAND_CHECK_CONFIG_H

#include <sarai/base/diag.h>
#include <sarai/command/check_config.h>
#include <sarai/config/config.h>

/* The site's configuration (folder NULL: the usual place), when neither it nor the built-in one has a finding. Owned;
 * NULL with the findings in d. */
struct config *command_config_checked(const char *folder, struct diags *d);

int command_check_config(int argc, char **argv);

/* What the terminal reads out of a configuration: keys, by the tables of every screen, and themes. Findings in d. */
void command_check_looks(const struct config *c, struct diags *d);

#endif
