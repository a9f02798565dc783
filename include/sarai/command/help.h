/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai help TOPIC`: what stands in the program's tables (actions and keys, settings, forms, exit statuses), as an
 * INI file with a comment above each key. The manual's tables are written from it; `make docs` compares them.
 */
#ifndef SARAI_COMMAND_HELP_H
#define SARAI_COMMAND_HELP_H

#include <stdbool.h>

bool help_topic(const char *name); /* false: there is no such topic */
void help_topics(void);		   /* one line each, for `sarai help` */

#endif
