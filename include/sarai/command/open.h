/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai open` and `sarai init`.
 */
#ifndef SARAI_COMMAND_OPEN_H
#define SARAI_COMMAND_OPEN_H

int command_open(int argc, char **argv);
int command_init(int argc, char **argv);

#endif
