/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key table of the program, for keys.ini, help and the checks: the toolkit's and the screens' own.
 */
#ifndef SARAI_SCREEN_TABLES_H
#define SARAI_SCREEN_TABLES_H

#include <sarai/term/key.h>

extern const struct action_table *const screen_tables[];
extern const int screen_table_count;

#endif
