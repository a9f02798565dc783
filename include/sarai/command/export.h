/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai export htcds | stats FILE.csv`: what is told of many cases to others, written as tables.
 */
#ifndef SARAI_COMMAND_EXPORT_H
#define SARAI_COMMAND_EXPORT_H

int command_export(int argc, char **argv);

#endif
